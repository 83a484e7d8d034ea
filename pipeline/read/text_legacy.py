"""Text files in the old codes: eight-bit bytes, or their letters saved as if they were Unicode.

Enters: the bytes of a file that isn't UTF-8, or text in which words are mojibake. Leaves: Unicode, and a remark that
says which code it was. The bytes of "Tæng ®µn lîn" are "Tổng đàn lợn" in TCVN3; those of Windows-1258 are told the
same way.
"""

from __future__ import annotations

import unicodedata

from pipeline.language.capitals import restore_lines
from pipeline.language.legacy import Code
from pipeline.language.recode import Recoder, weigh
from pipeline.language.syllables import share_of_syllables

# Bytes that Windows-1252 has where Latin-1 has control characters
_WINDOWS = {code: letter for code in range(0x80, 0xA0) if (letter := bytes((code,)).decode("cp1252", errors="ignore"))}
_CP1258 = "Windows-1258"
# So many words have to be syllables before bytes are taken for Vietnamese
_SURE = 0.85
_FEW = 3


def text_of_bytes(data: bytes) -> tuple[str, str | None] | None:
    """Return the text of bytes that aren't UTF-8 and what is to be said of it; `None` if no code makes Vietnamese of
    it.

    >>> text_of_bytes("T\\xe6ng \\xae\\xb5n l\\xeen 1.238 con".encode("latin-1"))
    ('Tổng đàn lợn 1.238 con', 'văn bản dùng bảng mã cũ TCVN3 (ABC); đã chuyển sang Unicode')
    """
    text = data.decode("latin-1").translate(_WINDOWS)
    if weigh(text).verdict() is not None:
        return recoded(text)
    try:
        windows = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    right, words = share_of_syllables(windows)
    if words < _FEW or right < _SURE * words:
        return None
    return windows, f"văn bản dùng bảng mã cũ {_CP1258}; đã chuyển sang Unicode"


def recoded(text: str) -> tuple[str, str | None]:
    """Return a text, line by line in Unicode, and what is to be said of it: nothing if it was sound."""
    recoder = Recoder()
    lines = text.split("\n")
    for line in lines:
        recoder.learn(line)
    done = [recoder.recode(line) for line in lines]
    remark = recoder.remark()
    if remark is None:
        return text, None
    if recoder.used[Code.TCVN3]:
        restored = restore_lines(done)
        done = [new if line != old else line for old, line, new in zip(lines, done, restored, strict=True)]
    return "\n".join(done), remark
