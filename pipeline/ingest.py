"""Takes files and folders into the archive: many readers, one writer, one transaction a file.

Enters: paths such as "bao-cao/2026/". Leaves: the archive with the reports that weren't in it, and an `IngestResult`
that counts them and names every file that had to be set aside. What it leaves doesn't depend on how many read at once:
files are taken and saved in the order of their names.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import BaocaoError, SecretError, UsageError
from pipeline.store.archive import Archive
from pipeline.store.rejected import Rejected, set_aside, take_back
from pipeline.store.replace import replace_report
from pipeline.store.save import SaveStatus, find_sha256, save_report
from pipeline.workers import Reader, Readers, usual_reader
from schemas.report import Report

KNOWN = frozenset((".pdf", ".docx", ".doc", ".rtf", ".odt", ".txt", ".md", ".png", ".jpg", ".jpeg", ".tif", ".tiff"))
"""The endings of the files that a folder is searched for; a file that is named by itself may have any."""

_TEMPORARY = ("~$", ".~", "~WRL")
_IN_FLIGHT = 4

Progress = Callable[[int, int], None]
"""Called with the files done and the files in all."""


@dataclass(frozen=True, slots=True)
class IngestResult:
    """How many files were new, unchanged or another version of a known report, read anew, and those set aside."""

    new: int
    unchanged: int
    superseding: int
    rejected: tuple[Rejected, ...]
    renewed: int = 0


@dataclass(frozen=True, slots=True)
class _Job:
    """A file to be read, or the reason why it isn't."""

    path: Path
    sha256: str | None
    reason: str | None = None


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files that `paths` name, folders searched to the bottom, each once, sorted."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update(Path(folder, name) for name in names if _is_report(name))
        else:
            found.add(path)
    return sorted(found)


def require_paths(paths: Iterable[Path]) -> None:
    """Raise `UsageError` for the first of `paths` that doesn't exist."""
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: không có tệp hay thư mục này")


def _is_report(name: str) -> bool:
    return not name.startswith((".", *_TEMPORARY)) and Path(name).suffix.lower() in KNOWN


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of the file as hexadecimal digits; raises `OSError`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def ingest(
    paths: Iterable[Path],
    archive: Archive,
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    read: Reader | None = None,
    again: bool = False,
) -> IngestResult:
    """Read the files that aren't in the archive yet with `jobs` processes, or with `executor`, and save them.

    `again` reads those that are in it anew too, and puts what is read now in the place of what was read before.

    Raises `UsageError` for a path that doesn't exist and `ArchiveError` where the archive can't be written; what a file
    has wrong is no error here but an entry of `rejected`.
    """
    paths = list(paths)
    require_paths(paths)
    files = find_files(paths)
    workers = jobs or os.cpu_count() or 1
    counts = dict.fromkeys(SaveStatus, 0)
    rejected: list[Rejected] = []
    waiting: deque[tuple[_Job, Future[Report] | None]] = deque()
    readers = Readers(read or usual_reader(), workers, executor)
    done = 0

    def settle() -> None:
        nonlocal done
        job, future = waiting.popleft()
        aside = _settle(archive, readers, job, future, counts, again=again)
        if aside is not None:
            set_aside(archive, aside)
            rejected.append(aside)
        done += 1
        if progress is not None:
            progress(done, len(files))

    try:
        for job in _jobs(files):
            known = job.sha256 is not None and find_sha256(archive, job.sha256) is not None
            skipped = job.sha256 is None or (known and not again)
            waiting.append((job, None if skipped else readers.submit(job.path)))
            if len(waiting) > workers * _IN_FLIGHT:
                settle()
        while waiting:
            settle()
    finally:
        readers.close()
    return IngestResult(
        new=counts[SaveStatus.NEW],
        unchanged=counts[SaveStatus.UNCHANGED],
        superseding=counts[SaveStatus.SUPERSEDING],
        rejected=tuple(rejected),
        renewed=counts[SaveStatus.RENEWED],
    )


def _jobs(files: Iterable[Path]) -> Iterator[_Job]:
    """Yield the files with their hashes."""
    for path in files:
        try:
            yield _Job(path, file_sha256(path))
        except OSError as error:
            yield _Job(path, None, f"không đọc được tệp: {error.strerror or type(error).__name__}")


def _settle(
    archive: Archive, readers: Readers, job: _Job, future: Future[Report] | None, counts: dict[SaveStatus, int],
    *, again: bool,
) -> Rejected | None:  # fmt: skip
    """Save what reading `job` gave; return why it had to be set aside, if it had."""
    if job.reason is not None:
        return Rejected(str(job.path), job.reason)
    if future is None:
        take_back(archive, str(job.path))
        counts[SaveStatus.UNCHANGED] += 1
        return None
    outcome = readers.outcome(job.path, future)
    if isinstance(outcome, Report):
        counts[_save(archive, outcome, again=again)] += 1
        return None
    if not isinstance(outcome, Exception):
        raise outcome
    return Rejected(
        str(job.path), reason_of(outcome, job.path), None if isinstance(outcome, SecretError) else job.sha256
    )


def _save(archive: Archive, report: Report, *, again: bool) -> SaveStatus:
    """Save a report, or with `again` put it in the place of what was read of the same file before.

    What the archive's earlier months say of a scan's misread numbers is kept beside them; they stay as read.
    """
    if report.source.ocr_pages:
        from pipeline.suggest import suggest

        report = suggest(report, archive=archive)
    if not again or find_sha256(archive, report.source.sha256) is None:
        return save_report(archive, report).status
    return SaveStatus.RENEWED if replace_report(archive, report) else SaveStatus.UNCHANGED


def archived_files(archive: Archive) -> list[Path]:
    """Return the files that the archive was read from and that are still there."""
    rows = archive.rows("SELECT path FROM reports ORDER BY path")
    return [path for row in rows if (path := Path(row["path"])).is_file()]


def reason_of(error: Exception, path: Path) -> str:
    """Return in Vietnamese why a file was set aside; never an unexpected error's own words: they may quote it."""
    if isinstance(error, BaocaoError):
        return str(error).removeprefix(f"{path}: ").removeprefix(f"{path.name}: ")
    if isinstance(error, BrokenExecutor):
        return "tiến trình đọc tệp này bị dừng giữa chừng (có thể do thiếu bộ nhớ hoặc tệp hỏng)"
    if isinstance(error, OSError):
        return f"không đọc được tệp: {error.strerror or type(error).__name__}"
    return f"lỗi của chương trình khi đọc tệp này ({type(error).__name__}); hãy báo cho người bảo trì"
