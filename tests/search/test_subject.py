"""What a question is about decides, not the words that frame it; what the site does not hold is said, with who answers for it."""
import re
from functools import cache
from pathlib import Path

import pytest

from disclosure.checking import check_county
from disclosure.read.words import elsewhere, wanted
from disclosure.render.search.asked import Answers, everywhere
from disclosure.render.search.elsewhere import elsewhere as offered
from disclosure.render.search.entries import Rows
from disclosure.render.search.lines import Lines
from search.test_answers import RUN

ROOT = Path(__file__).parents[2]
ASK = """queries => new Promise(done => disclosureSearch.load(() => done(queries.map(q => {
    const r = disclosureSearch.query(q);
    return {who: r.elsewhere && r.elsewhere.name, near: r.elsewhere && Boolean(r.elsewhere.near), doubtful: r.doubtful, guesses: r.guesses, unheard: r.unheard, found: r.results.slice(0, 3).map(one => one.entry.address)};
}))))"""
NOWHERE = {
    "侄子高中毕业想去部队，到哪儿报名参军": "征兵", "奶奶走了，火葬一次收费多少": "火化", "开发商不给我们小区办房本咋办": "不动产登记", "驾照到期了在县里能换吗": "驾驶证",
    "暑假带孩子出国玩，护照找谁办": "护照", "离职了公积金怎么提": "住房公积金", "弟弟读大学交不起学费能贷款不": "大学助学贷款", "村里自来水三天没水了打什么电话": "农村自来水",
    "半夜停电了给谁打电话": "供电", "我妈的养老金涨没涨": "养老金和退休待遇调整", "网购的锅坏了商家不管": "消费投诉", "借钱不还想去法院告他": "法院立案", "手残了去哪办残疾证": "残疾人证",
}
"""Questions about what none of the demonstration county's matters and guides is called → what is said to be missing."""
PRESENT = ("城区道路和路灯维修", "灵活就业人员参加社保", "个人社保账户和缴费记录查询", "生育津贴和产假待遇")
"""What others answer for, of which the demonstration county has something that helps."""
PAGES = ("村（居）务公开", "回应关切", "领导机构", "公共企事业单位", "服务场所", "单位", "重点工作和民生实事")
"""Pages that are pointed to; the rows of this test are made without any."""


@cache
def without() -> list[list]:
    county = check_county(ROOT).county
    rows = Rows(county, [], Lines())
    held = everywhere([], elsewhere())["held"]
    return [[*held[n][:2], *told] for n, *told in offered(county, rows, Answers(county, rows).begins, elsewhere())]


def test_what_the_site_does_not_hold_is_said(opened) -> None:
    said = opened("search.html").evaluate(ASK, list(NOWHERE))
    assert {question: one["who"] for question, one in zip(NOWHERE, said, strict=True)} == NOWHERE


def test_what_the_site_holds_is_not_said_to_be_missing(opened) -> None:
    """Guides and matters that are called so; and an office that somebody looks for by its name."""
    held = ["领结婚证要带啥", "低保怎么申请", "身份证丢了怎么补", "高龄津贴多少钱", "公证在哪办", "社保卡掉了咋办", "孩子上小学报名", "法律援助怎么申请", "公租房申请条件", "当兵回来的怎么安置工作", "民政局", "公安局"]
    said = opened("search.html").evaluate(ASK, held)
    assert not {question: one["who"] for question, one in zip(held, said, strict=True) if one["who"] and question[:2] != "当兵"}
    assert said[held.index("当兵回来的怎么安置工作")]["who"] != "征兵", "what a word must not stand with"


def test_an_office_is_this_countys_own_with_its_telephone() -> None:
    by = {one[0]: one for one in without()}
    assert by["火化"][2] == "县民政局" and by["火化"][3] >= 0 and by["火化"][4] == "0590-7000120"
    assert by["驾驶证"][2] == "县公安局交警大队", "the part of the unit that does it is named"
    assert by["征兵"][2:6] == ["县人民武装部", -1, "", ""], "an office that is none of the county's units is named all the same"
    assert not {"结婚登记", "公证", "公交"} & set(by), "what the county has titles for"
    assert len(by) >= 50


