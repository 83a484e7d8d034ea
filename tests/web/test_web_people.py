"""With a log-in, as on any address that other machines reach: who may what, and what is remembered of it."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from pipeline.errors import UsageError
from pipeline.web.book import Book, book_path
from pipeline.web.site import is_loopback, make_site
from tests.web.conftest import DRAFT, PASSWORD, REPORTS, Served, entered, token_of


def test_other_addresses_need_people(tmp_path: Path) -> None:
    assert [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "192.168.1.5", "kho.xa")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    with pytest.raises(UsageError, match="baocao users add"):
        make_site(tmp_path / "kho.db", "0.0.0.0")


@pytest.mark.parametrize("path", ["/", "/reports/1", "/raw/", "/raw/kho.json", "/openapi.json", "/search?q=x"])
def test_nobody_sees_anything_before_logging_in(guarded: Served, path: str) -> None:
    with guarded.client(accept="text/html") as client:
        answer = client.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?next=")
    with guarded.client(accept="application/json") as client:
        assert client.get(path).status_code == 401
        assert client.post("/check", files={"file": ("a.txt", b"x")}).status_code == 401


def test_roles_hold(guarded: Served) -> None:
    sent = {"file": ("na-khuoi-2026-05.txt", (REPORTS / "na-khuoi-2026-05.txt").read_bytes())}
    outcome = {}
    for name in ("reader", "clerk", "keeper"):
        with entered(guarded, name) as client:
            token = token_of(client.get("/check").text)
            fields = {"csrf": token, "value": "7", "why": "thử"}
            outcome[name] = [
                client.get("/").status_code,
                client.get("/audit").status_code,
                client.post("/files", files=sent, data={"csrf": token}).status_code,
                client.get("/figures/1?edit=1").status_code,
                client.post("/figures/1/correct", data=fields).status_code,
                client.post("/check", files={"file": ("a.txt", b"BAO CAO")}, data={"csrf": token}).status_code,
            ]
            fields["value"] = "8"
    assert outcome["reader"] == [200, 403, 403, 403, 403, 303]
    assert outcome["clerk"] == [200, 403, 303, 200, 303, 303]
    assert outcome["keeper"][:4] == [200, 200, 303, 200]


def test_a_person_corrects_under_their_own_name_only(guarded: Served) -> None:
    with entered(guarded, "clerk") as client:
        token = token_of(client.get("/check").text)
        fields = {"csrf": token, "value": "123.456", "why": "thử", "who": "keeper"}
        assert client.post("/figures/5/correct", data=fields).status_code == 303
    with guarded.site.archive() as archive:
        row = archive.row("SELECT who FROM corrections WHERE figure = 5 ORDER BY id DESC")
    assert row is not None
    assert row["who"] == "clerk"


def test_nobody_sees_the_drafts_of_others(guarded: Served) -> None:
    with entered(guarded, "clerk") as client:
        token = token_of(client.get("/check").text)
        sent = client.post("/check", files={"file": (DRAFT.name, DRAFT.read_bytes())}, data={"csrf": token})
        address = sent.headers["location"]
        assert client.get(address).status_code == 200
    with entered(guarded, "keeper") as other:
        assert other.get(address).status_code == 404
        assert other.get(f"{address}/file.docx").status_code == 404
        assert DRAFT.name not in other.get("/check").text


def test_session_ends_with_leaving_and_is_not_the_one_before(guarded: Served) -> None:
    with guarded.client(accept="text/html", origin=guarded.address) as client:
        token = token_of(client.get("/login").text)
        before = client.cookies["baocao"]
        client.post("/login", data={"name": "reader", "password": PASSWORD, "csrf": token, "next": "//evil.example"})
        held = client.cookies["baocao"]
        assert held != before
        page = client.get("/").text
        assert client.post("/logout", data={"csrf": token_of(page)}).status_code == 303
    with guarded.client(accept="text/html", cookie=f"baocao={held}") as client:
        assert client.get("/").status_code == 303


def test_log_in_leads_only_to_pages_of_this_site(guarded: Served) -> None:
    for way in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example"):
        with guarded.client(accept="text/html", origin=guarded.address) as client:
            token = token_of(client.get("/login").text)
            fields = {"name": "reader", "password": PASSWORD, "csrf": token, "next": way}
            assert client.post("/login", data=fields).headers["location"] == "/"


def test_guessing_locks_the_name_and_tells_nothing(guarded: Served) -> None:
    told = set()
    with guarded.client(accept="text/html", origin=guarded.address) as client:
        token = token_of(client.get("/login").text)

        def attempt(name: str, password: str) -> httpx.Response:
            return client.post("/login", data={"name": name, "password": password, "csrf": token})

        for name in ("keeper", "khong-co-ai"):
            for _ in range(5):
                answer = attempt(name, "sai mật khẩu 123")
                assert answer.status_code == 401
                told.add(answer.text.replace(name, ""))
        assert attempt("keeper", PASSWORD).status_code == 401
    assert len(told) == 1
    with guarded.site.book.writing() as connection:
        connection.execute("UPDATE users SET failures = 0, locked_until = NULL")


def test_program_with_a_password_checks_a_draft(guarded: Served) -> None:
    with guarded.client(accept="application/json") as client:
        sent = {"file": (DRAFT.name, DRAFT.read_bytes())}
        assert client.post("/check", files=sent, auth=("reader", "sai mật khẩu 1")).status_code == 401
        answer = client.post("/check", files=sent, auth=("reader", PASSWORD))
    assert answer.status_code == 200
    assert answer.json()["schema"] == "baocao.findings/1"


def test_passwords_are_kept_as_argon2_and_the_log_keeps_every_line(guarded: Served) -> None:
    book = guarded.site.book
    hashes = [row["password"] for row in book.rows("SELECT password FROM users")]
    assert all(each.startswith("$argon2id$") for each in hashes)
    with entered(guarded, "reader") as client:
        client.get("/reports/2")
        client.get("/search?q=bí+mật+riêng")
    before = book.lines()
    actions = {(line.who, line.action) for line in before}
    assert {("reader", "vào"), ("reader", "xem"), ("reader", "tìm")} <= actions
    assert all("bí mật" not in line.object for line in before)
    for statement in ("DELETE FROM log", "UPDATE log SET who = 'ai khác'"):
        with pytest.raises(Exception, match="log"), book.writing() as connection:
            connection.execute(statement)
    assert book.lines() == before


def test_nothing_of_the_archive_or_the_book_is_open_to_other_users_of_the_machine(guarded: Served) -> None:
    assert book_path(guarded.site.db).stat().st_mode & 0o077 == 0


def test_users_command_adds_lists_and_removes(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from pipeline.cli import cli

    db = str(tmp_path / "kho.db")
    runner = CliRunner()
    assert runner.invoke(cli, ["users", "add", "lan", "--db", db, "--password-stdin"], input="ngắn\n").exit_code == 2
    added = ["users", "add", "lan", "--role", "clerk", "--db", db, "--password-stdin"]
    assert runner.invoke(cli, added, input="mật khẩu đủ dài\n").exit_code == 0
    assert "lan\tclerk" in runner.invoke(cli, ["users", "--db", db]).output
    assert runner.invoke(cli, ["users", "remove", "lan", "--db", db]).exit_code == 0
    assert runner.invoke(cli, ["users", "remove", "lan", "--db", db]).exit_code == 2
    book = Book(book_path(Path(db)))
    assert [line.action for line in book.lines()] == ["bỏ người dùng", "đặt người dùng"]
    book.close()
