"""What became of a task, told in other words, and what only looks like it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.query.evidence import Judge, Told, endless, under_way
from pipeline.query.wording import drafted, sentences, verb_results, wording, work
from schemas.rows import TaskStatus

CASES = tomllib.loads((Path(__file__).parent / "cases" / "task_results.toml").read_text(encoding="utf-8"))


def _marked(case: dict[str, Any]) -> Any:
    missed = pytest.mark.xfail(reason=case.get("chua_duoc"), strict=True) if "chua_duoc" in case else ()
    return pytest.param(case, marks=missed, id=case["nhiem_vu"])


@pytest.mark.parametrize("case", [_marked(case) for case in CASES["viec"]])
def test_what_became_of_it(case: dict[str, Any]) -> None:
    told = [Told(text) for text in (*CASES["nen"], *case.get("khac", ()))]
    told += [Told(text, heading=True) for text in case.get("ten_muc", ())]
    told += [Told(text, plan=True) for text in case.get("ke_hoach", ())]
    told += [Told(case["ket_qua"])] if "ket_qua" in case else []
    outcome = Judge(told).outcome(case["nhiem_vu"])
    wanted = [case["ket_qua"]] if "ket_qua" in case else case.get("ke_hoach", [])
    assert [told[match.number].text for match in outcome.matches] == wanted
    assert outcome.status.value == case["trang_thai"]


def test_the_table_has_as_many_near_misses_as_results() -> None:
    told = sum("ket_qua" in case for case in CASES["viec"])
    assert told >= 30
    assert len(CASES["viec"]) - told >= 30


@pytest.mark.parametrize(
    ("task", "told"),
    [
        ("Tiếp tục thực hiện tốt công tác cải cách hành chính.", "Tiếp tục thực hiện tốt công tác phòng chống dịch."),
        ("Tổ chức giải bóng chuyền các thôn.", "Tổ chức tuyên truyền tại các thôn được 12 buổi."),
        ("Hoàn thành kế hoạch năm 2026.", "Hoàn thành kế hoạch năm 2026."),  # nothing of its own to look for
        ("", "Tình hình ổn định."),
    ],
)
def test_what_every_report_says_is_no_evidence(task: str, told: str) -> None:
    judge = Judge([Told(told), Told("Tình hình sản xuất ổn định.")])
    assert judge.outcome(task).status is TaskStatus.UNREPORTED


def test_words_that_say_nothing_do_not_count() -> None:
    assert wording("Tiếp tục tăng cường công tác chỉ đạo thực hiện trên địa bàn").terms == frozenset()
    assert endless("Đẩy mạnh chuyển đổi số")
    assert not endless("Hoàn thành chuyển đổi số")
    assert under_way("Hồ sơ đang được chỉnh sửa")
    assert under_way("Việc giao đất chưa thực hiện được do hạ tầng chưa xong")
    assert not under_way("Hồ sơ đã được gửi, đang chờ kết quả")


def test_short_words_and_other_spellings_are_one() -> None:
    assert wording("Kiểm tra PCCC tại chợ").words == wording("Kiểm tra phòng cháy chữa cháy tại chợ").words
    assert wording("GPMB dự án").words == wording("Giải phóng mặt bằng dự án").words
    assert wording("Kế hoạch số 141/KH-UBND").cited == {"141/kh-ubnd"}


@pytest.mark.parametrize(
    ("one", "other", "odds"),
    [
        ("đường thôn 3", "đường thôn 5", True),
        ("đường thôn 03", "đường thôn 3", False),
        ("khóa II", "khóa 2", False),
        ("thôn Tân Lập", "thôn Hợp Thành", True),
        ("thôn Tân Lập", "đường Lê Lợi", False),
        ("vụ xuân", "vụ mùa", True),
        ("đợt 2 cho 12 hộ", "cho 15 hộ", False),
    ],
)
def test_one_of_a_kind_is_not_another(one: str, other: str, odds: bool) -> None:
    assert wording(one).at_odds(wording(other)) is odds


def test_who_until_when_and_what_for_are_not_the_work() -> None:
    assert work("Sửa cầu Nà Lạn, xong trước ngày 20/6; giao phòng Kinh tế chủ trì.") == "Sửa cầu Nà Lạn"
    assert work("Thu gom rác, bảo đảm vệ sinh.") == "Thu gom rác"
    assert drafted("Tham mưu ban hành quy chế chi tiêu") == "quy chế"
    assert drafted("Kiểm tra việc thực hiện kế hoạch") is None
    assert verb_results("Tiếp tục chăm sóc lúa") is None


def test_sentences_end_where_a_new_one_begins() -> None:
    assert sentences("Chi 2,5 tỷ. Thu đạt 40%.") == ["Chi 2,5 tỷ.", "Thu đạt 40%."]
    assert sentences("tỉnh giao v.v. và các khoản khác.") == ["tỉnh giao v.v. và các khoản khác."]
