"""Asking for one file changes only the time: the findings in it are those of the whole county, whatever other files say."""
import random
import shutil
from pathlib import Path

import pytest

from disclosure.checking import check_county

ROOT = Path(__file__).parents[2]
FAULTS = ("同上", "XX省", "口政府网站", "身份证号 110105194912310021", "《中华人民共和国执业医师法》", "某〔2020）1号", "https://10.1.2.3/a.", "《社会救助暂行办法》（国务院令第650号）", "机密★")
"""Put behind values here and there: what they say may also depend on other files."""


def spoil(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    for path in sorted([*(folder / "catalogues").rglob("*.yml"), *(folder / "content").rglob("*.md")]):
        lines = path.read_text(encoding="utf-8").split("\n")
        ends = [n for n, line in enumerate(lines) if line[-1:] > "\u4e00" and line[0] == " "]
        for n in chance.sample(ends, min(3, len(ends))):
            lines[n] += chance.choice(FAULTS)
        path.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(("name", "spoilt"), [("demonstration", 0), ("demonstration", 1), ("hideous", 0), ("miniature", 2)])
def test_one_file_as_in_the_whole(name: str, spoilt: int, tmp_path: Path, soak: bool) -> None:
    source = {"demonstration": ROOT, "hideous": ROOT / "tests/hideous", "miniature": ROOT / "tests/county"}[name]
    for part in ("catalogues", "content"):
        if (source / part).is_dir():
            shutil.copytree(source / part, tmp_path / part)
    if spoilt:
        spoil(tmp_path, spoilt)
    everything = check_county(tmp_path).findings
    files = sorted({f.place.file for f in everything})
    assert files
    for file in files if soak or len(files) < 12 else random.Random(spoilt).sample(files, 12):
        only = check_county(tmp_path, only=frozenset([file])).findings
        assert [f for f in only if f.place.file == file] == [f for f in everything if f.place.file == file], file
