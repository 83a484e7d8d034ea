"""What must hold of every table of indicators: unique codes and names, parts that exist, examples that link."""

from __future__ import annotations

import time
import tomllib
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

import pipeline.catalogue
from pipeline.catalogue import Catalogue, load_catalogue, load_vocabulary
from pipeline.catalogue.index import Alias, AliasIndex, Row
from pipeline.catalogue.quick import read_tables
from pipeline.normalise.indicator import IndicatorLinker, LinkContext
from schemas.indicator import Example, Indicator, StockFlow
from schemas.report import Measure

CATALOGUE = load_catalogue()
TABLES = sorted((Path(pipeline.catalogue.__file__).parent / "sectors").glob("*.toml"))
INDEX = AliasIndex(CATALOGUE, load_vocabulary())
LINKER = IndicatorLinker(CATALOGUE)
LEAST_CODES = Path(__file__).with_name("codes.txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("code", LEAST_CODES)
def test_the_codes_that_checks_ask_for_exist(code: str) -> None:
    assert code in CATALOGUE


def test_there_are_enough_indicators() -> None:
    assert len(CATALOGUE) >= 216
    assert len(CATALOGUE.sectors) == len(TABLES)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_quick_reading_gives_what_the_full_reader_gives(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_tables(text) == tomllib.loads(text)


def test_every_indicator_says_what_it_must() -> None:
    for indicator in CATALOGUE:
        assert indicator.aliases or indicator.contextual, indicator.code
        assert len(indicator.examples) >= 2, indicator.code
        assert len({example.text for example in indicator.examples}) == len(indicator.examples), indicator.code
        assert not indicator.contextual or indicator.sections or indicator.cues or CATALOGUE.wholes[indicator.code], (
            f"{indicator.code}: tên trong mục mà không có mục, ngữ cảnh hay tổng nào"
        )
        assert (indicator.unit == "%") == (indicator.kind is StockFlow.RATIO), indicator.code
        if indicator.kind in (StockFlow.STOCK, StockFlow.RATIO, StockFlow.PLAN):
            assert not indicator.additive, indicator.code


def test_names_are_unique() -> None:
    names = defaultdict(list)
    for indicator in CATALOGUE:
        names[indicator.name].append(indicator.code)
    assert {name: codes for name, codes in names.items() if len(codes) > 1} == {}


def _same_place(one: tuple[Alias, Row], other: tuple[Alias, Row]) -> bool:
    """Tell whether nothing tells two indicators apart that share a name: neither unit nor surroundings."""
    (first, a), (second, b) = one, other
    if a.is_ratio != b.is_ratio or not a.units & b.units:
        return False
    if first.contextual != second.contextual or first.written != second.written:
        return False
    if not first.contextual:
        return True
    places = [(row.sections, row.cues, row.wholes) for row in (a, b)]
    return places[0] == places[1]


def test_aliases_are_unique_in_their_context() -> None:
    by_runs: dict[tuple[str, ...], dict[str, tuple[Alias, Row]]] = defaultdict(dict)
    for alias in INDEX.aliases:
        row = INDEX.rows[alias.row]
        by_runs[tuple(sorted(alias.runs))].setdefault(row.indicator.code, (alias, row))
    clashes = [
        (runs, one[1].indicator.code, other[1].indicator.code)
        for runs, rows in by_runs.items()
        for one, other in combinations(rows.values(), 2)
        if _same_place(one, other)
    ]
    assert clashes == []


def test_no_alias_is_written_twice() -> None:
    for indicator in CATALOGUE:
        for names in (indicator.aliases, indicator.contextual, indicator.forbidden, indicator.sections):
            assert len(set(names)) == len(names), indicator.code


def test_every_alias_has_words_that_tell() -> None:
    mute = [
        (INDEX.rows[alias.row].indicator.code, alias.text)
        for alias in INDEX.aliases
        if len(alias.runs) != alias.text.count(" + ") + 1
    ]
    assert mute == []


def test_identities_name_codes_that_exist_and_are_no_tautologies() -> None:
    assert CATALOGUE.identities
    for identity in CATALOGUE.identities:
        assert all(code in CATALOGUE for code in identity.codes)
        assert len(set(identity.codes)) == len(identity.codes)


def test_measured_parts_share_the_unit_of_their_whole() -> None:
    rows = {row.indicator.code: row for row in INDEX.rows}
    for identity in CATALOGUE.identities:
        for code in identity.codes:
            if rows[code].is_measured or rows[identity.total].is_measured:
                assert rows[code].units & rows[identity.total].units, (identity.total, code)


EXAMPLES = [
    pytest.param(indicator, example, id=f"{indicator.code}-{number}")
    for indicator in CATALOGUE
    for number, example in enumerate(indicator.examples, 1)
]


def _context(indicator: Indicator, example: Example, titles: tuple[str, ...]) -> LinkContext:
    return LinkContext(
        label=example.label,
        unit=example.unit,
        sentence=example.text,
        section_titles=titles,
        measure=Measure.RATIO if example.unit == "%" else Measure.ACTUAL,
    )


@pytest.mark.parametrize(("indicator", "example"), EXAMPLES)
def test_examples_link(indicator: Indicator, example: Example) -> None:
    plain = LINKER.link(_context(indicator, example, (example.section,) if example.section else ()))
    assert plain is not None, "không nối được chỉ tiêu nào"
    assert plain.code == indicator.code
    titled = LINKER.link(_context(indicator, example, (CATALOGUE.sector(indicator.sector).name,)))
    assert titled is not None
    assert titled.code == indicator.code


def test_no_example_links_elsewhere_under_a_strange_title() -> None:
    """A wrong title may lose the link, but must not make it another one."""
    wrong = []
    for indicator in CATALOGUE:
        for example in indicator.examples:
            for sector in CATALOGUE.sectors:
                link = LINKER.link(_context(indicator, example, (sector.name,)))
                if link is not None and link.code != indicator.code:
                    wrong.append((indicator.code, example.label, sector.code, link.code))
    assert wrong == []


QUIET_MILLISECONDS = 30
BUSY = 3
"""How much slower a busy machine may be."""


def _best(action: object, times: int = 7) -> float:
    """Return the least milliseconds of processor time that calling `action` took."""
    assert callable(action)
    spent = []
    for _ in range(times):
        start = time.process_time()
        action()
        spent.append((time.process_time() - start) * 1000)
    return min(spent)


@pytest.mark.slow
def test_loading_is_fast() -> None:
    def load() -> Catalogue:
        load_catalogue.cache_clear()
        return load_catalogue()

    try:
        assert _best(load) < QUIET_MILLISECONDS * BUSY
    finally:
        load_catalogue.cache_clear()


@pytest.mark.slow
def test_linking_200_figures_is_fast() -> None:
    contexts = [
        _context(indicator, example, (CATALOGUE.sector(indicator.sector).name,))
        for indicator in CATALOGUE
        for example in indicator.examples
    ][:200]
    assert _best(lambda: [LINKER.link(context) for context in contexts]) < QUIET_MILLISECONDS * BUSY
