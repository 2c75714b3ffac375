"""The page of answers and the boxes: address, history, keyboard, marks, and text that stays text."""
import json
import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect


def hits(page: Page):
    return page.locator("#search-hits a[data-result]")


def test_answers_are_links_with_marks(opened) -> None:
    page = opened("search.html?q=低保标准")
    expect(page.locator("#search-count")).to_have_text(re.compile(r"找到 \d+ 条"))
    assert page.locator("#search-hits mark").first.inner_text() in ("低保标准", "最低生活保障标准", "最低生活保障", "低保")
    expect(page.locator("#search-notes")).to_contain_text("最低生活保障")
    page.get_by_role("link", name="只看写着“低保标准”的").click()
    expect(page).to_have_url(re.compile("exact=1"))
    expect(page.locator("#search-notes")).to_contain_text("只找了写着“低保标准”的")
    hits(page).first.click()
    expect(page.locator("h1")).to_be_visible()
    assert "search.html" not in page.url


def test_answers_come_before_what_narrows_them(opened) -> None:
    """A screen reader and the Tab key meet a heading and the answers first; where the facets are below, a link leads to them."""
    page = opened("search.html?q=低保")
    expect(page.get_by_role("heading", name="找到的内容", level=2)).to_be_visible()
    order = page.locator("#search-found").evaluate("""found => [...found.querySelectorAll("h2, #search-hits a, #search-facets input")].map(e => e.tagName).filter((tag, n, all) => tag !== all[n - 1])""")
    assert order == ["H2", "A", "INPUT"]
    assert page.locator("#search-facets").bounding_box()["x"] < page.locator("#search-hits").bounding_box()["x"]
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_role("link", name="筛选").click()
    expect(page.locator("#search-facets input").first).to_be_in_viewport()


def test_nothing_is_said_twice(opened) -> None:
    page = opened("search.html?q=qqqqzz")
    expect(page.locator("#search-empty")).to_be_visible()
    assert page.locator("main").inner_text().count("没有找到") == 1


def test_one_character_is_a_beginning(opened) -> None:
    """Who writes by hand has taken the first of several: nothing is said to be missing before a word is there."""
    page = opened("search.html?q=契")
    expect(page.locator("#search-count")).to_have_text("只有“契”还查不出来，请接着写")
    assert page.locator("#search-empty").is_hidden() and not page.locator("#search-nearest").inner_text()
    page.locator("#search-guesses").get_by_role("link", name="契税", exact=True).click()
    expect(page.locator("#search-elsewhere")).to_contain_text("税务局")
    page.goto(page.url.split("?")[0] + "?q=埠")
    expect(page.locator("#search-count")).to_have_text("只有“埠”还查不出来，请接着写")
    assert page.locator("#search-guesses").is_hidden() and page.locator("#search-begin").is_visible()
    page.goto(page.url.split("?")[0] + "?q=囹圄")
    expect(page.locator("#search-empty")).to_be_visible()


@pytest.mark.parametrize("question", ["殡葬", "诊所污水谁来检", "高铁票", "低保", "老人补贴"])
def test_only_what_leaves_something_is_offered(opened, question: str) -> None:
    page = opened(f"search.html?q={question}")
    page.wait_for_function("disclosureSearch.index && disclosureSearch.index.complete")
    expect(page.locator("#search-count")).to_have_text(re.compile(r"\d+ 条"))
    only, there = page.get_by_role("link", name="只看写着"), page.evaluate("q => disclosureSearch.query(q, {exact: true}).results.length", question)
    assert only.count() == (there > 0)
    if there:
        only.click()
        expect(page.locator("#search-count")).to_have_text(re.compile(f"找到 {there} 条"))


