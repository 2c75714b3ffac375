"""The command `import`: what departments send, into a catalogue; what nobody can be sure of, as a list of cells."""
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from disclosure.model.county import COLLECTIONS
from disclosure.model.register import REGISTERS
from disclosure.progress import bar
from disclosure.read.dates import real
from disclosure.terminal import ROOT, say

TARGETS = {"domain": "domains", "township": "townships", "village": "villages", "institution": "institutions"}
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
SUFFIXES = (".xlsx", ".csv", ".json")


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="文件…", type=click.Path(path_type=Path))
@click.option("--domain", metavar="代号", help="导入到哪个领域：catalogues/domains/代号.yml")
@click.option("--township", metavar="代号", help="导入到哪个乡镇：catalogues/townships/代号.yml")
@click.option("--village", metavar="代号", help="导入到哪个村、社区：catalogues/villages/代号.yml")
@click.option("--institution", metavar="代号", help="导入到哪个公共企事业单位：catalogues/institutions/代号.yml")
@click.option("--each", is_flag=True, help="按工作表名、表的标题，分到各个领域、乡镇、村居")
@click.option("--register", metavar="台账", help="导入到哪个台账：tasks、places、subsidies 等，也可以写中文名称")
@click.option("--name", metavar="名称", help="新的目录叫什么；不写时取表的标题、工作表名")
@click.option("--sheet", "sheets", multiple=True, metavar="名称", help="只读这个工作表（可以写几次）")
@click.option("--table", "tables", multiple=True, type=click.IntRange(min=1), metavar="N", help="只读第几张表（可以写几次）")
@click.option("--head", "heads", multiple=True, metavar="列=字段", help="说明一列是什么：J=对象、责任科室=不导入（可以写几次）")
@click.option("--hidden", is_flag=True, help="隐藏的行、列、工作表也导入")
@click.option("--dry-run", is_flag=True, help="只读、只列出来，不写任何东西")
@click.option("--strict", is_flag=True, help="有一处存疑就不写")
@click.option("--retire", metavar="日期", help="表里没有了的事项，从这一天起停用")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="清单写到哪里（xlsx、csv、json），默认是县文件夹里的 build/import/代号.xlsx")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="清单写成文字还是 JSON")
@click.option("--site", type=click.Path(path_type=Path), default=ROOT, show_default="本仓库", help="县的文件夹：里面有 catalogues/")
def importing(files: tuple[Path, ...], domain: str | None, township: str | None, village: str | None, institution: str | None, each: bool, register: str | None, name: str | None, sheets: tuple[str, ...],
              tables: tuple[int, ...], heads: tuple[str, ...], hidden: bool, dry_run: bool, strict: bool, retire: str | None, report: Path | None, form: str, site: Path) -> None:
    """把部门报来的表格（xlsx、xls、csv、docx、网页、pdf）导入目录；拿不准的一格一格列出来，一个也不猜。"""
    chosen = [(kind, id) for kind, id in (("domain", domain), ("township", township), ("village", village), ("institution", institution), ("register", register), ("each", each or None)) if id is not None]
    if len(chosen) != 1:
        raise click.UsageError("要写明导入到哪里：--domain、--township、--village、--institution、--register、--each 恰好写一个")
    (kind, id), = chosen
    misused(kind, id, name, retire, report, site)
    given = heads_given(heads)
    from disclosure.tables.session import Session, Wishes
    with bar() as progress:
        session = Session(Wishes(files, site, name or "", sheets, tables, given, hidden, dry_run, strict, retire or "", progress))
        if kind == "each":
            told = session.into_each()
        elif kind == "register":
            told = session.into_register(register_called(id))
        else:
            told = session.into_catalogue(COLLECTIONS[TARGETS[kind]], id)
    path = report or site / "build" / "import" / f"{'each' if kind == 'each' else register_called(id).name if kind == 'register' else id}.xlsx"
    wanted = report or (not dry_run and any(outcome.found.matters or outcome.found.doubts for outcome in told.outcomes))
    lies = bool(wanted) and listed(path, told, files, site)
    tell(told, form, path if lies else None, site)
    if dry_run:
        more = "去掉 --dry-run 再运行，才写。" if not told.refusals else "这样去掉 --dry-run 也写不成，原因在上面。"
        click.echo("只看了会怎样（--dry-run）：目录一个字也没有写" + ("" if report else "，也没有写清单") + f"。{more}", err=form == "json")
    sys.exit(0 if told.written or not told.refusals else 1)


