"""What MkDocs made for the last build is taken where it would make the same again: whatever makes it print something else must change the mark of what it was told."""
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from built import GOLDEN, ROOT, contents

from disclosure.host.build import run
from disclosure.host.chrome import Chrome
from disclosure.host.frame import Frame, Job
from disclosure.model.fields import Date
from disclosure.read import settings
from disclosure.read.county import read_county

Made = tuple[str | None, dict[tuple[str, str], Chrome], dict[str, bytes]]
"""The mark, the chromes, and what MkDocs wrote."""


def made(site: Path, as_of: Date | None = None, **options: bool) -> Made:
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as out:
        taken: list[Frame] = []
        job = Job(site, read=read_county(site, as_of=as_of), take=taken.append, **options)
        run(site, ROOT, empty, out, job)
        frame, (told,) = Frame(Job(site, read=job.read, **options)), taken
        frame.arrange(told.crumbs)
        assert frame.made_from() == told.made_from()
        return told.made_from(), told.chromes, contents(Path(out))


def written(path: str, text: str) -> Callable[[Path], None]:
    def write(site: Path) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    return write


def put(path: str, old: str, new: str) -> Callable[[Path], None]:
    def write(site: Path) -> None:
        before = (site / path).read_text(encoding="utf-8")
        assert before.count(old) >= 1, path
        (site / path).write_text(before.replace(old, new, 1), encoding="utf-8")
    return write


NEWS = "标题: 县政府办通报公开工作情况\n类型: 工作进展\n日期: 2026-06-20\n单位: minzheng\n正文: |\n  样本县开了会。\n"
COUNTY, ABOUT, DOMAIN, UNITS = "catalogues/county.yml", "content/about.md", "catalogues/domains/shehui-jiuzhu.yml", "catalogues/units.yml"
HEAD = "---\n发布日期: 2026-07-01\n---\n"

SHOWN: dict[str, Callable[[Path], None]] = {
    "what a page says": put(ABOUT, "手写页面", "手写网页"),
    "where a page's link leads": lambda site: (site / "content/files/手写.txt").unlink(),
    "a page that waits": written(ABOUT, HEAD + "# 关于\n"),
    "a page that another waits for": lambda site: (written("content/hou.md", HEAD + "# 以后\n")(site), put(ABOUT, "domains/shehui-jiuzhu.html", "hou.md")(site)),
    "another page": written("content/guide.md", "# 指南\n"),
    "another page of that name": written("content/guide.md", "# 关于本专题\n"),
    "the name of a page": put(ABOUT, "# 关于本专题", "# 关于我们"),
    "the name of a page in the navigation": written("mkdocs.yml", "nav:\n  - 说明: about.md\n"),
    "the order of pages": lambda site: [written(f"content/{n}.md", f"# 第{n}页\n")(site) for n in "12"] + [written("mkdocs.yml", "nav: [2.md, about.md, 1.md]\n")(site)],
    "no chosen order": lambda site: [written(f"content/{n}.md", f"# 第{n}页\n")(site) for n in "12"] + [written("mkdocs.yml", "site_name: 样本县\n")(site)],
    "the county's telephone": put(COUNTY, "0590-7100001", "0590-7100009"),
    "the county's name": put(COUNTY, "名称: 样本县", "名称: 样板县"),
    "the portal": put(COUNTY, "zwgk/zt/", "zt/"),
    "no portal": put(COUNTY, "门户地址: https://www.yangben.example/zwgk/zt/\n", ""),
    "an entry": put(COUNTY, "入口:\n", "入口:\n  数据开放: https://www.yangben.example/sjkf/\n"),
    "the day": put(COUNTY, "截至日期: 2026-06-30", "截至日期: 2026-06-29"),
    "the colour": put(COUNTY, "名称: 样本县\n", "名称: 样本县\n主色: '#11507d'\n"),
    "the scores are public": put(COUNTY, "名称: 样本县\n", "名称: 样本县\n公开评分: 是\n"),
    "the ways to ask": put(COUNTY, "名称: 样本县\n", "名称: 样本县\n申请渠道:\n  - {方式: 当面, 地址: 样本县政府路1号}\n"),
    "the first record of a register": written("catalogues/news/tongbao.yml", NEWS),
    "the only village gone": lambda site: (site / "catalogues/villages/shi-cun.yml").unlink(),
}
"""Edits after which MkDocs prints something else."""
ELSEWHERE: dict[str, Callable[[Path], None]] = {
    "what a matter says": put(DOMAIN, "政策法规文件", "政策文件"),
    "a unit's telephone": put(UNITS, "0590-7100010", "0590-7100019"),
    "a unit's name": put(UNITS, "样本县财政局", "样本县财政和国资局"),
    "what is often asked": put(COUNTY, "常查: [低保, 公示]", "常查: [公示]"),
    "a file that no page names": written("content/files/xin.txt", "新的附件。\n"),
}
"""Edits of which nothing stands in the chrome or in hand-written pages."""


@pytest.fixture(scope="module")
def before() -> Made:
    return made(GOLDEN)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN, tmp_path / "county"))


@pytest.mark.parametrize("edit", SHOWN)
def test_what_mkdocs_would_print_otherwise_is_in_the_mark(before: Made, site: Path, edit: str) -> None:
    SHOWN[edit](site)
    after = made(site)
    assert after[1:] != before[1:] and after[0] != before[0]


@pytest.mark.parametrize("edit", ELSEWHERE)
def test_what_mkdocs_is_not_told_is_not(before: Made, site: Path, edit: str) -> None:
    ELSEWHERE[edit](site)
    after = made(site)
    assert after[1:] == before[1:]
    assert after[0] == before[0]


def test_a_trial_and_a_kiosk_have_their_own(before: Made) -> None:
    marks = [before[0], made(GOLDEN, as_of=Date("2026-06-30"))[0], made(GOLDEN, kiosk=True)[0]]
    assert len({*marks}) == 3


@pytest.mark.parametrize("more", ["plugins:\n  - disclosure\n  - search\n", "hooks: [x.py]\n", "INHERIT: other.yml\n", "copyright: !ENV USER\n", "extra_css: [x.css]\n", "theme: {name: material, custom_dir: mine}\n",
                                  "plugins: [{disclosure: {site: elsewhere}}]\n"])
def test_settings_that_may_run_or_read_more_have_no_mark(more: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = (ROOT / settings.NAME).read_text(encoding="utf-8")
    assert settings.ours_told() == ours
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    monkeypatch.setattr(settings, "ours", settings.ours.__wrapped__)
    key = more.partition(":")[0]
    lines = [line for line in ours.splitlines() if not line.startswith((f"{key}:", "  " if key == "theme" else "\0"))]
    (tmp_path / settings.NAME).write_text("\n".join([*lines, more]), encoding="utf-8")
    assert settings.ours_told() is None


def test_trusted_settings_have_no_mark(site: Path) -> None:
    frame = Frame(Job(site, read=read_county(site), trust=True))
    frame.arrange(())
    assert frame.made_from() is None
