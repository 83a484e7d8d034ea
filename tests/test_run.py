"""Whole reports, from a text file to what they say."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.run import read_report, understand
from schemas.period import PeriodKind
from schemas.report import Measure, Report
from tests.extract.made import document

TEXT = """\
ỦY BAN NHÂN DÂN
XÃ TÂN LẬP
Số: 112/BC-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Tân Lập, ngày 20 tháng 5 năm 2026

BÁO CÁO
Tình hình kinh tế - xã hội tháng 5, nhiệm vụ trọng tâm tháng 6 năm 2026

Kính gửi: UBND tỉnh Thái Nguyên.

Thực hiện Công văn số 126/VP-TH ngày 30/3/2026 của Văn phòng UBND tỉnh, UBND xã Tân Lập báo cáo như sau:

I. KINH TẾ

1. Nông nghiệp

Lũy kế từ đầu năm, diện tích gieo trồng đạt 486,5/1.120 ha, bằng 43,4% kế hoạch, \
trong đó: lúa xuân 168,2 ha; ngô 214 ha; rau 104,3 ha.

Tổng đàn gia súc hiện có 3.742 con, trong đó:
- Trâu: 1.105 con;
- Bò: 699 con;
- Lợn: 1.938 con.

2. Ngân sách

Thu ngân sách tháng 5 được 412,6 triệu đồng, tăng 4,1% so với cùng kỳ; \
lũy kế 1.983,4 triệu đồng. Tổng chi 14 tỷ 275 triệu đồng.

II. NỘI CHÍNH

Từ ngày 15/4/2026 đến ngày 14/5/2026, tiếp 12 lượt/19 người. Trong kỳ không phát sinh đơn tố cáo. \
Xã xếp thứ 14/102 toàn tỉnh về cải cách hành chính.

III. NHIỆM VỤ TRỌNG TÂM THÁNG 6

1. Tiếp tục tiêm phòng cho đàn lợn, hoàn thành trước ngày 20/6. Phấn đấu thu ngân sách đạt 450 triệu đồng.
2. Giao Trạm Y tế chủ trì phun hóa chất.

Trên đây là báo cáo của UBND xã Tân Lập./.

Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Nguyễn Văn An
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report as a file."""
    made = tmp_path_factory.mktemp("run") / "bao-cao.txt"
    made.write_text(TEXT, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def report(path: Path) -> Report:
    """What the report says."""
    return read_report(path)


def test_the_whole_way(report: Report) -> None:
    assert report.header.agency == "UBND xã Tân Lập"
    assert report.header.period is not None
    assert report.header.period.kind is PeriodKind.MONTH
    assert [section.id for section in report.sections][:4] == ["I", "I.1", "I.2", "II"]
    assert [(figure.text, figure.unit, figure.measure.value) for figure in report.figures] == [
        ("486,5", "ha", "actual"),
        ("1.120 ha", "ha", "target"),
        ("43,4%", "%", "ratio"),
        ("168,2 ha", "ha", "actual"),
        ("214 ha", "ha", "actual"),
        ("104,3 ha", "ha", "actual"),
        ("3.742 con", "con", "actual"),
        ("1.105 con", "con", "actual"),
        ("699 con", "con", "actual"),
        ("1.938 con", "con", "actual"),
        ("412,6 triệu đồng", "triệu đồng", "actual"),
        ("4,1%", "%", "change"),
        ("1.983,4 triệu đồng", "triệu đồng", "actual"),
        ("14 tỷ 275 triệu đồng", "triệu đồng", "actual"),
        ("12 lượt", "lượt", "actual"),
        ("19 người", "người", "actual"),
        ("không phát sinh đơn tố cáo", "đơn", "actual"),
        ("450 triệu đồng", "triệu đồng", "target"),
    ]
    assert [citation.symbol for citation in report.citations] == ["126/VP-TH"]
    assert [task.action for task in report.tasks] == ["tiếp tục", "phấn đấu", "giao"]
    assert [task.responsible for task in report.tasks] == [None, None, "Trạm Y tế"]
    assert str(report.tasks[0].deadline) == "2026-06-20"
    assert report.unread == ()


def check(report: Report) -> None:
    """Fail where a report contradicts itself: ids, order, spans, links, places."""
    ids = [figure.id for figure in report.figures]
    assert ids == [f"f{number}" for number in range(1, len(ids) + 1)]
    spans = [figure.span for figure in report.figures]
    assert spans == sorted(spans)
    known = {figure.id: figure for figure in report.figures}
    sections = {section.id for section in report.sections} | {None}
    for figure in report.figures:
        assert figure.text == report.text[slice(*figure.span)]
        assert figure.text.strip()
        assert figure.whole is None or (figure.whole in known and figure.whole != figure.id)
        assert figure.base is None or (figure.base in known and figure.measure is Measure.RATIO)
        assert figure.base != figure.id
        assert figure.section in sections
        assert 0 < figure.confidence <= 1
        assert figure.rule
        assert figure.stated_zero == (figure.value == 0)
        assert figure.upper is None or figure.upper > figure.value
        assert not re.search(r"[\n|]", figure.label)
    for whole in known.values():
        seen = {whole.id}
        above = whole.whole
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = known[above].whole
    for task in report.tasks:
        assert task.text == re.sub(r"\s+", " ", report.text[slice(*task.span)]).strip()
        assert set(task.targets) <= set(known)
        assert task.section in sections
        assert task.action
    for mention in (*report.citations, *report.other_numbers, *report.unread):
        assert mention.text == report.text[slice(*mention.span)]
        assert mention.section in sections


def test_the_report_agrees_with_itself(report: Report) -> None:
    check(report)


def test_every_digit_of_the_body_is_told(report: Report) -> None:
    """What isn't in a figure, a citation or another number is unread, or numbers a line."""
    places = [mention.span for mention in (*report.figures, *report.citations, *report.other_numbers, *report.unread)]
    start = report.text.index("I. KINH TẾ")
    end = report.text.index("Trên đây là báo cáo")
    lost = [
        match[0]
        for match in re.finditer(r"\d+", report.text[start:end])
        if not any(first <= start + match.start() < last for first, last in places)
        and not re.search(r"(?:^|\n)\W*\Z", report.text[: start + match.start()])
    ]
    assert lost == []


