"""The commands behind build.py.  Heavy libraries are imported by the command that needs them: `check` pays for neither MkDocs nor pandas."""
import gc
import sys
import time
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from disclosure.chronicle import again_option, asked, forgotten, keep_edition, list_editions, note_withdrawal, signing
from disclosure.deliver.fault import Refused, in_words
from disclosure.errorlog import log
from disclosure.host.edition import epoch
from disclosure.model.fields import Date
from disclosure.model.finding import Severity
from disclosure.progress import bar
from disclosure.stopwatch import Stopwatch
from disclosure.terminal import ROOT, Chinese, as_of_option, flavour_option, folder, kept, misuse, only_portal, relative, say, site_option, trust_option

if TYPE_CHECKING:
    from disclosure.host.again import Pages
    from disclosure.scores import Scores

copies_option = click.option("--precompress", "copies", is_flag=True, help="在网页、样式、数据旁边放压缩好的副本（.gz，装有 brotli 的另有 .br）")
strict_option = click.option("--strict", is_flag=True, help="有警告也不通过")


click.Context.formatter_class = Chinese


ELSEWHERE = {"new": "starting:new", "desk": "editing:desk", "serve": "previewing:serve", "import": "importing:importing", "export": "exporting:export",
             "edition": "chronicle:edition", "changes": "chronicle:changes", "verify": "chronicle:verify_command", "assess": "assessing:assess",
             "wheels": "maintenance:wheels", "sbom": "maintenance:sbom", "audit": "maintenance:audit",
             "kiosk-key": "kiosks:kiosk_key", "kiosk-apply": "kiosks:kiosk_apply", "kiosk-tool": "kiosks:kiosk_tool", "fleet": "fleet.command:fleet"}
"""Commands of other modules, each imported when it is called: `check` would wait for what only they need."""


