"""Commands for the editions of a county: keeping one, what changed, and proving them."""
from pathlib import Path

import click

from disclosure.deliver import disk
from disclosure.deliver.fault import Refused
from disclosure.progress import bar
from disclosure.terminal import Day, folder, kept, say, site_option, trust_option


@click.command()
@site_option
@click.option("--redact", "places", multiple=True, metavar="键[#字段]", help="遮盖：以前各版里这条记录（或者它的这个字段）不能再公开；键照档案里写，如 domains/shehui-jiuzhu/2.3#备注，可以写几次")
@click.option("--text", "words", default="", metavar="文字", help="遮盖：只遮这段文字；不写 --redact 的，凡有这段文字的都遮")
@click.option("--reason", default="", help="遮盖的原因，一句话，公布在网站上")
@click.option("--approved", default="", metavar="批准", help="谁批准遮盖的：单位或者文件，不写姓名；公布在网站上")
@click.option("--keep", "aside", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="遮盖以前把原文和盐存到这个文件（放在县文件夹外面，保管好），以后能证明原来写的是什么")
@click.option("--forget", is_flag=True, help="遮盖以后哪里都不留原文")
@click.option("--apply", "go", is_flag=True, help="真的遮盖；不写只列出会遮哪几行")
def edition(site: Path, places: tuple[str, ...], words: str, reason: str, approved: str, aside: Path | None, forget: bool, go: bool) -> None:
    """把现在的目录存成一版档案（editions/截至日期.jsonl）：每条记录和上一版不同的，一条一行；发布时会自动存。

    以前各版里有不能再公开的（后来发现的个人信息、涉密内容），用 --redact、--text 遮盖：链条仍然接得上，核对时说明遮了几行、为什么。
    """
    if places or words:
        return redact(folder(site), places, words, reason, approved, aside, forget, go)
    from disclosure.checking import check_county
    from disclosure.editions import keeping, withdrawals
    from disclosure.model.finding import Severity
    site = folder(site)
    if done := keeping.completed(site):
        click.echo(done)
    with bar() as progress:
        checked = check_county(site, progress, kept(site))
    if checked.refused(strict=False):
        say([f for f in checked.findings if f.severity is Severity.ERROR])
        raise Refused("没有存这一版：先改好上面的错误。")
    try:
        new = keeping.pending(site, checked.county)
    except ValueError as fault:
        raise Refused(f"没有存这一版：{fault}。请把 county.yml 的“截至日期”改成这一版的日期。") from fault
    if new is None:
        chain = keeping.read_chain(site)
        back = withdrawals.of(chain).get(chain.last.name)
        note = f"它在 {back.date} 撤下（{back.reason}），再发布时会先提醒。" if back else ""
        click.echo(f"最近一版（{chain.last.called}）就是现在的内容，不用再存。{note}")
        return
    keeping.keep(site, new)
    click.echo(keeping.told(new))


def redact(site: Path, places: tuple[str, ...], words: str, reason: str, approved: str, aside: Path | None, forget: bool, go: bool) -> None:
    """Takes words out of old editions; lists what it would be, unless it is to be done."""
    from disclosure.editions import redaction
    from disclosure.editions.state import state
    from disclosure.host.former import current, whole
    from disclosure.editions.reading import read_chain
    chain = whole(read_chain(site))
    with bar() as progress:
        county = current(site, progress, kept(site), trust=False)
    try:
        lines = redaction.wanted(chain, state(county), places, words)
        if not lines:
            raise ValueError("以前的各版里没有这样的内容，不用遮盖")
        for line in lines:
            click.echo(f"{line.edition.path}　{line.key}")
        if not go:
            editions = len({line.edition.name for line in lines})
            click.echo(f"会遮盖 {len(lines)} 行（{editions} 版），写进新的一版；还没有改动。真的遮盖：再加 --apply、--reason 原因、--approved 批准的单位，并且写 --keep 文件（原文存在县文件夹外面）或者 --forget（不留原文）。")
            return
        files, new = redaction.redacted(chain, lines, reason, approved, words, county.as_of.day.isoformat())
        if (aside is None) == (not forget) or aside is not None and aside.resolve().is_relative_to(site):
            raise ValueError("请写 --keep 文件（放在县文件夹外面：里面是原文）或者 --forget，只写一个")
        if aside is not None:
            if aside.exists():
                raise ValueError(f"{aside} 已经有了，不盖掉它，请换一个文件名")
            aside.parent.mkdir(parents=True, exist_ok=True)
            disk.replace(aside, redaction.kept(lines))
        redaction.applied(site, chain, files, new)
    except ValueError as fault:
        raise Refused(f"{fault}。") from fault
    click.echo(f"遮盖了 {len(lines)} 行，写进 {new.path}。" + (f"原文和盐在 {aside}，请照保密要求保管。" if aside else ""))
    click.echo("请接着做：python build.py publish 去处 --forget（门户上不留旧版）；git 的历史、发出去的更新包和别人下载的，要另外清理。"
               "已经公布过的校验值收不回来：知道其余文字的人能拿号码一个个试，个人号码请当作已经泄露处理。")


