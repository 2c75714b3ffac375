"""Known vulnerabilities of the locked libraries, by pip-audit, which is installed for the occasion into an environment of its own."""
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from disclosure.deliver.fault import Refused
from disclosure.supply.lock import pins
from disclosure.supply.wheels import explained


@dataclass(frozen=True)
class Vulnerability:
    """One known fault of one library; `mended_in` lists the versions without it."""

    library: str
    version: str
    ids: tuple[str, ...]
    mended_in: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    asked: int
    """How many libraries the service knows."""
    unknown: tuple[str, ...]
    """Libraries it could say nothing about."""
    vulnerabilities: tuple[Vulnerability, ...]


def ask(locks: Iterable[Path], own_lock: Path, service: str) -> Report:
    """Asks `service` (pypi or osv) about everything in `locks`; `own_lock` names pip-audit itself.  Raises Refused where no answer can be had."""
    wanted = sorted({f"{pin.name}=={pin.version}\n" for lock in locks for pin in pins(lock)})
    with tempfile.TemporaryDirectory() as folder:
        environment, asked = Path(folder) / "environment", Path(folder) / "asked.txt"
        asked.write_text("".join(wanted), encoding="ascii")
        run([sys.executable, "-m", "venv", str(environment)])
        python = str(environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))
        run([python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--progress-bar", "off", "--no-deps", "--only-binary", ":all:", "--require-hashes",
             "-r", str(own_lock)])
        done = run([python, "-m", "pip_audit", "--requirement", str(asked), "--no-deps", "--disable-pip", "--vulnerability-service", service, "--format", "json",
                    "--progress-spinner", "off"], codes=(0, 1))  # 1: something was found, or it failed; only the report tells
    return read(done.stdout, done.stderr)


def run(command: list[str], codes: tuple[int, ...] = (0,)) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode not in codes:
        raise Refused(f"没有查成：{explained(done.stdout + done.stderr)}。")
    return done


def read(report: str, trouble: str = "") -> Report:
    """pip-audit's JSON report.  Raises Refused, with `trouble` explained, where it is none."""
    try:
        rows = json.loads(report)["dependencies"]
        unknown = tuple(f"{row['name']}（{row['skip_reason']}）" for row in rows if "skip_reason" in row)
        found = tuple(Vulnerability(row["name"], row["version"], (fault["id"], *fault["aliases"]), tuple(fault["fix_versions"]))
                      for row in rows if "skip_reason" not in row for fault in row["vulns"])
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(f"没有查成：{explained(trouble)}。") from error
    return Report(len(rows) - len(unknown), unknown, found)
