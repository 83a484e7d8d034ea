"""Has files read ahead: by processes of our own, or by an executor that was handed in, such as a cluster's.

Enters: paths with the bytes of their files. Leaves: futures, and of each what became of its file: a `Report`, or the
error of one line, "tiến trình đọc tệp này bị dừng giữa chừng".
"""

from __future__ import annotations

import os
from concurrent.futures import CancelledError, Executor, Future
from pathlib import Path
from typing import Any

from pipeline.barrier import as_told
from pipeline.cluster import Cluster, Contents, FarReader, Outcome, Reader
from pipeline.errors import BaocaoError, LimitError, UsageError
from pipeline.fenced import DOING
from pipeline.limits import Limits
from pipeline.worker import DIED
from pipeline.workers import STEPS, LimitedPool
from schemas.report import Report

_LOOK = 5.0


class Readers:
    """Reads files ahead; `slots` is how many it reads at a time."""

    def __init__(
        self, read: Reader | None, limits: Limits, jobs: int | None, executor: Executor | Cluster | None
    ) -> None:
        preload = STEPS if read is None else ()
        read = self.read = read or usual_reader()
        self.far = FarReader(read, limits)
        self.cluster = executor if isinstance(executor, Cluster) else None
        self.slots = jobs or (self.cluster.slots if self.cluster is not None else os.cpu_count() or 1)
        self.own = LimitedPool(self.slots, limits, preload) if executor is None else None
        self.executor = executor.executor if isinstance(executor, Cluster) else executor

    def submit(self, path: Path, data: bytes) -> Future[Any]:
        """Have a file read; the answer comes later."""
        if self.own is not None:
            return self.own.submit(self.read, path, data)
        assert self.executor is not None
        return self.executor.submit(self.far, path, Contents(data))

    def outcome(self, future: Future[Any]) -> Report | BaocaoError:
        """Return what became of a file; raises `UsageError` where the cluster that reads is lost."""
        while True:
            try:
                error = future.exception(timeout=_LOOK)
                break
            except TimeoutError:
                if self.cluster is not None:
                    self.cluster.require()
            except CancelledError:
                raise UsageError(
                    "mất liên lạc với bộ điều phối; báo cáo đã đọc xong đã ở trong kho, hãy chạy lại để đọc tiếp"
                ) from None
        if error is None:
            result = future.result()
            found = result if not isinstance(result, Outcome) else result.report or result.error
            return found if isinstance(found, Report | BaocaoError) else LimitError(DIED)
        if isinstance(error, BaocaoError):
            return error
        if not isinstance(error, Exception):
            raise error
        if type(error).__name__ in ("KilledWorker", "BrokenProcessPool"):
            return LimitError(DIED)
        return as_told(error, DOING)

    def close(self) -> None:
        """End our own processes."""
        if self.own is not None:
            self.own.shutdown(cancel_futures=True)


def usual_reader() -> Reader:
    """Return the whole way from file to report; imported late, since it loads all that reads."""
    from pipeline.run import read_report

    return read_report
