from __future__ import annotations

import pytest

from pipeline.structure import outline
from schemas.outline import Role
from tests.structure.made import HEAD, cases, document

CASES = cases("foot")


@pytest.mark.parametrize("closing", ["", "Trên đây là báo cáo tháng 5 của UBND xã Tân Lập./.\n"])
@pytest.mark.parametrize("name", CASES)
def test_recipients_and_signature(name: str, closing: str) -> None:
    case = CASES[name]
    text = case["text"].strip()
    wanted = (tuple(case["recipients"]), case.get("title"), case.get("name"))
    made = outline(
        document(
            f"{HEAD}I. KINH TẾ\nĐàn lợn có 200 con.\nII. NHIỆM VỤ THÁNG 6\n1. Tiếp tục chăn nuôi.\n{closing}{text}"
        )
    )
    footer = made.footer
    assert (footer.recipients, footer.signer_title, footer.signer_name) == wanted
    foot = [made.text[slice(*item.span)] for item in made.paragraphs if item.role is Role.FOOT]
    assert foot == [row for row in (closing + text).split("\n") if row]
    assert all(item.section is None and not item.plan for item in made.paragraphs if item.role is Role.FOOT)


def test_an_annex_follows_the_foot() -> None:
    made = outline(
        document(
            HEAD
            + "I. KINH TẾ\nĐàn lợn có 200 con.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nHà Quang Lợi\n"
            + "PHỤ LỤC\nSố liệu chăn nuôi\nLợn | 200 | con\nGà | 300 | con"
        )
    )
    assert made.footer.signer_name == "Hà Quang Lợi"
    assert len(made.tables) == 1
    annex = [item for item in made.paragraphs if made.text[slice(*item.span)].startswith("PHỤ LỤC")]
    assert [item.role for item in annex] == [Role.BODY]
