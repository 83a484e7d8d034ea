"""The pages as they are served: a real server on a port of its own, over an archive of real reports."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import httpx
import pytest
import uvicorn

from pipeline.catalogue import load_catalogue
from pipeline.ingest import ingest
from pipeline.store.archive import open_archive
from pipeline.store.indicators import save_indicators
from pipeline.web.app import create_app
from pipeline.web.book import Book, book_path
from pipeline.web.server import listen
from pipeline.web.site import Site, make_site
from pipeline.web.users import Role, set_user

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "corpus" / "reports"
DRAFT = ROOT / "corpus" / "drafts" / "na-khuoi-2026-06-faulty.docx"
NAMES = ("na-khuoi-2026-03.pdf", "na-khuoi-2026-04.docx", "na-khuoi-2026-05.txt", "long-khanh-tay-2026-04.txt")
PASSWORD = "mật khẩu để thử 1"


@dataclass(frozen=True, slots=True)
class Served:
    """Pages under way: where they are, what they share."""

    address: str
    site: Site

    def client(self, **headers: str) -> httpx.Client:
        """Return a client that speaks to them as a program does."""
        return httpx.Client(base_url=self.address, headers=headers, timeout=60, follow_redirects=False)


@contextmanager
def serving(site: Site) -> Iterator[Served]:
    sockets, address = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(site), log_config=None, access_log=False))
    thread = Thread(target=server.run, kwargs={"sockets": sockets}, daemon=True)
    thread.start()
    with httpx.Client(base_url=address, timeout=60) as client:
        client.get("/static/site.css").raise_for_status()
    try:
        yield Served(address.rstrip("/"), site)
    finally:
        server.should_exit = True
        thread.join(timeout=20)
        for each in sockets:
            each.close()


@pytest.fixture(scope="session")
def filled_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of four reports of two places."""
    db = tmp_path_factory.mktemp("kho") / "kho.db"
    catalogue = load_catalogue()
    with open_archive(db, create=True) as archive:
        save_indicators(archive, catalogue, {sector.code: sector.name for sector in catalogue.sectors})
        ingest([REPORTS / name for name in NAMES], archive, jobs=2)
    return db


@pytest.fixture(scope="session")
def copied(filled_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Return what makes an archive of one's own, to write into."""

    def copy() -> Path:
        folder = tmp_path_factory.mktemp("rieng")
        with open_archive(filled_archive) as archive:
            archive.connection.execute("VACUUM INTO ?", (str(folder / "kho.db"),))
        return folder / "kho.db"

    return copy


@pytest.fixture(scope="module")
def pages(copied: Callable[[], Path]) -> Iterator[Served]:
    """Serve an archive to this machine, without a log-in."""
    with serving(make_site(copied())) as served:
        yield served


@pytest.fixture(scope="module")
def empty_pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve an archive that was just made."""
    with serving(make_site(tmp_path_factory.mktemp("trong") / "kho.db")) as served:
        yield served


@pytest.fixture(scope="module")
def guarded(copied: Callable[[], Path]) -> Iterator[Served]:
    """Serve an archive as on another address than this machine's: with a log-in, and three people."""
    db = copied()
    book = Book(book_path(db))
    for role in Role:
        set_user(book, role.value, PASSWORD, role)
    book.close()
    made = make_site(db, "0.0.0.0")
    with serving(made) as served:
        yield served


def token_of(page: str) -> str:
    """Return the token that the forms of a page bring along."""
    return page.split('name="csrf" value="', 1)[1].split('"', 1)[0]


@contextmanager
def entered(served: Served, name: str) -> Iterator[httpx.Client]:
    """Lend a client of somebody who has logged in, as a browser would send it."""
    with served.client(accept="text/html", origin=served.address) as client:
        token = token_of(client.get("/login").text)
        answer = client.post("/login", data={"name": name, "password": PASSWORD, "csrf": token, "next": "/"})
        assert answer.status_code == 303, answer.text
        yield client


def has_chromium() -> bool:
    return Path("/usr/bin/chromium").exists() or shutil.which("chromium") is not None
