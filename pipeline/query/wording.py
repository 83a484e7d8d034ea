"""What tells one work from another in a sentence of a plan or a report.

Enters: "Nâng cấp đường trục thôn 3 trong quý II." Leaves: a `Wording`: its terms (nâng, cấp, đường, trục and the pairs
of neighbours), what distinguishes it (thôn: 3), the documents that it cites, and the verb that it begins with (nâng
cấp). Words are in the catalogue's spelling, so that GPMB and "giải phóng mặt bằng" are one term; what reports say of
every work ("tiếp tục thực hiện công tác") stands in task_words.toml and counts for nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.catalogue.words import load_vocabulary
from pipeline.language.text import fold, squeeze

_SPLIT = re.compile(r"[|.,;:()!?“”\"…]|\s[-–]\s|(?<!\w)[-–+]|\d[\d.,/]*%?")
_TYPE = (
    r"(?i:(?:nghị quyết|quyết định|chỉ thị|kế hoạch|công văn|kết luận|thông báo|chương trình|đề án|hướng dẫn|tờ trình"
    r"|báo cáo|nghị định|thông tư|công điện|văn bản|phương án)\s)?(?i:số:?\s)?"
)
_CITED = re.compile(_TYPE + r"(\d{1,5}[a-zđ]?)\s?[/–-]\s?([A-ZĐ][A-ZĐa-z0-9]*(?:[-/.&][A-ZĐ][A-ZĐa-z0-9]*)*)")
_CAPITAL = r"[A-ZĐÀ-ÝĂĨŨƠƯẠ-Ỹ][a-zđà-ỹăĩũơư]*"
_NAME = re.compile(rf"(?<![^\W_]){_CAPITAL}(?:\s{_CAPITAL})+(?![^\W_])")
_SENTENCE_START = re.compile(r"(?:^|[.:;!?]\s+)[\s\-–+*•]*$")
_OFFICIAL = frozenset(fold(name) for name in ("Ủy ban", "Hội đồng", "Mặt trận", "Tổ quốc", "Đảng ủy", "Nhà nước"))
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?![a-zđ])")
_CLAUSE = re.compile(r";\s+")


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("task_words.toml").read_text(encoding="utf-8"))


@cache
def phrases(table: str) -> re.Pattern[str]:
    """Return what finds the phrases of a table of task_words.toml in folded text, the longest first."""
    return _any_of(list(_tables()[table]))


@cache
def _results() -> dict[str, list[str]]:
    rows = _tables()["results"]
    assert isinstance(rows, dict)  # a table of the file
    return {fold(verb): told for verb, told in rows.items()}


@cache
def _told_of(verb: str) -> re.Pattern[str]:
    return _any_of(_results()[verb])


@cache
def _verbs() -> re.Pattern[str]:
    return _any_of(list(_results()))


def _any_of(rows: Iterable[str]) -> re.Pattern[str]:
    folded = sorted({fold(row) for row in rows}, key=len, reverse=True)
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, folded)) + r")(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a sentence that tell something; `folded` is the whole of it."""

    folded: str
    words: frozenset[str]
    pairs: frozenset[str]
    marks: frozenset[tuple[str, str]]
    names: frozenset[str]
    cited: frozenset[str]

    @property
    def terms(self) -> frozenset[str]:
        """Words and pairs of words."""
        return self.words | self.pairs

    def at_odds(self, other: Wording) -> bool:
        """Return whether both name one of a kind, and not the same one: thôn 3 and thôn 5, đợt 1 and đợt 2."""
        for kind in {kind for kind, _ in self.marks} & {kind for kind, _ in other.marks}:
            own = {mark for mark in self.marks if mark[0] == kind}
            if not own & other.marks:
                return True
        return False


@lru_cache(maxsize=65536)
def wording(text: str) -> Wording:
    """Return the words of a sentence that tell something.

    >>> sorted(wording("Tiếp tục nâng cấp đường trục thôn 3").words)
    ['cấp', 'nâng', 'thôn', 'trục', 'đường']
    >>> wording("Nâng cấp đường trục thôn 3").at_odds(wording("Đường trục thôn 5 đã được nâng cấp"))
    True
    """
    folded = squeeze(fold(text))
    cited = frozenset(f"{found[1]}/{found[2]}".lower() for found in _CITED.finditer(text))
    plain = _spelt(fold(_CITED.sub("|", text)))
    words: set[str] = set()
    pairs: set[str] = set()
    for part in _SPLIT.split(plain):
        kept = _kept(part)
        for run in kept:
            words.update(run)
            pairs.update(f"{one} {two}" for one, two in pairwise(run))
            pairs.update(word for word in run if "_" in word)
    return Wording(folded, frozenset(words), frozenset(pairs), _marks(text), _names(text), cited)


def _spelt(folded: str) -> str:
    """Return a text with the field's short words spelt out."""
    short = _tables()["short"]
    assert isinstance(short, dict)  # a table of the file
    return _short().sub(lambda found: short[found[0]], folded)


@cache
def _short() -> re.Pattern[str]:
    return _any_of(_tables()["short"])


def _kept(part: str) -> list[list[str]]:
    """Return the runs of words of a part of a sentence that the common words leave."""
    canon = " ".join(load_vocabulary().canon(squeeze(part))).replace("_", "\u01c0")
    rest = phrases("common").sub("|", canon)
    return [
        [word.replace("\u01c0", "_") for word in run.split(" ") if word and not word.isdigit()]
        for run in rest.split("|")
    ]


