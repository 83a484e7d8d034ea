"""Faults of dates, citations, numbering, form, tasks and words.

Enters: a clean draft. Leaves: a `Fault`, or None where the draft has no place for it.
Example: "Kế hoạch số 58/KH-UBND ngày 31/4/2026": April has thirty days.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from corpus.styles.outline import LETTERS
from corpus.styles.pieces import Block, Piece, Report
from corpus.styles.words import ROMAN
from corpus.world.calendar import day
from corpus.world.fault_tools import Draft, Fault, Spot, spots

_MISSPELT = {
    "trường": "trưòng", "nghiệp": "ngiệp", "được": "đưọc", "thường": "thừong", "phường": "phừong", "tiếp": "tiêp",
    "cấp": "câp", "kiểm": "kiểmr", "quyết": "quyêt", "chính": "chínhh", "người": "ngưòi", "hướng": "hứong",
}  # fmt: skip


def _citations(report: Report) -> list[Spot]:
    return [spot for spot in spots(report) if spot.piece.citation and spot.block.sector != "opening"]


def _redate(spot: Spot, written: str, when: date | None) -> str:
    """Give a citation another date; returns the date that stood there."""
    old = re.search(r"\d{2}/\d{1,2}/\d{4}", spot.piece.text)
    symbol = spot.piece.citation[0] if spot.piece.citation else ""
    assert old
    others = tuple((text.replace(old[0], written), kind) for text, kind in spot.piece.others)
    spot.put(replace(spot.piece, text=spot.piece.text.replace(old[0], written), citation=(symbol, when), others=others))
    return old[0]


def date_invalid(draft: Draft) -> Fault | None:
    """A day that its month does not have."""
    report = draft.clean()
    found = _citations(report)
    if not found:
        return None
    spot = draft.rng.choice(found)
    when = (spot.piece.citation or ("", None))[1] or draft.month.first
    last = {2: 30, 4: 31, 6: 31, 9: 31, 11: 31}.get(when.month, 32)
    written = day(when)
    wrong = f"{last}{written[2:]}"
    _redate(spot, wrong, None)
    return Fault("date.invalid", report, spot.piece.text, (wrong,))


def date_future(draft: Draft) -> Fault | None:
    """A document cited as issued after the day of the report."""
    report = draft.clean()
    found = _citations(report)
    if not found:
        return None
    spot = found[-1]
    latest = max(
        (s.piece.citation[1] or draft.month.first for s in found if s.piece.citation), default=draft.month.first
    )
    for candidate in found:
        if candidate.piece.citation and candidate.piece.citation[1] == latest:
            spot = candidate
    when = (report.dated or draft.month.last) + timedelta(days=draft.rng.randint(9, 20))
    _redate(spot, day(when), when)
    return Fault("date.future", report, spot.piece.text, (day(when),))


def date_anniversary(draft: Draft) -> Fault | None:
    """The years of an anniversary that its two dates contradict."""
    report = draft.clean()
    found = [spot for spot in spots(report) if any(kind == "anniversary" for _, kind in spot.piece.others)]
    if not found:
        return None
    spot = found[0]
    years = int(spot.piece.others[0][0])
    wrong = years + draft.rng.choice([-2, -1, 1, 10])
    text = spot.piece.text.replace(str(years), str(wrong))
    spot.put(replace(spot.piece, text=text, others=((str(wrong), "anniversary"),)))
    return Fault("date.anniversary", report, spot.block.text, (f"{wrong} năm", str(years)))


def citation_sequence(draft: Draft) -> Fault | None:
    """A document's number far from its neighbours of the same kind."""
    report = draft.clean()
    found = [s for s in _citations(report) if s.piece.citation and s.piece.citation[0].endswith("/KH-UBND")]
    if len(found) < 3:
        return None
    spot = draft.rng.choice(found)
    symbol, when = spot.piece.citation or ("", None)
    number = symbol.partition("/")[0]
    wrong = f"{int(number) * 10 + draft.rng.randint(1, 9) + 600}/KH-UBND"
    others = tuple((text.replace(symbol, wrong), kind) for text, kind in spot.piece.others)
    spot.put(replace(spot.piece, text=spot.piece.text.replace(symbol, wrong), citation=(wrong, when), others=others))
    return Fault("citation.sequence", report, spot.piece.text, (wrong,))


