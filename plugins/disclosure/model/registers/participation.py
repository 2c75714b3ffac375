"""Decisions and who takes part in them (决策和参与)."""
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from disclosure.model.collection import Fresh, Shelf
from disclosure.model.fields import Address, Choice, ChoiceList, Date, Day, Deadline, Link, Nested, Number, Quantity, Record, Reference, Text, TextList, field
from disclosure.model.people import Unit
from disclosure.model.register import Derived, Register, register
from disclosure.model.registers.adjustment import YEAR
from disclosure.model.registers.work import ADVISED


class Way(Record):
    """A way to answer a consultation."""

    by: str = field("方式", Choice(("网站", "信函", "电话", "邮箱", "现场")), required=True, about="用什么方式提意见。", example="电话")
    details: str = field("说明", required=True, about="号码、地址或者怎样提。", example="0590-7000400")
    link: str | None = field("链接", Address(), about="在网上提意见的网址。", example="https://www.shili.example/zj/1.htm")


class Consultation(Record):
    """A draft on which everybody may comment."""

    start: Date = field("开始", Day(), required=True, about="从哪一天起征求意见。", example="2026-11-03")
    end: Date = field("截止", Day(after="start"), required=True, about="到哪一天为止；重大行政决策一般不少于30日。", example="2026-12-05")
    shortened: str | None = field("缩短理由", about="不足30日的，写明为什么。", example="防汛需要尽快施行")
    draft: str = field("草案", Link(), required=True, about="草案的网址，或者 content/files/ 里的文件。", example="https://www.shili.example/zj/1.htm")
    explanation: str = field("说明", Link(), required=True, about="起草说明的网址，或者 content/files/ 里的文件。", example="https://www.shili.example/zj/2.htm")
    ways: tuple[Way, ...] = field("渠道", Nested(Way, many=True), required=True, about="怎样提意见，一种方式一条。",
                                  example="[{方式: 电话, 说明: 0590-7000400}]")


class Hearing(Record):
    date: Date = field("日期", Day(), required=True, about="听证会在哪一天。", example="2026-11-20")
    venue: str = field("地点", required=True, about="在哪里开。", example="县政府会议中心")
    papers: Date | None = field("材料送达", Day(), about="材料哪一天送到参加人手里，要在听证会7日前。", example="2026-11-10")
    report: str | None = field("报告", Link(), about="听证报告的网址，或者 content/files/ 里的文件。", example="https://www.shili.example/zj/3.htm")


class Expertise(Record):
    date: Date = field("日期", Day(past=True), required=True, about="哪一天论证的。", example="2026-10-20")
    conclusion: str = field("结论", required=True, about="论证的结论，不写专家姓名。", example="方案可行")


class Risk(Record):
    date: Date = field("日期", Day(past=True), required=True, about="哪一天评估的。", example="2026-10-22")
    level: str | None = field("等级", about="风险等级。", example="低风险")


class Legality(Record):
    date: Date = field("日期", Day(past=True), required=True, about="哪一天通过合法性审查的。", example="2026-12-10")


class Opinion(Record):
    """One opinion, without whose it is."""

    content: str = field("内容", required=True, about="意见的内容，不写是谁提的。", example="石桥村增设一站")
    count: Quantity | None = field("条数", Number(decimals=(0, 0)), about="有几条这样的意见。", example="5")
    adopted: str = field("采纳", Choice(("采纳", "部分采纳", "未采纳")), required=True, about="采纳了没有。", example="采纳")
    reason: str | None = field("理由", about="未采纳的，写明为什么。", example="没有预算来源")


class Adoption(Record):
    """What became of the opinions."""

    published: Date = field("公布日期", Day(out=True), required=True, about="哪一天公布采纳情况的。", example="2026-07-20")
    received: Quantity = field("收到", Number(decimals=(0, 0)), required=True, about="收到多少条，等于后面几个数的和。", example="12")
    adopted: Quantity = field("采纳", Number(decimals=(0, 0)), required=True, about="采纳了多少条。", example="7")
    partly: Quantity | None = field("部分采纳", Number(decimals=(0, 0)), about="部分采纳了多少条。", example="2")
    rejected: Quantity | None = field("未采纳", Number(decimals=(0, 0)), about="没有采纳多少条；都采纳了的可以不写。", example="3")
    opinions: tuple[Opinion, ...] = field("意见", Nested(Opinion, many=True), about="意见的内容和处理，相同的合成一条。",
                                          example="[{内容: 石桥村增设一站, 条数: 5, 采纳: 采纳}]")


