"""Files: one composed report to .txt, .docx and .pdf."""

from __future__ import annotations


class WriterError(Exception):
    """A file can't be written; the text says in Vietnamese what to do."""
