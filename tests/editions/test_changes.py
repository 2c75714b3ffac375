"""What changed between two editions: every edit is told, nothing is told that was not, in words that people would mark."""
import json
import random
import time
from pathlib import Path

import pytest
from planted import BASE, edited, matter, told
from test_chain import chain_of, files_of

from disclosure.editions.chain import differing
from disclosure.editions.cells import Cell
from disclosure.editions.changes import BACK, CHANGED, GONE, MERGED, MOVED, NEW, RETIRED, changes, gathered
from disclosure.editions.marking import IN, OUT, SAME, marked, shortened
from disclosure.editions.reading import proved
from disclosure.editions.state import State, state
from disclosure.editions.telling import as_data, as_text
from disclosure.read.county import read_county
from disclosure.render.marks import difference

GOLDEN = Path(__file__).parents[1] / "county"


@pytest.fixture(scope="session")
def golden() -> State:
    return state(read_county(GOLDEN).county)


def test_a_field_that_says_something_else_is_told_with_both_texts() -> None:
    change, = told(edited("domains/jiuzhu/2.3", 时限="公示5个工作日")).changes
    assert (change.kind, change.where, change.title, change.units) == (CHANGED, "社会救助 2.3", "审核信息", ("minzheng",))
    assert [(c.title, c.old, c.new) for c in change.cells] == [("公开时限", "公示7个工作日", "公示5个工作日")]


def test_names_are_those_of_the_edition_that_says_them() -> None:
    after = edited("domains/jiuzhu/2.3", 主体=["xi", "minzheng"])
    assert changes(BASE, after)[0].cells[0][2:] == ("县民政局", "西街街道办事处、县民政局")
    assert not changes(BASE, {**BASE, "domains/jiuzhu/2.3": dict(reversed(BASE["domains/jiuzhu/2.3"].items()))}), "the order of fields is no change"


@pytest.mark.parametrize(("code", "said"), [
    ("jiuzhu/2.3", "社会救助 2.3 审核信息"), ("xi/jiuzhu-2.3", "西街 jiuzhu-2.3 审核信息"), ("jiuzhu/9.9", "社会救助 9.9"), ("nix/1.1", "nix/1.1")])
def test_a_matter_that_a_record_names_is_called_as_readers_know_it(code: str, said: str) -> None:
    before = {**BASE, "guides/a": {"标题": "甲", "事项": ["jiuzhu/2.1"]}}
    change, = told({**before, "guides/a": {"标题": "甲", "事项": [code]}}, before).changes
    assert change.cells[0][2:] == ("社会救助 2.1 办事指南", said)


def test_no_value_is_told_by_an_id_that_readers_do_not_know() -> None:
    """Whatever kind of reference a field is, in records and in records within them: its text has the name of what it means."""
    from disclosure.editions.words import fields_of, template_of, text_of
    from disclosure.model.county import CATALOGUES
    from disclosure.model.fields import CatalogueReference, MatterReference, Nested, Reference

    golden = state(read_county(Path(__file__).parents[2]).county)

    def told_by_id(template, value: dict, seen: set):
        for name, data in value.items():
            kind = fields_of(template)[name].kind
            every = data if isinstance(data, list) else [data]
            if isinstance(kind, Nested):
                for row in filter(lambda one: isinstance(one, dict), every):
                    yield from told_by_id(kind.template, row, seen)
            elif isinstance(kind, Reference | MatterReference | CatalogueReference):
                seen.add(type(kind))
                yield from ((name, text, id) for id in every if any(f"{one}{id}" in golden for one in (f"{getattr(kind, 'to', '')}/", *(f"{name}/" for name in CATALOGUES), ""))
                            if str(id) in (text := text_of(kind, data, golden)))
    seen: set = set()
    assert not [found for key, value in golden.items() if (template := template_of(key)) for found in told_by_id(template, value, seen)]
    assert seen == {Reference, MatterReference, CatalogueReference}


