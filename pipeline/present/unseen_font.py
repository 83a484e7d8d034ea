"""Fonts whose letters draw nothing, for text that is there to be searched.

Enters: words. Leaves: codes of one byte a letter, and the fonts in a PDF that say which letter each code is. Every
letter is half as wide as it is high. A font holds 250 letters; "ổ" takes the next free code when it is first asked
for.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

_FIRST, _MOST = 1, 250
_WIDTH = 500
_MAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Chu def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
{letters}
endcmap CMapName currentdict /CMap defineresource pop end end
"""


class UnseenFonts:
    """The fonts of one PDF, made as letters are asked for."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._codes: dict[str, int] = {}
        self._fonts: list[Object] = []

    def name(self, index: int) -> str:
        """Return what a font is called on the pages that use it."""
        return f"ChuAn{index}"

    def encoded(self, text: str) -> Iterator[tuple[int, bytes]]:
        """Yield a word in runs of one font: the font's number, and the codes of the letters."""
        places = [divmod(self._codes.setdefault(char, len(self._codes)), _MOST) for char in text]
        for index, run in groupby(places, key=lambda place: place[0]):
            yield index, bytes(code + _FIRST for _, code in run)

    def give(self, page: Page, index: int) -> None:
        """Let a page use a font."""
        from pikepdf import Dictionary, Name

        while len(self._fonts) <= index:
            self._fonts.append(self._pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type3)))
        page.add_resource(self._fonts[index], Name.Font, Name("/" + self.name(index)))

    def finish(self) -> None:
        """Give the fonts their letters, now that all are known."""
        from pikepdf import Array, Dictionary, Name, Stream

        letters = list(self._codes)
        empty = Stream(self._pdf, f"{_WIDTH} 0 d0".encode())
        for index, font in enumerate(self._fonts):
            own = letters[index * _MOST : (index + 1) * _MOST]
            last = _FIRST + len(own) - 1
            font.FontBBox = Array([0, -200, _WIDTH, 800])
            font.FontMatrix = Array([0.001, 0, 0, 0.001, 0, 0])
            font.CharProcs = Dictionary({"/trong": empty})
            names = [Name("/trong")] * len(own)
            font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([_FIRST, *names]))
            font.FirstChar, font.LastChar = _FIRST, last
            font.Widths = Array([_WIDTH] * len(own))
            font.Resources = Dictionary()
            font.ToUnicode = Stream(self._pdf, _MAP.format(letters="\n".join(_mapped(own))).encode("ascii"))


def _mapped(letters: list[str]) -> Iterator[str]:
    """Yield the lines that say which letter each code is, at most 100 at a time as the format wants it."""
    for start in range(0, len(letters), 100):
        part = letters[start : start + 100]
        yield f"{len(part)} beginbfchar"
        for code, letter in enumerate(part, start + _FIRST):
            yield f"<{code:02X}> <{letter.encode('utf-16-be').hex().upper()}>"
        yield "endbfchar"
