"""Packed documents (.docx, .odt) that unpack to far more than a report holds.

Enters: an opened file. Leaves: nothing, or an `InputError`: "bom.docx: tệp giải nén ra quá lớn". What a zip file
says of its members' sizes can be relied on, since unpacking stops there.
"""

from __future__ import annotations

import io
import zipfile

from pipeline.errors import InputError
from pipeline.read.content import Opened

_LARGEST = 300_000_000
_MOST_MEMBERS = 10_000


def refuse_bomb(opened: Opened) -> None:
    """Raise `InputError` for a file that unpacks to too much; one that is broken is left to its reader."""
    try:
        with zipfile.ZipFile(io.BytesIO(opened.data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _LARGEST:
        raise InputError(f"{opened.name}: tệp giải nén ra quá lớn; hãy bỏ bớt ảnh rồi lưu lại")
