"""build.py as an editor meets it: really started, in a folder with a space and Chinese characters, without a network."""

import ast
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from .project import PYPROJECT, REPOSITORY, Project

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A project after two first runs that were started at once, with what each of them said."""
    project = Project(tmp_path_factory.mktemp("launcher") / "示例 县")
    runs = [project.start("check", "--strict", "文件.yml", STUB_EXIT="3") for _ in range(2)]
    return project, [(*run.communicate(timeout=120), run.returncode) for run in runs]


@pytest.fixture
def project(first):
    return first[0]


@pytest.fixture
def copy(project, tmp_path):
    """The finished project in another folder, told that it belongs there: a first run costs seconds."""
    copy = object.__new__(Project)
    copy.folder = tmp_path / "副本 县"
    shutil.copytree(project.folder, copy.folder, symlinks=True)
    (copy.venv / "run.stamp").write_text(load(copy)["digest"]("run"), "ascii")
    return copy


def load(project: Project) -> dict:
    return runpy.run_path(str(project.folder / "build.py"))


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.suffix != ".pyc"}


def test_two_first_runs_at_once_make_one_environment(first):
    project, runs = first
    said = [err for _, err, _ in runs]
    assert sum("正在安装" in err for err in said) == 1
    assert all(CHINESE.search(err) and "Traceback" not in err for err in said), said
    assert [code for *_, code in runs] == [3, 3]
    assert not list(project.folder.glob(".venv-old-*"))


def test_child_gets_arguments_folder_and_environment_and_owns_standard_output(first, tmp_path):
    project, runs = first
    for out, _, _ in runs:
        seen = json.loads(out)  # nothing but the child's own line
        assert seen["args"] == ["check", "--strict", "文件.yml"]
        assert Path(seen["cwd"]) == project.folder
        assert Path(seen["prefix"]) == project.venv
        assert seen["plugins"] == ["disclosure.host.plugin:DisclosurePlugin"]
        assert seen["env"] == {"PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    elsewhere = project.run("build", cwd=tmp_path)
    assert Path(json.loads(elsewhere.stdout)["cwd"]) == tmp_path


def test_installed_from_wheels_alone(project):
    assert "--no-index" in project.log
    assert "127.0.0.1:9" not in project.log


def test_later_run_says_nothing_and_needs_no_pip(project):
    before = files(project.folder)
    pip = next(project.venv.rglob("site-packages/pip"))
    hidden = pip.rename(pip.with_name("pip-hidden"))
    later = project.run()
    hidden.rename(pip)
    assert (later.returncode, later.stderr) == (0, "")
    assert json.loads(later.stdout)["args"] == []
    assert files(project.folder) == before


def test_file_in_current_folder_does_not_stand_in_for_a_library(project, tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit('wrong json')", "utf-8")
    assert project.run("build", cwd=tmp_path).returncode == 0


def test_path_of_the_package_survives_every_code_page(project):
    """Read by Python 3.11 and 3.12 in the code page of Windows, whatever it is."""
    pth = next(project.venv.rglob("*disclosure*.pth"))
    line = pth.read_bytes().decode("ascii").strip()
    assert (pth.parent / line).resolve() == (project.folder / "plugins").resolve()


def test_test_command_adds_its_tools_and_hands_over_a_browser(copy):
    before = files(copy.venv)
    done = copy.run("test", "--soak", "-k", "名称", CHROMIUM=sys.executable)
    seen = json.loads(done.stdout)
    assert seen["args"][-3:] == ["--soak", "-k", "名称"]
    assert seen["chromium"] == sys.executable
    assert Path(seen["cwd"]) == copy.folder
    assert "正在准备运行环境" not in done.stderr  # what was there is kept
    assert before < files(copy.venv)
    missing = copy.run("test", CHROMIUM=str(copy.folder / "没有"))
    assert (missing.returncode, missing.stdout) == (1, "")
    assert "CHROMIUM" in missing.stderr


def test_libraries_of_tables_come_with_the_first_command_that_needs_them(copy):
    assert not list(copy.venv.rglob("tabular.py"))
    assert copy.run("build").stderr == ""
    first = copy.run("import", "表.xlsx")
    assert "正在安装" in first.stderr and "正在准备运行环境" not in first.stderr
    assert list(copy.venv.rglob("tabular.py"))
    for command in ("export", "assess", "build"):
        assert copy.run(command).stderr == "", command


@pytest.mark.skipif(os.name == "nt", reason="apt-get is Debian's")
def test_missing_browser_is_installed_or_the_tests_do_not_start(project, tmp_path, monkeypatch):
    launcher = load(project)
    bin = tmp_path / "bin"
    bin.mkdir()
    monkeypatch.setenv("PATH", str(bin))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(os.path, "isfile", lambda path: Path(path).parent == bin and Path(path).exists())
    with pytest.raises(launcher["Trouble"], match="没有页面测试用的浏览器"):
        launcher["browser"]()

    apt = bin / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$DEBIAN_FRONTEND $@"\ntest "$1" = update || /bin/cp "$0" {bin}/chromium\n', "utf-8")
    apt.chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert launcher["browser"]() == str(bin / "chromium")
    assert "noninteractive install -y --no-install-recommends chromium fonts-noto-cjk" in project.log
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("FIREFOX", "here")
    launcher["companions"]()
    assert "firefox" not in project.log
    monkeypatch.delenv("FIREFOX")
    launcher["companions"]()
    assert "noninteractive install -y --no-install-recommends firefox-esr" in project.log


def test_environment_of_a_moved_folder_is_remade_even_when_its_own_python_starts_it(project, tmp_path):
    moved = object.__new__(Project)
    moved.folder = tmp_path / "moved 到此"
    shutil.copytree(project.folder, moved.folder, symlinks=True)
    python = moved.venv / load(project)["PYTHON"].relative_to(project.venv)
    done = moved.run("build", python=str(python))
    assert done.returncode == 0, done.stderr
    assert "正在准备运行环境" in done.stderr
    assert Path(json.loads(done.stdout)["prefix"]) == moved.venv
    assert not list(moved.folder.glob(".venv-old-*"))


@pytest.mark.parametrize("harm", ["stamp", "python", "lock", "pyproject", "folder"])
def test_harm_is_noticed(copy, harm):
    launcher = load(copy)
    assert launcher["ready"]("run")
    if harm == "stamp":
        (copy.venv / "run.stamp").write_text("半", "utf-8")
    elif harm == "python":
        launcher["PYTHON"].unlink()
    elif harm == "folder":
        shutil.rmtree(copy.venv)
    elif harm == "lock":
        (copy.folder / "requirements.lock").write_text("needed==1.1", "utf-8")
    else:
        (copy.folder / "pyproject.toml").write_text(PYPROJECT.replace("0.1.0", "0.2.0"), "utf-8")
    assert not launcher["ready"]("run")


def test_settings_of_tools_do_not_remake_the_environment(copy):
    with (copy.folder / "pyproject.toml").open("a", encoding="utf-8") as pyproject:
        pyproject.write("[tool.ruff]\nline-length = 100\n")
    assert load(copy)["ready"]("run")


def test_without_network_one_paragraph_says_what_to_do(copy):
    shutil.rmtree(copy.wheels)
    done = copy.run("test", PIP_RETRIES="1")
    assert (done.returncode, done.stdout) == (1, "")
    last = done.stderr.splitlines()[-1]
    assert "连不上网络" in last and "HTTPS_PROXY" in last and "wheels" in last and ".venv.log" in last
    assert "Traceback" not in done.stderr
    assert copy.run("build").returncode == 0  # what was there still works


def test_wheel_that_is_not_the_locked_one_is_refused(copy):
    lock = copy.folder / "requirements-test.lock"
    lock.write_text(re.sub(r"(pytest.*sha256:)\w+", r"\g<1>" + "0" * 64, lock.read_text("utf-8")), "utf-8")
    done = copy.run("test")
    assert done.returncode == 1
    assert "校验值不符" in done.stderr


@pytest.mark.parametrize(
    ("output", "advice"),
    [
        ("OSError: [Errno 28] No space left on device", "磁盘空间不足"),
        ("PermissionError: [WinError 5] 拒绝访问。: '.venv'", "没有写入的权限"),
        ("PermissionError: [WinError 32] 另一个程序正在使用此文件", "没有写入的权限"),
        ("HINT: This error might have occurred since this system does not have Windows Long Path support enabled.", "路径太长"),
        ("Cannot connect to proxy., OSError('Tunnel connection failed: 407 Proxy Authentication Required')", "代理"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed", "PIP_CERT"),
        ("The virtual environment was not created successfully because ensurepip is not available.", "python3-venv"),
        ("ERROR: No matching distribution found for nh3==0.3", "3.11 至 3.14"),
        ("something nobody thought of", "something nobody thought of"),
    ],
)
def test_each_trouble_has_its_advice(tmp_path, output, advice):
    shutil.copy(REPOSITORY / "build.py", tmp_path)
    assert advice in runpy.run_path(str(tmp_path / "build.py"))["explain"](output)


def test_folder_without_write_permission(tmp_path, monkeypatch, capsys):
    launcher = load(Project(tmp_path / "只读"))

    def refuse(self, *_):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "touch", refuse)  # root, as on a CI machine, may write everywhere
    assert launcher["main"](["check"]) == 1
    assert "没有写入的权限" in capsys.readouterr().err


def test_old_python_can_read_the_file_and_says_what_it_needs(tmp_path):
    source = (REPOSITORY / "build.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 6))
    head = source[: source.index("import hashlib")]
    pretence = "import sys\nsys.version_info = (3, 6, 15)\n"
    (tmp_path / "head.py").write_text(pretence + head.split('"""', 2)[2], "utf-8")
    done = subprocess.run(
        [sys.executable, tmp_path / "head.py"], capture_output=True, encoding="ascii", env={**os.environ, "PYTHONIOENCODING": "ascii"}
    )
    assert done.returncode == 1
    told = done.stderr.encode().decode("unicode_escape")
    assert "需要 Python 3.11" in told and "3.6" in told and "python.org" in told


