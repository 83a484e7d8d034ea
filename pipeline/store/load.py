"""Loads a report from the archive exactly as it was saved.

Enters: the id of a report. Leaves: the `Report`, equal to the one that `save_report` was given.
"""

from __future__ import annotations

import json
import sqlite3

from pipeline.errors import ArchiveError
from pipeline.store.archive import Archive
from schemas.document import Source
from schemas.report import Citation, Figure, Footer, Header, OtherNumber, Report, Section, Task, Unread


def load_report(archive: Archive, number: int) -> Report:
    """Return the report with this id; raises `ArchiveError` where there is none."""
    row = archive.row("SELECT * FROM reports WHERE id = ?", [number])
    if row is None:
        raise ArchiveError(f"{archive.path}: không có báo cáo số {number} trong kho")
    return Report(
        source=Source(
            path=row["path"],
            sha256=row["sha256"],
            media=row["media"],
            pages=row["pages"],
            ocr_pages=json.loads(row["ocr_pages"]),
            warnings=json.loads(row["warnings"]),
        ),
        header=Header.model_validate_json(row["header"]),
        footer=Footer.model_validate_json(row["footer"]),
        text=row["text"],
        sections=tuple(_section(part) for part in _parts(archive, "sections", number)),
        figures=tuple(_figure(part) for part in _parts(archive, "figures", number)),
        tasks=tuple(_task(part) for part in _parts(archive, "tasks", number)),
        citations=tuple(_citation(part) for part in _parts(archive, "citations", number)),
        other_numbers=tuple(
            OtherNumber.model_validate({**_place(part, "text", "kind", "rule"), "page": part["page"]})
            for part in _parts(archive, "other_numbers", number)
        ),
        unread=tuple(
            Unread.model_validate({**_place(part, "text"), "page": part["page"]})
            for part in _parts(archive, "unread", number)
        ),
    )


def _parts(archive: Archive, table: str, number: int) -> list[sqlite3.Row]:
    return archive.rows(f"SELECT * FROM {table} WHERE report = ? ORDER BY position", [number])


def _place(row: sqlite3.Row, *columns: str) -> dict[str, object]:
    """Return where the thing of `row` stands, and `columns` as they are."""
    return {
        "span": (row["span_start"], row["span_end"]),
        "section": row["section"],
        **{column: row[column] for column in columns},
    }


def _paged(row: sqlite3.Row, *columns: str) -> dict[str, object]:
    """Return the same with page and box."""
    bbox = None if row["bbox"] is None else json.loads(row["bbox"])
    return {**_place(row, "text", "page", "rule", *columns), "bbox": bbox}


def _period(row: sqlite3.Row) -> dict[str, object] | None:
    if row["period_kind"] is None:
        return None
    return {"kind": row["period_kind"], "from": row["period_from"], "to": row["period_to"]}


def _section(row: sqlite3.Row) -> Section:
    return Section(
        id=row["section"],
        number=row["number"],
        title=row["title"],
        level=row["level"],
        parent=row["parent"],
        span=(row["span_start"], row["span_end"]),
    )


def _figure(row: sqlite3.Row) -> Figure:
    columns = "value unit amount base_unit upper label indicator indicator_rule measure against qualifier whole base"
    return Figure.model_validate(
        {
            **_paged(row, *columns.split(), "confidence"),
            "id": row["figure"],
            "key": row["label_key"],
            "stated_zero": bool(row["stated_zero"]),
            "period": _period(row),
            "suggested": None if row["suggested"] is None else json.loads(row["suggested"]),
        }
    )


def _task(row: sqlite3.Row) -> Task:
    return Task.model_validate(
        {
            **_paged(row, "item", "action", "deadline", "responsible"),
            "id": row["task"],
            "continuing": bool(row["continuing"]),
            "targets": json.loads(row["targets"]),
            "period": _period(row),
        }
    )


def _citation(row: sqlite3.Row) -> Citation:
    return Citation.model_validate(_paged(row, "type", "number", "symbol", "issuer", "date"))
