"""As an attacker would: other sites, other names, other people's rights, files and words that mean harm."""

from __future__ import annotations

import http.client
import io
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import DRAFT, REPORTS, Served, token_of

POSTS = ("/files", "/check", "/figures/1/correct", "/figures/1/withdraw", "/check/0123456789abc/silence")
EVIL = "https://evil.example"


def described_posts(served: Served) -> set[str]:
    with served.client() as client:
        paths = client.get("/openapi.json").json()["paths"]
    return {path for path, methods in paths.items() if "post" in methods}


def test_every_post_is_attacked_below(pages: Served) -> None:
    assert len(described_posts(pages)) == len(POSTS)


@pytest.mark.parametrize("path", [*POSTS, "/login", "/logout"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": EVIL},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "cookie": "baocao=" + "x" * 43},
        {"referer": EVIL},
        {"cookie": "baocao=" + "x" * 43},
    ],
)
def test_post_of_another_site_is_refused(pages: Served, path: str, headers: dict[str, str]) -> None:
    with pages.client(**headers) as client:
        answer = client.post(path, files={"file": ("a.txt", b"x")}, data={"csrf": "", "who": "x", "why": "x"})
    assert answer.status_code == 403


def test_token_of_one_browser_is_worth_nothing_in_another(pages: Served) -> None:
    with pages.client(accept="text/html", origin=pages.address) as one:
        token = token_of(one.get("/check").text)
    with pages.client(accept="text/html", origin=pages.address) as other:
        other.get("/check")
        sent = {"file": (DRAFT.name, DRAFT.read_bytes())}
        assert other.post("/check", files=sent, data={"csrf": token}).status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::2]", "localhost@x"]
)
def test_bent_name_is_refused(pages: Served, host: str) -> None:
    with pages.client(host=host) as client:
        assert client.get("/").status_code == 421
        assert client.post("/check", files={"file": ("a.txt", b"x")}).status_code == 421


def test_own_names_are_let_in(pages: Served) -> None:
    port = pages.address.rpartition(":")[2]
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}"):
        with pages.client(host=host) as client:
            assert client.get("/").status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(pages: Served, method: str) -> None:
    with pages.client() as client:
        assert client.request(method, "/").status_code == 405


@pytest.mark.parametrize("path", ["/", "/reports/1", "/check", "/raw/", "/khong-co", "/static/site.css"])
def test_browsers_are_told_to_be_strict(pages: Served, path: str) -> None:
    with pages.client(accept="text/html") as client:
        headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe-eval'" not in policy
    assert "script-src 'self'" in policy or (path == "/raw/" and "script-src" not in policy)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    if path not in ("/static/site.css", "/raw/"):
        assert headers["cache-control"] == "no-store"
        assert "HttpOnly; SameSite=Lax" in headers["set-cookie"]


def test_pages_hold_no_script_or_style_of_their_own(pages: Served) -> None:
    with pages.client(accept="text/html") as client:
        for path in ("/", "/reports/1", "/reports/2", "/series?indicator=livestock_pig", "/check", "/help"):
            page = client.get(path).text
            assert page.count("<script") == page.count('<script src="/static/')
            assert "<style" not in page
            assert " style=" not in page
            assert " onclick" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/static/../site.py", "/static/..%2fsite.py", "/static/%2e%2e/%2e%2e/cli.py", "/static//etc/passwd",
        "/static/..\\app.py", "/static/site.css%00.png", "/reports/../../etc/passwd", "/reports/1/pages/../1.png",
        "/reports/1/pages/..%2f..%2fx.png", "/raw/-/databases.json", "/raw/-/versions.json", "/raw/kho.db",
        "/raw//-/databases.json", "/raw/-/static/../../app.py", "/raw/-/static/..%2f..%2fapp.py", "/raw/-/actor.json",
        "/check/../../etc/passwd", "/check/aaaaaaaaaaaaa/file.exe", "/kho.db", "/.git/config", "/../kho.db",
    ],
)  # fmt: skip
def test_no_path_of_a_request_leads_to_a_file(pages: Served, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(pages.address.rpartition(":")[2]), timeout=20)
    connection.request("GET", path)  # as it stands: a client like httpx would tidy the path first
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status in (302, 400, 403, 404)
    assert b"root:" not in body
    assert b"SQLite format" not in body
    assert b"import" not in body
    assert str(pages.site.db.parent).encode() not in body


