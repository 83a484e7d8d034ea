"""Drafts for the tests of the checks: a head, a body, a plan and a foot round the sentences of a case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.catalogue import load_catalogue
from pipeline.check.engine import check
from pipeline.check.settings import Settings
from pipeline.read import read_document
from pipeline.run import read_report, understand
from pipeline.store.archive import Archive, open_archive
from pipeline.store.indicators import save_indicators
from pipeline.store.save import save_report
from schemas.document import Document
from schemas.finding import Finding

_BEFORE = """ỦY BAN NHÂN DÂN
XÃ TÂN LIÊM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

{head}

BÁO CÁO
Kết quả thực hiện nhiệm vụ tháng {month}, nhiệm vụ trọng tâm tháng {next} năm {year}

Kính gửi: Đảng ủy xã Tân Liêm.

A. KẾT QUẢ THỰC HIỆN

I. KINH TẾ

{body}

B. NHIỆM VỤ TRỌNG TÂM THÁNG {next} NĂM {year}

{plan}

Trên đây là báo cáo kết quả thực hiện nhiệm vụ tháng {month} năm {year} của UBND xã Tân Liêm./.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Hoàng Văn Khuyên
"""
_PLAN = "1. Tăng cường quản lý đất đai, trật tự xây dựng trên địa bàn.\n\n2. Duy trì chế độ trực sẵn sàng chiến đấu."


@dataclass(frozen=True)
class Draft:
    """A report to write: its body, its month ("2026-05"), and what may differ from the usual head and plan."""

    body: str
    month: str = "2026-05"
    head: str = ""
    plan: str = _PLAN

    def write(self, folder: Path) -> Path:
        """Write the report to a file and return its path."""
        year, month = int(self.month[:4]), int(self.month[5:])
        head = self.head or f"Số: {40 + month}/BC-UBND\n\nTân Liêm, ngày 20 tháng {month:02d} năm {year}".replace(
            f"tháng {month:02d}", f"tháng {month:02d}" if month < 3 or month > 9 else f"tháng {month}"
        )
        text = _BEFORE.format(
            head=head, month=month, next=month % 12 + 1, year=year, body=self.body.strip(), plan=self.plan.strip()
        )
        path = folder / f"tan-liem-{self.month}.txt"
        path.write_text(text, encoding="utf-8")
        return path


def month_before(month: str, count: int) -> str:
    """Return the month `count` months before."""
    index = int(month[:4]) * 12 + int(month[5:]) - 1 - count
    return f"{index // 12}-{index % 12 + 1:02d}"


def archive_of(folder: Path, drafts: list[Draft]) -> Archive:
    """Return an archive that holds the reports."""
    archive = open_archive(folder / "kho.db", create=True)
    catalogue = load_catalogue()
    save_indicators(archive, catalogue, {sector.code: sector.name for sector in catalogue.sectors})
    for draft in drafts:
        save_report(archive, read_report(draft.write(folder)))
    return archive


def _scanned(document: Document) -> Document:
    """Return a document as if recognition had read it from one page."""
    items = tuple(replace(item, page=1) for item in document.items)
    source = document.source.model_copy(update={"pages": 1, "ocr_pages": (1,)})
    return replace(document, source=source, items=items)


def findings(
    folder: Path,
    draft: Draft,
    before: list[Draft] | None = None,
    settings: Settings | None = None,
    *,
    scanned: bool = False,
) -> tuple[Finding, ...]:
    """Return what the checks find in the draft, against the reports before it; `scanned` takes it for a scan."""
    if scanned:
        return check(understand(_scanned(read_document(draft.write(folder)))), None, settings).findings
    if not before:
        return check(read_report(draft.write(folder)), None, settings).findings
    with archive_of(folder, before) as archive:
        return check(read_report(draft.write(folder)), archive, settings).findings
