"""Who may come in: a browser that calls us by our own name, and, where others could ask too, one that was given the token of this run.

A page from elsewhere whose name leads to this machine (DNS rebinding) calls us by another name.  The token stands in the address that opens the browser; it
becomes a cookie that no page from elsewhere is sent with, so that it stands in no link, no history of the pages behind it and no Referer.
"""
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler
from urllib.parse import SplitResult, parse_qs


class Door(BaseHTTPRequestHandler):
    """The part of a handler that looks at who asks."""

    hosts: frozenset[str]
    """What a browser may call this server."""
    token: str = ""
    """"" where everybody on this machine may come in."""
    trade = "preview"
    """What the cookie is called after."""

    def called(self) -> str:
        """The name that the browser calls us by; "" where it is none of ours."""
        names = self.headers.get_all("Host", [])
        return names[0].strip().lower() if len(names) == 1 and names[0].strip().lower() in self.hosts else ""

    @property
    def cookie(self) -> str:
        """Its name: other ports of this machine share our cookies."""
        return f"{self.trade}-{self.server.server_port}"

    def known(self) -> bool:
        """Whether the browser has been let in before."""
        if not self.token:
            return True
        try:
            held = SimpleCookie(self.headers.get("Cookie", "")).get(self.cookie)
        except CookieError:
            return False
        return held is not None and same(held.value, self.token)

    def lets_in(self, where: SplitResult) -> str:
        """The cookie for a browser that brings the token; "" for any other."""
        given = parse_qs(where.query).get("token", [""])[0]
        return f"{self.cookie}={self.token}; Path=/; HttpOnly; SameSite=Strict" if self.token and same(given, self.token) else ""


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in the same time whatever they are."""
    return hmac.compare_digest(one.encode("utf-8", "surrogateescape"), other.encode())


def token() -> str:
    """One that nobody guesses: 192 bits."""
    return secrets.token_urlsafe(24)
