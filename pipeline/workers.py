"""Who reads the files: processes of our own, or an executor that was handed in, such as a cluster's.

Enters: paths. Leaves: futures of `Report`s. A process that dies on a file takes nothing else with it: the file is tried
once more by itself, and the others go on with a new pool.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from importlib import import_module
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

from pipeline.errors import UsageError
from schemas.report import Report

Reader = Callable[[Path], Report]

_STEPS = [f"pipeline.{step}" for step in ("run", "read", "structure", "annotate", "extract", "normalise")]
"""What every reading process needs; imported once and handed on to all."""


def own_pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool of reading processes that start clean, with the reading steps loaded once where that can be."""
    way = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(way)
    if way == "forkserver":
        context.set_forkserver_preload(_STEPS)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Have this process end when the one that started it is killed, instead of waiting for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_wait_and_end, args=(parent.sentinel,), daemon=True).start()


def _wait_and_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


class Readers:
    """Reads files ahead with an executor: its own pool, made anew when a process dies, or one that was handed in."""

    def __init__(self, read: Reader, jobs: int, executor: Executor | None) -> None:
        self.read = read
        self.jobs = jobs
        self.own = executor is None
        self.executor = executor

    def submit(self, path: Path) -> Future[Report]:
        """Have `path` read; the answer comes later."""
        if self.executor is None:
            self.executor = own_pool(self.jobs)
        try:
            return self.executor.submit(self.read, path)
        except BrokenExecutor as error:
            failed: Future[Report] = Future()
            failed.set_exception(error)
            return failed

    def outcome(self, path: Path, future: Future[Report]) -> Report | BaseException:
        """Return what reading gave; a file whose process died is tried once more by itself, to find the culprit."""
        error = future.exception()
        if error is None:
            return future.result()
        if isinstance(error, BrokenExecutor) and self.own:
            self.close()
            with own_pool(1) as alone:
                again = alone.submit(self.read, path)
                return again.exception() or again.result()
        return error

    def close(self) -> None:
        """End our own processes."""
        if self.own and self.executor is not None:
            self.executor.shutdown(cancel_futures=True)
            self.executor = None


def usual_reader() -> Reader:
    """Return the whole way from file to report; imported late, since it loads all that reads."""
    from pipeline.run import read_report

    return read_report


def dask_executor(address: str) -> Executor:
    """Return what sends the reading to the Dask scheduler at `address`; raises `UsageError` where that can't be."""
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise UsageError("muốn dùng --scheduler thì phải cài thêm gói distributed") from error
    try:
        client = distributed.Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise UsageError(f"không nối được tới bộ điều phối {address}") from error
    executor = client.get_executor(pure=False)  # pure calls would be answered from its cache
    if not isinstance(executor, Executor):
        raise TypeError(type(executor).__name__)
    return executor
