"""Traditional characters: the tables that a page gets turn its words as OpenCC does, whatever stands beside them."""
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.model.county import County
from disclosure.render import hant

WORDS = ["行政", "复议", "复核", "核准", "发布", "面积", "征收", "答复", "公里", "里面", "和", "的", "理发", "开发", "后", "皇后", "干部", "云", "系统", "关系", "台账", "余额", "制度", "制作"]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map("".join), min_size=1, max_size=12, unique=True))
def test_the_tables_turn_every_run_as_opencc_does(runs: list[str]) -> None:
    turn = hant.turner(*hant.tables(sorted(runs))[:2])
    assert [turn(run) for run in runs] == [hant.right(run, {}) for run in runs]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sets(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map("".join), max_size=12), min_size=2, max_size=5))
def test_what_is_taken_from_the_last_tables_is_what_is_made_anew(sets: list[set[str]]) -> None:
    last = hant.Tables()
    for runs in sets:
        last = hant.tables(runs, last=last)
        assert last == hant.tables(runs)


def test_words_that_were_known_are_not_converted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    named = hant.Named(frozenset({"东张里村"}))
    last = hant.tables(["审批核准和面积", "理发店开发", "东张里村"], named)
    monkeypatch.setattr(hant, "traditional", lambda text: pytest.fail(f"{text} was converted"))
    assert hant.tables(["审批核准和面积", "东张里村"], named, last).runs == {"审批核准和面积", "东张里村"}


@pytest.mark.parametrize(("text", "wanted"), [("审批核准和面积", "審批核准和面積"), ("信息公开网络", "信息公開網絡"), ("县乡两级为群众办事", "縣鄉兩級為群眾辦事"),
                                              ("东张里村的于海", "東張里村的于海")])
def test_terms_stay_and_names_are_not_taken_for_words(text: str, wanted: str) -> None:
    names = hant.Named(frozenset({"东张里村"}), frozenset({"于海"}))
    assert hant.turner(*hant.tables([text], names)[:2])(text) == wanted


TERMS = [line.split() for line in Path(__file__).with_name("hant-terms.txt").read_text("utf-8").splitlines()]
"""Words of offices, and how they are written in Traditional characters; written by hand, not by OpenCC."""


def test_three_hundred_words_of_offices() -> None:
    turn = hant.turner(*hant.tables([word for word, _ in TERMS])[:2])
    assert len(TERMS) > 300
    assert {word: turn(word) for word, _ in TERMS} == dict(TERMS)


@pytest.mark.parametrize(("text", "wanted"), [
    ("资金发放情况", "資金發放情況"), ("救助金发放名单", "救助金發放名單"), ("奖金发票", "獎金發票"), ("换发不动产权证", "換發不動產權證"), ("名单只列事项", "名單只列事項"),
    ("和面向社会公开", "和面向社會公開"), ("租金表", "租金表"), ("申请行政复议或者复查", "申請行政復議或者複查"), ("不准予许可", "不准予許可"),
    ("差额发放", "差額發放"), ("汇编发布", "彙編發佈"), ("税总发", "稅總發"), ("美容美发机构", "美容美髮機構"), ("应签已签户数", "應簽已簽戶數"), ("外卖封签检查", "外賣封籤檢查"),
    ("身份证明复印件", "身份證明複印件"), ("用地批复", "用地批覆"), ("有没有采纳", "有沒有採納"), ("信息记录不准确的", "信息記錄不準確的"), ("批准备案", "批准備案"),
    ("核准确认", "核准確認"), ("居住证签注", "居住證簽注"), ("行政机关征求意见", "行政機關徵求意見"), ("有关征收决定", "有關徵收決定"), ("相关系统建设", "相關系統建設"),
    ("重大决定制度", "重大決定制度"), ("申请回避", "申請迴避"), ("申请托育补助", "申請托育補助")])
def test_words_beside_others_stay_what_they_are(text: str, wanted: str) -> None:
    assert hant.turner(*hant.tables([text])[:2])(text) == wanted


@pytest.mark.parametrize(("name", "text"), [("余家渡镇", "余家渡鎮"), ("于庄村", "于莊村"), ("涂山乡", "涂山鄉"), ("上岳社区", "上岳社區"), ("前范村", "前范村"), ("党河镇", "党河鎮"),
                                            ("后余村", "後余村"), ("石里村", "石里村"), ("余坊", "余坊")])
def test_a_place_keeps_the_family_it_is_named_after(name: str, text: str) -> None:
    assert hant.placed(name) == text


def test_what_the_county_wants_kept_stays_as_it_is_written() -> None:
    class Named:
        names = ("后洋村", "石里乡")

    county = County.__new__(County)
    county.__dict__.update(townships={"a": Named()}, villages={}, interpreters={}, unconverted=("后洋", "松风A台", "办公"))
    turn = hant.turner(*hant.tables(sorted(["后洋村办公室", "屋后洋房", "会后", "石里乡松风台", "松风", "台湾", "阳台"]), hant.named(county))[:2])
    assert [turn(run) for run in ["后洋村办公室", "会后", "石里乡", "松风"]] == ["后洋村办公室", "會後", "石里鄉", "松风"]
