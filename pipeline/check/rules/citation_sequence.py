"""Số văn bản không theo thứ tự ngày của các văn bản cùng loại, cùng cơ quan, cùng năm.

Số văn bản tăng dần theo ngày ban hành trong năm. Một số lạc hẳn khỏi dãy (1183 giữa 119 và 135) thường là gõ thừa, gõ
thiếu hoặc nhầm ngày. Có kho thì so cả với số văn bản mà các báo cáo trong năm đã dẫn.

Sai: Kế hoạch số 119/KH-UBND ngày 13/4/2026, số 1183/KH-UBND ngày 20/4/2026, số 135/KH-UBND ngày 22/4/2026.
Đúng: Kế hoạch số 119/KH-UBND ngày 13/4/2026, số 133/KH-UBND ngày 20/4/2026, số 135/KH-UBND ngày 22/4/2026.

Bỏ qua: baocao check --silence citation.sequence ở đoạn ấy, nếu văn bản do cơ quan khác ban hành.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.check.context import Context
from pipeline.check.documents import Cited, cited, cited_before
from pipeline.check.found import Found
from pipeline.check.pasts import past_place
from pipeline.check.wording import day
from schemas.finding import Evidence, Severity

SEVERITY = Severity.WARNING

_COMPANY = 2
_FAR = 4
_START = 15
_SETTLED = 30
_STEADY = 0.8
"""How much of what earlier reports cite has to be in line before a draft is held against it."""

_Entry = tuple[date, int]
_Series = tuple[str, str, int]
_Places = dict[_Entry, Evidence]


def find(context: Context) -> Iterator[Found]:
    """Yield the documents that stand out of the line of their series."""
    drafted: dict[_Series, dict[_Entry, Cited]] = {}
    for document in cited(context):
        when = document.citation.date
        if when is not None:
            key = (document.suffix, document.issuer, when.year)
            drafted.setdefault(key, {}).setdefault((when, document.number), document)
    earlier = _earlier(context) if drafted else {}
    for (suffix, issuer, year), documents in drafted.items():
        places = {entry: _place(document) for entry, document in documents.items()}
        known = _steady(earlier.get((suffix, issuer, year), {}))
        company = {**known, **{entry: _place(it) for entry, it in drafted.get((suffix, issuer, year - 1), {}).items()}}
        told = dict(_out_of_line(places))
        for entry, beside in (*_too_high(places, company), *_against(places, known)):
            told.setdefault(entry, beside)
        for entry, beside in told.items():
            yield _told(documents[entry], {**company, **places}, entry, beside)


def _earlier(context: Context) -> dict[_Series, _Places]:
    """Return the dated documents that the reports of the last year cite, by series."""
    found: dict[_Series, _Places] = {}
    for document in cited_before(context):
        when = document.citation.date
        if when is not None:
            key = (document.suffix, document.issuer, when.year)
            found.setdefault(key, {}).setdefault((when, document.number), past_place(document.citation))
    return found


def _steady(places: _Places) -> _Places:
    """Return the documents that are in line with one another; none where many are not: other issuers are among them."""
    out = {entry for entry, _ in _out_of_line(places)}
    rest = {entry: place for entry, place in places.items() if entry not in out}
    return rest if len(rest) > _COMPANY and len(rest) >= _STEADY * len(places) else {}


def _against(places: Iterable[_Entry], known: _Places) -> Iterator[tuple[_Entry, list[_Entry]]]:
    """Yield the entries that most of the documents known from earlier reports contradict, with their neighbours."""
    for entry in places:
        others = [other for other in known if other != entry]
        crossed = [other for other in others if _crossed(entry, other)]
        if len(crossed) > max(_COMPANY, len(others) / 2):
            yield entry, _neighbours(entry, others)


def _too_high(places: Iterable[_Entry], company: Iterable[_Entry]) -> Iterator[tuple[_Entry, list[_Entry]]]:
    """Yield a number far above what the pace of its series, in this year and the one before, allows by its day."""
    entries = list(places)
    for entry in entries:
        others = [other for other in dict.fromkeys((*entries, *company)) if other != entry]
        if any(_crossed(entry, other) for other in entries) or len(others) < _COMPANY:
            continue
        if entry[1] > _FAR * (_expected(entry[0], others) + _START):
            yield entry, sorted(sorted(others, key=lambda other: abs((other[0] - entry[0]).days))[:2])


def _expected(when: date, others: list[_Entry]) -> float:
    """Return about which number is due on a day: from the highest known before it in its year, at the series' pace."""
    pace = max(number / _day_of_year(other) for other, number in others)
    before = [other for other in others if other[0].year == when.year and other[0] <= when]
    highest = max(before, key=lambda other: other[1], default=None)
    return pace * _day_of_year(when) if highest is None else highest[1] + pace * (when - highest[0]).days


def _day_of_year(when: date) -> int:
    """Return the day of the year; one in its first weeks, when many documents are issued at once, counts as later."""
    return max(when.timetuple().tm_yday, _SETTLED)


def _out_of_line(entries: Iterable[_Entry]) -> Iterator[tuple[_Entry, list[_Entry]]]:
    """Yield the entries that cross most of the others, the worst first, until the rest is in line."""
    rest = list(entries)
    while True:
        against = {entry: [other for other in rest if _crossed(entry, other)] for entry in rest}
        worst = max(against, key=lambda entry: len(against[entry]), default=None)
        if worst is None or not against[worst]:
            return
        most = [entry for entry in rest if len(against[entry]) == len(against[worst])]
        yield worst, _neighbours(worst, rest)
        rest = [entry for entry in rest if entry not in most]


def _crossed(first: _Entry, second: _Entry) -> bool:
    """Return whether the later of the two has the smaller number."""
    return (first[0] < second[0] and first[1] > second[1]) or (first[0] > second[0] and first[1] < second[1])


def _neighbours(entry: _Entry, entries: Iterable[_Entry]) -> list[_Entry]:
    """Return the entries just before and just after `entry`."""
    others = sorted(other for other in entries if other != entry)
    before = [other for other in others if other[0] <= entry[0]]
    after = [other for other in others if other[0] >= entry[0] and other not in before]
    return [*before[-1:], *after[:1]]


def _told(document: Cited, places: _Places, entry: _Entry, beside: list[_Entry]) -> Found:
    named = ", ".join(f"số {number} ngày {day(when)}" for when, number in beside)
    return Found(
        message=(
            f"Số {document.citation.symbol} ngày {day(entry[0])} không theo thứ tự của các văn bản cùng loại: {named}."
        ),
        evidence=tuple(places[item] for item in (entry, *beside)),
        found=document.citation.symbol,
    )


def _place(document: Cited) -> Evidence:
    citation = document.citation
    return Evidence(
        span=citation.span, text=citation.text, section=citation.section, page=citation.page, bbox=citation.bbox
    )
