"""Files being taken in, one job an upload: what was read, what is left, what had to be set aside and why.

Enters: files that were sent. Leaves: a `Job` that goes on whether somebody watches or not; a page asks how far it is.
Each file is read in a process of its own; only one is written into the archive at a time.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from pipeline.errors import BaocaoError
from pipeline.web.forms import SentFile
from pipeline.web.intake import Outcome, take_in
from pipeline.web.site import Site

_KEPT = 200
_READERS = 2


class Stage(StrEnum):
    """How far a file is."""

    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    ASIDE = "aside"


@dataclass(slots=True)
class Item:
    """A file of a job: how far it is, what is said of it, and its report's id once it is in the archive."""

    name: str
    stage: Stage = Stage.WAITING
    said: str = ""
    report: int | None = None


@dataclass(slots=True)
class Job:
    """An upload: who sent it, when, and its files."""

    id: str
    who: str
    started: float
    items: list[Item] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many files are through."""
        return sum(item.stage in (Stage.DONE, Stage.ASIDE) for item in self.items)

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do."""
        return self.done == len(self.items)


class Jobs:
    """All jobs since the program started, the newest last."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._lock = Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._pool = ThreadPoolExecutor(_READERS, thread_name_prefix="doc-tep")

    def start(self, files: Sequence[SentFile], who: str) -> Job:
        """Have `files` taken in, and return the job at once."""
        job = Job(secrets.token_urlsafe(12), who, time.time(), [Item(file.name) for file in files])
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)
        for item, file in zip(job.items, files, strict=True):
            self._pool.submit(self._run, job, item, file)
        return job

    def _run(self, job: Job, item: Item, file: SentFile) -> None:
        item.stage = Stage.READING
        outcome = Outcome("lỗi của chương trình; hãy thử lại, rồi báo cho người bảo trì")
        try:
            outcome = take_in(self._site, file)
        except BaocaoError as error:
            outcome = Outcome(str(error))
        finally:
            item.said, item.report = outcome.said, outcome.report
            item.stage = Stage.ASIDE if outcome.report is None else Stage.DONE
            thing = "tệp không đọc được" if outcome.report is None else f"báo cáo {outcome.report}"
            self._site.book.note(job.who, "nhận tệp", thing)

    def get(self, job: str) -> Job | None:
        """Return a job by its id."""
        return self._jobs.get(job)

    def running(self) -> list[Job]:
        """Return the jobs that aren't finished, and those that ended a short while ago, the newest first."""
        with self._lock:
            jobs = list(reversed(self._jobs.values()))
        return [job for job in jobs if not job.finished]

    def close(self) -> None:
        """Start nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)
