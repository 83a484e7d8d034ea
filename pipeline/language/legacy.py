"""The old codes of Vietnamese: TCVN3 (ABC), VNI-Windows and VIQR, to Unicode and what their fonts are called.

Enters: text whose letters are those of an old code as a Unicode program shows them ("Tæng ®µn lîn", "Toång ñaøn lôïn",
"To^?ng dda`n lo+.n"). Leaves: "Tổng đàn lợn" in NFC. Whether a text is in such a code is told in `recode`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"(?i:[ ,_-]*(?:mt|ps|regular|bold|italic|oblique|normal|bd))*$|(?:,[A-Za-z]*)$")
_TCVN3_FONT = re.compile(r"[ _]*(?:(?i:(?:\.|#2e)vn)|Vn(?=[A-Z]))")
_CAPITALS_FONT = re.compile(r"(?:H|(?i:(?:time|arial)h))$")
_VNI_FONT = re.compile(r"(?i:vni[-_ ])|VNI(?=[A-Z])")
# What programs make of single bytes: the micro sign as Greek mu, bytes of symbol fonts as private characters
_AS_BYTES = str.maketrans({"\u03bc": "\u00b5"} | {chr(0xF000 + code): chr(code) for code in range(0x20, 0x100)})


class Code(StrEnum):
    """An old code, by the name that messages give it."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI-Windows"
    VIQR = "VIQR"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a font of an old code makes of bytes: letters of a code, all as capitals perhaps."""

    code: Code
    capitals: bool = False


@lru_cache(maxsize=4096)
def font_setting(name: str | None) -> Setting | None:
    """Return the old code that a font by its name is made for, or `None` for any other font.

    >>> font_setting("ABCDEF+VNI-Times,Bold"), font_setting("Times New Roman")
    (Setting(code=<Code.VNI: 'VNI-Windows'>, capitals=False), None)
    >>> font_setting(".VnTimeH")
    Setting(code=<Code.TCVN3: 'TCVN3 (ABC)'>, capitals=True)
    """
    if not name:
        return None
    name = _SUBSET.sub("", name)
    if _VNI_FONT.match(name):
        return Setting(Code.VNI)
    if _TCVN3_FONT.match(name):
        return Setting(Code.TCVN3, capitals=_CAPITALS_FONT.search(_STYLE.sub("", name)) is not None)
    return None


def decode(text: str, code: Code, capitals: bool = False) -> str:
    """Return `text`, which is in an old code, in Unicode NFC; `capitals` where the font shows small letters as
    capitals.

    >>> decode("céng hoµ", Code.TCVN3, capitals=True), decode("Coäng hoøa", Code.VNI), decode("Co^.ng", Code.VIQR)
    ('CỘNG HOÀ', 'Cộng hòa', 'Cộng')
    """
    if code is Code.TCVN3:
        decoded = text.translate(_AS_BYTES).translate(_tcvn3())
    elif code is Code.VNI:
        decoded = _vni_pattern().sub(_vni_letter, text.translate(_AS_BYTES))
    else:
        decoded = _viqr_pattern().sub(_viqr_letter, text)
    return unicodedata.normalize("NFC", decoded.upper() if capitals else decoded)


def is_byte(char: str) -> bool:
    """Tell whether a character may stand for a byte of an old code: any of Latin-1 and Windows-1252."""
    return ord(char.translate(_AS_BYTES)) < 0x100 or char in _WINDOWS


def is_vni_mark(char: str) -> bool:
    """Tell whether a character can be the second byte of a VNI letter."""
    return char.lower() in _vni_marks()


_WINDOWS = frozenset(bytes(set(range(0x80, 0xA0)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D}).decode("cp1252"))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("pipeline.language").joinpath("legacy.toml").read_text(encoding="utf-8"))


@cache
def _tcvn3() -> dict[int, str]:
    return {
        int(first, 16) + index: letter for first, row in _data()["tcvn3"]["rows"] for index, letter in enumerate(row)
    }


@cache
def _vni_marks() -> frozenset[str]:
    return frozenset(_data()["vni"]["marks"])


@cache
def _vni_letters() -> dict[str, str]:
    """Return every letter of VNI as it is written there, both cases; a small mark behind a capital counts too."""
    data = _data()["vni"]
    single: dict[str, str] = data["letters"]
    letters = dict(single)
    for mark, signs in data["marks"].items():
        bearers = (
            data["circumflex"] if signs[0] == "\u0302" else data["breve"] if signs[0] == "\u0306" else data["tone"]
        )
        for bearer in bearers:
            letters[bearer + mark] = unicodedata.normalize("NFC", single.get(bearer, bearer) + signs)
    capitals = {written.upper(): letter.upper() for written, letter in letters.items()}
    mixed = {
        written[0].upper() + written[1]: letter.upper() for written, letter in letters.items() if len(written) == 2
    }
    return letters | mixed | capitals


@cache
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_vni_letters(), key=len, reverse=True)))


def _vni_letter(found: re.Match[str]) -> str:
    return _vni_letters()[found[0]]


@cache
def _viqr_pattern() -> re.Pattern[str]:
    data = _data()["viqr"]
    tones = re.escape("".join(data["tones"]))
    shaped = "|".join(
        f"[{letters}{letters.upper()}]{re.escape(sign)}[{tones}]?" for sign, letters in data["shaped"].items()
    )
    toned = f"[{data['toned']}{data['toned'].upper()}][{tones}]"
    return re.compile(rf"\\(?P<taken>[\\{tones}^(+dD])|(?P<stroke>[dD][dD])|(?P<letter>{shaped}|{toned})")


def _viqr_letter(found: re.Match[str]) -> str:
    if found["taken"]:
        return found["taken"]
    if found["stroke"]:
        return "Đ" if found["stroke"][0] == "D" else "đ"
    signs = {**_data()["viqr"]["shapes"], **_data()["viqr"]["tones"]}
    written = found["letter"]
    return unicodedata.normalize("NFC", written[0] + "".join(signs[mark] for mark in written[1:]))
