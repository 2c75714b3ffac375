"""Who comments, complains, rates, applies or attends is never told: names, masked ones too, in the registers of participation and ratings.

Plain words (反馈人, 申请人, 居民代表) are not names; what follows them may be.
"""
import re
from collections.abc import Iterator
from itertools import chain

from disclosure.model.fields import FilePath, Link, Record, several
from disclosure.model.rare import Rare
from disclosure.rules.people import PERSON
from disclosure.rules.registry import Case, once
from disclosure.rules.tables import Cell, Tables

KINDS = ("decisions", "meetings", "activities", "responses", "ratings")
"""The registers in which people take part."""
SURE = ("王李张刘陈杨黄赵吴周徐孙马朱胡郭林罗郑梁谢宋唐许韩邓冯曹彭肖田董潘袁蔡蒋余杜叶程魏苏吕丁卢姚沈钟姜崔谭陆范汪廖石韦贾夏付邹熊孟秦邱侯尹薛闫阎段雷黎史陶贺毛郝顾"
        "龚邵覃武钱戴莫孔汤赖施洪翁柯庄詹涂俞缪阮卓章兰倪鲁葛祝齐甘欧柳殷聂岳耿裴苗辛蒙邢骆冉鄢佘饶巫")
DOUBTFUL = "于向任何常曾方连高万白江金温康易乔严龙池游官包华安关明时和应伍宁左"
"""Surnames that are more often other words: only where no word goes on before them."""
DOUBLE = "欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|东方|夏侯"
FAMILY = rf"(?:{DOUBLE}|[{SURE}]|(?<![一-龥])[{DOUBTFUL}])"
SIGN = r"[*＊×✕✖○〇●■□◯]|[xX]"
CALLED = "女士|先生|小姐|大爷|大妈|大娘|大叔|大伯|老伯|阿姨|奶奶|爷爷|婆婆|师傅|同学|大姐|大哥"
NOT_AFTER = "年月日天时期县市区村镇乡局街部单位项地处次种些个件类企业公司方面人群行领域学校家段层点路小号职"
MASKED = Rare(rf"{FAMILY}(?:(?:{SIGN}){{2,3}}(?![年月日县市区局镇乡村号路0-9A-Za-z])|(?:{SIGN})(?![一-龥0-9A-Za-z*＊×xX])|某某?(?![{NOT_AFTER}])|(?:{CALLED}))")
"""朱**, 王某, 李女士."""
ASKING = ("反馈人|评价人|评议人|申请人|提出人|提议人|建议人|意见人|投诉人|举报人|反映人|来信人|来电人|来访人|信访人|上访人|诉求人|咨询人|留言人|参加人|参会人|与会人|旁听人|报名人|联系群众|"
          "服务对象|办事群众|网民|网友|昵称|署名")
PLAIN = rf"(?:(?:{DOUBLE})[一-龥]{{1,2}}|[{SURE}{DOUBTFUL}][一-龥]{{1,2}})"
SAYS = "提出|提问|建议|反映|认为|表示|来电|来信|来访|投诉|举报|咨询|留言|评价|反馈"
LABELLED = Rare(rf"(?:{ASKING})(?:员|代表)?(?:姓名)?[\"'”]?\s?[：:（(]\s?[\"'“]?(?P<name>{PLAIN})(?:(?![一-龥])|(?={SAYS}))")
"""反馈人：张三."""
TOLD = Rare(rf"(?:村民|居民|市民|群众|网民|网友|业主|家长|住户|商户|店主|读者|旅客)(?P<name>(?:{DOUBLE})[一-龥]{{1,2}}|[{SURE}][一-龥]{{1,2}}?)(?:等人)?(?:{SAYS})")
"""村民张三提出."""
NO_NAME = Rare("[人员者户位属区村镇乡县市局办所站社会校厂店院部处科组队司行委方等]$|贴|金额|时候|代表|群众")
EMPHASIS = re.compile(r"(\*{1,2})(?=[\w“《])([^*\n]+)\1")
HEADS = Rare(rf"(?:{ASKING})(?!数|次)|姓[ \u3000]*名")
POSTS = re.compile("职务|职称|岗位|分管")
PERSONAL = re.compile(r"姓[ \u3000]*名|户名|户主|身份证|证件号|[账帐]号|卡号|住址")
NAMED = re.compile(r"姓[ \u3000]*名|户名")
OFFICIAL = re.compile("负责|经办|联系人|审核|制表|填报|单位|企业|公司|干部")
WHOLE = Rare(rf"(?:{MASKED.pattern}|{PLAIN}|(?<![一-龥]){PERSON.pattern}[*＊]+)")


def people_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a text names somebody who takes part: start and end."""
    plain = EMPHASIS.sub(lambda found: f"{' ' * len(found[1])}{found[2]}{' ' * len(found[1])}", text) if "*" in text else text
    for found in chain(MASKED.finditer(plain), LABELLED.finditer(plain), TOLD.finditer(plain)):
        name = found.groupdict().get("name")
        if name is None or not NO_NAME.search(name):
            yield (found.start("name"), found.end("name")) if name else found.span()


def people_listed(tables: Tables) -> Iterator[Cell]:
    """The cells of a column of people that name one; lists of officials, with their posts, are none."""
    for line, heads in tables.below(HEADS):
        columns = [i for i, head in enumerate(heads) if HEADS.search(head.text) and len(head.text) <= 16]
        if not columns or any(POSTS.search(head.text) for head in heads):
            continue
        for row in tables.rows_after(line, HEADS):
            for cell in (row[i] for i in columns if i < len(row) and WHOLE.fullmatch(row[i].text) and not NO_NAME.search(row[i].text)):
                yield Cell(cell.text, tables.text.find(cell.text, cell.start))


@once
def tables_of(case: Case, path: str) -> tuple[Tables, ...]:
    """The tables of an attachment."""
    return tuple(Tables(f"content/files/{path}" + (f"#{part}" if part else ""), text) for part, text in case.seen(path).texts) if path in case.paths else ()


def files_of(record: Record) -> Iterator[tuple[Record, str, str]]:
    """(record within it, code, path) for every attachment that a record gives."""
    for one in record.and_within():
        for code, f in one.fields.items():
            if isinstance(f.kind, FilePath | Link):
                for path in several(getattr(one, code)):
                    if "://" not in path:
                        yield one, code, path.removeprefix("/")


def columns(case: Case, path: str, wanted: re.Pattern[str]) -> list[str]:
    """The headings in an attachment that say so, each once; not those of officials."""
    found = (head.text for tables in tables_of(case, path) for _, heads in tables.below(wanted) for head in heads
             if len(head.text) <= 16 and wanted.search(head.text) and not OFFICIAL.search(head.text))
    return list(dict.fromkeys(found))


def personal_columns(case: Case, path: str) -> list[str]:
    """The headings of columns with what belongs to people: names, addresses, accounts."""
    return columns(case, path, PERSONAL)


def named_columns(case: Case, path: str) -> list[str]:
    """The headings of columns with names."""
    return columns(case, path, NAMED)
