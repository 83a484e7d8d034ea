"""Reports that are taken for scans, for the tests of suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.read import read_document
from pipeline.run import understand
from schemas.base import Box
from schemas.document import Document, Line, Word
from schemas.report import Figure, Report
from tests.check.drafts import Draft


def document(
    folder: Path, draft: Draft, certainties: Mapping[str, float] | None = None, *, ocr: bool = True
) -> Document:
    """The draft as if page 1 had been recognised, words as sure as `certainties` says, 0.96 else."""
    found = read_document(draft.write(folder))
    items = tuple(
        replace(
            item, page=1, words=tuple(_word(word, at, number, certainties or {}) for at, word in enumerate(item.words))
        )
        if isinstance(item, Line)
        else item
        for number, item in enumerate(found.items)
    )
    source = found.source.model_copy(update={"pages": 1, "ocr_pages": (1,) if ocr else ()})
    return replace(found, source=source, items=items)


def _word(word: Word, at: int, line: int, certainties: Mapping[str, float]) -> Word:
    return Word(word.text, Box(at, line, at + 0.9, line + 0.9), certainties.get(word.text.strip(".,;:()"), 0.96))


def report(folder: Path, body: str, certainties: Mapping[str, float] | None = None, *, ocr: bool = True) -> Report:
    """What a recognised draft with this body says."""
    return understand(document(folder, Draft(body), certainties, ocr=ocr))


def suggested(made: Report) -> dict[str, str]:
    """What is suggested, by the texts of the figures."""
    return {figure.text: str(figure.suggested.value) for figure in made.figures if figure.suggested is not None}


def figure(made: Report, text: str) -> Figure:
    """The figure that is written so."""
    return next(one for one in made.figures if one.text == text)
