"""What is made before the rules have had their say can be made of any county that could be read, whatever rules it breaks."""
import sys
from pathlib import Path

import pytest

from built import run

from disclosure.host import chrome
from disclosure.host.again import marks_of
from disclosure.host.assets import Assets
from disclosure.model.finding import Severity
from disclosure.read.county import read_county
from disclosure.render.sources import Sources
from disclosure.render.view import View
from disclosure.site import contents, sections

sys.path.append(str(Path(__file__).parents[1] / "rules"))
from test_rules import CASES, county_of, load  # noqa: E402


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_chrome_and_the_marks_of_a_county_that_breaks_a_rule(path: Path, tmp_path: Path) -> None:
    read = read_county(county_of(load(path), tmp_path))
    if any(finding.severity is Severity.ERROR for finding in read.findings):
        return  # judged at once: nothing else begins
    view = View(read.county, {}, False, Assets(False, False, read.county.accent))
    assert chrome.context(read.county).name and sections(read.county)
    assert marks_of(list(contents(view, (), lambda path: b"", None)), "", Sources(read.county, view.relations))


@pytest.mark.parametrize("trouble", ["folder in the way", "settings"])
def test_what_is_wrong_with_the_county_is_told_first(trouble: str, tmp_path: Path) -> None:
    """Also where something else goes wrong while the rules are still at work."""
    county = county_of(load(next(path for path in CASES if path.stem.startswith("C901-") and load(path)["命中"])), tmp_path)
    if trouble == "settings":
        (county / "mkdocs.yml").write_text("site_name: x\nplugins: [nonesuch]\n", encoding="utf-8")
    else:
        (tmp_path / "site").mkdir()
        (tmp_path / "site" / "mine.txt").touch()
    done = run("build", "--site", county, "--trust-config", "--out", tmp_path / "site")
    assert done.returncode == 1 and "C901" in done.stdout and "先改好上面的问题" in done.stderr and "Traceback" not in done.stderr
