"""The anchors of hand-written pages: a check and the page agree, and addresses that were in use when MkDocs made them lead where they led."""
import re
from pathlib import Path

import markdown as mkdocs_markdown
import pytest

from disclosure import markdown
from disclosure.read.pages import body

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "content").glob("*.md"))
ODD = """# 指南
## How to **apply**, `step` 1 {#own}
## [链接 link](a.md#b) & &amp; _em_
### 中文 `code_a` 2026年
## Same
##Same
## Same
## 又一个 ##
##又二个

```
# no heading {#none}
```
~~~
- a

  ## In a list

#话题# 不是标题
#1楼
"""


def anchors_in(html: str) -> set[str]:
    return set(re.findall(r' id="([^"]*)"', html))


@pytest.mark.parametrize("text", [ODD, *(p.read_text(encoding="utf-8") for p in PAGES)], ids=lambda t: t[:12])
def test_a_check_knows_the_anchors_of_the_page(text: str) -> None:
    there = anchors_in(markdown.page(body(text), str)[0])
    assert there and there == markdown.anchors(body(text))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_addresses_in_use_go_on_working(page: Path) -> None:
    text = body(page.read_text(encoding="utf-8"))
    assert anchors_in(mkdocs_markdown.markdown(text, extensions=["toc", "tables", "attr_list"])) == markdown.anchors(text)


def test_odd_headings() -> None:
    assert markdown.anchors(ODD) == {"_1", "own", "link-amp-_em_", "code_a-2026", "same", "same_1", "_2", "_3", "in-a-list"}
