"""What pages load beside their text: styles, scripts and icons, each under a name with the hash of its bytes, so that no cache ever mixes two editions.

What every page loads is one style sheet and one script, and so is what search loads; the rest are single files that some pages load, or that scripts
load when somebody needs them.  Templates and pages name a file as it is called here, `asset('tables.js')`, and get its address.
"""
import hashlib
import os
import re
import sys
from pathlib import Path

from disclosure.cached import keep_told, of_program, told
from disclosure.host import elder, older
from disclosure.host.elder import KIOSK, elder_css
from disclosure.host.older import COMMENT, older_css
from disclosure.render import accent as accents
from disclosure.render import addresses
from disclosure.render.accent import accent_css
from disclosure.render.addresses import hashed

THEME = Path(__file__).resolve().parents[3] / "theme_overrides"
FOLDER = THEME / "assets" / "disclosure"
MADE_BY = tuple(Path(module) for module in (__file__, elder.__file__, older.__file__, accents.__file__, addresses.__file__))
STYLES = ("tokens", "base", "icons", "chrome", "layout", "components", "tables", "prose", "reading", "flow", "work", "services", "search", "handwriting", "elder-fit", "elder", "print")
"""The parts of site.css, in the order in which they must stand; elder-fit is made from the others."""
KIOSK_STYLES = ("kiosk-fit", "kiosk")
"""Added for a touch screen; kiosk-fit is made like elder-fit, for letters as large."""
OLDER = "older.css"
"""site.css for browsers that do not know all of its selectors; older.js loads it there."""
SCRIPTS = ("older", "title-words", "skip", "scroll-regions", "drawer", "beside", "switches", "read-aloud", "print", "page-code", "search-box")
"""The parts of site.js, which every page loads at its end."""
SEARCH = ("search-index", "search-sounds", "search-asked", "search-subject", "search-elsewhere", "search-terms", "search-facets", "search-query")
"""The parts of search.js, which search-box.js loads when a box is first used."""
HANDWRITING = ("handwriting-shapes", "handwriting-pad")
"""The parts of handwriting.js, which search-box.js loads when somebody wants to write by hand."""
KIOSK_SCRIPTS = ("kiosk", "kiosk-panels", "kiosk-keys")
KIOSK_HEAD = "kiosk-way.js"
"""What a touch screen's pages load before anything can be touched."""
PICTURE = re.compile(r'url\("([\w-]+\.svg)"\)')
NAMED = re.compile(r"asset:([\w.-]+)")
REMARK = re.compile(r"^[ \t]*//.*\n", re.M)
BLANK = re.compile(r"\n\s*\n")
"""Reasons are for who changes these files: a telephone would fetch a fifth more for them."""


class Assets:
    """The files of one site: `files`, address → bytes; called with a file's plain name, gives its address below the site's root."""

    def __init__(self, kiosk: bool = False, scores: bool = False, accent: str | None = None) -> None:
        """`scores`: the site has the scorecard; `accent`: the county's colour, #rrggbb."""
        self.files: dict[str, bytes] = {}
        self.addresses: dict[str, str] = {}
        made_from = hashlib.sha256(repr((kiosk, scores, accent)).encode())
        for path in (*sorted(FOLDER.iterdir()), *MADE_BY):
            made_from.update(b"%b %b" % (os.fsencode(path), hashlib.sha256(path.read_bytes()).digest()))
        kept = of_program(__spec__.cached) / f"{sys.implementation.cache_tag}-{'kiosk' if kiosk else 'portal'}.assets"
        if (known := told(kept)).get("made_from") == made_from.digest():
            self.files, self.addresses = known["files"], known["addresses"]
        else:
            self.make(kiosk, scores, accent)
            keep_told(kept, {"made_from": made_from.digest(), "files": self.files, "addresses": self.addresses})

    def make(self, kiosk: bool, scores: bool, accent: str | None) -> None:
        """What is kept as the program's: it takes ten times as long as looking it up."""
        sources = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.iterdir())}
        for name, text in sources.items():
            if name.endswith(".svg"):
                self.add(name, text)
        styles = (*STYLES, *(["scorecard"] if scores else []), *(KIOSK_STYLES if kiosk else []))
        scripts = (*SCRIPTS, *(KIOSK_SCRIPTS if kiosk else []))
        narrow = [*(name for name in STYLES if f"{name}.css" in sources), *sorted(name[:-4] for name in sources if name.endswith(".css") and name[:-4] not in STYLES)]
        sheets = {name: sources[f"{name}.css"] for name in narrow if name not in ("elder", "print")}
        sources |= {"elder-fit.css": elder_css(sheets).decode(), "kiosk-fit.css": elder_css(sheets, KIOSK).decode()}
        colour = accent_css(accent).decode() if accent else ""
        sheet = "\n".join([*(sources[f"{name}.css"] for name in styles), colour])
        self.add("site.css", sheet)
        self.add(OLDER, older_css(sheet).decode())
        self.add("handwriting.js", "\n".join(sources[f"{part}.js"] for part in HANDWRITING))
        self.add("search.js", "\n".join(sources[f"{part}.js"] for part in SEARCH))
        self.add("site.js", "\n".join(apart(sources[f"{part}.js"]) for part in scripts))
        parts = {*(f"{name}.css" for name in (*STYLES, *KIOSK_STYLES, "scorecard")), *(f"{name}.js" for name in (*SCRIPTS, *KIOSK_SCRIPTS, *SEARCH, *HANDWRITING))}
        if not kiosk:
            parts.add(KIOSK_HEAD)
        for name, text in sources.items():
            if name not in self.addresses and name not in parts:
                self.add(name, text)

    def add(self, name: str, text: str) -> None:
        """Enters a file; a style sheet's pictures and what a script calls `asset:name`, entered before, get their own names."""
        if name.endswith(".js"):
            text = REMARK.sub("", text)
            text = NAMED.sub(lambda found: self(found[1]).rpartition("/")[2], text)
        if name.endswith(".css"):
            text = BLANK.sub("\n", COMMENT.sub("", text))
            text = PICTURE.sub(lambda found: f'url("{self(found[1]).rpartition("/")[2]}")', text)
        data = text.encode()
        self.addresses[name] = address = hashed(name, data)
        self.files[address] = data

    def __call__(self, name: str) -> str:
        return self.addresses[name]


def apart(script: str) -> str:
    """A part of site.js: what it throws reaches the console, and the parts after it do their work all the same."""
    return f"try {{\n{script}}} catch (fault) {{ setTimeout(function () {{ throw fault; }}); }}"
