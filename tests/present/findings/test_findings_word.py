from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from pipeline.errors import InputError
from pipeline.present.findings import render
from schemas.finding import Evidence, Finding, Severity
from schemas.report import Report
from tests.present.findings.drafts import (
    HERD,
    NS,
    W,
    commented,
    comments,
    finding,
    findings_of,
    looks,
    part,
    place,
    report_of,
    runs,
    text_draft,
    word_draft,
)


def word(report: Report, path: Path, *found: Finding) -> bytes:
    made = render(findings_of(report, *found), report, path, "docx")
    assert isinstance(made, bytes)
    check_sound(made)
    return made


def check_sound(data: bytes) -> None:
    """Every comment has one beginning, one end behind it, one reference, and a text; the package knows the part."""
    root = part(data, "word/document.xml")
    order = [(str(el.tag).rsplit("}", 1)[-1], el.get(f"{W}id")) for el in root.iter() if "omment" in str(el.tag)]
    numbers = [number for name, number in order if name == "commentReference"]
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        places = [order.index((name, number)) for name in ("commentRangeStart", "commentRangeEnd", "commentReference")]
        assert places == sorted(places)
    assert set(numbers) == {str(number) for number in comments(data)}
    assert len(order) == 3 * len(numbers)
    assert not [el for el in root.iter(f"{W}r") if not len(el)]
    Document(io.BytesIO(data))
    assert "/word/comments.xml" in [el.get("PartName") for el in part(data, "[Content_Types].xml")]
    targets = [el.get("Target") for el in part(data, "word/_rels/document.xml.rels")]
    assert targets.count("comments.xml") + targets.count("/word/comments.xml") == 1


def before(path: Path) -> etree._Element:
    return part(path.read_bytes(), "word/document.xml")


def test_words_across_runs_are_marked_and_keep_their_look(tmp_path: Path) -> None:
    path, report = word_draft(tmp_path, runs("Tổng đàn là 1.8", "48 c", "on, trong đó: lợn 1.2", "38 con."))
    data = word(report, path, finding(place(report, "1.848 con"), place(report, "1.238 con")))
    assert commented(data) == {0: "1.848 con", 1: "1.238 con"}
    assert looks(part(data, "word/document.xml")) == looks(before(path))
    assert comments(data)[0].startswith("Lỗi 1 (sum.parts)\n21 + 4 + 1.238 = 1.263")
    assert "“1.238 con”" in comments(data)[0]
    assert comments(data)[1] == "Lỗi 1 (sum.parts), chỗ 2/2.\nXem ghi chú ở “1.848 con”."


def test_comments_are_signed_and_dated_by_the_draft(tmp_path: Path) -> None:
    path, report = word_draft(tmp_path, runs(HERD))
    comment = part(word(report, path, finding(place(report, "1.848 con"))), "word/comments.xml")[0]
    assert (comment.get(f"{W}author"), comment.get(f"{W}initials")) == ("baocao", "BC")
    assert comment.get(f"{W}date") == "2013-12-23T23:15:00Z"  # the modified date of python-docx's own template