class Resolution(Record):
    date: Date = field("日期", Day(past=True), required=True, about="哪一天作出决定的。", example="2026-12-20")
    meeting: Any = field("会议", Reference("meetings"), about="哪次会议决定的，写 meetings/ 里的代号或标题。", example="2026-16")
    policy: Any = field("政策", Reference("policies"), about="决定印发的文件，写 policies/ 里的代号或标题。", example="gongzufang-peizu-2026")


class Execution(Record):
    date: Date = field("日期", Day(past=True), required=True, about="这次执行情况的日期。", example="2026-12-30")
    content: str = field("内容", required=True, about="执行到哪一步。", example="新站牌已全部装好。")


FEEDBACK = 30
"""Natural days after a consultation within which it should be told what became of the opinions; advice (建议值)."""
OPEN, OVER = "正在征求意见", ("已决定", "已终止", "暂缓")


@register("decisions/", "决策和意见征集", Shelf(
    tab="decisions", columns=("kind", "unit", "state", "until"), filters=("state", "group", "procedures", "ways"), measure="件", page="decision", news=True,
    lead="今年的重大行政决策目录、正在征求意见的草案，以及收到的意见怎样处理。", fresh=Fresh(183, "国办秘函〔2019〕19号：政策、通知类信息六个月内有更新")))
