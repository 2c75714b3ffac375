"""Whatever is typed into a field is text: it changes nothing of a page but its words, it runs nowhere, and it is read as it was typed."""
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from county import KEPT, write

from disclosure.checking import Checked
from disclosure.deliver.fault import Refused
from disclosure.host.build import build_site
from disclosure.host.chrome import MARKS
from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS, County
from disclosure.read.characters import HIDDEN
from disclosure.read.county import read_county

ROOT = Path(__file__).parents[2]
PAYLOADS: list[str] = yaml.safe_load(Path(__file__).with_name("payloads.yml").read_text(encoding="utf-8"))
PARAGRAPH = "一段正文，有[链接](https://www.example.cn/)。"
REFUSED = {"C102", "C131", "C210", "C311"}
"""What reading says of some payloads: HTML in Markdown, a character that cannot be seen, an address in Markdown that is none, a time limit that is none."""
DRAWN = {"svg", "path", "rect", "text", "g", "title", "desc", "polygon", "circle"}
"""Drawings break their lines by what is in them: their shapes may differ in number."""


def mark(number: int) -> str:
    """Letters that make every text of a county another."""
    return "".join(chr(ord("a") + number // 26 ** at % 26) for at in (2, 1, 0))


def harmless(payload: str) -> str:
    """As long, as wide, and of letters alone."""
    return "".join("字" if ord(c) > 0x2E7F else "x" for c in HIDDEN.sub("?", payload))


class Shape(HTMLParser):
    """The tags of a page with the names of their attributes, and what it says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.shape: list[tuple] = []
        self.texts: list[str] = []
        self.drawing = 0
        self.feed(html)
        self.close()
        self.said = " ".join(self.texts)

    def handle_starttag(self, tag, attrs):
        self.drawing += tag == "svg"
        if not self.drawing:
            self.shape.append((tag, *sorted(name for name, _ in attrs)))
        else:
            assert tag in DRAWN | {"use", "a", "symbol", "tspan", "marker", "defs", "line"}, f"<{tag}> in a drawing"
        self.texts += (value for name, value in attrs if value and name not in ("d", "class"))

    def handle_endtag(self, tag):
        self.drawing -= tag == "svg"
        if not self.drawing:
            self.shape.append(("/", tag))

    def handle_comment(self, data):
        self.shape.append(("comment", data))

    def handle_decl(self, decl):
        self.shape.append(("declaration", decl))

    def handle_pi(self, data):
        self.shape.append(("instruction", data))

    def handle_data(self, data):
        self.texts.append(data)


def made(folder: Path, turn: int, tame: bool) -> tuple[Path, dict[str, str]]:
    """A site with the payloads, each field's moved on by `turn`, or with harmless texts in their place; and the text of every field."""
    texts: dict[str, str] = {}

    def text(way: str) -> str:
        payload = PAYLOADS[(len(texts) * 7 + turn) % len(PAYLOADS)]
        texts[way] = (harmless(payload) if tame else payload) + mark(len(texts))
        return texts[way]

    def markdown(way: str) -> str:
        return PAYLOADS[(len(way) + turn) % len(PAYLOADS)] + "\n\n" + PARAGRAPH
    folder.mkdir()
    site = write(folder / "county", text, markdown)
    reading = checked(site)
    if "C210" in {f.rule.code for f in reading.findings}:  # what reading refuses, the last gate refuses as well; the other fields are tried without it
        with pytest.raises(Refused, match="javascript:alert|evil.example"):
            build_site(Checked(reading.county, (), reading.files), site, folder / "site", ROOT, lambda *told: None)
        texts.clear()
        site = write(folder / "published", text, lambda way: PARAGRAPH)
        reading = checked(site)
    build_site(Checked(reading.county, (), reading.files), site, folder / "site", ROOT, lambda *told: None)
    return folder / "site", texts


def checked(site: Path):
    reading = read_county(site)
    assert {f.rule.code for f in reading.findings} <= REFUSED, [f"{f.place} {f.message}" for f in reading.findings]
    return reading


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    return made(tmp_path_factory.mktemp("injection") / "hostile", 0, False)


def pages(folder: Path) -> dict[str, Shape]:
    return {p.relative_to(folder).as_posix(): Shape(p.read_text(encoding="utf-8")) for p in sorted(folder.rglob("*.html"))}


def spaced(text: str) -> str:
    return re.sub(r"\s+", "", HIDDEN.sub("?", text))


def test_every_text_field_of_every_kind_is_tried(hostile) -> None:
    def texts(template: type[k.Record], seen: set) -> set[tuple[str, str]]:
        if template in seen:
            return set()
        seen.add(template)
        inner = [f.kind.template for f in template.fields.values() if isinstance(f.kind, k.Nested | k.Matters)]
        free = {(template.__name__, f.key) for f in template.fields.values() if isinstance(f.kind, k.TextList) or (type(f.kind) is k.Text and not f.kind.pattern)}
        return free.union(*(texts(t, seen) for t in inner))
    seen: set = set()
    wanted = set().union(*(texts(t, seen) for t in (County, *(c.template for c in COLLECTIONS.values()))))
    left = {(kind, key) for kind, key in wanted if key in KEPT}
    assert left == {("AnnualReport", "年度"), ("County", "乡镇领域"), ("County", "层级"), ("Step", "代号"), ("Complaint", "编号")}, "no free text, or ids"
    assert len(hostile[1]) >= len(wanted) - len(left) > 70
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 100


def test_pages_keep_their_shape_and_say_what_was_typed(hostile, tmp_path: Path, soak: bool) -> None:
    for turn in range(len(PAYLOADS) if soak else 1):
        folder, typed = made(tmp_path / f"hostile-{turn}", turn, False) if turn else hostile
        twin, tame = made(tmp_path / f"tame-{turn}", turn, True)
        now, plain = pages(folder), pages(twin)
        assert now.keys() == plain.keys()
        shown = 0
        for path, page in now.items():
            assert page.shape == plain[path].shape, (turn, path)
            said, tamely = spaced(page.said), spaced(plain[path].said)
            for way, text in tame.items():
                if spaced(text) in tamely:
                    shown += 1
                    assert spaced(typed[way]) in said, f"{turn} {path}: {way} is not shown as typed: {typed[way]}"
        assert shown > 300


def test_no_text_can_be_a_mark_of_the_chrome() -> None:
    assert all(HIDDEN.search(mark) for mark in MARKS.pattern.split("|")), "reading refuses it (C102)"


def test_nothing_runs(hostile, chromium, soak: bool) -> None:
    folder, _ = hostile
    complaints: list[str] = []
    context = chromium.new_context()
    page = context.new_page()
    page.on("dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: complaints.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("request", lambda request: None if request.url.startswith(folder.as_uri()) else complaints.append(f"left the site: {request.url}"))
    for path in sorted(p for p in folder.rglob("*.html") if p.name != "404.html"):  # which speaks only where it is served
        page.goto(path.as_uri())
    assert not complaints
    for payload in PAYLOADS if soak else PAYLOADS[::8]:
        page.goto(f"{(folder / 'search.html').as_uri()}?q={quote(payload)}")
        page.evaluate("() => new Promise(done => disclosureSearch.load(done))")
    context.close()
    assert not complaints


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
                                     "//evil.example/x", "\\\\evil.example\\x", "../../x", "blob:x", "https:evil.example"])
def test_an_address_that_is_none_is_refused(address: str, hostile, tmp_path: Path) -> None:
    site = hostile[0].parent / "county"
    for way in (("policies/po1.yml", "链接"), ("units.yml", "网址")):
        data = json.loads((site / "catalogues" / way[0]).read_text(encoding="ascii"))
        (data if way[1] in data else next(iter(data.values())))[way[1]] = address
        folder = tmp_path / way[0].replace("/", "-")
        shutil.copytree(site, folder)
        (folder / "catalogues" / way[0]).write_text(json.dumps(data), encoding="ascii")
        assert [f for f in read_county(folder).findings if f.rule.code not in REFUSED], f"{address} is taken for an address"
