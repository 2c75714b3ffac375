"""What can be done, where, with what, and how it was rated (办事服务)."""
from collections.abc import Iterator
from datetime import date
from typing import Any

from disclosure.model.collection import Fresh, Shelf
from disclosure.model.fields import Address, Choice, ChoiceList, Date, Day, FilePath, Nested, Number, Phone, Quantity, Record, Reference, Text, TextList, field
from disclosure.model.people import Unit
from disclosure.model.policies import Question
from disclosure.model.register import Derived, Register, register
from disclosure.model.registers.work import ADVISED


class Paper(Record):
    """A paper that an applicant brings (材料)."""

    name: str = field("名称", required=True, about="材料的名称，各个指南里同一种材料用同一个名称。", example="户口簿")
    source: str | None = field("来源", Choice(("申请人自备", "部门核发", "中介出具")), about="由谁提供。", example="申请人自备")
    form: str | None = field("形式", Choice(("原件", "复印件", "电子", "原件和复印件")), about="要原件还是复印件。", example="原件和复印件")
    copies: Quantity | None = field("份数", Number(decimals=(0, 0)), about="要几份。", example="1")
    need: str | None = field("必要性", Choice(("必要", "可容缺", "共享免交")), about="是不是一定要交；不写就是必要。", example="共享免交")
    sample: str | None = field("样表", FilePath(), about="样表在 content/files/ 里的路径。", example="dibao/shenqingbiao.docx")


class Stage(Record):
    """A step of getting something done (步骤)."""

    name: str = field("名称", required=True, about="这一步做什么。", example="窗口办理")
    unit: str | None = field("单位", about="在哪里、由谁办。", example="派出所")
    time_limit: str | None = field("时限", about="这一步最长多久。", example="当场")


@register("guides/", "办事指南", Shelf(
    tab="services", columns=("kind", "audience", "units", "promised", "fee", "phone"), filters=("places", "industries"), measure="项", page="guide",
    type="GovernmentService", lead="每一件事：去哪里办、带什么、多久办好、收不收费。", fresh=Fresh(180, ADVISED, code="reviewed")))
class ServiceGuide(Register):
    """How to get something done: where, with what, how long, at what price."""

    one_of = ("flow", "stages")
    title: str = field("标题", required=True, role="title", about="事项的名称，与政务服务网一致。", example="出生登记")
    kind: str = field("类别", required=True, role="kind", about="行政许可、行政给付、公共服务等。", example="行政确认")
    audience: tuple[str, ...] = field("对象", ChoiceList(("个人", "企业", "社会组织")), required=True, about="谁来办。", example="[个人]")
    basis: tuple[str, ...] = field("依据", TextList(cited=True), required=True, about="依据的法律、法规、文件，一条一个：《名称》（文号）第几条。",
                                   example="[《中华人民共和国户口登记条例》第七条]")
    units: tuple[Unit, ...] = field("单位", Reference("units", many=True), required=True, role="units", about="受理的单位。", example="[gongan]")
    deciding: tuple[Unit, ...] = field("审批单位", Reference("units", many=True), required=True, about="审批的单位。", example="[gongan]")
    conditions: tuple[str, ...] = field("条件", TextList(), required=True, about="谁能办，一条一个条件。", example="[父母一方有本县户籍]")
    papers: tuple[Paper, ...] = field("材料", Nested(Paper, many=True), required=True, about="带什么，一样一条。", example="[{名称: 出生医学证明}]")
    flow: Any = field("流程", Reference("flows"), about="办理的流程图，写 flows/ 里的代号或标题；与“步骤”至少写一个。", example="dibao-shenhe")
    stages: tuple[Stage, ...] = field("步骤", Nested(Stage, many=True), about="办理的步骤，一步一条；与“流程”至少写一个。", example="[{名称: 窗口办理}]")
    statutory: str = field("法定时限", required=True, about="法律规定最长多久。", example="30个工作日")
    promised: str = field("承诺时限", required=True, about="本县承诺最长多久，不长于法定时限。", example="22个工作日")
    fee: str = field("收费", Choice(("不收费", "收费")), required=True, about="收不收费。", example="不收费")
    fee_basis: str | None = field("收费依据", about="收费的，写依据哪个文件。", example="示发改价〔2025〕3号")
    fee_rate: str | None = field("收费标准", about="收费的，写收多少。", example="每证10元")
    outcome: str | None = field("结果", about="办完拿到什么。", example="户口簿")
    places: tuple[Any, ...] = field("地点", Reference("places", many=True), about="去哪里办，写 places.yml 里的代号或名称。", example="[zhengwu]")
    hours: str | None = field("时间", about="什么时候能办；地点有时间的可以不写。", example="星期一至星期五 9:00至17:00")
    phone: str = field("电话", Phone(), required=True, about="咨询电话，带区号。", example="0590-7000130")
    supervision: str = field("监督电话", Phone(), required=True, about="投诉电话，带区号。", example="0590-7000131")
    online: str | None = field("在线办理", Address(), about="在网上办的网址。", example="https://zwfw.shili.example/1.htm")
    visits: Quantity | None = field("跑动次数", Number(), about="要跑几次。", example="1")
    code: str | None = field("编码", about="政务服务事项的编码。", example="'000109002000'")
    reviewed: Date = field("复核日期", Day(past=True), required=True, upkeep=True, about="最近一次核对指南的日期。", example="2026-10-12")
    industries: tuple[str, ...] = field("行业", TextList("、"), about="与哪些行业的企业有关，用 county.yml “行业词”里的词。", example="[餐饮业]")
    questions: tuple[Question, ...] = field("问答", Nested(Question, many=True), about="常见的问题，一问一答一条。",
                                            example="[{问: 可以代办吗？, 答: 可以，带双方身份证。}]")


