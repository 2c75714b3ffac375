"""Pages → tables: of the CMS, pasted from Word, saved by Excel below the name .xls.  Line breaks stay, what nobody sees is told apart."""
import email
import email.policy
import re
from typing import Any

from disclosure.tables.files import numbers
from disclosure.tables.files.bounds import AGAIN, DEEPEST, refuse
from disclosure.tables.files.gather import Gathering, Grid
from disclosure.tables.files.symbols import in_font
from disclosure.tables.files.text import decoded, known
from disclosure.tables.grid import Book, Kind, Mark

TITLES = 12
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)|encoding\s*=\s*["']([\w.:-]+)["']""", re.I)
BLOCKS = {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "section", "article", "center", "blockquote",
          "pre", "address", "form", "fieldset", "header", "footer", "main", "nav", "aside", "tr", "table", "caption", "hr", "figure", "figcaption"}
SKIPPED = {"script", "style", "template", "rt", "rp", "head", "colgroup", "object", "xml", "svg", "math", "noscript", "title"}
STRUCK = {"s", "strike", "del"}
SPACE = re.compile(r"[ \t\r\n\f]+")
WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65\u3000-\u303f]"
JOINED = re.compile(rf"(?<={WIDE})[ \t\f]*[\r\n][ \t\r\n\f]*(?={WIDE})")
"""A line of the source that ends within Chinese text: no space is meant there."""
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SIMPLE = re.compile(r"(?:[\w*-]+)?[.#][\w-]+|tr|td|th|col|s|del|p|span")
HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.I)
STRIKES = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through|mso-text-strike|text-line-through\s*:\s*(?!none)", re.I)
WHITE = re.compile(r"(?<![\w-])color\s*:\s*(?:white|#fff(?:fff)?|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))\s*(?:!important\s*)?(?:;|$)", re.I)
GROUND = re.compile(r"background(?:-color|-image)?\s*:\s*(?!none|transparent|white|#fff\b|#ffffff|inherit|initial)", re.I)
FONT = re.compile(r"font-family\s*:\s*[\"']?\s*(wingdings(?: 2)?|webdings|symbol)\b", re.I)
BREAKS_KEPT = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
FORMAT = re.compile(r"""mso-number-format\s*:\s*(?:["']((?:\\.|[^"'\\])*)["']|([^;"']+))""", re.I)
DATED = re.compile(r"[\d年月日/.:\- 上下午]+")
MOST_COLUMNS, MOST_ROWS = 1_000, 65_534
"""What browsers keep of colspan and rowspan."""


def page(file: str, data: bytes) -> Book:
    """The tables of a page."""
    from lxml import etree
    of = Gathering(file, "html")
    for content in pages(data):
        found = CHARSET.search(content[:4096])
        claimed = (found[1] or found[2]).decode("ascii", "replace") if found else ""
        said, encoding = decoded(file, content, claimed)
        if claimed and known(claimed) and known(claimed) != encoding and not encoding.startswith("utf-16"):
            of.repair(f"网页自称是 {claimed}，其实是 {encoding.upper()}")
        parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(said.replace("\0", "").encode("utf-8", "replace"), parser)
        except (etree.XMLSyntaxError, ValueError):
            continue
        if any("depth" in error.message.lower() for error in parser.error_log):
            refuse(file, "标签一层套一层，套得太多", AGAIN)
        if root is not None:
            Reader(of, root).all()
            if not of.tables and next(root.iter("frameset", "iframe"), None) is not None:
                refuse(file, "网页里没有表，表在它引用的别的文件里", "请用 Excel 打开它，另存为“Excel 工作簿（*.xlsx）”再导入")
    return of.book()


def pages(data: bytes) -> list[bytes]:
    """The page; of a web archive in one file (MHT), those in it."""
    if not re.match(rb"\s*(?:MIME-Version|From|Content-Type|Subject|Date|X-[\w-]+):", data[:200], re.I):
        return [data]
    letter = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    return [part.get_payload(decode=True) or b"" for part in letter.walk() if part.get_content_type() == "text/html"]


