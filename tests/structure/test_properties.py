"""What holds for every document: nothing is lost, every word has its place, spans nest."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipeline.structure import outline
from schemas.base import Box
from schemas.document import Cell, Document, Line, Table, Word
from schemas.outline import Outline
from tests.structure.made import SOURCE

_MARKERS = """
A.
B.
I.
II/
1.
2.
1.1.
3.2-
a)
(1)
-
+
*
Phần thứ hai
PHẦN I.
""".splitlines()
_TEXTS = """
KINH TẾ
Nông nghiệp
Thu ngân sách: đạt 12,5 tỷ đồng.
Trong tháng xã đã trồng 20 ha rừng.
nội dung đăng ký
BÁO CÁO
Kính gửi: UBND huyện
Nơi nhận:
Như trên;
CHỦ TỊCH
TM. ỦY BAN NHÂN DÂN
Nguyễn Văn An
Số: 12/BC-UBND
Tân Lập, ngày 05 tháng 5 năm 2026
NHIỆM VỤ TRỌNG TÂM THÁNG 6
Trên đây là báo cáo./.
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
ỦY BAN NHÂN DÂN
XÃ TÂN LẬP
tỉnh Thái
Nguyên. Tiếp tục rà soát.
12.232 triệu đồng
PHỤ LỤC
""".splitlines()
_CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="|")
_WORDS = st.text(_CHARACTERS, min_size=1, max_size=8)
_BOXES = st.builds(lambda x, y: Box(x, y, x + 30, y + 12), st.floats(0, 500), st.floats(0, 800))


def _word(text: str, box: Box | None) -> Word:
    return Word(text, box)


@st.composite
def _lines(draw: st.DrawFn) -> Line:
    text = (
        draw(st.sampled_from(_MARKERS))
        + " "
        + draw(st.sampled_from(_TEXTS) | st.lists(_WORDS, max_size=6).map(" ".join))
    )
    box = draw(st.none() | _BOXES)
    return Line(
        tuple(_word(word, box) for word in text.split()),
        page=draw(st.sampled_from([1, 2])) if box is not None else None,
        box=box,
        whole=draw(st.booleans()),
        full=draw(st.booleans()),
        bold=draw(st.booleans()),
        gap=draw(st.sampled_from([0.0, 0.3, 1.0])),
    )


_CELLS = st.lists(_WORDS, max_size=3).map(lambda words: Cell(tuple(Word(word) for word in words)))
_TABLES = st.lists(st.lists(_CELLS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(
    lambda rows: Table(tuple(rows))
)
_DOCUMENTS = st.lists(_lines() | _TABLES, max_size=30).map(lambda items: Document(SOURCE, tuple(items)))


def _letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalpha())


def _all_words(document: Document) -> str:
    found = []
    for item in document.items:
        if isinstance(item, Line):
            found.append(item.text)
        else:
            found += [cell.text for row in item.rows for cell in row]
    return "".join(map(_letters, found))


@given(_DOCUMENTS)
def test_no_letter_is_lost(document: Document) -> None:
    """Page numbers, rules and bars may go; every letter stays, in order."""
    assert _letters(outline(document).text) == _all_words(document)


@given(_DOCUMENTS)
def test_every_character_has_its_place(document: Document) -> None:
    made = outline(document)
    covered = [False] * len(made.text)
    before = 0
    for run in made.provenance.runs:
        assert before <= run.start < run.end <= len(made.text)
        before = run.end
        covered[run.start : run.end] = [True] * (run.end - run.start)
    bars = set()
    for table in made.tables:
        inside = {place for row in table.rows for cell in row for place in range(*cell.span)}
        bars |= set(range(*table.span)) - inside
    assert all(covered[at] or char.isspace() or at in bars for at, char in enumerate(made.text))


@given(_DOCUMENTS)
def test_spans_nest(document: Document) -> None:
    made = outline(document)
    _check_paragraphs(made)
    by_place = sorted(made.sections, key=lambda section: section.span)
    assert list(made.sections) == by_place
    for number, section in enumerate(made.sections):
        start, end = section.span
        assert 0 <= start <= end <= len(made.text)
        for later in made.sections[number + 1 :]:
            assert later.span[0] >= end or later.span[1] <= end
        above = [other for other in made.sections[:number] if other.id == section.parent]
        assert section.parent is None or above[-1].span[0] <= start <= end <= above[-1].span[1]


def _check_paragraphs(made: Outline) -> None:
    before = -1
    spans = sorted(
        [(item.span, item) for item in made.paragraphs] + [(item.span, item) for item in made.tables],
        key=lambda pair: pair[0],
    )
    ids = {section.id for section in made.sections}
    for span, item in spans:
        assert before < span[0] <= span[1]
        assert item.section is None or item.section in ids
        before = span[1]
    for item in made.paragraphs:
        assert "\n" not in made.text[slice(*item.span)]
        assert item.span[0] <= item.body <= item.span[1]
        assert made.text[item.span[0] : item.body].rstrip() == item.marker
        if item.lead is not None:
            assert item.body <= item.lead[0] < item.lead[1] <= item.span[1]


@given(_DOCUMENTS)
def test_the_text_is_nfc_with_single_spaces(document: Document) -> None:
    text = outline(document).text
    assert unicodedata.is_normalized("NFC", text)
    made = outline(document)
    assert not any("  " in made.text[slice(*item.span)] for item in made.paragraphs)
