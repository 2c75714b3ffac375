"""Disclosure matters (事项): the unit of the catalogue, with its eight statutory elements.

The eight elements and their order: 国办发〔2019〕54号 and the provincial work lists ("至少明确名称、内容、依据、时限、主体、方式、渠道、公开对象").
Column order and headings of the table: the State Council departments' standard catalogues.
"""
from typing import Optional

from disclosure.model.fields import (
    Audience, AudienceKind, Channels, Choice, ChoiceList, Date, Day, FilePath, Levels, Link, MatterReference, Nested, Record, Reference, Text,
    TextList, field,
)
from disclosure.model.place import Place

STAGES = ("决策", "执行", "管理", "服务", "结果")
"""The stages of government work whose information is disclosed (五公开)."""
OPEN, ON_REQUEST, WITHHELD = ATTRIBUTES = ("主动公开", "依申请公开", "不予公开")
"""公开属性: what may be done with information (条例第十三条)."""
NUMBER = Text(pattern=r"[0-9A-Za-z]+([.-][0-9A-Za-z]+)*", form="数字、字母，中间可用点或短横分开，如 2.1、3-2、A1.4")


class Exemption(Record):
    """Why something is not disclosed (条例第十四条至第十六条; the reasons must be stated, 条例第三十六条第三项)."""

    basis: str = field("依据", required=True, about="依据哪部法律、法规的哪一条不公开：条例第十四条至第十六条，或者写明的法律。", example="《政府信息公开条例》第十五条")
    reason: str = field("理由", required=True, about="为什么不公开，说清公开会损害什么，一句话。", example="涉及个人隐私，公开会损害当事人权益")


class Disclosed(Record):
    """One piece of information that has been disclosed under a matter (信息)."""

    one_of = ("link", "file")
    title: str = field("标题", required=True, about="已公开信息的标题，与网页上的一致。", example="2026年10月低保资金发放情况")
    link: str | None = field("链接", Link(), about="信息正文的网址，不写首页和栏目页；与“文件”至少写一个。", example="https://www.shili.example/zwgk/t20261104_0502.htm")
    file: str | None = field("文件", FilePath(), about="信息放在 content/files/ 里的文件；与“链接”至少写一个。", example="dibao/202610.xlsx")
    formed: Date | None = field("形成日期", Day(), about="信息形成或者变更的日期，公开时限从它的次日起算。", example="2026-11-02")
    published: Date = field("发布日期", Day(out=True), required=True, about="实际公开的日期，不早于形成日期；在截至日期以后的，到那天才公布。", example="2026-11-04")


class Guide(Record):
    """A guide to getting something done (办事指南), kept where the service is offered."""

    name: str = field("名称", required=True, about="办事指南的名称，与政务服务网上的一致。", example="最低生活保障办事指南")
    link: str = field("链接", Link(), required=True, about="办事指南的网址，或者 content/files/ 里的文件。", example="https://www.shili.example/bsfw/dibao.htm")


class Retired(Record):
    """Out of use since a day, and why: stays as a page that says so, leaves the tables."""

    date: Date = field("日期", Day(), required=True, about="从哪一天起不再公开这个事项。", example="2025-12-31")
    reason: str | None = field("原因", about="为什么停用：依据废止、职能划出等。", example="依据已废止")


