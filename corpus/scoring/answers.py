"""Has the program read many reports, several at once.

Enters: the files, and the folder whose code is to read them. Leaves: an `Answer` for each file.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.scoring.answer import Answer

_READER = Path(__file__).with_name("reader.py")


def read_all(files: Sequence[Path], code: Path, jobs: int) -> dict[Path, Answer]:
    """Return what the program in `code` answers for each file; a reader that dies leaves an `error` for its files."""
    shares = [share for share in (files[start::jobs] for start in range(jobs)) if share]
    running = [(share, _start(share, code)) for share in shares]
    answers: dict[Path, Answer] = {}
    for share, process in running:
        out, err = process.communicate()
        lines = out.splitlines()
        answers.update(zip(share, map(Answer.model_validate_json, lines), strict=False))
        lost = share[len(lines) :]
        if lost:
            last = (err.decode(errors="replace").strip().splitlines() or ["no message"])[-1]
            answers.update((path, Answer(error=last)) for path in lost)
    return answers


def _start(files: Sequence[Path], code: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", str(_READER), *(str(path.resolve()) for path in files)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=code,
        env={**os.environ, "PYTHONPATH": str(code.resolve())},
    )
