"""The pages in a real browser: their main paths, by keyboard, on a phone, in the dark, on paper, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.query.opened import opened
from tests.web.browsing import chromium, needs_chromium, serious, tab, too_wide
from tests.web.conftest import DRAFT, REPORTS, Served

pytestmark = [pytest.mark.slow, needs_chromium]

PAGES = (
    "/", "/reports/2", "/reports/3", "/series", "/series?indicator=livestock_pig&agency=na+khuoi",
    "/series?indicator=livestock_pig", "/compare?a=2026-04&b=2026-05&agency=na+khuoi", "/tasks?month=2026-05",
    "/search?q=dich+benh", "/check", "/help", "/rules", "/rules/sum.parts", "/indicators?q=lon", "/audit",
    "/figures/1?edit=1", "/khong-co",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened_browser:
        yield opened_browser


DARK = ("/", "/reports/3", "/series?indicator=livestock_pig", "/tasks?month=2026-05", "/check", "/rules/sum.parts")


@pytest.mark.parametrize("address", PAGES)
def test_nothing_serious_for_those_who_hear_or_magnify(browser: Browser, pages: Served, address: str) -> None:
    with tab(browser, pages.address) as page:
        page.goto(address)
        assert serious(page) == []


@pytest.mark.parametrize("address", DARK)
def test_nothing_serious_in_the_dark(browser: Browser, pages: Served, address: str) -> None:
    with tab(browser, pages.address, dark=True) as page:
        page.goto(address)
        assert serious(page) == []


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("width", "height"), [(360, 740), (640, 400)], ids=["phone", "zoom200"])
def test_fits_a_phone_and_a_screen_at_200_percent(
    browser: Browser, pages: Served, address: str, width: int, height: int
) -> None:
    with tab(browser, pages.address, width=width, height=height) as page:
        page.goto(address)
        assert not too_wide(page)
        if width == 360 and not address.startswith("/reports"):
            assert serious(page) == []


def drafted(page: Page) -> None:
    """Have the faulty draft checked by dropping it into the frame."""
    page.goto("/check")
    page.set_input_files("#tep", DRAFT)
    page.wait_for_selector(".finding", timeout=60000)


def test_draft_is_checked_seen_at_its_places_and_silenced(browser: Browser, pages: Served, tmp_path: Path) -> None:
    with tab(browser, pages.address) as page:
        drafted(page)
        assert serious(page) == []
        first = page.locator(".finding").first
        expect(first).to_contain_text("6 + 5 + 1 + 8 = 20")
        count = page.locator(".finding").count()
        page.keyboard.press("n")
        expect(page.locator(".mark.now").first).to_be_visible()
        expect(page.locator(".mark.now").first).to_be_in_viewport()
        with page.expect_download() as download:
            page.get_by_role("link", name="Tải tệp Word có ghi chú").click()
        download.value.save_as(tmp_path / "x.docx")
        assert (tmp_path / "x.docx").read_bytes().startswith(b"PK")
        repeated = page.locator(".finding", has_text="viết hai lần liền nhau")
        repeated.locator("summary").click()
        repeated.get_by_label("Người quyết định").fill("Lan")
        repeated.get_by_label("Lý do").fill("cố ý")
        repeated.get_by_role("button", name="Cho qua").click()
        page.wait_for_load_state()
        expect(page.locator(".finding")).to_have_count(count - 1)
        expect(page.get_by_text("Đã cho qua (1)")).to_be_visible()


def test_check_survives_a_closed_tab(browser: Browser, pages: Served) -> None:
    with tab(browser, pages.address) as page:
        page.goto("/check")
        page.set_input_files("#tep", DRAFT)
        page.wait_for_url("**/check/*")
        page.goto("/help")
        page.wait_for_timeout(500)
        page.goto("/check")
        page.get_by_role("link", name=DRAFT.name).first.click()
        page.wait_for_selector(".finding", timeout=60000)


def test_figure_and_its_place_show_each_other(browser: Browser, pages: Served) -> None:
    with pages.site.archive() as archive:
        report = opened(archive, 2)
    figure = next(each for each in report.figures if each.page == 3 and each.bbox)
    with tab(browser, pages.address) as page:
        page.goto("/reports/2")
        page.locator(f"#f{figure.id} .value").click()
        expect(page.locator(f"#mf{figure.id}.now")).to_be_in_viewport()
        expect(page.locator(f"#f{figure.id}.now")).to_be_in_viewport()
        other = next(each for each in report.figures if each.page == 3 and each.bbox and each.id != figure.id)
        page.locator(f"#mf{other.id}").click()
        expect(page.locator(f"#f{other.id}.now")).to_be_in_viewport()
        expect(page.locator(f"#mf{figure.id}.now")).to_have_count(0)
        picture = page.locator("#trang-3 img")
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") == 1100


def test_value_of_a_series_leads_to_its_place(browser: Browser, pages: Served) -> None:
    with tab(browser, pages.address) as page:
        page.goto("/series?indicator=livestock_pig&agency=na+khuoi")
        chart = page.locator(".chart img")
        expect(chart).to_be_visible()
        expect(chart).to_have_js_property("complete", True)
        assert chart.evaluate("image => image.naturalWidth") > 300
        page.locator("table a", has_text=".").last.click()
        page.wait_for_url("**/reports/2#f*")
        expect(page.locator("li.figure.now")).to_be_in_viewport()
        expect(page.locator(".spot.now")).to_be_in_viewport()


def test_figure_is_put_right_in_place_by_keyboard(browser: Browser, pages: Served) -> None:
    with pages.site.archive() as archive:
        figure = opened(archive, 4).figures[3]
    with tab(browser, pages.address) as page:
        page.goto("/reports/4")
        row = page.locator(f"#f{figure.id}")
        row.locator(".edit").focus()
        page.keyboard.press("Enter")
        expect(row.get_by_label("Giá trị")).to_be_focused()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type("nhiều")
        for label, text in (("Người sửa", "Lan"), ("Lý do", "đọc nhầm")):
            row.get_by_label(label).focus()
            page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(page.locator("#notice")).to_contain_text("kiểu Việt Nam")
        row.get_by_label("Giá trị").fill("9.876,5")
        row.get_by_label("Giá trị").press("Enter")
        expect(row).to_contain_text("9.876,5")
        expect(row).to_contain_text("Đã sửa tay")
        expect(row.locator(".edit")).to_be_focused()
        expect(page.locator("#notice")).to_be_hidden()
        page.keyboard.press("Enter")
        expect(row.get_by_label("Người sửa")).to_have_value("Lan")
        row.get_by_role("button", name="Rút lại").click()
        expect(row).not_to_contain_text("Đã sửa tay")


def test_files_are_taken_in_with_progress(browser: Browser, empty_pages: Served) -> None:
    with tab(browser, empty_pages.address) as page:
        page.goto("/")
        expect(page.get_by_role("heading", name="Kho còn trống")).to_be_visible()
        assert serious(page) == []
        page.set_input_files("#tep", [REPORTS / "na-khuoi-2026-05.txt", REPORTS / "na-khuoi-2026-04.docx"])
        page.wait_for_url("**/jobs/*")
        expect(page.get_by_text("Đã xong 2 tệp.")).to_be_visible(timeout=60000)
        assert serious(page) == []
        page.get_by_role("link", name="Mở báo cáo").first.click()
        expect(page.locator(".figure").first).to_be_visible()


def test_file_dropped_on_the_frame_is_sent(browser: Browser, pages: Served) -> None:
    with tab(browser, pages.address) as page:
        page.goto("/check")
        data = (REPORTS / "na-khuoi-2026-05.txt").read_text(encoding="utf-8")
        page.evaluate(
            """text => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([text], "du-thao.txt", {type: "text/plain"}));
              document.querySelector("form.drop").dispatchEvent(
                new DragEvent("drop", {dataTransfer: transfer, bubbles: true, cancelable: true}));
            }""",
            data,
        )
        page.wait_for_selector("text=du-thao.txt")
        page.wait_for_selector(".pane.list", timeout=60000)


def test_every_page_is_reached_and_used_by_keyboard(browser: Browser, pages: Served) -> None:
    with tab(browser, pages.address) as page:
        page.goto("/")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Đến nội dung")).to_be_focused()
        names = [
            link.inner_text() for link in page.get_by_role("navigation", name="Các trang").get_by_role("link").all()
        ]
        reached: list[str] = []
        for _ in range(len(names) + 1):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.innerText"))
        assert reached[1:] == names
        page.get_by_role("link", name="Tìm", exact=True).focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/search")
        expect(page.get_by_label("Từ cần tìm")).to_be_focused()
        page.keyboard.type("dich benh")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=dich*")
        expect(page.locator(".passage mark").first).to_be_visible()
        page.locator(".passage a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/reports/*")
        expect(page.locator(".place.sought").first).to_be_in_viewport()


def test_focus_is_always_seen(browser: Browser, pages: Served) -> None:
    with tab(browser, pages.address) as page:
        page.goto("/compare?a=2026-04&b=2026-05&agency=na+khuoi")
        for _ in range(25):
            page.keyboard.press("Tab")
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", page.evaluate("document.activeElement.outerHTML")


def test_agencies_and_indicators_are_offered_while_typing(browser: Browser, pages: Served) -> None:
    with tab(browser, pages.address) as page:
        page.goto("/series")
        page.get_by_label("Chỉ tiêu", exact=True).press_sequentially("dan lon")
        expect(page.locator("#chi-tieu-goi-y option").first).to_have_attribute("value", "Đàn lợn")
        page.get_by_label("Cơ quan").press_sequentially("khuoi")
        expect(page.locator("#co-quan-goi-y option").first).to_have_attribute("value", "UBND xã Nà Khuổi")


def test_months_are_compared_by_choosing_them(browser: Browser, pages: Served) -> None:
    with tab(browser, pages.address) as page:
        page.goto("/compare?agency=na+khuoi")
        page.get_by_label("Tháng trước").select_option("2026-03")
        page.get_by_label("Tháng sau").select_option("2026-05")
        page.get_by_role("button", name="So sánh").click()
        expect(page.get_by_role("status")).to_contain_text("03/2026 và 05/2026")
        expect(page.locator("tr.changed").first).to_be_visible()


@pytest.mark.parametrize("address", ["/", "/reports/2", "/reports/3", "/series?indicator=livestock_pig", "/check"])
def test_works_without_scripts(browser: Browser, pages: Served, address: str) -> None:
    with tab(browser, pages.address, script=False) as page:
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
    if address == "/check":
        with tab(browser, pages.address, script=False) as page:
            page.goto(address)
            page.set_input_files("#tep", DRAFT)
            page.get_by_role("button", name="Kiểm tra").click()
            for _ in range(60):
                if page.locator(".finding").count():
                    break
                page.wait_for_timeout(300)
                page.reload()
            assert page.locator(".finding").count() > 3


def test_prints_without_what_is_for_the_screen(browser: Browser, pages: Served) -> None:
    with tab(browser, pages.address) as page:
        page.goto("/reports/3")
        page.emulate_media(media="print")
        expect(page.get_by_role("navigation", name="Các trang")).to_be_hidden()
        expect(page.locator(".edit").first).to_be_hidden()
        assert page.locator(".pane").first.evaluate("pane => getComputedStyle(pane).overflowY") == "visible"
        assert len(page.pdf()) > 10000
