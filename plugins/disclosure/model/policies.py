"""Policy documents (政策) and their interpretations (解读)."""
from typing import Any

from disclosure.model.fields import (
    Choice, Date, Day, FilePath, Link, MarkdownText, Nested, Phone, Record, Reference, TextList, earlier, field,
)
from disclosure.model.matters import ATTRIBUTES, WITHHELD, Exemption
from disclosure.model.people import Interpreter, Unit


class Attachment(Record):
    name: str = field("名称", required=True, about="附件的名称，就是网页上下载链接的字。", example="2026年最低生活保障标准对照表")
    file: str = field("文件", FilePath(), required=True, about="附件在 content/files/ 里的路径，大小写与文件名一致。", example="dibao-biaozhun-duizhao-2026.xlsx")


class Progress(Record):
    """How a policy has been carried out so far (落实情况)."""

    date: Date = field("日期", Day(), required=True, about="这次落实发生或者公布的日期。", example="2026-04-10")
    content: str = field("内容", required=True, about="落实到什么程度，写具体的数字和结果。", example="4月份保障金已按新标准发放到户。")
    effect: str | None = field("成效", about="带来了什么变化，写得出数字的写数字。", example="1200户低保家庭每月多领55元。")
    next: str | None = field("后续举措", about="接下来做什么、什么时候做完。", example="12月底前对新申请的家庭集中核对一次。")


class Point(Record):
    """One key point of an interpretation; with a figure it is shown large (图解)."""

    title: str = field("标题", required=True, about="这个要点的一句话；只有这一句时可以直接写成文字。", example="低保标准提高到")
    figure: str | None = field("数值", about="要放大显示的数字，原样显示，不带单位。", example="815")
    unit: str | None = field("单位", about="数值的计量单位。", example="元/人·月")
    note: str | None = field("说明", about="数字下面的小字，说明范围和起算时间。", example="从2026年4月1日起执行")


class Comparison(Record):
    """Old and new side by side."""

    item: str = field("项目", required=True, about="比的是哪一项。", example="城乡低保标准")
    old: str = field("原", required=True, about="调整以前的内容或者数字，数字不带单位。", example="760")
    new: str = field("新", required=True, about="调整以后的内容或者数字，数字不带单位。", example="815")
    unit: str | None = field("单位", about="两个数字共同的计量单位；各项单位相同又都是数字时画成条形。", example="元/人·月")


class Question(Record):
    question: str = field("问", required=True, about="群众会怎么问，用群众的话写。", example="要重新申请吗？")
    answer: str = field("答", required=True, about="先答是或者不是，再说怎么办、找谁。", example="不需要，从4月份起自动按新标准发放。")


class Picture(Record):
    """A picture with its text equivalent, which is compulsory."""

    file: str = field("文件", FilePath(), required=True, about="图片在 content/files/ 里的路径，大小写与文件名一致。", example="images/biaozhun.png")
    text: str = field("文字说明", required=True, about="把图里的内容用文字说出来，看不见图的人靠它知道图里有什么。", example="低保标准由每人每月760元提高到815元")


FORMS = ("文字", "图解", "图表", "问答", "视频", "音频", "新闻发布会", "访谈", "案例", "专家解读", "吹风会", "政策大讲堂", "广播电视问政")


class Interpretation(Record):
    """An interpretation (解读) of a policy, by named interpreters of a drafting or leading unit."""

    one_of = ("points", "questions", "text", "pictures", "link")
    title: str = field("标题", required=True, about="解读的标题，不照抄文件的标题。", example="一图看懂2026年低保标准怎么调")
    form: str = field("形式", Choice(FORMS), required=True, about="用什么形式解读；写图解就要有图、要点或者对比，视频和音频要有“正文”作文字稿。", example="图解")
    type: str | None = field("类型", Choice(("及时解读", "跟踪解读", "咨询解读")), example="及时解读",
                             about="什么时候的解读：随文件发布、执行中跟进，或者回答咨询。")
    unit: Unit = field("解读机构", Reference("units"), required=True, about="起草单位之一，或者“联合单位”的第一个（牵头的）。", example="minzheng")
    interpreters: tuple[Interpreter, ...] = field("解读人", Reference("interpreters", many=True), required=True, example="[chen-shili]",
                                                  about="interpreters.yml 里的代号或姓名，是解读机构的人；形式是专家解读时可以是别的单位的。")
    date: Date = field("日期", Day(out=True), required=True, about="解读发布的日期；与政策同步，一般不晚于政策发布后3个工作日。", example="2026-03-04")
    points: tuple[Point, ...] = field("要点", Nested(Point, many=True, loose="title"), example="[{标题: 低保标准提高到, 数值: '815', 单位: 元/人·月}]",
                                      about="最要紧的几点，一点一句话，或者写标题、数值、单位、说明；有数值的显示成大字。")
    comparisons: tuple[Comparison, ...] = field("对比", Nested(Comparison, many=True), example="[{项目: 低保标准, 原: '760', 新: '815', 单位: 元/人·月}]",
                                                about="新旧对照，一项一条，显示成表格和条形。")
    questions: tuple[Question, ...] = field("问答", Nested(Question, many=True), about="群众会问的问题和答复，一问一答一条。",
                                            example="[{问: 要重新申请吗？, 答: 不需要。}]")
    text: str | None = field("正文", MarkdownText(), about="解读的正文（Markdown）；形式是视频、音频的必须写，作为文字稿。", example="这次调整从2026年4月1日起执行。")
    pictures: tuple[Picture, ...] = field("图片", Nested(Picture, many=True), about="解读的图片，每张都要有文字说明。",
                                          example="[{文件: images/biaozhun.png, 文字说明: 低保标准由760元提高到815元}]")
    link: str | None = field("链接", Link(), about="解读原文的网址，或者 content/files/ 里的文件。", example="https://www.shili.example/jiedu/1.htm")

    policy: "Policy"
    position: int
    """Its place among the interpretations of its policy, from 1."""

    @property
    def address(self) -> str:
        return f"policies/{self.policy.id}/{self.position}.html"


