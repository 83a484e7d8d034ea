"""The reader of old word processors' files (.doc, .rtf, .odt), by way of LibreOffice.

Enters: such a file. Leaves: what the reader of Word files makes of its conversion to .docx. "bao-cao-2006.doc" in
.VnTime comes out in Unicode, since the conversion keeps the names of fonts. LibreOffice runs without windows,
network and macros, in a profile of its own that goes afterwards, in memory where the machine has such a folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from pipeline.errors import InputError
from pipeline.read.content import Content, Opened
from pipeline.read.docx import read as read_docx
from pipeline.read.office_stamp import first_lines
from pipeline.read.packed import refuse_bomb
from pipeline.read.secrecy import refuse_secret
from pipeline.read.signature import Kind, kind_of

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/local/bin/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_ENDINGS = {Kind.DOC: ".doc", Kind.RTF: ".rtf", Kind.ODT: ".odt"}
_SECONDS = 120
_QUIETLY = ("--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
_FORMAT = "docx:MS Word 2007 XML"
_IN_MEMORY = Path("/dev/shm")
# Where a process that may be ended at any time keeps passing files, so that they can be cleared away after it
_FOLDER = "BAOCAO_READER"
# A proxy that isn't there: whatever would still be fetched isn't
_NOWHERE = "http://127.0.0.1:9"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""  # noqa: E501


def read(opened: Opened) -> Content:
    """Read a .doc, .rtf or .odt; raises `InputError` if LibreOffice is missing or can't, `SecretError` for a stamp."""
    kind = kind_of(opened.data)
    if kind is Kind.ODT:
        refuse_bomb(opened)
    refuse_secret(first_lines(opened.data, kind), opened.name)
    program = find_office()
    if program is None:
        raise InputError(
            f"{opened.name}: muốn đọc tệp {kind.value} cần có LibreOffice mà máy này chưa cài; "
            "hãy cài LibreOffice hoặc lưu lại thành .docx"
        )
    converted = _converted(opened, program, _ENDINGS[kind])
    return read_docx(replace(opened, data=converted))


def find_office() -> str | None:
    """Return the path of LibreOffice, or `None` where there is none."""
    found = next((path for name in _NAMES if (path := shutil.which(name)) is not None), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def _converted(opened: Opened, program: str, ending: str) -> bytes:
    """Return the file as .docx; nothing of it is left on the machine afterwards."""
    memory = str(_IN_MEMORY) if _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK) else None
    memory = os.environ.get(_FOLDER) or memory
    with tempfile.TemporaryDirectory(prefix="baocao-", dir=memory, ignore_cleanup_errors=True) as folder:
        profile = Path(folder, "profile")
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = Path(folder, f"in{ending}")
        source.write_bytes(opened.data)
        command = [program, f"-env:UserInstallation={profile.as_uri()}", *_QUIETLY, "--convert-to", _FORMAT]
        command += ["--outdir", folder, str(source)]
        _run(command, folder, opened)
        try:
            return Path(folder, "in.docx").read_bytes()
        except OSError:
            raise InputError(
                f"{opened.name}: LibreOffice không chuyển được tệp này (có thể bị hỏng hoặc có mật khẩu); "
                "hãy mở bằng Word rồi lưu lại thành .docx"
            ) from None


def _run(command: list[str], folder: str, opened: Opened) -> None:
    """Run LibreOffice to its end, or end it and whatever it started when it takes too long."""
    environment = dict(os.environ) | {"HOME": folder, "TMPDIR": folder, "SAL_USE_VCLPLUGIN": "svp"}
    environment |= dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _NOWHERE)
    try:
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise InputError(
            f"{opened.name}: không chạy được LibreOffice ({error.strerror}); "
            "hãy cài lại LibreOffice hoặc lưu lại thành .docx"
        ) from None
    try:
        process.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        raise InputError(
            f"{opened.name}: LibreOffice chuyển tệp quá {_SECONDS} giây; hãy mở bằng Word rồi lưu lại thành .docx"
        ) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, its children too where the system has groups of processes."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, 9)
    else:
        process.kill()
    process.wait()
