"""Commands for kiosks that need no county: keys, installing, and the program that is carried to a kiosk."""
from pathlib import Path

import click

from disclosure.progress import bar


@click.command("kiosk-key")
@click.option("--replace", "old", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="旧的 kiosk.key",
              help="换钥匙：用旧的私钥给新的公钥签名，写出 kiosk.change，各一体机凭它改认新的")
@click.argument("where", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def kiosk_key(where: Path, old: Path | None) -> None:
    """在 DIR 里做一对钥匙：kiosk.key 签更新包，留在办公室；kiosk.pub 拷到每台一体机。"""
    from disclosure.deliver.kiosk import bundle, making
    before = making.private_key(old) if old else None
    public = making.make_pair(where)
    click.echo(f"私钥：{where / 'kiosk.key'}　签更新包用，不要给任何人，另存一份锁好。")
    click.echo(f"公钥：{where / 'kiosk.pub'}　拷到每台一体机。指纹：{bundle.fingerprint(public)}")
    if before:
        making.write_change(where / bundle.CHANGE, before, public)
        click.echo(f"换钥匙：{where / bundle.CHANGE}　和新的更新包一起放进 U 盘，一体机装好那个更新包以后只认新的公钥；每台装过以前，不要从 U 盘里拿掉。")


@click.command("kiosk-apply")
@click.option("--to", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="装到哪个文件夹；一体机打开其中的 current/index.html")
@click.option("--public-key", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE", help="公钥 kiosk.pub；装好以后留在 DIR 里，以后只认它，不用再写")
@click.option("--key-change", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE", help="换钥匙的 kiosk.change")
@click.option("--back", is_flag=True, help="退回前一版")
@click.argument("file", required=False, metavar="[FILE.zip]", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def kiosk_apply(file: Path | None, to: Path, public_key: Path | None, key_change: Path | None, back: bool) -> None:
    """核对更新包，全部无误才装到 DIR，整个切换；留着前一版。"""
    from disclosure.deliver.kiosk import carried
    if back:
        return carried.go_back(to.absolute(), click.echo)
    if not file or not (public_key or carried.pinned(to.absolute())):
        raise click.UsageError("要写明更新包，第一次还要写明 --public-key；或者用 --back 退回前一版")
    with bar() as progress:
        carried.apply(file, to.absolute(), public_key, key_change, click.echo, progress)


@click.command("kiosk-tool")
@click.option("--out", default="kiosk-apply.pyz", show_default=True, type=click.Path(path_type=Path, dir_okay=False), help="写到哪里")
def kiosk_tool(out: Path) -> None:
    """写出带到一体机上的安装程序：一个文件，有 Python 3.8 以上就能用；旁边放好双击用的 .cmd 和 .sh。"""
    from disclosure.deliver.kiosk import tool
    for path in tool.write(out.absolute()):
        click.echo(str(path))
