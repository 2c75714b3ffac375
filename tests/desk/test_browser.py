"""A clerk's tasks in Chromium, through the desk as it is started: what the file says afterwards, and what the page shows."""
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from desks import COUNTY
from playwright.sync_api import Browser, Page, Route, expect

DOMAIN, UNITS = "catalogues/domains/shehui-jiuzhu.yml", "catalogues/units.yml"
PATIENCE = 30_000
"""Milliseconds for what the check beside the preview takes on a busy machine."""


@pytest.fixture(scope="module")
def page(chromium: Browser, served: tuple[Path, str]) -> Iterator[Page]:
    context, said = chromium.new_context(viewport={"width": 1400, "height": 900}), []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" and "/-desk/" in message.location["url"] else None)  # a page of the site may be gone
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_default_timeout(PATIENCE)
    page.goto(served[1])
    page.get_by_role("link", name="记录").click()
    yield page
    context.close()
    assert not [one for one in said if not re.search("409|422|ERR_FAILED", one)], said  # the last: what a test has cut off


def changed(county: Path, file: str) -> list[str]:
    """The lines that are new in a file."""
    old = (COUNTY / file).read_text(encoding="utf-8").splitlines()
    return [line for line in (county / file).read_text(encoding="utf-8").splitlines() if line not in old]


def choose(page: Page, words: str, kind: str, number: int = 0) -> None:
    page.get_by_label("找一条").fill(words)
    details = page.locator(f"nav details[data-name={kind}]")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.locator("li button").nth(number).click()
    expect(details.locator("li button").nth(number)).to_have_attribute("aria-current", "true", timeout=PATIENCE)


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator("#said")).to_contain_text(re.compile("已保存|检查完了"), timeout=PATIENCE)
    expect(page.locator("#save")).to_be_focused(timeout=PATIENCE)  # the form has been made anew


def undo(page: Page, county: Path, file: str) -> None:
    page.locator("#undo").click()
    expect(page.locator("#said")).to_contain_text("已撤销", timeout=PATIENCE)
    assert (county / file).read_bytes() == (COUNTY / file).read_bytes()


def test_a_telephone_that_moved(page: Page, county: Path) -> None:
    choose(page, "mzj", "units")
    page.get_by_label("电话", exact=True).first.fill("0599-7654321")
    save(page)
    assert changed(county, UNITS) == ["  电话: 0599-7654321"]
    expect(page.frame_locator("iframe").locator("main")).to_contain_text("0599-7654321", timeout=PATIENCE)
    page.reload()
    undo(page, county, UNITS)


def test_where_an_old_number_still_stands_is_listed_until_it_is_done(page: Page, county: Path) -> None:
    there = county / "content/dianhua.md"
    number = re.search(r"电话: (\S+)", (county / UNITS).read_text(encoding="utf-8"))[1]
    there.write_text(f"# 便民电话\n\n请打 {number} 问。\n", encoding="utf-8")
    try:
        choose(page, "mzj", "units")
        expect(page.get_by_label("电话", exact=True).first).to_have_value(number, timeout=PATIENCE)  # what was undone before is shown
        page.get_by_label("电话", exact=True).first.fill("0599-7654321")
        save(page)
        left = page.locator(".left", has_text=number)
        expect(left).to_contain_text("还写在", timeout=PATIENCE)
        left.get_by_role("button", name="便民电话").click()
        expect(page.locator("#form h1")).to_have_text("便民电话", timeout=PATIENCE)
        expect(left).to_contain_text("还写在")
        page.get_by_label("找一条").fill(number)
        expect(page.locator(".within")).to_contain_text("便民电话", timeout=PATIENCE)
        there.write_text("# 便民电话\n\n请打新的。\n", encoding="utf-8")
        page.reload()
        expect(page.locator(".left", has_text=number)).to_contain_text("便民电话　改好了", timeout=PATIENCE)
    finally:
        there.unlink()
        page.evaluate("localStorage.removeItem('desk-left')")
    page.reload()
    undo(page, county, UNITS)


