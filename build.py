#!/usr/bin/env python3
"""The one door: makes .venv beside this file, then runs the package inside it.

Standard library only, and only syntax that Python 3.6 can read, so that an old Python gets a sentence and not a
SyntaxError. What the commands do is in `plugins/disclosure`; known here are only those that need more libraries than the
others (NEEDS), because these have to be installed before anything can be imported.

Every command passes here, so what only setting up needs is imported there.
"""

import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "需要 Python 3.11 或更新的版本，现在用的是 %d.%d（%s）。\n"
        "请从 https://www.python.org/downloads/ 下载安装（Windows 安装时勾选“Add python.exe to PATH”），"
        "然后重新运行 python build.py。\n" % (sys.version_info[0], sys.version_info[1], sys.executable)
    )
    sys.exit(1)

import hashlib
import os
import re
from contextlib import contextmanager
from pathlib import Path

WINDOWS = os.name == "nt"
ROOT = Path(os.path.abspath(__file__)).parent  # not resolve(): it turns a mapped Windows drive into a network path
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOG = ROOT / ".venv.log"
WHEELS = ROOT / "wheels"
LOCKS = {"run": ROOT / "requirements.lock", "tables": ROOT / "requirements-tables.lock", "test": ROOT / "requirements-test.lock"}
IS_ALSO = {"run": ("run",), "tables": ("run", "tables"), "test": ("run", "tables", "test")}
NEEDS = {"import": "tables", "assess": "tables", "export": "tables", "test": "test"}  # other commands: run

# A step that fails is explained by the first line whose pattern is in its output.
TROUBLES = r"""
No space left|Errno 28\b|WinError 112\b → 磁盘空间不足，请腾出至少 1 GB 后重试
Long Path|WinError 206\b|[Nn]ame too long → 文件夹的路径太长，请把整个文件夹移到较短的位置（如 D:\公开）后重试
DO NOT MATCH THE HASHES → 下载到的组件与锁定的校验值不符，可能被代理改动或没有下完整；请换一个网络或下载源重试
ensurepip|No module named '?venv → 这个 Python 不完整（缺少 venv），请从 https://www.python.org/downloads/ 安装完整的 Python；Debian、Ubuntu 可先运行 sudo apt-get install python3-venv
CERTIFICATE_VERIFY_FAILED|SSLError|SSL: → 网络的安全证书没有通过验证，多半是单位的代理所致；请向网络管理员索取根证书文件，把环境变量 PIP_CERT 设为它的位置后重试
ProxyError|[Pp]roxy Authentication|Cannot connect to proxy|\b407\b → 连不上代理服务器，请检查环境变量 HTTPS_PROXY 的地址、用户名和密码
NewConnectionError|ConnectTimeout|[Tt]imed out|[Nn]ame resolution|getaddrinfo|Connection (refused|reset|aborted)|Network is unreachable|Max retries|RemoteDisconnected|ProtocolError|IncompleteRead|ENOTFOUND|ECONN → 连不上网络，请检查网络后重试；需要代理时设置环境变量 HTTPS_PROXY，用镜像时设置 PIP_INDEX_URL。不能上网的电脑：在能上网的电脑上，于同样的文件夹里运行 python build.py wheels（系统或 Python 版本不同的，加 --platform、--python），再把得到的 wheels 文件夹拷到本文件夹
[Pp]ermission denied|[Aa]ccess is denied|Read-only|Errno (13|30)\b|WinError (5|32)\b|拒绝访问 → 没有写入的权限，或文件正被别的程序占用；请关闭正在运行的预览和杀毒扫描，确认本文件夹可以写入后重试
No matching distribution|Could not find a version → 没有适用于这个系统和这个 Python 版本的组件；请换用 Python 3.11 至 3.14，或换一个下载源；有 wheels 文件夹时请重新准备它，或删去它改为从网络安装
"""  # noqa: E501