def test_archive_that_names_a_foreign_file_gives_none_of_it_away(pages: Served, tmp_path: Path) -> None:
    other = tmp_path / "rieng.png"
    other.write_bytes(b"\x89PNG kh\xc3\xb4ng cho ai xem")
    with pages.site.archive() as archive:
        old = archive.row("SELECT path FROM reports WHERE id = 2")
        archive.connection.execute("UPDATE reports SET path = ? WHERE id = 2", [str(other)])
    try:
        with pages.client(accept="text/html") as client:
            answer = client.get("/reports/2/pages/3.png")
            page = client.get("/reports/2").text
    finally:
        with pages.site.archive() as archive:
            archive.connection.execute("UPDATE reports SET path = ? WHERE id = 2", [old["path"] if old else ""])
    assert answer.status_code == 422
    assert b"PNG" not in answer.content
    assert str(tmp_path) not in page


HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>'{{7*7}}\u202e"


def hostile_report() -> bytes:
    text = (REPORTS / "na-khuoi-2026-05.txt").read_text(encoding="utf-8")
    lines = text.splitlines()
    number = next(at for at, line in enumerate(lines) if "đàn lợn" in line.lower())
    lines[number] += f" Tổng đàn lợn {HOSTILE} là 7.777 con."
    return "\n".join(lines).encode()


