"""Calls done in processes of their own: what takes too long, takes too much or dies harms nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import CancelledError, wait
from pathlib import Path

import psutil
import pytest

from pipeline.errors import BaocaoError, InputError, InternalError, LimitError
from pipeline.limits import Limits
from pipeline.run import read_report
from pipeline.workers import LimitedPool, fenced

TIGHT = Limits(seconds=1.5, megabytes=400)


@pytest.fixture
def pool() -> LimitedPool:
    pool = LimitedPool(2, TIGHT, ())
    yield pool
    pool.shutdown(cancel_futures=True)


def test_the_rest_goes_on_whatever_becomes_of_one(pool: LimitedPool) -> None:
    sums = [pool.submit(sum, (number, 1)) for number in range(20)]
    slow, large, dead, wrong = (
        pool.submit(time.sleep, 60),
        pool.submit(bytearray, 500_000_000),
        pool.submit(os._exit, 3),
        pool.submit(int, "chữ trong báo cáo"),
    )
    sums += [pool.submit(sum, (number, 1)) for number in range(20, 40)]
    start = time.monotonic()
    assert [future.result() for future in sums] == [number + 1 for number in range(40)]
    assert time.monotonic() - start < 20
    with pytest.raises(LimitError, match="quá 1,5 giây"):
        slow.result()
    with pytest.raises(LimitError, match="bộ nhớ"):
        large.result()
    with pytest.raises(LimitError, match="bị dừng giữa chừng"):
        dead.result()
    with pytest.raises(InternalError, match=r"\(ValueError\)") as told:
        wrong.result()
    assert "chữ trong báo cáo" not in str(told.value)
    assert "Traceback" in told.value.trace


GROWS = """
import time
held = []
while True:
    held.append(bytearray(20_000_000))
    time.sleep(0.1)
"""


def is_gone(number: int) -> bool:
    """Whether a process has ended, though perhaps nobody has asked how."""
    try:
        return psutil.Process(number).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_memory_is_watched_where_the_system_does_not_refuse_it() -> None:
    with pytest.raises(LimitError, match="cần quá 400 MB bộ nhớ"):
        fenced(exec, Limits(seconds=60, megabytes=400), GROWS)


def test_closing_ends_what_runs_and_what_waits(pool: LimitedPool) -> None:
    pool = LimitedPool(1, Limits(), ())
    assert pool.submit(os.getpid).result() != os.getpid()
    running, waiting = pool.submit(time.sleep, 60), pool.submit(time.sleep, 60)
    while not running.running():
        time.sleep(0.01)
    start = time.monotonic()
    pool.shutdown(cancel_futures=True)
    assert time.monotonic() - start < 5
    assert isinstance(running.exception(), LimitError)
    with pytest.raises(CancelledError):
        waiting.result()
    assert wait([running, waiting], timeout=0).not_done == set()


def test_processes_are_used_again_and_no_more_than_needed(pool: LimitedPool) -> None:
    assert len({pool.submit(os.getpid).result() for _ in range(5)}) == 1
    assert len({future.result() for future in [pool.submit(os.getpid) for _ in range(20)]}) <= 2


def test_a_process_that_was_ended_takes_its_children_and_passing_files_along(tmp_path: Path) -> None:
    code = (
        "import os, subprocess, time, tempfile\n"
        f"child = subprocess.Popen(['sleep', '50']); open({str(tmp_path / 'pid')!r}, 'w').write(str(child.pid))\n"
        f"open({str(tmp_path / 'place')!r}, 'w').write(tempfile.mkdtemp())\n"
        "time.sleep(60)"
    )
    with pytest.raises(LimitError):
        fenced(exec, Limits(seconds=3), code)
    assert is_gone(int((tmp_path / "pid").read_text()))
    assert not Path((tmp_path / "place").read_text()).exists()


CODE = """
import os, sys, time
from pipeline.limits import Limits
from pipeline.workers import LimitedPool
pool = LimitedPool(1, Limits(), ())
print(pool.submit(os.getpid).result(), pool.submit(os.getenv, "TMPDIR").result(), flush=True)
pool.submit(time.sleep, 60)
time.sleep(60)
"""


def test_a_process_ends_with_the_one_that_started_it() -> None:
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", CODE], stdout=subprocess.PIPE, encoding="utf-8", cwd=root, env={"PYTHONPATH": str(root)}
    ) as process:
        assert process.stdout is not None
        number, folder = process.stdout.readline().split()
        process.kill()
    for _ in range(100):
        if is_gone(int(number)) and not Path(folder).exists():
            break
        time.sleep(0.1)
    assert is_gone(int(number))
    assert not Path(folder).exists()


def test_modules_beside_the_reports_are_never_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("json.py", "pickle.py", "psutil.py", "pipeline.py"):
        (tmp_path / name).write_text(f"open({str(tmp_path / 'bị chạy')!r}, 'w')", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Tổng đàn lợn 1.238 con", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(fenced(read_report, Limits(), Path("a.txt")).figures) == 1
    assert not (tmp_path / "bị chạy").exists()


def test_errors_of_files_come_through_as_they_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="không tìm thấy tệp") as told:
        fenced(read_report, Limits(), tmp_path / "a.pdf")
    assert isinstance(told.value, BaocaoError)
