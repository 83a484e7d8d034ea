"""Whether ingest stays as fast and as small while the archive grows: `python -m corpus.growth_bench --reports 3000`.

Enters: how many short text reports. Leaves: a line at each milestone: milliseconds a report since the one before, by
the clock and of this process's own work, its memory, the archive's size; and whether any report was lost or doubled.
Every file is written, found, hashed and saved by the real ingest. With `--ready` reading alone is replaced: the report
of a file is made up instead, so that the way of writing can be measured to 100,000. What has to be flat is the writing
process's own work: the clock also counts what else runs on the machine.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import click

from corpus.short_reports import ready_made, short_report
from corpus.status import resident_mb
from pipeline.catalogue import load_catalogue
from pipeline.ingest import ingest
from pipeline.store.archive import open_archive
from pipeline.store.indicators import save_indicators

_A_FOLDER = 1000
MOST_MEMORY, MOST_TIME = 1.10, 1.15


def write_files(folder: Path, count: int) -> None:
    """Write the reports, a thousand a folder."""
    for number in range(count):
        place = folder / f"{number // _A_FOLDER:04}"
        place.mkdir(exist_ok=True)
        (place / f"{number:07}.txt").write_text(short_report(number), encoding="utf-8")


@dataclass
class Course:
    """What was seen at the milestones of a run."""

    db: Path
    step: int
    began: tuple[float, float] = field(default_factory=lambda: (time.perf_counter(), time.process_time()))
    lines: list[tuple[int, float, int]] = field(default_factory=list)

    def seen(self, done: int, total: int) -> None:
        """Note time and memory at every `step` reports, and say so."""
        if done % self.step and done != total:
            return
        now = time.perf_counter(), time.process_time()
        since = done - (self.lines[-1][0] if self.lines else 0)
        clock, work = ((after - before) * 1000 / since for before, after in zip(self.began, now, strict=True))
        self.began = now
        self.lines.append((done, work, resident_mb()))
        size = self.db.stat().st_size / 1e6
        click.echo(f"{done:>8}{clock:>10.1f}{work:>10.1f}{self.lines[-1][2]:>8}{size:>12.1f}")


def verdict(course: Course) -> bool:
    """Print how the last milestones compare with those of the first tenth, and return whether that is flat."""
    total = course.lines[-1][0]
    early = [line for line in course.lines if total / 20 < line[0] <= total / 5] or course.lines[:1]
    late = [line for line in course.lines if line[0] > total * 0.85] or course.lines[-1:]
    times = [sum(line[1] for line in part) / len(part) for part in (early, late)]
    memory = late[-1][2] / early[0][2]
    click.echo(
        f"work a report: {times[1] / times[0]:.2f} of that at {early[0][0]} - {early[-1][0]}, at most {MOST_TIME}"
    )
    click.echo(f"memory: {memory:.2f} of that at {early[0][0]}, at most {MOST_MEMORY}")
    return times[1] / times[0] <= MOST_TIME and memory <= MOST_MEMORY


def measure(folder: Path, count: int, step: int, jobs: int, *, ready: bool) -> bool:
    """Write the files, take them in, print the course, and return whether it was flat and nothing lost or doubled."""
    write_files(folder, count)
    db = folder.parent / "growth.db"
    catalogue = load_catalogue()
    with open_archive(db, create=True) as archive:
        save_indicators(archive, catalogue, {sector.code: sector.name for sector in catalogue.sectors})
        click.echo(f"{'reports':>8}{'clock ms':>10}{'work ms':>10}{'MB':>8}{'archive MB':>12}")
        course = Course(db, step)
        if ready:
            result = ingest([folder], archive, jobs=jobs, read=ready_made, progress=course.seen)
        else:
            result = ingest([folder], archive, jobs=jobs, progress=course.seen)
        row = archive.row(
            "SELECT count(*) AS reports, count(DISTINCT path) AS files, sum(is_current) AS holding FROM reports"
        )
        assert row is not None  # a count always gives one row
    whole = (result.new, row["reports"], row["files"], row["holding"]) == (count, count, count, count)
    told = "all once" if whole else "LOST OR DOUBLED"
    click.echo(f"{count} files: {row['reports']} reports, {len(result.rejected)} set aside; {told}")
    return verdict(course) and whole


@click.command()
@click.option("--reports", type=click.IntRange(10, 1_000_000), default=300, show_default=True, help="How many.")
@click.option("--step", type=click.IntRange(1), help="Reports between two milestones; a tenth unless told.")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True, help="Reading processes.")
@click.option("--ready", is_flag=True, help="Replace reading by reports made up: the way of writing alone.")
def main(reports: int, step: int | None, jobs: int, ready: bool) -> None:
    """Take in REPORTS short reports and tell how time and memory go."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "reports"
        folder.mkdir()
        flat = measure(folder, reports, step or max(reports // 20, 1), jobs, ready=ready)
    sys.exit(0 if flat else 1)


if __name__ == "__main__":
    main()
