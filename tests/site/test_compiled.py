"""Compiled templates lie where Python keeps compiled modules, and what lies there changes only the time."""
import os
import sys
from pathlib import Path

import pytest

from disclosure.cached import folder, of_program
from disclosure.render import compiled
from disclosure.render.jinja import Templates

TEMPLATE = "{% for one in said %}<p>{{ one }}</p>{% endfor %}"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where templates are kept: a folder of this test."""
    monkeypatch.setattr(compiled, "of_program", lambda cached: tmp_path / "kept")
    (tmp_path / "page.html").write_text(TEMPLATE, "utf-8")
    return tmp_path / "kept/templates"


def page(folder: Path) -> str:
    return Templates(folder).get_template("page.html").render(said=["甲", "<乙>"])


def test_it_is_where_python_keeps_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    cached = tmp_path / "program/__pycache__/some.pyc"
    assert of_program(str(cached)) == folder(), "where Python keeps none, the user's folder"
    cached.parent.mkdir(parents=True)
    assert of_program(str(cached)) == cached.parent
    assert of_program(None) == folder()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert of_program(str(cached)) == folder()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert of_program(str(cached)) == folder()


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-40], lambda data: b"x" * 99, lambda data: data[:60]])
def test_what_is_damaged_is_compiled_anew(store: Path, damage) -> None:
    said = page(store.parents[1])
    assert said == "<p>甲</p><p>&lt;乙&gt;</p>"
    [kept] = store.iterdir()
    kept.write_bytes(damage(kept.read_bytes()))
    assert page(store.parents[1]) == said and len([*store.iterdir()]) == 1


def test_another_template_is_compiled(store: Path) -> None:
    assert page(store.parents[1])
    (store.parents[1] / "page.html").write_text("{{ said[1] }}", "utf-8")
    assert page(store.parents[1]) == "&lt;乙&gt;"
