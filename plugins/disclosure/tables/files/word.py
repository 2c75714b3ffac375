"""Paragraphs of Word → their words: accepted changes, automatic numbers, and what is struck or hidden told apart."""
from collections.abc import Iterator
from typing import Any, NamedTuple

from disclosure.tables.files.numbering import Numbering, number
from disclosure.tables.files.package import Related, attribute, child, local
from disclosure.tables.files.symbols import in_font
from disclosure.tables.grid import Mark

OFF = ("0", "false", "off", "none")
GAPS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
PICTURES = {"drawing", "pict", "object"}
DELETED, INSERTED = {"del", "moveFrom"}, {"ins", "moveTo"}
SKIPPED = {"rPr", "pPr", "instrText", "delInstrText", "sdtPr", "sdtEndPr", "rt", "rubyPr", "smartTagPr", "fldData", "Fallback"}


class Looks(NamedTuple):
    """What a style or a run says of its words; None where it says nothing."""

    struck: bool | None = None
    hidden: bool | None = None
    white: bool | None = None
    font: str = ""

    def over(self, below: "Looks") -> "Looks":
        return Looks(*(own if own not in (None, "") else under for own, under in zip(self, below, strict=True)))


def looks(properties: Any) -> Looks:
    """What run properties say."""
    struck = hidden = white = None
    font = ""
    shaded = False
    for e in properties if properties is not None else ():
        kind, on = local(e), attribute(e, "val", "1").lower() not in OFF
        if kind in ("strike", "dstrike"):
            struck = on or bool(struck)
        elif kind in ("vanish", "specVanish"):
            hidden = on
        elif kind == "color":
            white = attribute(e, "val").upper() == "FFFFFF"
        elif kind in ("shd", "highlight"):
            shaded = attribute(e, "fill", "none").upper() not in ("AUTO", "FFFFFF", "NONE") or kind == "highlight"
        elif kind == "rFonts":
            font = attribute(e, "ascii") or attribute(e, "hAnsi")
    return Looks(struck, hidden, False if shaded else white, font)


class Styles:
    """Styles by name, each with what it is based on."""

    def __init__(self, root: Any) -> None:
        self.own: dict[str, tuple[str, Looks, Any]] = {}
        for e in root.iter("{*}style") if root is not None else ():
            based, para = child(e, "basedOn"), child(e, "pPr")
            self.own[attribute(e, "styleId")] = (attribute(based, "val") if based is not None else "", looks(child(e, "rPr")), child(para, "numPr"))

    def chain(self, name: str) -> Iterator[tuple[Looks, Any]]:
        seen = set()
        while name in self.own and name not in seen:
            seen.add(name)
            name, own, numbers = self.own[name]
            yield own, numbers

    def looks(self, name: str) -> Looks:
        said = Looks()
        for own, _ in self.chain(name):
            said = said.over(own)
        return said


