"""The bench of the pages runs, and finds no page of the made archive that fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.web_bench import main, paths_of


@pytest.mark.slow
def test_bench_asks_every_page_and_none_fails(copied: Callable[[], Path]) -> None:
    db = copied()
    given = ["--small", str(db), "--big", str(db), "--rounds", "1", "--users", "4", "--seconds", "3", "--pause", "0.3"]
    told = CliRunner().invoke(main, given)
    assert told.exit_code in (0, 1), told.output  # how fast this machine is just now is not what is tested
    lines = told.output.splitlines()
    assert [line[:26].rstrip() for line in lines[1:-1]] == list(paths_of(db))
    assert lines[-1].endswith(" 0 lỗi")
