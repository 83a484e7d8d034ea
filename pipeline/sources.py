"""Where reports come from: files and folders of this machine, and of any other that fsspec reaches.

Enters: what was typed, "bao-cao/2026/" or "sftp://may-chu/bao-cao/" or "s3://kho/2026/". Leaves: `Source`s one by one,
in the order of their names, each once, and the bytes of each when asked. A folder that loops back on itself through a
link is searched once; what is no plain file is told and left alone.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs

from pipeline.barrier import Barrier
from pipeline.errors import InputError, InternalError, UsageError
from pipeline.read.opening import read_bytes, refuse_large

KNOWN = frozenset((".pdf", ".docx", ".doc", ".rtf", ".odt", ".txt", ".md", ".png", ".jpg", ".jpeg", ".tif", ".tiff"))
"""The endings of the files that a folder is searched for; a file that is named by itself may have any."""

_TEMPORARY = ("~$", ".~", "~WRL")
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_PACKAGES = {
    "s3": "s3fs", "s3a": "s3fs", "sftp": "paramiko", "ssh": "paramiko", "gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs",
    "az": "adlfs", "smb": "smbprotocol", "http": "aiohttp requests", "https": "aiohttp requests",
    "webdav": "webdav4", "hdfs": "pyarrow",
}  # fmt: skip
"""Which packages a protocol needs, where fsspec doesn't bring it along."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file: `name` is how it is recorded; `system` is where it lies, `None` for this machine; or what is wrong."""

    name: str
    path: Path
    system: AbstractFileSystem | None = None
    problem: str | None = None

    def fetch(self, largest: int) -> bytes:
        """Return what is in the file; raises `InputError` where that can't be had or it is larger than `largest`."""
        if self.problem is not None:
            raise InputError(f"{self.path.name}: {self.problem}")
        if self.system is None:
            return read_bytes(self.path, largest)
        told = self.name.rsplit("/", 1)[-1]
        with Barrier("lấy tệp này") as barrier:
            with self.system.open(self.name, "rb") as file:
                data: bytes = file.read(largest + 1)
            refuse_large(told, len(data), largest)
            if not data:
                raise InputError(f"{told}: tệp rỗng (0 byte); hãy lấy lại bản đầy đủ")
            return data
        if isinstance(barrier.error, InternalError):  # how another machine fails is no fault of ours
            raise InputError(f"{told}: không lấy được tệp từ máy khác; kiểm tra đường truyền và quyền đọc")
        assert barrier.error is not None
        raise barrier.error


def is_url(text: str | Path) -> bool:
    """Tell whether a place is named by a protocol.

    >>> is_url("s3://kho/2026"), is_url("bao-cao/2026"), is_url("C:/bao-cao")
    (True, False, False)
    """
    return isinstance(text, str) and _URL.match(text) is not None


def recorded(path: Path) -> str:
    """Return a path as text that can be written anywhere: bytes that are no letters become escapes.

    >>> recorded(Path(os.fsdecode(b"b\\xe1o c\\xe1o.txt")))
    'b\\\\xe1o c\\\\xe1o.txt'
    """
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def find_sources(places: Iterable[Path | str]) -> Iterator[Source]:
    """Yield the files that `places` name, folders searched to the bottom, each once, in the order of their names.

    Raises `UsageError` for a place that doesn't exist or that can't be reached.
    """
    places = list(places)
    urls = [str(place) for place in places if is_url(place)]
    roots = sorted({Path(place) for place in places if not is_url(place)})
    require_places(places)
    for root in roots:
        if not any(other != root and _finds(other, root) for other in roots):
            yield from _walk(root) if root.is_dir() else (_local(root),)
    for url in sorted(set(urls)):
        yield from _remote(url)


def _local(path: Path) -> Source:
    return Source(recorded(path), path)


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of the file as hexadecimal digits; raises `OSError`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_report(name: str) -> bool:
    """Tell whether a file in a folder is one that is read: by its ending, hidden and passing ones left out."""
    return not name.startswith((".", *_TEMPORARY)) and Path(name).suffix.lower() in KNOWN


def _finds(root: Path, path: Path) -> bool:
    """Tell whether searching `root` comes across `path`."""
    if not path.is_relative_to(root) or not root.is_dir():
        return False
    between = [
        root.joinpath(*path.relative_to(root).parts[:count]) for count in range(1, len(path.relative_to(root).parts))
    ]
    last = path.is_dir() or is_report(path.name)
    hidden = any(each.name.startswith(".") or each.is_symlink() for each in between)
    return last and not hidden and not (path.is_dir() and (path.is_symlink() or path.name.startswith(".")))


def _walk(root: Path) -> Iterator[Source]:
    """Yield the files below a folder; links to folders aren't followed, a folder that can't be opened is told."""
    open_folders = [iter((root,))]
    while open_folders:
        entry = next(open_folders[-1], None)
        if entry is None:
            open_folders.pop()
        elif entry != root and not entry.is_dir():
            yield _local(entry)
        else:
            try:
                with os.scandir(entry) as found:
                    inner = sorted(Path(each.path) for each in found if _is_wanted(each))
            except OSError as error:
                problem = f"không mở được thư mục: {error.strerror or type(error).__name__}"
                yield Source(recorded(entry), entry, problem=problem)
                continue
            open_folders.append(iter(inner))


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    if entry.is_dir(follow_symlinks=False):
        return not entry.name.startswith(".")
    return is_report(entry.name) and not (entry.is_symlink() and Path(entry.path).is_dir())


def _remote(url: str) -> Iterator[Source]:
    """Yield the files at a place of another machine."""
    protocol = url.partition("://")[0].lower()
    try:
        system, root = url_to_fs(url)
    except ImportError:
        packages = _PACKAGES.get(protocol, "của fsspec cho giao thức này")
        raise UsageError(f"muốn đọc {protocol}:// thì phải cài thêm gói {packages}") from None
    except ValueError:
        raise UsageError(f"{url}: không có giao thức {protocol}://; hãy dùng đường dẫn, s3://, sftp://, ...") from None
    except OSError as error:
        raise UsageError(f"{url}: không nối được tới máy đó: {error.strerror or type(error).__name__}") from None
    found: list[str] = []
    with Barrier("tìm tệp") as barrier:
        if not system.exists(root):
            raise UsageError(f"{url}: không có tệp hay thư mục này")
        found = [root] if system.isfile(root) else sorted(system.find(root))
    if barrier.error is not None:
        if isinstance(barrier.error, InternalError):
            raise UsageError(f"{url}: không xem được thư mục này; kiểm tra đường truyền và quyền đọc")
        raise barrier.error
    for name in found:
        inside = name.removeprefix(root).strip("/").split("/")
        if name == root or (is_report(inside[-1]) and not any(part.startswith(".") for part in inside)):
            full = system.unstrip_protocol(name)
            yield Source(full, Path(full), system)


def require_places(places: Iterable[Path | str]) -> None:
    """Raise `UsageError` for the first place that doesn't exist; those of other machines aren't asked here."""
    for place in places:
        if not is_url(place) and not os.path.lexists(place):
            raise UsageError(f"{place}: không có tệp hay thư mục này")
