"""A build looks for no rings of objects (it has hardly any): what a page or a workbook was made from goes with it, or thousands of them stay to the end."""
import gc
from collections import Counter

from built import GOLDEN

from disclosure.model.fields import Date
from disclosure.read.county import read_county
from disclosure.render.form import of_catalogue
from disclosure.render.output import Page
from disclosure.render.view import View
from disclosure.render.workbook import workbook
from disclosure.site import contents


def left(make) -> Counter[str]:
    """The kinds of objects that nobody has any more and that are still there, when something has been made for the second time."""
    make()
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        make()
        gc.collect()
        return Counter(type(one).__qualname__ for one in gc.garbage)
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def test_pages_go_when_they_are_made() -> None:
    reading = read_county(GOLDEN)
    view = View(reading.county, reading.files.sizes)
    pages = [one for one in contents(view, (), bytes, None) if isinstance(one, Page)]
    assert len(pages) > 30
    told = left(lambda: [page.body for page in pages])
    assert not told.keys() & {"Macro", "Calls", "Crumb", "Facts", "Markup"}, told
    assert told.total() < len(pages), told


def test_workbooks_go_when_they_are_made() -> None:
    county = read_county(GOLDEN).county
    forms = [of_catalogue(domain, county) for domain in county.domains.values()]
    told = left(lambda: workbook(forms, "目录", Date("2026-01-01")))
    assert not told
