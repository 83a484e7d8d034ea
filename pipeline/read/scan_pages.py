"""The pictures of a document read page by page: what was read before is taken from the cache, the rest in parallel.

Enters: pages as pictures, in order. Leaves: a `ScanPage` each, `None` where the picture is broken. The first page is
read alone and held against the secrecy stamps before anything is kept or another page is looked at.

Threads do, since the engine and OpenCV let go of the interpreter while they work; in a process that is itself one of
several that read files, pages are read one after the other.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from pipeline.read.scan_cache import Cache
from pipeline.read.scan_picture import BadPictureError, Picture
from pipeline.read.scan_read import read_picture
from pipeline.read.scan_words import ScanPage

_AHEAD = 2
_AT_ONCE = "BAOCAO_PAGES_AT_ONCE"

Numbered = tuple[int, Picture | None]
"""A page's number, from 1, and its picture, `None` if it can't be had."""

Guard = Callable[[Picture, ScanPage], None]
"""Raises `SecretError` if a first page is stamped."""


def workers() -> int:
    """Return how many pages are read at a time: as many as the process was told that it may, else one a core."""
    told = os.environ.get(_AT_ONCE, "")
    if told.isdecimal():
        return max(1, int(told))
    if multiprocessing.parent_process() is not None or threading.current_thread() is not threading.main_thread():
        return 1
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def read_pictures(pictures: Iterable[Numbered], guard: Guard | None) -> Iterator[tuple[int, ScanPage | None]]:
    """Yield what stands on each page, in order; the first that can be read has to pass `guard` before any is kept."""
    cache = Cache.usual()
    rest = iter(pictures)
    if guard is not None:
        for number, picture in rest:
            page = _read(picture, cache)
            if page is not None and picture is not None:
                guard(picture, page)
                cache.put(picture, page)
            yield number, page
            if page is not None:
                break
    yield from _in_parallel(rest, cache)


def _in_parallel(pictures: Iterator[Numbered], cache: Cache) -> Iterator[tuple[int, ScanPage | None]]:
    """Read pages a few ahead of those that are asked for, and keep each as soon as it is read."""
    many = workers()
    if many == 1:
        for number, picture in pictures:
            yield number, _read_and_keep(picture, cache)
        return
    with ThreadPoolExecutor(many, thread_name_prefix="ocr") as pool:
        waiting: deque[tuple[int, Future[ScanPage | None]]] = deque()
        try:
            for number, picture in pictures:
                waiting.append((number, pool.submit(_read_and_keep, picture, cache)))
                if len(waiting) > many + _AHEAD:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _read_and_keep(picture: Picture | None, cache: Cache) -> ScanPage | None:
    if picture is None:
        return None
    known = cache.get(picture)
    if known is not None:
        return known
    page = _read(picture, None)
    if page is not None:
        cache.put(picture, page)
    return page


def _read(picture: Picture | None, cache: Cache | None) -> ScanPage | None:
    """Return what stands on a page, from the cache if it is there."""
    if picture is None:
        return None
    known = cache.get(picture) if cache is not None else None
    if known is not None:
        return known
    try:
        return read_picture(picture)
    except BadPictureError:
        return None
