"""What people teach the archive: which labels are which indicator. A lesson holds for old reports and new ones.

Enters: the key of a label, such as "lớp xóa mù|lớp|education", and a code of the catalogue. Leaves: `figures.linked`,
the indicator that holds: what reading found, else what was taught. Lessons travel between archives as TOML.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.store.archive import Archive
from pipeline.store.rows import note, now
from schemas.report import Report


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson: the key of the labels, the code, a label to know it by, and who taught it why."""

    key: str
    code: str
    label: str | None = None
    who: str | None = None
    why: str | None = None


def link(archive: Archive, lessons: Iterable[Lesson]) -> int:
    """Remember `lessons` and return for how many figures they hold; raises `UsageError` for an unknown code."""
    lessons = list(lessons)
    for lesson in lessons:
        if archive.row("SELECT 1 FROM indicators WHERE code = ?", [lesson.code]) is None:
            raise UsageError(f"danh mục không có mã '{lesson.code}'; xem baocao indicators")
    before = archive.connection.total_changes
    with archive.transaction():
        for lesson in lessons:
            label = lesson.label or label_of(archive, lesson.key)
            archive.write(
                "INSERT INTO lessons (key, code, label, who, why, at) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (key) DO UPDATE SET code = excluded.code, label = coalesce(excluded.label, label), "
                "who = excluded.who, why = excluded.why, at = excluded.at "
                "WHERE code <> excluded.code OR who IS NOT excluded.who OR why IS NOT excluded.why",
                [lesson.key, lesson.code, label, lesson.who, lesson.why, now()],
            )
            _hold(archive, lesson.key)
        if archive.connection.total_changes != before:
            note(archive, "link", None, f"{len(lessons)}")
    return sum(_count(archive, lesson) for lesson in lessons)


def unlink(archive: Archive, key: str) -> None:
    """Forget the lesson on `key`; raises `UsageError` where there is none."""
    if archive.row("SELECT 1 FROM lessons WHERE key = ?", [key]) is None:
        raise UsageError(f"chưa có bài học nào cho khóa '{key}'")
    with archive.transaction():
        archive.write("DELETE FROM lessons WHERE key = ?", [key])
        _hold(archive, key)
        note(archive, "unlink", None, "1")


def label_of(archive: Archive, key: str) -> str | None:
    """Return a label that has `key`, or `None` where no figure of the archive has it."""
    row = archive.row("SELECT label FROM figures WHERE label_key = ? LIMIT 1", [key])
    return None if row is None else str(row["label"])


def all_lessons(archive: Archive) -> list[Lesson]:
    """Return every lesson, by key."""
    rows = archive.rows("SELECT key, code, label, who, why FROM lessons ORDER BY key")
    return [Lesson(*row) for row in rows]


HOLDS = (
    "coalesce((SELECT nullif(c.indicator, '') FROM corrections AS c WHERE c.figure = figures.id "
    "AND c.indicator IS NOT NULL AND c.withdrawn IS NULL ORDER BY c.id DESC LIMIT 1), "
    "CASE WHEN (SELECT c.indicator FROM corrections AS c WHERE c.figure = figures.id AND c.indicator IS NOT NULL "
    "AND c.withdrawn IS NULL ORDER BY c.id DESC LIMIT 1) = '' THEN NULL ELSE "
    "coalesce(indicator, (SELECT s.code FROM lessons AS s WHERE s.key = figures.label_key)) END)"
)
"""The indicator that holds for a figure: a person's correction, what reading found, what was taught."""


def _hold(archive: Archive, key: str) -> None:
    archive.write(
        f"UPDATE figures SET linked = {HOLDS} WHERE label_key = ? AND indicator IS NULL AND linked IS NOT {HOLDS}",
        [key],
    )


def relink(archive: Archive, report: int) -> None:
    """Work out the indicator that holds for the figures of a report, inside a transaction."""
    archive.write(f"UPDATE figures SET linked = {HOLDS} WHERE report = ? AND linked IS NOT {HOLDS}", [report])


def taught(archive: Archive, report: Report) -> Report:
    """Return a report with the indicators that hold: as the archive has them for this very file, else as taught."""
    lessons = {lesson.key: lesson.code for lesson in all_lessons(archive)}
    rows = archive.rows(
        "SELECT f.span_start, f.span_end, f.linked FROM figures AS f JOIN reports AS r ON r.id = f.report "
        "WHERE r.sha256 = ?",
        [report.source.sha256],
    )
    held: dict[tuple[int, int], str | None] = {(row["span_start"], row["span_end"]): row["linked"] for row in rows}
    figures = tuple(
        figure if code == figure.indicator else figure.model_copy(update={"indicator": code})
        for figure in report.figures
        for code in (held.get(figure.span, figure.indicator or lessons.get(figure.key)),)
    )
    return report.model_copy(update={"figures": figures})


def _count(archive: Archive, lesson: Lesson) -> int:
    row = archive.row(
        "SELECT count(*) AS n FROM figures WHERE label_key = ? AND indicator IS NULL AND linked = ?",
        [lesson.key, lesson.code],
    )
    return int(row["n"]) if row is not None else 0


def as_toml(lessons: Iterable[Lesson]) -> str:
    """Return lessons as a table file.

    >>> print(as_toml([Lesson("lớp|lớp|", "edu_class", "lớp", None, 'nói là "lớp"')]))
    [[lesson]]
    key = "lớp|lớp|"
    code = "edu_class"
    label = "lớp"
    why = "nói là \\"lớp\\""
    <BLANKLINE>
    """
    blocks = []
    for lesson in lessons:
        cells = (("key", lesson.key), ("code", lesson.code), ("label", lesson.label), ("who", lesson.who))
        lines = [f"{name} = {_quoted(value)}" for name, value in (*cells, ("why", lesson.why)) if value is not None]
        blocks.append("[[lesson]]\n" + "\n".join(lines) + "\n")
    return "\n".join(blocks)


def _quoted(text: str) -> str:
    """Return `text` as a basic string, which TOML shares with JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_toml(path: Path) -> list[Lesson]:
    """Return the lessons of a table file; raises `UsageError` where it can't be read."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("lesson", [])
        return [Lesson(**{name: str(value) for name, value in row.items()}) for row in rows]
    except OSError as error:
        raise UsageError(f"{path}: không đọc được: {error.strerror or type(error).__name__}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, AttributeError) as error:
        raise UsageError(f"{path}: không phải tệp bài học do baocao indicators export ghi ra") from error
