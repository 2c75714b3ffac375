"""Where else the county speaks (渠道)."""
from disclosure.model.collection import Shelf
from disclosure.model.fields import Address, Choice, Phone, Reference, field
from disclosure.model.people import Unit
from disclosure.model.register import Register, register


@register("links.yml", "入口", Shelf(
    tab="services", columns=("kind", "purpose", "website", "phone"), rows=True, measure="个", lead="网上、手机上和电话里能办事、能问的地方。"))
class Entrance(Register):
    """Where something can be done or asked: a site, an app, a telephone."""

    one_of = ("website", "phone")
    name: str = field("名称", required=True, role="title", about="入口的名称，与它自己的叫法一致。", example="省网上办事大厅")
    kind: str = field("类型", Choice(("网站", "小程序", "公众号", "APP", "电话")), required=True, role="kind", about="是哪一种入口。", example="网站")
    website: str | None = field("网址", Address(), about="完整的网址；与“电话”至少写一个。", example="https://zwfw.shili.example/")
    phone: str | None = field("电话", Phone(), about="对外公布的电话，带区号；与“网址”至少写一个。", example="0590-7000200")
    unit: Unit | None = field("单位", Reference("units"), role="units", about="由哪个单位负责，写 units.yml 里的代号、名称或别名。",
                                     example="zhengwu")
    purpose: str = field("用途", required=True, role="said", about="在这里能办什么、问什么，一句话。", example="在线办理和办事指南")