def test_the_source_is_told(report: Report, path: Path) -> None:
    assert report.source.path == str(path)
    assert report.source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert {figure.page for figure in report.figures} <= {None, 1}
    assert {figure.bbox for figure in report.figures} == {None}


def test_the_same_file_gives_the_same_bytes(report: Report, path: Path) -> None:
    assert read_report(path).model_dump_json(by_alias=True) == report.model_dump_json(by_alias=True)


def test_what_was_written_is_read_back(report: Report) -> None:
    assert Report.model_validate_json(report.model_dump_json(by_alias=True)) == report


def test_a_file_that_is_none_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_report(tmp_path / "khong-co.txt")
    assert "\n" not in str(refused.value)


LINES = """\
I. KINH TẾ
II. NHIỆM VỤ TRỌNG TÂM THÁNG 6
III. XÃ HỘI (từ ngày 15/4 đến ngày 14/5)
1. Nông nghiệp
1.1. Thu ngân sách: đạt 12 tỷ đồng, bằng 43% kế hoạch.
a) Trồng trọt
- Ngô: 12,3 ha; lạc 7 ha.
- Trâu 1.105 con (tăng 3 con), trong đó:
+ Bò 699 con.
Lũy kế từ đầu năm, đạt 486,5/1.120 ha, bằng 43,4% kế hoạch, trong đó: lúa 168,2 ha; ngô 214 ha.
Trong đó: thuế 980 triệu đồng; phí 500 triệu đồng.
Đạt 95% dự toán.
Số còn lại 5 hồ sơ đang xử lý.
(cùng kỳ 88 đơn), giảm 8,2%;
Tiếp nhận 701 hồ sơ, trong đó: kỳ trước 106; trong kỳ 595 (toàn trình 179; một phần 416).
Không phát sinh hồ sơ trễ hạn.
Tiếp tục rà soát; giao Phòng Kinh tế chủ trì trước ngày 31/6.
Phấn đấu đạt từ 85% trở lên, giảm còn 2,5%.
12 lượt/19 người/4 vụ việc.
6,5 - 7,0%; từ 10 đến 12 ha; 25 tỷ 941 triệu đồng.
3,412 con; 1.2.3; 12,5,7 ha; 0 hồ sơ, tỷ lệ 0%.
0/0 ha, đạt 0%
(
) 12 ha (5 ha; 7 ha
; : , . - 14
$120/150 = 80\\%$
Nơi nhận:
Kế hoạch số 45/KH-UBND ngày 30/02/2026
""".splitlines()


@settings(deadline=None, derandomize=True, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(LINES), max_size=12),
    st.sampled_from(["tháng 5 năm 2026", "năm học 2025-2026", "công tác hè"]),
)
def test_any_heap_of_lines_agrees_with_itself(lines: list[str], title: str) -> None:
    check(understand(document(*lines, title=title)))


@settings(deadline=None, derandomize=True, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40), max_size=6))
def test_any_text_agrees_with_itself(lines: list[str]) -> None:
    check(understand(document(*lines)))
