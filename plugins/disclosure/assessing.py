"""The command `assess`: anybody's published catalogue held against the statute and the standard, without a county."""
import json
import sys
from pathlib import Path

import click

from disclosure.model.fields import Date
from disclosure.terminal import ROOT, Day


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="文件…", type=click.Path(path_type=Path))
@click.option("--name", metavar="名称", help="目录叫什么；不写时取表的标题、工作表名")
@click.option("--as-of", "as_of", type=Day(), metavar="日期", help="照哪一天施行的规定核对；不写就是程序里查到的最新规定")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), show_default="当前文件夹里的 build/assess/表的文件名/",
              help="报告写到哪个文件夹：评估.html（可以打印）和评估.xlsx（逐条）")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="屏幕上写成文字还是 JSON")
def assess(files: tuple[Path, ...], name: str | None, as_of: Date | None, out: Path | None, form: str) -> None:
    """评估任何一个县公布的目录，不用有那个县的 YAML。

    读 xlsx、xls、csv、docx、网页、pdf，逐项核对八要素、法定期限、失效的依据、标准目录里的事项。

    有问题也是 0；一个文件也读不了、没有认出目录时是 1。
    """
    from disclosure.deliver import disk
    from disclosure.model.county import Domain
    from disclosure.progress import bar
    from disclosure.read.county import vocabulary_of
    from disclosure.read.law import law
    from disclosure.render.assessment import page
    from disclosure.render.styled import styles
    from disclosure.tables.assessment import assess as judged
    from disclosure.tables.assessment_book import data, text, workbook
    from disclosure.tables.reading import read_files
    from disclosure.tables.setting import Setting
    setting = Setting.of(None, Domain, (), vocabulary_of(None), {}, False)
    with bar() as progress:
        found = read_files(files, setting, progress=progress)
    day = str(as_of) if as_of else max([p.since for p in law().periods.values()] + [o.since for o in law().outdated])
    assessment = judged(found, day, name or "")
    if form == "json":
        click.echo(json.dumps(data(assessment), ensure_ascii=False, indent=1))
    else:
        click.echo(text(assessment))
    if not assessment.catalogues:
        click.echo("没有认出目录的表头，没有可以评估的。", err=True)
        sys.exit(1)
    out = out or Path("build", "assess", files[0].stem + (f"等{len(files)}个" if len(files) > 1 else ""))
    out.mkdir(parents=True, exist_ok=True)
    for path, written in ((out / "评估.html", page(assessment, styles(ROOT))), (out / "评估.xlsx", workbook(assessment))):
        disk.replace(path, written)
        click.echo(f"报告在 {path}", err=True)
