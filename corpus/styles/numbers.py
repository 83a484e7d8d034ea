"""Numbers as clerks write them.

Enters: a value in the fact's unit and a `Form`. Leaves: `Written`: the text, and value and unit as the gold reads it.
Example: 63155 triệu đồng is "63.155 triệu đồng", "63,155 tỷ đồng", "63 tỷ 155 triệu đồng" or "63.155.000.000 đồng".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from corpus.world.ledger import tidy

MEASURES = {"ha", "tạ/ha", "tấn", "%", "triệu đồng"}
"""Units of measure; all others are counted nouns, whose small numbers may get a leading zero."""


@dataclass(frozen=True)
class Form:
    """How a style writes one figure; `unit` as written, empty where the text leaves it out."""

    unit: str
    measure: str
    money: str = "triệu"  # triệu, tỷ, đồng, compound
    thousands: str = "."
    leading_zero: bool = True
    glue: bool = False
    decimal: str = ","
    spell: tuple[tuple[str, str], ...] = ()  # tỷ -> tỉ


@dataclass(frozen=True)
class Written:
    """The text, value and unit as it stands there, and the ways of writing that it shows."""

    text: str
    value: Decimal
    unit: str
    phenomena: tuple[str, ...]


def digits(value: Decimal, form: Form) -> str:
    """The number alone.

    >>> digits(Decimal("1048.5"), Form("", "ha")), digits(Decimal(4), Form("", "con"))
    ('1.048,5', '04')
    """
    whole, _, part = f"{value:f}".partition(".")
    if form.leading_zero and not part and len(whole) == 1 and whole != "0" and form.measure not in MEASURES:
        whole = "0" + whole
    grouped = f"{int(whole):,}".replace(",", form.thousands) if len(whole) > 3 else whole
    return grouped + (form.decimal + part if part else "")


def write(value: Decimal, form: Form) -> Written:
    """Write a figure.

    >>> write(Decimal(63155), Form("triệu đồng", "triệu đồng", money="compound")).text
    '63 tỷ 155 triệu đồng'
    >>> write(Decimal(63155), Form("triệu đồng", "triệu đồng", money="tỷ")).text
    '63,155 tỷ đồng'
    """
    unit, shown, tags = form.unit, value, list[str]()
    if form.measure == "triệu đồng" and unit:
        if form.money == "tỷ" and value >= 1000:
            unit, shown = "tỷ đồng", tidy(value / 1000)
            tags += ["three_decimal_ty"] if -int(shown.as_tuple().exponent) == 3 else []
        elif form.money == "đồng":
            unit, shown = "đồng", value * 1_000_000
            tags.append("full_dong")
        elif form.money == "compound" and value >= 1000 and value % 1000:
            text = f"{digits(value // 1000, form)} tỷ {digits(value % 1000, form)} triệu đồng"
            return Written(_spell(text, form), value, "triệu đồng", ("compound",))
        elif form.money == "compound" and value >= 1000:
            unit, shown = "tỷ đồng", value // 1000
    if form.money == "bare tỷ":
        unit, shown = "", tidy(value / 1000)
    text = digits(shown, form)
    if "," in text:
        tags.append("decimal_comma")
    if "." in text:
        tags.append("thousands_dot")
    if "," in text and "." in text:
        tags.append("decimal_and_thousands")
    if not form.thousands and len(text.partition(",")[0]) > 3:
        tags.append("no_separator")
    if text.startswith("0") and len(text) == 2:
        tags.append("leading_zero")
    if unit:
        glued = unit == "%" or form.glue
        text += unit if glued else f" {unit}"
        if glued and unit != "%":
            tags.append("glued_unit")
    read_as = "tỷ đồng" if form.money == "bare tỷ" else unit or form.measure
    return Written(_spell(text, form), shown, _spell(read_as, form), tuple(tags))


def _spell(text: str, form: Form) -> str:
    for old, new in form.spell:
        text = text.replace(old, new)
    return text
