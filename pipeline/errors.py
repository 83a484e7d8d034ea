"""What can go wrong, told in one Vietnamese line that says what is wrong and what to do."""

from __future__ import annotations


class BaocaoError(Exception):
    """The parent of all errors that the program raises on purpose."""


class InputError(BaocaoError):
    """A file that can't be read: no report, broken, locked, secret, or not there."""


class SecretError(InputError):
    """A document that bears a secrecy stamp; nothing of it may be kept."""


class CatalogueError(BaocaoError):
    """An indicator table that is written wrongly."""


class ArchiveError(BaocaoError):
    """An archive that can't be opened, is of another make, or is damaged."""


class UsageError(BaocaoError):
    """A question that can't be answered as asked (no such indicator, no such month)."""


class LimitError(InputError):
    """A file whose reading took more time or memory than it may."""


class InternalError(BaocaoError):
    """A fault of the program itself, told in one line; `trace` is for those who mend it."""

    trace: str = ""