def test_a_number_that_is_wrong_is_told_beside_its_field(page: Page, county: Path) -> None:
    choose(page, "社会救助", "domains")
    field = page.get_by_label(re.compile("^试点领域"))
    field.fill("五")
    expect(page.locator('[data-key="试点领域"] .heard')).to_contain_text("只写数字")
    save(page)
    expect(page.locator('[data-key="试点领域"] .findings')).to_contain_text("错误", timeout=PATIENCE)
    page.get_by_label(re.compile("^试点领域")).fill("5")
    save(page)
    expect(page.locator("#said")).to_contain_text("检查完了", timeout=PATIENCE)
    expect(page.locator('[data-key="试点领域"] .findings')).to_be_empty()
    assert not changed(county, DOMAIN)


def test_a_new_matter(page: Page, county: Path) -> None:
    choose(page, "社会救助", "domains")
    page.get_by_role("button", name="新增事项").click()
    expect(page.get_by_role("heading", name="新增事项")).to_be_visible()
    number = page.get_by_label(re.compile("^编号")).input_value()
    page.get_by_label(re.compile("^名称")).fill("临时救助对象")
    page.get_by_role("button", name="加一条内容").click()
    page.keyboard.type("救助对象的范围")
    page.get_by_role("button", name="加一条依据").click()
    page.keyboard.type("《社会救助暂行办法》第四十七条")
    save(page)
    assert changed(county, DOMAIN)[:1] == [f"  - 编号: '{number}'"] or changed(county, DOMAIN)[:1] == [f"  - 编号: {number}"], changed(county, DOMAIN)
    expect(page.locator("#form h1")).to_have_text("临时救助对象")
    assert "本目录的“默认”" in page.locator('[data-key="时限"]').inner_text()
    undo(page, county, DOMAIN)


def test_the_button_for_saving_stays_in_sight_and_every_step_is_listed(page: Page, county: Path) -> None:
    choose(page, "mzj", "units")
    page.get_by_label("电话", exact=True).first.fill("0599-7654322")
    save(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.evaluate("document.getElementById('undo').textContent = '撤销：改 一个名称很长的文件'.repeat(9)")
    box = page.locator("#save").bounding_box()
    assert box["y"] + box["height"] <= 768 and page.locator("header").bounding_box()["height"] < 70
    page.set_viewport_size({"width": 1400, "height": 900})
    page.get_by_role("button", name="各步").click()
    page.get_by_role("button", name=re.compile("^撤销这一步：改 .*民政局：电话")).first.click()
    expect(page.locator("#said")).to_contain_text(re.compile("已撤销：改 .*民政局：电话"), timeout=PATIENCE)
    page.get_by_role("button", name="关上").click()
    assert not changed(county, UNITS)


def test_channels_are_one_in_brackets_of_either_width(page: Page) -> None:
    boxes = """() => {
        Values.known.choices.words.channels = ["公示栏(电子屏)", "政府网站", "其他"];
        const part = Values.of({ key: "渠道", widget: "channels", words: "channels" }, ["公示栏（电子屏）"], "x");
        return [[...part.node.querySelectorAll("input[type=checkbox]")].map(one => [one.value, one.checked]), part.get()];
    }"""
    assert page.evaluate(boxes) == [[["公示栏（电子屏）", True], ["政府网站", False]], ["公示栏（电子屏）"]]
    page.reload()


def test_an_answer_to_what_stood_there_before_is_dropped(page: Page) -> None:
    choose(page, "社会救助", "matters")
    heard = """async () => {
        const heard = [], real = window.fetch;
        let number = 0;
        const own = (what, how) => String(how?.body || what).includes("x".repeat(32));  // what else the page asks is answered
        window.fetch = async (what, how) => { if (!own(what, how)) return real(what, how); const n = ++number; await new Promise(done => setTimeout(done, 150)); return { ok: true, json: async () => ({ findings: [], more: 0, n }) }; };
        const at = Typing.watch("x".repeat(32), () => ({ who: "x".repeat(32), changes: {} }), answer => heard.push(answer.n));
        at.now();
        setTimeout(() => at.typed(), 120);  // its timer still runs when the first answer comes
        await new Promise(done => setTimeout(done, 700));
        at.close();
        window.fetch = real;
        return heard;
    }"""
    assert page.evaluate(heard) == [2]


def test_both_versions_are_shown_where_somebody_else_was_quicker(page: Page, county: Path) -> None:
    choose(page, "社会救助", "domains")
    page.get_by_label(re.compile("^名称|^领域")).first.fill("社会救助（我）")
    path = county / DOMAIN
    path.write_text(path.read_text(encoding="utf-8").replace("领域: 社会救助", "领域: 社会救助（他）"), encoding="utf-8")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("alert")).to_contain_text("社会救助（他）", timeout=PATIENCE)
    assert "（我）" not in path.read_text(encoding="utf-8")
    page.get_by_role("button", name="放在新的上面，再看一遍").click()
    save(page)
    assert "领域: 社会救助（我）" in path.read_text(encoding="utf-8")
    shutil.copy(COUNTY / DOMAIN, path)


