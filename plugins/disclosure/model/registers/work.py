"""How the county does it (工作推进): tasks, who leads, what happened, what holds, what was found wrong and mended."""
from typing import Any

from disclosure.model.collection import Fresh, Shelf
from disclosure.model.fields import Choice, Date, Day, Deadline, MarkdownText, Nested, Number, Quantity, Record, Reference, TextList, field
from disclosure.model.fields import Link, MatterReference
from disclosure.model.people import Unit
from disclosure.model.policies import Point
from disclosure.model.register import Derived, Register, register

ADVISED = "建议值"


class Headway(Record):
    """How far something was on a day (进展)."""

    date: Date = field("日期", Day(past=True), required=True, about="这次进展的日期。", example="2026-09-18")
    content: str = field("内容", required=True, about="做到了哪一步，写具体的数字和结果。", example="已复核19个领域。")
    percent: Quantity | None = field("进度", Number(most=100), about="完成了百分之几，只写数字，从不往回走。", example="73")


def last_step(record: Any, as_of: Date) -> str:
    """The newest progress, in its first words."""
    newest = max(record.progress, key=lambda step: step.date, default=None)
    return f"{newest.date} {newest.content[:40]}" if newest else ""


LATEST = Derived("最近进展", last_step)
LATE = Derived("逾期", lambda record, as_of: "已逾期" if record.overdue(as_of) else "没有逾期")


@register("tasks.yml", "工作任务", Shelf(
    tab="work", columns=("work", "units", "deadline", "latest", "status"), filters=("group", "late"), measure="项", page="progress", also=("tasks-six.csv", "tasks-four.csv"),
    lead="两化工作的任务分解：每一项由谁负责、什么时候完成、做到了哪一步。", fresh=Fresh(90, ADVISED, open_only=True)))
class Task(Register):
    """A task of the county's plan for disclosure, with who does it, until when, and how far it is."""

    one_of = ("deadline", "period")
    derived = {"latest": LATEST, "late": LATE}
    group: str | None = field("类别", about="任务分成几大块的，写它所在的那一块；列表按它分组。", example="深化重点领域信息公开")
    title: str = field("标题", required=True, role="title", about="主要任务，一句话。", example="完善本级政务公开事项标准目录")
    work: str = field("具体工作", required=True, role="said", about="具体要做什么，照任务分解表写。", example="对照26个试点领域标准指引跟踪评估、调整目录")
    units: tuple[Unit, ...] = field("单位", Reference("units", many=True), required=True, role="units",
                                    about="责任单位，牵头的写在第一个。", example="[zhengfuban, minzheng]")
    person: str | None = field("责任人", about="由哪个职务的人负责，写职务，不写姓名。", example="县政府办公室副主任")
    deadline: Deadline | None = field("完成时限", Day(end=True), role="deadline",
                                      about="什么时候完成，只写到月的按月底算；与“时限说明”至少写一个。", example="2026-10")
    period: str | None = field("时限说明", about="没有具体日期的，写明怎样安排；与“完成时限”至少写一个。", example="长期坚持")
    status: str = field("状态", Choice(("未开始", "推进中", "已完成", "已终止"), closed=("已完成", "已终止")), required=True, role="status",
                        about="现在做到哪一步。", example="推进中")
    done: Date | None = field("完成日期", Day(past=True), about="哪一天完成的；已完成的要写它，或者写进度100的进展。", example="2026-10-20")
    progress: tuple[Headway, ...] = field("进展", Nested(Headway, many=True), about="做到了哪一步，一次一条，新的加在后面。",
                                       example="[{日期: 2026-09-18, 内容: 已复核19个领域。, 进度: 73}]")
    plan: Any = field("方案", Reference("documents"), about="依据哪个工作方案，写 documents/ 里的代号或标题。", example="lianghua-fangan-2026")


HEADS = ("组长", "召集人")


class Member(Record):
    """A seat of a leading body; whoever holds the post holds the seat."""

    seat: str = field("组内职务", Choice(("组长", "副组长", "召集人", "副召集人", "成员", "办公室主任", "办公室副主任")), required=True,
                      about="在这个机构里担任什么。", example="组长")
    unit: Unit | None = field("单位", Reference("units"), about="所在的单位。", example="zhengfu")
    post: str = field("职务", required=True, about="在本单位的职务。", example="县长")
    name: str | None = field("姓名", about="姓名；只按职务公布的不写，写了就要写“任职日期”。", example="何示例")
    since: Date | None = field("任职日期", Day(past=True), about="从哪一天起担任。", example="2025-06-01")
    until: Date | None = field("离任日期", Day(), about="哪一天离任；离任的不删，网页上归到历任。", example="2026-08-31")


@register("groups.yml", "领导机构", Shelf(
    tab="work", columns=("kind", "head", "size", "founded"), measure="个", page="organisation", also=("groups-duties.csv",),
    lead="政务公开由谁领导、谁协调、谁办事。", fresh=Fresh(365, ADVISED)))
