"""What `check` passes, build, publish and kiosk pass; what one of them would refuse, `check` refuses, with file, line and code.

Names and addresses are put together at random, hundreds into one county.  What `check` finds wrong is taken out, until it passes; the rest goes all the way.
"""
import json
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from built import run

from disclosure.checking import check_county
from disclosure.model.finding import Finding, Severity
from disclosure.read.names import composed, shown

COUNTY = "名称: 示例县\n截至日期: 2026-11-20\n"
ITEM = "内容: 甲, 依据: 《某法》, 时限: 及时, 主体: minzheng, 方式: 主动公开, 渠道: 政府网站, 对象: 全社会, 层级: 县级"
PIECES = ["#", "%", "%23", "%2F", "?", ":", "[", "]", " ", "  ", "&", "&amp;", "+", "~", "'", '"', "(", ")", "<", ">", "|", "*", "\\", "!", "@", "$", ",", ";", "=", "`", "{", "}", "名单", "（一）",
          "é", "e\u0301", "①", "𠮷", "A", "a", "b", "1", "-", "_", ".", "..", "CON", "aux", "Nul", "lpt9", "COM1", "index", "units", "Domains", "README", "templates", "assets", "files", "manifest",
          "probe-7d1f", "\u3000", "\t", "\n", "\u200b", "\u202e", "名" * 60, "x" * 120, "y" * 190]
PORTALS = ["https://www.shili.example", "https://www.shili.example/zwgk", "https://www.shili.example/zwgk/", "https://www.shili.example/a/index.html", "http://www.shili.example:8080/政务",
           "https://www.shili.example//zwgk", "https://www.shili.example/?a=1", "https://www.shili.example/#/a", "https://[门户]/", "https://www.shili.example:x/", "https://www.shili.example/a b",
           "https://www.shili.example/%E6%94%BF/", "https://www.shili.example/a'b/", "ftp://www.shili.example/", "https://", "www.shili.example", "https://u:p@www.shili.example/",
           "https://www.shili.example/a/../b", "https://www.shili.example/a;b/", "https://例℀.example/", "https://www.shili.example/&amp;/", "https://www.shili.example/[a]/"]


class Thing:
    """One generated name or address: what it puts into a county, and which places are its own."""

    def __init__(self, kind: str, name: str | bytes) -> None:
        self.kind, self.name = kind, name

    def __repr__(self) -> str:
        return f"{self.kind} {self.name!r}"


def names(chance: random.Random, many: int) -> Iterator[str]:
    for _ in range(many):
        yield "".join(chance.choices(PIECES, k=chance.choice((1, 1, 2, 2, 3, 4))))


def things(chance: random.Random, many: int) -> list[Thing]:
    found: dict[tuple, Thing] = {}

    def add(kind: str, name: str | bytes) -> None:
        data = name if isinstance(name, bytes) else name.encode("utf-8", "surrogatepass")
        if b"/" not in data and b"\0" not in data and len(data) <= 240 and name not in ("", ".", ".."):
            found.setdefault((kind, name), Thing(kind, name))
    for name in names(chance, many):
        add("file", f"{name}.txt")
        add("page", name)
        add("file", name)
    for name in names(chance, many // 3):
        for kind in ("flow", "unit", "number", "website", "link"):
            add(kind, f"https://{name}.shili.example/{name}" if kind in ("website", "link") else name)
    for name in ("甲", "index", "Index", "index.html", "units", "readme", "404", "search", "a" * 235, "名" * 78, "sub.html"):
        add("page", name)
    for name in ("f" * 80, "f" * 81, "con", "a", "A"):
        add("flow", name)
        add("unit", name)
        add("number", name)
    for name in ("名单.txt", "附件"):
        add("file", name.encode("gbk"))
        add("page", name.encode("gbk"))
    return [*found.values()]


def text(name: str) -> str:
    """A name as a YAML scalar."""
    return json.dumps(name, ensure_ascii=False)


def listed_as(path: str) -> str:
    """A path as findings tell it."""
    return shown(composed(path))


def put(path: Path | bytes, data: str) -> None:
    name = os.fsencode(path)
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "wb") as file:
        file.write(data.encode())