KINDS = ("行政规范性文件", "规划纲要", "专项规划", "实施方案", "通知公告", "其他")
"""What sorts of documents there are (文种)."""


class Window(Record):
    """From when to when a benefit may be applied for (申报), both days included."""

    one_of = ("start", "end")
    start: Date | None = field("起", Day(), about="从哪一天起可以申报；已经开始、不写也明白的可以不写。", example="2026-11-01")
    end: Date | None = field("止", Day(end=True, after="start"), about="最后一天；只写月份就是那个月的最后一天。", example="2026-12-31")


class Benefit(Record):
    """What makes a policy one that favours business (惠企): whom, how much, how to get it, until when, whom to ask."""

    industries: tuple[str, ...] = field("行业", TextList("、"), about="哪些行业的企业可以享受，用 county.yml “行业词”里的词。",
                                        example="[制造业, 批发零售业]")
    companies: tuple[str, ...] = field("企业类型", TextList("、"), about="哪一类企业：规模、成立时间等。", example="[小微企业, 个体工商户]")
    conditions: tuple[str, ...] = field("条件", TextList(), about="要符合什么条件，一条一个。", example="[在本县登记、正常经营满一年]")
    amount: str | None = field("标准", about="给多少：金额、比例、减免多少。", example="每招用1人补贴1000元，最多5万元")
    way: str | None = field("方式", Choice(("免申即享", "申报享受", "直接减免")),
                            about="企业怎样得到；写了企业类型、条件、标准、申报、指南、单位、电话里的任何一个，就要写。", example="申报享受")
    delivery: str | None = field("兑现方式", about="企业怎样拿到钱：打到哪里、多少天、找谁。", example="审核通过后15个工作日内拨付到对公账户")
    window: Window | None = field("申报", Nested(Window), about="申报的起止日期；长期都可以的不写。", example="{起: 2026-11-01, 止: 2026-12-31}")
    guide: Any = field("指南", Reference("guides"), about="怎样申报的办事指南，写 guides/ 里的代号或标题。", example="wenjian-butie")
    unit: Unit | None = field("单位", Reference("units"), about="问哪个单位，写 units.yml 里的代号、名称或别名；不写就是起草单位。", example="gongxin")
    phone: str | None = field("电话", Phone(), about="专门答复企业的电话，带区号；不写就用单位的电话。", example="0590-7000210")

    def state(self, as_of: Date, until: Date | None = None) -> str:
        """Whether it can be applied for on the edition's date.  `until`: the last day of its policy (失效日期)."""
        start, end = self.window and self.window.start, self.window and self.window.end
        if any(day and day.day < as_of.day for day in (end, until)):
            return "已截止"
        if start and start.day > as_of.day:
            return "未到时间"
        return "可申报" if end or start else "长期"


CONCEALED = ("text", "link", "attachments")
"""What is not published of a policy that is 不予公开."""


