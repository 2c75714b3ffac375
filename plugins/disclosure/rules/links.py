"""Links: what is written as an address or a file leads to what it promises."""
import re
from collections import defaultdict
from collections.abc import Iterator
from operator import itemgetter
from posixpath import dirname, relpath
from urllib.parse import unquote, urlsplit

from disclosure.markdown import anchors
from disclosure.model.county import COLLECTIONS
from disclosure.model.finding import Severity
from disclosure.model.place import Place, Spot
from disclosure.read.addresses import parted
from disclosure.read.attachments.kinds import mismatch
from disclosure.read.files import path_named, settled, target_of
from disclosure.read.pages import body
from disclosure.rules.pages import nearest, page_links, published, record_pages, written_pages
from disclosure.rules.registry import Case, Found, notes, once, rule
from disclosure.rules.written import Written, hits, place_of, several, short, written

CHECKED = "建议：链接可用、附件能打开（全国政府网站普查评分表有“链接可用性”“附件下载”）"
IN_MARKDOWN = re.compile(r"\]\(\s*<?([^()\s<>]+(?:\([^()\s]*\))?[^()\s<>]*)|h(?<![(<]h)ttps?://[^\s<>()\[\]\"'，。；、）】》”]+")
"""Each way begins with one character, for which re looks fast, and only then looks at what is before it."""
IN_TEXT = re.compile(r"https?://[^\s<>()\[\]\"'，。；、）】》”]+")
HOST = re.compile(r"https?://(?:[^/?#@\s]*@)?(\[[^\]]*\]|[^/:?#\s]+)(?::(\d+))?", re.I)
IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:]+\]")
INTERNAL = re.compile(r"localhost|.*\.(?:local|lan|localdomain|internal|intranet)|[^.]+", re.I)
BROKEN = re.compile(r"[，。；、（）【】《》“”\s\\]|^https?:/*https?:|^https?:///|[.,;:!]$", re.I)


@once
def links(case: Case, everywhere: bool = False) -> tuple[tuple[Written, str, int], ...]:
    """Every address or path of a file that editors wrote: in which text, and where in it."""
    if everywhere and not case.only:
        return links(case)
    there = written(case, everywhere, linking=True)  # a thirtieth of all texts: not worth a blob
    direct = [(w, w.text.strip(), 0) for w in there if w.sort in ("link", "file")]
    inside = [(w, m[1] or m[0], m.start(m.lastindex or 0)) for w in there if w.sort == "markdown" for m in IN_MARKDOWN.finditer(w.text)]
    texts = (w for w in there if w.sort == "text")
    return (*direct, *inside, *((w, m[0], m.start()) for w in texts for m in IN_TEXT.finditer(w.text)))


def place(case: Case, what: Written, link: str, start: int) -> Spot:
    return what.place if what.sort in ("link", "file") else place_of(case, what, link, start)


WAYS = {"file": 0, "link": 0, "markdown": 1, "text": 2}
"""Which texts are looked through first for what refers to a file."""


@notes
def files_named(case: Case) -> Iterator[tuple[str, tuple[int, str, Place]]]:
    """Every file below content/files/ that a record's file refers to, in which way, and where it first does so."""
    if case.only and not any(path_of(what, link, case) in case.paths for what, link, _ in links(case)) and not any(case.wanted(where.file) for *_, where in page_links(case)):
        return  # others may have referred to them before
    told = set()
    for what, link, start in links(case, everywhere=True) if case.paths else ():
        file, way, path = where = what.record.place.file, WAYS[what.sort], path_of(what, link, case)
        if path in case.paths and where not in told:
            told.add(where)
            yield file, (way, path, place(case, what, link, start))


def used_files(case: Case) -> dict[str, Place]:
    """Every file below content/files/ that the files asked for refer to, and where it is first referred to."""
    found: dict[str, Place] = {}
    for _, path, where in sorted(files_named(case), key=itemgetter(0)):
        found.setdefault(path, where)
    for page, link, where in page_links(case):
        folder, _, path = target_of(page, link, case.paths)[0].partition("/")
        if folder == "files" and path in case.paths:
            found.setdefault(path, where)
    return found


def path_of(what: Written, link: str, case: Case) -> str:
    """The path below content/files/ that a link or file names; "" for an address."""
    return link if what.sort == "file" else "" if "://" in link else path_named(settled(link, case.paths))


@rule("C691", "attachments-not-empty", Severity.WARNING, basis=CHECKED, wrong="文件: fujian.docx（0 字节）", right="文件: fujian.docx（能打开）", measure="links")
def attachments_not_empty(case: Case) -> Iterator[Found]:
    """附件、图片不是空文件。"""
    for path, where in used_files(case).items():
        if (seen := case.seen(path)).blank:
            yield Found(where, f"文件“{short(path, 60)}”是空的（{seen.size} 字节）", "请换成完整的文件；上传中断的重新复制")


