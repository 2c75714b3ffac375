"""What docs/format.md declares to be enough for a new county is enough, and nothing less is."""
import re
from pathlib import Path

import pytest
from built import ROOT, run

BLOCKS = re.findall(r"^```yaml\n# (catalogues/\S+)\n(.+?)^```", (ROOT / "docs" / "format.md").read_text(encoding="utf-8"), re.M | re.S)


def county(folder: Path, without: str = "") -> Path:
    for name, text in BLOCKS:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(row for row in text.splitlines(keepends=True) if not without or row.strip() != without), encoding="utf-8")
    return folder


def test_the_minimum_passes_and_builds(tmp_path: Path) -> None:
    assert len(BLOCKS) == 3
    done = run("check", "--site", county(tmp_path), "--strict")
    assert done.returncode == 0 and "错误" not in done.stdout and "警告" not in done.stdout, done.stdout
    built = run("build", "--site", tmp_path, "--out", tmp_path / "out")
    assert built.returncode == 0, built.stdout + built.stderr
    assert (tmp_path / "out" / "domains" / "shehui-jiuzhu" / "1.1.html").is_file()


@pytest.mark.parametrize("line", [row.strip() for _, text in BLOCKS for row in text.splitlines() if re.match(r"\s*[^\s-].*: \S", row)])
def test_less_is_not_enough(line: str, tmp_path: Path) -> None:
    assert run("check", "--site", county(tmp_path, without=line)).returncode == 1, line
