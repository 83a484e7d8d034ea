"""Telling old codes from sound text: what is sound never changes, what is encoded comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.old.letters import in_tcvn3, in_tcvn3_plain, in_viqr, in_vni
from pipeline.language.legacy import Code
from pipeline.language.recode import Recoder, hyphens_as_u, weigh
from pipeline.language.syllables import syllables

PARAGRAPHS = [
    "Trong tháng, UBND xã đã chỉ đạo các thôn gieo trồng được 1.234,5 ha lúa mùa, đạt 98,2% kế hoạch.",
    "Tổng đàn gia súc hiện có 12.345 con, trong đó: trâu 21 con, bò 04 con, ngựa 08 con, dê 539 con, lợn 1.238 con.",
    "Thu ngân sách nhà nước trên địa bàn đạt 63.155/103.600 triệu đồng, bằng 60,96% dự toán được giao.",
    "Tiếp nhận 1.205 hồ sơ; đã giải quyết đúng hạn 1.198 hồ sơ, không có hồ sơ quá hạn (Kế hoạch số 141/KH-UBND).",
    "Công tác phòng cháy, chữa cháy được duy trì; ẳng ẵm, kỵ binh, ỷ lại, thuở nhỏ, khuỷu tay, đặc khu, lưỡng lự.",
]
WORDS = st.lists(st.sampled_from(syllables()), min_size=1, max_size=30)
SIGNS = st.sampled_from([" ", " ", " ", ", ", ". ", " 12 ", "; ", " - ", " (5) "])


def _through(paragraphs: list[tuple[str, str | None]]) -> list[str]:
    recoder = Recoder()
    for text, font in paragraphs:
        recoder.learn(text, font)
    return [recoder.recode(text, font) for text, font in paragraphs]


@given(WORDS, SIGNS, st.sampled_from([None, "Times New Roman"]), st.sampled_from(["lower", "title", "upper"]))
def test_sound_text_is_unchanged(words: list[str], sign: str, font: str | None, case: str) -> None:
    text: str = getattr(sign.join(words), case)()
    assert _through([(text, font)]) == [text]


@given(WORDS)
def test_sound_text_among_text_in_an_old_code_is_unchanged(words: list[str]) -> None:
    sound = "Đồng bộ " + " ".join(words)
    assert _through([(in_tcvn3_plain(text), None) for text in PARAGRAPHS] + [(sound, None)])[-1] == sound


@given(WORDS, st.booleans())
def test_text_in_a_named_font_comes_back(words: list[str], capitals: bool) -> None:
    text = " ".join(words).upper() if capitals else " ".join(words).capitalize()
    runs = [(run, ".VnTimeH" if caps else ".VnTime") for run, caps in in_tcvn3(text)]
    assert "".join(_through(list(runs))) == text
    assert _through([(in_vni(text), "VNI-Times")]) == [text]


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_text_without_a_telling_font_comes_back(text: str) -> None:
    assert _through([(in_tcvn3_plain(text), None)]) == [text]
    assert _through([(in_vni(text), "Arial")]) == [text]
    assert _through([(in_vni(text.upper()), None)]) == [text.upper()]
    assert _through([(in_viqr(text), None)]) == [text]


def test_short_lines_follow_their_file() -> None:
    short = ["có", "ở", "Số", "cũ"]
    lines = [*PARAGRAPHS, *short]
    assert _through([(in_tcvn3_plain(line), None) for line in lines]) == lines


def test_a_font_whose_name_lies_is_not_believed() -> None:
    sound = "có là và cá đã"
    assert _through([("là và thì mà có hay không, tài chính", ".VnTime")]) == ["là và thì mà có hay không, tài chính"]
    assert _through([(sound, ".VnTime")]) == [sound]
    assert _through([(in_vni(PARAGRAPHS[0]), ".VnTime")]) == [PARAGRAPHS[0]]


@pytest.mark.parametrize(
    "text",
    [
        "Bao cao thang 5. Tong dan lon 1.238 con, dat 98%. Ho ngheo giam.",
        "The address: add a+b, o.k. Middle added; e.g. foo(a), x^2 (see http://a.vn/dd+a.)",
        "· ® © µ ¸ 25°C ± 2 § 5",
        "Café Müller São Paulo naïve résumé Zürich Ångström",
        "",
    ],
)
def test_other_text_is_unchanged(text: str) -> None:
    assert _through([(text, None)]) == [text]
    assert weigh(text).verdict() is None


def test_bullets_of_a_symbol_font_are_no_letters() -> None:
    bullets: list[tuple[str, str | None]] = [("·", "Symbol")] * 20
    assert _through(bullets) == ["·"] * 20


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ph-êng", "ph\u00adêng"),
        ("nh-,", "nh\u00ad,"),
        ("(t-", "(t\u00ad"),
        ("kinh", "kinh"),
        ("tÕ-x·", "tÕ-x·"),
        ("-", "-"),
    ],
)
def test_hyphens_that_were_u(written: str, meant: str) -> None:
    assert hyphens_as_u(written) == meant


def test_what_it_says() -> None:
    recoder = Recoder()
    assert recoder.remark() is None
    recoder.recode("®µn lîn", ".VnTime")
    assert recoder.remark() == "văn bản dùng bảng mã cũ TCVN3 (ABC); đã chuyển sang Unicode"
    assert recoder.used == {Code.TCVN3: 1}
