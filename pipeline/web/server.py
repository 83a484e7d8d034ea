"""Runs the pages on an address of this machine.

Enters: a `Site`, a host and a port. Leaves: nothing; it serves until it is stopped. Nothing of a request is logged: an
address may hold words that somebody searched for.
"""

from __future__ import annotations

import socket
import sys
from contextlib import suppress

from pipeline.errors import UsageError
from pipeline.web.site import Site

_BACKLOG = 128
_SWITCH = 0.0005
"""Seconds that a page may go on working while another waits: a short one isn't held up by a long one."""


def listen(host: str, port: int) -> tuple[list[socket.socket], str]:
    """Return sockets that listen, and the address to type into a browser; raises `UsageError`."""
    made: socket.socket | None = None
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(where)
        made.listen(_BACKLOG)
    except OSError as error:
        if made is not None:
            made.close()
        raise UsageError(
            f"không nghe được ở {host}:{port} ({error.strerror or type(error).__name__}); "
            "có thể chương trình đang chạy rồi, hãy thử cổng khác với --port"
        ) from error
    shown = f"[{host}]" if ":" in host else host
    return [made], f"http://{shown}:{made.getsockname()[1]}/"


def serve(site: Site, sockets: list[socket.socket]) -> None:
    """Serve until stopped."""
    import uvicorn

    from pipeline.web.app import create_app

    sys.setswitchinterval(_SWITCH)
    config = uvicorn.Config(
        create_app(site), log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        timeout_keep_alive=30, timeout_graceful_shutdown=5, limit_concurrency=400, h11_max_incomplete_event_size=32768,
        log_config=_QUIET,
    )  # fmt: skip
    with suppress(KeyboardInterrupt):  # which uvicorn passes on once it has ended in good order
        uvicorn.Server(config).run(sockets=sockets)


_QUIET = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"none": {"class": "logging.NullHandler"}},
    "loggers": {
        "uvicorn": {"handlers": ["none"], "level": "CRITICAL", "propagate": False},
        "uvicorn.error": {"handlers": ["none"], "level": "CRITICAL", "propagate": False},
        "uvicorn.access": {"handlers": ["none"], "level": "CRITICAL", "propagate": False},
    },
}