def test_the_same_change_of_many_is_said_once_with_its_count() -> None:
    both = told(edited("domains/jiuzhu/2.3", "townships/xi/jiuzhu-2.3", 时限="公示5个工作日"))
    group, = both.parts[0]
    assert len(group.changes) == 2 and both.parts[1] == [] and both.followers == {"townships/xi/jiuzhu-2.3"}
    assert "（县民政局，2 个事项：社会救助 2.3 审核信息（连同乡镇、村 1 项）" in as_text(both)
    one_more = edited("domains/jiuzhu/2.3", "townships/xi/jiuzhu-2.3", 时限="公示5个工作日")
    one_more["domains/jiuzhu/2.3"] = {**one_more["domains/jiuzhu/2.3"], "备注": "只在本县"}
    together, rest = told(one_more).parts
    assert len(together) == 1 and [[c.title for c in change.cells] for change in rest] == [["备注"]], "what is only its own is still told"


def test_a_unit_that_is_called_otherwise_is_one_change_that_says_how_many_matters_it_reaches() -> None:
    change, = told(edited("units/minzheng", 名称="样本县民政和社会工作局")).changes
    assert (change.kind, change.reach) == (CHANGED, 2)


def test_another_number_with_the_same_content_is_a_move() -> None:
    after = {key: value for key, value in BASE.items() if key != "domains/jiuzhu/2.3"} | {"domains/jiuzhu/3.1": matter("3.1")}
    change, = told(after).changes
    assert (change.kind, change.former, change.key, change.dead) == (MOVED, "domains/jiuzhu/2.3", "domains/jiuzhu/3.1", "domains/jiuzhu/2.3.html")
    assert [(c.old, c.new) for c in change.cells] == [("社会救助 2.3", "社会救助 3.1")]
    after["domains/jiuzhu/3.1"] = {**after["domains/jiuzhu/3.1"], "曾用编号": ["2.3"], "时限": "公示3日"}
    change, = told(after).changes
    assert change.kind == MOVED and change.dead == "" and [c.title for c in change.cells] == ["编号", "公开时限"], "what says it took over is known whatever else changed"


def test_a_move_to_another_catalogue_is_understood_and_another_matter_is_none() -> None:
    rest = {key: value for key, value in BASE.items() if key != "domains/jiuzhu/2.3"}
    moved = {**rest, "domains/yanglao": {"领域": "养老服务"}, "domains/yanglao/1.1": matter("1.1")}
    assert [(c.kind, c.former) for c in told(moved).changes if c.matter] == [(MOVED, "domains/jiuzhu/2.3")]
    other = {**rest, "domains/jiuzhu/2.4": matter("2.4", "资金信息", 内容=["资金"], 依据=["别的"], 时限="每月", 渠道=["公示栏"], 主体=["xi"])}
    assert {c.kind for c in told(other).changes} == {NEW, GONE}


# -- numbers that others have now ----------------------------------------------------------------
THREE: State = {"domains/jiuzhu": {"领域": "社会救助"},
                **{f"domains/jiuzhu/{n}": matter(n, f"第{n}号", 内容=[f"甲{n}", f"乙{n}"], 依据=[f"办法{n}"], 时限=f"每年{n}次", 备注=f"说明{n}") for n in ("1.1", "1.2", "1.3")}}
FRESH = {"domains/jiuzhu/1.1": matter("1.1", "新的", 内容=["全新"], 依据=["别的"], 时限="每月", 渠道=["公示栏"])}


def at(old: str, new: str, **more) -> State:
    return {f"domains/jiuzhu/{new}": {**THREE[f"domains/jiuzhu/{old}"], "编号": new, **more}}


