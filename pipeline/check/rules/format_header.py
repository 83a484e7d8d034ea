"""Thể thức phần đầu: số, ký hiệu, địa danh và ngày tháng, tên loại.

Theo Nghị định số 30/2020/NĐ-CP: số và ký hiệu nối bằng gạch chéo, các nhóm chữ viết tắt nối bằng gạch nối, không cách
(123/BC-UBND); ngày nhỏ hơn 10 và tháng 1, 2 thêm số 0, tháng 3 đến 9 thì không; sau địa danh có dấu phẩy; có tên loại
BÁO CÁO. Dự thảo để trống số, ngày thì không báo.

Sai: Số: 45/BC.UBND; Bắc Kạn, ngày 5 tháng 05 năm 2026.
Đúng: Số: 45/BC-UBND; Bắc Kạn, ngày 05 tháng 5 năm 2026.

Bỏ qua: tắt trong baocao.toml: tat = ["format.header"].
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.context import Context, Line
from pipeline.check.found import Found
from pipeline.language.text import fold
from schemas.finding import Severity

SEVERITY = Severity.WARNING

_NUMBER = re.compile(
    r"^\W*Số\s*:?\s*(?P<number>[\d.…_ ]*)(?P<gap>\s*)(?P<sign>[/\-.]?)\s*(?P<symbol>[A-ZĐ][^\s,;]*)", re.M
)
_GOOD = re.compile(r"[A-ZĐ][A-Za-zĐđ]*(?:-[A-ZĐ][A-Za-zĐđ&]*(?:\.[A-ZĐ]+)?)+")
_PARTY = re.compile(r"-\s?[A-Z][A-Za-z]*\s?/")
_DATE = re.compile(
    r"(?P<place>[^\n,|]{2,40}?)(?P<comma>,?)\s*ngày\s+(?P<day>\d{1,2}|[.…_ ]*)\s*"
    r"tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})"
)
_OPENING = ("căn cứ", "thực hiện", "theo")
_UNPADDED = 10
_HEAD = 14


def find(context: Context) -> Iterator[Found]:
    """Yield what the head's number, symbol, date and title have against the decree."""
    head = context.lines[:_HEAD]
    for line in head:
        number = _NUMBER.match(line.text)
        if number and not _PARTY.search(line.text):
            yield from _symbol(context, line, number)
            break
    for line in head:
        when = _DATE.search(line.text)
        opening = fold(line.text).lstrip("*- ").startswith(_OPENING)
        if when and not opening and line.section is None:
            yield from _date(context, line, when)
            break
    if head and not any("báo cáo" in fold(line.text) for line in context.lines[: 2 * _HEAD]):
        yield Found(
            message="Phần đầu không có tên loại BÁO CÁO.",
            evidence=(context.place((head[0].start, head[0].end)),),
            severity=Severity.INFO,
        )


def _symbol(context: Context, line: Line, number: re.Match[str]) -> Iterator[Found]:
    symbol = number["symbol"].rstrip(".,")
    written = f"{number['number'].strip()}{number['sign']}{symbol}"
    place = context.place((line.start + number.start("number"), line.start + number.end("symbol")))
    digits = number["number"].strip()
    if not _GOOD.fullmatch(symbol) or number["sign"] not in ("/", ""):
        better = re.sub(r"[._/]+", "-", symbol)
        yield Found(
            message=f"Ký hiệu “{written}” không đúng thể thức; các nhóm chữ nối bằng gạch nối: {digits}/{better}.",
            evidence=(place,),
            expected=f"{digits}/{better}",
            found=written,
        )
    elif digits.isdigit() and len(digits) == 1:
        yield Found(
            message=f"Số “{digits}” nhỏ hơn 10, phải thêm số 0 đằng trước: 0{digits}.",
            evidence=(place,),
            severity=Severity.INFO,
            expected=f"0{digits}",
            found=digits,
        )


def _date(context: Context, line: Line, when: re.Match[str]) -> Iterator[Found]:
    day, month = when["day"].strip(), when["month"]
    wrong = []
    if day.isdigit() and len(day) == 1:
        wrong.append(f"ngày {day} viết là 0{day}")
    if int(month) in (1, 2) and len(month) == 1:
        wrong.append(f"tháng {month} viết là 0{month}")
    if 3 <= int(month) < _UNPADDED and len(month) == 2:
        wrong.append(f"tháng {month} viết là {int(month)}")
    if wrong:
        start, end = line.start + when.start("place"), line.start + when.end()
        written = context.text[start:end].strip()
        yield Found(message=f"“{written}”: {', '.join(wrong)}.", evidence=(context.place((start, end)),), found=written)
    if not when["comma"]:
        yield Found(
            message="Thiếu dấu phẩy sau địa danh.",
            evidence=(context.place((line.start + when.start(), line.start + when.end())),),
            severity=Severity.INFO,
        )
