"""Every grammar takes any text, every reader any bytes: nothing but an answer that holds, or one line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random

import click.testing
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.fuzz import __main__ as fuzz
from corpus.fuzz.files import docx_of, pdf_of
from corpus.fuzz.pieces import GRAMMARS, report_of, text_of
from corpus.fuzz.targets import TARGETS, Grammar, citations, dates, numbers, passages, read_case, sections, units
from pipeline.errors import InputError
from pipeline.read import read_document
from tests.hostile.makers import word

UNHURRIED = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
ANY = st.text(max_size=60)
DIGITS = st.text("0123456789.,٣１²½ -/%", max_size=24)


def pieces(*names: str) -> st.SearchStrategy[str]:
    """Return texts put together from the pieces of grammars and anything else."""
    known = st.sampled_from([piece for name in names for piece in GRAMMARS[name]])
    return st.lists(st.one_of(known, known, ANY), max_size=8).map("".join)


@given(st.one_of(DIGITS, pieces("numbers")))
@UNHURRIED
def test_numbers(text: str) -> None:
    numbers(text)


@given(pieces("units"))
@UNHURRIED
def test_units(text: str) -> None:
    units(text)


@given(pieces("dates", "numbers"))
@UNHURRIED
def test_dates(text: str) -> None:
    dates(text)


@given(pieces("sections"))
@UNHURRIED
def test_sections(text: str) -> None:
    sections(text)


@given(pieces("citations", "dates"))
@UNHURRIED
def test_citations(text: str) -> None:
    citations(text)


@given(pieces("passages"))
@UNHURRIED
def test_passages(text: str) -> None:
    passages(text)


def told(name: str, data: bytes) -> str:
    """Return the line that reading comes to, nothing where the file can be read."""
    try:
        read_document(Path(name), data)
    except InputError as error:
        return str(error)
    return ""


BYTES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")),
    st.tuples(st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n"]), st.binary(max_size=99)).map(
        b"".join
    ),
)


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a.png", "a"])
@given(BYTES)
@UNHURRIED
def test_readers_take_any_bytes(name: str, data: bytes) -> None:
    assert "\n" not in told(name, data)


TAGS = ("p", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "r", "t", "txbxContent", "footnoteReference")
XML = st.recursive(
    st.sampled_from(["<w:r><w:t>12 ha</w:t></w:r>", "<w:br/>", "<w:tab/>", "chữ"]),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda made: f"<w:{made[0]}>{''.join(made[1])}</w:{made[0]}>"
    ),
    max_leaves=25,
)


@given(XML)
@UNHURRIED
def test_word_files_of_any_build(body: str) -> None:
    made = io.BytesIO()
    word(made, body.encode())
    assert "\n" not in told("a.docx", made.getvalue())


@pytest.mark.parametrize("make", [report_of, docx_of, pdf_of])
def test_the_same_chance_makes_the_same_file(make: object) -> None:
    assert callable(make)
    assert make(Random("1")) == make(Random("1"))
    assert make(Random("1")) != make(Random("2"))
    if make is docx_of:
        assert zipfile.is_zipfile(io.BytesIO(docx_of(Random("4"))))


def test_what_fuzzing_once_brought_down_is_read() -> None:
    for text in (
        "Tổng thu 12/1.2.3 triệu đồng, đạt 2026/1.2.3 tỷ đồng.",
        "Thu 5 tỷ 1.2.3 triệu đồng trong nhiệm kỳ 2026-2025.",
    ):
        assert read_case("a.txt", f"BÁO CÁO\n{text}".encode())


def test_the_command_counts_and_fails_where_something_falls_over(monkeypatch: pytest.MonkeyPatch) -> None:
    run = click.testing.CliRunner().invoke
    done = run(fuzz.main, ["--cases", "40", "--only", "numbers", "--only", "dates", "--only", "texts"])
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.output.splitlines()] == ["target", "numbers", "dates", "texts"]

    def falls(text: str) -> None:
        if text != "đạt 12 ha":
            raise KeyError(text)

    monkeypatch.setattr(fuzz, "TARGETS", (Grammar("numbers", 1.0, falls),))
    done = run(fuzz.main, ["--cases", "3"])
    assert done.exit_code == 1
    assert "--only numbers --case 0 --seed 1" in done.output


def test_a_case_that_takes_too_long_counts_as_one_that_falls_over() -> None:
    def loops(_: str) -> None:
        while True:
            pass

    with pytest.raises(fuzz.TooSlowError), fuzz.alarmed(0.1):
        loops("")


def test_shares_are_whole() -> None:
    assert abs(sum(target.share for target in TARGETS) - 1) < 1e-9
    assert all(text_of(Random(name), GRAMMARS[name]) is not None for name in GRAMMARS)