@pytest.mark.parametrize(("after", "wanted"), [
    (THREE | at("1.1", "1.2") | at("1.2", "1.1"), ["改址 1.1 1.2", "改址 1.2 1.1"]),
    (THREE | at("1.1", "1.2") | at("1.2", "1.1", 时限="每天") | at("1.3", "1.3", 名称="改了名"), ["改址 1.1 1.2", "改址 1.2 1.1 公开时限", "修改  1.3 公开事项"]),
    (THREE | at("1.1", "1.2", 曾用编号=["1.1"]) | at("1.2", "1.1", 曾用编号=["1.2"]), ["改址 1.1 1.2", "改址 1.2 1.1"]),
    (THREE | at("1.1", "1.2") | at("1.2", "1.3") | at("1.3", "1.1"), ["改址 1.1 1.2", "改址 1.2 1.3", "改址 1.3 1.1"]),
    (THREE | at("1.1", "1.2") | at("1.2", "1.3") | at("1.3", "1.4") | FRESH, ["改址 1.1 1.2", "改址 1.2 1.3", "改址 1.3 1.4", "新增  1.1"]),
    ({"domains/jiuzhu": THREE["domains/jiuzhu"]} | at("1.1", "1.2") | at("1.2", "1.3"), ["去掉  1.3", "改址 1.1 1.2", "改址 1.2 1.3"]),
    (THREE | FRESH | at("1.2", "1.2", 曾用编号=["1.1"]), ["修改  1.2 曾用编号", "合并  1.1", "新增  1.1"]),
    (THREE | FRESH, ["修改  1.1 公开事项 公开内容 公开依据 公开时限 渠道载体 备注"]),
])
def test_a_number_that_another_matter_has_now_is_no_edit_of_it(after: State, wanted: list[str]) -> None:
    """Two changed places, one was put in before the others, one took the number of one that went: what matters say did not change."""
    found = changes(THREE, dict(sorted(after.items())))
    said = [f"{c.kind} {c.former.rpartition('/')[2]} {c.key.rpartition('/')[2]} {' '.join(cell.title for cell in c.cells if cell.title != '编号')}".strip() for c in found]
    assert sorted(said) == sorted(wanted)


def test_matters_that_are_much_alike_may_change_places_too() -> None:
    """All but their names and contents are the same, as in most catalogues."""
    before = {f"domains/jiuzhu/{n}": matter(n, f"第{n}号") for n in ("1.1", "1.2")}
    after = {f"domains/jiuzhu/{a}": {**before[f"domains/jiuzhu/{b}"], "编号": a} for a, b in (("1.1", "1.2"), ("1.2", "1.1"))}
    assert [(c.kind, c.former[-3:], c.key[-3:], c.reused, c.dead) for c in changes(before, after)] == [(MOVED, "1.1", "1.2", True, ""), (MOVED, "1.2", "1.1", True, "")]


def test_an_address_that_shows_another_matter_is_told() -> None:
    found = told(dict(sorted((THREE | at("1.1", "1.2") | at("1.2", "1.3") | at("1.3", "1.4") | FRESH).items())), THREE)
    assert "3 个网址打开的是别的事项" in as_text(found) and "domains/jiuzhu/1.1.html　以前是“第1.1号”，它现在在 domains/jiuzhu/1.2.html" in as_text(found)
    assert [row.get("换了内容的网址", "") for row in as_data(found)["变动"]] == ["domains/jiuzhu/1.1.html", "", "domains/jiuzhu/1.2.html", "domains/jiuzhu/1.3.html"] and not found.dead


def test_histories_go_with_matters_that_changed_places() -> None:
    from types import SimpleNamespace

    from disclosure.editions.past import Past
    swapped = THREE | at("1.1", "1.2") | at("1.2", "1.1")
    later = swapped | FRESH | at("1.2", "1.4")
    past = Past(chain_of(("2026-01-01", THREE), ("2026-02-01", THREE | at("1.1", "1.1", 时限="每天")), ("2026-03-01", swapped | at("1.1", "1.2", 时限="每天")),
                         ("2026-04-01", later | at("1.1", "1.2", 时限="每天"))))
    past.prepare()
    assert {"told", "histories", "first", "by_owner", "every_state"} <= past.__dict__.keys(), "hands that begin now need not work it out again"
    kinds = {key[-3:]: [entry.change.kind for entry in entries] for key, entries in past.histories.items()}
    assert kinds == {"1.1": [NEW], "1.2": [CHANGED, MOVED], "1.4": [MOVED, MOVED]}

    def since(number: str) -> str:
        return past.since(SimpleNamespace(owner=SimpleNamespace(folder="domains", id="jiuzhu"), number=number)).name
    assert (since("1.1"), since("1.2"), since("1.4")) == ("2026-04-01", "2026-01-01", "2026-01-01"), "the new one at 1.1 begins where it came"


