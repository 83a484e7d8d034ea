"""Findings in the order in which people read them, numbered, with the places that stand in the draft.

Enters: `Findings`. Leaves: `Entry`s, errors first, and short Vietnamese for where something stands: "mục B.I.3.2,
trang 3".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.present.words import number
from schemas.finding import Evidence, Finding, Findings, Severity

ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with its number in the list, from 1; `places` stand in the draft, `others` in archived reports."""

    number: int
    finding: Finding
    places: tuple[Evidence, ...]
    others: tuple[Evidence, ...]

    @property
    def label(self) -> str:
        """The severity and the number: "Lỗi 3"."""
        return f"{severity_name(self.finding.severity).capitalize()} {self.number}"


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = tomllib.loads(
        Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    )
    return loaded


def severity_name(severity: Severity) -> str:
    """Return the Vietnamese of a severity.

    >>> severity_name(Severity.WARNING)
    'cảnh báo'
    """
    return _words()["severity"][severity.value]


def severity_heading(severity: Severity) -> str:
    """Return the heading under which findings of a severity stand."""
    return _words()["heading"][severity.value]


def entries(findings: Findings) -> tuple[Entry, ...]:
    """Return the findings numbered, errors before doubts; within a severity they keep their order."""
    ordered = sorted(findings.findings, key=lambda finding: ORDER.index(finding.severity))
    return tuple(
        Entry(
            count,
            finding,
            tuple(place for place in finding.evidence if place.report is None),
            tuple(place for place in finding.evidence if place.report is not None),
        )
        for count, finding in enumerate(ordered, 1)
    )


def groups(found: tuple[Entry, ...]) -> Iterator[tuple[Severity, tuple[Entry, ...]]]:
    """Yield each severity that occurs with its entries, errors first."""
    for severity in ORDER:
        members = tuple(entry for entry in found if entry.finding.severity is severity)
        if members:
            yield severity, members


def where(place: Evidence) -> str:
    """Return where a place stands, empty if nothing is known.

    >>> where(Evidence(span=(0, 1), text="a", section="B.I.3.2", page=3))
    'mục B.I.3.2, trang 3'
    """
    parts = (
        f"báo cáo {place.report}" if place.report else "",
        f"mục {place.section}" if place.section else "",
        f"trang {place.page}" if place.page else "",
    )
    return ", ".join(part for part in parts if part)


def contrast(finding: Finding) -> str:
    """Return what stands in the draft against what was expected, empty where the message says it already.

    >>> contrast(Finding(rule="a.b", severity="error", message="Sai.", evidence=(), expected="1.810", found="1.848"))
    'Đang ghi: 1.848. Theo phép kiểm: 1.810.'
    """
    told = _bare(finding.message)
    if not finding.expected or _bare(finding.expected) in told:
        return ""
    parts = (("Đang ghi", finding.found), ("Theo phép kiểm", finding.expected))
    untold = [f"{name}: {value}." for name, value in parts if value and _bare(value) not in told]
    return " ".join(untold)


def _bare(text: str) -> str:
    """Return text in small letters without the marks of numbers, so that 1810 is found in "= 1.810"."""
    return re.sub(r"(?<=\d)[.,](?=\d)", "", text).casefold()


def counts(found: tuple[Entry, ...]) -> str:
    """Return how many findings of each severity there are: "2 lỗi, 0 cảnh báo, 1 lưu ý"."""
    return ", ".join(
        f"{number(sum(entry.finding.severity is severity for entry in found))} {severity_name(severity)}"
        for severity in ORDER
    )


def coverage(findings: Findings) -> str:
    """Return how much was checked: "đã kiểm 98/135 số liệu"."""
    return f"đã kiểm {number(findings.coverage.checked)}/{number(findings.coverage.figures)} số liệu"


def printable(text: str) -> str:
    """Return `text` without control characters, which XML forbids and a terminal would obey.

    >>> printable("1.848\\x1b[31m con")
    '1.848[31m con'
    """
    return _CONTROL.sub("", text)
