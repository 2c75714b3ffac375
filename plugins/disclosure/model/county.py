"""The county and its catalogues: domains, townships and villages; and where every collection lives."""
from disclosure.model import registers as registers  # declares them
from disclosure.model.catalogue import Catalogue
from disclosure.model.collection import Collection
from disclosure.model.fields import (
    Address, Audience, Choice, ChoiceList, Date, Day, Defaults, FilePath, Link, Matters, Nested, Number, Pairs, Quantity, Record, Reference, Text,
    TextList, Whole, field,
)
from disclosure.model.flows import Flow
from disclosure.model.matters import STAGES, WITHHELD, Item, StandardItem, TownshipItem, VillageItem
from disclosure.model.people import Interpreter, Unit
from disclosure.model.policies import Policy
from disclosure.model.register import REGISTERS, Register


STANDARD = "biaozhun"
"""The id of the standard catalogue of villages, as matters refer to it: 参照: biaozhun/1.1."""


class Standard(Record):
    """The standard guideline that a domain's catalogue follows (标准指引)."""

    name: str | None = field("名称", about="国务院部门标准指引的名称，或者印发它的通知的标题。", example="社会救助领域基层政务公开标准指引")
    issuer: str | None = field("发布机关", about="印发标准指引的部门。", example="民政部办公厅")
    document_number: str | None = field("文号", about="印发通知的文号，年份用六角括号“〔〕”。", example="民办函〔2019〕52号")
    date: Date | None = field("日期", Day(), about="标准指引印发的日期；只知道月份的写到月。", example="2019-06")
    link: str | None = field("链接", Link(), about="标准指引原文的网址，或者 content/files/ 里的文件。", example="https://www.shili.example/biaozhun/shehui-jiuzhu.htm")


class Domain(Catalogue):
    """A policy domain (领域) with its catalogue of matters.  `pilot`: its row among the 26 of 国办发〔2019〕54号."""

    folder = "domains"
    form, levelled = "{}领域基层政务公开标准目录", True
    naming = ("name", "aliases")
    begun_with = ("standard", "flows")
    kept_ids = {STANDARD: "村（居）务公开标准目录"}
    name: str = field("领域", required=True, about="领域的名称，试点领域照国办发〔2019〕54号的名称写。", example="社会救助")
    aliases: tuple[str, ...] = field("别名", TextList("、"), about="其他叫法，检查是否缺领域、引用这个领域时都认。", example="[民生救助]")
    pilot: int | None = field("试点领域", Whole(), about="是26个试点领域中的第几个，写1至26的数字；不是试点领域的不写。", example="5")
    lead: Unit = field("牵头单位", Reference("units"), required=True, about="编制和更新这个目录的牵头单位，写 units.yml 里的代号、名称或别名。", example="minzheng")
    responsible: tuple[Unit, ...] = field("责任单位", Reference("units", many=True), about="其他责任单位，可以写几个。", example="[yibao, canlian]")
    standard: Standard | None = field("标准指引", Nested(Standard), about="编制目录依照的标准指引：名称、发布机关、文号、日期、链接。", example="{名称: 社会救助领域基层政务公开标准指引, 发布机关: 民政部办公厅}")
    flows: tuple["Flow", ...] = field("流程", Reference("flows", many=True), about="这个领域的办事流程，写 flows/ 里的代号或标题。", example="[dibao-shenhe]")
    revised: Date | None = field("修订日期", Day(), upkeep=True, about="目录最近一次修订或者复核的日期。", example="2026-10-30")
    without: tuple[str, ...] = field("不涉及过程", ChoiceList(STAGES), about="“五公开”里这个领域本来就没有的；领域和五公开的对照表里写“不涉及”，不算缺。",
                                     example="[决策]")
    description: str | None = field("说明", about="写在目录前面的话：目录包括什么、与标准指引有什么不同。", example="本目录在标准指引之外增列医疗救助等五类。")
    defaults = field("默认", Defaults(Item), about="事项没有写时用的值，可以是事项的任何字段；一样的话不必每项都写。", example="{时限: 信息形成或者变更之日起20个工作日内, 方式: 主动公开, 对象: 全社会}")
    items: tuple[Item, ...] = field("事项", Matters(Item), required=True,
        about="这个领域要公开的事项，一项一条，每条以短横开头。", example="[{编号: '2.1', 名称: 政策法规文件, 内容: 低保标准, 依据: 《社会救助暂行办法》第九条}]")

    @property
    def address(self) -> str:
        return f"domains/{self.id}.html"


