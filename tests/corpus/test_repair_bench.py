"""A smaller version of the bar: misread numbers in sums and percentages are told, sound ones left alone."""

from __future__ import annotations

import random
from pathlib import Path

from corpus.repair.spoil import slips
from corpus.repair_bench import LEAST_RIGHT, MOST_DOUBTED, lines, made_reports, measure
from pipeline.suggest.misread import table


def test_most_misread_numbers_get_the_right_suggestion_and_sound_ones_none(tmp_path: Path) -> None:
    score = measure(made_reports(tmp_path, 4, 1, "1", "txt"), 8, "1", 1)
    assert len(score.trials(known=True)) >= 20
    assert score.right >= LEAST_RIGHT, list(lines(score))
    assert score.doubted <= MOST_DOUBTED, list(lines(score))
    assert not any(trial.wrong for trial in score.trials(known=True))


def test_slips_are_of_the_table_or_outside_it() -> None:
    chance = random.Random(1)
    known = {slip.made for slip in slips("1.238", chance, known=True)}
    assert {"1.288", "7.238", "l.238"} & known
    for slip in slips("1.238", chance, known=False):
        (pair,) = [(one, other) for one, other in zip(slip.read, slip.made, strict=True) if one != other]
        assert pair[1] not in {digit for digit, _ in table().digits[pair[0]]}
        assert slip.made not in known
