"""The tables of the old codes against encoders that were written apart from them, and another program's table."""

from __future__ import annotations

import codecs
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.old.letters import in_tcvn3, in_viqr, in_vni, vietnamese
from pipeline.language.legacy import Code, Setting, decode, font_setting, is_byte, is_vni_mark

LETTERS = vietnamese() + vietnamese().upper()
TEXT = st.text(
    alphabet=LETTERS + "abcdeghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY 0123456789.,;:!?()/%-+'`~^\"=", max_size=80
)


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_of_every_code(letter: str) -> None:
    runs = in_tcvn3(letter)
    assert "".join(decode(run, Code.TCVN3, capitals) for run, capitals in runs) == letter
    assert decode(in_vni(letter), Code.VNI) == letter
    assert decode(in_viqr(letter), Code.VIQR) == letter


@given(TEXT)
def test_text_comes_back_from_tcvn3(text: str) -> None:
    assert "".join(decode(run, Code.TCVN3, capitals) for run, capitals in in_tcvn3(text)) == text


@given(TEXT)
def test_text_comes_back_from_vni(text: str) -> None:
    assert decode(in_vni(text), Code.VNI) == text


@given(TEXT)
def test_text_comes_back_from_viqr(text: str) -> None:
    assert decode(in_viqr(text), Code.VIQR) == text


def test_a_small_mark_behind_a_capital_of_vni() -> None:
    assert decode("Aùnh AÙNH Oâng", Code.VNI) == "Ánh ÁNH Ông"


def test_a_font_of_capitals_makes_ascii_letters_capitals_too() -> None:
    assert decode("céng hoµ x· héi", Code.TCVN3, capitals=True) == "CỘNG HOÀ XÃ HỘI"


def test_letters_as_other_programs_hand_them_on() -> None:
    assert decode("\uf0ae\u03bcn \uf0b8", Code.TCVN3) == "đàn á"


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        (".VnTime", Setting(Code.TCVN3)),
        (".VnTimeH", Setting(Code.TCVN3, True)),
        (".vntime", Setting(Code.TCVN3)),
        (".VnArial NarrowH", Setting(Code.TCVN3, True)),
        (".VnSouthernH", Setting(Code.TCVN3, True)),
        (".VnClarendonH-Bold", Setting(Code.TCVN3, True)),
        ("ABCDEF+.VnTimeH,BoldItalic", Setting(Code.TCVN3, True)),
        ("ABCDEF+VnTime", Setting(Code.TCVN3)),
        ("#2eVnTimeH", Setting(Code.TCVN3, True)),
        ("VNI-Times", Setting(Code.VNI)),
        ("ABCDEF+VNI-Helve-Condense,Bold", Setting(Code.VNI)),
        ("VNI Times", Setting(Code.VNI)),
        ("VNtimes new roman", None),
        ("Times New Roman", None),
        ("ABCDEF+TimesNewRomanPS-BoldMT", None),
        ("Venice", None),
        ("", None),
        (None, None),
    ],
)
def test_fonts(name: str | None, setting: Setting | None) -> None:
    assert font_setting(name) == setting


def test_bytes_and_marks() -> None:
    assert all(map(is_byte, "aµ®\u00ad“–"))
    assert not any(map(is_byte, "ạđư日"))
    assert [is_vni_mark(char) for char in "øÂäñô"] == [True, True, True, False, False]


def test_tcvn3_against_the_systems_own_table() -> None:
    program = shutil.which("iconv")
    if program is None:
        pytest.skip("no iconv on this machine")
    codes = bytes(code for code in range(0xA1, 0x100) if decode(chr(code), Code.TCVN3) != chr(code))
    done = subprocess.run([program, "-f", "TCVN5712-1", "-t", "UTF-8"], input=codes, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this machine's iconv lacks TCVN 5712")
    assert decode(codes.decode("latin-1"), Code.TCVN3) == done.stdout.decode()
    assert codecs.lookup("cp1258").name == "cp1258"
