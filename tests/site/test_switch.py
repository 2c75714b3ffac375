"""The old site stays until the new one stands."""
import os
import shutil
from pathlib import Path

import pytest
from built import GOLDEN, build, contents, run

from disclosure.deliver import disk
from disclosure.deliver.beside import MARK, SWITCHING
from disclosure.deliver.manifest import Entry, Manifest
from disclosure.host.staging import Staging


@pytest.fixture
def county(tmp_path: Path) -> Path:
    shutil.copytree(GOLDEN, tmp_path / "county")
    return tmp_path / "county"


def made(out: Path, page: bytes) -> None:
    """A site of one page."""
    staging = Staging(out)
    staging.put("sitemap.html", page)
    staging.seal("2026-01-01", 1)
    staging.switch()
    staging.drop()


def test_errors_leave_the_site_as_it_was(county: Path, tmp_path: Path) -> None:
    out = build(county, tmp_path / "site")
    before = contents(out)
    units = county / "catalogues" / "units.yml"
    units.write_text(units.read_text(encoding="utf-8").replace("名称: 样本县民政局", "名字: 样本县民政局"), encoding="utf-8")
    done = run("build", "--site", county, "--out", out)
    assert done.returncode == 1
    assert "catalogues/units.yml:2:3" in done.stdout and "没有“名字”这个字段，是否想写“名称”？" in done.stdout
    assert "没有生成网站" in done.stderr
    assert contents(out) == before


def test_pages_that_are_gone_go(county: Path, tmp_path: Path) -> None:
    out = build(county, tmp_path / "site")
    (county / "catalogues" / "villages" / "shi-cun.yml").unlink()
    build(county, out)
    assert not (out / "villages").exists() and not (out / "villages.html").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["county", "site", "site-office"]


def test_a_folder_of_somebody_else_is_not_touched(county: Path, tmp_path: Path) -> None:
    mine = tmp_path / "我的文档"
    mine.mkdir()
    (mine / "论文.docx").write_text("x", encoding="utf-8")
    done = run("build", "--site", county, "--out", mine)
    assert done.returncode == 1 and "没有动它" in done.stderr
    assert [p.name for p in mine.iterdir()] == ["论文.docx"]


def test_a_warning_stops_only_a_strict_build(county: Path, tmp_path: Path) -> None:
    policy = county / "catalogues" / "policies" / "neibu.yml"
    policy.write_text(policy.read_text(encoding="utf-8").replace("不解读理由: 内部规程，不涉及公众\n", ""), encoding="utf-8")
    done = run("build", "--site", county, "--out", tmp_path / "a", "--strict")
    assert done.returncode == 1 and not (tmp_path / "a").exists() and "C307" in done.stdout
    assert run("build", "--site", county, "--out", tmp_path / "b").returncode == 0


@pytest.mark.parametrize("name", ["units", "search"])
def test_a_written_page_cannot_hide_a_generated_one(name: str, county: Path, tmp_path: Path) -> None:
    (county / "content" / f"{name}.md").write_text("# 单位\n", encoding="utf-8")
    done = run("build", "--site", county, "--out", tmp_path / "site")
    told = done.stdout + done.stderr
    assert done.returncode == 1 and f"content/{name}.md" in told and f"{name}.html" in told and "同名" in told
    assert not (tmp_path / "site").exists()


def test_a_county_of_one_domain_builds(tmp_path: Path) -> None:
    catalogues = tmp_path / "c" / "catalogues"
    (catalogues / "domains").mkdir(parents=True)
    (catalogues / "county.yml").write_text("名称: 某县\n截至日期: 2026-01-01\n", encoding="utf-8")
    (catalogues / "units.yml").write_text("u: {名称: 某局}\n", encoding="utf-8")
    (catalogues / "domains" / "a.yml").write_text(
        "领域: 甲\n牵头单位: u\n事项: {编号: 1, 名称: 事, 内容: 容, 依据: 《法》, 时限: 及时, 主体: u, 方式: 主动公开, 渠道: 政府网站, 对象: 全社会}\n", encoding="utf-8")
    out = build(tmp_path / "c", tmp_path / "site")
    assert (out / "domains" / "a" / "1.html").is_file()
    assert not (out / "policies.html").exists() and not (out / "about.html").exists()


def test_a_run_stopped_in_the_middle_is_put_right(county: Path, tmp_path: Path) -> None:
    out = build(county, tmp_path / "site")
    before = contents(out)
    half = tmp_path / ".site.disclosure-0123abcd"
    (half / "new").mkdir(parents=True)
    (half / MARK).write_bytes(b"")
    (half / SWITCHING).write_bytes(b"")
    out.rename(half / "old")
    (county / "catalogues" / "county.yml").write_text("名称: 缺截至日期\n", encoding="utf-8")
    assert run("build", "--site", county, "--out", out).returncode == 1  # refused before anything is touched
    Staging(out).drop()
    assert contents(out) == before and not half.exists()


def test_a_switch_that_fails_puts_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    made(out, b"old")
    staging = Staging(out)
    staging.put("sitemap.html", b"new")
    staging.seal("2026-01-01", 2)
    rename = os.rename

    def held(before: Path, after: Path) -> None:
        if before == staging.new:
            raise PermissionError(13, "held by another program")
        rename(before, after)

    monkeypatch.setattr(disk, "exchange", lambda one, other: False)  # as on Windows
    monkeypatch.setattr(os, "rename", held)
    with pytest.raises(PermissionError):
        staging.switch()
    staging.drop()
    assert (out / "sitemap.html").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("links", [True, False])
def test_a_file_of_the_old_site_is_taken(links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also over what a process left that was killed, and as a copy where the file system has no links."""
    out = tmp_path / "site"
    made(out, b"as before")
    staging = Staging(out)
    if not links:
        monkeypatch.setattr(disk, "link", lambda before, target: False)
    (staging.new / "sitemap.html").write_bytes(b"left")
    staging.note(put := staging.take(Entry.of("sitemap.html", b"as before")))
    assert (staging.new / "sitemap.html").read_bytes() == b"as before" and (out / "sitemap.html").samefile(staging.new / "sitemap.html") == links
    assert put.taken == links and put.unchanged and staging.unchanged == 1 and staging.taken == ({"sitemap.html"} if links else set())
    staging.drop()


@pytest.mark.parametrize(("links", "told"), [(True, b"as before"), (False, b"as before"), (True, b"otherwise")])
def test_a_file_that_comes_out_as_it_lies_there_is_the_old_one_if_the_manifest_says_so(links: bool, told: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    made(out, told)
    (out / "sitemap.html").write_bytes(b"as before")
    staging = Staging(out)
    if not links:
        monkeypatch.setattr(disk, "link", lambda before, target: False)
    staging.put("sitemap.html", b"as before")
    assert staging.unchanged == 1 and staging.same == ({"sitemap.html"} if links and told == b"as before" else set()) and not staging.taken
    staging.drop()


def test_the_edition_that_was_known_is_taken_for_the_one_that_stands_only_if_it_is(tmp_path: Path) -> None:
    out = tmp_path / "site"
    made(out, b"first")
    known = Manifest.read(out)
    made(out, b"second")
    for stands in (Manifest.read(out), known):
        staging = Staging(out, stands)
        assert staging.before == Manifest.read(out)
        assert (staging.before is stands) == (stands is not known)
        staging.drop()
