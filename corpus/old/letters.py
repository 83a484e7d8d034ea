"""Unicode letters as TCVN3, VNI-Windows and VIQR write them.

Enters: text in NFC. Leaves: the bytes of the old code as Latin-1 letters, in runs that need an ordinary font or one of
capitals. "Ánh" in TCVN3 is "¸" in .VnTimeH and "nh" in .VnTime. The tables stand here on their own, spelt letter by
letter, so that a slip in the program's tables shows.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

CODES = ("tcvn3", "vni", "viqr")

_LETTERS = """
à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ đ è ẻ ẽ é ẹ ê ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ
ù ủ ũ ú ụ ư ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ
"""
_IN_TCVN3 = """
µ ¶ · ¸ ¹ ¨ » ¼ ½ ¾ Æ © Ç È É Ê Ë ® Ì Î Ï Ð Ñ ª Ò Ó Ô Õ Ö × Ø Ü Ý Þ ß á â ã ä « å æ ç è é ¬ ê ë ì í î
ï ñ ò ó ô \u00ad õ ö ÷ ø ù ú û ü ý þ
"""
_IN_VNI = """
aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò oø oû oõ où oï
oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î
"""
_VNI = dict(zip(_LETTERS.split(), _IN_VNI.split(), strict=True))
_TCVN3 = dict(zip([*_LETTERS.split(), *"ĂÂĐÊÔƠƯ"], [*_IN_TCVN3.split(), *"¡¢§£¤¥¦"], strict=True))
_VIQR_SIGNS = dict(zip("\u0306\u0302\u031b\u0301\u0300\u0309\u0303\u0323", "(^+'`?~.", strict=True))
_VIQR_ORDER = "(^+'`?~."


def vietnamese() -> str:
    """Every letter of Vietnamese that ASCII lacks, small."""
    return "".join(_VNI)


def in_vni(text: str) -> str:
    """Text in VNI-Windows; capitals take the capital form of the mark."""
    return "".join(_VNI.get(char) or (_VNI[char.lower()].upper() if char.lower() in _VNI else char) for char in text)


def in_viqr(text: str) -> str:
    """Text in VIQR, a backslash before each sign that stands for itself."""
    done = ""
    for char in text:
        signs = [_VIQR_SIGNS[sign] for sign in unicodedata.normalize("NFD", char)[1:] if sign in _VIQR_SIGNS]
        if char in "đĐ":
            done += "dd" if char == "đ" else "DD"
        elif signs:
            done += unicodedata.normalize("NFD", char)[0] + "".join(sorted(signs, key=_VIQR_ORDER.index))
        elif (
            char == "\\"
            or (char in _VIQR_ORDER and done and (done[-1].isalpha() or done[-1] in _VIQR_ORDER))
            or (char in "dD" and done[-1:] in ("d", "D"))
        ):
            done += "\\" + char
        else:
            done += char
    return done


def in_tcvn3(text: str) -> list[tuple[str, bool]]:
    """Text in TCVN3, in runs of which each needs an ordinary font or (true) a font of capitals."""
    runs = groupby(text, key=lambda char: char not in _TCVN3 and char.lower() in _TCVN3)
    return [("".join(_TCVN3.get(char.lower() if caps else char, char) for char in run), caps) for caps, run in runs]


def in_tcvn3_plain(text: str) -> str:
    """Text in TCVN3 where no font tells capitals: those beyond the seven are lost."""
    return "".join(run for run, _ in in_tcvn3(text))


def written(text: str, code: str) -> list[tuple[str, bool]]:
    """Text in a code by its name, in runs as `in_tcvn3` gives them; only TCVN3 has more than one."""
    if code == "tcvn3":
        return in_tcvn3(text)
    return [(in_vni(text) if code == "vni" else in_viqr(text), False)] if text else []


def font_of(code: str, capitals: bool) -> str:
    """The name of the font that shows a code."""
    return {"tcvn3": ".VnTimeH" if capitals else ".VnTime", "vni": "VNI-Times"}.get(code, "Times New Roman")
