"""The spaCy pipeline. `build_nlp` is the only place where its parts are put together.

Enters: nothing. Leaves: a blank Vietnamese pipeline with the report's own tokeniser and folded norms.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from spacy.attrs import NORM
from spacy.language import Language
from spacy.vocab import Vocab

from pipeline.annotate.tokens import ReportTokenizer, norm


@cache
def build_nlp() -> Language:
    """Return the pipeline, built once."""
    # spaCy's stub asks for names here; the vocabulary itself takes the ids of attributes
    getters: dict[Any, Callable[[str], str]] = {NORM: norm}
    vocab = Vocab(lex_attr_getters=getters)
    return Language(vocab, meta={"lang": "vi"}, create_tokenizer=lambda nlp: ReportTokenizer(nlp.vocab))
