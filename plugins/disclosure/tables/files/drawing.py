"""What a page of a PDF draws, for pdfplumber: pdfminer's and its own work where that takes most of the time, done with less of it.

pdfminer reads a page's drawing letter by letter, and pdfplumber notes twenty things about every letter.  A drawing that holds nothing unusual is
taken apart by one expression here, and of a letter only what `pdf` asks for is kept.  Whatever is unusual goes the long way.
"""
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import list_value, stream_value
from pdfminer.psparser import KWD, LIT, PSKeyword, literal_name
from pdfplumber.page import Page

LARGEST_PLAIN = 1024 * 1024
"""Bytes of a drawing that is taken apart at once: its parts stand in memory."""
PLAIN = LETTERS = rb"[^()\\]++|\\[^0-7]|\\[0-3]?[0-7]{1,2}"
for _ in range(4):  # brackets within brackets need no mark where they are pairs
    LETTERS = rb"%b|\((?:%b)*+\)" % (PLAIN, LETTERS)
TOKEN = re.compile(rb"""
    (?P<space>[ \t\r\n\f\v]+ | %%[^\r\n]*)
  | (?P<float>[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+))
  | (?P<int>[-+]?[0-9]+)
  | (?P<word>[A-Za-z][^#/%%\[\]()<>{}\s]*+(?!\#) | ['"])
  | (?P<hex><(?:[0-9A-Fa-f]{2})*>)
  | (?P<string>\((?:%b)*+\))
  | (?P<name>/[^#/%%\[\]()<>{}\s]*+(?!\#))
  | (?P<mark><<|>>|\[|\])
""" % LETTERS, re.VERBOSE | re.DOTALL)
ESCAPE = re.compile(rb"\\(\r\n|[0-3]?[0-7]{1,2}|.)", re.DOTALL)
ESCAPED = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\"}
INLINE = (b"BI", b"ID", b"EI")
"""Around an image that stands in the drawing: its bytes are no words."""


class Unusual(Exception):
    """A drawing that pdfminer is to read."""


class Interpreter(PDFPageInterpreter):
    """pdfminer's, with a quicker way through a drawing that is plain."""

    def execute(self, streams: Sequence[object]) -> None:
        drawn = [stream_value(stream) for stream in list_value(streams)]
        try:
            if any(stream.objid is None or stream.objid in self.parent_stream_ids for stream in drawn):
                raise Unusual
            parts = list(taken_apart(b"\n".join(stream.get_data() for stream in drawn)))
        except Unusual:
            super().execute(streams)
            return
        self.stream_ids.clear()
        self.stream_ids.update(stream.objid for stream in drawn)
        known: dict[PSKeyword, tuple[Any, int] | None] = {}
        for part in parts:
            if not isinstance(part, PSKeyword):
                self.argstack.append(part)
                continue
            if part not in known:
                known[part] = self.operator(part)
            if operator := known[part]:
                does, wants = operator
                if wants:
                    given = self.pop(wants)
                    if len(given) == wants:
                        does(*given)
                else:
                    does()

    def operator(self, word: PSKeyword) -> tuple[Any, int] | None:
        """What does an operator, and of how many things; nothing where it is unknown."""
        name = str(word.name, "utf-8", "ignore").replace("*", "_a").replace('"', "_w").replace("'", "_q")
        does = getattr(self, f"do_{name}", None)
        return (does, does.__code__.co_argcount - 1) if does else None


def taken_apart(data: bytes) -> Iterator[Any]:
    """Operators and what stands before them, as pdfminer reads them.  Raises Unusual."""
    if len(data) > LARGEST_PLAIN:
        raise Unusual
    within: list[tuple[bytes, list[Any]]] = []
    at = 0
    for found in TOKEN.finditer(data):
        if found.start() != at:
            raise Unusual
        at = found.end()
        match found.lastgroup:
            case "space":
                continue
            case "float":
                part: Any = float(found[0])
            case "int":
                part = int(found[0])
            case "word":
                if found[0] in INLINE:
                    raise Unusual
                part = {b"true": True, b"false": False}.get(found[0])
                if part is None:
                    part = KWD(found[0])
            case "hex":
                part = bytes.fromhex(found[0][1:-1].decode("ascii"))
            case "string":
                part = found[0][1:-1]
                if b"\\" in part:
                    part = ESCAPE.sub(unescaped, part)
            case "name":
                part = named(found[0][1:])
            case _ if found[0] in (b"<<", b"["):
                within.append((found[0], []))
                continue
            case _:
                if not within or within[-1][0] != {b">>": b"<<", b"]": b"["}[found[0]]:
                    raise Unusual
                opened, part = within.pop()
                if opened == b"<<":
                    if len(part) % 2:
                        raise Unusual
                    part = {literal_name(key): value for key, value in zip(part[::2], part[1::2], strict=True) if value is not None}
        if within:
            within[-1][1].append(part)
        else:
            yield part
    if within or at != len(data):
        raise Unusual


def unescaped(found: re.Match[bytes]) -> bytes:
    said = found[1]
    return bytes((int(said, 8),)) if said.isdigit() and said < b"8" else ESCAPED.get(said, b"")


def named(name: bytes) -> Any:
    with suppress(UnicodeDecodeError):
        return LIT(name.decode("utf-8"))
    return LIT(name)


class Sheet(Page):
    """A page of pdfplumber that keeps of its letters what tables need: text, place, size, direction and, as `x` and `y`, the middle."""

    @property
    def layout(self) -> Any:
        if not hasattr(self, "_layout"):
            device = PDFPageAggregator(self.pdf.rsrcmgr, pageno=self.page_number, laparams=self.pdf.laparams)
            Interpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout = device.get_result()
        return self._layout

    def process_object(self, obj: Any) -> dict[str, Any]:
        if not isinstance(obj, LTChar):
            return super().process_object(obj)
        left, top = self.mediabox[:2]
        x0, x1 = (obj.x0 + left, obj.x1 + left) if left else (obj.x0, obj.x1)
        high, low = (self.height - obj.y1) + top, (self.height - obj.y0) + top
        return {"object_type": "char", "text": obj.get_text(), "x0": x0, "x1": x1, "top": high, "bottom": low, "size": obj.size,
                "upright": obj.upright, "matrix": obj.matrix, "x": (x0 + x1) / 2, "y": (high + low) / 2}
