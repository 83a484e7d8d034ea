"""People with a name and a password, and who of them is in.

Enters: a name such as "lan" with a password. Leaves: a `User` with a role, a session's token, or the Vietnamese line
that says why not. Passwords are kept as argon2 hashes, tokens as SHA-256; whoever guesses wrong five times waits.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from pipeline.errors import UsageError
from pipeline.web.book import Book, now

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 10
_LONGEST = 200
_NAME = re.compile(r"[\w.@-]{2,40}")
_FAILURES = 5
_LOCKED = timedelta(minutes=15)
_IDLE = timedelta(hours=8)
_FEW_AT_ONCE = BoundedSemaphore(4)
_LONGEST_SESSION = timedelta(days=7)


class Role(StrEnum):
    """reader: sees, searches, checks drafts; clerk: takes in, corrects, silences too; keeper: sees the log too."""

    READER = "reader"
    CLERK = "clerk"
    KEEPER = "keeper"

    def may(self, needed: Role) -> bool:
        """Return whether this role includes `needed`.

        >>> Role.CLERK.may(Role.READER), Role.READER.may(Role.CLERK)
        (True, False)
        """
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may come in."""

    name: str
    role: Role


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@lru_cache(maxsize=1)
def _nobody() -> str:
    """Return the hash that is tried for names that don't exist, so that both take the same time."""
    return _hasher().hash(secrets.token_urlsafe())


def set_user(book: Book, name: str, password: str, role: Role) -> None:
    """Add a person or give one a new password and role; ends their sessions. Raises `UsageError`."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"tên '{name}' không dùng được; tên có 2 đến 40 chữ, số, dấu chấm hoặc gạch, không dấu cách")
    if not SHORTEST <= len(password) <= _LONGEST:
        raise UsageError(f"mật khẩu phải có từ {SHORTEST} đến {_LONGEST} ký tự")
    hashed = _hasher().hash(password)
    with book.writing() as connection:
        connection.execute(
            "INSERT INTO users (name, role, password, made) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET "
            "role = excluded.role, password = excluded.password, failures = 0, locked_until = NULL",
            (name, role.value, hashed, now()),
        )
        connection.execute("DELETE FROM sessions WHERE user = ?", (name,))


def remove_user(book: Book, name: str) -> None:
    """Take a person out, with their sessions; raises `UsageError` where there is none of that name."""
    if book.row("SELECT 1 FROM users WHERE name = ?", [name]) is None:
        raise UsageError(f"không có người dùng '{name}'; xem baocao users list")
    with book.writing() as connection:
        connection.execute("DELETE FROM users WHERE name = ?", (name,))


def all_users(book: Book) -> list[User]:
    """Return everybody, by name."""
    return [User(row["name"], Role(row["role"])) for row in book.rows("SELECT name, role FROM users ORDER BY name")]


def log_in(book: Book, name: str, password: str) -> User:
    """Return who that is; raises `UsageError`, in the same words for a wrong name and a wrong password."""
    from argon2.exceptions import InvalidHashError, VerificationError

    row = book.row("SELECT name, role, password, failures, locked_until FROM users WHERE name = ?", [name])
    locked = row is not None and row["locked_until"] is not None and row["locked_until"] > now()
    with _FEW_AT_ONCE:  # each trial takes 64 MB
        try:
            _hasher().verify(_nobody() if row is None else row["password"], password[: _LONGEST + 1])
            right = row is not None
        except (VerificationError, InvalidHashError):
            right = False
    if row is None or not right or locked:
        if row is not None and not locked:
            _failed(book, name, row["failures"] + 1)
        raise UsageError(
            "tên hoặc mật khẩu không đúng; sai 5 lần liền thì phải chờ 15 phút. Quên mật khẩu: hỏi người giữ kho"
        )
    with book.writing() as connection:
        connection.execute("UPDATE users SET failures = 0, locked_until = NULL WHERE name = ?", (name,))
    return User(row["name"], Role(row["role"]))


def _failed(book: Book, name: str, failures: int) -> None:
    """Count a wrong password; the fifth locks the name for a while, and so does every further one."""
    until = (datetime.now(UTC) + _LOCKED).isoformat(timespec="seconds") if failures >= _FAILURES else None
    with book.writing() as connection:
        connection.execute("UPDATE users SET failures = ?, locked_until = ? WHERE name = ?", (failures, until, name))
    if until is not None:
        book.note(name, "khóa", "đăng nhập sai nhiều lần")


def open_session(book: Book, user: User) -> str:
    """Return the token of a new session; sessions that have run out are swept away."""
    token = secrets.token_urlsafe(32)
    with book.writing() as connection:
        connection.execute("DELETE FROM sessions WHERE seen < ? OR made < ?", (_ago(_IDLE), _ago(_LONGEST_SESSION)))
        connection.execute(
            "INSERT INTO sessions (token, user, made, seen) VALUES (?, ?, ?, ?)",
            (_kept(token), user.name, now(), now()),
        )
    return token


def session_user(book: Book, token: str) -> User | None:
    """Return whose session that is, `None` where it has run out or never was."""
    row = book.row(
        "SELECT u.name, u.role, s.seen FROM sessions AS s JOIN users AS u ON u.name = s.user "
        "WHERE s.token = ? AND s.seen >= ? AND s.made >= ?",
        [_kept(token), _ago(_IDLE), _ago(_LONGEST_SESSION)],
    )
    if row is None:
        return None
    if row["seen"] < _ago(timedelta(minutes=1)):
        with book.writing() as connection:
            connection.execute("UPDATE sessions SET seen = ? WHERE token = ?", (now(), _kept(token)))
    return User(row["name"], Role(row["role"]))


def close_session(book: Book, token: str) -> None:
    """End a session."""
    with book.writing() as connection:
        connection.execute("DELETE FROM sessions WHERE token = ?", (_kept(token),))


def _kept(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _ago(span: timedelta) -> str:
    return (datetime.now(UTC) - span).isoformat(timespec="seconds")
