"""What comes out on a later day than the edition's is nowhere on the site, and on that day everywhere; nothing published leads to it before."""
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from built import GOLDEN, ROOT, build, contents, run

from disclosure.checking import check_county, judge
from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Record
from disclosure.model.waiting import as_published, may_wait, waiting
from disclosure.read.county import read_county

AS_OF, THEN = "2026-06-30", "2026-07-06"
POLICY = f"""标题: 候场政策的通知
发文机关: minzheng
起草单位: minzheng
成文日期: 2026-06-22
发布日期: {THEN}
领域: shehui-jiuzhu
正文: 候场政策的正文。
附件:
  - {{名称: 候场附件, 文件: houchang.txt}}
解读:
  - {{标题: 候场解读, 形式: 文字, 解读机构: minzheng, 解读人: 甲样本, 日期: {THEN}, 正文: 候场解读的正文。}}
"""
REGISTERS = {
    "documents/fangan.yml": f"标题: 候场方案\n类型: 工作方案\n发布机关: 样本县政府\n发布日期: {THEN}\n状态: 现行\n正文: 候场方案的正文。\n",
    "news/dongtai.yml": f"标题: 候场动态\n类型: 工作进展\n日期: {THEN}\n单位: minzheng\n正文: 候场动态的正文。\n",
    "news/jiu.yml": "标题: 已有动态\n类型: 工作进展\n日期: 2026-06-24\n单位: minzheng\n政策: houchang\n正文: 已有动态的正文。\n",
    "meetings/huiyi.yml": f"标题: 候场会议\n类型: 常务会议\n日期: 2026-06-25\n发布日期: {THEN}\n议题: [{{议题: 候场议题, 决定: 原则通过, 公开: 公开}}]\n",
    "activities/kaifang.yml": f"标题: 下月开放日\n类型: 政务开放日\n单位: minzheng\n日期: {THEN}\n地点: 大厅\n主题: 看看\n",
    "groups.yml": "zu:\n  名称: 有方案的组\n  类型: 专班\n  成立日期: 2026-01-05\n  职责: [办事]\n  文件: fangan\n  成员: [{组内职务: 组长, 单位: minzheng, 职务: 局长}]\n",
}
PAGE = "\n\n见[候场的政策](policies/houchang.html)、[它的解读](policies/houchang/1.html#yi)和[低保标准](policies/tiaozheng.html)。\n"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature county with something of every kind that waits."""
    county = tmp_path_factory.mktemp("waiting") / "county"
    shutil.copytree(GOLDEN, county)
    files = {"catalogues/policies/houchang.yml": POLICY, "content/files/houchang.txt": "候场附件的内容。\n"}
    for name, text in (files | {f"catalogues/{name}": text for name, text in REGISTERS.items()}).items():
        (county / name).parent.mkdir(exist_ok=True)
        (county / name).write_text(text, encoding="utf-8")
    domain = county / "catalogues/domains/shehui-jiuzhu.yml"
    text = domain.read_text(encoding="utf-8")
    information = f"      - {{标题: 候场信息, 链接: 'https://www.yangben.example/houchang.html', 形成日期: 2026-06-22, 发布日期: {THEN}}}\n"
    text = re.sub(r"(    信息:\n)", lambda found: found[1] + information, text, count=1)
    assert "候场信息" in text
    domain.write_text(text, encoding="utf-8")
    with (county / "content/about.md").open("a", encoding="utf-8") as page:
        page.write(PAGE + "还有[将来的页](jianglai.html)、[源文件](jianglai.md#duan)。\n")
    (county / "content/jianglai.md").write_text(f"---\ntitle: 候场页面\n发布日期: {THEN}\n---\n\n# 候场页面\n\n见[候场页附件](files/ye.txt)。\n", encoding="utf-8")
    (county / "content/files/ye.txt").write_text("候场页附件的内容。\n", encoding="utf-8")
    return county


@pytest.fixture(scope="module")
def before(county: Path) -> dict[str, bytes]:
    return contents(build(county, county.parent / "before"))


@pytest.fixture(scope="module")
def then(county: Path) -> dict[str, bytes]:
    return contents(build(county, county.parent / "then", "--as-of", THEN))


def test_nothing_says_a_word_of_it_before_its_day(before: dict[str, bytes]) -> None:
    words = ("候场页", "jianglai", "候场政策", "候场附件", "候场解读", "候场信息", "候场方案", "候场动态", "候场会议", "候场议题", "houchang")
    telling = {name: [word for word in words if word in data.decode(errors="replace")] for name, data in before.items()}
    assert {name: found for name, found in telling.items() if found} == {}
    assert not [name for name in before if re.search("houchang|fangan|dongtai|huiyi|jianglai|ye.txt", name)]


def test_it_is_everywhere_on_its_day(then: dict[str, bytes]) -> None:
    for name in ("policies/houchang.html", "policies/houchang/1.html", "documents/fangan.html", "news/dongtai.html", "meetings/huiyi.html", "files/houchang.txt", "jianglai.html", "files/ye.txt"):
        assert name in then, name
    assert "候场政策" in then["feed.xml"].decode() and "houchang" in then["sitemap.xml"].decode()
    assert "候场信息" in then["catalogue.json"].decode() and "候场政策" in then["domains/shehui-jiuzhu.html"].decode()


def test_what_is_announced_beforehand_stands_at_once(before: dict[str, bytes]) -> None:
    assert "下月开放日" in before["activities.html"].decode()


def test_what_stays_names_nothing_that_waits(before: dict[str, bytes], then: dict[str, bytes]) -> None:
    about = before["about.html"].decode()
    assert '见候场的政策、它的解读和<a href="policies/tiaozheng.html">低保标准</a>' in about.replace("\n", "")
    assert "还有将来的页、源文件。" in about.replace("\n", "") and 'href="jianglai.html#duan"' in then["about.html"].decode()
    assert "候场页附件" in then["jianglai.html"].decode()
    assert 'href="policies/houchang.html"' in then["about.html"].decode() and 'href="policies/houchang/1.html#yi"' in then["about.html"].decode()
    assert "已有动态" in before["news/jiu.html"].decode() and "候场政策" in then["news/jiu.html"].decode()
    assert "有方案的组" in before["groups/zu.html"].decode() and "候场方案" in then["groups/zu.html"].decode()


def test_a_preview_of_a_day_says_so_on_every_page(before: dict[str, bytes], then: dict[str, bytes]) -> None:
    pages = {name: data.decode() for name, data in then.items() if name.endswith(".html") and not name.startswith("shared/")}  # those stand within a page that says so
    assert [name for name, text in pages.items() if f"内容截至 {THEN} 预览" not in text] == []
    assert not [name for name, data in before.items() if name.endswith(".html") and "预览</b>" in data.decode()]
    assert json.loads(then["manifest.json"])["edition"].startswith(THEN)


def test_the_site_of_a_day_is_what_that_day_will_publish(county: Path, then: dict[str, bytes], tmp_path: Path) -> None:
    shutil.copytree(county, tmp_path / "county")
    head = tmp_path / "county/catalogues/county.yml"
    head.write_text(head.read_text(encoding="utf-8").replace(f"截至日期: {AS_OF}", f"截至日期: {THEN}"), encoding="utf-8")
    real = contents(build(tmp_path / "county", tmp_path / "site"))
    words = re.compile(r"hant-data\.[0-9a-f]+")  # 预览 has its own entry there
    assert {words.sub("", name) for name in real} == {words.sub("", name) for name in then}
    told = re.compile(rf'<div class="wrap"><p class="note warn"><b>内容截至 {THEN} 预览.*?</div>|（预览）|\s', re.S)

    def plain(data: bytes) -> str:
        return words.sub("", told.sub("", data.decode()))
    assert [name for name in real if name.endswith(".html") and plain(then[name]) != plain(real[name])] == []


def test_a_build_after_another_is_that_of_its_day(county: Path, before: dict[str, bytes], then: dict[str, bytes], tmp_path: Path) -> None:
    """Nothing of one day is taken for another, though both are built into the same folder."""
    for day, wanted in ((None, before), (THEN, then), (None, before)):
        options = ("--as-of", day) if day else ()
        assert contents(build(county, tmp_path / "site", *options, XDG_CACHE_HOME=str(tmp_path / "cache"))) == wanted


def test_the_check_tells_when_it_will_come_out(county: Path) -> None:
    found = check_county(county).findings
    assert sorted({f.place.file.removeprefix("catalogues/") for f in found if f.rule.code == "C560"}) == [
        "content/jianglai.md", "documents/fangan.yml", "domains/shehui-jiuzhu.yml", "meetings/huiyi.yml", "news/dongtai.yml", "policies/houchang.yml"]
    assert all(THEN in f.message for f in found if f.rule.code == "C560")
    assert [f.place.file for f in found if f.rule.code == "C676"] == []


def test_who_looks_at_an_earlier_day_has_typed_nothing_wrong() -> None:
    def late(day: str | None) -> set[str]:
        return {f.message for f in judge(read_county(GOLDEN, as_of=day and k.Date(day))).findings if f.rule.code == "C676"}
    assert late("2026-01-05") == late(None) == set()


def test_a_kiosk_carries_an_answer_to_a_concern_no_longer_than_its_content_is_good_for(tmp_path: Path) -> None:
    folder = tmp_path / "county"
    shutil.copytree(GOLDEN, folder)
    (folder / "catalogues/responses").mkdir(exist_ok=True)
    for name, day in (("jiu", "2026-05-30"), ("xin", "2026-05-31")):
        (folder / f"catalogues/responses/{name}.yml").write_text(f"标题: {name}\n类型: 热点关切\n关切: 问\n事实: 答\n单位: minzheng\n日期: {day}\n", encoding="utf-8")
    head = folder / "catalogues/county.yml"
    head.write_text(head.read_text(encoding="utf-8") + "一体机有效天数: 30\n", encoding="utf-8")
    county = read_county(folder).county
    assert county.as_of == AS_OF and {"jiu", "xin"} <= {*as_published(county).responses}
    kiosk = as_published(county, kiosk=True)
    assert "xin" in kiosk.responses and "jiu" not in kiosk.responses and "responses/jiu.html" in kiosk.waiting


def test_what_it_is_not_for() -> None:
    for arguments in (("publish", "--as-of", THEN, "folder"), ("kiosk", "--as-of", THEN), ("build", "--as-of", THEN, "--flavour", "kiosk"), ("serve", "--as-of", THEN, "--flavour", "kiosk"),
                      ("build", "--as-of", "2026-02-30"), ("build", "--as-of", "明天"), ("build", "--as-of", "2026-7-6")):
        done = run(*arguments, "--site", GOLDEN)
        assert done.returncode == 2 and "命令写法不对" in done.stderr and "Traceback" not in done.stderr


# -- the county in memory ------------------------------------------------------------------------------
def reachable(county: County) -> Iterator[Record]:
    seen, todo = set(), [county]
    while todo:
        record = todo.pop()
        if record not in seen:
            seen.add(record)
            yield record
            for value in vars(record).values():
                todo += [one for one in (value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)) if isinstance(one, Record)]


def test_the_published_county_shares_no_record_with_the_other(county: Path) -> None:
    whole = read_county(county).county
    shown = as_published(whole)
    gone = {found.record for found in waiting(whole)}
    assert len(gone) == 5 and set(reachable(shown)).isdisjoint(reachable(whole))
    assert {r.place for r in reachable(whole)} > {r.place for r in reachable(shown)} >= {r.place for r in reachable(whole) if r not in gone} - {
        inner.place for record in gone for inner in record.and_within()}
    for owner in shown.catalogues:
        assert all(item.owner is owner for item in owner.items)
    assert as_published(shown) is shown


def test_a_county_in_which_nothing_waits_is_itself() -> None:
    whole = read_county(ROOT).county
    assert as_published(whole) is whole


def test_an_interpretation_keeps_its_number_when_one_before_it_waits(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN, tmp_path / "county")
    path = tmp_path / "county/catalogues/policies/tiaozheng.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count("\n    日期: 2026-03-04") >= 1
    path.write_text(text.replace("\n    日期: 2026-03-04", f"\n    日期: {THEN}", 1), encoding="utf-8")
    policy = as_published(read_county(tmp_path / "county").county).policies["tiaozheng"]
    assert [one.address for one in policy.interpretations][:1] == ["policies/tiaozheng/2.html"] and policy.interpretations[0].policy is policy


def test_nothing_that_is_required_can_wait() -> None:
    """What names a record, or holds one, must do without it while it waits."""
    late = {name for name, collection in COLLECTIONS.items() if (may_wait(collection.template) or ((), ()))[0]}
    assert {"policies", "documents", "meetings", "news", "assessments"} == late
    for template in templates():
        for code, f in template.fields.items():
            if isinstance(f.kind, k.Reference) and f.kind.to in late:
                assert not f.required, f"{template.__name__}.{code}"
            if isinstance(f.kind, k.Nested) and (may_wait(f.kind.template) or ((), ()))[0]:
                assert not f.required, f"{template.__name__}.{code}"


def templates() -> set[type[Record]]:
    found, todo = set(), [County, *(collection.template for collection in COLLECTIONS.values())]
    while todo:
        template = todo.pop()
        if template not in found:
            found.add(template)
            todo += [f.kind.template for f in template.fields.values() if isinstance(f.kind, k.Nested | k.Matters)]
    return found
