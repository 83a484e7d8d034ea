"""Reading on many machines: any executor that calls elsewhere, such as Dask's, still reads within limits.

Enters: a path with the bytes of its file, since the other machine may not see our folders. Leaves: an `Outcome`: the
report, or the error of one line; nothing is raised there, so that nothing of a report gets into another machine's log.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.barrier import Barrier
from pipeline.errors import BaocaoError, UsageError
from pipeline.fenced import DOING
from pipeline.limits import Limits
from pipeline.workers import LimitedPool
from schemas.report import Report

Reader = Callable[[Path, bytes], Report]
"""What makes a report of a path and the bytes of its file."""

_WAIT = "10s"
_THREADS = 256
_LARGE = "500 MB"
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Contents:
    """The bytes of a file, which don't show where a value is written to a log."""

    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report, or what went wrong."""

    report: Report | None = field(default=None, repr=False)
    error: BaocaoError | None = None


@dataclass(frozen=True, slots=True)
class FarReader:
    """Reads a file in a process of the machine that it is sent to, within `limits`."""

    read: Reader
    limits: Limits

    def __call__(self, path: Path, contents: Contents) -> Outcome:
        """Return what became of a file."""
        with Barrier(DOING) as barrier:
            return Outcome(_pool(self.limits).submit(self.read, path, contents.data).result())
        return Outcome(error=barrier.error)


_pools: dict[Limits, LimitedPool] = {}
_lock = threading.Lock()


def _pool(limits: Limits) -> LimitedPool:
    """Return this process's own pool; it starts no more processes than there are calls at a time."""
    with _lock:
        if limits not in _pools:
            pool = LimitedPool(_THREADS, limits)
            _pools[limits] = pool
        return _pools[limits]


@dataclass(frozen=True, slots=True)
class Cluster:
    """What sends calls to the machines of a cluster, and how many it does at a time."""

    executor: Executor
    slots: int
    require: Callable[[], None]
    """Raises `UsageError` where nobody reads any more."""
    close: Callable[[], object]


def dask_cluster(address: str) -> Cluster:
    """Return what sends the reading to the Dask scheduler at `address`; raises `UsageError` where that can't be."""
    try:
        distributed, config = import_module("distributed"), import_module("dask").config
    except ImportError as error:
        raise UsageError("muốn dùng --scheduler thì phải cài thêm gói distributed") from error
    # Files go along with the calls, on purpose: other machines needn't share a folder with this one
    config.set({"distributed.admin.large-graph-warning-threshold": _LARGE})
    try:
        client = distributed.Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"không nối được tới bộ điều phối {address}") from error
    slots = sum(client.nthreads().values())
    if not slots:
        client.close()
        raise UsageError(f"bộ điều phối {address} chưa có máy đọc nào; hãy chạy dask worker {address}")
    executor = client.get_executor(pure=False)  # pure calls would be answered from its cache
    if not isinstance(executor, Executor):
        raise TypeError(type(executor).__name__)
    return Cluster(executor, slots, _Presence(client, address).require, client.close)


class _Presence:
    """Whether a cluster still has machines that read; a new one may take a while to come up."""

    def __init__(self, client: Any, address: str) -> None:  # noqa: ANN401 - distributed is there for some only
        self.client = client
        self.address = address
        self.seen = time.monotonic()

    def require(self) -> None:
        """Raise `UsageError` where no machine has been there for a while."""
        if self.client.status == "running" and self.client.nthreads():
            self.seen = time.monotonic()
        elif time.monotonic() - self.seen > _PATIENCE:
            raise UsageError(
                f"bộ điều phối {self.address} không còn máy đọc nào; báo cáo đã đọc xong đã ở trong kho, "
                "hãy chạy lại để đọc tiếp"
            )
