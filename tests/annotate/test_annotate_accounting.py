"""Nothing is dropped: every number of a text ends as a quantity, as something else, or is said to be unread."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.annotate.passage import annotate
from schemas.mention import Passage

UNHURRIED = settings(deadline=None, derandomize=True, max_examples=80)
"""The first text of a run loads the word segmentation, so no deadline; the same texts every time."""

DEV = sorted((Path(__file__).parents[2] / "corpus" / "dev").glob("*.txt"))
PIECES = """\
Thu ngân sách
đạt
12 tỷ đồng
1.204,318
3,412
con
6.4 ha
1.2.3
12,5,7
38/40
12 lượt/19 người
ngày
12/4/2026
30/02
tháng 5
năm 2026
tháng 5801,9 tỷ
quý I/2026
lũy kế
5 tháng đầu năm
45/KH-UBND
số
Nghị quyết 30a
khóa XX
lần thứ 6
từ
đến
15 tuổi
60
%
(
)
,
;
:
-
–
/
.
[2]
(1)
m2
m 3
0912.345.678
24/24
giai đoạn 2021-2025
trong đó
tổ 11A,
quốc lộ 3
xếp thứ 14/102
8.150.000đ
+3,4%
- 40%
trđ
nghìn
25 tỷ 941 triệu
OCOP 3 sao
07h30
ST25
2025
T5
Điều 4
100 ngày
không có
gấp 1,8 lần
""".splitlines()


def _spaced(found: re.Match[str]) -> str:
    """Return two pieces that would run into one another with a space between them."""
    return found[0].replace("\0", " ")


TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", " ", "", ", "])), max_size=14).map(
    lambda pieces: re.sub(r"\w\0\w", _spaced, "\0".join(piece + gap for piece, gap in pieces)).replace("\0", "")
)
UNIT_DIGIT = re.compile(r"(?<![^\W\d_])(?:k|c|d)?m ?[23²³]", re.IGNORECASE)


GLUED = re.compile(r"(?<!\d)[.,]\d|%\d")
"""What isn't read yet: a number right behind a full stop, a comma or a percent sign."""


def lost(passage: Passage) -> list[str]:
    """Return the numbers of a passage that stand nowhere; the 2 of m2 is no number."""
    places = [(quantity.start, quantity.end) for quantity in passage.quantities]
    places += [(other.start, other.end) for other in passage.others]
    places += [(citation.start, citation.end) for citation in passage.citations]
    places += [(period.start, period.end) for period in passage.periods]
    places += passage.unread
    places += [match.span() for match in UNIT_DIGIT.finditer(passage.text)]
    return [
        match[0]
        for match in re.finditer(r"[0-9]+", passage.text)
        if not any(start <= match.start() and match.end() <= end for start, end in places)
    ]


def check_spans(passage: Passage) -> None:
    """Fail where spans leave the text, quantities overlap, or a number is two things."""
    reached = 0
    for quantity in passage.quantities:
        first, last = quantity.digits
        assert reached <= quantity.start <= first < last <= quantity.end <= len(passage.text)
        reached = last
        assert not any(
            other.start <= first < other.end and other.start < last <= other.end for other in passage.others
        ), passage.text[first:last]
    for mention in (*passage.others, *passage.citations, *passage.periods, *passage.cues):
        assert 0 <= mention.start < mention.end <= len(passage.text)


@UNHURRIED
@given(TEXTS)
def test_no_number_of_a_made_up_text_is_dropped(text: str) -> None:
    assume(not GLUED.search(text))
    passage = annotate(text)
    assert lost(passage) == []
    check_spans(passage)


@UNHURRIED
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_any_text_can_be_annotated(text: str) -> None:
    check_spans(annotate(text))


@UNHURRIED
@given(st.text("0123456789.,/-% aconđ()", max_size=24))
def test_no_number_of_a_heap_of_digits_is_dropped(text: str) -> None:
    assume(not GLUED.search(text))
    passage = annotate(text)
    assert lost(passage) == []
    check_spans(passage)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Trồng chè,12 ha quế", "12"),
        ("Đã xong.15 hộ ký cam kết", "15"),
        ("Xe 11A 8.150.000đ", "150"),
        ("Thu năm 202612 tỷ đồng", "202612"),
    ],
)
def test_glued_numbers_are_not_lost(text: str, number: str) -> None:
    assert number not in lost(annotate(text))


@pytest.mark.parametrize("path", DEV, ids=[path.stem for path in DEV])
def test_no_number_of_a_report_is_dropped(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        passage = annotate(line.strip())
        assert lost(passage) == []
        check_spans(passage)


def test_offsets_are_into_the_passage() -> None:
    passage = annotate("Trồng 12 ha ngày 5/5/2026.", offset=100)
    assert passage.offset == 100
    assert [passage.text[q.start : q.end] for q in passage.quantities] == ["12 ha"]
    assert [passage.text[o.start : o.end] for o in passage.others] == ["ngày 5/5/2026"]
