"""A process that does one call after the other for `pipeline.workers`, within limits of its own.

Enters: calls on standard input, each as its length in eight bytes and a pickle. Leaves: an answer to each on standard
output in the same way: what the call returned, or the error of one line that it came to: (None, InputError("a.pdf:
tệp rỗng")). What libraries print goes nowhere. The process ends with the one that started it.
"""

from __future__ import annotations

import gc
import os
import pickle
import shutil
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from queue import SimpleQueue
from typing import IO

import psutil

from pipeline.barrier import Barrier
from pipeline.errors import BaocaoError

FOLDER = "BAOCAO_READER"
"""The variable that names the folder for this process's passing files; whoever started it clears it away."""

DOING = "đọc tệp này"

Call = tuple[Callable[..., object], tuple[object, ...], dict[str, object]]
"""A function that can be pickled by its name, and what it is called with."""

Answer = tuple[object, BaocaoError | None]
"""What a call returned, or what went wrong."""

_LENGTH = 8
# How many new objects there are before they are searched for garbage, and how seldom the older ones are
_GARBAGE = (20_000, 20, 20)


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Write bytes so that `read_frame` finds their end; raises `OSError` where the other side is gone."""
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Return the next bytes that were written, `None` where the other side is gone."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    data = stream.read(length)
    return data if len(data) == length else None


def answer_to(frame: bytes) -> bytes:
    """Do a call that came as a pickle and return its answer as one."""
    with Barrier(DOING) as barrier:
        function, args, kwargs = pickle.loads(frame)
        return pickle.dumps((function(*args, **kwargs), None))
    return pickle.dumps((None, barrier.error))


def main(memory: int, file_size: int, preload: list[str]) -> None:
    """Answer calls until there are no more; `memory` and `file_size` are what it may take and write, in bytes."""
    calls, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nothing, stream)
    for name in preload:
        import_module(name)
    _bound(memory, file_size)
    waiting: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(calls, waiting), daemon=True).start()
    write_frame(answers, b"")
    write_frame(answers, answer_to(waiting.get()))
    _settle_in()
    while True:
        write_frame(answers, answer_to(waiting.get()))


def _settle_in() -> None:
    """Have what the first call loaded, tables and models, no longer searched for garbage: a sixth of a file's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GARBAGE)


def _listen(calls: IO[bytes], waiting: SimpleQueue[bytes]) -> None:
    """Pass on what is to be done; where nobody is there any more to ask, end at once, whatever is going on."""
    while (frame := read_frame(calls)) is not None:
        waiting.put(frame)
    for child in psutil.Process().children(recursive=True):
        child.kill()
    folder = os.environ.get(FOLDER)
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _bound(memory: int, file_size: int) -> None:
    """Have the system refuse what is far beyond the limits; the finer watch is kept from outside."""
    if sys.platform == "win32":
        return
    import resource

    room = psutil.Process().memory_info().vms + 2 * memory
    for kind, most in ((resource.RLIMIT_AS, room), (resource.RLIMIT_FSIZE, 2 * file_size), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, hard))
