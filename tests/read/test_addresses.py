"""Addresses and names of files as editors write them: what cannot be is told at its line, what can be leads to one place, whoever wrote it."""
from pathlib import Path

import pytest

from counties import BASE, reading

from disclosure.checking import check_county
from disclosure.read.addresses import broken_addresses, folder_address, folder_fault, parted, web_fault
from disclosure.read.files import as_link, path_named, settled, target_of

COUNTY = "catalogues/county.yml"
POLICY = "catalogues/policies/p.yml"
PLAIN = "标题: 甲\n发文机关: minzheng\n起草单位: minzheng\n成文日期: 2026-01-01\n发布日期: 2026-01-02\n"
BROKEN = ["https://[单位网站]/a.html", "http://[www.shili.example/a", "https://www.shili.example]/", "https://www.shili.example:端口/", "https://www.shili.example:99999/", "https://例℀.example/"]


@pytest.mark.parametrize("address", BROKEN)
@pytest.mark.parametrize("where", ["field", "text", "page", "portal", "entrance", "reference", "website"])
def test_an_address_that_cannot_be_taken_apart_is_told_at_its_line(address: str, where: str, tmp_path: Path) -> None:
    county = (BASE / COUNTY).read_text(encoding="utf-8")
    files, file, line = {
        "field": ({POLICY: f"{PLAIN}链接: '{address}'\n"}, POLICY, 6),
        "text": ({POLICY: f"{PLAIN}正文: |\n  甲\n\n  见[乙](<{address}>)。\n"}, POLICY, 9),
        "page": ({"content/a.md": f"# 甲\n\n见[乙](<{address}>)。\n"}, "content/a.md", 3),
        "reference": ({"content/sub/a.md": f"# 甲\n\n[乙]\n\n[乙]: {address}\n"}, "content/sub/a.md", 5),
        "portal": ({COUNTY: f"{county}门户地址: '{address}'\n"}, COUNTY, county.count("\n") + 1),
        "entrance": ({COUNTY: f"{county}入口: {{在线办事: '{address}'}}\n"}, COUNTY, county.count("\n") + 1),
        "website": ({COUNTY: f"{county}公开工作机构: {{名称: 甲, 网址: '{address}'}}\n"}, COUNTY, county.count("\n") + 1),
    }[where]
    reading(tmp_path, files)
    assert (file, line, "C206", "error") in [(f.place.file, f.place.line, f.rule.code, f.severity) for f in check_county(tmp_path).findings]


@pytest.mark.parametrize("text", ["[https://a.cn](https://a.cn)", "见 https://a.cn:8080/x[1].html", "http://[2001:db8::1]:80/", "两边//中间", "- [ ] http://a.cn", "| a//b | [c] |", "![图](//a.cn/b.png)"])
def test_what_can_be_taken_apart_is_not_told(text: str) -> None:
    assert broken_addresses(text) == []


@pytest.mark.parametrize(("written", "right"), [
    ("https://www.shili.example/zwgk/", "https://www.shili.example/zwgk/"), ("https://www.shili.example/zwgk", "https://www.shili.example/zwgk/"),
    ("https://www.shili.example", "https://www.shili.example/"), ("http://www.shili.example:8080/a/index.html", "http://www.shili.example:8080/a/"),
    ("https://www.shili.example/Default.aspx", "https://www.shili.example/"), ("https://www.shili.example/索引/index.shtml", "https://www.shili.example/索引/"),
])
def test_a_portals_address_is_that_of_its_folder(written: str, right: str, tmp_path: Path) -> None:
    county = (BASE / COUNTY).read_text(encoding="utf-8")
    read = reading(tmp_path, {COUNTY: f"{county}门户地址: '{written}'\n"})
    assert read.county.portal_url == right == folder_address(right)


@pytest.mark.parametrize(("written", "said"), [("Https://www.shili.example/zwgk/", "请写成 https://www.shili.example/zwgk/"), ("HTTP://www.shili.example", "请写成 http://www.shili.example"),
                                               ("https://www..shili.example/", "浏览器"), ("https://.shili.example/", "浏览器"), (f"https://{'shi' * 22}.example/", "浏览器")])
def test_a_host_that_cannot_be_and_a_capital_are_told(written: str, said: str, tmp_path: Path) -> None:
    county = (BASE / COUNTY).read_text(encoding="utf-8")
    (found,) = [f for f in reading(tmp_path, {COUNTY: f"{county}门户地址: '{written}'\n"}).findings if f.severity == "error"]
    assert found.rule.code == "C206" and said in found.hint
    assert web_fault("https://www.shili.example./a") == ""


@pytest.mark.parametrize("written", ["https://www.shili.example//zwgk/", "https://www.shili.example/zwgk/?id=7", "https://www.shili.example/zwgk/?", "https://www.shili.example/#/zwgk",
                                     "https://www.shili.example/zwgk/#", "https://ren:mima@www.shili.example/", "https://www.shili.example/a/../b/", "https://www.shili.example/a\\b/",
                                     "https://www.shili.example/zwgk/lanmu.jhtml", "https://www.shili.example/a/list.jsp/"])
def test_what_is_no_folder_is_told_with_the_right_address(written: str, tmp_path: Path) -> None:
    county = (BASE / COUNTY).read_text(encoding="utf-8")
    found = reading(tmp_path, {COUNTY: f"{county}门户地址: '{written}'\n"}).findings
    assert [(f.place.file, f.place.line, f.rule.code) for f in found if f.severity == "error"] == [(COUNTY, county.count("\n") + 1, "C206")]
    assert "https://www.shili.example/" in found[0].hint and "mima" not in found[0].hint


@pytest.mark.parametrize("address", [*BROKEN, "", "x", "//", "http://", "https://?", "[", "\x00", "http://a\u2100b/"])
def test_nothing_raises(address: str) -> None:
    web_fault(address)
    if (parts := parted(address)) is not None and parts.hostname:
        folder_fault(address)
    assert broken_addresses(address) is not None


NAMES = ["甲#1.docx", "50%.docx", "50%20.docx", "问?.docx", "a b.docx", "[附件].docx", "甲&乙.docx", "一：二.docx", "a:b.docx", "(1)表.docx", "子/#/甲.docx", "é.docx", "plain.docx", "引'号\".docx", "a+b~c.docx"]


@pytest.mark.parametrize("name", NAMES)
def test_a_files_name_leads_to_it_however_it_is_linked(name: str) -> None:
    from urllib.parse import quote
    paths = {name}
    for link in (name, quote(name), as_link(name)):
        assert path_named(settled(link, paths)) == name, link
        assert target_of("a.html", f"files/{link}", paths) == (f"files/{name}", ""), link
        assert target_of("sub/deep/a.html", f"../../files/{link}", paths) == (f"files/{name}", ""), link
    assert path_named(settled(f"{quote(name)}#page=3", paths)) == name
    assert target_of("a.html", f"./files/{quote(name)}?v=2#x", paths) == (f"files/{name}", "?v=2#x")


@pytest.mark.parametrize("link", ["#a", "/zwgk/a.html", "https://a.cn/files/x", "mailto:a@b.cn", "?q=1", ""])
def test_other_links_of_a_page_are_not_ours(link: str) -> None:
    assert target_of("a.html", link, {"x"}) == ("", "")