def test_the_whole_of_an_answer_leads_on_and_its_text_can_be_marked(opened) -> None:
    page = opened("search.html?q=低保")
    page.wait_for_function("disclosureSearch.index && disclosureSearch.index.complete")
    first, address = page.locator("#search-hits li").first, page.url
    assert first.locator("a").count() == 1 and not page.locator("#search-hits a a").count()
    box = first.locator("p").first.bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 8, steps=4)
    page.mouse.up()
    assert len(page.evaluate("getSelection().toString()")) > 2 and page.url == address
    page.evaluate("getSelection().removeAllRanges()")
    leads = first.locator("a").get_attribute("href")
    first.locator("p").last.click(position={"x": 4, "y": 4})
    page.wait_for_url(re.compile(re.escape(leads)))


@pytest.mark.parametrize("way", ["file", "http"])
def test_facets_are_kept_in_the_address_and_back_undoes_them(opened, way: str) -> None:
    page = opened("search.html?q=补贴", way)
    expect(hits(page)).to_have_count(20)
    all_of_them = page.locator("#search-count").inner_text()
    box = page.locator("#search-facets label", has_text="政策").first
    number = int(box.locator("small").inner_text())
    box.locator("input").focus()
    page.keyboard.press("Space")
    expect(page.locator("#search-count")).to_have_text(f"找到 {number} 条")
    expect(page).to_have_url(re.compile("kind="))
    assert page.evaluate("document.activeElement.dataset.facet") == "kind=政策", "the focus stays where it was"
    page.reload()
    expect(page.locator("#search-count")).to_have_text(f"找到 {number} 条")
    page.go_back()
    expect(page.locator("#search-count")).to_have_text(all_of_them)
    page.go_forward()
    page.get_by_role("button", name="去掉条件").click()
    expect(page.locator("#search-count")).to_have_text(all_of_them)


def test_counts_of_facets_are_what_a_press_gives(opened) -> None:
    page = opened("search.html")
    wrong = page.evaluate("""() => new Promise(done => disclosureSearch.load(() => {
        const wrong = [];
        for (const q of ["补贴", "低保", "申请"]) {
            const { facets, results } = disclosureSearch.query(q), said = results.reduce((sum, result) => sum + 1 + result.copies, 0);
            for (const name in facets) for (const f of facets[name]) {
                const got = disclosureSearch.query(q, { facets: { [name]: [f.value] } }).results.length;
                if (got !== f.count || got > said) wrong.push([q, name, f.label, f.count, got]);
            }
        }
        done(wrong);
    }))""")
    assert wrong == []


def test_what_stands_under_others_is_counted_in_words(opened) -> None:
    """A township may have more than the list is long: its copies stand under the county's matters."""
    page = opened("search.html?q=最低生活保障")
    expect(page.locator("#search-count")).to_have_text(re.compile(r"^找到 \d+ 条，乡镇、村（居）另有同样的 \d+ 项$"))
    shown, copies = map(int, re.findall(r"\d+", page.locator("#search-count").inner_text()))
    place = page.locator("#search-facets fieldset", has_text="乡镇（街道）").nth(1).locator("small").first
    assert shown < int(place.inner_text()) <= shown + copies or int(place.inner_text()) <= copies


def test_names_answer_before_the_texts_are_there(opened, bases) -> None:
    """What is called so is shown at once; nothing is said to be missing until every part has come, in whatever order they come."""
    page = opened("units.html", "http")
    held: list[Route] = []
    page.route("**/assets/search-text-*", lambda route: held.append(route))
    page.goto(bases["http"] + "search.html?q=低保", wait_until="domcontentloaded")
    expect(page.locator("#search-count")).to_have_text(re.compile(r"^按名称找到 \d+ 条，还在查内容……$"))
    expect(hits(page).first).to_be_visible()
    early = hits(page).evaluate_all("links => links.map(link => link.dataset.result)")
    box = page.locator(".searching input[name=q]")
    box.fill("qqqqzz")
    expect(page.locator("#search-count")).to_have_text("正在查……")
    expect(page.locator("#search-empty")).to_be_hidden()
    box.fill("低保")
    expect(hits(page).first).to_be_visible()
    hits(page).nth(2).focus()
    focused = page.evaluate("document.activeElement.dataset.result")
    assert len(held) == len(page.evaluate("disclosureSearchData.texts")) > 1
    for route in reversed(held):
        route.continue_()
    expect(page.locator("#search-count")).to_have_text(re.compile("^找到"))
    assert page.evaluate("document.activeElement.dataset.result") == focused, "the focus stays with the answer that had it"
    late = page.evaluate("disclosureSearch.query('低保').results.map(result => result.entry.address)")
    assert set(early) <= set(late) and len(late) > len(early)
    box.fill("qqqqzz")
    expect(page.locator("#search-empty")).to_be_visible()


