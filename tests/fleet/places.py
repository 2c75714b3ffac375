"""Fleets of tiny counties for tests."""
import shutil
from pathlib import Path

from built import ROOT

from disclosure.deliver.lock import beside
from disclosure.fleet.county import Order, program

TINY = ROOT / "tests" / "cases" / "base"


def fleet(folder: Path, *codes: str, broken: str = "") -> Path:
    """A fleet.yml with a county for each code, named after it; the one called `broken` has an error in its catalogues."""
    for code in codes:
        shutil.copytree(TINY, folder / "counties" / code)
        rewrite(folder, code, "county.yml", "安澜县", f"{code}县")
    if broken:
        spoil(folder, broken)
    file = folder / "fleet.yml"
    file.write_text("名称: 示例市\n县区:\n" + "".join(f"  - {{代号: {code}, 文件夹: counties/{code}}}\n" for code in codes), encoding="utf-8")
    return file


def spoil(folder: Path, code: str) -> None:
    """Puts an error into a county's catalogues."""
    rewrite(folder, code, "domains/jiuzhu.yml", "编号: 2", "编呺: 2")


def rewrite(folder: Path, code: str, file: str, before: str, after: str) -> None:
    path = folder / "counties" / code / "catalogues" / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def order(folder: Path, code: str, program: str = program()) -> Order:
    """What is asked of a worker, for a tiny county with its site below `folder`."""
    return Order(code, TINY, folder / code, folder / "build" / code, False, program, None)


def builder(sites: Path, code: str) -> int:
    """The process that is building a county just now, 0 where there is none: its number stands in the lock."""
    try:
        return int(beside(sites / code).read_text("ascii"))
    except (OSError, ValueError):
        return 0
