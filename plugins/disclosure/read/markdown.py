"""The links of a Markdown field, checked before anything is rendered."""
from collections.abc import Iterator

from disclosure.markdown import links
from disclosure.read.files import Files, link_fault


def bad_links(text: str, files: Files) -> Iterator[tuple[str, str]]:
    """(link, what is wrong with it) for every link and picture of a Markdown text that may not be published."""
    if "](" not in text and "<" not in text and "]:" not in text:
        return
    for link in links(text):
        if fault := link_fault(link, files, ("http", "https", "mailto", "tel")):
            yield link, fault
