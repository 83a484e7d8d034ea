"""The big archive that the benchmark measures is what the reader and the store would have made of such reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.archive_bench import MOST_BYTES, QUESTIONS, commune_alone
from corpus.big_archive import fill, open_for_bulk
from corpus.big_reports import Original, read_originals, real_communes, renamed
from pipeline.run import read_report
from pipeline.store.archive import open_archive
from pipeline.store.soundness import examine

MONTHS = 2


@pytest.fixture(scope="module")
def originals() -> list[Original]:
    return read_originals(2, MONTHS, jobs=1)


@pytest.mark.slow
def test_a_renamed_report_is_what_reading_its_text_gives(originals: list[Original], tmp_path: Path) -> None:
    original = originals[0]
    unit = next(unit for unit in real_communes(50) if unit.kind == original.commune.kind and len(unit.name) > 8)
    made = renamed(original.reports[1], original.commune, unit)
    path = tmp_path / "a.txt"
    path.write_text(made.text, encoding="utf-8")
    read = read_report(path)
    assert [(figure.text, figure.value, figure.label, figure.indicator) for figure in made.figures] == [
        (figure.text, figure.value, figure.label, figure.indicator) for figure in read.figures
    ]
    for group in (made.figures, made.tasks, made.citations, made.other_numbers):
        assert [made.text[item.span[0] : item.span[1]] for item in group] == [item.text for item in group]


@pytest.mark.slow
def test_a_big_archive_is_sound_and_answers_like_a_small_one(originals: list[Original], tmp_path: Path) -> None:
    units = real_communes(12)
    with open_for_bulk(tmp_path / "big.db") as archive:
        fill(archive, units[:6], originals)
        fill(archive, units[:6], originals)  # nothing twice
        assert len(archive.rows("SELECT 1 FROM reports")) == 6 * MONTHS
    (tmp_path / "big.db").unlink()
    with open_for_bulk(tmp_path / "big.db") as archive:
        fill(archive, units, originals)
        assert [item for item in examine(archive, sources=False) if item.faults] == []
        codes = archive.rows("SELECT code FROM localities ORDER BY code")
        assert [row["code"] for row in codes] == sorted(unit.code for unit in units)
        asked, alone = commune_alone(archive, tmp_path / "alone.db")
        with alone:
            for question in QUESTIONS:
                assert len(question.ask(archive, asked)) == len(question.ask(alone, asked)), question.name
        figures = len(archive.rows("SELECT 1 FROM figures"))
    with open_archive(tmp_path / "big.db") as archive:
        archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert (tmp_path / "big.db").stat().st_size < MOST_BYTES * figures