class Item(Record):
    """A matter of a domain or township.  `category` and `name` are the first and second level of the published forms."""

    naming = ()
    number: str = field("编号", NUMBER, required=True, about="事项的编号，数字、字母，中间可用点或短横；在一个文件里不重复，用过的不再给别的事项（它是网址的一部分）。", example="2.1")
    category: str | None = field("一级事项", about="归在哪一类，目录表按它分组；照标准目录的“一级事项”写。", example="最低生活保障")
    name: str = field("名称", required=True, label="公开事项", element=True, about="公开事项的名称，照标准目录的“二级事项”写，同一类里不重名。", example="审核信息")
    subname: str | None = field("三级事项", about="比名称更细的一层；标准目录没有三级的不写。", example="初审公示")
    content: tuple[str, ...] = field(
        "内容", TextList(), required=True, label="公开内容", element=True, column="w-cont", heading="公开内容（要素）", wide=True,
        about="公开什么，一条或几条，写具体到群众能对照的要素，不写“同上”。", example="[公示起止日期, 提出异议的电话]")
    basis: tuple[str, ...] = field(
        "依据", TextList(cited=True), required=True, label="公开依据", element=True, column="w-base", wide=True,
        about="为什么要公开：法律、法规、文件，一条一个，写成《名称》（文号）第几条。", example="《社会救助暂行办法》（国务院令第649号）第十一条")
    time_limit: str = field(
        "时限", required=True, label="公开时限", element=True, column="w-time",
        about="什么时候公开，写清从哪一天起、多少个工作日（或自然日），主动公开不长于20个工作日。", example="信息形成或者变更之日起20个工作日内")
    disclosers: tuple[Record, ...] = field(
        "主体", Reference("units", many=True), required=True, label="公开主体", element=True, column="w-unit",
        about="由哪些单位公开，写 units.yml 里的代号、名称或别名，可以写几个。", example="[minzheng, canlian]")
    channels: tuple[str, ...] = field(
        "渠道", Channels(), required=True, label="渠道载体", element=True, column="w-chan", heading="公开渠道和载体", wide=True,
        about="在哪里公开，写本县的渠道（不另列时是标准目录的13项）；别的写 {其他: 名称}。", example="[政府网站, 公开查阅点]")
    audience: Audience = field(
        "对象", AudienceKind(), required=True, label="公开对象", element=True, column="w-t3",
        about="对谁公开：全社会，或者 {特定群体: 哪些人}，两者只写一个。", example="全社会")
    method: tuple[str, ...] = field(
        "方式", ChoiceList((OPEN, ON_REQUEST), spread=True, heads=("主动", "依申请")), required=True, label="公开方式", element=True, column="w-t",
        about="主动公开、依申请公开，或者两个都写。", example="主动公开")
    levels: tuple[str, ...] = field("层级", Levels(), label="公开层级", column="w-t", about="哪几级公开；乡镇整个参照一个领域时，只取层级里有乡级的事项。", example="[县级, 乡级]")
    stages: tuple[str, ...] = field(
        "过程", ChoiceList(STAGES), label="五公开",
        about="按“五公开”说，属于决策、执行、管理、服务、结果中的哪几个。", example="[执行, 结果]")
    phases: tuple[str, ...] = field("环节", ChoiceList(("发布", "解读", "回应")), about="属于发布、解读、回应中的哪几个环节。", example="[发布, 解读]")
    attribute: str | None = field("公开属性", Choice(ATTRIBUTES), about="这个事项能不能公开；写不予公开的必须同时写“不予公开理由”。", example="主动公开")
    exemption: Exemption | None = field("不予公开理由", Nested(Exemption), about="公开属性是不予公开时必须写：依据哪一条、为什么。", example="{依据: 《政府信息公开条例》第十五条, 理由: 涉及个人隐私}")
    records: tuple[Disclosed, ...] = field(
        "信息", Nested(Disclosed, many=True), label="已公开的信息",
        about="这个事项已经公开了什么，一条信息一条，写标题、链接或文件、形成日期、发布日期。",
        example="[{标题: 2026年10月低保资金发放情况, 链接: 'https://www.shili.example/zwgk/t20261104_0502.htm', 发布日期: 2026-11-04}]")
    flows: tuple[Record, ...] = field("流程", Reference("flows", many=True), about="有关的办事流程，写 flows/ 里的代号或标题。", example="dibao-shenhe")
    policies: tuple[Record, ...] = field(
        "政策", Reference("policies", many=True),
        about="有关的政策文件，写 policies/ 里的代号或标题。", example="dibao-biaozhun-2026")
    guides: tuple[Guide, ...] = field(
        "办事指南", Nested(Guide, many=True),
        about="办事指南的名称和链接，可以写几个。", example="[{名称: 低保办事指南, 链接: 'https://www.shili.example/bsfw/dibao.htm'}]")
    service_guides: tuple[Record, ...] = field(
        "指南", Reference("guides", many=True),
        about="本县 guides/ 里的办事指南，写代号或标题，可以写几个；放在别处的指南写“办事指南”。", example="[dibao]")
    keywords: tuple[str, ...] = field("关键词", TextList("、"), about="群众会怎么问、怎么搜，供搜索使用。", example="[低保怎么申请, 低保材料]")
    note: str | None = field("备注", about="要提醒读者的话，显示在事项页上。", example="名单只在村（居）公示栏公示，不上网。")
    retired: Retired | None = field("停用", Nested(Retired), about="不再公开的事项不删，写日期和原因：页面还在并说明停用，目录表里不再列。", example="{日期: 2025-12-31, 原因: 依据已废止}")

    former: tuple[str, ...] = field(
        "曾用编号", TextList("、"), about="这个事项以前公布时用过的编号；并到这里来的别的事项也写它的编号，别的目录的写成 领域/编号，旧网址由此找到这里。", example="['2.3']")

    owner: Record
    """Whose catalogue it stands in."""
    origin: Optional["Item"] = None
    """The county's matter that this one refers to (参照)."""

    @property
    def address(self) -> str:
        """Permanent: ends in the ids it is made of, below the site's root."""
        return f"{self.owner.folder}/{self.owner.id}/{self.number}.html"

    @property
    def full_name(self) -> str:
        """What it is called away from its group: 办事指南 of 最低生活保障 is 最低生活保障 办事指南, for many groups have one."""
        return self.name if not self.category or self.category in self.name else f"{self.category} {self.name}"

    @property
    def named_there(self) -> bool:
        """Whether it is called what the matter is that it refers to: lists that only lead to it then leave the name to that one's catalogue, or they would all change with it."""
        return self.origin is not None and (self.category, self.name) == (self.origin.category, self.origin.name)

    @property
    def code(self) -> str:
        """How other files refer to it, and what stays text when a spreadsheet opens a table: owner/编号."""
        return f"{self.owner.id}/{self.number}"


