"""Numbers and their units: how they are built, and what they are in the unit's own name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.annotate.passage import annotate
from schemas.mention import Form, Quantity

READ = [
    # text, then for each quantity: written | value | unit | form (upper of a range)
    ("đạt 486,5 ha", ["486,5 ha | 486.5 | ha | plain"]),
    ("trồng 47ha", ["47ha | 47 | ha | plain"]),
    ("3km đường", ["3km | 3 | km | plain"]),
    ("210con", ["210con | 210 | con | plain"]),
    ("620kg/người", ["620kg/người | 620 | kg/người | plain"]),
    ("61,4 %", ["61,4 % | 61.4 | % | plain"]),
    ("97%KH", ["97% | 97 | % | plain"]),
    ("tăng 2 điểm %", ["2 điểm % | 2 | điểm phần trăm | plain"]),
    ("12, 6 tỷ đồng", ["12, 6 tỷ đồng | 12.6 | tỷ đồng | plain"]),
    ("2350 hộ", ["2350 hộ | 2350 | hộ | plain"]),
    ("07 ca", ["07 ca | 7 | ca | plain"]),
    ("8.150.000.000đ", ["8.150.000.000đ | 8150000000 | đồng | plain"]),
    ("8.150.000 đ", ["8.150.000 đ | 8150000 | đồng | plain"]),
    ("18,5 trđ", ["18,5 trđ | 18.5 | triệu đồng | plain"]),
    ("1.204,318 tỷ đồng", ["1.204,318 tỷ đồng | 1204.318 | tỷ đồng | plain"]),
    ("12,7 nghìn tấn", ["12,7 nghìn tấn | 12.7 | nghìn tấn | plain"]),
    ("3.250 nghìn tỷ đồng", ["3.250 nghìn tỷ đồng | 3250 | nghìn tỷ đồng | plain"]),
    ("58,6 tạ/ha", ["58,6 tạ/ha | 58.6 | tạ/ha | plain"]),
    ("52 triệu đồng/người/năm", ["52 triệu đồng/người/năm | 52 | triệu đồng/người/năm | plain"]),
    ("45 kg/người/6 tháng", ["45 kg/người/6 tháng | 45 | kg/người/6 tháng | plain"]),
    ("17 tiêu chí/1 xã", ["17 tiêu chí/1 xã | 17 | tiêu chí/xã | plain"]),
    # the unit decides what three digits behind a comma are
    ("96,204 tỷ đồng", ["96,204 tỷ đồng | 96.204 | tỷ đồng | plain"]),
    ("3,412 con", ["3,412 con | 3412 | con | plain"]),
    ("3,412 tấn", ["3,412 tấn | 3412 | tấn | plain"]),
    ("3,412 km", ["3,412 km | 3.412 | km | plain"]),
    ("1,048 lượt", ["1,048 lượt | 1048 | lượt | plain"]),
    ("6.4 ha", ["6.4 ha | 6.4 | ha | plain"]),
    ("71.5%", ["71.5% | 71.5 | % | plain"]),
    # fractions
    ("38/40 ha", ["38 | 38 | ha | top", "40 ha | 40 | ha | bottom"]),
    ("40/38ha", ["40 | 40 | ha | top", "38ha | 38 | ha | bottom"]),
    ("28/ 27,5 ha", ["28 | 28 | ha | top", "27,5 ha | 27.5 | ha | bottom"]),
    ("28 / 27,5 ha", ["28 | 28 | ha | top", "27,5 ha | 27.5 | ha | bottom"]),
    ("38 ha/40 ha", ["38 ha | 38 | ha | top", "40 ha | 40 | ha | bottom"]),
    (
        "150 triệu/210 triệu đồng",
        ["150 triệu | 150 | triệu đồng | top", "210 triệu đồng | 210 | triệu đồng | bottom"],
    ),
    (
        "63.155/103.600 triệu đồng",
        ["63.155 | 63155 | triệu đồng | top", "103.600 triệu đồng | 103600 | triệu đồng | bottom"],
    ),
    ("5/7 chỉ tiêu", ["5 | 5 | chỉ tiêu | top", "7 chỉ tiêu | 7 | chỉ tiêu | bottom"]),
    ("98,5/120 tỷ", ["98,5 | 98.5 | tỷ đồng | top", "120 tỷ | 120 | tỷ đồng | bottom"]),
    # side by side
    ("12 lượt/19 người", ["12 lượt | 12 | lượt | side", "19 người | 19 | người | side"]),
    ("03 đoàn/45 người", ["03 đoàn | 3 | đoàn | side", "45 người | 45 | người | side"]),
    (
        "04 vụ/05 đối tượng/120 triệu đồng",
        ["04 vụ | 4 | vụ | side", "05 đối tượng | 5 | đối tượng | side", "120 triệu đồng | 120 | triệu đồng | side"],
    ),
    ("12 tỷ đồng/215 hộ", ["12 tỷ đồng | 12 | tỷ đồng | side", "215 hộ | 215 | hộ | side"]),
    # ranges
    ("6,5 - 7,0%", ["6,5 - 7,0% | 6.5 | % | range 7.0"]),
    ("4-6%", ["4-6% | 4 | % | range 6"]),
    ("4–6%", ["4–6% | 4 | % | range 6"]),
    ("11- 13 triệu", ["11- 13 triệu | 11 | triệu đồng | range 13"]),
    ("từ 10 đến 12 ha", ["10 đến 12 ha | 10 | ha | range 12"]),
    ("1.200 - 1.300 con", ["1.200 - 1.300 con | 1200 | con | range 1300"]),
    # compounds
    ("3 tỷ 250 triệu đồng", ["3 tỷ 250 triệu đồng | 3250 | triệu đồng | compound"]),
    ("81 triệu 400 nghìn", ["81 triệu 400 nghìn | 81400 | nghìn đồng | compound"]),
    ("25 tỷ 941 triệu đồng", ["25 tỷ 941 triệu đồng | 25941 | triệu đồng | compound"]),
    ("1 tỷ 204 triệu 318 nghìn đồng", ["1 tỷ 204 triệu 318 nghìn đồng | 1204318 | nghìn đồng | compound"]),
    ("3 tỷ đồng, 250 triệu đồng", ["3 tỷ đồng | 3 | tỷ đồng | plain", "250 triệu đồng | 250 | triệu đồng | plain"]),
    # units that hold a digit
    ("12.400m2", ["12.400m2 | 12400 | m2 | plain"]),
    ("350 m3 nước", ["350 m3 | 350 | m3 | plain"]),
    ("350 m 2", ["350 m 2 | 350 | m2 | plain"]),
    ("5,2 km2", ["5,2 km2 | 5.2 | km2 | plain"]),
    ("45 m2/hộ", ["45 m2/hộ | 45 | m2/hộ | plain"]),
    # none
    ("sắn: 320", ["320 | 320 |  | plain"]),
    ("đạt 320.", ["320 | 320 |  | plain"]),
    ("(106; 595)", ["106 | 106 |  | plain", "595 | 595 |  | plain"]),
    # nouns of no table
    ("05 nghệ sĩ", ["05 nghệ sĩ | 5 | nghệ sĩ | plain"]),
    # words that only begin like a unit
    ("20 công trình", ["20 công trình | 20 | công trình | plain"]),
    ("15 cơ sở kinh doanh", ["15 cơ sở | 15 | cơ sở | plain"]),
    ("30 hội viên", ["30 hội viên | 30 | hội viên | plain"]),
]

KNOWN = [
    ("05 máy tính xách tay", ["05 máy tính | 5 | máy tính | plain"], "the table's máy is shorter than the noun"),
    ("đề ra 12 giải pháp", ["12 giải pháp | 12 | giải pháp | plain"], "giải is never taken for the head of a noun"),
]


def _told(text: str, quantity: Quantity) -> str:
    upper = f" {quantity.upper}" if quantity.upper is not None else ""
    written = text[quantity.start : quantity.end]
    return f"{written} | {quantity.values[0]} | {quantity.unit} | {quantity.form.value}{upper}"


@pytest.mark.parametrize(("text", "told"), READ, ids=[text for text, _ in READ])
def test_quantities(text: str, told: list[str]) -> None:
    assert [_told(text, quantity) for quantity in annotate(text).quantities] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [pytest.param(text, told, marks=pytest.mark.xfail(strict=True, reason=why)) for text, told, why in KNOWN],
)
def test_known_failures(text: str, told: list[str]) -> None:
    assert [_told(text, quantity) for quantity in annotate(text).quantities] == told


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("(+3,4%)", 1),
        ("(-212 ha)", -1),
        ("(- 40%)", -1),
        ("giảm -2 vụ", -1),
        ("tăng 3,4%", 0),
        ("6,5-7,0%", 0),
        ("tháng 5-12 con", 0),
    ],
)
def test_signs(text: str, sign: int) -> None:
    assert [quantity.sign for quantity in annotate(text).quantities] == [sign]


@pytest.mark.parametrize("text", ["38/40 ha", "150 triệu/210 triệu đồng", "khám phá 9/12 vụ"])
def test_halves_of_a_fraction_know_one_another(text: str) -> None:
    top, bottom = annotate(text).quantities
    assert (top.form, top.partner, bottom.form, bottom.partner) == (Form.TOP, 1, Form.BOTTOM, 0)
    assert top.unit == bottom.unit


def test_both_readings_of_three_digits_are_kept() -> None:
    [quantity] = annotate("3,412 con").quantities
    assert quantity.values == (Decimal(3412), Decimal("3.412"))


@pytest.mark.parametrize(
    "text", ["đạt 12/1.2.3 triệu đồng", "2026/1.2.3 tỷ", "5 tỷ 1.2.3 triệu đồng", "12/15/1.2.3 ha"]
)
def test_what_is_no_number_ends_a_chain(text: str) -> None:
    passage = annotate(text)
    assert all(quantity.values for quantity in passage.quantities)
    assert [text[slice(*span)] for span in passage.unread] == ["1.2.3"]
