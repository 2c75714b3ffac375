"""A build looks for no rings of objects (it has hardly any): what a page or a workbook was made from goes with it, or thousands of them stay to the end.

Looked for in a process that does nothing else: a browser's loop leaves rings of its own.
"""
import gc
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

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


def pages() -> None:
    reading = read_county(GOLDEN)
    view = View(reading.county, reading.files.sizes)
    made = [one for one in contents(view, (), bytes, None) if isinstance(one, Page)]
    assert len(made) > 30
    told = left(lambda: [page.body for page in made])
    assert not told.keys() & {"Macro", "Calls", "Crumb", "Facts", "Markup"}, told
    assert told.total() < len(made), told


def workbooks() -> None:
    county = read_county(GOLDEN).county
    forms = [of_catalogue(domain, county) for domain in county.domains.values()]
    told = left(lambda: workbook(forms, "目录", Date("2026-01-01")))
    assert not told


@pytest.mark.parametrize("made", [pages, workbooks])
def test_what_it_was_made_from_goes_with_it(made) -> None:
    done = subprocess.run([sys.executable, "-c", f"import {__name__} as here; here.{made.__name__}()"], cwd=Path(__file__).parent, capture_output=True, text=True,
                          env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))})
    assert done.returncode == 0, done.stderr