again_option = click.option("--again", is_flag=True, help="目录里又有撤下过的内容，确实要再发")


def list_editions(site: Path) -> None:
    """Names the editions that were published, and what was taken back."""
    from disclosure.editions import withdrawals
    from disclosure.editions.changes import counted, public
    from disclosure.editions.past import Past
    from disclosure.editions.reading import read_chain
    chain = read_chain(site)
    if not chain.editions:
        click.echo("还没有版本档案：发布一次，或者运行 python build.py edition，以后就有。")
        return
    past, gone = Past(chain), withdrawals.of(chain)
    for edition in chain.editions:
        counts = "、".join(f"{kind} {n}" for kind, n in counted(public(past.told[edition.name])).items()) or ("第一版" if edition.number == 1 else "与上一版相同")
        back = f"　已撤下（{gone[edition.name].date}）：{gone[edition.name].reason}" if edition.name in gone else ""
        click.echo(f"第 {edition.number} 版　{edition.called}　{edition.records} 条　{counts}{back}")


def note_withdrawal(site: Path, reason: str | None, day: str) -> None:
    """Writes down that the last edition was taken back, and why: asked for in one line where somebody sits before it.  `day`: 截至日期 of what is shown again."""
    from disclosure.editions import withdrawals
    from disclosure.editions.reading import read_chain
    chain = read_chain(site)
    standing = withdrawals.standing(chain)
    if not standing or chain.faults:
        return
    reason = asked(reason)
    former = next((edition.name for edition in reversed(standing[:-1]) if edition.date <= day), None)
    withdrawals.append(site, chain, withdrawals.row_of(chain, withdrawals.today(), reason, former))
    click.echo(f"记下了：{standing[-1].called} 那一版撤下，原因：{reason}（editions/withdrawals.jsonl）。再发同样的内容时会提醒。目录没有动：撤下的改动还在里面，请改好再发。")


def asked(reason: str | None) -> str:
    """Why something is taken back: as it was given, or asked for in one line where somebody sits before it."""
    import sys
    if reason is None:
        reason = click.prompt("为什么撤下（一句话）", default="没有写", show_default=False) if sys.stdin.isatty() else "没有写"
    return reason.strip()


def signing(key: Path | None):
    """What signs an edition with a private key; None where there is none.  Raises Refused."""
    if key is None:
        return None
    from functools import partial

    from disclosure.deliver.kiosk.making import private_key
    from disclosure.deliver.proof import signature
    return partial(signature, private_key(key))


def forgotten(there, forget: bool) -> None:
    """Tells what was met at a destination, and has it forget the editions before where that is wanted."""
    for note in there.notes:
        click.echo(note)
    if forget:
        click.echo(f"没有留前一版（清除了 {there.forget()} 份），不能再退回。")


def lift(site: Path, names: tuple[str, ...]) -> None:
    """Writes down that withdrawn editions stand again."""
    from disclosure.editions import withdrawals
    from disclosure.editions.reading import read_chain
    chain = read_chain(site)
    withdrawals.append(site, chain, withdrawals.lifted(chain, withdrawals.today(), names))


