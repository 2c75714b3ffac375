"""What 栏目 opens: every part of the site; none of its pages carries the list itself."""
import json
import re

import pytest
from built import ROOT

from disclosure.read.county import read_county
from disclosure.render.drawer import MOST, drawer
from disclosure.render.output import Crumb
from disclosure.render.view import View
from disclosure.site import plan, sections, tabs


def told(outputs) -> list:
    return json.loads(re.fullmatch(r"window\.disclosureDrawer=(.*);\n", next(iter(outputs)).data.decode(), re.S)[1])


@pytest.mark.parametrize(("count", "listed"), [(0, 0), (1, 1), (MOST, MOST), (MOST + 1, 0)])
def test_long_parts_lead_to_their_first_page(count: int, listed: int) -> None:
    below = [Crumb(f"领域{n}", f"domains/d{n}.html") for n in range(count)]
    [part, sitemap, service] = told(drawer([("公开事项", "domains.html", below)], [("在线办事", "https://example.org/")]))
    assert part[:2] == ["公开事项", "domains/d0.html" if count else "domains.html"] and len(part[2] if len(part) > 2 else ()) == listed
    assert (sitemap, service) == (["网站地图", "sitemap.html"], ["在线办事", "https://example.org/"])
    assert len(part) == 2 or all(len(one) == 2 for one in part[2])


@pytest.mark.parametrize("kiosk", [False, True])
def test_it_has_every_part_of_the_site_and_leads_to_pages_alone(kiosk: bool) -> None:
    read = read_county(ROOT)
    view = View(read.county, read.files.sizes, kiosk)
    made = {one.path: one for one in plan(view, (), read.files.read)}
    found = [path for path in made if re.fullmatch(r"assets/drawer-data\.[0-9a-f]+\.js", path)]
    assert len(found) == (not kiosk)
    if found:
        parts = told([made[found[0]]])
        assert [part[0] for part in parts if "://" not in part[1]] == [*(tab.title for tab in tabs(read.county, sections(read.county))), "网站地图"]
        addresses = {address for part in parts for _, address in [part[:2], *(part[2] if len(part) > 2 else ())] if "://" not in address}
        assert addresses <= set(made) and {domain.address for domain in read.county.domains.values()} <= addresses
