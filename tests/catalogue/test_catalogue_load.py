"""Tables that are written wrongly: one clear Vietnamese line each."""

from __future__ import annotations

import pytest

from pipeline.catalogue import Catalogue
from pipeline.catalogue.load import parse_sector
from pipeline.errors import BaocaoError, CatalogueError

HEAD = "[linh_vuc]\nten = 'Thử'\nmuc = ['thử']\n"
GOOD = "ten = 'Đàn thỏ'\ndon_vi = 'con'\nloai = 'thời điểm'\nten_goi = ['thỏ']\n"


def _read(*tables: str) -> Catalogue:
    sector, indicators = parse_sector("thu", HEAD + "".join(tables))
    return Catalogue([sector], indicators)


def test_a_good_table_is_read() -> None:
    catalogue = _read("[rabbit]\n", GOOD, "vi_du = [\n  { cau = 'Thỏ 5 con.', so = '5', nhan = 'Thỏ' },\n]\n")
    rabbit = catalogue["rabbit"]
    assert rabbit.units == ("con",)
    assert rabbit.examples[0].value == 5
    assert not rabbit.additive
    assert catalogue.sector("thu").name == "Thử"


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("[rabbit]\nten = 'Đàn thỏ\n", "viết sai cú pháp TOML"),
        ("[rabbit]\n" + GOOD.replace("ten =", "tên_gọi ="), "viết sai cú pháp TOML"),
        ("[rabbit]\n" + GOOD.replace("don_vi =", "don_vj ="), "không có khóa 'don_vj'"),
        ("[rabbit]\n" + GOOD.replace("ten = 'Đàn thỏ'\n", ""), "thiếu 'ten'"),
        ("[rabbit]\n" + GOOD.replace("'thời điểm'", "'hàng ngày'"), "'loai' phải là một trong"),
        ("[rabbit]\n" + GOOD.replace("['thỏ']", "'thỏ'"), "'ten_goi' phải là danh sách"),
        ("[rabbit]\n" + GOOD.replace("['thỏ']", "['thỏ', 5]"), "'ten_goi' phải là danh sách"),
        ("[Rabbit]\n" + GOOD, "mã chỉ tiêu chỉ gồm chữ thường"),
        ("[rabbit]\n" + GOOD + "gom = ['hare']\n", "không có mã 'hare'"),
        ("[rabbit]\n" + GOOD + "chuyen_tu = 'hare'\n", "không có mã 'hare'"),
        ("[rabbit]\n" + GOOD + "can_doi = ['rabbit bằng hare']\n", "'can_doi' phải có dạng"),
        ("[rabbit]\n" + GOOD + "khong_qua = ['rabbit / năm']\n", "'khong_qua' phải là mã chỉ tiêu"),
        ("[rabbit]\n" + GOOD + "ty_le = 'rabbit'\n", "'ty_le' phải có dạng"),
        ("[rabbit]\n" + GOOD + "cong_don = 'có'\n", "'cong_don' phải là true hoặc false"),
        ("[rabbit]\n" + GOOD + "gom = ['rabbit']\n", "là một phần của chính nó"),
        ("[rabbit]\n" + GOOD + "[rabbit]\n" + GOOD, "viết sai cú pháp TOML"),
        (
            "[rabbit]\n" + GOOD + "vi_du = [\n  { cau = 'Thỏ 5 con.', so = 'năm', nhan = 'Thỏ' },\n]\n",
            "'so' phải là số",
        ),
        ("[rabbit]\n" + GOOD + "vi_du = [\n  { cau = 'Thỏ 5 con.', so = '5' },\n]\n", "thiếu 'nhan'"),
        ("[rabbit]\n" + GOOD + "vi_du = ['Thỏ 5 con.']\n", "phải là một bảng"),
    ],
)
def test_a_wrong_table_is_told_in_one_line(table: str, says: str) -> None:
    with pytest.raises(CatalogueError, match=says.replace("(", r"\(")) as caught:
        _read(table)
    assert isinstance(caught.value, BaocaoError)
    assert "\n" not in str(caught.value)
    assert "thu.toml" in str(caught.value) or "danh mục" in str(caught.value)


def test_a_file_without_its_sector_is_told() -> None:
    with pytest.raises(CatalogueError, match=r"thu\.toml \[linh_vuc\]"):
        parse_sector("thu", "[rabbit]\n" + GOOD)


def test_a_code_in_two_files_is_told() -> None:
    sector, indicators = parse_sector("thu", HEAD + "[rabbit]\n" + GOOD)
    with pytest.raises(CatalogueError, match="đã có trong danh mục"):
        Catalogue([sector], [*indicators, *indicators])


def test_parts_in_a_circle_are_told() -> None:
    with pytest.raises(CatalogueError, match="là một phần của chính nó: a > b > a"):
        _read("[a]\n", GOOD, "gom = ['b']\n", "[b]\n", GOOD, "gom = ['a']\n")
