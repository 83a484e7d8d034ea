"""The cue table, matched over a passage's tokens.

Enters: a spaCy `Doc`. Leaves: `Cue`s in order; those of different kinds may share words ("kế hoạch" is what a
percentage compares with and what makes a number a target), those of one kind don't overlap.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from pipeline.annotate.tokens import ReportTokenizer
from schemas.mention import Cue


class CueFinder:
    """Finds every row of the cue table in a `Doc`."""

    def __init__(self, nlp: Language) -> None:
        raw = tomllib.loads(files("pipeline.annotate").joinpath("cues.toml").read_text(encoding="utf-8"))
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        tokenizer = ReportTokenizer(nlp.vocab)
        self._rows: dict[int, tuple[str, str]] = {}
        phrases: dict[tuple[str, str], list[str]] = {}
        for row in raw["cue"]:
            phrases.setdefault((row["kind"], row.get("value", "")), []).extend(row["phrases"])
        for (kind, value), words in phrases.items():
            name = f"{kind}.{value}"
            self._rows[nlp.vocab.strings.add(name)] = (kind, value)
            self._matcher.add(name, [tokenizer(word) for word in dict.fromkeys(words)])

    def __call__(self, doc: Doc) -> tuple[Cue, ...]:
        """Return the cues of `doc`: of each kind the longest, in the order of the text."""
        found: list[tuple[int, int, str, str]] = []
        for key, first, end in self._matcher(doc):
            kind, value = self._rows[key]
            found.append((first, end, kind, value))
        found.sort(key=lambda hit: (hit[0], hit[0] - hit[1]))
        reached: dict[str, int] = {}
        cues = []
        for first, end, kind, value in found:
            if first < reached.get(kind, 0):
                continue
            reached[kind] = end
            last = doc[end - 1]
            cues.append(Cue(doc[first].idx, last.idx + len(last), kind, value))
        return tuple(cues)
