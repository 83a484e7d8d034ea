"""How long and with how much memory one file may be read, and how large it may be.

Enters: what was typed (`--timeout 60`) and the table of `baocao.toml`. Leaves: `Limits`. Example:

    [gioi_han]
    giay = 600        # mỗi tệp được đọc tối đa 600 giây
    mb = 2000         # và dùng tối đa 2.000 MB bộ nhớ
    tep_mb = 500      # tệp lớn hơn 500 MB thì để riêng
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import UsageError

FILE_NAME = "baocao.toml"
TABLE = "gioi_han"
_KEYS = {"giay": "seconds", "mb": "megabytes", "tep_mb": "file_megabytes"}
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost: seconds, and megabytes of memory; and how many megabytes the file may have."""

    seconds: float = 600
    megabytes: float = 2000
    file_megabytes: float = 500

    @property
    def memory(self) -> int:
        """The memory that reading may take, in bytes."""
        return int(self.megabytes * _MEGABYTE)

    @property
    def file_size(self) -> int:
        """How large a file may be, in bytes."""
        return int(self.file_megabytes * _MEGABYTE)


USUAL = Limits()


def shown(number: float) -> str:
    """Return a number as it is written in Vietnamese.

    >>> shown(600.0), shown(1.5), shown(2000)
    ('600', '1,5', '2.000')
    """
    return f"{number:,.10g}".translate(str.maketrans(",.", ".,"))


def limits_of(beside: Path, seconds: float | None = None, megabytes: float | None = None) -> Limits:
    """Return the limits that were typed, else those of the `baocao.toml` in the folder `beside`, else the usual ones.

    Raises `UsageError` for what is wrong in that file.
    """
    found = _limits_in(beside / FILE_NAME)
    if seconds is not None:
        found = replace(found, seconds=seconds)
    return found if megabytes is None else replace(found, megabytes=megabytes)


def _limits_in(path: Path) -> Limits:
    """Return the limits that a settings file gives; the other keys of the file are not looked at here."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except OSError as error:
        raise UsageError(f"{path}: không đọc được: {error.strerror or type(error).__name__}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: viết sai cú pháp TOML: {error}") from error
    return limits_from(path, raw.get(TABLE, {}))


def limits_from(path: Path, table: object) -> Limits:
    """Return the limits that the table of a settings file gives; raises `UsageError` for what is wrong in it."""
    if not isinstance(table, dict):
        raise UsageError(f"{path}: '{TABLE}' phải là một bảng, ví dụ [{TABLE}] rồi giay = 600")
    given: dict[str, float] = {}
    for key, value in table.items():
        if key not in _KEYS:
            raise UsageError(f"{path}: [{TABLE}] không có khóa '{key}'; các khóa dùng được: {', '.join(_KEYS)}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
            raise UsageError(f"{path}: '{key}' trong [{TABLE}] phải là số lớn hơn 0, ví dụ {key} = 600")
        given[_KEYS[key]] = float(value)
    return replace(USUAL, **given)
