"""Whatever is missing or mangled, there are findings and no traceback: every line of the base county taken away, or cut short, in turn."""
import shutil
from pathlib import Path

import pytest

from disclosure.checking import check_county

BASE = Path(__file__).parent / "base"
FILES = sorted(p.relative_to(BASE).as_posix() for p in (BASE / "catalogues").rglob("*.yml"))


def mangled(text: str, every: int):
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if number % every == 0:
            yield f"line {number + 1} gone", "".join(lines[:number] + lines[number + 1:])
        if number % every == 1 % every and ":" in line:
            yield f"line {number + 1} emptied", "".join([*lines[:number], line.split(":")[0] + ":\n", *lines[number + 1:]])
            yield f"line {number + 1} strange", "".join([*lines[:number], line.split(":")[0] + ": {乱: [1, {二: 三}]}\n", *lines[number + 1:]])


@pytest.mark.parametrize("file", FILES)
def test_nothing_raises(file: str, tmp_path: Path, soak: bool) -> None:
    county = tmp_path / "county"
    shutil.copytree(BASE, county)
    path = county / file
    for what, text in mangled(path.read_text(encoding="utf-8"), 1 if soak else 3):
        path.write_text(text, encoding="utf-8")
        checked = check_county(county)
        assert all(f.message for f in checked.findings), f"{file}: {what}"