def test_what_is_typed_is_judged_kept_over_a_crash_and_given_back(page: Page, county: Path) -> None:
    choose(page, "社会救助", "matters")
    limit = page.locator('#form [data-key="时限"]').first
    limit.locator("textarea").first.fill("每季度首月20日前，手机13912345678")
    expect(limit.locator(".findings")).to_contain_text("手机号", timeout=PATIENCE)
    expect(limit.locator(".heard")).to_contain_text("程序的理解：定期")
    page.reload()
    expect(page.locator("#form .title")).to_contain_text("没有保存的", timeout=PATIENCE)
    assert page.locator('#form [data-key="时限"] textarea').first.input_value() == "每季度首月20日前，手机13912345678"
    page.get_by_role("button", name="放弃没有保存的").click()
    expect(page.locator("#form .title")).not_to_contain_text("没有保存的", timeout=PATIENCE)
    assert not [*(county / "build/desk/drafts").glob("*.json")] and not changed(county, DOMAIN)


def held_back(page: Page, name: str) -> list[Route]:
    """The requests of this name, which go no further until they are let go."""
    held: list[Route] = []
    page.route(f"**/-desk/{name}", lambda route: held.append(route))
    return held


def let_go(page: Page, held: list[Route], name: str) -> None:
    for route in held:
        with page.expect_response(f"**/-desk/{name}"):
            route.continue_()
    page.unroute(f"**/-desk/{name}")


