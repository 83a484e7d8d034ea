"""The catalogue's words: which ways of writing mean the same, which words say nothing, which change what is counted.

Enters: `words.toml` and any label, title or sentence. Leaves: its words in one spelling. "HTX đang hoạt động trên địa
bàn" and "hợp tác xã đang hoạt động" both become ("hợp_tác_xã", "đang", "hoạt_động"): a term of several syllables is
one word, so that no shorter name is found inside it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from pipeline.errors import CatalogueError
from pipeline.language.text import fold

_WORD = re.compile(r"[^\W_]+|%")
_PLACE = re.compile(
    r"\b(?:xã|phường|thôn|bản|ấp|xóm|buôn|tổ|tỉnh|huyện|thị trấn|khu phố|thành phố|đặc khu)"
    r"((?:\s+[A-ZĐÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ][^\W\d_]*)+)"
)
_ROMAN = re.compile(r"[ivx]+")
_NUMBER_NOUNS = frozenset({"sao", "tuổi"})
_NUMBER_HEADS = frozenset({"mức", "nhóm", "loại"})

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


def split(text: str) -> tuple[str, ...]:
    """Return the syllables of `text`, folded, without punctuation.

    >>> split("Bò, bê (hiện có)")
    ('bò', 'bê', 'hiện', 'có')
    """
    return tuple(_WORD.findall(fold(text)))


def weight(word: str) -> float:
    """Return how much a word tells: a syllable 1, each further syllable of a term half as much.

    >>> weight("hợp_tác_xã")
    2.0
    """
    return 1 + word.count("_") * 0.5


class Vocabulary:
    """The rows of `words.toml`, ready for use."""

    def __init__(self, table: dict[str, object]) -> None:
        terms: dict[str, list[str]] = _rows(table, "dong_nghia")
        self._terms: Phrases = {}
        for name, variants in terms.items():
            joined = "_".join(split(name))
            for variant in (name, *variants):
                _add(self._terms, split(variant), joined)
        for kept in _list(table, "giu"):
            _add(self._terms, split(kept), "_".join(split(kept)))
        _longest_first(self._terms)
        for phrase in (*_list(table, "doi_nghia"), *_list(table, "kem")):
            if len(self._joined(split(phrase))) > 1:
                _add(self._terms, split(phrase), "_".join(split(phrase)))
        _longest_first(self._terms)
        self._dropped: Phrases = {}
        for phrase in _list(table, "bo"):
            _add(self._dropped, self._joined(split(phrase)), "")
        _longest_first(self._dropped)
        self.changing = self._set(table, "doi_nghia")
        self.accompanying = self._set(table, "kem")
        self.told_by_unit = self._set(table, "bo_khoi_khoa")
        self.unit_groups = {
            name: tuple(fold(unit) for unit in units) for name, units in _rows(table, "nhom_don_vi").items()
        }
        self.canon = lru_cache(maxsize=8192)(self._canon)
        self.content = lru_cache(maxsize=16384)(self._content)
        self.text = lru_cache(maxsize=8192)(self._text)

    @cached_property
    def _ways(self) -> dict[str, list[str]]:
        ways: dict[str, list[str]] = {}
        for written, name in self.variants:
            ways.setdefault(name, []).append(written)
        return ways

    @cached_property
    def variants(self) -> tuple[tuple[str, str], ...]:
        """Every (way of writing, spelling used) of the table, for the test that each of them is found."""
        return tuple((" ".join(words), name) for rows in self._terms.values() for words, name in rows)

    def rewritten(self, text: str) -> Iterator[str]:
        """Yield `text` with one of its terms written in another way, for every term and every way: lợn, heo.

        >>> sorted(load_vocabulary().rewritten("đàn lợn"))
        ['đàn heo', 'đàn lợn']
        """
        words = self.canon(text)
        for at, word in enumerate(words):
            for variant in self._ways.get(word, ()):
                yield " ".join((*words[:at], variant, *words[at + 1 :])).replace("_", " ")

    def _set(self, table: dict[str, object], name: str) -> frozenset[str]:
        return frozenset(word for phrase in _list(table, name) for word in self._joined(split(phrase)))

    def _joined(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return _replace(self._terms, words)

    def _canon(self, text: str) -> tuple[str, ...]:
        """Return all words of `text` in the spelling used, terms joined."""
        return self._joined(split(text))

    def _text(self, text: str) -> str:
        """Return `canon(text)` as one string with a space at both ends, to look for words in."""
        return f" {' '.join(self.canon(text))} "

    def _content(self, text: str) -> tuple[str, ...]:
        """Return the words of `text` that tell something: no place names, numbers, times or function words."""
        plain = text.islower()
        words = _replace(self._dropped, self.canon(text if plain else _PLACE.sub("", text)))
        last = len(words) - 1
        return tuple(
            word
            for at, word in enumerate(words)
            if not (word.isdigit() or _ROMAN.fullmatch(word))
            or (at < last and words[at + 1] in _NUMBER_NOUNS)
            or (at and words[at - 1] in _NUMBER_HEADS)
        )


def _rows(table: dict[str, object], name: str) -> dict[str, list[str]]:
    rows = table.get(name)
    if not isinstance(rows, dict):
        raise CatalogueError(f"words.toml: thiếu bảng [{name}]")
    for key, values in rows.items():
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise CatalogueError(f"words.toml: [{name}] '{key}' phải là một danh sách từ trong ngoặc vuông")
    return rows


def _list(table: dict[str, object], name: str) -> list[str]:
    return _rows(table, name).get("tu", [])


def _add(phrases: Phrases, words: tuple[str, ...], name: str) -> None:
    phrases.setdefault(words[0], []).append((words, name))


def _longest_first(phrases: Phrases) -> None:
    for rows in phrases.values():
        rows.sort(key=lambda row: -len(row[0]))


def _replace(phrases: Phrases, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return `words` with the longest phrase at every place replaced by its name; an empty name drops it."""
    done: list[str] = []
    at = 0
    while at < len(words):
        for phrase, name in phrases.get(words[at], ()):
            if words[at : at + len(phrase)] == phrase:
                if name:
                    done.append(name)
                at += len(phrase)
                break
        else:
            done.append(words[at])
            at += 1
    return tuple(done)


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary of `words.toml`; raises `CatalogueError` where it is written wrongly.

    >>> load_vocabulary().content("Tổng số HTX đang hoạt động trên địa bàn")
    ('hợp_tác_xã', 'đang', 'hoạt_động')
    """
    path = Path(__file__).with_name("words.toml")
    try:
        with path.open("rb") as file:
            return Vocabulary(tomllib.load(file))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{path.name}: viết sai cú pháp TOML: {error}") from error
