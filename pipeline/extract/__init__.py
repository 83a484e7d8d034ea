"""Passages to mentions: figures, tasks and citations, by rules that can be read."""

from pipeline.extract.walk import extract

__all__ = ["extract"]
