"""Office documents in archives (OOXML, ODF, OFD): every part of them, whatever it is called and however it is encoded."""
import re

from disclosure.model.rare import Rare
from disclosure.read.attachments.archives import LOCKED, entries
from disclosure.read.attachments.kinds import BY_ENDING, READ, ending, kind
from disclosure.read.attachments.markup import Words, local, said, walk
from disclosure.read.attachments.notes import Inner, Notes
from disclosure.read.attachments.plain import decoded, field_commands, html, rich
from disclosure.read.attachments.sheets import binary, sheet, strings

FIRST_PARTS = (("word/", "word"), ("xl/", "excel"), ("ppt/", "slides"))
MACROS = Rare(r"vba(?:project|data)|macrosheets?/|(?:^|/)(?:basic|scripts)/|xl/intlmacrosheets/", re.I)
MACRO = "带有宏（程序）"
LOOKS = Rare(r"(?:^|/)(?:styles|stylesWithEffects|fontTable|webSettings|latentStyles|theme\d*|tableStyles|presProps|viewProps|calcChain|colors\d*|style\d*)\.xml$|"
                   r"(?:^|/)(?:theme|slideMasters|slideLayouts|Configurations2)/.*\.xml$", re.I)
"""Parts that say how documents look; words there are names of styles."""
FONTS = re.compile(r"\.(?:odttf|fntdata|ttf|otf|ttc)$", re.I)
PICTURES = re.compile(r"\.(?:emf|wmf|jb2|eps|pict)$", re.I)
"""Drawings in records, of which what can be made out is read."""
KNOWN_BYTES = Rare(r"printersettings\d*\.bin$|(?:^|/)(?:seal\.esl|signedvalue\.dat)$|(?:^|/)thumbnail\b|activex\d*\.bin$|layout-cache$", re.I)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOADED = "会从外面取内容"


def office_kind(names: list[str]) -> str:
    """What kind of office document an archive with these parts is; "zip" for another archive."""
    low = [name.lower().lstrip("/") for name in names]
    for start, found in FIRST_PARTS:
        if any(name.startswith(start) for name in low) and "[content_types].xml" in low:
            return found
    for start, found in FIRST_PARTS:  # of a damaged one
        if low and all(name.startswith((start, "docprops/", "_rels/", "customxml/", "[content")) for name in low):
            return found
    if "ofd.xml" in low:
        return "ofd"
    return "odf" if "mimetype" in low and "content.xml" in low else "zip"


def office(notes: Notes, data: bytes, found: str, inner: Inner) -> None:
    """Looks into every part.  `found`: the kind of document."""
    parts = list(entries(notes, data))
    shared: list[str] = []
    for name, content in sorted(parts, key=lambda p: ("sharedstrings" not in p[0].lower(), p[0])):  # sheets refer to them
        if MACROS.search(name):
            notes.refuse(MACRO)
        elif not content.strip() or name.lower() == "mimetype":
            continue
        elif content.startswith(OLE):
            ole(notes, content, name)
        elif looks_like_xml(content) and ending(name) != "svg":
            xml_part(notes, name, content, found, shared)
        elif name.lower().endswith(".bin") and found == "excel" and re.search(r"(?:^|/)xl/(?!embeddings/)", name, re.I) and not KNOWN_BYTES.search(name):
            notes.say(name, binary(notes, content, shared))
        elif KNOWN_BYTES.search(name) or PICTURES.search(name):
            notes.say(name, strings(content))
        elif FONTS.search(name):
            continue
        elif ending(name) in BY_ENDING or (sort := kind(content[:1024])) in READ or sort == "program":
            inner(notes, name, content)
        elif sort in ("text", "html"):
            document(notes, content, sort, name)
        else:
            notes.skip(f"里面有读不了的部分“{name[-60:]}”")
    notes.say("文件名", "\n".join(name for name, _ in parts if "/media/" in name or "/embeddings/" in name))


