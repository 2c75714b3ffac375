"""Lock files, read: what pip is told to install, with the hashes of every file it may take."""
import re
from dataclasses import dataclass
from pathlib import Path

ENTRY = re.compile(r"(?m)^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?P<rest>.*(?:\n[ \t]+.*)*)")


@dataclass(frozen=True)
class Pin:
    """One library in one version."""

    name: str
    version: str
    hashes: tuple[str, ...]
    """SHA-256, hexadecimal, of every file the index holds for this version."""
    wanted_by: tuple[str, ...]
    """Who needs it: names of libraries, or `disclosure (pyproject.toml)` for ourselves."""


def pins(lock: Path) -> list[Pin]:
    """The entries of a lock file written by uv, in its order (by name)."""
    found = []
    for entry in ENTRY.finditer(lock.read_text(encoding="utf-8")):
        comments = re.findall(r"#\s*(?:via\s*)?(.*)", entry["rest"])
        found.append(Pin(entry["name"], entry["version"], tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry["rest"])),
                         tuple(c for c in map(str.strip, comments) if c and not c.startswith("-c "))))
    return found
