"""The command `import`: what departments send, into a catalogue; what nobody can be sure of, as a list of cells."""
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from disclosure.model.county import COLLECTIONS
from disclosure.read.dates import real
from disclosure.terminal import ROOT

TARGETS = {"domain": "domains", "township": "townships", "village": "villages"}


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="文件…", type=click.Path(path_type=Path))
@click.option("--domain", metavar="代号", help="导入到哪个领域：catalogues/domains/代号.yml")
@click.option("--township", metavar="代号", help="导入到哪个乡镇：catalogues/townships/代号.yml")
@click.option("--village", metavar="代号", help="导入到哪个村、社区：catalogues/villages/代号.yml")
@click.option("--each", is_flag=True, help="按工作表名、表的标题，分到各个领域")
@click.option("--name", metavar="名称", help="新的目录叫什么；不写时取表的标题、工作表名")
@click.option("--sheet", "sheets", multiple=True, metavar="名称", help="只读这个工作表（可以写几次）")
@click.option("--table", "tables", multiple=True, type=click.IntRange(min=1), metavar="N", help="只读第几张表（可以写几次）")
@click.option("--head", "heads", multiple=True, metavar="列=字段", help="说明一列是什么：J=对象、责任科室=不导入（可以写几次）")
@click.option("--hidden", is_flag=True, help="隐藏的行、列、工作表也导入")
@click.option("--dry-run", is_flag=True, help="只读、只列出来，不写任何东西")
@click.option("--strict", is_flag=True, help="有一处存疑就不写")
@click.option("--retire", metavar="日期", help="表里没有了的事项，从这一天起停用")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="清单另存为 xlsx、csv 或 json")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="清单写成文字还是 JSON")
@click.option("--site", type=click.Path(path_type=Path), default=ROOT, show_default="本仓库", help="县的文件夹：里面有 catalogues/")
def importing(files: tuple[Path, ...], domain: str | None, township: str | None, village: str | None, each: bool, name: str | None, sheets: tuple[str, ...], tables: tuple[int, ...],
              heads: tuple[str, ...], hidden: bool, dry_run: bool, strict: bool, retire: str | None, report: Path | None, form: str, site: Path) -> None:
    """把部门报来的表格（xlsx、xls、csv、docx、网页、pdf）导入目录；拿不准的一格一格列出来，一个也不猜。"""
    chosen = [(kind, id) for kind, id in (("domain", domain), ("township", township), ("village", village)) if id is not None]
    if len(chosen) + each != 1:
        raise click.UsageError("要写明导入到哪里：--domain、--township、--village、--each 恰好写一个")
    if retire is not None and not (re.fullmatch(r"\d{4}-\d\d-\d\d", retire, re.A) and real(*map(int, retire.split("-")))):
        raise click.UsageError(f"--retire 后面是日期，例如 2026-11-01，现在是“{retire}”")
    given = heads_given(heads)
    kind, id = chosen[0]
    code = run(files, kind, id, name, sheets, tables, given, hidden, dry_run, strict, retire, form, site)
    sys.exit(code)


def heads_given(heads: Iterable[str]) -> dict[str, str]:
    """--head as letter or bare heading → field."""
    from disclosure.read.heads import bare
    given = {}
    for one in heads:
        left, mark, right = one.partition("=")
        if not mark or not left.strip() or not right.strip():
            raise click.UsageError(f"--head 要写成 列=字段，例如 --head J=对象，现在是“{one}”")
        given[left.strip().upper() if left.strip().isascii() else bare(left)] = right.strip()
    return given


def run(files, kind, id, name, sheets, tables, given, hidden, dry_run, strict, retire, form, site) -> int:
    from disclosure.read.county import read_county, vocabulary_of
    from disclosure.tables.doubt import DOUBTFUL, DOUBTS
    from disclosure.tables.merge import merge
    from disclosure.tables.reading import read_files
    from disclosure.tables.report import Outcome, as_json, as_lines, summary
    from disclosure.tables.setting import Setting
    from disclosure.tables.target import Target
    from disclosure.write.draft import schema_line
    from disclosure.write.style import Unwritable
    template = COLLECTIONS[TARGETS[kind]].template
    county = read_county(site).county
    record = getattr(county, TARGETS[kind]).get(id) if county else None
    names = tuple(filter(None, (name, *(record.names if record else ()))))
    setting = Setting.of(county, template, names, vocabulary_of(None) if county is None else vocabulary(county), given, hidden)
    found = read_files(files, setting, sheets, tables)
    outcome = Outcome(f"catalogues/{TARGETS[kind]}/{id}.yml", found, rows={"read": found.rows, "items": len(found.matters), "hidden": found.hidden})
    code = 0
    try:
        target = Target(site, template, id, county, setting)
        called = name or next(iter(found.names), "")
        if not found.matters:
            raise Unwritable("没有认出目录的表头")
        if target.draft is None and not called:
            raise Unwritable(f"不知道{COLLECTIONS[TARGETS[kind]].noun}叫什么，请加 --name")
        merged = merge(target, found.matters, called, retire or "", schema_line(site, target.file))
        outcome.take(merged)
        if strict and any(DOUBTS[d.code].severity == DOUBTFUL for d in found.doubts):
            raise Unwritable("有存疑的格子，加了 --strict，没有写")
        outcome.written = not dry_run and merged.save()
    except (Unwritable, OSError) as refused:
        click.echo(str(refused), err=True)
        code = 1
    if form == "json":
        click.echo(json.dumps(as_json(outcome), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join([*as_lines(outcome), *summary(outcome, "")]))
    return code


def vocabulary(county):
    from disclosure.read.county import Vocabulary, vocabulary_of
    plain = vocabulary_of(None)
    channels = {c: c for c in county.channels} if county.channels else plain.channels
    return Vocabulary(county.levels, channels)
