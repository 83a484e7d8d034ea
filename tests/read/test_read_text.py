"""The reader of plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.read import read_document
from pipeline.read.clean import clean
from pipeline.read.content import Opened
from pipeline.read.markdown import parse_line
from pipeline.read.text import read
from schemas.document import Line, Table

Write = Callable[..., Path]


def lines(path: Path) -> list[Line]:
    return [item for item in read_document(path).items if isinstance(item, Line)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_unicode_files(write: Write, encoding: str, end: str) -> None:
    text = f"Tổng đàn lợn{end}{end}1.238 con"
    assert [line.text for line in lines(write(text.encode(encoding), "a.txt"))] == ["Tổng đàn lợn", "1.238 con"]


def test_an_unknown_encoding_names_the_trouble(write: Write) -> None:
    with pytest.raises(InputError, match="TCVN3") as caught:
        read_document(write("Tæng þþþ lîn ððð".encode("latin-1"), "a.txt"))
    assert "byte thứ 2" in str(caught.value)


def test_each_line_is_whole_and_blank_lines_show_as_gap(write: Write) -> None:
    read_lines = lines(write("BÁO CÁO\n\n\nTrong tháng đạt 12 ha.\nBò 04 con.\n"))
    assert [(line.whole, line.gap) for line in read_lines] == [(True, 0.0), (True, 2.0), (True, 0.0)]
    assert all(line.page is None and line.words[0].box is None for line in read_lines)


def test_form_feed_ends_a_page(write: Write) -> None:
    document = read_document(write("Trang một\n\fTrang hai\n\f\n"))
    assert document.source.pages == 2
    assert [item.page for item in document.items] == [1, 2]


def test_hard_wrapped_text_is_not_whole(write: Write) -> None:
    text = (
        "1. Trồng trọt\n"
        "Trong tháng, UBND phường đã tích cực chỉ đạo các tổ dân phố\n"
        "và nhân dân sản xuất cây trồng vụ xuân, với một số cây trồng\n"
        "chính như: cây ngô, đã trồng được khoảng 32/32 ha; cây lúa,\n"
        "đã cấy được 100/100 ha, đạt 100%.\n"
        "2. Chăn nuôi\n"
        "Tổng đàn gia súc hiện có là 1.848 con, trong đó: trâu 21 con,\n"
        "bò 04 con, ngựa 08 con, dê 539 con, lợn 1.238 con; gia cầm\n"
        "68.152 con.\n"
    )
    read_lines = lines(write(text))
    assert not any(line.whole for line in read_lines)
    assert [line.full for line in read_lines] == [False, True, True, True, False, False, True, True, False]


def test_a_paragraph_a_line_is_not_taken_for_wrapped(write: Write) -> None:
    text = "Nơi nhận:\n- Như trên;\n- TT HĐND phường;\n- Lưu: VT.\n" * 5 + "sở tại địa phương tiếp tục được quan tâm.\n"
    assert all(line.whole for line in lines(write(text)))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("* **Bảo trợ xã hội:** Tổ chức", "* Bảo trợ xã hội: Tổ chức"),
        ("kỳ (*từ ngày 17/4/2026 đến hết ngày 16/5/2026*): 701", "kỳ (từ ngày 17/4/2026 đến hết ngày 16/5/2026): 701"),
        ("được $218/282 = 77,3\\%$ trẻ", "được 218/282 = 77,3% trẻ"),
        ("đạt $\\frac{120}{150} = 80\\%$; $35\\text{ m}^{2}$", "đạt 120/150 = 80%; 35 m2"),
        ("rộng 35 m^2, 40 m$^{2}$ và 12 m<sup>3</sup>", "rộng 35 m2, 40 m2 và 12 m3"),
        ("khoảng $10^{3}$ lượt", "khoảng 10³ lượt"),
        ("giá từ $100 đến $200", "giá từ $100 đến $200"),
        ("đạt 98\\% kế hoạch 1\\. 2\\-3", "đạt 98% kế hoạch 1. 2-3"),
        ("## 3.1. Trồng trọt ##", "3.1. Trồng trọt"),
        ("_nghiêng_ và VP.hien_btt_a, 2*3*4", "nghiêng và VP.hien_btt_a, 2*3*4"),
        ("Kinh tế &amp; xã hội &ge; 5&nbsp;ha AT&T;", "Kinh tế & xã hội ≥ 5 ha AT&T;"),
        ("xem [Cổng](https://a.vn/b) và [1]", "xem Cổng và [1]"),
        ("* Ghi chú: số (*) là ước tính", "* Ghi chú: số (*) là ước tính"),
    ],
)
def test_leftovers_are_read_as_what_they_mean(line: str, text: str) -> None:
    assert parse_line(clean(line)).text == text


def test_marks_of_a_line() -> None:
    assert parse_line("**A. KẾT QUẢ**").bold
    assert parse_line("*(Có biểu kèm theo)*").italic
    assert not parse_line("**Lúa:** 100 ha").bold
    assert parse_line("* Lúa").marker == "*"
    assert parse_line("- Lúa").marker is None
    assert parse_line("# I. KINH TẾ").style == "Heading 1"


def test_markdown_table(write: Write) -> None:
    table = read_document(write("Biểu 1\n\n| Cây | Diện tích |\n|---|--:|\n| **Lúa** | 100 ha |\nHết\n", "a.md")).items[
        1
    ]
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["Cây", "Diện tích"], ["Lúa", "100 ha"]]


def test_line_break_of_html(write: Write) -> None:
    assert [line.text for line in lines(write("TM. ỦY BAN<br>CHỦ TỊCH<BR/>A"))] == ["TM. ỦY BAN", "CHỦ TỊCH", "A"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Tổng\u00a0đàn\u2009lợn\u3000x", "Tổng đàn lợn x"),
        ("Tô\u0309ng đa\u0300n", "Tổng đàn"),
        ("lợn\u200b 1\ufeff.238", "lợn 1.238"),
        ("hoạt\u00adđộng", "hoạtđộng"),
        ("ph­¬ng h­íng", "ph­¬ng h­íng"),
        ("KH\u2011UBND 10³ – ½", "KH-UBND 10³ – ½"),
        ("\uf0b7 Lúa \uf0b3 5", "• Lúa ≥ 5"),
        ("hiệu quả ﬁ", "hiệu quả fi"),
    ],
)
def test_characters(raw: str, text: str) -> None:
    assert clean(raw) == text


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    opened = Opened(Path("a.txt"), text.encode("utf-8", "surrogatepass") or b" ")
    try:
        content = read(opened)
    except InputError:
        return
    assert all(word.text and not re.search(r"\s", word.text) for item in content.items for word in _words(item))


_PIECES = st.sampled_from(
    [
        "Tổng đàn",
        "1.238",
        "12,5%",
        "(3)",
        "* ",
        "**đạt**",
        "$",
        "_",
        "\\%",
        "#",
        "ha;",
        "- ",
        "|",
        "<b>",
        "&lt;",
        "100/150",
    ]
)


@given(st.lists(st.lists(_PIECES, max_size=8).map(" ".join), max_size=12).map("\n".join))
def test_no_number_is_lost(text: str) -> None:
    opened = Opened(Path("a.txt"), text.encode() or b" ")
    try:
        content = read(opened)
    except InputError:
        assert not re.search(r"\d", text)
        return
    read_text = " ".join(word.text for item in content.items for word in _words(item))
    assert re.findall(r"\d+", read_text) == re.findall(r"\d+", text)


def _words(item: Line | Table) -> list:  # type: ignore[type-arg]
    return (
        list(item.words)
        if isinstance(item, Line)
        else [word for row in item.rows for cell in row for word in cell.words]
    )
