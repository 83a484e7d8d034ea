"""Sets a Word or PDF report anew in an old code, so that reading such files can be measured, by anyone, again.

Enters: a .docx or digital .pdf in Unicode. Leaves: the same in TCVN3, VNI-Windows or VIQR; from .docx, plain text too.
Example: `python -m corpus.make_old bao-cao.docx cu.docx --code tcvn3`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click
import docx

if __package__ in (None, ""):  # run as a file: make the package importable
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.old.letters import CODES, written
from corpus.old.pdf import set_pdf
from corpus.old.word import set_word


def make(source: Path, target: Path, code: str, named: bool) -> None:
    """Write `source` anew as `target`, whose ending tells what it becomes."""
    if target.suffix == ".pdf":
        set_pdf(source, target, code, named)
    elif target.suffix == ".docx":
        set_word(source, target, code, named)
    else:
        lines = [paragraph.text for paragraph in docx.Document(str(source)).paragraphs]
        text = "\n".join("".join(run for run, _ in written(line, code)) for line in lines)
        target.write_bytes(text.encode("cp1252", errors="replace"))


@click.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--code", type=click.Choice(CODES), default="tcvn3", help="Bảng mã cũ.")
@click.option("--named/--unnamed", default=True, help="Tên phông chữ có cho biết bảng mã hay không.")
def main(source: Path, target: Path, code: str, named: bool) -> None:
    """Đặt lại một báo cáo bằng bảng mã cũ."""
    if code == "viqr" and target.suffix == ".pdf":
        raise click.ClickException("PDF chỉ đặt lại được bằng TCVN3 hoặc VNI.")
    make(source, target, code, named)


if __name__ == "__main__":
    main()
