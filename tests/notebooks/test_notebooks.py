"""Every notebook runs from nothing, warns of nothing, and shows its pictures."""

from __future__ import annotations

import base64
import time
from io import BytesIO
from pathlib import Path

import nbformat
import pytest
from PIL import Image

from scripts.notebooks import FOLDER, run

BOOKS = sorted(FOLDER.glob("*.ipynb"))
PICTURES = {"01": 1, "02": 3, "03": 1, "04": 2}
_LONGEST = 60.0
_LARGEST = 400_000


def pictures(book: nbformat.NotebookNode) -> list[Image.Image]:
    return [
        Image.open(BytesIO(base64.b64decode(output.data["image/png"])))
        for cell in book.cells
        for output in cell.get("outputs", ())
        if "image/png" in output.get("data", {})
    ]


def told(book: nbformat.NotebookNode) -> str:
    return "\n".join(
        str(output.get("text", "")) + str(output.get("data", {}).get("text/plain", ""))
        for cell in book.cells
        for output in cell.get("outputs", ())
    )


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning:zmq", "ignore:unclosed:ResourceWarning")
@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.name[:2])
def test_a_notebook_runs_from_nothing(path: Path) -> None:
    began = time.process_time(), time.monotonic()
    book = run(path)
    outputs = [output for cell in book.cells for output in cell.get("outputs", ())]
    assert [output for output in outputs if output.output_type == "error"] == []
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []  # no warning either
    drawn = pictures(book)
    assert len(drawn) >= PICTURES[path.name[:2]]
    for image in drawn:
        assert min(image.size) > 200
        colours = image.convert("RGB").getcolors(1 << 24)
        assert colours is not None
        assert len(colours) > 20  # more than an empty frame
    assert time.monotonic() - began[1] < 5 * _LONGEST  # the machine may be busy with other things


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.name[:2])
def test_what_is_committed_can_be_looked_at(path: Path) -> None:
    assert path.stat().st_size < _LARGEST
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    assert len(pictures(book)) >= PICTURES[path.name[:2]]
    counts = [cell.execution_count for cell in book.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))  # run once, from top to bottom
    assert "/tmp/" not in told(book)
    assert "/home/" not in told(book)


def test_there_is_one_for_each_step_of_the_way() -> None:
    assert [path.name[:2] for path in BOOKS] == sorted(PICTURES)
