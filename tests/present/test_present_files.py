"""The files that answers are written to: workbook, pictures, Parquet."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.present.lake import write_lake
from pipeline.present.picture import write_picture
from pipeline.present.workbook import write_workbook
from pipeline.query.export import EXPORTED, export, sheets, sources
from pipeline.query.series import series
from pipeline.query.stats import stats
from pipeline.store.archive import Archive, open_archive
from pipeline.store.corrections import Change, correct
from pipeline.store.save import save_report
from schemas.rows import SeriesRow
from tests.query.archives import filled
from tests.query.conftest import archive
from tests.store.made_up import LIVESTOCK, Draft, make

__all__ = ["archive"]
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def write(archive: Archive, path: Path) -> int:
    return write_workbook(path, stats(archive), sheets(archive), sources(archive), ["UBND xã Tân Liêm"])


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as book:
        return book.read(name).decode()


def names(path: Path) -> list[str]:
    return [
        sheet.attrib["name"] for sheet in ElementTree.fromstring(part(path, "xl/workbook.xml")).iter(f"{_MAIN}sheet")
    ]


def test_a_sheet_for_each_sector_with_months_as_columns(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "số liệu.xlsx"
    assert write(archive, path) > 8
    assert names(path) == ["Tổng quan", "Chăn nuôi", "Tài chính, ngân sách", "Ngoài danh mục", "Báo cáo nguồn"]
    strings = [each.text for each in ElementTree.fromstring(part(path, "xl/sharedStrings.xml")).iter(f"{_MAIN}t")]
    assert {"04/2026", "05/2026", "Đàn lợn", "UBND xã Tân Liêm", "thực hiện"} <= set(strings)
    sheet = part(path, "xl/worksheets/sheet2.xml")
    assert 'state="frozen"' in sheet
    assert "<v>2010</v>" in sheet  # a number, not a text
    assert len(re.findall(r"<hyperlink ", sheet)) == len(re.findall(r"<c [^>]*><v>[\d.]+</v>", sheet)) - sheet.count(
        't="s"'
    )
    links = part(path, "xl/worksheets/_rels/sheet2.xml.rels")
    assert "05.txt" in links
    assert re.search(r"b[/\\]dong\.txt", links)
    assert "trang 1" in sheet
    assert "c:chart" in part(path, "xl/charts/chart1.xml")


def test_units_are_made_one_in_a_line(archive: Archive) -> None:
    budget = next(sheet for sheet in sheets(archive) if sheet.sector == "Tài chính, ngân sách")
    line = next(line for line in budget.lines if line.first.base_unit == "đồng")
    assert line.unit == "triệu đồng"
    assert sorted(line.cells) == ["2026-04", "2026-05"]


def test_a_correction_stands_in_the_workbook(tmp_path: Path) -> None:
    with filled(tmp_path / "kho.db") as archive:
        figure = series(archive, "livestock_pig")[0].figure
        assert figure is not None
        correct(archive, figure, Change(value=Decimal(1983)), "Lan", "gõ nhầm")
        write(archive, tmp_path / "a.xlsx")
    assert "<v>1983</v>" in part(tmp_path / "a.xlsx", "xl/worksheets/sheet2.xml")
    assert "<v>1938</v>" in part(tmp_path / "a.xlsx", "xl/worksheets/sheet2.xml")  # the other commune's


def test_the_workbook_says_where_it_cannot_be_written(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="không có thư mục"):
        write(archive, tmp_path / "không có" / "a.xlsx")


def test_an_empty_archive_makes_a_workbook(tmp_path: Path) -> None:
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        assert write(archive, tmp_path / "a.xlsx") == 0


@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_a_picture_speaks_vietnamese(archive: Archive, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"biểu đồ{ending}"
    write_picture(path, series(archive, "lợn"), "Đàn lợn")
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG" if ending == ".png" else b"<svg")
    if ending == ".svg":
        text = data.decode()
        assert all(words in text for words in ("Đàn lợn", "Cơ quan", "05/2026", "2.000", "UBND phường Đông Chấn"))


def test_pictures_of_nothing_or_of_another_kind_are_refused(archive: Archive, tmp_path: Path) -> None:
    rows: list[SeriesRow] = series(archive, "lợn")
    with pytest.raises(UsageError, match="không có số liệu"):
        write_picture(tmp_path / "a.png", [], "x")
    with pytest.raises(UsageError, match=r"\.png hoặc \.svg"):
        write_picture(tmp_path / "a.gif", rows, "x")
    with pytest.raises(UsageError, match="không ghi được"):
        write_picture(tmp_path / "không có" / "a.svg", rows, "x")


def test_parquet_is_parted_and_read_as_one_table(tmp_path: Path) -> None:
    from pyarrow import dataset

    lake = tmp_path / "hồ.parquet"
    for number, agency in enumerate(("UBND phường Bắc Kạn", "UBND xã Tân Liêm")):
        with open_archive(tmp_path / f"{number}.db", create=True) as archive:
            for month in ("2025-12", "2026-01"):
                save_report(archive, make(Draft(agency=agency, month=month, figures=LIVESTOCK, addressees=())))
            for _ in range(2):  # again replaces, and leaves the other archive's alone
                assert write_lake(lake, EXPORTED, export(archive)) == 10
    files = sorted(str(path.relative_to(lake)) for path in lake.rglob("*.parquet"))
    assert files == [
        "province=khong-ro/agency=ubnd-xa-tan-liem/year=2025/baocao-0.parquet",
        "province=khong-ro/agency=ubnd-xa-tan-liem/year=2026/baocao-0.parquet",
        "province=thai-nguyen/agency=01843/year=2025/baocao-0.parquet",
        "province=thai-nguyen/agency=01843/year=2026/baocao-0.parquet",
    ]
    rows = dataset.dataset(lake, partitioning="hive").to_table().to_pylist()
    assert len(rows) == 20
    money = next(row for row in rows if row["unit"] == "triệu đồng" and row["agency_code"])
    assert (money["value"], money["amount"], money["agency_name"]) == (
        Decimal("412.6"),
        412600000,
        "UBND phường Bắc Kạn",
    )


def test_parquet_is_refused_where_a_file_stands(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="thư mục"):
        write_lake(tmp_path / "a.parquet", EXPORTED, export(archive))