def test_only_numbers_of_the_whole_country() -> None:
    for one in elsewhere():
        assert re.fullmatch(r"|1\d\d|12\d{3}|95598|11183", one.phone), one.office
        assert all(any(not word.startswith("!") for word in way) for ways in one.matters.values() for way in ways), one.office


def test_the_first_thing_said_is_who_answers_for_it(opened) -> None:
    page = opened("search.html?q=想去当兵怎么报名")
    box = page.locator("#search-elsewhere")
    box.wait_for()
    said = box.inner_text()
    assert "本站没有“征兵”的公开事项" in said and "县人民武装部" in said and page.locator("#search-elsewhere a[href='tel:12345']").count() == 1
    assert box.bounding_box()["y"] < page.locator("#search-hits").bounding_box()["y"]
    page.locator(".searching input[name=q]").fill("护照怎么办")
    page.locator("#search-elsewhere a[href='tel:12367']").wait_for()
    assert page.locator("#search-elsewhere a[href='units/gongan.html']").inner_text() == "县公安局出入境管理部门"
    page.locator(".searching input[name=q]").fill("低保怎么申请")
    page.locator("#search-hits a[data-result^='guides/dibao']").first.wait_for()
    assert box.is_hidden()


@pytest.mark.parametrize(("question", "never"), [("外甥想去部队报名", "guides/ruxue"), ("楼道里垃圾没人收打什么电话", "domains/fupin/6.1"), ("想上夜校打什么电话报名", "domains/fupin/6.1")])
def test_words_that_frame_a_question_find_nothing_alone(opened, question: str, never: str) -> None:
    assert not any(address.startswith(never) for address in opened("search.html").evaluate(RUN, [question])[0][:3])


def test_a_question_that_is_all_frame_is_taken_as_it_is(opened) -> None:
    assert all(opened("search.html").evaluate(RUN, ["投诉举报", "申请", "材料"]))
    assert "报名" in wanted()["frames"]


@pytest.mark.parametrize("question", ["咱村一年的账在哪看", "我们村集体的钱是怎么花的", "村里低保名单贴出来了没", "村委换届选举啥时候"])
def test_the_own_village_first(opened, question: str) -> None:
    """The list of them, for nobody knows which it is."""
    assert opened("search.html").evaluate(RUN, [question])[0][0] == "villages.html"


def test_a_village_that_is_named_answers_for_itself(opened) -> None:
    """With what it has published: none leads to a matter with nothing to read."""
    money, all_of_us, road = opened("search.html").evaluate(RUN, ["石桥村的财务收支在哪看", "村里的账在哪看", "我们村修路的钱拨了多少，花到哪里去了"])
    assert not any(address.startswith("villages/") for address in road[:3]), "where none is named, the records of one are no answer before the county's"
    assert money[0].startswith("villages/shiqiao-cun/2.1") and not any(address.startswith("villages/") and "shiqiao" not in address for address in money[:5]), money
    bare = opened("search.html").evaluate("""addresses => new Promise(done => disclosureSearch.load(() => {
        const index = disclosureSearch.index;
        done(addresses.filter(one => index.at.some((at, row) => index.address(at) === one && index.taught.bare[row])));
    }))""", all_of_us[:10])
    assert not [address for address in bare if address.startswith("villages/")], bare


def test_what_only_happens_in_a_village_is_no_village_disclosure(opened) -> None:
    (house,) = opened("search.html").evaluate(RUN, ["我们村老屋快倒了，重修给补多少"])
    assert not house[0].startswith("villages"), house[:3]


def test_guesses_are_names_of_what_there_is(opened) -> None:
    page = opened("search.html")
    questions = ["家里没钱治病", "养老金啥时候涨", "门口的大树压着电线", "老年证在哪里领", "底保怎么申请", "高玲津贴"]
    for question, said in zip(questions, page.evaluate(ASK, questions), strict=True):
        names = page.evaluate("words => words.filter(w => disclosureSearch.index.isName(w) || disclosureSearch.index.words.has(w))", said["guesses"])
        assert names == said["guesses"], question


