"""What commands say to people: findings, coloured by severity; help."""
from collections.abc import Container, Sequence

import click

from disclosure.model.finding import Finding, Severity

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def say(findings: Sequence[Finding], spread: Container[str] = ()) -> None:
    """Lists findings on standard output; nothing where there are none.  `spread`: codes of which every finding is listed."""
    from disclosure import reports
    if findings:
        click.echo(reports.as_text(findings, lambda text, severity: click.style(text, fg=COLOURS[severity], bold=True), spread))


class Chinese(click.HelpFormatter):
    """click's help in the editors' language."""

    WORDS = {"Options": "选项", "Commands": "命令", "Show this message and exit.": "显示这个说明"}

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "用法：")

    def section(self, name: str):
        return super().section(self.WORDS.get(name, name))

    def write_dl(self, rows, *more, **options) -> None:
        super().write_dl([(name, self.WORDS.get(text, text)) for name, text in rows], *more, **options)


def misuse(error: click.UsageError) -> str:
    """What is wrong with a command as it was typed."""
    if isinstance(error, click.NoSuchOption):
        return f"没有选项 {error.option_name}"
    if isinstance(error, click.MissingParameter):
        return f"少了 {error.param.name if error.param else '参数'}"
    if isinstance(error, click.BadParameter):
        return f"{error.param.opts[0] if error.param else '参数'} 的值不对：{error.message}"
    return error.message.replace("No such command", "没有命令").replace("Got unexpected extra argument", "多了参数").rstrip(".")