class Decision(Register):
    """A decision on its way: listed, open for comment, answered, made, carried out."""

    derived = {
        "state": Derived("状态", lambda decision, as_of: decision.state(as_of)),
        "until": Derived("征集截止", lambda decision, as_of: decision.consultation.end if decision.consultation else ""),
    }
    title: str = field("标题", required=True, role="title", about="决策事项的名称。", example="示例县城区停车收费方案")
    kind: str = field("类型", Choice(("重大行政决策", "涉企规范性文件", "规范性文件", "规划和项目", "其他")), required=True, role="kind",
                      about="是哪一种决策。", example="重大行政决策")
    year: str = field("年度", YEAR, required=True, role="year", about="列入哪一年的目录，四位年份。", example="'2026'")
    group: str | None = field("类别", Choice((
        "发展战略规划", "全局性事项", "规范性文件和政策", "群众切身利益", "机构职能变动", "审批职能变动", "突发事件和执法", "专项经费", "机构改革和分工", "人员招录评选")),
        about="属于应当公众参与的哪一类。", example="群众切身利益")
    unit: tuple[Unit, ...] = field("单位", Reference("units", many=True), required=True, role="units", about="承办单位，牵头的写在第一个。", example="[fagai]")
    basis: tuple[str, ...] = field("依据", TextList(cited=True), about="依据的法律、法规、文件，一条一个。", example="[《重大行政决策程序暂行条例》（国务院令第713号）]")
    procedures: tuple[str, ...] = field("程序", ChoiceList(("公众参与", "专家论证", "风险评估", "合法性审查", "公平竞争审查", "集体讨论")), required=True,
                                        about="要走哪几道程序。", example="[公众参与, 合法性审查]")
    ways: tuple[str, ...] = field("参与方式", ChoiceList(("公开征求意见", "座谈会", "听证会", "实地走访", "问卷调查", "民意调查", "书面征求意见")), required=True,
                                  about="群众怎样参与。", example="[公开征求意见]")
    planned: Deadline | None = field("计划完成", Day(end=True), about="打算什么时候决定，只写到月的按月底算。", example="2027-01")
    stopped: str | None = field("状态", Choice(("已终止", "暂缓")), about="不再进行或者暂时停下的写；别的状态由下面各项的日期算出，不用写。", example="暂缓")
    consultation: Consultation | None = field("征集", Nested(Consultation), about="公开征求意见的起止日期、草案、说明和提意见的方式。",
        example="{开始: 2026-11-03, 截止: 2026-12-05, 草案: 'https://www.shili.example/zj/1.htm', 说明: 'https://www.shili.example/zj/2.htm', 渠道: [{方式: 电话, 说明: 0590-7000400}]}")
    hearing: Hearing | None = field("听证", Nested(Hearing), about="听证会的日期和地点。", example="{日期: 2026-11-20, 地点: 县政府会议中心}")
    expertise: Expertise | None = field("论证", Nested(Expertise), about="专家论证的日期和结论。", example="{日期: 2026-10-20, 结论: 方案可行}")
    risk: Risk | None = field("风险", Nested(Risk), about="风险评估的日期和等级。", example="{日期: 2026-10-22, 等级: 低风险}")
    legality: Legality | None = field("合法性审查", Nested(Legality), about="通过合法性审查的日期。", example="{日期: 2026-12-10}")
    adoption: Adoption | None = field("采纳", Nested(Adoption), about="意见采纳情况；各数加起来等于收到的数。",
                                      example="{公布日期: 2026-07-20, 收到: 12, 采纳: 7, 部分采纳: 2, 未采纳: 3}")
    resolution: Resolution | None = field("决定", Nested(Resolution), about="什么时候、哪次会议决定的，印发了什么文件。", example="{日期: 2026-12-20}")
    execution: tuple[Execution, ...] = field("执行", Nested(Execution, many=True), about="执行情况，一次一条，新的加在后面。",
                                             example="[{日期: 2026-12-30, 内容: 新站牌已全部装好。}]")
    evaluation: str | None = field("后评估", Link(), about="后评估报告的网址，或者 content/files/ 里的文件。", example="https://www.shili.example/zj/5.htm")

    def state(self, as_of: Date) -> str:
        """The first that holds on the edition's date; what a reader sees on a later day is corrected by the page's script."""
        open_for = self.consultation
        if self.stopped:
            return self.stopped
        if self.resolution:
            return "已决定"
        if self.adoption:
            return "已反馈"
        if open_for and open_for.end[:len(as_of)] < as_of[:len(open_for.end)]:
            return "待反馈"
        if open_for and open_for.start <= as_of:
            return OPEN
        return "未开始"

    def closed(self, as_of: Date) -> bool:
        return bool(self.retired) or self.state(as_of) in OVER

    @property
    def dated_as(self) -> str:
        return "征求意见开始"

    @property
    def came_out(self) -> Date | None:
        return self.consultation.start if self.consultation else None

    def due(self, as_of: Date) -> Iterator[tuple[date, str, str]]:
        """The end of a consultation, what became of the opinions, and the decision itself."""
        state = self.state(as_of)
        if self.consultation and state in (OPEN, "未开始"):
            yield self.consultation.end.day, "征集截止", "到这天为止征求意见"
        if state == "待反馈":
            yield self.consultation.end.day + timedelta(FEEDBACK), "采纳反馈", f"征求意见 {self.consultation.end} 截止，{FEEDBACK} 天内公布采纳情况（建议值）"
        if self.planned and not self.closed(as_of):
            yield self.planned.day, "计划完成", "决策目录写的计划完成时间"

    def last_true(self) -> Date | None:
        dated = (self.consultation and self.consultation.start, self.adoption and self.adoption.published, self.resolution and self.resolution.date,
                 *(one.date for one in self.execution), self.reviewed)
        return max((day for day in dated if day), default=None)


WITHHELD = "依法不公开"


class Topic(Record):
    """A topic of a meeting; of one that is not public only the ground is told."""

    title: str = field("议题", required=True, about="议了什么；不公开的，只写类别。", example="审议公租房配租办法")
    outcome: str = field("决定", required=True, about="决定了什么。", example="原则通过")
    units: tuple[Unit, ...] = field("单位", Reference("units", many=True), about="由哪个单位提出或者执行。", example="[zhujian]")
    policy: Any = field("政策", Reference("policies"), about="印发的文件，写 policies/ 里的代号或标题。", example="gongzufang-peizu-2026")
    decision: Any = field("决策", Reference("decisions"), about="属于哪个决策，写 decisions/ 里的代号或标题。", example="tingche")
    openness: str = field("公开", Choice(("公开", "不公开")), required=True, about="能不能公开；不公开的，网页上只显示“依法不公开”和理由。", example="公开")
    reason: str | None = field("理由", about="不公开的，写明依据哪一条。", example="《政府信息公开条例》第十六条")

    @property
    def public(self) -> bool:
        return self.openness == "公开"


class Attendance(Record):
    """Those who sat in, by class and number."""

    kind: str = field("类别", Choice(("人大代表", "政协委员", "公众代表", "专家学者", "媒体代表", "利益相关方", "企业代表")), required=True,
                      about="是哪一类代表，不写姓名。", example="公众代表")
    number: Quantity = field("人数", Number(decimals=(0, 0)), required=True, about="来了多少人。", example="3")
    opinion: str | None = field("意见", about="提了什么意见，不写是谁提的。", example="一楼优先老人")
    adopted: str | None = field("采纳", about="怎样处理的。", example="已写入")


