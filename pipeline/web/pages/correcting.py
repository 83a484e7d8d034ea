"""What a form says of a figure: which of its fields differ from what holds now.

Enters: the fields of the form. Leaves: a `Change`; "1.238" is read the Vietnamese way.
"""

from __future__ import annotations

from decimal import Decimal

from pipeline.language.numbers import readings
from pipeline.present.words import number
from pipeline.query.opened import OpenFigure
from pipeline.store.corrections import Change
from pipeline.web.forms import Form
from pipeline.web.visit import RefusedError

_LONGEST = 200


def change_of(form: Form, figure: OpenFigure) -> Change:
    """Return what the form changes of `figure`; raises `RefusedError` for a value that is no number."""
    value = form.get("value")
    label, unit, code = (form.get(name)[:_LONGEST] for name in ("label", "unit", "indicator"))
    right = None if value in ("", number(figure.value)) else value_of(value)
    dropped = form.get("not_a_figure") == "1"
    return Change(
        value=None if right == figure.value else right,
        unit=None if "unit" not in form.fields or unit == figure.unit else unit,
        label=None if label in ("", figure.label) else label,
        indicator=None if "indicator" not in form.fields or code == (figure.indicator or "") else code,
        not_a_figure=None if dropped == figure.dropped else dropped,
    )


def value_of(written: str) -> Decimal:
    """Return a value written the Vietnamese way; raises `RefusedError` for what is no number.

    >>> value_of("1.238"), value_of("-19,22")
    (Decimal('1238'), Decimal('-19.22'))
    """
    digits = written.strip()
    found = readings(digits.removeprefix("-").removeprefix("+"))
    if not found:
        raise RefusedError(400, "giá trị phải là số viết kiểu Việt Nam, ví dụ 1.238 hoặc 19,22; hãy sửa ô Giá trị")
    return -found[0].value if digits.startswith("-") else found[0].value
