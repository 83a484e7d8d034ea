"""Gold as it lies in a folder, read into types.

Enters: a folder such as `corpus/dev`. Leaves: a `GoldDocument` for each file of a report that has gold, such as the
line "A.I.1.a | 168,2 ha | 168.2 | ha | lúa | actual | - | of=gt | trong_do" as a `GoldFigure`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

REPORT_ENDINGS = (".txt", ".md", ".docx", ".pdf")
_FIGURES = ".figures.gold"
_QUALIFIERS = frozenset(("about", "under", "over", "at_least", "at_most"))


class GoldError(Exception):
    """A gold file that is written wrongly; says which line."""


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """One line of a `.figures.gold` file."""

    line: int
    section: str
    text: str
    value: str
    units: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    """alternatives, each the words that must all be there"""
    measure: str
    periods: tuple[str, ...]
    id: str | None = None
    of: str | None = None
    against: str | None = None
    qualifier: str = "exact"
    zero: bool = False
    phenomena: tuple[str, ...] = ()


class _Loose(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldTask(_Loose):
    """A task as the officer would list it."""

    item: str = "-"
    text: str
    continuing: bool = False
    action: str | None = None
    deadline: str | None = None
    responsible: str | None = None


class Facts(_Loose):
    """All gold but the figures."""

    header: dict[str, Any] = {}
    footer: dict[str, Any] = {}
    sections: tuple[str, ...] = ()
    optional_sections: tuple[str, ...] = ()
    citations: tuple[tuple[str, str | None], ...] = ()
    tasks: tuple[GoldTask, ...] = ()
    other_numbers: tuple[tuple[str, str], ...] = ()


class Meta(_Loose):
    """What sort of report it is."""

    kind: str = "?"
    report: str = "?"


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A report's file with its gold; `group` is the folder's name."""

    group: str
    path: Path
    figures: tuple[GoldFigure, ...]
    facts: Facts
    meta: Meta
    stamp: bytes = field(repr=False)
    """the bytes of the gold files, to tell when gold has changed"""

    @property
    def name(self) -> str:
        """The file's name, unique in its group."""
        return self.path.name

    @property
    def media(self) -> str:
        """The ending of the file, without its dot."""
        return self.path.suffix.removeprefix(".")


def _split(cell: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(mark))


def read_figures(path: Path) -> tuple[GoldFigure, ...]:
    """Return the lines of a figures file; raises `GoldError` for one that is written wrongly."""
    figures = []
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if not 7 <= len(cells) <= 9:
            raise GoldError(f"{path}:{number}: 7 to 9 cells wanted, {len(cells)} found")
        try:
            figures.append(_figure(number, [*cells, "", ""]))
        except ValueError as error:
            raise GoldError(f"{path}:{number}: {error}") from error
    return tuple(figures)


def _figure(line: int, cells: list[str]) -> GoldFigure:
    named: dict[str, str] = {}
    qualifier, zero = "exact", False
    for extra in filter(None, _split(cells[7], ",")):
        key, _, value = extra.partition("=")
        if key in ("id", "of", "against") and value:
            named[key] = value
        elif extra in _QUALIFIERS:
            qualifier = extra
        elif extra == "zero":
            zero = True
        else:
            raise ValueError(f"unknown extra {extra!r}")
    return GoldFigure(
        line=line,
        section=cells[0],
        text=cells[1],
        value=cells[2],
        units=_split(cells[3], ";"),
        labels=tuple(_split(alternative, "+") for alternative in cells[4].split(";")),
        measure=cells[5],
        periods=_split(cells[6], ";"),
        id=named.get("id"),
        of=named.get("of"),
        against=named.get("against"),
        qualifier=qualifier,
        zero=zero,
        phenomena=tuple(filter(None, _split(cells[8], ","))),
    )


def read_folder(folder: Path) -> list[GoldDocument]:
    """Return the reports of a folder that have gold, each file of a report for itself, by name."""
    documents = []
    for gold in sorted(folder.glob(f"*{_FIGURES}")):
        stem = gold.name.removesuffix(_FIGURES)
        facts, meta = folder / f"{stem}.facts.json", folder / f"{stem}.meta.json"
        parsed = (
            read_figures(gold),
            Facts.model_validate_json(facts.read_bytes()) if facts.exists() else Facts(),
            Meta.model_validate_json(meta.read_bytes()) if meta.exists() else Meta(),
        )
        stamp = gold.read_bytes() + (facts.read_bytes() if facts.exists() else b"")
        documents += [
            GoldDocument(folder.name, path, *parsed, stamp=stamp)
            for path in (folder / f"{stem}{ending}" for ending in REPORT_ENDINGS)
            if path.exists()
        ]
    return documents
