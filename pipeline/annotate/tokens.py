"""A tokeniser that loses nothing: letters, numbers and signs apart, the text always given back exactly.

Enters: any string. Leaves: spaCy `Doc`s. "47ha, đạt 60,96%" has the tokens 47 | ha | , | đạt | 60,96 | %.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.language.text import fold

_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\s|[^\w\s]|_")


def split(text: str) -> tuple[list[str], list[bool]]:
    """Return the tokens of `text` and, for each, whether a single space follows it.

    >>> split("47ha, đạt 60,96%")
    (['47', 'ha', ',', 'đạt', '60,96', '%'], [False, False, True, True, False, False])
    """
    words: list[str] = []
    spaces: list[bool] = []
    end = 0
    for match in _PIECE.finditer(text):
        start = match.start()
        if start > end:
            words.append(text[end:start])
            spaces.append(False)
        end = match.end()
        piece = match[0]
        if piece == " " and words and not spaces[-1] and not words[-1].isspace():
            spaces[-1] = True
            continue
        words.append(piece)
        spaces.append(False)
    if end < len(text):
        words.append(text[end:])
        spaces.append(False)
    return words, spaces


class ReportTokenizer:
    """Makes a spaCy `Doc` of a paragraph."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the tokens of `text`; `doc.text == text` always holds."""
        words, spaces = split(text)
        return Doc(self.vocab, words=words, spaces=spaces)


def norm(token_text: str) -> str:
    """Return the form of a token that vocabulary is matched on.

    >>> norm("LUỸ")
    'lũy'
    """
    return fold(token_text)
