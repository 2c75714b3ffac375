"""Hand-written pages (content/*.md): what their head says, and their text."""
from typing import NamedTuple

from disclosure.model.fields import Date, Day, Record, field


class PageHead(Record):
    """The head of a hand-written page, between two lines of ---.  Every field may be left out."""

    published: Date | None = field("发布日期", Day(), about="这一页发布的日期，显示在标题下面，也写进页面标签。", example="2026-03-20")
    source: str | None = field("来源", about="由谁发布，写单位全称。", example="示例县人民政府办公室")
    description: str | None = field("description", about="一两句话说明这一页讲什么，写进页面标签，供搜索引擎用。", example="怎样查阅和申请政府信息")
    title: str | None = field("title", about="网页标题与正文第一个 # 标题不同时才写。", example="政府信息公开指南")


class HandWritten(NamedTuple):
    """A hand-written page: its path below content/, with forward slashes; its Markdown, whose lines are those of the file; and what its head says."""

    path: str
    text: str
    published: str = ""
    source: str = ""
    description: str = ""
    title: str = ""
