"""The desk's side of the server: who may come in, and what is asked of it.

The address that opens the browser holds a token made for this run (host/preview/door.py).  Whoever has none sees nothing, not even the preview.  Writing moreover asks for our own Origin, and a body that only a script of our own can send.
"""
import json
from collections.abc import Callable
from mimetypes import guess_type
from urllib.parse import parse_qs, urlsplit

from disclosure.deliver.fault import in_words
from disclosure.desk import attaching, jobs, leftover, many, many_paste, many_rows, many_spread, many_units, office, office_log, office_share, records, typed
from disclosure.desk.making import Moved
from disclosure.desk.pages import loaded
from disclosure.desk.places import Astray
from disclosure.desk.routes import Desk, Given, Raw, Route
from disclosure.desk.speech import in_desk
from disclosure.host.preview.county import Preview
from disclosure.host.preview.server import Handler, say
from disclosure.write.style import Unwritable

WAYS = "/-desk/"
"""Where the desk lies: under no name that a county's site can have."""
OWN = loaded()
ROUTES: dict[str, Route] = {route.name: route for part in (records, typed, leftover, attaching, jobs, many, many_paste, many_rows, many_spread, many_units, office, office_log, office_share) for route in part.ROUTES}
"""Everything that can be asked, by its name; a module that answers more is named here."""
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
"""The site's own, with the requests of its scripts and the preview beside the form."""
STRANGE = "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>编辑台</title></head><body><p>请用开编辑台的窗口里写的那个地址打开（每次启动都不同）。</p></body></html>"


class DeskHandler(Handler):
    """Answers one request.  `desk` is set by `around`."""

    desk: Desk
    trade = "desk"

    def own(self) -> bool:
        """Whether a request to write comes from our own page."""
        return self.headers.get("Origin", "") == f"http://{self.called()}" and self.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"

    # -- requests ------------------------------------------------------------------------------
    def do_GET(self) -> None:
        if not self.called():
            return super().do_GET()  # which says so
        where = urlsplit(f"http://desk{self.path}") if self.path.startswith("/") else None
        if where is not None and where.path == WAYS and (cookie := self.lets_in(where)):
            return self.reply(b"", "text/plain", 303, {"Location": WAYS, "Set-Cookie": cookie})
        if not self.known():
            return self.reply(STRANGE.encode(), "text/html; charset=utf-8", 403)
        if where is None or not where.path.startswith(WAYS):
            return super().do_GET()
        name = where.path.removeprefix(WAYS)
        if name in OWN:
            return self.reply(OWN[name], f"{guess_type(name)[0] or 'text/html'}; charset=utf-8")
        given = {key: values[0] for key, values in parse_qs(where.query).items()}
        self.answered(lambda: self.asked(name, given))

    def do_POST(self) -> None:
        where = urlsplit(self.path)
        route = ROUTES.get(where.path.removeprefix(WAYS)) if where.path.startswith(WAYS) else None
        raw, most = (route.raw, route.most) if route else (False, Route._field_defaults["most"])
        length = self.headers.get("Content-Length", "")
        size = int(length) if length.isdigit() and length.isascii() and len(length) < 10 else most + 1
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip()
        if not self.called() or not self.known() or not self.own() or kind != ("application/octet-stream" if raw else "application/json") or self.headers.get("Transfer-Encoding"):
            self.close_connection = True  # what was sent is not read
            return self.json({"message": "这个请求不是编辑台自己的页面发来的，没有改动任何东西。"}, 403)
        if size > most:
            self.close_connection = True
            return self.json({"message": f"太大了，超过 {most // 1_000_000} MB，没有改动任何东西。"}, 413)
        data = self.rfile.read(size)

        def done() -> dict:
            if route is None or not route.writes:
                raise Astray("没有这样的请求")
            if raw:
                return route.answer(self.desk, {**{key: values[0] for key, values in parse_qs(where.query).items()}, "data": data})
            try:
                given = json.loads(data)
            except (ValueError, RecursionError):
                given = None
            if not isinstance(given, dict):
                raise Astray("请求读不懂")
            return route.answer(self.desk, given)
        self.answered(done)

    def asked(self, name: str, given: Given) -> dict | Raw:
        route = ROUTES.get(name)
        if route is None or route.writes:
            raise Astray("没有这样的请求")
        return route.answer(self.desk, given)

    # -- answers -------------------------------------------------------------------------------
    def answered(self, what: Callable[[], dict | Raw]) -> None:
        try:
            told = what()
            if isinstance(told, Raw):
                return self.reply(told.data, told.kind, 200, {"Content-Security-Policy": told.policy})
            self.json(told)
        except Moved as moved:
            self.json({"message": str(moved), "now": moved.now, "moved": True}, 409)
        except (Astray, Unwritable) as refused:
            self.json({"message": in_desk(str(refused))}, 422)
        except (KeyError, TypeError):
            self.json({"message": "请求读不懂，没有改动任何东西"}, 422)
        except ConnectionError:
            raise
        except OSError as error:
            self.json({"message": f"读写文件时出了问题：{in_words(error)}。文件没有动"}, 422)
        except Exception as fault:
            say(fault)
            self.json({"message": "程序出了错，原因写在开编辑台的窗口里，文件没有动"}, 500)

    def json(self, told: dict, status: int = 200) -> None:
        self.reply(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"), "application/json; charset=utf-8", status)

    def reply(self, data: bytes, kind: str, status: int = 200, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        heads = {"Content-Type": kind, "Content-Length": str(len(data)), "Cache-Control": "no-store", "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff",
                 "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin", **(more or {})}
        for name, value in heads.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)


def around(preview: Preview, secret: str) -> type[DeskHandler]:
    """The handler of a preview with a desk beside it."""
    return type("Answering", (DeskHandler,), {"desk": Desk.over(preview), "token": secret})
