"""Everything found in a report, set against the report's own time and the catalogue.

Enters: an outline and its mentions. Leaves: `Report`. "1,5 tỷ đồng" gets the amount 1500000000 đồng.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from pipeline.catalogue import Catalogue, load_catalogue
from pipeline.language.dates import on
from pipeline.language.repair import match_form
from pipeline.language.spans import resolve
from pipeline.language.text import squeeze
from pipeline.language.units import unit_table
from pipeline.normalise.certainty import certainty
from pipeline.normalise.indicator import IndicatorLinker, LinkContext, stable_key
from pipeline.normalise.surroundings import Surroundings
from pipeline.normalise.timing import acts, is_new, is_rest, is_stock, period_of
from pipeline.normalise.values import choose_values
from schemas.base import Span
from schemas.indicator import StockFlow
from schemas.mention import CitationMention, FigureMention, Form, Mentions, TaskMention
from schemas.outline import Outline
from schemas.period import Period, PeriodKind
from schemas.report import Citation, Figure, Measure, OtherNumber, Report, Task, Unread


@cache
def _linker() -> IndicatorLinker:
    return IndicatorLinker(load_catalogue())


def normalise(outline: Outline, mentions: Mentions) -> Report:
    """Return the report; figures are in the order of the text and numbered in it."""
    if outline.source.ocr_pages:
        _mend_labels(mentions.figures)
    names = {id(mention): f"f{number}" for number, mention in enumerate(mentions.figures, 1)}
    choose_values(mentions.figures)
    known = _Known(names, Surroundings(outline))
    figures = tuple(_figure(mention, known, outline) for mention in mentions.figures)
    return Report(
        source=outline.source,
        header=outline.header,
        footer=outline.footer,
        text=outline.text,
        sections=outline.sections,
        figures=figures,
        tasks=tuple(_task(task, number, figures, outline) for number, task in enumerate(mentions.tasks, 1)),
        citations=tuple(
            _citation(citation, offset, section, outline)
            for citation, offset, section in sorted(mentions.citations, key=lambda row: row[0].start + row[1])
        ),
        other_numbers=tuple(
            OtherNumber(
                span=(other.start + offset, other.end + offset),
                text=outline.text[other.start + offset : other.end + offset],
                kind=other.kind,
                rule=other.rule,
                section=section,
                page=outline.provenance.place((other.start + offset, other.end + offset)).page,
            )
            for other, offset, section in sorted(mentions.others, key=lambda row: (row[0].start + row[1], row[0].end))
        ),
        unread=tuple(
            Unread(
                span=span, text=outline.text[slice(*span)], section=section, page=outline.provenance.place(span).page
            )
            for span, section in sorted(mentions.unread)
        ),
    )


def _mend_labels(figures: tuple[FigureMention, ...]) -> None:
    """Have labels say what is meant where recognition misread their words; the report's text stays as read."""
    for mention in figures:
        meant = match_form(mention.label) if mention.label else ""
        if meant != mention.label:
            mention.label = squeeze(meant)


def _plain(value: Decimal) -> Decimal:
    """Return `value` without an exponent."""
    return value if value.as_tuple().exponent in range(-12, 1) else Decimal(f"{value:f}")


@dataclass(slots=True)
class _Known:
    """What is known of the figures so far, by the identity of their mentions."""

    names: dict[int, str]
    surroundings: Surroundings
    codes: dict[int, str | None] = field(default_factory=dict)
    periods: dict[int, Period] = field(default_factory=dict)
    last: FigureMention | None = None

    def twin_code(self, mention: FigureMention) -> str | None:
        """Return the indicator of what a ratio is of, or of a fraction's upper half, where the label is the same."""
        top = self.last if mention.form is Form.BOTTOM else None
        twin = mention.base if mention.measure is Measure.RATIO else top
        return self.codes.get(id(twin)) if twin is not None and twin.label == mention.label else None


