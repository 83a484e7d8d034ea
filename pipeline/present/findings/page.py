"""The draft as one page for a browser: its text with marks at the findings, their list beside it.

Enters: `Findings`, the `Report` and the draft's path. Leaves: HTML that needs nothing else, no network and no script to
be read; with scripts, the keys n and p go from finding to finding.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from pipeline.present.findings.blocks import blocks
from pipeline.present.findings.entries import (
    Entry,
    contrast,
    counts,
    coverage,
    entries,
    groups,
    printable,
    severity_heading,
    where,
)
from pipeline.present.findings.notes import quoted
from pipeline.present.findings.segments import Mark, Segment, Segments
from schemas.base import Span
from schemas.finding import Evidence, Findings
from schemas.report import Report

_TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True, slots=True)
class Link:
    """A place as the list shows it; `target` is the id of its mark, `None` where the draft has none."""

    text: str
    where: str
    target: str | None


def as_page(findings: Findings, report: Report, path: Path) -> str:
    """Return the page."""
    found = entries(findings)
    writer = Writer(report.text, found)
    script, style = (_asset(name) for name in ("findings.js", "findings.css"))
    return _template().render(
        title=printable(report.header.title or path.name),
        agency=printable(report.header.agency or ""),
        file=printable(path.name),
        groups=[(severity, severity_heading(severity), members) for severity, members in groups(found)],
        links=writer.links,
        contrast=contrast,
        printable=printable,
        counts=counts(found),
        coverage=coverage(findings).capitalize(),
        warnings=[printable(warning) for warning in report.source.warnings],
        blocks=blocks(report),
        html=writer.html,
        script=Markup(script),
        style=Markup(style),
        policy=f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'",
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("findings.html")


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8").strip()


def _hash(text: str) -> str:
    """Return the digest by which the page allows its own script and style, and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class Writer:
    """Writes stretches of the text with their marks."""

    def __init__(self, text: str, found: tuple[Entry, ...]) -> None:
        self._text = text
        self._entries = {entry.number: entry for entry in found}
        self._opened: set[str] = set()
        self._marks: list[Mark] = []
        for entry in found:
            for index, place in enumerate(entry.places, 1):
                if place.span is not None and self._real(place.span) is not None:
                    self._marks.append(Mark(self._real(place.span) or (0, 0), entry.number, index))
        self._segments = Segments(self._marks)
        self._known = {_id(mark) for mark in self._marks}

    def _real(self, span: Span) -> Span | None:
        """Return a span without white space at its ends, `None` if nothing is left of it in the text."""
        start, end = max(span[0], 0), min(span[1], len(self._text))
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None

    def html(self, span: Span) -> Markup:
        """Return a stretch of the text, escaped, with its marks."""
        return Markup("").join(self._segment(segment) for segment in self._segments.between(span))

    def _segment(self, segment: Segment) -> Markup:
        words = escape(printable(self._text[segment.span[0] : segment.span[1]]))
        if not segment.marks:
            return words
        ids = [_id(mark) for mark in segment.marks if _id(mark) not in self._opened]
        self._opened.update(ids)
        first = self._entries[segment.marks[0].entry]
        numbers = dict.fromkeys(mark.entry for mark in segment.closes)
        out = Markup("").join(Markup('<span id="{}"></span>').format(name) for name in ids)
        label = "; ".join(self._entries[number].label for number in dict.fromkeys(mark.entry for mark in segment.marks))
        out += Markup('<a class="mark {}" href="#f{}" data-f="{}" title="{}"><mark>{}</mark>').format(
            first.finding.severity.value,
            first.number,
            " ".join(str(number) for number in dict.fromkeys(mark.entry for mark in segment.marks)),
            f"{label}: {printable(first.finding.message)}",
            words,
        )
        own = first.number in numbers
        out += Markup("<sup>{}</sup></a>").format(first.number) if own else Markup("</a>")
        for number in numbers:
            if number != first.number:
                entry = self._entries[number]
                out += Markup('<a class="mark {}" href="#f{}" data-f="{}" title="{}"><sup>{}</sup></a>').format(
                    entry.finding.severity.value,
                    number,
                    number,
                    f"{entry.label}: {printable(entry.finding.message)}",
                    number,
                )
        return out

    def links(self, entry: Entry) -> list[Link]:
        """Return the places of a finding for the list, those in other reports last."""
        made = []
        for index, place in enumerate(entry.places, 1):
            name = f"f{entry.number}-{index}"
            made.append(self._link(place, name if name in self._known else None))
        return made + [self._link(place, None) for place in entry.others]

    def _link(self, place: Evidence, target: str | None) -> Link:
        return Link(quoted(place.text) if place.text else "chỗ này", printable(where(place)), target)


def _id(mark: Mark) -> str:
    return f"f{mark.entry}-{mark.place}"