class DefaultsToBuild(click.Group):
    """Without a command, or with options alone, it builds."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self.commands, *ELSEWHERE})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """A command that there is not was perhaps meant to be another: then all of them are looked at."""
        wanted = () if name in self.commands else (name,) if name in ELSEWHERE else ELSEWHERE
        for called in wanted:
            module, _, command = ELSEWHERE[called].partition(":")
            self.add_command(getattr(import_module(f"disclosure.{module}"), command), called)
        return super().get_command(ctx, name)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "-h")):
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(cls=DefaultsToBuild, context_settings={"help_option_names": ["-h", "--help"]})
def app() -> None:
    """基层政务公开专题：检查目录（YAML），生成网站。不写命令就是 build；python build.py test 运行全部测试。"""


@app.command()
@site_option
@trust_option
@strict_option
@click.option("--out", type=click.Path(path_type=Path), help="网站写到哪个文件夹（默认是县文件夹里的 site/，一体机版是 site-kiosk/）")
@flavour_option
@copies_option
@as_of_option
@click.option("--office", type=click.Path(path_type=Path, file_okay=False), help="公开评估、到期清单（内部用，不发布）写到哪个文件夹（默认是县文件夹里的 build/）")
@click.option("--clean", is_flag=True, help="丢掉所有缓存，全部重做")
@click.option("--profile", is_flag=True, help="列出每个阶段用了多少时间（只用一个进程）")
def build(site: Path, trust: bool, strict: bool, out: Path | None, flavour: str, copies: bool, as_of: Date | None, office: Path | None,
          clean: bool, profile: bool) -> None:
    """检查目录，生成网站。"""
    gc.disable()  # as for check, and what the last build left is loaded first
    started, watch = time.perf_counter(), Stopwatch()
    site = folder(site)
    only_portal(as_of, flavour)
    out = (out or site / ("site-kiosk" if flavour == "kiosk" else "site-preview" if as_of else "site")).resolve()
    office = office and office.resolve()
    if office and (office == out or out in office.parents):
        raise click.UsageError("--office 里是内部用的，不能放在网站的文件夹里")
    from disclosure.host.standing import Standing
    standing = Standing(site, out, ROOT, [flavour, strict, copies, trust, as_of, office], forget=clean)
    if before := None if profile else standing.found():
        tell(before.findings)
        done, scorecard = before.done._replace(unchanged=before.done.files), before.scorecard
    else:
        source = standing.source
        with bar() as progress:
            done, scorecard, findings = built(site, out, strict, clean, progress, flavour, watch=watch, copies=copies, hands=int(profile), last=standing.pages(), trust=trust, scored=not as_of, as_of=as_of, office=office)  # a stage is one hand's
        standing.remember(source, done, findings, scorecard)
    click.echo(f"网站在 {out}{'/index.html' if done.pages else ''}")
    click.echo(f"{done.pages} 页，{done.files} 个文件，用时 {time.perf_counter() - started:.1f} 秒" + (f"；{done.unchanged} 个文件没有变化，未重写" if done.unchanged else ""))
    if scorecard:
        click.echo(f"公开评估（内部核对用）在 {scorecard}")
    if profile:
        click.echo("\n".join(watch.lines()))


def built(site: Path, out: Path, strict: bool, clean: bool, progress, flavour: str = "portal", least: int = 0, scored: bool = True, watch: Stopwatch | None = None,
          hands: int = 0, copies: bool = False, last: "Pages | None" = None, trust: bool = False, as_of: Date | None = None, keep: bool = False, sign=None, restore: bool = False, forget: str | None = None,
          office: Path | None = None):
    """The county checked and its site built by so many `hands` (0: as there are cores), with compressed `copies` and what can be taken of the `last` build's pages, or the command ended; returns what was made, where the scorecard is, and every finding."""
    from disclosure.host.build import OutputInTheWay, build_site, office_of, write_scorecard
    from disclosure.exports.printing import printer
    from disclosure.hands import cores
    from disclosure.host.judging import Judging, aside
    from disclosure.read.apart import read_apart
    from disclosure.read.county import read_county
    watch, hands, scorecard = watch or Stopwatch(), hands or cores(), None
    gc.disable()  # as for check: hardly anything that a build makes needs it to go
    store = kept(site, clean)
    read = read_apart(site / "catalogues", 1 if store.before else hands, lambda progress: read_county(site, progress, store, hands, trust, as_of), progress)
    watch.lap("读目录")
    with Judging(read, aside(read.county, hands, again=bool(last and last.made)), watch.lap, anew=keep) as judging:
        def judged() -> "Scores":
            nonlocal scorecard
            checked, scores = judging.verdict
            tell(checked.findings)
            try:
                folder = office or office_of(site, out)
                scorecard = write_scorecard(checked, scores, out, ROOT, folder) if scored and flavour == "portal" else None
            except OSError as fault:  # of a county that one may only read the site is made all the same
                click.echo(f"公开评估没有写：{folder} 写不进去（{in_words(fault)}）。可以用 --office 指定别的文件夹。", err=True)
            watch.lap("公开评估")
            if checked.refused(strict):
                click.echo(f"没有生成网站：先改好上面的问题。{'原来的网站没有动：' + str(out) if out.exists() else ''}", err=True)
                sys.exit(1)
            return scores
        if any(f.severity is Severity.ERROR for f in read.findings):
            judged()  # pages show only what could be read
        try:
            done = build_site(read, site, out, ROOT, progress, flavour == "kiosk", least, watch, hands, copies, last, judged, lambda: not judging.over, trust, keep, sign=sign, restore=restore, forget=forget,
                              printer=printer(read.county) if flavour == "portal" else None)
        except (Exception, SystemExit) as fault:  # MkDocs ends the program over its configuration
            if not judging.asked:
                judged()  # what is wrong with the county is told first
            if not isinstance(fault, OutputInTheWay):
                raise
            click.echo(str(fault), err=True)
            sys.exit(1)
        for note in done.notes:
            click.echo(note)
        return done, scorecard, judging.verdict[0].findings


