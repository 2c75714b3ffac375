"""A build takes from the last one what would come out the same: fewer files are made, and every byte is that of a build that knows nothing of it."""
import pickle
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from built import GOLDEN, ROOT, contents, run

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
}
"""What is edited, one after the other."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("again")
    shutil.copytree(GOLDEN, home / "county")
    built(home, "site")
    return home


def built(home: Path, out: str, *options: str) -> None:
    done = run("build", "--site", home / "county", "--out", home / out, *options, XDG_CACHE_HOME=str(home / "cache"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_edits_one_after_the_other(home: Path) -> None:
    for edit, change in EDITS.items():
        change(home / "county")
        built(home, "site")
        built(home, "anew", "--clean")
        assert contents(home / "site") == contents(home / "anew"), edit
        assert len(kept(home, "site")) == len(kept(home, "anew")) > 20, edit


def kept(home: Path, out: str) -> dict:
    """What the next build into a folder may take."""
    path = Standing(home / "county", home / out, ROOT, []).path
    return pickle.loads(pickle.loads((home / "cache" / "disclosure" / path.name).read_bytes()).pages).made
