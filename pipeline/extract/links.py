"""Links between the figures of a sentence or paragraph that no word states but that their numbers or verbs give away.

Enters: figures in order. Leaves: `whole` and `base` set on them. "Tiếp nhận 3 tin, đã giải quyết 1, đang giải quyết
2" makes the last two parts of the first.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.extract.scopes import PROCESS, amount, compatible
from pipeline.language.units import unit_table
from schemas.mention import FigureMention, Form
from schemas.report import Measure, Qualifier


def link_outcomes(mentions: list[FigureMention], at_least: int = 2) -> None:
    """Make figures parts of the total right before them where they add up to it without a word that says so.

    Two must tell what became of it ("tiếp nhận 3 tin, đã giải quyết 1, đang giải quyết 2"); three that add up exactly
    do.
    """
    for index, whole in enumerate(mentions):
        if (
            whole.measure is not Measure.ACTUAL
            or whole.whole is not None
            or whole.values[0] <= 0
            or whole.form is Form.BOTTOM
        ):
            continue
        total = Decimal(0)
        parts: list[FigureMention] = []
        for part in mentions[index + 1 :]:
            if part.measure is not Measure.ACTUAL or part.stated_zero or part.form is Form.BOTTOM or part.last_year:
                continue
            if part.whole is not None:
                continue
            if not compatible(whole, part):
                if part.unit == whole.unit:
                    break
                continue
            parts.append(part)
            total += amount(part)
            if total >= amount(whole):
                break
        if total != amount(whole):
            continue
        told = all(PROCESS.search(f"{part.before} {part.label}") is not None for part in parts)
        if len(parts) >= max(3, at_least) or (len(parts) >= at_least and told):
            for part in parts:
                part.whole = whole


def find_bases(mentions: list[FigureMention]) -> None:
    """Make a number the target of which the figure before it is the stated percentage.

    "18.742 trên 21.305, tỷ lệ 88%".
    """
    for index, ratio in enumerate(mentions):
        top = ratio.base
        if ratio.measure is not Measure.RATIO or ratio.unit != "%" or top is None or ratio.form is Form.BOTTOM:
            continue
        for other in mentions[max(0, index - 1) : index + 2]:
            if (
                other is ratio
                or other.last_year
                or other.measure is not Measure.ACTUAL
                or (other.whole is not None and other.whole is not top)
            ):
                continue
            for part, base in ((top, other), (_before(mentions, other), other)):
                if (
                    part is None
                    or part is base
                    or part.measure is not Measure.ACTUAL
                    or amount(base) <= amount(part)
                    or not _kin_units(part, base)
                ):
                    continue
                if (
                    abs(amount(part) / amount(base) * 100 - ratio.values[0]) <= _half(ratio.values[0])
                    and base.form is not Form.TOP
                ):
                    base.measure = Measure.TARGET
                    base.qualifier = Qualifier.EXACT if base.qualifier is Qualifier.OVER else base.qualifier
                    base.whole = None
                    ratio.base = part
                    break


def _before(mentions: list[FigureMention], other: FigureMention) -> FigureMention | None:
    at = next(index for index, mention in enumerate(mentions) if mention is other)
    return mentions[at - 1] if at else None


def _kin_units(first: FigureMention, second: FigureMention) -> bool:
    one, two = unit_table().get(first.unit), unit_table().get(second.unit)
    if one is None or two is None:
        return True
    return one.base == two.base or (one.kind == two.kind == "counted")


def _half(value: Decimal) -> Decimal:
    """Return half a unit of the last decimal shown."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * Decimal("0.51")


_INSPECTED = re.compile(
    r"(?<![^\W\d_])(?:kiểm tra|thanh tra|giám sát|rà soát|tuần tra|kiểm soát|thẩm định)(?![^\W\d_])", re.IGNORECASE
)
_CAUGHT = re.compile(
    r"(?<![^\W\d_])(?:phát hiện|xử phạt|vi phạm|nhắc nhở|lập biên bản|đình chỉ|không đạt|cảnh cáo"
    r"|xử lý|bãi bỏ)(?![^\W\d_])",
    re.IGNORECASE,
)


def link_inspections(mentions: list[FigureMention]) -> None:
    """Make "phát hiện 3 cơ sở vi phạm" a part of the "kiểm tra 18 cơ sở" before it."""
    inspected: FigureMention | None = None
    for mention in mentions:
        if mention.measure is not Measure.ACTUAL or mention.stated_zero:
            continue
        if _CAUGHT.search(mention.label) and inspected is not None and mention.unit == inspected.unit:
            if mention.whole is None and compatible(inspected, mention):
                mention.whole = inspected
        elif _INSPECTED.search(mention.label) and (inspected is None or mention.label != inspected.label):
            inspected = mention


