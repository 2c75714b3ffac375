"""Plain texts: bytes → characters by decoders that can fail, tables and letters."""
import re
import unicodedata
from html.parser import HTMLParser

from disclosure.model.rare import Rare
from disclosure.model.tables import BLOCK, CELL, ROW
from disclosure.read.attachments.kinds import ending
from disclosure.read.attachments.notes import Inner, Notes

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
NO_TEXT = Rare("[\0-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
"""What no text has: the bytes were something else, or in another encoding."""
STRANGE = {"Cn", "Co", "Cs"}
COMMAND = Rare(r"\s*[=+\-@][^\n]*?(?:\|[^\n]*?!|\b(?:WEBSERVICE|HYPERLINK|IMPORT[A-Z]{2,8}|RTD|DDE|CALL|EXEC|REGISTER(?:\.ID)?)\s*\()", re.I)
"""A cell that spreadsheets run, or for which they call another host."""
BARS = {"csv": (",", ";", "\t", "|"), "tsv": ("\t",)}
INNER_ENCODING = "文字的编码认不出来（只认 UTF-8、GB18030、UTF-16）"


def decoded(data: bytes) -> str | None:
    """The text of bytes in UTF-8, UTF-16 or GB18030; None where they are in none of these."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return one(data, encoding)
    wide = ("utf-16-le", "utf-16-be") if data[1:64:2].count(0) >= data[:64:2].count(0) else ("utf-16-be", "utf-16-le")
    for encoding in wide if b"\0" in data else ("utf-8", "gb18030"):
        if (text := one(data, encoding)) is not None and (encoding == "utf-8" or not STRANGE & {unicodedata.category(c) for c in set(text)}):
            return text
    return None


def one(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if NO_TEXT.search(text) else text


def plain(notes: Notes, name: str, data: bytes, inner: Inner) -> None:
    """A text, a table of cells, or a letter, by the name's ending."""
    if (last := ending(name)) == "eml":
        return letter(notes, data, inner)
    if (text := decoded(data)) is None:
        return notes.skip(INNER_ENCODING)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    notes.say("", table(notes, text, BARS[last]) if last in BARS else text)


def table(notes: Notes, text: str, bars: tuple[str, ...]) -> str:
    """The text with CELL in place of what parts its cells, every character at its place.  Notes cells that would run."""
    bar = max(bars, key=text[:4096].count)
    out, quoted = [], False
    for piece in re.split(r'(["\n' + re.escape(bar) + "])", text):
        if piece == '"':
            quoted = not quoted
        out.append(CELL if piece == bar and not quoted else " " if piece == "\n" and quoted else piece)
    if quoted:  # an odd quotation mark: rather a row too many than one long cell
        out = [CELL if piece == bar else piece for piece in re.split(r"([\n" + re.escape(bar) + "])", text)]
    parted = "".join(out)
    if re.search("[=+@|]", parted):
        commands(notes, (cell.strip('"') for row in parted.split(ROW) for cell in row.split(CELL)))
    return parted


def commands(notes: Notes, cells) -> None:
    """Notes cells that spreadsheets run."""
    if any(cell[:8].strip()[:1] in ("=", "+", "-", "@") and COMMAND.match(cell[:2000]) for cell in cells if cell):
        notes.refuse("有的单元格是会运行程序、连到外面的公式")


# -- letters -------------------------------------------------------------------------------------
HEADERS = ("Subject", "From", "To", "Cc", "Bcc", "Reply-To")


def letter(notes: Notes, data: bytes, inner: Inner) -> None:
    """A mail: who to whom about what, its texts, and what is enclosed."""
    from email import message_from_bytes, policy  # only letters need it
    mail = message_from_bytes(data, policy=policy.default)
    notes.say("", ROW.join(f"{key}: {mail[key]}" for key in HEADERS if mail[key]))
    if not mail.keys():
        if (text := decoded(data)) is None:
            return notes.skip(INNER_ENCODING)
        return notes.say("", text)
    for number, part in enumerate(mail.walk()):
        if part.is_multipart():
            if part is not mail:
                notes.say("", ROW.join(f"{key}: {part[key]}" for key in HEADERS if part[key]))
            continue
        name, content = part.get_filename(), part.get_payload(decode=True) or b""
        if name or part.get_content_maintype() != "text":
            inner(notes, name or f"{number}.{part.get_content_subtype()}", content)
        elif (text := one(content, charset) if (charset := known(part.get_content_charset())) else decoded(content)) is None:
            notes.skip(INNER_ENCODING)
        else:
            notes.say("", html(text) if part.get_content_subtype() == "html" else text)
    return None


def known(charset: str | None) -> str:
    """The encoding that a letter names, where it is one that can fail; the GB family is read by the one that holds all of it."""
    return {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8", "utf-16": "utf-16"}.get((charset or "").lower(), "")


# -- pages ---------------------------------------------------------------------------------------
class Page(HTMLParser):
    """The words of a page, what is hidden too; cells and rows of its tables."""

    BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "option", "title", "script", "style", "pre"}
    SAYING = {"alt", "title", "value", "content", "placeholder"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.out.append(BLOCK)
        elif tag in self.BLOCKS:
            self.out.append(" " if self.depth else ROW)
        self.depth += tag in ("td", "th")
        self.out += [f" {value} " for key, value in attrs if key in self.SAYING and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.depth = max(0, self.depth - 1)
            self.out.append(CELL)
        elif tag in ("tr", "table"):
            self.depth = 0
            self.out.append(ROW if tag == "tr" else BLOCK)
        elif tag in self.BLOCKS:
            self.out.append(" " if self.depth else ROW)

    def handle_data(self, data: str) -> None:
        self.out.append(data.replace("\n", " "))

    def handle_comment(self, data: str) -> None:
        self.out.append(f"{ROW}{data}{ROW}")


def html(text: str) -> str:
    """The words of a page."""
    page = Page()
    page.feed(text)
    page.close()
    return "".join(page.out)


# -- rich text -----------------------------------------------------------------------------------
TOKEN = re.compile(r"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)")
UNSEEN = {"fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl", "generator", "pict", "themedata", "colorschememapping", "latentstyles", "datastore"}
WORDS = {"par": ROW, "line": ROW, "sect": BLOCK, "page": BLOCK, "tab": "\t", "cell": CELL, "nestcell": CELL, "row": ROW, "nestrow": ROW, "emdash": "—", "endash": "–", "emspace": " ", "enspace": " "}


def rich(notes: Notes, data: bytes) -> None:
    """The words of an RTF document, however they are cut into runs."""
    text, hidden, out, pending, skip = data.decode("latin-1"), [False], [], bytearray(), 0

    def settle() -> None:
        if pending:
            try:
                out.append(pending.decode("gb18030"))
            except UnicodeDecodeError:
                notes.skip(INNER_ENCODING)
            pending.clear()
    for hexed, word, number, sign, brace, typed in TOKEN.findall(text):
        if hexed and not hidden[-1]:
            if skip:
                skip -= 1
            else:
                pending.append(int(hexed, 16))
            continue
        if typed and not hidden[-1]:
            if not typed.isascii():  # bytes as they stand
                pending += typed[skip:].encode("latin-1")
            else:
                settle()
                out.append(typed[skip:])
            skip = max(0, skip - len(typed))
            continue
        settle()
        if brace == "{":
            hidden.append(hidden[-1])
        elif brace and len(hidden) > 1:
            hidden.pop()
        elif word in UNSEEN:
            hidden[-1] = True
        elif word in ("objdata", "objocx"):
            notes.skip("嵌有别的文件")
            hidden[-1] = True
        elif word == "bin":
            notes.skip("嵌有读不了的内容")
        elif word == "u" and number and not hidden[-1]:
            out.append(chr(int(number) % 0x10000))
            skip = 1
        elif not hidden[-1]:
            out.append(WORDS.get(word, "") or {"~": " ", "_": "-", "\\": "\\"}.get(sign, ""))
    settle()
    said = "".join(out)
    field_commands(notes, said)
    notes.say("", said)


FIELD = Rare(r"\bDDE(?:AUTO)?\s|\bINCLUDE(?:TEXT|PICTURE)\s+\"?(?:https?:|ftp:|\\\\)", re.I)


def field_commands(notes: Notes, text: str) -> None:
    """Notes fields of a document that run a program or fetch something."""
    if FIELD.search(text):
        notes.refuse("有会运行程序、从外面取内容的域（DDE、INCLUDE）")
