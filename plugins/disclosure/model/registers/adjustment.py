"""How the work is kept right (工作推进): changes of catalogues, assessments, what was found wrong, and what the lists correspond to."""
from typing import Any

from disclosure.model.collection import Fresh, Shelf
from disclosure.model.fields import CatalogueReference, Choice, ChoiceList, Date, Day, Deadline, MatterReference, Nested, Number, Quantity
from disclosure.model.fields import Record, Reference, Text, TextList, Whole, field
from disclosure.model.people import Unit
from disclosure.model.register import Derived, Register, register
from disclosure.model.registers.work import ADVISED, LATE, LATEST, Headway

UNSAID = "待补充"
"""The reason of a change that nobody has given yet: `changes --fill` leaves it for a person to replace."""
YEAR = Text(pattern=r"[12]\d{3}", form="四位年份，如 2026")


@register("changes.yml", "目录调整", Shelf(
    tab="work", columns=("date", "catalogue", "matters", "kind", "elements", "difference", "ground"), rows=True, news=True, page="changes",
    lead="目录里的事项什么时候、为什么改动。"))
class Change(Register):
    """An adjustment of a catalogue: what changed, since when, and why."""

    derived = {
        "difference": Derived("原 → 新", lambda change, as_of: " → ".join(filter(None, (change.old, change.new)))),
        "ground": Derived("原因和依据", lambda change, as_of: "，".join(filter(None, (change.why, change.basis)))),
    }
    title: str = field("标题", required=True, role="title", about="改了什么，一句话。", example="低保审核公示改为7个工作日")
    date: Date = field("日期", Day(past=True), required=True, role="date", about="哪一天起改的。", example="2026-10-30")
    catalogue: Any = field("目录", CatalogueReference(), required=True, about="改的是哪个目录：领域、乡镇或村居的代号或名称。", example="shehui-jiuzhu")
    matters: tuple[Any, ...] = field("事项", MatterReference(many=True), about="改的是哪个事项：领域/编号；整个目录的不写。",
                                     example="shehui-jiuzhu/2.3")
    kind: str = field("类型", Choice(("新增", "变更", "停用", "合并", "分设", "转为主动公开")), required=True, role="kind", about="怎样改的。", example="变更")
    elements: tuple[str, ...] = field("要素", ChoiceList(("名称", "内容", "依据", "时限", "主体", "渠道", "对象", "方式", "层级")),
                                      about="改了哪几个要素。", example="[时限]")
    old: str | None = field("原", about="改以前是什么。", example="公示7日")
    new: str | None = field("新", about="改以后是什么。", example="公示7个工作日")
    reason: str = field("原因", Choice(("法律法规修订", "职能调整", "上级目录变动", "自查评估", "其他", UNSAID)), required=True, about="为什么改；“待补充”是程序替您留的空，请换成实际的原因。", example="法律法规修订")
    basis: str | None = field("依据", about="依据哪个文件改。", example="《最低生活保障审核确认办法》")
    approval: Any = field("批准", Reference("documents"), about="批准调整的文件，写 documents/ 里的代号或标题。", example="lianghua-fangan-2026")

    @property
    def why(self) -> str:
        """The reason, "" while nobody has given one."""
        return "" if self.reason == UNSAID else self.reason

    def gist(self) -> str:
        return "，".join(filter(None, (self.kind, self.derived["difference"].text(self, self.date), self.why)))

    def mention(self, named: Record, as_of: Date) -> str:
        return self.gist()


class Indicator(Record):
    name: str = field("名称", required=True, about="指标的名称。", example="主动公开")
    weight: Quantity = field("权重", Number(), required=True, about="占多少分，各项加起来是100。", example="60")
    remark: str | None = field("说明", about="怎样算分。", example="按月抽查")


class Result(Record):
    unit: Unit = field("单位", Reference("units"), required=True, about="哪个单位的结果。", example="minzheng")
    score: Quantity | None = field("得分", Number(), about="得了多少分。", example="93.5")
    grade: str | None = field("等次", about="评为什么等次。", example="优秀")


class Sample(Record):
    sent: Quantity | None = field("发出", Number(), about="发出多少份问卷。", example="500")
    returned: Quantity | None = field("收回", Number(), about="收回多少份，不多于发出的。", example="463")
    content: Quantity | None = field("满意", Number(), about="表示满意的多少份，不多于收回的。", example="428")


