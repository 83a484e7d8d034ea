"""Số văn bản không theo thứ tự ngày của các văn bản cùng loại, cùng cơ quan, cùng năm.

Số văn bản tăng dần theo ngày ban hành trong năm. Một số lạc hẳn khỏi dãy (1183 giữa 119 và 135) thường là gõ thừa, gõ
thiếu hoặc nhầm ngày.

Sai: Kế hoạch số 119/KH-UBND ngày 13/4/2026, số 1183/KH-UBND ngày 20/4/2026, số 135/KH-UBND ngày 22/4/2026.
Đúng: Kế hoạch số 119/KH-UBND ngày 13/4/2026, số 133/KH-UBND ngày 20/4/2026, số 135/KH-UBND ngày 22/4/2026.

Bỏ qua: baocao check --silence citation.sequence ở đoạn ấy, nếu văn bản do cơ quan khác ban hành.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.check.context import Context
from pipeline.check.documents import Cited, cited
from pipeline.check.found import Found
from pipeline.check.wording import day
from schemas.finding import Evidence, Severity

SEVERITY = Severity.WARNING

_COMPANY = 2
_FAR = 4
_START = 15
_Entry = tuple[date, int]


def find(context: Context) -> Iterator[Found]:
    """Yield the documents that stand out of the line of their series."""
    series: dict[tuple[str, str, int], dict[_Entry, Cited]] = {}
    for document in cited(context):
        when = document.citation.date
        if when is not None:
            key = (document.suffix, document.issuer, when.year)
            series.setdefault(key, {}).setdefault((when, document.number), document)
    for (suffix, issuer, year), documents in series.items():
        yield from _out_of_line(context, documents)
        before = series.get((suffix, issuer, year - 1), {})
        yield from _too_high(context, documents, before)


def _too_high(context: Context, documents: dict[_Entry, Cited], before: dict[_Entry, Cited]) -> Iterator[Found]:
    """Yield a number far above what the pace of its series, in this year and the one before, allows by its day."""
    for entry, document in documents.items():
        others = [other for other in (*documents, *before) if other != entry]
        crossed = any(_crossed(entry, other) for other in documents)
        if crossed or len(others) < _COMPANY:
            continue
        pace = max(number / other.timetuple().tm_yday for other, number in others)
        if entry[1] > _FAR * (pace * entry[0].timetuple().tm_yday + _START):
            beside = sorted(others, key=lambda other: abs((other[0] - entry[0]).days))[:2]
            yield _told(document, [*documents.items(), *before.items()], entry, sorted(beside))


def _out_of_line(context: Context, documents: dict[_Entry, Cited]) -> Iterator[Found]:
    rest = dict(documents)
    while True:
        against = {entry: [other for other in rest if _crossed(entry, other)] for entry in rest}
        worst = max(against, key=lambda entry: len(against[entry]), default=None)
        if worst is None or not against[worst]:
            return
        most = [entry for entry in rest if len(against[entry]) == len(against[worst])]
        yield _found(context, worst, rest)
        for entry in most:
            rest.pop(entry)


def _crossed(first: _Entry, second: _Entry) -> bool:
    """Return whether the later of the two has the smaller number."""
    return (first[0] < second[0] and first[1] > second[1]) or (first[0] > second[0] and first[1] < second[1])


def _found(context: Context, entry: _Entry, rest: dict[_Entry, Cited]) -> Found:
    others = sorted(other for other in rest if other != entry)
    before = [other for other in others if other[0] <= entry[0]]
    after = [other for other in others if other[0] >= entry[0] and other not in before]
    beside = [*before[-1:], *after[:1]]
    return _told(rest[entry], list(rest.items()), entry, beside)


def _told(document: Cited, known: list[tuple[_Entry, Cited]], entry: _Entry, beside: list[_Entry]) -> Found:
    by_entry = dict(known)
    named = ", ".join(f"số {number} ngày {day(when)}" for when, number in beside)
    return Found(
        message=(
            f"Số {document.citation.symbol} ngày {day(entry[0])} không theo thứ tự của các văn bản cùng loại: {named}."
        ),
        evidence=tuple(_place(by_entry[item]) for item in (entry, *beside)),
        found=document.citation.symbol,
    )


def _place(document: Cited) -> Evidence:
    citation = document.citation
    return Evidence(
        span=citation.span, text=citation.text, section=citation.section, page=citation.page, bbox=citation.bbox
    )
