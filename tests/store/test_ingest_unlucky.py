"""Whatever goes wrong while writing: the archive stays sound, each file is wholly in or out, the next run goes on."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from corpus.short_reports import short_report
from pipeline.errors import ArchiveError
from pipeline.ingest import ingest
from pipeline.store import archive as archive_module
from pipeline.store.archive import Archive, open_archive
from pipeline.store.load import load_report
from pipeline.store.rejected import all_rejected
from pipeline.store.soundness import examine
from schemas.report import Report
from tests.store.readers import read

ROOT = Path(__file__).parents[2]
FILES = 24
KILLS = 50
STREAMS = 2


def grave(archive: Archive) -> list[str]:
    return [fault for item in examine(archive, sources=False) for fault in item.faults]


def folder_of(tmp_path: Path, count: int = FILES) -> Path:
    folder = tmp_path / "báo cáo"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:02}.txt").write_text(f"UBND xã {number};2026-04;21", encoding="utf-8")
    return folder


def start(*words: str, limit: int | None = None) -> subprocess.Popen[str]:
    """Start the program itself in a group of its own, so that no reading process outlives it."""

    def limited() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, preexec_fn=limited,
    )  # fmt: skip


def held(db: Path) -> dict[str, Report]:
    """Return what the archive holds of each file; nothing where a run was killed before it made one."""
    if not db.exists():
        return {}
    with open_archive(db) as archive:
        assert grave(archive) == []
        rows = archive.rows("SELECT id, path FROM reports ORDER BY path")
        assert len({row["path"] for row in rows}) == len(rows)
        return {Path(row["path"]).name: load_report(archive, row["id"]) for row in rows}


def made(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(short_report(number * 7), encoding="utf-8")
    return folder


def saved(db: Path) -> int:
    """Return how many reports a file holds so far, as another program sees it."""
    if not db.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"{db.as_uri()}?mode=ro", uri=True)) as watcher:
            return int(watcher.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet, or just being made
        return 0


def kill_again_and_again(folder: Path, wanted: dict[str, Report], chance: random.Random, kills: int) -> tuple[int, int]:
    """Kill ingests at random moments; return how many runs were killed, and how many of these had written something."""
    killed = wrote = number = 0
    while killed < kills:
        number += 1
        db = folder.parent / f"kho-{folder.name}-{number}.db"
        while killed < kills:
            goal = saved(db) + chance.choice((0, 1, 1, 2, 3, 5, 8))
            with start("ingest", str(folder), "--db", str(db), "--jobs", "1") as process:
                while process.poll() is None and saved(db) < goal:
                    time.sleep(0.002)
                time.sleep(chance.uniform(0, 0.03 if goal else 1))
                process.send_signal(signal.SIGKILL)
                process.wait()
            if process.returncode == 0:
                break
            assert process.returncode == -signal.SIGKILL
            killed += 1
            there = held(db)
            assert all(report == wanted[name] for name, report in there.items())
            wrote += bool(there)
        with start("ingest", str(folder), "--db", str(db), "--jobs", "1") as process:
            assert process.wait() == 0
        assert held(db) == wanted
    return killed, wrote


@pytest.mark.slow
def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    folders = [made(tmp_path / f"f{number}", 40) for number in range(STREAMS)]
    wanted = []
    for folder in folders:
        db = tmp_path / f"wanted-{folder.name}.db"
        with open_archive(db, create=True) as archive:
            ingest([folder], archive, jobs=2)
        wanted.append(held(db))
    with ThreadPoolExecutor(STREAMS) as pool:
        done = list(
            pool.map(
                kill_again_and_again, folders, wanted, map(random.Random, range(STREAMS)), [KILLS // STREAMS] * STREAMS
            )
        )
    assert sum(killed for killed, _ in done) == KILLS
    assert sum(wrote for _, wrote in done) >= KILLS // 2  # the kills struck while it was writing


def test_a_full_disk_is_told_and_the_next_run_goes_on(tmp_path: Path) -> None:
    folder, db = folder_of(tmp_path), tmp_path / "kho.db"
    with open_archive(db, create=True) as archive:
        pages = archive.connection.execute("PRAGMA page_count").fetchone()[0]
        archive.connection.execute(f"PRAGMA max_page_count = {pages + 8}")
        with pytest.raises(ArchiveError, match="đĩa đã đầy"):
            ingest([folder], archive, jobs=2, read=read)
        saved = len(archive.rows("SELECT 1 FROM reports"))
        assert 0 < saved < FILES
        assert grave(archive) == []
    with open_archive(db) as archive:
        result = ingest([folder], archive, jobs=2, read=read)
        assert (result.new, result.unchanged, result.rejected) == (FILES - saved, saved, ())
        assert grave(archive) == []


@pytest.mark.slow
def test_a_disk_that_takes_no_more_is_told_in_one_line(tmp_path: Path) -> None:
    folder, db = made(tmp_path / "f", 60), tmp_path / "kho.db"
    with start("ingest", str(folder), "--db", str(db), "--jobs", "1", limit=700_000) as process:
        _, told = process.communicate()
    last = told.strip().splitlines()[-1]
    assert process.returncode == 2, told
    assert "đĩa" in last
    assert "Traceback" not in told
    saved = held(db)
    assert len(saved) < 60
    with start("ingest", str(folder), "--db", str(db), "--jobs", "1") as process:
        _, told = process.communicate()
    assert process.returncode == 0, told
    assert len(held(db)) == 60


def test_a_locked_archive_is_told_and_the_next_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, db = folder_of(tmp_path, 4), tmp_path / "kho.db"
    open_archive(db, create=True).close()
    monkeypatch.setattr(archive_module, "_WAIT", 0.1)
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_archive(db) as archive, pytest.raises(ArchiveError, match="chương trình khác"):
            ingest([folder], archive, jobs=1, read=read)
    with open_archive(db) as archive:
        assert ingest([folder], archive, jobs=1, read=read).new == 4
        assert grave(archive) == []


def test_files_that_vanish_or_change_meanwhile_are_in_as_they_are_or_named(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 12)

    def meddle(done: int, _: int) -> None:
        if done == 1:
            (folder / "10.txt").unlink()
            (folder / "11.txt").write_text("UBND xã Khác;2026-04;21", encoding="utf-8")

    with open_archive(tmp_path / "kho.db", create=True) as archive:
        result = ingest([folder], archive, jobs=1, read=read, progress=meddle)
        assert result.new == 11
        assert [Path(each.path).name for each in result.rejected] == ["10.txt"]
        assert [Path(each.path).name for each in all_rejected(archive)] == ["10.txt"]
        assert len(archive.rows("SELECT 1 FROM reports WHERE agency = 'UBND xã Khác'")) == 1
        again = ingest([folder], archive, jobs=1, read=read)
        assert (again.new, again.unchanged) == (0, 11)
        assert grave(archive) == []


@pytest.mark.slow
def test_two_ingests_at_once_share_one_new_archive(tmp_path: Path) -> None:
    folders, db = [made(tmp_path / name, 30) for name in ("f", "g")], tmp_path / "kho.db"
    (folders[1] / "000.txt").write_text(short_report(9999), encoding="utf-8")
    words = [str(folder) for folder in folders]
    with (
        start("ingest", *words, "--db", str(db), "--jobs", "1") as one,
        start("ingest", *reversed(words), "--db", str(db), "--jobs", "1") as other,
    ):
        told = [process.communicate()[1] for process in (one, other)]
    assert [one.returncode, other.returncode] == [0, 0], told
    with open_archive(db) as archive:
        assert grave(archive) == []
        assert len(archive.rows("SELECT 1 FROM reports")) == 31


@pytest.mark.slow
def test_a_check_goes_on_while_another_ingests(tmp_path: Path) -> None:
    folder, db, draft = made(tmp_path / "f", 60), tmp_path / "kho.db", tmp_path / "dự thảo.txt"
    draft.write_text(short_report(3321), encoding="utf-8")
    open_archive(db, create=True).close()
    with start("ingest", str(folder), "--db", str(db), "--jobs", "1") as writer:
        codes = []
        while writer.poll() is None:
            with start("check", str(draft), "--db", str(db), "--format", "json", "--fail-on", "never") as checker:
                answer, told = checker.communicate()
            codes.append(checker.returncode)
            assert '"schema": "baocao.findings/1"' in answer, told
        assert writer.returncode == 0
    assert codes
    assert set(codes) == {0}
    assert len(held(db)) == 60
