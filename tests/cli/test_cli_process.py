"""The program as the user starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.cli import COMMANDS
from tests.query.archives import filled

HEAVY = ("pydantic", "rich", "spacy", "pdfplumber", "underthesea", "sqlite_utils", "rapidfuzz", "sqlite3", "schemas")
START = "import sys; from pipeline.cli import main; sys.argv[0] = 'baocao'; main()"


def start(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", START, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **env},
    )


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from pipeline.cli import cli\n"
        "try: cli(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted(name.partition('.')[0] for name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = done.stderr
    assert not [name for name in HEAVY if f"'{name}'" in loaded]
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_it_starts_in_half_a_second(command: str) -> None:
    took = []
    for _ in range(3):
        before = time.perf_counter()
        done = start(*([command] if command else []), "--help")
        took.append(time.perf_counter() - before)
        assert done.returncode == 0, done.stderr
    assert min(took) < 0.5


def test_output_is_utf8_without_colours_whatever_the_locale(tmp_path: Path) -> None:
    filled(tmp_path / "kho.db").close()
    done = start("series", "dan lon", "--db", str(tmp_path / "kho.db"), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    done = start("series", "dan lon", "--db", str(tmp_path / "kho.db"), "--format", "json", PYTHONIOENCODING="ascii")
    assert "UBND xã Tân Liêm" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    filled(tmp_path / "kho.db").close()
    command = [sys.executable, "-c", START, "search", "lon", "--db", str(tmp_path / "kho.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert "Traceback" not in process.stderr.read()
