"""A fleet on this machine: real counties by the command, and workers that die."""
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from built import ROOT, build, contents, run

from disclosure.fleet import county, pool
from disclosure.fleet.command import orders_of
from disclosure.fleet.county import BUILT, FAILED

from disclosure.read.fleet import read_fleet

from .places import builder, fleet, order, rewrite, spoil
from .workers import builds, eats


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess]:
    """Three counties, the second of them broken and a fourth without a folder; built with two processes."""
    folder = tmp_path_factory.mktemp("three")
    file = fleet(folder, "jia", "yi", "bing", broken="yi")
    file.write_text(file.read_text(encoding="utf-8") + "  - {代号: ding, 文件夹: nirgends, 名称: 丁县}\n", encoding="utf-8")
    return folder, run("fleet", file, "--workers", "2")


def test_the_others_are_built(three) -> None:
    folder, done = three
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stdout + done.stderr
    lines = [line for line in done.stdout.splitlines() if "用时" in line]
    assert [line.partition("，用时")[0] for line in lines] == [
        "jia县（jia）：已生成，19 页，0 个错误，0 个警告", "yi县（yi）：没有生成，1 个错误，0 个警告", "bing县（bing）：已生成，19 页，0 个错误，0 个警告", "丁县（ding）：没有生成"]
    assert "catalogues/domains/jiuzhu.yml:16:5 错误 C202 没有“编呺”这个字段" in done.stdout
    assert "fleet.yml:6:16 错误 C113 文件夹“nirgends”不存在" in done.stdout and "4 个县区，2 个没有生成" in done.stdout
    sites = folder / "sites"
    assert {p.name for p in sites.iterdir()} == {"assets", "bing", "build", "fleet.json", "index.html", "jia", "matters"}
    assert (sites / "build" / "yi" / "scorecard.html").is_file() and not (sites / "yi").exists()


def test_a_site_has_the_bytes_of_a_plain_build(three, tmp_path: Path) -> None:
    folder, _ = three
    assert contents(folder / "sites" / "jia") == contents(build(folder / "counties" / "jia", tmp_path / "site"))


def test_for_programs(three) -> None:
    folder, _ = three
    done = run("fleet", folder / "fleet.yml", "--format", "json", "--workers", "1")
    told = json.loads(done.stdout)
    assert done.returncode == 1 and [f["rule"] for f in told["findings"]] == ["C113"]
    states = {c["id"]: (c["state"], c["site"], c["as_of"], c["matters"], c["counts"] and c["counts"]["error"]) for c in told["counties"]}
    assert states == {"jia": ("built", "jia/index.html", "2026-06-30", 2, 0), "yi": ("refused", None, None, 0, 1), "bing": ("built", "bing/index.html", "2026-06-30", 2, 0),
                      "ding": ("failed", None, None, 0, None)}
    assert "C202" in {f["rule"] for f in told["counties"][1]["findings"]} and told["counties"][0]["scores"]["completeness"] == 1.0
    kept = json.loads((folder / "sites" / "fleet.json").read_text(encoding="utf-8"))
    assert kept["name"] == "示例市" and [c["id"] for c in kept["counties"]] == ["jia", "yi", "bing", "ding"]


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    file = fleet(tmp_path, "jia")
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "mine.txt").touch()
    done = run("fleet", file)
    assert done.returncode == 1 and "不是本命令生成的" in done.stderr and [p.name for p in (tmp_path / "sites").iterdir()] == ["mine.txt"]


def test_a_list_with_faults_builds_nothing(tmp_path: Path) -> None:
    file = fleet(tmp_path, "jia")
    file.write_text(file.read_text(encoding="utf-8") + "邮编: 1\n", encoding="utf-8")
    done = run("fleet", file)
    assert done.returncode == 1 and "C202" in done.stdout and "先改好 fleet.yml" in done.stderr and not (tmp_path / "sites").exists()


