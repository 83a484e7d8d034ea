"""Names of offices: who issued a report, in its short form.

Enters: the lines at the top left of a head. Leaves: the issuer and the office above it. "ỦY BAN NHÂN DÂN" over
"XÃ TÂN LẬP" is "UBND xã Tân Lập"; "PHÒNG NỘI VỤ" under "UBND HUYỆN MAI SƠN" is "Phòng Nội vụ huyện Mai Sơn".
"""

from __future__ import annotations

import re

from pipeline.language.text import bare, fold
from pipeline.structure.pieces import is_caps
from pipeline.structure.vocabulary import WORDS

_KINDS = WORDS.longest_first("agency", "kinds")
_ORGANS = WORDS.longest_first("agency", "organs")
_PLACES = WORDS.longest_first("agency", "places")
_PHRASES = {fold(phrase): phrase for phrase in WORDS.phrases}
_SHORT = dict(sorted(WORDS.short_names.items(), key=lambda item: -len(item[0])))
_PLACE_WORD = re.compile(r"(?<![^\W\d_])(" + "|".join(re.escape(word) for word in _PLACES) + r")(?![^\W\d_])\s*")
_VOWEL = re.compile(r"[aeiouy]")
_LOWER = frozenset({"và", "của", "các", "về", "trên", "thuộc", "cho"})
_RESTART = re.compile(r"(?<![^\W\d_])(?:" + "|".join(WORDS.longest_first("agency", "restarts")) + r")(?=\s+[^\W\d_])")
_COMMITTEES = WORDS.longest_first("agency", "committees")
_WRITTEN_OUT = WORDS.written_out
_BARE_PLACE = re.compile(r"\s(?:" + "|".join(re.escape(word) for word in _PLACES) + r")$")


def begins_with(folded: str, words: tuple[str, ...]) -> str | None:
    """Return the first of `words` that a folded text begins with as a whole word."""
    for word in words:
        if folded.startswith(word) and (len(folded) == len(word) or not folded[len(word)].isalnum()):
            return word
    return None


def units_of(lines: list[str]) -> list[str]:
    """Join the lines of a head to names of offices, the highest first.

    >>> units_of(["UBND HUYỆN X", "ỦY BAN NHÂN DÂN", "XÃ Y"])
    ['UBND HUYỆN X', 'ỦY BAN NHÂN DÂN XÃ Y']
    """
    units: list[str] = []
    for line in [part for written in lines for part in _offices(written)]:
        folded = fold(line)
        if not units or begins_with(folded, _KINDS):
            units.append(line)
        elif begins_with(folded, _PLACES):
            if place_of(units[-1]) is None:
                units[-1] = f"{units[-1]} {line}"
            else:
                units.append(line)
        else:
            units[-1] = f"{units[-1]} {line}"
    return units


def _offices(line: str) -> list[str]:
    """Divide a line that holds two offices, one behind the other.

    >>> _offices("UBND HUYỆN MAI SƠN UBND XÃ TÂN LẬP"), _offices("UBND XÃ TÂN HỘI")
    (['UBND HUYỆN MAI SƠN', 'UBND XÃ TÂN LẬP'], ['UBND XÃ TÂN HỘI'])
    """
    for found in _RESTART.finditer(fold(line)):
        if found.start() and place_of(line[: found.start()].strip()) is not None:
            return [line[: found.start()].strip(), *_offices(line[found.start() :])]
    return [line]


def place_of(name: str) -> str | None:
    """Return the part of an office's name that says where it is: "huyện Mai Sơn"."""
    found = _PLACE_WORD.search(fold(name))
    if found is None or found.end() >= len(name):
        return None
    return name[found.start() :].strip()


_COUNCIL = re.compile(r"(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân)(?![^\W\d_])")
_COMMUNES = ("xã", "phường", "thị trấn", "đặc khu")


def issuer(lines: list[str]) -> tuple[str | None, str | None]:
    """Return the office that issued the report and the one above it, in their short forms.

    >>> issuer(["UBND HUYỆN QUỲ SƠN", "PHÒNG NỘI VỤ"])
    ('Phòng Nội vụ huyện Quỳ Sơn', 'UBND huyện Quỳ Sơn')
    """
    units = units_of([line for line in (line.strip(" *.-–_:") for line in lines) if any(map(str.isalpha, line))])
    if not units:
        return None, None
    parent = short_name(units[-2]) if len(units) > 1 else None
    own = short_name(_of_body(units[-1], units[-2]) if len(units) > 1 else units[-1])
    place = place_of(parent) if parent is not None else None
    bare = _BARE_PLACE.search(fold(own))
    if place is not None and bare is not None:
        own = f"{own[: bare.start()]} {place}"
    elif place is not None and place_of(own) is None and begins_with(fold(units[-1]), _ORGANS):
        own = f"{own} {place}"
    return own, parent


