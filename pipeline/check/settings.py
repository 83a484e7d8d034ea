"""The office's own settings: `baocao.toml` beside the draft, or where `--config` says.

Enters: a TOML file. Leaves: `Settings`. Example:

    nguong = 0.05                       # "khoảng", "gần", "trên": lệch tối đa 5 %
    tat = ["text.spelling"]             # không dùng các kiểm tra này
    muc_bat_buoc = ["Cải cách hành chính"]
    tu_rieng = ["karaoke", "Ea Krông"]
    [muc_do]
    "series.jump" = "warning"
    [gioi_han]                          # giới hạn khi đọc một tệp, xem pipeline/limits.py
    giay = 600
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from pipeline.check.tolerance import SLACK
from pipeline.errors import UsageError
from pipeline.limits import TABLE, limits_from
from schemas.finding import Severity

KEYS = ("nguong", "tat", "muc_bat_buoc", "tu_rieng", "muc_do", TABLE)


@dataclass(frozen=True, slots=True)
class Settings:
    """What an office may set."""

    slack: Decimal = SLACK
    severities: dict[str, Severity] = field(default_factory=dict)
    silenced: frozenset[str] = frozenset()
    required_sections: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    least_confidence: float = 0.8
    """Figures that were read less surely than this accuse nobody."""


def load_settings(path: Path | None, rules: Iterable[str]) -> Settings:
    """Return the settings of `path`, the usual ones where it is `None`; raises `UsageError` for what is wrong in it."""
    if path is None:
        return Settings()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: không đọc được: {error.strerror or type(error).__name__}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: viết sai cú pháp TOML: {error}") from error
    for key in raw:
        if key not in KEYS:
            raise UsageError(f"{path}: không có khóa '{key}'; các khóa dùng được: {', '.join(KEYS)}")
    limits_from(path, raw.get(TABLE, {}))
    known = frozenset(rules)
    return Settings(
        slack=_slack(path, raw.get("nguong", SLACK)),
        severities=_severities(path, raw.get("muc_do", {}), known),
        silenced=frozenset(_rule(path, rule, known) for rule in _texts(path, raw, "tat")),
        required_sections=tuple(_texts(path, raw, "muc_bat_buoc")),
        words=frozenset(_texts(path, raw, "tu_rieng")),
    )


def _slack(path: Path, value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not 0 <= value <= 1:
        raise UsageError(f"{path}: 'nguong' phải là số từ 0 đến 1, ví dụ 0.05")
    return Decimal(str(value))


def _texts(path: Path, raw: dict[str, object], key: str) -> list[str]:
    value = raw.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UsageError(f"{path}: '{key}' phải là danh sách chữ, ví dụ {key} = [\"...\"]")
    return value


def _rule(path: Path, rule: str, known: frozenset[str]) -> str:
    if rule not in known:
        raise UsageError(f"{path}: không có kiểm tra '{rule}'; xem baocao rules")
    return rule


def _severities(path: Path, table: object, known: frozenset[str]) -> dict[str, Severity]:
    if not isinstance(table, dict):
        raise UsageError(f'{path}: \'muc_do\' phải là một bảng, ví dụ [muc_do] rồi "series.jump" = "warning"')
    found = {}
    for rule, level in table.items():
        if level not in tuple(Severity):
            raise UsageError(f"{path}: mức độ '{level}' không có; dùng error, warning hoặc info")
        found[_rule(path, rule, known)] = Severity(level)
    return found
