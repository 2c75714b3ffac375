"""`serve`: the site as the files lie there, in a browser; beside an earlier edition, and for others in the building, where that is wanted."""
import gc
import ipaddress
import time
from pathlib import Path

import click

from disclosure.model.fields import Date
from disclosure.model.finding import Severity
from disclosure.terminal import ROOT, as_of_option, flavour_option, folder, only_portal, say, site_option, trust_option


@click.command()
@site_option
@trust_option
@flavour_option
@as_of_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="本机端口")
@click.option("--since", metavar="版本|文件夹|GIT版本", help="与以前的一版比：改了的格子标出来，上面一条从一处改动走到下一处；写法同 changes --since")
@click.option("--host", metavar="ADDRESS", help="让同一栋楼里的人也能看（只能看，改不了）：写本机在内网的地址，如 192.168.1.20；要用屏幕上带 token 的网址打开。不写就只有本机能看")
def serve(site: Path, trust: bool, port: int, flavour: str, as_of: Date | None, since: str | None, host: str | None) -> None:
    """在本机预览；改了目录，网页跟着变，有什么问题写在网页下面。"""
    only_portal(as_of, flavour)
    from disclosure.host.build import serve_site
    from disclosure.host.preview.door import token
    site, host = folder(site), reachable(host)
    secret = token() if host else ""

    def shown(findings) -> None:
        say([f for f in findings if f.severity is not Severity.NOTICE])
        click.echo(f"{time.strftime('%H:%M:%S')} " + ("有错误，不能发布。" if any(f.severity is Severity.ERROR for f in findings) else "没有错误。"))

    def ready() -> None:
        if host:
            named = f"[{host}]" if ":" in host else host
            click.echo(f"预览：http://{named}:{port}/?token={secret}\n知道这个网址的人，在同一个网络里都能看（只能看，改不了）；网址每次启动都换，传输不加密，不要发到楼外。")
        else:
            click.echo(f"预览：http://127.0.0.1:{port}/")
        click.echo("改了 catalogues 或 content 里的文件，网页跟着变；按 Ctrl+C 停止。")

    before = earlier(site, since, trust) if since else None
    gc.disable()  # as for check; the preview tidies memory when nobody waits
    serve_site(site, port, ROOT, shown, flavour == "kiosk", trust, ready, as_of, since=before, **({"host": host, "token": secret} if host else {}))


def earlier(site: Path, since: str, trust: bool):
    """What people call the state that a word names, and the state.  Raises Refused."""
    from disclosure.editions.reading import read_chain
    from disclosure.host.former import state_of, whole
    from disclosure.progress import bar
    with bar() as progress:
        return state_of(site, whole(read_chain(site)), since, progress, trust)


def reachable(host: str | None) -> str:
    """The one address by which others call this machine; "" for this machine alone.

    Not every address at once (0.0.0.0): the server answers only to the name that it was given, so that no page from elsewhere can borrow another.
    """
    if host is None or host.lower() in ("localhost", "127.0.0.1", "::1"):
        return ""
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        if not all(part and part.replace("-", "").isalnum() and part.isascii() for part in host.split(".")):
            raise click.UsageError(f"“{host}”不是地址：写本机在内网的地址，如 --host 192.168.1.20，不带 http:// 和端口") from None
        return host.lower()
    if address.is_unspecified or address.is_multicast:
        raise click.UsageError(f"不能写 {host}：要写清楚是哪一个地址，如 --host 192.168.1.20（Windows 用 ipconfig、Linux 用 ip addr 看）")
    if address.is_global:
        raise click.UsageError(f"{host} 是互联网上的地址，谁都连得到，草稿不能放上去；请写内网的地址，如 --host 192.168.1.20")
    return str(address)
