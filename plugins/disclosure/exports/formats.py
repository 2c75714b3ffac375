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


def books(wanted: Wanted) -> Iterable["Output"]:
    from disclosure.exports.sheets import books
    return books(wanted)


def documents(wanted: Wanted) -> Iterable["Output"]:
    from disclosure.exports.word import documents
    return documents(wanted)


def printed(wanted: Wanted) -> Iterable["Output"]:
    if wanted.manual:
        from disclosure.exports.print.books import books
        return books(wanted)
    from disclosure.exports.print.catalogue import catalogues
    return catalogues(wanted)


def portal(wanted: Wanted) -> Iterable["Output"]:
    from disclosure.exports.data import portal
    return portal(wanted)


def index(wanted: Wanted) -> Iterable["Output"]:
    from disclosure.exports.data import index
    return index(wanted)


def notices(wanted: Wanted) -> Iterable["Output"]:
    from disclosure.exports.print.notice import notices
    return notices(wanted)


def evaluation(wanted: Wanted) -> Iterable["Output"]:
    from disclosure.exports.evaluation import pack
    return pack(wanted)


FORMATS: dict[str, Format] = {f.name: f for f in (
    Format("xlsx", "Excel 工作簿，标准格式：汇总表，每个目录一张工作表", books, frozenset({"columns", "each"}), registers=True),
    Format("docx", "Word 文档，每个目录一个，标准格式", documents, frozenset({"columns"}), registers=True),
    Format("csv", "CSV 表，与网站上下载的一样", lambda wanted: data(".csv", wanted), registers=True),
    Format("json", "JSON 数据，与网站上下载的一样", lambda wanted: data(".json", wanted), registers=True),
    Format("pdf", "可以印的 PDF：一个目录一个文件，A3；加 --manual 印成公开工作手册和办事一本通", printed, frozenset({"manual"})),
    Format("dcat", "数据目录（DCAT，JSON-LD），给数据开放平台收录", portal, whole=True),
    Format("cms", "信息公开目录表（CSV），给门户的内容管理系统导入：索引号、名称、内容概述、生成日期、发布机构、链接", index, whole=True),
    Format("notice", "公示栏张贴页（PDF）：村（居）、乡镇的事项，最近一批补贴，正在征求的意见", notices, frozenset({"by", "paper"}), registers=True),
    Format("evaluation", "评估资料：每项指标的规则、证据网址、分子和分母（网页、JSON、CSV 和打好的 zip）", evaluation),
)}
"""By the name that --format takes."""
