"""The spaCy pipeline. `build_nlp` is the only place where its parts are put together.

Enters: nothing. Leaves: a blank Vietnamese pipeline with the report's own tokeniser and folded norms.
"""

from __future__ import annotations

from functools import cache

from spacy.attrs import NORM
from spacy.language import Language
from spacy.util import get_lang_class

from pipeline.annotate.tokens import ReportTokenizer, norm


@cache
def build_nlp() -> Language:
    """Return the pipeline, built once."""
    nlp = get_lang_class("vi").from_config({"nlp": {"tokenizer": {"use_pyvi": False}}})
    nlp.vocab.lex_attr_getters[NORM] = norm
    nlp.tokenizer = ReportTokenizer(nlp.vocab)
    return nlp
