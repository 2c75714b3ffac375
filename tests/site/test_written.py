"""Hand-written pages: they say what was typed, HTML too; their files are published and no others."""
import re
from pathlib import Path

import pytest
from built import GOLDEN, build

from disclosure.checking import check_county
from disclosure.host.written import printed
from disclosure.model.pages import HandWritten
from disclosure.read.files import Files
from disclosure.render import hant


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(GOLDEN, tmp_path_factory.mktemp("written") / "site")


def test_html_is_text() -> None:
    made = printed(HandWritten("a.md", '<script>alert(1)</script><b onclick="x()">粗</b> {{ 7*7 }}\n\n<iframe src="//a.cn">'), Files(None))
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;&lt;b onclick=&quot;x()&quot;&gt;粗&lt;/b&gt; {{ 7*7 }}</p>\n<p>&lt;iframe src=" in made.html


def test_the_page_of_the_site_says_what_was_typed(site: Path) -> None:
    html = (site / "about.html").read_text(encoding="utf-8")
    assert "<p>收入&lt;600元 &amp; 年龄&gt;60岁；<strong>要点：</strong>2*3；____<br>\n2026. 没有第二项</p>" in html
    assert '<a href="domains/shehui-jiuzhu.html">社会救助</a>' in html


@pytest.mark.parametrize(("page", "address", "href"), [
    ("a.md", "b.md#x", "b.html#x"), ("a.md", "files/名单.csv", "files/f-"), ("d/a.md", "../b.md", "../b.html"), ("d/a.md", "../files/a.csv", "../files/a.csv"),
    ("d/a.md", "c.md", "../d/c.html"), ("d/a.md", "../domains/x.html", "../domains/x.html"), ("a.md", "https://a.cn/b.md", "https://a.cn/b.md"), ("a.md", "#x", "#x"), ("a.md", "no.md", "no.md"),
])
def test_links_lead_where_the_editor_meant(page: str, address: str, href: str) -> None:
    content = Files(None)
    content.paths = {"名单.csv", "a.csv"}
    content.pages = dict.fromkeys(["a.md", "b.md", "d/a.md", "d/c.md"])
    made = printed(HandWritten(page, f"[x]({address})"), content)
    assert f'<a href="{href}' in made.html
    assert made.files == {address.rpartition("files/")[2]} if "files/" in address else not made.files


def test_a_page_has_one_heading_and_a_title() -> None:
    assert printed(HandWritten("a.md", "# 甲 & 乙\n\n文"), Files(None))[:2] == ("甲 & 乙", '<h1 id="_1">甲 &amp; 乙</h1>\n<p>文</p>\n')
    assert printed(HandWritten("gongkai.md", "文", title="公开<指南>"), Files(None))[:2] == ("公开<指南>", "<h1>公开&lt;指南&gt;</h1>\n<p>文</p>\n")
    assert printed(HandWritten("gongkai.md", "文"), Files(None)).title == "gongkai"


def test_files_it_links_to_are_published_under_ascii_names(site: Path) -> None:
    files = sorted(p.relative_to(site / "files").as_posix() for p in (site / "files").rglob("*") if p.is_file())
    assert "shouxie.txt" in files and not [f for f in files if not f.isascii()]
    assert "orphan.txt" not in files and "neibu.txt" not in files
    html = (site / "about.html").read_text(encoding="utf-8")
    link = html.split('">中文名文件</a>')[0].rsplit('href="', 1)[1]
    assert (site / link).read_text(encoding="utf-8") == "手写页面用的中文名文件\n"


def test_the_notfound_page_uses_the_path_of_the_portal(site: Path) -> None:
    html = (site / "404.html").read_text(encoding="utf-8")
    assert 'href="/zwgk/zt/index.html"' in html and "没有找到这个页面" in html


def test_all_words_of_every_page_are_turned(site: Path) -> None:
    """The page that MkDocs writes by itself among them."""
    data, = (path.read_text(encoding="utf-8") for path in (site / "assets").glob("hant-data.*.js") if "latest" not in path.name)
    characters, phrases = (re.search(f'{name}: "(.*)"', data)[1] for name in ("characters", "phrases"))
    turn = hant.turner(dict(zip(characters[::2], characters[1::2], strict=True)), {pair[:len(pair) // 2]: pair[len(pair) // 2:] for pair in phrases.split(" ")})
    names = hant.names_of(hant.named(check_county(GOLDEN).county))
    for page in site.rglob("*.html"):
        words = set(hant.written(page.read_text(encoding="utf-8").partition("<body")[2]))
        assert {word: turn(word) for word in words} == {word: hant.right(word, names) for word in words}, page.name
