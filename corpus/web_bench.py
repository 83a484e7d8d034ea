"""How fast the pages are: in a large archive against a small one, and with many users while files are taken in.

`python -m corpus.web_bench --small 400.db --big 40000.db` asks the same pages of both, one after the other, and holds
each page's median in the large archive against twice that in the small one. Then twenty users click through the large
one, each waiting a second or so between clicks, while files are dropped; each click is held against the median that a
single user had on the same page, and the 95th percentile of that against five. Both archives come from
`python -m corpus.big_archive`. All of it stays on this machine, bounded in number and time. The exit code is 1 where a
limit is passed.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from urllib.parse import quote

import click

_TWICE = 2.0
_FIVE = 5.0
_FLOOR = 0.010
"""Seconds below which a page is at once, whatever it took elsewhere: two and four thousandths aren't twice."""
_REPORTS = Path(__file__).parent / "reports"


@dataclass(slots=True)
class Times:
    """How long a page took, each time, in seconds, and what didn't answer 200."""

    taken: list[float] = field(default_factory=list)
    failed: int = 0

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.taken)

    @property
    def high(self) -> float:
        """The 95th percentile."""
        return sorted(self.taken)[max(0, int(len(self.taken) * 0.95) - 1)]


@contextmanager
def served(db: Path) -> Iterator[int]:
    """Serve an archive by the command itself; gives the port."""
    with Popen(
        [sys.executable, "-m", "pipeline.cli", "serve", "--db", str(db), "--port", "0"],
        stderr=PIPE, stdout=DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        try:
            address = process.stderr.readline().split()[-1]
            yield int(address.rstrip("/").rpartition(":")[2])
        finally:
            process.terminate()


def ask(port: int, path: str, times: Times) -> None:
    """Ask for one page and write down how long it took."""
    began = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers={"accept": "text/html"})
        answer = connection.getresponse()
        answer.read()
        times.failed += answer.status != 200
    finally:
        connection.close()
    times.taken.append(time.perf_counter() - began)