@register("bundles/", "一件事", Shelf(
    tab="services", columns=("audience", "units", "guides", "papers_told", "visits_told", "promised"), filters=("stage",), measure="件", page="bundle",
    type="GovernmentService", lead="几件事合成一件，一次告知、一张表、一个窗口。", fresh=Fresh(180, ADVISED, code="reviewed")))
class Bundle(Register):
    """Several services done as one."""

    derived = {
        "papers_told": Derived("材料", lambda one, as_of: f"{one.papers_before}→{one.papers_now}" if one.papers_before and one.papers_now else ""),
        "visits_told": Derived("跑动", lambda one, as_of: f"{one.visits_before}→{one.visits_now}" if one.visits_before and one.visits_now else ""),
    }
    title: str = field("标题", required=True, role="title", about="用群众的话说是哪件事。", example="出生一件事")
    audience: tuple[str, ...] = field("对象", ChoiceList(("个人", "企业")), required=True, about="谁来办。", example="[个人]")
    stage: str | None = field("阶段", about="人生或者企业的哪个阶段。", example="出生")
    units: tuple[Unit, ...] = field("单位", Reference("units", many=True), required=True, role="units", about="牵头的写在第一个。", example="[weijian, gongan]")
    guides: tuple[ServiceGuide, ...] = field("指南", Reference("guides", many=True, least=2), required=True, about="合并了哪几个办事指南，写 guides/ 里的代号或标题。",
                                             example="[chusheng, yibao-canbao]")
    window: Any = field("一窗", Reference("places"), about="在哪个窗口办，写 places.yml 里的代号或名称。", example="zhengwu")
    form: str | None = field("一表", FilePath(), about="合并的申请表在 content/files/ 里的路径。", example="yijianshi/chusheng.docx")
    stages_before: Quantity | None = field("原环节", Number(decimals=(0, 0)), about="原来几个环节。", example="9")
    stages_now: Quantity | None = field("现环节", Number(decimals=(0, 0)), about="现在几个环节。", example="3")
    papers_before: Quantity | None = field("原材料", Number(decimals=(0, 0)), about="原来几份材料。", example="14")
    papers_now: Quantity | None = field("现材料", Number(decimals=(0, 0)), about="现在几份材料。", example="5")
    visits_before: Quantity | None = field("原跑动", Number(), about="原来跑几次。", example="5")
    visits_now: Quantity | None = field("现跑动", Number(), about="现在跑几次。", example="1")
    promised: str = field("承诺时限", required=True, about="最长多久办好。", example="5个工作日")
    online: str | None = field("在线办理", Address(), about="在网上办的网址。", example="https://zwfw.shili.example/2.htm")
    reviewed: Date = field("复核日期", Day(past=True), required=True, upkeep=True, about="最近一次核对的日期。", example="2026-10-12")


