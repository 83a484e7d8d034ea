"""PDF/A, the form for keeping, through OCRmyPDF where it is installed.

Enters: the bytes of a PDF. Leaves: the same as PDF/A; pictures aren't packed anew and no text is read anew.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from pipeline.errors import InputError

_PROGRAM = "ocrmypdf"
_OPTIONS = ("--skip-text", "--output-type", "pdfa", "--optimize", "0", "--tesseract-timeout", "0", "--quiet")


def can_make_pdfa() -> bool:
    """Tell whether OCRmyPDF is installed."""
    return shutil.which(_PROGRAM) is not None


def as_pdfa(pdf: bytes, name: str) -> bytes:
    """Return a PDF as PDF/A; raises `InputError` for the file `name` if OCRmyPDF fails."""
    program = shutil.which(_PROGRAM) or _PROGRAM
    with tempfile.TemporaryDirectory(prefix="baocao-") as folder:
        source, target = Path(folder, "vao.pdf"), Path(folder, "ra.pdf")
        source.write_bytes(pdf)
        done = subprocess.run([program, *_OPTIONS, str(source), str(target)], capture_output=True, check=False)
        if done.returncode != 0 or not target.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            reason = said[-1] if said else f"mã {done.returncode}"
            raise InputError(f"{name}: OCRmyPDF không chuyển được sang PDF/A ({reason}); hãy thử lại với --no-pdfa")
        return target.read_bytes()