def test_complaints_name_the_hotline(opened) -> None:
    page = opened("search.html?q=隔壁饭店油烟太大去哪投诉")
    page.locator("#search-hits a").first.wait_for()
    page.wait_for_function("document.getElementById('search-nearest').textContent.includes('12345')")


def test_whoever_answers_stands_at_the_top_though_something_is_near(opened) -> None:
    """What a keyword names, or what is held under another name, is not said to be missing: who answers for it, and what of the site helps."""
    page = opened("search.html?q=厂里拖着三个月工资不肯发")
    box = page.locator("#search-elsewhere")
    box.wait_for()
    assert "没有" not in box.inner_text() and "县人社局" in box.inner_text() and page.locator("#search-elsewhere a[href='tel:12333']").count() == 1
    page.locator(".searching input[name=q]").fill("外公转院去省里开刀能报销吗")
    page.locator("#search-elsewhere a[href='domains/shehui-baoxian/11.1.html']").wait_for()
    assert "县医保局" in box.inner_text() and "没有" not in box.inner_text()
    assert "字面相近" not in page.locator("#search-count").inner_text()


def test_a_public_institution_answers_with_its_own_telephone(opened) -> None:
    page = opened("search.html?q=夜里跳闸停电了打给谁")
    page.locator("#search-elsewhere a[href='institutions/gongdian.html']").wait_for()
    assert page.locator("#search-elsewhere a[href='tel:05907000820']").count() == 1


def test_hits_that_are_only_near_are_counted_as_such(opened) -> None:
    page = opened("search.html?q=护照怎么办")
    page.wait_for_function("document.getElementById('search-count').textContent.includes('字面相近的有')")
    page.locator(".searching input[name=q]").fill("低保怎么申请")
    page.wait_for_function("document.getElementById('search-count').textContent.startsWith('找到')")


def test_ways_of_saying_the_same_are_understood(opened) -> None:
    """What wanted.yml calls alike is alike here, too; what a word must not stand with still keeps it out."""
    said = opened("search.html").evaluate(ASK, ["爷爷的退休钱和退休工资今年涨没涨", "退伍兵读大学学费怎么免"])
    assert [one["who"] for one in said] == ["养老金和退休待遇调整", "退役军人教育和学费资助"]


def test_what_is_pointed_to_is_something_the_demonstration_county_has() -> None:
    by = {one[0]: one for one in without()}
    wrong = [name for one in elsewhere() for name, titles in one.see.items() if name in by and len(by[name][6]) < len([t for t in titles if t not in PAGES])]
    assert not wrong and sum(len(one.matters) for one in elsewhere()) >= 150


def test_nothing_is_said_to_be_missing_that_others_ask_for_so(opened) -> None:
    """Words of what is elsewhere stand in questions about what is here, too."""
    page = opened("search.html?q=大货车进城")
    page.locator("#search-elsewhere").wait_for()
    assert "没有" not in page.locator("#search-elsewhere").inner_text() and page.locator("#search-count").inner_text().startswith("找到")


@pytest.mark.parametrize("question", ["电动车推上楼充电", "楼里没电梯老人下不来", "违章建筑没人拆", "慢性病怎么登记", "户口本换户主", "镇上卫生院的药比外面贵", "下岗了想自己交社保"])
def test_a_word_within_another_names_no_other_office(opened, question: str) -> None:
    assert opened("search.html").evaluate(ASK, [question])[0]["who"] in (None, "消防", "慢性病用药报销", "灵活就业人员参加社保", "药品集采和药价")


@pytest.mark.parametrize(("question", "answer"), [
    ("公公去省城开刀回来怎么报销", "questions/shebao.html#7"), ("忘记缴养老保险了还能补吗", "policies/shebao-jiaofei-2026/2"), ("地租给邻居种了补贴归谁", "questions/zhongdi.html#2"),
    ("种粮食的钱咋还没打到卡上", "subsidies/gengdi")])
def test_questions_that_the_site_answers_itself_are_found(opened, question: str, answer: str) -> None:
    found = opened("search.html").evaluate(RUN, [question])[0][:3]
    assert any(address.startswith(answer) for address in found), found


