"""Scanned pages as a file.

Enters: pages as arrays. Leaves: a PDF with one JPEG a page, a TIFF of several pages, or one PNG or JPG a page.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pikepdf
from PIL import Image

from corpus.scans.page import Picture


def write(pages: Iterable[Picture], path: Path, dpi: tuple[int, int], jpeg: int) -> list[Path]:
    """Write pages in the format that the file's ending says; return the files written.

    `dpi` is across and down; `jpeg` is the quality, 0 for pages in black and white that are packed without loss.
    """
    ending = path.suffix.lower()
    if ending == ".pdf":
        _write_pdf(pages, path, dpi, jpeg)
        return [path]
    pictures = [Image.fromarray(page) for page in pages]
    if ending in (".tif", ".tiff"):
        pictures[0].save(path, save_all=True, append_images=pictures[1:], dpi=dpi, compression="tiff_lzw")
        return [path]
    several = len(pictures) > 1
    names = [path.with_stem(f"{path.stem}-{number:02}") if several else path for number in range(1, len(pictures) + 1)]
    for picture, name in zip(pictures, names, strict=True):
        if ending == ".png":
            picture.save(name, dpi=dpi)
        else:
            picture.save(name, dpi=dpi, quality=jpeg or 95)
    return names


def _write_pdf(pages: Iterable[Picture], path: Path, dpi: tuple[int, int], jpeg: int) -> None:
    """A PDF as scanners write it: each page is one JPEG, or one picture in black and white, and nothing else."""
    pdf = pikepdf.new()
    for picture in pages:
        height, width = picture.shape[:2]
        points = (width * 72 / dpi[0], height * 72 / dpi[1])
        page = pdf.add_blank_page(page_size=points)
        image = pikepdf.Stream(
            pdf, b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height
        )
        if jpeg:
            packed = io.BytesIO()
            Image.fromarray(np.ascontiguousarray(picture)).save(packed, "JPEG", quality=jpeg)
            image.write(packed.getvalue(), filter=pikepdf.Name.DCTDecode)
            image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        else:
            image.write(np.packbits(picture[:, :, 0] > 127, axis=1).tobytes())
            image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceGray, 1
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        page.Contents = pikepdf.Stream(pdf, f"q {points[0]:.3f} 0 0 {points[1]:.3f} 0 0 cm /Im0 Do Q".encode())
    pdf.save(path, deterministic_id=True)