def test_a_question_is_answered_before_the_texts_are_there(opened, bases) -> None:
    """Where a county says much, its texts are a hundred times what answers a question; how residents ask does not wait for them."""
    page = opened("units.html", "http")
    held: list[Route] = []
    page.route("**/assets/search-text-*", lambda route: held.append(route))
    page.goto(bases["http"] + "search.html?q=我妈八十岁了有没有补贴", wait_until="domcontentloaded")
    expect(page.locator("#search-count")).to_have_text(re.compile(r"^按名称找到 \d+ 条，还在查内容……$"))
    expect(hits(page).first).to_be_visible()
    assert not re.search("没有哪一条|本站没有", page.locator(".searching").inner_text()), "nothing is said to be missing yet"
    early = hits(page).first.get_attribute("data-result")
    page.wait_for_function("held => disclosureSearchData.texts.length === held", arg=len(held))
    for route in held:
        route.continue_()
    expect(page.locator("#search-count")).to_have_text(re.compile("^找到"))
    assert early in hits(page).evaluate_all("links => links.slice(0, 3).map(link => link.dataset.result)")


def test_what_is_remembered_of_words_is_what_looking_gives(opened) -> None:
    page = opened("search.html")
    wrong = page.evaluate("""() => new Promise(done => disclosureSearch.load(() => {
        const index = disclosureSearch.index, wrong = [];
        for (const typed of ["最低生活保障标准是多少", "低保低保低保", "国令第711号令", "abc公租房"]) for (let from = 0; from < typed.length; from += 1)
            for (let to = from + 1; to <= typed.length; to += 1) {
                const needle = typed.slice(from, to);
                if (index.has(needle) !== index.parts.some(part => part.has(needle))) wrong.push(needle);
                if (index.isName(needle) !== ("\\n" + index.parts[0].folded() + "\\n").includes("\\n" + needle + "\\n")) wrong.push("name " + needle);
            }
        done(wrong);
    }))""")
    assert wrong == []


def test_a_part_that_does_not_come_is_not_passed_over(chromium: Browser, bases) -> None:
    page = chromium.new_page()
    page.route("**/assets/search-text-1.*", lambda route: route.abort())
    page.goto(bases["http"] + "search.html?q=低保")
    expect(page.locator("#search-count")).to_have_text(re.compile("内容没有取全"))
    expect(hits(page).first).to_be_visible()
    page.close()


def test_names_that_do_not_come_are_said_to_be_missing(chromium: Browser, bases) -> None:
    """In words, with the way through the domains still open; what comes at the next try is taken."""
    page = chromium.new_page()
    page.route("**/assets/search-data.*", lambda route: route.abort())
    page.goto(bases["http"] + "search.html?q=低保")
    expect(page.locator("#search-count")).to_have_text(re.compile("没有取到.*刷新页面"))
    expect(page.locator("#search-begin")).to_be_visible()
    page.unroute("**/assets/search-data.*")
    box = page.locator(".searching input[name=q]")
    box.fill("社会救助")
    expect(page.locator("#search-count")).to_have_text(re.compile("^找到"))
    page.close()


