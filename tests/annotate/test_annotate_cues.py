"""Every phrase of the cue table is found, in either case and in both tone styles."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from pipeline.annotate.passage import annotate
from schemas.mention import Cue

ROWS = tomllib.loads(files("pipeline.annotate").joinpath("cues.toml").read_text(encoding="utf-8"))["cue"]
KINDS = sorted({(row["kind"], row.get("value", "")) for row in ROWS})


def _phrases(kind: str, value: str) -> list[str]:
    return [phrase for row in ROWS if (row["kind"], row.get("value", "")) == (kind, value) for phrase in row["phrases"]]


@pytest.mark.parametrize(("kind", "value"), KINDS)
def test_every_phrase_fires(kind: str, value: str) -> None:
    """A phrase stands between two neutral words; it has to come out whole, by its own kind and value."""
    silent = [
        phrase
        for phrase in _phrases(kind, value)
        if Cue(5, 5 + len(phrase), kind, value) not in annotate(f"Xoan {phrase} xoan").cues
    ]
    assert silent == []


@pytest.mark.parametrize(("kind", "value"), KINDS)
def test_every_phrase_fires_in_capitals(kind: str, value: str) -> None:
    silent = [
        phrase
        for phrase in _phrases(kind, value)[::5]
        if Cue(0, len(phrase), kind, value) not in annotate(phrase.upper()).cues
    ]
    assert silent == []


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
