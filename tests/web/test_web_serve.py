"""`baocao serve` as a command: it says where it is, answers there, and ends when told to."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from tests.web.conftest import DRAFT, ROOT


@pytest.mark.slow
def test_serves_until_it_is_stopped_and_logs_nothing(copied: Callable[[], Path]) -> None:
    command = [sys.executable, "-m", "pipeline.cli", "serve", "--db", str(copied()), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        first = process.stderr.readline()
        address = first.split()[-1]
        assert address.startswith("http://127.0.0.1:")
        with httpx.Client(base_url=address, timeout=60) as client:
            assert "Kho báo cáo" in client.get("/").text
            assert client.get("/search?q=bí+mật+riêng").status_code == 200
            sent = {"file": (DRAFT.name, DRAFT.read_bytes())}
            checked = client.post("/check", files=sent, headers={"accept": "application/json"})
            assert checked.json()["schema"] == "baocao.findings/1"
            assert client.get("/reports/2/pages/1.png").status_code == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) in (0, -signal.SIGINT)
        assert process.stderr.read().splitlines() == ["Bấm Ctrl+C để dừng."]
        assert process.stdout.read() == ""


def test_taken_port_and_open_address_without_people_are_told_in_one_line(tmp_path: Path) -> None:
    runner = CliRunner()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        told = runner.invoke(cli, ["serve", "--db", str(tmp_path / "kho.db"), "--port", port])
    assert told.exit_code == 2
    assert "hãy thử cổng khác" in told.output
    told = runner.invoke(cli, ["serve", "--db", str(tmp_path / "kho.db"), "--host", "0.0.0.0"])
    assert told.exit_code == 2
    assert "baocao users add" in told.output
    told = runner.invoke(cli, ["serve", "--db", str(tmp_path / "khong" / "kho.db")])
    assert told.exit_code == 2
