"""Head and foot of a report, and the opening sentence.

Enters: the scene, the life and the numbered blocks. Leaves: `Report`.
Example: Số: 52/BC-UBND; Nà Khuổi, ngày 18 tháng 5 năm 2026; TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH.
"""

from __future__ import annotations

from datetime import date
from random import Random

from corpus.styles.pieces import Block, Piece, Report, TaskLine
from corpus.styles.render import Scene, render
from corpus.styles.style import Style
from corpus.world.calendar import TWO_TIERS, Month, Period, long_day, report_period
from corpus.world.communes import Commune
from corpus.world.diary import Planned, answer_of
from corpus.world.simulate import Life

_ACTIONS = (
    "tiếp tục",
    "tăng cường",
    "tập trung",
    "đẩy nhanh",
    "duy trì",
    "thường xuyên",
    "chủ động",
    "phối hợp",
    "xây dựng",
    "ban hành",
    "tổ chức",
    "triển khai",
    "rà soát",
    "hoàn thành",
    "hoàn thiện",
    "thực hiện",
    "tuyên truyền",
    "siết chặt",
    "khảo sát",
    "kiểm tra",
    "kiểm kê",
    "vận động",
    "nghiệm thu",
    "khai giảng",
    "khởi công",
    "lựa chọn",
    "chỉ đạo",
    "tổng hợp",
    "phát động",
    "thả bổ sung",
    "sắp xếp",
    "trình",
    "cắm mốc",
    "ra quân",
    "lấy mẫu",
    "bàn giao",
    "thăm",
    "tu sửa",
    "xét",
    "chỉnh lý",
    "lắp đặt",
    "lập",
    "mua",
    "ra mắt",
    "đưa",
    "gặp mặt",
    "mở",
    "làm tốt",
)


def report_number(commune: Commune, seed: str, month: Month) -> int:
    """The serial number of the month's report: it rises within the year."""
    return (month.month - 1) * 11 + Random(f"{seed}/{commune.key}/number/{month}").randint(4, 13)


def opening_citation(scene: Scene, seed: str) -> Piece | None:
    """The document that the opening sentence rests on, for styles that name one."""
    commune, month = scene.commune, scene.clock.month
    rng = Random(f"{seed}/{commune.key}/opening/{month.year}")
    if scene.style.key == "ha-sen":
        day, number = date(month.year, 1, rng.randint(3, 7)), f"{rng.randint(1, 2):02d}/CTr-UBND"
        text = f"Chương trình công tác số {number} ngày {day.day:02d}/01/{day.year} của UBND {commune.kind}"
    elif scene.style.key == "dien-hoa":
        day, number = date(month.year - 1, 12, rng.randint(16, 28)), f"{rng.randint(240, 690)}-CV/ĐU"
        text = f"Công văn số {number} ngày {day.day:02d}/12/{day.year} của Đảng ủy {commune.kind}"
    else:
        return None
    written = text[text.index("ngày ") : text.index(" của")]
    return Piece(text, citation=(number, day), others=((number, "citation"), (written, "date")))


def plain_answer(task: Planned) -> str:
    """A sentence that answers a task of which the diary says nothing."""
    return answer_of(task.id).replace("{doc}", "kế hoạch")


def action_of(text: str) -> str:
    """The leading verb of a task, in lower case."""
    low = text.lower()
    return next((verb for verb in _ACTIONS if low.startswith(verb)), " ".join(low.split()[:2]))


def task_lines(blocks: list[Block], life: Life, month: Month) -> list[TaskLine]:
    """The tasks of the last part as they stand in its blocks."""
    planned = {task.id: task for task in life.diary.planned[month]}
    lines = []
    for block in blocks:
        if block.sector != "tasks" or block.kind == "heading":
            continue
        for key in dict.fromkeys(piece.task for piece in block.pieces if piece.task):
            text = "".join(piece.text for piece in block.pieces if piece.task == key).strip()
            task = planned[key]
            charged = (task.responsible or "").replace("<xã>", life.commune.kind) or None
            item = block.number.strip("().")
            lines.append(TaskLine(key, item, text, task.continuing, action_of(text), task.deadline, charged))
    return lines


def _words(template: str, scene: Scene) -> str:
    return "".join(piece.text for piece in render(template, scene) or [])


def assemble(scene: Scene, life: Life, blocks: list[Block], style: Style) -> Report:
    """The report with its head and foot."""
    commune, month = scene.commune, scene.clock.month
    number = None if style.blank else f"{report_number(commune, life.seed, month):02d}"
    dated = date(month.year, month.month, style_day(commune, month))
    written = long_day(dated)
    if style.blank:
        written = f"ngày     tháng {month.month if month.month > 2 else f'0{month.month}'} năm {month.year}"
    parent = None
    if style.head == "parent":
        above = commune.province if month >= TWO_TIERS else commune.district
        parent = f"ỦY BAN NHÂN DÂN {above.upper()}"
    opening = render(style.opening, scene) or []
    citation = opening_citation(scene, life.seed)
    if citation is not None:
        opening = [Piece("Thực hiện "), citation, Piece(", "), *opening]
    following = month.shift(1)
    plan = Period("month", following.first, following.last)
    office = ["TM. ỦY BAN NHÂN DÂN"]
    signer = [*office, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"] if style.deputy_signs else [*office, "CHỦ TỊCH"]
    return Report(
        commune=commune,
        month=month,
        kind=scene.clock.kind,
        period=report_period(month, scene.clock.kind),
        plan_period=plan,
        parent=parent,
        issuer=["ỦY BAN NHÂN DÂN", f"{commune.kind.upper()} {commune.name.upper()}"],
        number=number,
        symbol="BC-UBND",
        place=commune.name,
        date_line=f"{commune.name}, {written}",
        dated=None if style.blank else dated,
        title=[_words(style.title, scene)],
        addressees=[_words(style.addressee, scene)] if style.addressee else [],
        opening=[Block("para", opening, sector="opening")],
        blocks=blocks,
        closing=_words(style.closing, scene),
        recipients=[_words(line, scene) for line in style.recipients],
        signer=signer,
        signer_name=commune.deputy if style.deputy_signs else commune.chair,
        head_form=style.head,
        tasks=task_lines(blocks, life, month),
        stated=scene.stated,
        automatic_numbers=style.automatic_numbers,
    )


def style_day(commune: Commune, month: Month) -> int:
    """The day of the month on which the report is signed: a day or three after the window closes."""
    if commune.close == 0:
        return month.last.day
    shift = Random(f"{commune.key}/day/{month}").randint(-1, 2)
    return max(commune.close + 1, commune.report_day + shift)
