"""The command `export`: the county in the forms that others want (exports/formats.py has them)."""
import sys
from functools import cache, partial
from pathlib import Path

import click

from disclosure.exports.formats import FORMATS
from disclosure.exports.wanted import EVERY, STANDARD, Format, Wanted
from disclosure.progress import bar
from disclosure.terminal import folder, kept, say, site_option, trust_option

OPTIONS = {"columns": "--columns", "each": "--each", "manual": "--manual", "by": "--by", "paper": "--paper"}
"""The options that only some formats mind, by the name that these know them by."""


@click.command()
@site_option
@trust_option
@click.option("--format", "name", type=click.Choice(list(FORMATS)), required=True, help="；".join(f"{f.name}：{f.about}" for f in FORMATS.values()))
@click.option("--out", type=click.Path(path_type=Path), metavar="PATH",
              help="写到哪个文件夹（默认是县文件夹里的 build/export/）；只有一个文件的，可以写文件名")
@click.option("--columns", type=click.Choice([STANDARD, EVERY]), default=STANDARD, show_default=True, help="全部：在标准目录的各列后面，把事项的其他字段也列出来")
@click.option("--each", is_flag=True, help="一个目录一个文件")
@click.option("--manual", is_flag=True, help="印成一本公开工作手册")
@click.option("--by", type=click.Choice(["item", "group", "catalogue"]), default="item", show_default=True, help="一个事项一张，一个一级事项一张，还是整个目录列在一张上（catalogue，宜用 A3）")
@click.option("--paper", type=click.Choice(["A4", "A3"]), default="A4", show_default=True, help="张贴页的纸")
@click.argument("names", nargs=-1, metavar="[目录]...")
@click.pass_context
def export(ctx: click.Context, site: Path, trust: bool, name: str, out: Path | None, columns: str, each: bool, manual: bool, by: str,
           paper: str, names: tuple[str, ...]) -> None:
    """把目录导出成报送、印刷、公开数据用的文件。

    目录：写 domains/代号、townships/代号、villages/代号，或者台账的名字（tasks 等）；不写就是全部。
    """
    site, form = folder(site), FORMATS[name]
    for option, written in OPTIONS.items():
        if option not in form.options and ctx.get_parameter_source(option) is click.core.ParameterSource.COMMANDLINE:
            takers = "、".join(f.name for f in FORMATS.values() if option in f.options)
            raise click.UsageError(f"{written} 只与 --format {takers} 同用" if takers else f"没有用得上 {written} 的格式")
    if form.whole and names:
        raise click.UsageError(f"--format {form.name} 是全县的，不能只要“{names[0]}”")
    with bar() as progress:
        wanted = wished(site, trust, form, names, progress, columns=columns, each=each, manual=manual, by=by, paper=paper)
        done = write(list(form.files(wanted)), out or site / "build" / "export", form, wanted)
    click.echo(f"导出了 {len(done)} 个文件，在 {done[0] if len(done) == 1 else out or site / 'build' / 'export'}" if done else nothing(form, wanted))


def nothing(form: Format, wanted: Wanted) -> str:
    """Why nothing came of it; of sheets for notice boards, that those of villages and townships are printed where nothing is named."""
    if form.name != "notice" or not wanted.whole:
        return "没有可以导出的：所选的目录里没有事项。"
    domain = next(iter(wanted.county.domains), "")
    return ("没有可以导出的：不写目录名，印的是村（居）、乡镇的事项，最近一批补贴，正在征求的意见，县里还都没有。"
            + (f"要印县里一个领域的，写明是哪个：python build.py export --format notice domains/{domain}" if domain else ""))


def wished(site: Path, trust: bool, form: Format, names: tuple[str, ...], progress, **options) -> Wanted:
    """The county, read and judged, and what of it is wanted; ends the command where there are errors."""
    from disclosure.checking import check_county
    from disclosure.model.finding import Severity
    from disclosure.model.waiting import as_published
    from disclosure.scores import score
    checked = check_county(site, progress, kept(site), trust=trust)
    if checked.refused(strict=False):
        say([f for f in checked.findings if f.severity is Severity.ERROR])
        click.echo("没有导出：先改好上面的错误。", err=True)
        sys.exit(1)
    county = checked.county if options["columns"] == EVERY else as_published(checked.county)
    catalogues, registers = chosen(county, form, names)
    return Wanted(county, catalogues, registers, not names, checked.files.sizes, progress=progress, scores=cache(partial(score, checked)), **options)


def chosen(county, form: Format, names: tuple[str, ...]) -> tuple[tuple, tuple]:
    """The catalogues and registers named, in the order of the site; all where none is.  Whatever is not there is misuse."""
    catalogues = {f"{c.folder}/{c.id}": c for c in county.catalogues}
    if standard := county.village_standard:
        catalogues[standard.folder] = standard
    registers = {c.name: c for c, _ in county.registers}
    if not names:
        return tuple(county.catalogues), tuple(registers.values()) if form.registers else ()
    asked = {name.replace("\\", "/").removeprefix("./").removeprefix("catalogues/").removesuffix(".yml").rstrip("/"): name for name in names}
    for name, typed in asked.items():
        if name in catalogues or any(path.startswith(f"{name}/") for path in catalogues):
            continue
        if name in registers and not form.registers:
            raise click.UsageError(f"--format {form.name} 只能导出目录，“{typed}”是台账")
        if name not in registers:
            raise click.UsageError(f"没有目录“{typed}”；有 {some([*catalogues, *(registers if form.registers else ())])}")
    return (tuple(c for path, c in catalogues.items() if path in asked or path.partition("/")[0] in asked),
            tuple(c for name, c in registers.items() if name in asked and form.registers))


def some(names: list[str], most: int = 12) -> str:
    """The first of many names."""
    return "、".join(names[:most]) + (f"等 {len(names)} 个" if len(names) > most else "")


def write(files: list, out: Path, form: Format, wanted: Wanted) -> list[Path]:
    """Makes the files and puts each where it belongs, whole or not at all; one that is there already as it should be stays untouched."""
    from disclosure.deliver import disk
    from disclosure.host.staging import same
    into = out.suffix.lower() == form.suffix and not out.is_dir()
    if into and len(files) != 1:
        raise click.UsageError(f"要导出 {len(files)} 个文件，--out 请写文件夹")
    done = []
    for n, file in enumerate(files):
        wanted.progress("导出", n, len(files))
        path, data = out if into else out / file.path, file.data
        path.parent.mkdir(parents=True, exist_ok=True)
        if not same(path, data):
            disk.replace(path, data)
        done.append(path)
    return done
