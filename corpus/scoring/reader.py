"""Reads reports with the program that stands on the path, and prints what it answers: one JSON object a line.

Run as a file of its own, so that the code of another revision can be read with: `PYTHONPATH=OLD python -P reader.py
FILE...`. Leaves: the JSON of `baocao extract --json`, or `{"error": "..."}` where a report can't be read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

FAULTS = (
    *(ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, NameError, OSError),
    *(RuntimeError, TypeError, ValueError),
)
"""What a program with a fault in it raises; it costs the report, not the whole score."""


def answer(path: Path) -> str:
    """Return the JSON of one report on one line."""
    from pipeline.errors import BaocaoError
    from pipeline.run import read_report

    try:
        return json.dumps(read_report(path).model_dump(mode="json", by_alias=True), ensure_ascii=False)
    except (BaocaoError, *FAULTS) as error:
        return json.dumps({"error": f"{type(error).__name__}: {error}"}, ensure_ascii=False)


def main() -> None:
    """Answer for each file named."""
    for name in sys.argv[1:]:
        sys.stdout.buffer.write(answer(Path(name)).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
