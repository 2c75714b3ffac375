"""Counties for the reader's tests: the small base county of tests/cases/base, with files put over it."""
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from disclosure.model.fields import Record
from disclosure.model.finding import Finding
from disclosure.read.county import Reading, read_county

CASES = Path(__file__).parent.parent / "cases"
BASE = CASES / "base"


def reading(folder: Path, files: Mapping[str, str | bytes | None]) -> Reading:
    """Reads the base county with `files` put over it in `folder`; None takes a file away."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    for path, content in files.items():
        file = folder / path
        if content is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_county(folder)


def line(finding: Finding) -> str:
    """A finding as the cases write it."""
    return f"{finding.place} {finding.rule.severity} {finding.rule.code} {finding.message}"


def at(root: Any, path: str) -> Any:
    """What stands at a path such as domains.jiuzhu.items.0.name, plain enough to be written in a case."""
    for step in path.split("."):
        if isinstance(root, Mapping):
            root = root[step]
        elif isinstance(root, tuple | list) and step.isdigit():
            root = root[int(step)]
        else:
            root = getattr(root, step)
    return shown(root)


def shown(value: Any) -> Any:
    if isinstance(value, Record):
        return value.id
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return [shown(v) for v in value.values()]
    if type(value) in (tuple, list):
        return [shown(v) for v in value]
    return str(value) if not hasattr(value, "_fields") or type(value).__str__ is not tuple.__str__ else [shown(v) for v in value]
