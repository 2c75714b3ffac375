"""Every format of `export`, declared once: the command, its help and its tests follow.

What makes one is imported when it is asked for: the libraries behind it are heavy, and the command line is there without them.
"""
from collections.abc import Iterable
from typing import TYPE_CHECKING

from disclosure.exports.wanted import Format, Wanted

if TYPE_CHECKING:
    from disclosure.render.output import Output


def data(ending: str, wanted: Wanted) -> Iterable["Output"]:
    from disclosure.exports.data import downloads
    return downloads(wanted, ending)


def notices(wanted: Wanted) -> Iterable["Output"]:
    from disclosure.exports.print.notice import notices
    return notices(wanted)


FORMATS: dict[str, Format] = {f.name: f for f in (
    Format("csv", "CSV 表，与网站上下载的一样", lambda wanted: data(".csv", wanted), registers=True),
    Format("json", "JSON 数据，与网站上下载的一样", lambda wanted: data(".json", wanted), registers=True),
    Format("notice", "公示栏张贴页（PDF）：村（居）、乡镇的事项，最近一批补贴，正在征求的意见", notices, frozenset({"by", "paper"}), registers=True),
)}
"""By the name that --format takes."""