def test_the_countys_matter_before_its_townships(opened) -> None:
    found = opened("search.html").evaluate(RUN, ["想买台收割机政府给补贴不", "我奶奶瘫痪了要人服侍，有补贴吗", "溪口镇农机补贴"])
    assert not any(address.startswith("townships/") for results in found[:2] for address in results[:3])
    assert found[2][0].startswith("townships/xikou-zhen/")


def test_a_frame_that_is_typed_by_itself_is_not_what_was_typed(opened) -> None:
    """After a comma a frame is a word of its own; pages that are called so are no answer."""
    money, time = (found[:3] for found in opened("search.html").evaluate(RUN, ["摩托车上牌去哪，要多少钱", "巷口那段路烂了三年了，到底归谁修，什么时候修"]))
    assert not any(address.startswith(("domains/jiuzai", "domains/weifang", "questions/ruxue")) for address in money), money
    assert not any(address.startswith(("domains/jiti-tudi", "domains/shehui-baoxian")) for address in time), time


def test_people_and_pointing_are_nothing_that_a_site_could_have(opened) -> None:
    questions = ["他们说要交材料咱不懂，人家总推来推去怎么办", "人家那边不理我们，这种情况找哪个讲理", "那个谁说的补贴到底有没有", "这边那边都不管，我该问哪个", "别人都领了我怎么没领到低保", "她们单位叫我自己来问，生二胎给不给钱",
                 "大家伙说今年合作医疗又涨了，真的吗", "俺家那口子的低保怎么给停了", "我婆婆跟邻居吵，他们让我来问", "对方不认账，那些东西归哪儿"]
    people = wanted()["people"]
    for question, said in zip(questions, opened("search.html").evaluate(ASK, questions), strict=True):
        assert not [word for word in said["unheard"] if word in people or re.search("[他她它们这那哪]", word)], question
        assert len(said["unheard"]) == len(set(said["unheard"])), question


def test_the_office_that_answers(opened) -> None:
    asked = {"货车营运证": ["老公的大卡车道路运输证到期了找谁", "货运从业资格证换证在哪", "拉货的车要年审营运证去哪个单位", "道路运输经营许可证怎么办", "半挂货车年审找谁"],
             "机动车检验和登记": ["小轿车年检在哪做", "新买的车上牌去哪"], "婚前检查": ["婚前体检在哪做"], "不动产登记": ["农村老房子确权证怎么补"], "单位不缴社保投诉": ["快递员没交社保出事咋办"],
             "生育津贴和产假待遇": ["休产假这几个月的工资哪里领", "生育津贴怎么算，谁给发", "老婆生娃单位没发产假工资", "剖腹产报销和产假的钱哪里申请", "男的陪产假有几天"],
             "城区道路和路灯维修": ["小区门口的路全是坑谁来补", "路灯坏了黑漆漆的打哪个电话", "巷子里路灯不亮", "县城人行道地砖翘起来了找谁修", "井盖没了怕摔着人"],
             "农村公路养护": ["村里水泥路裂了一直没人修", "门前公路塌了半边，什么时候能修好", "村口的桥断了谁来管"],
             "县领导的姓名、分工和信箱": ["分管农业的副县长是哪位", "现在的县委书记是谁", "哪个县领导分管卫生", "县领导各管什么在哪看", "新来的县长叫什么名字", "想给书记写信寄到哪"],
             "灵活就业人员参加社保": ["没单位了自己交职工养老保险怎么办", "灵活就业人员怎么参加社保", "辞职以后社保想自己续上", "四十八岁下岗断缴了，怎么接着缴", "自由职业能不能交社保"],
             "个人社保账户和缴费记录查询": ["怎么看自己社保缴了几年", "社保缴费记录上哪查", "查查我的养老保险账户"],
             "养老金和退休待遇调整": ["退休教师工资今年涨了吗", "退休金今年涨不涨"]}
    page = opened("search.html")
    for name, questions in asked.items():
        said = page.evaluate(ASK, questions)
        assert not {question: one["who"] for question, one in zip(questions, said, strict=True) if one["who"] != name}
        assert name not in PRESENT or all(one["near"] for one in said), "what the site holds is not said to be missing"


