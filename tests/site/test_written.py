"""Hand-written pages: Markdown through MkDocs, made safe; their files are published and no others."""
from pathlib import Path

import pytest
from built import GOLDEN, build


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(GOLDEN, tmp_path_factory.mktemp("written") / "site")


def test_no_script_handler_or_dangerous_link_survives(site: Path) -> None:
    html = (site / "about.html").read_text(encoding="utf-8")
    body = html[html.index('class="main prose"'):html.index("<footer")]
    assert "alert" not in body and "onclick" not in body and "javascript:" not in body
    assert "<b>粗</b>" in body and '<a href="domains/shehui-jiuzhu.html">社会救助</a>' in body


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
