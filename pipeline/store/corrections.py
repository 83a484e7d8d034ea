"""What people correct: kept beside what was read, found again when the report is read anew, shown as a correction.

Enters: a figure of the archive and a `Change`, such as the value 1.238 instead of 1.283, with who and why. Leaves: a
row of `corrections`, and in `corrected` what holds from now on. The figure itself stays as it was read. A correction
knows its figure by the file, the line and the words, not by its number, so that a new extraction loses none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from pipeline.errors import UsageError
from pipeline.language.text import squeeze
from pipeline.language.units import unit_table
from pipeline.store.archive import Archive, Value
from pipeline.store.lessons import relink
from pipeline.store.rows import insert, label_id, note, now

_ALIKE = 80
"""How alike the line must be in a hundred where it was read otherwise this time."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is right instead; `None` leaves as it is, an empty `indicator` says that the figure belongs to none."""

    value: Decimal | None = None
    unit: str | None = None
    label: str | None = None
    indicator: str | None = None
    not_a_figure: bool | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a figure stands, in a way that outlives a new extraction."""

    text: str
    line: str
    nth: int
    place: int


def anchors(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Anchor]:
    """Yield the anchor of what stands at each of `spans` in a report's text."""
    lines: list[tuple[int, int, str, int]] = []
    seen: dict[str, int] = {}
    start = 0
    for line in text.split("\n"):
        same = squeeze(line)
        lines.append((start, start + len(line), line, seen.get(same, 0)))
        seen[same] = seen.get(same, 0) + 1
        start += len(line) + 1
    for first, end in spans:
        at, _, line, place = next(row for row in reversed(lines) if row[0] <= first)
        words = text[first:end]
        yield Anchor(words, squeeze(line), line[: first - at].count(words), place)


