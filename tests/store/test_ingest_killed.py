"""Pulling the plug in the middle of an ingest loses no report that was told as saved, and the next run goes on."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.ingest import ingest
from pipeline.store.archive import open_archive
from pipeline.store.soundness import examine
from tests.store.readers import read

CODE = """
import sys
from pathlib import Path
from pipeline.ingest import ingest
from pipeline.store.archive import open_archive
from tests.store.readers import read
if __name__ == "__main__":
    with open_archive(sys.argv[2], create=True) as archive:
        ingest([Path(sys.argv[1])], archive, jobs=2, read=read, progress=lambda done, total: print(done, flush=True))
"""


def _workers_left(folder: Path) -> list[str]:
    """Return the processes that still know of `folder`, a moment after their parent was killed."""
    listed: list[str] = []
    for _ in range(50):
        done = subprocess.run(["ps", "-eo", "args"], capture_output=True, encoding="utf-8", check=True)
        listed = [line for line in done.stdout.splitlines() if str(folder.parent) in line]
        if not listed:
            break
        time.sleep(0.1)
    return listed


@pytest.mark.slow
@pytest.mark.parametrize("after", [1, 7])
def test_a_killed_ingest_goes_on_where_it_was(tmp_path: Path, after: int) -> None:
    folder = tmp_path / "báo cáo"
    folder.mkdir()
    for number in range(24):
        (folder / f"{number:02}.txt").write_text(f"UBND xã {number};2026-04;21", encoding="utf-8")
    script = tmp_path / "run.py"
    script.write_text(CODE, encoding="utf-8")
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, str(script), str(folder), str(tmp_path / "kho.db")],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=root,
        env={"PYTHONPATH": str(root)},
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= after:
                process.send_signal(signal.SIGKILL)
                break
    assert _workers_left(folder) == []
    with open_archive(tmp_path / "kho.db") as archive:
        saved = len(archive.rows("SELECT 1 FROM reports"))
        assert saved >= after
        assert [item for item in examine(archive) if item.faults and item.grave] == []
        result = ingest([folder], archive, jobs=2, read=read)
        assert (result.new, result.unchanged) == (24 - saved, saved)
