"""The kiosk flavour (一体机): pages of the site made to stand alone on a touch screen without a network.

Nothing there may lead out: no other site, no download, no telephone.  All finished pages, generated or hand-written, with their chrome,
pass through here, so that no template has to think of it: a link out becomes a button that shows the address as a QR code.
"""
import datetime
import hashlib
import re
from html import unescape
from posixpath import dirname, normpath
from urllib.parse import quote

from markupsafe import Markup, escape

from disclosure.model.county import County
from disclosure.render.addresses import external
from disclosure.render.output import Output
from disclosure.render.qr import Codes

FLAVOUR = "kiosk"
PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
SHOWN = (".html", ".css", ".js", *PICTURES)
"""What a kiosk can show; other files would ask to be saved."""
LINK = re.compile(r'<a((?:\s+[^\s"=>/]+(?:="[^"]*")?)*)\s*>(.*?)</a>', re.S)
ATTRIBUTE = re.compile(r'([^\s"=>/]+)(?:="([^"]*)")?')
OUTSIDE_SIGN = re.compile(r'<i class="i i-(?:ext|down)">[^<]*</i>')
SIGN = '<i class="i i-qr">（显示二维码）</i>'
CLOSE = '<button class="btn" type="button" popovertarget="{}" popovertargetaction="hide">关闭</button>'


class Sealed:
    """Makes the pages of one county's kiosk, and the pictures of codes that they need."""

    def __init__(self, base: str, codes: Codes) -> None:
        """`base`: the address under which everyone finds the site, "" where the county has not said."""
        self.base, self.codes = base, codes
        self.pictures: dict[str, bytes] = {}

    def page(self, html: str, path: str) -> str:
        """A finished page without a way out.  `path`: where it lies below the site's root."""
        panels: dict[str, str] = {}
        root = "../" * path.count("/")
        html = LINK.sub(lambda link: self.link(link, path, root, panels), html)
        head, end, tail = html.rpartition("</body>")
        return f'{head}{"".join(panels.values())}{end}{tail}'.replace("<html ", '<html data-flavour="kiosk" ', 1)

    def link(self, link: re.Match[str], path: str, root: str, panels: dict[str, str]) -> str:
        attributes = {name: unescape(value) for name, value in ATTRIBUTE.findall(link[1])}
        href = attributes.get("href", "")
        text = OUTSIDE_SIGN.sub("", link[2])
        style = attributes.get("class", "")
        if external(href) and not href.lower().startswith(("http:", "https:")):  # tel:, mailto: and whatever else asks for a program
            return f'<span class="{escape(style)}">{text}</span>' if style else f"<span>{text}</span>"
        if external(href) or href.startswith("//"):
            return self.button(text, style, href, root, panels)
        target = normpath(f"{dirname(path)}/{href}".lstrip("/")) if href else ""
        ending = target.partition("#")[0].partition("?")[0].lower()
        if ending.endswith(PICTURES):
            return self.picture(text, style, href, panels)
        if "download" in attributes or (href and not href.startswith("#") and not ending.endswith(SHOWN)):
            return self.button(text, style, self.base + target, root, panels) if self.base else f"<span>{text}（请在网站下载）</span>"
        return link[0]

    def button(self, text: str, style: str, address: str, root: str, panels: dict[str, str]) -> str:
        """The button in the place of a link out, and its panel with the code of the address."""
        name = f"qr-{hashlib.sha256(address.encode()).hexdigest()[:12]}"
        if name not in panels:
            code = self.codes.svg(quote(address, safe="%/:?#[]@!$&'()*+,;=~"), "")
            picture = f"assets/qr/{name[3:]}.svg"
            if code:
                self.pictures[picture] = str(code).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).encode()
            shown = f'<img src="{root}{picture}" alt="二维码" width="400" height="400" loading="lazy">' if code else ""
            panels[name] = panel(name, f"<p><b>用手机扫码打开</b></p>{shown}<p><small>{escape(address)}</small></p>")
        return opener(name, style, f'{text}{SIGN}')

    def picture(self, text: str, style: str, href: str, panels: dict[str, str]) -> str:
        """A picture opens on its page, from which there is a way back."""
        name = f"pic-{hashlib.sha256(href.encode()).hexdigest()[:12]}"
        panels.setdefault(name, panel(name, f'<img class="pic" src="{escape(href)}" alt="{escape(Markup(text).striptags())}" loading="lazy">'))
        return opener(name, style, text)

    def outputs(self) -> list[Output]:
        """The codes of all pages made so far."""
        return [Output.of(path, data) for path, data in sorted(self.pictures.items())]


def opener(name: str, style: str, inside: str) -> str:
    return f'<button type="button" class="{escape(style) or "aslink"}" popovertarget="{name}">{inside}</button>'


def panel(name: str, inside: str) -> str:
    """What a button opens, without a script: the browser's own popover, closed by 关闭, a tap beside it or Escape."""
    return f'<div class="panel" id="{name}" popover role="dialog" aria-label="二维码或图片">{inside}{CLOSE.format(name)}</div>\n'


def valid_until(county: County) -> datetime.date:
    """The last day on which the content stands without a warning."""
    return county.as_of.day + datetime.timedelta(days=county.kiosk_term)


def shown(path: str) -> bool:
    """Whether a file of the site has a use on a kiosk."""
    return path.lower().endswith(SHOWN)
