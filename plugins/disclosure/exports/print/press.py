"""From data and a template of typst/ to a PDF: tagged (PDF/UA-1), in fonts that come with pinned packages, the same bytes everywhere.

Whatever is printed goes to typst as JSON, so that no text can be markup.  Nothing of the machine gets in: system fonts are ignored, and the time
is the edition's date.
"""
import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category

import typst

from disclosure.model.fields import Date

TEMPLATES = Path(__file__).parent / "typst"
STANDARD = "ua-1"
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff")
"""Characters that change how their neighbours look, if at all: without a glyph they are left out."""


@cache
def compiler() -> typst.Compiler:
    """One for the process: to load the fonts takes longer than to set a page."""
    import manimgx_fonts
    import manimgx_fonts_cjk
    import pylopdf_fonts_zh_cn
    packages = (pylopdf_fonts_zh_cn, manimgx_fonts_cjk, manimgx_fonts)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(Path(package.__file__).parent) for package in packages])
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts, ignore_system_fonts=True)


def pdf(template: str, title: str, as_of: Date, data: dict[str, Any]) -> bytes:
    """The PDF of a template (its name without .typ).  Raises typst.TypstError for a mistake of ours alone."""
    text = json.dumps({"title": title, "as_of": [as_of.day.year, as_of.day.month, as_of.day.day], **data}, ensure_ascii=False)
    made = datetime.combine(as_of.day, datetime.min.time(), UTC)
    done = compiler().compile(str(TEMPLATES / f"{template}.typ"), format="pdf", sys_inputs={"data": shown(text)}, pdf_standards=[STANDARD], timestamp=made)
    if len(done) > LARGE:
        forget()
    return done


LARGE, KEPT = 300_000, 11
"""typst keeps all that it has set for its next KEPT documents, in case they are alike: of one of LARGE bytes that is hundreds of megabytes."""


def forget() -> None:
    """Has typst drop what it remembers of documents before, by setting small ones."""
    for n in range(KEPT):
        sets(str(n))


def shown(text: str) -> str:
    """The text with every character that no font has replaced by its number, 〔U+20BB7〕: a box would say nothing, and PDF/UA forbids it."""
    lacking = set(text) - printable(frozenset(text))
    if not lacking:
        return text
    return text.translate({ord(c): "" if c in INVISIBLE else f"〔U+{ord(c):04X}〕" for c in lacking})


KNOWN: dict[str, bool] = {chr(code): True for code in range(0x20, 0x7f)} | {"\n": True}
"""What is known of characters: whether they can be set."""


def printable(characters: frozenset[str]) -> frozenset[str]:
    """Those of some characters for which there is a glyph, asked of typst itself, which knows its fonts: all at once, then by halves."""
    KNOWN.update((c, False) for c in characters if category(c) == "Co")  # what a private character looks like is a matter of whose font it is
    asked = sorted(c for c in characters if c not in KNOWN)
    todo = [asked] if asked else []
    while todo:
        part = todo.pop()
        if sets("".join(f"{c}\n" for c in part)):
            KNOWN.update(dict.fromkeys(part, True))
        elif len(part) == 1:
            KNOWN[part[0]] = False
        else:
            middle = len(part) // 2
            todo += [part[:middle], part[middle:]]
    return frozenset(c for c in characters if KNOWN[c])


def sets(text: str) -> bool:
    """Whether typst finds a glyph for all of a text."""
    try:
        compiler().compile(str(TEMPLATES / "glyphs.typ"), format="pdf", sys_inputs={"data": text}, pdf_standards=[STANDARD], timestamp=0)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return False
    return True