def test_names_of_leaders_are_said_to_be_elsewhere(opened) -> None:
    page = opened("search.html?q=分管农业的副县长是哪位")
    box = page.locator("#search-elsewhere")
    box.wait_for()
    assert "本站没有“县领导的姓名、分工和信箱”" in box.inner_text() and "政府门户网站" in box.inner_text()
    page.locator(".searching input[name=q]").fill("县城马路坑坑洼洼几时修")
    page.locator("#search-elsewhere a[href='projects/ms-2026-07.html']").wait_for()
    assert "没有" not in page.locator("#search-elsewhere b").inner_text()


def test_who_is_refused_a_document_is_led_on(opened) -> None:
    questions = ["申请的资料局里不肯给，我还能找谁", "政府不公开拆迁的文件，去哪告", "人家说这个不能公开，我不服怎么办", "要一份批文，一个月了没回音怎么办", "信息公开申请被拒了能不能打官司", "部门说资料不存在，我不信，怎么办", "不给看征地的文件，上哪讲理",
                 "政府答复我要的文件不予公开，向谁复议", "要材料要不到，找哪里评理", "要求公开账目，他们拖着不回"]
    for question, said in zip(questions, opened("search.html").evaluate(ASK, questions), strict=True):
        assert set(said["found"]) == {"shenqing.html", "questions/gongkai.html#4", "domains/gonggong-falv/11.1.html"} and not said["doubtful"], question


def test_what_others_do_not_give_is_no_document_of_the_government(opened) -> None:
    for found in opened("search.html").evaluate(RUN, ["老板不给工资信息，找谁", "学校不给办入学材料怎么办", "医院不给病历资料找谁"]):
        assert found[:1] != ["shenqing.html"]


def test_both_halves_of_a_question(opened) -> None:
    asked = {"公爹的玉米让雹子砸了赔不赔，种粮补贴一亩多少": ["domains/shenong-butie/4.1", "subsidies/gengdi"], "稻子被水淹了能赔吗，种水稻一亩补贴多少": ["domains/shenong-butie/4.1", "subsidies/gengdi"],
             "果园遭了冰雹保险赔不赔，农机补贴怎么领": ["domains/shenong-butie/4.1", ("subsidies/nongji", "policies/nongji-butie")], "我爸八十五岁能领什么补贴，他的身份证丢了怎么补": ["guides/gaoling", "guides/shenfenzheng"],
             "孩子上小学要带什么，外地户口怎么办居住证": ["guides/ruxue", "guides/juzhuzheng"], "低保怎么申请，房子快塌了国家给修吗": ["guides/dibao", "guides/weifang"],
             "想开个小饭店要什么证，能不能贷款": ["guides/shipin-xuke", "domains/jiuye/5.2"], "失业了能领多少钱，想学门手艺有没有免费培训": [("guides/shiyejin", "bundles/shiye"), "domains/jiuye/1.5"],
             "厂子污染找谁告，自来水干净吗": ["domains/shengtai-huanjing/5.3", "domains/weisheng-jiankang/7.2"], "家里老人瘫痪有没有护理补贴，想送养老院多少钱": ["policies/yanglao-butie", "domains/yanglao-fuwu/4.1"]}
    for (question, halves), found in zip(asked.items(), opened("search.html").evaluate(RUN, list(asked)), strict=True):
        assert not [half for half in halves if not any(address.startswith(half) for address in found[:3])], (question, found[:3])


def test_one_village_is_one_of_three(opened) -> None:
    questions = ["我们村里的人怎么申请低保", "村里孤寡老人怎么申请五保，一个月多少", "到村里的扶贫资金有多少，用在什么地方", "村里老人的高龄补贴多少钱", "上级拨到村里的钱有多少，干什么用", "村里残疾人补贴怎么领", "村里种粮补贴一亩多少", "村里危房改造给补多少钱",
                 "村里建房要什么手续", "村里修路的钱是谁给的", "我们村里谁家能评低保，要什么条件", "村干部把集体的钱花哪了，怎么查"]
    for question, found in zip(questions, opened("search.html").evaluate(RUN, questions), strict=True):
        assert sum(address.startswith("villages/") for address in found[:3]) <= 1, (question, found[:3])


