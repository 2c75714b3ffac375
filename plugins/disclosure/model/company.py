"""The company that a number keeps: words before and after it, and the heading of its column, that say what it is or what it is not."""
import datetime
import re
from typing import NamedTuple

from disclosure.model.rare import Rare

KEYWORD = Rare(r"身份证|证件号|公民身份|身份号|社会保障号|学籍号|残疾人?证|永久居留")
"""Says that a 身份证号 comes."""
PHONE = Rare(r"电话|手机|联系|微信|钉钉|支付宝|话[:：]|(?<![a-z])(?:tel|phone|mob|cell|qq|wx|vx|wechat)", re.I)
CARD = Rare(r"卡号|[账帐][号户]|银行卡|一卡通|存折|社保卡|(?<![a-z])card", re.I)
OWN = Rare(r"身份|证件|公民|社会保障|学籍|学生|残疾|低保|特困|参保|人员|姓名|户主|监护|护照|个人|职工|电话|手机|联系|[账帐][号户]|卡号|税")
"""In the name of a number: it is somebody's own, whatever else its name says."""
THING = ("许可|项目|工程|合同|备案|证书|宗地|地块|图斑|单元|订单|流水|招标|标段|采购|交易|资产|档案|凭证|缴款|设备|公告|文件|批复|批准|批文|执照|监督|快递|运单|"
         "条形|条码|合格证|发票|机构|林权|产权|事项|业务|受理|办件|土地|房屋|建[设筑]|规划|施工|竣工|验收|产品|药品|器械|商标|专利|标准|车架|发动机|[地建乡设]字")
NAME_ENDS = r"[^一-龥0-9a-zA-Z]{0,6}(?:No\.?|[a-z]{2,3}|[为是系])?[^一-龥0-9a-zA-Z]{0,4}$"
CREDIT = Rare(rf"(?:信用代码|机构代码)[^一-龥0-9]{{0,4}}(?:证?号码?)?{NAME_ENDS}")
STRONG = Rare(rf"([一-龥]{{0,8}}(?:{THING})[一-龥()（）]{{0,10}}?(?:编号|编码|代码|号码?|码|证|第)){NAME_ENDS}", re.I)
"""A number of a thing: 施工许可证编号, 项目代码."""
WEAK = Rare(rf"([一-龥]{{0,8}}(?:编号|编码|代码|序号|单号|流水|批次|序列号?|标识码|识别码)){NAME_ENDS}", re.I)
"""A number of something that is not said."""
AMOUNT_BEFORE = Rare(r"(?:[¥￥$＄]|(?:金额|投资额?|资金|合计|总[计额价值]|预算|决算|收入|支出|造价|价格?|产值|面积|数量|余额|次数|人数)(?:[（(][^（()）]{0,6}[）)])?[^一-龥0-9A-Za-z]{0,4}[为约达共]?)[ ]?$")
AMOUNT_AFTER = Rare(r"(?:\.\d{1,2}(?![\d.]))?[ \u00a0]?(?:[（(]?(?:[万亿]?[美港欧日]?元|[万亿](?!达|福|家|科)|平方|公顷|亩|㎡|m2|立方|吨|公斤|千克|千瓦|度|人次|次|册|股|件|户|头|株|%|％))|\.\d{1,2}(?![\d.])")
FILE_NAME = Rare(r"[\w.\-]{0,80}\.(?:[sx]?html?|jspx?|aspx?|php|css|js|json|xml|png|jpe?g|gif|svg|webp|ico|woff2?|map)(?![A-Za-z0-9])", re.I)
ADDRESS = Rare(r"(?:[a-z][a-z0-9+.\-]{1,9}://|www\.)[!#-&(-+\-./0-;=?-\[\]_a-z~]*$", re.I)
"""An address up to here; a comma ends it, for it ends the cell of a table."""
DIALLED = Rare(r"(?:tel|sms|phone|mobile|sjh?|dh)[:=]/{0,2}\+?(?:86)?$", re.I)
LETTERS = re.compile(r"([0-9A-Za-z]*[A-Za-z])[.:：]?$")
SPOKEN = Rare(r"(?i:tel|telephone|phone|mobile|mob|cell|qq|wx|vx|wechat|weixin|no|id|m|t|p|dh|sj|sjh|lxdh|call|fax|whatsapp)|[A-Z]?[a-z]*[g-z][a-z]{2,}")
"""What people set before a telephone number without a blank: such words, and whatever else is no part of a code or a hash."""


