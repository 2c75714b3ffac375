"""What lies in content/ and catalogues/: what may be published is read, what belongs to nobody is passed over, all else is told with its path."""
import os
from pathlib import Path

import pytest

from counties import reading

from disclosure.checking import check_county, judge
from disclosure.read.files import Changed

ATTACHED = "catalogues/policies/p.yml"
POLICY = "标题: 甲\n发文机关: minzheng\n起草单位: minzheng\n成文日期: 2026-01-01\n发布日期: 2026-01-02\n正文: 甲\n附件: [{名称: 乙, 文件: %s}]\n"


def told(folder: Path, files: dict[str, str | bytes | None], before: str = "content") -> list[tuple[str, str]]:
    return [(f.place.file, f.rule.code) for f in reading(folder, files).findings if f.place.file.startswith(before)]


@pytest.mark.parametrize("name", ["表.xlsx", "a.html", "a.js", ".hta", "tupian/a.png", "assets/a.css", "sitemap.xml", "manifest.json", "CNAME", "filesx/a.pdf", "files.zip"])
def test_a_file_beside_the_pages_is_told_and_stays(name: str, tmp_path: Path) -> None:
    expected = [] if name.startswith(".") else [(f"content/{name}", "C212")]
    read = reading(tmp_path, {f"content/{name}": "x", "content/a.md": "# 甲\n"})
    assert [(f.place.file, f.rule.code) for f in read.findings] == expected
    assert [(path, page.text) for path, page in read.files.pages.items()] == [("a.md", "# 甲\n")] and not read.files.paths


@pytest.mark.parametrize("name", ["a.MD", "a.markdown", "sub/a.mkd"])
def test_a_page_with_another_ending_is_told(name: str, tmp_path: Path) -> None:
    assert told(tmp_path, {f"content/{name}": "# 甲\n"}) == [(f"content/{name}", "C212")]


@pytest.mark.parametrize("name", ["~$表.xlsx", "表.xlsx.bak", "表.wbk", "~WRL0003.docx", "THUMBS.DB", "desktop.ini", "@eaDir/表.xlsx", "#recycle/a.md", "$RECYCLE.BIN/a.md",
                                  "System Volume Information/a.md", ".sync/a.md", ".git/config", "a.md.orig", "a.md~", "a.pdf.crdownload", "__MACOSX/a.md"])
@pytest.mark.parametrize("folder", ["content", "content/files", "content/files/biao", "catalogues", "catalogues/domains"])
def test_what_programs_leave_is_nobodys(name: str, folder: str, tmp_path: Path) -> None:
    read = reading(tmp_path, {f"{folder}/{name}": "x"})
    assert not read.findings and not read.files.paths and not read.files.pages


def test_somebody_refers_to_what_is_passed_over(tmp_path: Path) -> None:
    found = reading(tmp_path, {"content/files/biao.xlsx.bak": "x", ATTACHED: POLICY % "biao.xlsx.bak"}).findings
    assert [(f.place.file, f.place.line, f.rule.code) for f in found if f.severity == "error"] == [(ATTACHED, 7, "C207")] and "备份" in found[-1].message


@pytest.mark.parametrize("name", ["README.md", "readme.zh-CN.md", "sub/Readme.md"])
def test_a_readme_is_left_out_with_a_word(name: str, tmp_path: Path) -> None:
    read = reading(tmp_path, {f"content/{name}": "# 给同事\n", "catalogues/README.md": "x", "catalogues/domains/README.md": "x"})
    assert [(f.place.file, f.rule.code, f.severity) for f in read.findings] == [(f"content/{name}", "C216", "notice")] and not read.files.pages


@pytest.mark.parametrize("way", ["content", "content/files", "content/x.md", "content/sub", "content/files/x.pdf", "content/files/sub", "catalogues/domains", "catalogues/units.yml",
                                 "catalogues/domains/y.yml"])
def test_a_link_is_not_followed(way: str, tmp_path: Path) -> None:
    """A link that leads inside is none the better: what it shows can change without anybody seeing it."""
    county, aside = tmp_path / "county", tmp_path / "aside"
    reading(county, {"content/files/a.pdf": "x"})
    place = county / way
    if place.exists():
        place.rename(aside)
    else:
        aside.write_text("x")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(aside)
    found = [f for f in check_county(county).findings if f.place.file == way]
    assert [(f.rule.code, f.severity) for f in found] == [("C213", "error")]


@pytest.mark.parametrize(("name", "code", "severity"), [("content/{}.md", "C214", "error"), ("content/files/{}.xlsx", "C215", "warning"), ("catalogues/domains/{}.yml", "C214", "error"),
                                                        ("content/{}/a.md", "C214", "error"), ("content/files/{}/a.xlsx", "C215", "warning")])
