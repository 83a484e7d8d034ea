"""What people teach and correct: it holds for old and new reports, and outlives a new extraction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.query.history import history
from pipeline.query.series import series
from pipeline.query.stats import stats
from pipeline.store.archive import Archive, open_archive
from pipeline.store.corrections import Change, all_corrections, correct, withdraw
from pipeline.store.lessons import Lesson, all_lessons, as_toml, link, read_toml, unlink
from pipeline.store.load import load_report
from pipeline.store.replace import replace_report
from pipeline.store.save import save_report
from pipeline.store.soundness import examine
from schemas.report import Report
from tests.query.archives import filled
from tests.store.made_up import LIVESTOCK, Draft, Said, make

KEY = "lớp xóa mù chữ"
PIGS = {"agency": "Tân Liêm"}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with filled(tmp_path / "kho.db") as opened:
        yield opened


def pig(archive: Archive, month: str = "2026-04") -> int:
    (row,) = [row for row in series(archive, "livestock_pig", agency="Tân Liêm") if row.month == month]
    assert row.figure is not None
    return row.figure


def values(archive: Archive, words: str) -> list[Decimal]:
    return [row.value for row in series(archive, words, agency="Tân Liêm")]


def figures(archive: Archive) -> list[tuple[object, ...]]:
    return [
        tuple(row) for row in archive.rows("SELECT id, value, unit, label, indicator, text FROM figures ORDER BY id")
    ]


def test_a_lesson_holds_for_old_reports_and_new_ones(archive: Archive) -> None:
    before = figures(archive)
    assert link(archive, [Lesson(KEY, "livestock_buffalo", who="Lan")]) == 2
    assert len(series(archive, "livestock_buffalo", agency="Tân Liêm")) == 4
    new = Draft(month="2026-06", figures=[Said("05", "lớp", KEY)], signed=date(2026, 6, 20))
    save_report(archive, make(new))
    assert [row.month for row in series(archive, "livestock_buffalo")][-1] == "2026-06"
    assert figures(archive)[: len(before)] == before  # what was read stays
    unlink(archive, KEY)
    assert len(series(archive, "livestock_buffalo", agency="Tân Liêm")) == 2
    with pytest.raises(UsageError):
        unlink(archive, KEY)


def test_a_lesson_never_changes_what_reading_found(archive: Archive) -> None:
    assert link(archive, [Lesson("lợn", "livestock_buffalo")]) == 0
    assert len(values(archive, "livestock_pig")) == 2


def test_a_lesson_to_an_unknown_code_is_refused(archive: Archive) -> None:
    with pytest.raises(UsageError, match="khong_co"):
        link(archive, [Lesson(KEY, "khong_co")])
    assert all_lessons(archive) == []


def test_lessons_travel_as_a_file(archive: Archive, tmp_path: Path) -> None:
    odd = Lesson('nhãn "lạ"\\|lớp|', "livestock_pig", None, None, "vì\tthế")
    link(archive, [Lesson(KEY, "livestock_buffalo", who="Lan", why="học"), odd])
    path = tmp_path / "bài học.toml"
    path.write_text(as_toml(all_lessons(archive)), encoding="utf-8")
    assert read_toml(path) == all_lessons(archive)
    with filled(tmp_path / "khác.db") as other:
        assert link(other, read_toml(path)) == 2
    path.write_text("không phải", encoding="utf-8")
    with pytest.raises(UsageError, match="không phải tệp bài học"):
        read_toml(path)


def test_a_correction_is_shown_as_one_and_overwrites_nothing(archive: Archive) -> None:
    before = figures(archive)
    correct(archive, pig(archive), Change(value=Decimal(1983), label="đàn heo"), "Lan", "gõ nhầm")
    april, may = series(archive, "livestock_pig", agency="Tân Liêm")
    assert (april.value, april.amount, april.label, april.corrected) == (1983, 1983, "đàn heo", True)
    assert (may.corrected, figures(archive)) == (False, before)
    assert [row.value for row in series(archive, "đàn heo", agency="Tân Liêm")][:1] == [1983]
    held = next(row for row in history(archive, "livestock_pig", "2026-04", agency="Tân Liêm") if row.current)
    assert (held.value, held.read_value, held.who, held.why) == (1983, 1938, "Lan", "gõ nhầm")
    assert stats(archive).corrections == 1
    withdraw(archive, pig(archive))
    assert values(archive, "livestock_pig") == [1938, 2010]
    assert all_corrections(archive) == []


def test_units_indicators_and_no_figure_at_all(archive: Archive) -> None:
    money = next(row for row in series(archive, "budget_revenue", agency="Tân Liêm") if row.value == Decimal("412.6"))
    assert money.figure is not None
    correct(archive, money.figure, Change(unit="tỷ đồng"), "Lan", "đơn vị")
    assert series(archive, "budget_revenue", agency="Tân Liêm")[0].amount == Decimal("412600000000")
    correct(archive, pig(archive), Change(indicator="livestock_buffalo"), "Lan", "trâu")
    assert (values(archive, "livestock_pig"), values(archive, "livestock_buffalo")) == ([2010], [1105, 1938, 1105])
    (row,) = [row for row in series(archive, "livestock_buffalo", agency="Tân Liêm") if row.value == 1938]
    assert row.figure is not None
    correct(archive, row.figure, Change(indicator=""), "Lan", "không")
    assert values(archive, "livestock_buffalo") == [1105, 1105]
    other = pig(archive, "2026-05")
    correct(archive, other, Change(not_a_figure=True), "Lan", "số nhà")
    assert Decimal(2010) in values(archive, "livestock_pig")  # it was stated twice; the other statement stands
    with pytest.raises(UsageError):
        correct(archive, 10**9, Change(value=Decimal(1)), "Lan", "không có")
    with pytest.raises(UsageError, match="khong_co"):
        correct(archive, other, Change(indicator="khong_co"), "Lan", "mã")


def again(archive: Archive, change: dict[str, object]) -> Report:
    """Read the April report anew: with another text before, and what `change` says of its draft."""
    row = archive.row("SELECT id FROM reports WHERE path = '04.txt'")
    assert row is not None
    old = load_report(archive, row["id"])
    new = make(Draft(**{"figures": LIVESTOCK, "signed": date(2026, 4, 21), "path": "04.txt", **change}))  # type: ignore[arg-type]
    return new.model_copy(update={"source": old.source})


def test_a_correction_survives_a_new_extraction(archive: Archive) -> None:
    correct(archive, pig(archive), Change(value=Decimal(1983)), "Lan", "gõ nhầm")
    link(archive, [Lesson(KEY, "livestock_buffalo")])
    kept = pig(archive)
    more = [Said("7", "vụ", "cháy"), *LIVESTOCK[1:]]
    assert replace_report(archive, again(archive, {"figures": more, "note": " (đọc lại)"}))
    assert values(archive, "livestock_pig") == [1983, 2010]
    assert pig(archive) == kept  # ids by content
    assert values(archive, "livestock_buffalo") == [4, 1105, 4]  # the lesson holds too
    assert all(not examination.faults for examination in examine(archive, sources=False))
    assert not replace_report(archive, again(archive, {"figures": more, "note": " (đọc lại)"}))


def test_a_correction_that_lost_its_figure_is_kept_and_told(archive: Archive) -> None:
    correct(archive, pig(archive), Change(value=Decimal(1983)), "Lan", "gõ nhầm")
    replace_report(archive, again(archive, {"figures": LIVESTOCK[2:]}))
    assert (stats(archive).lost_corrections, all_corrections(archive)[0].figure) == (1, None)
    replace_report(archive, again(archive, {}))
    assert (stats(archive).lost_corrections, values(archive, "livestock_pig")) == (0, [1983, 2010])


def test_a_new_reading_may_tell_another_agency_or_month(archive: Archive) -> None:
    replace_report(archive, again(archive, {"agency": "UBND xã Tân Tiến", "month": "2026-03"}))
    assert [row.month for row in series(archive, "lợn", agency="Tân Tiến")] == ["2026-03"]
    (held,) = [row for row in series(archive, "lợn", agency="Tân Liêm") if row.month == "2026-04"]
    assert held.value == 999  # the version that had been replaced holds again
    assert all(not examination.faults for examination in examine(archive, sources=False))


def test_the_same_words_twice_on_a_line_are_told_apart(tmp_path: Path) -> None:
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        report = make(Draft(figures=[Said("5", "vụ", "cháy rừng"), Said("5", "vụ", "cháy nhà")]))
        text = report.text.replace("Cháy rừng: 5 vụ.\n- Cháy nhà: 5 vụ.", "Cháy rừng: 5 vụ; - cháy nhà: 5 vụ.")
        assert len(text) == len(report.text)
        save_report(archive, report.model_copy(update={"text": text}))
        second = series(archive, "cháy nhà")[0].figure
        assert second is not None
        correct(archive, second, Change(value=Decimal(6)), "Lan", "sai")
        replace_report(archive, report.model_copy(update={"text": text.replace("vụ; -", "vụ và")}))
        assert (series(archive, "cháy rừng")[0].value, series(archive, "cháy nhà")[0].value) == (5, 6)