class Known(NamedTuple):
    """What is known where a number stands: the day that counts as today, and the county's own division."""

    day: datetime.date | None = None
    division: str = ""


PEOPLE = re.compile(r"^(?!.*(?:负责|代表|法人|经理|总监|监理|联系|经办|审核|制表|填报)).*姓[ \u3000]*名")
"""Over a column: the rows of its table are people, not things that somebody answers for."""


class Heading(NamedTuple):
    """The heading over a number, "" where it is in no table; `people`: a column of its table has the names of people."""

    text: str = ""
    people: bool = False


class Company(NamedTuple):
    """What stands round one number; `head`: the heading of its column, `people`: its row is about somebody."""

    before: str
    after: str
    head: str
    people: bool = False

    @classmethod
    def of(cls, text: str, start: int, end: int, head: Heading) -> "Company":
        return cls(text[max(0, start - 120):start], text[end:end + 90], *head)

    def says(self, word: Rare) -> bool:
        """Whether the words close before the number, or its heading, say so."""
        return bool(word.search(self.before[-24:]) or word.search(self.head))

    def named(self, name: Rare) -> bool:
        """Whether the number is called so, and not by a name that says whose it is."""
        for label in (self.head, self.before[-40:]):
            if label and (found := name.search(label)):
                return not OWN.search(found[0])
        return False

    @property
    def amount(self) -> bool:
        """Whether it counts something."""
        return bool(AMOUNT_AFTER.match(self.after) or AMOUNT_BEFORE.search(self.before[-24:]) or AMOUNT_BEFORE.search(self.head))

    @property
    def addressed(self) -> bool:
        """Whether it is part of an address or of a file's name, or numbers a document."""
        if DIALLED.search(self.before):
            return False
        return bool(ADDRESS.search(self.before) or (self.before[-1:] in ("/", "_", "-", ".", "") or self.before[-1:].isascii()) and FILE_NAME.match(self.after)
                    or self.before.endswith(("第", "〕", "]")) and self.after.startswith("号"))

    @property
    def glued(self) -> bool:
        """Whether letters that are no word for a telephone touch it: a code, or a hash."""
        if found := LETTERS.search(self.before):
            if self.before[-1:] not in ".:：" and not SPOKEN.fullmatch(found[1]):
                return True
        after = re.match(r"[A-Za-z]+[0-9]?", self.after)
        return bool(after and not re.fullmatch(r"(?:qq|wx|vx|tel|phone|wechat|x)", after[0], re.I))


def of_a_thing(kind: str, digits: str, company: Company, known: Known) -> bool:
    """Whether a number that has the form of a personal one is shown by its company to be none."""
    if kind == "身份证号":
        born = datetime.date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14])) if len(digits) == 18 else None
        if born is None:
            return False
        if known.day and (born - known.day).days > -120 and not company.says(KEYWORD):
            return True  # nobody so young has a number yet; codes carry the day on which they were given
        if company.named(CREDIT):
            return digits[0] in "159"
        return born.year >= 1995 and company.named(STRONG) or born.year >= 2000 and not company.people and company.named(WEAK)
    if kind == "手机号":
        if PHONE.search(re.split(r"[，,。；;\n|\x1f]", company.before[-16:])[-1]) or PHONE.search(company.head):
            return company.addressed
        return company.amount or company.addressed or company.glued or company.named(STRONG) or company.named(WEAK)
    if company.says(CARD):
        return False
    own = bool(known.division) and len(digits) == 16 and digits.startswith(known.division)
    return own or company.amount or company.addressed or company.glued or company.named(CREDIT) or company.named(STRONG) or company.named(WEAK)