class HomeVisit(Record):
    """What is done at people's homes."""

    things: tuple[str, ...] = field("事项", TextList(), required=True, about="哪些事可以上门办。", example="[社保待遇资格认证]")
    scope: str = field("范围", required=True, about="给哪些人上门。", example="80岁以上和行动不便的老人")
    booking: str = field("预约", required=True, about="怎样预约。", example="提前1天打电话")
    steps: tuple[str, ...] = field("流程", TextList(), required=True, about="怎样进行，一条一步。", example="[预约, 上门, 回访]")


class Proxy(Record):
    thing: str = field("事项", required=True, about="什么事。", example="城乡居民养老保险缴费")
    by: str = field("方式", Choice(("直办", "代办", "协办", "告知")), required=True, about="在这里怎样办。", example="代办")


KINDS = ("政务服务中心", "便民服务中心", "便民服务站", "政务公开专区", "政务公开窗口", "政府公报查阅点", "信息查阅点", "数据查询点", "老年人综合窗口")


@register("places.yml", "服务场所", Shelf(
    tab="services", columns=("kinds", "postal_address", "hours", "phone", "guides"), filters=("services", "guides"), measure="处", page="map",
    type="GovernmentOffice", lead="去哪里办、去哪里查：地址、时间、电话和能办的事。", fresh=Fresh(180, ADVISED)))
class ServicePlace(Register):
    """A place where something is done, asked or read."""

    title: str = field("名称", required=True, role="title", about="场所的名称，与门牌一致。", example="县图书馆")
    kinds: tuple[str, ...] = field("类型", ChoiceList(KINDS), required=True, role="kind", about="是哪几种场所。", example="[政府公报查阅点, 信息查阅点]")
    unit: Unit = field("单位", Reference("units"), required=True, role="units", about="由哪个单位管。", example="wenlv")
    village: Any = field("村居", Reference("villages"), about="在哪个村、社区，写代号或名称。", example="shiqiao-cun")
    postal_address: str = field("地址", required=True, about="写到门牌号和楼层，群众照着能找到。", example="示例县城关街道样例路90号")
    phone: str = field("电话", Phone(), required=True, about="对外公布的电话，带区号。", example="0590-7000456")
    hours: str = field("时间", required=True, about="星期几、几点到几点。", example="9:00至20:00（周一闭馆）")
    longitude: Quantity | None = field("经度", Number(decimals=(4, 6), most=180), about="经度，小数点后四至六位；与纬度一起写。", example="118.1102")
    latitude: Quantity | None = field("纬度", Number(decimals=(4, 6), most=90), about="纬度，小数点后四至六位；与经度一起写。", example="26.3290")
    services: tuple[str, ...] = field("服务", ChoiceList((
        "信息查询", "公开申请", "咨询答复", "公报查阅", "业务咨询", "事项办理", "网上申报", "进度查询", "结果领取", "帮办代办", "上门服务", "数据查询")),
        about="在这里能做什么。", example="[公报查阅, 信息查询]")
    guides: tuple[ServiceGuide, ...] = field("指南", Reference("guides", many=True), about="在这里能办哪几个办事指南的事。", example="[dibao]")
    equipment: tuple[str, ...] = field("设备", TextList("、"), about="有什么设备。", example="[查询机2台, 打印机]")
    staff: str | None = field("人员", about="有什么人，写岗位和人数，不写姓名。", example="咨询员1名")
    access: tuple[str, ...] = field("无障碍", TextList("、"), about="有什么无障碍设施。", example="[坡道, 老花镜]")
    gazette: str | None = field("公报更新", about="公报多久更新。", example="每期出版后5日内")
    bus: str | None = field("公交", about="坐哪路车、哪一站下。", example="2路，样例路口站")
    booking: str | None = field("预约", Address(), about="网上预约的网址。", example="https://zwfw.shili.example/yuyue.htm")
    navigation: str | None = field("导航", Address(), about="地图导航的网址。", example="https://map.shili.example/1")
    home_visits: HomeVisit | None = field("上门", Nested(HomeVisit), about="上门服务：哪些事、给谁、怎样预约。",
                                          example="{事项: [资格认证], 范围: 80岁以上老人, 预约: 提前1天打电话, 流程: [预约, 上门]}")
    proxies: tuple[Proxy, ...] = field("代办", Nested(Proxy, many=True), about="村、社区能代办的事，一件一条。",
                                       example="[{事项: 养老保险缴费, 方式: 代办}]")


