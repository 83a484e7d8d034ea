from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import ArchiveError
from pipeline.store import archive as archive_module
from pipeline.store import migrations
from pipeline.store.archive import open_archive
from pipeline.store.load import load_report
from pipeline.store.migrations import MIGRATIONS, Migration
from pipeline.store.save import save_report
from pipeline.store.silences import Silence, passage_key, silences
from tests.store.made_up import full_report

if TYPE_CHECKING:
    from sqlite_utils import Database

VERSION_1 = Path(__file__).with_name("version1.db.gz")
"""An archive as the first version wrote it, with `full_report()` in it."""


def add_note(db: Database) -> None:
    db.execute("ALTER TABLE reports ADD COLUMN note TEXT")


def fail(db: Database) -> None:
    db.execute("DROP VIEW v_series")
    db.execute("SELECT no_such_function()")


def with_more(monkeypatch: pytest.MonkeyPatch, *more: Migration) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, *more))
    monkeypatch.setattr(archive_module, "MIGRATIONS", (*MIGRATIONS, *more))


def first_archive(path: Path) -> Path:
    path.write_bytes(gzip.decompress(VERSION_1.read_bytes()))
    return path


def test_an_archive_of_the_first_version_opens_and_loads(tmp_path: Path) -> None:
    with open_archive(first_archive(tmp_path / "kho.db")) as archive:
        row = archive.row("SELECT id FROM reports")
        assert row is not None
        assert load_report(archive, row["id"]) == full_report()
        assert archive.connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)


def test_a_fresh_archive_and_a_migrated_one_are_alike(tmp_path: Path) -> None:
    schemas = []
    first_archive(tmp_path / "cũ.db")
    for name in ("cũ.db", "mới.db"):
        with open_archive(tmp_path / name, create=True) as archive:
            schemas.append({tuple(row) for row in archive.rows("SELECT type, name, sql FROM sqlite_schema")})
    assert schemas[0] == schemas[1]


def test_an_older_archive_is_brought_up_with_its_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = first_archive(tmp_path / "kho.db")
    with_more(monkeypatch, Migration("add_note", add_note))
    with open_archive(path) as archive:
        row = archive.row("SELECT id, note FROM reports")
        assert row is not None
        assert row["note"] is None
        assert load_report(archive, row["id"]) == full_report()
        names = [row["name"] for row in archive.rows("SELECT name FROM _migrations ORDER BY version")]
        assert names == [*(migration.name for migration in MIGRATIONS), "add_note"]


def test_what_was_let_stand_before_there_was_a_table_for_it_stays(tmp_path: Path) -> None:
    path = first_archive(tmp_path / "kho.db")
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TABLE silences (rule TEXT NOT NULL, passage TEXT NOT NULL, text TEXT NOT NULL, who TEXT NOT NULL, "
            "why TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (rule, passage)) STRICT"
        )
        words = ("sum.parts", passage_key("Đàn lợn"), "Đàn lợn", "Lan", "đã rà soát", "2026-05-20T08:00:00+00:00")
        connection.execute("INSERT INTO silences VALUES (?, ?, ?, ?, ?, ?)", words)
    connection.close()
    with open_archive(path) as archive:
        assert silences(archive) == {Silence("sum.parts", passage_key("đàn lợn"))}
        assert archive.rows("SELECT name FROM sqlite_schema WHERE name LIKE '%before%'") == []


def test_a_migration_that_fails_leaves_the_archive_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kho.db"
    with open_archive(path, create=True) as archive:
        save_report(archive, full_report())
        before = list(archive.connection.iterdump())
    with monkeypatch.context() as patch:
        with_more(patch, Migration("add_note", add_note), Migration("fail", fail))
        with pytest.raises(ArchiveError):
            open_archive(path)
    with open_archive(path) as archive:
        assert list(archive.connection.iterdump()) == before


def test_a_newer_archive_is_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kho.db"
    with monkeypatch.context() as patch:
        with_more(patch, Migration("add_note", add_note))
        open_archive(path, create=True).close()
    with pytest.raises(ArchiveError, match="phiên bản mới hơn") as error:
        open_archive(path)
    assert "\n" not in str(error.value)


def test_other_files_are_refused_in_one_line(tmp_path: Path) -> None:
    text = tmp_path / "báo cáo.txt"
    text.write_text("Tổng đàn lợn 1.238 con. " * 100, encoding="utf-8")
    other = tmp_path / "khác.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    for path, reason in (
        (text, "không phải kho"),
        (other, "chương trình khác"),
        (tmp_path / "không có.db", "không có kho"),
        (tmp_path, "không có kho"),
    ):
        with pytest.raises(ArchiveError, match=reason) as error:
            open_archive(path)
        assert "\n" not in str(error.value)
    with pytest.raises(ArchiveError, match="không có thư mục"):
        open_archive(tmp_path / "không có" / "kho.db", create=True)
    with sqlite3.connect(other) as connection:
        assert [row[0] for row in connection.execute("SELECT name FROM sqlite_schema")] == ["t"]
    connection.close()
