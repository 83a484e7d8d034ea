"""`baocao check TỆP`: what contradicts what in a draft, in itself and against the archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import format_option
from pipeline.commands.reading import limit_options, within_limits

if TYPE_CHECKING:
    from pipeline.check.settings import Settings
    from pipeline.store.archive import Archive
    from schemas.finding import Findings
    from schemas.report import Report

_LEVELS = ("error", "warning", "info", "never")
_FORMATS = ("text", "json", "sarif", "html", "docx", "pdf")


@click.command("check")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option(
    "--db", type=click.Path(path_type=Path), envvar="BAOCAO_DB", metavar="TỆP",
    help="Kho để đối chiếu với các tháng trước; có thể đặt sẵn trong biến môi trường BAOCAO_DB.",
)  # fmt: skip
@format_option(*_FORMATS)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), metavar="TỆP", help="Ghi kết quả vào tệp này.")
@click.option(
    "--fail-on", type=click.Choice(_LEVELS), default="error", show_default=True,
    help="Kết thúc với mã 1 khi có điều ở mức này hoặc nặng hơn.",
)  # fmt: skip
@click.option(
    "--config", type=click.Path(path_type=Path), metavar="TỆP",
    help="Tệp cài đặt; không nêu thì lấy baocao.toml cạnh dự thảo.",
)  # fmt: skip
@click.option("--silence", metavar="KIỂM-TRA", help="Thôi báo kiểm tra này ở đoạn nêu trong --at, ghi nhớ vào kho.")
@click.option("--at", metavar="CHỮ", help="Chữ có trong đoạn thôi báo.")
@click.option("--who", metavar="TÊN", help="Người quyết định thôi báo.")
@click.option("--why", metavar="LÝ-DO", help="Lý do thôi báo.")
@limit_options
@click.pass_context
def command(
    ctx: click.Context, file: Path, db: Path | None, form: str, out: Path | None, fail_on: str, config: Path | None,
    silence: str | None, at: str | None, who: str | None, why: str | None, timeout: float | None,
    memory: float | None, debug: bool,
) -> None:  # fmt: skip
    """Kiểm tra một dự thảo: các số có khớp nhau và khớp với các tháng trước không.

    Kết thúc với mã 1 khi có lỗi (hoặc mức nêu trong --fail-on).
    """
    from pipeline.check.rules import RULES
    from pipeline.check.settings import load_settings
    from pipeline.errors import InputError, UsageError
    from pipeline.limits import FILE_NAME
    from pipeline.run import read_report
    from pipeline.store.archive import open_archive

    if not file.exists():
        raise InputError(f"{file}: không có tệp này")
    beside = file.parent / FILE_NAME
    settings = load_settings(config or (beside if beside.is_file() else None), [rule.id for rule in RULES])
    if db is not None:
        open_archive(db).close()
    if silence is None:
        report, findings = within_limits(_checked, file, timeout, memory, debug, db, settings)
        _write(findings, report, file, form, out)
        ctx.exit(1 if _fails(findings, fail_on) else 0)
    if db is None or not (at and who and why):
        raise UsageError("--silence cần có --db, --at, --who và --why")
    report = within_limits(read_report, file, timeout, memory, debug)
    with open_archive(db) as archive:
        _silence(report, archive, settings, silence, at, who, why)


def _checked(file: Path, db: Path | None, settings: Settings) -> tuple[Report, Findings]:
    """Return what a draft says and what was found in it."""
    from pipeline.check.engine import check
    from pipeline.run import read_report
    from pipeline.store.archive import open_archive
    from pipeline.suggest import suggest

    if db is None:
        report = read_report(file)
        return report, check(report, None, settings)
    with open_archive(db) as archive:
        report = suggest(read_report(file), archive=archive)
        return report, check(report, archive, settings)


def _silence(report: Report, archive: Archive, settings: Settings, rule: str, at: str, who: str, why: str) -> None:
    """Remember that what `rule` finds in the passages that hold `at` may stand."""
    from pipeline.check.context import Context
    from pipeline.check.engine import check, passage
    from pipeline.check.rules import RULES
    from pipeline.errors import UsageError
    from pipeline.language.text import fold
    from pipeline.store.silences import silence

    if all(known.id != rule for known in RULES):
        raise UsageError(f"không có kiểm tra '{rule}'; xem baocao rules")
    context = Context(report, archive, settings)
    found = [passage(context, finding) for finding in check(report, archive, settings).findings if finding.rule == rule]
    fitting = sorted({text for text in found if fold(at) in fold(text)})
    if not fitting:
        raise UsageError(f"{rule} không báo gì ở đoạn có chữ '{at}'")
    count = silence(archive, [(rule, text) for text in fitting], who, why)
    click.echo(f"Từ nay {rule} không báo ở {count} đoạn này nữa, cho đến khi đoạn được viết lại.", err=True)


def _write(findings: Findings, report: Report, file: Path, form: str, out: Path | None) -> None:
    """Write the findings in the form asked for, to the file asked for or to standard output."""
    import sys

    from pipeline.errors import UsageError
    from pipeline.present.findings import render
    from pipeline.present.machine import as_json

    made: bytes | str
    if form == "json":
        made = as_json(findings.model_dump(mode="json", by_alias=True))
    else:
        made = render(findings, report, file, form, plain=out is not None)
    data = made.encode() if isinstance(made, str) else made
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{out}: không ghi được: {error.strerror or type(error).__name__}") from error


def _fails(findings: Findings, fail_on: str) -> bool:
    """Return whether there is a finding as grave as `fail_on`."""
    return any(_LEVELS.index(finding.severity.value) <= _LEVELS.index(fail_on) for finding in findings.findings) and (
        fail_on != "never"
    )
