"""Runs the notebooks from nothing and writes what they show into them.

Enters: names of notebooks, or none for all of `notebooks/`. Leaves: the same files with their outputs and pictures, as
a code host shows them. `python scripts/notebooks.py 02` runs the second.
"""

from __future__ import annotations

import base64
import os
import sys
from io import BytesIO
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "notebooks"
_SHADES = 128


def run(path: Path, timeout: int = 300) -> nbformat.NotebookNode:
    """Return the notebook with the outputs of a fresh run; raises `CellExecutionError` where a cell fails."""
    book = nbformat.read(path, as_version=4)
    old = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(ROOT)  # the kernel's program is the one beside the notebooks
    try:
        client = NotebookClient(book, timeout=timeout, kernel_name="python3", resources={"metadata": {"path": FOLDER}})
        client.execute()
    finally:
        if old is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = old
    for cell in book.cells:
        cell.metadata.pop("execution", None)  # times of the run: no two are alike
        for output in cell.get("outputs", ()):
            if "image/png" in output.get("data", {}):
                output.data["image/png"] = smaller(output.data["image/png"])
    return book


def smaller(picture: str) -> str:
    """Return a picture in base64 with fewer shades, a quarter of the size."""
    written = BytesIO()
    with Image.open(BytesIO(base64.b64decode(picture))) as image:
        image.convert("RGB").quantize(_SHADES).save(written, "PNG", optimize=True)
    return base64.b64encode(written.getvalue()).decode()


def main(names: list[str]) -> None:
    """Run the notebooks whose names begin with `names`, or all."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        if not names or any(path.name.startswith(name) for name in names):
            nbformat.write(run(path), path)
            print(f"{path.name}: {path.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
