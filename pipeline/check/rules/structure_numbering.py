"""Số thứ tự của các mục bị bỏ cách, lặp lại hoặc sai thứ tự.

Các mục cùng cấp phải đánh số liên tiếp từ đầu: A, B, C; I, II, III; 1, 2, 3; a, b, c, d, đ, e.

Sai: 4. Phát triển công nghiệp; 5. Đầu tư xây dựng; 7. Tài nguyên, môi trường.
Đúng: 4. Phát triển công nghiệp; 5. Đầu tư xây dựng; 6. Tài nguyên, môi trường.

Bỏ qua: baocao check --silence structure.numbering ở mục ấy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.ordinals import Kind, ordinal, written
from schemas.finding import Evidence, Severity
from schemas.report import Section

SEVERITY = Severity.WARNING

_TITLE, _SHOWN = 90, 40


def find(context: Context) -> Iterator[Found]:
    """Yield every break in the numbers of neighbours."""
    groups: dict[str | None, list[Section]] = {}
    for section in context.report.sections:
        groups.setdefault(section.parent, []).append(section)
    for neighbours in groups.values():
        runs: dict[Kind, list[tuple[int, Section]]] = {}
        for section in neighbours:
            found = ordinal(section.number, [item.number for item in neighbours])
            if found is not None:
                runs.setdefault(found.kind, []).append((found.place, section))
        for kind, run in runs.items():
            yield from _breaks(context, kind, run)


def _breaks(context: Context, kind: Kind, run: list[tuple[int, Section]]) -> Iterator[Found]:
    if len(run) < 2:
        return
    expected = run[0][0]
    for number, (place, section) in enumerate(run):
        if number and place != expected:
            previous = run[number - 1][1]
            if place == expected + 1 and _stands(context, previous, section, written(kind, expected, section.number)):
                expected = place + 1
                continue
            yield _found(context, kind, previous, section, expected, place, run)
            expected = place if place > expected or number + 1 == len(run) else expected - 1
        expected += 1


def _stands(context: Context, before: Section, section: Section, wanted: str) -> bool:
    """Return whether a line between two headings bears the number that seems to be missing, read as no heading."""
    between = context.text[before.span[0] : section.span[0]]
    return re.search(rf"(?m)^\W*{re.escape(wanted)}[.)/]\s+\S", between) is not None


def _found(
    context: Context, kind: Kind, before: Section, section: Section, expected: int, place: int,
    run: list[tuple[int, Section]],
) -> Found:  # fmt: skip
    wanted = written(kind, expected, section.number)
    last = written(kind, expected - 1, section.number)
    if place > expected:
        what = f"thiếu {wanted}" if place == expected + 1 else f"thiếu từ {wanted} đến {_to(kind, place, section)}"
        message = f"Số thứ tự nhảy từ {before.number.strip()} sang {section.number.strip()}: {what}."
    elif any(item is not section and number == place for number, item in run):
        message = f"Số thứ tự {section.number.strip()} lặp lại sau {before.number.strip()}; có thể là {wanted}."
    else:
        message = f"Số thứ tự {section.number.strip()} đứng sau {last}; có thể là {wanted}."
    return Found(
        message=message,
        evidence=(_heading(context, section), _heading(context, before)),
        expected=wanted,
        found=section.number.strip(),
    )


def _to(kind: Kind, place: int, section: Section) -> str:
    return written(kind, place - 1, section.number)


def _heading(context: Context, section: Section) -> Evidence:
    """Return the place of a heading's line; of a paragraph that bears a number only the number and the first words."""
    start = section.span[0]
    end = context.text.find("\n", start)
    end = end if end >= 0 else section.span[1]
    if end - start > _TITLE:
        end = context.text.rfind(" ", start, start + _SHOWN)
    return context.place((start, end))
