"""A county's own mkdocs.yml, read as data: the order of its hand-written pages, and nothing that MkDocs would run.

Our own mkdocs.yml is code, and MkDocs reads it.  That of another county's folder is not handed to MkDocs, unless somebody says that it may be trusted.
"""
import os
import re
from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from disclosure.model.place import START
from disclosure.read import faults
from disclosure.read.own import plain
from disclosure.read.nodes import Mapping, Node, Report, Scalar, Sequence, compose
from disclosure.read.text import bytes_of, decoded
from disclosure.read.traps import reason

NAME = "mkdocs.yml"
ROOT = Path(__file__).resolve().parents[3]
"""The repository: whoever may change its mkdocs.yml may change the program."""
ORDER, TITLE = "nav", "site_name"
ELSEWHERE = {"site_url": "网站的地址写在 county.yml 的“门户地址”里；这一行请删去", "theme": "网站的颜色写在 county.yml 的“主色”里；这几行请删去"}
"""What a county says in another place."""
TOLD = frozenset({TITLE, ORDER, "docs_dir", "site_dir", "use_directory_urls", "theme", "plugins"})
"""What our settings may say while nothing else can be read or run by what they say."""
DELETE = "请删去它；这个文件夹的来路确实可靠、要照它自己的设置生成的，运行时加 --trust-config"


class Settings(NamedTuple):
    """What a county's mkdocs.yml says: `order` of the hand-written pages as MkDocs' nav has it, None where it says nothing of it."""

    order: list | None


def is_own(folder: Path) -> bool:
    """Whether a county lies in the program's own repository."""
    return folder.resolve() == ROOT


def read_settings(folder: Path, pages: Container[str], report: Report) -> Settings | None:
    """`pages`: the hand-written ones, by their paths below content/.  None where a county has no settings of its own, or where they cannot be read, which is reported."""
    path = folder / NAME
    if not os.path.lexists(path):
        return None
    found = bytes_of(path, report)
    text = None if found.data is None else decoded(found.data, report, found.size)
    try:
        root = None if text is None else compose(text, report)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        report(faults.YAML, (line, column, line, column + 1), f"mkdocs.yml 读不懂：{reason(error)}", "请改好它；只用本仓库的设置就够的，请删去这个文件")
        return None
    if text is None:
        return None
    if not isinstance(root, Mapping):
        report(faults.SETTINGS, START, "mkdocs.yml 里没有“字段: 值”", f"请写上 {ORDER}（手写页面的次序），或者删去这个文件")
        return None
    order = None
    for key, value in root.pairs:
        if key.text == ORDER:
            order = ordered(value, pages, report)
        elif key.text != TITLE and ours().get(key.text) != plain(value):
            report(faults.SETTINGS, key.span, f"mkdocs.yml 的“{key.text}”没有用：别的县的文件夹里，这个文件只当数据读，只认 {ORDER}（手写页面的次序）",
                   ELSEWHERE.get(key.text, DELETE))
    return Settings(order)


@cache
def ours() -> dict:
    """Our own settings: a county's copy of them changes nothing."""
    try:
        root = compose((ROOT / NAME).read_text(encoding="utf-8"), lambda *found: None)
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    return plain(root) if isinstance(root, Mapping) else {}


def ours_told() -> str | None:
    """Our own settings, where they are all that MkDocs makes its chrome from; None where they name what reads or runs more: another plugin, a hook, a variable of the system."""
    said, text = ours(), (ROOT / NAME).read_text(encoding="utf-8")
    theme = said.get("theme")
    alone = said.keys() <= TOLD and said.get("plugins") == ["disclosure"] and isinstance(theme, dict) and (theme.get("name"), theme.get("custom_dir")) == ("material", "theme_overrides")
    return text if alone and "!" not in text else None


def ordered(node: Node, pages: Container[str], report: Report) -> list | None:
    """The order as plain lists, mappings of one title each, and paths; only what can be used."""
    if isinstance(node, Scalar) and not node.text.strip():
        return None
    if not isinstance(node, Sequence):
        report(faults.SETTINGS, node.span, f"{ORDER} 应当是列表", f"请写成：{ORDER}:\n  - about.md")
        return None
    return [made for item in node.items for made in entry(item, pages, report)]


def entry(item: Node, pages: Container[str], report: Report) -> Iterator[object]:
    """One entry of the order, or nothing where it cannot be used, which is reported."""
    if isinstance(item, Scalar):
        if usable(item, pages, report):
            yield item.text
    elif isinstance(item, Mapping) and len(item.pairs) == 1:
        ((title, value),) = item.pairs
        if isinstance(value, Sequence):
            yield {title.text: [made for inner in value.items for made in entry(inner, pages, report)]}
        elif isinstance(value, Scalar) and usable(value, pages, report):
            yield {title.text: value.text}
        elif isinstance(value, Mapping):
            report(faults.SETTINGS, value.span, f"“{title.text}”下面应当是一个页面，或者几个页面的列表", "请写成：- 标题: about.md")
    else:
        report(faults.SETTINGS, item.span, f"{ORDER} 里的一条应当是页面的路径，或者“标题: 路径”", "请写成：- about.md，或者 - 标题: about.md")


def usable(path: Scalar, pages: Container[str], report: Report) -> bool:
    """Whether a path names a hand-written page."""
    if not path.text.endswith(".md") or re.match(r"/|[A-Za-z]+:", path.text) or "\\" in path.text or ".." in path.text.split("/"):
        report(faults.SETTINGS, path.span, f"{ORDER} 里的“{path.text[:60]}”不是手写页面", "请写 content/ 下的 .md 文件，从 content/ 写起，例如 about.md")
        return False
    if path.text not in pages:
        report(faults.ORDER, path.span, f"{ORDER} 里的“{path.text[:60]}”不在 content/ 里", "请改成有的文件名，或者删去这一条")
        return False
    return True
