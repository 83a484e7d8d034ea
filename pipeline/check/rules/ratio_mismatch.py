"""Tỷ lệ phần trăm, mức tăng giảm không khớp với các số mà nó tính từ đó.

Tính lại tỷ lệ từ phân số viết kèm (218/282), từ số kế hoạch trong cùng đoạn hay cùng hàng của bảng, từ tổng mà số ấy là
một phần, từ số cùng kỳ trong ngoặc. Sai khác do làm tròn thì không báo; nếu chữ số cuối bị cắt bỏ thay vì làm tròn
(7/9 = 77,7%) thì chỉ lưu ý.

Sai: Đã tiêm 218/282 trẻ, đạt 73,7%.
Đúng: Đã tiêm 218/282 trẻ, đạt 77,3%.

Bỏ qua: baocao check --silence ratio.mismatch ở đoạn ấy, kèm lý do (ví dụ tỷ lệ tính trên số khác).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.relations.bases import Tie
from pipeline.check.relations.growths import Growth, Kind
from pipeline.check.relations.ratios import Ratio, exactly
from pipeline.check.slips import kind, likely
from pipeline.check.tolerance import Agreement, Bounds, total
from pipeline.check.wording import addition, in_unit, number, places, quoted, rounded, said
from schemas.finding import Severity
from schemas.report import Against, Measure

SEVERITY = Severity.ERROR

_SURE = (Tie.FRACTION, Tie.TABLE, Tie.FOLLOWS)
_SCALES = (Decimal(1000), Decimal(10**6), Decimal("0.001"), Decimal("0.000001"))
_CLOSE = Decimal("0.04")
_FAR = Decimal("1.7")
_FAR_BESIDE = Decimal(5)
_WAYS = {Kind.TIMES: "gấp", Kind.OF_PLAN: "đạt"}
_LIKELY = (Tie.SHARE, Tie.WHOLE, Tie.PLAN, Tie.PRIOR, Tie.NAMED, Tie.SHARED)


def find(context: Context) -> Iterator[Found]:
    """Yield every percentage that its two figures don't give, and every change that the values don't show."""
    for ratio in context.ratios:
        if ratio.agreement is Agreement.SAME or not context.sure(*ratio.figures) or not exactly(ratio.percent):
            continue
        if _misread(ratio):
            continue
        guessed = ratio.tie in _LIKELY and ratio.agreement is Agreement.DIFFERENT and _plausible(context, ratio)
        if ratio.tie in _SURE or guessed:
            yield _ratio(context, ratio)
    for growth in context.growths:
        if growth.agreement is Agreement.DIFFERENT and context.sure(*growth.figures) and exactly(growth.stated):
            yield _growth(context, growth)


def _misread(ratio: Ratio) -> bool:
    """Return whether a thousand or a million between the units explains it: "800 triệu đồng/58,982 tỷ đồng".

    Two units in one fraction are easily read as one; where the percentage is then right, nobody is accused.
    """
    stated, computed = ratio.percent.value, ratio.computed.value
    if stated <= 0 or computed <= 0:
        return False
    return any(abs(computed / stated / times - 1) < _CLOSE for times in _SCALES)


def _plausible(context: Context, ratio: Ratio) -> bool:
    """Return whether the percentage can be meant of a whole that isn't said beside it: far off, it is of another."""
    stated, computed = ratio.percent.value, ratio.computed.value
    if stated <= 0 or computed <= 0:
        return False
    near = max(stated, computed) <= (_FAR_BESIDE if _beside(context, ratio) else _FAR) * min(stated, computed)
    return near or kind(stated, rounded(computed, places(ratio.percent))) != ""


def _beside(context: Context, ratio: Ratio) -> bool:
    """Return whether one sentence gives the rate and both that the catalogue works it out from."""
    indicator = context.catalogue.get(ratio.percent.indicator)
    share = None if indicator is None else indicator.share
    if ratio.tie is not Tie.SHARE or share is None or ratio.whole.indicator != share.whole:
        return False
    return context.one_sentence(ratio.part, ratio.whole, ratio.percent)