def misused(kind: str, id, name: str | None, retire: str | None, report: Path | None, site: Path) -> None:
    """Raises UsageError for what cannot be meant."""
    if kind in TARGETS and not ID.fullmatch(id):
        raise click.UsageError(f"代号“{id}”不合规定的样子：用小写字母、数字和短横，以字母或数字开头，例如 shehui-jiuzhu")
    if kind == "register":
        register_called(id)
    if kind in ("register", "each") and (name or retire):
        raise click.UsageError(f"{'--name' if name else '--retire'} 只与 --domain、--township、--village、--institution 同用")
    if retire is not None and not (re.fullmatch(r"\d{4}-\d\d-\d\d", retire, re.A) and real(*map(int, retire.split("-")))):
        raise click.UsageError(f"--retire 后面是日期，例如 2026-11-01，现在是“{retire}”")
    if report is not None and report.suffix.lower() not in SUFFIXES:
        raise click.UsageError(f"--report 的文件名以 {'、'.join(SUFFIXES)} 结尾，现在是“{report.name}”")
    if not (site / "catalogues").is_dir():
        raise click.UsageError(f"“{site}”里没有 catalogues 文件夹")


def register_called(word: str):
    """The register of a name: of its file or folder, or in Chinese."""
    for name, collection in REGISTERS.items():
        if word in (name, collection.noun, collection.path, f"catalogues/{collection.path}"):
            return collection
    raise click.UsageError(f"没有“{word}”这个台账，可以写：{'、'.join(REGISTERS)}")


def heads_given(heads: Iterable[str]) -> dict[str, str]:
    """--head as letter or bare heading → field."""
    from disclosure.read.heads import bare
    given = {}
    for one in heads:
        left, mark, right = one.partition("=")
        if not mark or not left.strip() or not right.strip():
            raise click.UsageError(f"--head 要写成 列=字段，例如 --head J=对象，现在是“{one}”")
        given[left.strip().upper() if re.fullmatch(r"[A-Za-z]{1,3}", left.strip()) else bare(left)] = right.strip()
    return given


def listed(path: Path, told, files: tuple[Path, ...], site: Path) -> bool:
    """Writes the list beside what is printed; whether it lies there."""
    from disclosure.tables.workbook import report
    sources = {"": site, **{file.name: file for file in files}}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(report(path, told.outcomes, sources, told.as_of))
    except OSError:
        told.refusals.append(f"清单没有写成：{path} 写不了，可能正在 Excel 里打开着")
        return False
    return True


def tell(told, form: str, path: Path | None, site: Path) -> None:
    """What came of it: JSON alone, or text with what `check` says of what was written."""
    from disclosure.tables.report import as_json, as_lines, each_told, summary
    if form == "json":
        for refusal in told.refusals:
            click.echo(refusal, err=True)
        said = [as_json(outcome) for outcome in told.outcomes]
        click.echo(json.dumps(said[0] if len(said) == 1 else said, ensure_ascii=False, indent=1))
        return
    shown = "" if path is None else path.relative_to(site).as_posix() if path.is_relative_to(site) else str(path)
    if len(told.outcomes) == 1:
        click.echo("\n".join([*as_lines(told.outcomes[0]), *summary(told.outcomes[0], shown)]))
    elif told.outcomes:
        click.echo("\n".join(each_told(told.outcomes, shown)))
    if told.written:
        from disclosure.checking import check_county
        only = frozenset(told.written)
        findings = [f for f in check_county(site, only=only).findings if f.place.file in only or any(one.endswith("/") and f.place.file.startswith(one) for one in only)]
        click.echo(f"写好了 {'、'.join(told.written)}。" + ("检查它的结果：" if findings else "检查过，没有问题。"))
        say(findings)
    for refusal in told.refusals:
        click.echo(f"没有写：{refusal}" if not told.written else refusal)

