"""Head, parts and foot of the hand-made reports against their gold."""

from __future__ import annotations

import json
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from pipeline.language.text import fold
from pipeline.read import read_document
from pipeline.structure import outline
from schemas.outline import Outline
from schemas.period import Period

REPORTS = sorted((Path(__file__).parents[2] / "corpus" / "dev").glob("*.facts.json"))


def made(facts: Path) -> Outline:
    return outline(read_document(facts.with_name(facts.name.replace(".facts.json", ".txt"))))


def alike(wanted: object, found: object) -> bool:
    """Tell whether a field is right: texts nine characters in ten, times in all that the gold names."""
    if isinstance(wanted, str) and isinstance(found, date):
        return found.isoformat() == wanted
    if isinstance(wanted, str) and isinstance(found, str):
        one, other = (fold(text).strip(" .;,-") for text in (wanted, found))
        return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.9
    if isinstance(wanted, list) and isinstance(found, tuple):
        return len(wanted) == len(found) and all(map(alike, wanted, found))
    if isinstance(wanted, dict) and isinstance(found, Period):
        shown = found.model_dump(mode="json", by_alias=True)
        return all(shown[key] == value for key, value in wanted.items())
    return wanted == found


@pytest.mark.parametrize("facts", REPORTS, ids=lambda path: path.name.split(".")[0])
def test_a_report_against_its_gold(facts: Path) -> None:
    gold: dict[str, Any] = json.loads(facts.read_text(encoding="utf-8"))
    report = made(facts)
    for block, record in (("header", report.header), ("footer", report.footer)):
        wrong = {
            key: getattr(record, key) for key, value in gold[block].items() if not alike(value, getattr(record, key))
        }
        assert len(wrong) * 20 <= len(gold[block]), wrong
    optional = tuple(gold.get("optional_sections", ()))
    ids = [section.id for section in report.sections if not optional or not section.id.startswith(optional)]
    assert ids == gold["sections"]


@pytest.mark.parametrize("facts", REPORTS, ids=lambda path: path.name.split(".")[0])
def test_tasks_stand_in_parts_on_the_time_to_come(facts: Path) -> None:
    gold: dict[str, Any] = json.loads(facts.read_text(encoding="utf-8"))
    report = made(facts)
    plans = [fold(report.text[slice(*item.span)]) for item in report.paragraphs if item.plan]
    missing = [
        task["text"] for task in gold["tasks"] if not any(fold(task["text"]).strip(" .") in text for text in plans)
    ]
    assert not missing