class Trouble(Exception):
    """Something the person at the keyboard has to put right; its text is for them."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def explain(output: str) -> str:
    for line in TROUBLES.strip().splitlines():
        pattern, advice = line.split(" → ")
        if re.search(pattern, output):
            return advice
    last = [line for line in output.splitlines() if line.strip()][-1:]
    return "意外的错误（%s）；请重试，仍不行就把记录发给维护人员" % (last[0].strip() if last else "没有说明")


def environment() -> dict:
    # UTF-8 whatever the Windows code page; PYTHONHOME would send the interpreter of .venv to another library.
    env = dict(os.environ, PYTHONUTF8="1", NO_MKDOCS_2_WARNING="1", PYTHONPATH=str(ROOT / "plugins"))
    env.pop("PYTHONHOME", None)
    return env


def step(command: list, total: int = 0, **variables: str) -> None:
    """Runs one set-up command: its words go to the log, to the terminal only a count."""
    import subprocess

    done, output = 0, []
    with open(LOG, "a", encoding="utf-8") as log:
        log.write("\n> %s\n" % " ".join(map(str, command)))
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        where = {"env": dict(environment(), **variables), "cwd": str(ROOT), "encoding": "utf-8", "errors": "replace"}
        with subprocess.Popen([str(word) for word in command], **pipes, **where) as process:
            for line in process.stdout:
                log.write(line)
                output.append(line)
                if total and sys.stderr.isatty() and line.startswith(("Collecting ", "Processing ")):
                    done += 1
                    print("\r  %d/%d" % (done, total), end="\n" if done == total else "", file=sys.stderr, flush=True)
    if process.returncode:
        raise Trouble(explain("".join(output)))


def digest(kind: str) -> str:
    """What a finished .venv was made from; another folder, Python or lock makes another .venv."""
    project = (ROOT / "pyproject.toml").read_bytes().partition(b"[tool.")[0]  # settings of tools change nothing in .venv
    place = [os.path.normcase(str(ROOT)), sys.base_prefix, "%d.%d" % sys.version_info[:2]]
    made_from = [LOCKS["run"].read_bytes(), LOCKS[kind].read_bytes(), project, *map(os.fsencode, place)]
    return hashlib.sha256(b"\0".join(made_from)).hexdigest()


def ready(kind: str) -> bool:
    try:
        return PYTHON.exists() and (VENV / (kind + ".stamp")).read_text("ascii") == digest(kind)
    except (FileNotFoundError, UnicodeDecodeError):
        return False


@contextmanager
def alone():
    """One set-up at a time, by SQLite's lock: the same on every system, and given up when its holder is killed."""
    import sqlite3

    (ROOT / ".venv.lock").touch()
    database = sqlite3.connect(str(ROOT / ".venv.lock"), timeout=1, isolation_level=None)
    held = told = False
    try:
        while not held:
            try:
                database.execute("BEGIN EXCLUSIVE")
                held = True
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise Trouble("锁文件 .venv.lock 用不了（%s）；请把文件夹移到本机磁盘后重试" % error) from error
                if not told:
                    say("另一个窗口正在准备运行环境，等它完成……")
                told = True
        yield
    finally:
        database.close()


def create() -> None:
    import shutil

    # Renamed first: on Windows that fails, harmlessly, while a program inside is running; a deletion would stop half-way.
    if os.path.lexists(str(VENV)):
        os.replace(str(VENV), str(ROOT / (".venv-old-%d" % os.getpid())))
    for old in ROOT.glob(".venv-old-*"):
        shutil.rmtree(str(old), ignore_errors=True)
    command = [sys._base_executable, "-m", "venv", VENV]
    try:
        step(command)
    except Trouble:  # Debian splits venv off its Python
        if not apt("python3-venv", "python%d.%d-venv" % sys.version_info[:2]):
            raise
        step([*command, "--clear"])


def install(lock: Path, project: bool) -> None:
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--progress-bar", "off", "--no-deps"]
    source = ["--no-index", "--find-links", WHEELS] if WHEELS.is_dir() else []
    total = len(re.findall(r"(?m)^[\w.-]+==", lock.read_text("utf-8")))
    say("正在安装 %d 个组件（%s）……" % (total, "取自 wheels 文件夹" if source else "从网络下载，约需一两分钟"))
    step([*pip, *source, "--only-binary", ":all:", "--require-hashes", "-r", lock], total, PIP_USER="0")
    if project:
        step([*pip, "--no-index", "--no-build-isolation", "--editable", ROOT], PIP_USER="0")
        import sysconfig

        # Python 3.11 and 3.12 read .pth files in the code page of Windows, which a Chinese folder name does not survive.
        packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV), "platbase": str(VENV)}))
        for pth in packages.glob("*disclosure*.pth"):
            pth.write_text(os.path.relpath(str(ROOT / "plugins"), str(packages)) + "\n", "ascii")


