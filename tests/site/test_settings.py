"""A county's own mkdocs.yml is data: the order of its pages is taken from it, all else is refused with its line, and nothing of it runs unless somebody trusts it."""
import shutil
from pathlib import Path

import pytest
from built import GOLDEN, ROOT, build, contents, run

from disclosure.checking import check_county
from disclosure.read.county import read_county

MARK = "ran"
CODE = {
    "a tag that calls": 'extra:\n  x: !!python/object/apply:os.system ["echo ran > MARK"]\n',
    "a tag below the order": 'nav:\n  - !!python/object/apply:os.system ["echo ran > MARK"]\n',
    "a tag that names": "markdown_extensions:\n  - toc:\n      slugify: !!python/name:os.system\n",
    "an environment variable": "extra:\n  x: !ENV [SECRET, none]\n",
    "a hook": "hooks: [hook.py]\n",
    "a plugin": "plugins: [disclosure, search]\n",
    "a theme of its own": "theme: {name: material, custom_dir: theme}\n",
    "settings inherited": "INHERIT: ../base.yml\n",
    "an extension": "markdown_extensions: [pymdownx.snippets: {base_path: [/]}]\n",
    "a script": "extra_javascript: [x.js]\n",
    "other folders": "docs_dir: /etc\n",
    "watched folders": "watch: [/]\n",
    "an address": "site_url: https://a.cn/\n",
    "an anchor": "nav: &a [about.md]\nextra: *a\n",
}


def county(home: Path, settings: str) -> Path:
    shutil.copytree(GOLDEN, home / "county")
    (home / "county" / "hook.py").write_text(f"open({str(home / MARK)!r}, 'w').write('ran')\n", encoding="utf-8")
    (home / "county" / "mkdocs.yml").write_text("site_name: 某县\n" + settings.replace("MARK", str(home / MARK)), encoding="utf-8")
    return home / "county"


@pytest.mark.parametrize("name", CODE)
def test_what_would_run_is_refused_with_its_line(name: str, tmp_path: Path) -> None:
    found = [f for f in check_county(county(tmp_path, CODE[name])).findings if f.place.file == "mkdocs.yml"]
    assert found and all(f.rule.code in ("C106", "C150") and f.place.line >= 2 and f.hint for f in found)
    assert not (tmp_path / MARK).exists()


@pytest.mark.parametrize("name", ["a tag that calls", "a hook"])
def test_a_build_runs_nothing_unless_trusted(name: str, tmp_path: Path) -> None:
    here = county(tmp_path, f"theme: {{name: material, font: false, custom_dir: {ROOT / 'theme_overrides'}}}\nplugins: [disclosure]\n" + CODE[name])
    done = run("build", "--site", here, "--out", tmp_path / "site")
    assert done.returncode == 1 and "mkdocs.yml:" in done.stdout and "--trust-config" in done.stdout and "Traceback" not in done.stderr
    assert not (tmp_path / MARK).exists() and not (tmp_path / "site").exists()
    done = run("build", "--site", here, "--trust-config", "--out", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / MARK).read_text().strip() == "ran"


def test_the_order_of_pages_is_taken(tmp_path: Path) -> None:
    here = county(tmp_path, "nav:\n  - 关于我们: about.md\n")
    (here / "content" / "zz.md").write_text("# 末页\n", encoding="utf-8")
    site = build(here, tmp_path / "site")
    home = (site / "about.html").read_text(encoding="utf-8")
    assert "关于我们" in home and "末页" not in home
    (here / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")  # without an order: all
    assert "末页" in (build(here, tmp_path / "site") / "about.html").read_text(encoding="utf-8")


def test_a_copy_of_our_settings_changes_nothing(tmp_path: Path) -> None:
    here = county(tmp_path, "")
    (here / "mkdocs.yml").unlink()
    before = contents(build(here, tmp_path / "site"))
    shutil.copy(ROOT / "mkdocs.yml", here)
    assert [f for f in check_county(here).findings if f.rule.code == "C150"] == []
    assert contents(build(here, tmp_path / "site", "--clean")) == before


def test_our_own_settings_are_ours() -> None:
    assert read_county(ROOT).settings is None


WRONG = {
    "": ("C150", 1), "- a\n": ("C150", 1), "site_name: x\nnav: about.md\n": ("C150", 2), "nav:\n  - ../a.md\n": ("C150", 2), "nav:\n  - https://a.cn\n": ("C150", 2),
    "nav:\n  - /etc/a.md\n": ("C150", 2), "nav:\n  - nirgends.md\n": ("C151", 2), "nav:\n  - a: {b: about.md}\n": ("C150", 2), "nav:\n  - {a: about.md, b: about.md}\n": ("C150", 2),
    "nav:\n  - [about.md]\n": ("C150", 2), "site_name: x\nnav: [\n": ("C105", 3), "nav: " + "[" * 50 + "]" * 50: ("C103", 1), "nav: x\nnav: y\n": ("C107", 2),
    "site_name: \xff\n": ("C101", 1),
}


@pytest.mark.parametrize("text", WRONG)
def test_each_fault_has_its_line(text: str, tmp_path: Path) -> None:
    here = county(tmp_path, "")
    (here / "mkdocs.yml").write_bytes(text.encode("latin-1"))
    found = [(f.rule.code, f.place.line) for f in read_county(here).findings if f.place.file == "mkdocs.yml"]
    assert WRONG[text] in found, found


@pytest.mark.parametrize("text", ["---\ntemplate: nirgends.html\n---\n# 甲\n", "[" * 30_001], ids=["template", "brackets"])
def test_a_page_that_cannot_be_made_is_named(text: str, tmp_path: Path) -> None:
    here = county(tmp_path, "")
    (here / "content" / "bombe.md").write_text(text, encoding="utf-8")
    done = run("build", "--site", here, "--out", tmp_path / "site")
    assert done.returncode == 1 and "content/bombe.md" in done.stdout + done.stderr and "程序出了错" not in done.stderr and "Traceback" not in done.stderr


def test_many_definitions_are_a_page_like_any_other(tmp_path: Path) -> None:
    here = county(tmp_path, "")
    (here / "content" / "mingci.md").write_text("".join(f"名{n}\n: 解释\n" for n in range(700)), encoding="utf-8")
    assert "名699<br>\n: 解释" in (build(here, tmp_path / "site") / "mingci.html").read_text(encoding="utf-8")