def correct(archive: Archive, figure: int, change: Change, who: str, why: str) -> None:
    """Remember a correction of the figure with this id; raises `UsageError` where there is no such figure or code."""
    row = archive.row(
        "SELECT f.span_start, f.span_end, r.text, r.sha256, r.id FROM figures AS f "
        "JOIN reports AS r ON r.id = f.report WHERE f.id = ?",
        [figure],
    )
    if row is None:
        raise UsageError(f"không có số liệu số {figure} trong kho; baocao history in số hiệu của từng số liệu")
    if change.indicator and archive.row("SELECT 1 FROM indicators WHERE code = ?", [change.indicator]) is None:
        raise UsageError(f"danh mục không có mã '{change.indicator}'; xem baocao indicators")
    (anchor,) = anchors(row["text"], [(row["span_start"], row["span_end"])])
    with archive.transaction():
        insert(archive, "corrections", {
            "sha256": row["sha256"], "text": anchor.text, "line": anchor.line, "nth": anchor.nth,
            "place": anchor.place, "value": None if change.value is None else format(change.value, "f"),
            "unit": change.unit, "label": change.label, "indicator": change.indicator,
            "not_a_figure": None if change.not_a_figure is None else int(change.not_a_figure),
            "who": who, "why": why, "at": now(), "figure": figure,
        })  # fmt: skip
        _apply(archive, row["id"])
        note(archive, "correct", row["id"], f"{figure}")


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction as it is shown: of which figure (`None` where it is no longer found), and what it says."""

    figure: int | None
    path: str | None
    text: str
    line: str
    told: str
    who: str
    why: str
    at: str


def all_corrections(archive: Archive) -> list[Correction]:
    """Return every correction that holds, oldest first."""
    rows = archive.rows(
        "SELECT c.*, r.path FROM corrections AS c LEFT JOIN reports AS r ON r.sha256 = c.sha256 "
        "WHERE c.withdrawn IS NULL ORDER BY c.id"
    )
    told = (("đơn vị", "unit"), ("nhãn", "label"), ("chỉ tiêu", "indicator"))
    found = []
    for row in rows:
        parts = [] if row["value"] is None else [f"giá trị: {_vietnamese(row['value'])}"]
        parts += [f"{name}: {row[column] or 'không có'}" for name, column in told if row[column] is not None]
        if row["not_a_figure"] is not None:
            parts.append("không phải số liệu" if row["not_a_figure"] else "là số liệu")
        found.append(
            Correction(
                row["figure"], row["path"], row["text"], row["line"], "; ".join(parts), row["who"], row["why"],
                row["at"],
            )
        )  # fmt: skip
    return found


def _vietnamese(value: str) -> str:
    """Return a decimal as Vietnamese writes it.

    >>> _vietnamese("1983.5")
    '1.983,5'
    """
    return format(Decimal(value), ",f").translate(str.maketrans(",.", ".,"))


def withdraw(archive: Archive, figure: int) -> int:
    """Take back every correction of a figure and return how many there were; raises `UsageError` for none."""
    rows = archive.rows("SELECT id FROM corrections WHERE figure = ? AND withdrawn IS NULL", [figure])
    report = archive.row("SELECT report FROM figures WHERE id = ?", [figure])
    if not rows or report is None:
        raise UsageError(f"số liệu số {figure} chưa được sửa lần nào")
    with archive.transaction():
        archive.write("UPDATE corrections SET withdrawn = ? WHERE figure = ? AND withdrawn IS NULL", [now(), figure])
        _apply(archive, report["report"])
        note(archive, "withdraw", report["report"], f"{figure}")
    return len(rows)


def reattach(archive: Archive, report: int) -> None:
    """Find the figures of a report that were corrected before, inside a transaction."""
    made = archive.rows(
        "SELECT c.id, c.text, c.line, c.nth, c.place FROM corrections AS c JOIN reports AS r ON r.sha256 = c.sha256 "
        "WHERE r.id = ? ORDER BY c.id",
        [report],
    )
    if not made:
        return
    text = archive.row("SELECT text FROM reports WHERE id = ?", [report])
    figures = archive.rows("SELECT id, span_start, span_end FROM figures WHERE report = ? ORDER BY position", [report])
    assert text is not None  # the report was just written
    places = list(anchors(text["text"], [(row["span_start"], row["span_end"]) for row in figures]))
    for row in made:
        at = same_place(Anchor(row["text"], row["line"], row["nth"], row["place"]), places)
        archive.write(
            "UPDATE corrections SET figure = ? WHERE id = ?", [None if at is None else figures[at]["id"], row["id"]]
        )
    _apply(archive, report)


def same_place(wanted: Anchor, places: Sequence[Anchor]) -> int | None:
    """Return which of `places` is `wanted`: the same, else the only one with these words on a line much like it."""
    if wanted in places:
        return places.index(wanted)
    fitting = [
        (fuzz.ratio(wanted.line, place.line), -abs(wanted.nth - place.nth), -abs(wanted.place - place.place), number)
        for number, place in enumerate(places)
        if place.text == wanted.text
    ]
    fitting = [row for row in fitting if row[0] >= _ALIKE]
    best = max(fitting, default=None)
    if best is None or sum(row[:3] == best[:3] for row in fitting) > 1:
        return None
    return best[3]


def _apply(archive: Archive, report: int) -> None:
    """Work out what holds for the figures of a report after all corrections."""
    archive.write("DELETE FROM corrected WHERE figure IN (SELECT id FROM figures WHERE report = ?)", [report])
    rows = archive.rows(
        "SELECT c.figure, c.value, c.unit, c.label, c.not_a_figure, f.value AS read_value, f.unit AS read_unit, "
        "f.amount, f.base_unit, f.label AS read_label FROM corrections AS c JOIN figures AS f ON f.id = c.figure "
        "WHERE f.report = ? AND c.withdrawn IS NULL ORDER BY c.id",
        [report],
    )
    held: dict[int, dict[str, Value]] = {}
    for row in rows:
        now_held = held.setdefault(
            row["figure"],
            {"figure": row["figure"], "value": row["read_value"], "unit": row["read_unit"], "label": row["read_label"],
             "dropped": 0, "amount": row["amount"], "base_unit": row["base_unit"]},
        )  # fmt: skip
        changed = {name: row[name] for name in ("value", "unit", "label") if row[name] is not None}
        now_held.update(changed)
        if row["not_a_figure"] is not None:
            now_held["dropped"] = row["not_a_figure"]
        if "value" in changed or "unit" in changed:
            now_held["amount"], now_held["base_unit"] = in_base(str(now_held["value"]), str(now_held["unit"]))
    for each in held.values():
        each["amount_real"] = float(str(each["amount"]))
        each["label_id"] = label_id(archive, str(each["label"]))
        insert(archive, "corrected", each)
    relink(archive, report)


def in_base(value: str, unit: str) -> tuple[str, str]:
    """Return a value in the base unit of `unit`, and that unit.

    >>> in_base("12.5", "triệu đồng")
    ('12500000', 'đồng')
    """
    known = unit_table().get(unit)
    if known is None:
        return value, unit
    amount = Decimal(value) * known.factor
    return format(amount.normalize() if known.factor != 1 else Decimal(value), "f"), known.base
