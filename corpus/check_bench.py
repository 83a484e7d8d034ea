"""How well the checks find injected errors, and how often they cry wolf.

Enters: options of the command line. Leaves: a table of rules with recall, precision and false findings in clean drafts.
Example: `python -m corpus.check_bench --each 10` makes the drafts, fills an archive with the months before, checks all.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import click

from corpus.make_faulty import main as make_faulty
from pipeline.catalogue import load_catalogue
from pipeline.check.engine import check
from pipeline.check.rules import RULES
from pipeline.ingest import ingest
from pipeline.run import read_report
from pipeline.store.archive import open_archive
from pipeline.store.indicators import save_indicators
from schemas.finding import Finding, Severity

LEAST_RECALL, LEAST_PRECISION, MOST_FALSE = 0.95, 0.95, 0.2
_GRAVE = (Severity.ERROR, Severity.WARNING)


@dataclass
class Tally:
    """What happened to the drafts of one rule."""

    drafts: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)


@dataclass
class Score:
    """The whole outcome; `false` counts by rule the errors and warnings that nothing was injected for."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    false: Counter[str] = field(default_factory=Counter)
    clean_false: Counter[str] = field(default_factory=Counter)
    elsewhere: Counter[tuple[str, str]] = field(default_factory=Counter)
    infos: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    clean: int = 0

    @property
    def precision(self) -> float:
        """Of the errors and warnings in drafts with a fault, how many are about it."""
        true = sum(tally.found for tally in self.tallies.values())
        return true / (true + self.false.total()) if true else 0.0


@dataclass(frozen=True)
class Outcome:
    """One draft checked: where it stands, what was injected (None for a clean one) and what was found."""

    path: Path
    fault: dict[str, object] | None
    text: str
    findings: tuple[Finding, ...]


def check_one(job: tuple[Path, Path]) -> Outcome:
    """Check the draft at a path against the archive at another."""
    path, db = job
    sidecar = path.with_name(f"{path.stem}.fault.json")
    fault = json.loads(sidecar.read_text(encoding="utf-8")) if sidecar.is_file() else None
    report = read_report(path)
    with open_archive(db) as archive:
        return Outcome(path, fault, report.text, check(report, archive).findings)


def fill_archive(folder: Path, db: Path) -> None:
    """Put the reports of a folder into the archive."""
    catalogue = load_catalogue()
    with open_archive(db, create=True) as archive:
        save_indicators(archive, catalogue, {sector.code: sector.name for sector in catalogue.sectors})
        ingest([folder], archive)


def _squeezed(text: str) -> str:
    return " ".join(text.lower().split())


def about(finding: Finding, fault: dict[str, object], text: str) -> bool:
    """Whether a finding is about the injected error: it stands at its place, or names what is wrong."""
    place, parts = str(fault["place"]), [str(part) for part in _list(fault["parts"])]
    said = _squeezed(finding.message + " " + " ".join(evidence.text for evidence in finding.evidence))
    if any(_squeezed(part) in said for part in parts if len(part) > 1):
        return True
    at = text.find(place) if place else -1
    spans = [evidence.span for evidence in finding.evidence if evidence.span is not None and evidence.report is None]
    return at >= 0 and any(start < at + len(place) and at < end for start, end in spans)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def judge(outcomes: Iterable[Outcome]) -> Score:
    """Count hits, misses and false findings."""
    score = Score(tallies={rule.id: Tally() for rule in RULES})
    for outcome in outcomes:
        grave = [finding for finding in outcome.findings if finding.severity in _GRAVE]
        score.infos.update(finding.rule for finding in outcome.findings if finding.severity is Severity.INFO)
        if outcome.fault is None:
            score.clean += 1
            score.clean_false.update(finding.rule for finding in grave)
            score.notes += [f"sạch  {outcome.path.stem}: {_said(finding)}" for finding in grave]
            continue
        rule = str(outcome.fault["rule"])
        tally = score.tallies.setdefault(rule, Tally())
        tally.drafts += 1
        fitting = [f for f in outcome.findings if f.rule == rule and about(f, outcome.fault, outcome.text)]
        if fitting:
            tally.found += 1
        else:
            tally.missed.append(outcome.path.stem)
            score.notes.append(f"sót   {outcome.path.stem}: {outcome.fault['place']} | {outcome.fault['parts']}")
        for finding in grave:
            if finding in fitting:
                continue
            if about(finding, outcome.fault, outcome.text):
                score.elsewhere[rule, finding.rule] += 1
                continue
            score.false[finding.rule] += 1
            score.notes.append(f"thừa  {outcome.path.stem}: {_said(finding)}")
    return score