def _of_body(unit: str, above: str) -> str:
    """Return the body that a committee leads where its line names the place only: that of the line above.

    >>> _of_body("BAN THƯỜNG VỤ HUYỆN X", "HỘI LHPN TỈNH Y"), _of_body("XÃ Z", "UBND HUYỆN X")
    ('HỘI LHPN HUYỆN X', 'UBND XÃ Z')
    """
    if _COUNCIL.match(fold(above)) and begins_with(fold(unit), _COMMUNES) is not None:
        return f"UBND {unit}"
    committee = begins_with(fold(unit), _COMMITTEES)
    rest = unit[len(committee) :].strip() if committee is not None else ""
    place = place_of(above)
    if not rest or place is None or begins_with(fold(rest), _PLACES) is None:
        return unit
    return f"{above[: len(above) - len(place)].strip()} {rest}"


def short_name(name: str) -> str:
    """Return an office's name in its short form, in the usual small and capital letters.

    >>> short_name("ỦY BAN NHÂN DÂN XÃ TÂN LẬP"), short_name("TRƯỜNG TIỂU HỌC CHÂU HỒNG")
    ('UBND xã Tân Lập', 'Trường Tiểu học Châu Hồng')
    """
    name = _spelled_out(" ".join(name.split()))
    folded = fold(name)
    head = next((long for long in _SHORT if begins_with(folded, (long,))), None)
    if head is not None:
        rest = name[len(head) :].strip()
        return f"{_SHORT[head]} {_cased(rest) if is_caps(rest) else rest}".strip()
    return _cased(name) if is_caps(name) else name


def _spelled_out(name: str) -> str:
    """Return a name without "Ban Chấp hành" before the body that it leads, and its abbreviations written out."""
    committee = begins_with(fold(name), _COMMITTEES)
    if committee is not None and len(name) > len(committee):
        rest = name[len(committee) :].strip()
        name = rest if begins_with(fold(rest), _KINDS) else name
    short = begins_with(fold(name), tuple(_WRITTEN_OUT))
    if short is None:
        return name
    long = _WRITTEN_OUT[short]
    return f"{long.upper() if is_caps(name) else long}{name[len(short) :]}"


def _cased(name: str) -> str:
    """Return a name in capitals as one writes it in a sentence."""
    folded = fold(name)
    kind = begins_with(folded, _KINDS)
    found: list[str] = []
    at = 0
    if kind is not None:
        first, _, rest = kind.partition(" ")
        found.append(_SHORT.get(kind) or f"{first.capitalize()} {_PHRASES.get(rest, rest)}".strip())
        at = len(kind)
    for start, end, written in _parts(folded, at):
        word = name[start:end]
        found.append(written if written is not None else _capital(word))
    return " ".join(part for part in found if part)


def _parts(folded: str, at: int) -> list[tuple[int, int, str | None]]:
    """Divide a folded name at spaces; known phrases and words of place come with the way they are written."""
    found: list[tuple[int, int, str | None]] = []
    while at < len(folded):
        if folded[at] == " ":
            at += 1
            continue
        phrase = begins_with(folded[at:], tuple(sorted(_PHRASES, key=len, reverse=True)))
        place = begins_with(folded[at:], _PLACES)
        end = folded.find(" ", at)
        end = len(folded) if end < 0 else end
        if phrase is not None:
            found.append((at, at + len(phrase), _PHRASES[phrase]))
            at += len(phrase)
        elif place is not None and at + len(place) < len(folded):
            found.append((at, at + len(place), place))
            at += len(place)
        else:
            word = folded[at:end]
            found.append((at, end, word if word in _LOWER or not any(map(str.isalpha, word)) else None))
            at = end
    return found


def _capital(word: str) -> str:
    """Return a word in capitals with a capital first letter only; abbreviations, which have no vowel, as they are.

    >>> _capital("LẬP"), _capital("LĐ-TB&XH")
    ('Lập', 'LĐ-TB&XH')
    """
    if "&" in word or not _VOWEL.search(bare(word)):
        return word
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
