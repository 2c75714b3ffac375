"""What a page is called in a browser's tab, in bookmarks and by search engines: no two pages the same, and what differs comes first."""
from pathlib import Path

import pytest

from disclosure.host.chrome import full_title
from disclosure.read.county import read_county
from disclosure.render.output import Page
from disclosure.render.view import View, examples
from disclosure.site import contents

ROOT = Path(__file__).parents[2]


def titles(folder: Path) -> dict[str, str]:
    reading = read_county(folder)
    view = View(reading.county, reading.files.sizes)
    return {page.path: full_title(page, view.topic) for page in contents(view, (), lambda path: b"", None) if isinstance(page, Page)}


@pytest.mark.parametrize("county", [ROOT, ROOT / "tests" / "county"], ids=["demonstration", "golden"])
def test_no_two_pages_are_called_the_same(county: Path) -> None:
    found = titles(county)
    assert len(found) > 30 and len(set(found.values())) == len(found)


def test_what_differs_comes_first() -> None:
    found = titles(ROOT)
    assert found["domains/shehui-jiuzhu/2.2.html"] == "最低生活保障 办事指南（社会救助 2.2） - 示例县基层政务公开"
    assert found["townships/xikou-zhen/shehui-jiuzhu-2.2.html"] == "最低生活保障 办事指南（社会救助 2.2）— 溪口镇 - 示例县基层政务公开"
    assert found["index.html"] == "示例县基层政务公开"


def test_the_example_of_a_search_is_of_this_county() -> None:
    county = read_county(ROOT / "tests" / "county").county
    assert examples(county) == ["低保", "公示"] == [*county.often]
    object.__setattr__(county, "often", ())
    assert examples(county) == ["社会救助", next(p.document_number for p in county.policies.values() if p.document_number)]
