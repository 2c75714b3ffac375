"""What stands around matters: titles that name a domain, notes, signatures, sums."""
import re
from functools import cache

from disclosure.read.law import law
from disclosure.read.standard_form import folded

NOTE = re.compile(r"^[（(*※★]*\s*(?:备\s*注|附\s*注|注\s*释?|说\s*明|填\s*[表报写]\s*说\s*明|编\s*制\s*单\s*位|填\s*报\s*单\s*位|填\s*报\s*部\s*门|填\s*表\s*单\s*位|报\s*送\s*单\s*位|编\s*制\s*部\s*门|制\s*表\s*单\s*位|"
                  r"[填制编]\s*[表报制]\s*[人日时]|审\s*核|负\s*责\s*人|联\s*系\s*[人电方]|分\s*管\s*领\s*导|单\s*位\s*[（(]?\s*盖?\s*章|日\s*期|附\s*件|续\s*表|接\s*上|第\s*\d+\s*页|共\s*\d+\s*页|单\s*位\s*[:：]|公\s*开\s*日\s*期)"
                  r"(?=\s*$|[\s\d一二三四五六七八九十:：、.。（(）)人期间单_＿页]|$)")
END = re.compile(r"[（(]?\s*(?:以\s*下\s*(?:空\s*白|无\s*正\s*文)|此\s*页\s*无\s*正\s*文|转\s*下\s*页|下\s*转\s*第?\s*\d*\s*页|(?:(?:本|以上|全|该)\S{0,10})?共\s*计?\s*\d+\s*[项个条]\S{0,6})\s*[）)]?[。.]?")
"""What only says that, or where, a table ends."""
SIGNED = re.compile(r"(?:20\d\d|二[〇○零]\S{2})\s*年\s*\S{1,2}\s*月\s*(?:\S{1,3}\s*日)?|20\d\d[./-]\d{1,2}[./-]\d{1,2}|\S{2,30}[（(]\s*(?:盖\s*章|公\s*章|印\s*章)\s*[）)]")
"""The day and the stamp below a table."""
OFFICE = re.compile(r"\S{2,24}(?:局|委|办|政府|中心|院|处|委员会|站|所|队|会)(?:[（(].{1,6}[）)])?")
COUNTERS = ("甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "一二三四五六七八九十")
AS_OF = re.compile(r"^\S.{0,40}，截至\s*\d{4}-\d{2}(?:-\d{2})?$")
"""The line below the tables that `export` writes."""
TOTAL = re.compile(r"^\s*(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*数)\s*[:：]?")
SUBTOTAL = re.compile(r"\S{1,16}(?:小计|合计|总计|共计)[:：]?")
"""What is counted at the end of a group."""
FIRST_LEVEL = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}(?:[、.．]|[)）][、.．]?)|第[一二三四五六七八九十]{1,3}[类部][、：:\s]*)\s*(?=\S)")
SORTS = r"(?:政务公开|政府信息公开|政府公开|信息公开|事项公开|公开)"
TITLE = re.compile(rf"^(?P<head>.*?)(?:基层)?{SORTS}(?:事项|工作)?(?:标准化?|标准化规范化|规范化)?(?:事项)?(?:目录|清单|指引)")
PLACE = re.compile(r".*(?:省|市|县|区|旗|镇|乡|街道|街道办事处|村|社区|居委会|村委会|政府|局|委|办|院|部|厅|中心|大队|公司|学校|分局|所)$")
NOBODY = {"", "村务", "居务", "村居务", "村（居）务", "村(居)务", "政务", "基层", "本级", "县级", "乡级", "全县", "各领域", "试点", "26个试点", "重点", "相关", "政府", "工作"}


def of_domain(line: str, county: tuple[str, ...] = ()) -> str:
    """The domain that a title names; "" where it names none, or is no title of a catalogue."""
    text = re.sub(r"\s", "", line)
    text = re.sub(r"^(?:附件\d*[:：]?|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]+)", "", text)
    text = re.sub(r"[《》“”\"]", "", text)
    found = TITLE.match(text)
    if not found or len(text) > 60:
        return ""
    head = found["head"]
    named = head.endswith(("领域", "方面"))
    head = re.sub(r"(?:的)?(?:试点)?(?:领域|方面)$", "", head)
    head = re.sub(r"(?:的|领域)?基层$", "", head)
    head = re.sub(r"^.*?(?:省|市|县|区|旗)(?:.{1,6}?(?:镇|乡|街道))?(?=.{2,}$)", lambda place: "" if not kept(place[0], head) else place[0], head, count=1)
    for name in sorted(filter(None, county), key=len, reverse=True):
        head = head.removeprefix(name)
    head = re.sub(r"^(?:20\d\d年?(?:度)?)", "", head)
    if head in NOBODY or head.endswith(("村务", "居务", "村居务", "村社区")) or not (2 <= len(head) <= 24) or (not named and PLACE.fullmatch(head)):
        return ""
    return head


def kept(prefix: str, whole: str) -> bool:
    """Whether what looks like a place is a part of the domain's name: 城市管理, 市政服务."""
    rest = whole[len(prefix):]
    return prefix.endswith("市") and rest[:1] in "政场容民" or prefix.endswith("区") and rest[:1] in "域划" or prefix[-2:] in ("城市", "农区", "社区", "园区", "地区", "县域")


def same_domain(one: str, names: tuple[str, ...]) -> bool:
    """Whether a name means a domain that goes by `names`: without regard to 领域, brackets, blanks; also by the other names of pilot domains."""
    mine = plain(one)
    known = {plain(name) for name in names if name}
    for group in pilots():
        if mine in group:
            known |= group if group & known else set()
    return any(mine == name or (len(min(mine, name, key=len)) >= 3 and (mine in name or name in mine)) for name in known)


@cache
def pilots() -> tuple[frozenset[str], ...]:
    """The names that each pilot domain goes by."""
    return tuple(frozenset(map(plain, (pilot.name, *pilot.also))) for pilot in law().pilot_domains)


def plain(name: str) -> str:
    return re.sub(r"(?:领域|工作)$", "", re.sub(r"[\s()（）、]", "", folded(name)))


def is_note(text: str) -> bool:
    return NOTE.match(text) is not None or AS_OF.match(text) is not None or END.fullmatch(text.strip()) is not None


def says_nothing(text: str) -> bool:
    """Whether a line only counts attachments, pages or parts of a table."""
    return re.fullmatch(r"[（(]?(?:附[件表]?|续表|接上[页表]?|第?\d+页)?[\d一二三四五六七八九十]*[:：—\-]*(?:第\d+页)?[，,]?(?:共\d+页)?[）)]?", re.sub(r"\s", "", text)) is not None


def is_signature(text: str) -> bool:
    return SIGNED.fullmatch(text.strip()) is not None


def counts(texts: list[str]) -> bool:
    """Whether a row only counts the columns: 1 2 3, （1）（2）（3）, 甲 乙 1 2, A B C."""
    before: tuple[int, int] | None = None
    for text in texts:
        said = re.sub(r"[\s（()）\[\]第栏列]", "", text)
        row = next((n for n, some in enumerate(COUNTERS) if len(said) == 1 and said in some), None)
        now = (row, COUNTERS[row].index(said)) if row is not None else (len(COUNTERS), int(said)) if re.fullmatch(r"\d{1,2}", said) else None
        if now is None or (before is not None and (now[1] != before[1] + 1 if now[0] == before[0] else now[1] > 1)):
            return False
        before = now
    return True
