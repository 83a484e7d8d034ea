"""Made-up reports for the tests of the archive and of all that asks it."""

from __future__ import annotations

import calendar
import hashlib
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from decimal import Decimal

from schemas.document import Media, Source
from schemas.period import Period, PeriodKind
from schemas.report import (
    Against,
    Citation,
    Figure,
    Footer,
    Header,
    Measure,
    NumberKind,
    OtherNumber,
    Qualifier,
    Report,
    Section,
    Task,
    Unread,
)


def month_period(month: str) -> Period:
    year, number = int(month[:4]), int(month[5:])
    return Period(
        kind=PeriodKind.MONTH,
        start=date(year, number, 1),
        end=date(year, number, calendar.monthrange(year, number)[1]),
    )


def following(month: str) -> str:
    at = int(month[:4]) * 12 + int(month[5:])
    return f"{at // 12:04}-{at % 12 + 1:02}"


@dataclass
class Said:
    """A figure to be put into a made-up report."""

    value: str
    unit: str
    label: str
    indicator: str | None = None
    measure: Measure = Measure.ACTUAL
    kind: PeriodKind = PeriodKind.MONTH
    factor: int = 1
    base_unit: str | None = None
    days: tuple[date, date] | None = dataclass_field(default=None, repr=False)


@dataclass
class Draft:
    """What a made-up report is to say."""

    agency: str | None = "UBND xã Tân Liêm"
    month: str = "2026-04"
    signed: date | None = None
    figures: list[Said] = dataclass_field(default_factory=list)
    body: list[str] = dataclass_field(default_factory=list)
    plan: list[str] = dataclass_field(default_factory=list)
    addressees: tuple[str, ...] = ("Văn phòng UBND tỉnh Lạng Sơn",)
    number: str | None = "87"
    path: str = "bao-cao.txt"
    period: Period | None = None
    note: str = ""


LIVESTOCK = [
    Said("1.105", "con", "trâu", "livestock_buffalo", kind=PeriodKind.POINT),
    Said("1.938", "con", "lợn", "livestock_pig", kind=PeriodKind.POINT),
    Said("412,6", "triệu đồng", "tổng thu ngân sách trên địa bàn", "budget_revenue", factor=10**6, base_unit="đồng"),
    Said("38,5", "%", "tổng thu ngân sách so dự toán tỉnh giao", "budget_revenue", Measure.RATIO, PeriodKind.YTD),
    Said("04", "lớp", "lớp xóa mù chữ"),
]


