"""What a report of a month could state: every fact with its measure and its period.

Enters: a commune's life, a month, the digits of its percentages. Leaves: `dict[str, Fact]` by key; `rev@ytd`,
`rev@plan`, `rev@pct`, `rev@m`, `rev@yoy`, a bare `rev` is the flow of the report's window or the stock.
Example: facts["rev@pct"] is 61.0 %, ratio, base ("rev@ytd", "rev@plan").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from corpus.world.calendar import Kind, Month, Period, kind_of, months_of, report_period, window
from corpus.world.indicators import INDICATORS, Indicator
from corpus.world.ledger import percent, tidy
from corpus.world.simulate import Life


@dataclass(frozen=True)
class Fact:
    """One quantity; `value` in `unit`, `base` the keys of part and whole of a percentage."""

    key: str
    indicator: Indicator
    value: Decimal
    unit: str
    measure: str
    period: Period
    against: str | None = None
    base: tuple[str, str] | None = None

    def to_json(self, stated: bool, periods: Sequence[str] = ()) -> dict[str, object]:
        """The entry of `world.json`; `periods` are those that the gold allows where the report states it."""
        return {
            "indicator": self.indicator.catalogue, "label": self.indicator.label, "value": f"{self.value:f}",
            "unit": self.unit, "measure": self.measure, "against": self.against, "period": self.period.to_json(),
            "stated": stated, **({"periods": list(periods)} if stated else {}),
        }  # fmt: skip


_RATES = (
    ("poor_rate", "poor_hh", "hh_total"),
    ("epi_children@pct", "epi_children", "epi_due"),
    ("tthc_digitized@pct", "tthc_digitized", "tthc_done"),
    ("tthc_epay@pct", "tthc_epay", "x_epay_due"),
    ("tthc_ontime_rate", "tthc_done_ontime", "tthc_done"),
)


class _Teller:
    def __init__(self, life: Life, month: Month, digits: int) -> None:
        self.life, self.ledger, self.month, self.digits = life, life.ledger, month, digits
        self.kind = kind_of(month, life.commune.periodic)
        self.covered = months_of(month, self.kind)
        start, end = window(month, self.kind, life.commune.close)
        self.window = Period("range", start, end)
        self.point = Period("point", None, month.last)
        self.opening = Period("point", None, start - timedelta(days=1))
        self.whole = report_period(month, self.kind)
        self.single = Period("month", month.first, month.last)
        self.ytd = Period("ytd", date(month.year, 1, 1), month.last)
        self.year = Period("year", date(month.year, 1, 1), date(month.year, 12, 31))
        self.facts: dict[str, Fact] = {}

    def add(
        self,
        key: str,
        value: Decimal | None,
        period: Period,
        measure: str = "actual",
        against: str | None = None,
        base: tuple[str, str] | None = None,
    ) -> None:
        if value is None:
            return
        indicator = INDICATORS[key.partition("@")[0]]
        unit = "%" if measure in ("ratio", "change") else indicator.units[0]
        self.facts[key] = Fact(key, indicator, tidy(value), unit, measure, period, against, base)

    def total(self, code: str, months: list[Month]) -> Decimal | None:
        found = [value for m in months if (value := self.ledger.flow(m, code)) is not None]
        return sum(found, Decimal(0)) if found else None

    def plain(self, row: Indicator) -> None:
        code = row.code
        if row.kind in "SE":
            self.add(code, self.ledger.stock(self.month, code), self.point)
        elif row.kind == "L" and self.month.month not in (6, 7, 8):
            start = self.month.year if self.month.month >= 9 else self.month.year - 1
            self.add(
                code,
                self.ledger.stock(self.month, code),
                Period("school_year", date(start, 9, 1), date(start + 1, 5, 31)),
            )
        elif row.kind == "B":
            self.add(code, self.ledger.flow(self.covered[0], code), self.opening)
        elif row.kind == "W":
            self.add(code, self.total(code, self.covered), self.window)
        elif row.kind == "F":
            self.add(code, self.total(code, self.covered), self.whole)
            if self.kind is not Kind.MONTH:
                self.add(f"{code}@m", self.ledger.flow(self.month, code), self.single)
        elif row.kind == "Y":
            self.add(code, self.ledger.plans.get(self.month.year, {}).get(code), self.year, "target")

    def cumulative(self, code: str) -> None:
        year = [Month(self.month.year, m) for m in range(1, self.month.month + 1)]
        total = self.total(code, year)
        self.add(f"{code}@m", self.ledger.flow(self.month, code), self.single)
        self.add(f"{code}@ytd", total, self.ytd)
        plan = self.ledger.plans.get(self.month.year, {}).get(code)
        if total is not None and plan:
            self.add(f"{code}@plan", plan, self.year, "target")
            ratio = percent(total, plan, self.digits)
            self.add(f"{code}@pct", ratio, self.ytd, "ratio", base=(f"{code}@ytd", f"{code}@plan"))
        last = self.total(code, [month.shift(-12) for month in year])
        if total is not None and last:
            growth = percent(total - last, last, 1)
            if growth:
                self.add(f"{code}@yoy", growth, self.ytd, "change", "same_period_last_year")

    def season(self) -> None:
        found = self.ledger.seasons[self.month]
        period = Period("campaign", found.first.first, found.last.last)
        flows = self.ledger.flows[self.month]
        for row in INDICATORS.values():
            if row.kind != "G" or row.code not in flows:
                continue
            self.add(row.code, flows[row.code], period)
            plan = flows.get(f"{row.code}@plan")
            if plan:
                self.add(f"{row.code}@plan", plan, period, "target")
                ratio = percent(flows[row.code], plan, self.digits)
                self.add(f"{row.code}@pct", ratio, period, "ratio", base=(row.code, f"{row.code}@plan"))

    def derived(self) -> None:
        prev, came = self.facts["tthc_prev"].value, self.facts["tthc_received"].value
        self.add("tthc_total", prev + came, self.window)
        for key, part, whole in _RATES:
            ratio = percent(self.facts[part].value, self.facts[whole].value, self.digits)
            self.add(key, ratio, self.facts[part].period, "ratio", base=(part, whole))
        people = self.ledger.stock(self.month, "x_people")
        if people:
            self.add("bhyt_rate", percent(self.facts["bhyt_members"].value, people, self.digits), self.point, "ratio")
        self.add("social_account_rate", Decimal(100), self.whole, "ratio")


def tell(life: Life, month: Month, digits: int) -> dict[str, Fact]:
    """Every fact that the report of that month could state, percentages rounded half up at `digits`."""
    teller = _Teller(life, month, digits)
    for row in INDICATORS.values():
        teller.plain(row)
        if row.kind == "C":
            teller.cumulative(row.code)
    teller.season()
    teller.derived()
    return teller.facts
