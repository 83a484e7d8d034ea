from __future__ import annotations

import pytest

from pipeline.errors import UsageError
from pipeline.query.search import places, search
from pipeline.store.archive import Archive


def test_words_are_found_with_and_without_diacritics(archive: Archive) -> None:
    with_marks = [row.text for row in search(archive, "trật tự")]
    assert len(with_marks) == 2
    assert {row.text for row in search(archive, "trat tu")} == set(with_marks)
    assert {row.text for row in search(archive, "TRẬT  TỰ")} == set(with_marks)
    assert any("an ninh, trật tự" in row.text for row in search(archive, "an ninh"))


def test_words_in_a_row_come_first(archive: Archive) -> None:
    rows = search(archive, "an ninh")
    assert "an ninh, trật tự" in rows[0].text
    assert "Ninh Bình" in rows[-1].text


def test_marks_keep_others_out_unless_nothing_fits(archive: Archive) -> None:
    assert search(archive, "đàn lợn")
    assert [row.text for row in search(archive, "dan lon")] == [row.text for row in search(archive, "đàn lợn")]
    assert {row.text for row in search(archive, "trất tư")} == {row.text for row in search(archive, "trat tu")}
    assert search(archive, "lơn") == search(archive, "lon")
    assert not any("Ninh Bình" in row.text for row in search(archive, "an nình"))


def test_a_passage_tells_where_it_stands(archive: Archive) -> None:
    row = search(archive, "xóa mù", agency="Tân Liêm", asked_month="2026-04")[0]
    assert (row.agency, row.month, row.report, row.section, row.title, row.page, row.version) == (
        "UBND xã Tân Liêm",
        "2026-04",
        "87/BC-UBND",
        "I.1",
        "Kinh tế - xã hội",
        2,
        2,
    )
    start, end = row.marks[0]
    assert row.text[start:end] == "xóa mù"


def test_replaced_versions_are_not_found(archive: Archive) -> None:
    assert search(archive, "999") == []


def test_options_narrow_and_limit(archive: Archive) -> None:
    assert {row.month for row in search(archive, "lợn", asked_month="2026-05")} == {"2026-05"}
    assert {row.agency for row in search(archive, "lợn", agency="đông chấn")} == {"UBND phường Đông Chấn"}
    assert len(search(archive, "lợn", limit=1)) == 1
    assert search(archive, "không tìm thấy đâu cả") == []


@pytest.mark.parametrize(
    "words", ["102/BC-UBND", 'trật "tự', "tự*", "trật AND tự", "NEAR(trật)", "trật:tự", "(trật", "-tự"]
)
def test_signs_of_the_search_language_are_plain_words(archive: Archive, words: str) -> None:
    search(archive, words)


@pytest.mark.parametrize("words", ["", "  ", "?!", '"'])
def test_nothing_to_look_for_is_refused(archive: Archive, words: str) -> None:
    with pytest.raises(UsageError, match="chưa có từ nào"):
        search(archive, words)


def test_places_are_found_one_by_one() -> None:
    assert list(places("tự do, trật tự và tự giác", "trật tự", marked=True)) == [(0, 2), (7, 14), (18, 20)]
    assert list(places("không có", "trật tự", marked=True)) == []