def test_script_in_names_and_words_stays_words(pages: Served) -> None:
    name = '<img src=x onerror=alert(1)>"/../..\\..\\ác ý.txt'
    with pages.client(accept="text/html", origin=pages.address) as client:
        token = token_of(client.get("/check").text)
        sent = client.post("/check", files={"file": (name, hostile_report())}, data={"csrf": token})
        address = sent.headers["location"]
        for _ in range(300):
            checked = client.get(address, headers={"accept": "application/json"}).json()
            if "findings" in checked:
                break
        job = client.post("/files", files={"file": (name, hostile_report())}, data={"csrf": token})
        for _ in range(2000):
            state = client.get(job.headers["location"], headers={"accept": "application/json"}).json()
            if state["finished"]:
                break
        number = state["files"][0]["report"]
        assert number is not None
        seen = [
            client.get(path).text
            for path in (
                address, job.headers["location"], f"/reports/{number}", f"/reports/{number}?view=text", "/check", "/",
                "/search?q=7.777", f"/search?q={HOSTILE}", f"/?q={HOSTILE}", f"/series?indicator={HOSTILE}",
                f"/series?indicator=lon&agency={HOSTILE}", f"/tasks?agency={HOSTILE}", f"/indicators?q={HOSTILE}",
                f"/login?next={HOSTILE}",
            )
        ]  # fmt: skip
        raw = client.get(f"/raw/kho/reports/{number}").text
    for page in [*seen, raw]:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "onerror=alert(2)>" not in page.replace("&gt;", "")
    with pages.site.archive() as archive:
        row = archive.row("SELECT path FROM reports WHERE id = ?", [number])
    assert row is not None
    assert pages.site.files in Path(row["path"]).resolve().parents
    assert Path(row["path"]).name == "ác ý.txt"


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(6):
            packed.writestr(f"word/{number}.xml", b"\0" * (100 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bom.docx", None),
        ("hong.pdf", b"%PDF-1.7\n" + b"\xff" * 5000),
        ("cut.docx", DRAFT.read_bytes()[:4000]),
        ("rong.txt", b""),
        ("la.exe", b"MZ" + b"\0" * 100),
        ("anh.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 200),
        ("la", b"x"),
        ("sai.docx", b"%PDF-1.4"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_file_is_refused_in_one_line_and_the_pages_go_on(pages: Served, name: str, data: bytes | None) -> None:
    data = bomb() if data is None else data
    with pages.client(accept="application/json") as client:
        answer = client.post("/check", files={"file": (name, data)})
        assert answer.status_code == 422, answer.text
        told = answer.json()["error"]
        assert "\n" not in told
        assert "/dev/shm" not in told
        assert "/tmp" not in told
        assert client.get("/").status_code == 200


def test_request_beyond_the_limit_is_refused_whatever_it_says_of_its_length(pages: Served) -> None:
    with pages.client() as client:
        assert client.get("/", headers={"accept": "application/json"}).status_code == 200
    with socket.create_connection(("127.0.0.1", int(pages.address.rpartition(":")[2])), timeout=10) as link:
        link.sendall(b"POST /check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1099511627776\r\n\r\n")
        assert b" 413 " in link.recv(4096)
    most = pages.site.upload

    def endless() -> Iterator[bytes]:
        yield b"--x\r\nContent-Disposition: form-data; name=file; filename=a.txt\r\n\r\n"
        for _ in range(most // (1 << 20) + 2):
            yield b"a" * (1 << 20)

    with pages.client(**{"content-type": "multipart/form-data; boundary=x"}) as client:
        try:
            status = client.post("/check", content=endless()).status_code
        except httpx.TransportError:
            status = 413  # the connection was closed before all was sent
    assert status == 413


def test_too_many_files_and_broken_forms_are_refused(pages: Served) -> None:
    with pages.client(accept="application/json") as client:
        many = [("file", (f"{at}.txt", b"x")) for at in range(60)]
        assert client.post("/files", files=many).status_code == 400
        broken = client.post("/check", content=b"--y\r\n", headers={"content-type": "multipart/form-data; boundary=x"})
        assert broken.status_code == 400
        assert client.post("/check", content=b"", headers={"content-type": "multipart/form-data"}).status_code == 400
        assert client.post("/check", data={"file": "x"}).status_code == 400


def test_raw_tables_only_show(pages: Served) -> None:
    with pages.client(accept="text/html") as client:
        assert "reports" in client.get("/raw/kho").text
        assert client.get("/raw/kho.json?sql=select+count(*)+from+reports&_shape=array").status_code == 200
        for statement in (
            "delete from reports",
            "drop table figures",
            "attach 'x.db' as x",
            "pragma writable_schema=1",
        ):
            answer = client.get("/raw/kho.json", params={"sql": statement})
            assert answer.status_code in (400, 403)
        assert client.post("/raw/kho/reports/-/insert", json={}).status_code in (403, 404)
        slow = "with recursive c(x) as (select 1 union all select x+1 from c) select max(x) from c"
        assert client.get("/raw/kho.json", params={"sql": slow}).status_code == 400
        assert "users" not in client.get("/raw/kho").text


def test_what_raw_tables_refuse_is_told_here_and_printed_nowhere(
    pages: Served, capfd: pytest.CaptureFixture[str]
) -> None:
    with pages.client(accept="text/html") as client:
        for path, status in (
            ("/raw/la", 404), ("/raw/kho/la", 404), ("/raw/kho/reports/99999999", 404)
        ):  # fmt: skip
            answer = client.get(path)
            assert answer.status_code == status
            assert "hãy" in answer.text
        assert client.get("/raw/kho?sql=select+x").status_code == 400
        told = client.get("/raw/kho/la.json")
        assert told.status_code == 404
        assert "hãy" in told.json()["error"]
        assert client.get("/raw/kho.json?sql=select+x").status_code == 400
    assert capfd.readouterr() == ("", "")


def test_line_breaks_in_headers_and_names_break_nothing(pages: Served) -> None:
    port = int(pages.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as link:
        asked = b"GET /check/aaaaaaaaaaaa%0d%0aSet-Cookie:%20x=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        link.sendall(asked + b"Connection: close\r\n\r\n")
        answer = b"".join(iter(lambda: link.recv(65536), b""))
    assert b"\r\nSet-Cookie: x=1" not in answer
    assert b"HTTP/1.1 4" in answer