@app.command()
@site_option
@trust_option
@strict_option
@copies_option
@click.option("--dry-run", is_flag=True, help="只说会改动什么，不写任何东西")
@click.option("--rollback", is_flag=True, help="退回前一版")
@click.option("--sequence", type=click.IntRange(min=0), default=0, metavar="N", help="把这一版的序号提高到 N（退回之后重发旧内容时用）")
@click.option("--since", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="门户上那一版的 manifest.json 或上次的压缩包，只用于 .zip")
@click.option("--replace", is_flag=True, help="那里是别的县的网站，或者主机上有别人的文件占着位置，也换成新的（原来的先存下来，退回时放回去）")
@click.option("--forget", is_flag=True, help="发布以后不留前一版，也撤下有这次改掉的内容的各版档案（误发的内容在去处哪里都不留，也就退不回去）；与 --rollback 同用是退回以后不留")
@click.option("--key", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="私钥 kiosk.key：给这一版的档案签名，公众用 kiosk.pub 核对")
@click.option("--list", "listing", is_flag=True, help="列出发布过的各版和撤下的，不发布；不用写 TARGET")
@again_option
@click.option("--reason", help="与 --rollback、--forget 同用：为什么撤下，一句话，记在 editions/withdrawals.jsonl")
@click.option("--address", help="门户的公开地址：发布后取回网页，与发布的逐个核对")
@click.argument("target", required=False)
def publish(target: str | None, site: Path, trust: bool, strict: bool, copies: bool, dry_run: bool, rollback: bool, sequence: int, since: Path | None, replace: bool,
            forget: bool, address: str | None, key: Path | None, listing: bool, again: bool, reason: str | None) -> None:
    """生成网站，把有变化的传到 TARGET，整个切换；留着前一版。

    TARGET：本机或挂载的文件夹，sftp://用户@主机/文件夹，ftp:// 或 ftps://，s3://桶/文件夹，或者 某某.zip（人工上传用）。
    """
    import tempfile

    from disclosure.deliver import address as portal
    from disclosure.deliver import destination
    from disclosure.deliver.manifest import Changes, Manifest, after, pieces
    site = folder(site)
    if listing:
        return list_editions(site)
    if not target:
        raise click.UsageError("要写明发布到哪里（TARGET）")
    destination.check(target, since)
    if address:
        portal.base(address)
    with bar() as progress, tempfile.TemporaryDirectory() as elsewhere:
        changed: frozenset[str] = frozenset()
        if rollback:
            if dry_run:
                raise click.UsageError("--rollback 没有试运行")
            with destination.opened(target, since, False, site / "build", replace) as there:
                edition = there.rollback(progress)
                forgotten(there, forget)
            if edition is None:
                click.echo("已撤下本程序发布的全部文件，放回了原来的。")
                return
            click.echo(f"已退回：{edition.called}。")
            note_withdrawal(site, reason, edition.edition)
        else:
            out = Path(elsewhere) / "site" if dry_run else site / "site"
            done, *_ = built(site, out, strict, False, progress, least=sequence, scored=not dry_run, copies=copies, trust=trust, keep=True, sign=signing(key), restore=again,
                             forget=asked(reason) if forget else None)
            with destination.opened(target, since, dry_run, site / "build", replace) as there:
                edition = after(Manifest.read(out), there.current)
                changes: Changes = there.changes(edition)
                for line in destination.told(edition, changes, listed=dry_run):
                    click.echo(line)
                if dry_run:
                    click.echo("这是试运行，没有写任何东西。")
                    return
                there.publish(edition, lambda entry: pieces(out / entry.path), progress)
                forgotten(there, forget)
            keep_edition(site, done)
            changed = frozenset(entry.path for entry in changes.sent)
            click.echo(f"已发布到 {target}" if changes else f"{target} 已经是这一版，没有要传的。")
        if address and (faults := portal.differences(address, edition, changed, progress)):
            for fault in [*faults[:20], *([f"……还有 {len(faults) - 20} 个"] if len(faults) > 20 else [])]:
                click.echo(f"  {fault}", err=True)
            click.echo(f"门户上有 {len(faults)} 个文件与发布的不同：请看是不是缓存还没有更新，或者门户改动了网页。", err=True)
            sys.exit(1)
    if address:
        click.echo("已核对：门户上看到的与发布的一致。")