class Township(Catalogue):
    """A township, town or street office (乡镇) with its catalogue."""

    folder = "townships"
    form, levelled = "{}基层政务公开标准目录", True
    level = "乡级"
    naming = ("name", "aliases")
    begun_with = ("taken",)
    name: str = field("乡镇", required=True, about="乡镇、街道的名称，不带县名。", example="城关街道")
    aliases: tuple[str, ...] = field("别名", TextList("、"), about="其他叫法，引用时也认。", example="[城关]")
    type: str = field("类型", Choice(("乡", "镇", "街道")), required=True, about="是乡、镇还是街道。", example="街道")
    division: str | None = field("行政区划代码", about="九位行政区划代码，前六位与县的相同。", example="359900001")
    unit: Unit = field("单位", Reference("units"), required=True, about="乡镇政府、街道办事处在 units.yml 里的代号、名称或别名；参照县里的事项没有写主体时就是它，自己的事项要写主体。", example="chengguan-jiedao")
    defaults = field("默认", Defaults(TownshipItem), about="事项没有写、参照的县级事项也没有时用的值，可以是事项的任何字段。", example="{渠道: [政府网站, 便民服务站]}")
    taken: tuple[Domain, ...] = field("参照", Reference("domains", many=True),
        about="整个沿用的领域：其中层级含乡级的事项全部带过来。", example="[shehui-jiuzhu, yanglao-fuwu]")
    items: tuple[TownshipItem, ...] = field("事项", Matters(TownshipItem),
        about="本乡镇自己的事项，和与县里不同的事项；与县里完全一样的不用写。", example="[{参照: shehui-jiuzhu/2.2, 内容: 街道窗口的地址和电话, 差异说明: 街道不承担审核确认。}]")

    @property
    def address(self) -> str:
        return f"townships/{self.id}.html"


class Village(Catalogue):
    """A village or community (村居) with its catalogue."""

    folder = "villages"
    level = "村级"
    own_words = (level,)
    own_channels = ("公示栏",)
    silent = {"method": ("主动公开",), "channels": own_channels, "audience": Audience(None), "levels": own_words}
    itself = True
    naming = ("name",)
    name: str = field("村居", required=True, about="村、社区的名称。", example="石桥村")
    type: str = field("类型", Choice(("村", "社区")), required=True, about="是村还是社区。", example="村")
    township: Township = field("乡镇", Reference("townships"), required=True, about="属于哪个乡镇，写 townships/ 里的代号、名称或别名。", example="xikou-zhen")
    taken: tuple[Domain, ...] = field("参照", Reference("domains", many=True), about="整个沿用的领域：其中层级含乡级或村级的事项全部带过来。", example="[shehui-jiuzhu]")
    follows: str | None = field("沿用标准", Choice(("是", "否")),
        about="要不要把 village-standard.yml（村居务公开标准目录）里适用的事项全部带过来；不写就是“是”，写“否”的只用“参照”的那几项。", example="否")
    items: tuple[VillageItem, ...] = field("事项", Matters(VillageItem),
        about="村务、居务公开的事项；主体、层级、方式、渠道、对象不写时是本村、村级、主动公开、公示栏、全社会。",
        example="[{编号: '1.1', 名称: 财务收支, 内容: 本季度收入和支出, 依据: 《村民委员会组织法》第三十条, 时限: 每季度首月20日前, 类别: 法定公开, 频次: 每季度}]")

    @property
    def address(self) -> str:
        return f"villages/{self.id}.html"

    @property
    def label(self) -> str:
        return self.name


