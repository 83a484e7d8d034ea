from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.errors import UsageError
from pipeline.present.findings import BINARY, FORMATS, render, text
from pipeline.present.findings.entries import contrast, severity_heading, severity_name
from pipeline.present.findings.passages import passages
from schemas.finding import Evidence, Severity
from tests.present.findings.drafts import HERD, finding, findings_of, place, text_draft


def test_every_severity_has_its_words() -> None:
    assert len({severity_name(severity) for severity in Severity}) == len(Severity)
    assert len({severity_heading(severity) for severity in Severity}) == len(Severity)


def test_formats_say_whether_they_are_text(tmp_path: Path) -> None:
    path, report = text_draft(tmp_path)
    for form in FORMATS:
        if form != "pdf":
            assert isinstance(render(findings_of(report), report, path, form), bytes) == (form in BINARY)
    with pytest.raises(UsageError, match="svg"):
        render(findings_of(report), report, path, "svg")


def test_errors_come_first_with_their_words_underlined(tmp_path: Path) -> None:
    path, report = text_draft(tmp_path)
    made = render(
        findings_of(
            report,
            finding(place(report, "100%"), rule="ratio.mismatch", severity=Severity.INFO, message="Xem lại tỷ lệ."),
            finding(place(report, "1.848 con"), place(report, "trâu 21 con"), expected="1263"),
        ),
        report,
        path,
        "text",
    )
    assert isinstance(made, str)
    lines = made.split("\n")
    assert lines[0] == "Lỗi: chắc chắn sai (1)"
    assert lines.index("1. sum.parts") < lines.index("Lưu ý: nên xem lại (1)") < lines.index("2. ratio.mismatch")
    quote = next(index for index, line in enumerate(lines) if "Tổng đàn gia súc" in line)
    assert lines[quote - 1] == "   mục I.1:"
    under = {lines[quote][index] for index, char in enumerate(lines[quote + 1]) if char == "~"}
    assert under <= set("1.848 contrâu 21 con")
    assert lines[quote + 1].count("~") == len("1.848 con") + len("trâu 21 con")
    assert "\x1b" not in made
    assert made.endswith("Kết quả: 1 lỗi, 0 cảnh báo, 1 lưu ý; đã kiểm 98/135 số liệu.\n")
    assert "Theo phép kiểm" not in made  # the message says 1.263 already


@pytest.mark.parametrize("width", [10, 40, 80, 300])
def test_lines_fit_the_width(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    path, report = text_draft(tmp_path)
    monkeypatch.setenv("COLUMNS", str(width))
    everything = finding(
        *(place(report, words) for words in (HERD, "1.848 con", "VĂN HÓA - XÃ HỘI", '< 5 & "x" ')),
        Evidence(span=None, text="x" * 50, report="11/BC-UBND"),
        message="Dài " * 60,
    )
    made = render(findings_of(report, everything), report, path, "text")
    assert isinstance(made, str)
    assert max(map(len, made.split("\n"))) <= min(max(width, 24), 100)


def test_colours_only_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, report = text_draft(tmp_path)
    found = findings_of(report, finding(place(report, "1.848 con")))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(text, "console", lambda: Console(file=io.StringIO(), force_terminal=True, width=80))
    made = render(found, report, path, "text")
    assert isinstance(made, str)
    assert "\x1b[1;4;31m1.848 con\x1b[0m" in made
    assert "~" not in made
    plain = render(found, report, path, "text", plain=True)
    assert isinstance(plain, str)
    assert "\x1b" not in plain
    assert "~~~~" in plain


def test_what_a_report_holds_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path, report = text_draft(tmp_path)
    report = report.model_copy(update={"text": report.text.replace("1.848 con", "1.\x1b[31m848\x07 con")})
    found = findings_of(report, finding(place(report, "848\x07 con"), message="\x1b]0;x\x07 [bold]Sai[/bold]"))
    made = render(found, report, path, "text")
    assert isinstance(made, str)
    assert not {char for char in made if ord(char) < 32} - {"\n"}
    assert "[bold]Sai[/bold]" in made


def test_nothing_found_still_says_what_was_checked(tmp_path: Path) -> None:
    path, report = text_draft(tmp_path)
    source = report.source.model_copy(update={"warnings": ("trang 7 bị hỏng, không đọc được",)})
    report = report.model_copy(update={"source": source})
    made = render(findings_of(report), report, path, "text")
    assert made == (
        "Không phát hiện mâu thuẫn nào.\nKết quả: 0 lỗi, 0 cảnh báo, 0 lưu ý; đã kiểm 98/135 số liệu.\n"
        "Khi đọc tệp: trang 7 bị hỏng, không đọc được\n"
    )


def test_passages_are_short_and_their_marks_true() -> None:
    line = " ".join(f"từ{number}" for number in range(400))
    report = f"Đầu\n{line}\nCuối"
    spans = [(report.index(words), report.index(words) + len(words)) for words in ("từ30 từ31", "từ33", "từ300")]
    long_one = (report.index("từ100"), report.index("từ290"))
    places = [Evidence(span=span, text="") for span in (*spans, long_one, (0, 3), (0, len(report) + 9))]
    found = passages(report, [*places[:3], *places[4:5], Evidence(span=None, text="x")])
    assert found[0].text == "Đầu"
    assert [found[1].text[slice(*mark)] for mark in found[1].marks] == ["từ30 từ31", "từ33", "từ300"]
    assert found[1].text.startswith("… từ")
    assert found[1].text.endswith(" …")
    assert found[1].text.count(" … ") == 1
    cut = passages(report, [places[3]])[0]
    assert len(cut.text) < 500
    assert [cut.text[slice(*mark)][:5] for mark in cut.marks] == ["từ100", "từ281"]
    assert passages(report, [places[5]])[0].marks == ((0, 3),)


def test_contrast_says_only_what_the_message_does_not() -> None:
    told = finding(message="Ghi 1.848, tính ra 1.263.", expected="1263")
    assert contrast(told) == ""
    assert contrast(told.model_copy(update={"expected": "từ 119 đến 135"})) == "Theo phép kiểm: từ 119 đến 135."
