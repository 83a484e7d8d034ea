"""Short names for looking into Word's XML.

Enters: an element. Leaves: what an attribute says. `on` of `<w:b w:val="0"/>` is false.
"""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_OFF = frozenset(("0", "false", "off", "none"))


@lru_cache(maxsize=256)
def w(name: str) -> str:
    """Return a name of Word's own vocabulary with its namespace."""
    return f"{{{W}}}{name}"


@lru_cache(maxsize=256)
def m(name: str) -> str:
    """Return a name of the vocabulary of formulas with its namespace."""
    return f"{{{M}}}{name}"


def value(parent: etree._Element | None, name: str) -> str | None:
    """Return the `w:val` of a child, or `None` if the child isn't there or says nothing."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(w("val"))


def on(element: etree._Element | None) -> bool:
    """Tell whether a switch such as `w:b` is there and not set to off."""
    return element is not None and element.get(w("val"), "1").lower() not in _OFF


def switch(parent: etree._Element | None, name: str) -> bool | None:
    """Return what a switch among the children says, or `None` if it isn't there."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else on(child)


def integer(text: str | None, otherwise: int) -> int:
    """Return a whole number out of an attribute, or `otherwise` if it isn't one."""
    if text is None:
        return otherwise
    try:
        return int(text)
    except ValueError:
        return otherwise
