"""The preview: a page is what a build would make of the files as they lie there; what is wrong is said in the page."""
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from built import GOLDEN, ROOT, build, contents, run

from disclosure.render.policy import META
from disclosure.host.preview.server import ALLOWED, WAYS

DOMAIN = "catalogues/domains/shehui-jiuzhu.yml"
OWN = re.compile(f'<link rel="stylesheet" href="{WAYS}overlay.css"><script src="{WAYS}overlay.js"[^>]*></script>')


@contextmanager
def served(site: Path, *options: str) -> Iterator[str]:
    """The address of a running preview."""
    port = 8000 + os.getpid() % 20000 + threading.get_native_id() % 1000
    env = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", "-m", "disclosure", "serve", "--site", str(site), "--port", str(port), *options]
    process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        address = f"http://127.0.0.1:{port}/"
        until(lambda: answered(address))
        yield address
    finally:
        process.terminate()
        assert b"Traceback" not in process.communicate()[1]


def until(test, seconds: float = 60):
    end = time.monotonic() + seconds
    while not (got := test()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
    return got


def answered(address: str) -> bool:
    try:
        return fetched(address) is not None
    except (urllib.error.URLError, ConnectionError):
        return False


def fetched(address: str) -> str | None:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return plain(answer.read().decode())
    except urllib.error.HTTPError as error:
        assert error.code == 404
        return None


def plain(page: str) -> str:
    """A page without what the preview adds to it."""
    return OWN.sub("", page).replace(ALLOWED, META)


def news(address: str, kinds: list[str], page: str = "index.html", edition: str = "") -> Iterator[tuple[str, dict]]:
    """Events of these kinds, as they come."""
    with urllib.request.urlopen(f"{address}-preview/news?page={page}&edition={edition}", timeout=60) as stream:
        for line in stream:
            if line.startswith(b"event: "):
                kind = line[7:].decode().strip()
                data = next(stream).removeprefix(b"data: ")
                if kind in kinds:
                    yield kind, json.loads(data)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    shutil.copytree(GOLDEN, tmp_path / "county")
    return tmp_path / "county"


def edited(site: Path, old: str, new: str, name: str = DOMAIN) -> None:
    path = site / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


EDITS = [
    ("a text", DOMAIN, "名称: 审核信息", "名称: 审核情况（改过）"),
    ("a domain's name", DOMAIN, "名称: 社会救助", "名称: 社会救助与帮扶"),
    ("a default", DOMAIN, "默认:\n", "默认:\n  备注: 统一的备注\n"),
    ("the county", "catalogues/county.yml", "截至日期: ", "承办单位: 示例中心\n截至日期: "),
    ("a written page", "content/about.md", "# ", "# 新的"),
]
ONE_BY_ONE = [
    (DOMAIN, "试点领域: 5", "试点领域: 6"),
    (DOMAIN, "第五十八条", "第五十九条"),
    ("catalogues/townships/xi-jie.yml", "差异说明: 街道提前公开", "差异说明: 街道早公开"),
    ("catalogues/villages/shi-cun.yml", "内容: [收支明细, 资产]", "内容: [收支明细, 资产, 债务]"),
    ("catalogues/policies/tiaozheng.yml", "一图读懂低保调整", "一图读懂"),
    ("catalogues/flows/shenqing.yml", "名称: 受理\n", "名称: 受理申请\n"),
    ("catalogues/units.yml", "样本县民政局", "样本县民政事务局"),
]
"""Edits each of which is read before the next."""


def test_another_day_is_shown_and_stays_after_an_edit(county: Path) -> None:
    new = county / "catalogues/news/xin.yml"
    new.parent.mkdir(exist_ok=True)
    new.write_text("标题: 以后的动态\n类型: 工作进展\n日期: 2026-12-05\n单位: minzheng\n正文: 到那天才公布。\n", encoding="utf-8")
    with served(county, "--as-of", "2026-12-10") as address:
        page = fetched(f"{address}news/xin.html")
        assert "内容截至 2026-12-10 预览" in page and "以后的动态" in fetched(f"{address}news.html")
        edited(county, "以后的动态", "改过的动态", "catalogues/news/xin.yml")
        until(lambda: "改过的动态" in fetched(f"{address}news/xin.html"))
        edited(county, "2026-12-05", "2026-12-11", "catalogues/news/xin.yml")  # past that day too
        until(lambda: fetched(f"{address}news/xin.html") is None)
        assert "内容截至 2026-12-10 预览" in fetched(f"{address}index.html")


@pytest.mark.parametrize("flavour", ["portal", "kiosk"])
def test_every_page_is_what_a_build_makes_of_the_files_as_they_are(county: Path, tmp_path: Path, flavour: str) -> None:
    with served(county, "--flavour", flavour) as address:
        for what, name, old, new in EDITS if flavour == "portal" else EDITS[:1]:
            if old not in (county / name).read_text(encoding="utf-8"):
                pytest.fail(f"{what}: {name} has no {old!r}")
            edited(county, old, new, name)
            site = contents(build(county, tmp_path / "site", "--flavour", flavour))
            for path, data in site.items():
                if path not in ("manifest.json", "404.html") and path.endswith((".html", ".csv", ".json", ".xml", ".js", ".css")):
                    assert fetched(address + path) == data.decode(), f"{what}: {path}"


@pytest.mark.parametrize("flavour", ["portal", "kiosk"])
def test_after_many_edits_every_page_is_what_a_build_makes(county: Path, tmp_path: Path, flavour: str) -> None:
    with served(county, "--flavour", flavour) as address:
        for name, old, new in ONE_BY_ONE:
            edited(county, old, new, name)
            assert fetched(address)
        site = contents(build(county, tmp_path / "site", "--flavour", flavour))
        for path, data in site.items():
            if path not in ("manifest.json", "404.html") and path.endswith((".html", ".csv", ".json", ".xml", ".js", ".css")):
                assert fetched(address + path) == data.decode(), path


def test_in_the_end_the_findings_are_those_of_a_check(county: Path) -> None:
    with served(county) as address:
        told = news(address, ["findings"])
        edited(county, "时限: 公示7个工作日", "时限: 说不清")
        fetched(address)
        found = until(lambda: next((n[1] for n in told if not n[1]["waiting"]), None))
    checked = json.loads(run("check", "--site", county, "--format", "json").stdout)
    assert found["counts"] == {severity: sum(f["severity"] == severity for f in checked["findings"]) for severity in ("error", "warning", "notice")}
    assert [f["message"] for f in found["listed"]] == [f["message"] for f in checked["findings"] if f["severity"] != "notice"][:len(found["listed"])]


def test_while_there_are_errors_the_page_stays_and_they_are_told(county: Path) -> None:
    page = "domains/shehui-jiuzhu.html"
    with served(county) as address:
        before = fetched(address + page)
        told = news(address, ["findings"])
        edited(county, "名称: 审核信息", "名称: 审核情况\n    不认识: 1")
        _, findings = until(lambda: next((n for n in told if n[1]["counts"]["error"]), None))
        assert fetched(address + page) == before
        listed = [found for found in findings["listed"] if found["severity"] == "error"]
        assert listed and listed[0]["place"].startswith(f"{DOMAIN}:") and "不认识" in listed[0]["message"]
        edited(county, "\n    不认识: 1", "")
        until(lambda: next((n for n in told if not n[1]["counts"]["error"]), None))
        assert "审核情况" in fetched(address + page)


def test_a_page_that_changed_is_told_so_and_no_other(county: Path) -> None:
    with served(county) as address:
        raw = urllib.request.urlopen(f"{address}domains/shehui-jiuzhu.html").read().decode()
        edition = re.search(r'data-edition="(\w+)"', raw)[1]
        events = news(address, ["page", "findings"], "domains/shehui-jiuzhu.html", edition)
        assert next(events)[0] == "findings"
        edited(county, "名称: 审核信息", "名称: 审核情况")
        assert until(lambda: next((kind for kind, _ in events if kind == "page"), None))


def test_a_county_with_errors_from_the_start_is_told_and_comes_when_mended(county: Path) -> None:
    edited(county, "名称: 审核信息", "名称: 审核信息\n    不认识: 1")
    with served(county) as address:
        assert "还没有网页可看" in fetched(address)
        edited(county, "\n    不认识: 1", "")
        assert "基层政务公开" in fetched(address)


def test_what_is_not_there_is_not_found(county: Path) -> None:
    with served(county) as address:
        for path in ("nowhere.html", "nowhere.css", "../county.yml", "..%2f..%2fetc/passwd", "assets/"):
            assert fetched(address + path) is None
