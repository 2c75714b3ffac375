"""What is kept changes only the time: the same county, the same findings; and it is forgotten when anything it depends on changes."""
import shutil
from pathlib import Path

import pytest

from disclosure.checking import Checked, check_county, judge
from disclosure.read import kept as store
from disclosure.read.county import read_county
from disclosure.read.kept import Kept
from disclosure.render.view import View
from disclosure.site import plan

COUNTY = Path(__file__).parents[1] / "county"


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(COUNTY, tmp_path / "county")
    return tmp_path / "county"


def told(checked: Checked) -> list:
    if checked.errors:
        return [checked.findings]
    outputs = [(m.path, getattr(m, "body", None) or m.data) for m in plan(View(checked.county, {}), (), lambda path: b"")]
    return [checked.findings, outputs]


def test_the_second_time_is_as_the_first(county: Path) -> None:
    fresh = told(check_county(county))
    assert told(check_county(county, kept=Kept(county))) == fresh
    again = Kept(county)
    before, now = again.before, again.now
    assert told(check_county(county, kept=again)) == fresh
    assert len(now) == 9 and now.keys() == before.keys()  # every file but county.yml


def edit(county: Path, file: str, old: str, new: str) -> None:
    path = county / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(("file", "old", "new"), [
    ("catalogues/domains/shehui-jiuzhu.yml", "公示名单", "公示的名单"),
    ("catalogues/domains/shehui-jiuzhu.yml", "领域: 社会救助", "领域名: 社会救助"),
    ("catalogues/county.yml", "截至日期: 2026-06-30", "截至日期: 2026-06-30\n渠道: [政府网站, 社区/企事业单位/村公示栏(电子屏)]"),
    ("catalogues/county.yml", "截至日期: 2026-06-30", "截至日期: 2026-06-30\n层级: [县级]"),
])
def test_an_edit_is_seen(county: Path, file: str, old: str, new: str) -> None:
    check_county(county, kept=Kept(county))
    edit(county, file, old, new)
    assert told(check_county(county, kept=Kept(county))) == told(check_county(county))


def test_a_file_that_went_is_missed(county: Path) -> None:
    check_county(county, kept=Kept(county))
    (county / "content" / "files" / "biaozhun.csv").unlink()
    checked = check_county(county, kept=Kept(county))
    assert "C207" in {f.rule.code for f in checked.findings} and checked.findings == check_county(county).findings


@pytest.mark.parametrize("spoilt", [b"", b"not a pickle", b"\x80\x05."])
def test_a_spoilt_store_is_read_past(county: Path, spoilt: bytes) -> None:
    first = Kept(county)
    check_county(county, kept=first)
    first.path.write_bytes(spoilt)
    assert Kept(county).before == {} and told(check_county(county, kept=Kept(county))) == told(check_county(county))


def test_another_reader_forgets(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_county(county, kept=Kept(county))
    monkeypatch.setattr(store, "fingerprint", lambda: "another")
    assert Kept(county).before == {}


def test_a_store_that_cannot_be_written_costs_only_time(county: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert check_county(county, kept=Kept(county)).findings == check_county(county).findings


@pytest.mark.parametrize("faulty", [False, True])
def test_it_is_the_same_whoever_reads(faulty: bool, county: Path, tmp_path: Path) -> None:
    """By two hands as by one: the county, the findings, the texts, and what is kept."""
    folder = COUNTY.with_name("hideous") if faulty else county
    alone, shared = Kept(tmp_path / "alone"), Kept(tmp_path / "shared")
    one, two = read_county(folder, kept=alone), read_county(folder, kept=shared, hands=2)
    assert (two.findings, [*two.texts.items()]) == (one.findings, [*one.texts.items()])
    assert told(judge(two)) == told(judge(one))
    assert Kept(tmp_path / "shared").before.keys() == Kept(tmp_path / "alone").before.keys()
    assert faulty or len(Kept(tmp_path / "shared").before) == 9
