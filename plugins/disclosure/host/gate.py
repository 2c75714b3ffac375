"""The last gate: what was written is looked at once more before it takes the place of the old site, whoever made it and by whatever template.

Every HTML file is taken apart into tags and text.  The grammar is narrower than a browser's: a page is text and tags `<name attribute="value">`,
and a `<` that begins no such tag is refused, so what is let through has one meaning only, ours and the browser's.  A `<` stands nowhere else, so a
page may be cut before any of them, and its parts looked at by themselves.  Pages share nearly all of their parts: what was found right is not
looked at again on pages with the same way to the root.

What people see, and the data behind it, goes through the rules that keep personal data and classified papers in (rules/gate.py).
"""
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import unescape
from itertools import chain, filterfalse
from pathlib import Path
from typing import NamedTuple

from disclosure.deliver.manifest import NAME, pieces
from disclosure.host.proved import Proved, decided, lines
from disclosure.host.ways import Way, Ways
from disclosure.model.company import KEYWORD
from disclosure.model.county import County
from disclosure.read.attachments.kinds import foreign, kind
from disclosure.read.attachments.vector import inert
from disclosure.read.law import law
from disclosure.render.policy import META
from disclosure.rules.all import RULES
from disclosure.rules.gate import PRIVATE, cleared, spared
from disclosure.rules.registry import Case

MOST = 20
"""So many faults are told at once."""
PIECE = re.compile(r"""(/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[^\s"'<>/=]+(?:="[^"<]*")?)*)\s*/?>([^<]*)""")
"""What follows a `<`: a tag, and the text after it."""
ATTRIBUTE = re.compile(r"""\s([^\s"'<>/=]+)(?:=("[^"<]*"))?""")
ELEMENTS = frozenset("""a abbr article aside b blockquote body br button caption circle code col colgroup dd defs del desc details dfn dialog div dl dt ellipse em
    fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html i img input ins kbd label legend li line link lineargradient main marker
    mark meta nav noscript object ol optgroup option output p path pattern polygon polyline pre progress q rect s samp script search section select small span stop
    strong sub summary sup svg symbol table tbody td template text textarea tfoot th thead time title tr tspan u ul use var wbr""".split())
"""What pages are made of.  Frames, plugins, <base>, <style> and whatever else is not here are refused; <object> holds a page of SHARED alone."""
REFUSED = frozenset({"style", "srcdoc", "srcset", "ping", "background", "formaction", "formmethod", "manifest", "longdesc", "lowsrc", "dynsrc", "imagesrcset",
                     "xlink:href", "from", "to", "values", "cite", "poster", "code", "codebase", "archive", "usemap", "attributionsrc"})
"""Attributes that no page of ours has: they hold styles, or addresses that a browser would follow by itself."""
ADDRESSES = frozenset({"href", "src", "action", "data"})
WATCHED = ADDRESSES | {"http-equiv"}
"""Attributes whose values are looked at."""
SHARED = re.compile(r"shared/[\w-]+\.html")
"""What may stand within a page: the lists beside matters."""
LINKED_DATA = 'script type="application/ld+json"'
"""The one script that may stand in a page, because nothing runs it."""
LABEL = re.compile(f"{KEYWORD.pattern}|密|护照|通行证|居留|官证|士兵证")
"""Texts that say what comes after them: they are judged together with it, again and again."""
SHAPES = frozenset({"d", "points", "viewbox", "transform"})
"""Attributes whose many numbers are drawings, and nobody's."""
UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0]")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
LINKS = ("http://", "https://", "mailto:", "tel:")
LOADED, TOLD = {"stylesheet", "icon"}, {"canonical", "alternate"}
"""What <link> may be: files that the browser loads, and addresses that it only knows."""
POLICY = META.encode()
AHEAD = re.compile(rb"<(?:script|link|body)", re.I)
"""What the policy has to stand in front of."""
CONTENT = b"<main"
"""Where what pages of a shelf have in common ends.  If it were elsewhere, looking would take longer, and find the same."""
INLINE = "abbr|b|bdi|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|tspan|u|var|wbr"
"""Elements that a reader's eye does not stop at."""
DIGIT = re.compile(rf"/?(?:{INLINE})(?:\s[^>]*)?>[ \n.·-]?[0-9０-９&Xx]")
"""Such a tag with a digit after it, perhaps: without one that is new on a page, BROKEN is not looked for."""
BROKEN = re.compile(rf"<(?:(?<=[0-9０-９;]<)|(?<=[0-9０-９;][ \n.·-]<))/?(?:{INLINE})(?:\s[^<>]*)?>(?:[ \n.·-]?</?(?:{INLINE})(?:\s[^<>]*)?>)*[ \n.·-]?[0-9０-９&Xx]")
"""Digits on both sides of such tags: what is seen as one number."""
TAGS = re.compile(rf"<(?:/?(?:{INLINE})(?:\s[^<>]*)?>|([^<>]*)>)")


