from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.errors import ArchiveError, UsageError
from pipeline.present.machine import rows_json
from pipeline.query.compare import compare
from pipeline.query.series import series
from pipeline.query.stats import stats
from pipeline.query.tasks import tasks
from pipeline.store.archive import Archive, open_archive
from pipeline.store.corrections import Change, all_corrections, correct, withdraw
from pipeline.store.lessons import Lesson, all_lessons, link
from pipeline.store.merge import merge, reading
from pipeline.store.rejected import Rejected, set_aside
from pipeline.store.save import save_report
from pipeline.store.silences import silence
from pipeline.store.soundness import examine
from tests.query.archives import CATALOGUE, filled
from tests.store.made_up import LIVESTOCK, Draft, make
from tests.store.test_store_migrations import VERSION_1

AGENCIES = ("UBND xã Tân Liêm", "UBND phường Đông Chấn", "UBND xã Tân Tiến")


def of_agency(agency: str) -> list[Draft]:
    return [
        Draft(
            agency=agency, month=month, figures=LIVESTOCK, signed=date(2026, 5, 20 + day), plan=["Tiếp tục tiêm phòng"]
        )
        for month, day in (("2026-04", 1), ("2026-05", 2), ("2026-04", 3))
    ]


def answers(archive: Archive) -> list[str]:
    return [
        rows_json(series(archive, "lợn")),
        rows_json(compare(archive, "2026-04", "2026-05")),
        rows_json(tasks(archive)),
        stats(archive).model_dump_json(),
    ]


def test_archives_of_communes_merged_answer_as_one(tmp_path: Path) -> None:
    with (
        open_archive(tmp_path / "một.db", create=True) as one,
        open_archive(tmp_path / "gộp.db", create=True) as merged,
    ):
        for agency in AGENCIES:
            path = tmp_path / f"{agency}.db"
            with open_archive(path, create=True) as small:
                for draft in of_agency(agency):
                    save_report(small, make(draft))
                    save_report(one, make(draft))
            with reading(path) as small:
                assert merge(merged, small).new == 2
        assert answers(merged) == answers(one)
        assert all(not examination.faults for examination in examine(merged, sources=False))


def test_merging_again_changes_nothing_and_never_the_other(tmp_path: Path) -> None:
    filled(tmp_path / "a.db").close()
    before = (tmp_path / "a.db").read_bytes()
    with open_archive(tmp_path / "b.db", create=True) as archive:
        with reading(tmp_path / "a.db") as other:
            merge(archive, other)
        held = list(archive.connection.iterdump())
        with reading(tmp_path / "a.db") as other:
            result = merge(archive, other)
        assert (result.new, result.superseding, result.unchanged) == (0, 0, 4)
        assert list(archive.connection.iterdump()) == held
    assert (tmp_path / "a.db").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.db", "b.db"]


def test_the_catalogue_comes_along(tmp_path: Path) -> None:
    filled(tmp_path / "a.db").close()
    with open_archive(tmp_path / "b.db", create=True) as archive, reading(tmp_path / "a.db") as other:
        merge(archive, other)
        names = {row["code"]: row["name"] for row in archive.rows("SELECT code, name FROM indicators")}
    assert names == {indicator.code: indicator.name for indicator in CATALOGUE}


def test_what_people_taught_and_corrected_comes_along(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db") as other, filled(tmp_path / "b.db") as archive:
        figure = series(other, "livestock_pig")[0].figure
        assert figure is not None
        correct(other, figure, Change(value=Decimal(1983)), "Lan", "gõ nhầm")
        link(other, [Lesson("lớp học nghề", "livestock_pig"), Lesson("lớp xóa mù chữ", "livestock_pig")])
        link(archive, [Lesson("lớp xóa mù chữ", "livestock_buffalo")])
        set_aside(other, Rejected("hỏng.pdf", "tệp hỏng"))
        silence(other, [("sum.parts", "Tổng đàn 120 con"), ("series.jump", "Thu 12 tỷ")], "Lan", "đã rà soát")
        silence(archive, [("series.jump", "thu 12 tỷ")], "Minh", "đúng như vậy")
        result = merge(archive, other)
        assert result.silences == 1
        assert [tuple(row) for row in archive.rows("SELECT rule, who FROM silences ORDER BY rule")] == [
            ("series.jump", "Minh"),
            ("sum.parts", "Lan"),
        ]
        assert (result.corrections, result.lessons, result.contrary) == (1, 1, ("lớp xóa mù chữ",))
        assert series(archive, "livestock_pig")[0].value == 1983
        assert [lesson.code for lesson in all_lessons(archive)] == ["livestock_pig", "livestock_buffalo"]
        assert stats(archive).rejected == 1
        again = merge(archive, other)
        assert (again.corrections, again.silences) == (0, 0)
        withdraw(other, figure)
        assert merge(archive, other).corrections == 1
        assert all_corrections(archive) == []


def test_an_older_archive_is_merged_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "cũ.db"
    path.write_bytes(gzip.decompress(VERSION_1.read_bytes()))
    before = path.read_bytes()
    with open_archive(tmp_path / "b.db", create=True) as archive, reading(path) as other:
        assert merge(archive, other).new == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "make_it", [lambda path: None, lambda path: path.write_text("không phải kho", encoding="utf-8")]
)
def test_what_is_no_archive_is_refused(tmp_path: Path, make_it: Callable[[Path], object]) -> None:
    path = tmp_path / "x.db"
    make_it(path)
    with pytest.raises(ArchiveError) as error, reading(path):
        pass
    assert "\n" not in str(error.value)


def test_an_archive_is_not_merged_into_itself(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db") as archive, pytest.raises(UsageError):
        merge(archive, archive)
