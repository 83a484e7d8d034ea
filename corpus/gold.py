"""Gold files of a composed report, as GOLD.md describes them.

Enters: `Report`. Leaves: the lines of `.figures.gold` and the object of `.facts.json`.
Example line: "B.I.3.2 | 4.210 con | 4210 | con | lợn;heo | actual | pt | of=livestock_total | thousands_dot".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from corpus.styles.numbers import write
from corpus.styles.pieces import Block, Figure, Piece, Report

_FIELDS = "section | written | value | unit(s) | label words | measure | period | extras | phenomena"


@dataclass
class _Row:
    block: Block
    piece: Piece
    figure: Figure
    id: str = ""
    of: str = ""


def _rows(report: Report) -> list[_Row]:
    rows = [
        _Row(block, piece, piece.figure)
        for block in report.body
        for piece in block.all_pieces()
        if piece.figure is not None
    ]
    for index, row in enumerate(rows):
        if row.figure.of is None:
            continue
        before = [k for k in range(index - 1, -1, -1) if rows[k].figure.key == row.figure.of]
        after = [k for k in range(index + 1, len(rows)) if rows[k].figure.key == row.figure.of]
        if before or after:
            whole = rows[(before or after)[0]]
            whole.id = whole.id or f"{row.figure.of.replace('@', '_')}_{rows.index(whole)}"
            row.of = whole.id
    return rows


def figure_lines(report: Report) -> list[str]:
    """One line a figure, in the order of the text."""
    lines = [f"# {report.name}", f"# {_FIELDS}"]
    for row in _rows(report):
        figure = row.figure
        written = write(abs(figure.value), figure.form)
        units = list(dict.fromkeys(gold_units(figure, written.unit)))
        extras = [f"id={row.id}"] if row.id else []
        extras += [f"of={row.of}"] if row.of else []
        extras += [f"against={figure.against}"] if figure.against else []
        extras += [figure.qualifier] if figure.qualifier else []
        extras += ["zero"] if figure.zero else []
        cells = [
            row.block.section,
            row.piece.text,
            f"{gold_value(figure):f}",
            ";".join(units),
            ";".join(figure.words),
            figure.measure,
            figure.periods,
            ",".join(extras),
            ",".join(phenomena(row.block, figure, () if figure.zero else written.phenomena)),
        ]
        lines.append(" | ".join(cells))
    return lines


def gold_value(figure: Figure) -> Decimal:
    """The value in the unit written, a decrease negative."""
    shown = write(abs(figure.value), figure.form).value
    return -shown if figure.value < 0 else shown


def gold_units(figure: Figure, written: str) -> tuple[str, ...]:
    """The unit as written first, then what else a reader may call it."""
    if figure.form.measure == "triệu đồng":
        return (written,)
    units = figure.units if figure.zero or not figure.form.unit else (written, *figure.units)
    shared = figure.form.unit or figure.form.measure == "%" or "fraction" in figure.phenomena
    return units if shared or "" in units else (*units, "")


def phenomena(block: Block, figure: Figure, written: tuple[str, ...]) -> list[str]:
    """Tags of the ways of writing."""
    tags = [*written, *figure.phenomena]
    low = block.text.lower()
    tags += ["table"] if block.kind == "table" else []
    tags += ["bullet"] if block.kind == "bullet" else []
    tags += ["stated_zero"] if figure.zero else []
    tags += ["trong_do"] if figure.of and "trong đó" in low else []
    tags += ["yoy"] if figure.against == "same_period_last_year" else []
    tags += ["plan_percent"] if figure.measure == "ratio" and figure.base and figure.base[1].endswith("@plan") else []
    tags += ["approx"] if figure.qualifier == "about" else []
    tags += ["task_target"] if block.sector == "tasks" else []
    return list(dict.fromkeys(tags))


def facts(report: Report) -> dict[str, object]:
    """Header, footer, sections, citations, tasks and the numbers that are no figures."""
    pieces = [piece for block in report.body for piece in block.all_pieces()]
    sections = [b.section for b in report.blocks if b.kind in ("heading", "part") and b.section]
    tasks_section = next(b.section for b in report.blocks if b.kind == "heading" and b.sector == "tasks")
    return {
        "header": {
            "agency": report.commune.agency,
            "parent_agency": parent_of(report),
            "number": report.number,
            "symbol": report.symbol,
            "place": report.place,
            "date": report.dated.isoformat() if report.dated else None,
            "title": " ".join(report.title),
            "addressees": report.addressees,
            "period": report.period.to_json(),
            "plan_period": report.plan_period.to_json(),
        },
        "footer": {
            "signer_title": report.signer[-1],
            "signer_name": report.signer_name,
            "recipients": report.recipients,
        },
        "sections": list(dict.fromkeys(sections)),
        "optional_sections": [f"{tasks_section}."],
        "citations": [
            [p.citation[0], p.citation[1].isoformat() if p.citation[1] else None] for p in pieces if p.citation
        ],
        "tasks": [
            {
                "item": line.item or "-",
                "text": line.text,
                "continuing": line.continuing,
                "action": line.action,
                "deadline": line.deadline.isoformat() if line.deadline else None,
                "responsible": line.responsible,
            }
            for line in report.tasks
        ],
        "other_numbers": [list(other) for piece in pieces for other in piece.others],
    }


def parent_of(report: Report) -> str | None:
    """The body above, in the short form: `UBND tỉnh Quảng Ninh`."""
    if report.parent is None:
        return None
    for above in (report.commune.province, report.commune.district):
        if report.parent.endswith(above.upper()):
            return f"UBND {above}"
    return report.parent


def meta(report: Report) -> dict[str, object]:
    """The kind of place and of report, the region, the year and the style."""
    commune = report.commune
    return {
        "kind": "commune" if commune.rural else "ward",
        "report": report.kind.value,
        "region": commune.region.value,
        "year": report.month.year,
        "style": f"made by construction, style {commune.key}",
    }
