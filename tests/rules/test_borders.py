"""Every number that a rule goes by: on the limit it is silent, one past it it speaks, so that a day more or less is
noticed.

Each border is an edit of the base county with a gap for the number; what is silent and what speaks stand side by side.
"""
from pathlib import Path
from typing import NamedTuple

import pytest
from test_rules import county_of

from disclosure.checking import check_county
from disclosure.model.fields import Date
from disclosure.model.place import Place
from disclosure.model.policies import Policy
from disclosure.render.news import latest
from disclosure.rules.all import RULES

COUNTY, UNITS, PEOPLE = "catalogues/county.yml", "catalogues/units.yml", "catalogues/interpreters.yml"
DOMAIN, VILLAGE, FLOW, POLICY = "catalogues/domains/shehui-jiuzhu.yml", "catalogues/villages/shi-cun.yml", "catalogues/flows/yishenqing.yml", "catalogues/policies/zijin.yml"
LIMIT = "  时限: 信息形成或者变更之日起20个工作日内"
FIRST = "1.html\n        形成日期: 2026-06-08\n        发布日期: 2026-06-10"
SECOND = "2.html\n        形成日期: 2026-06-08\n        发布日期: 2026-06-10"
AS_OF = "截至日期: 2026-06-30"
YI = (PEOPLE, "", "yi:\n  姓名: 乙样本\n  单位: caizheng\n  电话: 0590-7200014\n")
OWN = "".join(chr(0x4e00 + 7 * n) for n in range(105))
"""Characters that do not come again."""


class Border(NamedTuple):
    """`edits`: file, what stands there ("" to append, None for a new file), what is to stand there, {} where the
    number goes."""

    rule: str
    what: str
    edits: tuple[tuple[str, str | None, str], ...]
    silent: tuple[str, ...]
    speaks: tuple[str, ...]


def policy(**more: str) -> tuple[str, None, str]:
    given = {"标题": "基准县财政局关于资金管理的通知", "文号": "基财〔2026〕3号", "发文机关": "caizheng", "起草单位": "caizheng", "成文日期": "2026-05-06", "发布日期": "2026-05-08",
             "正文": "资金专款专用。", "不解读理由": "内部管理文件，不涉及公众"} | more
    return POLICY, None, "".join(f"{key}: {value}\n" for key, value in given.items() if value)


def read(day: str, form: str = "图解", more: str = "要点: [专款专用]", published: str = "2026-05-08") -> tuple[str, None, str]:
    return policy(不解读理由="", 成文日期=published, 发布日期=published, 文号="", 解读=f"[{{标题: 解读, 形式: {form}, 解读机构: caizheng, 解读人: yi, 日期: {day}, {more}}}]")


def copied(characters: int) -> str:
    """An interpretation of 20 windows of which as many are the policy's as so many characters give."""
    return OWN[:characters] + "".join(chr(0x6c00 + 7 * n) for n in range(105 - characters))


def gone(day: str = "{}") -> str:
    return f"lao:\n  名称: 基准县老区办\n  停用: {{日期: {day}, 承接: minzheng}}\n"

QUARTERLY = "    时限: 每季度首月20日前"
INFORMED = "\n    信息: [" + ", ".join(f"{{标题: 收支, 链接: 'https://www.jizhun.example/{day}.html', 发布日期: {day}}}" for day in ("2025-04-16", "2025-07-16", "2025-10-16", "2026-01-16")) + "]"