def _ratio(context: Context, ratio: Ratio) -> Found:
    stated, computed = ratio.percent, ratio.computed.value
    shown = places(stated) if ratio.agreement is Agreement.DIFFERENT else max(places(stated), 1) + 1
    top = addition((ratio.part, *ratio.more), ratio.part)
    sums = f"{f'({top})' if ratio.more else top}/{number(in_unit(ratio.whole.amount, ratio.part))}"
    right = rounded(computed, shown)
    if right == stated.value:
        right = rounded(computed, shown + 2)
    if ratio.agreement is Agreement.CUT:
        message = (
            f"{sums} = {number(right)}%, làm tròn là {number(rounded(computed, places(stated)))}%; "
            f"báo cáo ghi {said(stated)} (cắt bỏ chữ số cuối)."
        )
    else:
        message = f"{quoted(ratio.part)}: {sums} {ratio.part.unit} = {number(right)}%, báo cáo ghi {said(stated)}."
        message += likely(stated, rounded(computed, places(stated)))
    return Found(
        message=message,
        evidence=context.places(ratio.figures),
        severity=_severity(ratio),
        expected=f"{number(rounded(computed, places(stated)))}%",
        found=said(stated),
        cures=_cures(context, ratio),
    )


def _severity(ratio: Ratio) -> Severity | None:
    if ratio.agreement is Agreement.CUT:
        return Severity.INFO
    return None if ratio.tie in _SURE else Severity.WARNING


def _cures(context: Context, ratio: Ratio) -> dict[str, Bounds]:
    """Return the percentage, the part and the whole with which the ratio would come out."""
    stated, whole, part = (context.number(figure) for figure in (ratio.percent, ratio.whole, ratio.part))
    low, high = stated.rounded.low / 100, stated.rounded.high / 100
    cures = {ratio.percent.id: ratio.computed.rounded}
    if not ratio.more:
        cures[ratio.part.id] = Bounds(low * whole.value, high * whole.value)
    if low > 0:
        added = total([part, *(context.number(figure) for figure in ratio.more)]).value
        cures[ratio.whole.id] = Bounds(added / high, added / low)
    return cures


def _growth(context: Context, growth: Growth) -> Found:
    stated = growth.stated
    whole_unit = growth.kind is not Kind.DIFFERENCE
    value = growth.computed.value if whole_unit else in_unit(growth.computed.value, stated)
    right = rounded(value, places(stated))
    if right == abs(stated.value):
        right = rounded(value, places(stated) + 2)
    from_what = " và ".join(said(figure) for figure in growth.rests_on)
    unit = {Kind.DIFFERENCE: f" {stated.unit}".replace(" %", "%"), Kind.TIMES: " lần"}.get(growth.kind, "%")
    way = _WAYS.get(growth.kind) or ("giảm" if stated.value < 0 else "tăng")
    if stated.against is Against.PLAN and stated.measure is Measure.CHANGE:
        way = "thấp hơn kế hoạch" if stated.value < 0 else "vượt kế hoạch"
    return Found(
        message=(
            f"{quoted(stated)}: báo cáo ghi {way} {number(abs(stated.value))}{unit}, "
            f"nhưng tính từ {from_what} thì {_moved(right, unit, way)}.{likely(stated, right) if right > 0 else ''}"
        ),
        evidence=context.places(growth.figures),
        severity=Severity.WARNING,
        expected=number(right),
        found=number(abs(stated.value)),
        cures={stated.id: growth.computed.rounded},
    )


def _moved(right: Decimal, unit: str, way: str) -> str:
    if right < 0:
        return f"lại {'tăng' if way == 'giảm' else 'giảm'} {number(abs(right))}{unit}"
    return f"là {number(right)}{unit}"