class VillageStandard(Catalogue):
    """What villages and communities of the county disclose (村(居)务公开标准目录), which each takes over as far as it applies."""

    folder = "village-standard"
    form = "{}"
    naming = ("name",)
    level = Village.level
    own_words, own_channels = Village.own_words, Village.own_channels
    silent = {**Village.silent, "applies": ("村", "社区")}
    source = "标准目录"
    name: str = field("名称", required=True, about="标准目录的名称。", example="示例县村（居）务公开标准目录")
    basis: tuple[str, ...] = field("依据", TextList(cited=True), about="依据哪些法律、文件编制，一条一个。", example="[《中华人民共和国村民委员会组织法》]")
    revised: Date | None = field("修订日期", Day(), upkeep=True, about="最近一次修订或者复核的日期。", example="2026-10-30")
    defaults = field("默认", Defaults(StandardItem), about="事项没有写时用的值，可以是事项的任何字段。", example="{依据: 《中华人民共和国村民委员会组织法》}")
    items: tuple[StandardItem, ...] = field("事项", Matters(StandardItem), required=True,
        about="村、社区都要公开的事项；编号就是各村（社区）用的编号，方式、渠道、对象不写时是主动公开、公示栏、全社会。",
        example="[{编号: '1.1', 名称: 财务收支, 内容: 收入和支出, 依据: 《村民委员会组织法》第三十条, 时限: 每月10日前, 类别: 法定公开, 频次: 每月}]")

    @property
    def address(self) -> str:
        return "village-standard.html"


# -- the county ----------------------------------------------------------------------------------
class Office(Record):
    """The office in charge of disclosure: the six things that 条例第十二条 asks for, and its website."""

    name: str | None = field("名称", about="政府信息公开工作机构的全称。", example="示例县人民政府办公室政务公开股")
    postal_address: str | None = field("地址", about="办公地址，写到门牌号和楼层。", example="示例县城关街道样例路1号县政府办公楼二层")
    hours: str | None = field("办公时间", about="对外办公的时间，星期几、几点到几点。", example="星期一至星期五 8:00至12:00，14:30至17:30（法定节假日除外）")
    phone: str | None = field("电话", about="联系电话，固定电话，带区号。", example="0590-7000103")
    fax: str | None = field("传真", about="传真号码，带区号。", example="0590-7000102")
    email: str | None = field("邮箱", about="接收申请和来信的公务邮箱，算互联网联系方式。", example="zwgk@shili.example")
    website: str | None = field("网址", Address(), about="政务公开栏目或者在线申请的完整网址，算互联网联系方式。", example="https://www.shili.example/zwgk/")


class AnnualReport(Record):
    """An annual report on disclosure: departments by 31 January, the county by 31 March (条例第四十九条)."""

    year: str = field("年度", required=True, about="哪一年的工作情况，四位年份。", example="2025")
    unit: Unit = field("单位", Reference("units"), required=True, about="哪个单位的年报，写 units.yml 里的代号、名称或别名。", example="minzheng")
    published: Date | None = field("公布日期", Day(out=True), about="公布的日期：部门每年1月31日前，县政府3月31日前。", example="2026-01-21")
    link: str | None = field("链接", Link(), about="年报的网址，或者 content/files/ 里的文件。", example="https://www.shili.example/zwgk/nianbao/2025/minzheng.htm")


