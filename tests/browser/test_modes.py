"""Reading modes: text sizes, Traditional characters, reading aloud; and what pages must bear besides."""
import pytest

from disclosure.render import hant

from .conftest import every
from .sites import KINDS
from .test_fit import CLIPPED, OVERFLOWS, SMALL

ELDER = "localStorage.setItem('zwgk.size', 'elder')"
HANT = "localStorage.setItem('zwgk.script', 'hant')"
WORDS = """() => { const all = [], walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    if (node.parentElement.closest("script, style, code, kbd, [translate=no]")) continue;
    if (node.previousSibling?.localName === "wbr" && node.previousSibling.previousSibling?.nodeType === 3) all[all.length - 1] += node.data;
    else all.push(node.data);
  }
  for (const name of ["aria-label", "title", "alt", "data-l"]) for (const e of document.querySelectorAll(`[${name}]:not([translate=no] *)`)) all.push(e.getAttribute(name));
  return all; }"""
SHAPE = "() => [...document.querySelectorAll('a, input, use')].map(e => [e.getAttribute('href'), e.id, e.getAttribute('value')])"
VOICE = """Object.defineProperty(window, 'speechSynthesis', {value: Object.assign(new EventTarget(), {said: [], paused: false,
  getVoices: () => [{lang: 'zh-CN', localService: LOCAL, name: '示例'}], cancel() {}, pause() { this.paused = true; }, resume() { this.paused = false; },
  speak(words) { this.said.push(words.text); if (this.said.length < 4) setTimeout(words.onend); }})});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };"""