@register("meetings/", "政府会议", Shelf(
    tab="decisions", columns=("kind", "date", "topics_told", "seats", "forms"), filters=("classes",), measure="次", page="meeting", news=True, type="Event",
    lead="县政府会议议了什么、定了什么，哪些代表列席。", fresh=Fresh(90, ADVISED)))
class Meeting(Register):
    """A meeting of the county's government."""

    derived = {
        "topics_told": Derived("议题", lambda meeting, as_of: "；".join(t.title for t in meeting.topics)),
        "seats": Derived("列席", lambda meeting, as_of: "、".join(f"{a.kind}{a.number}人" for a in meeting.attendance)),
        "classes": Derived("列席类别", lambda meeting, as_of: "、".join(a.kind for a in meeting.attendance)),
    }
    title: str = field("标题", required=True, role="title", about="会议的名称。", example="县政府第16次常务会议")
    kind: str = field("类型", Choice(("常务会议", "全体会议", "专题会议")), required=True, role="kind", about="是哪一种会议。", example="常务会议")
    session: str | None = field("届次", about="第几次。", example="第16次")
    date: Date = field("日期", Day(past=True), required=True, role="date", about="哪一天开的。", example="2026-11-06")
    published: Date = field("发布日期", Day(out=True), required=True, role="published", about="会议情况哪一天公布的，不迟于开会后20个工作日。", example="2026-11-10")
    venue: str | None = field("地点", about="在哪里开的。", example="县政府常务会议室")
    chair: str | None = field("主持", about="由什么职务的人主持，不写姓名。", example="县长")
    topics: tuple[Topic, ...] = field("议题", Nested(Topic, many=True), required=True, about="议题和决定，一个议题一条。",
                                      example="[{议题: 审议公租房配租办法, 决定: 原则通过, 公开: 公开}]")
    attendance: tuple[Attendance, ...] = field("列席", Nested(Attendance, many=True), about="哪几类代表列席，各多少人。",
                                               example="[{类别: 公众代表, 人数: 3}]")
    forms: tuple[str, ...] = field("公开形式", ChoiceList(("网站", "广播电视", "网络直播", "图文")), about="用什么形式公开的。", example="[网站, 图文]")

    def settled(self) -> None:
        """Of a topic that is not public nothing is left but the ground: no page, file or search can tell what was withheld."""
        for topic in self.topics:
            if not topic.public:
                topic.__dict__.update(title=WITHHELD, outcome="", units=(), policy=None, decision=None)

    def mention(self, named: Record, as_of: Date) -> str:
        return "；".join(topic.outcome for topic in self.topics if named in (topic.policy, topic.decision, *topic.units))


class SignUp(Record):
    by: str = field("方式", required=True, about="怎样报名。", example="电话0590-7000200")
    until: Date | None = field("截止", Day(), about="报名到哪一天。", example="2026-11-24")
    link: str | None = field("链接", Address(), about="网上报名的网址。", example="https://www.shili.example/bm/1.htm")


class Answer(Record):
    opinion: str = field("意见", required=True, about="参加的人提了什么，不写姓名。", example="先修小学门前")
    answer: str = field("回应", required=True, about="怎样回应的。", example="列入今年第一批")
    unit: Unit | None = field("单位", Reference("units"), about="由哪个单位回应。", example="jiaotong")


@register("activities/", "参与活动和培训", Shelf(
    tab="decisions", columns=("kind", "units", "date", "venue", "seats"), measure="次", page="activity", news=True, type="Event",
    lead="政务开放日、议事协商、座谈会、新闻发布会和培训：将要举行的怎样报名，已经举行的说了什么。", fresh=Fresh(183, ADVISED)))