class RequestChannel(Record):
    """A way to apply for information (依申请公开申请渠道)."""

    way: str = field("渠道", Choice(("当面", "邮寄", "在线", "邮箱", "传真")), required=True, about="怎样提出申请，一种一条。", example="邮寄")
    unit: Unit = field("单位", Reference("units"), required=True, about="由哪个单位收申请，写 units.yml 里的代号、名称或别名。", example="zhengfuban")
    to: str = field("收件", required=True, about="送到哪里：当面写地点，邮寄写收件地址、收件人（写机构）和邮编，邮箱写邮箱地址，传真写号码，在线写系统的名称。",
                    example="示例县城关街道样例路1号，示例县人民政府办公室政务公开股收，邮编359900")
    hours: str | None = field("时间", about="什么时候收；不分时间的不写。", example="星期一至星期五 8:00至12:00，14:30至17:30（法定节假日除外）")
    received: str = field("收到日", required=True, about="哪一天算收到（条例第三十一条），答复期限从收到之日起算（第三十三条）。", example="签收当天；平常信函，与申请人确认的当天")
    attention: str = field("注意事项", required=True, about="申请人最容易漏的：信封上写什么、带什么、交几份。", example="信封上请写明“政府信息公开申请”，不要寄给个人。")
    link: str | None = field("链接", Address(), about="在线申请的完整网址，或者能下载申请表的网页。", example="https://www.shili.example/ysqgk/")


class AllowedNumber(Record):
    """A number that the personal-data gate lets pass."""

    number: str = field("号码", required=True, about="检查个人信息时放行的号码，照目录里的写法。", example="0590-7000862")
    reason: str | None = field("理由", about="为什么可以公布：谁的、用来做什么。", example="代办点公布的值班电话")
    until: Date | None = field("截止", Day(), about="放行到哪一天，过后重新检查。", example="2026-12-31")


class AllowedAttachment(Record):
    """An attachment that the program cannot read, and that somebody has looked through instead."""

    file: str = field("文件", FilePath(), required=True, about="程序读不了、由人看过的附件，写 content/files/ 里的路径。", example="saomiao/pifu-2026-12.pdf")
    reason: str = field("理由", required=True, about="为什么不能换成读得了的格式，看过的结果是什么。", example="批复原件的扫描件，没有个人信息")
    reviewer: str = field("审看人", required=True, about="看过全文的人，写岗位，不写姓名。", example="县民政局政务公开岗")
    until: Date = field("截止", Day(), required=True, about="放行到哪一天，过后要重新看一遍。", example="2026-12-31")


class BaseMap(Record):
    """A drawing with a number of approval (审图号) that lies below the marks of 政务地图, and the degrees of its edges, without which no mark can be put on it."""

    file: str = field("文件", FilePath(), required=True, about="底图在 content/files/ 里的路径（PNG、JPEG、SVG），裁到下面写的四条边，上北下南。", example="ditu/quanxian.png")
    number: str = field("审图号", required=True, about="底图的审图号；没有审图号的底图不能用。", example="示S（2026）012号")
    west: Quantity | None = field("西", Number(decimals=(0, 6), most=180), about="图的左边缘的经度。", example="117.90")
    east: Quantity | None = field("东", Number(decimals=(0, 6), most=180), about="图的右边缘的经度。", example="118.40")
    south: Quantity | None = field("南", Number(decimals=(0, 6), most=90), about="图的下边缘的纬度。", example="26.10")
    north: Quantity | None = field("北", Number(decimals=(0, 6), most=90), about="图的上边缘的纬度。", example="26.50")

    @property
    def edges(self) -> tuple[float, float, float, float] | None:
        """West, east, south and north; None unless all are there and in order, for then marks would lie where nothing is."""
        typed = (self.west, self.east, self.south, self.north)
        west, east, south, north = (float(edge.value) if edge else None for edge in typed)
        return (west, east, south, north) if all(typed) and west < east and south < north else None


class DataLicence(Record):
    """Under which terms the county's data may be used by others."""

    name: str = field("名称", required=True, about="使用许可的名称。", example="知识共享 署名 4.0 国际（CC BY 4.0）")
    link: str = field("链接", Address(), required=True, about="许可全文的完整网址。", example="https://creativecommons.org/licenses/by/4.0/deed.zh-hans")
    note: str | None = field("说明", about="对使用的人另外要说的话。", example="使用时请注明来源和截至日期。")


