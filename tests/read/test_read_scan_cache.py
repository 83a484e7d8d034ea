"""What was read once isn't read again; a run that is killed goes on where it was."""

from __future__ import annotations

import multiprocessing
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from scan_pages import BODY, needs_ocr, picture, read, scan

from pipeline.read import read_document, scan_pages
from pipeline.read.scan_picture import Picture
from pipeline.read.scan_words import ScanPage, Seen, dumped, loaded

pytestmark = needs_ocr


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read from now on, by the digests of the pictures."""
    seen: list[str] = []
    real: Callable[[Picture], ScanPage] = scan_pages.read_picture

    def counted(one: Picture) -> ScanPage:
        seen.append(one.digest())
        return real(one)

    monkeypatch.setattr(scan_pages, "read_picture", counted)
    return seen


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kho đệm"
    monkeypatch.setenv("BAOCAO_CACHE", str(folder))
    return folder


def _pages(path: Path, count: int) -> Path:
    return scan(path, [picture([*BODY[:2], (60, 120, f"Phụ lục số {number}.")]) for number in range(2, 2 + count)])


def test_a_page_is_read_once_whatever_its_file_is_called(tmp_path: Path, cache: Path, reads: list[str]) -> None:
    first = read_document(_pages(tmp_path / "a.pdf", 2))
    assert len(reads) == 2
    again = read_document(_pages(tmp_path / "tên khác.pdf", 2))
    assert len(reads) == 2
    assert again.items == first.items
    kept = list(cache.rglob("*.z"))
    assert len(kept) == 2
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in kept)


def test_a_killed_run_goes_on_where_it_was(
    tmp_path: Path, cache: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _pages(tmp_path / "a.pdf", 3)
    monkeypatch.setattr(scan_pages, "workers", lambda: 1)
    counted = scan_pages.read_picture

    def killed(one: Picture) -> ScanPage:
        if len(reads) == 2:
            raise KeyboardInterrupt
        return counted(one)

    monkeypatch.setattr(scan_pages, "read_picture", killed)
    with pytest.raises(KeyboardInterrupt):
        read_document(path)
    assert len(list(cache.rglob("*.z"))) == 2
    assert not list(cache.rglob(".neu-*"))
    monkeypatch.setattr(scan_pages, "read_picture", counted)
    reads.clear()
    assert read_document(path).source.ocr_pages == (1, 2, 3)
    assert len(reads) == 1


def test_a_damaged_page_in_the_cache_is_read_anew(tmp_path: Path, cache: Path, reads: list[str]) -> None:
    path = _pages(tmp_path / "a.pdf", 1)
    first = read(path)
    (kept,) = cache.rglob("*.z")
    kept.write_bytes(kept.read_bytes()[:40])
    assert read(path) == first
    assert len(reads) == 2


def test_nothing_is_kept_where_the_cache_is_off_or_cannot_be_written(
    tmp_path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _pages(tmp_path / "a.pdf", 1)
    (tmp_path / "tệp").write_text("")
    for named in ("off", str(tmp_path / "tệp")):
        monkeypatch.setenv("BAOCAO_CACHE", named)
        assert read(path)
    assert len(reads) == 2
    assert {each.name for each in tmp_path.iterdir()} == {"a.pdf", "tệp"}


def test_threads_and_one_after_the_other_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _pages(tmp_path / "a.pdf", 3)
    monkeypatch.setenv("BAOCAO_CACHE", "off")
    monkeypatch.setattr(scan_pages, "workers", lambda: 2)
    parallel = read_document(path)
    monkeypatch.setattr(scan_pages, "workers", lambda: 1)
    assert read_document(path) == parallel


def test_one_of_several_processes_reads_pages_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    assert scan_pages.workers() >= 1
    monkeypatch.setattr(multiprocessing, "parent_process", lambda: object())
    assert scan_pages.workers() == 1


def test_what_is_kept_is_what_was_read() -> None:
    word = Seen("đồng", 1.5, 2, 3, 4.25, 4, 6.7, 1.25, 0.96, 0)
    page = ScanPage(595.2, 842, (1, 0, 0, 1, 0, 0), 2.5, (word,), ((10, 1, 2),), ())
    assert loaded(dumped(page)) == page
    with pytest.raises((ValueError, TypeError)):
        loaded(b"[1, 2]")
