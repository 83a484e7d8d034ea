"""Files that vanish or change while they are read.

Enters: a path to a text such as "biến mất;UBND xã Tân Liêm;2026-04;21". Leaves: what reading it gives, after the file
was taken away or written anew under the reader's hands.
"""

from __future__ import annotations

from pathlib import Path

from schemas.report import Report
from tests.store.readers import read as read_steady


def read(path: Path) -> Report:
    what, _, rest = path.read_text(encoding="utf-8").partition(";")
    if what == "biến mất":
        path.unlink()
    elif what == "đổi":
        path.write_text(rest, encoding="utf-8")
    return read_steady(path)
