"""The tasks bench counts what it should, and the program meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.make_reports import main as make_reports
from corpus.series_bench import fill_archive
from corpus.tasks_bench import judge, lines, main
from pipeline.catalogue import load_catalogue
from pipeline.store.archive import open_archive


@pytest.mark.slow
def test_the_program_meets_the_bars_and_lies_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    arguments = [str(folder), "--communes", "3", "--months", "5", "--start", "2025-01", "--seed", "7"]
    make_reports.main(arguments, standalone_mode=False)
    fill_archive(folder, tmp_path / "kho.db", 1, load_catalogue())
    world = json.loads((folder / "world.json").read_text(encoding="utf-8"))
    with open_archive(tmp_path / "kho.db") as archive:
        score = judge(world, archive)
        assert score.linked() >= 0.9
        assert score.share("dropped") >= 0.9
        assert score.share("continuing") >= 0.85
        assert score.aged() == 1
        assert score.wrong(going=False) <= 0.05
        assert sum(counter.total() for counter in score.outcomes.values()) > 100
        assert lines(score)
        for report in world["reports"]:  # were these the truth, every passage shown would be a lie
            for task in report["tasks"]:
                task["evidence"] = "Một câu không báo cáo nào có."
        assert judge(world, archive).linked() == 0
        assert judge(world, archive).wrong(going=False) == 1


@pytest.mark.slow
def test_the_command_prints_the_table() -> None:
    result = CliRunner().invoke(main, ["--communes", "1", "--months", "3", "--jobs", "1", "--notes"])
    assert result.exit_code in (0, 1), result.output
    assert "việc đã làm dẫn tới đúng đoạn" in result.output
