"""Writes pipeline/communes/units.tsv: every commune of the country, today's and those from before July 2025.

Enters: the file dataset.db of the package vietnamadminunits (MIT), unpacked from its wheel:
`pip download --no-deps vietnamadminunits`, then `python scripts/units.py vietnamadminunits/data/dataset.db`.
Leaves: the table, one unit a line. It is kept with the program, so that nothing has to be fetched to run it.
"""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "pipeline" / "communes" / "units.tsv"
HEAD = (
    "# Mã và tên các xã, phường, thị trấn, đặc khu: đang dùng (2025) và trước tháng 7/2025 (cu).",
    "# Lấy từ gói vietnamadminunits 1.0.4 (giấy phép MIT, xem LICENSE.vietnamadminunits) bằng scripts/units.py.",
)
TODAY = "SELECT '2025', wardCode, ward, '', province FROM admin_units ORDER BY wardCode"
BEFORE = (
    "SELECT 'cu', wardCode, ward, district, province FROM admin_units_legacy "
    "WHERE wardCode IS NOT NULL AND ward IS NOT NULL ORDER BY wardCode"
)


def rows(path: Path) -> Iterator[str]:
    """Yield the lines of the table."""
    yield from HEAD
    yield "thoi\tma\tten\thuyen\ttinh"
    with sqlite3.connect(path) as connection:
        for sql in (TODAY, BEFORE):
            for row in connection.execute(sql):
                yield "\t".join(" ".join(str(cell or "").split()) for cell in row)
    connection.close()


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("dataset", type=Path)
    OUT.write_text("\n".join(rows(parser.parse_args().dataset)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