def citation_conflict(draft: Draft) -> Fault | None:
    """A document cited a second time with another date."""
    report = draft.clean()
    found = [spot for spot in _citations(report) if spot.block.kind == "para"]
    if not found:
        return None
    spot = draft.rng.choice(found)
    symbol, when = spot.piece.citation or ("", None)
    assert when
    room = _room(draft, symbol, when)
    if room < 1:
        return None
    other = when - timedelta(days=draft.rng.randint(1, room))
    text = spot.piece.text.replace(day(when), day(other))
    others = tuple((value.replace(day(when), day(other)), kind) for value, kind in spot.piece.others)
    again = Piece(text, citation=(symbol, other), others=others)
    later = [b for b in report.blocks if _takes_more(b) and b is not spot.block]
    block = draft.rng.choice(later)
    block.pieces = [*block.pieces, Piece(" Tiếp tục thực hiện "), again, Piece(".")]
    return Fault("citation.conflict", report, again.text, (day(other), day(when)))


def _takes_more(block: Block) -> bool:
    return block.kind == "para" and block.sector not in ("lead", "budget", "opening") and block.text.endswith(".")


def _room(draft: Draft, symbol: str, when: date) -> int:
    """By how many days a document can be older without passing the one before it or the turn of the year."""
    kind = symbol.partition("/")[2]
    papers = draft.life.diary.documents[draft.month]
    earlier = [p.day for p in papers if p.symbol != symbol and p.symbol.endswith(kind) and p.day <= when]
    room = min(9, (when - max(earlier)).days if earlier else 9)
    return min(room, (when - date(when.year, 1, 1)).days)


def structure_numbering(draft: Draft) -> Fault | None:
    """One number among its neighbours is skipped."""
    report = draft.clean()
    report.automatic_numbers = False
    numbered = [b for b in report.blocks if b.number and b.kind in ("heading", "item")]
    last = [b for k, b in enumerate(numbered) if all(_family(b) != _family(later) for later in numbered[k + 1 :])]
    found = [b for b in last if _next(b.number) is not None and b.section and _step(b.number) >= 3]
    if not found:
        return None
    block = draft.rng.choice(found)
    old, new = block.number, _next(block.number) or ""
    _renumber(report, block, new)
    return Fault("structure.numbering", report, block.line, (new.strip(".)/-"), old.strip(".)/-")))


def _family(block: Block) -> tuple[str, str, int]:
    return block.kind, block.section.rpartition(".")[0], block.level


def _step(number: str) -> int:
    core = number.strip("().-/").rpartition(".")[2]
    if core.isdigit():
        return int(core)
    return ROMAN.index(core) if core in ROMAN else LETTERS.find(core) + 1


def _next(number: str) -> str | None:
    """The number after: "3.2." gives "3.3.", "IV" gives "V"."""
    found = re.fullmatch(r"(\(?(?:\d+\.)*)(\d+|[IVX]+|[a-zđ])([.)/-]?)", number)
    if not found:
        return None
    head, core, tail = found.groups()
    step = _step(core)
    after = str(step + 1) if core.isdigit() else ROMAN[step + 1] if core in ROMAN else LETTERS[step]
    return head + after + tail


def _renumber(report: Report, block: Block, number: str) -> None:
    """Give a heading another number, and all that stands under it the section id that follows."""
    old = block.section
    core = number.strip("().-/").rpartition(".")[2]
    new = ".".join([*old.split(".")[:-1], core])
    block.number = number
    for other in report.blocks:
        if other.section == old or other.section.startswith(f"{old}."):
            other.section = new + other.section[len(old) :]


