from __future__ import annotations

from datetime import date

import pytest

from pipeline.structure import outline
from schemas.report import Header
from tests.structure.made import document

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
TITLE = "BÁO CÁO\nTình hình kinh tế - xã hội tháng 5 năm 2026\n"
BODY = "\nI. KINH TẾ\nĐàn lợn có 200 con, tăng 5% so với cùng kỳ năm trước.\n"


def header(text: str) -> Header:
    return outline(document(text + BODY)).header


ISSUERS = [
    ("ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP", "UBND xã Tân Lập", None),
    ("UỶ BAN NHÂN DÂN\nPHƯỜNG HOÀ GIANG", "UBND phường Hoà Giang", None),
    ("UBND HUYỆN KIẾN XƯƠNG\nUBND XÃ VŨ LẠC", "UBND xã Vũ Lạc", "UBND huyện Kiến Xương"),
    ("UBND HUYỆN HOÀNG SU PHÌ\nỦY BAN NHÂN DÂN\nXÃ NẬM TY", "UBND xã Nậm Ty", "UBND huyện Hoàng Su Phì"),
    ("HUYỆN LỘC SƠN\nỦY BAN NHÂN DÂN\nTHỊ TRẤN LỘC ĐIỀN", "UBND thị trấn Lộc Điền", "huyện Lộc Sơn"),
    ("UBND HUYỆN QUỲ SƠN\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Phòng Giáo dục và Đào tạo huyện Quỳ Sơn", "UBND huyện Quỳ Sơn"),
    ("UBND THỊ XÃ AN LỢI\nTHANH TRA", "Thanh tra thị xã An Lợi", "UBND thị xã An Lợi"),
    ("CÔNG AN HUYỆN SƠN ĐỘNG\nCÔNG AN XÃ TÂN BÌNH", "Công an xã Tân Bình", "Công an huyện Sơn Động"),
    (
        "ỦY BAN NHÂN DÂN\nPHƯỜNG AN THẮNG\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "Trung tâm Phục vụ hành chính công phường An Thắng",
        "UBND phường An Thắng",
    ),
    (
        "UBND HUYỆN KIM ĐÔNG\nBCĐ XÂY DỰNG NÔNG THÔN MỚI HUYỆN",
        "Ban Chỉ đạo xây dựng nông thôn mới huyện Kim Đông",
        "UBND huyện Kim Đông",
    ),
    ("HỘI LHPN TỈNH HƯNG GIANG\nBAN THƯỜNG VỤ HUYỆN LĂNG KHÊ", "Hội LHPN huyện Lăng Khê", "Hội LHPN tỉnh Hưng Giang"),
    ("HND HUYỆN X\nBCH HỘI NÔNG DÂN XÃ TÂN LẬP", "Hội Nông dân xã Tân Lập", "Hội Nông dân huyện X"),
    ("ĐẢNG BỘ HUYỆN SÌN THÀNG\nĐẢNG ỦY XÃ NẬM CHÀ\n*", "Đảng ủy xã Nậm Chà", "Đảng bộ huyện Sìn Thàng"),
    ("TRUNG TÂM Y TẾ HUYỆN AN DUY\nTRẠM Y TẾ XÃ TÂN LẬP", "Trạm Y tế xã Tân Lập", "Trung tâm Y tế huyện An Duy"),
    ("PHÒNG GD&ĐT HUYỆN QUỲ SƠN\nTRƯỜNG TIỂU HỌC CHÂU HỒNG", "Trường Tiểu học Châu Hồng", "Phòng GD&ĐT huyện Quỳ Sơn"),
    ("ỦY BAN NHÂN DÂN\nPHƯỜNG 5", "UBND phường 5", None),
    ("UBND TP. THÁI NGUYÊN\nUBND PHƯỜNG TÂN LONG", "UBND phường Tân Long", "UBND tp. Thái Nguyên"),
    ("UBND xã Tân Lập", "UBND xã Tân Lập", None),
]