class Answered(Record):
    """A question that people ask, with its answer."""

    number: str = field("编号", Text(pattern=r"[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*", form="数字、字母，中间可用点或短横分开"), required=True,
                        about="在这一组里的编号，定了不改（它是网址的一部分）。", example="'1'")
    question: str = field("问", required=True, about="群众会怎么问，用群众的话写。", example="租房能报名吗？")
    answer: str = field("答", required=True, about="先答是或者不是，再说怎么办、找谁。", example="能，带居住证和租房合同。")
    updated: Date = field("更新日期", Day(past=True), required=True, about="最近一次核对答复的日期。", example="2026-04-20")
    basis: tuple[str, ...] = field("依据", TextList(cited=True), about="依据的法律、文件。", example="[示教〔2026〕8号]")
    guide: ServiceGuide | None = field("指南", Reference("guides"), about="有关的办事指南。", example="dibao")
    policy: Any = field("政策", Reference("policies"), about="有关的政策文件。", example="zhaosheng-2026")
    keywords: tuple[str, ...] = field("关键词", TextList("、"), about="群众会用来搜的词。", example="[学位, 报名]")


@register("questions/", "知识问答", Shelf(
    tab="services", columns=("unit", "count"), measure="组", page="questions", type="FAQPage", lead="大家常问的问题和答复。",
    fresh=Fresh(365, ADVISED)))
class Questions(Register):
    """Questions of one kind and their answers, kept by one unit."""

    derived = {"count": Derived("问题", lambda group, as_of: f"{len(group.answered)} 个")}
    title: str = field("名称", required=True, role="title", about="这一组问题的名称。", example="入学")
    unit: Unit = field("单位", Reference("units"), required=True, role="units", about="由哪个单位答复。", example="jiaoyu")
    answered: tuple[Answered, ...] = field("问答", Nested(Answered, many=True), required=True, about="问题和答复，一问一答一条。",
                                           example="[{编号: '1', 问: 租房能报名吗？, 答: 能，带居住证和租房合同。, 更新日期: 2026-04-20}]")

    def last_true(self) -> Date | None:
        return max((day for day in (self.reviewed, *(one.updated for one in self.answered)) if day), default=None)


@register("links.yml", "入口和应用", Shelf(
    tab="services", columns=("kind", "purpose", "website", "phone"), rows=True, measure="个", page="links",
    lead="网上、手机上和电话里能办事、能问的地方。", fresh=Fresh(365, ADVISED)))
class Entrance(Register):
    """Where something can be done or asked: a site, an app, a telephone."""

    one_of = ("website", "phone")
    title: str = field("名称", required=True, role="title", about="入口的名称，与它自己的叫法一致。", example="省网上办事大厅")
    kind: str = field("类型", Choice(("网站", "小程序", "公众号", "APP", "电话")), required=True, role="kind", about="是哪一种入口。", example="网站")
    website: str | None = field("网址", Address(), about="完整的网址；与“电话”至少写一个。", example="https://zwfw.shili.example/")
    phone: str | None = field("电话", Phone(), about="对外公布的电话，带区号；与“网址”至少写一个。", example="0590-7000200")
    unit: Unit | None = field("单位", Reference("units"), role="units", about="由哪个单位负责，写 units.yml 里的代号、名称或别名。", example="zhengwu")
    purpose: str = field("用途", required=True, role="said", about="在这里能办什么、问什么，一句话。", example="在线办理和办事指南")


class Period(Record):
    start: Date = field("起", Day(past=True), required=True, about="从哪一天起。", example="2026-09-01")
    end: Date = field("止", Day(past=True, after="start"), required=True, about="到哪一天为止。", example="2026-09-30")


GRADES = ("excellent", "good", "fair", "poor", "bad")