@rule("C692", "attachments-as-named", Severity.WARNING, basis=CHECKED, wrong="文件: fujian.pdf（其实是网页）", right="文件: fujian.pdf（确是 PDF）", measure="links")
def attachments_as_named(case: Case) -> Iterator[Found]:
    """附件、图片的内容与扩展名相符。"""
    for path, where in used_files(case).items():
        if real := mismatch(path, case.seen(path).kind):
            yield Found(where, f"文件“{short(path, 60)}”的扩展名与内容不符，其实是{real}", "请用原来的软件打开后另存为这种格式，只改扩展名没有用")


@rule("C693", "links-to-public-sites", Severity.WARNING, basis="国办发〔2017〕47号：政府网站用规范域名；各地门户实测的裸 IP、内网和 localhost 链接，群众打不开",
      wrong="链接: http://10.1.2.3:8080/a.html", right="链接: https://www.shili.example/a.html", measure="links", alone=True)
def links_to_public_sites(case: Case) -> Iterator[Found]:
    """链接用域名，不用 IP 地址、本机或者内网地址。"""
    for what, link, start in links(case):
        if not (found := HOST.match(link)):
            continue
        host, port = found[1], found[2]
        if IP.fullmatch(host):
            yield Found(place(case, what, link, start), f"链接“{short(link, 40)}”是 IP 地址", "请换成网站的域名；内网的页面要先发布到门户网站")
        elif INTERNAL.fullmatch(host) and host.lower() not in ("http", "https"):  # two of them is told as that
            yield Found(place(case, what, link, start), f"链接“{short(link, 40)}”只在本机或者内网能打开", "请换成公开网站的网址")
        elif port and port not in ("80", "443"):
            yield Found(place(case, what, link, start), f"链接“{short(link, 40)}”用了 {port} 端口，一些单位的网络打不开", "请换成不带端口的网址", Severity.NOTICE)


@rule("C694", "own-pages-there", Severity.WARNING, basis=CHECKED, wrong="链接: 门户地址 + domains/shehui-jiuzu.html（没有这一页）",
      right="链接: 门户地址 + domains/shehui-jiuzhu.html", measure="links")
def own_pages_there(case: Case) -> Iterator[Found]:
    """指向本专题的链接，那一页是有的。"""
    mine: set[str] = set()
    for inside, where in own_links(case) if not case.faulty else ():
        folder, _, rest = inside.partition("/")
        if folder == "files":
            if rest and rest not in case.paths:
                yield Found(where, f"链接“{short(inside, 50)}”：content/files/ 里没有这个文件", "请核对文件名；本专题的文件直接写相对路径即可")
        elif folder in COLLECTIONS and rest.endswith(".html") and rest != "index.html":
            mine = mine or record_pages(case.county)
            if inside not in mine:
                yield Found(where, f"链接“{short(inside, 50)}”：本专题没有这一页", f"请核对代号和编号；{folder} 下的页面以代号和事项编号为名")


@notes
def own_links(case: Case) -> Iterator[tuple[str, tuple[str, Place]]]:
    """Every link into the site itself: what of it, and where that is written."""
    portal = urlsplit(case.county.portal_url or "")
    base = f"{portal.path.rstrip('/')}/"
    for what, link, start in links(case) if portal.netloc else ():
        if not link.startswith(("http://", "https://")) or portal.netloc not in link:
            continue
        url = parted(link)
        if url is not None and url.netloc.lower() == portal.netloc.lower() and url.path.startswith(base):
            yield what.record.place.file, (unquote(url.path[len(base):]), place(case, what, link, start))


@rule("C695", "links-to-texts", Severity.NOTICE, basis="平昌县监测脚本：链接要到正文，不到栏目；国办秘函〔2019〕19号：空白栏目超过5个单项否决",
      wrong="信息的链接: https://www.shili.example/zwgk/", right="信息的链接: https://www.shili.example/zwgk/202606/t1.html", alone=True)
def links_to_texts(case: Case) -> Iterator[Found]:
    """“信息”的链接到正文，不到首页或者栏目。"""
    for owner in case.county.catalogues:
        those = [(i, r) for i in owner.items if not i.retired for r in i.records if r.link and section(r.link)]
        if those:
            yield Found(those[0][1].where("link"),
                        f"“{owner.name}”有 {len(those)} 条信息的链接是首页或者栏目，不是正文：事项 {several(dict.fromkeys(i.number for i, _ in those))}",
                        "请换成那一条信息正文的网址")


def section(link: str) -> bool:
    if "://" not in link or "?" in link or "#" in link:
        return False
    path = link.split("://", 1)[1].partition("/")[2]
    return not path or path.endswith("/") or bool(re.fullmatch(r"(?:index|default)\.\w{3,5}", path.rsplit("/", 1)[-1], re.I))


@rule("C696", "one-link-one-record", Severity.WARNING, basis="各地门户实测：复制一行后忘了改链接", wrong="同一事项两条信息，标题不同，链接相同", right="各有各的链接", alone=True)
def one_link_one_record(case: Case) -> Iterator[Found]:
    """同一事项的两条信息，链接不相同。"""
    for owner in case.county.catalogues:
        for item in owner.items:
            seen: dict[str, list] = defaultdict(list)
            for record in item.records if len(item.records) > 1 and not item.retired else ():
                seen[record.link or record.file or ""].append(record)
            for link, (first, *more) in seen.items():
                for record in more if link else ():
                    yield Found(record.where("link" if record.link else "file"),
                                f"事项 {item.number} 的信息“{short(record.title)}”与第 {first.where('title').line} 行的“{short(first.title)}”链接相同",
                                "请核对链接；重复登记的，删去一条")


