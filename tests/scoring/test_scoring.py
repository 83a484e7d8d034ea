"""The score tool itself: alignment, verdicts, outcomes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.score import main
from corpus.scoring.answer import Answer
from corpus.scoring.document import DocumentScore, calibration, confident, phenomena, score_document, total
from corpus.scoring.gold import GoldError, read_figures, read_folder
from corpus.scoring.history import changes, history
from corpus.scoring.others import judge_others

GOLD = """\
# section | written | value | unit(s) | label words | measure | period | extras | phenomena
I | 25 tỷ 941 triệu đồng | 25941 | triệu đồng | thu+ngân sách | actual | ytd | id=thu | compound
I | 10 tỷ đồng | 10 | tỷ đồng | đất | actual | - | of=thu | trong_do
I | 12% | 12 | % | thu | change | ytd | against=same_period_last_year | yoy
II | không | 0 | vụ; | cháy;nổ | actual | m | zero | stated_zero
"""
FACTS = {
    "header": {"agency": "UBND xã X", "title": "tháng 4", "period": {"kind": "month", "to": "2026-04-30"}},
    "sections": ["I", "II"],
    "optional_sections": ["III."],
    "citations": [["12/KH-UBND", "2026-01-05"]],
    "tasks": [{"item": "1", "text": "Tập trung trồng rừng.", "action": "tập trung", "deadline": "2026-05-31"}],
    "other_numbers": [["tháng 4", "date"], ["khóa II", "ordinal"], ["6 tuổi", "age"]],
}
YTD = {"kind": "ytd", "from": "2026-01-01", "to": "2026-04-30"}
TEXT = "tháng 4\nTrong tháng 4, khóa II, trẻ 6 tuổi. Thu 25,941 tỷ đồng"


def figure(number: int, value: str, unit: str, label: str, **more: object) -> dict[str, object]:
    return {"id": f"f{number}", "span": [0, 1], "text": value, "value": value, "unit": unit, "label": label, **more}


FIGURES = [
    figure(1, "25.941", "tỷ đồng", "tổng thu ngân sách", measure="actual", period=YTD),
    figure(2, "10", "tỷ đồng", "tiền sử dụng đất", measure="actual", whole="f1", confidence=0.9),
    figure(3, "7", "hộ", "hộ", measure="actual", confidence=0.5),
    figure(4, "12", "%", "thu", measure="change", against="same_period_last_year", period={"kind": "month"}),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "x.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "dev" / "x.figures.gold").write_text(GOLD, encoding="utf-8")
    (tmp_path / "dev" / "x.facts.json").write_text(json.dumps(FACTS), encoding="utf-8")
    return tmp_path / "dev"


def answered(**more: object) -> Answer:
    header = {"agency": "UBND xã X", "title": "tháng 4", "period": {"kind": "month", "to": "2026-04-30"}}
    return Answer.model_validate({"header": header, "text": TEXT, "figures": FIGURES, **more})


def scored(folder: Path, answer: Answer) -> DocumentScore:
    return score_document(read_folder(folder)[0], answer)


def test_figures_are_found_by_amount_and_judged_by_field(folder: Path) -> None:
    score = scored(folder, answered())
    assert [one.found for one in score.figures] == [True, True, True, False]
    assert [one.wrong for one in score.figures] == [(), (), ("period",), ()]
    assert [one.text for one in score.extra] == ["7"]
    assert total([score]).full.right == 2
    assert total([score]).fields["whole"].f1 == 1.0
    assert "period" not in score.figures[1].scored


def test_a_tie_goes_to_the_better_unit(folder: Path) -> None:
    twice = [figure(1, "12", "con", "thu"), figure(2, "12", "%", "x")]
    pairs = scored(folder, answered(figures=twice)).figures
    assert [one.answer.id for one in pairs if one.answer] == ["f2"]


def test_facts_are_compared_in_order(folder: Path) -> None:
    answer = answered(
        sections=[{"id": "I"}, {"id": "III.1"}],
        citations=[{"text": "Kế hoạch số 12/KH-UBND", "symbol": "12/kh-ubnd", "date": None}],
        tasks=[{"item": "1.", "text": "Tập trung trồng rừng", "action": "tập trung trồng"}],
    )
    totals = total([scored(folder, answer)])
    assert (totals.counts["sections"].right, totals.counts["sections"].answered) == (1, 1)
    assert totals.counts["citations"].f1 == totals.counts["tasks"].f1 == 1.0
    assert str(totals.rates["citation dates"]) == "0/1"
    assert str(totals.rates["task action"]) == str(totals.rates["task item"]) == "1/1"
    assert str(totals.rates["task deadline"]) == "0/1"
    assert str(totals.rates["header"]) == "3/3"


def test_other_numbers_are_looked_up_after_the_title(folder: Path) -> None:
    place = TEXT.index("tháng 4", 8)
    age = TEXT.index("6 tuổi")
    answer = answered(
        other_numbers=[{"span": [place, place + 7], "text": "tháng 4", "kind": "date"}],
        unread=[{"span": [age, age + 1], "text": "6"}],
    )
    judged = judge_others(read_folder(folder)[0].facts, answer)
    assert [(one.kind, one.read_as) for one in judged] == [("date", "date"), ("ordinal", "nothing"), ("age", "unread")]


def test_confidence_is_held_against_rightness(folder: Path) -> None:
    score = scored(folder, answered())
    assert [(one.low, one.found.of) for one in calibration([score])] == [(0.5, 1), (0.9, 1), (1.0, 2)]
    assert str(confident([score]).full) == "2/3"
    assert phenomena([score])["stated_zero"].found.recall == 0.0


def test_changes_tell_gains_from_losses(folder: Path) -> None:
    before, now = scored(folder, answered(figures=FIGURES[:2])), scored(folder, answered())
    found = {(one.sort, one.entry): one.gain for one in changes(history([before]), history([now]))}
    assert found[("figures", "12% = 12 [I]")] > 0
    assert found[("figures too many", "7 []")] < 0
    assert changes(history([now]), history([now])) == []


def test_unseen_entries_are_kept_under_a_hash(folder: Path) -> None:
    hidden = folder.rename(folder.with_name("unseen"))
    kept = history([scored(hidden, answered())]).model_dump_json()
    assert "25 tỷ" not in kept
    assert all(one.entry == "" for one in changes(history([]), history([scored(hidden, answered())])))


@pytest.mark.parametrize("line", ["I | 3 | 3", "I | 3 | 3 | con | lợn | actual | m | maybe |"])
def test_gold_written_wrongly_names_its_line(folder: Path, line: str) -> None:
    path = folder / "x.figures.gold"
    path.write_text(f"# head\n{line}\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"x\.figures\.gold:2: "):
        read_figures(path)


def test_misses_of_unseen_reports_are_refused() -> None:
    result = CliRunner().invoke(main, ["--misses", "unseen/"])
    assert result.exit_code == 2
    assert "never listed" in result.output
