"""The rows of what stands in a report, as the archive's tables want them.

Enters: a `Figure`, `Task` or `Citation`. Leaves: its row, column by column: a figure of 412,6 triệu đồng has the amount
"412600000" as text, exactly, and 412600000.0 for sorting.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from pipeline.store.archive import Value
from pipeline.store.paragraphs import section_index
from pipeline.store.versions import month_of
from schemas.base import Span
from schemas.period import Period
from schemas.report import Bbox, Citation, Figure, OtherNumber, Report, Task, Unread


def as_json(value: object) -> str:
    """Return `value` as JSON with Vietnamese letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def as_decimal(value: Decimal | None) -> str | None:
    """Return `value` as plain digits, never with an exponent."""
    return None if value is None else format(value, "f")


def as_date(day: date | None) -> str | None:
    """Return `day` as ISO says it."""
    return None if day is None else day.isoformat()


def as_period(period: Period | None) -> dict[str, Value]:
    """Return the columns of `period`; all empty where there is none."""
    if period is None:
        return {"period_kind": None, "period_from": None, "period_to": None}
    return {
        "period_kind": period.kind.value,
        "period_from": as_date(period.start),
        "period_to": as_date(period.end),
    }


class Parts:
    """The rows of one report's parts: knows the ids that its sections got in the archive."""

    def __init__(self, number: int, report: Report, section_ids: list[int]) -> None:
        self.number = number
        self.report = report
        self.section_ids = section_ids

    def head(self, position: int) -> dict[str, Value]:
        """Return the columns that every row begins with."""
        return {"report": self.number, "position": position}

    def place(self, span: Span, section: str | None, page: int | None, bbox: Bbox | None = None) -> dict[str, Value]:
        """Return the columns that say where something stands."""
        index = section_index(self.report.sections, section, span[0])
        return {
            "span_start": span[0],
            "span_end": span[1],
            "section": section,
            "section_id": None if index is None else self.section_ids[index],
            "page": page,
            "bbox": None if bbox is None else as_json(bbox),
        }

    def figure(self, position: int, figure: Figure, label_id: int) -> dict[str, Value]:
        """Return the row of a figure."""
        return {
            **self.head(position),
            "figure": figure.id,
            "text": figure.text,
            "value": as_decimal(figure.value),
            "unit": figure.unit,
            "amount": as_decimal(figure.amount),
            "amount_real": float(figure.amount),
            "base_unit": figure.base_unit,
            "upper": as_decimal(figure.upper),
            "label": figure.label,
            "label_id": label_id,
            "label_key": figure.key,
            "indicator": figure.indicator,
            "indicator_rule": figure.indicator_rule,
            "linked": figure.indicator,
            "measure": figure.measure.value,
            "against": figure.against and figure.against.value,
            **as_period(figure.period),
            "qualifier": figure.qualifier.value,
            "whole": figure.whole,
            "base": figure.base,
            "stated_zero": int(figure.stated_zero),
            **self.place(figure.span, figure.section, figure.page, figure.bbox),
            "confidence": figure.confidence,
            "rule": figure.rule,
            "suggested": as_json(figure.suggested.model_dump(mode="json")) if figure.suggested is not None else None,
        }

    def task(self, position: int, task: Task) -> dict[str, Value]:
        """Return the row of a task."""
        return {
            **self.head(position),
            "task": task.id,
            "month": planned_for(self.report, task),
            "item": task.item,
            "text": task.text,
            "action": task.action,
            "continuing": int(task.continuing),
            "deadline": as_date(task.deadline),
            "responsible": task.responsible,
            "targets": as_json(task.targets),
            **self.place(task.span, task.section, task.page, task.bbox),
            **as_period(task.period),
            "rule": task.rule,
        }

    def citation(self, position: int, citation: Citation) -> dict[str, Value]:
        """Return the row of a citation."""
        return {
            **self.head(position),
            "text": citation.text,
            "type": citation.type,
            "number": citation.number,
            "symbol": citation.symbol,
            "issuer": citation.issuer,
            "date": as_date(citation.date),
            **self.place(citation.span, citation.section, citation.page, citation.bbox),
            "rule": citation.rule,
        }

    def other(self, position: int, item: OtherNumber) -> dict[str, Value]:
        """Return the row of a number that is no figure."""
        named: dict[str, Value] = {"text": item.text, "kind": item.kind.value, "rule": item.rule}
        return {**self.head(position), **named, **self.place(item.span, item.section, item.page)}

    def unread(self, position: int, item: Unread) -> dict[str, Value]:
        """Return the row of a number that no rule understood."""
        return {**self.head(position), "text": item.text, **self.place(item.span, item.section, item.page)}


def planned_for(report: Report, task: Task) -> str | None:
    """Return the month in which `task` is to be done: its own, the plan's, or the one after the report's."""
    for period in (task.period, report.header.plan_period):
        if period is not None and period.end is not None:
            return f"{period.end:%Y-%m}"
    month = month_of(report)
    if month is None:
        return None
    following = int(month[:4]) * 12 + int(month[5:])
    return f"{following // 12:04}-{following % 12 + 1:02}"