MASKED = re.compile(r"[0-9A-Z]{3}\*+[0-9A-Z]{2}")
"""A number as messages show it."""
MANY = 40_000
"""So many pieces of pages are remembered as right: enough for the pages of a few catalogues, which have most in common."""
AT_ONCE = 2_000_000
"""So many characters of texts are held until they are judged together."""


class Fault(Exception):
    """What is wrong with a piece of a page, in Chinese."""


def text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def as_shown(html: str) -> str:
    """The text of a page with what is seen together standing together."""
    return unescape(TAGS.sub(lambda tag: "" if tag[1] is None else "\n\n", html))


class Seen:
    """What was found right on pages with one way to the site's root, and is right on all of them."""

    def __init__(self) -> None:
        self.frame = b""
        """From </head> to the content: the pages of a shelf have it in common."""
        self.parts: set[bytes] = set()
        self.pieces: set[str] = set()
        self.tags: set[str] = set()


class Looked(NamedTuple):
    """What came to light at a gate: faults, the files that were there, those that pages load, and what was judged private or classified."""

    found: list[str]
    there: dict[str, None]
    wanted: dict[str, tuple[str, str]]
    judged: dict[str, list[str]]
    ways: dict[str, Way]
    lines: dict[str, bytes]
    spared: set[str]


