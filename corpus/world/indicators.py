"""The table of what is counted, read from `indicators.toml`.

Enters: nothing. Leaves: `INDICATORS`, one `Indicator` a code, with its units and the words that may name it.
Example: `rev` is "Thu ngân sách nhà nước trên địa bàn", triệu đồng, cumulative.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Indicator:
    """One row of the table."""

    code: str
    label: str
    units: tuple[str, ...]
    kind: str
    words: tuple[str, ...]
    named: str | None = None

    @property
    def catalogue(self) -> str | None:
        """Its code in the catalogue, None where the catalogue has none."""
        return self.named or (None if self.code.startswith("x_") else self.code)


def _load() -> dict[str, Indicator]:
    rows = tomllib.loads((Path(__file__).parent / "indicators.toml").read_text(encoding="utf-8"))
    return {
        code: Indicator(code, row["label"], tuple(row["units"]), row["kind"], tuple(row["words"]), row.get("catalogue"))
        for code, row in rows.items()
    }


INDICATORS: dict[str, Indicator] = _load()
