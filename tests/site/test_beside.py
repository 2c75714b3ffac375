"""What stands beside a matter: near ones, by a script and by a page of their own, which name what is taken over alike."""
import json
import re
from html import unescape
from types import SimpleNamespace

import pytest
from built import GOLDEN

from disclosure.read.county import Reading, read_county
from disclosure.render.output import Output, Page, spoken
from disclosure.render.pages.beside import NEAR, groups_of, holds, shared
from disclosure.render.view import View
from disclosure.site import plan

GROUP = re.compile(r'<li>(?:<a href="[^"]+" target="_top"><span class="n">\d+</span>(.*?)</a>)?\n?((?:<ul>\n(?:<li><i .*\n)+</ul>\n)+)</li>')
MATTER = re.compile(r'<i id="([^"]+)" hidden></i><a [^>]*?target="_top">(?:<span data-of="([^"]+)">)?(.*?)(?:</span>)?</a>')
LED = re.compile(r'<noscript><object data="(?:\.\./)+(shared/[\w-]+\.html)#([^"]+)"')


@pytest.fixture(scope="module")
def county() -> Reading:
    return read_county(GOLDEN)


def made(county: Reading, kiosk: bool = False) -> dict[str, Page | Output]:
    return {one.path: one for one in plan(View(county.county, {p: 1 for p in county.files.paths}, kiosk), (), lambda path: b"")}


def test_each_matter_in_force_is_found_in_the_list_that_its_page_holds(county: Reading) -> None:
    there = made(county)
    led = {path: found for path, one in there.items() if isinstance(one, Page) and (found := LED.search(one.body))}
    items = [item for owner in county.county.catalogues for item in owner.items]
    assert {*led} == {item.address for item in items} and {bool(item.retired) for item in items} == {True, False}
    for item in items:
        part, number = led[item.address].groups()
        assert number == item.number
        assert (f'<i id="{number}" hidden></i><a href="../{item.address}" target="_top"' in there[part].data.decode()) != bool(item.retired), item.address


def test_a_catalogue_of_nothing_in_force_has_no_list(county: Reading) -> None:
    owner, retired = county.county.catalogues[0], [item for item in county.county.catalogues[0].items if item.retired]
    gone = SimpleNamespace(items=retired, folder=owner.folder, id=owner.id)
    assert retired and not [*shared(View(county.county, {}), gone, str)]
    assert not holds(View(county.county, {}), gone) and not holds(View(county.county, {}, kiosk=True), county.county.catalogues[0]) and holds(View(county.county, {}), county.county.catalogues[0])


def test_the_script_says_what_the_list_says(county: Reading) -> None:
    there = made(county)
    words = {matter: name for path in there if re.fullmatch(r"shared/\w+-.+\.css", path)
             for matter, name in re.findall(r'\[data-of="([^"]+)"\]::after\{content:"(.*)"\}', there[path].data.decode())}
    for path in [path for path in there if path.startswith("shared/") and path.endswith(".html")]:
        listed = [(unescape(name), [[(number, unescape(named) + words[of] if of else unescape(named)) for number, of, named in MATTER.findall(part)] for part in group.split("<ul>")[1:]])
                  for name, group in GROUP.findall(there[path].data.decode())]
        said = json.loads(there[path.replace(".html", ".js")].data.decode().partition("=")[2].rstrip(";\n"))
        taken = {f"{of}/{number}": name for of in {one[2] for _, near in said for part in near for one in part if len(one) > 3}
                 for _, near in json.loads(there[f"shared/{of}.js"].data.decode().partition("=")[2].rstrip(";\n")) for part in near for number, _, name, *_ in part}
        assert listed == [(name or ("其他事项" if len(said) > 1 else ""), [[(one[0], f"{one[1]} {one[2] if len(one) == 3 else taken[f'{one[2]}/{one[3]}']}") for one in part] for part in near])
                          for name, near in said], path


def test_of_a_large_group_those_of_a_category_stand_together() -> None:
    items = [SimpleNamespace(number=n, category="甲" if n % 2 else None) for n in range(NEAR + 1)]
    assert [(name, [[one.number for one in part] for part in near]) for name, near in groups_of(items[:-1], lambda one: "社会救助")] == [("社会救助", [[*range(NEAR)]])]
    assert [(name, [[one.number for one in part] for part in near]) for name, near in groups_of(items, lambda one: "社会救助")] == [("社会救助", [[0, 2, 4, 6, 8], [1, 3, 5, 7]])]


def test_a_kiosk_shows_none_and_carries_none(county: Reading) -> None:
    there = made(county, kiosk=True)
    assert not [path for path in there if path.startswith("shared/")]
    assert not any("<object" in one.body for one in there.values() if isinstance(one, Page))


def test_any_text_can_be_said_by_a_style_sheet(chromium) -> None:
    text = 'a"b\\c\n</style>\x7f{}é县 1'
    page = chromium.new_page()
    page.set_content(f"<style>{spoken([('p', text.replace('</style>', '<style>'))]).decode()}</style><p></p>")
    assert json.loads(page.evaluate("JSON.stringify(getComputedStyle(document.querySelector('p'), '::after').content)")) == '"a\\"b\\\\c\\a <style>\\7f {}é县 1"'
    page.close()


@pytest.mark.parametrize(("count", "hours", "lines"), [(2, ["上午", "下午"], 2), (2, ["全天", "全天"], 1), (1, ["全天"], 1), (5, ["全天"] * 5, 1), (5, ["全天"] * 4 + ["上午"], 5)])
def test_hours_that_all_keep_are_said_once(county: Reading, count: int, hours: list[str], lines: int) -> None:
    units = [SimpleNamespace(folder="units", address=f"units/{n}.html", name=f"单位{n}", phone=f"0590-700{n:04}", hours=hours[n], postal_address=f"某路{n}号", dissolved=None) for n in range(count)]
    view = View(county.county, {p: 1 for p in county.files.paths}, False)
    for piece in (view.piece("whom.html", "", units=units), view.piece("asked.html", "", units=units, services=())):
        assert len(re.findall("全天|上午|下午", piece)) == lines
        assert all(unit.phone in piece for unit in units) and ("某路" in piece) == (count < 4)
