"""Two reports in one file: the first is read, and it is said that there are more.

Enters: the lines and tables of a file. Leaves: those of its first report, and a remark. Behind the foot of "BÁO CÁO"
Số 12 ("Nơi nhận", "TM. ỦY BAN NHÂN DÂN", the signer) there stands once more "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" and
"BÁO CÁO". What stands before the first "BÁO CÁO" as a document of its own, a covering letter with its foot, is left out
in the same way. An annex belongs to its report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.language.text import bare
from schemas.document import Line, Table

_MOTTOS = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam")
_TITLES = frozenset(("baocao", "duthaobaocao", "baocaotomtat", "baocao(duthao)"))
_RECIPIENTS = ("noi nhan", "noi gui")
_AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s?[./]\s*\S")
_SIGNERS = (
    "chu tich",
    "pho chu tich",
    "bi thu",
    "pho bi thu",
    "truong phong",
    "hieu truong",
    "giam doc",
    "truong cong an",
)
_ANNEXES = ("phu luc", "phu bieu", "bieu so", "kem theo bao cao", "(kem theo", "(ban hanh kem")
_NUMBER = re.compile(r"S[ốÔỐố]\s*:?\s*(?P<number>\d*[^\s,;]{0,3}/[^\s,;]+|/\s*[A-ZĐ][^\s,;]*)")
# How far a title stands behind its motto or number at most, and a head above its motto, in lines
_HEAD = 25
_ABOVE = 8
_SHORT = 90


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a document: where it begins, where its motto stands, its title, its number."""

    start: int
    title: int | None
    number: str | None


def first_report(items: tuple[Line | Table, ...]) -> tuple[tuple[Line | Table, ...], str | None]:
    """Return what belongs to the first report of a file, and what is to be said of others, if there are any."""
    heads = _heads(items)
    if len(heads) < 2:
        return items, None
    reports = [index for index, head in enumerate(heads) if head.title is not None]
    if not reports:
        return items, None
    first = reports[0]
    start = heads[first].start if first else 0
    end = heads[first + 1].start if first + 1 < len(heads) else len(items)
    others = [_named(heads[index], items) for index in range(len(heads)) if index != first]
    kind = "báo cáo" if len(reports) == len(heads) else "văn bản"
    read = "báo cáo thứ nhất" if first == 0 else "báo cáo đầu tiên"
    remark = f"tệp có {len(heads)} {kind}; chỉ đọc {read} ({_named(heads[first], items)}), bỏ qua {'; '.join(others)}"
    return items[start:end], f"{remark}; hãy tách thành từng tệp rồi đọc riêng"


def _named(head: _Head, items: tuple[Line | Table, ...]) -> str:
    """Return how a document is called in a remark: by its number, and by its page where there are pages."""
    item = items[min(head.start, len(items) - 1)]
    name = f"Số: {head.number}" if head.number else "không ghi số"
    return f"{name}, từ trang {item.page}" if item.page is not None else name


def _heads(items: tuple[Line | Table, ...]) -> list[_Head]:
    """Return the heads of the documents in a file: the first, and those that follow a foot."""
    texts = [item.text.strip() if isinstance(item, Line) else "" for item in items]
    plain = [bare(text) if len(text) <= _SHORT else "" for text in texts]
    heads: list[_Head] = []
    foot = False
    annex = False
    index = 0
    while index < len(items):
        line = plain[index]
        if foot and line.startswith(_ANNEXES):
            annex = True
        if _is_foot(texts[index], line):
            foot, annex = True, False
        opens = _opens(texts, plain, index)
        if opens and (not heads or (foot and not annex and _is_other(heads[-1], texts, plain, index))):
            start = _start(items, texts, plain, index) if heads else 0
            title = _title(plain, start, index)
            heads.append(_Head(start, title, _number(texts, start, title if title is not None else index + _HEAD)))
            foot = annex = False
            index = max(index, title if title is not None else index)
        index += 1
    return heads


def _opens(texts: list[str], plain: list[str], index: int) -> bool:
    """Tell whether a line is one that a head has: the motto, or the number with a title close below."""
    if plain[index].strip(" .*-") in _MOTTOS or plain[index].startswith(_MOTTOS):
        return True
    return _NUMBER.match(texts[index]) is not None and _title(plain, index, index) is not None


def _is_other(last: _Head, texts: list[str], plain: list[str], index: int) -> bool:
    """Tell whether a head behind a foot is that of another document: it has a title, or a number of its own."""
    title = _title(plain, index, index)
    number = _number(texts, max(0, index - _ABOVE), index + _HEAD)
    return title is not None or (number is not None and number != last.number)


def _title(plain: list[str], start: int, motto: int) -> int | None:
    """Return the line "BÁO CÁO" of a head, or `None` if it has none."""
    for index in range(start, min(len(plain), motto + _HEAD)):
        if index > motto and plain[index].startswith(_MOTTOS):
            return None
        if plain[index].strip(" .:*-").replace(" ", "") in _TITLES:
            return index
    return None


def _number(texts: list[str], start: int, end: int) -> str | None:
    for text in texts[start : max(start, end)]:
        found = _NUMBER.match(text)
        if found is not None:
            return found["number"].strip()
    return None


def _is_foot(text: str, plain: str) -> bool:
    """Tell whether a line is one that only a foot has."""
    if plain.startswith(_RECIPIENTS):
        return True
    caps = text.isupper() and len(text) > 3
    return caps and (_AUTHORITY.match(text) is not None or plain in _SIGNERS)


def _start(items: tuple[Line | Table, ...], texts: list[str], plain: list[str], motto: int) -> int:
    """Return the first line of a head: back from its motto over the issuer's lines, or to the top of the page."""
    page = items[motto].page
    start = motto
    while start and motto - start < _ABOVE:
        item, text = items[start - 1], texts[start - 1]
        if isinstance(item, Table) or (page is not None and item.page != page):
            break
        issuer = text.isupper() and not _is_foot(text, plain[start - 1])
        if not issuer and _NUMBER.match(text) is None and page == items[max(0, start - _ABOVE)].page:
            break
        start -= 1
    return start
