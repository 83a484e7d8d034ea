"""Every row of the table of numbers that are no figures finds its examples and leaves its near misses."""

from __future__ import annotations

import re

import pytest

from pipeline.annotate.others import other_rules
from pipeline.annotate.passage import annotate
from schemas.report import NumberKind

RULES = other_rules()
FIND = [(rule.id, example) for rule in RULES for example in rule.find]
MISS = [(rule.id, example) for rule in RULES for example in rule.near_misses]


@pytest.mark.parametrize(("rule", "example"), FIND)
def test_finds(rule: str, example: str) -> None:
    text = example.replace("‹", "").replace("›", "")
    marked = [
        (found.start() - 2 * number, found.end() - 2 * number - 2)
        for number, found in enumerate(re.finditer("‹[^‹›]*›", example))
    ]
    found = [(other.start, other.end) for other in annotate(text).others if other.rule == rule]
    assert [text[slice(*span)] for span in found] == [text[slice(*span)] for span in marked]
    assert found == marked


@pytest.mark.parametrize(("rule", "example"), MISS)
def test_leaves_near_misses(rule: str, example: str) -> None:
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
    ("sản phẩm OCOP 4 sao", ["ordinal"]),
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
    assert [other.kind for other in passage.others] == [NumberKind(kind) for kind in kinds]