class Words:
    """What a cell, or a stretch of paragraphs, says."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.notes: list[tuple[Mark, str]] = []
        self.tables: list[Any] = []
        self.joined = False

    def line(self, text: str) -> None:
        if self.joined and self.lines:
            self.lines[-1] += text
        else:
            self.lines.append(text)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Document:
    """What all paragraphs of a document share."""

    def __init__(self, styles: Styles, numbering: Numbering, comments: dict[str, str], notes: dict[str, str], links: dict[str, Related]) -> None:
        self.styles, self.numbering, self.comments, self.notes, self.links = styles, numbering, comments, notes, links

    def gather(self, elements: Any, words: Words, shaded: bool = False, gone: bool = False, came: bool = False) -> None:
        """The words of paragraphs; tables among them are kept for the caller.  `shaded`: on a ground of its own; `gone`, `came`: deleted or inserted."""
        for e in elements:
            kind = local(e)
            if kind == "p":
                self.paragraph(e, words, shaded, gone, came)
            elif kind == "tbl":
                words.tables.append(e)
            elif kind in ("sdt", "sdtContent", "customXml", "AlternateContent", "Choice"):
                self.gather(e, words, shaded, gone, came)
            elif kind in DELETED or kind in INSERTED:
                self.gather(e, words, shaded, gone or kind in DELETED, came or kind in INSERTED)

    def paragraph(self, e: Any, words: Words, shaded: bool = False, gone: bool = False, came: bool = False) -> None:
        properties = child(e, "pPr")
        style = attribute(named, "val") if (named := child(properties, "pStyle")) is not None else ""
        own = self.styles.looks(style)
        mark = child(properties, "rPr")
        ended = mark is not None and any(local(p) in DELETED for p in mark)
        run = Run(self, words, own, shaded or child(properties, "shd") is not None)
        run.through(e, gone, came)
        text = run.text
        if text.strip() or not (ended or gone):
            listed = self.listed(properties, style)
            if listed is not None and not (looks(mark).hidden and not text.strip()):
                sign = self.numbering.next(*listed)
                bare = sign.strip("●•■□◆○ ") == ""
                text = text if bare and not text.strip() else sign + text
        words.line(text)
        words.joined = ended
        words.notes += run.notes()

    def listed(self, properties: Any, style: str) -> tuple[str, int] | None:
        """The list and level of a paragraph, by itself or by its style."""
        ways = [child(properties, "numPr"), *(numbers for _, numbers in self.styles.chain(style))]
        for way in ways:
            if way is not None:
                name, level = child(way, "numId"), child(way, "ilvl")
                if name is not None:
                    at = number(attribute(level, "val"), 0) if level is not None else self.numbering.styles.get(style, ("", 0))[1]
                    return (attribute(name, "val"), at) if attribute(name, "val") != "0" else None
        return self.numbering.styles.get(style)


class Run:
    """The words of one paragraph on their way."""

    def __init__(self, of: Document, words: Words, own: Looks, shaded: bool) -> None:
        self.of, self.words, self.own, self.shaded = of, words, own, shaded
        self.kept: list[str] = []
        self.aside: dict[str, list[str]] = {}
        self.others: list[tuple[Mark, str]] = []

    @property
    def text(self) -> str:
        return "".join(self.kept)

    def notes(self) -> list[tuple[Mark, str]]:
        found = [(mark, said) for key, mark in (("struck", Mark.STRUCK), ("hidden", Mark.HIDDEN_TEXT)) if (said := "".join(self.aside.get(key, ())).strip())]
        changes = [f"{word}“{said}”" for key, word in (("gone", "删除"), ("came", "插入")) if (said := "".join(self.aside.get(key, ())).strip())]
        return [*found, *([(Mark.TRACKED, "，".join(changes))] if changes else []), *self.others]

    def through(self, element: Any, gone: bool, came: bool, run: Looks | None = None) -> None:
        for e in element:
            kind = local(e)
            if kind in SKIPPED or not kind:
                continue
            if kind == "r":
                properties = child(e, "rPr")
                named = child(properties, "rStyle")
                said = looks(properties).over(self.of.styles.looks(attribute(named, "val")) if named is not None else Looks()).over(self.own)
                self.through(e, gone, came, said)
            elif kind in ("t", "delText"):
                self.say(e.text or "", run or self.own, gone or kind == "delText", came)
            elif kind == "sym":
                code = attribute(e, "char")
                sign = chr(int(code, 16)) if len(code) <= 4 and all(c in "0123456789abcdefABCDEF" for c in code) and code else ""
                self.say(in_font(sign, attribute(e, "font")), run or self.own, gone, came)
            elif kind in GAPS:
                self.say(GAPS[kind], run or self.own, gone, came)
            elif kind == "fldChar":
                self.say(field(e), run or self.own, gone, came)
            elif kind in PICTURES:
                self.picture(e)
            elif kind in ("commentReference", "commentRangeStart"):
                self.others.append((Mark.COMMENT, self.of.comments.get(attribute(e, "id"), "")))
            elif kind in ("footnoteReference", "endnoteReference"):
                self.others.append((Mark.COMMENT, f"脚注：{self.of.notes.get(kind[:3] + attribute(e, 'id'), '')}"))
            elif kind == "hyperlink":
                target = self.of.links.get(next((v for k, v in e.attrib.items() if k.endswith("}id")), ""))
                if target and target.external:
                    self.others.append((Mark.LINK, target.target))
                self.through(e, gone, came, run)
            elif kind == "sdt" and (box := ticked(e)):
                self.say(box, run or self.own, gone, came)
            else:
                self.through(e, gone or kind in DELETED, came or kind in INSERTED, run)

    def say(self, text: str, run: Looks, gone: bool, came: bool) -> None:
        if not text:
            return
        text = in_font(text, run.font) if run.font else text
        if gone:
            self.aside.setdefault("gone", []).append(text)
            return
        if came:
            self.aside.setdefault("came", []).append(text)
        if run.hidden or (run.white and not self.shaded):
            self.aside.setdefault("hidden", []).append(text)
        elif run.struck:
            self.aside.setdefault("struck", []).append(text)
        else:
            self.kept.append(text)

    def picture(self, e: Any) -> None:
        """A picture, or a box of text that lies over the page: its words are told, not taken."""
        inside = Words()
        for box in e.iter("{*}txbxContent"):
            if not any(local(above) == "Fallback" for above in box.iterancestors()):
                self.of.gather(box, inside)
                self.words.tables += inside.tables
        said = inside.text.strip()
        self.others.append((Mark.PICTURE, f"文本框：{said}" if said else ""))


def field(e: Any) -> str:
    """What a form field shows: its box, or what was chosen."""
    data = child(e, "ffData")
    box, chosen = child(data, "checkBox"), child(data, "ddList")
    if box is not None:
        on = child(box, "checked")
        on = on if on is not None else child(box, "default")
        return "☑" if on is not None and attribute(on, "val", "1").lower() not in OFF else "□"
    if chosen is not None:
        entries = [attribute(entry, "val") for entry in chosen if local(entry) == "listEntry"]
        result = child(chosen, "result")
        at = number(attribute(result, "val"), 0) if result is not None else 0
        return entries[at] if 0 <= at < len(entries) else ""
    return ""


def ticked(e: Any) -> str:
    """The box of a content control; empty where it is none.  A crossed one is chosen as well."""
    for box in child(e, "sdtPr") if child(e, "sdtPr") is not None else ():
        if local(box) == "checkbox":
            on = child(box, "checked")
            return "☑" if on is not None and attribute(on, "val", "1").lower() not in OFF else "□"
    return ""
