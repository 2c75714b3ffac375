"""What lies over the cells of a sheet: comments, pictures and text boxes, each with the cell it hangs on."""
from collections.abc import Iterator
from typing import Any

from disclosure.tables.files.package import Package, Related, local

LONGEST = 500


def said(element: Any, tag: str = "t") -> str:
    return "".join(e.text or "" for e in element.iter(f"{{*}}{tag}"))


def comments(package: Package, related: dict[str, Related]) -> dict[str, str]:
    """By reference.  Of a conversation all that was said."""
    found: dict[str, str] = {}
    threads: dict[str, list[str]] = {}
    for link in related.values():
        if link.external or link.target not in package:
            continue
        if link.kind == "comments":
            for e in package.tree(link.target).iter("{*}comment"):
                found[e.get("ref", "")] = said(e)
        elif link.kind == "threadedcomment":
            for e in package.tree(link.target).iter("{*}threadedComment"):
                threads.setdefault(e.get("ref", ""), []).append(said(e, "text"))
    return found | {reference: "；".join(texts) for reference, texts in threads.items()}


def drawn(package: Package, related: dict[str, Related]) -> Iterator[tuple[int, int, str]]:
    """(row, column, words) of pictures, charts, shapes; words are empty but for boxes of text."""
    for link in related.values():
        if link.kind != "drawing" or link.external or link.target not in package:
            continue
        for anchor in package.tree(link.target):
            start = next((e for e in anchor if local(e) == "from"), None)
            if start is None:
                continue
            at = {local(e): e.text or "" for e in start}
            row, column = at.get("row", ""), at.get("col", "")
            if row.isdecimal() and column.isdecimal() and len(row) < 8 and len(column) < 6:
                paragraphs = [said(p) for p in anchor.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p")]
                yield int(row) + 1, int(column) + 1, "\n".join(p for p in paragraphs if p.strip())[:LONGEST]
