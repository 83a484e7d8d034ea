"""Lists that were joined to no whole, since a misread number made that impossible.

Enters: a `Context`. Leaves: wholes with what may be their parts. In "27 đơn, trong đó khiếu nại 02 đơn, tố cáo 94 đơn,
phản ánh 21 đơn" the 94 can be no part of 27, unless it was misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.relations.kinds import kind_of
from pipeline.check.relations.sums import alike
from pipeline.language.text import fold
from schemas.report import Figure

_LEADS = re.compile(r"trong đó|gồm|chia ra|cụ thể|bao gồm|\(|:")
_APART = re.compile(r"[.;!?]\s|\n")
_BETWEEN = re.compile(r"[!?]\s|\.\s+(?=[^\W\d_])|\n")
_MOST = 8


def lists(context: Context) -> Iterator[tuple[Figure, ...]]:
    """Yield each whole that a list follows in its line, with its first two parts, its first three, and so on."""
    figures = context.report.figures
    for at, whole in enumerate(figures):
        if at + 2 >= len(figures):
            return
        lead = context.between(whole, figures[at + 1])
        if _APART.search(lead) or not _LEADS.search(fold(lead)):
            continue
        parts: list[Figure] = []
        for figure in figures[at + 1 : at + 1 + _MOST]:
            if not alike(figure, whole) or kind_of(figure) != kind_of(whole):
                break
            if parts and _BETWEEN.search(context.between(parts[-1], figure)):
                break
            parts.append(figure)
        outer = [part for part in parts if _depth(context, whole, part) == _depth(context, whole, parts[0])]
        for listed in (parts, outer) if len(outer) < len(parts) else (parts,):
            yield from ((whole, *listed[:count]) for count in range(2, len(listed) + 1))


def _depth(context: Context, whole: Figure, part: Figure) -> int:
    """Return how many brackets are open at a part: what stands in them may be parts of the part before."""
    between = context.between(whole, part)
    return between.count("(") - between.count(")")
