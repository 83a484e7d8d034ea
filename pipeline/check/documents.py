"""The documents that a draft cites, grouped into the series that their issuers number.

Enters: the citations of a report. Leaves: `Cited`s with the key of their series: Kế hoạch số 141/KH-UBND of the draft's
own commune belongs to ("KH-UBND", own, 2026).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.check.history import PastCitation
from pipeline.language.text import fold, squeeze
from schemas.report import Citation

if TYPE_CHECKING:
    from pipeline.check.context import Context

OWN = "own"
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_ISSUER = re.compile(
    r"^ ?(?:ngày [\d/ .-]{3,12})?,? ?(?:của [^,;.:]{3,60}?)?"
    r"(?= (?:về|v/v|quy định|ban hành|phê duyệt|thực hiện|triển khai|rà soát)|[,;.:(]|$)"
)
_TITLE = re.compile(r"^[^.;:)“\"]{0,160}")
_SMALL = re.compile(r"^(?:về việc|về|v/v)\s+")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation, its number, what follows it, who issued it (`own` for the draft's agency), its year, its title."""

    citation: Citation
    number: int
    suffix: str
    issuer: str
    year: int | None
    title: str


@dataclass(frozen=True, slots=True)
class CitedBefore:
    """A citation of an earlier report of the agency, its number, what follows it, and who issued it."""

    citation: PastCitation
    number: int
    suffix: str
    issuer: str


def cited(context: Context) -> list[Cited]:
    """Return the citations that bear a number, in the order of the text."""
    found = []
    for citation in context.report.citations:
        digits = _DIGITS.match(citation.number or "")
        if digits is None:
            continue
        year = _YEAR.search(citation.symbol)
        by_date = citation.date.year if citation.date is not None else None
        found.append(
            Cited(
                citation,
                int(digits[0]),
                _suffix(citation.symbol),
                _issuer(context, citation.issuer),
                int(year[1]) if year else by_date,
                _title(context, citation),
            )
        )
    return found


def cited_before(context: Context) -> list[CitedBefore]:
    """Return the citations with a number in the agency's reports of the last year; none without an archive."""
    if context.history is None:
        return []
    read = [(citation, _DIGITS.match(citation.number)) for citation in context.history.citations]
    return [
        CitedBefore(citation, int(digits[0]), _suffix(citation.symbol), _issuer(context, citation.issuer))
        for citation, digits in read
        if digits is not None
    ]


def _suffix(symbol: str) -> str:
    return re.sub(r"^\d+[a-zA-Z]?\s*[/-]\s*", "", symbol)


def _issuer(context: Context, named: str | None) -> str:
    """Return who issued a document; the draft's own agency where the text doesn't say, or says so."""
    own = fold(squeeze(context.report.header.agency or ""))
    issuer = fold(squeeze(named or ""))
    if not issuer or issuer == own or (own.startswith(issuer) and issuer not in ("ubnd", "hđnd", "đảng ủy")):
        return OWN
    return OWN if issuer in ("ubnd", "ủy ban nhân dân") else issuer


def _title(context: Context, citation: Citation) -> str:
    """Return what the document is about, as far as the text says so behind the number."""
    after = squeeze(context.text[citation.span[1] : citation.span[1] + 240].split("\n")[0])
    issuer = _ISSUER.match(" " + after)
    rest = (" " + after)[issuer.end() :] if issuer else after
    text = _TITLE.match(rest.strip())
    return _SMALL.sub("", fold(text[0]).strip()) if text else ""
