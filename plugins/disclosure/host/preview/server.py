"""The preview's web server: pages to the browser, and word to it when its page is no longer what it shows."""
import errno
import hashlib
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from html import escape
from http.server import ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qs, quote, unquote, urlsplit

from disclosure.deliver.fault import Refused, in_words
from disclosure.render.policy import META
from disclosure.host.preview.county import Preview
from disclosure.host.preview.door import Door
from disclosure.host.preview.judge import Judge, Verdict
from disclosure.model.finding import Finding
from disclosure.render.addresses import HASHED

HERE = "127.0.0.1"
"""This machine alone."""
OWN = {name: (Path(__file__).parent / name).read_bytes() for name in ("overlay.js", "overlay.css", "since.js", "since.css")}
"""What the preview adds to a page: the list of findings, and the script that waits for news; what changed since an edition, and the way from one change to the next."""
WAYS = "/-preview/"
"""Where these lie: under no name that a county's site can have."""
ALLOWED = META.replace("script-src 'self'", "script-src 'self'; connect-src 'self'")
"""The site's own policy, but for the one connection that brings the news."""
POLL, GLANCES = 0.025, 3
"""Seconds between two looks at the disk, and looks at the file edited last between these: folders on a network tell nobody when they change."""
ALIVE = 15
"""Seconds after which a silent connection is tried, so that a page that was closed is noticed."""
PATIENCE, BREATH = 30, 0.2
"""Seconds that a connection may be silent, and that pass where no more can be opened."""
LONGEST = 8192
"""Characters of an address; longer ones lead nowhere."""
EMPTY = f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">{META}<title>预览</title></head>
<body><p>目录里有错误，还没有网页可看。改好后，网页会自己出来。</p></body></html>
"""
LOST = f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">{META}<title>没有这个网页</title></head>
<body><p>没有这个网页。它可能改了编号或者代号；可以从<a href="/index.html">首页</a>找。</p></body></html>
"""
FOREIGN = f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">{META}<title>预览</title></head>
<body><p>预览只在本机看：地址用 http://127.0.0.1 加端口。</p></body></html>
"""
STRANGE = f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">{META}<title>预览</title></head>
<body><p>请用开预览的窗口里写的那个地址打开，连同 token= 后面的一串；每次启动都不同。</p></body></html>
"""
BROKEN = f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">{META}<title>没有能生成</title></head>
<body><p>这一页没有能生成，原因写在开预览的窗口里。改好后，网页会自己出来。</p></body></html>
""".encode()


class Handler(Door):
    """Answers one request.  `preview`, `hosts` and `token` are set by `serve`.  There is nothing that a request could change."""

    preview: Preview
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer goes out in one piece
    timeout = PATIENCE

    def do_GET(self) -> None:
        if not self.called():
            return self.answer(FOREIGN.encode(), "index.html", 403)
        if not self.path.startswith("/") or len(self.path) > LONGEST:
            return self.answer(None, "") if self.known() else self.answer(STRANGE.encode(), "index.html", 403)
        where = urlsplit(f"http://preview{self.path}")
        if cookie := self.lets_in(where):
            return self.answer(b"", "index.html", 303, {"Location": f"/{quote(where.path.lstrip('/'))}", "Set-Cookie": cookie})
        if not self.known():
            return self.answer(STRANGE.encode(), "index.html", 403)
        told = {key: values[0] for key, values in parse_qs(where.query).items()}
        if where.path == f"{WAYS}news":
            return self.news(told)
        if where.path == f"{WAYS}since" and self.preview.former:
            return self.answer(self.preview.compared(told.get("page", "")), "since.json")
        if where.path.startswith(WAYS):
            return self.answer(OWN.get(where.path.removeprefix(WAYS)), where.path)
        path = path_of(where.path)
        data = self.page(path)
        if data is BROKEN:
            return self.answer(self.watched(data, path), "index.html", 500)
        if self.preview.frame is None:
            data, path = EMPTY.encode(), "index.html"
        elif data is None and path.endswith(".html"):
            return self.answer(self.watched(LOST.encode(), path), path, 404)
        self.answer(self.watched(data, path) if data is not None and path.endswith(".html") else data, path)

    def page(self, path: str) -> bytes | None:
        """A file of the site; where ours is the fault that there is none, it is told and a page says so."""
        try:
            return self.preview.file(path)
        except Exception as fault:
            say(fault)
            return BROKEN

    def watched(self, page: bytes, path: str) -> bytes:
        """A page that waits for news of itself."""
        own = f'<link rel="stylesheet" href="{WAYS}overlay.css"><script src="{WAYS}overlay.js" data-page="{escape(path)}" data-edition="{edition(page)}" defer></script>'
        if self.preview.former:
            own += f'<link rel="stylesheet" href="{WAYS}since.css"><script src="{WAYS}since.js" data-page="{escape(path)}" defer></script>'
        own += "</head>"
        return page.replace(META.encode(), ALLOWED.encode()).replace(b"</head>", own.encode(), 1)

    def answer(self, data: bytes | None, path: str, status: int = 200, more: Mapping[str, str] = MappingProxyType({})) -> None:
        self.send_response(404 if data is None else status)
        kind = guess_type(path)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")  # no page from elsewhere takes a script with drafts in it for its own
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in more.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data or b"")))
        self.send_header("Cache-Control", "max-age=3600, immutable" if data is not None and HASHED.fullmatch(path) else "no-store")
        self.end_headers()
        self.wfile.write(data or b"")

    def news(self, told: dict[str, str]) -> None:
        """Server-sent events, until the page is closed: "page" when it is no longer as it was shown, "findings" whenever they were looked for again."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        preview, seen, heard, last = self.preview, None, 0, ""
        try:
            while True:
                heard = preview.heard
                if preview.edition != seen:
                    seen = preview.edition
                    page = self.page(told.get("page", ""))
                    if edition(page if page is not None else LOST.encode()) != told.get("edition"):
                        self.event("page", "{}")
                if (now := preview.told()) != last:
                    last = now
                    self.event("findings", now)
                with preview.news:
                    if (preview.edition, preview.heard) == (seen, heard) and not preview.news.wait(ALIVE):
                        self.event("alive", "{}")
        except OSError:
            return  # the page was closed

    def event(self, name: str, data: str) -> None:
        self.wfile.write(f"event: {name}\ndata: {data}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *told: object) -> None:
        """Nothing: editors look at the page, not at its requests."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would let two previews have one port

    def get_request(self):
        """The next connection; where none can be opened, because too many are, a while passes before that is tried again."""
        try:
            return super().get_request()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
                time.sleep(BREATH)
            raise

    def handle_error(self, *request: object) -> None:
        """A browser that went away is nobody's fault; anything else is ours, and told in one line."""
        fault = sys.exc_info()[1]
        if not isinstance(fault, ConnectionError | TimeoutError):
            say(fault)


def say(fault: BaseException) -> None:
    print(f"预览出了错（{type(fault).__name__}：{fault}），请把它告诉维护人员。", file=sys.stderr, flush=True)


def opened(port: int, handler: type[Handler], host: str = HERE) -> Server:
    """The server, its port held.  Raises Refused."""
    kind = type("Sixth", (Server,), {"address_family": socket.AF_INET6}) if ":" in host else Server
    try:
        return kind((host, port), handler)
    except OSError as error:
        if host != HERE and (isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL):
            raise Refused(f"本机没有“{host}”这个地址。请写本机在内网的地址（Windows 用 ipconfig、Linux 用 ip addr 看），例如 --host 192.168.1.20。") from None
        more = f"加 --port {free_beside(port)}"
        if error.errno == errno.EADDRINUSE:
            raise Refused(f"{port} 端口已被别的程序占用（多半是另一个预览窗口），请关掉它，或者{more}。") from None
        raise Refused(f"{port} 端口用不了（{in_words(error)}），请{more}。") from None


def free_beside(port: int) -> int:
    """A port that is likely to be free."""
    for other in (*range(max(port + 1, 1024), min(port + 20, 65536)), 8000, 8080):
        with socket.socket() as one, suppress(OSError):
            one.bind(("127.0.0.1", other))
            return other
    return 8000


def edition(page: bytes) -> str:
    return hashlib.sha256(page).hexdigest()[:16]


def path_of(address: str) -> str:
    """The path of a file below the site's root."""
    path = unquote(address).lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def names(host: str, port: int) -> frozenset[str]:
    """What a browser may call the server: on this machine alone by any of its names, elsewhere by the one that was given."""
    own = ("127.0.0.1", "localhost", "[::1]") if host == HERE else (f"[{host}]" if ":" in host else host.lower(),)
    return frozenset(f"{name}{end}" for name in own for end in (f":{port}", *[""] * (port == 80)))


def serve(preview: Preview, port: int, tell: Callable[[tuple[Finding, ...]], None], ready: Callable[[], None], answering: type[Handler] = Handler,
          host: str = HERE, token: str = "") -> None:
    """Serves until stopped, on this machine alone unless it is to be called `host`; then to those who have the `token`.  `tell` is given what every check
    finds; `ready` is called when the port is held; `answering` answers requests.  Raises Refused where it is taken."""
    def hear(verdict: Verdict) -> None:
        preview.hear(verdict)
        if verdict.last:
            tell(verdict.findings)

    handler = type("PreviewHandler", (answering,), {"preview": preview, "hosts": names(host, port)} | ({"token": token} if token else {}))
    judge, told, trouble = Judge(preview.site, hear, preview.trust, preview.as_of), 0, None
    with opened(port, handler, host) as server:
        ready()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        while True:
            try:
                preview.fresh()
            except Exception as fault:  # the next edit may do without it
                say(fault)
            if preview.trouble not in (None, trouble):
                print(f"{preview.trouble['place']} {preview.trouble['message']}。网页还是原来的样子。{preview.trouble['hint']}。", file=sys.stderr, flush=True)
            trouble = preview.trouble
            if preview.edition != told:
                judge.look(told := preview.edition)
            preview.tidy()
            for _ in range(GLANCES):
                time.sleep(POLL / GLANCES)
                if preview.edited():
                    break