_TAKEN_IN = re.compile(
    r"(?<![^\W\d_])(?:tiếp nhận|nhận|thụ lý|chỉ ra|phát hiện|rà soát|bỏ học|nghỉ học)(?![^\W\d_])", re.IGNORECASE
)
_CARRIED = re.compile(
    r"(?<![^\W\d_])(?:kỳ trước|tháng trước|tồn|chuyển sang|chuyển qua|tồn đọng|đầu kỳ|nhận chuyển"
    r"|nâng tổng)(?![^\W\d_])",
    re.IGNORECASE,
)
_BECAME = re.compile(
    r"(?:\S+ ){0,2}?(?:đã |qua đó )?(?:(?:phối hợp )?giải quyết|trả kết quả|xử lý|khắc phục"
    r"|vận động(?: \S+){0,3} trở lại|đề nghị (?:bãi bỏ|xử lý|thu hồi)|đang"
    r"|chuyển(?! tuyến| mục đích| đổi)|hòa giải|trả lời|khôi phục|bãi bỏ)(?![^\W\d_])",
    re.IGNORECASE,
)


def link_results(mentions: list[FigureMention]) -> None:
    """Make what became of things parts of those taken in, where nothing was carried over from before.

    "tiếp nhận 17 đơn; giải quyết 14 đơn, chuyển 02 đơn": with a rest of an earlier time they would be parts of neither.
    """
    taken: FigureMention | None = None
    left = Decimal(0)
    for at, mention in enumerate(mentions):
        if mention.measure is not Measure.ACTUAL or mention.stated_zero or mention.form is not Form.PLAIN:
            continue
        said = f"{mention.before} {mention.label}"
        if taken is not None and mention.whole is None and not mention.last_year and _BECAME.match(mention.label):
            if mention.unit == taken.unit and compatible(taken, mention) and amount(mention) <= left:
                mention.whole = taken
                left -= amount(mention)
        elif _CARRIED.search(said):
            taken = None
        elif _TAKEN_IN.search(mention.label) and mention.whole is None:
            nearby = mentions[max(0, at - 2) : at + 3]
            if any(_CARRIED.search(f"{other.before} {other.label}") for other in nearby):
                continue
            taken, left = mention, amount(mention)


_SUBSET = re.compile(
    r"(?:\S+ )?(?:nữ|con thứ (?:3|ba)(?: trở(?: lên)?)?|nợ quá hạn|người dân tộc thiểu số)\Z", re.IGNORECASE
)
_DEBT = re.compile(r"(?:\S+ ){0,2}?dư nợ(?! (?:quá hạn|xấu))(?![^\W\d_])", re.IGNORECASE)


def link_subsets(mentions: list[FigureMention]) -> None:
    """Make women, third children and overdue debts parts of the people, births and debts named before them."""
    for at, part in enumerate(mentions):
        if part.whole is not None or part.measure is not Measure.ACTUAL or not _SUBSET.match(part.label):
            continue
        if "đầu năm" in part.before:
            continue
        debt = "nợ" in part.label.lower()
        for whole in reversed(mentions[:at]):
            if whole.measure is not Measure.ACTUAL or not compatible(whole, part):
                continue
            if debt and not _DEBT.match(whole.label):
                continue
            part.whole = whole
            break


def settle_sums(mentions: list[FigureMention]) -> None:
    """Move a group of parts to the earlier total that it adds up to, where it doesn't add up to its own.

    "512 học sinh, nữ 247. Cụ thể: khối 1: 118 học sinh; ...": the classes make up the 512.
    """
    groups: dict[int, list[FigureMention]] = {}
    for mention in mentions:
        if mention.whole is not None and mention.measure is Measure.ACTUAL:
            groups.setdefault(id(mention.whole), []).append(mention)
    for parts in groups.values():
        whole = parts[0].whole
        total = sum((amount(part) for part in parts), Decimal(0))
        if whole is None or len(parts) < 3 or total <= amount(whole):
            continue
        first = next(at for at, mention in enumerate(mentions) if mention is parts[0])
        fitting = [
            other
            for other in mentions[:first]
            if other.unit == whole.unit and other.measure is Measure.ACTUAL and amount(other) == total
        ]
        if len(fitting) == 1:
            for part in parts:
                part.whole = fitting[0]


def settle_bullets(candidates: list[FigureMention], parts: list[FigureMention]) -> None:
    """Give bullets below a paragraph to that of its figures that they add up to, unit by unit."""
    own = [
        part
        for part in parts
        if part.measure is Measure.ACTUAL and not part.stated_zero and part.form is not Form.BOTTOM
    ]
    units = dict.fromkeys(part.unit for part in own)
    for unit in units:
        top = [part for part in own if part.unit == unit and (part.whole is None or part.whole in candidates)]
        if len(top) < 2:
            continue
        total = sum((amount(part) for part in top), Decimal(0))
        fitting = [
            whole for whole in candidates if amount(whole) == total and all(compatible(whole, part) for part in top)
        ]
        if len(fitting) == 1:
            for part in top:
                part.whole = fitting[0]
                part.measure = fitting[0].measure