@cache
def _numbered() -> re.Pattern[str]:
    kinds = phrases("numbered").pattern
    return re.compile(rf"({kinds})(?: số)? (\d+[a-z]?|[ivx]+)(?![^\W_])(?!\s?(?:ha|%|người|hộ|km|m))")


def _marks(text: str) -> frozenset[tuple[str, str]]:
    """Return what tells one of a kind from the others: its number, its season, its name."""
    folded = fold(text)
    found = {(match[1], _arabic(match[2])) for match in _numbered().finditer(folded)}
    for match in re.finditer(rf"vụ ({phrases('seasons').pattern})", folded):
        found.add(("vụ", match[1]))
    for match in re.finditer(rf"({phrases('named').pattern}) (?=(\S+(?: \S+)*))", folded):
        at = match.end()
        name = re.match(rf"{_CAPITAL}(?:\s{_CAPITAL})*", text[at:])
        if name is not None:
            found.add((match[1], fold(name[0])))
    return frozenset(found)


_ROMAN = {"i": 1, "v": 5, "x": 10}


def _arabic(number: str) -> str:
    """Return a number without leading zeros, a Roman one as an Arabic one.

    >>> _arabic("03"), _arabic("iv")
    ('3', '4')
    """
    if number[0].isdigit():
        return number.lstrip("0") or "0"
    values = [_ROMAN[letter] for letter in number]
    return str(sum(-one if one < two else one for one, two in pairwise([*values, 0])))


def _names(text: str) -> frozenset[str]:
    """Return the proper names in a sentence: runs of capitalised words, "Bản Liền"."""
    return frozenset(
        fold(match[0])
        for match in _NAME.finditer(text)
        if not any(fold(match[0]).startswith(official) for official in _OFFICIAL)
    )


def verb_results(task: str) -> re.Pattern[str] | None:
    """Return what finds the words that tell of a result of the verb that `task` begins with; `None` for most verbs.

    >>> verb_results("Nâng cấp đường trục").search("đường trục đã được mở rộng") is not None
    True
    """
    start = _opening(task)
    found = _verbs().match(start)
    return None if found is None else _told_of(found[0])


def drafted(task: str) -> str | None:
    """Return the kind of document that a task is to make, or `None`.

    >>> drafted("Xây dựng kế hoạch thu quỹ"), drafted("Xây dựng nhà văn hóa theo kế hoạch")
    ('kế hoạch', None)
    """
    start = fold(task)
    verb = phrases("drafting").search(start[:60])
    if verb is None:
        return None
    found = _drafts().match(start[verb.end() :])
    return None if found is None else found[1]


@cache
def _drafts() -> re.Pattern[str]:
    whom = r"(?:và |đảng ủy |hđnd |ubnd |xã |phường |cấp ủy )*"
    again = rf"(?:,? {whom}{phrases('drafting').pattern})*"
    return re.compile(rf"{again} (?:{whom})(?:các |bản |dự thảo )?({phrases('documents').pattern})")


def _opening(task: str) -> str:
    """Return a task from its first verb on that says what is done."""
    rest = squeeze(fold(task)).lstrip("-+•* ")
    while True:
        found = phrases("opening").match(rest)
        if found is None:
            return rest
        rest = rest[found.end() :].lstrip(" ,")


_CHARGED = re.compile(
    r"[;,.]\s*(?:giao|do)\s[^;,.]*?(?:chủ trì|phụ trách|thực hiện|tham mưu|đầu mối)[^;.]*(?=[;.]|$)", re.I
)
_DUE = re.compile(
    r",?\s*(?:(?:phải )?(?:hoàn thành|xong)\s)?(?:trước|chậm nhất|đến hết|hết|trong)\s(?:là\s)?"
    r"(?:ngày|tháng|quý|năm|tuần)\s[\d/.\-ivx]*",
    re.I,
)
_AIM = re.compile(r"[,;]\s*(?:phấn đấu|nhằm|để|góp phần|bảo đảm|đảm bảo|qua đó|từng bước|không để)\s", re.I)


def work(task: str) -> str:
    """Return what is to be done, without who is charged with it, until when and what for.

    >>> work("Phát động tổng vệ sinh, hoàn thành trước ngày 12/4; giao Trạm Y tế chủ trì.")
    'Phát động tổng vệ sinh'
    >>> work("Tiếp tục cải cách hành chính, phấn đấu hồ sơ đúng hạn đạt 98%.")
    'Tiếp tục cải cách hành chính'
    """
    rest = _DUE.sub("", _CHARGED.sub("", task))
    aim = _AIM.search(rest)
    return rest if aim is None else rest[: aim.start()]


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph.

    >>> sentences("Đã trồng 12 ha. Tiêm phòng đạt 95%; còn lại 20 con.")
    ['Đã trồng 12 ha.', 'Tiêm phòng đạt 95%; còn lại 20 con.']
    """
    return [part for part in _SENTENCE.split(text) if part.strip()]


def clauses(sentence: str) -> list[str]:
    """Return the parts of a sentence between semicolons."""
    return [part for part in _CLAUSE.split(sentence) if part.strip()]
