"""The county and everything in its catalogues except the matters themselves."""
from dataclasses import dataclass
from typing import Optional

from disclosure.model.fields import (
    Address, Arrow, Choice, ChoiceList, Date, Day, Defaults, FilePath, Link, MarkdownText, Matters, Nested, Next, Pairs, Record, Reference, Text,
    TextList, Whole, field,
)
from disclosure.model.matters import ATTRIBUTES, Exemption, Item, TownshipItem, VillageItem


class Successor(Record):
    """A unit that is no more: since when, and who has taken over."""

    date: Date = field("日期", Day(), required=True)
    successor: "Unit | None" = field("承接", Reference("units"))


class Unit(Record):
    """A body that discloses, drafts or answers (units.yml).  Phone numbers here are published."""

    folder = "units"
    naming = ("name", "short_name", "aliases")
    name: str = field("名称", required=True)
    short_name: str | None = field("简称")
    aliases: tuple[str, ...] = field("别名", TextList("、"))
    phone: str | None = field("电话", label="联系电话")
    fax: str | None = field("传真")
    postal_address: str | None = field("地址")
    hours: str | None = field("办公时间")
    email: str | None = field("邮箱")
    website: str | None = field("网址", Address())
    parent: "Unit | None" = field("上级", Reference("units"))
    dissolved: Successor | None = field("停用", Nested(Successor))

    @property
    def address(self) -> str:
        return f"units/{self.id}.html"

    @property
    def label(self) -> str:
        """The short name where there is one: for tables."""
        return self.short_name or self.name


class Interpreter(Record):
    """A person who interprets policies and answers for them (解读人), with post and phone."""

    folder = "interpreters"
    naming = ("name",)
    name: str = field("姓名", required=True)
    unit: Unit = field("单位", Reference("units"), required=True)
    post: str | None = field("职务")
    phone: str = field("电话", required=True)
    email: str | None = field("邮箱")
    since: Date | None = field("任职日期", Day())
    until: Date | None = field("离任日期", Day())

    @property
    def address(self) -> str:
        return f"interpreters/{self.id}.html"


class Standard(Record):
    """The standard guideline that a domain's catalogue follows (标准指引)."""

    name: str | None = field("名称")
    issuer: str | None = field("发布机关")
    document_number: str | None = field("文号")
    date: Date | None = field("日期", Day())
    link: str | None = field("链接", Link())


class Domain(Record):
    """A policy domain (领域) with its catalogue of matters.  `pilot`: its row among the 26 of 国办发〔2019〕54号."""

    folder = "domains"
    naming = ("name", "aliases")
    name: str = field("领域", required=True)
    aliases: tuple[str, ...] = field("别名", TextList("、"))
    pilot: int | None = field("试点领域", Whole())
    lead: Unit = field("牵头单位", Reference("units"), required=True)
    responsible: tuple[Unit, ...] = field("责任单位", Reference("units", many=True))
    standard: Standard | None = field("标准指引", Nested(Standard))
    flows: tuple["Flow", ...] = field("流程", Reference("flows", many=True))
    revised: Date | None = field("修订日期", Day())
    description: str | None = field("说明")
    defaults = field("默认", Defaults(Item))
    items: tuple[Item, ...] = field("事项", Matters(Item), required=True)

    @property
    def address(self) -> str:
        return f"domains/{self.id}.html"


class Township(Record):
    """A township, town or street office (乡镇) with its catalogue."""

    folder = "townships"
    naming = ("name", "aliases")
    name: str = field("乡镇", required=True)
    aliases: tuple[str, ...] = field("别名", TextList("、"))
    type: str = field("类型", Choice(("乡", "镇", "街道")), required=True)
    division: str | None = field("行政区划代码")
    unit: Unit = field("单位", Reference("units"), required=True)
    defaults = field("默认", Defaults(TownshipItem))
    taken: tuple[Domain, ...] = field("参照", Reference("domains", many=True))
    items: tuple[TownshipItem, ...] = field("事项", Matters(TownshipItem))

    @property
    def address(self) -> str:
        return f"townships/{self.id}.html"


class Village(Record):
    """A village or community (村居) with its catalogue."""

    folder = "villages"
    naming = ("name",)
    name: str = field("村居", required=True)
    type: str = field("类型", Choice(("村", "社区")), required=True)
    township: Township = field("乡镇", Reference("townships"), required=True)
    taken: tuple[Domain, ...] = field("参照", Reference("domains", many=True))
    items: tuple[VillageItem, ...] = field("事项", Matters(VillageItem))

    @property
    def address(self) -> str:
        return f"villages/{self.id}.html"

    @property
    def label(self) -> str:
        return self.name


# -- policies ------------------------------------------------------------------------------------
class Attachment(Record):
    name: str = field("名称", required=True)
    file: str = field("文件", FilePath(), required=True)


