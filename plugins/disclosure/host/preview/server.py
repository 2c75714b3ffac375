"""The preview's web server: pages to the browser, and word to it when its page is no longer what it shows."""
import hashlib
import sys
import threading
import time
from collections.abc import Callable
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from disclosure.host.policy import META
from disclosure.host.preview.county import Preview
from disclosure.host.preview.judge import Judge, Verdict
from disclosure.model.finding import Finding
from disclosure.render.addresses import HASHED

OWN = {name: (Path(__file__).parent / name).read_bytes() for name in ("overlay.js", "overlay.css")}
"""What the preview adds to a page: the list of findings, and the script that waits for news."""
WAYS = "/-preview/"
"""Where these lie: under no name that a county's site can have."""
ALLOWED = META.replace("script-src 'self'", "script-src 'self'; connect-src 'self'")
"""The site's own policy, but for the one connection that brings the news."""
POLL, GLANCES = 0.025, 3
"""Seconds between two looks at the disk, and looks at the file edited last between these: folders on a network tell nobody when they change."""
ALIVE = 15
"""Seconds after which a silent connection is tried, so that a page that was closed is noticed."""
EMPTY = f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">{META}<title>预览</title></head>
<body><p>目录里有错误，还没有网页可看。改好后，网页会自己出来。</p></body></html>
"""
LOST = f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">{META}<title>没有这个网页</title></head>
<body><p>没有这个网页。它可能改了编号或者代号；可以从<a href="/index.html">首页</a>找。</p></body></html>
"""


class Handler(BaseHTTPRequestHandler):
    """Answers one request.  `preview` is set by `serve`."""

    preview: Preview
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer goes out in one piece

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        if where.path == f"{WAYS}news":
            return self.news({key: values[0] for key, values in parse_qs(where.query).items()})
        if where.path.startswith(WAYS):
            return self.answer(OWN.get(where.path.removeprefix(WAYS)), where.path)
        path = path_of(where.path)
        data = self.preview.file(path)
        if self.preview.plugin is None:
            data, path = EMPTY.encode(), "index.html"
        elif data is None and path.endswith(".html"):
            return self.answer(self.watched(LOST.encode(), path), path, 404)
        self.answer(self.watched(data, path) if data is not None and path.endswith(".html") else data, path)

    def watched(self, page: bytes, path: str) -> bytes:
        """A page that waits for news of itself."""
        own = f'<link rel="stylesheet" href="{WAYS}overlay.css"><script src="{WAYS}overlay.js" data-page="{escape(path)}" data-edition="{edition(page)}" defer></script></head>'
        return page.replace(META.encode(), ALLOWED.encode()).replace(b"</head>", own.encode(), 1)

    def answer(self, data: bytes | None, path: str, status: int = 200) -> None:
        self.send_response(404 if data is None else status)
        kind = guess_type(path)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
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
                    page = preview.file(told.get("page", ""))
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

    def handle_error(self, *request: object) -> None:
        """A browser that went away is nobody's fault; anything else is ours, and told in one line."""
        fault = sys.exc_info()[1]
        if not isinstance(fault, ConnectionError):
            print(f"预览出了错（{type(fault).__name__}：{fault}），请把它告诉维护人员。", file=sys.stderr)


def edition(page: bytes) -> str:
    return hashlib.sha256(page).hexdigest()[:16]


def path_of(address: str) -> str:
    """The path of a file below the site's root."""
    path = unquote(address).lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def serve(preview: Preview, port: int, tell: Callable[[tuple[Finding, ...]], None]) -> None:
    """Serves on this machine alone, until stopped.  `tell` is given what every check finds.  Raises OSError where the port is taken."""
    def hear(verdict: Verdict) -> None:
        preview.hear(verdict)
        if verdict.last:
            tell(verdict.findings)

    handler = type("PreviewHandler", (Handler,), {"preview": preview})
    judge, told = Judge(preview.site, hear, preview.trust), 0
    with Server(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        while True:
            preview.fresh()
            if preview.edition != told:
                judge.look(told := preview.edition)
            preview.tidy()
            for _ in range(GLANCES):
                time.sleep(POLL / GLANCES)
                if preview.edited():
                    break