def test_what_holds_the_figure_is_among_the_first(opened) -> None:
    asked = {"低保一个月多少钱": "policies/dibao-biaozhun", "残疾人一个月补多少": "guides/canbu", "种一亩地补贴多少": "subsidies/gengdi", "危房改造给几万块": "subsidies/weifang", "八十五岁老人一个月发多少": "guides/gaoling",
             "征一亩地赔几万": "policies/zhengdi-buchang", "创业能补多少": "guides/chuangye", "公租房一个月租金多少": "policies/gongzufang-peizu", "水费一吨多少钱": "domains/shizheng-fuwu/5.3", "身份证补办要多少钱": "guides/shenfenzheng",
             "五保户一个月给多少": "policies/dibao-biaozhun"}
    for (question, answer), found in zip(asked.items(), opened("search.html").evaluate(RUN, list(asked)), strict=True):
        assert any(address.startswith(answer) for address in found[:3]), (question, found[:3])


def test_results_money_and_formalities(opened) -> None:
    asked = {"怎么查一家餐厅有没有被罚过": "domains/shipin-yaopin/2.1", "哪些饭店检查不合格": "domains/shipin-yaopin/3.1", "上面给村里拨了多少钱，都拿去干啥了": "domains/fupin/3.1", "爷爷病故要办些什么手续": "domains/huji-guanli/3.1"}
    for (question, answer), found in zip(asked.items(), opened("search.html").evaluate(RUN, list(asked)), strict=True):
        assert any(address.startswith(answer) for address in found[:3]), (question, found[:3])


LIKE = {
    "表哥退伍两个月了，公家给分配单位不": "退役军人安置", "我爸当过炮兵，去看病能不能便宜些": "退役军人优待", "把稻田挖成鱼塘养虾行不行": "设施农用地和改变耕地用途", "送餐三个月站长一直拖着钱": "欠薪投诉",
    "腿脚残了的人哪里肯招工": "残疾人就业和培训", "民警把我的三轮拖走了怎么拿回来": "交通违法处理", "陌生人打电话叫我点链接领补助": "电信诈骗", "儿子天天闷在屋里不说话不肯上学": "心理援助", "卡被银行冻了取不了钱": "银行卡涉案冻结和断卡",
    "学校欠我的材料款两年了还不给": "拖欠企业账款", "股长收了老板的好处": "举报干部违纪", "来店里查的人没有亮证件": "行政执法监督", "半边房子裂了还能不能住": "危险房屋鉴定", "街边下水道又往外冒黑水": "城区排水和下水道",
}
"""Questions that have all words of none of the ways of saying what they ask for → what they are like."""


def test_what_is_not_held_is_known_by_what_it_is_like(opened) -> None:
    said = opened("search.html").evaluate(ASK, list(LIKE))
    assert {question: one["who"] for question, one in zip(LIKE, said, strict=True)} == LIKE


def test_what_a_question_is_mainly_about_decides(opened) -> None:
    """A word of something else, or a part that only tells how things are, says that anything is missing above what answers."""
    asked = {"离婚以后他不出抚养费，没钱请律师": "guides/falv-yuanzhu", "我想要一份修水库的合同，怎么申请": "shenqing.html", "喂鱼的饲料涨价，能不能借到低息的贷款": "domains/jiuye/5.2"}
    said = opened("search.html").evaluate(ASK, list(asked))
    for (question, answer), one in zip(asked.items(), said, strict=True):
        assert (one["who"] is None or one["near"]) and any(address.startswith(answer) for address in one["found"]), (question, one)


def test_the_office_stands_first_where_nothing_here_helps(opened) -> None:
    soldiers, farming, leaders = opened("search.html").evaluate(ASK, ["复员回来没活干找哪个部门", "田里能不能挖塘", "县里今年花了多少钱，县长管哪些事"])
    assert soldiers["found"][0] == "units/tuiyi.html" and farming["found"][0] == "units/ziran.html"
    assert leaders["who"] == "县领导的姓名、分工和信箱" and any(address.startswith("domains/caizheng-yujuesuan/") for address in leaders["found"])