class Group(Register):
    """A leading group, joint meeting or task force, by posts."""

    derived = {
        "head": Derived("负责人", lambda group, as_of: "、".join(f"{m.unit.label if m.unit else ''}{m.post}" for m in group.in_office(as_of)
                                                          if m.seat in HEADS)),
        "size": Derived("组成人员", lambda group, as_of: f"{len(group.in_office(as_of))} 人"),
    }
    title: str = field("名称", required=True, role="title", about="机构的全称，照成立文件写。", example="示例县政务公开工作联席会议")
    kind: str = field("类型", Choice(("领导小组", "联席会议", "专班")), required=True, role="kind", about="是哪一种机构。", example="联席会议")
    founded: Date = field("成立日期", Day(past=True), required=True, about="哪一天成立的。", example="2025-03-10")
    duties: tuple[str, ...] = field("职责", TextList(), required=True, about="做什么，一条一件。", example="[研究政务公开重大事项]")
    office: Unit | None = field("办公室设在", Reference("units"), role="units", about="办公室设在哪个单位。", example="zhengfuban")
    members: tuple[Member, ...] = field("成员", Nested(Member, many=True), required=True, about="组成人员，一人一条；组长或召集人要有一个在任的。",
                                        example="[{组内职务: 召集人, 单位: zhengfu, 职务: 分管副县长}]")
    procedure: tuple[str, ...] = field("工作规则", TextList(), about="怎样开会、怎样议事，一条一件。", example="[每半年召开一次]")
    change: str | None = field("变动规则", about="组成人员变动怎样接替。", example="由所在单位继任者自行接替。")
    document: Any = field("文件", Reference("documents"), about="成立它的文件，写 documents/ 里的代号或标题。", example="lianghua-fangan-2026")

    def in_office(self, as_of: Date) -> list[Member]:
        """Who holds a seat on the edition's date."""
        return [m for m in self.members if not m.until or m.until[:len(as_of)] >= as_of[:len(m.until)]]


class Video(Record):
    """A film with its text."""

    link: str = field("链接", Link(), required=True, about="视频的网址，或者 content/files/ 里的文件。", example="https://www.shili.example/sp/1.mp4")
    text: str = field("文字稿", MarkdownText(), required=True, about="视频里说的话，看不到、听不到的人靠它。", example="各位居民，大家好。")


@register("news/", "工作动态", Shelf(
    tab="work", columns=("kind", "units", "date"), page="news", lead="公开工作的进展、会议、培训和创新做法。", news=True, type="NewsArticle",
    fresh=Fresh(14, "国办秘函〔2019〕19号：动态类信息两周内有更新")))
class News(Register):
    """What happened in the work of disclosure, as an office tells it."""

    begun_with = ("attending", "resolved")

    title: str = field("标题", required=True, role="title", about="这条动态的标题，说清发生了什么。", example="县政府召开基层政务公开工作推进会")
    kind: str = field("类型", Choice(("工作进展", "会议", "调研", "宣传", "督查通报", "创新案例")), required=True, role="kind",
                      about="是哪一种动态；会议要写参加和议定，创新案例要写做法和成效，别的要写正文或者链接。", example="会议")
    date: Date = field("日期", Day(out=True), required=True, role="date", about="发布的日期。", example="2026-11-12")
    units: tuple[Unit, ...] = field("单位", Reference("units", many=True), required=True, role="units",
                                    about="由哪个单位发布，写 units.yml 里的代号、名称或别名。", example="[zhengfuban]")
    source: str | None = field("来源", about="转载的，写原来的出处。", example="示例县融媒体中心")
    tasks: tuple[Task, ...] = field("任务", Reference("tasks", many=True), about="属于哪几项工作任务，写 tasks.yml 里的代号；会列在任务的页面上。", example="['05']")
    attending: str | None = field("参加", about="会议由哪些单位参加，不写人名。", example="26个领域的牵头单位")
    resolved: tuple[str, ...] = field("议定", TextList(), about="会议定下了什么，一条一件。", example="[11月底前复核完目录]")
    practice: tuple[str, ...] = field("做法", TextList(), about="创新案例是怎么做的，一条一件。", example="[把26个领域的指南印成一册]")
    results: tuple[Point, ...] = field("成效", Nested(Point, many=True), about="创新案例的成效，写标题、数值、单位、说明；有数值的显示成大字。",
                                       example="[{标题: 群众少跑, 数值: '3', 单位: 次}]")
    video: Video | None = field("视频", Nested(Video), about="视频的链接和文字稿。", example="{链接: 'https://www.shili.example/sp/1.mp4', 文字稿: 大家好。}")


@register("documents/", "制度和标准", Shelf(
    tab="work", columns=("kind", "issuer", "numbers", "published", "status"), measure="件", news=True, type="CreativeWork",
    lead="标准指引、落实意见、工作方案、工作制度、裁量基准和文书格式。", fresh=Fresh(183, "国办秘函〔2019〕19号：政策、通知类信息六个月内有更新")))