@pytest.mark.skipif(os.name == "nt", reason="names are no bytes here")
def test_a_name_in_gbk_is_told_as_gbk_reads(name: str, code: str, severity: str, tmp_path: Path) -> None:
    reading(tmp_path, {})
    place = os.fsencode(tmp_path) + b"/" + name.encode("gbk").replace(b"{}", "低保名单".encode("gbk"))
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with open(place, "wb") as file:
        file.write(b"x")
    found = [f for f in check_county(tmp_path).findings if f.rule.code in ("C214", "C215")]
    assert [(f.place.file.removesuffix("/a.md").removesuffix("/a.xlsx"), f.rule.code, f.severity) for f in found] == \
        [(name.format("低保名单").removesuffix("/a.md").removesuffix("/a.xlsx"), code, severity)]
    assert "低保名单" in found[0].message


@pytest.mark.parametrize(("names", "wrong"), [
    (["content/Guide.md", "content/guide.md"], ["content/guide.md"]), (["content/files/B.pdf", "content/files/b.PDF"], ["content/files/b.PDF"]),
    (["content/aux.md"], ["content/aux.md"]), (["content/lpt1/a.md"], ["content/lpt1/a.md"]), (["content/files/Com7.tar.gz"], ["content/files/Com7.tar.gz"]),
    (["content/files/z."], ["content/files/z."]), (["content/wen?.md"], ["content/wen?.md"]), (["content/x /a.md"], ["content/x /a.md"]),
    (["content/files/" + "k" * 195 + ".pdf"], []), (["content/files/" + "k" * 197 + ".pdf"], ["content/files/" + "k" * 197 + ".pdf"]),
    (["content/" + "k" * 195 + ".md"], []), (["content/" + "k" * 196 + ".md"], ["content/" + "k" * 196 + ".md"]),
    (["content/a.md", "content/a.html/b.md"], ["content/a.html/b.md"]), (["content/files/表?.pdf", "content/files/名 单.pdf", "content/files/CON表.pdf"], []),
    (["content/a#b.md", "content/100%.md", "content/a[1].md", "content/a&b.md"], ["content/100%.md", "content/a#b.md", "content/a&b.md", "content/a[1].md"]),
    (["content/指南（2026）.md", "content/a b.md", "content/a_b-1.2.md"], []),
    (["content/files/a\nb.pdf", "content/a\u202eb.md"], ["content/a?b.md", "content/files/a?b.pdf"]),
])
def test_a_name_that_cannot_be_published_everywhere(names: list[str], wrong: list[str], tmp_path: Path) -> None:
    found = [file for file, code in told(tmp_path, dict.fromkeys(names, "# 甲\n")) if code == "C116"]
    assert found == wrong


def test_one_name_in_two_forms(tmp_path: Path) -> None:
    """é as one character and as two: the same to people, and on a Mac."""
    names = ["content/files/caf\u00e9.pdf", "content/files/cafe\u0301.pdf"]
    assert [code for _, code in told(tmp_path, dict.fromkeys(names, "x"))] == ["C116"]


def test_a_name_in_pieces_is_found_by_the_whole_name(tmp_path: Path) -> None:
    read = reading(tmp_path, {"content/files/cafe\u0301.pdf": "x", ATTACHED: POLICY % "caf\u00e9.pdf"})
    assert not [f for f in read.findings if f.severity == "error"] and read.files.read("caf\u00e9.pdf") == b"x"


@pytest.mark.parametrize(("length", "codes"), [(80, []), (81, ["C116"])])
def test_how_long_a_code_may_be(length: int, codes: list[str], tmp_path: Path) -> None:
    domain = (tmp_path / "catalogues/domains/jiuzhu.yml")
    read = reading(tmp_path, {f"catalogues/flows/{'f' * length}.yml": "标题: 甲\n步骤:\n  - {代号: a, 名称: 甲, 单位: 申请人}\n"})
    assert [f.rule.code for f in read.findings if f.rule.code == "C116"] == codes and domain.exists()
    units = domain.parents[1] / "units.yml"
    units.write_text(units.read_text(encoding="utf-8") + f"{'u' * length}:\n  名称: 甲\n", encoding="utf-8")
    domain.write_text(domain.read_text(encoding="utf-8") + f"  - 编号: {'9' * length}\n    名称: 甲\n", encoding="utf-8")
    assert [f.rule.code for f in check_county(tmp_path).findings if f.rule.code == "C116"] == codes * 3


def test_an_attachment_that_changes_is_read_by_nobody(tmp_path: Path) -> None:
    read = reading(tmp_path, {"content/files/a.txt": "一"})
    assert read.files.read("a.txt") == "一".encode()
    (tmp_path / "content/files/a.txt").write_text("二", encoding="utf-8")
    with pytest.raises(Changed):
        read.files.read("a.txt")


def test_what_changes_while_it_is_judged_is_told(tmp_path: Path) -> None:
    read = reading(tmp_path, {"content/files/a.txt": "一"})
    read.files.read("a.txt")
    (tmp_path / "content/files/a.txt").write_text("二", encoding="utf-8")
    assert [(f.place.file, f.rule.code, f.severity) for f in judge(read).findings if f.rule.code == "C218"] == [("content/files/a.txt", "C218", "error")]
