"""In a real browser as an attacker would, and at the door."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browsing import chromium, needs_chromium, serious, tab
from tests.web.conftest import REPORTS, Served, entered

pytestmark = [pytest.mark.slow, needs_chromium]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened_browser:
        yield opened_browser


HARM = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'"


def test_script_in_words_and_names_never_runs(browser: Browser, pages: Served, tmp_path: Path) -> None:
    text = (REPORTS / "na-khuoi-2026-05.txt").read_text(encoding="utf-8")
    path = tmp_path / "<img src=x onerror=alert(3)>.txt"
    path.write_text(text.replace("đàn lợn", f"đàn lợn {HARM}"), encoding="utf-8")
    with tab(browser, pages.address) as page:  # fails on any dialog and on any script that the policy had to stop
        page.goto("/check")
        page.set_input_files("#tep", path)
        page.wait_for_selector(".pane.list", timeout=60000)
        page.goto("/")
        page.set_input_files("#tep", path)
        page.get_by_role("link", name="Mở báo cáo").click(timeout=60000)
        expect(page.locator(".paper.text")).to_contain_text("alert(1)")
        number = page.url.rpartition("/")[2]
        for address in (f"/search?q=lon+alert&agency={HARM}", f"/search?q={HARM}", f"/series?indicator={HARM}", "/"):
            page.goto(address)
    context = browser.new_context()
    shown = context.new_page()
    dialogs: list[str] = []
    shown.on("dialog", lambda dialog: dialogs.append(dialog.message))
    shown.goto(f"{pages.address}/raw/kho/reports/{number}")
    assert "alert(1)" in shown.inner_text("body")
    assert dialogs == []
    context.close()


def test_page_of_another_site_can_neither_post_nor_frame(browser: Browser, pages: Served, tmp_path: Path) -> None:
    evil = tmp_path / "evil.html"
    evil.write_text(
        f'<form id=f method=post enctype=multipart/form-data action="{pages.address}/figures/1/correct">'
        "<input name=value value=666><input name=who value=x><input name=why value=x></form>"
        f'<iframe src="{pages.address}/"></iframe>',
        encoding="utf-8",
    )
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{pages.address}/")
    page.goto(evil.as_uri())
    frame = page.frames[1]
    assert "Kho báo cáo" not in frame.content()
    with page.expect_navigation():
        page.evaluate("document.getElementById('f').submit()")
    assert "từ chối" in page.content()
    context.close()
    with pages.site.archive() as archive:
        assert archive.row("SELECT 1 FROM corrections WHERE figure = 1 AND value = '666'") is None


def test_log_in_by_keyboard_and_out_again(browser: Browser, guarded: Served) -> None:
    with entered(guarded, "reader"), tab(browser, guarded.address) as page:
        page.goto("/tasks?month=2026-05")
        page.wait_for_url("**/login?next=*")
        assert serious(page) == []
        expect(page.get_by_label("Tên")).to_be_focused()
        page.keyboard.type("reader")
        page.keyboard.press("Tab")
        page.keyboard.type("mật khẩu để thử 1")
        page.keyboard.press("Enter")
        page.wait_for_url("**/tasks?month=2026-05")
        page.goto("/reports/2")
        assert page.locator(".edit").count() == 0
        page.get_by_role("button", name="Ra").click()
        page.wait_for_url("**/login")
        page.goto("/reports/2")
        page.wait_for_url("**/login?next=*")