def test_where_there_is_no_bureau_the_next_of_the_list_answers() -> None:
    """Here the bureau for land has taken over the forests."""
    by = {one[0]: one for one in without()}
    names = [name for one in elsewhere() if one.office == "县林业主管部门" for name in one.matters if name in by]
    assert len(names) > 3 and {by[name][2] for name in names} == {"县自然资源局"}


def test_who_discloses_it_here_answers_for_it(opened) -> None:
    """The office that the county lets disclose the matter, and whose the rest is, so that nothing seems to contradict itself."""
    assert {one[0]: one for one in without()}["城区道路和路灯维修"][2] == "县城管局"
    page = opened("search.html?q=巷口路面全是坑归谁修")
    page.locator("#search-elsewhere a[href='projects/ms-2026-03.html']").wait_for()
    assert "改造城镇老旧小区12个（县住建局公开）" in page.locator("#search-elsewhere").inner_text()


@pytest.mark.parametrize("question", ["低保一个月多少钱", "孩子上几年级能学游泳", "想养一头鳄鱼", "隔壁饭店油烟大往哪告", "祠堂漏雨了谁修", "我有话要说", "村里老人走夜路不安全", "老了走不动了谁来帮我办"])
def test_somebody_can_be_called_about_everything(opened, question: str) -> None:
    page = opened(f"search.html?q={question}")
    page.wait_for_function("disclosureSearch.index && disclosureSearch.index.complete")
    page.locator(":is(#search-elsewhere, #search-nearest) a[href^='tel:']").first.wait_for()
    assert "12345" in page.locator("#search-elsewhere").inner_text() + page.locator("#search-nearest").inner_text()


def test_a_window_on_days_off_is_no_question_of_wages(opened) -> None:
    questions = ["春节放假那几天窗口办不办", "国庆节办事大厅上不上班", "元旦便民服务中心有没有人", "周末能去窗口办吗"]
    for question, said in zip(questions, opened("search.html").evaluate(ASK, questions), strict=True):
        assert said["who"] is None and "places.html" in said["found"], (question, said)


@pytest.mark.parametrize(("question", "answer"), [
    ("殡葬", "guides/binzang"), ("火化", "guides/binzang"), ("骨灰", "guides/binzang"), ("公墓", "guides/binzang"), ("殡仪馆", "guides/binzang"), ("丧葬费", "domains/shehui-baoxian/5.5"), ("丧葬补助", "domains/shehui-baoxian/7.3"),
    ("爸走了，火化一次要多少钱", "guides/binzang"), ("老年机刷不了脸，养老金认证怎么弄", "guides/yanglaojin"), ("卫生室常关门，去哪看病", "domains/weisheng-jiankang/10.8"), ("八十一了，高龄津贴一个月能有多少", "guides/gaoling"),
    ("开个小杂货店办照带什么", "guides/getihu"), ("奶奶走了，有哪些手续要办", "domains/huji-guanli/3.1"), ("田淹了，救灾款找谁要", "domains/jiuzai/3.2")])
def test_what_is_asked_at_hard_and_at_common_times(opened, question: str, answer: str) -> None:
    found, = opened("search.html").evaluate(RUN, [question])
    assert any(address.startswith(answer) for address in found[:3]), found[:3]


def test_what_every_permit_is_asked_with_names_none(opened) -> None:
    questions = ["自己做的蜂蜜装瓶在集上卖，需要办什么许可证？", "自家酿的米酒拿去卖，需要办什么许可"]
    assert [one["who"] for one in opened("search.html").evaluate(ASK, questions)] == [None] * 2


def test_a_small_shop_is_no_company_and_asking_the_price_is_no_insurance(opened) -> None:
    questions = ["开个小卖部，执照带哪些材料", "没儿女的老人进敬老院，要不要自己掏钱", "公租房的租金怎么涨了"]
    assert [one["who"] for one in opened("search.html").evaluate(ASK, questions)] == [None] * 3
    page = opened("search.html?q=在外地工地干活老板欠工资找谁")
    page.locator("#search-elsewhere").wait_for()
    assert "用工所在地" in page.locator("#search-elsewhere").inner_text()
