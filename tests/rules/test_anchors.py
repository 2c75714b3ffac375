"""The anchors that a check tells from a page's text are those that MkDocs gives its headings."""
import re
from pathlib import Path

import markdown
import pytest

from disclosure.rules.anchors import anchors

ROOT = Path(__file__).parents[2]
EXTENSIONS = ["toc", "fenced_code", *re.search(r"markdown_extensions: \[([^]]*)\]", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))[1].split(", ")]
ODD = """# 指南

标题
====

## How to *apply*, `step` 1 {#own}
## [链接 link](a.md#b) & &amp; _em_
### 中文 `code_a` 2026年
## Same
## Same
## 又一个 ##

```
# no heading {#none}
~~~
## nor this
```

- a

  ## In a list

正文[^one]

[^one]: 注

<p id="raw">甲</p>

一段话
{: #para }
"""


@pytest.mark.parametrize("text", [ODD, *(p.read_text(encoding="utf-8") for p in sorted((ROOT / "content").glob("*.md")))], ids=lambda t: t[:12])
def test_every_anchor_of_the_page_is_known(text: str) -> None:
    html = markdown.markdown(text, extensions=EXTENSIONS)
    there = set(re.findall(r' id="([^"]*)"', html))
    assert there and there - anchors(text) == set()


def test_few_others_are_believed() -> None:
    there = set(re.findall(r' id="([^"]*)"', markdown.markdown(ODD, extensions=EXTENSIONS)))
    assert anchors(ODD) - there <= {"none", "one", "in-a-list"}