def make(draft: Draft) -> Report:
    """Write the text of the draft and the report that reading it would give."""
    lines: list[str] = ["BÁO CÁO", f"Tình hình tháng {draft.month}{draft.note}"]
    spans: list[tuple[int, int]] = []

    def add(line: str) -> tuple[int, int]:
        start = sum(len(text) + 1 for text in lines)
        lines.append(line)
        spans.append((start, start + len(line)))
        return spans[-1]

    first = add("I. KẾT QUẢ THỰC HIỆN")
    heading = add("1. Kinh tế - xã hội")
    figures = []
    period = draft.period if draft.period is not None else month_period(draft.month)
    for position, said in enumerate(draft.figures):
        words = f"{said.value} {said.unit}"
        span = add(f"- {said.label[:1].upper()}{said.label[1:]}: {words}.")
        start = span[0] + lines[-1].index(words)
        value = Decimal(said.value.replace(".", "").replace(",", "."))
        figures.append(
            Figure(
                id=f"f{position + 1}",
                span=(start, start + len(words)),
                text=words,
                value=value,
                unit=said.unit,
                amount=value * said.factor,
                base_unit=said.base_unit if said.base_unit is not None else said.unit,
                label=said.label,
                indicator=said.indicator,
                measure=said.measure,
                period=Period(
                    kind=said.kind,
                    start=said.days[0] if said.days else period.start,
                    end=said.days[1] if said.days else period.end,
                ),
                section="I.1",
                page=1 + position // 3,
                bbox=(72.0, 100.25 + position, 300.1, 112.0 + position),
                confidence=0.875,
                rule="made-up",
                key=said.label,
                indicator_rule="tên gọi" if said.indicator else None,
            )
        )
    for line in draft.body:
        add(line)
    end_of_body = sum(len(text) + 1 for text in lines)
    second = add("II. NHIỆM VỤ THÁNG TỚI")
    tasks = []
    for position, line in enumerate(draft.plan):
        span = add(f"{position + 1}. {line}")
        tasks.append(
            Task(
                id=f"t{position + 1}",
                item=str(position + 1),
                span=(span[0] + 3, span[1]),
                text=line,
                action=line.split()[0].lower(),
                continuing=line.lower().startswith(("tiếp tục", "duy trì")),
                section="II",
                page=3,
                period=month_period(following(draft.month)),
                rule="made-up",
            )
        )
    text = "\n".join(lines)
    end = len(text)
    return Report(
        source=Source(path=draft.path, sha256=hashlib.sha256(repr(draft).encode()).hexdigest(), media=Media.TEXT),
        header=Header(
            agency=draft.agency,
            number=draft.number,
            symbol="BC-UBND",
            place="Tân Liêm",
            date=draft.signed,
            title="Tình hình kinh tế - xã hội",
            addressees=draft.addressees,
            period=period,
            plan_period=month_period(following(draft.month)),
        ),
        footer=Footer(recipients=("Như trên", "Lưu: VT"), signer_title="CHỦ TỊCH", signer_name="Nguyễn Văn A"),
        text=text,
        sections=(
            Section(id="I", number="I", title="KẾT QUẢ THỰC HIỆN", level=1, parent=None, span=(first[0], end_of_body)),
            Section(
                id="I.1", number="1", title="Kinh tế - xã hội", level=2, parent="I", span=(heading[0], end_of_body)
            ),
            Section(id="II", number="II", title="NHIỆM VỤ THÁNG TỚI", level=1, parent=None, span=(second[0], end)),
        ),
        figures=tuple(figures),
        tasks=tuple(tasks),
        citations=(),
    )


def full_report() -> Report:
    """A report that has something in every field that there is."""
    report = make(
        Draft(figures=LIVESTOCK, plan=["Tiếp tục tiêm phòng đợt 2 cho đàn gia súc"], signed=date(2026, 4, 21))
    )
    first = report.figures[0].model_copy(
        update={
            "upper": Decimal("1200.50"),
            "against": Against.PLAN,
            "qualifier": Qualifier.AT_LEAST,
            "whole": "f2",
            "base": "f3",
            "stated_zero": True,
            "value": Decimal("0.0000001"),
            "period": Period(kind=PeriodKind.UNKNOWN),
        }
    )
    task = report.tasks[0].model_copy(
        update={
            "deadline": date(2026, 5, 31),
            "responsible": "Phòng Kinh tế",
            "targets": ("f1", "f2"),
            "bbox": (1.0, 2.5, 3.0, 4.0),
        }
    )
    other_task = task.model_copy(update={"id": "t2", "item": None, "period": None, "page": None, "section": "không có"})
    citation = Citation(
        span=(0, 7),
        text="BÁO CÁO",
        type="KH",
        number="141",
        symbol="141/KH-UBND",
        issuer="UBND tỉnh",
        date=date(2026, 1, 2),
        section="I",
        page=1,
        bbox=(0.1, 0.2, 0.3, 0.4),
    )
    bare = Citation(span=(0, 7), text="BÁO CÁO", type=None, number=None, symbol="NĐ")
    repeated = report.sections[1].model_copy(update={"title": "Cùng số", "parent": None})
    source = report.source.model_copy(update={"pages": 3, "ocr_pages": (2, 3), "warnings": ("trang 2 mờ",)})
    return report.model_copy(
        update={
            "source": source,
            "figures": (first, *report.figures[1:]),
            "tasks": (task, other_task),
            "citations": (citation, bare),
            "sections": (*report.sections[:2], repeated, report.sections[2]),
            "other_numbers": (OtherNumber(span=(8, 10), text="04", kind=NumberKind.DATE, rule="ngày", page=1),),
            "unread": (Unread(span=(8, 10), text="04", section="I", page=None),),
        }
    )
