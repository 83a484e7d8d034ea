"""A key for the labels that have no indicator, the same for small differences of wording.

Enters: label, unit and titles of a figure. Leaves: words that tell, unit and sector: "Số đoàn kiểm tra trong tháng 5"
and "đoàn kiểm tra" get the same key.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.catalogue import load_catalogue, load_vocabulary
from pipeline.catalogue.index import plain_unit


def stable_key(label: str, unit: str, section_titles: Sequence[str]) -> str:
    """Return a key that is the same for small differences of wording: words that tell, unit, sector of the title.

    >>> stable_key("Số đoàn kiểm tra trong tháng 5", "đoàn", ["I. Kinh tế", "5. Thu ngân sách"])
    'kiểm tra|đoàn|budget'
    >>> stable_key("đoàn kiểm tra", "đoàn", ["Thu, chi ngân sách"])
    'kiểm tra|đoàn|budget'
    """
    vocabulary = load_vocabulary()
    base = plain_unit(unit)
    groups = [group[0] for group in vocabulary.unit_groups.values() if base in group]
    base = groups[0] if len(groups) == 1 else base
    told = vocabulary.told_by_unit.union(vocabulary.content(unit))
    words = [word for word in vocabulary.content(label) if word not in told]
    return f"{' '.join(words).replace('_', ' ')}|{base}|{_sector_of(tuple(section_titles))}"


@lru_cache(maxsize=1024)
def _sector_of(titles: tuple[str, ...]) -> str:
    """Return the code of the sector that the innermost telling title names best, or "" where none does."""
    vocabulary = load_vocabulary()
    for title in reversed(titles):
        text = vocabulary.text(title)
        found = [
            (len(phrase), -number, sector.code)
            for sector in load_catalogue().sectors
            for number, phrase in enumerate(sector.sections)
            if vocabulary.text(phrase) in text
        ]
        if found:
            return max(found)[2]
    return ""
