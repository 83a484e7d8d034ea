"""Look-alike letters in whole documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from pipeline.errors import SecretError
from pipeline.read import read_document
from schemas.document import Line, Table


def test_letters_are_put_right_and_many_are_said(write: Callable[..., Path]) -> None:
    text = "Tổng đàn gia cầm l\u0430\u0300 5 c\u043en, hộ nghè\u043e 12, \u0441\u0430\u043e 5 m, ðồng ruộng, Москва"
    document = read_document(write(text, "a.txt"))
    assert [item.text for item in document.items if isinstance(item, Line)] == [
        "Tổng đàn gia cầm là 5 con, hộ nghèo 12, cao 5 m, đồng ruộng, Москва"
    ]
    assert document.source.warnings == (
        "có 7 chữ cái của bảng chữ khác trông giống chữ Việt (Kirin, Hy Lạp, ð...); đã thay bằng chữ Việt",
    )


def test_a_few_are_not_said(write: Callable[..., Path]) -> None:
    assert read_document(write("hộ nghè\u043e", "a.txt")).source.warnings == ()


def test_cells_of_tables_too(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(2, 2).cell(1, 1).text = "hộ nghè\u043e"
    document.save(str(tmp_path / "a.docx"))
    (table,) = read_document(tmp_path / "a.docx").items
    assert isinstance(table, Table)
    assert table.rows[1][1].text == "hộ nghèo"


def test_a_stamp_in_look_alikes_is_a_stamp(write: Callable[..., Path]) -> None:
    with pytest.raises(SecretError):
        read_document(write("UBND\n\u041cẬ\u0422\n", "a.txt"))
