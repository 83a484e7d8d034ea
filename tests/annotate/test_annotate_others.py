"""Every row of the table of numbers that are no figures finds its examples and leaves its near misses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.annotate.others import OtherRule, find_others, other_rules
from pipeline.annotate.passage import annotate
from schemas.report import NumberKind

RULES = other_rules()
FIND = [(rule, example) for rule in RULES for example in rule.find]
MISS = [(rule.id, example) for rule in RULES for example in rule.near_misses]


KNOWN = {
    "trực ‹24/24h›": "the row for the clock takes the second 24h, the first is left unread",
}
"""Examples that another row takes away, with why."""


def _marked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """Return an example without its marks, and the spans that stood in them."""
    spans = [
        (found.start() - 2 * number, found.end() - 2 * number - 2)
        for number, found in enumerate(re.finditer("‹[^‹›]*›", example))
    ]
    return example.replace("‹", "").replace("›", ""), spans


@pytest.mark.parametrize(("rule", "example"), FIND, ids=[f"{rule.id}: {example}" for rule, example in FIND])
def test_every_row_finds_its_examples(rule: OtherRule, example: str) -> None:
    text, spans = _marked(example)
    assert spans
    found = [match.span() for match in rule.pattern.finditer(text)]
    if not any(char.isdigit() for char in text):
        assert found == spans
    assert [at for span in found for at in _digits(text, span)] == [at for span in spans for at in _digits(text, span)]


def _digits(text: str, span: tuple[int, int]) -> list[int]:
    return [at for at in range(*span) if text[at].isdigit()]


@pytest.mark.parametrize(
    ("rule", "example"),
    [
        pytest.param(
            rule,
            example,
            id=f"{rule.id}: {example}",
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN[example])] if example in KNOWN else [],
        )
        for rule, example in FIND
    ],
)
def test_what_a_row_finds_is_of_its_kind_among_all_rows(rule: OtherRule, example: str) -> None:
    """Another row may take an example ("kỳ họp thứ 6"), but its numbers have to stay of the kind."""
    text, spans = _marked(example)
    passage = annotate(text)
    for start, end in spans:
        told = [other for other in passage.others if other.kind is rule.kind]
        assert [at for at in _digits(text, (start, end)) if not any(o.start <= at < o.end for o in told)] == []


@pytest.mark.parametrize(("rule", "example"), MISS)
def test_no_row_takes_its_near_misses(rule: str, example: str) -> None:
    assert [example[other.start : other.end] for other in annotate(example).others if other.rule == rule] == []


def test_ids_are_unique_and_every_row_has_both_sides() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert [rule.id for rule in RULES if not rule.find or not rule.near_misses] == []


WILD = [
    # text, the kinds of the numbers in it that are no figures
    ("Thực hiện Kế hoạch số 45/KH-UBND ngày 12/3/2026", ["citation"]),
    ("Chỉ thị số 12-CT/TU của Tỉnh ủy", ["citation"]),
    ("Nghị định số 176/2025/NĐ-CP", ["citation"]),
    ("văn bản số 31a/KH", ["citation"]),
    ("kỳ họp thứ 6, khóa XX", ["ordinal", "ordinal"]),
    ("lúc 07h 30 phút", ["time"]),
    ("họp vào 21h", ["time"]),
    ("tại phường 5", ["name"]),
    ("tuyến quốc lộ 55", ["name"]),
    ("tiêu chí số 4", ["ordinal"]),
    ("hạng III", ["ordinal"]),
    ("giá so sánh 2010", ["name"]),
    ("từ 15 đến 60 tuổi", ["age"]),
    ("xã dưới 6 tiêu chí", ["threshold"]),
    ("Nghị quyết 30a", ["name"]),
    ("xã 135", ["name"]),
    ("kỷ niệm 90 năm Ngày thành lập Đảng", ["anniversary"]),
    ("nhiệm kỳ 2020-2025", ["term"]),
    ("giai đoạn 2021 - 2025", ["term"]),
    ("tháng 5 năm 2026", ["date"]),
    ("Quý II/2026", ["date"]),
    ("xếp hạng 3/63", ["rank"]),
    ("Điều 4, khoản 2", ["ordinal", "ordinal"]),
    ("khách sạn 4 sao", ["ordinal"]),
    ("điện thoại 0912.345.678", ["phone"]),
    ("đợt cao điểm 60 ngày", ["name"]),
    ("đoàn từ 05 người trở lên", ["threshold"]),
    ("phương châm “4 tại chỗ”", ["name"]),
    ("rừng trồng[3]", ["footnote"]),
    ("mũi 2", ["ordinal"]),
    ("con thứ 3", ["ordinal"]),
]


@pytest.mark.parametrize(("text", "kinds"), WILD, ids=[text for text, _ in WILD])
def test_traps_of_the_wild_hold_no_quantity(text: str, kinds: list[str]) -> None:
    passage = annotate(text)
    assert [text[q.start : q.end] for q in passage.quantities] == []
    outer = [
        other
        for other in passage.others
        if not any(
            wider is not other and wider.start <= other.start and other.end <= wider.end for wider in passage.others
        )
    ]
    assert [other.kind for other in outer] == [NumberKind(kind) for kind in kinds]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, marks=pytest.mark.xfail(strict=True, reason="the year of a span of time is told twice"))
        for text in ("nhiệm kỳ 2020-2025", "tháng 5 năm 2026")
    ],
)
def test_a_number_is_told_once(text: str) -> None:
    others = annotate(text).others
    assert [(one, two) for one in others for two in others if one.start < two.start < one.end] == []


@pytest.mark.parametrize(
    "text",
    [
        "NHIỆM VỤ TRỌNG TÂM THÁNG 6",
        "KẾT QUẢ THÁNG 5, NHIỆM VỤ THÁNG 6",
    ],
)
def test_months_in_capitals_are_months(text: str) -> None:
    passage = annotate(text)
    assert {other.kind for other in passage.others} == {NumberKind.DATE}
    assert passage.periods


@pytest.mark.parametrize("rule", [rule for rule in other_rules() if rule.lowered is not None], ids=lambda rule: rule.id)
def test_a_pattern_in_small_letters_finds_the_same(rule: OtherRule) -> None:
    assert rule.lowered is not None
    for path in sorted(Path("corpus/reports").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            small = [match.span() for match in rule.lowered.finditer(line.lower())]
            assert small == [match.span() for match in rule.pattern.finditer(line)]


def test_a_list_of_numbered_places_ends_before_a_number_with_a_unit() -> None:
    text = "tập trung ở phường 5 và phường 7, 01 ca tử vong"
    found = find_others(text, [], lambda end: text.startswith(" ca", end))
    assert [text[other.start : other.end] for other in found] == ["phường 5 và phường 7"]
