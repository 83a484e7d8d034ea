"""What the linker is told of a figure, and what it answers.

Enters: nothing (types only). Leaves: `LinkContext`, such as label "lợn", unit "con", whole "livestock_total"; `Link` to
"livestock_pig" with its reason in words.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.period import PeriodKind
from schemas.report import Measure


@dataclass(frozen=True, slots=True)
class LinkContext:
    """What is known about a figure; `sentence` is the text around it, `before` (if known) its part before the value.

    `section_titles` run from the top to the innermost; `whole_label` and `whole_code` tell of what it is a part;
    `base_code` is the indicator of the figure that a ratio is a percentage of; it only decides between equals.
    `twin_code` is the indicator of that figure, or of the upper half of a fraction, where it has the same label.
    `behind` is what follows the value up to the next number, `beyond` what follows it up to the end of its clause;
    `top` says that it is the upper half of a fraction, `aimed` that it is a goal set for the time to come. `lead` is
    what the line that introduces a list, and the paragraph itself, say before the value; `neighbour` is the indicator
    of the last figure before it there, `neighbour_unit` that figure's unit.
    """

    label: str
    unit: str
    sentence: str = ""
    section_titles: tuple[str, ...] = ()
    whole_label: str | None = None
    whole_code: str | None = None
    measure: Measure = Measure.ACTUAL
    period_kind: PeriodKind = PeriodKind.UNKNOWN
    before: str | None = None
    base_code: str | None = None
    twin_code: str | None = None
    behind: str = ""
    beyond: str = ""
    top: bool = False
    aimed: bool = False
    lead: str = ""
    neighbour: str | None = None
    neighbour_unit: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """The code of an indicator, why it was chosen (for people to read), and how sure that is (0 to 1)."""

    code: str
    rule: str
    confidence: float
