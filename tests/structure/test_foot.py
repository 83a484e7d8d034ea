from __future__ import annotations

import pytest

from pipeline.structure import outline
from schemas.outline import Role
from tests.structure.made import HEAD, document

CASES = {
    "một cột": ("Nơi nhận:\n- Như trên;\n- TT HĐND xã;\n- Lưu: VT, VP.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Văn Khuyên", ("Như trên", "TT HĐND xã", "Lưu: VT, VP"), "CHỦ TỊCH", "Hoàng Văn Khuyên"),
    "ký thay": ("Nơi nhận:\n- Sở Tài chính;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Thị Hồng Vượng", ("Sở Tài chính", "Lưu: VT"), "PHÓ CHỦ TỊCH", "Nguyễn Thị Hồng Vượng"),
    "ký thay một dòng": ("Nơi nhận:\n- Lưu: VT.\nKT. CHỦ TỊCH PHÓ CHỦ TỊCH\nLê Thị Cẩm Tú", ("Lưu: VT",), "PHÓ CHỦ TỊCH", "Lê Thị Cẩm Tú"),
    "hai cột một dòng": ("Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như trên; KT. CHỦ TỊCH\n- TT HĐND xã; PHÓ CHỦ TỊCH\n- Lưu: VT.\nY Bhiu Niê", ("Như trên", "TT HĐND xã", "Lưu: VT"), "PHÓ CHỦ TỊCH", "Y Bhiu Niê"),
    "tên dính dòng lưu": ("Nơi nhận: CHỦ TỊCH\n- Như trên;\n- Lưu: VT, VP. Trần Văn Bình", ("Như trên", "Lưu: VT, VP"), "CHỦ TỊCH", "Trần Văn Bình"),
    "xen kẽ": ("Nơi nhận:\nTM. ỦY BAN NHÂN DÂN\n- Như trên;\nCHỦ TỊCH\n- TT HĐND xã;\n(Đã ký)\n- Lưu: VT.\nPhạm Văn Tỉnh", ("Như trên", "TT HĐND xã", "Lưu: VT"), "CHỦ TỊCH", "Phạm Văn Tỉnh"),
    "chữ ký trước": ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nPhạm Văn Tỉnh\nNơi nhận:\n- Như trên;\n- Lưu: VT.", ("Như trên", "Lưu: VT"), "CHỦ TỊCH", "Phạm Văn Tỉnh"),
    "gửi bản điện tử": ("Nơi nhận:\nGửi bản điện tử:\n- Như trên;\n- Lưu: VT, VP.hienbtt\nCHỦ TỊCH\nĐình Huy Hoàng", ("Như trên", "Lưu: VT, VP.hienbtt"), "CHỦ TỊCH", "Đình Huy Hoàng"),
    "đảng": ("Nơi nhận:\n- Thường trực Huyện ủy (b/c),\n- Các chi bộ trực thuộc,\n- Lưu VPĐU.\nT/M ĐẢNG ỦY\nBÍ THƯ\nGiàng A Páo", ("Thường trực Huyện ủy (b/c)", "Các chi bộ trực thuộc", "Lưu VPĐU"), "BÍ THƯ", "Giàng A Páo"),
    "công an": ("Nơi nhận:\n- Lưu: CAX.\nTRƯỞNG CÔNG AN XÃ\nTrung tá Vi Văn Nghiệp", ("Lưu: CAX",), "TRƯỞNG CÔNG AN XÃ", "Trung tá Vi Văn Nghiệp"),
    "trường học": ("Nơi nhận:\n- Phòng GD&ĐT;\n- Lưu: VT.\nKT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG\nNGUYỄN THỊ LAN", ("Phòng GD&ĐT", "Lưu: VT"), "PHÓ HIỆU TRƯỞNG", "NGUYỄN THỊ LAN"),
    "không gạch đầu dòng": ("Nơi nhận:\nNhư trên;\nCác ban, ngành;\nLưu VP.\nCHỦ TỊCH\nHà Quang Lợi", ("Như trên", "Các ban, ngành", "Lưu VP"), "CHỦ TỊCH", "Hà Quang Lợi"),
    "chỉ chữ ký": ("CHỦ TỊCH\nHà Quang Lợi", (), "CHỦ TỊCH", "Hà Quang Lợi"),
    "không có": ("", (), None, None),
}


@pytest.mark.parametrize("closing", ["", "Trên đây là báo cáo tháng 5 của UBND xã Tân Lập./.\n"])
@pytest.mark.parametrize("name", CASES)
def test_recipients_and_signature(name: str, closing: str) -> None:
    text, recipients, title, signer = CASES[name]
    made = outline(document(f"{HEAD}I. KINH TẾ\nĐàn lợn có 200 con.\nII. NHIỆM VỤ THÁNG 6\n1. Tiếp tục chăn nuôi.\n{closing}{text}"))
    footer = made.footer
    assert (footer.recipients, footer.signer_title, footer.signer_name) == (recipients, title, signer)
    foot = [made.text[slice(*item.span)] for item in made.paragraphs if item.role is Role.FOOT]
    assert foot == [row for row in (closing + text).split("\n") if row]
    assert all(item.section is None and not item.plan for item in made.paragraphs if item.role is Role.FOOT)


def test_an_annex_follows_the_foot() -> None:
    made = outline(
        document(HEAD + "I. KINH TẾ\nĐàn lợn có 200 con.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nHà Quang Lợi\nPHỤ LỤC\nSố liệu chăn nuôi\nLợn | 200 | con\nGà | 300 | con")
    )
    assert made.footer.signer_name == "Hà Quang Lợi"
    assert len(made.tables) == 1
    annex = [item for item in made.paragraphs if made.text[slice(*item.span)].startswith("PHỤ LỤC")]
    assert [item.role for item in annex] == [Role.BODY]