class General(Record):
    """What stands in the place of a domain for matters of townships that belong to none (综合)."""

    name: str = field("领域", about="不属于哪个领域的事项归在一起的名称。", example="综合")
    address = ""
    """It has no page."""


GENERAL = General("综合", Place("", 1, 1, 1, 1), {"name": "综合"}, {})
"""机构信息, 规划计划, 本级文件, 应急预案 and the like."""


class TownshipItem(Item):
    """A matter of a township: its own, or the county's with what differs."""

    reference: Item | None = field("参照", MatterReference(taken=True), about="沿用县里的哪一个事项，写成 领域/编号；这里没有写的都用那一项的。", example="shehui-jiuzhu/2.2")
    difference: str | None = field("差异说明", label="与县级的差异", about="内容、依据、时限与县里不同时必须写：为什么不同。", example="街道负责受理和初审，不承担审核确认。")
    domain: Record = field(
        "领域", Reference("domains", besides=GENERAL), required=True, label="所属领域",
        about="自己的事项属于哪个领域；机构信息、规划计划、本级文件、应急预案这些不属于哪个领域的写“综合”；写了“参照”的不用写。", example="shehui-jiuzhu")


class VillageItem(TownshipItem):
    """A matter of a village: what 村民委员会组织法第三十条 has it publish, or what it has agreed to (依法自治)."""

    domain: Record | None = field("领域", Reference("domains", besides=GENERAL), label="所属领域", about="与哪个领域有关，可以不写；写了“参照”的不用写。", example="shehui-jiuzhu")
    kind: str | None = field(
        "类别", Choice(("法定公开", "依法自治")), required=True, label="事项类别", column="w-t3",
        about="法律要求公开的写法定公开，村规民约和会议决定公开的写依法自治。", example="法定公开")
    frequency: str | None = field(
        "频次", Choice(("随时", "每月", "每季度", "每半年", "每年")), required=True, label="公开频次", column="w-t3",
        about="多久公布一次；法定公开的一般事项至少每季度一次，财务往来多的每月一次。", example="每季度")


class InstitutionItem(TownshipItem):
    """A matter of a public institution (公共企事业单位)."""

    domain: Record | None = field("领域", Reference("domains"), label="所属领域", about="与哪个领域有关，可以不写；写了“参照”的不用写。", example="shehui-jiuzhu")


class StandardItem(Item):
    """A matter of the standard catalogue of villages (村(居)务公开标准目录): what those that it applies to take over."""

    lacks = ("disclosers", "records")  # a village discloses for itself
    domain: Record | None = field("领域", Reference("domains"), label="所属领域", about="与哪个领域有关，可以不写。", example="shehui-jiuzhu")
    kind: str = VillageItem.fields["kind"]
    frequency: str = VillageItem.fields["frequency"]
    applies: tuple[str, ...] = field(
        "适用", ChoiceList(("村", "社区"), spread=True), column="w-t", about="村、社区还是都适用；不写就是都适用。", example="[村]")
    focus: str | None = field(
        "重点", Choice(("养老服务", "社会救助", "保障性住房", "义务教育", "医疗卫生", "脱贫攻坚", "乡村振兴", "村级财务", "惠农政策", "失地保障")), column="w-t3",
        about="属于哪一个重点领域：基层最受关注的十个方面，每个都应有事项。", example="村级财务")

    @property
    def address(self) -> str:
        """A row of the standard's page: matters have pages in the villages."""
        return f"{self.owner.address}#{self.number}"


NEVER_INHERITED = ("disclosers", "records", "retired", "former")
"""主体, 信息, 停用 and 曾用编号 are a place's own."""
COMPARED = ("content", "basis", "time_limit")
"""Where a township or village differs from the county in one of these it says why (差异说明)."""
