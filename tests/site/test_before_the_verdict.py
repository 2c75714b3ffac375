"""What is made before the rules have had their say can be made of any county that could be read, whatever rules it breaks."""
import shutil
import sys
from pathlib import Path

import pytest

from built import GOLDEN, ROOT, run
from built import contents as files

from disclosure.checking import check_county
from disclosure.host import chrome
from disclosure.host.again import Pages, marks_of
from disclosure.host.assets import Assets
from disclosure.host.build import build_site
from disclosure.model.finding import Severity
from disclosure.read.county import read_county
from disclosure.render.sources import Sources
from disclosure.render.view import View
from disclosure.scores import Scores, score
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


@pytest.mark.parametrize("while_judging", [0, 5, 10_000])
def test_pages_that_are_made_while_the_rules_are_at_work_are_as_others(while_judging: int, tmp_path: Path) -> None:
    """The scores are asked for once, wherever a page first wants them."""
    county, asked = tmp_path / "county", []
    shutil.copytree(GOLDEN, county)
    (county / "catalogues/county.yml").write_text((county / "catalogues/county.yml").read_text(encoding="utf-8") + "公开评分: 是\n", encoding="utf-8")
    checked = check_county(county)

    def judged() -> Scores | None:
        asked.append(True)
        return score(checked)
    still = iter(range(while_judging))
    there = build_site(checked, county, tmp_path / "there", ROOT, lambda *told: None, hands=2, last=Pages(), judged=judged, judging=lambda: next(still, None) is not None)
    here = build_site(checked, county, tmp_path / "here", ROOT, lambda *told: None, last=Pages(), judged=lambda: score(checked))
    assert asked == [True] and files(tmp_path / "there") == files(tmp_path / "here")
    assert (there.again.made, there.again.runs.pages, there.again.runs.all) == (here.again.made, here.again.runs.pages, here.again.runs.all)


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
