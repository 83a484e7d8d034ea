"""Files written at once and whole: a run that is killed leaves the old file or the new one.

Enters: a path and bytes. Leaves: the file, or a `UsageError` that says why it can't be written.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pipeline.errors import UsageError


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`; raises `UsageError`."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    except OSError as error:
        raise UsageError(f"{path}: không ghi được ({error.strerror}); hãy kiểm tra thư mục đích") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise UsageError(f"{path}: không ghi được ({error.strerror}); hãy kiểm tra thư mục đích") from error
