"""Feeds: what is new, all of it (feed.xml) or of one register (news/feed.xml), for those who subscribe (Atom, RFC 4287)."""
import hashlib
from collections.abc import Iterable
from html import escape

from disclosure.model.collection import Collection
from disclosure.model.county import County
from disclosure.render.news import News, latest
from disclosure.render.output import Output

PATH = "feed.xml"
MOST = 50
"""How many of the newest disclosures the feed carries."""


def feed(county: County, topic: str, base: str, of: Collection | None = None) -> Output:
    """The feed of a county, or of one register.  `base`: the address for everyone under which the site stands; an Atom feed cannot do without."""
    path, name, page = (feed_of(of), of.noun, of.index) if of else (PATH, "最新公开", "")
    told = [n for n in latest(county) if n.kind == of.noun] if of else latest(county, MOST * 2)
    return atom(path, page, f"{topic}：{name}", told, county, base)


def atom(path: str, page: str, title: str, told: Iterable[News], county: County, base: str) -> Output:
    """A feed at `path` of what `page` lists, the newest first.

    Atom wants a time with every date.  It is the day's beginning in China, the same for all: the data knows days alone.  What is dated by its month
    alone is left out, for it would need a day made up.
    """
    entries = {permanent(n, base): n for n in told if len(n.date) == 10}
    shown = list(entries.items())[:MOST]
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">', f"<title>{text(title)}</title>",
             f"<id>{text(base + path)}</id>", f'<link rel="self" type="application/atom+xml" href={attribute(base + path)}/>',
             f'<link rel="alternate" type="text/html" href={attribute(base + page)}/>', f"<updated>{moment(shown[0][1].date if shown else county.as_of)}</updated>",
             f"<author><name>{text(county.full_name or county.name)}</name></author>"]
    for identity, n in shown:
        lines.append(f'<entry><title>{text(n.title)}</title><id>{text(identity)}</id><link rel="alternate" type="text/html" href={attribute(base + n.address)}/>'
                     f"<updated>{moment(n.date)}</updated><category term={attribute(n.kind)}/><summary>{text(n.said or f'{n.kind}，{n.where}，{n.date} 公布')}</summary></entry>")
    return Output.of(path, "\n".join([*lines, "</feed>\n"]).encode())


def feed_of(collection: Collection) -> str:
    """Where the feed of a register lies."""
    return f"{collection.name}/feed.xml"


def permanent(news: News, base: str) -> str:
    """The id of an entry: the address of its page; what shares a page is told apart by what it leads to."""
    return base + news.address + (f"#{hashlib.sha256(news.at.encode()).hexdigest()[:12]}" if news.at else "")


def text(value: str) -> str:
    return escape(value, quote=False)


def attribute(value: str) -> str:
    return f'"{escape(value)}"'


def moment(day: str) -> str:
    return f"{day if len(day) == 10 else f'{day}-01'}T00:00:00+08:00"
