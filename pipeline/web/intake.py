"""Takes one file that was sent into the archive.

Enters: a `SentFile`. Leaves: an `Outcome`: the id of its report, or why it was set aside. The file is kept beside the
archive once it is known to be no secret one; until then it is in the machine's memory only.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ArchiveError, BaocaoError, SecretError
from pipeline.ingest import reason_of
from pipeline.store.rejected import Rejected, set_aside, take_back
from pipeline.store.save import SaveStatus, find_sha256, save_report
from pipeline.web.apart import apart
from pipeline.web.forms import SentFile, in_memory_file, unfit
from pipeline.web.site import Site
from pipeline.web.works import read
from schemas.report import Report

_SAID = {
    SaveStatus.NEW: "đã vào kho",
    SaveStatus.UNCHANGED: "đã có trong kho từ trước",
    SaveStatus.SUPERSEDING: "đã vào kho, là một bản khác của báo cáo đã có",
    SaveStatus.RENEWED: "đã đọc lại",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said of a file, and its report's id where it is in the archive."""

    said: str
    report: int | None = None


def take_in(site: Site, file: SentFile) -> Outcome:
    """Read a file and save its report; raises `ArchiveError` where the archive can't be written."""
    sha256 = hashlib.sha256(file.data).hexdigest()
    with site.archive() as archive:
        known = find_sha256(archive, sha256)
    if known is not None:
        return Outcome(_SAID[SaveStatus.UNCHANGED], known)
    reason = unfit(file)
    if reason is not None:
        return _aside(site, Rejected(file.name, reason, sha256))
    with in_memory_file(file) as path:
        try:
            report = Report.model_validate_json(apart(read, str(path), limits=site.limits))
        except ArchiveError:
            raise
        except BaocaoError as error:
            kept = None if isinstance(error, SecretError) else sha256
            return _aside(site, Rejected(file.name, reason_of(error, path), kept))
    path = _keep(site, file, sha256)
    named = report.model_copy(update={"source": report.source.model_copy(update={"path": str(path)})})
    with site.archive() as archive:
        saved = save_report(archive, named)
        take_back(archive, file.name)
    return Outcome(_SAID[saved.status], saved.id)


def _aside(site: Site, rejected: Rejected) -> Outcome:
    with site.archive() as archive:
        set_aside(archive, rejected)
    return Outcome(rejected.reason)


def _keep(site: Site, file: SentFile, sha256: str) -> Path:
    """Write the file beside the archive, in a folder that is named by its content; raises `ArchiveError`."""
    folder = site.files / sha256[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / file.name
        path.write_bytes(file.data)
    except OSError as error:
        raise ArchiveError(
            f"không ghi được tệp vào thư mục của kho: {error.strerror or type(error).__name__}"
        ) from error
    return path
