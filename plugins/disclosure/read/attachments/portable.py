"""PDF: the words of every page, of notes and forms on them, of properties, and of files enclosed; what a viewer would do by itself is refused."""
import io
from typing import Any

from disclosure.model.rare import Rare
from disclosure.read.attachments.archives import BEHIND, LOCKED
from disclosure.read.attachments.markup import DAMAGED, said
from disclosure.read.attachments.notes import Enough, Inner, Notes
from disclosure.read.attachments.plain import decoded, html

MOST_OBJECTS = 200_000
MOST_PAGES = 5_000
SAID = {"/Contents": "批注", "/RC": "批注", "/V": "表单", "/DV": "表单", "/TU": "表单", "/Title": "书签", "/Alt": "说明文字", "/ActualText": "说明文字", "/E": "说明文字", "/T": "批注",
        "/Subj": "批注", "/Desc": "说明文字"}
"""Entries of dictionaries that say something to people, and what they are called."""
ACTS = {"/JavaScript": "带有程序（JavaScript）", "/Launch": "会启动别的程序（Launch）", "/SubmitForm": "会把填写的内容发到外面（SubmitForm）", "/ImportData": "会从外面取内容（ImportData）",
        "/GoToE": "会打开夹带的文件（GoToE）", "/RichMedia": "带有会运行的媒体（RichMedia）"}
OPENS = "一打开就连到外面（OpenAction）"
NOT_READ = Rare(r"[\x00-\x08\x0e-\x1f\x7f\ufffd\ue000-\uf8ff]")


def pdf(notes: Notes, data: bytes, inner: Inner) -> None:
    """Looks into a PDF file."""
    from pypdf import PdfReader
    if data[data.rfind(b"%%EOF") + 5:].strip(b"\0 \r\n\t") or not data.startswith(b"%PDF-"):
        if b"%%EOF" not in data:
            notes.give_up(f"{DAMAGED}，没有结尾")
        notes.refuse(BEHIND)
    try:
        document = PdfReader(io.BytesIO(data))
        if document.is_encrypted:
            notes.refuse(LOCKED)
            return
        walked(notes, document, inner)
        pages(notes, document)
    except (Enough, MemoryError):
        raise
    except Exception:  # pypdf raises whatever the bytes lead it to
        notes.give_up(DAMAGED)


def walked(notes: Notes, document: Any, inner: Inner) -> None:
    """Every object that the file has, whether a page refers to it or not."""
    from pypdf.generic import ContentStream, DictionaryObject, IndirectObject, StreamObject
    numbers = {(n, g) for g, known in document.xref.items() for n in known} | {(n, 0) for n in document.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        notes.give_up(f"里面有 {len(numbers):,} 个对象，过多")
    heard: dict[str, list[str]] = {}

    def dictionary(entry: DictionaryObject) -> None:
        for key, value in entry.items():
            if key in ("/JS", "/AA") or (key == "/S" and value in ACTS) or (key == "/Subtype" and value == "/RichMedia"):
                if key != "/AA":
                    notes.refuse(ACTS.get(str(value), ACTS["/JavaScript"]))
            elif key == "/OpenAction" and isinstance(action := value.get_object(), DictionaryObject) and action.get("/S") in ("/URI", "/GoToR"):
                notes.refuse(OPENS)
            elif key in SAID and isinstance(value, str) and not (key == "/V" and value.startswith("/")):
                heard.setdefault(SAID[key], []).append(html(value) if key == "/RC" else str(value))
            elif key == "/V" and isinstance(value, list):
                heard.setdefault("表单", []).extend(str(v) for v in value)
        if (entry.get("/Type") == "/Filespec" or "/EF" in entry) and isinstance(files := entry.get("/EF"), DictionaryObject | IndirectObject):
            name = str(entry.get("/UF") or entry.get("/F") or "附件")
            for key in sorted(files := files.get_object()):
                inner(notes, name, stream(notes, files[key].get_object()))
                break

    def go(thing: Any) -> None:
        left = [thing]
        while left:
            here = left.pop()
            if isinstance(here, DictionaryObject):
                dictionary(here)
                left += [v for v in here.values() if isinstance(v, dict | list)]
            elif isinstance(here, list):
                left += [v for v in here if isinstance(v, dict | list)]
    forms: list[str] = []
    for number, generation in sorted(numbers):
        try:
            thing = IndirectObject(number, generation, document).get_object()
        except (Enough, MemoryError):
            raise
        except Exception:  # as above
            notes.skip("里面有坏了的内容")
            continue
        go(thing)
        if isinstance(thing, StreamObject) and not isinstance(thing, ContentStream) and (thing.get("/Type") == "/Metadata" or thing.get("/Subtype") == "/XML"):
            notes.say("属性", said(notes, stream(notes, thing).strip(b"\0 \r\n\t")))
    go(document.trailer)
    form = document.trailer["/Root"].get_object().get("/AcroForm")
    if form is not None and (xfa := form.get_object().get("/XFA")) is not None:
        pieces = xfa.get_object()
        pieces = pieces if isinstance(pieces, list) else [pieces]
        streams = [stream(notes, p.get_object()) for p in pieces if isinstance(p.get_object(), StreamObject)]
        text = decoded(b"".join(streams))
        if text is None:
            notes.skip("表单读不出来")
        else:
            forms.append(html(text))
    if forms:
        notes.say("表单", "\n".join(forms))
    for part, texts in sorted(heard.items()):
        notes.say(part, "\n".join(texts))
    notes.say("属性", "\n".join(str(v) for v in (document.metadata or {}).values()))


def stream(notes: Notes, thing: Any) -> bytes:
    """The bytes of a stream, unpacked."""
    data = thing.get_data()
    notes.unpack(len(data))
    return data


def pages(notes: Notes, document: Any) -> None:
    """The words of every page; pages that are nothing but a picture are noted."""
    if len(document.pages) > MOST_PAGES:
        notes.give_up(f"有 {len(document.pages):,} 页，过多")
    scans, unknown = [], []
    for number, page in enumerate(document.pages, 1):
        text = page.extract_text()
        letters = "".join(text.split())
        if not letters:
            resources = page.get("/Resources")
            objects = resources and resources.get_object().get("/XObject")
            if (objects and objects.get_object()) or b"BI" in (page.get_contents().get_data() if page.get_contents() else b""):
                scans.append(number)
        elif len(NOT_READ.findall(letters)) * 10 > len(letters):
            unknown.append(number)
        notes.say(f"第 {number} 页", text)
    if scans:
        notes.skip("是扫描件，没有文字" if len(scans) == len(document.pages) else f"第 {listed(scans)} 页是图片，没有文字")
    if unknown:
        notes.skip(f"第 {listed(unknown)} 页的文字读不出来（字体没有编码）")


def listed(numbers: list[int]) -> str:
    return "、".join(map(str, numbers[:5])) + (f" 等 {len(numbers)}" if len(numbers) > 5 else "")