def _said(finding: Finding) -> str:
    return f"[{finding.severity.value}] {finding.rule}: {finding.message}"


def lines(score: Score) -> Iterator[str]:
    """The table."""
    yield f"{'kiểm tra':<22}{'dự thảo':>8}{'tìm thấy':>9}{'tỷ lệ':>7}{'thừa':>6}{'thừa ở bản sạch':>17}{'lưu ý':>7}"
    for rule, tally in score.tallies.items():
        recall = f"{tally.found / tally.drafts:.2f}" if tally.drafts else "-"
        counts = f"{score.false[rule]:>6}{score.clean_false[rule]:>17}{score.infos[rule]:>7}"
        yield f"{rule:<22}{tally.drafts:>8}{tally.found:>9}{recall:>7}{counts}"
    per_clean = score.clean_false.total() / score.clean if score.clean else 0.0
    yield f"độ chính xác {score.precision:.3f}; lỗi và cảnh báo thừa mỗi bản sạch {per_clean:.2f} ({score.clean} bản)"
    for (rule, other), count in sorted(score.elsewhere.items()):
        yield f"  ở chỗ của {rule} còn có {other}: {count}"


def passes(score: Score) -> bool:
    """Whether the bars are met."""
    recalls = [tally.found / tally.drafts for tally in score.tallies.values() if tally.drafts]
    false = score.clean_false.total() / score.clean if score.clean else 0.0
    return min(recalls, default=0.0) >= LEAST_RECALL and score.precision >= LEAST_PRECISION and false <= MOST_FALSE


@click.command(help="Đo các kiểm tra trên dự thảo có một lỗi mỗi bản và trên dự thảo sạch.")
@click.option("--each", type=click.IntRange(1, 50), default=10, show_default=True, help="Số dự thảo mỗi loại lỗi.")
@click.option("--seed", default="1", show_default=True, help="Hạt giống.")
@click.option("--formats", default="txt", show_default=True, help="Định dạng của dự thảo: txt, docx hoặc pdf.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Thư mục đã tạo, hoặc để tạo vào.")
@click.option("--notes", is_flag=True, help="In cả từng chỗ sót và thừa.")
def main(each: int, seed: str, formats: str, folder: Path | None, notes: bool) -> None:
    """The command."""
    with tempfile.TemporaryDirectory() as temporary:
        root = folder or Path(temporary)
        if not (root / "drafts").is_dir():
            arguments = [str(root), "--each", str(each), "--seed", seed, "--formats", formats]
            make_faulty.main(arguments, standalone_mode=False)
        db = Path(temporary) / "bench.db"
        fill_archive(root / "archive", db)
        suffix = f".{formats.partition(',')[0]}"
        drafts = sorted(path for name in ("drafts", "clean") for path in (root / name).glob(f"*{suffix}"))
        with ProcessPoolExecutor() as pool:
            score = judge(pool.map(check_one, [(path, db) for path in drafts], chunksize=4))
    for line in [*lines(score), *(sorted(score.notes) if notes else [])]:
        click.echo(line)
    sys.exit(0 if passes(score) else 1)


if __name__ == "__main__":
    main()
