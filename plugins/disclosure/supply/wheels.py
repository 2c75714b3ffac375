"""The folder `wheels/`, from which build.py installs on a machine without a network: exactly what the lock names, for any machine."""
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from disclosure.deliver.fault import Refused
from disclosure.supply.lock import pins


def linux(machine: str) -> tuple[str, ...]:
    """What a Linux with glibc 2.28 or newer takes; pip does not know by itself that the newer includes the older."""
    return (*(f"manylinux_2_{minor}_{machine}" for minor in range(28, 16, -1)), f"manylinux2014_{machine}",
            *(f"{name}_{machine}" for name in ("manylinux_2_12", "manylinux2010", "manylinux_2_5", "manylinux1") if machine == "x86_64"))


PLATFORMS = {"windows": ("win_amd64",), "linux": linux("x86_64"), "linux-arm64": linux("aarch64"),
             "macos": ("macosx_14_0_arm64",), "macos-intel": ("macosx_14_0_x86_64",)}
"""A word for `--platform`, and the tags of wheels that such a machine takes."""
TROUBLES = (
    ("DO NOT MATCH THE HASHES", "下载到的组件与锁定的校验值不符，可能被代理改动或没有下完整；请换一个网络或下载源重试"),
    ("NewConnectionError|ConnectTimeout|timed out|name resolution|getaddrinfo|Connection (refused|reset|aborted)|unreachable|Max retries|ProxyError|SSL",
     "连不上下载源；请检查网络，需要代理时设置环境变量 HTTPS_PROXY，用镜像时设置 PIP_INDEX_URL"),
    ("No matching distribution|Could not find a version", "有的组件没有适用于这种电脑和这个 Python 版本的文件；请换用 Python 3.11 至 3.14，或换一个下载源"),
)
"""What pip says, and what to do; the first that fits."""


@dataclass(frozen=True)
class Filled:
    """What a download came to: files there now, and files thrown out because the lock no longer names them."""

    files: int
    size: int
    stale: int


def fill(lock: Path, folder: Path, platform: str | None, python: str | None) -> Filled:
    """Downloads the files of `lock` into `folder`; `platform` (a key of PLATFORMS) and `python` (as 3.12) are this machine's when not given.

    What is there is not fetched again.  An interrupted download leaves the folder as it was.  Raises Refused.
    """
    wanted = pins(lock)
    with tempfile.TemporaryDirectory() as beside:
        # Without the markers: pip judges them by the Python it runs on, not by the one it downloads for.
        plain = Path(beside) / "requirements.txt"
        plain.write_text("".join(f"{p.name}=={p.version} {' '.join(f'--hash=sha256:{h}' for h in p.hashes)}\n" for p in wanted), encoding="ascii")
        fetched = Path(beside) / "wheels"
        have = ["--find-links", str(folder)] if folder.is_dir() else []
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--progress-bar", "off", "--no-deps", "--only-binary", ":all:",
                   "--require-hashes", "--dest", str(fetched), *have, *tags(platform, python), "-r", str(plain)]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
        if done.returncode:
            raise Refused(f"没有准备好 wheels：{explained(done.stdout)}。")
        folder.mkdir(exist_ok=True)
        for file in sorted(fetched.iterdir()):
            shutil.move(file, folder / file.name)
    known = {h for pin in wanted for h in pin.hashes}
    stale = [file for file in folder.glob("*.whl") if hashlib.sha256(file.read_bytes()).hexdigest() not in known]
    for file in stale:
        file.unlink()
    there = list(folder.glob("*.whl"))
    return Filled(len(there), sum(file.stat().st_size for file in there), len(stale))


def tags(platform: str | None, python: str | None) -> list[str]:
    """pip's options for another machine; none for this one."""
    if not platform and not python:
        return []
    if not platform:
        platform = here()
    return [*(word for tag in PLATFORMS[platform] for word in ("--platform", tag)), "--implementation", "cp",
            "--python-version", python or "%d.%d" % sys.version_info[:2]]


def here() -> str:
    """The word for this machine.  Raises Refused where there is none."""
    import platform
    arm = platform.machine().lower() in ("arm64", "aarch64")
    word = {"win32": "windows", "linux": "linux-arm64" if arm else "linux", "darwin": "macos" if arm else "macos-intel"}.get(sys.platform)
    if not word:
        raise Refused("请用 --platform 指明给哪种电脑用。")
    return word


def explained(output: str) -> str:
    for pattern, advice in TROUBLES:
        if re.search(pattern, output):
            return advice
    last = [line for line in output.splitlines() if line.strip()][-1:]
    return last[0].strip() if last else "没有说明原因"
