"""A chart of one indicator with what was planned and with the year before, or of several places side by side, as SVG.

Enters: the rows of a series. Leaves: the text of an SVG picture: one panel for each thing that can be compared, such as
"đàn lợn (thời điểm)" with the lines "thực hiện", "kế hoạch", "cùng kỳ năm trước". Lines break where a month is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.present.words import agency_names, name
from pipeline.query.amounts import in_unit
from pipeline.query.derive import line_kind
from pipeline.query.series import between
from schemas.period import PeriodKind
from schemas.report import Measure
from schemas.rows import SeriesRow

if TYPE_CHECKING:
    import altair

DONE, PLANNED, YEAR_BEFORE = "thực hiện", "kế hoạch", "cùng kỳ năm trước"

_LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đồng"]}
_WIDTH, _HEIGHT = 680, 250
_MOST_PANELS = 3
_MOST_PLACES = 8
_FEW_MONTHS = 14
_LIGHT = ("#ffffff", "#1d1b18", "#d9d4ca", ("#0b5c8c", "#a05a00", "#7a756c"))
_DARK = ("#1e1d1b", "#ece8e1", "#3b3833", ("#8fd0f5", "#ffc766", "#aaa397"))
_DASHES = ([1, 0], [6, 4], [2, 3])

Group = tuple[str, PeriodKind, str]
Point = dict[str, str | float | None]


def plan_chart(rows: Sequence[SeriesRow], *, dark: bool = False) -> str | None:
    """Return the chart, `None` where there is nothing to draw."""
    import altair
    import vl_convert

    groups = _groups(rows)
    if not groups:
        return None
    paper, ink, line, _ = _DARK if dark else _LIGHT
    several = len({row.locality for row in rows}) > 1
    panels = [_panel(key, rows, dark=dark, several=several) for key in groups]
    chart = (
        altair.vconcat(*panels)
        .resolve_scale(color="shared", strokeDash="shared")
        .properties(background=paper)
        .configure(font="DejaVu Sans, Segoe UI, Noto Sans, Arial, sans-serif")
        .configure_axis(
            labelFontSize=12, titleFontSize=12, gridColor=line, labelColor=ink, titleColor=ink, domainColor=line,
            tickColor=line,
        )
        .configure_legend(labelFontSize=12, titleFontSize=12, labelLimit=260, labelColor=ink, titleColor=ink)
        .configure_title(color=ink)
        .configure_view(stroke=None)
    )  # fmt: skip
    return vl_convert.vegalite_to_svg(chart.to_dict(), format_locale=_LOCALE)


def _what(row: SeriesRow) -> str:
    return row.indicator or row.label


def _key(row: SeriesRow) -> Group:
    return _what(row), line_kind(row), row.base_unit


def _groups(rows: Sequence[SeriesRow]) -> list[Group]:
    """Return what was done, by what it counts and over which time, the ones with most months first."""
    months: dict[Group, set[tuple[int | None, str]]] = {}
    for row in rows:
        if row.measure is Measure.ACTUAL and row.of_month is not None:
            months.setdefault(_key(row), set()).add((row.locality, row.of_month))
    longest = sorted(months, key=lambda key: -len(months[key]))[:_MOST_PANELS]
    return [key for key in longest if len(months[key]) > max(1, len(months[longest[0]]) // 4)] or longest[:1]


def _panel(
    key: Group, rows: Sequence[SeriesRow], *, dark: bool, several: bool
) -> altair.LayerChart | altair.FacetChart:
    import altair

    done = [row for row in rows if row.measure is Measure.ACTUAL and _key(row) == key and row.of_month]
    unit = Counter(row.unit for row in done).most_common(1)[0][0]
    label = Counter(row.label for row in done).most_common(1)[0][0]
    points = _places(done, unit) if several else _lines(key, rows, done, unit)
    kinds = list(dict.fromkeys(str(point["đường"]) for point in points))
    months = len({point["tháng"] for point in points})
    colours = (_DARK if dark else _LIGHT)[3]
    wanted = [DONE, PLANNED, YEAR_BEFORE]
    colour = altair.Color("đường:N", title=None, sort=kinds, legend=altair.Legend(orient="bottom", columns=3))
    dash = altair.StrokeDash("đường:N", title=None, legend=None)
    if not several:
        colour = altair.Color(
            "đường:N", title=None, scale=altair.Scale(domain=wanted, range=list(colours)),
            legend=altair.Legend(orient="bottom", values=kinds),
        )  # fmt: skip
        dash = altair.StrokeDash(
            "đường:N", title=None, scale=altair.Scale(domain=wanted, range=list(_DASHES)), legend=None
        )
    base = altair.Chart(altair.InlineData(values=points)).encode(
        x=altair.X(
            "tháng:T", title=None,
            axis=altair.Axis(
                format="%m/%Y", labelAngle=0 if months <= _FEW_MONTHS else -45, labelOverlap=True,
                tickCount=altair.TimeIntervalStep(interval="month", step=1 if months <= _FEW_MONTHS else 3),
            ),
        ),
        y=altair.Y("giá trị:Q", title=unit or None, axis=altair.Axis(format=",.3~f"), scale=altair.Scale(zero=False)),
        color=colour,
    )  # fmt: skip
    about = f"{label[:1].upper()}{label[1:]} ({name(key[1])})"
    return altair.layer(
        base.mark_line(strokeWidth=2).encode(strokeDash=dash, detail="đoạn:N"),
        base.mark_point(size=46, filled=True, opacity=1),
    ).properties(
        width=_WIDTH, height=_HEIGHT, title=altair.TitleParams(about, fontSize=13, anchor="start", fontWeight="normal")
    )


def _lines(key: Group, rows: Sequence[SeriesRow], done: Sequence[SeriesRow], unit: str) -> list[Point]:
    """Return the points of one place: what was done, what was planned for the year, and the year before."""
    what, kind, base = key
    planned = [
        row
        for row in rows
        if row.measure is Measure.TARGET and _what(row) == what and row.base_unit == base and row.of_month
        and ((line_kind(row) in (kind, PeriodKind.YEAR) and kind is not PeriodKind.MONTH) or line_kind(row) is kind)
    ]  # fmt: skip
    return [
        *_points(DONE, {row.of_month or "": _in(row, unit) for row in done}, kind),
        *_points(PLANNED, {row.of_month or "": _in(row, unit) for row in planned}, kind),
        *_points(
            YEAR_BEFORE,
            {row.of_month or "": row.last_year for row in done if row.last_year is not None and row.unit == unit},
            kind,
        ),
    ]


def _places(done: Sequence[SeriesRow], unit: str) -> list[Point]:
    """Return the points of several places."""
    names = agency_names(done)
    points: list[Point] = []
    for locality, called in list(names.items())[:_MOST_PLACES]:
        own = {row.of_month or "": _in(row, unit) for row in done if row.locality == locality}
        points += _points(called, own, line_kind(done[0]))
    return points


def _in(row: SeriesRow, unit: str) -> Decimal:
    return row.value if row.unit == unit else in_unit(row.amount, unit)


def _points(line: str, values: dict[str, Decimal], kind: PeriodKind) -> list[Point]:
    """Return a point a month, without a value where there is none; a cumulative line begins anew each year."""
    if not values:
        return []
    return [
        {
            "đường": line, "tháng": f"{month}-01T00:00:00",
            "giá trị": float(values[month]) if month in values else None,
            "đoạn": f"{line} {month[:4]}" if kind is PeriodKind.YTD else line,
        }
        for month in between(min(values), max(values))
    ]  # fmt: skip
