"""How good or bad a scan is to be.

Enters: the name of a quality. Leaves: `Quality`, what is done to each page. "xau" is a 150 dpi copy with specks
and shadow.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Quality:
    """Skew in degrees, noise and fade in grey levels, specks a million pixels, blur in pixels, shadow from 0 to 1, JPEG
    quality from 1 to 100.
    """

    dpi: int
    skew: float
    noise: float
    specks: int
    blur: float
    fade: float
    shadow: float
    jpeg: int
    tilt: float = 0.0
    """how far the corners of a photographed page are moved, in parts of its width; 0 for what is no photograph"""
    lines: int = 0
    """lines an inch of a fax, 0 for what is none"""


QUALITIES = {
    "tot": Quality(dpi=300, skew=0.3, noise=3, specks=0, blur=0, fade=0, shadow=0, jpeg=90),
    "thuong": Quality(dpi=200, skew=0.7, noise=5, specks=10, blur=0.4, fade=10, shadow=0.05, jpeg=80),
    "xau": Quality(dpi=150, skew=1.5, noise=14, specks=250, blur=0.5, fade=45, shadow=0.45, jpeg=60),
    "anh": Quality(dpi=220, skew=3.0, noise=6, specks=0, blur=0.8, fade=0, shadow=0.45, jpeg=85, tilt=0.03),
    "fax-min": Quality(dpi=204, skew=0.4, noise=3, specks=20, blur=0.3, fade=0, shadow=0, jpeg=0, lines=196),
    "fax-tho": Quality(dpi=204, skew=0.4, noise=3, specks=20, blur=0.3, fade=0, shadow=0, jpeg=0, lines=98),
}
"""The qualities by name: good, usual, bad; a photograph; a fine and a coarse fax."""
