"""A report as plain text, a line a paragraph.

Enters: `Report`. Leaves: the text of NAME.txt: head, body, foot.
Example: the table row "| - Trâu | con | 22 |" is the line "- Trâu | con | 22".
"""

from __future__ import annotations

from corpus.styles.pieces import Report

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def number_line(report: Report) -> str:
    """`Số: 52/BC-UBND`, or with a blank where the number comes."""
    return f"Số: {report.number}/{report.symbol}" if report.number else f"Số:        /{report.symbol}"


def head_lines(report: Report) -> list[str]:
    """The head: the left column then the right, or both line by line."""
    left = [*([report.parent] if report.parent else []), *report.issuer, number_line(report)]
    if report.head_form == "parent":
        left = [report.parent or "", " ".join(report.issuer), number_line(report)]
    right = [*MOTTO, report.date_line]
    if report.head_form == "bare":
        return [number_line(report), report.date_line]
    if report.head_form == "interleaved":
        return [line for pair in zip(left, right, strict=True) for line in pair]
    return [*left, *right]


def foot_lines(report: Report) -> list[str]:
    """Closing sentence, recipients, signature."""
    entries = [
        f"- {name}{'.' if index == len(report.recipients) else ';'}" for index, name in enumerate(report.recipients, 1)
    ]
    return [report.closing, "Nơi nhận:", *entries, *report.signer, report.signer_name]


def text(report: Report) -> str:
    """The whole text with blank lines between its parts."""
    draft = ["DỰ THẢO"] if report.draft else []
    title = [*draft, "BÁO CÁO", *report.title]
    addressee = [f"Kính gửi: {'; '.join(report.addressees)}."] if report.addressees else []
    parts = [
        head_lines(report),
        title,
        addressee,
        *[block.line.split("\n") for block in report.body],
        foot_lines(report),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"
