"""Throws strange input at every grammar and reader: `python -m corpus.fuzz --cases 1000000 --seed 1`.

Enters: how many cases, and a seed. Leaves: a line a target, with its cases, those refused with one line, those ended by
a limit, crashes and the slowest case. A crash is shown with the number by which it can be made again:
`python -m corpus.fuzz --only dates --case 1234 --seed 1`. The exit code is 1 if there was one.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType

import click

from corpus.fuzz.targets import TARGETS, Files, Grammar, read_case
from pipeline.barrier import Barrier
from pipeline.errors import BaocaoError, InternalError, LimitError
from pipeline.limits import Limits
from pipeline.worker import DIED
from pipeline.workers import LimitedPool

_GRAMMAR_SECONDS = 3.0
_LIMITS = Limits(seconds=60, megabytes=1500)
_SHOWN = 5
_JOBS = 2


class TooSlowError(AssertionError):
    """A case that a grammar can't get done with."""


@dataclass(slots=True)
class Tally:
    """What became of a target's cases."""

    cases: int = 0
    refused: int = 0
    limited: int = 0
    crashes: list[tuple[int, InternalError | LimitError]] = field(default_factory=list)
    slowest: float = 0.0
    seconds: float = 0.0

    def add(self, number: int, error: BaocaoError | None) -> None:
        """Count a case."""
        self.cases += 1
        if isinstance(error, InternalError) or (isinstance(error, LimitError) and str(error) == DIED):
            self.crashes.append((number, error))
        elif isinstance(error, LimitError):
            self.limited += 1
        elif error is not None:
            self.refused += 1


def chance_of(seed: int, target: str, number: int) -> Random:
    """Return the chance that makes a case, the same for the same three."""
    return Random(f"{seed} {target} {number}")


@contextmanager
def alarmed(seconds: float) -> Iterator[None]:
    """Raise `TooSlowError` inside where it takes more processor time; a busy machine is no fault."""

    def ring(_: int, __: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def run_grammar(target: Grammar, seed: int, numbers: range) -> Tally:
    """Try the cases of a grammar, after one that has it load its tables."""
    tally = Tally()
    target.check("đạt 12 ha")
    begin = time.perf_counter()
    for number in numbers:
        case = target.case(chance_of(seed, target.name, number))
        start = time.process_time()
        with Barrier(repr(case[:100])) as barrier, alarmed(_GRAMMAR_SECONDS):
            target.check(case)
        tally.slowest = max(tally.slowest, time.process_time() - start)
        tally.add(number, barrier.error)
    tally.seconds = time.perf_counter() - begin
    return tally


def run_files(target: Files, seed: int, numbers: range, pool: LimitedPool) -> Tally:
    """Try the cases of a reader, a few at a time."""
    tally = Tally()
    waiting: deque[tuple[int, float, Future[bool]]] = deque()
    begin = time.perf_counter()

    def settle() -> None:
        number, start, future = waiting.popleft()
        error = future.exception()
        tally.slowest = max(tally.slowest, time.perf_counter() - start)
        assert error is None or isinstance(error, BaocaoError)
        tally.add(number, error)

    for number in numbers:
        data = target.case(chance_of(seed, target.name, number))
        waiting.append((number, time.perf_counter(), pool.submit(read_case, f"a{target.ending}", data)))
        if len(waiting) > _JOBS:
            settle()
    while waiting:
        settle()
    tally.seconds = time.perf_counter() - begin
    return tally


def try_one(target: Grammar | Files, chance: Random, keep: Path | None) -> None:
    """Try one case in this process, so that its trace shows; write it to `keep` before."""
    if isinstance(target, Grammar):
        text = target.case(chance)
        if keep is not None:
            keep.write_text(text, encoding="utf-8")
        target.check(text)
        return
    data = target.case(chance)
    if keep is not None:
        keep.write_bytes(data)
    read_case(f"a{target.ending}", data)


def show(target: Grammar | Files, seed: int, tally: Tally) -> None:
    """Print what became of a target's cases."""
    click.echo(
        f"{target.name:<10} {tally.cases:>9,} {tally.refused:>9,} {tally.limited:>7,} {len(tally.crashes):>7,} "
        f"{tally.slowest * 1000:>12,.0f} {tally.seconds:>9,.0f}"
    )
    for number, error in tally.crashes[:_SHOWN]:
        click.echo(f"  {error}\n  python -m corpus.fuzz --only {target.name} --case {number} --seed {seed}")


@click.command()
@click.option("--cases", type=click.IntRange(min=1), default=10_000, show_default=True, help="Cases in all.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--only", "names", multiple=True, type=click.Choice([target.name for target in TARGETS]))
@click.option("--case", "one", type=click.IntRange(min=0), help="Only this case, its trace shown; needs --only.")
@click.option("--keep", type=click.Path(path_type=Path), help="Write the case there.")
def main(cases: int, seed: int, names: tuple[str, ...], one: int | None, keep: Path | None) -> None:
    """Throw strange input at the grammars and readers; the exit code is 1 if one falls over."""
    os.environ["BAOCAO_CACHE"] = "off"
    chosen = [target for target in TARGETS if not names or target.name in names]
    if one is not None:
        for target in chosen:
            try_one(target, chance_of(seed, target.name, one), keep)
        return
    whole = sum(target.share for target in chosen)
    crashes = 0
    click.echo(
        f"{'target':<10} {'cases':>9} {'refused':>9} {'limited':>7} {'crashes':>7} {'slowest, ms':>12} {'seconds':>9}"
    )
    pool = LimitedPool(_JOBS, _LIMITS)
    try:
        for target in chosen:
            numbers = range(max(1, round(cases * target.share / whole)))
            if isinstance(target, Grammar):
                tally = run_grammar(target, seed, numbers)
            else:
                tally = run_files(target, seed, numbers, pool)
            show(target, seed, tally)
            crashes += len(tally.crashes)
    finally:
        pool.shutdown(cancel_futures=True)
    sys.exit(1 if crashes else 0)


if __name__ == "__main__":
    main()
