"""The style sheet for older browsers says what site.css says; scripts ask for nothing that stops them there."""
import re
import shutil
from pathlib import Path

import pytest

from disclosure.host import assets
from disclosure.host.assets import FOLDER, OLDER, Assets
from disclosure.host.older import COMMENT, older_css, plainly, split

SHEET = next(data.decode() for name, data in Assets(kiosk=True, scores=True).files.items() if re.search(r"/site\.\w+\.css$", name))


@pytest.mark.parametrize(("selector", "said"), [
    (":is(.tbl, .flow)[tabindex]", [".tbl[tabindex]", ".flow[tabindex]"]),
    ("#main :is(h1, .a > b) em", ["#main h1 em", "#main .a > b em"]),
    (".x:is(a, .b) > c", ["a.x > c", ".x.b > c"]),
    (":where(#main, nav) > p", ['[id="main"] > p', "nav > p"]),
    ("a:not(.b, .c):hover", ["a:not(.b):not(.c):hover"]),
    ("a:not(:is(.b, :not(.c)))", ["a:not(.b):not(:not(.c))"]),
    ("p:has(a)", []),
    ("p:is(.a .b)", []),
])
def test_a_selector_in_older_words(selector: str, said: list[str]) -> None:
    assert plainly(selector) == said


def test_logical_sides_are_named() -> None:
    assert older_css("a, b:has(c) {\n  padding-inline: 1px calc(2px + 1px); inset: 0; margin-block: auto;\n}").decode() == (
        "a {\n  padding-left: 1px; padding-right: calc(2px + 1px); top: 0; right: 0; bottom: 0; left: 0; margin-top: auto; margin-bottom: auto;\n}\n")


def test_nothing_new_is_left_and_nothing_is_lost_that_can_be_said() -> None:
    older = older_css(SHEET).decode()
    assert not re.findall(r":(?:is|where|has)\([^\n]*|(?:padding|margin|border)-(?:inline|block):[^;]*|inset:[^;]*", older)
    heads = re.findall(r"(?m)^\s*([^@{}\s][^{}]*?) \{", COMMENT.sub("", SHEET))
    lost = [each for head in heads for each in split(head) if not plainly(each)]
    assert heads and all(re.search(r":has\(|:not\([^()]*\.[\w-]+ ", each) for each in lost)  # :not() of what stands in something has no older words
    assert len(re.findall("@media", older)) == len(re.findall("@media", COMMENT.sub("", SHEET)))


def test_scripts_ask_for_no_selector_that_older_browsers_lack() -> None:
    scripts = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.js")}
    assert not [name for name, text in scripts.items() if re.search(r":(is|where|has)\(", text.replace('"selector(:has(a))"', ""))]


def test_one_script_in_trouble_leaves_the_others_their_work() -> None:
    site = next(data.decode() for name, data in Assets().files.items() if re.search(r"/site\.\w+\.js$", name))
    assert len(re.findall(r"(?m)^try \{\n", site)) == site.count("setTimeout(function () { throw fault; })") > 5
    assert "asset:" not in site and Assets()(OLDER).rpartition("/")[2] in site


def test_what_is_kept_of_styles_and_scripts_is_what_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, kept = tmp_path / "disclosure", tmp_path / "kept"
    shutil.copytree(assets.FOLDER, folder)
    monkeypatch.setattr(assets, "FOLDER", folder)
    monkeypatch.setattr(assets, "of_program", lambda compiled: kept)

    def made(*options: object) -> tuple[dict[str, bytes], dict[str, str]]:
        one = Assets(*options)
        return one.files, one.addresses
    first = made()
    monkeypatch.setattr(Assets, "make", lambda *given: pytest.fail("made anew"))
    assert made() == first
    monkeypatch.undo()
    monkeypatch.setattr(assets, "FOLDER", folder)
    monkeypatch.setattr(assets, "of_program", lambda compiled: kept)
    assert len({repr(made(*options)) for options in ((), (True,), (False, True), (False, False, "#a01020"), ())}) == 4 and made() == first
    (folder / "print.css").write_text("@media print { a { color: red } }\n", encoding="utf-8")
    assert made()[1]["site.css"] != first[1]["site.css"]
    for damaged in kept.iterdir():
        damaged.write_bytes(damaged.read_bytes()[:-9])
    assert made()[1]["site.css"] != first[1]["site.css"]