class Tally(Record):
    """How one unit was rated in a period."""

    unit: Unit = field("单位", Reference("units"), required=True, about="哪个单位。", example="shijian")
    excellent: Quantity = field("非常满意", Number(decimals=(0, 0)), required=True, about="多少次。", example="240")
    good: Quantity = field("满意", Number(decimals=(0, 0)), required=True, about="多少次。", example="31")
    fair: Quantity = field("基本满意", Number(decimals=(0, 0)), required=True, about="多少次。", example="2")
    poor: Quantity = field("不满意", Number(decimals=(0, 0)), required=True, about="多少次。", example="0")
    bad: Quantity = field("非常不满意", Number(decimals=(0, 0)), required=True, about="多少次。", example="0")

    @property
    def total(self) -> int:
        return sum(int(getattr(self, grade)) for grade in GRADES)

    @property
    def favourable(self) -> int:
        """The first three grades."""
        return sum(int(getattr(self, grade)) for grade in GRADES[:3])


class Complaint(Record):
    """A bad rating and what was done about it; never who gave it, at which window or at what hour."""

    number: str = field("编号", required=True, about="这一期里的编号。", example="'1'")
    date: Date = field("日期", Day(past=True), required=True, about="哪一天的，不写几点。", example="2026-10-09")
    unit: Unit = field("单位", Reference("units"), required=True, about="说的是哪个单位，不写窗口和人。", example="gongan")
    guide: ServiceGuide | None = field("指南", Reference("guides"), about="说的是哪件事。", example="chusheng")
    problem: str = field("问题", required=True, about="说的是什么问题。", example="等候时间长")
    verdict: str = field("核实", Choice(("属实", "部分属实", "误评", "恶意评价")), required=True, about="核实的结果。", example="属实")
    handling: str = field("情形", Choice(("立行立改", "限期整改", "解释说明", "不予采纳")), required=True, about="怎样处理。", example="立行立改")
    mended: str | None = field("整改", about="怎样改的。", example="高峰时增开一个窗口")
    until: Date | None = field("期限", Day(), about="限期整改的，到哪一天。", example="2026-10-25")
    answered: Date | None = field("反馈日期", Day(past=True, after="date"), about="哪一天反馈的。", example="2026-10-12")


@register("ratings/", "好差评", Shelf(
    tab="services", columns=("unit", "rate", "complaints_told"), measure="期", page="ratings", lead="政务服务好差评的结果和差评的整改。",
    fresh=Fresh(90, ADVISED)))
class Rating(Register):
    """The ratings of a period, by unit, and what was done about the bad ones."""

    derived = {
        "rate": Derived("好评率", lambda one, as_of: (lambda total: f"{sum(t.favourable for t in one.tallies) * 100 / total:.1f}%" if total else "")(
            sum(t.total for t in one.tallies))),
        "complaints_told": Derived("差评", lambda one, as_of: f"{len(one.complaints)} 件"),
    }
    title: str = field("标题", required=True, role="title", about="是哪一期。", example="2026年9月好差评")
    period: Period = field("期间", Nested(Period), required=True, about="从哪天到哪天。", example="{起: 2026-09-01, 止: 2026-09-30}")
    unit: Unit = field("单位", Reference("units"), required=True, role="units", about="由哪个单位汇总。", example="zhengwu")
    tallies: tuple[Tally, ...] = field("汇总", Nested(Tally, many=True), required=True, about="各单位的次数，一个单位一条；好评率由程序算。",
                                       example="[{单位: shijian, 非常满意: 240, 满意: 31, 基本满意: 2, 不满意: 0, 非常不满意: 0}]")
    complaints: tuple[Complaint, ...] = field("差评", Nested(Complaint, many=True), about="差评和整改，一件一条；不写评价人、窗口和钟点。",
        example="[{编号: '1', 日期: 2026-10-09, 单位: gongan, 问题: 等候时间长, 核实: 属实, 情形: 立行立改}]")

    @property
    def dated_as(self) -> str:
        return "截至"

    @property
    def came_out(self) -> Date | None:
        return self.period.end if self.period else None

    def due(self, as_of: Date) -> Iterator[tuple[date, str, str]]:
        """Complaints that were to be mended by a day, and of which nobody has heard since."""
        for one in self.complaints:
            if one.until and not one.answered:
                yield one.until.day, f"差评整改 {one.number}", one.problem or ""
