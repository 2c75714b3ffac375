"""Markdown (正文) as blocks of a book: its text, lists and tables; what only a screen can show is named."""
from collections.abc import Iterator
from typing import Any

from disclosure import markdown
from disclosure.exports.print import blocks
from disclosure.exports.print.blocks import Block


def prose(source: str) -> Iterator[Block]:
    """The blocks of a text, in order."""
    tokens = iter(markdown.parsed(source))
    marks: list[str] = []
    numbers: list[int] = []
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                numbers.append(0)
            case "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
            case "list_item_open":
                number = int(token.info) if token.info else numbers[-1]
                marks.append("　" * (len(numbers) - 1) + (f"{number}. " if numbers[-1] else "• "))
                numbers[-1] = number + 1 if numbers[-1] else 0
            case "list_item_close":
                del marks[len(numbers) - 1:]
            case "inline":
                yield blocks.text((marks[-1] if marks else "") + inline(token))
                marks = ["　" * len(numbers) for _ in marks]  # what comes next of an entry stands below it
            case "fence" | "code_block":
                yield blocks.text(token.content.rstrip("\n"))
            case "table_open":
                yield table(tokens)


def table(tokens: Iterator[Any]) -> Block:
    """The rows up to the end of a table; the first is its head."""
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(inline(token))
    return blocks.table(rows[0], [1] * len(rows[0]), rows[1:])


def inline(token: Any) -> str:
    """The text of a line; a link with its address behind it where that says where to look on paper."""
    parts: list[str] = []
    ways: list[str] = []
    for one in token.children or []:
        match one.type:
            case "text" | "text_special" | "code_inline":
                parts.append(one.content)
            case "softbreak" | "hardbreak":
                parts.append("\n")
            case "link_open":
                ways.append(str(one.attrs.get("href", "")))
            case "link_close":
                way = markdown.unquoted(ways.pop())
                if way.startswith(("http://", "https://")) and not "".join(parts).endswith(way):
                    parts.append(f"（{way}）")
            case "image":
                parts.append(f"［图：{one.content}］" if one.content else "")
    return "".join(parts)