class Document(Register):
    """A rule, standard, plan or form of the work itself; policies, which must be interpreted, are elsewhere."""

    one_of = ("text", "link", "attachments")
    derived = {"numbers": Derived("文号或标准号", lambda document, as_of: document.number or document.standard or "")}
    title: str = field("标题", required=True, role="title", about="文件的标题，照原样写。", example="社会救助领域标准目录落实意见")
    kind: str = field("类型", Choice(("标准指引", "落实意见", "地方标准", "工作方案", "工作要点", "工作制度", "考核办法", "裁量基准", "文书格式")),
                      required=True, role="kind", about="是哪一种文件。", example="落实意见")
    issuer: str = field("发布机关", required=True, about="印发的机关，照落款写。", example="示例市民政局")
    units: tuple[Unit, ...] = field("单位", Reference("units", many=True), role="units", about="本县由哪个单位负责执行。", example="[minzheng]")
    number: str | None = field("文号", about="发文字号，年份用六角括号“〔〕”。", example="示市民〔2020〕40号")
    standard: str | None = field("标准号", about="地方标准的编号。", example="DB3599/T 001—2026")
    written: Date | None = field("成文日期", Day(past=True), about="落款的日期。", example="2020-09-08")
    published: Date = field("发布日期", Day(out=True), required=True, role="date", about="公布的日期；在截至日期以后的，到那天才公布。", example="2020-09-10")
    effective: Date | None = field("施行日期", Day(after="written"), about="从哪一天起施行。", example="2020-10-01")
    expires: Date | None = field("失效日期", Day(after="effective"), about="有效期满的日期。", example="2028-09-30")
    status: str = field("状态", Choice(("现行", "征求意见", "编制中", "废止", "被代替"), closed=("废止", "被代替")), required=True, role="status",
                        about="现在是否有效。", example="现行")
    replaces: Any = field("代替", Reference("documents"), about="代替了哪一件，写 documents/ 里的代号或标题。", example="luoshi-2019")
    occasion: str | None = field("适用情形", about="文书格式用在什么时候。", example="依照条例第十四条至第十六条决定不予公开")


class Review(Record):
    """A review of what is withheld (条例第十八条), and what became of it."""

    date: Date = field("日期", Day(past=True), required=True, about="评估的日期。", example="2026-04-20")
    result: str = field("结果", Choice(("继续", "转为依申请公开", "转为主动公开")), required=True, about="评估的结果。", example="继续")
    remark: str | None = field("说明", about="为什么这样定。", example="申请较多")
    matter: Any = field("事项", MatterReference(), about="转为主动公开的，写现在的公开事项：领域/编号。", example="shipin-yaopin/1.1")


@register("negative.yml", "不予公开清单", Shelf(
    tab="work", columns=("kind", "basis", "standard", "scope", "units", "reviewed_last"), rows=True, measure="类",
    lead="哪些类的信息依法不公开、依据什么、怎样认定；写的是类别，不是具体内容。", fresh=Fresh(365, "《政府信息公开条例》第十八条：定期评估审查；天数为建议值")))
class Withheld(Register):
    """A class of information that is not disclosed, and why; never the thing itself."""

    derived = {"reviewed_last": Derived("最近评估", lambda one, as_of: (lambda last: f"{last.date} {last.result}" if last else "")(
        max(one.reviews, key=lambda review: review.date, default=None)))}
    title: str = field("标题", required=True, role="title", about="是哪一类信息；不写具体的文件名、文号。", example="内部工作流程")
    kind: str = field("类别", Choice(("国家秘密", "法律法规禁止", "危及安全稳定", "商业秘密", "个人隐私", "内部事务", "过程性信息", "执法案卷")),
                      required=True, role="kind", about="属于条例第十四条至第十六条的哪一种。", example="内部事务")
    basis: tuple[str, ...] = field("依据", TextList(cited=True), required=True, about="条例第几条，或者哪部法律的哪一条。",
                                   example="[《中华人民共和国政府信息公开条例》第十六条]")
    standard: str = field("标准", required=True, about="怎样认定属于这一类。", example="只用于机关内部管理")
    scope: str = field("范围", required=True, about="包括哪些，不包括哪些。", example="值班、用车、请示报告")
    units: tuple[Unit, ...] = field("单位", Reference("units", many=True), role="units", about="只涉及几个单位的，写这些单位。", example="[minzheng]")
    handling: str = field("处理", Choice(("不予公开", "可以不予公开")), required=True, about="必须不公开，还是可以不公开。", example="可以不予公开")
    reviews: tuple[Review, ...] = field("评估", Nested(Review, many=True), required=True, about="定期评估的日期和结果，新的加在后面。",
                                        example="[{日期: 2026-04-20, 结果: 继续}]")

    def last_true(self) -> Date | None:
        return max((day for day in (self.reviewed, *(one.date for one in self.reviews)) if day), default=None)