class Activity(Register):
    """Something to take part in, announced or held."""

    derived = {"seats": Derived("报名或人数", lambda activity, as_of: f"{activity.people} 人" if activity.people else
                                f"{activity.sign_up.by}{f'，{activity.sign_up.until} 截止' if activity.sign_up.until else ''}" if activity.sign_up else "")}
    title: str = field("标题", required=True, role="title", about="活动的名称。", example="走进县行政服务中心")
    kind: str = field("类型", Choice(("政务开放日", "议事协商", "座谈会", "新闻发布会", "吹风会", "在线访谈", "政策大讲堂", "广播电视问政", "培训")),
                      required=True, role="kind", about="是哪一种活动。", example="政务开放日")
    units: tuple[Unit, ...] = field("单位", Reference("units", many=True), required=True, role="units", about="由哪个单位举办。", example="[zhengwu]")
    announced: Date | None = field("公告日期", Day(past=True), role="published", about="哪一天公告的。", example="2026-11-16")
    date: Date = field("日期", Day(after="announced"), required=True, role="date", about="哪一天举行。", example="2026-11-26")
    time: str | None = field("时间", about="几点到几点。", example="9:00至11:00")
    venue: str = field("地点", required=True, about="在哪里举行，写到楼层。", example="县行政服务中心一楼")
    subject: str = field("主题", required=True, role="said", about="说什么、看什么。", example="一件事怎样一次办")
    forms: tuple[str, ...] = field("形式", ChoiceList(("局长进大厅", "旁听会议", "参观场所", "听证会", "咨询论证会", "约谈会", "情况通报会", "集中学习")),
                                   about="用什么形式。", example="[局长进大厅]")
    audience: str | None = field("对象", about="请谁来。", example="城区居民")
    places: Quantity | None = field("名额", Number(decimals=(0, 0)), about="能来多少人。", example="20")
    sign_up: SignUp | None = field("报名", Nested(SignUp), about="怎样报名、到哪一天。", example="{方式: 电话0590-7000200, 截止: 2026-11-24}")
    programme: tuple[str, ...] = field("安排", TextList(), about="怎样进行，一条一步。", example="[参观窗口, 座谈]")
    people: Quantity | None = field("人数", Number(decimals=(0, 0)), about="来了多少人。", example="26")
    opinions: tuple[Answer, ...] = field("意见", Nested(Answer, many=True), about="提的意见和回应，一条一件。",
                                         example="[{意见: 先修小学门前, 回应: 列入今年第一批}]")
    result: str | None = field("结果", about="有什么结果。", example="达成一致，已公示。")
    tasks: tuple[Any, ...] = field("任务", Reference("tasks", many=True), about="属于哪几项工作任务，写 tasks.yml 里的代号。", example="['05']")

    def state(self, as_of: Date) -> str:
        return "将要举行" if self.date[:len(as_of)] >= as_of[:len(self.date)] and not self.people else "已经举行"

    def closed(self, as_of: Date) -> bool:
        return bool(self.retired) or self.state(as_of) == "已经举行"


@register("responses/", "回应关切", Shelf(
    tab="decisions", columns=("fact", "concern", "kind", "unit", "date"), measure="条", page="response", news=True, passing=True, type="Article",
    lead="群众关心的、传得不对的，事实是什么。"))
class Response(Register):
    """What is said or feared, and what the facts are; the facts come first."""

    title: str = field("标题", required=True, role="title", about="说事实的一句话，不重复传言。", example="申请低保不收费，没有中介")
    kind: str = field("类型", Choice(("不实信息", "热点关切", "误解疑虑")), required=True, role="kind", about="是哪一种。", example="不实信息")
    fact: str = field("事实", required=True, role="said", about="事实是什么，先说结论。", example="申请低保不收费，没有委托任何中介。")
    concern: str = field("关切", Text(quoted=True), required=True, about="外面怎样说、群众关心什么，不写是谁说的。", example="有人称交200元可以代办低保")
    appeared: Date | None = field("出现日期", Day(past=True), about="哪一天出现的。", example="2026-10-08")
    date: Date = field("日期", Day(past=True, after="appeared"), required=True, role="date", about="哪一天回应的。", example="2026-10-09")
    unit: tuple[Unit, ...] = field("单位", Reference("units", many=True), required=True, role="units", about="由哪个单位回应。", example="[minzheng]")
    basis: tuple[str, ...] = field("依据", TextList(cited=True), about="依据哪部法律、文件。", example="[《社会救助暂行办法》（国务院令第649号）第十一条]")
    follow_up: tuple[Execution, ...] = field("后续", Nested(Execution, many=True), about="后来怎样了，一次一条。",
                                             example="[{日期: 2026-10-20, 内容: 已通报各乡镇。}]")

    def gist(self) -> str:
        return f"{self.fact}（回应“{self.concern}”）"
