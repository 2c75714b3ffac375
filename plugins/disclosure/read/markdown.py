"""The links of a Markdown field, checked before anything is rendered."""
from collections.abc import Iterator

from disclosure.markdown import links, unquoted
from disclosure.read.addresses import BRACKETS, broken_addresses
from disclosure.read.files import SCHEME, Files, link_fault, settled

ELSEWHERE = "图片不能用别的网站的，请放到 content/files/ 下"
"""Pages load nothing from other hosts, and the last gate stops what would."""


def bad_links(text: str, files: Files) -> Iterator[tuple[str, str, int]]:
    """(link, what is wrong with it, its line from 0) for every link and picture of a Markdown text that may not be published."""
    broken = broken_addresses(text)
    for at, address in broken:
        yield address, BRACKETS, text.count("\n", 0, at)
    if "](" not in text and "<" not in text and "]:" not in text:
        return
    reached = line = 0  # links come in the order of the text: each is looked for behind the one before
    for link, shown in links(text):
        if fault := link_fault(link, files, ("http", "https", "mailto", "tel")) or (ELSEWHERE if shown and SCHEME.match(settled(link, files.paths)) else ""):
            if fault == BRACKETS and broken:
                continue
            typed = link if link in text else unquoted(link)
            at = text.find(typed, reached)
            if at < 0:
                yield typed, fault, line
                continue
            line += text.count("\n", reached, at)
            reached = at
            yield typed, fault, line
