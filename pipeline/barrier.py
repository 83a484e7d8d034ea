"""Between a fault of the program and its user: whatever a step raises becomes an error of one line.

Enters: a call, in a `with` block. Leaves: `error`, `None` if all went well. A `ZeroDivisionError` that a strange report
brings about becomes "lỗi của chương trình khi đọc tệp này (ZeroDivisionError); hãy báo cho người bảo trì". An
unexpected error's own words are never shown: they may quote the report.
"""

from __future__ import annotations

import traceback
from types import TracebackType
from typing import Self

from pipeline.errors import BaocaoError, InternalError, LimitError

TOO_DEEP = "nội dung lồng nhau quá sâu, không đọc được; hãy mở tệp rồi lưu lại, hoặc xuất ra PDF"


class Barrier:
    """Holds what was raised inside as an error that can be told; what ends the program itself goes through."""

    def __init__(self, doing: str, *, through: tuple[type[Exception], ...] = ()) -> None:
        """`doing` says in Vietnamese what is being done: "đọc tệp này"; `through` aren't held."""
        self.doing = doing
        self.through = through
        self.error: BaocaoError | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception) or isinstance(error, self.through):
            return False
        self.error = as_told(error, self.doing)
        return True


def as_told(error: Exception, doing: str) -> BaocaoError:
    """Return an error that can be told in one line for any that was raised while `doing` something.

    >>> str(as_told(KeyError("chữ trong báo cáo"), "đọc tệp này"))
    'lỗi của chương trình khi đọc tệp này (KeyError); hãy báo cho người bảo trì'
    """
    if isinstance(error, BaocaoError):
        return error
    if isinstance(error, MemoryError):
        return LimitError(f"cần nhiều bộ nhớ hơn giới hạn khi {doing}; nếu tệp lành thì tăng bằng --memory")
    if isinstance(error, RecursionError):
        return LimitError(TOO_DEEP)
    told = InternalError(f"lỗi của chương trình khi {doing} ({type(error).__name__}); hãy báo cho người bảo trì")
    told.trace = "".join(traceback.format_exception(error))
    return told
