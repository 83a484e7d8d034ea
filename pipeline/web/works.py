"""What is done with a file in a process of its own: read it, check it, mark it, show its pages.

Enters: the path of a file. Leaves: bytes, since an answer from a process that read a hostile file is data and never
objects: JSON of a `Report`, of a `CheckedDraft`, a PNG picture.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

from pipeline.errors import InputError
from schemas.base import Record
from schemas.finding import Findings
from schemas.report import Report

MOST_PAGES = 400
MOST_UNPACKED = 400 << 20


class CheckedDraft(Record):
    """A draft as read, what was found in it, and for each finding the passage by which it can be silenced."""

    report: Report
    findings: Findings
    passages: tuple[str, ...]


class Sizes(Record):
    """Width and height of each page in points."""

    pages: tuple[tuple[float, float], ...]


def refuse_bombs(path: Path) -> None:
    """Raise `InputError` for a packed file that is huge unpacked, or a PDF of more pages than any report has."""
    suffix = path.suffix.lower()
    if suffix in (".docx", ".odt"):
        try:
            with zipfile.ZipFile(path) as packed:
                unpacked = sum(part.file_size for part in packed.infolist())
        except (zipfile.BadZipFile, OSError, ValueError):
            return  # the reader says what is wrong with it
        if unpacked > MOST_UNPACKED:
            raise InputError("tệp giải nén ra quá lớn, không giống một báo cáo; hãy lưu lại bằng Word rồi thử lại")
    if suffix == ".pdf":
        from pipeline.present.page_pictures import page_count

        if page_count(path) > MOST_PAGES:
            raise InputError(f"tệp có hơn {MOST_PAGES} trang; hãy tách thành nhiều phần")


def nothing() -> bytes:
    """Do nothing: the first process brings up the one from which all others are forked."""
    return b""


def read(path: str) -> bytes:
    """Return the JSON of the report at `path`."""
    from pipeline.run import read_report

    refuse_bombs(Path(path))
    return read_report(Path(path)).model_dump_json(by_alias=True).encode()


def check_draft(path: str, db: str, settings: str | None) -> bytes:
    """Return the JSON of the `CheckedDraft` at `path`, held against the archive `db`."""
    from pipeline.check.context import Context
    from pipeline.check.engine import check, passage
    from pipeline.check.rules import RULES
    from pipeline.check.settings import load_settings
    from pipeline.run import read_report
    from pipeline.store.archive import open_archive

    refuse_bombs(Path(path))
    chosen = load_settings(None if settings is None else Path(settings), [rule.id for rule in RULES])
    report = read_report(Path(path))
    with open_archive(db) as archive:
        findings = check(report, archive, chosen)
        context = Context(report, archive, chosen)
        passages = tuple(passage(context, finding) for finding in findings.findings)
    draft = CheckedDraft(report=report, findings=findings, passages=passages)
    return draft.model_dump_json(by_alias=True).encode()


def marked(path: str, draft: bytes, form: Literal["docx", "pdf", "html", "sarif"]) -> bytes:
    """Return the draft at `path` with what was found written beside its words, as the bytes of a file."""
    from pipeline.present.findings import render

    checked = CheckedDraft.model_validate_json(draft)
    made = render(checked.findings, checked.report, Path(path), form, plain=True)
    return made.encode() if isinstance(made, str) else made


def sizes(path: str, sha256: str) -> bytes:
    """Return the JSON of the `Sizes` of the file's pages; raises `InputError` where it isn't the file that was read."""
    from pipeline.present.page_pictures import page_sizes

    return Sizes(pages=page_sizes(_same(path, sha256))).model_dump_json().encode()


def picture(path: str, sha256: str, number: int) -> bytes:
    """Return a page as a PNG picture; raises `InputError` where it isn't the file that was read."""
    from pipeline.present.page_pictures import page_picture

    return page_picture(_same(path, sha256), number)


def _same(path: str, sha256: str) -> Path:
    """Return `path` if the file there is the one with that hash."""
    from pipeline.sources import file_sha256

    try:
        same = file_sha256(Path(path)) == sha256
    except OSError:
        raise InputError("tệp nguồn không còn ở chỗ cũ") from None
    if not same:
        raise InputError("tệp nguồn đã khác lúc đọc")
    return Path(path)