@pytest.mark.parametrize(("lines", "agency", "parent"), ISSUERS)
@pytest.mark.parametrize("order", ["left first", "interleaved", "number below"])
def test_issuers(lines: str, agency: str, parent: str | None, order: str) -> None:
    number, dated = "Số: 12/BC-UBND\n", "Tân Lập, ngày 05 tháng 5 năm 2026\n"
    if order == "left first":
        text = f"{lines}\n{number}{MOTTO}{dated}"
    elif order == "number below":
        text = f"{lines}\n-------\n{MOTTO}{number}{dated}"
    else:
        left, right = [*lines.split("\n"), number.strip()], [*MOTTO.strip().split("\n"), dated.strip()]
        rows = [row for pair in zip(left, right, strict=False) for row in pair]
        text = "\n".join(rows + left[len(right) :] + right[len(left) :]) + "\n"
    found = header(text + TITLE)
    assert (found.agency, found.parent_agency) == (agency, parent)
    assert (found.number, found.symbol) == ("12", "BC-UBND")
    assert (found.place, found.date) == ("Tân Lập", date(2026, 5, 5))
    assert found.title == "Tình hình kinh tế - xã hội tháng 5 năm 2026"


@pytest.mark.parametrize("motto", ["CỘNG HÒA", "CỘNG HOÀ"])
def test_two_columns_on_one_line(motto: str) -> None:
    found = header(
        f"ỦY BAN NHÂN DÂN          {motto} XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "PHƯỜNG ĐÔNG CHẨN       Độc lập - Tự do - Hạnh phúc\n"
        f"Số: 412/BC-UBND          Đông Chẩn, ngày 22 tháng 10 năm 2025\n{TITLE}"
    )
    assert (found.agency, found.number, found.place) == ("UBND phường Đông Chẩn", "412", "Đông Chẩn")
    assert found.date == date(2025, 10, 22)


NUMBERS = [
    ("Số: 87/BC-UBND", "87", "BC-UBND"),
    ("Số: 08/BC-UBND", "08", "BC-UBND"),
    ("Số:       /BC-UBND", None, "BC-UBND"),
    ("Số: …/BC-UBND", None, "BC-UBND"),
    ("Số: ....../BC-UBND", None, "BC-UBND"),
    ("Số 45-BC/ĐU", "45", "BC/ĐU"),
    ("Số: 214/BC-PGD&ĐT", "214", "BC-PGD&ĐT"),
    ("Số: 12/BC-\nUBND", "12", "BC-UBND"),
    ("Số: 58/BC-TTr", "58", "BC-TTr"),
    ("Số: 118/BC-TTPVHCC", "118", "BC-TTPVHCC"),
    ("Số:12 /BC - UBND", "12", "BC-UBND"),
    ("SỐ: 12/BC-UBND", "12", "BC-UBND"),
]


@pytest.mark.parametrize(("line", "number", "symbol"), NUMBERS)
def test_numbers(line: str, number: str | None, symbol: str) -> None:
    found = header(f"ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP\n{line}\n{MOTTO}Tân Lập, ngày 05 tháng 5 năm 2026\n{TITLE}")
    assert (found.number, found.symbol, found.agency) == (number, symbol, "UBND xã Tân Lập")


DATES = [
    ("Tân Lập, ngày 05 tháng 5 năm 2026", "Tân Lập", date(2026, 5, 5)),
    ("Tân Lập, ngày tháng 5 năm 2026", "Tân Lập", None),
    ("Tân Lập, ngày … tháng 5 năm 2026", "Tân Lập", None),
    ("Tân Lập, ngày ..... tháng ..... năm 2026", "Tân Lập", None),
    ("Vinh, ngày tháng năm 200", "Vinh", None),
    ("Tân Lập, ngày 31 tháng 6 năm 2026", "Tân Lập", None),
    ("Phường 5, ngày 05 tháng 5 năm 2026", "Phường 5", date(2026, 5, 5)),
    ("Tân Lập, ngày 05/5/2026", "Tân Lập", date(2026, 5, 5)),
    ("Ngày 05 tháng 5 năm 2026", None, date(2026, 5, 5)),
    ("TP. Hồ Chí Minh, ngày 1 tháng 12 năm 2025", "TP. Hồ Chí Minh", date(2025, 12, 1)),
]


