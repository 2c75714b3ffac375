"""How the county does it (工作推进)."""
from disclosure.model.collection import Fresh, Shelf
from disclosure.model.fields import Choice, Date, Day, Reference, TextList, field
from disclosure.model.people import Unit
from disclosure.model.register import Register, register


@register("news/", "工作动态", Shelf(
    tab="work", columns=("kind", "units", "date"), lead="公开工作的进展、会议、培训和创新做法。", news=True, type="NewsArticle",
    fresh=Fresh(14, "国办秘函〔2019〕19号：动态类信息两周内有更新")))
class News(Register):
    """What happened in the work of disclosure, as an office tells it."""

    title: str = field("标题", required=True, role="title", about="这条动态的标题，说清发生了什么。", example="县政府召开基层政务公开工作推进会")
    kind: str = field("类型", Choice(("工作进展", "会议", "调研", "宣传", "督查通报", "创新案例")), required=True, role="kind",
                      about="是哪一种动态；会议要写参加和议定，创新案例要写做法和成效。", example="会议")
    date: Date = field("日期", Day(past=True), required=True, role="date", about="发布的日期。", example="2026-11-12")
    units: tuple[Unit, ...] = field("单位", Reference("units", many=True), required=True, role="units",
                                          about="由哪个单位发布，写 units.yml 里的代号、名称或别名。", example="[zhengfuban]")
    source: str | None = field("来源", about="转载的，写原来的出处。", example="示例县融媒体中心")
    attending: str | None = field("参加", about="会议由哪些单位参加，不写人名。", example="26个领域的牵头单位")
    resolved: tuple[str, ...] = field("议定", TextList(), about="会议定下了什么，一条一件。", example="[11月底前复核完目录]")
    practice: tuple[str, ...] = field("做法", TextList(), about="创新案例是怎么做的，一条一件。", example="[把26个领域的指南印成一册]")