@app.command()
@again_option
@site_option
@trust_option
@strict_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="更新包写到哪里（默认是县文件夹里的 kiosk-截至日期.zip）")
@click.option("--key", required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), help="私钥 kiosk.key")
@click.option("--sequence", type=click.IntRange(min=0), default=0, metavar="N", help="把这一版的序号提高到 N")
@click.option("--since", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="各一体机上那一版的更新包或 manifest.json：只打包有变化的文件")
def kiosk(site: Path, again: bool, trust: bool, strict: bool, out: Path | None, key: Path, sequence: int, since: Path | None) -> None:
    """生成一体机版，打成签了名的更新包（.zip），用 U 盘带到一体机上。"""
    from disclosure.deliver.kiosk import making
    from disclosure.deliver.kiosk.signed import Signed
    from disclosure.deliver.manifest import Manifest
    site, private, signed = folder(site), making.private_key(key), Signed(key)
    with bar() as progress, making.former_edition(since, private) if since else nullcontext() as former:
        place = site / "site-kiosk"
        done, *_ = built(site, place, strict, False, progress, "kiosk", sequence, trust=trust, keep=True, sign=signing(key), restore=again)
        manifest = signed.numbered(Manifest.read(place), place)
        out = out or site / f"kiosk-{manifest.edition}{'-delta' if former else ''}.zip"
        data = making.signed(manifest, lambda entry: (place / entry.path).read_bytes(), done.valid_until.isoformat(), former, private, progress)
        making.write(out, data)
        signed.note(manifest)
    keep_edition(site, done)
    click.echo(f"更新包在 {out}（{len(data) / 1e6:.1f} MB）" + (f"，只能装在{former.manifest.called}上" if former else ""))
    click.echo(f"{manifest.called}，{len(manifest.files)} 个文件，有效期至 {done.valid_until}。")


@app.command()
@site_option
@trust_option
@strict_option
@click.option("--format", "style", type=click.Choice(["text", "json", "csv", "sarif", "github", "gitlab"]), default="text", help="输出的样子（csv 只用于 --due）")
@click.option("--select", multiple=True, metavar="CODE", help="只看这些规则（如 C201）")
@click.option("--ignore", multiple=True, metavar="CODE", help="不看这些规则")
@click.option("--due", "asked", is_flag=True, help="不查错，列出哪些快到期、哪些已逾期：公开事项、台账、年报；退出码总是 0")
@click.option("--unit", metavar="单位", help="同 --due：只列这个单位的（代号、名称、简称或别名）")
@click.option("--within", type=click.IntRange(0, 3660), metavar="N", help="同 --due：往后看多少天（不写是 30）")
@click.option("--severity", type=click.Choice([s.value for s in Severity]), default="notice", help="只列这么重的和更重的：error 错误，warning 警告，notice 提示（全部）")
@click.option("--fix", is_flag=True, help="把只有一种改法的当场改好：表头作字段名、选框、少空格的短横、连成一段的几条、日期的写法等；注释和次序不动")
@click.option("--diff", is_flag=True, help="同 --fix：只列出会改哪几行，不写")
@click.option("--unsafe", is_flag=True, help="同 --fix：把握不大的也改（相近的字、撤并的单位），改完请逐条核对")
@click.argument("files", nargs=-1, metavar="[FILE]...")
def check(site: Path, trust: bool, strict: bool, style: str, select: tuple[str, ...], ignore: tuple[str, ...], asked: bool, unit: str | None,
          within: int | None, severity: str, fix: bool, diff: bool, unsafe: bool, files: tuple[str, ...]) -> None:
    """检查目录，列出每一个问题：在哪里、是什么、怎么改。"""
    gc.disable()  # nothing that is read becomes garbage before the process ends, and looking for some takes a fifth of the time
    site = folder(site)
    if asked:
        return due(site, style, unit, within, trust)
    if style == "csv" or unit is not None or within is not None:
        raise click.UsageError("--unit、--within 和 --format csv 只与 --due 同用")
    wanted = frozenset(relative(name, site) for name in files)
    if (diff or unsafe) and not fix:
        raise click.UsageError("--diff、--unsafe 只与 --fix 同用")
    if fix:
        from disclosure.mending import fix as mend
        for line in mend(site, diff, unsafe, trust, wanted):
            click.echo(line, err=style != "text")
        if diff:
            return
    with bar() as progress:
        reading = checked(site, progress, only=frozenset() if style == "json" else wanted, trust=trust)  # the scores are those of the whole county
    from disclosure import reports
    from disclosure.checking import EVERY
    for code in (*select, *ignore):
        if code not in EVERY:
            raise click.UsageError(f"没有规则 {code}")
    found = [f for f in reading.findings if (not select or f.rule.code in select) and f.rule.code not in ignore
             and (not wanted or f.place.file in wanted)]
    counts = reports.counted(found)  # what is not listed counts all the same
    found, left = reports.parted(found, Severity(severity))
    if style == "json":
        from disclosure.scores import score
        click.echo(reports.as_json(found, score(reading)))
    elif style == "sarif":
        click.echo(reports.as_sarif(found, list(EVERY.values())))
    elif style == "github":
        click.echo(reports.as_github(found), nl=bool(found))
    elif style == "gitlab":
        click.echo(reports.as_gitlab(found))
    else:
        say(found, select)
        if not found or left:
            none = f"没有{'、'.join(reports.CHINESE[s] for s in list(Severity)[:list(Severity).index(Severity(severity)) + 1])}。" if not found else ""
            click.echo(f"{none}另有 {reports.total(left)}，没有列出。" if left else "没有发现问题。")
    sys.exit(1 if counts[Severity.ERROR] or (strict and counts[Severity.WARNING]) else 0)