BORDERS = (
    Border("C501", "公开", ((DOMAIN, LIMIT, "  时限: 信息形成之日起{}内"),), ("20个工作日", "二十个工作日", "40日", "五周"), ("21个工作日", "二十一个工作日", "41日", "六周", "一个月")),
    Border("C502", "延长答复", ((DOMAIN, LIMIT, "  时限: 自收到申请之日起，15个工作日内答复，经批准延长{}"),), ("20个工作日",), ("21个工作日",)),
    Border("C502", "答复", ((DOMAIN, LIMIT, "  时限: 自收到申请之日起，{}内答复"),), ("20个工作日", "40天"), ("21个工作日", "41天")),
    Border("C503", "预决算", ((DOMAIN, "试点领域: 5", "试点领域: 8"), (DOMAIN, LIMIT, "  时限: 部门预算批复后{}内")), ("20日", "14个工作日"), ("21日", "15个工作日", "三周")),
    Border("C504", "村务", ((VILLAGE, "频次: 每季度", "频次: {}"),), ("每月", "每季度"), ("每半年", "每年")),
    Border("C506", "补正", ((FLOW, "时限: 7个工作日内", "时限: {}内"),), ("七个工作日", "26日"), ("八个工作日", "27日")),
    Border("C506", "第三方", ((FLOW, "第三方15个工作日内", "第三方{}内"),), ("15个工作日",), ("16个工作日",)),
    Border("C506", "延长", ((FLOW, "延长不超过20个工作日", "延长不超过{}"),), ("20个工作日",), ("21个工作日",)),
    Border("C506", "答复", ((FLOW, "时限: 20个工作日内", "时限: {}内"),), ("20个工作日",), ("21个工作日", "20个工作日至25个工作日")),
    Border("C507", "旧期限", ((FLOW, "时限: 20个工作日内", "时限: {}内"),), ("14个工作日", "16个工作日", "15日"), ("15个工作日", "十五个工作日")),
    Border("C512", "部门", ((COUNTY, "", "年报:\n  - {年度: 2025, 单位: minzheng, 公布日期: {}}\n"),), ("2026-01-31",), ("2026-02-01",)),
    Border("C512", "县政府", ((UNITS, "", "fu:\n  名称: 基准县人民政府\n"), (COUNTY, "", "年报:\n  - {年度: 2025, 单位: fu, 公布日期: {}}\n")), ("2026-03-31",), ("2026-04-01",)),
    Border("C512", "没有公布", ((COUNTY, AS_OF, "截至日期: {}\n年报:\n  - {年度: 2025, 单位: minzheng}"),), ("2026-01-31",), ("2026-02-01",)),
    Border("C551", "法定", ((DOMAIN, FIRST, "1.html\n        形成日期: 2026-03-02\n        发布日期: {}"),), ("2026-03-30",), ("2026-03-31",)),
    Border("C551", "自己的时限", ((DOMAIN, LIMIT, "  时限: 形成后五个工作日内"), (DOMAIN, FIRST, "1.html\n        形成日期: 2026-03-02\n        发布日期: {}"),
                              (DOMAIN, SECOND, "2.html\n        发布日期: 2026-06-10")), ("2026-03-09",), ("2026-03-10",)),
    Border("C553", "先后", ((DOMAIN, FIRST, "1.html\n        形成日期: {}\n        发布日期: 2026-06-10"),), ("2026-06-10", "2026-06"), ("2026-06-11", "2026-07")),
    Border("C554", "更新", ((COUNTY, AS_OF, "截至日期: {}"),), ("2026-09-08",), ("2026-09-09",)),
    Border("C554", "县设的天数", ((COUNTY, AS_OF, "更新天数: 30\n截至日期: {}"),), ("2026-07-10",), ("2026-07-11",)),
    Border("C554", "截至当日的也算", ((COUNTY, AS_OF, "截至日期: {}"), (DOMAIN, SECOND, "2.html\n        发布日期: 2026-01-10")), ("2026-06-10",), ("2026-06-09",)),
    Border("C556", "间隔", ((DOMAIN, FIRST, FIRST + "\n      - {标题: 早些的, 链接: 'https://www.jizhun.example/0.html', 发布日期: {}}"),), ("2026-03-12",), ("2026-03-11",)),
    Border("C603", "编号", ((DOMAIN, "试点领域: 5", "试点领域: {}"),), ("26",), ("27",)),
    Border("C612", "两年", ((DOMAIN, "修订日期: 2026-05-12", "修订日期: {}"),), ("2024-06-28",), ("2024-06-27",)),
    Border("C641", "任职", ((PEOPLE, "任职日期: 2020-01-06", "任职日期: {}"),), ("2026-06-10", "2026-06"), ("2026-06-11", "2026-07")),
    Border("C641", "离任", ((PEOPLE, "任职日期: 2020-01-06", "离任日期: {}"),), ("2026-06-11", "2026-06"), ("2026-06-10", "2026-05")),
    Border("C642", "工作日", (YI, read("{}")), ("2026-05-12",), ("2026-05-13",)),
    Border("C642", "没有放假安排的年份", (YI, read("{}", published="2018-05-08")), ("2018-05-17",), ("2018-05-18",)),
    Border("C643", "同日", (YI, read("{}")), ("2026-05-08", "2026-05"), ("2026-05-07", "2026-04")),
    Border("C644", "一年", (YI, read("{}", "文字", "正文: 说明", "2025-06-01")), ("2025-06-28",), ("2025-06-29",)),
    Border("C647", "六成", (YI, policy(不解读理由="", 正文=OWN + OWN[:20],
                                    解读="[{标题: 解读, 形式: 文字, 解读机构: caizheng, 解读人: yi, 日期: 2026-05-08, 正文: {}}]")), (copied(65),), (copied(70),)),
    Border("C648", "失效", ((DOMAIN, "政策: tiaozheng", "政策: zijin"), policy(失效日期="{}")), ("2026-06-30", "2026-06"), ("2026-06-29", "2026-05")),
    Border("C649", "已失效", (policy(失效日期="{}", 有效性="有效"),), ("2026-06-30", "2026-06"), ("2026-06-29", "2026-05")),
    Border("C649", "未失效", (policy(失效日期="{}", 有效性="失效"),), ("2026-06-30", "2026-06"), ("2026-07-01", "2026-07")),
    Border("C651", "字数", (policy(不解读理由="{}"),), ("内部文件", "内部，文件"), ("内部件", "内部件。")),
    Border("C672", "年底", (policy(文号="基财〔2026〕1号", 成文日期="2025-12-01", 发布日期="{}"),), ("2026-03-02",), ("2026-03-03",)),
    Border("C675", "发布", (policy(发布日期="{}"),), ("2026-05-06",), ("2026-05-05",)),
    Border("C675", "施行", (policy(施行日期="{}"),), ("2026-05-06", "2026-05"), ("2026-05-05", "2026-04")),
    Border("C675", "失效", (policy(施行日期="2026-06-01", 失效日期="{}"),), ("2026-06-02",), ("2026-06-01",)),
    Border("C560", "截至当日", ((DOMAIN, FIRST, "1.html\n        发布日期: {}"),), ("2026-06-30", "2026-06"), ("2026-07-01", "2026-07")),
    Border("C561", "到期当日", ((COUNTY, AS_OF, "截至日期: {}"), (VILLAGE, QUARTERLY, QUARTERLY + INFORMED)), ("2026-04-20",), ("2026-04-21",)),
    Border("C563", "县政府", ((COUNTY, AS_OF, "截至日期: {}\n年报: [{年度: 2025, 单位: minzheng}, {年度: 2025, 单位: caizheng}]"),), ("2026-03-31",), ("2026-04-01",)),
    Border("C563", "部门", ((COUNTY, AS_OF, "截至日期: {}"),), ("2026-01-31",), ("2026-02-01",)),
    Border("C676", "截至当日", ((DOMAIN, "修订日期: 2026-05-12", "修订日期: {}"),), ("2026-06-30", "2026-06"), ("2026-07-01", "2026-07")),
    Border("C678", "任离职", ((PEOPLE, "任职日期: 2020-01-06", "任职日期: 2020-01-06\n  离任日期: {}"),), ("2020-01-07", "2020-01"), ("2020-01-06", "2019-12")),
    Border("C679", "承接的停用", ((UNITS, "", gone() + "kai:\n  名称: 基准县开发办\n  停用: {日期: 2021-05-01, 承接: lao}\n"),), ("2026-07-01",), ("2026-06-30",)),
    Border("C421", "停用当日", ((UNITS, "", gone()), (DOMAIN, "责任单位: [caizheng]", "责任单位: [caizheng, lao]")), ("2026-07-01",), ("2026-06-30",)),
    Border("C711", "取代当日", ((COUNTY, AS_OF, "截至日期: {}"), (DOMAIN, "《社会救助暂行办法》（国务院令第649号）第十一条", "《中华人民共和国执业医师法》第八条")),
           ("2022-02-28",), ("2022-03-01",)),
    Border("C712", "版本", ((DOMAIN, "《社会救助暂行办法》（国务院令第649号）第十一条", "《中华人民共和国行政处罚法》（{}年修订）第五条"),), ("2021",), ("2020",)),
    Border("C922", "大小", ((COUNTY, "", "附件大小提示: 1\n"), policy(附件="[{名称: 表, 文件: a.txt}]"), ("content/files/a.txt", None, "{}")), ("x" * 2**20,), ("x" * (2**20 + 1),)),
    Border("C903", "放行到", ((COUNTY, "", "允许号码: [{号码: 13900000000, 理由: 值班, 截止: {}}]\n"), (DOMAIN, "[投诉举报电话, ", "[投诉举报电话13900000000, ")),
           ("2026-06-30", "2026-06"), ("2026-06-29", "2026-05")),
    Border("C904", "十四岁", ((DOMAIN, "[投诉举报电话, ", "[姓名：王样本，出生日期：{}, "),), ("2011",), ("2012",)),
)