class Policy(Record):
    """A policy document (政策) with its metadata, text and interpretations."""

    folder = "policies"
    naming = ("title",)
    begun_with = ("no_interpretation", "text")
    at_hand = ("document_number", "text", "interpretations")
    title: str = field("标题", required=True, about="文件的标题，照文件原样写。", example="关于执行2026年最低生活保障标准的通知")
    document_number: str | None = field("文号", about="发文字号，年份用六角括号“〔〕”，序号前不加“第”、不编虚位。", example="示政办〔2026〕8号")
    kind: str | None = field("文种", Choice(KINDS), about="是哪一种文件：行政规范性文件、规划纲要、专项规划、实施方案、通知公告或其他。", example="行政规范性文件")
    issuers: tuple[Unit, ...] = field("发文机关", Reference("units", many=True), required=True, about="落款的单位，联合发文的都写。", example="zhengfuban")
    drafters: tuple[Unit, ...] = field("起草单位", Reference("units", many=True), required=True, about="起草这个文件的单位，由它解读。", example="minzheng")
    joint: tuple[Unit, ...] = field("联合单位", Reference("units", many=True), about="联合发文的单位，牵头的写在第一个。", example="[minzheng, caizheng]")
    written: Date = field("成文日期", Day(), required=True, about="文件落款的日期。", example="2026-03-02")
    published: Date = field("发布日期", Day(out=True), required=True, about="在门户网站公开的日期，不早于成文日期；在截至日期以后的，到那天才公布。", example="2026-03-04")
    effective: Date | None = field("施行日期", Day(), about="从哪一天起施行，按文件的规定写。", example="2026-04-01")
    expires: Date | None = field("失效日期", Day(), about="有效期满的日期，按文件的规定写。", example="2028-03-31")
    validity: str | None = field("有效性", Choice(("有效", "失效", "废止", "已修订")), about="现在是否有效；不写时按施行日期、失效日期和截至日期推算。", example="有效")
    index_number: str | None = field("索引号", about="政府信息公开目录系统给的索引号，完整抄写，不重复。", example="003500000/2026-00008")
    subject: str | None = field("主题分类", about="信息公开目录的主题分类，按门户网站的分类写。", example="民政、社会救助")
    attribute: str | None = field("公开属性", Choice(ATTRIBUTES), about="这个文件能不能公开；写不予公开的，正文、链接、附件都不发布。", example="主动公开")
    exemption: Exemption | None = field("不予公开理由", Nested(Exemption), about="公开属性是不予公开时必须写：依据哪一条、为什么。",
                                        example="{依据: 《政府信息公开条例》第十六条, 理由: 内部管理信息}")
    domains: tuple[Record, ...] = field("领域", Reference("domains", many=True), about="属于哪些领域，写领域的代号、名称或别名。", example="[shehui-jiuzhu]")
    keywords: tuple[str, ...] = field("关键词", TextList("、"), about="群众会用来搜的词。", example="[低保标准, 提标]")
    benefit: Benefit | None = field("惠企", Nested(Benefit), about="惠企政策写给哪些行业、给多少、怎么拿、到哪天、问谁；不是惠企政策的不写。",
                                    example="{行业: [制造业], 方式: 申报享受, 标准: 每户2万元, 申报: {止: 2026-12-31}}")
    text: str | None = field("正文", MarkdownText(), about="文件的正文（Markdown），一般用竖线 | 分行写；与“正文文件”只写一个。", example="现将2026年最低生活保障标准通知如下。")
    text_file: str | None = field("正文文件", FilePath(), about="正文放在 content/files/ 里的 Markdown 文件；与“正文”只写一个。", example="zhengwen/dibao-2026.md")
    link: str | None = field("链接", Link(), about="文件原文的网址，或者 content/files/ 里的文件。", example="https://www.shili.example/zfwj/2026/8.htm")
    attachments: tuple[Attachment, ...] = field("附件", Nested(Attachment, many=True), about="文件的附件，每个写名称和文件。",
                                                example="[{名称: 标准对照表, 文件: dibao-biaozhun-duizhao-2026.xlsx}]")
    no_interpretation: str | None = field("不解读理由", about="不需要解读的，写明为什么；有解读的不写。", example="内部工作规程，不涉及公众")
    progress: tuple[Progress, ...] = field("落实情况", Nested(Progress, many=True), about="政策执行到什么程度，一次写一条，新的加在后面。",
                                           example="[{日期: 2026-04-10, 内容: 4月份保障金已按新标准发放到户。}]")
    interpretations: tuple[Interpretation, ...] = field(
        "解读", Nested(Interpretation, many=True), about="这个政策的解读，可以有几篇；新的加在最后，已有的不删、不调换次序（网址里有它的次序）。",
        example="[{标题: 一图看懂低保标准怎么调, 形式: 图解, 解读机构: minzheng, 解读人: [chen-shili], 日期: 2026-03-04, 要点: [标准提高到815元]}]")

    @property
    def address(self) -> str:
        return f"policies/{self.id}.html"

    def expired(self, as_of: Date) -> bool:
        """Whether its last day (失效日期) is past; on that day it still holds."""
        return self.expires is not None and earlier(self.expires, as_of)

    def standing(self, as_of: Date) -> str:
        """Whether it holds on the edition's date: as stated (有效性), else from its dates."""
        return self.validity or ("失效" if self.expired(as_of) else "尚未施行" if self.effective and earlier(as_of, self.effective) else "有效")

    @property
    def withheld(self) -> bool:
        """Whether only its existence and the ground are published (不予公开，条例第十四至十六条)."""
        return self.attribute == WITHHELD
