"""What recognition found on a page, in a form that can be kept.

Enters: nothing (types only). Leaves: `ScanPage` with its `Seen` words, and both ways between it and JSON. Places are in
points on the page upright and level; `onto` takes them onto the page as a viewer shows it.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass

from pipeline.read.pdf_tables import Rule
from schemas.base import Matrix


@dataclass(frozen=True, slots=True)
class Seen:
    """A word: `line` counts the lines of print as recognition found them; `stroke` is how thick it is, in points.

    `xheight` is that of its line, in points; `confidence` goes from 0 to 1.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    xheight: float
    stroke: float
    confidence: float
    line: int


@dataclass(frozen=True, slots=True)
class ScanPage:
    """A page as recognised; `noise` in grey levels tells how bad the picture is.

    `across` and `upright` are its rules.
    """

    width: float
    height: float
    onto: Matrix
    noise: float
    words: tuple[Seen, ...]
    across: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()

    @property
    def confidence(self) -> float:
        """The mean certainty of its letters, from 0 to 1; 0 where there are none."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0

    @property
    def doubtful(self) -> float:
        """The share of its letters in words that recognition wasn't sure of, from 0 to 1."""
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.confidence < _UNSURE) / letters if letters else 0.0


_UNSURE = 0.6
"""Below that a word is as likely wrong as right."""


def dumped(page: ScanPage) -> bytes:
    """Return a page as JSON."""
    return json.dumps(astuple(page), ensure_ascii=False, separators=(",", ":")).encode()


def loaded(data: bytes) -> ScanPage:
    """Return the page that `dumped` wrote; raises `ValueError` or `TypeError` for anything else."""
    width, height, onto, noise, words, across, upright = json.loads(data)
    a, b, c, d, e, f = map(float, onto)
    return ScanPage(
        float(width),
        float(height),
        (a, b, c, d, e, f),
        float(noise),
        tuple(_seen(*word) for word in words),
        tuple((float(at), float(start), float(end)) for at, start, end in across),
        tuple((float(at), float(start), float(end)) for at, start, end in upright),
    )


def _seen(
    text: str, x0: float, top: float, x1: float, bottom: float, base: float, xheight: float, stroke: float,
    confidence: float, line: int,
) -> Seen:  # fmt: skip
    """Return a word of what JSON holds; raises `ValueError` or `TypeError` if that is something else."""
    box = float(x0), float(top), float(x1), float(bottom)
    return Seen(str(text), *box, float(base), float(xheight), float(stroke), float(confidence), int(line))
