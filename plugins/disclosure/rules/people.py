"""People in tables and sentences: children whose names stand beside when they were born or where they go to school, residents with their telephones."""
import datetime
import re
from collections.abc import Iterator

from disclosure.model.numbers import PAPERS, Number, document_under
from disclosure.model.rare import Rare
from disclosure.rules.tables import Cell, Tables

CHILD_SAID = r"(?:姓名|学生|幼儿|儿童|孩子|婴儿|小孩)"
NAMED = re.compile(CHILD_SAID + r"(?:姓名)?[：: \t,，|]{0,3}[一-龥]{2,4}[，,、；; \t|（(\n].{0,40}?(?:出生(?:日期|年月日?|时间)?|生于|生日)[：: \t,，|]{0,3}(?P<y>(?:19|20)\d\d)")
SCHOOLED = re.compile(r"(?:学生|幼儿|儿童)?姓名[：: \t,，|]{0,3}[一-龥]{2,4}[，,、；; \t|（(\n].{0,40}?(?:学籍号|小学.{0,6}(?:年级|班)|幼儿园.{0,4}班)")
NAME = re.compile(r"姓[ \u3000]*名")
CHILDREN = re.compile("学生|幼儿|儿童|新生|孩子|孤儿|学童")
CHILD_HEAD = Rare(rf"(?:受助|资助|获奖|录取|在[读园]|困境|留守|贫困|拟?录取)?(?:{CHILDREN.pattern})")
"""The heading of names where it says whose they are and not that they are names."""
PERSON = Rare(r"[一-龥]{1,3}[ \u3000]{0,2}[一-龥某]{1,3}(?:·[一-龥]{1,8})?")
NOT_THE_CHILD = re.compile(r"监护|家长|父|母|教师|老师|负责|法人|联系|经办|班主任|校长")
BIRTH, AGE = re.compile("出生|生日"), re.compile("年龄|周岁")
SCHOOL = re.compile("^(?!.*(?:毕业|任教|工作|录用|报考)).*(?:学校|班级|年级|学籍|幼儿园|班别|就读|园所)")
GROWN = re.compile("职称|职务|任教|学科|岗位|学历|学位|专业|工作单位|准考证|教龄|资格|党派|笔试|面试")
"""Headings of lists of teachers, candidates and officials."""
HIGHER = re.compile("大学|学院|职业技术|研究生|高等专科")
YEAR = re.compile(r"(?:(?P<y>19\d\d|20\d\d)\D?(?P<m>0?[1-9]|1[0-2])?|(?P<serial>[3-5]\d{4}))(?!\d{5})")
"""A date as cells hold it; a spreadsheet's own number counts days from the end of 1899."""
TELEPHONE = re.compile("电话|手机|联系方式|号码")
RESIDENT = Rare("住址|家庭|村民|户主|居民|补[助贴]|救助|低保|特困|残疾|受益|金额|年龄|申请人|监护|与户主关系|保障")
OFFICE = Rare("职务|职称|科室|部门|单位|机构|岗位|办公|执法|值班|分管|网格|负责|窗口|股室|学校|医院|名称|职责|河长|律师|主任")
FIXED = re.compile(r"(?:0\d{2,3}[-— ]?)?[2-8]\d{6,7}")

SURNAME = ("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵"
           "万钱严覃武戴莫孔汤欧阳洪施游詹涂阮翁柯庄温")
CHILD = Rare(f"[{SURNAME}][一-龥某]{{1,2}}")
"""A name below such a heading: numbers of children, or what is free for them, may stand there as well."""
ASIDE = (r"(?:申请人|低保户|低保对象|特困人员|救助对象|户主|受助人|受益人|投诉人|举报人|信访人|反映人|家长|监护人|村民|居民|群众|业主|患者|考生|住户|农户|中奖人)[：:]?"
         rf"(?P<name>[{SURNAME}][一-龥]{{1,2}})(?:同志|先生|女士)?(?=[，,、（(；;：: \u3000]|联系|电话|家庭|住)[^。；;\n]{{0,24}}?(?:电话|联系方式|[（(])[：:号码是为 ]{{0,4}}")
