"""Memory doesn't grow with the number of files: only so many are under way, however many there are."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from pipeline import ingest as ingesting
from pipeline.cluster import Cluster, Contents, Outcome
from pipeline.ingest import ingest
from pipeline.store.archive import open_archive
from tests.store.readers import read


class Counting(Executor):
    """Does calls at once, and counts those whose answers haven't been taken yet, and the bytes they hold."""

    def __init__(self) -> None:
        self.held: dict[Future[Any], int] = {}
        self.most = self.most_bytes = 0
        self.lock = threading.Lock()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        counter = self

        class Watched(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:
                counter.held.pop(self, None)
                return super().result(timeout)

        future = Watched()
        path, contents = args
        assert isinstance(contents, Contents)
        self.held[future] = len(contents.data)
        self.most = max(self.most, len(self.held))
        self.most_bytes = max(self.most_bytes, sum(self.held.values()))
        future.set_result(Outcome(read(path, contents.data.rstrip())))
        return future


def _folder(tmp_path: Path, count: int, size: int = 0) -> Path:
    folder = tmp_path / "vào"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.txt").write_bytes(f"UBND xã {number};2026-04;21".encode().ljust(size))
    return folder


def test_no_more_files_are_under_way_than_may_be(tmp_path: Path) -> None:
    executor = Counting()
    cluster = Cluster(executor, 3, lambda: None, lambda: None)
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        result = ingest([_folder(tmp_path, 60)], archive, executor=cluster)
    assert result.new == 60
    assert 3 < executor.most <= 3 * ingesting.IN_FLIGHT
    assert executor.held == {}


def test_large_files_are_held_fewer_at_a_time(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(ingesting, "BYTES_IN_FLIGHT", 5000)
    executor = Counting()
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        result = ingest(
            [_folder(tmp_path, 30, 2000)], archive, executor=Cluster(executor, 8, lambda: None, lambda: None)
        )
    assert result.new == 30
    assert executor.most_bytes <= 5000 + 2000
