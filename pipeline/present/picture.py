"""A chart as a picture, PNG or SVG: lines over the months, one panel for each thing that can be compared.

Enters: the rows of a series. Leaves: the bytes of a file. Numbers and months are written the Vietnamese way; a line
breaks where a month has no value, and what was derived or corrected has a mark of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.present.words import agency_names, name
from pipeline.query.amounts import in_unit
from pipeline.query.derive import line_kind
from pipeline.query.series import between
from schemas.period import PeriodKind
from schemas.rows import SeriesRow

if TYPE_CHECKING:
    import altair

ENDINGS = (".png", ".svg")

_LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đồng"]}
_WIDTH = 640
_HEIGHT = 260
_STATED = "báo cáo nêu"
_DERIVED = "suy ra từ lũy kế"
_CORRECTED = "đã sửa tay"
_FEW_MONTHS = 14
_MOST_PANELS = 6


def write_picture(path: Path, rows: Sequence[SeriesRow], title: str) -> None:
    """Write the chart of `rows` to `path`; raises `UsageError` for another ending, nothing to draw or no room."""
    if path.suffix.lower() not in ENDINGS:
        raise UsageError(f"{path}: biểu đồ chỉ ghi được dạng .png hoặc .svg")
    if not any(row.of_month for row in rows):
        raise UsageError("không có số liệu nào để vẽ")
    try:
        path.write_bytes(picture(rows, title, path.suffix.lower()))
    except OSError as error:
        raise UsageError(f"{path}: không ghi được: {error.strerror or type(error).__name__}") from error


def load() -> None:
    """Load what draws, which takes a second the first time, before somebody waits for a chart."""
    import altair
    import vl_convert

    vl_convert.vegalite_to_svg(
        altair.Chart(altair.InlineData(values=[{"a": 1}])).mark_point().encode(x="a:Q").to_dict()
    )


def picture(rows: Sequence[SeriesRow], title: str, ending: str) -> bytes:
    """Return the chart as the bytes of a PNG or SVG file."""
    import altair
    import vl_convert

    names = agency_names(rows)
    panels = [_panel(group, names) for group in _groups(rows)]
    chart = (
        altair.vconcat(*panels)
        .resolve_scale(color="shared")
        .properties(title=altair.TitleParams(title, fontSize=18, anchor="start", offset=12), background="white")
        .configure(font="DejaVu Sans, Noto Sans, Arial, sans-serif")
        .configure_axis(labelFontSize=12, titleFontSize=12, gridColor="#e6e6e6")
        .configure_legend(labelFontSize=12, titleFontSize=12, labelLimit=260)
        .configure_view(stroke=None)
    )
    spec = chart.to_dict()
    if ending == ".svg":
        return vl_convert.vegalite_to_svg(spec, format_locale=_LOCALE).encode()
    return vl_convert.vegalite_to_png(spec, scale=2, format_locale=_LOCALE)


def _groups(rows: Sequence[SeriesRow]) -> list[list[SeriesRow]]:
    """Return the rows that may share a panel: the longest groups, single months only where there is nothing else."""
    groups: dict[tuple[object, ...], list[SeriesRow]] = {}
    for row in rows:
        if row.of_month is not None:
            key = (row.indicator or row.label, row.measure, row.against, line_kind(row), row.base_unit)
            groups.setdefault(key, []).append(row)
    months = {key: len({row.of_month for row in group}) for key, group in groups.items()}
    longest = sorted(groups, key=lambda key: -months[key])[:_MOST_PANELS]
    chosen = [key for key in groups if key in longest and months[key] > max(1, months[longest[0]] // 4)]
    return [groups[key] for key in chosen or longest]


def _panel(rows: list[SeriesRow], names: dict[int | None, str]) -> altair.LayerChart | altair.FacetChart:
    import altair

    unit = Counter(row.unit for row in rows).most_common(1)[0][0]
    first = rows[0]
    label = Counter(row.label for row in rows).most_common(1)[0][0]
    about = f"{label[:1].upper()}{label[1:]} ({name(first.measure)}, {name(line_kind(first))})"
    values = _points(rows, unit, names)
    months = len({value["tháng"] for value in values})
    marks = [mark for mark in (_STATED, _DERIVED, _CORRECTED) if any(value["nguồn"] == mark for value in values)]
    base = altair.Chart(altair.InlineData(values=values)).encode(
        x=altair.X(
            "tháng:T",
            title=None,
            axis=altair.Axis(
                format="%m/%Y", labelAngle=0 if months <= _FEW_MONTHS else -45, labelOverlap=True,
                tickCount=altair.TimeIntervalStep(interval="month", step=1 if months <= _FEW_MONTHS else 3),
            ),
        ),
        y=altair.Y("giá trị:Q", title=unit or None, axis=altair.Axis(format=",.3~f")),
        color=altair.Color("cơ quan:N", title="Cơ quan", legend=None if len(names) < 2 else altair.Legend()),
    )  # fmt: skip
    points = base.mark_point(size=46, strokeWidth=1.8).encode(
        shape=altair.Shape(
            "nguồn:N",
            title="Nguồn",
            scale=altair.Scale(domain=marks, range=[_SHAPES[mark] for mark in marks]),
            legend=None if len(marks) < 2 else altair.Legend(),
        )
    )
    lines = base.mark_line(strokeWidth=1.8).encode(detail="đoạn:N")
    return altair.layer(lines, points).properties(
        width=_WIDTH, height=_HEIGHT, title=altair.TitleParams(about, fontSize=13, anchor="start", fontWeight="normal")
    )


_SHAPES = {_STATED: "circle", _DERIVED: "diamond", _CORRECTED: "square"}


def _points(rows: Sequence[SeriesRow], unit: str, names: dict[int | None, str]) -> list[dict[str, Any]]:
    """Return a point for each month of each agency; months without a value have none, so that the line breaks."""
    months = between(min(row.of_month or "" for row in rows), max(row.of_month or "" for row in rows))
    known: dict[tuple[int | None, str], tuple[Decimal, str]] = {}
    for row in sorted(rows, key=lambda row: (row.restates is not None, row.derived)):
        value = row.value if row.unit == unit else in_unit(row.amount, unit)
        source = _CORRECTED if row.corrected else (_DERIVED if row.derived else _STATED)
        known.setdefault((row.locality, row.of_month or ""), (value, source))
    points = []
    for locality in dict.fromkeys(row.locality for row in rows):
        for month in months:
            given = known.get((locality, month))
            points.append({
                "cơ quan": names[locality], "tháng": f"{month}-01T00:00:00",
                "giá trị": None if given is None else float(given[0]),
                "nguồn": _STATED if given is None else given[1],
                "đoạn": month[:4] if line_kind(rows[0]) is PeriodKind.YTD else "",
            })  # fmt: skip
    return points