RESIDENT_SAID = re.compile(ASIDE + r"(?P<phone>(?<![0-9])(?:0\d{2,3}[-— ]?)?[2-8]\d{6,7})(?![0-9])")
"""A resident by name in a sentence, and the fixed telephone behind it; a mobile one is told by itself."""

CHILDISH = ("出生", "生日", "年龄", "岁", "学校", "班", "年级", "学籍", "就读", "园")
"""A table of children has one of these over a column."""


def born(cell: str) -> datetime.date | None:
    """The day in a cell, or the first of the month or year; None where it holds none."""
    if not (found := YEAR.match(cell)):
        return None
    if found["serial"]:
        return datetime.date(1899, 12, 30) + datetime.timedelta(int(found["serial"]))
    return datetime.date(int(found["y"]), int(found["m"] or 1), 1)


def column(heads: list[Cell], wanted: re.Pattern[str], but: re.Pattern[str] | None = None) -> int | None:
    """The first column whose heading says so."""
    return next((i for i, head in enumerate(heads) if wanted.search(head.text) and len(head.text) <= 16 and not (but and but.search(head.text))), None)


def at(row: list[Cell], column: int | None) -> str:
    return row[column].text if column is not None and column < len(row) else ""


def children(tables: Tables, today: datetime.date) -> Iterator[tuple[int, list[Cell]]]:
    """(line of the heading, names) for every table that names children: not yet 14, or at school."""
    for line, heads in tables.below(re.compile(f"{NAME.pattern}|{CHILDREN.pattern}")):
        if found := named_children(heads, tables.rows_after(line, NAME), today):
            yield line, found


def named_children(heads: list[Cell], rows: Iterator[list[Cell]], today: datetime.date) -> list[Cell]:
    """The names in a table that are those of children: not yet 14, or at school."""
    name, person = column(heads, NAME, NOT_THE_CHILD), PERSON
    if name is None:
        name, person = next((i for i, head in enumerate(heads) if CHILD_HEAD.fullmatch(head.text)), None), CHILD
    birth, age = column(heads, BIRTH), column(heads, AGE)
    grown = column(heads, GROWN) is not None
    schools = [] if grown else [i for i, head in enumerate(heads) if SCHOOL.search(head.text) and len(head.text) <= 16]
    if name is None or (birth is None and age is None and not schools):
        return []
    found = []
    for row in rows:
        if name >= len(row) or not person.fullmatch(row[name].text):
            continue
        day, years = born(at(row, birth)), re.match(r"(\d{1,2})(?:周?岁)?$", at(row, age))
        told = [cell for i in schools if (cell := at(row, i)) not in ("", "无", "/", "-", "—")]
        young = day is not None and day.replace(day=1) > today.replace(year=today.year - 14, day=1) or years is not None and int(years[1]) < 14
        if young or (told and day is None and years is None and not HIGHER.search("".join(told))) or (told and day and day.year > today.year - 18 and not HIGHER.search("".join(told))):
            found.append(row[name])
    return found


def residents(tables: Tables) -> Iterator[list[Cell]]:
    """The names in every table that gives residents' telephones beside them; officials and their offices are none."""
    for line, heads in tables.below(NAME):
        name, phone = column(heads, NAME), column(heads, TELEPHONE, re.compile("办公|单位|证|身份"))
        if name is None or phone is None or column(heads, RESIDENT) is None or any(OFFICE.search(head.text) for head in heads):
            continue
        if found := [row[name] for row in tables.rows_after(line, NAME) if PERSON.fullmatch(at(row, name)) and FIXED.fullmatch(at(row, phone))]:
            yield found


def residents_said(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences name a resident together with a telephone."""
    return (found.span("name") for found in RESIDENT_SAID.finditer(text)) if "电话" in text or "联系方式" in text or "（0" in text else iter(())


def papers(tables: Tables) -> Iterator[Number]:
    """The numbers of passports and other papers that only the heading of their column makes known."""
    for line, heads in tables.below(PAPERS):
        columns = [i for i, head in enumerate(heads) if PAPERS.search(head.text)]
        for row in tables.rows_after(line, PAPERS):
            for cell in (row[i] for i in columns if i < len(row) and document_under(heads[i].text, row[i].text)):
                start = tables.text.find(cell.text, cell.start)
                yield Number("证件号码", start, start + len(cell.text), re.sub(r"[^0-9A-Za-z]", "", cell.text))