def test_out_of_use_and_back_again() -> None:
    retired = edited("domains/jiuzhu/2.3", 停用={"日期": "2026-06-30", "原因": "依据已废止"})
    change, = told(retired).changes
    assert (change.kind, change.dead) == (RETIRED, "") and change.cells[0].new == "日期：2026-06-30，原因：依据已废止"
    assert told(BASE, retired).changes[0].kind == BACK


def test_what_took_several_over_keeps_all_their_addresses() -> None:
    after = {key: value for key, value in BASE.items() if not key.startswith("domains/jiuzhu/2")} | {"domains/jiuzhu/4.1": matter("4.1", "指南和审核", 曾用编号=["2.1", "2.3"])}
    assert {(c.kind, c.former or c.key, c.dead) for c in told(after).changes if c.key.startswith("domains")} == {
        (MERGED, "domains/jiuzhu/2.3", ""), (MOVED, "domains/jiuzhu/2.1", "")}


def test_nothing_is_said_of_two_that_are_the_same() -> None:
    assert as_text(told(BASE)) == "样本县：甲以后的改动\n没有变动。\n" and as_data(told(BASE))["变动"] == []


def test_kinds_and_shapes_that_nobody_knows_any_more_are_told_all_the_same() -> None:
    before = {"trees/zhang": {"树名": "樟树"}, "units/a": {"名称": "甲", "停用": "2020年", "负责人": 7, "怪": {"a": [1, {"b": None}]}}}
    after = {"trees/zhang": {"树名": "香樟"}, "units/a": {"名称": ["甲", "乙"], "停用": {"x": 1}, "负责人": "乙", "怪": 3}}
    found = told(after, before)
    assert len(as_data(found)["变动"]) == 2 and as_text(found) and json.dumps(as_data(found))


# -- fields within fields ------------------------------------------------------------------------
POLICY = {"标题": "关于稳岗的通知", "惠企": {"行业": ["制造业"], "标准": "每招用1人补贴1200元", "方式": "申报享受", "申报": {"起": "2026-11-01", "止": "2026-12-31"}},
          "落实情况": [{"日期": "2026-04-10", "内容": "已发放到户"}, {"日期": "2026-07-10", "内容": "又发放一批"}]}
HEADS = [{"职务": "局长", "姓名": "何示例"}, {"职务": "副局长", "姓名": "林样例"}]