@every(KINDS)
def test_the_large_edition_fits_and_its_targets_are_large(seen, kind) -> None:
    page, wrong = seen(kind, script=ELDER), {}
    for width in (320, 800, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        found = {"overflows": page.evaluate(OVERFLOWS), "clipped": page.evaluate(CLIPPED), "small": page.evaluate(SMALL, 60)}
        wrong |= {f"{name} at {width}": elements for name, elements in found.items() if elements}
    assert not wrong


@pytest.mark.parametrize("turned", [False, True])
def test_a_heading_that_may_break_between_words_is_read_in_one(opened, page, turned: bool) -> None:
    if turned:
        page.add_init_script(HANT)
    opened("policy")
    heading = page.locator("#main h1")
    assert heading.locator("wbr").count() > 2
    if turned:
        page.wait_for_function("document.documentElement.lang === 'zh-Hant'")
    assert page.get_by_role("heading", level=1, name=heading.evaluate("e => e.textContent.trim()"), exact=True).count() == 1


def test_in_large_letters_on_a_telephone_names_keep_their_lines(opened, page) -> None:
    page.add_init_script(ELDER)
    page.set_viewport_size({"width": 360, "height": 740})
    opened("home")
    lines = "e => { const range = document.createRange(); range.selectNodeContents(e); return new Set([...range.getClientRects()].map(r => Math.round(r.top))).size; }"
    assert page.locator(".brand b").evaluate(lines) <= 2
    assert [name for name in page.locator("#main .h-row h2").all() if name.evaluate(lines) > 1] == []


@pytest.mark.parametrize("way", ["file", "http"])
def test_a_choice_is_remembered_and_holds_before_the_first_paint(opened, page, way: str) -> None:
    page.add_init_script("new MutationObserver(() => { if (document.body && !('seen' in window)) window.seen = document.documentElement.dataset.mode || ''; })"
                         ".observe(document, {childList: true, subtree: true})")
    opened("matter", way)
    page.get_by_role("button", name="大字版").click()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "26.6672px"
    opened("policy", way)
    assert page.evaluate("window.seen") == "elder", "the body was there before the mode"
    page.get_by_role("button", name="标准版").click()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    opened("accessibility", way).get_by_label("大（").check()
    opened("home", way)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"


@pytest.mark.parametrize("way", ["file", "http"])
@pytest.mark.parametrize("kind", ["matter", "policy", "flow"])
def test_traditional_characters_are_those_of_opencc_and_back(opened, page, way: str, kind: str) -> None:
    opened(kind, way)
    before, shape = page.evaluate(WORDS), page.evaluate(SHAPE)
    page.get_by_role("button", name="繁體").click()
    page.wait_for_function("document.documentElement.lang === 'zh-Hant'")
    assert page.evaluate(WORDS) == [hant.RUN.sub(lambda m: hant.right(m[0], {}), text) for text in before]
    assert page.evaluate(SHAPE) == shape, "an address or a value was changed"
    page.evaluate("document.querySelector('#main').append(Object.assign(document.createElement('p'), {id: 'late', textContent: '行政复议'}))")
    page.wait_for_function("document.querySelector('#late').textContent === '行政復議'")
    page.get_by_role("button", name="简体").click()
    page.evaluate("document.querySelector('#late').remove()")
    assert page.evaluate(WORDS) == before
    assert page.evaluate("document.documentElement.lang") == "zh"


def test_a_word_stays_one_where_a_line_may_break_in_it(opened, page) -> None:
    """As title-words.js cuts titles: 复 alone is 復, in 复印 it is 複."""
    opened("matter")
    page.evaluate("document.querySelector('#main').insertAdjacentHTML('beforeend', '<p id=\"cut\">复<wbr>印件</p>')")
    page.get_by_role("button", name="繁體").click()
    page.wait_for_function("document.querySelector('#cut').innerHTML === '複<wbr>印件'")
    page.evaluate("document.querySelector('#cut').lastChild.data = '制'")
    page.wait_for_function("document.querySelector('#cut').innerHTML === '複<wbr>製'")
    page.get_by_role("button", name="简体").click()
    assert page.evaluate("document.querySelector('#cut').innerHTML") == "复<wbr>制"


def test_traditional_characters_are_remembered(opened, page) -> None:
    page.add_init_script(HANT)
    opened("township")
    page.wait_for_function("document.querySelector('h1').textContent.includes('鎮')")
    assert "務" in page.title()


@pytest.mark.parametrize("local", [True, False])
def test_reading_aloud_is_offered_with_a_voice_of_this_machine_alone(opened, page, local: bool) -> None:
    page.add_init_script(VOICE.replace("LOCAL", str(local).lower()))
    opened("matter")
    assert page.locator("[data-read=start]").is_visible() == local
    if local:
        page.get_by_role("button", name="朗读").click()
        page.wait_for_function("speechSynthesis.said.length === 4")
        assert page.evaluate("speechSynthesis.said[0]") == page.locator("h1").inner_text()
        assert page.evaluate("CSS.highlights.get('read-aloud').size") == 1
        page.get_by_role("button", name="暂停").click()
        page.get_by_role("button", name="停止朗读").click()
        assert page.evaluate("CSS.highlights.get('read-aloud').size") == 0


@pytest.mark.parametrize("context", [{"forced_colors": "active", "reduced_motion": "reduce"}], indirect=True)
def test_forced_colours_keep_borders_and_nothing_moves(opened) -> None:
    page = opened("domain")
    assert page.locator(".btn").first.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    assert page.evaluate("[...document.querySelectorAll('*')].every(e => parseFloat(getComputedStyle(e).transitionDuration) === 0)")


@pytest.mark.parametrize("kind", ["home", "matter", "policy", "flow"])
def test_text_may_be_spaced_wider(opened, page, kind: str) -> None:
    """WCAG 1.4.12: nothing is cut when readers set their own spacing."""
    page.set_viewport_size({"width": 360, "height": 740})
    opened(kind)
    # A reader's own style sheet; an inline one would be stopped by the pages' policy.
    page.evaluate("text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); document.adoptedStyleSheets = [sheet]; }",
                  "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }")
    assert not page.evaluate(OVERFLOWS)
    assert not page.evaluate(CLIPPED)


@pytest.mark.parametrize("kind", ["domain", "township"])
def test_what_has_the_focus_is_not_hidden(opened, page, kind: str) -> None:
    """WCAG 2.4.11, under the pinned head and first column of the long table."""
    opened(kind)
    page.locator(".cat .part button").evaluate_all("all => all.forEach(button => button.click())")  # a long one opens part by part
    hidden = page.locator(".cat a").evaluate_all("""all => all.slice(0, 60).filter(a => { a.focus(); const b = a.getBoundingClientRect();
      const top = document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2); return !(top && (a.contains(top) || top.contains(a))); }).map(a => a.textContent)""")
    assert not hidden


@pytest.mark.parametrize("kind", ["domain", "flow"])
def test_what_a_screen_reader_hears(opened, page, kind: str) -> None:
    """By the browser's accessibility tree: two rows of column headers over every cell, steps as a list, the drawing as one picture."""
    opened(kind)
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [n["role"]["value"] for n in nodes if not n["ignored"]]
    if kind == "domain":
        assert roles.count("columnheader") == page.locator(".cat thead th").count()
        assert roles.count("rowheader") >= page.locator(".cat tbody tr").count()
        assert "是" in [n["name"]["value"] for n in nodes if not n["ignored"] and n["role"]["value"] == "StaticText"]
    else:
        assert roles.count("image") + roles.count("img") >= 1
        assert not page.locator(".flow svg[role=img] text").first.get_attribute("role")
        assert page.locator("ol.steps > li").count() == page.locator(".flow .bx").count()
