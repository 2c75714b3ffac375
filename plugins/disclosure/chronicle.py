"""Commands for the editions of a county: keeping one, what changed, and proving them."""
from pathlib import Path

import click

from disclosure.deliver.fault import Refused
from disclosure.progress import bar
from disclosure.terminal import folder, kept, say, site_option


@click.command()
@site_option
def edition(site: Path) -> None:
    """把现在的目录存成一版档案（editions/截至日期.jsonl）：每条记录和上一版不同的，一条一行；发布时会自动存。"""
    from disclosure.checking import check_county
    from disclosure.editions import keeping
    from disclosure.model.finding import Severity
    site = folder(site)
    if done := keeping.completed(site):
        click.echo(done)
    with bar() as progress:
        checked = check_county(site, progress, kept(site))
    if checked.refused(strict=False):
        say([f for f in checked.findings if f.severity is Severity.ERROR])
        raise Refused("没有存这一版：先改好上面的错误。")
    new = keeping.pending(site, checked.county)
    if new is None:
        last = keeping.read_chain(site).last
        click.echo(f"最近一版（{last.called}）就是现在的内容，不用再存。")
        return
    keeping.keep(site, new)
    click.echo(keeping.told(new))


def keep_edition(site: Path, done) -> None:
    """Keeps the edition that was sent in the county's folder, and says so."""
    if done.edition is None:
        return
    from disclosure.editions import keeping
    try:
        keeping.keep(site, done.edition)
    except (OSError, ValueError) as fault:
        raise Refused(f"已经发出，但这一版的档案没有存下（{fault}）。请运行 python build.py edition 补存。") from fault
    click.echo(keeping.told(done.edition))


COMMANDS = (edition,)
