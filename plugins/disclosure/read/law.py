"""The dated files of law/: what the law and the national guidelines fix."""
from functools import cache
from pathlib import Path

from disclosure.model.law import Channel
from disclosure.read.nodes import Mapping, Node, Scalar, compose

FOLDER = Path(__file__).parent.parent / "law"


@cache
def channels() -> tuple[Channel, ...]:
    """The 13 standard channels, in the order of the published forms."""
    rows = plain(compose((FOLDER / "channels.yml").read_text(encoding="utf-8"), lambda *found: None))["渠道"]
    return tuple(Channel(row["名称"], tuple(row.get("又称", ()))) for row in rows)


def plain(node: Node):
    """Our own files as dicts, lists and text."""
    if isinstance(node, Scalar):
        return node.text
    return {key.text: plain(value) for key, value in node.pairs} if isinstance(node, Mapping) else [plain(x) for x in node.items]
