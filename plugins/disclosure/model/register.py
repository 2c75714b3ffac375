"""Registers (台账): kinds of records that are read, checked, listed, shown, found and downloaded by their declarations alone.

A kind is one class in model/registers/, entered by `register`; what its fields mean whatever they are called is told by their roles.
"""
import datetime
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, NamedTuple

from disclosure.model.collection import TABS, Collection, Shelf
from disclosure.model.fields import (
    Date, Day, Field, Link, MarkdownText, MatterReference, Nested, Record, Reference, TextList, field, several,
)
from disclosure.model.matters import Item, Retired
from disclosure.model.policies import Attachment, Picture, Policy

ROLES = {
    "title": "what the record is called",
    "date": "the day that it is about, or on which it came out",
    "published": "the day on which it came out, where `date` is another",
    "units": "who answers for it; the first one leads",
    "kind": "what sort of it this is",
    "status": "how far it is",
    "deadline": "until when it is to be done",
    "year": "to which year it belongs",
    "said": "the sentence that stands for the whole, in lists and descriptions",
}
"""What a field of a register may mean."""


class Derived(NamedTuple):
    """What follows from a record and the edition's date, and is shown like a field: its heading, and its text."""

    title: str
    text: Callable[[Any, Date], str]


class Register(Record):
    """A record of a register: beside the fields of its kind it has those that all kinds share."""

    collection: ClassVar[Collection]
    roles: ClassVar[dict[str, str]] = {}
    """role → code of the field that has it."""
    derived: ClassVar[dict[str, Derived]] = {}
    """What columns may show beside fields."""

    domains: tuple[Any, ...] = field(
        "领域", Reference("domains", many=True), about="与哪些领域有关，写领域的代号、名称或别名；会列在这些领域的页面上。", example="[shehui-jiuzhu]")
    townships: tuple[Any, ...] = field(
        "乡镇", Reference("townships", many=True), about="与哪些乡镇（街道）有关，写代号、名称或别名；会列在它们的页面上。", example="[chengguan-jiedao]")
    matters: tuple[Item, ...] = field(
        "事项", MatterReference(many=True), about="与哪些公开事项有关，写成 领域/编号；会列在这些事项的页面上。", example="[shehui-jiuzhu/2.1]")
    policies: tuple[Policy, ...] = field(
        "政策", Reference("policies", many=True), about="与哪些政策文件有关，写 policies/ 里的代号或标题；会列在它们的页面上。",
        example="[dibao-biaozhun-2026]")
    text: str | None = field("正文", MarkdownText(), about="要说的话（Markdown），一般用竖线 | 分行写。", example="现将有关情况公布如下。")
    link: str | None = field(
        "链接", Link(), about="原文的网址，或者 content/files/ 里的文件。", example="https://www.shili.example/zwgk/t20261112_0001.htm")
    attachments: tuple[Attachment, ...] = field(
        "附件", Nested(Attachment, many=True), about="附件，每个写名称和文件。", example="[{名称: 任务分工表, 文件: fengong.xlsx}]")
    pictures: tuple[Picture, ...] = field(
        "图片", Nested(Picture, many=True), about="图片，每张都要有文字说明。", example="[{文件: images/dating.png, 文字说明: 大厅一楼的咨询台}]")
    keywords: tuple[str, ...] = field("关键词", TextList("、"), about="群众会用来搜的词。", example="[低保, 补贴]")
    note: str | None = field("备注", about="要提醒读者的话，显示在页面上。", example="名单在村（居）公示栏公示，不上网。")
    reviewed: Date | None = field("复核日期", Day(past=True), upkeep=True, about="最近一次核对内容还对不对的日期。", example="2026-10-12")
    retired: Retired | None = field(
        "停用", Nested(Retired), about="不再有效的不删，写日期和原因：页面还在并说明停用，列表里排在最后。", example="{日期: 2026-06-30, 原因: 机构撤并}")

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = {code for code, value in vars(cls).items() if isinstance(value, Field)}
        cls.fields = dict(sorted(cls.fields.items(), key=lambda pair: pair[0] not in own))  # its own come first
        cls.roles = {f.role: code for code, f in cls.fields.items() if f.role}
        if unknown := cls.roles.keys() - ROLES.keys():
            raise TypeError(f"{cls.__name__}: no such role: {', '.join(sorted(unknown))}")
        cls.naming = cls.naming or (cls.roles["title"],)

    def part(self, role: str) -> Any:
        """What stands in the field with a role; None where the kind has no such field, or it is silent."""
        code = self.roles.get(role)
        return getattr(self, code) if code else None

    @property
    def label(self) -> str:
        return self.part("title")

    @property
    def address(self) -> str:
        """Permanent.  Of a row, its place in the index."""
        name = self.collection.name
        return f"{name}.html#{self.id}" if self.collection.shelf.rows else f"{name}/{self.id}.html"

    @property
    def paged(self) -> bool:
        """Whether it has a page of its own."""
        return not self.collection.shelf.rows

    @property
    def answering(self) -> tuple[Any, ...]:
        """Who answers for it, the leading one first."""
        return several(self.part("units"))

    @property
    def dated_by(self) -> str | None:
        """The code of the field that says when it came out; of what is only known to be held or found on a day, of that one."""
        return next((code for role in ("published", "date") if (code := self.roles.get(role)) and getattr(self, code)), None)

    @property
    def came_out(self) -> Date | None:
        """The day on which it was published, as far as it is known."""
        return getattr(self, self.dated_by) if self.dated_by else None

    @property
    def dated_as(self) -> str:
        """What that day is called where it is shown."""
        return self.fields[self.dated_by].title if self.dated_by else ""

    def settled(self) -> None:
        """Called once when its references are known: a kind that may not say all that it holds takes it out here, for everybody."""

    def gist(self) -> str:
        """The sentence that stands for the whole where its page is only named: descriptions, feeds."""
        return self.part("said") or ""

    def mention(self, named: Record, as_of: Date) -> str:
        """What the page of a record that it names says of it, beside its title."""
        return self.state(as_of) or ""

    def state(self, as_of: Date) -> str | None:
        """How far it is on the edition's date, in the words of its kind."""
        return self.part("status")

    def closed(self, as_of: Date) -> bool:
        """Whether nothing more is to be done about it."""
        code = self.roles.get("status")
        return bool(self.retired) or bool(code) and self.state(as_of) in self.fields[code].kind.closed

    def overdue(self, as_of: Date) -> int:
        """Natural days (自然日) since its deadline; 0 where there is none, it has not passed, or all is done."""
        deadline = self.part("deadline")
        return 0 if deadline is None or self.closed(as_of) else max(0, (as_of.day - deadline.day).days)

    def due(self, as_of: Date) -> Iterator[tuple[datetime.date, str, str]]:
        """What else of it has a last day that nobody has met: the day, what is to be done, and why, beside its deadline and its review."""
        return iter(())

    def last_true(self) -> Date | None:
        """The newest day on which somebody said something of it: its date, its last progress, its last review."""
        days = [self.came_out, self.reviewed, *(one.date for one in getattr(self, "progress", ()))]
        return max((day for day in days if day), default=None)


REGISTERS: dict[str, Collection] = {}
"""Every register by its name, in the order in which model/registers/ declares them."""


def register(path: str, noun: str, shelf: Shelf) -> Callable[[type[Register]], type[Register]]:
    """Enters a class as a register that lies at `path` below catalogues/: a folder (news/) or one file (tasks.yml)."""
    def enter(template: type[Register]) -> type[Register]:
        name = path.removesuffix("/").removesuffix(".yml")
        if name in REGISTERS:
            raise ValueError(f"{name} is declared twice")
        known = template.fields.keys() | template.derived.keys()
        if unknown := [code for code in (*shelf.columns, *shelf.filters) if code not in known]:
            raise TypeError(f"{template.__name__}: no such column: {', '.join(unknown)}")
        if shelf.tab not in TABS:
            raise TypeError(f"{template.__name__}: no such tab: {shelf.tab}; there are {', '.join(TABS)}")
        template.folder = name
        template.collection = REGISTERS[name] = Collection(name, template, noun, path.endswith(".yml"), shelf)
        return template
    return enter
