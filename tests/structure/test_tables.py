from __future__ import annotations

from pipeline.structure import outline
from schemas.document import Cell, Document, Table, Word
from tests.structure.made import FOOT, HEAD, SOURCE, document


def test_rows_with_bars_become_a_table() -> None:
    made = outline(
        document(
            HEAD
            + "I. KINH TẾ\nKết quả như biểu sau:\nCây trồng | Kế hoạch (ha) | Thực hiện (ha)\n"
            + "Lúa nước | 420 | 418,5\n | 310 | 286\nToàn xã có 2.614 ha cà phê.\n"
            + FOOT
        )
    )
    (table,) = made.tables
    cells = [[made.text[slice(*cell.span)] for cell in row] for row in table.rows]
    assert cells == [["Cây trồng", "Kế hoạch (ha)", "Thực hiện (ha)"], ["Lúa nước", "420", "418,5"], ["", "310", "286"]]
    assert table.section == "I"
    assert made.text[slice(*table.span)].split("\n")[1] == "Lúa nước | 420 | 418,5"
    assert not any(item.span[0] < table.span[1] and table.span[0] < item.span[1] for item in made.paragraphs)


def test_markdown_rows_lose_their_ruler() -> None:
    made = outline(document(HEAD + "I. KINH TẾ\n| Cây | Diện tích |\n|---|---|\n| Lúa | 20 |\nHết.\n" + FOOT))
    (table,) = made.tables
    assert made.text[slice(*table.span)] == "Cây | Diện tích\nLúa | 20"


def test_one_line_with_a_bar_is_no_table() -> None:
    assert not outline(document(HEAD + "I. KINH TẾ\nĐường dây nóng: 0123 | 0456\nHết.\n" + FOOT)).tables


def test_tables_of_the_file_keep_spanned_cells() -> None:
    def cell(text: str, columns: int = 1) -> Cell:
        return Cell(tuple(Word(word) for word in text.split()), columns)

    body = document(HEAD + "I. KINH TẾ\nC. NHIỆM VỤ TRỌNG TÂM THÁNG 6")
    table = Table(((cell("Diện tích lúa", 2), cell("20")), (cell("a"), cell("b"), cell(""))))
    made = outline(Document(SOURCE, (*body.items, table)))
    (block,) = made.tables
    assert block.rows[0][0].columns == 2
    assert block.plan
    assert made.text.endswith("Diện tích lúa | 20\na | b | ")
