"""The secrecy stamp: a document that bears one isn't read.

Enters: the lines of a first page, each as text. Leaves: nothing, or a `SecretError`. "TỐI MẬT" alone on its line is a
stamp; "bảo mật thông tin" and "BẢO VỆ BÍ MẬT NHÀ NƯỚC" are not.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.errors import SecretError
from pipeline.language.lookalikes import bare_letters

# The three stamps without their spaces; then the same as the old codes TCVN3 and VNI show them
_STAMPS = frozenset(
    ("MẬT", "TỐIMẬT", "TUYỆTMẬT", "MËT", "TèIMËT", "TÈIMËT", "TUYÖTMËT", "MAÄT", "TOÁIMAÄT", "TUYEÄTMAÄT")
)
_AROUND = " \t()[]{}<>|*_#.:;,-–—=~\"'“”‘’\u00a0\ufeff\u200b"
_LONGEST = 40


def is_stamp(line: str) -> bool:
    """Tell whether a line is nothing but a secrecy stamp, in capitals, spaced out or in brackets perhaps.

    >>> [is_stamp(line) for line in ("MẬT", "( T Ố I   M Ậ T )", "Mật", "BÍ MẬT", "MAT")]
    [True, True, False, False, False]
    """
    if len(line) > _LONGEST:
        return False
    return "".join(bare_letters(line).strip(_AROUND).split()) in _STAMPS


def refuse_secret(lines: Iterable[str], name: str) -> None:
    """Raise `SecretError` if one of the lines of a first page is a secrecy stamp."""
    if any(is_stamp(line) for line in lines):
        raise SecretError(
            f"{name}: tệp có đóng dấu độ mật nên không được đọc và không lưu lại gì; "
            "hãy xử lý tài liệu này theo quy định về bảo vệ bí mật nhà nước"
        )
