"""What a form sent: its fields and files, read within limits, kept in memory until it is known that they may be kept.

Enters: a POST. Leaves: a `Form`. A file's name is only ever shown or used as the last part of a path of our own, made
harmless first: "../../Báo cáo<b>.docx" becomes "Báo cáo b.docx".
"""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from python_multipart.multipart import parse_options_header
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from pipeline.sources import KNOWN
from pipeline.web.site import MOST_FILES
from pipeline.web.visit import RefusedError, require_token, site_of

_LONGEST_NAME = 120
_FIELDS = 40
_FIELD = 64 << 10
_UNFIT = re.compile(r"[^\w .,()+&=@#\-–—]+")
_MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as sent, under a name that can't do harm."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """The fields, white space at their ends gone, and the files."""

    fields: dict[str, str]
    files: tuple[SentFile, ...]

    def get(self, name: str) -> str:
        """Return a field, empty where it wasn't sent."""
        return self.fields.get(name, "")


class _InMemory(MultiPartParser):
    """Never puts what is sent on the disk: it may be a document that must not be kept."""

    def __init__(self, request: Request, most: int) -> None:
        super().__init__(
            request.headers, request.stream(), max_files=MOST_FILES, max_fields=_FIELDS, max_part_size=_FIELD
        )
        self.spool_max_size = most + 1


def clean_name(name: str) -> str:
    """Return a file's name without folders and without what a path, a page or a shell would take for more than a name.

    >>> clean_name("../../etc/Báo cáo<script>.docx"), clean_name("..\\\\..\\\\x.pdf"), clean_name("...")
    ('Báo cáo script.docx', 'x.pdf', 'tep')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = _UNFIT.sub(" ", last).strip(" .").rpartition(".")
    stem = (stem if dot else ending).strip(" .-")[:_LONGEST_NAME]
    return f"{stem or 'tep'}{dot}{ending[:8]}" if dot else stem or "tep"


async def read_form(request: Request) -> Form:
    """Return what the form sent; raises `RefusedError` for a form without token or a broken one."""
    kind, _ = parse_options_header(request.headers.get("content-type", ""))
    if kind == b"multipart/form-data":
        form = await _multipart(request)
    else:
        body = (await request.body()).decode("utf-8", "replace")
        try:
            pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=_FIELDS)
        except ValueError:
            raise RefusedError(400, "biểu mẫu có quá nhiều ô; hãy tải lại trang rồi thử lại") from None
        form = Form({name: value.strip() for name, value in pairs}, ())
    require_token(request, form.get("csrf"))
    return form


async def _multipart(request: Request) -> Form:
    try:
        sent = await _InMemory(request, site_of(request).upload).parse()
    except MultiPartException:
        raise RefusedError(
            400, f"không hiểu được biểu mẫu gửi lên; mỗi lần gửi nhiều nhất {MOST_FILES} tệp, hãy thử lại"
        ) from None
    fields: dict[str, str] = {}
    files = []
    try:
        for name, value in sent.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    files.append(SentFile(clean_name(value.filename), await value.read()))
            else:
                fields[name] = value.strip()
    finally:
        await sent.close()
    return Form(fields, tuple(files))


def one_file(form: Form) -> SentFile:
    """Return the one file that a form brings; raises `RefusedError` for none or one that isn't read."""
    if not form.files:
        raise RefusedError(400, "chưa có tệp nào; hãy chọn một tệp dự thảo rồi bấm lại")
    file = form.files[0]
    reason = unfit(file)
    if reason is not None:
        raise RefusedError(422, f"{file.name}: {reason}")
    return file


def unfit(file: SentFile) -> str | None:
    """Return why a file needn't be opened at all, `None` where it may be read."""
    if not file.data:
        return "tệp rỗng; hãy kiểm tra lại tệp gốc"
    if Path(file.name).suffix.lower() not in KNOWN:
        return "không đọc được loại tệp này; hãy gửi .docx, .pdf, .doc, .odt, .rtf, .txt hoặc ảnh quét"
    return None


@contextmanager
def in_memory_file(file: SentFile) -> Iterator[Path]:
    """Lend a path to what was sent, in the machine's memory where it has a place for that; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="baocao-", dir=_MEMORY if _MEMORY.is_dir() else None))
    try:
        path = folder / file.name
        path.write_bytes(file.data)
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)
