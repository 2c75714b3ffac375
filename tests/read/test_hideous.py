"""One county with every kind of mistake, and every message it earns: tests/hideous/messages.txt, written by pytest --bless."""
import re
from pathlib import Path

from disclosure.read.county import read_county

FOLDER = Path(__file__).parent.parent / "hideous"
MESSAGES = FOLDER / "messages.txt"
LATIN = re.compile(r"[A-Za-z]Error|Exception|expected|found|could|mapping|token|None|NoneType|Traceback|while|object at|\bkey\b|\bnot\b", re.I)


def test_every_message(bless: bool) -> None:
    found = "".join(f"{f.place} {f.rule.severity} {f.rule.code} {f.message}\n    {f.hint}\n" for f in read_county(FOLDER).findings)
    if bless:
        MESSAGES.write_text(found, encoding="utf-8")
    assert found == MESSAGES.read_text(encoding="utf-8")


def test_messages_are_for_clerks() -> None:
    """Chinese sentences that say how to mend it, without the words of Python or PyYAML."""
    for f in read_county(FOLDER).findings:
        assert re.search(r"[\u4e00-\u9fff]", f.message) and f.hint, f
        assert not LATIN.search(f.message + f.hint), f