def looks_like_xml(content: bytes) -> bool:
    head = content[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<") and kind(content[:1024]) != "html"


def xml_part(notes: Notes, name: str, content: bytes, found: str, shared: list[str]) -> None:
    low = name.lower()
    if low.endswith(".rels"):
        return relations(notes, name, content)
    if low.endswith("content_types].xml"):
        if re.search(rb"vbaProject|macrosheet", content.replace(b"\0", b""), re.I):
            notes.refuse(MACRO)
        return None
    if low.endswith("meta-inf/manifest.xml") and b"encryption-data" in content.replace(b"\0", b""):
        return notes.refuse(LOCKED)
    if "externallinks/" in low or re.search(rb"<(?:\w+:)?ddeLink", content):
        notes.refuse("链接到别的工作簿或者程序（外部链接）")
    if low.endswith(".vml"):  # Excel's own are not always well-formed
        return notes.say(name, html(text)) if (text := decoded(content)) is not None else notes.skip("里面的文字编码认不出来")
    if LOOKS.search(name):
        return looks(notes, name, content)
    text = sheet(notes, content, shared) if found == "excel" else said(notes, content)
    if found == "odf":
        outside(notes, content)
    field_commands(notes, text)
    return notes.say(name, text)


def looks(notes: Notes, name: str, content: bytes) -> None:
    """A part that says how a document looks: its words, without the names of styles and fonts."""
    words = Words()
    if fault := walk(content, lambda tag, attributes: words.start(tag, {}), words.end, words.words):
        notes.skip(fault)
    notes.say(name, words.text)


def relations(notes: Notes, name: str, content: bytes) -> None:
    """Where a part leads: links that people follow are said, what is fetched by itself is refused."""
    links: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) != "Relationship" or attributes.get("TargetMode", "").lower() != "external":
            return
        sort, target = attributes.get("Type", "").rpartition("/")[2].lower(), attributes.get("Target", "")
        if sort == "hyperlink":
            links.append(target)
        elif not (sort == "attachedtemplate" and re.match(r"file:/{3}[a-z]:|[a-z]:|[^/:\\]+$", target, re.I)):  # one's own Normal.dotm is nobody's business
            notes.refuse("链接到别的工作簿或者程序（外部链接）" if sort.startswith("externallink") else f"{LOADED}（外部的{RELATIONS.get(sort, '内容')}）")
    if fault := walk(content, start, lambda tag: None, lambda text: None):
        notes.skip(fault)
    notes.say(name, "\n".join(links))


RELATIONS = {"attachedtemplate": "模板", "image": "图片", "oleobject": "对象", "frame": "框架", "subdocument": "子文档", "video": "视频", "audio": "声音", "media": "视频"}


def outside(notes: Notes, content: bytes) -> None:
    """Refuses what an OpenDocument fetches by itself: pictures, objects, tables and sections of other hosts; and scripts."""
    def start(tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        target = next((v for k, v in attributes.items() if local(k) == "href"), "")
        if name in ("image", "object", "object-ole", "section-source", "table-source", "plugin", "floating-frame", "dde-source") and \
                (re.match(r"[a-z][a-z0-9+.-]*:|//|\\\\", target, re.I) or name == "dde-source"):
            notes.refuse(LOADED)
        elif name in ("event-listener", "script") and attributes:
            notes.refuse(MACRO)
    walk(content, start, lambda tag: None, lambda text: None)


def ole(notes: Notes, content: bytes, name: str = "") -> None:
    """A container of the old binary formats: what of it can be told without reading them."""
    wide = content.replace(b"\0", b"") if len(content) < 1 << 24 else content
    if b"EncryptedPackage" in wide or b"EncryptionInfo" in wide:
        notes.refuse(LOCKED)
    elif b"_VBA_PROJECT" in wide or b"Macros" in wide and b"VBA" in wide:
        notes.refuse(MACRO)
    elif b"Ole10Native" in wide:
        notes.refuse("嵌有程序包（Ole10Native）")
    elif name:
        notes.say(name, strings(content))
        notes.skip("嵌有读不了的对象")
    else:
        notes.say("", strings(content))
        notes.skip("是旧的二进制格式，读不了")


def document(notes: Notes, data: bytes, found: str, name: str = "") -> None:
    """A document of running text in one file: RTF, a page, or letters alone."""
    if found == "rtf":
        return rich(notes, data)
    if (text := decoded(data)) is None:
        return notes.skip("里面的文字编码认不出来")
    return notes.say(name, html(text) if found == "html" else text)
