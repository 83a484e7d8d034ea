"""Every row of the vocabulary does what its table says."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.language.text import fold
from pipeline.structure import outline
from pipeline.structure.agency import issuer, place_of, units_of
from pipeline.structure.columns import foot_cells
from pipeline.structure.heading import Kind, form_of
from pipeline.structure.pieces import Piece, Token
from pipeline.structure.plan import is_plan
from pipeline.structure.standing import is_authority, is_motto, is_stamp, is_title, signer_title
from pipeline.structure.title_period import covered
from pipeline.structure.vocabulary import WORDS
from schemas.document import Line
from schemas.outline import Role
from schemas.period import Period, PeriodKind
from tests.structure.made import FOOT, HEAD, document

MAY = Period(kind=PeriodKind.MONTH, start=date(2026, 5, 1), end=date(2026, 5, 31))


def rows(table: str, key: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("word", WORDS.list(table, key))


@pytest.mark.parametrize(
    ("table", "key"),
    [(table, key) for table, keys in WORDS.tables.items() for key in keys if isinstance(keys[key], list)],
)
def test_no_row_stands_twice(table: str, key: str) -> None:
    words = [fold(word) for word in WORDS.tables[table][key]]
    assert sorted(set(words)) == sorted(words)
    assert all(word.strip() == word and word for word in words)


@rows("head", "mottos")
def test_mottos(word: str) -> None:
    assert is_motto(word)


@rows("head", "stamps")
def test_stamps(word: str) -> None:
    assert is_stamp(word)


@rows("head", "titles")
def test_titles(word: str) -> None:
    assert is_title(word)


@rows("agency", "kinds")
def test_kinds_begin_an_office(word: str) -> None:
    assert len(units_of(["UBND HUYỆN MAI SƠN", f"{word.upper()} KIM ĐỒNG"])) == 2


@rows("agency", "organs")
def test_organs_take_the_place_of_the_office_above(word: str) -> None:
    own, _ = issuer(["UBND HUYỆN MAI SƠN", f"{word.upper()} KIM ĐỒNG"])
    assert own is not None
    assert own.endswith("huyện Mai Sơn")


@rows("agency", "places")
def test_places(word: str) -> None:
    assert place_of(f"UBND {word.upper()} TÂN LẬP") == f"{word.upper()} TÂN LẬP"


@rows("agency", "reports")
def test_words_behind_an_office_in_the_opening(word: str) -> None:
    opening = f"Thực hiện Công văn số 5, UBND phường Bắc Kạn {word} kết quả như sau:"
    assert (
        outline(document(f"BÁO CÁO\nKết quả tháng 5\n{opening}\nI. KINH TẾ\nHết.")).header.agency
        == "UBND phường Bắc Kạn"
    )


@rows("title", "openings")
def test_openings_end_the_title(word: str) -> None:
    opening = f"{word.capitalize()} kế hoạch của UBND huyện, xã báo cáo như sau:"
    assert outline(document(f"BÁO CÁO\n{opening}\nI. KINH TẾ\nHết.")).header.title is None


@rows("title", "brackets")
def test_brackets_go_on_the_title(word: str) -> None:
    title = outline(
        document(f"BÁO CÁO\nKết quả tháng 5\n{word.capitalize()} kỳ họp HĐND xã)\nI. KINH TẾ\nHết.")
    ).header.title
    assert title is not None
    assert title.endswith("xã)")


@rows("plan", "strong")
def test_strong_words_of_plans(word: str) -> None:
    assert is_plan(word, MAY)


@rows("plan", "weak")
def test_weak_words_of_plans(word: str) -> None:
    assert is_plan(f"{word} tháng 6", MAY)
    assert not is_plan(f"{word} của xã", MAY)


@rows("plan", "terms")
def test_terms_of_plans(word: str) -> None:
    assert is_plan(f"Nhiệm vụ {word} II", MAY)


@rows("plan", "alone")
def test_words_that_are_a_heading_of_plans_alone(word: str) -> None:
    assert is_plan(word, MAY)


@rows("plan", "not")
def test_words_that_deny_a_plan(word: str) -> None:
    assert not is_plan(f"{word} và phương hướng", MAY)


@rows("plan", "periods")
def test_words_before_the_time_of_a_plan(word: str) -> None:
    plan = covered(f"Kết quả tháng 5, {word} tháng 6 năm 2026", None, None).plan
    assert plan is not None
    assert plan.start == date(2026, 6, 1)


@rows("heading", "sentence")
def test_words_of_sentences(word: str) -> None:
    assert form_of(f"Công tác xã {word} tốt").kind is Kind.SENTENCE


@rows("heading", "verbs")
def test_verbs(word: str) -> None:
    assert form_of(f"{word.capitalize()} công tác này. Nhân dân đồng tình.").kind is Kind.SENTENCE
    assert form_of(f"{word.capitalize()} công tác này", planned=True).kind is Kind.SENTENCE


@rows("heading", "values")
def test_beginnings_of_values(word: str) -> None:
    assert form_of(f"Tỷ lệ hộ nghèo: {word} 5%").kind is Kind.VALUE


@rows("heading", "numbered")
def test_numbers_of_names_and_times_are_no_quantity(word: str) -> None:
    assert form_of(f"Công tác {word} 5").kind is Kind.HEADING


@rows("foot", "closings")
def test_closings(word: str) -> None:
    made = outline(document(f"{HEAD}I. KINH TẾ\nHết.\n{word.capitalize()} báo cáo tháng 5.\nCHỦ TỊCH\nLê An"))
    assert [item.role for item in made.paragraphs][-3:] == [Role.FOOT] * 3


@rows("foot", "not_recipients")
def test_lines_that_are_no_recipients(word: str) -> None:
    made = outline(document(f"{HEAD}I. KINH TẾ\nHết.\nNơi nhận:\n({word});\n- Lưu: VT."))
    assert made.footer.recipients == ("Lưu: VT",)


@rows("foot", "authorities")
def test_authorities(word: str) -> None:
    assert is_authority(f"{word.upper()} CHỦ TỊCH")


@rows("foot", "titles")
def test_signers(word: str) -> None:
    assert signer_title(word.upper()) == word.upper()
    assert signer_title(f"KT. GIÁM ĐỐC {word.upper()}") == word.upper()
    line = Line(())
    cells = foot_cells(Piece([Token(part) for part in f"- Như trên; {word.upper()}".split()], line, line))
    assert cells == ["- Như trên;", word.upper()]


@rows("foot", "ranks")
def test_ranks_stay_with_the_name(word: str) -> None:
    assert outline(document(f"{HEAD}I. KINH TẾ\nHết.\nCHỦ TỊCH\n{word.capitalize()} Lê Văn An")).footer.signer_name == (
        f"{word.capitalize()} Lê Văn An"
    )


@rows("foot", "degrees")
def test_degrees_dont(word: str) -> None:
    made = outline(document(f"{HEAD}I. KINH TẾ\nHết.\nCHỦ TỊCH\n{word.upper()}. Lê Văn An"))
    assert made.footer.signer_name == "Lê Văn An"


@rows("foot", "annexes")
def test_annexes(word: str) -> None:
    made = outline(
        document(f"{HEAD}I. KINH TẾ\nHết.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê An\n{word.upper()} 1\nBẢNG LƯƠNG")
    )
    assert [item.role for item in made.paragraphs][-2:] == [Role.BODY] * 2


@rows("join", "open_ends")
def test_open_ends(word: str) -> None:
    first = f"Trong tháng xã thực hiện tốt các nhiệm vụ phát triển kinh tế theo kế hoạch {word}"
    second = "Trung tâm Văn hóa, đạt kết quả tốt."
    assert f"{first} {second}" in outline(document(f"{HEAD}I. KINH TẾ\n{first}\n\n{second}\n{FOOT}")).text