# -- registers (台账) -------------------------------------------------------------------------------
def new(path: str, text: str) -> tuple[str, None, str]:
    return f"catalogues/{path}", None, text


def task(more: str) -> tuple[str, None, str]:
    return new("tasks.yml", f"a: {{标题: 甲事, 具体工作: 做甲事, 单位: minzheng, {more}}}\n")


def decision(more: str, kind: str = "重大行政决策") -> tuple[str, None, str]:
    return new("decisions/a.yml", f"标题: 停车收费方案\n类型: {kind}\n年度: '2026'\n单位: caizheng\n程序: [公众参与]\n参与方式: [公开征求意见]\n{more}\n")


def asked(start: str, end: str) -> str:
    return f"征集: {{开始: {start}, 截止: {end}, 草案: 'https://a.example/1', 说明: 'https://a.example/2', 渠道: [{{方式: 电话, 说明: 0590-7200010}}]}}"


def rating(more: str) -> tuple[str, None, str]:
    return new("ratings/a.yml", "标题: 五月好差评\n期间: {起: 2026-05-01, 止: 2026-05-31}\n单位: minzheng\n"
               "汇总: [{单位: caizheng, 非常满意: 9, 满意: 1, 基本满意: 0, 不满意: 1, 非常不满意: 0}]\n"
               f"差评: [{{编号: 1, 单位: caizheng, 问题: 等候久, 核实: 属实, 情形: 立行立改, {more}}}]\n")


