from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from lxml import html

from pipeline.present.findings import render
from schemas.finding import Evidence, Finding, Severity
from schemas.report import Report
from tests.present.findings.drafts import HERD, TEXT, finding, findings_of, place, text_draft


def page(report: Report, path: Path, *found: Finding) -> str:
    made = render(findings_of(report, *found), report, path, "html")
    assert isinstance(made, str)
    return made


def draft_text(root: html.HtmlElement) -> str:
    """The draft as the page shows it, one block a line, without the numbers at the marks."""
    for number in root.xpath("//main//sup"):
        number.getparent().remove(number) if not number.tail else number.drop_tree()
    return "\n".join(
        " | ".join(cell.text_content() for cell in block.iter("td")) if block.tag == "tr" else block.text_content()
        for block in root.xpath(
            "//main/p | //main/h2 | //main/h3 | //main/h4 | //main/div[@class='run-in'] | //main//tr"
        )
    )


def test_the_page_holds_the_whole_draft_and_nothing_from_elsewhere(tmp_path: Path) -> None:
    path, report = text_draft(tmp_path)
    found = [
        finding(place(report, "1.848 con"), place(report, "21 con", nth=1)),
        finding(place(report, "1.848 con, trong đó"), severity=Severity.WARNING),
        finding(place(report, HERD), severity=Severity.INFO),
        finding(place(report, '< 5 & "x" '), message="<script>alert(1)</script>"),
    ]
    made = page(report, path, *found)
    root = html.fromstring(made)
    assert draft_text(root) == report.text
    assert root.get("lang") == "vi"
    assert "<script>alert" not in made
    assert "<b>&" not in made
    assert not root.xpath("//link | //img | //iframe | //*[@src] | //*[starts-with(@href, 'http')]")
    assert "url(" not in made
    assert made == page(report, path, *found)


def test_only_its_own_script_and_style_may_run(tmp_path: Path) -> None:
    path, report = text_draft(tmp_path)
    root = html.fromstring(page(report, path, finding(place(report, "1.848 con"))))
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    for name, directive in (("script", "script-src"), ("style", "style-src")):
        (content,) = (element.text for element in root.iter(name))
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert not root.xpath("//*[@style] | //*[@onclick]")


def test_list_and_marks_lead_to_each_other(tmp_path: Path) -> None:
    path, report = text_draft(tmp_path)
    archived = Evidence(span=(3, 9), text="1.900 con", report="11/BC-UBND", section="I.1", page=2)
    root = html.fromstring(
        page(
            report,
            path,
            finding(place(report, "1.848 con"), archived),
            finding(place(report, "1.848 con"), place(report, "21 con")),
            finding(place(report, "gia súc hiện có là 1.848")),
            finding(message="Thiếu phần tồn tại.", severity=Severity.INFO),
        )
    )
    ids = [element.get("id") for element in root.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    links = [link.get("href") for link in root.xpath("//a[@href]")]
    assert all(link[1:] in ids for link in links)
    assert {"#f1", "#f2", "#f3"} <= set(links)  # from the text to the list
    assert {"#f1-1", "#f2-1", "#f2-2", "#f3-1"} <= set(links)  # from the list to the text
    assert [item.get("id") for item in root.xpath("//nav/ol/li")] == ["f1", "f2", "f3", "f4"]
    assert "“1.900 con” báo cáo 11/BC-UBND, mục I.1, trang 2" in root.get_element_by_id("f1").text_content()
    mark = root.get_element_by_id("f2-2").xpath("following-sibling::a")[0]
    assert mark.text_content() == "21 con2"
    assert "error" in mark.get("class")


def test_headings_tables_and_run_in_titles(tmp_path: Path) -> None:
    path, report = text_draft(
        tmp_path, TEXT + "III. BIỂU\nCây | Kế hoạch | Thực hiện\nLúa | 420 | 418,5\nNgô | 32 | 32\n"
    )
    root = html.fromstring(page(report, path, finding(place(report, "418,5"), place(report, "Ngô | 32"))))
    assert [h.text_content() for h in root.xpath("//main/h2")] == ["I. KINH TẾ", "II. VĂN HÓA - XÃ HỘI", "III. BIỂU"]
    assert root.xpath("//main/h3")[0].text_content() == "1. Chăn nuôi"
    run_in = root.xpath("//div[@class='run-in']")[0]
    assert run_in[0].text_content() == "2. Trồng trọt"
    assert [cell.text_content() for cell in root.xpath("//table/tr[2]/td")] == ["Lúa", "420", "418,51"]
    assert draft_text(root) == report.text


def test_what_was_checked_and_what_could_not_be_read(tmp_path: Path) -> None:
    path, report = text_draft(tmp_path)
    source = report.source.model_copy(update={"warnings": ("trang 7 bị hỏng",)})
    made = page(report.model_copy(update={"source": source}), path)
    text = re.sub(r"\s+", " ", html.fromstring(made).text_content())
    assert "0 lỗi, 0 cảnh báo, 0 lưu ý. Đã kiểm 98/135 số liệu." in text
    assert "Không phát hiện mâu thuẫn nào." in text
    assert "Khi đọc tệp: trang 7 bị hỏng" in text
