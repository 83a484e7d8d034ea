"""Tables of scores for the terminal, and one for README.

Enters: scores. Leaves: compact tables on standard output; every rate with the counts that it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpus.scoring.counts import Count, Rate
from corpus.scoring.document import DocumentScore, Phenomenon, calibration, confident, other_kinds, phenomena, total
from corpus.scoring.history import HIDDEN, Change

_LISTED = 60
_FACTS = ("sections", "citations", "tasks")

Groups = Mapping[str, Sequence[DocumentScore]]


def _table(title: str, *heads: str) -> Table:
    made = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for number, head in enumerate(heads):
        made.add_column(head, justify="left" if number == 0 else "right", no_wrap=True)
    return made


def _prf(count: Count | None) -> str:
    return (
        f"{count.precision:.3f} {count.recall:.3f} {count.f1:.3f}" if count and (count.gold or count.answered) else "-"
    )


def _f1(count: Count | None) -> str:
    return f"{count.f1:.3f}" if count and (count.gold or count.answered) else "-"


def _rate(rate: Rate | None) -> str:
    return f"{rate.share:.3f} {rate}" if rate and rate.of else "-"


def _names(tables: Sequence[Mapping[str, object]]) -> list[str]:
    """Return the keys of several tables, each once, in their order."""
    return list(dict.fromkeys(name for table in tables for name in table))


def show_scores(console: Console, groups: Groups) -> None:
    """Print all tables."""
    _show_main(console, groups)
    _show_kinds(console, groups)
    _show_phenomena(console, groups)
    _show_others(console, groups)
    _show_calibration(console, groups)


def _show_main(console: Console, groups: Groups) -> None:
    totals = [total(scores) for scores in groups.values()]
    heads = (f"{name} ({one.documents} files)" for name, one in zip(groups, totals, strict=True))
    made = _table("Precision, recall, F1", "", *heads)
    made.add_row("figures found", *(_prf(one.found) for one in totals))
    made.add_row("figures full", *(_prf(one.full) for one in totals))
    made.add_row("  right/answered/gold", *(f"{o.full.right}/{o.full.answered}/{o.full.gold}" for o in totals))
    for name in _names([one.fields for one in totals]):
        made.add_row(f"  {name}", *(_prf(one.fields.get(name)) for one in totals))
    for name in _names([one.counts for one in totals]):
        made.add_row(name, *(_prf(one.counts.get(name)) for one in totals))
    for name in _names([one.rates for one in totals]):
        made.add_row(name, *(_rate(one.rates.get(name)) for one in totals))
    made.add_row("numbers not understood", *(str(one.unread) for one in totals))
    console.print(made)


def _show_kinds(console: Console, groups: Groups) -> None:
    made = _table("By kind of document (F1)", "", "files", "found", "unit", "full", *_FACTS, "header")
    for group, scores in groups.items():
        kinds: dict[tuple[int, str], list[DocumentScore]] = {}
        for score in scores:
            meta = score.document.meta
            for order, kind in enumerate((meta.kind, meta.report, f".{score.document.media}")):
                kinds.setdefault((order, kind), []).append(score)
        for (_, kind), members in sorted(kinds.items()):
            one = total(members)
            cells = [_f1(count) for count in (one.found, one.unit, one.full)]
            cells += [_f1(one.counts.get(name)) for name in _FACTS]
            made.add_row(f"{group} {kind}", str(one.documents), *cells, _rate(one.rates.get("header")))
    console.print(made)


def _show_phenomena(console: Console, groups: Groups) -> None:
    """A figure answered too many belongs to no way of writing, so precision is among those found."""
    title = "By way of writing: gold, recall of finding, then full precision (among those found), recall, F1"
    rows = {name: phenomena(scores) for name, scores in groups.items()}
    made = _table(title, "", *rows, f"wrong most often, {HIDDEN} left out")
    for name in _names(list(rows.values())):
        wrong: dict[str, int] = {}
        for group, row in rows.items():
            if group != HIDDEN and name in row:
                for field, times in row[name].wrong.items():
                    wrong[field] = wrong.get(field, 0) + times
        worst = sorted(wrong.items(), key=lambda one: -one[1])[:3]
        cells = (_phenomenon(row.get(name)) for row in rows.values())
        made.add_row(name, *cells, ", ".join(f"{field} {times}" for field, times in worst))
    console.print(made)


def _phenomenon(row: Phenomenon | None) -> str:
    if row is None:
        return "-"
    full = row.full
    return f"{full.gold:4} {row.found.recall:.2f}  {full.precision:.2f} {full.recall:.2f} {full.f1:.2f}"


def _show_others(console: Console, groups: Groups) -> None:
    rows = {name: other_kinds(scores) for name, scores in groups.items()}
    made = _table("Numbers that are no figures, told by kind", "", *rows, f"else taken for, {HIDDEN} left out")
    for kind in _names(list(rows.values())):
        taken: dict[str, int] = {}
        for group, row in rows.items():
            if group != HIDDEN and kind in row:
                for name, times in row[kind][1].items():
                    taken[name] = taken.get(name, 0) + times
        worst = sorted(taken.items(), key=lambda one: -one[1])[:3]
        cells = (_rate(row[kind][0]) if kind in row else "-" for row in rows.values())
        made.add_row(kind, *cells, ", ".join(f"{name} {times}" for name, times in worst))
    console.print(made)


def _show_calibration(console: Console, groups: Groups) -> None:
    made = _table("Confidence: figures answered, share found, share fully right", "from", *groups)
    rows = [{bucket.low: bucket for bucket in calibration(scores)} for scores in groups.values()]
    for low in sorted({low for row in rows for low in row}):
        buckets = [row.get(low) for row in rows]
        made.add_row(
            f"{low:.2f}", *(f"{b.found.of:5} {b.found.share:.3f} {b.full.share:.3f}" if b else "-" for b in buckets)
        )
    sure = [confident(scores) for scores in groups.values()]
    made.add_row(
        "0.90 and above", *(f"{b.found.of:5} {b.found.share:.3f} {b.full.share:.3f}" for b in sure), style="bold"
    )
    console.print(made)


def show_errors(console: Console, groups: Groups) -> None:
    """Print the reports that couldn't be read."""
    for group, scores in groups.items():
        for score in scores:
            if score.error is not None:
                console.print(Text(f"not read: {group}/{score.document.name}: {score.error}", style="bold red"))