def test_windows_door_is_plain():
    door = (REPOSITORY / "build.cmd").read_bytes()
    text = door.decode("ascii")
    assert text.count("\n") == text.count("\r\n")
    assert '"%~dp0build.py" %*' in text
    desk = (REPOSITORY / "desk.cmd").read_bytes().decode("ascii")
    assert desk.count("\n") == desk.count("\r\n") and 'call "%~dp0build.cmd" desk %*' in desk


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"(?m)^([\w.-]+)==(\S+)", (REPOSITORY / lock).read_text("utf-8")))


def test_locks_contain_one_another():
    run, fleet, tables, test = (pins(f"requirements{kind}.lock") for kind in ("", "-fleet", "-tables", "-test"))
    assert run and run.items() <= fleet.items() <= test.items() >= tables.items() >= run.items()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock", "requirements-fleet.lock", "requirements-tables.lock"])
def test_lock_is_hashed_names_no_place_and_covers_the_project(name):
    text = (REPOSITORY / name).read_text("utf-8")
    assert "://" not in text
    assert all("--hash=sha256:" in entry for entry in re.split(r"(?m)^(?=[\w.-]+==)", text)[1:])
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra, lines in project["optional-dependencies"].items():
        wanted += lines if extra in name or "test" in name else []
    assert {re.match(r"[\w-]+", line)[0].lower() for line in wanted} <= pins(name).keys()