def county(folder: Path, those: list[Thing], portal: str = "") -> Callable[[Finding], list[Thing]]:
    """Writes a county with these; returns what says to whom a finding belongs."""
    lines: dict[tuple[str, int], Thing] = {}
    paths: dict[str, list[Thing]] = {}
    of = {kind: [t for t in those if t.kind == kind] for kind in ("file", "page", "flow", "unit", "number", "website", "link")}

    def listed(file: str, head: str, rows: list[tuple[Thing | None, str]]) -> None:
        for number, (thing, _) in enumerate(rows, head.count("\n") + 1):
            if thing:
                lines[file, number] = thing
        put(folder / file, head + "".join(f"{row}\n" for _, row in rows))
    put(folder / "catalogues/county.yml", COUNTY + (f"门户地址: {text(portal)}\n" if portal else ""))
    listed("catalogues/units.yml", "minzheng: {名称: 示例县民政局}\n", [
        *((t, f"{text(t.name)}: {{名称: 单位{n}}}") for n, t in enumerate(of["unit"])),
        *((t, f"w{n}: {{名称: 网{n}, 网址: {text(t.name)}}}") for n, t in enumerate(of["website"]))])
    plain = [t for t in of["file"] if isinstance(t.name, str)]
    listed("catalogues/domains/a.yml", "领域: 甲\n牵头单位: minzheng\n事项:\n", [
        (None, f"  - {{编号: first, 名称: 首, {ITEM}}}"),
        *((t, f"  - {{编号: {text(t.name)}, 名称: 乙{n}, {ITEM}}}") for n, t in enumerate(of["number"])),
        *((t, f"  - {{编号: f-{n}, 名称: 丙{n}, {ITEM}, 信息: [{{标题: 丁{n}, 文件: {text(t.name)}, 发布日期: 2026-01-02}}]}}") for n, t in enumerate(plain)),
        *((t, f"  - {{编号: l-{n}, 名称: 戊{n}, {ITEM}, 信息: [{{标题: 己{n}, 链接: {text(t.name)}, 发布日期: 2026-01-02}}]}}")
          for n, t in enumerate([*of["link"], *plain]))])
    for t in of["flow"]:
        put(folder / f"catalogues/flows/{t.name}.yml", "标题: 甲\n步骤:\n  - {代号: a, 名称: 甲, 单位: 申请人}\n")
        paths.setdefault(listed_as(f"catalogues/flows/{t.name}.yml"), []).append(t)
    linked = [t for t in plain if not set("<>\n\t\\") & set(t.name)]
    listed("content/all.md", "# 全部\n\n", [(t, f"- [甲](<files/{t.name.replace('&', '&amp;')}>)") for t in linked if t.name == t.name.strip()])
    for t in of["file"]:
        put(os.path.join(os.fsencode(folder), b"content/files", t.name if isinstance(t.name, bytes) else os.fsencode(t.name)), "文字\n")
        paths.setdefault(listed_as(f"content/files/{os.fsdecode(t.name)}"), []).append(t)
    for t in of["page"]:
        name = (t.name if isinstance(t.name, bytes) else os.fsencode(t.name)) + b".md"
        put(os.path.join(os.fsencode(folder), b"content", name), "# 页\n\n[全部](all.md)、[首页](index.html)\n")
        paths.setdefault(listed_as(f"content/{os.fsdecode(name)}"), []).append(t)

    def whose(finding: Finding) -> list[Thing]:
        own = lines.get((finding.place.file, finding.place.line))
        return [own] if own else paths.get(finding.place.file, [])
    return whose


def passed(folder: Path, those: list[Thing]) -> tuple[list[Thing], list[Thing]]:
    """Which of these `check` passes, and which it refuses."""
    refused: list[Thing] = []
    for turn in range(12):
        whose = county(folder / str(turn), those)
        errors = [f for f in check_county(folder / str(turn)).findings if f.severity is Severity.ERROR]
        if not errors:
            return those, refused
        for finding in errors:
            assert finding.rule.code and finding.place.line >= 1 and finding.hint, finding
        wrong = [t for finding in errors for t in whose(finding)]
        assert wrong, [f"{f.place} {f.rule.code} {f.message}" for f in errors[:5]]
        refused += wrong
        those = [t for t in those if t not in wrong]
    raise AssertionError(f"check finds ever new faults: {errors[:3]}")


def all_the_way(folder: Path, key: Path) -> str:
    """Builds, publishes to a folder and a zip, and makes a kiosk's bundle; what the first that fails says."""
    for command in (["build"], ["publish", str(folder / "portal")], ["publish", str(folder / "portal.zip")], ["kiosk", "--key", str(key)]):
        done = run(*command, "--site", folder)
        if done.returncode:
            return f"{command[0]}: {done.stdout[-300:]}{done.stderr[-1500:]}"
    return ""


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("key")
    assert run("kiosk-key", folder).returncode == 0
    return folder / "kiosk.key"


def test_what_check_passes_goes_all_the_way(tmp_path: Path, key: Path, soak: bool) -> None:
    for seed in range(20 if soak else 1):
        those, refused = passed(tmp_path / f"{seed}", things(random.Random(seed), 400 if soak else 120))
        assert len(those) > 40 and len(refused) > 40, (len(those), len(refused))
        county(tmp_path / f"{seed}.whole", those, PORTALS[2])
        if told := all_the_way(tmp_path / f"{seed}.whole", key):
            pytest.fail(f"seed {seed}: {told}\n{culprits(tmp_path / f'{seed}.parts', those, key)}", pytrace=False)


def culprits(folder: Path, those: list[Thing], key: Path) -> list[Thing]:
    """A few things with which it still fails."""
    while len(those) > 1:
        half = those[:len(those) // 2]
        folder = folder.with_name(folder.name + "x")
        county(folder, half, PORTALS[2])
        those = half if all_the_way(folder, key) else those[len(half):]
    return those


@pytest.mark.parametrize("portal", PORTALS)
def test_an_address_that_check_passes_makes_a_site(portal: str, tmp_path: Path, key: Path) -> None:
    county(tmp_path, [], portal)
    errors = [f for f in check_county(tmp_path).findings if f.severity is Severity.ERROR]
    if errors:
        assert [(f.place.file, f.place.line, f.rule.code) for f in errors] == [("catalogues/county.yml", 3, "C206")] and run("build", "--site", tmp_path).returncode == 1
    else:
        assert run("build", "--site", tmp_path).returncode == 0
        for file in ("sitemap.xml", "feed.xml", "index.html"):
            text = (tmp_path / "site" / file).read_text(encoding="utf-8")
            assert "?a=1" not in text and "index.html/" not in text and "example//" not in text
