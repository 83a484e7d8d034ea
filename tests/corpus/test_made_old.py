"""Files set anew in an old code by the command."""

from __future__ import annotations

from pathlib import Path

import docx
from click.testing import CliRunner

from corpus.make_old import main


def test_the_command(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Ánh đàn lợn")
    document.save(str(tmp_path / "a.docx"))
    source = str(tmp_path / "a.docx")
    for target, code in (("b.docx", "tcvn3"), ("b.txt", "vni"), ("c.txt", "viqr")):
        assert CliRunner().invoke(main, [source, str(tmp_path / target), "--code", code]).exit_code == 0
    runs = docx.Document(str(tmp_path / "b.docx")).paragraphs[0].runs
    assert [(run.text, run.font.name) for run in runs] == [("¸", ".VnTimeH"), ("nh ®µn lîn", ".VnTime")]
    assert (tmp_path / "b.txt").read_bytes() == "AÙnh ñaøn lôïn".encode("cp1252")
    assert (tmp_path / "c.txt").read_text() == "A'nh dda`n lo+.n"
    assert CliRunner().invoke(main, [source, str(tmp_path / "b.pdf"), "--code", "viqr"]).exit_code == 1
