"""Reads the tables of indicators, one TOML file a sector.

Enters: the text of a file such as `sectors/livestock.toml`. Leaves: its `Sector` and `Indicator`s; the table
`[livestock_pig]` with `ten = 'Đàn lợn'` becomes the indicator "livestock_pig". Whatever is written wrongly raises
`CatalogueError` in one Vietnamese line that names file, indicator and key.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal, InvalidOperation
from typing import Any

from pipeline.catalogue.quick import read_tables
from pipeline.errors import CatalogueError
from schemas.indicator import Example, Identity, Indicator, Limit, Sector, Share, StockFlow

KINDS = {
    "thời điểm": StockFlow.STOCK,
    "trong kỳ": StockFlow.FLOW,
    "lũy kế": StockFlow.CUMULATIVE,
    "kế hoạch": StockFlow.PLAN,
    "tỷ lệ": StockFlow.RATIO,
}
_LISTS = {
    "gom": "parts",
    "ten_goi": "aliases",
    "ten_trong_muc": "contextual",
    "muc": "sections",
    "ngu_canh": "cues",
    "thuoc": "wholes",
    "khong_co": "forbidden",
    "khong_co_truoc": "forbidden_before",
    "khong_co_sau": "forbidden_after",
    "kem": "accompanying",
}
_TEXTS = {"chuyen_tu": "carried_from", "mau_so": "target_code", "ma_chinh_thuc": "official_code", "ghi_chu": "note"}
_KEYS = {*_LISTS, *_TEXTS, "ten", "don_vi", "loai", "don_vi_khac", "cong_don", "can_doi", "khong_qua", "ty_le", "vi_du"}
_EXAMPLE_MUST = frozenset({"cau", "so", "nhan"})
_EXAMPLE_KEYS = {*_EXAMPLE_MUST, "don_vi", "muc"}
_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_TERM = re.compile(r"([+-]?)\s*([a-z][a-z0-9_]*)\s*")


class _Table:
    """One TOML table with the place to name in an error."""

    def __init__(self, place: str, table: object) -> None:
        if not isinstance(table, dict):
            raise CatalogueError(f"{place}: phải là một bảng, viết [tên] rồi các dòng khóa = giá trị")
        self.place = place
        self.table: dict[str, Any] = table

    def error(self, text: str) -> CatalogueError:
        return CatalogueError(f"{self.place}: {text}")

    def only(self, keys: set[str]) -> None:
        for key in self.table.keys() - keys:
            raise self.error(f"không có khóa '{key}'; các khóa dùng được: {', '.join(sorted(keys))}")

    def text(self, key: str) -> str:
        value = self.table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"thiếu '{key}', hoặc '{key}' không phải là chữ trong dấu nháy")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.table.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise self.error(f"'{key}' phải là danh sách chữ trong ngoặc vuông, ví dụ ['lợn', 'đàn lợn']")
        return tuple(values)


def parse_identity(text: str) -> Identity:
    """Return the identity that `text` says; raises `ValueError` where it isn't of the form "a = b + c - d".

    >>> parse_identity("pet_pending = pet_prev + pet_received - pet_solved").minus
    ('pet_solved',)
    """
    total, equals, terms = text.partition("=")
    found = _TERM.findall(terms)
    if not equals or not _CODE.fullmatch(total.strip()) or not found or _TERM.sub("", terms):
        raise ValueError(text)
    plus = tuple(code for sign, code in found if sign != "-")
    return Identity(total=total.strip(), plus=plus, minus=tuple(code for sign, code in found if sign == "-"))


def _limit(table: _Table, text: str) -> Limit:
    code, slash, divisor = (piece.strip() for piece in text.partition("/"))
    if not _CODE.fullmatch(code) or (slash and not divisor.isdigit()):
        raise table.error(f"'khong_qua' phải là mã chỉ tiêu, hoặc mã / số, không phải '{text}'")
    return Limit(code=code, divisor=int(divisor) if slash else 1)


def _share(table: _Table) -> Share | None:
    if "ty_le" not in table.table:
        return None
    part, slash, whole = (piece.strip() for piece in table.text("ty_le").partition("/"))
    if not slash or not _CODE.fullmatch(part) or not _CODE.fullmatch(whole):
        raise table.error("'ty_le' phải có dạng 'mã tử số / mã mẫu số'")
    return Share(part=part, whole=whole)


def _example(place: str, row: object, unit: str) -> Example:
    table = _Table(f"{place}, vi_du", row)
    table.only(_EXAMPLE_KEYS)
    texts = {key: table.text(key) for key in table.table}
    if missing := _EXAMPLE_MUST - texts.keys():
        raise table.error(f"thiếu '{min(missing)}'")
    try:
        value = Decimal(texts["so"])
    except InvalidOperation as error:
        raise table.error(f"'so' phải là số viết kiểu '1238' hoặc '19.22', không phải '{texts['so']}'") from error
    return Example(
        text=texts["cau"],
        value=value,
        label=texts["nhan"],
        unit=texts.get("don_vi", unit),
        section=texts.get("muc"),
    )


def _indicator(place: str, code: str, sector: str, row: object) -> Indicator:
    table = _Table(place, row)
    table.only(_KEYS)
    if not _CODE.fullmatch(code):
        raise table.error("mã chỉ tiêu chỉ gồm chữ thường không dấu, số và dấu gạch dưới")
    kind = KINDS.get(table.text("loai"))
    if kind is None:
        raise table.error(f"'loai' phải là một trong: {', '.join(KINDS)}")
    try:
        identities = tuple(parse_identity(text) for text in table.texts("can_doi"))
    except ValueError as error:
        raise table.error(f"'can_doi' phải có dạng 'a = b + c - d', không phải '{error}'") from error
    examples = table.table.get("vi_du", [])
    if not isinstance(examples, list):
        raise table.error("'vi_du' phải là danh sách, mỗi dòng { cau = '...', so = '...', nhan = '...' }")
    unit = table.text("don_vi")
    additive = table.table.get("cong_don", kind in (StockFlow.FLOW, StockFlow.CUMULATIVE))
    if not isinstance(additive, bool):
        raise table.error("'cong_don' phải là true hoặc false")
    plain: dict[str, Any] = {field: table.texts(key) for key, field in _LISTS.items() if key in table.table}
    plain |= {field: table.text(key) for key, field in _TEXTS.items() if key in table.table}
    return Indicator(
        code=code,
        name=table.text("ten"),
        unit=unit,
        units=(unit, *table.texts("don_vi_khac")),
        kind=kind,
        additive=additive,
        sector=sector,
        identities=identities,
        limits=tuple(_limit(table, text) for text in table.texts("khong_qua")),
        share=_share(table),
        examples=tuple(_example(place, example, unit) for example in examples),
        **plain,
    )


def parse_sector(name: str, text: str) -> tuple[Sector, tuple[Indicator, ...]]:
    """Return the sector and the indicators of one file; `name` is the file's name without its ending.

    Raises `CatalogueError` where the file is written wrongly.
    """
    tables: dict[str, Any] | None = read_tables(text)
    if tables is None:
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise CatalogueError(f"{name}.toml: viết sai cú pháp TOML: {error}") from error
    head = _Table(f"{name}.toml [linh_vuc]", tables.pop("linh_vuc", None))
    head.only({"ten", "muc", "kem"})
    sector = Sector(code=name, name=head.text("ten"), sections=head.texts("muc"), accompanying=head.texts("kem"))
    return sector, tuple(_indicator(f"{name}.toml [{code}]", code, name, row) for code, row in tables.items())
