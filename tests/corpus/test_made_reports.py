"""The written reports: gold by construction, the same bytes from run to run, all formats hold every number."""

from __future__ import annotations

import json
import re
from pathlib import Path

import docx
import pdfplumber
import pytest
from click.testing import CliRunner

from corpus.gold import facts, figure_lines
from corpus.make_reports import main
from corpus.styles.catalogue import STYLES
from corpus.styles.compose import compose, sentences
from corpus.styles.pieces import Report
from corpus.styles.style import Style
from corpus.world.calendar import Month
from corpus.world.communes import BY_KEY, COMMUNES
from corpus.world.indicators import INDICATORS
from corpus.world.simulate import Life, live
from corpus.writers import WriterError
from corpus.writers.docx import write_docx
from corpus.writers.fonts import find_faces
from corpus.writers.pdf import write_pdf
from corpus.writers.text import text

LAST = Month(2026, 6)
MONTHS = [Month(2025, 12), Month(2026, 1), Month(2026, 3), Month(2026, 5), Month(2026, 6)]


def compose_all(seed: str = "1") -> list[Report]:
    lives = [live(commune, seed, LAST) for commune in COMMUNES]
    return [compose(life, month, STYLES[life.commune.key]) for life in lives for month in MONTHS]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return compose_all()


def test_gold_stands_in_the_text_in_order(reports: list[Report]) -> None:
    for report in reports:
        written, at = text(report), 0
        for line in figure_lines(report)[2:]:
            found = written.find(line.split(" | ")[1], at)
            assert found >= 0, line
            at = found + len(line.split(" | ")[1])


def test_gold_lines_have_nine_cells_and_known_sections(reports: list[Report]) -> None:
    for report in reports:
        told = facts(report)
        sections, optional = told["sections"], told["optional_sections"]
        assert isinstance(sections, list)
        assert isinstance(optional, list)
        lines = figure_lines(report)[2:]
        for line in lines:
            cells = line.split(" | ")
            assert len(cells) == 9, line
            assert cells[0] in sections or cells[0].startswith(tuple(optional)), line
            of = re.search(r"of=(\w+)", cells[7])
            assert not of or any(f"id={of[1]}" in other for other in lines)


def test_every_number_is_a_figure_or_said_to_be_none(reports: list[Report]) -> None:
    for report in reports:
        for block in report.body:
            for piece in block.all_pieces():
                assert piece.figure or piece.citation or piece.others or not re.search(r"\d", piece.text), piece.text


def test_texts_are_well_spaced_and_of_the_length_of_a_report(reports: list[Report]) -> None:
    for report in reports:
        assert 800 <= len(text(report).split()) <= 2700, report.name
        for block in report.body:
            assert not re.search(r" {2}| [,;.]|[,;][A-Za-zÀ-ỹ]|\.\.|[{}\[\]<>]|::|\?", block.text), block.text


def test_tasks_stand_in_the_text(reports: list[Report]) -> None:
    for report in reports:
        written = text(report)
        assert len(report.tasks) >= 10
        assert all(line.text in written for line in report.tasks)


def test_same_seed_same_reports(reports: list[Report]) -> None:
    again = compose_all()
    assert [text(report) for report in again] == [text(report) for report in reports]
    assert [figure_lines(report) for report in again] == [figure_lines(report) for report in reports]


def test_an_answered_task_has_its_sentence_in_the_next_report() -> None:
    life = live(BY_KEY["na-khuoi"], "1", LAST)
    for month in (Month(2026, 2), Month(2026, 4)):
        planned = {task.id: task for task in life.diary.planned[month]}
        following = compose(life, month.shift(1), STYLES["na-khuoi"])
        spoken = {piece.task for block in following.blocks if block.sector != "tasks" for piece in block.pieces}
        for key, task in planned.items():
            assert (key in spoken) == (task.outcome != "dropped"), task.text


def test_each_indicator_has_three_wordings() -> None:
    used: dict[str, set[tuple[str, int]]] = {}
    for style in STYLES.values():
        for sector, found in sentences().items():
            if sector in style.omit or not any(found.variants):
                continue
            index = style.variant_of(sector) % len(found.variants)
            for code in set(re.findall(r"[{/~0]((?:x_)?[a-z][a-z_0-9]+)", " ".join(found.variants[index]))) & set(
                INDICATORS
            ):
                used.setdefault(code, set()).add((sector, index))
    assert set(used) == set(INDICATORS)
    assert not {code for code, ways in used.items() if len(ways) < 3}


def _flat(string: str) -> str:
    return re.sub(r"\s+", "", string)


@pytest.mark.parametrize("key", ["cu-nhang", "ha-sen", "huong-dong", "na-khuoi"])
def test_word_and_pdf_hold_every_number_and_are_the_same_twice(key: str, tmp_path: Path) -> None:
    try:
        find_faces()
    except WriterError as error:
        pytest.skip(str(error))
    report = compose(live(BY_KEY[key], "1", LAST), Month(2026, 5), STYLES[key])
    first, second = tmp_path / "a", tmp_path / "b"
    for writer in (write_docx, write_pdf):
        writer(report, first)
        writer(report, second)
        assert first.read_bytes() == second.read_bytes()
        if writer is write_docx:
            body = docx.Document(str(first)).element.body
            found = _flat("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))
        else:
            with pdfplumber.open(first) as pdf:
                found = _flat("".join(page.extract_text() for page in pdf.pages))
        figures = [
            piece for block in report.body for piece in block.all_pieces() if piece.figure and not piece.figure.zero
        ]
        missing = [piece.text for piece in figures if _flat(piece.text) not in found]
        assert len(missing) <= (0 if writer is write_docx else 5), missing  # a page break can part a figure


def test_the_command_writes_reports_gold_and_world(tmp_path: Path) -> None:
    options = ["--communes", "na-khuoi,huong-dong", "--months", "2", "--start", "2026-03"]
    outcome = CliRunner().invoke(main, [str(tmp_path), *options])
    assert outcome.exit_code == 0, outcome.output
    assert "4 báo cáo" in outcome.output
    world = json.loads((tmp_path / "world.json").read_text(encoding="utf-8"))
    assert [entry["month"] for entry in world["reports"]] == ["2026-03", "2026-04"] * 2
    for entry in world["reports"]:
        assert (tmp_path / f"{entry['report']}.txt").is_file()
        written = (tmp_path / f"{entry['report']}.figures.gold").read_text(encoding="utf-8")
        stated = [fact for fact in entry["facts"] if fact["stated"]]
        assert len(stated) > 60
        assert written.count("\n") > len(stated) * 0.8
        assert {task["outcome"] for task in entry["tasks"]} <= {"done", "dropped", "continuing"}
        assert all(bool(task["evidence"]) == (task["outcome"] != "dropped") for task in entry["tasks"])


@pytest.mark.parametrize(
    "options", [["--start", "2026-13"], ["--communes", "xã-lạ"], ["--formats", "rtf"], ["--communes", "99"]]
)
def test_wrong_options_are_told(options: list[str], tmp_path: Path) -> None:
    assert CliRunner().invoke(main, [str(tmp_path), *options]).exit_code == 2


def test_styles_differ_in_their_ways() -> None:
    styles: list[Style] = list(STYLES.values())
    assert len({style.levels for style in styles}) >= 6
    assert {style.money for style in styles} == {"triệu", "tỷ", "đồng", "compound"}
    assert len(set(STYLES) & set(BY_KEY)) == len(COMMUNES) >= 8
    assert isinstance(live(COMMUNES[0], "1", Month(2023, 3)), Life)