def show_changes(console: Console, revision: str, changed: Sequence[Change]) -> None:
    """Print what was gained and lost since a revision; entries of reports that nobody may look at are only counted."""
    if not changed:
        console.print(f"Since {revision}: nothing gained, nothing lost")
        return
    made = _table(f"Since {revision}", "", "gained", "lost")
    for group, sort in dict.fromkeys((one.group, one.sort) for one in changed):
        gains = [one.gain for one in changed if (one.group, one.sort) == (group, sort)]
        made.add_row(f"{group} {sort}", str(sum(gain > 0 for gain in gains)), str(sum(gain < 0 for gain in gains)))
    console.print(made)
    listed = [one for one in changed if one.entry]
    for sign, mark in ((-1, "-"), (1, "+")):
        lines = [one for one in listed if one.gain * sign > 0]
        for one in lines[:_LISTED]:
            steps = f"{one.before or 'none'} -> {one.now or 'none'}"
            console.print(Text(f"{mark} {one.document}: {one.sort}: {one.entry}: {steps}"), soft_wrap=True)
        if len(lines) > _LISTED:
            console.print(f"{mark} ... and {len(lines) - _LISTED} more")


def misses(score: DocumentScore) -> Iterator[str]:
    """Yield every miss of one report, as text."""
    texts = {one.answer.id: one.answer.text for one in score.figures if one.answer is not None}
    for one in score.figures:
        place, got = f"line {one.gold.line}: {one.gold.text} [{one.gold.section}]", one.answer
        if got is None:
            yield f"{place}: not found"
        elif one.wrong:
            period = got.period and f"{got.period.kind} {got.period.start}..{got.period.end}"
            whole = texts.get(got.whole or "", got.whole)
            yield (
                f"{place}: wrong {', '.join(one.wrong)}: got unit={got.unit!r} label={got.label!r}"
                f" measure={got.measure} against={got.against} period={period} whole={whole!r}"
                f" qualifier={got.qualifier} confidence={got.confidence}"
            )
    for figure in score.extra:
        yield f"too many: {figure.text!r} label={figure.label!r} [{figure.section}] confidence={figure.confidence}"
    yield from score.facts.misses
    for other in score.others:
        if not other.right:
            yield f"number {other.text!r}: {other.kind}, read as {other.read_as}"


_MARKDOWN = (
    "reports", "files", "figures", "found F1", "unit F1", "full F1", "sections F1", "citations F1", "tasks F1",
    "header", "fully right at confidence 0.9 and above",
)  # fmt: skip


def markdown(groups: Groups) -> Iterator[str]:
    """Yield the lines of README's table."""
    yield f"| {' | '.join(_MARKDOWN)} |"
    yield f"|{' --- |' * len(_MARKDOWN)}"
    for group, scores in groups.items():
        one, sure = total(scores), confident(scores).full
        cells = [group, str(one.documents), str(one.found.gold)]
        cells += [_f1(count) for count in (one.found, one.unit, one.full, *map(one.counts.get, _FACTS))]
        cells += [str(one.rates.get("header", Rate())), f"{sure.share:.3f} of {sure.of}"]
        yield f"| {' | '.join(cells)} |"
