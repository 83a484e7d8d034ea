"""Names of offices and places in one spelling, so that names written in several ways fall together.

Enters: a name as a report writes it, such as "ỦY BAN NHÂN DÂN P. BẮC KẠN, TỈNH THÁI NGUYÊN". Leaves: an `OfficeName`:
the organ "ubnd", the commune "phường bắc kạn", the province "thái nguyên".
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.language.text import fold, squeeze

_JOINERS = re.compile(r"[-–—’'`´.]+")
_ZERO = re.compile(r"(?<=\s)0+(?=\d)")
_FINAL_Y = re.compile(r"(?<![^\W\d_])([bcdđghklmnprstvx]{1,2})([yýỳỷỹỵ])(?![^\W\d_])")
_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_COMMUNE = re.compile(r"(?<![^\W\d_])(?P<kind>xã|phường|thị trấn|đặc khu|xa|phuong|thi tran|dac khu)\s+(?P<rest>\S.*)")
_MARKED = {"xa": "xã", "phuong": "phường", "thi tran": "thị trấn", "dac khu": "đặc khu"}
_ABOVE = r"huyện|quận|thị xã|thành phố|tỉnh|huyen|quan|thi xa|thanh pho|tinh"
_TAIL = re.compile(rf"\s*(?:[,;(]|(?<!^)\s(?:thuộc\s+)?(?={_ABOVE}\s))\s*")
_DISTRICT = re.compile(
    r"(?<![^\W\d_])(huyện|quận|thị xã|thành phố)\s+([^\W\d_][^,;.()]*?)(?=\s*(?:$|[,;.()]|\stỉnh\s))"
)


@dataclass(frozen=True, slots=True)
class OfficeName:
    """Whose a report is: `organ` "ubnd", `commune` "phường bắc kạn" (`None` for an office of another level)."""

    organ: str
    commune: str | None
    tail: str

    @property
    def key(self) -> str:
        """The whole name for comparing, without what stands above the commune."""
        return f"{self.organ} {self.commune}".strip() if self.commune else self.organ


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = tomllib.loads(
        Path(__file__).with_name("names.toml").read_text(encoding="utf-8")
    )
    return tables


@lru_cache(maxsize=1)
def _abbreviation() -> re.Pattern[str]:
    longest = sorted(_tables()["abbreviations"], key=len, reverse=True)
    ends = (re.escape(word) + ("" if word.endswith(".") else r"(?![^\W_])") for word in longest)
    return re.compile(r"(?<![^\W_])(?:" + "|".join(ends) + ")")


def other_name(province: str) -> str:
    """Return the official name of a province that is called otherwise too; both for comparing."""
    return _tables()["provinces"].get(province, province)


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """Return `name` in the one spelling that names are compared in.

    >>> plain("Xã  Mỹ Lý"), plain("xã mĩ lí"), plain("Phường 01"), plain("Xã Ea H’Leo"), plain("Bà Rịa-Vũng Tàu")
    ('xã mĩ lí', 'xã mĩ lí', 'phường 1', 'xã ea h leo', 'bà rịa vũng tàu')
    """
    text = squeeze(_JOINERS.sub(" ", fold(name)))
    text = _FINAL_Y.sub(lambda found: found[1] + found[2].translate(_I), _ZERO.sub("", text))
    syllables = _tables()["syllables"]
    return " ".join(syllables.get(word, word) for word in text.split())


@lru_cache(maxsize=4096)
def office_name(written: str) -> OfficeName:
    """Return what the name of an office says.

    >>> office_name("ỦY BAN NHÂN DÂN P. BẮC KẠN, TỈNH THÁI NGUYÊN")
    OfficeName(organ='ubnd', commune='phường bắc kạn', tail='tỉnh thái nguyên')
    >>> office_name("UBND xã Mỹ Lý").key == office_name("Uỷ ban nhân dân xã Mĩ Lí huyện Kỳ Sơn").key
    True
    """
    text = _written_out(written)
    found = _COMMUNE.search(text)
    if found is None:
        return OfficeName(plain(text), None, "")
    parts = _TAIL.split(found["rest"], maxsplit=1)
    kind = _MARKED.get(found["kind"], found["kind"])
    return OfficeName(
        plain(text[: found.start()]), f"{kind} {plain(parts[0])}", plain(parts[1]) if len(parts) > 1 else ""
    )


def _written_out(name: str) -> str:
    """Return a name folded, its abbreviations in one form."""
    return squeeze(_abbreviation().sub(lambda found: _tables()["abbreviations"][found[0]], fold(squeeze(name))))


def district_in(text: str) -> str | None:
    """Return the district that `text` names, for comparing, or `None`.

    >>> district_in("UBND huyện Diễn Châu, tỉnh Nghệ An"), district_in("UBND TX. Mỹ Hào"), district_in("UBND tỉnh X")
    ('huyện diễn châu', 'thị xã mĩ hào', None)
    """
    found = _DISTRICT.search(_written_out(text))
    return None if found is None else plain(f"{found[1]} {found[2]}")
