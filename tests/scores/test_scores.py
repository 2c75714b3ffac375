"""The figures, counted by hand on small counties and again from their parts."""
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure.model.county import COLLECTIONS
from disclosure.checking import check_county
from disclosure.scores import COUNTY, MEASURES, Scores, score

ROOT = Path(__file__).parents[2]
MINIATURE, BASE = Path(__file__).parent / "county", ROOT / "tests" / "rules" / "base"
"""A county of the scores' own, so that other tests' counties may change without anybody counting again, and that of the rules."""


def counted(folder: Path) -> dict[tuple[str, str], tuple[int, int]]:
    return {key: (p.got, p.total) for key, p in score(check_county(folder)).parts.items()}


def whole(folder: Path) -> dict[str, tuple[int, int]]:
    return {measure: pair for (measure, of), pair in counted(folder).items() if of == COUNTY}


@pytest.fixture
def county(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "county")
    return tmp_path / "county"


def edit(county: Path, file: str, old: str, new: str, folder: str = "catalogues") -> None:
    path = county / folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old} stands {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


# -- by hand -----------------------------------------------------------------------------------------
def test_the_miniature_county() -> None:
    assert whole(MINIATURE) == {
        "completeness": (8, 10),  # domain 4, 西街 4, 石村 2 in use; 1.2's name holds {{ 7*7 }}, and 西街 takes it over
        "coverage": (2, 28),  # 社会救助 of 26, 西街 but not 东乡 has matters
        "timeliness": (1, 5),  # one piece of information says when it was formed; 石村 owed its accounts on 20 July, October, January and April
        "interpretation": (1, 1),  # the other policy says why it has none
        "links": (14, 14),  # county.yml 3, domain 4, policies 1 and 6
        "information": (1, 9),  # A-3 is withheld
        "freshness": (1, 1),  # 2026-04-01 is 90 days before 2026-06-30
    }
    parts = counted(MINIATURE)
    assert parts["completeness", "domains/shehui-jiuzhu"] == (3, 4) and parts["completeness", "townships/xi-jie"] == (3, 4)
    assert parts["completeness", "units/minzheng"] == (3, 4) and parts["completeness", "units/xi-jie-ban"] == (4, 5)
    assert parts["information", "domains/shehui-jiuzhu"] == (1, 3) and parts["information", "townships/xi-jie"] == (0, 4)
    assert parts["coverage", "townships/dong-xiang"] == (0, 1) and parts["coverage", "pilot-domains/25"] == (0, 1)


def test_the_base_county() -> None:
    assert whole(BASE) == {"completeness": (7, 7), "coverage": (2, 27), "timeliness": (3, 7), "interpretation": (1, 1), "links": (4, 4), "information": (3, 7),
                           "freshness": (1, 1)}
    parts = counted(BASE)
    assert parts["timeliness", "units/xi-zhen"] == (1, 1) and parts["information", "units/xi-zhen"] == (1, 4)
    assert parts["interpretation", "units/minzheng"] == (1, 1) and parts["interpretation", "domains/shehui-jiuzhu"] == (1, 1)


# -- what counts as not got ----------------------------------------------------------------------------
def test_a_missing_element_is_missing_wherever_it_is_taken_over(county: Path) -> None:
    edit(county, "domains/shehui-jiuzhu.yml", "    内容: [投诉举报电话, 受理方式和办结时限]\n", "")
    assert whole(county)["completeness"] == (5, 7)  # 1.2 and 西镇's copy of it
    scores = score(check_county(county))
    cell = scores.elements["content", "domains/shehui-jiuzhu"]
    assert (cell.got, cell.total) == (2, 3) and [f.rule.code for f in cell.evidence] == ["C201"]
    assert scores.elements["basis", "domains/shehui-jiuzhu"].got == 3


def test_a_hollow_default_spoils_every_matter_that_uses_it(county: Path) -> None:
    edit(county, "domains/shehui-jiuzhu.yml", "  时限: 信息形成或者变更之日起20个工作日内\n", "  时限: 同上\n")
    assert counted(county)["completeness", "domains/shehui-jiuzhu"] == (1, 3)  # 2.1 has its own
    assert counted(county)["completeness", "townships/xi-zhen"] == (1, 3)


def test_late_and_contradictory_dates(county: Path) -> None:
    edit(county, "domains/shehui-jiuzhu.yml", "        链接: https://www.jizhun.example/1.html\n        形成日期: 2026-06-08", "        链接: https://www.jizhun.example/1.html\n        形成日期: 2026-03-09")
    edit(county, "domains/shehui-jiuzhu.yml", "        链接: https://www.jizhun.example/2.html\n        形成日期: 2026-06-08", "        链接: https://www.jizhun.example/2.html\n        形成日期: 2026-06-18")
    parts = score(check_county(county)).parts
    part = parts["timeliness", "domains/shehui-jiuzhu"]
    assert (part.got, part.total) == (1, 3) and {f.rule.code for f in part.evidence} == {"C551", "C553"}
    assert (parts["timeliness", "units/minzheng"].got, parts["timeliness", "units/xi-zhen"].got) == (0, 1)


@pytest.mark.parametrize(("published", "got"), [("2026-03-30", 3), ("2026-03-31", 2)])
def test_the_last_permitted_day_and_the_day_after(published: str, got: int, county: Path) -> None:
    first = "链接: https://www.jizhun.example/1.html\n        "
    edit(county, "domains/shehui-jiuzhu.yml", f"{first}形成日期: 2026-06-08\n        发布日期: 2026-06-10", f"{first}形成日期: 2026-03-02\n        发布日期: {published}")
    assert whole(county)["timeliness"] == (got, 7)


@pytest.mark.parametrize(("as_of", "got"), [("2026-06-10", 1), ("2026-09-08", 1), ("2026-09-09", 0)])
def test_fresh_on_the_day_and_for_ninety_days(as_of: str, got: int, county: Path) -> None:
    edit(county, "county.yml", "截至日期: 2026-06-30", f"截至日期: {as_of}")
    assert whole(county)["freshness"] == (got, 1)


def test_dates_that_cannot_be_judged_are_left_out(county: Path) -> None:
    edit(county, "domains/shehui-jiuzhu.yml", "        链接: https://www.jizhun.example/1.html\n        形成日期: 2026-06-08", "        链接: https://www.jizhun.example/1.html\n        形成日期: 2026-06")
    assert whole(county)["timeliness"] == (2, 6)


VILLAGE = "    时限: 每季度首月20日前\n"


@pytest.mark.parametrize(("published", "counts"), [
    ([], (0, 4)), (["2026-04-20"], (1, 4)), (["2026-04-21"], (0, 4)), (["2025-07-01", "2025-10-01", "2026-01-01", "2026-04-01"], (4, 4)), (["2026-04"], (1, 4)),
    (["2026-04-01", "2026-04-02"], (1, 4)),  # twice for one day
    (["2025-10-10", "2025-10-21"], (2, 4)),  # late for October is in time for January
    (["2026-07-02"], (0, 4))])  # not out yet
def test_what_was_due_and_did_not_come_is_not_in_time(published: list[str], counts: tuple[int, int], county: Path) -> None:
    """By hand: due on 20 July and 20 October 2025, 20 January and 20 April 2026, in the year before 30 June 2026."""
    listed = "".join(f"      - {{标题: 收支{day}, 链接: 'https://www.jizhun.example/{day}.html', 发布日期: {day}}}\n" for day in published)
    edit(county, "villages/shi-cun.yml", VILLAGE, VILLAGE + ("    信息:\n" + listed if listed else ""))
    part = score(check_county(county)).parts["timeliness", "villages/shi-cun"]
    assert (part.got, part.total) == counts and {f.rule.code for f in part.evidence} == ({"C561"} if counts[0] < 4 else set())


def test_what_says_when_it_was_formed_is_judged_once(county: Path) -> None:
    edit(county, "villages/shi-cun.yml", VILLAGE, VILLAGE + "    信息: [{标题: 收支, 链接: 'https://www.jizhun.example/a.html', 形成日期: 2026-01-21, 发布日期: 2026-04-15}]\n")
    assert counted(county)["timeliness", "villages/shi-cun"] == (0, 4)  # there in April, but long after it was formed


@pytest.mark.parametrize("how", ["    方式: 依申请公开\n", "    停用: {日期: 2026-06-01}\n"])
def test_what_nobody_must_publish_is_never_late(how: str, county: Path) -> None:
    edit(county, "villages/shi-cun.yml", VILLAGE, VILLAGE + how)
    assert ("timeliness", "villages/shi-cun") not in counted(county)


def test_a_policy_that_waits_is_not_counted(county: Path) -> None:
    edit(county, "county.yml", "截至日期: 2026-06-30", "截至日期: 2020-06-30")
    assert "interpretation" not in whole(county)


def test_required_domains_of_the_townships(county: Path) -> None:
    edit(county, "county.yml", "名称: 基准县\n", "名称: 基准县\n乡镇: [xi-zhen, dong-xiang]\n乡镇领域: [shehui-jiuzhu]\n")
    parts = counted(county)
    assert parts["coverage", "townships/xi-zhen"] == (1, 1) and parts["coverage", "townships/dong-xiang"] == (0, 1)
    assert parts["coverage", "domains/shehui-jiuzhu"] == (1, 2) and parts["coverage", COUNTY] == (2, 28)
    assert score(check_county(county)).townships == {"townships/xi-zhen": (3,), "townships/dong-xiang": (0,)}


def test_a_policy_without_interpretation(county: Path) -> None:
    path = county / "catalogues" / "policies" / "tiaozheng.yml"
    path.write_text(path.read_text(encoding="utf-8").split("解读:")[0], encoding="utf-8")
    scores = score(check_county(county))
    assert scores.figures["interpretation"] == 0 and [f.rule.code for f in scores.parts["interpretation", "units/minzheng"].evidence] == ["C307"]
    path.write_text(path.read_text(encoding="utf-8") + "不解读理由: 人事任免，不涉及公众的权利义务\n", encoding="utf-8")
    assert "interpretation" not in score(check_county(county)).figures  # nothing to measure


def test_dead_links(county: Path) -> None:
    edit(county, "domains/shehui-jiuzhu.yml", "https://www.jizhun.example/1.html", "http://10.1.2.3/1.html")  # read, but leads nowhere for the public
    edit(county, "domains/shehui-jiuzhu.yml", "链接: https://www.jizhun.example/2.html", "文件: meiyou.pdf")  # not there: reading leaves it out
    edit(county, "domains/shehui-jiuzhu.yml", "https://www.jizhun.example/3.html", "javascript:alert(1)")
    assert counted(county)["links", "domains/shehui-jiuzhu"] == (0, 3)
    assert counted(county)["links", "units/minzheng"] == (0, 2) and counted(county)["links", "units/xi-zhen"] == (0, 1)


def test_files_that_cannot_be_read(county: Path) -> None:
    (county / "catalogues" / "policies" / "huai.yml").write_bytes("标题: 坏".encode("gbk"))
    (county / "catalogues" / "domains" / "huai.yml").write_text("- 一\n", encoding="utf-8")
    assert whole(county)["interpretation"] == (1, 2)
    assert whole(county)["completeness"] == (7, 8) and whole(county)["freshness"] == (1, 2)


def test_old_news_is_not_fresh(county: Path) -> None:
    edit(county, "county.yml", "截至日期: 2026-06-30", "截至日期: 2026-09-30")
    part = score(check_county(county)).parts["freshness", "domains/shehui-jiuzhu"]
    assert (part.got, part.total) == (0, 1) and [f.rule.code for f in part.evidence] == ["C554"]


def test_no_county_no_scores(tmp_path: Path) -> None:
    (tmp_path / "catalogues").mkdir()
    assert score(check_county(tmp_path)) == Scores({}, {})


def test_the_most_broken_county_has_scores() -> None:
    figures = score(check_county(ROOT / "tests" / "hideous")).figures
    assert figures and all(0 <= x <= 1 for x in figures.values())


# -- once more, from the parts -------------------------------------------------------------------------
@pytest.mark.parametrize("site", [MINIATURE, BASE, ROOT], ids=["miniature", "base", "demonstration"])
def test_every_figure_can_be_computed_again_from_the_parts(site: Path) -> None:
    done = subprocess.run([sys.executable, "-P", "-m", "disclosure", "check", "--site", site, "--format", "json"], capture_output=True, text=True, encoding="utf-8",
                          env={"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"})
    data = json.loads(done.stdout)
    parts, again = data["score_parts"], {}
    assert len({(p["measure"], p["of"]) for p in parts}) == len(parts) and all(0 <= p["got"] <= p["total"] > 0 for p in parts)
    added = {"coverage": ("pilot-domains/", "townships/"), "freshness": ("domains/",), "interpretation": ("policies/",),
             "links": ("county.yml", *(collection.path for collection in COLLECTIONS.values()))}
    for measure in {p["measure"] for p in parts}:
        those = [p for p in parts if p["measure"] == measure and p["of"].startswith(added.get(measure, ("domains/", "townships/", "villages/", "institutions/")))]
        got, total = sum(p["got"] for p in those), sum(p["total"] for p in those)
        again[measure] = round(got / total, 6)
        assert [(p["got"], p["total"]) for p in parts if p["measure"] == measure and p["of"] == "county"] == [(got, total)]
    assert again == data["scores"]
    assert set(data["scores"]) <= set(MEASURES) and {"completeness", "coverage", "timeliness", "interpretation", "links"} <= set(data["scores"])
