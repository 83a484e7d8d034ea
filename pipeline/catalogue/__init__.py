"""The catalogue of indicators: what communes report, by sector, and how it is called.

Enters: the TOML tables in `sectors/` (one a sector) and `words.toml`. Leaves: a `Catalogue` to ask by code or words:
`load_catalogue().find("đàn heo")` gives the indicator "livestock_pig".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path

from rapidfuzz import fuzz, process

from pipeline.catalogue.load import parse_sector
from pipeline.catalogue.words import Vocabulary, load_vocabulary
from pipeline.errors import CatalogueError
from pipeline.language.text import bare
from schemas.indicator import Identity, Indicator, Sector

__all__ = ["Catalogue", "Vocabulary", "load_catalogue", "load_vocabulary"]

_SECTORS = Path(__file__).with_name("sectors")
_LEAST_LIKENESS = 70


class Catalogue:
    """All indicators, by code and by words; raises `CatalogueError` where they don't fit together."""

    def __init__(self, sectors: Iterable[Sector], indicators: Iterable[Indicator]) -> None:
        self.sectors: tuple[Sector, ...] = tuple(sectors)
        self.indicators: tuple[Indicator, ...] = tuple(indicators)
        self._by_code: dict[str, Indicator] = {}
        for indicator in self.indicators:
            if indicator.code in self._by_code:
                raise CatalogueError(f"{indicator.sector}.toml: mã [{indicator.code}] đã có trong danh mục")
            self._by_code[indicator.code] = indicator
        self._check_codes()
        self._check_cycles()

    def __len__(self) -> int:
        return len(self.indicators)

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.indicators)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Indicator:
        """Return the indicator of `code`; raises `KeyError` where there is none."""
        return self._by_code[code]

    def get(self, code: str | None) -> Indicator | None:
        """Return the indicator of `code`, or `None`."""
        return self._by_code.get(code) if code is not None else None

    def sector(self, code: str) -> Sector:
        """Return the sector of `code`; raises `KeyError` where there is none."""
        return self._sectors_by_code[code]

    def of_sector(self, code: str) -> tuple[Indicator, ...]:
        """Return the indicators of a sector, in the order of its file."""
        return tuple(indicator for indicator in self.indicators if indicator.sector == code)

    @cached_property
    def identities(self) -> tuple[Identity, ...]:
        """Every sum and balance that holds between indicators."""
        return tuple(identity for indicator in self.indicators for identity in indicator.identities)

    @cached_property
    def wholes(self) -> dict[str, frozenset[str]]:
        """For each code the codes of which it may be a part, directly or through another."""
        direct: dict[str, set[str]] = {indicator.code: set(indicator.wholes) for indicator in self.indicators}
        for indicator in self.indicators:
            for part in indicator.parts:
                direct[part].add(indicator.code)
        found: dict[str, frozenset[str]] = {}

        def above(code: str) -> frozenset[str]:
            if code not in found:
                found[code] = frozenset(direct[code])
                found[code] = found[code].union(*(above(whole) for whole in direct[code]))
            return found[code]

        return {code: above(code) for code in direct}

    @cached_property
    def kin(self) -> dict[str, frozenset[str]]:
        """For each code those of its family: wholes, parts, siblings, and what sums, limits or shares tie it to."""
        tied: dict[str, set[str]] = {indicator.code: set(self.wholes[indicator.code]) for indicator in self.indicators}
        for indicator in self.indicators:
            ratio = (indicator.share.part, indicator.share.whole) if indicator.share else ()
            single = (code for code in (indicator.carried_from, indicator.target_code) if code)
            groups = [identity.codes for identity in indicator.identities]
            groups += [(*indicator.parts, indicator.code), (indicator.code, *ratio)]
            groups += [(indicator.code, code) for code in (*single, *indicator.wholes)]
            groups += [(indicator.code, limit.code) for limit in indicator.limits]
            for group in groups:
                for code in group:
                    tied[code].update(group)
        for code, codes in tuple(tied.items()):
            for other in codes:
                tied[other].add(code)
        return {code: frozenset(codes - {code}) for code, codes in tied.items()}

    def find(self, words: str) -> tuple[Indicator, ...]:
        """Return the indicators that `words` name: a code, a name or an alias, with or without diacritics.

        >>> [found.code for found in load_catalogue().find("dan heo")]
        ['livestock_pig']
        """
        by_code = self._by_code.get(words.strip())
        if by_code:
            return (by_code,)
        exact, plain = self._names
        key = " ".join(load_vocabulary().content(words))
        return tuple(self._by_code[code] for code in exact.get(key) or plain.get(bare(" ".join(words.split())), ()))

    def suggest(self, words: str, limit: int = 5) -> tuple[Indicator, ...]:
        """Return up to `limit` indicators whose names look most like `words`, the nearest first.

        >>> load_catalogue().suggest("tong dan gia suc", 1)[0].code
        'livestock_total'
        """
        _, plain = self._names
        near = process.extract(
            bare(words), plain.keys(), scorer=fuzz.WRatio, score_cutoff=_LEAST_LIKENESS, limit=limit * 6
        )
        codes = dict.fromkeys(chain.from_iterable(plain[name] for name, _, _ in near))
        return tuple(self._by_code[code] for code in codes)[:limit]

    @cached_property
    def _sectors_by_code(self) -> dict[str, Sector]:
        return {sector.code: sector for sector in self.sectors}

    @cached_property
    def _names(self) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
        """Codes by the words that tell (in one spelling), and by the bare letters of each name as written."""
        exact: dict[str, dict[str, None]] = {}
        plain: dict[str, dict[str, None]] = {}
        vocabulary = load_vocabulary()
        for indicator in self.indicators:
            for name in (indicator.name, *indicator.aliases):
                words = name.replace(" + ", " ")
                exact.setdefault(" ".join(vocabulary.content(words)), {})[indicator.code] = None
                for written in (words, *vocabulary.rewritten(words)):
                    plain.setdefault(bare(written), {})[indicator.code] = None
            plain.setdefault(indicator.code.replace("_", " "), {})[indicator.code] = None
        return {key: tuple(codes) for key, codes in exact.items()}, {key: tuple(codes) for key, codes in plain.items()}

    def _check_codes(self) -> None:
        for indicator in self.indicators:
            named = (
                *indicator.parts,
                *indicator.wholes,
                *(code for identity in indicator.identities for code in identity.codes),
                *(limit.code for limit in indicator.limits),
                *((indicator.share.part, indicator.share.whole) if indicator.share else ()),
                *(code for code in (indicator.carried_from, indicator.target_code) if code),
            )
            for code in named:
                if code not in self._by_code:
                    raise CatalogueError(f"{indicator.sector}.toml [{indicator.code}]: danh mục không có mã '{code}'")

    def _check_cycles(self) -> None:
        clear: set[str] = set()

        def visit(code: str, path: tuple[str, ...]) -> None:
            if code in path:
                raise CatalogueError(f"danh mục: '{code}' là một phần của chính nó: {' > '.join((*path, code))}")
            if code not in clear:
                for part in self._by_code[code].parts:
                    visit(part, (*path, code))
                clear.add(code)

        for indicator in self.indicators:
            visit(indicator.code, ())


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """Return the catalogue that the program comes with; raises `CatalogueError` where a table is written wrongly."""
    sectors: list[Sector] = []
    indicators: list[Indicator] = []
    for path in sorted(_SECTORS.glob("*.toml")):
        sector, rows = parse_sector(path.stem, path.read_text(encoding="utf-8"))
        sectors.append(sector)
        indicators.extend(rows)
    return Catalogue(sectors, indicators)