SERVICES = ("互动交流", "在线办事", "依申请公开")
"""The unified entrances (统一入口) of a government site, as 入口 names them: on every page, and where a matter's reader may need them."""
KIOSK_DAYS = 90
"""How long the content of a kiosk may stand where the county says nothing (一体机有效天数)."""
LEVELS = ("县级", "乡级")
"""The levels of a county that lists none of its own."""


class County(Record):
    """county.yml, and beside its fields every collection as a mapping id → record."""

    name: str = field("名称", required=True, about="县名，用在专题名称“某县基层政务公开”里。", example="示例县")
    full_name: str | None = field("全称", about="县人民政府的全称。", example="示例县人民政府")
    division: str | None = field("行政区划代码", about="县的六位行政区划代码。", example="359900")
    portal_url: str | None = field("门户地址", Address(folder=True), about="专题放在门户网站的哪个网址下，连同子目录。", example="https://www.shili.example/zwgk/jczwgk/")
    site_name: str | None = field("网站名称", about="门户网站的名称，与网站标识一致。", example="示例县人民政府门户网站")
    site_code: str | None = field("网站标识码", Text(pattern=r"\d{10}", form="10 位数字"), about="政府网站标识码，十位数字，在网站页脚能查到。", example="3599000001")
    sponsor: str | None = field("主办单位", about="页脚里的主办单位。", example="示例县人民政府办公室")
    undertaker: str | None = field("承办单位", about="页脚里的承办单位。", example="示例县行政服务中心管理委员会")
    phone: str | None = field("联系电话", about="页脚里的联系电话，固定电话，带区号。", example="0590-7000101")
    icp: str | None = field("ICP备案号", about="页脚里的 ICP 备案号，照备案的写法。", example="闽ICP备00000000号")
    police: str | None = field("公安备案号", about="页脚里的公安备案号，照备案的写法。", example="闽公网安备35990000000000号")
    as_of: Date = field("截至日期", Day(), required=True, about="这一版内容截至哪一天，凡是要和“今天”比的都用它；每次发布前改成发布日。", example="2026-11-20")
    status: str | None = field("目录状态", Choice(("编制中", "正式")), about="编制中（不写时就是它）或正式；正式以后，缺领域、缺乡镇目录等由提示变为错误。", example="编制中")
    entries: tuple[tuple[str, str], ...] = field("入口", Pairs(links=True),
        about="门户上其他栏目的名称和完整网址，一行一个。", example="{在线办事: 'https://www.shili.example/bsfw/'}")
    synonyms: tuple[tuple[str, str], ...] = field("别名词", Pairs(), about="群众常说的词（左）和目录里的词（右），一行一个，供搜索使用。", example="{低保: 最低生活保障}")
    asked: tuple[tuple[str, str], ...] = field("问法", Pairs(),
        about="本县群众的问法（左）和问的是什么（右：事项、一级事项、指南、政策或者单位的名称），一行一个；整句也行，检索时相近的问法都认。",
        example="{水库边上能不能盖房: 农村宅基地和建房审批}")
    often: tuple[str, ...] = field("常查", TextList("、"), about="大家常查的词，首页、检索页和一体机上一点就查，显示前7个；不写就不显示。", example="[低保, 公租房, 社保卡]")
    required_townships: tuple[str, ...] = field("乡镇", TextList("、"), about="全县应当公开的乡镇的代号，网站按这个次序排。", example="[chengguan-jiedao, xikou-zhen]")
    township_domains: tuple[str, ...] = field("乡镇领域", TextList("、"), about="每个乡镇都要覆盖的领域的代号。", example="[shehui-jiuzhu, yanglao-fuwu]")
    levels: tuple[str, ...] = field("层级", TextList("、"), about="本县用的层级；不写就是县级、乡级。", example="[县级, 乡级]")
    channels: tuple[str, ...] = field("渠道", TextList("、"), about="本县自定的公开渠道；不写就用标准目录的13项。", example="[政府网站, 公示栏]")
    rules: tuple[tuple[str, str], ...] = field("规则", Pairs(options=("error", "warning", "off")),
        about="C4 以后的检查规则的代码和处理办法：error 按错误、warning 按警告、off 不查；法定的改不了。", example="{C555: off}")
    office: Office | None = field("公开工作机构", Nested(Office),
        about="政府信息公开工作机构的名称、地址、办公时间、电话、传真、邮箱、网址（条例第十二条）。", example="{名称: 示例县人民政府办公室政务公开股, 电话: 0590-7000103}")
    annual_reports: tuple[AnnualReport, ...] = field("年报", Nested(AnnualReport, many=True),
        about="政府信息公开工作年度报告，一个单位一年一条。", example="[{年度: 2025, 单位: minzheng, 公布日期: 2026-01-21}]")
    update_days: int | None = field("更新天数", Whole(), about="一个领域多少天没有新公开的信息算久，写天数；不写按90。", example="90")
    register_days: tuple[tuple[str, str], ...] = field("台账更新天数", Pairs(),
        about="某个台账多少天没有更新算久，左边写台账的文件名（不带 .yml），右边写天数；不写的按各台账自己的天数。", example="{news: 14}")
    expected_registers: tuple[str, ...] = field("应有台账", TextList("、"), about="本县应当有的台账的文件名（不带 .yml）；没有的，检查时提示。",
        example="[tasks, guides, places]")
    request_channels: tuple[RequestChannel, ...] = field("申请渠道", Nested(RequestChannel, many=True),
        about="怎样申请公开政府信息，一种渠道一条：当面、邮寄、在线、邮箱都要有；写了就有“申请渠道”一页。",
        example="[{渠道: 传真, 单位: zhengfuban, 收件: 0590-7000102, 收到日: 与申请人确认的当天, 注意事项: 传真以后请打电话确认。}]")
    industries: tuple[str, ...] = field("行业词", TextList("、"), about="惠企政策按哪些行业分，“行业”里写这里的词，企业按它筛选、订阅；不要太细，几个到二十几个。",
        example="[制造业, 批发零售业, 餐饮业]")
    bundle_target: int | None = field("一件事目标", Whole(), about="本县要办成多少件“一件事”，写件数。", example="40")
    kiosk_days: int | None = field("一体机有效天数", Whole(), about="一体机上的内容多少天后提示过期、回应关切多少天后不再显示，写天数；不写按90。", example="90")
    accent: str | None = field("主色", Text(pattern=r"#[0-9a-fA-F]{6}", form="# 加六位十六进制数，如 #11507d"),
        about="网站的主色，井号加六位十六进制数，加引号。", example="'#11507d'")
    unconverted: tuple[str, ...] = field("繁体保留", TextList("、"), about="换成繁体字时照原样的词：本地的地名、老字号、姓氏；只写字形不变的那几个字。",
        example="[后洋, 松风台]")
    downloads: tuple[str, ...] = field("下载", ChoiceList(("pdf",)),
        about="网站的目录页另外给哪些下载：写 pdf，每个目录就有一份可以印的 PDF（A3，生成网站要慢一些）；不写就是 Excel、CSV、JSON。", example="[pdf]")
    public_scores: str | None = field("公开评分", Choice(("是", "否")), about="检查评分要不要放到公开的网站上；不写就是否。", example="否")
    allowed_numbers: tuple[AllowedNumber, ...] = field("允许号码", Nested(AllowedNumber, many=True),
        about="检查个人信息时放行的号码，每个写理由和截止日期。", example="[{号码: 0590-7000862, 理由: 代办点公布的值班电话, 截止: 2026-12-31}]")

    allowed_attachments: tuple[AllowedAttachment, ...] = field("允许附件", Nested(AllowedAttachment, many=True),
        about="程序读不了（扫描件、旧版 Office 等）、由人看过的附件，每个写理由、审看人和截止日期。",
        example="[{文件: saomiao/pifu-2026-12.pdf, 理由: '批复原件的扫描件，没有个人信息', 审看人: 县民政局政务公开岗, 截止: 2026-12-31}]")
    base_map: BaseMap | None = field("地图底图", Nested(BaseMap), about="政务地图的底图：有审图号的图片，和它四条边的经纬度；不写就只画标记的相对位置。",
        example="{文件: ditu/quanxian.png, 审图号: 示S（2026）012号, 西: 117.90, 东: 118.40, 南: 26.10, 北: 26.50}")
    data_licence: DataLicence | None = field("数据许可", Nested(DataLicence), about="网站上的数据（CSV、JSON、Excel）别人可以怎样使用：许可的名称和网址，显示在“开放数据”一页。",
        example="{名称: 知识共享 署名 4.0 国际（CC BY 4.0）, 链接: 'https://creativecommons.org/licenses/by/4.0/deed.zh-hans'}")
    large_attachment: int | None = field("附件大小提示", Whole(), about="附件超过多少 MB 时提示，写数字；不写按20。", example="20")

    waiting: tuple[str, ...] = ()
    """The addresses of what is not published yet on the edition's date, where that has been left out (model/waiting.py)."""
    trial: bool = False
    """Whether it shows another day than the one that its editors have set."""
    typed_day: Date | None = None
    """Of a trial, the day that they have set."""

    units: dict[str, Unit]
    interpreters: dict[str, Interpreter]
    domains: dict[str, Domain]
    townships: dict[str, Township]
    villages: dict[str, Village]
    policies: dict[str, Policy]
    flows: dict[str, Flow]

    @property
    def told_apart(self) -> list[tuple[Collection, list[Record]]]:
        """The collections that are neither catalogues nor registers and can be had as data too, without what is withheld."""
        shown = ((name, [one for one in getattr(self, name).values() if getattr(one, "attribute", None) != WITHHELD])
                 for name in ("units", "interpreters", "policies", "flows"))
        return [(COLLECTIONS[name], records) for name, records in shown if records]

    @property
    def registers(self) -> list[tuple[Collection, dict[str, Register]]]:
        """The registers that it keeps, each with its records, in the order of the site."""
        return [(c, records) for c in COLLECTIONS.values() if c.shelf and (records := getattr(self, c.name))]

    def fresh_days(self, collection: Collection) -> int | None:
        """Within how many natural days (自然日) something should be new in a register, by 台账更新天数 or its own; None where nobody asks."""
        own = dict(self.register_days).get(collection.name)
        return int(own) if own and own.isascii() and own.isdigit() else collection.shelf.fresh.days if collection.shelf.fresh else None

    @property
    def kiosk_term(self) -> int:
        """For how many natural days (自然日) the content of a kiosk may stand."""
        return self.kiosk_days or KIOSK_DAYS

    @property
    def catalogues(self) -> list[Catalogue]:
        """Everything that discloses by matters, in the order of the site."""
        return [record for name in CATALOGUES for record in getattr(self, name).values()]

    @property
    def village_standard(self) -> VillageStandard | None:
        """What villages take over; it discloses nothing itself."""
        return getattr(self, VillageStandard.folder).get(STANDARD)


# -- where collections live ----------------------------------------------------------------------
COLLECTIONS = {**{c.name: c for c in (
    Collection("units", Unit, "单位", single_file=True),
    Collection("interpreters", Interpreter, "解读人", single_file=True),
    Collection("domains", Domain, "领域"),
    Collection("townships", Township, "乡镇"),
    Collection("villages", Village, "村居"),
    Collection("policies", Policy, "政策"),
    Collection("flows", Flow, "流程"),
    Collection(VillageStandard.folder, VillageStandard, "村（居）务公开标准目录", single_file=True, only=STANDARD),
)}, **REGISTERS}
"""Everything a county has many of, by name."""
CATALOGUES = tuple(c.name for c in COLLECTIONS.values() if issubclass(c.template, Catalogue) and not c.only)
"""The collections whose records disclose by matters."""