def keep_edition(site: Path, done) -> None:
    """Keeps the edition that was sent in the county's folder, and says so."""
    from disclosure.editions import keeping, withdrawals
    new = done.past.pending
    try:
        if new:
            keeping.keep(site, new)
        keeping.keep_beside(site, done.past.whole)
        if done.past.restored:
            lift(site, done.past.restored)
        if done.past.forgotten:
            withdrawals.append(site, keeping.read_chain(site), done.past.forgotten)
    except (OSError, ValueError) as fault:
        raise Refused(f"已经发出，但这一版的档案没有存下（{fault}）。请运行 python build.py edition 补存。") from fault
    if new:
        click.echo(keeping.told(new))
    for edition in withdrawals.read(done.past.forgotten):
        click.echo(f"{edition} 那一版档案里有这次改掉的内容，已从网站上撤下；本机的 editions/ 里还有。")


@click.command()
@site_option
@trust_option
@click.option("--since", metavar="版本|文件夹|GIT版本", help="从哪一版算起：editions/ 里的一版（写日期）、另一个县文件夹（改动前的）、git 的提交或分支；不写是最近一版")
@click.option("--to", "until", metavar="版本", help="到哪一版为止：editions/ 里的一版；不写是现在的目录")
@click.option("--format", "style", type=click.Choice(["text", "html", "json", "xlsx"]), default="text", help="text 显示出来；html 是给领导看的签发单；json；xlsx 表格")
@click.option("--fill", is_flag=True, help="把目录变动里还没有写明原因的，各写一条到 catalogues/changes.yml，等人补上原因和依据")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写到哪个文件（html 默认是县文件夹里的 build/签发单.html，xlsx 是 build/变动.xlsx）")
def changes(site: Path, trust: bool, since: str | None, until: str | None, style: str, fill: bool, out: Path | None) -> None:
    """这一版与以前的一版有什么不同：新增、修改、停用，逐项写明原来和现在，改了的词标出来。"""
    import json

    from disclosure.editions import telling
    from disclosure.host import former
    site = folder(site)
    if fill:
        from disclosure.editions.filling import filled
        with bar() as progress:
            county = former.current(site, progress, kept(site), trust)
        return click.echo(filled(site, county))
    with bar() as progress:
        told, findings = former.compared(site, since, until, progress, kept(site), trust, judged=style == "html")
    if style == "text":
        return write(telling.as_text(told).encode(), out)
    if style == "json":
        return write((json.dumps(telling.as_data(told), ensure_ascii=False, indent=1) + "\n").encode(), out)
    if style == "html":
        from disclosure.render.sheet import sheet
        return write(sheet(told, findings), out or site / "build" / "签发单.html")
    from disclosure.render.changes_book import book
    write(book(told), out or site / "build" / "变动.xlsx")


def write(data: bytes, out: Path | None) -> None:
    """Onto the terminal, or into a file of which it is said where it lies."""
    if out is None:
        click.echo(data.decode(), nl=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    disk.replace(out, data)
    click.echo(f"写好了 {out}（{len(data) / 1e3:.0f} KB）。")


@click.command("verify")
@click.option("--public-key", "key", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE", help="公钥 kiosk.pub：连同签名一起核对")
@click.option("--matter", metavar="领域/编号", help="再说出这个事项（或者档案里的键）在那一天是怎样写的")
@click.option("--on", "day", type=Day(), metavar="日期", help="哪一天，不写是最近一版")
@click.argument("where", metavar="网站|文件夹", type=click.Path(path_type=Path, exists=True, file_okay=False))
def verify_command(where: Path, key: Path | None, matter: str | None, day: str | None) -> None:
    """核对版本档案有没有被改动：县的文件夹、网站的文件夹，或者下载来的各版；有问题就退出 1。"""
    from disclosure.deliver import proof
    verdict = proof.examined(where, key)
    for sentence in verdict.right:
        click.echo(sentence)
    for sentence in verdict.wrong:
        click.echo(f"不对：{sentence}", err=True)
    if verdict.wrong:
        raise Refused(f"核对没有通过：{len(verdict.wrong)} 处。")
    if matter:
        click.echo(f"\n{proof.shown(verdict.chain, matter, day)}", nl=False)