@pytest.mark.parametrize(("key", "old", "new", "wanted"), [
    ("policies/wengang", POLICY, {**POLICY, "惠企": {**POLICY["惠企"], "标准": "每招用1人补贴1300元"}}, [("惠企·标准", "每招用1人补贴1200元", "每招用1人补贴1300元")]),
    ("policies/wengang", POLICY, {**POLICY, "惠企": {**POLICY["惠企"], "申报": {"起": "2026-11-01", "止": "2027-01-31"}}}, [("惠企·申报·止", "2026-12-31", "2027-01-31")]),
    ("policies/wengang", POLICY, {**POLICY, "落实情况": [*POLICY["落实情况"], {"日期": "2026-10-10", "内容": "第三批"}]}, [("落实情况", "", "日期：2026-10-10，内容：第三批")]),
    ("policies/wengang", POLICY, {**POLICY, "落实情况": POLICY["落实情况"][1:]}, [("落实情况", "日期：2026-04-10，内容：已发放到户", "")]),
    ("policies/wengang", POLICY, {**POLICY, "落实情况": [{"日期": "2026-04-10", "内容": "分两批发放到户"}, POLICY["落实情况"][1]]},
     [("落实情况（2026-04-10）·内容", "已发放到户", "分两批发放到户")]),
    ("policies/wengang", POLICY, {k: v for k, v in POLICY.items() if k != "惠企"},
     [("惠企", "行业：制造业，标准：每招用1人补贴1200元，方式：申报享受，申报（起：2026-11-01，止：2026-12-31）", "")]),
    ("units/a", {"名称": "甲局", "负责人": HEADS}, {"名称": "甲局", "负责人": [{"职务": "局长", "姓名": "陈示例"}, HEADS[1]]}, [("负责人（局长）·姓名", "何示例", "陈示例")]),
    ("units/a", {"名称": "甲局", "负责人": HEADS}, {"名称": "甲局", "负责人": HEADS[::-1]},
     [("负责人", "职务：局长，姓名：何示例；职务：副局长，姓名：林样例", "职务：副局长，姓名：林样例；职务：局长，姓名：何示例")]),
    ("units/a", {"名称": "甲局", "负责人": "甲、乙"}, {"名称": "甲局", "负责人": HEADS[:1]}, [("负责人", "甲、乙", "职务：局长，姓名：何示例")]),
])
def test_of_a_record_within_a_record_only_the_field_that_differs_is_told(key: str, old: dict, new: dict, wanted: list[tuple[str, str, str]]) -> None:
    found, = changes({key: old}, {key: new})
    assert [cell[1:] for cell in found.cells] == wanted
    assert all(cell.key in old for cell in found.cells), "the key is that of the record's own field"


# -- words ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(("old", "new", "went", "came"), [
    ("信息形成或者变更之日起20个工作日内", "信息形成或者变更之日起10个工作日内", ["20"], ["10"]),
    ("公示7日", "公示7个工作日", ["日"], ["个工作日"]),
    ("县民政局、县残联", "县民政局", ["、县残联"], []),
    ("国务院令第649号", "国务院令第797号", ["649"], ["797"]),
    ("申请条件；办理流程", "申请条件；办理流程；投诉电话", [], ["；投诉电话"]),
    ("政府网站、公开查阅点、便民服务站", "政府网站、两微一端、公开查阅点、便民服务站、公示栏", [], ["两微一端、", "、公示栏"]),
    ("", "网上办理", [], ["网上办理"]),
    ("星期一至星期五 9:00至17:00，周末休息", "星期一至星期五 9:00至17:30，周末休息", ["17:00"], ["17:30"]),
    ("每户每年补贴不超过1.5万元", "每户每年补贴不超过1.8万元", ["1.5"], ["1.8"]),
    ("只写一般对象的标准", "各场馆每周开放时间和闭馆日", ["只写一般对象的标准"], ["各场馆每周开放时间和闭馆日"]),
    ("一样", "一样", [], []),
])
def test_whole_words_are_marked(old: str, new: str, went: list[str], came: list[str]) -> None:
    pieces = marked(old, new)
    assert ([p.text for p in pieces if p.what == OUT], [p.text for p in pieces if p.what == IN]) == (went, came)
    assert "".join(p.text for p in pieces if p.what != IN) == old and "".join(p.text for p in pieces if p.what != OUT) == new


def test_old_and_new_do_not_read_as_one_and_dates_stay_whole() -> None:
    said = difference(Cell("", "", "受理之日起7个工作日，电话0590-7000101", "受理之日起5个工作日，电话0590-7000191"))
    assert "<del>7</del> → <ins>5</ins>" in said and '<span class="nb">0590-7000191</span>' in said and "</del><ins>" not in said
    assert difference(Cell("", "", "", "2026-11-20")) == '<ins><span class="nb">2026-11-20</span></ins>', "nothing went, so no arrow"


