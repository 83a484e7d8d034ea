"""A paragraph with everything told apart in it: numbers, units, dates, periods, citations, cues.

Enters: the text of a paragraph. Leaves: `Passage`. In "Trong tháng 5 năm 2026, tiếp nhận 80 hồ sơ (lần thứ I)" the 5
and the 2026 are a period, the I an ordinal, the 80 a quantity in hồ sơ.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.annotate.citations import find_citations
from pipeline.annotate.cues import CueFinder
from pipeline.annotate.nlp import build_nlp
from pipeline.annotate.nouns import noun_finder
from pipeline.annotate.others import find_others
from pipeline.annotate.quantities import find_quantities
from pipeline.language.dates import find_dates
from pipeline.language.periods import find_periods
from pipeline.language.repair import match_form
from pipeline.language.text import fold
from pipeline.language.units import unit_table
from schemas.base import Span
from schemas.mention import Other, Passage, PeriodMention, Shape
from schemas.report import NumberKind

_TIME = re.compile(r"(?:tháng|năm(?! (?:19|20)\d\d)|quý|quí|ngày|tuần|giờ)(?![^\W\d_])")


@cache
def _cue_finder() -> CueFinder:
    return CueFinder(build_nlp())


def annotate(text: str, offset: int = 0) -> Passage:
    """Return the passage of a paragraph's `text`, which begins at `offset` in the report's text.

    Slips of letters ("đổng" for "đồng") are read as what they mean; the passage keeps what is written.
    """
    form = match_form(text)
    doc = build_nlp().tokenizer(form)
    cues = _cue_finder()(doc)
    citations = tuple(find_citations(form))
    cited: list[Span] = [(citation.start, citation.end) for citation in citations]
    periods = tuple(mention for mention in find_periods(form) if not _inside(mention.start, cited))
    taken = list(cited)
    others = [Other(start, end, NumberKind.CITATION, "citation") for start, end in cited]
    for day in find_dates(form, loose=True):
        if not _inside(day.start, taken):
            taken.append((day.start, day.end))
            others.append(Other(day.start, day.end, NumberKind.DATE, "date.day"))
    folded = fold(form)
    pattern = unit_table().pattern

    def has_unit(end: int) -> bool:
        at = end + 1 if folded[end : end + 1] == " " else end
        return pattern.match(folded, at) is not None or _TIME.match(folded, at) is not None

    for other in find_others(form, taken, has_unit):
        taken.append((other.start, other.end))
        others.append(other)
    spoken = [(other.start, other.end) for other in others if other.kind not in (NumberKind.DATE, NumberKind.CITATION)]
    periods = tuple(m for m in periods if not any(m.start < end and m.end > start for start, end in spoken))
    for mention in periods:
        if _has_digit(form, mention):
            taken.append((mention.start, mention.end))
            kind = NumberKind.TERM if mention.shape is Shape.SPAN else NumberKind.DATE
            others.append(Other(mention.start, mention.end, kind, f"period.{mention.shape}"))
    taken.sort()
    merged = _merge(taken)
    quantities, unread = find_quantities(form, merged, noun_finder(form, cues))
    others.sort(key=lambda other: (other.start, other.end))
    return Passage(text, offset, doc, tuple(quantities), tuple(others), citations, periods, cues, tuple(unread))


def _inside(at: int, spans: list[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def _has_digit(text: str, mention: PeriodMention) -> bool:
    return any(char.isdigit() for char in text[mention.start : mention.end])


def _merge(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