def test_everything_else_in_the_file_stays_byte_for_byte(tmp_path: Path) -> None:
    path, report = word_draft(tmp_path, runs(HERD))
    found = finding(place(report, "1.848 con"))
    data = word(report, path, found)
    assert data == word(report, path, found)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(io.BytesIO(data)) as new:
        changed = {name for name in new.namelist() if name not in old.namelist() or old.read(name) != new.read(name)}
        assert set(old.namelist()) <= set(new.namelist())
        assert {member.date_time for member in new.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert changed == {
        "word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"
    }  # fmt: skip


def test_tracked_changes_stay_and_are_read_as_accepted(tmp_path: Path) -> None:
    paragraph = (
        "<w:p><w:r><w:t xml:space='preserve'>Tổng đàn gia súc hiện có là 1.</w:t></w:r>"
        "<w:del w:id='7' w:author='Lan'><w:r><w:delText>7</w:delText></w:r></w:del>"
        "<w:ins w:id='8' w:author='Lan'><w:r><w:rPr><w:b/></w:rPr><w:t>848 con, nay</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> còn lợn.</w:t></w:r></w:p>"
    )
    path, report = word_draft(tmp_path, paragraph)
    data = word(report, path, finding(place(report, "1.848 con")))
    root = part(data, "word/document.xml")
    assert commented(data) == {0: "1.848 con"}
    assert looks(root) == looks(before(path))
    assert [el.get(f"{W}author") for el in root.iter(f"{W}ins", f"{W}del")] == ["Lan", "Lan"]
    reference = next(root.iter(f"{W}commentReference"))
    assert not [up for up in reference.iterancestors() if up.tag == f"{W}ins"]


def test_existing_comments_stay(tmp_path: Path) -> None:
    path, report = word_draft(tmp_path, runs("Tổng đàn gia súc hiện có ", "là 1.848 con."))
    document = Document(str(path))
    document.add_comment(document.paragraphs[-1].runs[1], text="Xem lại số này", author="Lan", initials="L")
    document.save(str(path))
    old = etree.tostring(part(path.read_bytes(), "word/comments.xml")[0])
    data = word(report, path, finding(place(report, "1.848 con")))
    assert etree.tostring(part(data, "word/comments.xml")[0]) == old
    assert commented(data) == {0: "là 1.848 con.", 1: "1.848 con"}
    assert comments(data)[0] == "Xem lại số này"


def test_overlapping_places_and_several_at_one(tmp_path: Path) -> None:
    path, report = word_draft(tmp_path, runs(HERD))
    data = word(
        report,
        path,
        finding(place(report, "trâu 21 con, bò")),
        finding(place(report, "con, bò 04 con"), severity=Severity.WARNING),
        finding(place(report, "trâu 21 con, bò"), severity=Severity.INFO),
        finding(place(report, HERD), severity=Severity.INFO),
        finding(place(report, "1.848 con"), place(report, ", trong đó")),
    )
    found = commented(data)
    assert sorted(found.values()) == sorted(
        ["trâu 21 con, bò", "con, bò 04 con", "trâu 21 con, bò", HERD, "1.848 con", ", trong đó"]
    )
    assert looks(part(data, "word/document.xml")) == looks(before(path))


def test_automatic_numbers_tables_and_joined_paragraphs(tmp_path: Path) -> None:
    path, _ = word_draft(tmp_path)
    document = Document(str(path))
    for title in ("Chăn nuôi", "Trồng trọt"):
        document.add_paragraph(title, style="List Number")
        document.add_paragraph("Tổng đàn gia súc là 1.848 con.")
    table = document.add_table(rows=3, cols=3)
    for row, words in enumerate((("Cây", "Kế hoạch", "Thực hiện"), ("Lúa", "420", "418,5"), ("Ngô", "32", "32"))):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    document.save(str(path))
    report = report_of(path)
    line = next(line for line in report.text.split("\n") if line.endswith("Trồng trọt"))
    assert line != "Trồng trọt"  # Word's own number stands before it
    number = Evidence(span=(report.text.index(line), report.text.index(line) + 2), text=line[:2])
    row = place(report, "Ngô | 32 | 32")
    data = word(
        report,
        path,
        finding(number),
        finding(place(report, line)),
        finding(place(report, "1.848 con", nth=1)),
        finding(place(report, "32", nth=1)),
        finding(row),
    )
    found = commented(data)
    assert found[0] == found[1] == "Trồng trọt"
    assert found[2] == "1.848 con"
    assert found[3] == "32"
    assert found[4].split() == ["Ngô", "32", "32"]
    # the second of two that read alike: it stands behind "Trồng trọt"
    text = etree.tostring(part(data, "word/document.xml"), encoding="unicode")
    assert text.index("Trồng trọt") < text.index('commentRangeStart w:id="2"')
    assert text.index('commentRangeStart w:id="3"') > text.index("Ngô")


def test_text_boxes_and_footnotes_are_commented_where_they_hang(tmp_path: Path) -> None:
    box = (
        f"<w:p {NS} xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:t>Chăn nuôi phát triển.</w:t></w:r><w:r><w:pict>"
        "<v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>Đàn dê có 539 con.</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    path, report = word_draft(tmp_path, box)
    data = word(report, path, finding(place(report, "539 con")))
    root = part(data, "word/document.xml")
    assert root.find(f".//{W}txbxContent") is not None
    for element in root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"):
        assert not [up for up in element.iterancestors() if up.tag == f"{W}txbxContent"]
    assert "Đàn dê có 539 con." in commented(data)[0]


def test_links_and_bound_controls(tmp_path: Path) -> None:
    paragraph = (
        "<w:p><w:hyperlink w:anchor='a'><w:r><w:t>Kế hoạch số 1183/KH-UBND</w:t></w:r></w:hyperlink>"
        "<w:r><w:t xml:space='preserve'> của </w:t></w:r>"
        "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>"
        "<w:r><w:t>xã Nà Khuổi năm 2025</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:t>.</w:t></w:r></w:p>"
    )
    path, report = word_draft(tmp_path, paragraph)
    data = word(report, path, finding(place(report, "1183")), finding(place(report, "năm 2025")))
    assert commented(data) == {0: "1183", 1: "xã Nà Khuổi năm 2025"}
    control = next(part(data, "word/document.xml").iter(f"{W}sdt"))
    assert not [el for el in control.iter() if "omment" in str(el.tag)]


def test_decomposed_letters_in_two_runs(tmp_path: Path) -> None:
    path, report = word_draft(tmp_path, runs("Tô\u0309ng đa", "\u0300n trâu bo", "\u0300 có 21\u00a0 con."))
    assert "Tổng đàn trâu bò có 21 con." in report.text
    data = word(report, path, finding(place(report, "đàn trâu bò")), finding(place(report, "21 con.")))
    assert commented(data) == {0: "đa\u0300n trâu bo\u0300", 1: "21\u00a0 con."}


def test_a_file_in_an_old_code_is_compared_by_its_consonants(tmp_path: Path) -> None:
    path, report = word_draft(
        tmp_path, runs("Tæng ®µn gia sóc hiÖn cã lµ 1.8", "48 con, trong ®ã: tr©u 21 con, bß 04 con.")
    )
    line = "Tổng đàn gia súc hiện có là 1.848 con, trong đó: trâu 21 con, bò 04 con."
    report = report.model_copy(update={"text": "\n".join((*report.text.split("\n")[:2], line))})
    data = word(
        report, path, *(finding(place(report, words)) for words in ("1.848 con", "trâu 21 con", "gia súc hiện"))
    )
    assert commented(data) == {0: "1.848 con", 1: "tr©u 21 con", 2: "gia sóc hiÖn"}


def test_places_elsewhere_and_places_that_are_not_there(tmp_path: Path) -> None:
    path, report = word_draft(tmp_path, runs(HERD))
    title = report.header.title
    assert title
    archived = Evidence(span=(1, 2), text="1.900 con", section="I.1", page=2, report="11/BC-UBND")
    data = word(
        report,
        path,
        finding(place(report, "1.848 con"), archived),
        finding(message="Thiếu phần tồn tại.", severity=Severity.INFO),
    )
    assert commented(data) == {0: "1.848 con", 1: title}
    assert "“1.900 con”, báo cáo 11/BC-UBND, mục I.1, trang 2" in comments(data)[0]


def test_words_that_are_not_in_the_file_go_to_the_title(tmp_path: Path) -> None:
    path, report = word_draft(tmp_path, runs(HERD))
    other = report.model_copy(update={"text": report.text + "\nzzzz9999"})
    data = word(other, path, finding(place(other, "zzzz9999")))
    assert commented(data) == {0: report.header.title}
    assert comments(data)[0].endswith("Không định vị được trong tệp: “zzzz9999”")


def test_drafts_that_are_no_word_files_become_plain_ones(tmp_path: Path) -> None:
    path, report = text_draft(tmp_path)
    data = word(report, path, finding(place(report, "1.848 con"), place(report, "2. Trồng trọt")))
    assert commented(data) == {0: "1.848 con", 1: "2. Trồng trọt"}
    assert data == word(report, path, finding(place(report, "1.848 con"), place(report, "2. Trồng trọt")))
    document = Document(io.BytesIO(data))
    assert "\n".join(paragraph.text for paragraph in document.paragraphs) == report.text
    assert [p.style.name for p in document.paragraphs if p.text == "I. KINH TẾ"] == ["Heading 1"]
    assert comments(data)[0].startswith("Lỗi 1")


def test_no_findings_leave_the_text_alone(tmp_path: Path) -> None:
    path, report = word_draft(tmp_path, runs(HERD))
    data = render(findings_of(report), report, path, "docx")
    assert isinstance(data, bytes)
    assert looks(part(data, "word/document.xml")) == looks(before(path))
    assert commented(data) == {}


def test_a_draft_that_was_broken_since_is_an_error(tmp_path: Path) -> None:
    path, report = word_draft(tmp_path, runs(HERD))
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:50] if name == "word/document.xml" else old.read(name))
    with pytest.raises(InputError, match="hỏng"):
        render(findings_of(report), report, path, "docx")
    path.unlink()
    with pytest.raises(InputError):
        render(findings_of(report), report, path, "docx")
