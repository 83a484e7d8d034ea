from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ingest import file_sha256
from pipeline.store.archive import Archive, open_archive
from pipeline.store.rejected import Rejected, all_rejected, set_aside, take_back
from pipeline.store.save import save_report
from pipeline.store.soundness import examine
from tests.store.made_up import LIVESTOCK, Draft, make


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    with open_archive(tmp_path / "kho.db", create=True) as opened:
        report = make(Draft(figures=LIVESTOCK, plan=["Tiếp tục tiêm phòng"], path=str(tmp_path / "a.txt")))
        (tmp_path / "a.txt").write_text(report.text, encoding="utf-8")
        sha256 = file_sha256(tmp_path / "a.txt")
        save_report(opened, report.model_copy(update={"source": report.source.model_copy(update={"sha256": sha256})}))
        yield opened


def faulty(archive: Archive) -> list[str]:
    return [item.question for item in examine(archive) if item.faults]


def test_a_fresh_archive_is_sound(archive: Archive) -> None:
    assert faulty(archive) == []
    assert len(list(examine(archive))) == len(list(examine(archive, sources=False))) + 1


@pytest.mark.parametrize(
    ("harm", "question"),
    [
        ("DELETE FROM sections", "tham chiếu"),
        ("UPDATE reports SET is_current = 0", "một bản đang dùng"),
        ("UPDATE figures SET whole = 'f99' WHERE position = 0", "số liệu có thật"),
        ("UPDATE figures SET text = 'khác' WHERE position = 0", "Vị trí"),
        ("DELETE FROM paragraphs WHERE position = 2", "Chỉ mục toàn văn"),
        ("INSERT INTO labels (folded, bare, label) VALUES ('x', 'x', 'x')", "Chỉ mục nhãn"),
        ("UPDATE _migrations SET name = 'khác'", "nâng phiên bản"),
    ],
)
def test_each_harm_is_found(archive: Archive, harm: str, question: str) -> None:
    archive.connection.execute("PRAGMA foreign_keys = OFF")
    archive.connection.execute(harm)
    assert any(question.lower() in found.lower() for found in faulty(archive)), faulty(archive)


def test_changed_and_missing_sources_are_told_but_not_grave(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("khác", encoding="utf-8")
    (found,) = [item for item in examine(archive) if item.faults]
    assert not found.grave
    assert "nội dung đã khác" in found.faults[0]
    (tmp_path / "a.txt").unlink()
    (found,) = [item for item in examine(archive) if item.faults]
    assert "không còn" in found.faults[0]


def test_files_set_aside_are_remembered_once(archive: Archive) -> None:
    for reason in ("hỏng", "hỏng", "có mật khẩu"):
        set_aside(archive, Rejected("b.pdf", reason, "00"))
    assert all_rejected(archive) == [Rejected("b.pdf", "có mật khẩu", "00")]
    take_back(archive, "b.pdf")
    take_back(archive, "b.pdf")
    assert all_rejected(archive) == []