def until(page: Page, what: Callable[[], object]) -> None:
    """Waits for what no page shows."""
    for _ in range(PATIENCE // 20):
        if what():
            return
        page.wait_for_timeout(20)
    raise AssertionError("never so")


def drafts(county: Path) -> list[dict]:
    found = []
    for path in (county / "build/desk/drafts").glob("*.json"):
        with suppress(FileNotFoundError):  # dropped while we look
            found.append(json.loads(path.read_bytes())["changes"])
    return found


def test_what_was_given_up_does_not_come_back_by_a_late_request(page: Page, county: Path) -> None:
    choose(page, "社会救助", "domains")
    held = held_back(page, "typed")
    page.get_by_label(re.compile("^说明")).first.fill("不要的")
    until(page, lambda: held)
    page.get_by_role("button", name="放弃没有保存的").click()
    expect(page.locator("#count")).to_be_empty(timeout=PATIENCE)
    until(page, lambda: len(held) > 1)  # that of the form made anew
    let_go(page, held, "typed")
    assert not drafts(county) and not changed(county, DOMAIN)


def test_what_is_typed_while_it_is_saved_stays_typed(page: Page, county: Path) -> None:
    choose(page, "mzj", "units")
    held = held_back(page, "save")
    page.get_by_label("地址", exact=True).first.fill("先写的")
    page.keyboard.press("Control+s")
    until(page, lambda: held)
    page.keyboard.press("End")
    page.keyboard.type("，后写的")
    page.keyboard.press("Control+s")  # nothing is saved twice
    let_go(page, held, "save")
    expect(page.locator("#count")).to_contain_text("改了 1 个字段", timeout=PATIENCE)
    page.keyboard.type("，再写的")
    assert page.get_by_label("地址", exact=True).first.input_value() == "先写的，后写的，再写的"
    assert changed(county, UNITS) == ["  地址: 先写的"] and len(held) == 1
    until(page, lambda: drafts(county) == [{"地址": "先写的，后写的，再写的"}])
    save(page)
    assert changed(county, UNITS) == ["  地址: 先写的，后写的，再写的"] and not drafts(county)
    for lines in (["  地址: 先写的"], []):
        page.locator("#undo").click()
        until(page, lambda lines=lines: changed(county, UNITS) == lines)
    expect(page.locator("#redo")).to_be_enabled(timeout=PATIENCE)


def test_what_was_given_up_does_not_come_back_when_the_window_is_closed_at_once(page: Page, county: Path) -> None:
    with page.context.expect_page() as opening:
        page.evaluate("window.open(location.href)")
    other = opening.value
    choose(other, "社会救助", "domains")
    other.get_by_label(re.compile("^说明")).first.fill("不要的")
    until(page, lambda: drafts(county) == [{"说明": "不要的"}])
    held = held_back(other, "drop")
    other.get_by_role("button", name="放弃没有保存的").click()
    until(other, lambda: held)
    sent = []
    other.context.on("request", lambda request: sent.append(request.url) if request.url.endswith("/typed") else None)
    other.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    other.wait_for_timeout(200)
    assert not sent
    let_go(other, held, "drop")
    until(page, lambda: not drafts(county))
    other.close()


def test_a_form_that_was_left_is_found_as_it_was_left(page: Page, county: Path) -> None:
    choose(page, "社会救助", "domains")
    page.get_by_label(re.compile("^说明")).first.fill("没写完的")
    until(page, lambda: drafts(county))
    choose(page, "mzj", "units")
    choose(page, "社会救助", "domains")
    assert page.get_by_label(re.compile("^说明")).first.input_value() == "没写完的"
    assert drafts(county) == [{"说明": "没写完的"}]
    # A copy of the window writes under names of its own, and what one of them has begun the other may take over.
    with page.context.expect_page() as opening:
        page.evaluate("window.open(location.href)")
    copy = opening.value
    copy.get_by_role("button", name="接着写").click(timeout=PATIENCE)
    expect(copy.locator("#count")).to_contain_text("改了 1 个字段", timeout=PATIENCE)
    assert copy.get_by_label(re.compile("^说明")).first.input_value() == "没写完的"
    until(page, lambda: len(drafts(county)) == 1)
    page.get_by_label(re.compile("^说明")).first.fill("这边又写的")
    until(page, lambda: len(drafts(county)) == 2)
    copy.get_by_role("button", name="放弃没有保存的").click()
    until(page, lambda: drafts(county) == [{"说明": "这边又写的"}])
    copy.close()
    # Somebody else changes the same field: both are shown when the draft is taken up again.
    path, before = county / DOMAIN, (county / DOMAIN).read_bytes()
    path.write_text(before.decode().replace("城乡居民的", "别人写的", 1), encoding="utf-8")
    page.reload()
    alert = page.get_by_role("alert").filter(has_text="别处改过")
    for text in ("别人写的", "这边又写的"):
        expect(alert).to_contain_text(text, timeout=PATIENCE)
    alert.get_by_role("button", name="这几处用文件里的").click()
    expect(page.locator("#count")).to_be_empty(timeout=PATIENCE)
    assert page.get_by_label(re.compile("^说明")).first.input_value().startswith("别人写的")
    until(page, lambda: not drafts(county))
    path.write_bytes(before)


def test_what_was_typed_without_the_desk_is_found_by_the_next_window(page: Page, county: Path) -> None:
    held = held_back(page, "typed")
    choose(page, "mzj", "units")
    until(page, lambda: held)
    page.get_by_label("电话", exact=True).first.fill("0599-1111111")
    first, = held
    first.continue_()  # the answer to what was there before does not take away what was typed since
    until(page, lambda: len(held) == 2)
    held[1].abort()
    page.unroute("**/-desk/typed")
    page.route("**/-desk/typed", lambda route: route.abort())
    expect(page.locator("#form .findings").first).to_contain_text("编辑台没有回答", timeout=PATIENCE)
    assert not drafts(county)
    page.evaluate("sessionStorage.clear()")  # another window has none of this one's memory
    page.unroute("**/-desk/typed")
    with page.expect_navigation():
        page.evaluate("addEventListener('pagehide', event => event.stopImmediatePropagation(), true); location.reload()")
    expect(page.locator("#form")).to_contain_text("有一份写了没有保存的：电话", timeout=PATIENCE)
    page.get_by_role("button", name="丢掉它").click()
    until(page, lambda: not drafts(county))


def test_a_unit_is_picked_by_its_initials_from_the_keyboard(page: Page) -> None:
    choose(page, "社会救助", "matters")
    field = page.locator('#form [data-key="主体"]').first
    if field.get_by_role("button", name=re.compile("^改“主体”")).count():
        field.get_by_role("button", name=re.compile("^改“主体”")).click()
    else:
        field.get_by_role("button", name="加一条主体").click()
    box = field.get_by_role("combobox").last
    box.fill("czj")
    expect(field.get_by_role("option")).to_have_count(1)
    box.press("ArrowDown")
    box.press("Enter")
    assert box.input_value() == "caizheng" and box.get_attribute("aria-expanded") == "false"
    expect(field.locator(".called").last).to_contain_text("财政局")
    page.get_by_role("button", name="放弃没有保存的").click()
    expect(page.locator("#count")).to_be_empty(timeout=PATIENCE)


def test_axe_finds_nothing(page: Page) -> None:
    def heard(what: str) -> None:
        found = Axe().run(page, context="body > :not(main), main > :not(.desk), .desk > :not(aside)").response["violations"]  # the page beside is the site's own
        assert not found, (what, [(one["id"], [node["html"][:160] for node in one["nodes"]][:4]) for one in found])
    heard("form")
    page.evaluate("document.querySelectorAll('#form details').forEach(one => { one.open = true; })")
    heard("all fields")
    page.get_by_role("button", name="删去……").click()
    heard("taking away")
    page.get_by_role("button", name="不删了").click()
    page.get_by_role("button", name="大字").click()
    page.goto(page.url.partition("records")[0])
    page.locator("#words").fill("mzj")
    expect(page.locator("#hits a").first).to_be_visible(timeout=PATIENCE)
    heard("first page")
    page.get_by_role("button", name="大字").click()
    page.get_by_role("link", name="记录").click()


def test_every_control_has_a_name_and_nothing_is_wider_than_a_telephone(page: Page) -> None:
    choose(page, "社会救助", "matters")
    expect(page.locator('#form [data-key="时限"]')).to_be_visible()
    page.evaluate("document.querySelectorAll('#form details').forEach(one => { one.open = true; })")
    nameless = "[...document.querySelectorAll('#form input, #form textarea, #form select, #form button')].filter(one => !(one.labels?.length || one.getAttribute('aria-label') || one.textContent.trim())).map(one => one.outerHTML)"
    assert page.evaluate(nameless) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
