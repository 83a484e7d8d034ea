"""Does work on a file that nobody vouches for in a process of its own, with little memory and little time.

Enters: a function of this program and its arguments, such as (`works.read`, "/dev/shm/x/du-thao.docx"). Leaves: the
bytes that it gave, or an `InputError` in one Vietnamese line. Whatever the file does to the process that reads it, the
pages go on; nothing that the process says of its errors is kept, since it may quote the file.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import BoundedSemaphore

from pipeline import errors
from pipeline.errors import BaocaoError, InputError

Work = Callable[..., bytes]

_PRELOAD = [f"pipeline.{step}" for step in ("run", "read", "structure", "annotate", "extract", "normalise")] + [
    "pipeline.check.engine",
    "pipeline.web.works",
]
_WAIT = 300.0
_MODEST = 10
_AT_ONCE = BoundedSemaphore(max(2, os.cpu_count() or 1))
_TOLD = {"InputError", "SecretError", "UsageError", "ArchiveError", "CatalogueError"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may use: seconds of wall time, bytes of address space, bytes of answer."""

    seconds: float = 180.0
    memory: int = 4 << 30
    answer: int = 256 << 20


def prepare() -> None:
    """Start the process from which the working ones are forked, with what reads loaded; later calls cost nothing."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)


def apart(work: Work, *arguments: object, limits: Limits | None = None) -> bytes:
    """Return what `work(*arguments)` gives in a process of its own.

    Raises what the program raises on purpose there, and `InputError` where the limits were passed or it died.
    """
    allowed = limits or Limits()
    if not _AT_ONCE.acquire(timeout=_WAIT):
        raise InputError("máy chủ đang bận đọc nhiều tệp khác; hãy thử lại sau ít phút")
    try:
        return _answer(work, arguments, allowed)
    finally:
        _AT_ONCE.release()


def _answer(work: Work, arguments: tuple[object, ...], limits: Limits) -> bytes:
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(theirs, limits, work, arguments), daemon=True)
    with ours:
        process.start()
        theirs.close()
        try:
            if not ours.poll(limits.seconds):
                raise InputError(
                    f"đọc tệp quá {limits.seconds:.0f} giây nên đã dừng; hãy tách tệp thành nhiều phần nhỏ"
                )
            kind = ours.recv_bytes(64).decode()
            body = ours.recv_bytes(limits.answer)
        except EOFError:
            raise InputError(
                "tiến trình đọc tệp này bị dừng giữa chừng (tệp hỏng hoặc cần quá nhiều bộ nhớ); "
                "hãy mở tệp bằng chương trình đã tạo ra nó, lưu lại rồi thử lại"
            ) from None
        except OSError:
            raise InputError("tệp cho kết quả quá lớn; hãy tách tệp thành nhiều phần nhỏ") from None
        finally:
            process.kill()
            process.join()
            process.close()
    if kind == "ok":
        return body
    raise _error(kind, body.decode())


def _error(kind: str, text: str) -> BaocaoError:
    """Return the error that the process told of."""
    if kind in _TOLD:
        made = getattr(errors, kind)(text)
        assert isinstance(made, BaocaoError)  # the names in _TOLD are its children
        return made
    if kind == "MemoryError":
        return InputError("đọc tệp này cần quá nhiều bộ nhớ; hãy tách tệp thành nhiều phần nhỏ")
    return InputError(f"lỗi của chương trình khi đọc tệp này ({kind[:40]}); hãy báo cho người bảo trì")


def _child(answer: Connection, limits: Limits, work: Work, arguments: tuple[object, ...]) -> None:
    """Do the work and send what it gave; its standard streams lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    _limit(limits)
    if sys.platform != "win32":
        os.nice(_MODEST)  # whoever looks at a page goes first
    try:
        made = work(*arguments)
    except BaocaoError as error:
        _send(answer, type(error).__name__, str(error).encode())
    except Exception as error:
        _send(answer, type(error).__name__, b"")
        raise
    else:
        _send(answer, "ok", made)


def _send(answer: Connection, kind: str, body: bytes) -> None:
    answer.send_bytes(kind.encode()[:64])
    answer.send_bytes(body)


def _limit(limits: Limits) -> None:
    """Have the system hold this process to its limits, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, int(limits.seconds) + 1),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (wanted, wanted))
