"""What commands say to people: findings, coloured by severity, and help; and what several of them ask for: a county's folder, a day."""
from collections.abc import Container, Sequence
from pathlib import Path

import click

from disclosure.model.fields import Date
from disclosure.model.finding import Finding, Severity
from disclosure.read.dates import meant

ROOT = Path(__file__).resolve().parents[2]
"""The repository: its own county, its MkDocs configuration and its theme."""

site_option = click.option("--site", type=click.Path(path_type=Path), default=ROOT, show_default="本仓库",
                           help="另一个县的文件夹：里面有 catalogues/，可以有 content/ 和 mkdocs.yml")
trust_option = click.option("--trust-config", "trust", is_flag=True, help="照 --site 的文件夹自己的 mkdocs.yml 生成，其中写的程序会执行；来路可靠的才用")

flavour_option = click.option("--flavour", type=click.Choice(["portal", "kiosk"]), default="portal", help="portal：门户网站（默认）；kiosk：触摸一体机，离线使用")

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def say(findings: Sequence[Finding], spread: Container[str] = ()) -> None:
    """Lists findings on standard output; nothing where there are none.  `spread`: codes of which every finding is listed."""
    if findings:
        from disclosure import reports
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
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        return f"{error.param.opts[0]} 的值不对：只能写 {'、'.join(error.param.type.choices)}"
    if isinstance(error, click.BadParameter):
        return f"{error.param.opts[0] if error.param else '参数'} 的值不对：{error.message}"
    return error.message.replace("No such command", "没有命令").replace("Got unexpected extra argument", "多了参数").rstrip(".")


class Day(click.ParamType):
    """A day of the calendar, YYYY-MM-DD."""

    name = "日期"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Date:
        if isinstance(value, Date):
            return value
        if len(value) != 10 or (found := meant(value)) is None or found.iso != value:
            raise click.UsageError(f"“{value}”不是日期，请写成 2026-12-01 的样子")
        return Date(value)


as_of_option = click.option("--as-of", "as_of", type=Day(), metavar="DATE",
                            help="看一看到这一天网站是什么样子：当作“截至日期”是这一天；只是预览，不能发布")


def only_portal(as_of: Date | None, flavour: str) -> None:
    """A kiosk shows no day but its own: nobody there could tell a preview from what holds."""
    if as_of and flavour == "kiosk":
        raise click.UsageError("--as-of 只用于门户网站的预览，一体机版不能用")


def relative(name: str, site: Path) -> str:
    """A file named on the command line, as findings name it."""
    for base in (Path.cwd(), site):
        path = (base / name).resolve()
        if path.is_relative_to(site) and path.exists():
            return path.relative_to(site).as_posix()
    raise click.UsageError(f"没有文件“{name}”")


def folder(site: Path) -> Path:
    if not (site / "catalogues").is_dir():
        raise click.UsageError(f"“{site}”里没有 catalogues 文件夹")
    return site.resolve()


def kept(site: Path, clean: bool = False):
    """What need not be read again: files that have not changed since they were last found right."""
    from disclosure.read.kept import Kept
    before = Kept(site)
    if clean:
        before.forget()
    return before
