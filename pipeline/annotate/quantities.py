"""Numbers with their units: the quantity grammar.

Enters: a passage's text and the spans that are no figures. Leaves: `Quantity`s in order. "402/650 lao động" is two
quantities in lao động, "12 lượt/19 người" two of their own, "25 tỷ 941 triệu đồng" one, "6,5 - 7,0%" one with an
upper end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from pipeline.annotate.unit_reader import UnitReader
from pipeline.language.numbers import NUMBER, Reading, Style, readings
from pipeline.language.repair import digits_of, doubtful_numbers
from pipeline.language.text import fold
from pipeline.language.units import Unit, unit_table
from schemas.base import Span
from schemas.mention import Form, Quantity

_NUMBER = re.compile(rf"(?<!\d)(?<!\d[.,]){NUMBER}")
_GLUED = re.compile(r"(?<![^\W\d_])(?:m|km|cm|dm|M|KM)\Z")
_BROKEN = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})*), (\d{1,2})(?= ?(?:%|tỷ|tỉ|triệu|ha|tấn|tạ|km)(?![^\W\d_]))")
_BROKEN_GROUP = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})*\. \d{3}(?![\d.,])")
_RANGE = re.compile(r" ?(?:-|–|÷) ?(?=\d)| (?:đến|tới) (?=\d)")
_SLASH = re.compile(
    r" ?/ ?(?:(?:kế hoạch|KH|chỉ tiêu|dự toán|tổng số|tổng)(?: năm| giao| là| cả năm)? )?(?=\d)", re.IGNORECASE
)
_OUT_OF = re.compile(
    r" (?:(?:trong|trên) (?:tổng số|số)(?: là)?|trên) (?=\d)"
    r"| trong (?=\d+ (?!ngày|tháng|năm|giờ|phút|tuần|quý)[^\W\d_])",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:^|[\s(:,])([+\-–])\s?$")
_IN_WORDS = re.compile(
    r" ?\((?:(?:một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười"
    r"|mươi|mốt|trăm|nghìn|ngàn|linh|lẻ|không|triệu|tỷ|tỉ)(?: |(?=\))))+\)",
    re.IGNORECASE,
)
_DOWN_TO = re.compile(r" (?:xuống|lên|còn)(?: (?:còn|đến|tới|thành))? (?=\d)")


def choose(found: tuple[Reading, ...], unit: Unit | None) -> tuple[Decimal, ...]:
    """Return the values of `found`, ordered by what `unit` allows ("3,412 con" is 3412, "3,412 tỷ" 3.412)."""
    values = [reading.value for reading in found]
    if unit is None or not found:
        return tuple(values)
    if found[0].style is Style.THREE_DECIMALS and unit.grouped:
        values.reverse()
    if found[0].style is Style.DOT_DECIMAL and unit.whole_numbers and len(str(found[0].value).partition(".")[2]) == 3:
        values.insert(0, Decimal(str(found[0].value).replace(".", "")))
    return tuple(values)


class _Numbers:
    """The numbers of a passage that nothing else has claimed."""

    def __init__(self, text: str, blocked: list[Span]) -> None:
        self.spans: list[Span] = []
        self.values: dict[int, str] = {}
        starts = [span[0] for span in blocked]
        broken = {match.start(): match for match in _BROKEN.finditer(text)}
        broken.update({match.start(): match for match in _BROKEN_GROUP.finditer(text)})
        doubtful = doubtful_numbers(text)
        reached = 0
        for match in _NUMBER.finditer(text):
            start, end = match.span()
            if start < reached:
                continue
            index = bisect_right(starts, start) - 1
            if index >= 0 and blocked[index][1] > start:
                continue
            if match[0] in ("2", "3") and _GLUED.search(text, max(0, start - 3), start):
                continue
            written = match[0]
            if start in broken and (start == 0 or not text[start - 1].isdigit()):
                end = broken[start].end()
                written = broken[start][0].replace(" ", "")
            misread = next((span for span in doubtful if span[0] <= start < span[1]), None)
            if misread is not None:
                start, end = misread
                written = digits_of(text[start:end])
            reached = end
            self.spans.append((start, end))
            self.values[start] = written

    def is_value(self, index: int) -> bool:
        """Tell whether there is a number of that index and it can be read, as "1.2.3" can't."""
        return index < len(self.spans) and bool(readings(self.values[self.spans[index][0]]))


def find_quantities(
    text: str, blocked: list[Span], noun: Callable[[int], Span | None]
) -> tuple[list[Quantity], list[Span]]:
    """Return the quantities of `text` in order, and the numbers that can't be read as any value.

    `blocked` are the spans (sorted) whose numbers are no figures; `noun(end)` finds a counted noun that isn't in the
    table.
    """
    numbers = _Numbers(text, blocked)
    if not numbers.spans:
        return [], []
    units = UnitReader(text, noun)
    found: list[Quantity] = []
    unread: list[Span] = []
    index = 0
    while index < len(numbers.spans):
        start, end = numbers.spans[index]
        if not readings(numbers.values[start]):
            unread.append((start, end))
            index += 1
            continue
        index = _read_chain(text, numbers, units, index, found)
    return found, unread


