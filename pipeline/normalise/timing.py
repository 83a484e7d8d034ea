"""The days that a figure speaks of.

Enters: a figure's mention and the report's own time. Leaves: `Period`. Without a word on time a monthly report's
figure is of that month, a herd is of the month's last day, a plan is of the year.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from pipeline.language.dates import last_day
from pipeline.language.spans import resolve
from pipeline.language.text import fold
from pipeline.language.units import unit_table
from schemas.mention import FigureMention, Form, Shape
from schemas.period import Period, PeriodKind
from schemas.report import Measure

_PLANNED_KINDS = ("money", "area", "mass", "rate", "length", "volume")
_YEARLY = re.compile(r"thu nhập bình quân|/năm$")
_CASES = frozenset(
    ["vụ", "vụ việc", "đơn", "đơn thư", "hồ sơ", "tin", "tin báo", "ca", "ý kiến", "kiến nghị", "phản ánh"]
)
_PERCENTAGE = re.compile(r"[\s,(=]*(?:(?:đạt|bằng|tỷ lệ|tương ứng) )*\d+(?:,\d+)? ?%")
_PLAN_WORDS = ("kế hoạch", "dự toán", "chỉ tiêu", "giao")


@cache
def _stocks() -> tuple[tuple[str, ...], tuple[str, ...]]:
    raw = tomllib.loads(files("pipeline.normalise").joinpath("stocks.toml").read_text(encoding="utf-8"))
    return tuple(map(fold, raw["begins"])), tuple(map(fold, raw["holds"]))


def is_stock(label: str) -> bool:
    """Whether a label names what is there at a moment.

    >>> is_stock("Tổng đàn gia súc"), is_stock("tiêm phòng đàn lợn")
    (True, False)
    """
    begins, holds = _stocks()
    folded = fold(label)
    return folded.startswith(begins) or any(words in folded for words in holds)


_ACTIONS = re.compile(
    r"(?:(?:\S+ )?đã )?(?:chi trả|chi trợ cấp|chi hỗ trợ|tiêu hủy|đưa"
    r"|xuất chuồng|cấp|hỗ trợ|tiếp nhận|khám|tặng|trao|thăm|giải quyết"
    r"|vận động|tổ chức"
    r"|xử lý|kiểm tra|thực hiện"
    r"|bàn giao|phát|kết nạp|giới thiệu|thành lập|tiêm|chuyển|trả|thu|điều động|bổ nhiệm"
    r"|triển khai|xây dựng|khởi công|hoàn thành|nâng cấp|sửa chữa)(?![^\W\d_])"
)


def acts(label: str) -> bool:
    """Whether a label names something done in a span of time ("chi trả trợ cấp"), not what is there."""
    return any(_ACTIONS.match(piece) is not None for piece in fold(label).split(", "))


_NEW = re.compile(
    r"(?<![^\W\d_])(?:mới|phát sinh|thêm|kết nạp)(?: thêm| mới)?\Z"
    r"|mới (?:thành lập|đăng ký|phát sinh|kết nạp)|(?:đăng ký|thành lập|phát sinh|phát hiện|kết nạp|tăng) mới"
    r"|đạt (?:danh hiệu |tiêu chuẩn )?(?:gia đình|thôn|ấp|bản|làng"
    r"|khu phố|khu dân cư|tổ dân phố|cơ quan)(?: [^\W\d_]+)? văn hóa"
)


def is_new(label: str) -> bool:
    """Whether a label counts what was added in a span of time ("hộ kinh doanh đăng ký mới"), not what is there."""
    return _NEW.search(fold(label)) is not None


def is_rest(label: str, own: Period | None) -> bool:
    """Whether a label says what is left at the end of a month, quarter or half year ("còn lại nhà tạm")."""
    return fold(label).startswith("còn lại ") and (
        own is not None and own.kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF)
    )


def period_of(
    mention: FigureMention, own: Period | None, planned: Period | None, stock: bool, cumulative: bool
) -> Period | None:
    """Return the days of `mention` in a report that covers `own` and plans for `planned`.

    `stock` tells a herd from a flow.
    Nothing is returned for the lower half of a fraction that is no plan: it is of its upper half's time.
    `cumulative` says that such figures are added up from January on where a report doesn't say for which time they are.
    """
    if mention.plan:
        return _planned(mention, own, planned)
    if mention.measure is Measure.TARGET:
        return _target(mention, own)
    if (
        mention.rule == "figure.table"
        and mention.period_is_default
        and own is not None
        and own.kind is not PeriodKind.MONTH
    ):
        return own
    if mention.measure is Measure.CHANGE and mention.against is None and own is not None:
        stock = stock and own.kind is not PeriodKind.YEAR
    season = own is not None and own.kind is PeriodKind.CAMPAIGN and not stock
    sofar = mention.period is not None and mention.period.shape is Shape.YTD and mention.period.number is None
    unit = unit_table().get(mention.unit)
    counted = unit is None or unit.kind == "counted" or "đang" in fold(mention.label).split()
    if stock and mention.period is not None and mention.period.shape is Shape.YTD and "đang" in mention.label.split():
        sofar = ";" in mention.before or sofar
    if stock and sofar and counted and own is not None and mention.measure is Measure.ACTUAL:
        return Period(kind=PeriodKind.POINT, end=own.end)
    if _is_spent(mention):
        stock = False
    if _is_disbursed(mention) and own is not None and own.kind is PeriodKind.MONTH and own.end is not None:
        return Period(kind=PeriodKind.YTD, start=date(own.end.year, 1, 1), end=own.end)
    if mention.period is not None and not _is_spent(mention) and not (mention.period_is_default and (stock or season)):
        found = resolve(mention.period, own)
        if mention.last_year and own is not None and own.end is not None and found.end is not None:
            if mention.period.shape is Shape.YEAR and found.end.year < own.end.year:
                return _year_before(own)
            if found.end.year == own.end.year:
                return _year_before(found)
        if (
            mention.period.shape is Shape.YEAR
            and own is not None
            and own.kind is PeriodKind.MONTH
            and found.end is not None
            and own.end is not None
            and found.end.year == own.end.year
        ):
            return Period(kind=PeriodKind.YTD, start=date(own.end.year, 1, 1), end=own.end)
        return found
    if mention.last_year and own is not None:
        return _year_before(own)
    if own is not None and own.end is not None and _YEARLY.search(f"{fold(mention.label)} {mention.unit}"):
        return Period(kind=PeriodKind.YEAR, start=date(own.end.year, 1, 1), end=date(own.end.year, 12, 31))
    if stock and own is not None:
        return Period(kind=PeriodKind.POINT, end=own.end)
    if (
        cumulative
        and "lũy kế" not in fold(mention.sentence)
        and own is not None
        and own.kind is PeriodKind.MONTH
        and own.end is not None
    ):
        return Period(kind=PeriodKind.YTD, start=date(own.end.year, 1, 1), end=own.end)
    return own if own is not None else Period(kind=PeriodKind.UNKNOWN)


def _is_money(mention: FigureMention) -> bool:
    unit = unit_table().get(mention.unit)
    return unit is not None and unit.kind == "money"


def _planned(mention: FigureMention, own: Period | None, planned: Period | None) -> Period:
    if mention.period is not None and mention.period.shape not in (Shape.POINT, Shape.OWN):
        return resolve(mention.period, planned or own)
    return planned or own or Period(kind=PeriodKind.UNKNOWN)


def _target(mention: FigureMention, own: Period | None) -> Period | None:
    """A plan is of the year, unless the report says of which time; the base of a share is of its share's own time."""
    shape = mention.period.shape if mention.period is not None else None
    if shape is Shape.QUARTER and mention.form is Form.BOTTOM and _is_money(mention):
        shape = None
    if shape in (Shape.YEAR, Shape.SCHOOL_YEAR, Shape.SEASON, Shape.QUARTER, Shape.SPAN) and mention.period is not None:
        return resolve(mention.period, own)
    if shape is Shape.MONTHS and mention.period is not None and mention.period.last:
        return resolve(mention.period, own)
    if own is not None and own.kind in (PeriodKind.SCHOOL_YEAR, PeriodKind.CAMPAIGN):
        return own
    if own is None or own.end is None:
        return own or Period(kind=PeriodKind.UNKNOWN)
    if shape is Shape.MONTH and mention.period is not None:
        aimed = resolve(mention.period, own)
        if aimed.end is not None and aimed.end > own.end:
            return aimed
    unit = unit_table().get(mention.unit)
    planned = unit is not None and unit.kind in _PLANNED_KINDS
    if not planned and mention.form is not Form.BOTTOM:
        said = fold(f"{mention.before} {mention.label}")
        if not any(word in said for word in _PLAN_WORDS):
            return resolve(mention.period, own) if mention.period is not None else own
    if mention.form is Form.BOTTOM and "số" in mention.before:
        return None
    if not planned and mention.form is Form.BOTTOM:
        grows = shape in (Shape.YTD, Shape.MONTHS) and fold(mention.unit) not in _CASES
        planned = grows or any(word in fold(_behind(mention)) for word in _PLAN_WORDS)
        if not planned:
            return None
    return Period(kind=PeriodKind.YEAR, start=date(own.end.year, 1, 1), end=date(own.end.year, 12, 31))


