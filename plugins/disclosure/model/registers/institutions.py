"""Public institutions (公共企事业单位): schools, hospitals, water, power … with what they disclose.

A register, whose records are catalogues: 条例第五十五条 has institutions disclose for themselves, and those in charge see to it.
"""
from disclosure.model.catalogue import Catalogue
from disclosure.model.collection import Shelf
from disclosure.model.fields import Address, Audience, Choice, Defaults, Matters, Phone, Reference, field
from disclosure.model.matters import InstitutionItem
from disclosure.model.people import Unit
from disclosure.model.register import Derived, Register, register


@register("institutions/", "公共企事业单位", Shelf(
    tab="services", columns=("industry", "supervisor", "matters_told", "phone"), measure="家", page="institution", type="Organization",
    lead="学校、医院和供水、供电、供气、供热、公交等单位公开的办事和服务信息。"))
class Institution(Register, Catalogue):
    """A public institution with its catalogue."""

    lacks = ("matters",)  # its 事项 are its own
    derived = {"matters_told": Derived("事项", lambda one, as_of: f"{sum(1 for item in one.items if not item.retired)} 项")}
    silent = {"method": ("主动公开",), "channels": ("政府网站", "其他（企业网站和营业厅）"), "audience": Audience(None)}
    itself = True
    name: str = field("名称", required=True, role="title", about="单位的全称。", example="示例县公共交通公司")
    industry: str = field("行业", Choice(("教育", "卫生健康", "供水", "供电", "供气", "供热", "环境保护", "公共交通")), required=True, role="kind",
                          about="属于哪个行业。", example="公共交通")
    supervisor: Unit = field("主管单位", Reference("units"), required=True, role="units", about="由哪个单位主管，写 units.yml 里的代号、名称或别名。", example="zhujian")
    postal_address: str = field("地址", required=True, about="营业厅、校区、院区等群众去得了的地址。", example="城关街道样例路101号")
    phone: str = field("电话", Phone(), required=True, about="对外的服务电话，带区号。", example="0590-7000810")
    website: str | None = field("网址", Address(), about="单位网站的完整网址。", example="https://shui.shili.example/")
    office: str | None = field("公开机构", about="单位里负责信息公开的部门，写岗位不写姓名。", example="办公室")
    complaints: str | None = field("投诉电话", Phone(), about="投诉和监督电话，带区号。", example="0590-7000811")
    defaults = field("默认", Defaults(InstitutionItem), about="事项没有写时用的值，可以是事项的任何字段。",
                     example="{时限: 信息形成或者变更之日起20个工作日内}")
    items: tuple[InstitutionItem, ...] = field(
        "事项", Matters(InstitutionItem), about="公开的事项；主体、方式、渠道、对象不写时是本单位、主动公开、政府网站和企业网站、营业厅、全社会。",
        example="[{编号: '1.1', 名称: 水价和收费依据, 内容: 居民和非居民水价, 依据: 《供水、供气、供热等公共企事业单位信息公开实施办法》, 时限: 变更之日起20个工作日内}]")
