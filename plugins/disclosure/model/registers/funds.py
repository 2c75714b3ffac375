"""What was promised and paid (民生和资金), and where the government speaks elsewhere."""
from typing import Any

from disclosure.model.collection import Fresh, Shelf
from disclosure.model.fields import Choice, Date, Day, Deadline, Nested, Number, Phone, Quantity, Record, Reference, TextList, field
from disclosure.model.people import Unit
from disclosure.model.register import Derived, Register, register
from disclosure.model.registers.adjustment import YEAR
from disclosure.model.registers.services import Period
from disclosure.model.registers.work import ADVISED, LATE, LATEST, Headway


class Money(Record):
    source: str = field("来源", required=True, about="钱从哪里来。", example="中央预算内投资")
    amount: Quantity = field("万元", Number(), required=True, about="多少万元，只写数字。", example="1200")


@register("projects.yml", "重点工作和民生实事", Shelf(
    tab="funds", columns=("goal", "units", "deadline", "latest", "status"), filters=("late",), measure="项", page="progress",
    lead="年度工作计划、民生实事和重大专项，做到了哪一步。", fresh=Fresh(90, ADVISED, open_only=True)))
class Project(Register):
    """A project that was promised, and how far it is."""

    derived = {"latest": LATEST, "late": LATE}
    title: str = field("标题", required=True, role="title", about="项目的名称。", example="新增公办幼儿学位300个")
    kind: str = field("类型", Choice(("年度工作计划", "民生实事", "重大专项")), required=True, role="kind", about="是哪一种。", example="民生实事")
    year: str = field("年度", YEAR, required=True, role="year", about="哪一年的，四位年份。", example="'2026'")
    goal: str = field("目标", required=True, role="said", about="做成什么样，写数字。", example="建成2所幼儿园")
    units: tuple[Unit, ...] = field("单位", Reference("units", many=True), required=True, role="units", about="责任单位，牵头的写在第一个。", example="[jiaoyu]")
    deadline: Deadline = field("完成时限", Day(end=True), required=True, role="deadline", about="什么时候完成，只写到月的按月底算。", example="2026-12")
    status: str = field("状态", Choice(("未开始", "正常推进", "进度滞后", "已完成"), closed=("已完成",)), required=True, role="status",
                        about="现在做到哪一步。", example="正常推进")
    done: Date | None = field("完成日期", Day(past=True), about="哪一天完成的。", example="2026-10-20")
    progress: tuple[Headway, ...] = field("进展", Nested(Headway, many=True), about="做到了哪一步，一次一条，新的加在后面。",
                                       example="[{日期: 2026-10-31, 内容: 主体完工, 进度: 80}]")
    effect: str | None = field("成效", about="完成以后有什么用。", example="60户已入住")
    next: str | None = field("后续举措", about="接下来怎么办。", example="每年复查")
    money: tuple[Money, ...] = field("资金", Nested(Money, many=True), about="资金的来源和金额。", example="[{来源: 中央预算内投资, 万元: 1200}]")


class Share(Record):
    """What a township's people got of a payment."""

    township: Any = field("乡镇", Reference("townships"), required=True, about="哪个乡镇（街道）。", example="xikou-zhen")
    households: Quantity | None = field("户数", Number(decimals=(0, 0)), about="多少户。", example="1720")
    amount: Quantity = field("金额", Number(), required=True, about="多少元，只写数字。", example="796000")


class Payment(Record):
    """A payment in total; the names hang where the notice is."""

    batch: str = field("批次", required=True, about="第几批。", example="第一批")
    date: Date = field("日期", Day(past=True), required=True, about="哪一天发的。", example="2026-06-25")
    households: Quantity | None = field("户数", Number(decimals=(0, 0)), about="多少户，等于各乡镇的和。", example="3120")
    people: Quantity | None = field("人数", Number(decimals=(0, 0)), about="多少人。", example="5210")
    extent: str | None = field("数量", about="多少亩、多少台等，写明单位。", example="21000亩")
    amount: Quantity = field("金额", Number(), required=True, about="多少元，只写数字，等于各乡镇的和。", example="1428000")
    shares: tuple[Share, ...] = field("乡镇", Nested(Share, many=True), about="各乡镇的户数和金额。",
                                      example="[{乡镇: xikou-zhen, 户数: 1720, 金额: 796000}]")
    notice: Period | None = field("公示", Nested(Period), about="名单公示的起止日期；名单不上网，或者公示期满撤下。", example="{起: 2026-06-10, 止: 2026-06-18}")


def paid_this_year(subsidy: Any, as_of: Date) -> str:
    total = sum(payment.amount.value for payment in subsidy.payments if payment.date[:4] == as_of[:4])
    return f"{total:,} 元" if total else ""


