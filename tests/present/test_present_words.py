from __future__ import annotations

from enum import StrEnum

import pytest

from pipeline.present.words import tables
from schemas.document import Media
from schemas.indicator import StockFlow
from schemas.period import PeriodKind
from schemas.report import Against, Measure, Qualifier
from schemas.rows import CompareStatus, TaskStatus


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("measure", Measure),
        ("period", PeriodKind),
        ("status", TaskStatus),
        ("change", CompareStatus),
        ("kind", StockFlow),
        ("qualifier", Qualifier),
        ("media", Media),
        ("against", Against),
    ],
)
def test_every_code_has_its_vietnamese(table: str, kind: type[StrEnum]) -> None:
    assert set(tables()[table]) == {member.value for member in kind}