class Progress(Record):
    """How a policy has been carried out so far (落实情况)."""

    date: Date = field("日期", Day(), required=True)
    content: str = field("内容", required=True)


class Point(Record):
    """One key point of an interpretation; with a figure it is shown large (图解)."""

    title: str = field("标题", required=True)
    figure: str | None = field("数值")
    unit: str | None = field("单位")
    note: str | None = field("说明")


class Comparison(Record):
    """Old and new side by side."""

    item: str = field("项目", required=True)
    old: str = field("原", required=True)
    new: str = field("新", required=True)
    unit: str | None = field("单位")


class Question(Record):
    question: str = field("问", required=True)
    answer: str = field("答", required=True)


class Picture(Record):
    """A picture with its text equivalent, which is compulsory."""

    file: str = field("文件", FilePath(), required=True)
    text: str = field("文字说明", required=True)


FORMS = ("文字", "图解", "图表", "问答", "视频", "音频", "新闻发布会", "访谈", "案例", "专家解读")


class Interpretation(Record):
    """An interpretation (解读) of a policy, by named interpreters of a drafting or leading unit."""

    one_of = ("points", "questions", "text", "pictures", "link")
    title: str = field("标题", required=True)
    form: str = field("形式", Choice(FORMS), required=True)
    type: str | None = field("类型", Choice(("及时解读", "跟踪解读", "咨询解读")))
    unit: Unit = field("解读机构", Reference("units"), required=True)
    interpreters: tuple[Interpreter, ...] = field("解读人", Reference("interpreters", many=True), required=True)
    date: Date = field("日期", Day(), required=True)
    points: tuple[Point, ...] = field("要点", Nested(Point, many=True, loose="title"))
    comparisons: tuple[Comparison, ...] = field("对比", Nested(Comparison, many=True))
    questions: tuple[Question, ...] = field("问答", Nested(Question, many=True))
    text: str | None = field("正文", MarkdownText())
    pictures: tuple[Picture, ...] = field("图片", Nested(Picture, many=True))
    link: str | None = field("链接", Link())

    policy: "Policy"
    position: int
    """Its place among the interpretations of its policy, from 1."""

    @property
    def address(self) -> str:
        return f"policies/{self.policy.id}/{self.position}.html"


class Benefit(Record):
    """What makes a policy one that favours business (惠企)."""

    industries: tuple[str, ...] = field("行业", TextList("、"))
    delivery: str | None = field("兑现方式")


class Policy(Record):
    """A policy document (政策) with its metadata, text and interpretations."""

    folder = "policies"
    naming = ("title",)
    title: str = field("标题", required=True)
    document_number: str | None = field("文号")
    issuers: tuple[Unit, ...] = field("发文机关", Reference("units", many=True), required=True)
    drafters: tuple[Unit, ...] = field("起草单位", Reference("units", many=True), required=True)
    joint: tuple[Unit, ...] = field("联合单位", Reference("units", many=True))
    written: Date = field("成文日期", Day(), required=True)
    published: Date = field("发布日期", Day(), required=True)
    effective: Date | None = field("施行日期", Day())
    expires: Date | None = field("失效日期", Day())
    validity: str | None = field("有效性", Choice(("有效", "失效", "废止", "已修订")))
    index_number: str | None = field("索引号")
    subject: str | None = field("主题分类")
    attribute: str | None = field("公开属性", Choice(ATTRIBUTES))
    exemption: Exemption | None = field("不予公开理由", Nested(Exemption))
    domains: tuple[Domain, ...] = field("领域", Reference("domains", many=True))
    keywords: tuple[str, ...] = field("关键词", TextList("、"))
    benefit: Benefit | None = field("惠企", Nested(Benefit))
    text: str | None = field("正文", MarkdownText())
    text_file: str | None = field("正文文件", FilePath())
    link: str | None = field("链接", Link())
    attachments: tuple[Attachment, ...] = field("附件", Nested(Attachment, many=True))
    no_interpretation: str | None = field("不解读理由")
    progress: tuple[Progress, ...] = field("落实情况", Nested(Progress, many=True))
    interpretations: tuple[Interpretation, ...] = field("解读", Nested(Interpretation, many=True))

    @property
    def address(self) -> str:
        return f"policies/{self.id}.html"


# -- flows ---------------------------------------------------------------------------------------
class Step(Record):
    """A step of a workflow.  After reading, `kind` and `arrows` say what holds where the editor was silent."""

    code: str = field("代号", required=True)
    name: str = field("名称", required=True)
    kind: str = field("类型", Choice(("开始", "步骤", "判断", "结束")))
    lane: str = field("单位", required=True)
    time_limit: str | None = field("时限")
    description: str | None = field("说明")
    basis: tuple[str, ...] = field("依据", TextList())
    document: str | None = field("文书")
    arrows: tuple[Arrow, ...] = field("下一步", Next())

    unit: Optional[Unit] = None
    """The unit whose name the lane bears; None for a role such as 申请人."""


