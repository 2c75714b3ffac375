"""The same source gives the same bytes, wherever, whenever and by whichever door it is built."""
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from built import GOLDEN, ROOT, build, contents, run

from disclosure.deliver.manifest import NAME


def differing(a: dict[str, bytes], b: dict[str, bytes]) -> list[str]:
    return sorted(path for path in a.keys() | b.keys() if a.get(path) != b.get(path))


def sequences(a: dict[str, bytes], b: dict[str, bytes]) -> tuple[int, int]:
    """What may differ between two manifests of the same source, and nothing else: 截至日期 or the commit, unless somebody told it."""
    one, other = (json.loads(site[NAME]) for site in (a, b))
    assert (one["files"], one["edition"]) == (other["files"], other["edition"])
    return one["sequence"], other["sequence"]


@pytest.fixture(scope="module")
def plainly(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return contents(build(GOLDEN, tmp_path_factory.mktemp("plain") / "site"))


def test_whatever_the_clock_zone_locale_seed_and_folder(tmp_path: Path, plainly: dict[str, bytes]) -> None:
    elsewhere = tmp_path / "另一个 文件夹"
    shutil.copytree(GOLDEN, elsewhere / "县")
    for path in elsewhere.rglob("*"):
        os.utime(path, (981173106, 981173106))
    out = build(elsewhere / "县", elsewhere / "出 来", cwd=tmp_path, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="4711",
                SOURCE_DATE_EPOCH="86400", HOME=str(tmp_path))
    assert differing(plainly, contents(out)) == [NAME]
    assert sequences(plainly, contents(out))[1] == 86400


def test_mkdocs_build_gives_the_same_site(tmp_path: Path, plainly: dict[str, bytes]) -> None:
    site = tmp_path / "county"
    shutil.copytree(GOLDEN, site)
    shutil.copy(ROOT / "mkdocs.yml", site)
    shutil.copytree(ROOT / "theme_overrides", site / "theme_overrides")
    env = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=site, env=env, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    assert differing(plainly, contents(site / "site")) in ([], [NAME])  # a folder outside the repository knows no commit
    sequences(plainly, contents(site / "site"))


def test_mkdocs_refuses_what_build_refuses(tmp_path: Path) -> None:
    site = tmp_path / "county"
    shutil.copytree(GOLDEN, site)
    shutil.copy(ROOT / "mkdocs.yml", site)
    shutil.copytree(ROOT / "theme_overrides", site / "theme_overrides")
    (site / "catalogues" / "county.yml").write_text("名称: 缺截至日期\n", encoding="utf-8")
    env = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=site, env=env, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode != 0 and "个错误，没有生成网站" in done.stderr
    assert not (site / "site" / "index.html").exists()


def test_a_time_that_is_empty_is_none(tmp_path: Path, plainly: dict[str, bytes]) -> None:
    assert differing(plainly, contents(build(GOLDEN, tmp_path / "site", SOURCE_DATE_EPOCH=""))) == []


@pytest.mark.parametrize("told", ["gestern", "-1", "1e9", " ", "１２３", "253402300800", "9" * 40])
def test_a_time_that_is_none_is_refused_in_a_sentence(told: str, tmp_path: Path) -> None:
    done = run("build", "--site", GOLDEN, "--out", tmp_path / "site", SOURCE_DATE_EPOCH=told)
    assert done.returncode == 1 and "SOURCE_DATE_EPOCH" in done.stderr and "不能用" in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr
    assert not (tmp_path / "site").exists()


def test_mkdocs_refuses_it_too(tmp_path: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "gestern"}
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-d", tmp_path / "site"], cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1 and "SOURCE_DATE_EPOCH" in done.stderr and "Traceback" not in done.stderr


def test_built_again_nothing_is_rewritten(tmp_path: Path) -> None:
    site = tmp_path / "county"
    shutil.copytree(GOLDEN, site)
    out = build(site, tmp_path / "site")
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()}
    domain = site / "catalogues" / "domains" / "shehui-jiuzhu.yml"
    domain.write_text(domain.read_text(encoding="utf-8") + "# 一个不影响网页的注释\n", encoding="utf-8")
    build(site, out)
    assert {p: p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()} == before
