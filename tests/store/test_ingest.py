from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.cluster import dask_cluster
from pipeline.errors import UsageError
from pipeline.ingest import IngestResult, ingest
from pipeline.sources import find_sources
from pipeline.store.archive import Archive, open_archive
from pipeline.store.rejected import all_rejected
from tests.store.readers import read


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    with open_archive(tmp_path / "kho.db", create=True) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "báo cáo"
    for agency in ("A", "B", "C"):
        for month in (4, 5):
            write(folder / f"2026-{month:02}" / f"{agency}.txt", f"UBND xã {agency};2026-{month:02};21")
    write(folder / "sửa" / "A.txt", "UBND xã A;2026-04;25")
    return folder


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def contents(archive: Archive) -> list[str]:
    """All that the archive holds but the times of writing."""
    for table, column in (
        ("reports", "extracted_at"),
        ("audit", "at"),
        ("rejected", "at"),
        ("_migrations", "applied_at"),
    ):
        archive.connection.execute(f"UPDATE {table} SET {column} = ''")
    return list(archive.connection.iterdump())


def counts(result: IngestResult) -> tuple[int, int, int, int]:
    return result.new, result.superseding, result.unchanged, len(result.rejected)


def test_finds_reports_and_nothing_else(tmp_path: Path) -> None:
    wanted = [write(tmp_path / name, "x") for name in ("a.txt", "sâu/hơn/b.PDF", "sâu/c.docx")]
    for name in (".ẩn.txt", "~$c.docx", ".git/d.txt", "e.xlsx", "f"):
        write(tmp_path / name, "x")
    assert [source.path for source in find_sources([tmp_path, tmp_path / "a.txt"])] == sorted(wanted)
    assert [source.path for source in find_sources([tmp_path / "f"])] == [tmp_path / "f"]


def test_a_second_run_changes_nothing_and_reads_nothing(archive: Archive, folder: Path) -> None:
    assert counts(ingest([folder], archive, jobs=2, read=read)) == (6, 1, 0, 0)
    before = list(archive.connection.iterdump())
    again = ingest([folder], archive, jobs=2, read=_never)
    assert counts(again) == (0, 0, 7, 0)
    assert list(archive.connection.iterdump()) == before


def _never(path: Path, data: bytes) -> None:  # type: ignore[misc]
    raise AssertionError(path)


def test_the_same_whatever_the_number_of_jobs(folder: Path, tmp_path: Path) -> None:
    write(folder / "hỏng.txt", "hỏng")
    held = []
    for jobs in (1, 2, 4):
        with open_archive(tmp_path / f"{jobs}.db", create=True) as archive:
            ingest([folder], archive, jobs=jobs, read=read)
            held.append(contents(archive))
    with open_archive(tmp_path / "threads.db", create=True) as archive, ThreadPoolExecutor(3) as executor:
        ingest([folder], archive, executor=executor, read=read)
        held.append(contents(archive))
    assert all(each == held[0] for each in held)


def test_the_holding_version_does_not_depend_on_the_order(folder: Path, tmp_path: Path) -> None:
    held = []
    for number, paths in enumerate(
        [[folder], [folder / "sửa", folder], [folder / "2026-05", folder / "2026-04", folder]]
    ):
        with open_archive(tmp_path / f"{number}.db", create=True) as archive:
            for path in paths:
                ingest([path], archive, jobs=1, read=read)
            rows = archive.rows("SELECT agency, month, version, is_current, sha256 FROM reports ORDER BY 1, 2, 3")
            held.append([tuple(row) for row in rows])
    assert held[0] == held[1] == held[2]


def test_bad_files_are_set_aside_with_the_reason(archive: Archive, folder: Path) -> None:
    bad = {name: write(folder / f"{name}.txt", f"{name};{name}") for name in ("hỏng", "mật", "lỗi")}
    result = ingest([folder], archive, jobs=2, read=read)
    assert counts(result) == (6, 1, 0, 3)
    reasons = {item.path: item for item in result.rejected}
    assert reasons[str(bad["hỏng"])].reason == "tệp hỏng"
    assert "ZeroDivisionError" in reasons[str(bad["lỗi"])].reason
    assert all_rejected(archive) == sorted(result.rejected, key=lambda item: item.path)
    dump = "\n".join(archive.connection.iterdump())
    assert "chữ trong báo cáo" not in dump  # an error may quote the report
    assert reasons[str(bad["mật"])].sha256 is None
    before = list(archive.connection.iterdump())
    assert counts(ingest([folder], archive, jobs=2, read=read)) == (0, 0, 7, 3)
    assert list(archive.connection.iterdump()) == before


def test_a_mended_file_is_no_longer_set_aside(archive: Archive, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "hỏng")
    assert counts(ingest([path], archive, jobs=1, read=read)) == (0, 0, 0, 1)
    write(path, "UBND xã A;2026-04;21")
    assert counts(ingest([path], archive, jobs=1, read=read)) == (1, 0, 0, 0)
    assert all_rejected(archive) == []


def test_a_worker_that_dies_takes_only_its_file_with_it(archive: Archive, folder: Path) -> None:
    write(folder / "2026-04" / "AA.txt", "chết")
    write(folder / "2026-05" / "AA.txt", "chết")
    result = ingest([folder], archive, jobs=2, read=read)
    assert counts(result) == (6, 1, 0, 1 + 1)
    assert all("bị dừng" in item.reason for item in result.rejected)


def test_a_file_that_is_twice_in_a_folder_counts_once(archive: Archive, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(tmp_path / name, "UBND xã A;2026-04;21")
    assert counts(ingest([tmp_path], archive, jobs=2, read=read)) == (1, 0, 1, 0)


def test_progress_counts_every_file(archive: Archive, folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    ingest([folder], archive, jobs=2, read=read, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(number, 7) for number in range(1, 8)]


def test_paths_that_do_not_exist_are_refused(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="không có tệp hay thư mục"):
        ingest([tmp_path / "không có"], archive, read=read)


def test_a_scheduler_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError):
        dask_cluster("tcp://127.0.0.1:9")