def prepare(kind: str) -> None:
    if ready(kind):
        return
    if os.path.normcase(sys.prefix) == os.path.normcase(str(VENV)):  # .venv's own Python cannot replace itself
        import subprocess

        sys.exit(subprocess.call([sys._base_executable, *sys.argv]))
    with alone():
        if ready(kind):
            return
        fresh = not ready("run")
        LOG.unlink(missing_ok=True)
        if fresh:
            say("正在准备运行环境，只在第一次和更新之后需要：%s" % VENV)
            create()
        install(LOCKS[kind], project=fresh)
        for done in IS_ALSO[kind]:
            (VENV / (done + ".stamp")).write_text(digest(done), "ascii")
        say("运行环境已就绪。")


def apt(*packages: str) -> bool:
    """Debian as root (a CI machine) is the only place where this file installs programs."""
    import shutil

    if WINDOWS or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say("正在安装系统组件：%s……" % " ".join(packages))
    try:
        step(["apt-get", "update"])
        step(["apt-get", "install", "-y", "--no-install-recommends", *packages], DEBIAN_FRONTEND="noninteractive")
    except Trouble as trouble:
        say("没有装上：%s" % trouble)
        return False
    return True


def installed_browser() -> str:
    import shutil

    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
    places = [shutil.which(name) for name in names]
    for folder in filter(None, map(os.environ.get, ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData"))):
        places += [folder + r"\Google\Chrome\Application\chrome.exe", folder + r"\Microsoft\Edge\Application\msedge.exe"]
    places += ["/Applications/%s.app/Contents/MacOS/%s" % (name, name) for name in ("Chromium", "Google Chrome", "Microsoft Edge")]
    return next((place for place in places if place and os.path.isfile(place)), "")


def browser() -> str:
    """The Chromium for the tests, fetched where there is none; without one the tests do not start."""
    import shutil
    import subprocess

    found = os.environ.get("CHROMIUM") or installed_browser() or (apt("chromium", "fonts-noto-cjk") and installed_browser())
    if not found:
        say("没有找到 Chromium、Chrome 或 Edge，正在下载 Chromium……")
        ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
        try:
            step([PYTHON, "-m", "playwright", "install", "chromium"])
            found = subprocess.check_output([str(PYTHON), "-c", ask], env=environment(), encoding="utf-8").strip()
        except (Trouble, subprocess.CalledProcessError) as error:
            raise Trouble("没有页面测试用的浏览器；请安装 Chrome、Edge 或 Chromium，或用环境变量 CHROMIUM 指明它的位置") from error
    if not os.path.isfile(found):
        raise Trouble("环境变量 CHROMIUM 指的浏览器不存在：%s" % found)
    if shutil.which("fc-list") and not subprocess.check_output(["fc-list", ":lang=zh"]) and not apt("fonts-noto-cjk"):
        say("注意：系统没有中文字体，页面测试可能因此不通过。")
    return found


def companions() -> None:
    """The servers that the tests publish to, and Firefox.  Where one cannot be had, the tests that need it fail and say so."""
    import shutil

    programs = {"nginx": "nginx-light", "sshd": "openssh-server", "vsftpd": "vsftpd"}
    missing = [package for name, package in programs.items() if not shutil.which(name) and not os.path.exists("/usr/sbin/" + name)]
    if missing and sys.platform == "linux":
        apt(*missing)
    if sys.platform == "linux" and not (os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")):
        apt("firefox-esr")


def main(args: list) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    testing = args[:1] == ["test"]
    try:
        prepare(NEEDS.get(args[0] if args else "", "run"))
        env = environment()
        # -P: a file in the current folder must not stand in for a library of the same name.
        command = [str(PYTHON), "-P", "-m", "disclosure", *args]
        if testing:
            env["CHROMIUM"] = browser()
            companions()
            os.chdir(str(ROOT))
            # A file's fixtures are made once: loadfile. Options given by hand come later and win.
            command = [str(PYTHON), "-m", "pytest", "-n", "auto", "--dist", "loadfile", *args[1:]]
    except (Trouble, OSError) as error:
        reason = explain(str(error)) if isinstance(error, OSError) else str(error)
        say("准备没有完成：%s。%s" % (reason.rstrip("。"), "详细记录：%s" % LOG if LOG.exists() else ""))
        return 1
    except KeyboardInterrupt:
        say("已取消。")
        return 130
    if not WINDOWS:
        os.execve(command[0], command, env)
    import signal
    import subprocess

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the child's to answer
    return subprocess.call(command, env=env)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
