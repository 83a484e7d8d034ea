"""Numbers of a scan that recognition may have misread, and what arithmetic says stands on the paper.

A sum, a percentage, a figure stated twice or the report of last month that doesn't work out on a page read by
recognition makes its figures doubtful. Where one slip of recognition, and only one, cures it, the figure gets
`suggested`; what was read stays.
"""

from pipeline.suggest.apply import accept, suggest

__all__ = ["accept", "suggest"]