def test_marked_texts_are_both_texts_whatever_they_are() -> None:
    chance = random.Random(7)
    words = ["公示", "7", "个", "工作日", "\n", "𠮷", "é", "𝟕", "；", "县", "民政局", "“", "\U0010fffd", " "]
    for _ in range(300):
        old, new = ("".join(chance.choices(words, k=chance.randrange(40))) for _ in range(2))
        pieces = marked(old, new)
        assert "".join(p.text for p in pieces if p.what != IN) == old and "".join(p.text for p in pieces if p.what != OUT) == new
        assert all(p.text for p in pieces) and [p.what for p in shortened(pieces, 5)] == [p.what for p in pieces]


@pytest.mark.usefixtures("unburdened")
def test_a_very_long_text_is_compared_in_no_time() -> None:
    chance = random.Random(3)
    old = "".join(chance.choices("公示期限材料申请办理民政局一二三四五六", k=120_000))
    began = time.perf_counter()
    pieces = marked(old, f"{old[:60_000]}另外{old[::-1][:30_000]}{old[60_000:]}")
    assert time.perf_counter() - began < 5 and {p.what for p in pieces} <= {SAME, OUT, IN}


# -- edits replayed ------------------------------------------------------------------------------
def test_200_edits_are_told_and_nothing_else(golden: State) -> None:
    chance = random.Random(20261120)
    said, states, wanted = dict(golden), [("2026-01-01", golden)], []
    for number in range(20):
        edits: dict[tuple[str, str], tuple[str, str]] = {}
        for turn in range(10):
            what = chance.random()
            key = chance.choice([k for k in said if k.count("/") > 1])
            if what < .7:
                field = chance.choice(["时限", "备注"])
                value = f"第{number}版第{turn}次改"
                was = edits.get((key, field), (said[key].get(field, ""), ""))[0]
                said[key] = {**said[key], field: value}
                if (key, "") not in edits:
                    edits[key, field] = (was, value)
            elif what < .85:
                new = f"{key.rpartition('/')[0]}/neu{number}{turn}"
                said[new] = {"编号": f"neu{number}{turn}", "名称": f"新事项{number}-{turn}", "内容": ["全新"], "主体": ["zz"]}
                edits[new, ""] = ("", NEW)
            else:
                gone = said.pop(key)
                edits = {place: texts for place, texts in edits.items() if place[0] != key}
                if key in states[-1][1]:
                    edits[key, ""] = (gone["名称"], GONE)
        said = dict(sorted(said.items()))
        states.append((f"2026-01-{number + 2:02}", dict(said)))
        wanted.append(edits)
    chain = proved(files_of(chain_of(*states)))
    assert not chain.faults
    for number, edits in enumerate(wanted, 1):
        found = changes(chain.at(number), chain.at(number + 1), chain.editions[number].lines)
        assert found == changes(states[number - 1][1], states[number][1]), "from the lines alone as from both states"
        cells = {(c.key, cell.key): (cell.old, cell.new) for c in found for cell in c.cells if c.kind == CHANGED}
        whole = {(c.key, ""): c.kind for c in found if c.kind in (NEW, GONE)}
        assert cells == {place: texts for place, texts in edits.items() if place[1]}
        assert whole == {place: texts[1] for place, texts in edits.items() if not place[1]}
        together, rest = gathered(found)
        again = {(c.key, group.cell) for group in together for c in group.changes if group.cell} | {(c.key, cell) for c in rest for cell in c.cells}
        assert again == {(c.key, cell) for c in found for cell in c.cells}, "what is said together is all that is said"


@pytest.mark.usefixtures("unburdened")
def test_three_thousand_matters_are_compared_in_a_moment(golden: State) -> None:
    before = {f"domains/d{n // 100}/{n}": {**matter(str(n), f"事项{n}"), "主体": [f"u{n % 40}"]} for n in range(3000)}
    after = {key if n % 10 else f"{key}x": {**value, "时限": "每月"} if n % 3 else value for n, (key, value) in enumerate(before.items())}
    began = time.process_time()  # of this process alone, however many others run
    found = told(after, before)
    text = as_text(found)
    assert time.process_time() - began < 1.5 and f"{MOVED} 300" in text
    assert len(differing(before, after)) == 2400