class Conversion(Record):
    """A matter that became public after an assessment."""

    matter: Any = field("事项", MatterReference(), required=True, about="转为公开的事项：领域/编号。", example="shipin-yaopin/1.1")
    date: Date = field("日期", Day(past=True), required=True, about="哪一天转为公开的。", example="2026-05-06")


@register("assessments/", "考核评估", Shelf(
    tab="work", columns=("kind", "year", "organiser", "date", "conclusion"), measure="次", page="assessment", news=True, type="Report",
    lead="绩效考核、第三方评估、满意度调查、年度自查和社会评议的结果。", fresh=Fresh(365, "《政府信息公开条例》第四十六条：定期考核、评议；天数为建议值")))
class Assessment(Register):
    """An assessment of the work, who made it, what came out, and what follows."""

    title: str = field("标题", required=True, role="title", about="考核评估的名称。", example="2026年政务公开满意度调查")
    kind: str = field("类型", Choice(("绩效考核", "第三方评估", "满意度调查", "年度自查", "社会评议")), required=True, role="kind",
                      about="是哪一种。", example="满意度调查")
    year: str = field("年度", YEAR, required=True, role="year", about="评的是哪一年的工作，四位年份。", example="'2026'")
    date: Date = field("日期", Day(out=True), required=True, role="date", about="结果公布的日期。", example="2026-10-25")
    organiser: str = field("组织", required=True, about="由谁组织。", example="示例县统计局")
    units: tuple[Unit, ...] = field("单位", Reference("units", many=True), role="units", about="由哪个单位负责这项工作。", example="[zhengfuban]")
    subject: str | None = field("对象", about="评的是谁。", example="县直31个单位")
    indicators: tuple[Indicator, ...] = field("指标", Nested(Indicator, many=True), about="指标和权重，权重加起来是100。",
                                              example="[{名称: 主动公开, 权重: 60}, {名称: 依申请公开, 权重: 40}]")
    results: tuple[Result, ...] = field("结果", Nested(Result, many=True), about="各单位的得分和等次。", example="[{单位: minzheng, 得分: 93.5, 等次: 优秀}]")
    sample: Sample | None = field("样本", Nested(Sample), about="问卷的份数。", example="{发出: 500, 收回: 463, 满意: 428}")
    conclusion: str = field("结论", required=True, role="said", about="一两句话的结论。", example="最不满意的是办事指南看不懂。")
    problems: tuple[str, ...] = field("问题", TextList(), about="发现的问题，一条一件。", example="[办事指南看不懂]")
    improvements: tuple[str, ...] = field("改进", TextList(), about="怎样改进、什么时候前，一条一件。", example="[12月底前重写20个高频指南]")
    conversions: tuple[Conversion, ...] = field("转化", Nested(Conversion, many=True), about="由不公开或者依申请公开转为主动公开的事项。",
                                                example="[{事项: shipin-yaopin/1.1, 日期: 2026-05-06}]")

    def mention(self, named: Record, as_of: Date) -> str:
        """What came out for the unit on whose page it stands."""
        own = next((result for result in self.results if result.unit is named), None)
        return "，".join(filter(None, (f"{own.score} 分" if own.score else "", own.grade or ""))) if own else ""


@register("rectifications.yml", "问题整改", Shelf(
    tab="work", columns=("problem", "units", "measures", "deadline", "latest", "status"), filters=("late",), measure="个", page="progress",
    lead="审计、督查、考核和群众反映的问题，谁来改、什么时候前、改了没有。", fresh=Fresh(90, ADVISED, open_only=True)))
