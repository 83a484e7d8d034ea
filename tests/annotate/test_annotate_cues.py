"""Every phrase of the cue table is found, in either case and in both tone styles."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from pipeline.annotate.passage import annotate
from schemas.mention import Cue

ROWS = tomllib.loads(files("pipeline.annotate").joinpath("cues.toml").read_text(encoding="utf-8"))["cue"]
PHRASES = sorted({(row["kind"], row.get("value", ""), phrase) for row in ROWS for phrase in row["phrases"]})


@pytest.mark.parametrize(("kind", "value", "phrase"), PHRASES)
def test_every_phrase_fires(kind: str, value: str, phrase: str) -> None:
    """The phrase stands between two neutral words; it has to come out whole, by its own kind and value."""
    text = f"Xoan {phrase} xoan"
    assert Cue(5, 5 + len(phrase), kind, value) in annotate(text).cues


@pytest.mark.parametrize(("kind", "value", "phrase"), PHRASES[::5])
def test_every_phrase_fires_in_capitals(kind: str, value: str, phrase: str) -> None:
    found = {(cue.kind, cue.value, cue.start, cue.end) for cue in annotate(phrase.upper()).cues}
    assert (kind, value, 0, len(phrase)) in found


def test_no_phrase_stands_twice_in_its_row() -> None:
    twice = [
        (row["kind"], phrase) for row in ROWS for phrase in set(row["phrases"]) if row["phrases"].count(phrase) > 1
    ]
    assert twice == []


def test_cues_of_one_kind_stand_apart_and_the_longest_wins() -> None:
    passage = annotate("tăng 4% so với cùng kỳ năm trước, đạt 60% kế hoạch năm")
    against = [passage.text[cue.start : cue.end] for cue in passage.cues if cue.kind == "against"]
    assert against == ["so với cùng kỳ năm trước", "kế hoạch năm"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("khoảng cách", "trên"), ("thực hiện nhiệm vụ", "hiện có"), ("trênh", "trên"), ("KHKT", "kh"), ("gầný", "gần")],
)
def test_a_cue_is_whole_words(text: str, phrase: str) -> None:
    assert phrase not in [text[cue.start : cue.end].lower() for cue in annotate(text).cues]
