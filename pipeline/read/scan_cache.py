"""What was read once isn't read again: recognised pages are kept in the user's cache folder.

Enters: a `Picture` with what was read of it. Leaves: the same, next time. The folder is that of the system, or what
BAOCAO_CACHE names; BAOCAO_CACHE=off keeps nothing. A page is known by its bytes, not by its file's name.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.read.scan_ocr import version
from pipeline.read.scan_picture import Picture
from pipeline.read.scan_read import SETTINGS
from pipeline.read.scan_words import ScanPage, dumped, loaded

VARIABLE = "BAOCAO_CACHE"
OFF = "off"


def cache_folder() -> Path | None:
    """Return where recognised pages are kept, `None` if nothing is to be kept."""
    named = os.environ.get(VARIABLE, "").strip()
    if named.lower() == OFF:
        return None
    if named:
        return Path(named, "ocr")
    from platformdirs import user_cache_path

    return user_cache_path("baocao") / "ocr"


@dataclass(frozen=True, slots=True)
class Cache:
    """Recognised pages as files, each written at once and whole, so that a killed run leaves no half of one."""

    folder: Path | None
    reader: str

    @classmethod
    def usual(cls) -> Cache:
        """Return the cache that the environment says."""
        return cls(cache_folder(), f"{SETTINGS} {version()}")

    def get(self, picture: Picture) -> ScanPage | None:
        """Return what was read of a picture, `None` if it wasn't read yet or what was kept is damaged."""
        path = self._path(picture)
        if path is None:
            return None
        try:
            return loaded(zlib.decompress(path.read_bytes()))
        except (OSError, ValueError, TypeError, zlib.error):
            return None

    def put(self, picture: Picture, page: ScanPage) -> None:
        """Keep what was read of a picture, for this user alone; where that can't be, go on without."""
        path = self._path(picture)
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".neu-")
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(zlib.compress(dumped(page), 1))
            os.replace(name, path)
        except OSError:
            Path(name).unlink(missing_ok=True)

    def _path(self, picture: Picture) -> Path | None:
        if self.folder is None:
            return None
        key = hashlib.sha256(f"{self.reader} {picture.digest()}".encode()).hexdigest()
        return self.folder / key[:2] / f"{key[2:]}.json.z"