_DISBURSED = re.compile(r"(?<![^\W\d_])giải ngân(?![^\W\d_])")
_INVESTED = re.compile(
    r"đầu tư|đtc|mục tiêu quốc gia|mtqg|xây dựng|công trình|dự án|kế hoạch vốn|vốn bố trí|vốn sự nghiệp"
)


def _is_disbursed(mention: FigureMention) -> bool:
    """Whether a figure that names no time tells how much of the year's investment is spent: that is cumulative."""
    if mention.period is not None and not mention.period_is_default:
        return False
    if mention.measure not in (Measure.ACTUAL, Measure.RATIO) or mention.last_year:
        return False
    label = fold(mention.label)
    return _DISBURSED.search(label) is not None and _INVESTED.search(label) is not None


def _is_spent(mention: FigureMention) -> bool:
    """Whether "đến nay" was said of a figure before this one, which tells what was done or added: "cấp mới 21 thẻ"."""
    period = mention.period
    return (
        mention.far
        and mention.whole is None
        and period is not None
        and period.shape is Shape.POINT
        and period.until is None
        and (is_new(mention.label) or acts(mention.label))
    )


def _behind(mention: FigureMention) -> str:
    """Return the words of the sentence behind a figure, a percentage right behind it passed over."""
    at = mention.sentence.find(mention.text)
    behind = mention.sentence[at + len(mention.text) :] if at >= 0 else ""
    return (
        mention.behind + _PERCENTAGE.split(behind, maxsplit=1)[-1][:24] if _PERCENTAGE.match(behind) else mention.behind
    )


def _year_before(period: Period) -> Period:
    def back(day: date | None) -> date | None:
        if day is None:
            return None
        if day == last_day(day.year, day.month):
            return last_day(day.year - 1, day.month)
        return day.replace(year=day.year - 1)

    return Period(kind=period.kind, start=back(period.start), end=back(period.end))
