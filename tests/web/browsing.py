"""Debian's Chromium, driven by Playwright; nothing is fetched from anywhere but the pages under test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
needs_chromium = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="chưa có /usr/bin/chromium; cài gói chromium của Debian để thử trong trình duyệt"
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Lend a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def tab(
    browser: Browser, address: str, *, width: int = 1280, height: int = 800, dark: bool = False, script: bool = True
) -> Iterator[Page]:
    """Lend a page that fails the test on any error of its scripts, and on any request to another host."""
    context: BrowserContext = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, locale="vi-VN", java_script_enabled=script,
        color_scheme="dark" if dark else "light",
    )  # fmt: skip
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"lỗi script: {error}"))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    page.on(
        "request",
        lambda request: None if request.url.startswith((address, "data:", "blob:")) else faults.append(request.url),
    )
    page.on("dialog", lambda dialog: faults.append(f"hộp thoại: {dialog.message}"))
    try:
        yield page
        assert faults == []
    finally:
        context.close()


def serious(page: Page) -> list[str]:
    """Return what axe finds serious or critical on a page."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['help']}: {[node['target'] for node in each['nodes'][:3]]}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


def too_wide(page: Page) -> bool:
    """Return whether the page has to be scrolled sideways as a whole."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
