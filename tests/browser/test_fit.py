"""Nothing stands out at the side at any width, and what is pressed is large enough."""
from .conftest import every
from .sites import KINDS

SIZES = [(320, 640), (360, 740), (768, 1024), (1024, 768), (1440, 900), (1080, 1920)]

OVERFLOWS = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = e => { for (; e; e = e.parentElement) if (["auto", "scroll"].includes(getComputedStyle(e).overflowX)) return true; };
  const out = [...document.querySelectorAll("body *")].filter(e => {
    if (e.closest(".vh, .skip, thead, input[type=checkbox]") || !e.checkVisibility({visibilityProperty: true})) return false;
    const box = e.getBoundingClientRect();
    return box.width > 0 && (box.right > wide + 1 || box.left < -1) && !scrolls(e);
  });
  if (document.documentElement.scrollWidth > wide) out.push(document.documentElement);
  return out.slice(0, 3).map(e => `<${e.tagName.toLowerCase()} class="${e.getAttribute("class")}"> ${e.textContent.trim().slice(0, 40)}`);
}"""
SMALL = """least => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, label:has(input)")].filter(e => {
  if (!e.checkVisibility({visibilityProperty: true, opacityProperty: true}) || e.closest(".skip, .vh") || e.matches("label input")) return false;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  // A link within a sentence is as high as its line (WCAG 2.5.8 excepts it).
  if (e.localName === "a" && (style.display === "inline" || e.matches(".nb")) && !e.closest("nav")
      && e.parentElement.textContent.trim() !== e.textContent.trim()) return false;
  return box.height < least - .5 || box.width < least - .5;
}).slice(0, 3).map(e => e.outerHTML.slice(0, 90))"""
CLIPPED = """() => [...document.querySelectorAll("#main :is(h1, h2, h3, p, dt, dd, td, th, li, a, .tag)")]
  .filter(e => !e.closest(".vh, thead, .tbl, .flow") && e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0)
  .slice(0, 3).map(e => e.outerHTML.slice(0, 80))"""

# Of a table that is as high as its rows nothing is left to scroll: a bar beside it takes room, and the wheel stops there.
FRAMED = """() => [...document.querySelectorAll("#main .tbl, #main .flow")]
  .filter(e => e.scrollHeight > e.clientHeight + 1 && ["auto", "scroll"].includes(getComputedStyle(e).overflowY)).slice(0, 3).map(e => e.outerHTML.slice(0, 90))"""
# In a row (display: flex) Firefox makes an item of every piece of a text that has places to break at, and puts gaps between them.
PIECES = """() => [...document.querySelectorAll("wbr")].map(e => e.parentElement)
  .filter(e => /flex|grid/.test(getComputedStyle(e).display)).slice(0, 3).map(e => e.outerHTML.slice(0, 90))"""
TORN = """() => { const found = [], range = document.createRange(), nodes = document.createTreeWalker(document.querySelector("#main"), NodeFilter.SHOW_TEXT);
  for (let node; (node = nodes.nextNode());) if (node.parentElement.closest("td, .lead, .num")) for (const date of node.data.matchAll(/\\d{4}-\\d\\d-\\d\\d/g)) {
    range.setStart(node, date.index); range.setEnd(node, date.index + 10);
    if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(node.parentElement.outerHTML.slice(0, 90));
  }
  return found.slice(0, 3); }"""
WHOLE = {"framed": FRAMED, "pieces": PIECES, "torn": TORN}

CHECK = f"() => ({{overflows: ({OVERFLOWS})(), small: ({SMALL})(44), clipped: ({CLIPPED})(), {', '.join(f'{name}: ({script})()' for name, script in WHOLE.items())}}})"
EDGES = """() => [...document.querySelectorAll(".strip .wrap > :first-child, .brand, .tabs li:first-child, .crumb, #main > .wrap > :first-child, .foot dl")]
  .map(e => Math.round(e.getBoundingClientRect().left))"""
EDGE = 40
"""Half of what 1440 px leave beside the container of 1360."""


@every(KINDS)
def test_a_page_fits_every_width(seen, kind) -> None:
    page, wrong = seen(kind), {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found = page.evaluate(CHECK)
        wrong |= {f"{name} at {width}": elements for name, elements in found.items() if elements}
        if width == 1440:
            assert set(page.evaluate(EDGES)) == {EDGE}, "the left edge moved"
    assert not wrong


BROKEN = """names => { const segmenter = new Intl.Segmenter("zh", {granularity: "word"}), cut = [];
  for (const title of document.querySelectorAll("#main :is(h1, .ti, .inter > li > div > a, .stack th > a, .cat th > a)")) {
    const text = title.textContent, nodes = document.createTreeWalker(title, NodeFilter.SHOW_TEXT), tops = [], range = document.createRange();
    for (let node; (node = nodes.nextNode());) for (let i = 0; i < node.data.length; i++) { range.setStart(node, i); range.setEnd(node, i + 1); tops.push(range.getBoundingClientRect().bottom); }
    const known = names.flatMap(name => [...text.matchAll(name)].map(found => ({index: found.index, segment: name, isWordLike: true})));
    for (const word of [...segmenter.segment(text), ...known]) for (let i = word.index + 1; i < word.index + word.segment.length; i++) if (word.isWordLike && Math.abs(tops[i] - tops[i - 1]) > 8) cut.push(text);
  }
  return cut; }"""


@every([kind for kind in KINDS if kind.name in ("domain", "matter", "policies", "policy", "interpretation-figures", "flow")])
def test_titles_break_between_words(opened, page, kind) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    opened(kind)
    names = page.locator("meta[name=Keywords]").get_attribute("content").split(",") if page.locator("meta[name=Keywords]").count() else []
    assert not page.evaluate(BROKEN, [name for name in names if 2 < len(name) < 10])
