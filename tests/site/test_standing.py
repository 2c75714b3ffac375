"""A build that would make what stands already is not made; whatever has changed, by whomever, is."""
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from built import GOLDEN, ROOT, run

from disclosure.host.standing import Standing

ANOTHER = b"\n# \xe5\xa4\x87\xe6\xb3\xa8\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the county built in it, and the user's cache folder."""
    home = tmp_path_factory.mktemp("standing")
    shutil.copytree(GOLDEN, home / "county")
    assert "未重写" not in built(home)
    return home


def built(home: Path, *options: str) -> str:
    done = run("build", "--site", home / "county", "--out", home / "site", *options, XDG_CACHE_HOME=str(home / "cache"))
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def stands(home: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[object, ...] = ("portal", False, False, False, None, None)) -> bool:
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    return Standing((home / "county").resolve(), (home / "site").resolve(), ROOT, options).found() is not None


def test_nothing_changed_nothing_is_made_and_everything_is_told_again(home: Path) -> None:
    first, again = built(home, "--clean"), built(home)
    told = [line for line in first.splitlines() if "用时" not in line]
    assert told and told == [line for line in again.splitlines() if "用时" not in line]
    files = sum(path.is_file() for path in (home / "site").rglob("*"))
    assert f"；{files} 个文件没有变化，未重写" in again


def appended(path: Path) -> Callable[[Path], None]:
    def change(home: Path) -> None:
        (home / path).write_bytes((home / path).read_bytes() + ANOTHER)
    return change


def touched(home: Path) -> None:
    os.utime(home / "site" / "index.html", (1, 1))


CHANGES: dict[str, Callable[[Path], None]] = {
    "a catalogue": appended(Path("county/catalogues/county.yml")),
    "a page": appended(Path("county/content/about.md")),
    "an attachment": appended(next(p for p in sorted((GOLDEN / "content" / "files").rglob("*")) if p.is_file()).relative_to(GOLDEN.parent)),
    "a new catalogue": lambda home: (home / "county/catalogues/domains/xin.yml").write_text("名称: 新\n", encoding="utf-8"),
    "a file gone": lambda home: (home / "county/content/about.md").unlink(),
    "settings of its own": lambda home: (home / "county/mkdocs.yml").write_text("site_name: x\n", encoding="utf-8"),
    "a page of the site": appended(Path("site/index.html")),
    "a time": touched,
    "a file more in the site": lambda home: (home / "site/more.html").write_text("x", encoding="utf-8"),
    "a file of the site gone": lambda home: (home / "site/sitemap.html").unlink(),
    "a scorecard gone": lambda home: (home / "county/build/scorecard.html").unlink(),
    "a build stopped half-way": lambda home: (home / ".site.disclosure-00000000").mkdir(),
    "a damaged memory": lambda home: [path.write_bytes(path.read_bytes()[:50]) for path in (home / "cache").rglob("*.built")],
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_seen(change: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(home, kept)
    try:
        assert stands(home, monkeypatch)
        CHANGES[change](home)
        assert not stands(home, monkeypatch)
    finally:
        shutil.rmtree(home)
        shutil.copytree(kept, home)
    assert stands(home, monkeypatch)


def test_another_edition_and_other_options_are_another_build(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stands(home, monkeypatch)
    assert not stands(home, monkeypatch, ("kiosk", False, False, False, None, None)) and not stands(home, monkeypatch, ("portal", True, False, False, None, None))
    assert not stands(home, monkeypatch, ("portal", False, False, False, None, home / "office")), "the scorecard is wanted elsewhere"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert not stands(home, monkeypatch)
