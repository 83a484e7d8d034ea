"""Answers for other programs: JSON and CSV, the same bytes for the same answer.

Enters: a `Report` or rows. Leaves: text that ends with a line end. Decimals are written in plain digits with a point
("63155000000", "19.22"), dates as ISO, Vietnamese letters as they are.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.errors import UsageError
from schemas.base import Record
from schemas.report import Report


def _plain(value: object) -> str:
    """Return as text what JSON has no form for."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def as_json(value: object) -> str:
    """Return `value` as indented JSON with a line end; the order of keys is the order of the fields."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n"


def report_json(report: Report) -> str:
    """Return the whole report as `baocao extract --json` prints it."""
    return as_json(report.model_dump(by_alias=True))


def rows_json(rows: Iterable[Record]) -> str:
    """Return a list of rows."""
    return as_json([row.model_dump(mode="json", by_alias=True) for row in rows])


def rows_csv(rows: Iterable[Record], kind: type[Record]) -> str:
    """Return rows of `kind` as a table, heads first; a period becomes three columns, a list a JSON text."""
    shown = [name for name, field in kind.model_fields.items() if not field.exclude]
    heads = [head for name in shown for head in (_period_heads(name) if name in _PERIODS else [name])]
    lines = []
    for row in rows:
        told = row.model_dump(mode="json", by_alias=True)
        cells: list[object] = []
        for name in shown:
            value = told[name]
            cells.extend((value or dict.fromkeys(_ENDS)).values() if name in _PERIODS else [_cell(value)])
        lines.append(cells)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(lines)
    return out.getvalue()


_PERIODS = ("period", "window")
_ENDS = ("kind", "from", "to")


def _period_heads(name: str) -> list[str]:
    return [f"{name}_{end}" for end in _ENDS]


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def write_csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a table to `path` and return how many rows it has; raises `UsageError` where the file can't be written."""
    count = 0
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(heads)
            for row in rows:
                writer.writerow(row)
                count += 1
    except OSError as error:
        raise UsageError(f"{path}: không ghi được: {error.strerror or type(error).__name__}") from error
    return count


def print_text(text: str) -> None:
    """Write `text` to standard output as it is."""
    sys.stdout.write(text)
