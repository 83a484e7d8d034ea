"""A copy is whole whatever goes on meanwhile; bringing it back never throws an archive away."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.errors import ArchiveError, UsageError
from pipeline.store import backup as backup_module
from pipeline.store.archive import open_archive
from pipeline.store.backup import backup, restore
from pipeline.store.migrations import MIGRATIONS, version_of
from pipeline.store.save import save_report
from pipeline.store.soundness import examine
from tests.store.made_up import LIVESTOCK, Draft, make


def fill(db: Path, count: int, start: int = 0) -> None:
    with open_archive(db, create=True) as archive:
        for number in range(start, start + count):
            save_report(archive, make(Draft(agency=f"UBND xã Thử {number}", figures=LIVESTOCK, path=f"{number}.txt")))


def reports(db: Path) -> int:
    with open_archive(db) as archive:
        assert [item for item in examine(archive, sources=False) if item.faults] == []
        return len(archive.rows("SELECT 1 FROM reports"))


def test_a_copy_is_one_sound_file_and_comes_back(tmp_path: Path) -> None:
    db, copy = tmp_path / "kho.db", tmp_path / "sao.db"
    fill(db, 3)
    backup(db, copy)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kho.db", "sao.db"]
    assert reports(copy) == 3
    db.unlink()
    assert restore(copy, db) is None
    assert reports(db) == 3


def test_a_copy_taken_while_another_writes_is_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db, copy = tmp_path / "kho.db", tmp_path / "sao.db"
    fill(db, 20)
    monkeypatch.setattr(backup_module, "_PAGES", 5)  # many steps, others write between them
    steps: list[int] = []

    def write_meanwhile(done: int, total: int) -> None:
        if len(steps) < 10:
            steps.append(done)
            writer = threading.Thread(target=fill, args=(db, 1, 100 + len(steps)))
            writer.start()
            writer.join()

    backup(db, copy, progress=write_meanwhile)
    assert len(steps) == 10
    assert reports(copy) == 20
    assert reports(db) == 30


def test_an_older_archive_is_copied_as_it_is(tmp_path: Path) -> None:
    import gzip

    db, copy = tmp_path / "kho.db", tmp_path / "sao.db"
    db.write_bytes(gzip.decompress(Path(__file__).with_name("version1.db.gz").read_bytes()))
    backup(db, copy)
    for path in (db, copy):
        with closing(sqlite3.connect(path)) as connection:
            assert version_of(connection) == 1
    with open_archive(copy) as archive:
        assert version_of(archive.connection) == len(MIGRATIONS)


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    db, copy = tmp_path / "kho.db", tmp_path / "sao.db"
    fill(db, 1)
    backup(db, copy)
    with pytest.raises(UsageError, match="--replace"):
        backup(db, copy)
    with pytest.raises(UsageError, match="--replace"):
        restore(copy, db)
    with pytest.raises(UsageError, match="khác"):
        backup(db, tmp_path / "." / "kho.db", replace=True)
    with pytest.raises(UsageError, match="không có thư mục"):
        backup(db, tmp_path / "không có" / "sao.db")
    fill(db, 1, 1)
    backup(db, copy, replace=True)
    assert reports(copy) == 2


def test_the_old_archive_is_kept_aside_with_what_was_written_last(tmp_path: Path) -> None:
    db, copy = tmp_path / "kho.db", tmp_path / "sao.db"
    fill(db, 1)
    backup(db, copy)
    lasting = sqlite3.connect(db)  # keeps the log from being folded in
    lasting.execute("SELECT count(*) FROM reports").fetchone()
    fill(db, 2, 10)
    kept = restore(copy, db, replace=True)
    lasting.close()
    assert kept is not None
    assert reports(db) == 1
    assert reports(kept) == 3


def test_an_archive_that_is_written_to_is_not_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db, copy = tmp_path / "kho.db", tmp_path / "sao.db"
    fill(db, 1)
    backup(db, copy)
    monkeypatch.setattr(backup_module, "_WAIT", 0.1)
    with closing(sqlite3.connect(db, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="chương trình khác"):
            restore(copy, db, replace=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kho.db", "sao.db"]
    assert reports(db) == 1


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n" * 1000])
def test_what_is_no_archive_is_not_brought_back(tmp_path: Path, data: bytes) -> None:
    db, copy = tmp_path / "kho.db", tmp_path / "sao.db"
    fill(db, 1)
    copy.write_bytes(data)
    with pytest.raises(ArchiveError):
        restore(copy, db, replace=True)
    assert reports(db) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kho.db", "sao.db"]


def test_a_damaged_archive_is_not_copied_over_a_good_copy(tmp_path: Path) -> None:
    db, copy = tmp_path / "kho.db", tmp_path / "sao.db"
    fill(db, 30)
    backup(db, copy)
    data = bytearray(db.read_bytes())
    for page in range(8, len(data) // 4096, 3):
        data[page * 4096 : page * 4096 + 300] = b"\xff" * 300
    db.write_bytes(data)
    with pytest.raises(ArchiveError, match="hỏng"):
        backup(db, copy, replace=True)
    assert reports(copy) == 30


def test_the_commands_tell_what_they_did(tmp_path: Path) -> None:
    db, copy = tmp_path / "kho.db", tmp_path / "sao.db"
    fill(db, 1)
    run = CliRunner().invoke
    assert "MB" in run(cli, ["backup", str(copy), "--db", str(db)]).output
    refused = run(cli, ["restore", str(copy), "--db", str(db)])
    assert (refused.exit_code, refused.output.count("\n")) == (2, 1)
    told = run(cli, ["restore", str(copy), "--db", str(db), "--replace"])
    assert told.exit_code == 0
    assert "Kho cũ được giữ ở" in told.output
    assert run(cli, ["backup", str(copy), "--db", str(tmp_path / "không.db")]).exit_code == 2
