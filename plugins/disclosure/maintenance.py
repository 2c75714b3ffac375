"""Commands for those who look after the program rather than after a county: wheels, sbom, audit."""
import os
import re
import sys
from pathlib import Path

import click

from disclosure.deliver.fault import Refused

ROOT = Path(__file__).resolve().parents[2]
"""Where the lock files are."""
LOCK = ROOT / "requirements.lock"


@click.command()
@click.option("--platform", type=click.Choice(["windows", "linux", "linux-arm64", "macos", "macos-intel"]), help="给哪种电脑用（默认与本机相同）")
@click.option("--python", metavar="3.12", help="那台电脑上的 Python 版本（默认与本机相同）")
@click.option("--tables", is_flag=True, help="连同导入、导出表格用的组件（约 120 MB）")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=ROOT / "wheels", show_default="wheels/", help="放到哪个文件夹")
def wheels(platform: str | None, python: str | None, tables: bool, out: Path) -> None:
    """下载锁定的全部组件，给不能上网的电脑安装用。"""
    from disclosure.supply.wheels import fill
    if python and not re.fullmatch(r"3\.\d{1,2}", python):
        raise click.UsageError(f"--python 写成 3.12 这样，不是“{python}”")
    click.echo("正在下载，约需一两分钟……", err=True)
    done = fill(ROOT / "requirements-tables.lock" if tables else LOCK, out, platform, python)
    click.echo(f"{out} 里有 {done.files} 个文件，{done.size / 1e6:.0f} MB，校验值都与锁定的一致" + (f"；清掉了 {done.stale} 个旧的" if done.stale else "") + "。")
    click.echo("把这个文件夹连同本文件夹一起拷到不能上网的电脑上，在那里运行 python build.py。")


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=ROOT / "build", show_default="build/", help="写到哪个文件夹")
def sbom(out: Path) -> None:
    """写出软件物料清单（CycloneDX 1.6）和许可证清单。"""
    from disclosure.supply import bill
    from disclosure.supply.lock import pins
    wanted = pins(LOCK)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    out.mkdir(parents=True, exist_ok=True)
    for name, text in (("sbom.cdx.json", bill.bill(wanted, int(epoch) if epoch.isdecimal() else None)), ("licences.md", bill.licences(wanted))):
        (out / name).write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"{out / name}")
    click.echo(f"共 {len(wanted)} 个组件。")


@click.command()
@click.option("--service", type=click.Choice(["pypi", "osv"]), default="pypi", show_default=True, help="向谁查：PyPI 或 OSV")
def audit(service: str) -> None:
    """查锁定的组件有没有已公布的安全漏洞（要能上网）；有就退出 1，没有查成或没有查全就退出 2。"""
    from disclosure.supply.audit import ask
    click.echo("正在查询，约需一两分钟……", err=True)
    try:
        report = ask([LOCK, ROOT / "requirements-test.lock"], ROOT / "requirements-audit.lock", service)
    except Refused as refused:
        click.echo(str(refused), err=True)
        sys.exit(2)
    for fault in report.vulnerabilities:
        click.echo(f"{fault.library} {fault.version}：{'、'.join(fault.ids)}，" + (f"已在 {'、'.join(fault.mended_in)} 修好" if fault.mended_in else "还没有修好的版本"))
    if report.unknown:
        click.echo(f"查不到的 {len(report.unknown)} 个：{'、'.join(report.unknown)}", err=True)
    click.echo(f"查了 {report.asked} 个组件，" + (f"有 {len(report.vulnerabilities)} 个漏洞。换新版本的办法见 CONTRIBUTING.md。" if report.vulnerabilities else
                                             "没有已公布的漏洞。" if report.asked else "没有一个查到。"))
    sys.exit(1 if report.vulnerabilities else 2 if report.unknown or not report.asked else 0)
