"""Where the data of the OCR engine lie on this machine.

Enters: nothing. Leaves: the folder that holds "vie.traineddata", or a `NoOcrError` that says what to install.
"""

from __future__ import annotations

import os
from glob import glob
from pathlib import Path

from pipeline.errors import InputError

LANGUAGE = "vie"
ORIENTATION = "osd"
_PLACES = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/opt/homebrew/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)


class NoOcrError(InputError):
    """Recognition of print can't be done on this machine."""


def find_tessdata() -> Path:
    """Return the folder with the Vietnamese data; raises `NoOcrError` if there is none."""
    wanted = f"{LANGUAGE}.traineddata"
    for folder in _folders():
        if (folder / wanted).is_file():
            return folder
    raise NoOcrError(
        "đây là ảnh quét, cần nhận dạng chữ (OCR), nhưng máy chưa có dữ liệu tiếng Việt; hãy cài gói tesseract-ocr-vie "
        "(sudo apt-get install tesseract-ocr-vie) hoặc đặt TESSDATA_PREFIX"
    )


def _folders() -> list[Path]:
    """Return the folders to look in: the one that the environment names, then the usual ones, newest first."""
    named = os.environ.get("TESSDATA_PREFIX")
    given = [Path(named), Path(named, "tessdata")] if named else []
    return given + [Path(found) for place in _PLACES for found in sorted(glob(place), reverse=True)]
