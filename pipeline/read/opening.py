"""The bytes of a file: only of one that is a file, no larger than it may be, and not changed while it is read.

Enters: a path. Leaves: its bytes, or an `InputError`: "ong.pdf: đây là thiết bị hoặc ống dẫn, không phải tệp". A pipe
in the folder never makes the reading wait for somebody to write into it.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from pipeline.errors import InputError

LARGEST = 500_000_000
_AT_ONCE = 1 << 20
_TRIES = 3
_MEGABYTE = 1_000_000


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Return what is in the file at `path`, at most `largest` bytes; raises `InputError` where that can't be had."""
    name = path.name or str(path)
    try:
        data = _whole(path, name, largest)
    except FileNotFoundError:
        raise InputError(f"{name}: không tìm thấy tệp; kiểm tra lại đường dẫn {path}") from None
    except IsADirectoryError:
        raise InputError(f"{name}: đây là thư mục, không phải tệp; hãy chỉ rõ một tệp báo cáo") from None
    except PermissionError:
        raise InputError(f"{name}: không có quyền đọc tệp; hãy xin quyền đọc hoặc chép tệp ra chỗ khác") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{name}: không mở được tệp ({reason}); kiểm tra lại đường dẫn và ổ đĩa") from None
    if not data:
        raise InputError(f"{name}: tệp rỗng (0 byte); hãy lấy lại bản đầy đủ")
    return data


def refuse_large(name: str, size: int, largest: int) -> None:
    """Raise `InputError` for a file that is larger than it may be."""
    if size > largest:
        raise InputError(
            f"{name}: tệp lớn hơn {largest / _MEGABYTE:g} MB; hãy bỏ bớt ảnh, quét lại ở 200-300 dpi "
            "hoặc nâng giới hạn tep_mb trong baocao.toml"
        )


def _whole(path: Path, name: str, largest: int) -> bytes:
    """Return a file's bytes as they stood at one moment; one that is being written is tried again."""
    for _ in range(_TRIES):
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb", closefd=True) as file:
            before = os.fstat(handle)
            if stat.S_ISDIR(before.st_mode):
                raise IsADirectoryError
            if not stat.S_ISREG(before.st_mode):
                raise InputError(f"{name}: đây là thiết bị hoặc ống dẫn, không phải tệp; hãy chỉ rõ một tệp báo cáo")
            refuse_large(name, before.st_size, largest)
            data = bytearray()
            while part := file.read(_AT_ONCE):
                data += part
                refuse_large(name, len(data), largest)
            after = os.fstat(handle)
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size) == (after.st_mtime_ns, len(data)):
            return bytes(data)
    raise InputError(f"{name}: tệp đang được ghi; hãy đợi ghi xong rồi đọc lại")
