"""The pipeline for GitHub, executed step by step in a clone of this repository, as it is with a county's own catalogues in it."""
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .runner import ROOT, machine, run, workflow

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the runner of the pipeline is a Linux machine with bash")
WORKFLOW = ".github/workflows/county.yml"
FAULT = "catalogues/domains/shehui-jiuzhu.yml"


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=示例", "-c", "user.email=shili@example.invalid", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"]
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def origin(tmp_path_factory) -> Path:
    """The county's repository: all that is under version control here, with the catalogues of the miniature county."""
    folder = tmp_path_factory.mktemp("pipeline") / "origin"
    for name in git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        if name and not name.startswith(("catalogues/", "content/", "editions/", "tests/", "docs/")) and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for name in ("catalogues", "content"):
        shutil.copytree(ROOT / "tests" / "county" / name, folder / name)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "本县的目录")
    return folder


@pytest.fixture
def clone(origin, tmp_path) -> Path:
    git(tmp_path, "clone", "-q", str(origin), "clone")
    return tmp_path / "clone"


@pytest.fixture
def go(clone, tmp_path, soak):
    path = machine(tmp_path / "bin", clone, real=soak)
    aside = tmp_path / "aside"
    aside.mkdir()

    def start(event: str, variables: dict[str, str] | None = None, secrets: dict[str, str] | None = None):
        return run(workflow(WORKFLOW), event, clone, aside, path, {"vars": variables or {}, "secrets": secrets or {}})
    return start


def change(clone: Path, old: str, new: str) -> int:
    """A proposed change on a branch of its own; returns its line."""
    git(clone, "switch", "-q", "-c", "xiugai")
    file = clone / FAULT
    text = file.read_text("utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), "utf-8", newline="\n")
    git(clone, "commit", "-q", "-am", "改一处")
    return text[: text.index(old)].count("\n") + 1


def test_a_fault_is_shown_at_its_line_and_nothing_is_built(clone, go):
    line = change(clone, "修订日期: ", "修订日期: 昨天 ")
    (job,) = go("pull_request", {"PUBLISH_TARGET": str(clone.parent / "portal")}).values()
    assert re.search(rf"^::error file={re.escape(FAULT)},line={line},.*::.*修订日期", job.output, re.MULTILINE), job.output
    assert [code for _, code in job.steps] == [123, 1]  # xargs says 123 where its command failed
    assert job.kept is None
    assert not (clone.parent / "portal").exists()


def test_a_good_change_is_built_as_a_preview_and_not_published(clone, go):
    change(clone, "监督检查", "监督检查和投诉")
    (job,) = go("pull_request", {"PUBLISH_TARGET": str(clone.parent / "portal")}).values()
    assert not job.failed, job.output
    assert (job.kept / "index.html").is_file()
    assert "监督检查和投诉" in (job.kept / "domains" / "shehui-jiuzhu.html").read_text("utf-8")
    assert not (clone.parent / "portal").exists()


def test_what_is_merged_is_published(clone, go):
    portal = clone.parent / "portal"
    (job,) = go("push", {"PUBLISH_TARGET": str(portal)}).values()
    assert [code for _, code in job.steps] == [0], job.output
    assert (portal / "current" / "index.html").is_file()
    manifest = json.loads((portal / "current" / "manifest.json").read_text("utf-8"))
    assert str(manifest["sequence"]) == git(clone, "log", "-1", "--format=%ct").strip()


def test_a_copy_without_settings_publishes_nothing(go):
    assert go("push") == {}


def test_key_and_fingerprints_reach_the_program_as_files_and_the_log_not_at_all(clone, go):
    (job,) = go("push", {"PUBLISH_TARGET": "sftp://zwgk@127.0.0.1:9/zwgk"}, {"SFTP_KEY": "PRIVATE-KEY", "SFTP_KNOWN_HOSTS": "127.0.0.1 ssh-ed25519 AAAA"}).values()
    aside = clone.parent / "aside"
    assert (aside / "key").read_text() == "PRIVATE-KEY\n" and (aside / "key").stat().st_mode & 0o077 == 0
    assert (aside / "known_hosts").read_text().startswith("127.0.0.1")
    assert job.failed and "PRIVATE-KEY" not in job.output and "Traceback" not in job.output
