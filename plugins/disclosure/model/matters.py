"""Disclosure matters (事项): the unit of the catalogue, with its eight statutory elements.

The eight elements and their order: 国办发〔2019〕54号 and the provincial work lists ("至少明确名称、内容、依据、时限、主体、方式、渠道、公开对象").
Column order and headings of the table: the State Council departments' standard catalogues.
"""
from typing import TYPE_CHECKING, Optional

from disclosure.model.fields import (
    Audience, AudienceKind, Channels, Choice, ChoiceList, Date, Day, FilePath, Levels, Link, MatterReference, Nested, Record, Reference, Text,
    TextList, field,
)

if TYPE_CHECKING:
    from disclosure.model.county import Domain, Flow, Policy, Township, Unit, Village

ATTRIBUTES = ("主动公开", "依申请公开", "不予公开")
NUMBER = Text(pattern=r"[0-9A-Za-z]+([.-][0-9A-Za-z]+)*", form="数字、字母，中间可用点或短横分开，如 2.1、3-2、A1.4")


class Exemption(Record):
    """Why something is not disclosed (条例第十四条至第十六条; the reasons must be stated, 条例第三十六条第三项)."""

    basis: str = field("依据", required=True)
    reason: str = field("理由", required=True)


class Disclosed(Record):
    """One piece of information that has been disclosed under a matter (信息)."""

    one_of = ("link", "file")
    title: str = field("标题", required=True)
    link: str | None = field("链接", Link())
    file: str | None = field("文件", FilePath())
    formed: Date | None = field("形成日期", Day())
    published: Date = field("发布日期", Day(), required=True)


class Guide(Record):
    """A guide to getting something done (办事指南), kept where the service is offered."""

    name: str = field("名称", required=True)
    link: str = field("链接", Link(), required=True)


class Retired(Record):
    """Out of use since a day, and why: stays as a page that says so, leaves the tables."""

    date: Date = field("日期", Day(), required=True)
    reason: str | None = field("原因")


class Item(Record):
    """A matter of a domain or township.  `category` and `name` are the first and second level of the published forms."""

    naming = ()
    number: str = field("编号", NUMBER, required=True)
    category: str | None = field("一级事项")
    name: str = field("名称", required=True, label="公开事项", element=True)
    subname: str | None = field("三级事项")
    content: tuple[str, ...] = field("内容", TextList(), required=True, label="公开内容", element=True, column="w-cont", heading="公开内容（要素）", wide=True)
    basis: tuple[str, ...] = field("依据", TextList(), required=True, label="公开依据", element=True, column="w-base", wide=True)
    time_limit: str = field("时限", required=True, label="公开时限", element=True, column="w-time")
    disclosers: tuple["Unit | Village", ...] = field("主体", Reference("units", many=True), required=True, label="公开主体", element=True, column="w-unit")
    channels: tuple[str, ...] = field("渠道", Channels(), required=True, label="渠道载体", element=True, column="w-chan", heading="公开渠道和载体", wide=True)
    audience: Audience = field("对象", AudienceKind(), required=True, label="公开对象", element=True, column="w-t3")
    method: tuple[str, ...] = field(
        "方式", ChoiceList(("主动公开", "依申请公开"), spread=True, heads=("主动", "依申请")), required=True, label="公开方式", element=True, column="w-t")
    levels: tuple[str, ...] = field("层级", Levels(), label="公开层级", column="w-t")
    stages: tuple[str, ...] = field("过程", ChoiceList(("决策", "执行", "管理", "服务", "结果")), label="五公开")
    phases: tuple[str, ...] = field("环节", ChoiceList(("发布", "解读", "回应")))
    attribute: str | None = field("公开属性", Choice(ATTRIBUTES))
    exemption: Exemption | None = field("不予公开理由", Nested(Exemption))
    records: tuple[Disclosed, ...] = field("信息", Nested(Disclosed, many=True), label="已公开的信息")
    flows: tuple["Flow", ...] = field("流程", Reference("flows", many=True))
    policies: tuple["Policy", ...] = field("政策", Reference("policies", many=True))
    guides: tuple[Guide, ...] = field("办事指南", Nested(Guide, many=True))
    keywords: tuple[str, ...] = field("关键词", TextList("、"))
    note: str | None = field("备注")
    retired: Retired | None = field("停用", Nested(Retired))

    owner: "Domain | Township | Village"
    """Whose catalogue it stands in."""
    origin: Optional["Item"] = None
    """The county's matter that this one refers to (参照)."""

    @property
    def address(self) -> str:
        """Permanent: ends in the ids it is made of, below the site's root."""
        return f"{self.owner.folder}/{self.owner.id}/{self.number}.html"

    @property
    def code(self) -> str:
        """How other files refer to it, and what stays text when a spreadsheet opens a table: owner/编号."""
        return f"{self.owner.id}/{self.number}"


class TownshipItem(Item):
    """A matter of a township: its own, or the county's with what differs."""

    reference: Item | None = field("参照", MatterReference())
    difference: str | None = field("差异说明", label="与县级的差异")
    domain: "Domain" = field("领域", Reference("domains"), required=True, label="所属领域")


class VillageItem(TownshipItem):
    """A matter of a village: what 村民委员会组织法第三十条 has it publish, or what it has agreed to (依法自治)."""

    domain: "Domain | None" = field("领域", Reference("domains"), label="所属领域")
    kind: str | None = field("类别", Choice(("法定公开", "依法自治")), required=True, label="事项类别", column="w-t3")
    frequency: str | None = field("频次", Choice(("随时", "每月", "每季度", "每半年", "每年")), required=True, label="公开频次", column="w-t3")


NEVER_INHERITED = ("disclosers", "records", "retired")
"""主体, 信息 and 停用 are a place's own."""
COMPARED = ("content", "basis", "time_limit")
"""Where a township or village differs from the county in one of these it says why (差异说明)."""
