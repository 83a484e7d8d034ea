"""Where reports come from: folders with odd things in them, and other machines."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from pipeline.errors import InputError, UsageError
from pipeline.ingest import ingest
from pipeline.limits import Limits
from pipeline.read.opening import read_bytes
from pipeline.sources import KNOWN, find_sources, recorded
from pipeline.store.archive import Archive, open_archive
from pipeline.store.rejected import all_rejected
from tests.store.readers import read

TEXT = "UBND xã {};2026-04;21"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "kho.db", create=True) as opened:
        yield opened


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    system = fsspec.filesystem("memory")
    yield system
    system.rm("/", recursive=True)


ODD_NAMES = [
    "xuống\ndòng.txt", 'dấu "nháy".txt', "dấu 'nháy'.txt", "$(reboot).txt", "; rm -rf.txt", "--db.txt", "*.txt",
    "\t.txt", unicodedata.normalize("NFD", "báo cáo tháng năm.txt"), "d" * 240 + ".txt", "\u202etxt.exe.txt", " .txt",
    "%s{0}.txt", "[red]x.txt", os.fsdecode(b"b\xe1o c\xe1o.txt"), "\\n.txt",
]  # fmt: skip


def test_odd_names_are_read_like_others(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "vào"
    folder.mkdir()
    for number, name in enumerate(ODD_NAMES):
        (folder / name).write_text(TEXT.format(number), encoding="utf-8")
    result = ingest([folder], archive, jobs=1, read=read)
    assert (result.new, result.rejected) == (len(ODD_NAMES), ())
    held = {row["path"] for row in archive.rows("SELECT path FROM reports")}
    assert held == {recorded(folder / name) for name in ODD_NAMES}
    again = ingest([folder], archive, jobs=1, read=read)
    assert again.unchanged == len(ODD_NAMES)


def test_what_is_no_file_is_told_and_never_waited_for(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "vào"
    (folder / "sâu").mkdir(parents=True)
    (folder / "b.txt").write_text(TEXT.format("B"), encoding="utf-8")
    os.mkfifo(folder / "a.txt")
    (folder / "sâu" / "vòng").symlink_to(folder)
    (folder / "chính nó.txt").symlink_to(folder / "chính nó.txt")
    (folder / "không còn.pdf").symlink_to(folder / "mất.pdf")
    (folder / "thiết bị.txt").symlink_to("/dev/zero")
    result = ingest([folder], archive, jobs=1, read=read)
    reasons = {Path(item.path).name: item.reason for item in result.rejected}
    assert result.new == 1
    assert set(reasons) == {"a.txt", "chính nó.txt", "không còn.pdf", "thiết bị.txt"}
    assert "ống dẫn" in reasons["a.txt"]
    assert "ống dẫn" in reasons["thiết bị.txt"]
    assert "không tìm thấy" in reasons["không còn.pdf"]


def test_a_folder_that_cannot_be_opened_is_told(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "vào" / "khóa").mkdir(parents=True)
    (tmp_path / "vào" / "b.txt").write_text(TEXT.format("B"), encoding="utf-8")
    scandir = os.scandir

    def refuse(path: Path | str | int) -> object:
        if not isinstance(path, int) and Path(path).name == "khóa":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("pipeline.sources.os.scandir", refuse)
    result = ingest([tmp_path / "vào"], archive, jobs=1, read=read)
    assert result.new == 1
    assert [(Path(item.path).name, item.reason) for item in result.rejected] == [
        ("khóa", "không mở được thư mục: Permission denied")
    ]


def test_a_file_that_vanishes_is_set_aside(archive: Archive, tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TEXT.format(name), encoding="utf-8")
    places = [tmp_path / f"{name}.txt" for name in "abc"]

    def drop(done: int, total: int) -> None:
        (tmp_path / "c.txt").unlink(missing_ok=True)

    (tmp_path / "kho2.db").unlink(missing_ok=True)
    ingest(places[:1], archive, jobs=1, read=read, progress=drop)
    with pytest.raises(UsageError, match="không có tệp"):
        ingest(places, archive, jobs=1, read=read)
    found = list(find_sources([tmp_path]))
    (tmp_path / "b.txt").unlink()
    with pytest.raises(InputError, match="không tìm thấy"):
        found[-1].fetch(1000)


def test_a_file_that_is_being_written_is_not_read_by_halves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100)
    fstat = os.fstat

    def growing(handle: int) -> os.stat_result:
        with path.open("ab") as file:
            file.write(b"y")
        return fstat(handle)

    monkeypatch.setattr("pipeline.read.opening.os.fstat", growing)
    with pytest.raises(InputError, match="đang được ghi"):
        read_bytes(path)
    monkeypatch.undo()
    assert len(read_bytes(path)) > 100


def test_files_larger_than_allowed_are_set_aside(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 2_000_000)
    [aside] = ingest([tmp_path / "a.txt"], archive, jobs=1, read=read, limits=Limits(file_megabytes=1)).rejected
    assert "lớn hơn 1 MB" in aside.reason


def test_places_within_places_count_once(tmp_path: Path) -> None:
    for name in ("a.txt", "sâu/b.txt", ".ẩn/c.txt", "sâu/d.xyz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    places = [tmp_path, tmp_path / "sâu", tmp_path / "a.txt", tmp_path / ".ẩn", tmp_path / "sâu" / "d.xyz"]
    found = [source.path.relative_to(tmp_path).as_posix() for source in find_sources(places)]
    assert sorted(found) == [".ẩn/c.txt", "a.txt", "sâu/b.txt", "sâu/d.xyz"]


def test_the_order_is_that_of_the_paths(tmp_path: Path) -> None:
    for name in ("b/a.txt", "b.txt", "a/z/y.txt", "a.b/c.txt", "a/zz.txt", "ă/a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [source.path for source in find_sources([tmp_path])]
    assert found == sorted(found)
    assert len(found) == 6


def test_reports_on_other_machines(archive: Archive, memory: fsspec.AbstractFileSystem) -> None:
    for name in ("2026/a.txt", "2026/b.txt", "2026/sâu/c.txt", "2026/.ẩn.txt", "2026/d.xlsx"):
        memory.pipe_file(f"/{name}", TEXT.format(name).encode())
    memory.pipe_file("/2026/hỏng.txt", b"")
    result = ingest(["memory://2026"], archive, jobs=2, read=read)
    assert (result.new, [item.reason for item in result.rejected]) == (3, ["tệp rỗng (0 byte); hãy lấy lại bản đầy đủ"])
    held = [row["path"] for row in archive.rows("SELECT path FROM reports ORDER BY path")]
    assert held == ["memory:///2026/a.txt", "memory:///2026/b.txt", "memory:///2026/sâu/c.txt"]
    assert ingest(held[:1], archive, jobs=1, read=read).unchanged == 1
    assert [item.path for item in all_rejected(archive)] == ["memory:///2026/hỏng.txt"]


def test_a_local_place_may_be_named_by_its_protocol(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.format("A"), encoding="utf-8")
    assert ingest([f"file://{tmp_path}/a.txt"], archive, jobs=1, read=read).new == 1


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("memory://không/có", "không có tệp hay thư mục này"),
        ("s3://kho/2026", "muốn đọc s3:// thì phải cài thêm gói s3fs"),
        ("sftp://may-chu/bao-cao", "muốn đọc sftp:// thì phải cài thêm gói paramiko"),
        ("khongco://may-chu/bao-cao", "không có giao thức khongco://"),
    ],
)
def test_places_that_cannot_be_reached_are_told_in_one_line(archive: Archive, place: str, told: str) -> None:
    with pytest.raises(UsageError, match=told) as error:
        ingest([place], archive, jobs=1, read=read)
    assert "\n" not in str(error.value)


def test_endings_are_those_that_the_readers_have() -> None:
    from pipeline.read import READERS

    assert {ending for reader in READERS for ending in reader.suffixes} >= KNOWN