class Sheet:
    """What a page's own style sheets say about what is hidden or struck through: plain selectors of one class, id or tag."""

    def __init__(self, root: Any) -> None:
        self.rules: dict[str, str] = {}
        for style in root.iter("style"):
            said = re.sub(r"/\*.*?\*/|<!--|-->", "", style.text or "", flags=re.S)
            for selectors, body in RULE.findall(said[:500_000]):
                if HIDES.search(body) or STRIKES.search(body) or FONT.search(body) or GROUND.search(body) or WHITE.search(body) or FORMAT.search(body):
                    for selector in selectors.split(","):
                        if SIMPLE.fullmatch(selector.strip()):
                            self.rules[selector.strip().lower()] = body

    def of(self, e: Any) -> str:
        """The declarations for an element, its own last."""
        own = e.get("style", "")
        if not self.rules:
            return own
        tag = e.tag
        keys = [tag, *(key for name in e.get("class", "").lower().split() for key in (f".{name}", f"{tag}.{name}", f"*.{name}"))]
        if name := e.get("id", "").lower():
            keys += [f"#{name}", f"{tag}#{name}"]
        return ";".join([*(self.rules[key] for key in keys if key in self.rules), own])


class Said:
    """The words of a cell, or of what stands between tables, on their way."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.aside: dict[Mark, list[str]] = {}
        self.notes: list[tuple[Mark, str]] = []
        self.tables: list[Any] = []

    @property
    def text(self) -> str:
        return re.sub(r"[ \n]*\n[ \n]*", "\n", "".join(self.kept)).strip(" \n")

    def all(self) -> list[tuple[Mark, str]]:
        return [*((mark, said) for mark, texts in self.aside.items() if (said := "".join(texts).strip())), *self.notes]


class Reader:
    """One page on its way."""

    def __init__(self, of: Gathering, root: Any) -> None:
        self.of, self.root = of, root
        self.sheet = Sheet(root)
        self.before = len(of.tables)
        self.numbers = {table: number for number, table in enumerate(root.iter("table"), self.before + 1)}
        self.titles: list[str] = []
        self.title = next((" ".join((e.text or "").split()) for e in root.iter("title")), "")

    def all(self) -> None:
        body = next(self.root.iter("body"), self.root)
        self.between(body, False)

    def between(self, e: Any, hidden: bool) -> None:
        """What stands outside of tables is what may be a title; tables are read as they come."""
        said = Said()
        self.through(e, said, hidden, False, False, False, "", True, 0)
        self.flush(said)

    def flush(self, said: Said) -> None:
        self.titles += [line for line in (self.of.clean(line) for line in said.text.split("\n")) if line and len(line) <= 300]
        said.kept.clear()

    def through(self, e: Any, said: Said, hidden: bool, struck: bool, shaded: bool, white: bool, font: str, outside: bool, depth: int,
                pre: bool = False) -> None:
        """Goes through an element.  `outside`: of any table."""
        tag = e.tag
        if not isinstance(tag, str) or tag in SKIPPED:
            return
        if depth > DEEPEST * 3:
            refuse(self.of.file, "标签一层套一层，套得太多", AGAIN)
        style = self.sheet.of(e)
        if style:
            hidden = hidden or bool(HIDES.search(style))
            struck = struck or bool(STRIKES.search(style))
            if GROUND.search(style):
                shaded = True
            if "color" in style:
                white = bool(WHITE.search(style)) or white and not re.search(r"(?<![\w-])color\s*:", style)
            if found := FONT.search(style):
                font = found[1]
            pre = pre or bool(BREAKS_KEPT.search(style))
        if e.get("bgcolor") or e.get("background"):
            shaded = True
        hidden = hidden or e.get("hidden") is not None
        if tag == "font":
            font = e.get("face") or font
            white = e.get("color", "").lower() in ("white", "#ffffff") or white
        struck = struck or tag in STRUCK
        pre = pre or tag in ("pre", "textarea")
        if tag == "table" and e in self.numbers:
            if outside:
                self.flush(said)
                self.table(e, hidden, depth)
            else:
                said.tables.append(e)
            return
        block = tag in BLOCKS
        if tag == "br" or block:
            self.say(said, "\n", False, False)
        if tag == "li":
            self.say(said, marker(e), hidden, struck)
        elif tag == "input":
            self.say(said, field(e), hidden, struck)
        elif tag == "select":
            chosen = [o for o in e.iter("option") if o.get("selected") is not None] or list(e.iter("option"))[:1]
            self.say(said, "".join(chosen[0].itertext()) if chosen else "", hidden, struck)
            return
        elif tag == "img":
            said.notes.append((Mark.PICTURE, e.get("alt", "")))
        elif tag == "a" and (target := e.get("href", "").strip()) and not target.lower().startswith(("#", "javascript:")):
            said.notes.append((Mark.LINK, target))
        unseen = hidden or (white and not shaded)
        if e.text:
            self.say(said, white_space(e.text, pre), unseen, struck, font)
        for inner in e:
            self.through(inner, said, hidden, struck, shaded, white, font, outside, depth + 1, pre)
            if inner.tail:
                self.say(said, white_space(inner.tail, pre), unseen, struck, font)
        if block:
            self.say(said, "\n", False, False)

    def say(self, said: Said, text: str, hidden: bool, struck: bool, font: str = "") -> None:
        if not text:
            return
        if font:
            text = in_font(text, font)
        if hidden or struck:
            said.aside.setdefault(Mark.HIDDEN_TEXT if hidden else Mark.STRUCK, []).append(text)
        elif not (text == " " and said.kept and said.kept[-1][-1:] in (" ", "\n")):
            said.kept.append(text)

    def table(self, e: Any, hidden: bool, depth: int) -> None:
        rows = rows_of(e)
        if self.layout(e, rows):
            for row in rows:
                for cell in cells_of(row):
                    said = Said()
                    for inner in ("", *cell):
                        if isinstance(inner, str):
                            self.say(said, white_space(cell.text or "", False), False, False)
                            continue
                        self.through(inner, said, hidden, False, False, False, "", True, depth + 1)
                        self.say(said, white_space(inner.tail or "", False), False, False)
                    self.flush(said)
            return
        grid = Grid(self.of)
        titles = ([self.title] if self.title else []) + self.titles[-TITLES:]
        self.titles = []
        for caption in (c for c in e if c.tag == "caption"):
            titles += [line for line in self.words(caption).text.split("\n") if line]
        hidden = hidden or bool(HIDES.search(self.sheet.of(e)))
        ground = bool(e.get("bgcolor") or GROUND.search(self.sheet.of(e)))
        taken: dict[int, int] = {}
        """By column, the last row that a cell from above covers."""
        hidden_rows = []
        for row, tr in enumerate(rows, 1):
            style = self.sheet.of(tr)
            if HIDES.search(style) or tr.get("hidden") is not None:
                hidden_rows.append(row)
            shaded = ground or bool(tr.get("bgcolor") or GROUND.search(style))
            struck = bool(STRIKES.search(style))
            column = 1
            for td in cells_of(tr):
                while taken.get(column, 0) >= row:
                    column += 1
                wide = max(1, min(span(td, "colspan"), MOST_COLUMNS))
                high = span(td, "rowspan") or MOST_ROWS
                if row + high - 1 > len(rows):
                    high = len(rows) - row + 1
                    if span(td, "rowspan"):
                        self.of.repair("跨行数超过了表的最后一行")
                if column + wide > MOST_COLUMNS * 2:
                    refuse(self.of.file, f"表里第 {row} 行的列太多", AGAIN)
                free = next((n for n in range(wide) if taken.get(column + n, 0) >= row), wide)
                said = self.words(td, row in hidden_rows, struck, shaded)
                notes = said.all()
                for inner in said.tables:
                    notes.append((Mark.NESTED, self.flat(inner)))
                mark, stored, form = number(td, self.sheet.of(td), said.text)
                notes += [(mark, "")] if mark else []
                grid.put(row, column, said.text, notes, stored, form, rows=high, columns=free)
                for n in range(free):
                    taken[column + n] = row + high - 1
                column += free
        columns = set()
        at = 0
        for col in e.iter("col"):
            wide = max(1, min(span(col, "span"), MOST_COLUMNS))
            if HIDES.search(self.sheet.of(col)):
                columns |= set(range(at + 1, at + wide + 1))
            at += wide
        self.of.add(grid.table(Kind.PAGE, self.numbers[e], title_lines=titles, hidden_rows=hidden_rows, hidden_columns=columns, hidden=hidden))

    def words(self, e: Any, row_hidden: bool = False, struck: bool = False, shaded: bool = False) -> Said:
        """The words of a cell.  Of a hidden row all words stay: it is the row that is hidden."""
        said = Said()
        style = self.sheet.of(e)
        hidden = bool(HIDES.search(style)) and not row_hidden
        self.through(e, said, hidden, struck, shaded, False, "", False, 0)
        return said

    def flat(self, table: Any) -> str:
        return "\n".join(" ".join(" ".join(self.words(cell).text.split("\n")) for cell in cells_of(row)) for row in rows_of(table))

    def layout(self, e: Any, rows: list[Any]) -> bool:
        """Whether a table is there to place others: one with several columns is in it, which says more than the rest."""
        inner = [table for table in e.iter("table") if table is not e]
        if not inner:
            return False
        sizes = [(max((len(cells_of(row)) for row in rows_of(table)), default=0), len(rows_of(table)), len("".join(table.itertext()))) for table in inner]
        wide = max((len(cells_of(row)) for row in rows), default=0)
        largest = max(size for columns, height, size in sizes)
        real = any(columns >= 4 and height >= 2 for columns, height, _ in sizes) or any(self.layout(table, rows_of(table)) for table in inner[:1])
        return real and (wide <= 3 or largest * 2 > len("".join(e.itertext())))


def number(td: Any, style: str, text: str) -> tuple[Mark | None, str, str]:
    """(mark, what is stored, format) of a cell that a spreadsheet saved as a page: its text is what was shown."""
    value = td.get("sdval") or td.get("x:num")
    form = td.get("sdnum", "").split(";", 2)[2] if td.get("sdnum", "").count(";") > 1 else ""
    if found := FORMAT.search(style):
        form = re.sub(r"\\([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), found[1] or found[2]).replace("\\", "")
        form = numbers.NAMED.get(form.strip(), form.strip())
    form = form or "General"
    try:
        stored = float(value or (text if value == "" else "x"))
    except ValueError:
        return (Mark.DATE, "", form) if numbers.is_date(form) and DATED.fullmatch(text) else (None, "", "")
    date, said, _ = numbers.presented(stored, form, False)
    return Mark.DATE if date else Mark.NUMBER, said, form


def white_space(text: str, pre: bool) -> str:
    if pre:
        return text
    if "\n" in text or "\r" in text:
        text = JOINED.sub("", text)
    return SPACE.sub(" ", text)


def span(e: Any, name: str) -> int:
    """colspan, rowspan: 1 where it is not said or no number; 0 is said for “to the end”."""
    found = re.match(r"\s*(\d{1,6})", e.get(name, ""))
    return min(int(found[1]), MOST_ROWS) if found else 1


def rows_of(table: Any) -> list[Any]:
    """The rows of a table, not those of tables in it."""
    found = []
    for e in table:
        if e.tag == "tr":
            found.append(e)
        elif e.tag in ("thead", "tbody", "tfoot", "form", "div", "font", "span", "center"):
            found += rows_of(e)
    return found


def cells_of(row: Any) -> list[Any]:
    found = []
    for e in row:
        if e.tag in ("td", "th"):
            found.append(e)
        elif e.tag in ("form", "font", "span", "div", "center"):
            found += cells_of(e)
    return found


def marker(e: Any) -> str:
    """What a list shows before an entry."""
    of = e.getparent()
    style = (of.get("style", "") + e.get("style", "")).replace(" ", "").lower() if of is not None else ""
    if "list-style:none" in style or "list-style-type:none" in style or of is None:
        return ""
    if of.tag != "ol":
        return "●"
    start, number = of.get("start", "1"), 0
    number = int(start) if re.fullmatch(r"-?\d{1,5}", start) else 1
    for other in of:
        if other.tag == "li":
            said = other.get("value", "")
            number = int(said) if re.fullmatch(r"-?\d{1,5}", said) else number
            if other is e:
                break
            number += 1
    return f"{number}."


def field(e: Any) -> str:
    kind = e.get("type", "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if e.get("checked") is not None else "□"
    return e.get("value", "") if kind == "text" else ""