def test_an_edition_that_is_gone_gives_way_to_the_latest(chromium: Browser, bases) -> None:
    """A page kept by a cache names data that is no more; the search asks what it is called now."""
    page = chromium.new_page()
    tried: list[Route] = []

    def gone(route: Route) -> None:
        tried.append(route)
        if len(tried) == 1:
            route.abort()
        else:
            route.continue_()
    page.route(re.compile(r"/assets/search-data\.[0-9a-f]+\.js"), gone)
    page.goto(bases["http"] + "search.html?q=低保")
    expect(page.locator("#search-count")).to_have_text(re.compile("^找到"))
    assert len(tried) == 2
    page.close()


def test_more_goes_on_where_it_was(opened) -> None:
    page = opened("search.html?q=申请")
    expect(hits(page)).to_have_count(20)
    page.get_by_role("button", name="再看 20 条").click()
    expect(hits(page)).to_have_count(40)
    assert page.evaluate("document.activeElement === document.querySelectorAll('#search-hits a')[20]")


def test_answers_while_typing_letters(opened) -> None:
    """An on-screen keyboard sets the value and says so; nothing else is needed."""
    page = opened("search.html")
    page.evaluate("""() => { const box = document.querySelector(".searching input[name=q]"); box.value = "gzf"; box.dispatchEvent(new Event("input", { bubbles: true })); }""")
    expect(hits(page).first).to_contain_text(re.compile("公租房|公共租赁住房"))
    expect(page.locator("#search-guesses a").first).to_have_text("公租房")
    expect(page).to_have_url(re.compile("q=gzf"))


def test_suggestions_by_keyboard(opened) -> None:
    page = opened("units.html")
    assert page.evaluate("typeof disclosureSearchData") == "undefined", "the data is not loaded before it is asked for"
    box = page.get_by_role("combobox")
    box.click()
    page.keyboard.type("gzf")
    options = page.get_by_role("option")
    expect(options.first).to_have_text("公租房")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert page.locator(f"#{box.get_attribute('aria-activedescendant')}").inner_text() == "公租房"
    assert page.evaluate("disclosureSearch.index.complete") is False, "names are enough to suggest"
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    assert box.input_value() == "gzf"
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"search\.html\?q=%E5%85%AC%E7%A7%9F%E6%88%BF"))
    expect(hits(page).first).to_be_visible()


def test_nothing_found_still_helps(opened) -> None:
    page = opened("search.html?q=qqqqzz")
    expect(page.locator("#search-empty")).to_contain_text("qqqqzz")
    expect(page.locator("#search-empty")).to_contain_text("0590-7000103")
    expect(page.get_by_role("link", name="社会救助", exact=True)).to_be_visible()


@pytest.mark.parametrize("text", ['<img src=x onerror="document.title=1">', "\"><script>document.title=1</script>", "低保<b>x</b>", "%E0%A4%A", "\\", "../../x", "(((((", "__proto__"])
def test_what_is_typed_stays_text(opened, text: str) -> None:
    page = opened("search.html")
    page.locator(".searching input[name=q]").fill(text)
    page.locator(".searching form").evaluate("form => form.requestSubmit()")
    expect(page.locator("#search-count")).not_to_be_empty()
    assert page.locator(".searching :is(img, b b, script:not([src]))").count() == 0
    assert page.evaluate("document.title") != "1"
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == json.loads(json.dumps(text))


def test_without_script_the_page_leads_on(site) -> None:
    html = (site / "search.html").read_text(encoding="utf-8")
    assert "<noscript>" in html and 'href="sitemap.html"' in html and 'href="domains/shehui-jiuzhu.html"' in html
    assert 'action="../search.html"' in (site / "domains" / "shehui-jiuzhu.html").read_text(encoding="utf-8")


def test_a_sum_that_is_asked_for_is_read_without_opening_anything(opened) -> None:
    page = opened("search.html?q=高龄津贴一个月多少钱")
    expect(page.locator("#search-hits .snip").first).to_contain_text("每月60元")
    page.goto(page.url.split("?")[0] + "?q=殡葬找谁")   # short, and yet it asks for somebody
    expect(page.locator("#search-nearest")).to_contain_text("县民政局电话")
