"""The preview in a browser: an edit shows where the reader is, findings stand in the page, and nothing breaks its policy."""
import http.client
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect

from disclosure.editions import keeping
from disclosure.render.policy import META
from disclosure.read.county import read_county

sys.path.append(str(Path(__file__).parents[1] / "site"))
from test_preview import DOMAIN, GOLDEN, ROOT, edited, served  # noqa: E402


def test_an_edit_shows_in_its_place_and_errors_are_told(chromium: Browser, tmp_path: Path) -> None:
    county, said = tmp_path / "county", []
    shutil.copytree(GOLDEN, county)
    page = chromium.new_page()
    page.on("console", lambda message: said.append(message.text))
    with served(county) as address:
        page.set_viewport_size({"width": 1000, "height": 500})
        page.goto(f"{address}domains/shehui-jiuzhu.html")
        panel = page.locator(".preview-findings")
        expect(panel.locator("summary")).to_contain_text("检查：")
        page.evaluate("scrollTo(0, 300)")
        edited(county, "名称: 审核信息", "名称: 审核情况（改过）")
        expect(page.locator("main")).to_contain_text("审核情况（改过）")
        page.wait_for_function("scrollY === 300")
        edited(county, "名称: 审核情况（改过）", "名称: 审核情况（改过）\n    不认识: 1")
        expect(panel.locator("li").first).to_contain_text(f"{DOMAIN}:")
        expect(panel).to_contain_text("不认识")
        expect(panel.locator("summary")).to_contain_text("网页是出错之前的样子")
        page.close()
    assert not said


@contextmanager
def shown_to_others(county: Path, *options: str) -> Iterator[str]:
    """The address that a preview for others prints: on this machine, by another of its names."""
    port = 30000 + os.getpid() % 20000
    env = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-P", "-m", "disclosure", "serve", "--site", str(county), "--host", "127.0.0.2", "--port", str(port), *options]
    process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    try:
        yield next(line for line in process.stdout if "token=" in line).strip().removeprefix("预览：")
    finally:
        process.terminate()
        assert "Traceback" not in process.communicate()[0]


def asked(port: int, way: str, cookie: str = "", host: str = "", method: str = "GET") -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.2", port, timeout=60)
    connection.putrequest(method, way, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.2:{port}")
    if cookie:
        connection.putheader("Cookie", cookie)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read().decode()


def test_others_see_with_the_token_what_changed_and_nobody_else_sees_anything(chromium: Browser, tmp_path: Path) -> None:
    county, said = tmp_path / "county", []
    shutil.copytree(GOLDEN, county)
    keeping.keep(county, keeping.pending(county, read_county(county).county))
    edited(county, "名称: 审核信息", "名称: 审核<情况>")
    last = keeping.read_chain(county).last.name
    with shown_to_others(county, "--since", last) as address:
        port, token = int(address.split(":")[2].split("/")[0]), address.split("token=")[1]
        assert len(token) >= 32
        for way, cookie, host in (("/", "", ""), ("/index.html?token=wrong", "", ""), ("/?token=", "", ""), ("/-preview/news", "", ""), ("/-preview/since?page=index.html", "", ""), ("/-preview/overlay.js", "", ""),
                                  ("/", f"preview-{port}=", ""), ("/", f"preview-{port}=秘".encode().decode("latin-1"), ""), ("/", f"preview-1={token}", ""), (f"/?token={token}", "", "evil.example"),
                                  ("/", f"preview-{port}={token}", f"127.0.0.1:{port}"), ("/", f"preview-{port}={token}", f"localhost:{port}"), ("/" + "a" * 9000, "", "")):
            status, heads, body = asked(port, way, cookie, host)
            assert status == 403 and META in body and "Set-Cookie" not in heads and token not in body and "审核" not in body, (way, cookie, host)
        status, heads, _ = asked(port, f"//evil.example/?token={token}")
        assert (status, heads["Location"]) == (303, "/evil.example/") and heads["Set-Cookie"].endswith("HttpOnly; SameSite=Strict")
        assert asked(port, "/", f"preview-{port}={token}", method="POST")[0] == 501, "there is nothing that a request could change"
        page = chromium.new_page(viewport={"width": 360, "height": 780})
        page.on("console", lambda message: said.append(message.text))
        page.goto(address)
        assert page.url == f"http://127.0.0.2:{port}/"
        bar = page.locator(".preview-since")
        expect(bar).to_contain_text(f"与{last}比")
        expect(page.locator(".preview-findings summary")).to_contain_text("检查：")
        total = int(re.search(r"共 (\d+) 处", bar.inner_text())[1])
        seen = set()
        for number in range(1, total + 1):
            page.get_by_text(re.compile("从第一处看起|下一处")).click()
            expect(bar).to_contain_text(f"{number}/{total}")
            expect(page.locator(".preview-here")).to_be_in_viewport()
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            seen.add(bar.inner_text())
        assert any("审核<情况>" in text for text in seen)
        page.goto(f"http://127.0.0.2:{port}/domains/shehui-jiuzhu.html")
        expect(page.locator("tr .preview-changed").first).to_contain_text("审核<情况>")
        page.close()
    assert not said
