"""A build takes from the last one what would come out the same: fewer files are made, and every byte is that of a build that knows nothing of it."""
import pickle
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from built import GOLDEN, ROOT, contents, run

from disclosure.host.again import Pages
from disclosure.host.standing import Standing

DOMAIN = "catalogues/domains/shehui-jiuzhu.yml"
NEW = """
  - 编号: 9.9
    一级事项: 新设
    名称: 新设的事项
    内容: 新设事项的内容
    依据: 《政府信息公开条例》第二十一条
    主体: [minzheng]
    层级: [县级, 乡级]
"""


def changed(path: str, pattern: str, text: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        before = (site / path).read_text(encoding="utf-8")
        after = re.sub(pattern, text, before, count=1, flags=re.M)
        assert after != before
        (site / path).write_text(after, encoding="utf-8")
    return change


EDITS: dict[str, Callable[[Path], None]] = {
    "what a matter says": changed(DOMAIN, "公示名单", "公示名单和举报电话"),
    "a matter more": lambda site: (site / DOMAIN).write_text((site / DOMAIN).read_text(encoding="utf-8").rstrip() + NEW, encoding="utf-8"),
    "a unit's name": changed("catalogues/units.yml", "名称: 样本县财政局", "名称: 样本县财政和国资局"),
    "a village elsewhere": changed("catalogues/villages/shi-cun.yml", "乡镇: 西街街道", "乡镇: 东乡"),
    "a file more": lambda site: (site / "content/files/geng.txt").write_text("又一个附件。\n", encoding="utf-8"),
    "the edition": changed("catalogues/county.yml", "^截至日期: .*$", "截至日期: 2026-11-21"),
    "a page written by hand": changed("content/about.md", r"\Z", "\n又写了一段。\n"),
    "a village gone": lambda site: (site / "catalogues/villages/shi-cun.yml").unlink(),
    "the first of a register": lambda site: put(site / "catalogues/news/tongbao.yml", "标题: 通报\n类型: 工作进展\n日期: 2026-06-20\n单位: minzheng\n正文: 开了会。\n"),
    "what the navigation calls a page": lambda site: put(site / "mkdocs.yml", "nav:\n  - 说明: about.md\n"),
    "what another matter is called, in words that are new": changed(DOMAIN, "名称: 审核信息", "名称: 理发面积核准后的审核信息"),
    "everyday words": changed("catalogues/county.yml", "^  低保: .*$", "  低保: 最低生活保障\n  养老钱: 公示"),
    "what that matter says now": changed(DOMAIN, "公示名单和", "公示的名单和"),
    "all of that undone": lambda site: (shutil.rmtree(site), shutil.copytree(GOLDEN, site)),
}
"""What is edited, one after the other."""
BY_MKDOCS = {"the edition", "a page written by hand", "a village gone", "the first of a register", "what the navigation calls a page", "all of that undone"}
"""The edits after which the chrome or a hand-written page is another one; else MkDocs is not even imported."""

IDLE = {"pypinyin", "urllib.request", "email", "importlib.metadata", "concurrent.futures"}
"""What an edit of a catalogue has no use for."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("again")
    shutil.copytree(GOLDEN, home / "county")
    built(home, "site")
    return home


def put(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def built(home: Path, out: str, *options: str) -> set[str]:
    """Builds; returns which libraries were imported."""
    done = run("build", "--site", home / "county", "--out", home / out, *options, XDG_CACHE_HOME=str(home / "cache"), PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0, done.stdout + done.stderr
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


def test_edits_one_after_the_other(home: Path) -> None:
    for edit, change in EDITS.items():
        change(home / "county")
        imported = built(home, "site")
        built(home, "anew", "--clean", "--office", str(home / "office"))  # else the scorecard would no longer be as the build of the site left it
        assert ("mkdocs" in imported) == (edit in BY_MKDOCS), edit
        assert "mkdocs" in imported or not (IDLE & imported), (edit, IDLE & imported)
        assert contents(home / "site") == contents(home / "anew"), edit
        site, anew = kept(home, "site"), kept(home, "anew")
        assert len(site.made) == len(anew.made) > 20, edit
        assert (site.runs.pages, site.runs.all) == (anew.runs.pages, anew.runs.all), edit
        assert (site.words, site.known, site.proved) == (anew.words, anew.known, anew.proved), edit


def kept(home: Path, out: str) -> Pages:
    """What the next build into a folder may take."""
    path = Standing(home / "county", home / out, ROOT, []).path
    return pickle.loads(pickle.loads((home / "cache" / "disclosure" / path.name).read_bytes()).pages)