def structure_missing(draft: Draft) -> Fault | None:
    """A part that all earlier reports have is left out and the rest numbered without it."""
    options = [name for name in ("review", "military", "religion", "interior") if name not in draft.style.omit]
    sector = draft.pick(options)
    if sector is None:
        return None
    title = next(b.text for b in draft.clean().blocks if b.kind == "heading" and b.sector == sector)
    style = draft.style
    draft.style = replace(style, omit=style.omit | {sector})
    report = draft.write({})
    draft.style = style
    return Fault("structure.missing", report, "", (title,), True)


def format_header(draft: Draft) -> Fault | None:
    """Number and symbol, or the day, against the decree."""
    report = draft.clean()
    month = f"tháng {draft.month.month} năm"
    if 3 <= draft.month.month <= 9 and draft.rng.random() < 0.5:
        report.date_line = report.date_line.replace(month, f"tháng 0{draft.month.month} năm")
        return Fault("format.header", report, report.date_line, (f"tháng 0{draft.month.month}",))
    if report.number is None:
        return None
    report.symbol = "BC.UBND"
    place = f"{report.number}/{report.symbol}"
    return Fault("format.header", report, place, (place,))


def task_unreported(draft: Draft) -> Fault | None:
    """A task of last month's plan of which there is not a word."""
    return _silent(draft, "task.unreported", overdue=False)


def task_overdue(draft: Draft) -> Fault | None:
    """A task whose day has passed without a word of its result."""
    return _silent(draft, "task.overdue", overdue=True)


def _silent(draft: Draft, rule: str, overdue: bool) -> Fault | None:
    before = draft.before()
    lines = {line.id: line for line in before.tasks}
    planned = draft.life.diary.planned[draft.month.shift(-1)]
    found = [t for t in planned if not t.id.startswith("g-") and bool(t.deadline) == overdue and not t.document]
    if overdue:
        closed = draft.clean().dated or draft.month.last
        found = [t for t in found if t.deadline and t.deadline <= closed]
    if not found:
        return None
    task = draft.rng.choice(found)
    report = draft.write({}, frozenset({task.id}))
    parts = (lines[task.id].text,) + ((task.deadline.isoformat(),) if task.deadline else ())
    return Fault(rule, report, "", parts, True)


def text_repeated(draft: Draft) -> Fault | None:
    """A word written twice."""
    report = draft.clean()
    found = [s for s in spots(report) if _plain(s) and len(re.findall(r"[a-zà-ỹđ]{3,}", s.piece.text)) >= 6]
    if not found:
        return None
    spot = draft.rng.choice(found)
    words = list(re.finditer(r"(?<= )[a-zà-ỹđ]{3,}(?= )", spot.piece.text))
    word = draft.rng.choice(words)
    text = spot.piece.text
    spot.put(replace(spot.piece, text=f"{text[: word.end()]} {word[0]}{text[word.end() :]}"))
    return Fault("text.repeated", report, f"{word[0]} {word[0]}", (word[0],))


def text_spelling(draft: Draft) -> Fault | None:
    """A syllable that Vietnamese does not have."""
    report = draft.clean()
    found = [
        (spot, word)
        for spot in spots(report)
        if _plain(spot)
        for word in _MISSPELT
        if re.search(rf"(?<= ){word}(?= )", spot.piece.text)
    ]
    if not found:
        return None
    spot, word = draft.rng.choice(found)
    wrong = _MISSPELT[word]
    spot.put(replace(spot.piece, text=re.sub(rf"(?<= ){word}(?= )", wrong, spot.piece.text, count=1)))
    return Fault("text.spelling", report, spot.piece.text, (wrong, word))


def _plain(spot: Spot) -> bool:
    piece = spot.piece
    body = spot.block.kind in ("para", "bullet") and spot.block.sector not in ("tasks", "opening")
    return body and piece.figure is None and piece.citation is None and not piece.others and not piece.task
