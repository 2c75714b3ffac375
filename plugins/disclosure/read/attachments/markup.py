"""XML within documents → their words: runs of a word joined, cells and rows of tables kept apart."""
from collections.abc import Callable
from xml.parsers import expat

from disclosure.model.tables import BLOCK, CELL, ROW
from disclosure.read.attachments.notes import Notes
from disclosure.read.attachments.plain import decoded

INLINE = {"t", "r", "span", "a", "delText", "instrText", "delInstrText", "hyperlink", "fldSimple", "smartTag", "ins", "del", "moveFrom", "moveTo", "sdt", "sdtContent", "ruby", "rt",
          "rubyBase", "rPh", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "proofErr", "softHyphen", "s", "phoneticPr", "rPr", "b", "i", "u", "sz", "color", "rFont",
          "family", "charset", "scheme", "fld", "endParaRPr", "customXml", "font", "noBreakHyphen", "tab", "bookmark", "soft-page-break", "text-input"}
"""Elements within a line; the end of any other one ends it."""
SPACED = {"t", "delText", "p", "h", "span", "a", "TextCode", "instrText"}
"""Elements whose blanks are meant."""
TABLES, ROWS, CELLS = {"tbl", "table"}, {"tr", "table-row"}, {"tc", "table-cell", "covered-table-cell", "td", "th"}
GAPS = {"tab": "\t", "br": ROW, "cr": ROW, "line-break": ROW, "noBreakHyphen": "-", "s": " "}
SAYING = {"descr", "title", "alt", "name", "tooltip", "author", "instr", "displayName", "prompt", "promptTitle", "error", "errorTitle", "string-value", "initials"}
"""Attributes that say something to people; the others are sizes, colours and names of machines."""
SAYING_VALUE = {"docVar", "alias", "tag", "default", "result", "s", "n", "pt"}
"""Elements whose value (val, v) does: variables, titles of fields, what pivot tables keep."""
MOST_EMPTY = 64
"""Empty cells that stand for one element."""
DAMAGED = "打不开（文件损坏，或不是它的扩展名所说的格式）"

Start = Callable[[str, dict[str, str]], None]


def local(name: str) -> str:
    return name.rpartition(" ")[2]


def walk(data: bytes, start: Start, end: Callable[[str], None], words: Callable[[str], None], instruction: Callable[[str, str], None] | None = None) -> str:
    """Goes through XML in any encoding, names without their namespaces' prefixes ("address name").  Returns why it could not, in Chinese, or "".

    Nothing is fetched; entities of its own (which may grow without end) are refused.
    """
    fault = ""

    def refuse(*of_it: object) -> None:
        nonlocal fault
        fault = "定义了 XML 实体，不读"
        raise expat.ExpatError(fault)
    parser = expat.ParserCreate(namespace_separator=" ")
    for attempt in (data, None):
        if attempt is None:  # an encoding that expat does not know, such as GB2312
            if (text := decoded(data)) is None:
                return "里面的文字编码认不出来"
            attempt, parser = text.encode(), expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
        parser.EntityDeclHandler, parser.ProcessingInstructionHandler = refuse, instruction
        parser.buffer_text, parser.buffer_size = True, 65536
        try:
            parser.Parse(attempt, True)
        except (ValueError, LookupError):  # Python has no such encoding of single bytes
            if attempt is not data:
                return DAMAGED
            continue
        except expat.ExpatError as error:
            if fault:
                return fault
            if error.code in (18, 19) and attempt is data:  # unknown or incorrect encoding, said before any element
                continue
            if error.code == 1:
                raise MemoryError from error
            return DAMAGED
        return ""
    return DAMAGED


class Words:
    """Handlers for `walk` that gather what documents say."""

    def __init__(self) -> None:
        self.buffers: list[list[str]] = [[]]
        self.rows: list[list[str]] = []
        self.open: list[str] = []
        self.asides: list[str] = []
        self.spoke = False
        """Whether the innermost element had words of its own."""
        self.repeats: list[int] = []

    @property
    def text(self) -> str:
        while len(self.buffers) > 1:  # a document that was cut off
            self.end("cell")
        body = "".join(self.buffers[0])
        return body + (BLOCK + ROW.join(self.asides) if self.asides else "")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        self.open.append(tag)
        if tag in CELLS:
            self.buffers.append([])
            repeat = next((v for k, v in attributes.items() if local(k) == "number-columns-repeated"), "1")
            self.repeats.append(min(int(repeat), MOST_EMPTY) if repeat.isdecimal() else 1)
        elif tag in ROWS:
            self.rows.append([])
        elif tag in TABLES:
            self.buffers[-1].append(BLOCK)
        elif tag in GAPS:
            self.buffers[-1].append(GAPS[tag])
        for key, value in attributes.items():
            code = local(key)
            if code in SAYING or (code in ("val", "v") and tag in SAYING_VALUE) or (code == "value" and len(value) > 8 and tag in CELLS):
                self.asides.append(value)

    def end(self, name: str) -> None:
        tag = local(name)
        if self.open:
            self.open.pop()
        if (tag in CELLS or tag == "cell") and len(self.buffers) > 1:
            said = " ".join("".join(self.buffers.pop()).split("\n")).strip()
            times = self.repeats.pop() if self.repeats else 1
            if self.rows:
                self.rows[-1] += [said] * times
            else:
                self.buffers[-1].append(said + CELL)
        elif tag in ROWS and self.rows:
            self.buffers[-1].append(CELL.join(self.rows.pop()).rstrip(CELL) + ROW)
        elif tag in TABLES:
            self.buffers[-1].append(BLOCK)
        elif tag not in INLINE and tag not in GAPS and (self.spoke or tag in ("p", "h")):
            self.buffers[-1].append(ROW)
            self.spoke = False

    def words(self, text: str) -> None:
        if text.isspace() and not (self.open and self.open[-1] in SPACED):
            return
        self.buffers[-1].append(text)
        self.spoke = True


def said(notes: Notes, data: bytes) -> str:
    """The words of a part in XML; what is wrong with it is noted."""
    words = Words()
    if fault := walk(data, words.start, words.end, words.words):
        notes.skip(fault)
    return words.text