@app.command()
@site_option
@click.option("--out", type=click.Path(path_type=Path), help="写到哪个文件夹（默认是县文件夹里的 .vscode/schemas/，并补上 VS Code 的设置）")
def schema(site: Path, out: Path | None) -> None:
    """写出 JSON Schema：VS Code 等软件据此提示字段、可选的值和写法。"""
    from disclosure.model.fields import Channels, Levels
    from disclosure.read.county import LEVELS
    from disclosure.read.law import channels
    from disclosure.read.nodes import compose
    from disclosure.read.own import plain
    from disclosure.schema import schemas, settings
    site = folder(site)
    target = out or site / ".vscode" / "schemas"
    words = {Levels: (*LEVELS, "村级"), Channels: tuple(c.name for c in channels())}
    files = {target / name: text for name, text in schemas(words, lambda text: plain(compose(text, lambda *found: None))).items()}
    if out is None:
        files |= {path: text for name, text in settings().items() if not (path := site / ".vscode" / name).exists()}
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"写了 {len(files)} 个文件，在 {target}。用 VS Code 打开这个文件夹，装上推荐的扩展（YAML，Red Hat），编辑目录时就有提示。")


def due(site: Path, style: str, unit: str | None, within: int | None, trust: bool) -> None:
    """What is due and overdue; nothing is judged."""
    from disclosure.checking import sound
    from disclosure.read.county import read_county
    from disclosure.read.law import law
    from disclosure.render.due import SOON, Unknown, listing
    with bar() as progress:
        county = read_county(site, progress, kept(site), trust=trust).county
    try:
        click.echo(listing(county and sound(county), law(), style, unit, SOON if within is None else within), nl=False)
    except Unknown as unknown:
        raise click.UsageError(str(unknown)) from None


def checked(site: Path, progress, only: frozenset[str] = frozenset(), trust: bool = False):
    """The county, read and judged."""
    from disclosure.checking import check_county
    return check_county(site, progress, kept(site), only, trust=trust)


def tell(findings) -> None:
    """What a build says of a county: errors and warnings, and how many notices there are."""
    say([f for f in findings if f.severity is not Severity.NOTICE])
    if notices := sum(f.severity is Severity.NOTICE for f in findings):
        click.echo(f"另有 {notices} 个提示（还缺什么），用 python build.py check 看。")


def main() -> None:
    """Runs a command.  Whatever goes wrong, people read Chinese: misuse exits 2, a bug of ours names the log that has the traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        epoch()
        code = app.main(prog_name="python build.py", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.UsageError as error:
        click.echo(f"命令写法不对：{misuse(error)}", err=True)
        click.echo("用 python build.py --help 看有哪些命令，命令后面加 --help 看有哪些选项。", err=True)
        sys.exit(2)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        click.echo("已停止。", err=True)
        sys.exit(130)
    except Refused as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"读写文件时出了问题：{in_words(error)}。原来的网站没有动。请检查磁盘空间和文件权限后再试。{log(error)}", err=True)
        sys.exit(1)
    except Exception as error:  # a bug: say so in one line, keep the details for those who mend it
        click.echo(f"程序出了错（{type(error).__name__}），这不是您的问题。{log(error)}", err=True)
        sys.exit(1)
