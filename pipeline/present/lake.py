"""The archive as a folder of Parquet files, parted by province, agency and year.

Enters: the rows of an export. Leaves: FOLDER/province=thai-nguyen/agency=01843/year=2026/....parquet, which DuckDB,
Spark or pandas read as one table, together with those of other archives written to the same folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UsageError
from pipeline.language.text import bare

if TYPE_CHECKING:
    import pyarrow

_BATCH = 50_000
_DIGITS = 38
_DECIMALS = 9
_UNKNOWN = "khong-ro"
_TYPES = {
    "value": "decimal", "amount": "decimal", "upper": "decimal", "period_from": "date", "period_to": "date",
    "stated_zero": "bool", "corrected": "bool", "page": "int", "version": "int", "confidence": "float",
}  # fmt: skip
_RENAMED = {"agency": "agency_name", "province": "province_name"}

Row = Sequence[object]


def write_lake(folder: Path, heads: Sequence[str], rows: Iterable[Row]) -> int:
    """Write `rows` with the columns `heads` into `folder` and return how many there are.

    What this archive holds replaces what the folder held of the same agency and year. Raises `UsageError` where the
    folder can't be written.
    """
    if folder.is_file():
        raise UsageError(f"{folder}: đã có tệp này; Parquet được ghi thành một thư mục")
    schema = _schema(heads)
    written: dict[Path, int] = {}
    count = 0
    try:
        for place, group in groupby(rows, key=_placer(heads)):
            for chunk in _chunks(group):
                if place not in written:
                    _empty(folder / place)
                written[place] = written.get(place, -1) + 1
                _write(folder / place / f"baocao-{written[place]}.parquet", heads, chunk, schema)
                count += len(chunk)
    except OSError as error:
        raise UsageError(f"{folder}: không ghi được: {error.strerror or type(error).__name__}") from error
    return count


def _placer(heads: Sequence[str]) -> Callable[[Row], Path]:
    """Return what tells in which folder a row belongs."""
    at = [heads.index(head) for head in ("province", "agency_code", "agency", "month")]

    def place(row: Row) -> Path:
        province, code, agency, month = (None if row[number] is None else str(row[number]) for number in at)
        year = month[:4] if month else _UNKNOWN
        return Path(f"province={slug(province)}", f"agency={code or slug(agency)}", f"year={year}")

    return place


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while chunk := list(islice(left, _BATCH)):
        yield chunk


def _empty(folder: Path) -> None:
    """Make the folder, and take away what an earlier export wrote into it."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("baocao-*.parquet"):
        old.unlink()


def _write(path: Path, heads: Sequence[str], chunk: Sequence[Row], schema: pyarrow.Schema) -> None:
    import pyarrow
    from pyarrow import parquet

    columns = [
        pyarrow.array([_cell(head, row[at]) for row in chunk], type=field.type)
        for at, (head, field) in enumerate(zip(heads, schema, strict=True))
    ]
    parquet.write_table(pyarrow.Table.from_arrays(columns, schema=schema), path, compression="zstd")


def slug(text: str | None) -> str:
    """Return a name as it may stand in a path.

    >>> slug("UBND xã Nà Khuổi"), slug(None)
    ('ubnd-xa-na-khuoi', 'khong-ro')
    """
    return re.sub(r"[^a-z0-9]+", "-", bare(text or "")).strip("-") or _UNKNOWN


def _schema(heads: Sequence[str]) -> pyarrow.Schema:
    import pyarrow

    kinds = {
        "decimal": pyarrow.decimal128(_DIGITS, _DECIMALS),
        "date": pyarrow.date32(),
        "bool": pyarrow.bool_(),
        "int": pyarrow.int32(),
        "float": pyarrow.float64(),
    }
    return pyarrow.schema(
        [(_RENAMED.get(head, head), kinds.get(_TYPES.get(head, ""), pyarrow.string())) for head in heads]
    )


def _cell(head: str, value: object) -> object:
    kind = _TYPES.get(head)
    if value is None or kind is None:
        return value
    if kind == "decimal":
        return round(Decimal(str(value)), _DECIMALS)
    if kind == "date":
        return date.fromisoformat(str(value))
    return bool(value) if kind == "bool" else value
