"""Has the program read many reports, several at once.

Enters: the files, and the folder whose code is to read them. Leaves: an `Answer` for each file.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

from corpus.scoring.answer import Answer

_READER = Path(__file__).with_name("reader.py")


def read_all(files: Sequence[Path], code: Path, jobs: int) -> dict[Path, Answer]:
    """Return what the program in `code` answers for each file; a reader that dies leaves an `error` for its files."""
    shares = [share for share in (files[start::jobs] for start in range(jobs)) if share]
    answers: dict[Path, Answer] = {}
    with ThreadPoolExecutor(max_workers=jobs) as threads:
        for part in threads.map(_read, shares, repeat(code.resolve())):
            answers.update(part)
    return answers


def _read(files: Sequence[Path], code: Path) -> dict[Path, Answer]:
    done = subprocess.run(
        [sys.executable, "-P", str(_READER), *(str(path.resolve()) for path in files)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=code,
        env={**os.environ, "PYTHONPATH": str(code)},
        check=False,
    )
    lines = done.stdout.splitlines()
    answers = dict(zip(files, map(Answer.model_validate_json, lines), strict=False))
    last = (done.stderr.decode(errors="replace").strip().splitlines() or ["the reader died"])[-1]
    return answers | {path: Answer(error=last) for path in files[len(lines) :]}