def spots(*points: tuple[str, str]) -> tuple[str, None, str]:
    return new("places.yml", "".join(f"p{n}: {{名称: 服务点{n}, 类型: [便民服务站], 单位: minzheng, 地址: 样例路1号, 电话: 0590-7200010, 时间: 工作日, 经度: '{x}', 纬度: '{y}'}}\n"
                                     for n, (x, y) in enumerate(points)))


MIDDLE = ("118.1100", "26.3200")
BORDERS += (
    Border("C811", "时限", (task("状态: 推进中, 完成时限: {}"),), ("2026-06-30", "2026-06"), ("2026-06-29", "2026-05")),
    Border("C812", "进度", (task("状态: 已完成, 完成时限: 2026-12, 进展: [{日期: 2026-06-01, 内容: 好了, 进度: {}}]"),), ("100", "100.00"), ("99", "99.99")),
    Border("C813", "九十天", (task("状态: 推进中, 完成时限: 2026-12, 进展: [{日期: {}, 内容: 好了}]"),), ("2026-04-01", "2026-04"), ("2026-03-31", "2026-03")),
    Border("C813", "县设的天数", ((COUNTY, "", "台账更新天数: {tasks: 20}\n"), task("状态: 推进中, 完成时限: 2026-12, 进展: [{日期: {}, 内容: 好了}]")), ("2026-06-10",), ("2026-06-09",)),
    Border("C821", "天数", (decision(asked("2026-06-01", "{}")),), ("2026-06-30", "2026-06"), ("2026-06-29",)),
    Border("C822", "没有公布", (decision(asked("2026-04-01", "{}")),), ("2026-05-31", "2026-05"), ("2026-05-30", "2026-04")),
    Border("C822", "公布", (decision(asked("2026-03-01", "2026-04-01") + "\n采纳: {公布日期: {}, 收到: 0, 采纳: 0, 未采纳: 0}"),), ("2026-05-01", "2026-05"), ("2026-05-02",)),
    Border("C824", "送达", (decision("听证: {日期: 2026-06-20, 地点: 礼堂, 材料送达: {}}"),), ("2026-06-13",), ("2026-06-14",)),
    Border("C824", "没有写送达", (decision("听证: {日期: {}, 地点: 礼堂}"),), ("2026-07-07", "2026-07"), ("2026-07-06",)),
    Border("C825", "先后", (decision("合法性审查: {日期: 2026-06-01}\n决定: {日期: {}}"),), ("2026-06-01", "2026-06"), ("2026-05-31", "2026-05")),
    Border("C828", "工作日", (new("meetings/a.yml", "标题: 常务会议\n类型: 常务会议\n日期: 2026-03-02\n发布日期: {}\n议题: [{议题: 预算, 决定: 通过, 公开: 公开}]\n"),),
           ("2026-03-30", "2026-05"), ("2026-03-31",)),
    Border("C830", "办完", (new("activities/a.yml", "标题: 座谈\n类型: 座谈会\n单位: minzheng\n日期: {}\n地点: 礼堂\n主题: 听意见\n"),), ("2026-05-31", "2026-05"), ("2026-05-30", "2026-04")),
    Border("C833", "回应", (new("responses/a.yml", "标题: 不收费\n类型: 不实信息\n关切: 要收费\n出现日期: 2026-06-01\n日期: {}\n单位: minzheng\n事实: 不收费。\n"),),
           ("2026-06-03", "2026-06"), ("2026-06-04",)),
    Border("C840", "经度", (spots(("{}", "26.3200")),), ("73.0000", "136.0000"), ("72.9999", "136.0001")),
    Border("C840", "纬度", (spots(("118.1100", "{}")),), ("3.0000", "54.0000"), ("2.9999", "54.0001")),
    Border("C840", "公里", (spots(MIDDLE, MIDDLE, MIDDLE, ("118.1100", "{}")),), ("27.6689", "24.9711"), ("27.6691", "24.9709")),
    Border("C843", "核对", (new("questions/a.yml", "名称: 低保\n单位: minzheng\n问答: [{编号: 1, 问: 能办吗？, 答: 能。, 更新日期: {}}]\n"),), ("2025-06-30", "2025-06"), ("2025-06-29", "2025-05")),
    Border("C845", "反馈", (rating("日期: 2026-06-01, 反馈日期: {}"),), ("2026-06-16", "2026-06"), ("2026-06-17",)),
    Border("C845", "没有反馈", (rating("日期: {}"),), ("2026-06-15", "2026-06"), ("2026-06-14",)),
    Border("C848", "公示止", (new("subsidies/a.yml", "标题: 津贴\n年度: '2026'\n依据: [基民〔2025〕31号]\n补贴对象: 老人\n标准: 60元\n单位: minzheng\n发放方式: 一卡通\n公示地点: 公示栏\n"
                                "监督电话: 0590-7200010\n发放: [{批次: 一, 日期: 2026-06-30, 金额: 60, 公示: {起: 2026-05-01, 止: {}}}]\n附件: [{名称: 表, 文件: m.csv}]\n"),
                           ("content/files/m.csv", None, "序号,姓名,金额\n1,王样本,60\n")), ("2026-06-30", "2026-06"), ("2026-06-29", "2026-05")),
    Border("C851", "失效", (new("documents/a.yml", "标题: 意见\n类型: 落实意见\n发布机关: 民政局\n发布日期: 2026-02-01\n状态: 现行\n链接: https://a.example/1\n失效日期: {}\n"),),
           ("2026-06-30", "2026-06"), ("2026-06-29", "2026-05")),
    Border("C855", "评估", (new("negative.yml", "a: {标题: 流程, 类别: 内部事务, 依据: [条例第十六条], 标准: 内部, 范围: 值班, 处理: 可以不予公开, 评估: [{日期: {}, 结果: 继续}]}\n"),),
           ("2025-06-30", "2025-06"), ("2025-06-29", "2025-05")),
    Border("C858", "权重", (new("assessments/a.yml", "标题: 考核\n类型: 绩效考核\n年度: '2026'\n日期: 2026-02-01\n组织: 统计局\n结论: 好。\n指标: [{名称: 甲, 权重: 60}, {名称: 乙, 权重: {}}]\n"),),
           ("40", "40.00"), ("39.99", "40.01")),
)