@pytest.mark.parametrize(("line", "place", "signed"), DATES)
def test_place_and_date(line: str, place: str | None, signed: date | None) -> None:
    found = header(f"UBND XÃ TÂN LẬP\nSố: 1/BC-UBND\n{MOTTO}{line}\n{TITLE}")
    assert (found.place, found.date) == (place, signed)


TITLES = [
    (
        "BÁO CÁO\nKết quả thực hiện nhiệm vụ tháng 4;\nphương hướng tháng 5 năm 2026",
        "Kết quả thực hiện nhiệm vụ tháng 4; phương hướng tháng 5 năm 2026",
    ),
    (
        "BÁO CÁO\nKẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2017,\nPHƯƠNG HƯỚNG NĂM 2018",
        "KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2017, PHƯƠNG HƯỚNG NĂM 2018",
    ),
    ("DỰ THẢO BÁO CÁO\nKết quả công tác tháng 5", "Kết quả công tác tháng 5"),
    ("DỰ THẢO\nBÁO CÁO\nKết quả công tác tháng 5", "Kết quả công tác tháng 5"),
    ("BÁO CÁO SƠ KẾT 6 THÁNG ĐẦU NĂM 2026", "SƠ KẾT 6 THÁNG ĐẦU NĂM 2026"),
    ("BÁO CÁO NHANH\nTình hình mưa lũ tháng 5", "NHANH Tình hình mưa lũ tháng 5"),
    ("BÁO CÁO\nV/v thực hiện nhiệm vụ tháng 5", "V/v thực hiện nhiệm vụ tháng 5"),
    ("BÁO CÁO\nVề tình hình kinh tế - xã hội tháng 5 năm 2026", "Về tình hình kinh tế - xã hội tháng 5 năm 2026"),
    (
        "BÁO CÁO\nKết quả 6 tháng đầu năm 2026\n(Trình kỳ họp thứ mười một HĐND xã khóa XX)",
        "Kết quả 6 tháng đầu năm 2026 (Trình kỳ họp thứ mười một HĐND xã khóa XX)",
    ),
    (
        "BÁO CÁO\n**Kết quả thực hiện nhiệm vụ phát triển kinh tế**\n**Tháng 5 năm 2026**",
        "Kết quả thực hiện nhiệm vụ phát triển kinh tế Tháng 5 năm 2026",
    ),
]


@pytest.mark.parametrize(("lines", "title"), TITLES)
@pytest.mark.parametrize(
    "after",
    [
        "Thực hiện Kế hoạch số 5/KH-UBND ngày 02/4/2026, UBND xã báo cáo kết quả như sau:\n",
        "Kính gửi: UBND huyện Mai Sơn\n",
        "Năm 2026, UBND xã triển khai nhiệm vụ trong điều kiện thuận lợi, cụ thể:\n",
        "",
    ],
)
def test_titles(lines: str, title: str, after: str) -> None:
    assert (
        header(f"UBND XÃ TÂN LẬP\nSố: 1/BC-UBND\n{MOTTO}Tân Lập, ngày 05 tháng 5 năm 2026\n{lines}\n{after}").title
        == title
    )