class Rectification(Register):
    """Something found wrong, and how it is mended."""

    derived = {"latest": LATEST, "late": LATE}
    title: str = field("标题", required=True, role="title", about="是什么问题，几个字。", example="附件打不开")
    source: str = field("来源", Choice(("审计", "督查", "考核评估", "第三方评估", "日常监测", "群众反映")), required=True, role="kind",
                        about="怎样发现的。", example="日常监测")
    year: str = field("年度", YEAR, required=True, role="year", about="哪一年发现的，四位年份。", example="'2026'")
    problem: str = field("问题", required=True, role="said", about="问题的具体情况，不写举报人。", example="1个附件为空")
    units: tuple[Unit, ...] = field("单位", Reference("units", many=True), required=True, role="units", about="负责整改的单位，牵头的写在第一个。",
                                    example="[nongye]")
    measures: tuple[str, ...] = field("措施", TextList(), required=True, about="怎样改，一条一件。", example="[重新上传]")
    deadline: Deadline = field("完成时限", Day(end=True), required=True, role="deadline", about="什么时候前改好，只写到月的按月底算。", example="2026-11-30")
    status: str = field("状态", Choice(("已整改", "持续整改", "未整改"), closed=("已整改",)), required=True, role="status", about="改了没有。", example="未整改")
    progress: tuple[Headway, ...] = field("进展", Nested(Headway, many=True), about="改到哪一步，一次一条，新的加在后面；已整改的要有。",
                                       example="[{日期: 2026-05-30, 内容: 已全部拨付。}]")
    assessment: Any = field("评估", Reference("assessments"), about="哪次考核评估发现的，写 assessments/ 里的代号或标题。", example="manyidu-2026")


@register("powers.yml", "清单对应", Shelf(
    tab="work", columns=("code", "kind", "unit", "matters_open", "reason"), filters=("matched",), rows=True, measure="项",
    lead="权责清单、公共服务事项清单和主动公开基本目录里的每一项，对应哪些公开事项。", fresh=Fresh(365, ADVISED)))
class Power(Register):
    """A row of another list, and the matters under which it is disclosed."""

    one_of = ("matters_open", "reason")
    derived = {"matched": Derived("对应", lambda power, as_of: "已对应" if power.matters_open else "未对应")}
    code: str = field("编码", required=True, about="在原来清单里的编码。", example="'11359900-JF-001'")
    title: str = field("名称", required=True, role="title", about="在原来清单里的名称。", example="最低生活保障对象认定")
    kind: str = field("类型", Choice(("权责清单", "公共服务事项清单", "主动公开基本目录")), required=True, role="kind", about="出自哪个清单。", example="权责清单")
    unit: Unit = field("单位", Reference("units"), required=True, role="units", about="由哪个单位负责。", example="minzheng")
    matters_open: tuple[Any, ...] = field("公开事项", MatterReference(many=True), about="对应哪些公开事项：领域/编号；与“不列入理由”至少写一个。",
                                          example="[shehui-jiuzhu/2.2]")
    reason: str | None = field("不列入理由", about="没有对应的公开事项的，写明为什么；与“公开事项”至少写一个。", example="由信用网站统一公示")

    def mention(self, named: Record, as_of: Date) -> str:
        return f"{self.kind} {self.code}"


class Contents(Record):
    """A piece in an issue of the gazette."""

    column: str = field("栏目", required=True, about="在公报的哪个栏目。", example="县政府文件")
    title: str = field("标题", required=True, about="文件的标题。", example="关于执行2026年最低生活保障标准的通知")
    policy: Any = field("政策", Reference("policies"), about="本专题里有这个文件的，写 policies/ 里的代号或标题。", example="dibao-biaozhun-2026")


@register("gazettes.yml", "政府公报", Shelf(
    tab="work", columns=("date", "pieces"), rows=True, measure="期", page="gazette", news=True, lead="县人民政府公报的各期目录和下载。",
    fresh=Fresh(183, ADVISED)))
class Gazette(Register):
    """An issue of the gazette."""

    one_of = ("link", "attachments")
    derived = {"pieces": Derived("目录", lambda gazette, as_of: "；".join(piece.title for piece in gazette.contents))}
    title: str = field("标题", required=True, role="title", about="公报的名称和期号。", example="示例县人民政府公报2026年第3期")
    year: str = field("年度", YEAR, required=True, role="year", about="哪一年的，四位年份。", example="'2026'")
    issue: int = field("期", Whole(), required=True, about="这一年的第几期。", example="3")
    total: int | None = field("总期", Whole(), about="总第几期。", example="57")
    date: Date = field("日期", Day(past=True), required=True, role="date", about="出版的日期。", example="2026-09-30")
    unit: Unit = field("单位", Reference("units"), required=True, role="units", about="由哪个单位编。", example="zhengfuban")
    contents: tuple[Contents, ...] = field("目录", Nested(Contents, many=True), about="这一期刊登了什么，一件一条。",
                                           example="[{栏目: 县政府文件, 标题: 关于执行2026年最低生活保障标准的通知}]")

    def mention(self, named: Record, as_of: Date) -> str:
        return f"刊登于{self.year}年第{self.issue}期"
