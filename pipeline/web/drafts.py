"""Drafts that are being checked or were: in memory only, since a draft is nobody's business until it is signed.

Enters: a file that was sent. Leaves: a `Draft` that has an address of its own; the check goes on when its page is
closed. The oldest drafts make room for new ones, and all are gone when the program ends.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from pipeline.errors import BaocaoError, InputError
from pipeline.store.silences import silence
from pipeline.web.apart import apart
from pipeline.web.forms import SentFile, in_memory_file
from pipeline.web.site import Site
from pipeline.web.works import CheckedDraft, check_draft
from schemas.finding import Finding

_KEPT = 60
_ROOM = 400 << 20
_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that somebody let stand."""

    finding: Finding
    who: str
    why: str


@dataclass(slots=True)
class Draft:
    """A draft: its file, who sent it, and what was found once `checked`; `refused` says why it couldn't be read."""

    id: str
    file: SentFile
    who: str
    started: float
    checked: CheckedDraft | None = None
    refused: str | None = None
    silenced: list[Silenced] = field(default_factory=list)


def check_now(site: Site, file: SentFile) -> CheckedDraft:
    """Return what is found in a file; raises `InputError` where it can't be read."""
    with in_memory_file(file) as path:
        settings = None if site.settings is None else str(site.settings)
        try:
            made = apart(check_draft, str(path), str(site.db), settings, limits=site.limits)
        except InputError as error:
            told = str(error).removeprefix(f"{path}: ").removeprefix(f"{path.name}: ")
            raise type(error)(f"{file.name}: {told}") from None
    checked = CheckedDraft.model_validate_json(made)
    source = checked.report.source.model_copy(update={"path": file.name})
    return CheckedDraft(
        report=checked.report.model_copy(update={"source": source}),
        findings=checked.findings.model_copy(update={"source": source}),
        passages=checked.passages,
    )


class Drafts:
    """All drafts that are kept."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._lock = Lock()
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="kiem-tra")

    def start(self, file: SentFile, who: str) -> Draft:
        """Have a file checked, and return its draft at once."""
        draft = Draft(secrets.token_urlsafe(16), file, who, time.time())
        with self._lock:
            self._drafts[draft.id] = draft
            while len(self._drafts) > 1 and (
                len(self._drafts) > _KEPT or sum(len(each.file.data) for each in self._drafts.values()) > _ROOM
            ):
                self._drafts.popitem(last=False)
        self._pool.submit(self._run, draft)
        return draft

    def _run(self, draft: Draft) -> None:
        refused: str | None = "lỗi của chương trình khi kiểm tra; hãy thử lại, rồi báo cho người bảo trì"
        try:
            draft.checked = check_now(self._site, draft.file)
            refused = None
        except BaocaoError as error:
            refused = str(error)
        finally:
            draft.refused = refused
            if refused is not None:
                draft.file = SentFile(draft.file.name, b"")

    def get(self, draft: str, who: str) -> Draft | None:
        """Return a draft of `who`; nobody sees the drafts of others."""
        found = self._drafts.get(draft)
        return found if found is not None and found.who == who else None

    def of(self, who: str) -> list[Draft]:
        """Return the drafts of `who`, the newest first."""
        with self._lock:
            return [draft for draft in reversed(self._drafts.values()) if draft.who == who]

    def close(self) -> None:
        """Start nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def silence_finding(site: Site, draft: Draft, number: int, who: str, why: str) -> Finding:
    """Let a finding stand from now on, in this draft and in later ones; raises `InputError` for a wrong number."""
    if draft.checked is None or not 0 <= number < len(draft.checked.findings.findings):
        raise InputError("phát hiện này không còn trong danh sách; hãy tải lại trang")
    findings, passages = list(draft.checked.findings.findings), list(draft.checked.passages)
    finding = findings[number]
    with site.archive() as archive:
        silence(archive, [(finding.rule, passages[number])], who, why)
    key = (finding.rule, passages[number])
    left = [pair for pair in zip(findings, passages, strict=True) if (pair[0].rule, pair[1]) != key]
    gone = [pair[0] for pair in zip(findings, passages, strict=True) if (pair[0].rule, pair[1]) == key]
    draft.silenced += [Silenced(each, who, why) for each in gone]
    draft.checked = CheckedDraft(
        report=draft.checked.report,
        findings=draft.checked.findings.model_copy(update={"findings": tuple(each for each, _ in left)}),
        passages=tuple(text for _, text in left),
    )
    return finding
