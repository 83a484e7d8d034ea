"""A run that is killed in the middle of a scan reads no finished page again, and ends as it would have."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from scan_pages import BODY, needs_ocr, picture, scan

from pipeline.read import scan_pages
from pipeline.read.scan_picture import Picture
from pipeline.read.scan_words import ScanPage
from pipeline.run import read_report
from pipeline.store.archive import open_archive
from pipeline.store.save import SaveStatus, save_report

pytestmark = [needs_ocr, pytest.mark.slow]
PAGES = 12
ROOT = Path(__file__).resolve().parents[2]


def _kept(cache: Path) -> int:
    return len(list(cache.rglob("*.z")))


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = tmp_path / "quét", tmp_path / "kho đệm"
    folder.mkdir()
    pages = [picture([*BODY, (60, 160, f"Phụ lục số {number} kèm theo.")]) for number in range(2, 2 + PAGES)]
    path = scan(folder / "a.pdf", pages)
    words = (
        ["extract", str(path)] if command == "extract" else ["ingest", str(folder), "--db", str(tmp_path / "kho.db")]
    )
    with subprocess.Popen(
        [sys.executable, "-c", "from pipeline.cli import main; main()", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "BAOCAO_CACHE": str(cache), "OMP_THREAD_LIMIT": "1"},
        start_new_session=True,
    ) as process:
        for _ in range(3000):
            if _kept(cache) >= 3 or process.poll() is not None:
                break
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
    kept = _kept(cache)
    assert 3 <= kept < PAGES

    read: list[str] = []
    real: Callable[[Picture], ScanPage] = scan_pages.read_picture

    def counted(one: Picture) -> ScanPage:
        read.append(one.digest())
        return real(one)

    monkeypatch.setattr(scan_pages, "read_picture", counted)
    monkeypatch.setenv("BAOCAO_CACHE", str(cache))
    again = read_report(path)
    assert len(read) == PAGES - kept
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        assert save_report(archive, again).status is SaveStatus.NEW
    monkeypatch.setenv("BAOCAO_CACHE", "off")
    assert read_report(path) == again
