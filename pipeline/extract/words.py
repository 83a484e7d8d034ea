"""The word lists that labels are made with, read from words.toml.

Enters: nothing. Leaves: `word_lists()`, and what they say of a label's first words.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.language.text import fold
from pipeline.language.units import unit_table

_NOUN_IN_LABEL = re.compile(r"(?:^|tổng )số (?:lượng )?(?P<noun>[^\W\d_]+(?: [^\W\d_]+)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """What words.toml holds, folded: see the remarks there."""

    acts: frozenset[str]
    begins: frozenset[str]
    generic: frozenset[str]
    prefixes: re.Pattern[str]
    fragments: frozenset[str]
    plain: frozenset[str]
    bare_verbs: frozenset[str]
    predicates: tuple[str, ...]
    echoes: frozenset[str]
    second: frozenset[str]
    cuts: frozenset[str]
    no_acts: tuple[str, ...]
    lasting: frozenset[str]
    casualties: frozenset[str]
    prizes: frozenset[str]


@cache
def word_lists() -> Words:
    """Return the lists, folded."""
    raw = tomllib.loads(files("pipeline.extract").joinpath("words.toml").read_text(encoding="utf-8"))
    rows = {row: [fold(word) for word in words] for row, words in raw.items()}
    prefixes = "|".join(re.escape(word) for word in sorted(rows["prefixes"], key=len, reverse=True))
    return Words(
        acts=frozenset(rows["acts"]),
        begins=frozenset(rows["begins"]),
        generic=frozenset(rows["generic"]),
        prefixes=re.compile(rf"(?:(?:{prefixes}|vụ \w+|toàn \w+) )+", re.IGNORECASE),
        fragments=frozenset(rows["fragments"]),
        plain=frozenset(rows["plain"]),
        bare_verbs=frozenset(rows["bare_verbs"]),
        predicates=tuple(f"{word} " for word in rows["predicates"]),
        echoes=frozenset(rows["echoes"]),
        second=frozenset(rows["second"]),
        cuts=frozenset(rows["cuts"]),
        no_acts=tuple(rows["no_acts"]),
        lasting=frozenset(raw["lasting"]),
        casualties=frozenset(rows["casualties"]),
        prizes=frozenset(rows["prizes"]),
    )


def acts(label: str) -> bool:
    """Whether a label begins with something done ("tiếp nhận"), so that the noun follows it."""
    folded = fold(label)
    return folded.split()[0] in word_lists().acts and not folded.startswith(word_lists().no_acts)


def is_bare_verb(left: str) -> bool:
    """Whether a label is a bare verb, without what it is done to: "giải ngân", not "mua thuốc"."""
    said = fold(left).split()
    return acts(left) and (len(said) == 1 or (len(said) == 2 and said[1] in word_lists().second))


def of_subject(head: str, subject: str) -> str:
    """Return a bare head with what it is of.

    >>> of_subject("năng suất", "gieo cấy lúa")
    'năng suất lúa'
    """
    match = word_lists().prefixes.match(subject)
    core = subject[match.end() :] if match else subject
    if not core or fold(core) in fold(head):
        return head
    return f"{head} {' '.join(core.split()[:10])}"


def noun_of(label: str) -> str:
    """Return the counted noun that a label names.

    >>> noun_of("tổng số trẻ được tiêm")
    'trẻ'
    """
    match = _NOUN_IN_LABEL.match(label)
    if match is None:
        return ""
    for noun in (match["noun"], match["noun"].split()[0]):
        unit = unit_table().get(noun)
        if unit is not None and unit.kind == "counted":
            return unit.name
    return ""


def first_noun(head: str) -> str:
    """Return the counted noun that a column's head begins with ("Đối tượng bắt giữ"), where more stands there."""
    match = unit_table().pattern.match(head)
    unit = unit_table().get(match[0].strip()) if match is not None else None
    more = match is not None and match.end() < len(head) and head[match.end()] == " "
    return unit.name if unit is not None and unit.kind == "counted" and more else ""
