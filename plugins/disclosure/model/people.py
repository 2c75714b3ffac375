"""Those who disclose, draft and interpret: units (单位) and interpreters (解读人)."""
from typing import Optional

from disclosure.model.fields import Address, Choice, Date, Day, Nested, Phone, Record, Reference, TextList, field


class Successor(Record):
    """A unit that is no more: since when, and who has taken over."""

    date: Date = field("日期", Day(), required=True, about="从哪一天起撤销或者并入别的单位，按机构改革文件写。", example="2026-03-01")
    successor: Optional["Unit"] = field("承接", Reference("units"), about="由哪个单位接手它的事项，网页上会引导群众去找这个单位。", example="minzheng")


class Head(Record):
    """Who leads a unit (负责人，条例第二十条第二项)."""

    post: str = field("职务", required=True, about="在本单位的职务。", example="局长")
    name: str | None = field("姓名", about="姓名；只按职务公布的不写。", example="何示例")
    since: Date | None = field("任职日期", Day(past=True), about="从哪一天起担任，按任职文件写。", example="2025-06-01")
    until: Date | None = field("离任日期", Day(after="since"), about="离任的不删，写上这一天，网页上归到历任。", example="2026-08-31")


class Liaison(Record):
    """Who in a unit is in charge of its disclosure (公开联络)."""

    office: str = field("机构", required=True, about="本单位负责政府信息公开工作的机构。", example="办公室")
    head: str | None = field("负责人", about="负责人，一般写职务。", example="办公室主任")
    phone: str = field("电话", Phone(), required=True, about="问公开的事打的电话，带区号，不写手机号。", example="0590-7000121")
    postal_address: str | None = field("地址", about="办公地址，写到门牌号和楼层。", example="示例县城关街道样例路30号二层")
    hours: str | None = field("时间", about="什么时候对外办公。", example="星期一至星期五 8:00至12:00，14:30至17:30（法定节假日除外）")


class Unit(Record):
    """A body that discloses, drafts or answers (units.yml).  Phone numbers here are published."""

    folder = "units"
    naming = ("name", "short_name", "aliases")
    name: str = field("名称", required=True, about="单位全称，与“三定”规定和公章一致，带上县名。", example="示例县民政局")
    short_name: str | None = field("简称", about="表格里用的短名，目录里也可以用它指这个单位。", example="县民政局")
    aliases: tuple[str, ...] = field("别名", TextList("、"), about="目录和旧文件里可能出现的其他叫法，可以写几个。", example="[民政局]")
    phone: str | None = field("电话", label="联系电话", about="对外公布的固定电话或者热线，带区号；手机号要先写进 county.yml 的“允许号码”。", example="0590-7000120")
    fax: str | None = field("传真", about="对外公布的传真号码，带区号。", example="0590-7000121")
    postal_address: str | None = field("地址", about="办公地址，写到门牌号和楼层，群众照着能找到。", example="示例县城关街道样例路30号")
    hours: str | None = field("办公时间", about="星期几、几点到几点对外办公，用二十四小时制，说明节假日是否办公。",
                              example="星期一至星期五 8:00至12:00，14:30至17:30（法定节假日除外）")
    email: str | None = field("邮箱", about="单位的公务邮箱，不写个人邮箱。", example="minzheng@shili.example")
    website: str | None = field("网址", Address(), about="单位网站或者门户上单位主页的完整网址。", example="https://www.shili.example/minzheng/")
    parent: Optional["Unit"] = field("上级", Reference("units"), about="上级单位在 units.yml 里的代号、名称或别名，网页据此分出层次。", example="zhengfu")
    stands_for: str | None = field("指代", Choice(("各乡镇", "各村")), example="各乡镇",
                                   about="不是一个单位，是统称：各乡镇（街道）写“各乡镇”，各村（社区）写“各村”；目录里可以把它写作主体，网页上说明并列出是哪些。")
    heads: tuple[Head, ...] = field("负责人", Nested(Head, many=True), about="单位的负责人，一人一条。", example="[{职务: 局长, 姓名: 何示例, 任职日期: 2025-06-01}]")
    liaison: Liaison | None = field("公开联络", Nested(Liaison), about="本单位负责政府信息公开的机构和联系办法。", example="{机构: 办公室, 电话: 0590-7000121}")
    dissolved: Successor | None = field("停用", Nested(Successor), about="撤并的单位不删，在这里写哪一天停用、由谁承接，旧网址仍然打得开。",
                                        example="{日期: 2026-03-01, 承接: minzheng}")

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
    name: str = field("姓名", required=True, about="解读人的姓名，会和职务、电话一起公布在解读页上。", example="陈示例")
    unit: Unit = field("单位", Reference("units"), required=True, about="所在单位在 units.yml 里的代号、名称或别名。", example="minzheng")
    post: str | None = field("职务", about="解读人的职务，按任职文件写。", example="社会救助股股长")
    phone: str = field("电话", required=True, about="对外公布的办公电话，带区号，不写手机号。", example="0590-7000123")
    email: str | None = field("邮箱", about="公务邮箱，群众可以写信来问。", example="shjz@shili.example")
    since: Date | None = field("任职日期", Day(), about="从哪一天起担任这个职务，按任职文件写；解读日期早于它会有警告。", example="2023-03-01")
    until: Date | None = field("离任日期", Day(), about="离任的人不删，写上这一天，旧解读仍显示他的名字。", example="2026-10-31")

    @property
    def address(self) -> str:
        return f"interpreters/{self.id}.html"