class Gate:
    """Looks at the files of one site: `look` for each, in the order of their paths, then `faults`.

    `base`: the path under which the portal serves the site ("/zwgk/"), in which alone 404.html speaks; "" where it is not known.
    `sources`: the texts that pages were made from, by their path; what they show to be nobody's number is let through.
    """

    def __init__(self, county: County, base: str, written: Collection[str] = (), sources: Mapping[str, str] | None = None) -> None:
        """`written`: the hand-written pages."""
        self.county, self.base, self.written, self.sources = county, base, written, sources or {}
        self.ways = Ways(base)
        self.found: list[str] = []
        self.there: dict[str, None] = {}
        self.seen: dict[str, Seen] = defaultdict(Seen)
        self.forms: dict[tuple[str, ...], tuple[str, tuple[str, ...], bool]] = {("!doctype html",): ("!doctype", (), False)}
        """What stands round the quoted values of a tag: its element, with / where it ends, the names of these values, and whether they are looked at."""
        self.right: set[bytes] = set()
        """Hashes of the lines of data that were met, here or in the last build: one is as long as a matter."""
        self.lines: dict[str, bytes] = {}
        """The same, by file."""
        self.spared: set[str] = set()
        self.told: set[str] = set()
        """Texts that were taken into `texts`: each is judged once, wherever it stands, for as long as pieces are remembered."""
        self.wanted: dict[str, tuple[str, str]] = {}
        """Files that pages load: the first page that does, and how."""
        self.texts: dict[str, str] = {}
        """What is still to be judged, by the file where it stands."""
        self.waiting = 0
        self.judged: dict[str, list[str]] = {code: [] for code in PRIVATE}
        """What was judged private or classified, by the rule."""

    def look(self, path: str, data: bytes) -> None:
        """A file of the site.  The list of all files, made by us from their names, is none."""
        if path != NAME:
            self.there[path] = None
            (self.page if path.lower().endswith(".html") else self.file)(path, data)

    @staticmethod
    def headed(path: str) -> bool:
        """Whether only the first bytes of a file are looked at: so of all attachments but drawings and pages.  What is in
        them was judged where they lie."""
        return path.startswith("files/") and not path.lower().endswith((".svg", ".html"))

    def trust(self, before: Proved) -> bool:
        """Takes what the last build found right for right; False where the sources no longer say what let its numbers through."""
        if before.spared and not before.spared <= cleared(self.case({})):
            return False
        self.spared |= before.spared
        if before.decided == decided(self.county):
            self.right = before.known()
        return True

    def known(self, paths: Iterable[str], before: Proved) -> None:
        """Files of the last build, which were looked at then, and what that left of them."""
        self.there |= dict.fromkeys(paths)
        self.ways.of |= {path: before.ways[path] for path in paths if path in before.ways}
        self.lines |= {path: before.lines[path] for path in paths if path in before.lines}

    def page(self, path: str, data: bytes) -> None:
        """An HTML file."""
        root = self.base or "/" if path == "404.html" else "../" * path.count("/")
        seen = self.seen[root]
        head, start = data.find(b"</head>"), data.find(b"<")
        content = data.find(CONTENT, head)
        frame = data[head:content] if -1 < start < head < content else b""
        self.ways.look(path, frame, data[:head] + data[content:] if frame else data)
        rest = data[start + 1:head] + data[content:] if frame and frame == seen.frame else data[start + 1:]
        parts = list(filterfalse(seen.parts.__contains__, rest.split(b"\n<")))
        texts = [text(data[:start])] if start < 0 or data[:start].strip() else []
        try:
            broken = bool(parts) and self.pieces(path, root, text(b"<".join(parts)), texts)
        except Fault as fault:
            self.found.append(f"网页 {path} {fault}")
        else:
            seen.frame = frame
            seen.parts.update(parts)
            if broken and BROKEN.search(text(b"<".join(parts))):
                texts.append(as_shown(text(data)))
            if sum(len(known.parts) + len(known.pieces) for known in self.seen.values()) > MANY:
                self.seen.clear()
                self.told.clear()
        if data[:head].count(POLICY) != 1 or AHEAD.search(data[:data.find(POLICY)]):
            self.found.append(f"网页 {path} 开头没有内容安全策略（Content-Security-Policy）")
        if texts:
            self.hold(path, "\n\n".join(texts))

    def pieces(self, path: str, root: str, parts: str, texts: list[str]) -> bool:
        """Looks at what follows each `<`, and adds the texts that are new; whether tags may have broken a number.  Raises Fault."""
        seen, told = self.seen[root], self.told
        new = [*dict.fromkeys(filterfalse(seen.pieces.__contains__, parts.split("<")))]
        for piece in new:
            tag, end, after = piece.partition(">")
            if not end or tag not in seen.tags:
                after = self.tag(path, root, piece, texts)
            if after not in told:
                if not LABEL.search(after, max(0, len(after) - 24)):
                    told.add(after)
                if not after.isspace():
                    texts.append(unescape(after))
        seen.pieces.update(new)
        return any(map(DIGIT.match, new))

    def tag(self, path: str, root: str, piece: str, texts: list[str]) -> str:
        """Looks at a tag that was not met before; returns the text after it.  Raises Fault."""
        tag, end, after = piece.partition(">")
        quoted = tag.split('"')
        known = self.forms.get(tuple(quoted[::2])) if end and len(quoted) % 2 else None
        if known is None:
            tag, after = self.form(piece)
            quoted = tag.split('"')
            known = self.forms[tuple(quoted[::2])]
        name, keys, watched = known
        values = quoted[1::2]
        if watched:
            self.watched(path, root, name, dict(zip(keys, map(unescape, values), strict=True)))
        for key, value in zip(keys, values, strict=True):
            if value not in self.told and key not in SHAPES:
                self.told.add(value)
                texts.append(unescape(value))
        if name != "script":
            self.seen[root].tags.add(tag)
        elif ("src" not in keys or after.strip()) and tag != LINKED_DATA:  # right or wrong together with the text after it
            raise Fault("里有写在网页里的脚本")
        return after

    def form(self, piece: str) -> tuple[str, str]:
        """Looks at a tag of a new form, which is the tag without what stands in quotes; returns the tag and the text after it.  Raises Fault."""
        found = PIECE.fullmatch(piece)
        if found is None:
            raise Fault(f"里有不完整的标签“<{' '.join(piece.partition('>')[0].split())[:40]}”")
        end, name, attributes, after = found.groups()
        if name.lower() not in ELEMENTS:
            raise Fault(f"里有不允许的元素 <{name.lower()}>")
        given = [(key.lower(), quoted) for key, quoted in ATTRIBUTE.findall(attributes)]
        keys = [key for key, _ in given]
        for key, quoted in given:
            if key.startswith("on"):
                raise Fault(f"里有事件属性 {key}")
            if key in REFUSED or (key in WATCHED and not quoted):
                raise Fault(f"里有不允许的属性 {key}")
            if keys.count(key) > 1:
                raise Fault(f"里有写了两次的属性 {key}")
        tag = piece[:found.start(4) - 1]
        valued = tuple(key for key, quoted in given if quoted)
        self.forms[tuple(tag.split('"')[::2])] = end + name.lower(), valued, name.lower() == "link" or not WATCHED.isdisjoint(valued)
        return tag, after

    def watched(self, path: str, root: str, name: str, known: dict[str, str]) -> None:
        """Attributes whose values can do something.  Raises Fault."""
        for key, value in known.items():
            if key == "http-equiv" and f'<meta http-equiv="{value}" content="{known.get("content")}">' != META:
                raise Fault(f"里有不允许的 <meta http-equiv=\"{value}\">")
            if key in ADDRESSES:
                self.address(path, root, name, key, value, known)
        if name == "link" and (known.get("rel", "") not in LOADED | TOLD or "href" not in known):
            raise Fault(f"里有不允许的 <link rel=\"{known.get('rel', '')}\">")

    def address(self, path: str, root: str, name: str, key: str, value: str, known: dict[str, str]) -> None:
        plain = UNSEEN.sub("", value).lower()
        outside = plain.startswith(("//", "\\\\", "/\\", "\\/")) or SCHEME.match(plain)
        if (name, key) == ("a", "href") or (name == "link" and known.get("rel") in TOLD):
            if outside and not plain.startswith(LINKS):
                raise Fault(f"里有不允许的链接“{value[:40]}”")
        elif (name, key) == ("use", "href"):
            if not value.startswith("#"):
                raise Fault(f"从别处引用图形“{value[:40]}”")
        elif outside:
            raise Fault(f"要从别处加载“{value[:60]}”")
        elif (name, key) in (("script", "src"), ("img", "src"), ("link", "href"), ("form", "action"), ("object", "data")):
            target = value.removeprefix(root).partition("#")[0].partition("?")[0]
            if not value.startswith(root) or "\\" in value or ".." in target.split("/"):
                raise Fault(f"要加载“{value[:60]}”，这不是网站里的文件")
            if name == "object" and not SHARED.fullmatch(target):
                raise Fault(f"把“{value[:60]}”嵌在网页里，只有本程序生成的列表可以")
            self.wanted.setdefault(target, (path, name))
        else:
            raise Fault(f"里有不允许的属性 {key}（<{name}>）")

    def file(self, path: str, data: bytes) -> None:
        """Any other file."""
        name = path.lower()
        if path.startswith("files/") and (why := foreign(path, kind(data[:1024]))):
            self.found.append(f"附件 {path} {why}，不能作附件，请换成 PDF")
        elif name.endswith(".svg") and not inert(data):
            self.found.append(f"图片 {path} 里有脚本或者外部内容，请换成 PNG")
        elif (name.endswith((".csv", ".json", ".jsonl", ".jsonld", ".xml", ".js")) and not path.startswith("files/")) or path.startswith("shared/"):
            there = dict(lines(data))
            self.hold(path, text(b"\n\n".join(line for known, line in there.items() if known not in self.right)))
            self.right.update(there)
            self.lines[path] = b"".join(there)

    def looked(self) -> "Looked":
        """What came to light so far."""
        self.judge()
        return Looked(self.found, self.there, self.wanted, self.judged, self.ways.of, self.lines, self.spared)

    def join(self, other: "Looked") -> None:
        """Takes over what came to light at another gate of the same site."""
        self.found += other.found
        self.there |= other.there
        self.wanted = other.wanted | self.wanted
        self.ways.of |= other.ways
        self.lines |= other.lines
        self.spared |= other.spared
        for code, told in other.judged.items():
            self.judged[code] += told

    def faults(self, known: Collection[str]) -> list[str]:
        """Every fault of the site that consists of the files looked at, each a sentence without its full stop.  `known`: those that its plan knows."""
        for target, (path, name) in sorted(self.wanted.items()):
            if target not in self.there or (name in ("script", "link") and target.startswith("files/")):
                self.found.append(f"网页 {path} 要加载“{target}”，这不是网站里的文件")
        return [*(f"文件 {path} 不是本程序要生成的" for path in self.there if path not in known), *self.found, *self.private(), *self.ways.faults(self.there, self.written)]

    def hold(self, path: str, said: str) -> None:
        """Takes a text that is new on the site."""
        self.texts[path] = said
        self.waiting += len(said)
        if self.waiting > AT_ONCE:
            self.judge()

    def case(self, texts: dict[str, str]) -> Case:
        return Case(self.county, law(), texts=texts, sources=self.sources)

    def judge(self) -> None:
        """Judges the texts that are waiting."""
        case = self.case(self.texts)
        for code, told in self.judged.items():
            told += (f"{self.typed(found.place.file, found.message)}：{found.message}（{code}）" for found in RULES[code][1](case))
        self.spared |= spared(case)
        self.texts, self.waiting = {}, 0

    @property
    def proved(self) -> Proved:
        """What the next build may know of a site that has no faults."""
        return Proved(self.ways.of, self.lines, frozenset(self.spared), decided(self.county))

    def typed(self, path: str, message: str) -> str:
        """Where a number was typed that a message tells of, masked; of pages that are not hand-written, only the page."""
        page = f"content/{path.removesuffix('.html')}.md"
        masked = MASKED.search(message) if path in self.written else None
        if masked is None or page not in self.sources:
            return path
        found = re.search("[^0-9A-Za-z]{0,40}".join("[0-9A-Za-z]" if c == "*" else c for c in masked[0]), self.sources[page])
        return f"{page}:{self.sources[page].count(chr(10), 0, found.start()) + 1}（网页 {path}）" if found else f"{page}（网页 {path}）"

    def private(self) -> Iterator[str]:
        """Faults that are told by the rules: rule by rule."""
        self.judge()
        return chain.from_iterable(self.judged.values())


def faults(folder: Path, paths: Iterable[str], known: Collection[str], county: County, base: str, written: Collection[str]) -> list[str]:
    """What keeps the files of a folder from being published.  Raises OSError."""
    gate = Gate(county, base, written)
    for path in sorted(paths):
        gate.look(path, next(pieces(folder / path), b"") if gate.headed(path) else (folder / path).read_bytes())
    return gate.faults(known)
