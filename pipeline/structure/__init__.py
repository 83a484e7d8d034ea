"""Document to outline: running text, head, parts and foot of a report.

Enters: a `Document`. Leaves: an `Outline`: "3.1. Trồng trọt" below "I. KINH TẾ" is the section "I.3.1".
"""

from __future__ import annotations

from pipeline.structure.build import outline

__all__ = ["outline"]
