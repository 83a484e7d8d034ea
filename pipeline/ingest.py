"""Takes files and folders into the archive: many readers, one writer, one transaction a file.

Enters: places such as "bao-cao/2026/" or "s3://kho/2026/". Leaves: the archive with the reports that weren't in it, and
an `IngestResult` that counts them and names every file that had to be set aside. What it leaves doesn't depend on how
many read at once, nor where: files are taken and saved in the order of their names. Only a few files are under way at
a time, so that memory doesn't grow with their number.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path

from pipeline.barrier import Barrier
from pipeline.cluster import Cluster, Reader
from pipeline.errors import BaocaoError, InternalError, SecretError
from pipeline.limits import USUAL, Limits
from pipeline.readers import Readers
from pipeline.sources import Source, find_sources, is_url
from pipeline.store.archive import Archive
from pipeline.store.rejected import Rejected, set_aside, take_back
from pipeline.store.replace import replace_report
from pipeline.store.save import SaveStatus, find_sha256, save_report
from schemas.report import Report

IN_FLIGHT = 4
"""So many files a reader are under way at the most, read and not yet saved ones included."""

BYTES_IN_FLIGHT = 256_000_000
"""And so many bytes of files, though one file always may be."""

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
    """A file that is under way, and how it is known; or why it isn't read."""

    source: Source
    size: int = 0
    sha256: str | None = None
    error: BaocaoError | None = None
    future: Future[Report] | None = None


def ingest(
    places: Iterable[Path | str],
    archive: Archive,
    *,
    jobs: int | None = None,
    executor: Executor | Cluster | None = None,
    progress: Progress | None = None,
    read: Reader | None = None,
    again: bool = False,
    limits: Limits = USUAL,
    on_fault: Callable[[InternalError], None] | None = None,
) -> IngestResult:
    """Read the files that aren't in the archive yet with `jobs` processes, or with `executor`, and save them.

    `again` reads those that are in it anew too, and puts what is read now in the place of what was read before.
    `on_fault` is told of faults of the program itself.

    Raises `UsageError` for a place that doesn't exist or a cluster that is lost, and `ArchiveError` where the archive
    can't be written; what a file has wrong is no error here but an entry of `rejected`.
    """
    places = list(places)
    total = sum(1 for _ in find_sources(places))
    counts = dict.fromkeys(SaveStatus, 0)
    rejected: list[Rejected] = []
    waiting: deque[_Job] = deque()
    readers = Readers(read, limits, jobs, executor)
    done = 0

    def settle() -> None:
        nonlocal done
        job = waiting.popleft()
        error = _settle(archive, readers, job, counts, again=again)
        if error is not None:
            if on_fault is not None and isinstance(error, InternalError):
                on_fault(error)
            sha256 = None if isinstance(error, SecretError) else job.sha256
            aside = Rejected(job.source.name, reason_of(error, job.source.path), sha256)
            set_aside(archive, aside)
            rejected.append(aside)
        done += 1
        if progress is not None:
            progress(done, total)

    try:
        for source in find_sources(places):
            while waiting and _is_full(waiting, readers):
                settle()
            waiting.append(_begin(source, archive, readers, limits, again=again))
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


def _is_full(waiting: Iterable[_Job], readers: Readers) -> bool:
    """Tell whether as much is under way as may be."""
    under_way = [job.size for job in waiting]
    return len(under_way) >= readers.slots * IN_FLIGHT or sum(under_way) >= BYTES_IN_FLIGHT


def _begin(source: Source, archive: Archive, readers: Readers, limits: Limits, *, again: bool) -> _Job:
    """Fetch a file, and have it read unless that isn't asked for."""
    with Barrier("lấy tệp này") as barrier:
        data = source.fetch(limits.file_size)
        sha256 = hashlib.sha256(data).hexdigest()
        if find_sha256(archive, sha256) is not None and not again:
            return _Job(source, sha256=sha256)
        return _Job(source, len(data), sha256, future=readers.submit(source.path, data))
    return _Job(source, error=barrier.error)


def _settle(
    archive: Archive, readers: Readers, job: _Job, counts: dict[SaveStatus, int], *, again: bool
) -> BaocaoError | None:
    """Save what reading `job` gave; return why it has to be set aside, if it has."""
    if job.error is not None:
        return job.error
    if job.future is None:
        take_back(archive, job.source.name)
        counts[SaveStatus.UNCHANGED] += 1
        return None
    outcome = readers.outcome(job.future)
    if isinstance(outcome, BaocaoError):
        return outcome
    if outcome.source.path != job.source.name:
        outcome = outcome.model_copy(update={"source": outcome.source.model_copy(update={"path": job.source.name})})
    counts[_save(archive, outcome, again=again)] += 1
    return None


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


def archived_files(archive: Archive) -> list[Path | str]:
    """Return the files that the archive was read from and that are still there, those of other machines unasked."""
    rows = archive.rows("SELECT path FROM reports ORDER BY path")
    return [row["path"] for row in rows if is_url(row["path"]) or Path(row["path"]).is_file()]


def reason_of(error: BaocaoError, path: Path) -> str:
    """Return in Vietnamese why a file was set aside, without its name."""
    return " ".join(str(error).removeprefix(f"{path}: ").removeprefix(f"{path.name}: ").split())
