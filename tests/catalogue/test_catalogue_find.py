"""Asking the catalogue by words, and the spelling of words."""

from __future__ import annotations

import pytest

from pipeline.catalogue import load_catalogue, load_vocabulary

CATALOGUE = load_catalogue()
WORDS = load_vocabulary()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("livestock_pig", "livestock_pig"),
        ("Đàn lợn", "livestock_pig"),
        ("đàn heo", "livestock_pig"),
        ("dan lon", "livestock_pig"),
        ("dan heo", "livestock_pig"),
        ("TONG DAN GIA CAM", "poultry_total"),
        ("thu tiền sử dụng đất", "rev_land"),
        ("thu tien su dung dat", "rev_land"),
        ("Hộ nghèo", "poor_hh"),
        ("ho ngheo", "poor_hh"),
        ("tỷ lệ che phủ rừng", "forest_cover_rate"),
        ("tai nạn giao thông", "traffic_acc"),
        ("TNGT", "traffic_acc"),
        ("sản phẩm OCOP", "ocop_total"),
        ("giải ngân", "disb"),
        ("thanh toán trực tuyến", "tthc_epay"),
    ],
)
def test_words_find_their_indicator(words: str, code: str) -> None:
    assert code in [indicator.code for indicator in CATALOGUE.find(words)]


@pytest.mark.parametrize("words", ["", "   ", "con tàu vũ trụ", "xyz"])
def test_strange_words_find_nothing(words: str) -> None:
    assert CATALOGUE.find(words) == ()


@pytest.mark.parametrize(
    ("words", "code"),
    [("tong dan gia suk", "livestock_total"), ("thu ngan sac", "rev"), ("ho so qua han", "tthc_done_late")],
)
def test_suggestions_are_near(words: str, code: str) -> None:
    assert code in [indicator.code for indicator in CATALOGUE.suggest(words)]


def test_suggestions_keep_to_their_limit() -> None:
    assert len(CATALOGUE.suggest("diện tích", limit=3)) == 3


def test_every_indicator_is_found_by_its_code_and_its_name() -> None:
    for indicator in CATALOGUE:
        assert CATALOGUE.find(indicator.code) == (indicator,)
        assert indicator in CATALOGUE.find(indicator.name), indicator.code


def test_sectors_hold_all_indicators() -> None:
    assert sum(len(CATALOGUE.of_sector(sector.code)) for sector in CATALOGUE.sectors) == len(CATALOGUE)
    assert CATALOGUE.get(None) is None
    assert CATALOGUE.get("no_such_code") is None


def test_wholes_reach_through_parts() -> None:
    assert {"tthc_online", "tthc_received", "tthc_total"} <= CATALOGUE.wholes["tthc_online_full"]
    assert CATALOGUE.wholes["livestock_total"] == frozenset()


def test_every_way_of_writing_gives_the_spelling_used() -> None:
    for written, used in WORDS.variants:
        assert WORDS.canon(written) == (used,), written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("đàn heo", "Đàn lợn"),
        ("cây bắp", "NGÔ"),
        ("khoai mì", "sắn"),
        ("vaccine dại", "vắc-xin dại"),
        ("tiêu hoá thuỷ sản", "tiêu hóa thủy sản"),
        ("hồ sơ TTHC trong tháng 5 năm 2026", "Số hồ sơ thủ tục hành chính"),
        ("HTX trên địa bàn xã Tân Liêm", "hợp tác xã"),
        ("tỉ lệ hộ nghèo", "tỷ lệ hộ nghèo"),
    ],
)
def test_ways_of_writing_meet(one: str, other: str) -> None:
    assert WORDS.content(one) == WORDS.content(other)


@pytest.mark.parametrize(
    ("one", "other"), [("bò", "bộ"), ("trâu", "trấu"), ("3 sao", "4 sao"), ("dưới 14 tuổi", "dưới 16 tuổi")]
)
def test_marks_and_telling_numbers_matter(one: str, other: str) -> None:
    assert WORDS.content(one) != WORDS.content(other)