def paths_of(db: Path) -> dict[str, str]:
    """Return the pages to ask for, of an agency in the middle of the archive, as its own links write them."""
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as archive:
        count = archive.execute("SELECT count(*) FROM localities").fetchone()[0]
        agency, name = archive.execute(
            "SELECT id, name FROM localities ORDER BY id LIMIT 1 OFFSET ?", [count // 2]
        ).fetchone()
        report, month = archive.execute(
            "SELECT id, month FROM reports WHERE locality = ? AND is_current = 1 ORDER BY month DESC LIMIT 1", [agency]
        ).fetchone()
        (before,) = archive.execute(
            "SELECT max(month) FROM reports WHERE locality = ? AND month < ?", [agency, month]
        ).fetchone()
    archive.close()
    place = f"agency=%40{agency}"
    return {
        "kho": "/",
        "kho, trang cuối": "/?page=100000",
        "kho, lọc tên": f"/?q={quote(name[-6:])}",
        "báo cáo": f"/reports/{report}",
        "chọn chỉ tiêu": "/series",
        "chỉ tiêu": f"/series?indicator=livestock_pig&{place}",
        "chỉ tiêu, tên gõ tay": f"/series?indicator={quote('đàn lợn')}&agency={quote(name)}",
        "chỉ tiêu, chưa chọn nơi": "/series?indicator=livestock_pig",
        "biểu đồ": f"/series.svg?indicator=livestock_pig&{place}",
        "so sánh": f"/compare?a={before}&b={month}&{place}",
        "nhiệm vụ": f"/tasks?month={month}&{place}",
        "tìm": f"/search?q={quote('dịch bệnh')}",
        "tìm không dấu": "/search?q=dich+benh",
        "tìm theo tháng": f"/search?q=dich+benh&month={month}",
        "tìm ở một nơi": f"/search?q=dich+benh&{place}",
        "gợi ý cơ quan": f"/suggest/agencies?agency={quote(name[-5:])}",
        "gợi ý chỉ tiêu": "/suggest/indicators?indicator=lon",
        "kiểm tra": "/check",
        "danh mục": "/indicators",
        "nhật ký": "/audit",
        "bảng gốc": f"/raw/{db.stem}",
        "một bảng gốc": f"/raw/{db.stem}/figures",
    }


def one_user(port: int, paths: dict[str, str], rounds: int) -> dict[str, Times]:
    """Ask for each page `rounds` times, one after another; the first round, which loads things, doesn't count."""
    found = {name: Times() for name in paths}
    for at in range(rounds + 1):
        for name, path in paths.items():
            ask(port, path, Times() if at == 0 else found[name])
    return found


def many_users(port: int, paths: dict[str, str], users: int, seconds: float, pause: float) -> dict[str, Times]:
    """Have `users` click for so long, each at their own pace, while files are sent; at most a thousand clicks each."""
    end = time.perf_counter() + seconds
    all_times = [{name: Times() for name in paths} for _ in range(users)]

    def click_through(number: int) -> None:
        dice = random.Random(number)
        time.sleep(dice.random() * pause)
        clicks = 0
        while time.perf_counter() < end and clicks < 1000:
            name = dice.choice(list(paths))
            ask(port, paths[name], all_times[number][name])
            clicks += 1
            time.sleep(pause * (0.5 + dice.random()))

    threads = [threading.Thread(target=click_through, args=(number,)) for number in range(users)]
    threads.append(threading.Thread(target=_send_files, args=(port, end)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        name: Times(
            [taken for each in all_times for taken in each[name].taken], sum(each[name].failed for each in all_times)
        )
        for name in paths
    }


def _send_files(port: int, end: float) -> None:
    """Have one file after another taken in, each a little other than the one before, so that each is read anew."""
    text = b"".join(path.read_bytes() for path in sorted(_REPORTS.glob("*2026-05.txt"))[:1])
    count = 0
    while time.perf_counter() < end and count < 200:
        count += 1
        mark = f"\nBan in thu {time.time_ns()}.".encode()
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="thu.txt"\r\n\r\n'
        headers = {"content-type": "multipart/form-data; boundary=x", "accept": "application/json"}
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("POST", "/files", head + text + mark + b"\r\n--x--\r\n", headers)
        connection.getresponse().read()
        connection.close()
        time.sleep(2)


@click.command(help="Đo các trang: kho lớn so với kho nhỏ, và nhiều người cùng lúc.")
@click.option("--small", type=click.Path(exists=True, path_type=Path), required=True, help="Kho nhỏ (400 báo cáo).")
@click.option("--big", type=click.Path(exists=True, path_type=Path), required=True, help="Kho lớn (40.000 báo cáo).")
@click.option("--rounds", type=click.IntRange(1, 50), default=7, show_default=True)
@click.option("--users", type=click.IntRange(1, 50), default=20, show_default=True)
@click.option("--seconds", type=click.IntRange(1, 120), default=30, show_default=True)
@click.option("--pause", type=float, default=1.0, show_default=True, help="Giây giữa hai lần bấm của một người.")
def main(small: Path, big: Path, rounds: int, users: int, seconds: int, pause: float) -> None:
    """Measure and tell."""
    with served(small) as port:
        before = one_user(port, paths_of(small), rounds)
    passed = []
    with served(big) as port:
        paths = paths_of(big)
        after = one_user(port, paths, rounds)
        click.echo(f"{'trang':<26}{'nhỏ, ms':>9}{'lớn, ms':>9}{'lần':>7}")
        for name, times in after.items():
            ratio = times.median / before[name].median
            bad = times.failed or (ratio > _TWICE and times.median > _FLOOR)
            passed += [name] if bad else []
            mark = "  QUÁ" if bad else ""
            click.echo(f"{name:<26}{before[name].median * 1000:>9.1f}{times.median * 1000:>9.1f}{ratio:>7.2f}{mark}")
        crowd = many_users(port, paths, users, seconds, pause)
    shares = Times([taken / after[name].median for name, times in crowd.items() for taken in times.taken])
    failed = sum(times.failed for times in crowd.values())
    click.echo(
        f"{users} người, {len(shares.taken)} lần bấm trong {seconds} giây: giữa {shares.median:.1f} lần, 95 % dưới "
        f"{shares.high:.1f} lần thời gian giữa của một người ở cùng trang; {failed} lỗi"
    )
    sys.exit(1 if passed or failed or shares.high > _FIVE else 0)


if __name__ == "__main__":
    main()
