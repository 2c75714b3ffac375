"""What is wrong with a Markdown text: links that may not be published, and marks that the site does not know.  Told before anything is rendered."""
from collections.abc import Callable, Iterator

from disclosure.markdown import links, remarks, unquoted
from disclosure.model.finding import Rule
from disclosure.read import faults
from disclosure.read.addresses import BRACKETS, broken_addresses
from disclosure.read.files import SCHEME, Files, link_fault, settled
from disclosure.read.nodes import Report, Scalar

ELSEWHERE = "图片不能用别的网站的，请放到 content/files/ 下"
"""Pages load nothing from other hosts, and the last gate stops what would."""
SCHEMES = ("http", "https", "mailto", "tel")
Told = Callable[[Rule, int, int, int, str, str], None]
"""Given a rule, the line and the columns it is about (from 0; of the line, to before the last), message and hint."""


def check_markdown(text: str, files: Files, told: Told, called: str = "", page: bool = False) -> None:
    """Tells everything that is wrong with a text that is not `too_much`.  `called`: what the text is; `page`: a page of its own, whose relative links the rules judge."""
    for link, fault, at in bad_links(text, files, page):
        line, column = text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1
        told(faults.FORM if fault == BRACKETS else faults.MARKDOWN, line, column, column + len(link), f"{f'{called}里的' if called else ''}链接“{link[:60]}”：{fault}",
             "请从浏览器地址栏复制完整的网址；不是网址的，去掉 //" if fault == BRACKETS else "链接只能是 http(s)、mailto、tel 地址，或 content/files/ 下的文件")
    for found in remarks(text, page):
        told(faults.TABLE if found.table else faults.NO_MARK, *found[:5])


def block_told(report: Report, text: str, node: Scalar, rows: list[str]) -> Told:
    """Reports at the very place in a text that stands in a block (|) of a file, whose lines are `rows`; else at the whole value."""
    typed = text.split("\n") if node.style == "|" else []

    def told(rule: Rule, line: int, start: int, end: int, message: str, hint: str) -> None:
        row = node.span[0] + 1 + line
        edge = rows[row - 1].find(typed[line]) if typed and row <= len(rows) else -1
        report(rule, (row, edge + start + 1, row, edge + end + 1) if edge >= 0 else node.span, message, hint)
    return told


def bad_links(text: str, files: Files, page: bool) -> Iterator[tuple[str, str, int]]:
    """(link, what is wrong with it, where it begins) for every link and picture of a Markdown text that may not be published."""
    broken = broken_addresses(text)
    for at, address in broken:
        yield address, BRACKETS, at
    if "](" not in text and "<" not in text:
        return
    reached = 0  # links come in the order of the text: each is looked for behind the one before
    for link, shown in links(text):
        elsewhere = SCHEME.match(settled(link, files.paths))
        if page and not elsewhere and not link.startswith("//"):
            continue
        fault = link_fault(link, files, SCHEMES) or (ELSEWHERE if shown and elsewhere else "")
        if fault and not (fault == BRACKETS and broken):
            typed = link if link in text else unquoted(link)
            reached = max(text.find(typed, reached), reached)
            yield typed, fault, reached
