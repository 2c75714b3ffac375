"""A desk over a copy of a county, without MkDocs: its pages are not what is tested, its files are."""
import shutil
import sys
from pathlib import Path

from disclosure.desk.county import Sight
from disclosure.desk.saving import Saving
from disclosure.host.preview.county import Preview

ROOT = Path(__file__).parents[2]
COUNTY = ROOT / "tests/county"
sys.path.append(str(ROOT / "tests/write"))  # the hands that write files there


def copied(county: Path, to: Path) -> Path:
    """The files that a desk works on."""
    for name in ("catalogues", "content"):
        shutil.copytree(county / name, to / name)
    return to


def opened(site: Path) -> Saving:
    """What writes into a county."""
    preview = Preview(site, site / "none", lambda job: None)
    preview.fresh()
    return Saving(preview, Sight(preview))


def untouched(saving: Saving, source: Path) -> None:
    """Undoes all that was done, and looks whether every file is again what it was."""
    while saving.journal.last():
        saving.turn(back=True)
    for folder in ("catalogues", "content"):
        now, was = ({path.relative_to(site): path.read_bytes() for path in (site / folder).rglob("*") if path.is_file()} for site in (saving.site, source))
        assert now == was, "all of it undone"
