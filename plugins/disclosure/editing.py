"""`desk`: the county in forms, in a browser on this machine."""
import gc
import time
from pathlib import Path

import click

from disclosure.model.finding import Severity
from disclosure.terminal import ROOT, folder, say, site_option, trust_option


@click.command()
@site_option
@trust_option
@click.option("--port", type=click.IntRange(1, 65535), default=8010, show_default=True, help="本机端口")
@click.option("--no-browser", "quiet", is_flag=True, help="不自动打开浏览器，只写出地址")
def desk(site: Path, trust: bool, port: int, quiet: bool) -> None:
    """打开编辑台：不写 YAML，在浏览器的表单里改目录；旁边是网页，每次保存都能撤销。只在本机用。"""
    import webbrowser

    from disclosure.desk.server import WAYS, around
    from disclosure.host.build import serve_site
    from disclosure.host.preview.door import token
    secret = token()
    address = f"http://127.0.0.1:{port}{WAYS}?token={secret}"

    def checked(findings) -> None:
        errors = sum(f.severity is Severity.ERROR for f in findings)
        say([f for f in findings if f.severity is Severity.ERROR])
        click.echo(f"{time.strftime('%H:%M:%S')} " + (f"有 {errors} 处错误，不能发布。" if errors else "没有错误。"))

    def ready() -> None:
        click.echo(f"编辑台：{address}\n这个地址只在本机、只在这一次有用，不要发给别人；用完按 Ctrl+C 停止。")
        if not quiet:
            webbrowser.open(address)

    gc.disable()  # as for serve; the preview tidies memory when nobody waits
    serve_site(folder(site), port, ROOT, checked, trust=trust, ready=ready, around=lambda preview: around(preview, secret))
