"""One process that reads, seen from the one that started it: asked, watched and, where it must be, ended.

Enters: a call as a pickle. Leaves: its answer, or the reason why there is none: "cần quá 2000 MB bộ nhớ để đọc nên bị
dừng". Its passing files stand in a folder that goes with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from pipeline.errors import InternalError
from pipeline.fenced import FOLDER, read_frame, write_frame
from pipeline.limits import Limits, shown

PAGES_AT_ONCE = "BAOCAO_PAGES_AT_ONCE"
"""The variable that tells a process how many scanned pages it may read at a time, so that all share the machine."""

_START = (
    "import sys; sys.path[:] = sys.argv[4:]; from pipeline.fenced import main; "
    "main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split())"
)
DIED = "tiến trình đọc tệp này bị dừng giữa chừng (có thể do thiếu bộ nhớ hoặc tệp hỏng)"

_IN_MEMORY = Path("/dev/shm")
_WATCH, _WATCH_ALL = 0.05, 1.0
_START_SECONDS = 300


@dataclass(slots=True)
class Worker:
    """A process that answers calls one by one; `reason` says why it was ended, if it was."""

    limits: Limits
    popen: subprocess.Popen[bytes]
    folder: str
    known: psutil.Process
    reason: str | None = None

    @classmethod
    def start(cls, limits: Limits, preload: tuple[str, ...], at_once: int) -> Worker:
        """Start a process and wait until it is ready; raises `InternalError` if it doesn't come up."""
        memory = str(_IN_MEMORY) if _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK) else None
        folder = tempfile.mkdtemp(prefix="baocao-", dir=memory)
        own = dict.fromkeys((FOLDER, "TMPDIR", "TEMP", "TMP"), folder) | {PAGES_AT_ONCE: str(at_once)}
        popen = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, str(limits.memory), str(limits.file_size), " ".join(preload)]
            + [path for path in sys.path if path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("BAOCAO_DEBUG") else subprocess.DEVNULL,
            env=os.environ | own,
            start_new_session=True,
        )
        process = cls(limits, popen, folder, psutil.Process(popen.pid))
        with process.watched(_START_SECONDS):
            ready = process.next_frame()
        if ready is None:
            process.end()
            raise InternalError("không khởi động được tiến trình đọc; hãy cài lại chương trình hoặc báo người bảo trì")
        return process

    def watched(self, seconds: float) -> Watch:
        """Return what ends this process where it takes more than `seconds` or its memory, while inside."""
        return Watch(self, seconds)

    def ask(self, call: bytes) -> bytes | None:
        """Have a call done; return its answer, or `None` if the process died or was ended."""
        with self.watched(self.limits.seconds):
            answer = None
            with suppress(OSError):
                assert self.popen.stdin is not None
                write_frame(self.popen.stdin, call)
                answer = self.next_frame()
        if answer is None and self.reason is None:
            self.reason = DIED
        return answer

    def next_frame(self) -> bytes | None:
        """Return the next thing that the process has to say."""
        assert self.popen.stdout is not None
        return read_frame(self.popen.stdout)

    def is_well(self) -> bool:
        """Tell whether the process may go on with another call; one that kept half of its memory may not."""
        try:
            return self.reason is None and 2 * self.known.memory_info().rss < self.limits.memory
        except psutil.Error:
            return False

    def overdraft(self, everything: bool) -> str | None:
        """Return that the process takes too much memory, if it does, its children too where `everything` is asked."""
        try:
            taken = self.known.memory_info().rss
            if everything:
                taken += sum(child.memory_info().rss for child in self.known.children(recursive=True))
        except psutil.Error:
            return None
        if taken <= self.limits.memory:
            return None
        return (
            f"cần quá {shown(self.limits.megabytes)} MB bộ nhớ để đọc nên bị dừng; "
            "nếu tệp lành thì tăng giới hạn bằng --memory"
        )

    def stop(self) -> None:
        """End the process and what it started, whatever it does; `end` has to follow."""
        kill_family(self.known)

    def end(self) -> None:
        """End the process and what it started, and clear its passing files away."""
        self.stop()
        self.popen.kill()
        self.popen.wait()
        for stream in (self.popen.stdin, self.popen.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Watch:
    """Looks at a process now and again while it works, from a thread of its own."""

    def __init__(self, process: Worker, seconds: float) -> None:
        self.process = process
        self.seconds = seconds
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()

    def _look(self) -> None:
        start = looked = time.monotonic()
        while not self.done.wait(_WATCH):
            now = time.monotonic()
            everything = now - looked >= _WATCH_ALL
            looked = now if everything else looked
            reason = self.process.overdraft(everything)
            if now - start > self.seconds:
                reason = (
                    f"đọc quá {shown(self.seconds)} giây nên bị dừng; nếu tệp lành thì tăng giới hạn bằng --timeout"
                )
            if reason is not None:
                self.process.reason = reason
                kill_family(self.process.known)
                return


def kill_family(process: psutil.Process) -> None:
    """End a process and all that it started; those that are gone already don't matter."""
    try:
        family = [*process.children(recursive=True), process]
    except psutil.Error:
        return
    for member in family:
        with suppress(psutil.Error):
            member.kill()