class Flow(Record):
    """A workflow (流程): drawn as swimlanes, and told as a list."""

    folder = "flows"
    naming = ("title",)
    title: str = field("标题", required=True)
    domains: tuple[Domain, ...] = field("领域", Reference("domains", many=True))
    basis: tuple[str, ...] = field("依据", TextList())
    description: str | None = field("说明")
    lanes: tuple[str, ...] = field("单位", TextList("、"))
    steps: tuple[Step, ...] = field("步骤", Nested(Step, many=True), required=True)

    @property
    def address(self) -> str:
        return f"flows/{self.id}.html"


# -- the county ----------------------------------------------------------------------------------
class Office(Record):
    """The office in charge of disclosure: the six things that 条例第十二条 asks for, and its website."""

    name: str | None = field("名称")
    postal_address: str | None = field("地址")
    hours: str | None = field("办公时间")
    phone: str | None = field("电话")
    fax: str | None = field("传真")
    email: str | None = field("邮箱")
    website: str | None = field("网址", Address())


class AnnualReport(Record):
    """An annual report on disclosure: departments by 31 January, the county by 31 March (条例第四十九条)."""

    year: str = field("年度", required=True)
    unit: Unit = field("单位", Reference("units"), required=True)
    published: Date | None = field("公布日期", Day())
    link: str | None = field("链接", Link())


class AllowedNumber(Record):
    """A number that the personal-data gate lets pass."""

    number: str = field("号码", required=True)
    reason: str | None = field("理由")
    until: Date | None = field("截止", Day())


class County(Record):
    """county.yml, and beside its fields every collection as a mapping id → record."""

    name: str = field("名称", required=True)
    full_name: str | None = field("全称")
    division: str | None = field("行政区划代码")
    portal_url: str | None = field("门户地址", Address())
    site_name: str | None = field("网站名称")
    site_code: str | None = field("网站标识码", Text(pattern=r"\d{10}", form="10 位数字"))
    sponsor: str | None = field("主办单位")
    undertaker: str | None = field("承办单位")
    phone: str | None = field("联系电话")
    icp: str | None = field("ICP备案号")
    police: str | None = field("公安备案号")
    as_of: Date = field("截至日期", Day(), required=True)
    status: str | None = field("目录状态", Choice(("编制中", "正式")))
    entries: tuple[tuple[str, str], ...] = field("入口", Pairs(links=True))
    synonyms: tuple[tuple[str, str], ...] = field("别名词", Pairs())
    required_townships: tuple[str, ...] = field("乡镇", TextList("、"))
    township_domains: tuple[str, ...] = field("乡镇领域", TextList("、"))
    levels: tuple[str, ...] = field("层级", TextList("、"))
    channels: tuple[str, ...] = field("渠道", TextList("、"))
    rules: tuple[tuple[str, str], ...] = field("规则", Pairs(options=("error", "warning", "off")))
    office: Office | None = field("公开工作机构", Nested(Office))
    annual_reports: tuple[AnnualReport, ...] = field("年报", Nested(AnnualReport, many=True))
    update_days: int | None = field("更新天数", Whole())
    kiosk_days: int | None = field("一体机有效天数", Whole())
    accent: str | None = field("主色", Text(pattern=r"#[0-9a-fA-F]{6}", form="# 加六位十六进制数，如 #11507d"))
    public_scores: str | None = field("公开评分", Choice(("是", "否")))
    allowed_numbers: tuple[AllowedNumber, ...] = field("允许号码", Nested(AllowedNumber, many=True))

    units: dict[str, Unit]
    interpreters: dict[str, Interpreter]
    domains: dict[str, Domain]
    townships: dict[str, Township]
    villages: dict[str, Village]
    policies: dict[str, Policy]
    flows: dict[str, Flow]

    @property
    def catalogues(self) -> list[Domain | Township | Village]:
        """Everything that has matters, in the order of the site."""
        return [*self.domains.values(), *self.townships.values(), *self.villages.values()]


# -- where collections live ----------------------------------------------------------------------
@dataclass(frozen=True)
class Collection:
    """A kind of thing the county has many of: one file each in a folder, or all in one mapping file."""

    name: str
    template: type[Record]
    noun: str
    single_file: bool = False

    @property
    def path(self) -> str:
        return f"{self.name}.yml" if self.single_file else f"{self.name}/"


COLLECTIONS = {c.name: c for c in (
    Collection("units", Unit, "单位", single_file=True),
    Collection("interpreters", Interpreter, "解读人", single_file=True),
    Collection("domains", Domain, "领域"),
    Collection("townships", Township, "乡镇"),
    Collection("villages", Village, "村居"),
    Collection("policies", Policy, "政策"),
    Collection("flows", Flow, "流程"),
)}
