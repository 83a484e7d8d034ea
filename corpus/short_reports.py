"""Short text reports without end, each of another commune and month, for measuring how ingest grows.

Enters: a number. Leaves: the text of the report with that number: "UBND XÃ TÂN TIẾN ... đàn lợn 283 con".
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import lru_cache
from pathlib import Path

from corpus.world.calendar import Month
from pipeline.communes import Unit, all_units
from pipeline.run import read_report
from schemas.period import Period, PeriodKind
from schemas.report import Report

_FIRST = Month(2025, 7)
_LINES = (
    "Tổng đàn gia súc hiện có {0} con, trong đó: đàn trâu {1} con, đàn lợn {2} con.",
    "Thu ngân sách trong tháng đạt {0} triệu đồng.",
    "Trong tháng tiếp nhận {1} hồ sơ thủ tục hành chính, đã giải quyết {2} hồ sơ.",
    "Diện tích lúa gieo cấy đạt {1} ha.",
)
_TASKS = (
    "Tiếp tục tiêm phòng cho đàn vật nuôi.",
    "Tổ chức ra quân vệ sinh môi trường.",
    "Rà soát hộ nghèo, hộ cận nghèo.",
)


@lru_cache(maxsize=1)
def communes() -> tuple[Unit, ...]:
    """Return today's xã and phường."""
    return tuple(unit for unit in all_units() if unit.current and unit.kind in ("xã", "phường"))


def month_of(number: int) -> Month:
    """Return the month of the report with this number."""
    return _FIRST.shift(number // len(communes()))


def unit_of(number: int) -> Unit:
    """Return the commune of the report with this number."""
    return communes()[number % len(communes())]


def short_report(number: int) -> str:
    """Return the text of the report with this number; no two are alike."""
    unit, month = unit_of(number), month_of(number)
    cows, pigs = 100 + number % 797, 200 + number % 691
    lines = [line.format(cows + pigs, cows, pigs) for line in _LINES]
    return "\n".join([
        f"ỦY BAN NHÂN DÂN {unit.province.upper()}",
        f"UBND {unit.title.upper()}",
        f"Số: {1 + number % 300}/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"{unit.name}, ngày 25 tháng {month.month} năm {month.year}",
        "",
        "BÁO CÁO",
        f"Kết quả thực hiện nhiệm vụ tháng {month.month} năm {month.year}",
        "",
        "I. KẾT QUẢ THỰC HIỆN",
        *(f"{at}. {line}" for at, line in enumerate(lines, 1)),
        "II. NHIỆM VỤ TRỌNG TÂM THÁNG TỚI",
        *(f"{at}. {line}" for at, line in enumerate(_TASKS, 1)),
        "",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    ])  # fmt: skip


@lru_cache(maxsize=1)
def _model() -> Report:
    """What the real way reads of the first report."""
    return read_report(Path("0.txt"), short_report(0).encode())


def ready_made(path: Path, data: bytes) -> Report:
    """Return a report for the file at `path` without reading what it says: that of the first with another head."""
    number = int(path.stem)
    unit, month, model = unit_of(number), month_of(number), _model()
    sha256 = hashlib.sha256(data).hexdigest()
    period = Period(kind=PeriodKind.MONTH, start=month.first, end=month.last)
    head = model.header.model_copy(update={
        "agency": f"UBND {unit.title}", "parent_agency": f"UBND {unit.province[0].lower()}{unit.province[1:]}",
        "place": unit.name, "date": date(month.year, month.month, 25), "period": period,
    })  # fmt: skip
    source = model.source.model_copy(update={"path": str(path), "sha256": sha256})
    return model.model_copy(update={"header": head, "source": source})