def last_batch(subsidy: Any, as_of: Date) -> str:
    newest = max(subsidy.payments, key=lambda payment: payment.date, default=None)
    return f"{newest.batch}，{newest.date}" if newest else ""


@register("subsidies/", "惠民惠农补贴", Shelf(
    tab="funds", columns=("rate", "paid", "batch", "units"), measure="项", page="subsidy", news=True, type="GovernmentService",
    lead="发什么补贴、给谁、给多少、发了多少；名单在公示地点，不在网上。", fresh=Fresh(90, ADVISED)))
class Subsidy(Register):
    """A subsidy: for whom, how much, and what has been paid, in totals."""

    derived = {"paid": Derived("本年已发", paid_this_year), "batch": Derived("最近一批", last_batch)}
    title: str = field("标题", required=True, role="title", about="补贴的名称，照政策写。", example="耕地地力保护补贴")
    year: str = field("年度", YEAR, required=True, role="year", about="哪一年的，四位年份。", example="'2026'")
    basis: tuple[str, ...] = field("依据", TextList(cited=True), required=True, about="依据的文件，一条一个。", example="[示农〔2026〕11号]")
    recipients: str = field("补贴对象", required=True, about="发给哪些人，不写姓名。", example="拥有耕地承包权的农民")
    rate: str = field("标准", required=True, role="said", about="发多少。", example="每亩68元")
    units: tuple[Unit, ...] = field("单位", Reference("units", many=True), required=True, role="units", about="发放的单位，牵头的写在第一个。",
                                    example="[nongye, caizheng]")
    way: str = field("发放方式", Choice(("一卡通", "转账", "现金", "实物")), required=True, about="怎样发。", example="一卡通")
    guide: Any = field("申请", Reference("guides"), about="要申请的，写 guides/ 里的代号或标题。", example="canbu")
    notice_place: str = field("公示地点", required=True, about="名单在哪里公示。", example="各村公示栏")
    supervision: str = field("监督电话", Phone(), required=True, about="举报、投诉电话，带区号。", example="0590-7000445")
    payments: tuple[Payment, ...] = field("发放", Nested(Payment, many=True), about="每一批的合计，一批一条；金额的单位是元。",
                                          example="[{批次: 第一批, 日期: 2026-06-25, 户数: 3120, 金额: 1428000}]")

    @property
    def dated_as(self) -> str:
        return "最近发放"

    @property
    def came_out(self) -> Date | None:
        return max((payment.date for payment in self.payments), default=None)


class Alteration(Record):
    date: Date = field("日期", Day(past=True), required=True, about="哪一天变更的。", example="2024-03-01")
    content: str = field("内容", required=True, about="变更了什么。", example="由科室账号改为单位账号")


@register("media.yml", "政务新媒体", Shelf(
    tab="work", columns=("platform", "unit", "status", "opened", "filed", "updated"), filters=("platform",), rows=True, measure="个",
    lead="政府在各个平台上的账号，由谁办、备没备案、还在不在用。",
    fresh=Fresh(14, "国办秘函〔2019〕19号：动态类信息两周内有更新", code="updated", open_only=True)))
class Account(Register):
    """An account of the government on a platform."""

    begun_with = ("filed", "updated")

    title: str = field("名称", required=True, role="title", about="账号的名称，与平台上显示的一致。", example="示例县发布")
    platform: str = field("平台", Choice(("微信公众号", "微博", "抖音", "今日头条", "快手", "客户端", "小程序", "其他")), required=True,
                          role="kind", about="在哪个平台上。", example="微信公众号")
    handle: str | None = field("账号", about="平台上的账号。", example="shilixian")
    unit: Unit = field("单位", Reference("units"), required=True, role="units", about="由哪个单位主办。", example="zhengfuban")
    main: str | None = field("主账号", Choice(("是", "否")), about="是不是本县的主账号，全县一个。", example="是")
    status: str = field("状态", Choice(("运行", "变更", "关停", "注销"), closed=("关停", "注销")), required=True, role="status",
                        about="还在不在用；关停的不删。", example="运行")
    opened: Date = field("开设日期", Day(past=True), required=True, about="哪一天开的。", example="2019-05-01")
    filed: Date | None = field("备案日期", Day(past=True, after="opened"), about="哪一天备案的。", example="2019-06-10")
    alterations: tuple[Alteration, ...] = field("变更", Nested(Alteration, many=True), about="变更过什么，一次一条。",
                                                example="[{日期: 2024-03-01, 内容: 由科室账号改为单位账号}]")
    closed_on: Date | None = field("停止日期", Day(past=True, after="opened"), about="关停、注销的日期。", example="2025-08-30")
    updated: Date | None = field("最近更新", Day(past=True), upkeep=True, about="最近一次发内容的日期。", example="2026-11-19")