def _figure(mention: FigureMention, known: _Known, outline: Outline) -> Figure:
    unit = unit_table().get(mention.unit)
    factor = unit.factor if unit is not None else Decimal(1)
    sign = -1 if mention.measure is Measure.CHANGE and mention.sign < 0 else 1
    value = mention.values[0] * sign
    place = outline.provenance.place(mention.span)
    own, planned = outline.header.period, outline.header.plan_period
    whole = mention.whole
    neighbour, neighbour_unit = known.surroundings.neighbour(mention.span)
    link = _linker().link(
        LinkContext(
            label=mention.label,
            unit=mention.unit,
            sentence=mention.sentence,
            section_titles=mention.titles,
            whole_label=whole.label if whole is not None and not _restates(mention, whole) else None,
            whole_code=known.codes.get(id(whole)) if whole is not None and not _restates(mention, whole) else None,
            twin_code=known.twin_code(mention),
            base_code=known.codes.get(id(mention.base)) if mention.base is not None else None,
            before=mention.before or None,
            behind=mention.behind,
            beyond=known.surroundings.beyond(mention.span),
            top=mention.form is Form.TOP,
            aimed=mention.plan,
            lead=known.surroundings.lead(mention.span),
            neighbour=neighbour,
            neighbour_unit=neighbour_unit,
            measure=mention.measure,
            period_kind=PeriodKind.UNKNOWN,
        )
    )
    known.codes[id(mention)] = link.code if link is not None else None
    known.last = mention
    known.surroundings.remember(mention.span, known.codes[id(mention)], mention.unit)
    kind = _kind(link.code if link is not None else None)
    stock = (
        mention.unit.startswith("tiêu chí")
        or is_stock(mention.label)
        or (mention.exists and whole is None and not acts(mention.label))
        or (whole is None and is_rest(mention.label, own))
        or (whole is not None and is_stock(whole.label) and not acts(mention.label))
        or (kind is StockFlow.STOCK and not acts(mention.label) and (unit is None or unit.kind != "rate"))
    ) and not (is_new(mention.label) or (whole is not None and acts(whole.label) and not is_stock(whole.label)))
    period = period_of(
        mention,
        own,
        planned,
        stock,
        kind is StockFlow.CUMULATIVE and unit is not None and unit.kind not in ("counted", "percent"),
    )
    unknown = period is None
    period = (
        period if period is not None else known.periods.get(id(mention.base), own) or Period(kind=PeriodKind.UNKNOWN)
    )
    lender = whole if whole is not None else mention.base
    if (
        not unknown
        and (mention.period is None or (mention.period_is_default and whole is not None))
        and lender is not None
        and not mention.plan
        and mention.measure is not Measure.TARGET
        and not mention.last_year
    ):
        lent = known.periods.get(id(lender), period)
        if not (lent.kind is PeriodKind.POINT and acts(mention.label)):
            period = lent
    known.periods[id(mention)] = period
    seen = outline.provenance.confidence(mention.span)
    return Figure(
        id=known.names[id(mention)],
        span=mention.span,
        text=outline.text[slice(*mention.span)],
        value=_plain(value),
        unit=unit.name if unit is not None else mention.unit,
        amount=_plain((value * factor).normalize()) if factor != 1 else _plain(value),
        base_unit=unit.base if unit is not None else mention.unit,
        upper=_plain(mention.upper) if mention.upper is not None else None,
        label=mention.label,
        indicator=link.code if link is not None else None,
        indicator_rule=link.rule if link is not None else None,
        key=stable_key(mention.label, mention.unit, mention.titles),
        measure=mention.measure,
        against=mention.against,
        period=period,
        qualifier=mention.qualifier,
        whole=known.names.get(id(whole)) if whole is not None else None,
        base=known.names.get(id(mention.base))
        if mention.base is not None and mention.measure is Measure.RATIO
        else None,
        stated_zero=mention.stated_zero or value == 0,
        section=mention.section,
        page=place.page,
        bbox=place.bbox,
        confidence=round(min(certainty(mention, period, own, linked=link is not None, stock=stock), seen), 3),
        rule=mention.rule,
    )


def _restates(mention: FigureMention, whole: FigureMention) -> bool:
    """Whether a figure is no part of its whole but says it once more, or its plan: 196 ha (kế hoạch 194 ha)."""
    if mention.label != whole.label or mention.unit != whole.unit:
        return False
    return mention.values[0] == whole.values[0] or mention.measure is Measure.TARGET


def _kind(code: str | None) -> StockFlow | None:
    indicator = _catalogue().get(code) if code is not None else None
    return indicator.kind if indicator is not None else None


@cache
def _catalogue() -> Catalogue:
    return load_catalogue()


def _task(task: TaskMention, number: int, figures: tuple[Figure, ...], outline: Outline) -> Task:
    planned = outline.header.plan_period
    deadline = None
    if task.deadline_day is not None:
        year = planned.end.year if planned is not None and planned.end is not None else _year(outline.header.period)
        deadline = on(task.deadline_day, year)
    elif task.deadline is not None:
        deadline = resolve(task.deadline, planned or outline.header.period).end
    place = outline.provenance.place(task.span)
    return Task(
        id=f"t{number}",
        item=task.item,
        span=task.span,
        text=task.text,
        action=task.action,
        continuing=task.continuing,
        deadline=deadline,
        responsible=task.responsible,
        targets=tuple(f.id for f in figures if task.span[0] <= f.span[0] < task.span[1]),
        section=task.section,
        page=place.page,
        bbox=place.bbox,
        period=planned,
        rule=task.rule,
    )


def _year(period: Period | None) -> int | None:
    return period.end.year if period is not None and period.end is not None else None


def _citation(citation: CitationMention, offset: int, section: str | None, outline: Outline) -> Citation:
    span: Span = (citation.start + offset, citation.end + offset)
    place = outline.provenance.place(span)
    return Citation(
        span=span,
        text=outline.text[slice(*span)],
        type=citation.type,
        number=citation.number,
        symbol=citation.symbol,
        issuer=citation.issuer,
        date=citation.date,
        section=section,
        page=place.page,
        bbox=place.bbox,
    )
