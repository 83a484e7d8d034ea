"""Every page by its address: as a page for people, as JSON for programs, with an error that says what to do."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest

from pipeline.query.opened import opened
from schemas.finding import Findings
from schemas.report import Report
from tests.web.conftest import DRAFT, REPORTS, Served, token_of

PAGES = (
    "/", "/?q=na+khuoi", "/reports/1", "/reports/2", "/reports/3?view=text&at=10-40", "/series",
    "/series?indicator=livestock_pig", "/series?indicator=dan+lon&agency=na+khuoi", "/compare",
    "/compare?a=2026-04&b=2026-05&agency=na+khuoi", "/tasks", "/tasks?month=2026-05", "/search", "/search?q=dich+benh",
    "/search?q=dịch+bệnh&agency=na+khuoi&month=2026-05", "/check", "/help", "/rules", "/rules/sum.parts",
    "/indicators", "/indicators?q=lon", "/audit", "/figures/1?edit=1", "/suggest/agencies?agency=khuoi",
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_page(pages: Served, address: str) -> None:
    with pages.client(accept="text/html") as client:
        answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert address.startswith("/suggest") or ('<html lang="vi">' in answer.text and "<h1>" in answer.text)
    assert "http://" not in answer.text
    assert "https://" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/", "/reports/1", "/series?indicator=livestock_pig", "/compare?a=2026-04&b=2026-05&agency=na+khuoi", "/tasks",
        "/search?q=dich+benh", "/check", "/rules", "/rules/sum.parts", "/indicators", "/audit",
    ],
)  # fmt: skip
def test_json_at_the_same_address(pages: Served, address: str) -> None:
    with pages.client(accept="application/json") as client:
        answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert isinstance(answer.json(), list | dict)


def test_json_is_that_of_the_commands(pages: Served) -> None:
    with pages.client(accept="application/json") as client:
        series = client.get("/series?indicator=livestock_pig&agency=na+khuoi").json()
        report = client.get("/reports/2").json()
    assert [row["month"] for row in series] == ["2026-03", "2026-04", "2026-05"]
    assert all(row["unit"] == "con" for row in series)
    read = Report.model_validate(report)
    assert read.header.agency == "UBND xã Nà Khuổi"
    assert "/" not in read.source.path


def test_archive_shows_what_is_there_and_what_is_missing(pages: Served) -> None:
    with pages.client(accept="application/json") as client:
        agencies = client.get("/").json()["agencies"]
    by_name = {row["agency"]: row for row in agencies}
    assert [each["month"] for each in by_name["UBND xã Nà Khuổi"]["reports"]] == ["2026-03", "2026-04", "2026-05"]
    with pages.client(accept="text/html") as client:
        page = client.get("/").text
    assert "Chưa có báo cáo tháng 05/2026" in page


def test_empty_archive_tells_the_first_step(empty_pages: Served) -> None:
    with empty_pages.client(accept="text/html") as client:
        assert "Bắt đầu thế nào" in client.get("/").text
        for address in ("/tasks", "/compare", "/series?indicator=livestock_pig"):
            assert "Đưa báo cáo vào kho" in client.get(address).text


def test_report_shows_each_figure_at_its_place(pages: Served) -> None:
    with pages.site.archive() as archive:
        report = opened(archive, 2)
    with pages.client(accept="text/html") as client:
        page = client.get("/reports/2").text
        picture = client.get("/reports/2/pages/1.png")
    assert len(report.figures) > 100
    for figure in report.figures:
        assert f'id="f{figure.id}"' in page
        assert f'id="mf{figure.id}"' in page
    assert picture.content.startswith(b"\x89PNG")


def test_text_report_shows_its_text_with_the_figures_in_it(pages: Served) -> None:
    with pages.site.archive() as archive:
        report = opened(archive, 3)
    with pages.client(accept="text/html") as client:
        page = client.get("/reports/3").text
    assert "<img" not in page
    assert all(f'id="mf{figure.id}"' in page for figure in report.figures)


def test_chart_is_a_picture_with_vietnamese_numbers(pages: Served) -> None:
    with pages.client() as client:
        answer = client.get("/series.svg?indicator=livestock_pig&agency=na+khuoi")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")
    assert "thực hiện" in answer.text


def test_files_dropped_are_taken_in(empty_pages: Served) -> None:
    names = ("na-khuoi-2026-05.txt", "na-khuoi-2026-03.pdf")
    files = [("file", (name, (REPORTS / name).read_bytes())) for name in names]
    files.append(("file", ("hong.pdf", b"%PDF-1.4 hong")))
    with empty_pages.client(accept="text/html", origin=empty_pages.address) as client:
        token = token_of(client.get("/").text)
        sent = client.post("/files", files=files, data={"csrf": token})
        assert sent.status_code == 303
        address = sent.headers["location"]
        job = _wait(client, address)
        again = client.post("/files", files=files[:1], data={"csrf": token})
        said = _wait(client, again.headers["location"])["files"][0]["said"]
    assert [item["stage"] for item in job["files"]] == ["done", "done", "aside"]
    assert "đã có trong kho" in said
    with empty_pages.site.archive() as archive:
        paths = [Path(row["path"]) for row in archive.rows("SELECT path FROM reports ORDER BY id")]
    assert sorted(path.name for path in paths) == sorted(names)
    assert all(path.is_file() for path in paths)
    with empty_pages.client(accept="text/html") as client:
        assert "hong.pdf" in client.get("/").text
        assert client.get(f"/reports/{job['files'][1]['report']}/pages/1.png").status_code == 200


def _wait(client: httpx.Client, address: str) -> dict[str, list[dict[str, str]]]:
    for _ in range(200):
        answer: dict[str, list[dict[str, str]]] = client.get(address, headers={"accept": "application/json"}).json()
        if answer["finished"]:
            return answer
        time.sleep(0.1)
    raise AssertionError("không xong")


def test_secret_file_leaves_nothing_behind(empty_pages: Served) -> None:
    secret = (
        "MẬT\nỦY BAN NHÂN DÂN\nXÃ HƯ CẤU\nBÁO CÁO\nTháng 5 năm 2026\nSố dân quân bí hiểm là 4.321 người.\n".encode()
    )
    with empty_pages.client(accept="text/html", origin=empty_pages.address) as client:
        token = token_of(client.get("/").text)
        sent = client.post("/files", files={"file": ("mat.txt", secret)}, data={"csrf": token})
        item = _wait(client, sent.headers["location"])["files"][0]
    assert item["stage"] == "aside"
    folder = empty_pages.site.db.parent
    for path in [each for each in folder.rglob("*") if each.is_file()]:
        assert "bí hiểm".encode() not in path.read_bytes()


def test_program_checks_a_draft_at_once(pages: Served) -> None:
    with pages.client(accept="application/json") as client:
        answer = client.post("/check", files={"file": (DRAFT.name, DRAFT.read_bytes())})
    assert answer.status_code == 200
    findings = Findings.model_validate(answer.json())
    assert {"sum.parts", "ratio.mismatch", "text.repeated"} <= {each.rule for each in findings.findings}
    assert findings.source.path == DRAFT.name


def checked(client: httpx.Client) -> str:
    """Have the draft checked as a browser does, and return its address."""
    token = token_of(client.get("/check").text)
    sent = client.post("/check", files={"file": (DRAFT.name, DRAFT.read_bytes())}, data={"csrf": token})
    assert sent.status_code == 303
    address = sent.headers["location"]
    for _ in range(200):
        if "findings" in client.get(address, headers={"accept": "application/json"}).json():
            return str(address)
        time.sleep(0.1)
    raise AssertionError("không xong")


def test_browser_checks_a_draft_downloads_it_and_silences_a_finding(pages: Served) -> None:
    with pages.client(accept="text/html", origin=pages.address) as client:
        address = checked(client)
        page = client.get(address).text
        assert "6 + 5 + 1 + 8 = 20" in page
        word = client.get(f"{address}/file.docx")
        assert word.content.startswith(b"PK")
        assert "attachment" in word.headers["content-disposition"]
        found = client.get(address, headers={"accept": "application/json"}).json()["findings"]
        number = next(at for at, each in enumerate(found) if each["rule"] == "text.repeated")
        fields = {"csrf": token_of(page), "finding": str(number), "who": "Lan", "why": "tên riêng"}
        assert client.post(f"{address}/silence", data={**fields, "why": ""}).status_code == 400
        assert client.post(f"{address}/silence", data=fields).status_code == 303
        again = checked(client)
        left = client.get(again, headers={"accept": "application/json"}).json()["findings"]
    assert len(left) == len(found) - 1
    assert all(each["rule"] != "text.repeated" for each in left)


def test_correction_in_place_is_kept_shown_and_withdrawn(pages: Served) -> None:
    with pages.site.archive() as archive:
        figure = opened(archive, 3).figures[0]
    with pages.client(accept="text/html", origin=pages.address) as client:
        form = client.get(f"/figures/{figure.id}?edit=1").text
        fields = {"csrf": token_of(form), "value": "1.234,5", "who": "Lan", "why": "đọc nhầm"}
        wrong = client.post(f"/figures/{figure.id}/correct", data={**fields, "value": "nhiều"})
        assert wrong.status_code == 400
        assert "kiểu Việt Nam" in wrong.text
        assert client.post(f"/figures/{figure.id}/correct", data={**fields, "why": ""}).status_code == 400
        done = client.post(f"/figures/{figure.id}/correct", data=fields)
        assert done.headers["location"] == f"/reports/3#f{figure.id}"
        page = client.get("/reports/3").text
        assert "Đã sửa tay" in page
        assert "1.234,5" in page
        client.post(f"/figures/{figure.id}/withdraw", data={"csrf": fields["csrf"]})
        assert "Đã sửa tay" not in client.get("/reports/3").text


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/khong-co", 404, "quay về trang Kho báo cáo"),
        ("/reports/999", 400, "không có báo cáo số 999"),
        ("/reports/x", 400, "không hiểu được"),
        ("/series?indicator=con+r%E1%BB%93ng", 400, "không có chỉ tiêu"),
        ("/series?indicator=lon&agency=xa+khong+co", 400, "không có cơ quan"),
        ("/tasks?month=thang+5", 400, "không phải là tháng"),
        ("/check/khongcokhongco", 404, "thả lại tệp"),
        ("/rules/khong.co", 404, "danh sách"),
    ],
)
def test_error_says_what_to_do(pages: Served, address: str, status: int, told: str) -> None:
    with pages.client(accept="text/html") as client:
        answer = client.get(address)
        program = client.get(address, headers={"accept": "application/json"})
    assert answer.status_code == status
    assert told in answer.text.replace("Không", "không")
    assert "baocao" not in answer.text
    assert program.status_code == status
    assert told in program.json()["error"].replace("Không", "không")


def test_what_is_described_is_what_answers(pages: Served) -> None:
    with pages.client() as client:
        described = client.get("/openapi.json").json()
    assert {"/", "/check", "/series", "/compare", "/tasks", "/search", "/reports/{number}"} <= set(described["paths"])
    assert "multipart/form-data" in described["paths"]["/check"]["post"]["requestBody"]["content"]


def test_search_goes_on_page_by_page_without_repeating(pages: Served) -> None:
    seen: list[str] = []
    address: str | None = "/search?q=trong+tháng"
    with pages.client(accept="text/html") as client:
        while address is not None:
            page = client.get(address).text
            seen += [part.split('"', 1)[0] for part in page.split('<a href="/reports/')[1:]]
            onward = page.split('<a class="button quiet" href="')
            address = onward[1].split('"', 1)[0].replace("&amp;", "&") if len(onward) > 1 else None
    assert len(seen) > 30
    assert len(seen) == len(set(seen))
