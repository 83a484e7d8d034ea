"""The recipes of docs/big-archives.md, run on a lake of several archives that the program wrote."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from pipeline.present.lake import write_lake
from pipeline.query.export import EXPORTED, export
from pipeline.store.archive import open_archive
from pipeline.store.save import save_report
from tests.store.made_up import LIVESTOCK, Draft, make

DOC = (Path(__file__).resolve().parents[2] / "docs" / "big-archives.md").read_text(encoding="utf-8")
COMMUNES = {"Ba Đình": "phường Ba Đình", "Ô Diên": "xã Ô Diên"}


def recipes() -> list[str]:
    section = DOC.split("## DuckDB")[1].split("\n## ")[0]
    blocks = re.findall(r"(?:^    .*\n(?:\n(?=    ))?)+", section, re.MULTILINE)
    return [re.sub(r"^    ", "", block, flags=re.MULTILINE) for block in blocks]


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    folder = tmp_path / "lake.parquet"
    for name, title in COMMUNES.items():
        with open_archive(tmp_path / f"{name}.db", create=True) as archive:
            for month in ("2026-04", "2026-05"):
                draft = Draft(
                    agency=f"UBND {title}", month=month, figures=LIVESTOCK, addressees=("UBND thành phố Hà Nội",)
                )
                save_report(archive, make(draft))
            write_lake(folder, EXPORTED, export(archive))
            write_lake(folder, EXPORTED, export(archive))  # again replaces, and takes nothing from the others
    return folder


def asked(lake: Path, recipe: str) -> list[tuple[object, ...]]:
    return duckdb.sql(recipe.replace("lake.parquet", str(lake)).rstrip().rstrip(";")).fetchall()


def test_duckdb_answers_over_all_archives(lake: Path) -> None:
    rows, pivot, totals = (asked(lake, recipe) for recipe in recipes())
    assert [(row[1], int(str(row[2]).split(".")[0]), row[3]) for row in rows] == [
        (month, 1938, "con") for _ in COMMUNES for month in ("2026-04", "2026-05")
    ]
    assert {row[0] for row in rows} == {f"UBND {title}" for title in COMMUNES.values()}
    assert [[int(cell) for cell in row[1:]] for row in pivot] == [[1938, 1938]] * 2  # type: ignore[call-overload]
    assert [(row[1], int(row[2]), row[3]) for row in totals] == [  # type: ignore[call-overload]
        ("2026-04", 2 * 1938, 2),
        ("2026-05", 2 * 1938, 2),
    ]