@rule("C697", "links-well-formed", Severity.WARNING, basis=CHECKED, wrong="链接: https://www.shili.example/a.html。",
      right="链接: https://www.shili.example/a.html", measure="links", alone=True)
def links_well_formed(case: Case) -> Iterator[Found]:
    """网址里没有中文标点、空格，也没有写两遍 http。"""
    for what, link, _ in links(case):
        if what.sort == "link" and "://" in link and (found := BROKEN.search(link)):
            yield Found(place_of(case, what, link),
                        f"网址“{short(link, 40)}”" + (f"里有“{found[0]}”" if len(found[0]) < 3 and found[0].strip() else "写法不对"),
                        "请从浏览器地址栏重新复制")


@rule("C698", "links-kept-here", Severity.NOTICE, basis="建议：附件不依赖商业网站；短网址看不出通向哪里", wrong="链接: https://pan.baidu.com/s/1abc",
      right="附件: [{名称: 申请表, 文件: shenqingbiao.docx}]", alone=True)
def links_kept_here(case: Case) -> Iterator[Found]:
    """不用网盘和短网址。"""
    for what, link, start in links(case):
        if (found := HOST.match(link)) and any(f".{found[1].lower()}".endswith(f".{host}") for host in case.law.wording.storage_hosts):
            yield Found(place(case, what, link, start), f"链接“{short(link, 40)}”是网盘或者短网址", "请把文件放到 content/files/，写“文件”；短网址换成原网址")


@rule("C699", "pages-links-there", Severity.WARNING, basis=CHECKED,
      wrong="[社会救助](domains/shehui-jiuzu.html)（没有这一页）", right="[社会救助](domains/shehui-jiuzhu.html)")
def pages_links_there(case: Case) -> Iterator[Found]:
    """自己写的页面（content/*.md）里的链接，指向的页面和文件是有的。"""
    there = () if case.faulty else [*page_links(case)]
    known = published(case) if there else set()
    for page, link, where in there:
        if (found := HOST.match(link)) and (IP.fullmatch(found[1]) or INTERNAL.fullmatch(found[1])):
            yield Found(where, f"链接“{short(link, 50)}”：是 IP 地址、本机或者内网地址，群众打不开", "请换成公开网站的网址")
        elif fault := page_fault(link, page, known, case):
            yield Found(where, f"链接“{short(link, 50)}”：{fault}", "请核对代号、编号和文件名；附件写 files/…，外面的网页写完整的 https 网址", Severity.ERROR)


def page_fault(link: str, page: str, known: set[str], case: Case) -> str:
    """Why a link of a hand-written page leads nowhere, "" where it does not: no page may be published with it."""
    target, _ = target_of(page, link, case.paths)
    folder, _, rest = target.partition("/")
    if not target or target in known or (folder == "files" and rest in case.paths) or (target.endswith(".md") and f"{target.removesuffix('.md')}.html" in known):
        return ""
    near = nearest(target, known, case.paths)
    meant = f"，是否想写“{relpath(near, dirname(page) or '.')}”？" if near else ""
    if folder == "..":
        return "走到本专题的文件夹外面去了"
    if folder == "files":
        return f"content/files/ 里没有这个文件{meant}"
    return f"content/ 里没有这个页面{meant}" if target.endswith(".md") else f"本专题没有这一页{meant}"


@rule("C700", "anchors-there", Severity.WARNING, basis=CHECKED, wrong="[怎样申请](guide.md#shenqing)（那一页没有这个锚点）",
      right="guide.md 里写 ## 怎样申请 {#shenqing}，再链接到 guide.md#shenqing", alone=True)
def anchors_there(case: Case) -> Iterator[Found]:
    """链接写了锚点（#……）的，那一页有这个锚点。"""
    pages = written_pages(case)
    for page, link, where in page_links(case):
        path, mark, anchor = link.partition("#")
        if not case.wanted(where.file) or not anchor.strip() or "://" in path or path.startswith("/"):
            continue
        target = target_of(page, path, case.paths)[0] if path else page
        if target in pages and unquote(anchor) not in anchors(body(case.texts[f"content/{target}"])):
            yield Found(where, f"链接“{short(link, 50)}”：{'这一页' if target == page else target}没有锚点“{short(unquote(anchor))}”",
                        f"请在要链接到的标题后面写 {{#代号}}，如“## 怎样申请 {{#shenqing}}”，再链接到“{path}#shenqing”；不需要的，去掉 # 和后面的字")
    for what, match, start in hits(case, IN_MARKDOWN, "markdown"):
        link = match[1] or ""
        if link.startswith("#"):
            yield Found(place_of(case, what, link, start + match.start(1) - match.start()), f"{what.called}里的链接“{short(link, 50)}”没有去处：正文里的标题没有锚点",
                        "请去掉这个链接，写成“见第三条”“见下文”这样的文字", Severity.ERROR)
