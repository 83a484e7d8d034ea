"""Recognition of print for whole documents: pictures of pages become the `PageContent` that digital pages become.

Enters: numbered pictures, and the page contents that are to be filled. Leaves: rows and tables in them, in reading
order. "Độc lập - Tự do - Hạnh phúc" comes behind the left column of the head, as in a digital file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.read.pdf_page import PageContent, RuledTable, arrange
from pipeline.read.pdf_scanned import first_page_lines
from pipeline.read.scan_layout import LaidOut, lay_out
from pipeline.read.scan_pages import Guard, Numbered, read_pictures
from pipeline.read.scan_picture import Picture
from pipeline.read.scan_secret import STAMP, is_stamp_read, refuse_stamped
from pipeline.read.scan_tessdata import NoOcrError
from pipeline.read.scan_words import ScanPage
from pipeline.read.secrecy import refuse_secret

_UPPER = 0.5
# A page of lower certainty is poor as a whole; of the letters of a good scan less than one in a hundred is in doubt
_POOR, _MOST_DOUBTFUL = 0.75, 0.04


def read_scans(
    pictures: Iterable[Numbered], contents: dict[int, PageContent], name: str, *, first: bool
) -> Iterator[str]:
    """Fill the pages that are pictures, and yield what is to be said of them.

    `first` says that the first of them is the document's first page; raises `SecretError` if that is stamped, before
    anything is kept, and `NoOcrError`.
    """
    found: list[tuple[int, ScanPage]] = []
    try:
        for number, page in read_pictures(pictures, _guard(name) if first else None):
            if page is None:
                yield f"trang {number} có ảnh bị hỏng, không đọc được"
            else:
                found.append((number, page))
    except NoOcrError as error:
        raise NoOcrError(f"{name}: {error}") from None
    laid = lay_out([page for _, page in found])
    for (number, page), even in zip(found, laid, strict=True):
        before = contents.get(number - 1)
        _fill(contents[number], even, before)
        if page.words and page.confidence < _POOR:
            yield f"trang {number} quét quá mờ hoặc bẩn, nhiều chữ và số có thể đọc sai; hãy đối chiếu với bản giấy"
        elif page.doubtful > _MOST_DOUBTFUL:
            yield f"trang {number} có chỗ đọc không chắc; hãy đối chiếu các số của trang này với bản giấy"


def _fill(content: PageContent, even: LaidOut, before: PageContent | None) -> None:
    """Give a page what was recognised on it."""
    content.width, content.height, content.onto = even.width, even.height, even.onto
    content.items, content.rules = [], []
    content.glyphs, content.unknown, content.turned = sum(len(piece.text) for piece in even.pieces), 0, 0
    arrange(content, even.pieces, even.across, even.upright, before)


def _guard(name: str) -> Guard:
    """Return what refuses a stamped first page."""

    def refuse(picture: Picture, page: ScanPage) -> None:
        content = PageContent(1, page.width, page.height)
        _fill(content, lay_out([page])[0], None)
        refuse_secret(first_page_lines(content), name)
        upper = [line for line in _upper_lines(content, page) if is_stamp_read(line)]
        refuse_secret((STAMP for _ in upper), name)
        refuse_stamped(picture, name)

    return refuse


def _upper_lines(content: PageContent, page: ScanPage) -> Iterator[str]:
    """Yield the lines in the upper half of a page, as laid out and as recognised."""
    content.items = [
        item
        for item in content.items
        if (item.box.top if isinstance(item, RuledTable) else item.top) < _UPPER * content.height
    ]
    yield from first_page_lines(content)
    lines: dict[int, list[str]] = {}
    for word in page.words:
        if word.base < _UPPER * page.height:
            lines.setdefault(word.line, []).append(word.text)
    for words in lines.values():
        yield " ".join(words)