@pytest.mark.parametrize("arguments", [("nowhere.yml",), (), ("fleet.yml", "--workers", "2", "--scheduler", "tcp://127.0.0.1:9")])
def test_misuse(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    fleet(tmp_path, "jia")
    done = run("fleet", *arguments, cwd=tmp_path)
    assert done.returncode == 2 and done.stderr.startswith("命令写法不对：") and not (tmp_path / "sites").exists()


def test_a_program_that_is_another_builds_nothing(tmp_path: Path) -> None:
    outcome = county.build_county(order(tmp_path, "jia", program="another"))
    assert outcome.state == FAILED and "不是同一版" in outcome.reason and not (tmp_path / "jia").exists()


# -- workers that die ----------------------------------------------------------------------------
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_worker_that_dies_takes_no_other_county_with_it(tmp_path: Path) -> None:
    codes = ["a", "once", "b", "always", "c", "stumbles", "falls", "d"]
    outcomes = {o.code: o for o in pool.built([order(tmp_path, code) for code in codes], 2, builds)}
    assert {code: o.state for code, o in outcomes.items()} == {code: FAILED if code in ("always", "falls") else BUILT for code in codes}
    assert outcomes["always"].reason == pool.DIED and outcomes["falls"].reason == "读写文件时出了问题。"


def test_one_that_had_not_begun_when_another_died_still_has_two_chances(tmp_path: Path) -> None:
    assert pool.alone(order(tmp_path, "stumbles"), builds, 0, chances=2).state == BUILT
    assert pool.alone(order(tmp_path, "stumbles2"), builds, 0).state == FAILED and pool.alone(order(tmp_path, "falls"), builds, 0, chances=2).state == FAILED


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_worker_killed_while_it_builds(tmp_path: Path) -> None:
    """The county whose process is killed from outside is built after all."""
    file = fleet(tmp_path, "jia")
    env = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}
    with subprocess.Popen([sys.executable, "-P", "-m", "disclosure", "fleet", str(file), "--workers", "1"], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, encoding="utf-8") as going:
        while not (pid := builder(tmp_path / "sites", "jia")):
            assert going.poll() is None, going.stdout.read()
            time.sleep(0.002)
        os.kill(pid, signal.SIGKILL)
        told = going.communicate(timeout=300)[0]
    assert going.returncode == 0, told
    assert (tmp_path / "sites" / "jia" / "index.html").is_file() and not list((tmp_path / "sites").glob("*.lock"))


def test_an_edition_that_stood_stays(three) -> None:
    """A county that fails keeps its site, and the overview says so; what is no longer in the list is not in the overview."""
    folder, _ = three
    before = contents(folder / "sites" / "jia")
    spoil(folder, "jia")
    rewrite(folder, "yi", "domains/jiuzhu.yml", "编呺: 2", "编号: 2")
    file = folder / "fleet.yml"
    file.write_text("\n".join(line for line in file.read_text(encoding="utf-8").split("\n") if "ding" not in line and "bing" not in line), encoding="utf-8")
    done = run("fleet", file)
    assert done.returncode == 1 and "原来的网站没有动" in done.stdout
    assert contents(folder / "sites" / "jia") == before and (folder / "sites" / "yi" / "index.html").is_file() and (folder / "sites" / "bing").is_dir()
    page = (folder / "sites" / "index.html").read_text(encoding="utf-8")
    assert "原来的网站" in page and 'href="jia/index.html"' in page and "bing" not in page


@pytest.mark.parametrize("workers", [1, 2])
def test_a_county_that_never_ends_is_given_up_and_the_others_are_built(workers: int, tmp_path: Path) -> None:
    orders = [replace(order(tmp_path, code), limit=8.0 if code.startswith("hangs") else 600.0) for code in ("hangs1", "a", "hangs2", "b", "c")]
    found = {outcome.code: outcome for outcome in pool.built(orders, workers, builds)}
    assert {code: outcome.state for code, outcome in found.items()} == {"a": BUILT, "b": BUILT, "c": BUILT, "hangs1": FAILED, "hangs2": FAILED}
    assert "还没有生成完" in found["hangs1"].reason and "每县时限" in found["hangs1"].reason


def test_one_that_stumbles_and_then_never_ends(tmp_path: Path) -> None:
    assert pool.alone(replace(order(tmp_path, "hangs"), limit=6.0), builds, 0).reason.startswith("0.1 分钟还没有生成完")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits it")
def test_a_county_that_takes_too_much_memory_fails_alone(tmp_path: Path) -> None:
    found = {outcome.code: outcome.state for outcome in pool.built([order(tmp_path, "eats"), order(tmp_path, "a")], 2, eats, megabytes=2048)}
    assert found == {"eats": FAILED, "a": BUILT}


def test_a_process_ends_itself_where_nobody_does(tmp_path: Path) -> None:
    code = "import re\nfrom disclosure.fleet.county import ended\nwith ended(1.0):\n    re.match('(?:a+)+b', 'a' * 64)\n"
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(ROOT / "plugins")}, capture_output=True, timeout=60)
    assert done.returncode == 1 and done.stderr == b"" and time.monotonic() - started < 50


def test_the_limits_stand_in_the_list(tmp_path: Path) -> None:
    file = fleet(tmp_path, "jia")
    file.write_text(file.read_text(encoding="utf-8") + "每县时限: 3\n每县内存: 1000\n", encoding="utf-8")
    read = read_fleet(file)
    assert read.sound and (read.fleet.minutes, read.fleet.megabytes) == (3, 1000)
    assert [one.limit for one in orders_of(read, tmp_path / "sites", False)] == [180.0]
    file.write_text(file.read_text(encoding="utf-8").replace("时限: 3", "时限: 0"), encoding="utf-8")
    assert not read_fleet(file).sound
