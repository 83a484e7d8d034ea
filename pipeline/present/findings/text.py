"""Findings in the terminal: errors first, each with the passage that it is about, its words underlined.

Enters: `Findings` and the `Report`. Leaves: text as wide as the terminal, with colours only on one; elsewhere a row of
tildes stands under "1.848 con".
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

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
from pipeline.present.findings.passages import Passage, passages
from pipeline.present.terminal import console
from schemas.base import Span
from schemas.finding import Findings, Severity
from schemas.report import Report

_WIDEST = 100
_NARROWEST = 24
_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_BAR = "│ "


def as_text(findings: Findings, report: Report, *, plain: bool = False) -> str:
    """Return the findings to read; `plain` leaves colours out on a terminal too."""
    out = console()
    coloured = out.is_terminal and out.color_system is not None and not plain
    width = max(_NARROWEST, min(out.width, _WIDEST))
    out = Console(highlight=False, width=width + 1, force_terminal=coloured) if coloured else _without_colours(width)
    found = entries(findings)
    with out.capture() as capture:
        for severity, members in groups(found):
            out.print(Text(f"{severity_heading(severity)} ({len(members)})", style=f"bold {_STYLES[severity]}"))
            out.print()
            for entry in members:
                for line in _entry(entry, report.text, width, coloured=coloured):
                    out.print(line, soft_wrap=True)
                out.print()
        if not found:
            out.print("Không phát hiện mâu thuẫn nào.")
        _print_wrapped(out, f"Kết quả: {counts(found)}; {coverage(findings)}.", width)
        for warning in report.source.warnings:
            _print_wrapped(out, f"Khi đọc tệp: {warning}", width)
    return capture.get()


def _without_colours(width: int) -> Console:
    return Console(highlight=False, width=width + 1, force_terminal=False, color_system=None)


def _print_wrapped(out: Console, text: str, width: int) -> None:
    for line in _indented(text, "", width, ""):
        out.print(line, soft_wrap=True)


def _entry(entry: Entry, text: str, width: int, *, coloured: bool) -> Iterator[Text]:
    """Yield the lines of one finding: number and rule, message, then every place with its passage."""
    finding, style = entry.finding, _STYLES[entry.finding.severity]
    head = f"{entry.number}. "
    indent = " " * len(head)
    yield Text.assemble((head, f"bold {style}"), (finding.rule, "dim"))
    for told in (finding.message, contrast(finding)):
        text_style = "bold" if told is finding.message else ""
        yield from _indented(told, indent, width, text_style)
    shown = passages(text, entry.places)
    for passage in shown:
        if where(passage.first):
            yield Text(f"{indent}{where(passage.first)}:", style="dim")
        yield from _quote(passage, indent + _BAR, width, style, coloured=coloured)
    for place in (*(place for place in entry.places if place.span is None), *entry.others):
        said = ": ".join(part for part in (where(place), place.text and f"“{place.text}”") if part)
        yield from _indented(said, indent, width, "dim")


def _indented(text: str, indent: str, width: int, style: str) -> Iterator[Text]:
    """Yield `text` in lines that stand behind `indent`."""
    flat = " ".join(printable(text).split())
    for start, end in wrap(flat, width - len(indent)):
        yield Text(indent + flat[start:end], style=style)


def _quote(passage: Passage, indent: str, width: int, style: str, *, coloured: bool) -> Iterator[Text]:
    """Yield the lines of a passage with its marks underlined, by the terminal or by tildes in a line below."""
    # every character keeps its place, so that the marks stay where they are
    text = "".join(char if printable(char) and char != "\t" else " " for char in passage.text)
    for start, end in wrap(text, width - len(indent)):
        line = Text(indent + text[start:end])
        marks = [
            (max(first, start) - start + len(indent), min(last, end) - start + len(indent))
            for first, last in passage.marks
            if first < end and last > start
        ]
        if coloured:
            for mark in marks:
                line.stylize(f"bold underline {style}", *mark)
        yield line
        if marks and not coloured:
            row = [" "] * max(last for _, last in marks)
            for first, last in marks:
                row[first:last] = "~" * (last - first)
            yield Text(indent.rstrip() + "".join(row)[len(indent.rstrip()) :])


def wrap(text: str, width: int) -> Iterator[Span]:
    """Yield the lines of `text` as spans, broken at spaces; a word that is longer than `width` is cut.

    >>> list(wrap("đàn trâu 21 con", 9))
    [(0, 8), (9, 15)]
    """
    start, width = 0, max(width, 1)
    while start < len(text):
        end = start + width
        if end >= len(text):
            yield start, len(text)
            return
        space = text.rfind(" ", start + 1, end + 1)
        end = space if space > start else end
        yield start, end
        start = end + 1 if text[end : end + 1] == " " else end
