"""What all pages share: the archive's place, who may come in, the drafts and jobs under way, the pictures made.

Enters: the path of an archive and the address to listen on. Leaves: a `Site`. It is made once, before the first page.
"""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from pipeline.errors import UsageError
from pipeline.store.archive import Archive, open_archive
from pipeline.web.apart import Limits
from pipeline.web.book import Book, book_path
from pipeline.web.users import all_users

UPLOAD = 64 << 20
"""The largest request, in bytes; a scanned report of 60 pages has about 30 million."""
MOST_FILES = 50


class Kept:
    """Answers that are made once and kept while there is room, the ones used longest ago going first."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._used = 0
        self._lock = Lock()
        self._held: OrderedDict[tuple[object, ...], bytes] = OrderedDict()

    def get(self, key: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
        """Return what is kept under `key`, making it where nothing is."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        with self._lock:
            if key not in self._held:
                self._held[key] = made
                self._used += len(made)
            while self._used > self._room and self._held:
                self._used -= len(self._held.popitem(last=False)[1])
        return made


@dataclass(frozen=True, slots=True)
class Site:
    """`login` says that only people of the book come in; `names` are the host names that a request may ask for."""

    db: Path
    book: Book
    login: bool
    names: frozenset[str] | None
    limits: Limits = field(default_factory=Limits)
    upload: int = UPLOAD
    pictures: Kept = field(default_factory=lambda: Kept(96 << 20))
    charts: Kept = field(default_factory=lambda: Kept(16 << 20))
    counts: Kept = field(default_factory=lambda: Kept(1 << 10))

    @property
    def files(self) -> Path:
        """The folder beside the archive where the files lie that came in through the pages."""
        return self.db.with_name(f"{self.db.name}.files")

    @property
    def settings(self) -> Path | None:
        """The office's settings for checks, beside the archive."""
        path = self.db.parent / "baocao.toml"
        return path if path.is_file() else None

    def archive(self) -> Archive:
        """Open the archive; use it in a `with`."""
        return open_archive(self.db)


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches an address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def make_site(db: Path, host: str = "127.0.0.1") -> Site:
    """Return the site for `db`, making an empty archive where there is none.

    Raises `UsageError` where others can reach `host` and nobody has a name and a password yet.
    """
    from pipeline.catalogue import load_catalogue
    from pipeline.store.indicators import save_indicators

    db = db.absolute()
    catalogue = load_catalogue()
    with open_archive(db, create=True) as archive:
        save_indicators(archive, catalogue, {sector.code: sector.name for sector in catalogue.sectors})
    book = Book(book_path(db))
    local = is_loopback(host)
    if not local and not all_users(book):
        book.close()
        raise UsageError(
            f"địa chỉ {host} thì máy khác vào được, nên phải có người dùng với mật khẩu; "
            f"hãy thêm trước: baocao users add TÊN --role keeper --db {db.name}"
        )
    names = frozenset(("127.0.0.1", "localhost", "[::1]", host)) if local else None
    return Site(db, book, login=not local, names=names)