ADDRESSEES = [
    ("Kính gửi: Đảng ủy phường Bắc Kạn.", ("Đảng ủy phường Bắc Kạn",)),
    ("Kính gửi: UBND huyện Mai Sơn", ("UBND huyện Mai Sơn",)),
    ("Kính gởi : UBND huyện Tân Lợi", ("UBND huyện Tân Lợi",)),
    ("Kính gửi:\n- Văn phòng UBND tỉnh;\n- Đảng ủy xã Tân Lập.", ("Văn phòng UBND tỉnh", "Đảng ủy xã Tân Lập")),
    ("Kính gửi: - Công an huyện;\n- UBND xã.", ("Công an huyện", "UBND xã")),
    ("Kính gửi: Hội Nông dân huyện;\nĐảng ủy xã Tân Lập.", ("Hội Nông dân huyện", "Đảng ủy xã Tân Lập")),
    ("Kính gửi: Huyện ủy; UBND huyện.", ("Huyện ủy", "UBND huyện")),
    ("", ()),
]


@pytest.mark.parametrize(("lines", "wanted"), ADDRESSEES)
@pytest.mark.parametrize(
    "opening", ["UBND xã Tân Lập báo cáo kết quả như sau:", "Thực hiện Công văn số 5, UBND xã báo cáo."]
)
def test_addressees(lines: str, wanted: tuple[str, ...], opening: str) -> None:
    found = header(f"UBND XÃ TÂN LẬP\nSố: 1/BC-UBND\n{MOTTO}{TITLE}{lines}\n{opening}\n")
    assert found.addressees == wanted


def test_an_issuer_that_only_the_text_names() -> None:
    head = "Số: /BC-UBND\nBắc Kạn, ngày tháng 5 năm 2026\n" + TITLE
    opening = "Thực hiện văn bản số 778-CV/ĐU của Đảng ủy phường Bắc Kạn. UBND phường Bắc Kạn báo cáo như sau:\n"
    assert header(head + opening).agency == "UBND phường Bắc Kạn"
    assert header(head + "Thực hiện Công văn số 5, UBND phường báo cáo như sau:\n").agency == "UBND phường Bắc Kạn"
    closing = "I. KINH TẾ\nĐàn lợn có 200 con.\nTrên đây là báo cáo tháng 5 của UBND phường Bắc Kạn./.\n"
    assert outline(document(head + closing)).header.agency == "UBND phường Bắc Kạn"


def test_a_date_at_the_foot() -> None:
    foot = "Nơi nhận:\n- Lưu: VT.\nTân Lập, ngày 05 tháng 5 năm 2026\nHIỆU TRƯỞNG\nLê Thị Lan\n"
    made = outline(document(f"TRƯỜNG MẦM NON TÂN LẬP\n{TITLE}{BODY}{foot}"))
    assert (made.header.place, made.header.date) == ("Tân Lập", date(2026, 5, 5))
    assert made.footer.signer_name == "Lê Thị Lan"


def test_marks_that_a_scan_lost() -> None:
    found = header(
        "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP\nSố: 12/BC-UBND\nCỘNG HÒA XẢ HỘI CHỦ NGHIA VIỆT NAM\nĐôc lập - Tự do - Hạnh phúc\n"
        "Tân Lập, ngay 05 tháng 5 nam 2026\nBẢO CÁO\nTình hình tháng 5 năm 2026\nKinh gửi: UBND tỉnh.\n"
    )
    assert (found.agency, found.date, found.title) == (
        "UBND xã Tân Lập",
        date(2026, 5, 5),
        "Tình hình tháng 5 năm 2026",
    )
    assert found.addressees == ("UBND tỉnh",)


PERIODS = [
    ("UBND xã Tân Lập báo cáo kết quả công tác tháng 5 năm 2026 như sau:", "2026-05-01"),
    ("Căn cứ Nghị quyết số 3/NQ-HĐND về nhiệm vụ năm 2026, UBND xã báo cáo quý I như sau:", "2026-01-01"),
]


@pytest.mark.parametrize(("opening", "start"), PERIODS)
def test_a_time_that_only_the_opening_names(opening: str, start: str) -> None:
    period = header(f"UBND XÃ TÂN LẬP\nSố: 1/BC-UBND\n{MOTTO}BÁO CÁO\nKết quả công tác\n{opening}\n").period
    assert period is not None
    assert str(period.start) == start


def test_a_document_without_a_head() -> None:
    found = header("")
    assert found == Header()