@pytest.mark.parametrize("border", BORDERS, ids=lambda b: f"{b.rule}-{b.what}")
def test_on_the_border_and_one_past_it(border: Border, tmp_path: Path) -> None:
    for said, wanted in ((said, wanted) for wanted, those in ((False, border.silent), (True, border.speaks)) for said in those):
        case = {"改动": [{"文件": file, "新": new.replace("{}", said)} | ({"原": old} if old else {}) for file, old, new in border.edits if old is not None],
                "新文件": {file: new.replace("{}", said) for file, old, new in border.edits if old is None}}
        folder = tmp_path / f"{wanted}{border.silent.index(said) if not wanted else border.speaks.index(said)}"
        folder.mkdir()
        findings = check_county(county_of(case, folder)).findings
        found = [f"{f.place} {f.message}" for f in findings if f.rule.code == border.rule]
        assert bool(found) == wanted, f"{said[:20]}: {found or [str(f.place) + f.rule.code + f.message for f in findings if f.severity == 'error']}"


@pytest.mark.parametrize("code", sorted(code for code, (rule, _) in RULES.items() if any(c.isdigit() for c in rule.summary)))
def test_every_rule_that_names_a_number_has_its_border(code: str) -> None:
    """The rules that name one in their sentence; others with a number are in the list above by hand."""
    assert code in {b.rule for b in BORDERS} | {"C508", "C509", "C601", "C880"}, "these count words of a fixed list, or name a kind of hash"


@pytest.mark.parametrize(("dates", "standing"), [
    ({"expires": "2026-06-30"}, "有效"), ({"expires": "2026-06-29"}, "失效"), ({"expires": "2026-06"}, "有效"), ({"expires": "2026-05"}, "失效"),
    ({"effective": "2026-06-30"}, "有效"), ({"effective": "2026-07-01"}, "尚未施行"), ({"effective": "2026-06"}, "有效"), ({"effective": "2026-07"}, "尚未施行"),
    ({"expires": "2026-01-01", "validity": "有效"}, "有效")])
def test_what_a_page_says_of_a_policy(dates: dict[str, str], standing: str) -> None:
    values = {code: text if code == "validity" else Date(text) for code, text in dates.items()}
    assert Policy("p", Place("p.yml", 1, 1, 1, 1), values, {}).standing(Date("2026-06-30")) == standing


def test_news_of_the_editions_own_day_is_news(tmp_path: Path) -> None:
    county = check_county(county_of({"改动": [{"文件": COUNTY, "原": AS_OF, "新": "截至日期: 2026-06-10"}]}, tmp_path)).county
    assert {n.date for n in latest(county)} == {"2026-06-10"}  # what came out the day after is not yet