def _read_chain(text: str, numbers: _Numbers, units: UnitReader, index: int, found: list[Quantity]) -> int:
    """Read one quantity and those joined to it by slashes; return the index of the next number."""
    chain: list[Quantity] = []
    while True:
        quantity, index = _read_one(text, numbers, units, index)
        chain.append(quantity)
        slash = _SLASH.match(text, quantity.end)
        if slash is None and not chain[:-1]:
            slash = _OUT_OF.match(text, quantity.end)
            if slash is not None and quantity.unit and not _counts_same(text, numbers, units, index, quantity):
                slash = None
        if slash is None or not numbers.is_value(index) or numbers.spans[index][0] != slash.end():
            break
        if not readings(numbers.values[slash.end()]):
            break
    first = len(found)
    if len(chain) == 1:
        _share_unit_downwards(text, units, found, chain[0])
        found.append(chain[0])
    elif len(chain) == 2 and _same_unit(chain[0], chain[1]):
        top, bottom = chain
        if not top.unit:
            top = replace(top, unit=bottom.unit, noun=bottom.noun, values=_again(text, top, units, bottom))
        found.append(replace(top, form=Form.TOP, partner=first + 1))
        found.append(
            replace(bottom, form=Form.BOTTOM, partner=first, unit=bottom.unit or top.unit, noun=bottom.noun or top.noun)
        )
    else:
        found.extend(replace(item, form=Form.SIDE) for item in chain)
    return index


def _counts_same(text: str, numbers: _Numbers, units: UnitReader, index: int, top: Quantity) -> bool:
    """Whether the next number counts what `top` does: "107 trẻ trên 117 trẻ", not "12 hộ trên 3 thôn"."""
    if index >= len(numbers.spans) or not text.startswith(" trên ", top.end):
        return False
    return _read_one(text, numbers, units, index)[0].unit == top.unit


def _share_unit_downwards(text: str, units: UnitReader, found: list[Quantity], later: Quantity) -> None:
    """Give the number before "xuống", "lên" or "còn" the unit of the one behind it: "giảm từ 150 xuống 90 kg/ha"."""
    if not found or not later.unit or later.noun:
        return
    earlier = found[-1]
    link = _DOWN_TO.match(text, earlier.end)
    if earlier.unit or link is None or link.end() != later.start or not _from_before(text, earlier.start):
        return
    found[-1] = replace(earlier, unit=later.unit, values=_again(text, earlier, units, later))


def _again(text: str, top: Quantity, units: UnitReader, bottom: Quantity) -> tuple[Decimal, ...]:
    unit = unit_table().get(bottom.unit)
    return choose(readings(digits_of(text[slice(*top.digits)])), unit)


def _same_unit(top: Quantity, bottom: Quantity) -> bool:
    if not top.unit or not bottom.unit:
        return not (top.unit and not bottom.unit and top.unit == "%")
    table = unit_table()
    first, second = table.get(top.unit), table.get(bottom.unit)
    if first is None or second is None:
        return fold(top.unit) == fold(bottom.unit)
    return first.base == second.base


def _read_one(text: str, numbers: _Numbers, units: UnitReader, index: int) -> tuple[Quantity, int]:
    start, end = numbers.spans[index]
    index += 1
    found = readings(numbers.values[start])
    upper: Decimal | None = None
    upper_found: tuple[Reading, ...] = ()
    form = Form.PLAIN
    digits = (start, end)
    range_unit = units.at(end)
    link = _RANGE.match(text, range_unit[0][1] if range_unit else end)
    if link and index < len(numbers.spans) and numbers.spans[index][0] == link.end():
        upper_found = readings(numbers.values[link.end()])
        worded = link[0].strip() not in ("-", "–", "÷")
        if upper_found and upper_found[0].value > found[0].value and (not worded or _from_before(text, start)):
            end = numbers.spans[index][1]
            index += 1
            form = Form.RANGE
    spelled = _IN_WORDS.match(text, end)
    unit = units.at(spelled.end() if spelled else end)
    if unit is None and spelled is not None:
        unit = units.at(end)
    stop = end
    written = ""
    noun = False
    unit_start = None
    table_unit: Unit | None = None
    if unit is not None:
        (unit_start, stop), table_unit = unit
        written = table_unit.name
    elif noun_span := units.noun_at(end):
        unit_start, stop = noun_span
        written = text[unit_start:stop]
        noun = True
    values = choose(found, table_unit)
    if form is Form.RANGE:
        upper = choose(upper_found, table_unit)[0]
    if table_unit is not None and table_unit.kind == "money" and form is Form.PLAIN:
        parts = _compound(numbers, units, index, stop, table_unit, values[0])
        if parts is not None:
            values, stop, written, index = parts
            form = Form.COMPOUND
    while index < len(numbers.spans) and numbers.spans[index][0] < stop:
        index += 1
    sign = _SIGN.search(text, max(0, start - 3), start)
    signed = 0
    if sign:
        signed = 1 if sign[1] == "+" else -1
    return (
        Quantity(start, stop, digits, values, written, form, upper, signed, noun=noun, unit_start=unit_start),
        index,
    )


def _from_before(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start].strip().lower().endswith("từ")


def _compound(
    numbers: _Numbers, units: UnitReader, index: int, stop: int, unit: Unit, value: Decimal
) -> tuple[tuple[Decimal, ...], int, str, int] | None:
    """Read "25 tỷ 941 triệu đồng" on from "25 tỷ"; the value is in the last unit."""
    total = value * unit.factor
    last = unit
    changed = False
    while numbers.is_value(index):
        start, end = numbers.spans[index]
        if start - stop > 1 or units.text[stop:start].strip():
            break
        behind = units.at(end)
        if behind is None or behind[1].kind != "money" or behind[1].factor >= last.factor:
            break
        last = behind[1]
        total += readings(numbers.values[start])[0].value * last.factor
        stop = behind[0][1]
        index += 1
        changed = True
    if not changed:
        return None
    return (total / last.factor,), stop, last.name, index
