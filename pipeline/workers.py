"""Who reads the files: processes of our own, each within limits of time and memory.

Enters: calls such as `read(path, data)`, by the interface of `concurrent.futures.Executor`. Leaves: futures. A process
that takes too long, takes too much or dies is ended, its call is answered with a line that says so ("đọc quá 600 giây
nên bị dừng"), and a new process goes on with the next; the other calls don't notice.
"""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import ParamSpec, TypeVar

from pipeline.barrier import Barrier
from pipeline.errors import LimitError
from pipeline.fenced import DOING, Answer
from pipeline.limits import USUAL, Limits
from pipeline.worker import DIED, Worker

P = ParamSpec("P")
T = TypeVar("T")

STEPS = tuple(f"pipeline.{step}" for step in ("run", "read", "structure", "annotate", "extract", "normalise"))
"""What every reading process needs, loaded before its first file's time begins to count."""


@dataclass(slots=True)
class _Job:
    """A call as a pickle, and where its answer is waited for."""

    call: bytes
    future: Future[object]


class LimitedPool(Executor):
    """Does calls in processes of its own, started as they are needed, `workers` of them at the most."""

    def __init__(self, workers: int = 1, limits: Limits = USUAL, preload: tuple[str, ...] = STEPS) -> None:
        """`preload` names the modules that each process loads before the first call's time begins."""
        self.workers = workers
        self.limits = limits
        self.preload = preload
        self.at_once = max(1, (os.cpu_count() or 1) // workers)
        self._waiting: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._workers: list[Worker] = []
        self._idle = threading.Semaphore(0)
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a call done; what it raises or comes to is a `BaocaoError` of the future."""
        future: Future[T] = Future()
        call = pickle.dumps((fn, args, kwargs))
        with self._lock:
            if self._closed:
                raise RuntimeError("the pool is closed")
            self._waiting.put(_Job(call, future))  # type: ignore[arg-type]  # a future of whatever the call returns
            if not self._idle.acquire(blocking=False) and len(self._threads) < self.workers:
                thread = threading.Thread(target=self._serve, name="baocao-doc", daemon=True)
                self._threads.append(thread)
                thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes when what was submitted is done; with `cancel_futures` at once, whatever they do."""
        with self._lock:
            self._closed = True
            if cancel_futures:
                self._cancel()
                for worker in self._workers:
                    worker.stop()
        for _ in self._threads:
            self._waiting.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _cancel(self) -> None:
        while True:
            try:
                job = self._waiting.get_nowait()
            except Empty:
                return
            if job is not None and job.future.cancel():
                job.future.set_running_or_notify_cancel()

    def _next(self) -> _Job | None:
        """Return what is to be done next, `None` for nothing more; says so where nothing waits."""
        try:
            return self._waiting.get_nowait()
        except Empty:
            self._idle.release()
            return self._waiting.get()

    def _serve(self) -> None:
        """Do one call after the other with a process, a new one where the last was ended."""
        worker: Worker | None = None
        while (job := self._next()) is not None:
            if not job.future.set_running_or_notify_cancel():
                continue
            answer: Answer = None, None
            with Barrier(DOING) as barrier:
                worker = worker or self._started()
                answer = _ask(worker, job.call)
                if not worker.is_well():
                    ended = worker
                    worker = None
                    self._end(ended)
            error = barrier.error or answer[1]
            if error is None:
                job.future.set_result(answer[0])
            else:
                job.future.set_exception(error)
        if worker is not None:
            self._end(worker)

    def _started(self) -> Worker:
        worker = Worker.start(self.limits, self.preload, self.at_once)
        with self._lock:
            self._workers.append(worker)
        return worker

    def _end(self, worker: Worker) -> None:
        worker.end()
        with self._lock:
            self._workers.remove(worker)


def _ask(worker: Worker, call: bytes) -> Answer:
    """Return what a process answers, or why it didn't."""
    frame = worker.ask(call)
    if frame is not None:
        answer: Answer = pickle.loads(frame)
        return answer
    return None, LimitError(worker.reason or DIED)


def fenced(function: Callable[P, T], limits: Limits, /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what one call gives, done in a process within limits; raises the `BaocaoError` that it comes to."""
    pool = LimitedPool(1, limits)
    try:
        return pool.submit(function, *args, **kwargs).result()
    finally:
        pool.shutdown(cancel_futures=True)
