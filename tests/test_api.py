"""`import pipeline`: light, small, and as docs/api.md says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.api import _cell
from schemas.period import PeriodKind
from tests.query.archives import filled

ROOT = Path(__file__).resolve().parent.parent
PDF = ROOT / "corpus" / "reports" / "long-khanh-tay-2026-05.pdf"
TEXT = ROOT / "corpus" / "reports" / "long-khanh-tay-2026-04.txt"


@pytest.fixture
def archive(tmp_path: Path) -> pipeline.Archive:
    filled(tmp_path / "kho.db").close()
    return pipeline.open_archive(tmp_path / "kho.db")


def test_importing_it_loads_nothing_heavy() -> None:
    code = "import sys, pipeline; print(sorted(m.partition('.')[0] for m in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for heavy in ("pydantic", "spacy", "underthesea", "pdfplumber", "altair", "sqlite3"):
        assert f"'{heavy}'" not in loaded
    with pytest.raises(AttributeError):
        _ = pipeline.no_such_thing  # type: ignore[attr-defined]


def test_a_report_its_rows_and_its_page() -> None:
    report = pipeline.read_report(PDF)
    records = pipeline.Rows(report.figures).records()
    assert len(records) == len(report.figures) > 100
    assert {"text", "value", "measure", "period_kind", "period_to", "page"} <= set(records[0])
    assert all(isinstance(value, str | int | float | bool | None) for row in records for value in row.values())
    picture = pipeline.page_picture(report, 4)
    assert picture.png == picture._repr_png_()
    assert picture.png.startswith(b"\x89PNG")
    assert len(repr(picture)) < 100
    assert len(pipeline.page_picture(report, 4, scale=0.5).png) < len(picture.png)


@pytest.mark.parametrize(("path", "page"), [(PDF, 0), (PDF, 7), (TEXT, 1)])
def test_a_page_that_cannot_be_drawn_is_one_line(path: Path, page: int) -> None:
    report = pipeline.read_report(path)
    with pytest.raises(pipeline.BaocaoError) as error:
        pipeline.page_picture(report, page)
    assert "\n" not in str(error.value)


def test_frames_stand_round_the_figures() -> None:
    from io import BytesIO

    from PIL import Image, ImageColor

    from pipeline.present.page_picture import COLOURS

    report = pipeline.read_report(PDF)
    figure = next(figure for figure in report.figures if figure.page == 4 and figure.bbox is not None)
    assert figure.bbox is not None
    image = Image.open(BytesIO(pipeline.page_picture(report, 4, scale=2).png)).convert("RGB")
    left, top, _, bottom = (round(2 * side) for side in figure.bbox)
    wanted = ImageColor.getrgb(COLOURS[figure.measure])
    edge = [image.getpixel((left - 2, y)) for y in range(top, bottom)]
    near = [sum(abs(a - b) for a, b in zip(pixel, wanted, strict=True)) < 60 for pixel in edge if pixel]  # type: ignore[arg-type]
    assert sum(near) > len(near) // 2


def test_answers_are_those_of_the_commands(archive: pipeline.Archive) -> None:
    with archive:
        rows = archive.series("dan lon", agency="Tân Liêm", period="point")
        assert [(row.month, row.value) for row in rows] == [("2026-04", 1938), ("2026-05", 2010)]
        assert archive.series("dan lon", agency="Tân Liêm", period=PeriodKind.POINT) == rows
        assert rows.records()[0]["value"] == 1938
        assert rows.records()[0]["period_kind"] == "point"
        assert archive.compare("2026-04", "2026-05", sort="change").records()[0].keys() >= {"a", "b", "change"}
        assert [row.status.value for row in archive.tasks("2026-05")][:1] == ["reported"]
        assert archive.tasks("2026-05").records()[0]["evidence"] == 1
        assert archive.search("tiem phong", month="2026-05")[0].month == "2026-05"
        assert len(archive.history("livestock_pig", "2026-04", agency="Tân Liêm")) == 2
        assert {row.code for row in archive.indicators()} >= {"livestock_pig"}
        assert [row.agency for row in archive.agencies()] == ["UBND phường Đông Chấn", "UBND xã Tân Liêm"]
        assert archive.stats().reports == 3
        assert archive.chart(rows, "Đàn lợn").png.startswith(b"\x89PNG")


def test_wrong_words_are_one_line(archive: pipeline.Archive) -> None:
    with archive:
        for ask in (
            lambda: archive.series("không có chỉ tiêu này"),
            lambda: archive.series("lợn", measure="sai"),
            lambda: archive.series("lợn", period="sai"),
            lambda: archive.compare("2026-4", "2026-05"),
            lambda: archive.chart([], "trống"),
            lambda: archive.ingest("không có tệp này"),
        ):
            with pytest.raises(pipeline.BaocaoError) as error:
                ask()
            assert "\n" not in str(error.value)


def test_ingest_and_check_in_this_very_process(tmp_path: Path) -> None:
    with pipeline.open_archive(tmp_path / "kho.db", create=True) as archive:
        assert archive.ingest(TEXT).new == 1
        assert archive.ingest(str(TEXT)).unchanged == 1
        findings = archive.check(pipeline.read_report(PDF))
        assert findings.coverage.checked > 0


def test_cells_are_plain() -> None:
    from datetime import date
    from decimal import Decimal

    assert (_cell(Decimal("12.50")), _cell(Decimal("12.00")), _cell(date(2026, 5, 1))) == (12.5, 12, "2026-05-01")
    assert (_cell(PeriodKind.YTD), _cell(("a", "b")), _cell(None)) == ("ytd", 2, None)


def test_the_document_names_all_of_it_and_nothing_else() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for name in pipeline.__all__:
        assert re.search(rf"`(?:pipeline\.)?{name}\b", text), name
    methods = {name for name in vars(pipeline.Archive) if not name.startswith("_")}
    named = set(re.findall(r"`archive\.(\w+)\(", text))
    assert named == methods


def test_the_example_of_the_document_runs(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    script = tmp_path / "vi_du.py"
    script.write_text(example.replace('"bao-cao-thang-5.pdf"', repr(str(PDF))).replace('"bao-cao/"', repr(str(TEXT))))
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", str(script)], cwd=tmp_path, capture_output=True, text=True,
        check=False, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
