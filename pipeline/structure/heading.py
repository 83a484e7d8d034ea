"""What a numbered paragraph is: a heading, a heading that runs on, or an item of a list.

Enters: the words behind the number. Leaves: a `Form`. "Thu ngân sách: Thực hiện đạt 12 tỷ đồng" runs on behind its
title "Thu ngân sách"; "Diện tích lúa: 20 ha;" is an item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pipeline.language.text import fold
from pipeline.structure.agency import begins_with
from pipeline.structure.pieces import is_caps
from pipeline.structure.vocabulary import WORDS


class Kind(StrEnum):
    """What a paragraph with a number before it is."""

    HEADING = "heading"
    RUN_IN = "run_in"
    VALUE = "value"
    """a label with nothing but a number behind it"""
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Form:
    """The kind of a paragraph; `lead` is the length of the title that it begins with, for headings and run-in ones."""

    kind: Kind
    lead: int = 0


_SENTENCE = re.compile(
    r"(?<![^\W\d_])(?:"
    + "|".join(re.escape(word) for word in WORDS.longest_first("heading", "sentence"))
    + r")(?![^\W\d_])"
)
_VERBS = WORDS.longest_first("heading", "verbs")
_VALUES = WORDS.longest_first("heading", "values")
_BRACKETS = re.compile(r"\([^()]*\)")
_TIMES = re.compile(
    r"(?:"
    + "|".join(re.escape(word) for word in WORDS.longest_first("heading", "numbered"))
    + r")\s+(?:học\s+)?(?:\d[\d./\-–]*|[ivx]+\b)(?:\s?[-–]\s?\d{4})?"
    r"|\d{1,2}\s+tháng|(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?"
)
_FIGURE = re.compile(r"\d")
_STOP = re.compile(r"[.;!?…,]$|\./\.$")
_COLON = re.compile(r":\s+(?=\S)")
_DOT = re.compile(r"[.]\s+(?=[^\W\d_“\"])")
_LONGEST_TITLE = 40
_LONGEST_LEAD = 16
_LONGEST_FIRST_SENTENCE = 9
_LONGEST_STOPPED = 8


_NOTE_MARK = re.compile(r"\s?\[\d{1,2}\]\Z")


def form_of(text: str, *, bold: bool = False, planned: bool = False, due: bool = False, marked: int = 0) -> Form:
    """Return what a paragraph is by the words behind its number.

    `planned` says that it lies in a part on the time to come, where sentences are numbered; `due` that its number is
    the one expected next, so that a lead with words of a sentence passes for its title; `marked` is the length of the
    bold words that it begins with.

    >>> form_of("Chăn nuôi - thú y").kind.value, form_of("Y tế: Trạm Y tế khám cho 12 lượt người.").kind.value
    ('heading', 'run_in')
    >>> form_of("Thu ngân sách: 6,2 tỷ đồng.").kind.value, form_of("Tiếp tục thu các khoản phí.").kind.value
    ('value', 'sentence')
    """
    text = _NOTE_MARK.sub("", text.rstrip())
    if not text:
        return Form(Kind.HEADING, 0)
    if 0 < marked < len(text):
        rest = text[marked:].strip(" :.")
        return Form(Kind.VALUE if _value(rest) else Kind.RUN_IN, len(text[:marked].rstrip(" :.")))
    colon = _colon(text)
    if colon is not None:
        lead = text[:colon].rstrip()
        if _title_like(lead, _LONGEST_LEAD) or (due and _title_like(lead, _LONGEST_LEAD, sentence=True)):
            rest = text[colon + 1 :].strip()
            return Form(Kind.VALUE if _value(rest) else Kind.RUN_IN, len(lead))
    stopped = _STOP.search(text) is not None and not text.endswith(("...", "…"))
    title = text.rstrip(":").rstrip()
    if not stopped and (is_caps(text) or (bold and len(text) < 300)):
        return Form(Kind.HEADING, len(title))
    if not stopped and _title_like(title, _LONGEST_TITLE) and not (planned and begins_with(fold(title), _VERBS)):
        return Form(Kind.HEADING, len(title))
    if stopped and not planned and _stopped_title(text, bold=bold):
        return Form(Kind.HEADING, len(text.rstrip(" .")))
    dot = _DOT.search(text)
    if dot is not None and not planned:
        lead = text[: dot.start()]
        if _title_like(lead, _LONGEST_FIRST_SENTENCE) and not begins_with(fold(lead), _VERBS):
            return Form(Kind.RUN_IN, len(lead))
    return Form(Kind.SENTENCE)


def _stopped_title(text: str, *, bold: bool) -> bool:
    """Tell whether a paragraph that ends with a full stop is a heading all the same."""
    title = text.rstrip(".")
    if len(text) - len(title) != 1 or len(text) > 200 or _DOT.search(title):
        return False
    return is_caps(text) or bold or (_title_like(title, _LONGEST_STOPPED) and not begins_with(fold(title), _VERBS))


def _colon(text: str) -> int | None:
    """Return the place of the first colon outside brackets that words follow."""
    for found in _COLON.finditer(text):
        before = text[: found.start()]
        if before.count("(") <= before.count(")"):
            return found.start()
        if len(before) > 200:
            break
    return None


def _title_like(text: str, longest: int, *, sentence: bool = False) -> bool:
    """Tell whether `text` may be a title: short, of one sentence, without quantities and words of a sentence.

    `sentence` lets the latter pass.
    """
    if len(text.split()) > longest or len(text) < 2 or not any(map(str.isalpha, text)):
        return False
    outside = _BRACKETS.sub(" ", fold(text)).strip()
    if "./." in outside or re.search(r"[.!?]\s", outside):
        return False
    return _FIGURE.search(_TIMES.sub(" ", outside)) is None and (sentence or _SENTENCE.search(outside) is None)


def _value(rest: str) -> bool:
    """Tell whether the words behind a label are nothing but a quantity."""
    rest = rest.rstrip(" .;,")
    if len(rest) > 60 or _DOT.search(rest) or ";" in rest:
        return False
    if begins_with(fold(rest), _VALUES):
        return any(map(str.isdigit, rest)) or len(rest.split()) <= 3
    return rest[:1].isdigit() and len(rest.split()) <= 9
