"""Reading on a real cluster: several worker processes of Dask on this machine, one of which is killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, Future
from pathlib import Path
from typing import Any

import click.testing
import psutil
import pytest

from pipeline.cli import cli
from pipeline.cluster import Cluster, Contents, FarReader, dask_cluster
from pipeline.errors import InputError, LimitError, UsageError
from pipeline.ingest import ingest
from pipeline.limits import Limits
from pipeline.readers import Readers
from pipeline.store.archive import Archive, open_archive
from pipeline.store.soundness import examine
from tests.store.readers import read

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "corpus" / "reports"


class DaskMachines:
    """A scheduler and worker processes of their own, on the loopback only."""

    def __init__(self, folder: Path, count: int) -> None:
        self.address_file = folder / "scheduler.json"
        environment = os.environ | {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False"}
        quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment, "cwd": folder}
        dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
        file = ["--scheduler-file", str(self.address_file)]
        begin = [*dask, "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--dashboard-address", ":0", *file]
        self.scheduler = subprocess.Popen(begin, **quiet)
        while not self.address_file.exists():
            time.sleep(0.05)
        work = [sys.executable, "-m", "distributed.cli.dask_worker", *file, "--nthreads", "1", "--no-dashboard"]
        work += ["--host", "127.0.0.1", "--local-directory", str(folder), "--death-timeout", "30"]
        self.workers = [subprocess.Popen(work, **quiet) for _ in range(count)]

    @property
    def address(self) -> str:
        import json

        return str(json.loads(self.address_file.read_text())["address"])

    def kill(self, index: int) -> None:
        """Kill a worker and what it started, so that nothing of it goes on."""
        found = psutil.Process(self.workers[index].pid)
        for process in (found, *found.children(recursive=True)):
            process.send_signal(signal.SIGKILL)

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.terminate()
        for process in (*self.workers, self.scheduler):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[DaskMachines]:
    (tmp_path / "dask").mkdir()
    made = DaskMachines(tmp_path / "dask", 3)
    yield made
    made.close()


def joined(machines: DaskMachines) -> Cluster:
    for _ in range(200):
        try:
            cluster = dask_cluster(machines.address)
        except UsageError:
            time.sleep(0.1)
            continue
        if cluster.slots == 3:
            return cluster
        cluster.close()
        time.sleep(0.1)
    raise AssertionError("the workers didn't come")


def contents(archive: Archive) -> list[tuple[object, ...]]:
    return [
        tuple(row)
        for table in ("reports", "figures", "sections", "citations", "tasks")
        for row in archive.rows(f"SELECT * FROM {table} ORDER BY id")
    ]


def without_times(rows: list[tuple[object, ...]]) -> list[list[object]]:
    return [[value for value in row if not (isinstance(value, str) and value[10:11] == "T")] for row in rows]


@pytest.mark.slow
def test_a_cluster_that_loses_a_machine_leaves_the_same_archive(machines: DaskMachines, tmp_path: Path) -> None:
    folder = tmp_path / "vào"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(f"UBND xã {number};2026-04;21", encoding="utf-8")
    (folder / "30a.txt").write_text("hỏng", encoding="utf-8")
    (folder / "30b.txt").write_text("mật", encoding="utf-8")
    (folder / "30c.txt").write_text("chết", encoding="utf-8")
    seen: list[int] = []

    def kill_one(done: int, total: int) -> None:
        seen.append(done)
        if done == 20:
            machines.kill(0)

    cluster = joined(machines)
    with open_archive(tmp_path / "far.db", create=True) as far, open_archive(tmp_path / "near.db", create=True) as near:
        try:
            result = ingest([folder], far, executor=cluster, read=read, progress=kill_one)
        finally:
            cluster.close()
        assert machines.workers[0].poll() == -signal.SIGKILL
        assert (result.new, len(result.rejected)) == (60, 3)
        assert seen == list(range(1, 64))
        again = ingest([folder], near, jobs=2, read=read)
        assert again == result
        assert without_times(contents(far)) == without_times(contents(near))
        assert [item for item in examine(far) if item.faults and item.grave] == []
    logged = "".join(path.read_text(errors="replace") for path in tmp_path.glob("dask/**/*") if path.is_file())
    assert "UBND xã" not in logged


@pytest.mark.slow
def test_real_reports_by_the_command(machines: DaskMachines, tmp_path: Path) -> None:
    joined(machines).close()
    db = str(tmp_path / "kho.db")
    command = ["ingest", str(REPORTS), "--db", db, "--scheduler", machines.address]
    done = click.testing.CliRunner().invoke(cli, command)
    assert (done.exit_code, done.output) == (
        0,
        "12 báo cáo mới; 0 bản khác của báo cáo đã có; 0 tệp đã có trong kho.\n",
    )
    machines.scheduler.kill()
    done = click.testing.CliRunner().invoke(cli, command)
    assert done.exit_code == 2
    assert "không nối được tới bộ điều phối" in done.output


def test_far_reading_answers_and_never_raises(tmp_path: Path) -> None:
    far = FarReader(read, Limits(seconds=60))
    good = far(Path("a.txt"), Contents(b"UBND x;2026-04;21"))
    assert good.report is not None
    bad = far(Path("b.txt"), Contents("hỏng".encode()))
    assert isinstance(bad.error, InputError)
    dead = far(Path("c.txt"), Contents("chết".encode()))
    assert isinstance(dead.error, LimitError)
    assert "UBND" not in repr((Contents(b"UBND"), good))


class Failing(Executor):
    """An executor whose calls come to nothing in one way."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if self.error is None:
            future.cancel()
            future.set_running_or_notify_cancel()
        else:
            future.set_exception(self.error)
        return future


def test_a_lost_cluster_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("UBND x;2026-04;21", encoding="utf-8")
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        with pytest.raises(UsageError, match="mất liên lạc với bộ điều phối"):
            ingest([tmp_path / "a.txt"], archive, executor=Failing(None))
        killed = type("KilledWorker", (Exception,), {})("a.txt")
        [aside] = ingest([tmp_path / "a.txt"], archive, executor=Failing(killed)).rejected
        assert "bị dừng giữa chừng" in aside.reason
        [aside] = ingest([tmp_path / "a.txt"], archive, executor=Failing(KeyError("chữ trong báo cáo"))).rejected
        assert "(KeyError)" in aside.reason
        assert "chữ trong" not in aside.reason


def test_a_cluster_without_machines_is_not_waited_for_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> None:
        raise UsageError("không còn máy đọc nào")

    monkeypatch.setattr("pipeline.readers._LOOK", 0.05)
    readers = Readers(read, Limits(), None, Cluster(Failing(CancelledError()), 1, nobody, lambda: None))
    with pytest.raises(UsageError, match="không còn máy đọc"):
        readers.outcome(Future())


def test_without_dask_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="cài thêm gói distributed"):
        dask_cluster("tcp://127.0.0.1:9")
