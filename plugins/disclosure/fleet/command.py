"""`fleet`: many counties, on this machine or on a Dask cluster.  Every county has its say; none stops the others."""
import os
import sys
from pathlib import Path

import click

from disclosure.progress import bar
from disclosure.terminal import say

LONGEST = 7 * 24 * 60
"""Minutes that a county may take at most, whatever fleet.yml says."""


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="各县区的网站和总览写到哪个文件夹（默认是 fleet.yml 旁边的 sites/）")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="在本机同时生成几个（默认与处理器的核数相同）")
@click.option("--scheduler", metavar="ADDRESS", help="交给 Dask 集群：调度器的地址，如 tcp://10.0.0.5:8786")
@click.option("--strict", is_flag=True, help="有警告的县区也不生成")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="输出的样子")
@click.argument("file", metavar="FILE.yml", type=click.Path(path_type=Path))
def fleet(file: Path, out: Path | None, workers: int | None, scheduler: str | None, strict: bool, style: str) -> None:
    """生成 FILE.yml 里的全部县区，连同总览；有一个没有生成就退出 1。"""
    from disclosure.fleet import cluster, overview, pool
    from disclosure.hands import cores
    from disclosure.host.staging import OutputInTheWay
    from disclosure.deliver import lock
    from disclosure.model.fleet import MEGABYTES
    from disclosure.read.fleet import read_fleet
    if workers and scheduler:
        raise click.UsageError("用 --scheduler 时，同时生成几个由集群定，不写 --workers")
    if not file.is_file():
        raise click.UsageError(f"没有文件“{file}”")
    reading = read_fleet(file)
    out = (out or file.parent / "sites").resolve()
    if not reading.sound:
        tell(reading.findings, (), (), style)
        click.echo(f"没有生成：先改好 {file.name}。", err=True)
        sys.exit(1)
    orders = orders_of(reading, out, strict)
    with lock.alone(lock.beside(out), f"生成“{out}”"), bar() as progress:
        try:
            overview.claim(out)
        except OutputInTheWay as error:
            raise click.ClickException(str(error)) from None
        outcomes = {}
        progress("生成各县区的网站", 0, len(orders))
        for outcome in cluster.built(orders, scheduler) if scheduler else pool.built(orders, workers or cores(), megabytes=reading.fleet.megabytes or MEGABYTES):
            outcomes[outcome.code] = outcome
            progress("生成各县区的网站", len(outcomes), len(orders))
        progress("写总览", 0, 1)
        statuses = overview.write(out, reading.fleet, orders, outcomes)
    for order in orders:
        log(order, outcomes[order.code])
    tell(reading.findings, statuses, [outcomes[o.code] for o in orders], style)
    without = sum(s.state != "built" for s in statuses)
    click.echo(f"总览在 {out / 'index.html'}；{len(orders)} 个县区" + (f"，{without} 个没有生成。" if without else "都已生成。"), err=style == "json")
    sys.exit(1 if without else 0)


def orders_of(reading, out: Path, strict: bool) -> list:
    from disclosure.fleet.county import Order, program
    from disclosure.model.fleet import MINUTES
    limit = 60.0 * min(reading.fleet.minutes or MINUTES, LONGEST)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return [Order(member.code, folder, out / member.code, out / "build" / member.code, strict, program(), epoch, limit)
            for member, folder in zip(reading.fleet.members, reading.folders, strict=True)]


def log(order, outcome) -> None:
    """Keeps what those who mend the program need to know, and nothing of an earlier run."""
    path = order.office / "error.log"
    path.unlink(missing_ok=True)
    if outcome.trace:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(outcome.trace, encoding="utf-8")


def tell(findings, statuses, outcomes, style: str) -> None:
    """What is wrong with the list, then the counties that have no new site with what kept them from it, and at last a line for each county in its order."""
    if style == "json":
        import json

        from disclosure import reports
        from disclosure.fleet.overview import row
        counties = [{**row(s), "pages": o.pages, "seconds": round(o.seconds, 1), "findings": reports.as_rows(o.findings)} for s, o in zip(statuses, outcomes, strict=True)]
        click.echo(json.dumps({"findings": reports.as_rows(findings), "counties": counties}, ensure_ascii=False, indent=1))
        return
    say(findings)
    for status in statuses:
        if status.state != "built" and status.shown:
            click.echo(f"\n{status.name}（{status.code}）：")
            say(status.shown)
    if statuses:
        click.echo()
    for status, outcome in zip(statuses, outcomes, strict=True):
        counts = f"{status.count('error')} 个错误，{status.count('warning')} 个警告，" if status.checked else ""
        state = f"{'没有变化' if outcome.unchanged else '已生成'}，{outcome.pages} 页，{counts}" if status.state == "built" else f"没有生成，{counts}"
        more = "" if status.state == "built" else f"。{status.said}{'原来的网站没有动。' if status.site else ''}" + (f"详情在 build/{status.code}/error.log。" if outcome.trace else "")
        click.echo(f"{status.name}（{status.code}）：{state}用时 {outcome.seconds:.1f} 秒{more}")
