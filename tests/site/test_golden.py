"""The miniature county, page for page: what is between header and footer, and every download, as accepted in golden/.

`python build.py test --bless tests/site/test_golden.py` accepts what comes out now.
"""
import shutil
from pathlib import Path

import pytest

from disclosure.read.county import read_county
from disclosure.render.output import Indexed, Page
from disclosure.render.view import View
from disclosure.site import plan
from built import GOLDEN

EXPECTED = Path(__file__).parent / "golden"


def planned() -> dict[str, bytes]:
    reading = read_county(GOLDEN)
    assert not reading.findings
    view = View(reading.county, {p: (reading.files.folder / p).stat().st_size for p in reading.files.paths})
    made = plan(view, [Indexed("关于本专题", "about.html")], lambda path: (reading.files.folder / path).read_bytes())
    return {m.path: m.body.encode() if isinstance(m, Page) else m.data for m in made}


def test_every_output_is_as_accepted(bless: bool) -> None:
    # How characters are drawn is nothing of this county's and would be written anew with every word: tests/read/test_drawings.py looks at it.
    now = {path: data for path, data in planned().items() if "/handwriting-data." not in path}
    if bless:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, data in now.items():
            target = EXPECTED / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    before = {p.relative_to(EXPECTED).as_posix(): p.read_bytes() for p in EXPECTED.rglob("*") if p.is_file()}
    assert sorted(now) == sorted(before), "pages or files came or went"
    for path, data in now.items():
        assert data.decode("utf-8", "replace").splitlines() == before[path].decode("utf-8", "replace").splitlines(), path
        assert data == before[path], path


@pytest.mark.parametrize("secret", ["这段不得公开", "neibu.txt", "内部附件", "orphan.txt"])
def test_what_is_withheld_or_unused_is_nowhere(secret: str) -> None:
    for path, data in planned().items():
        assert secret not in path and secret.encode() not in data, path
