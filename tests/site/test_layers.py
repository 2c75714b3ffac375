"""The shape of the house: each room imports only those before it, and each library stays in its room."""
import ast
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "plugins" / "disclosure"
ORDER = ["cached", "patterns", "model", "formats", "schema", "markdown", "progress", "stopwatch", "hands", "read", "write", "editions", "rules", "checking", "handbook", "scores", "reports", "render", "site", "deliver", "supply", "host", "tables", "exports", "mending", "desk", "terminal", "errorlog", "fleet", "starting", "maintenance", "kiosks", "chronicle", "importing", "assessing", "exporting", "editing", "previewing", "cli", "__main__"]
"""Every room and single module; an import may only lead to one that stands before, or to its own."""
ONLY_IN = {"yaml": {"read"}, "mkdocs": {"host"}, "jinja2": {"render"}, "click": {"chronicle", "cli", "editing", "previewing", "starting", "kiosks", "maintenance", "importing", "assessing", "exporting", "terminal", "fleet"}, "rich": {"progress"}, "segno": {"render"}, "opencc": set(), "fsspec": {"deliver"}, "paramiko": {"deliver"},
           "markdown_it": {"markdown"}, "cryptography": {"deliver"}, "distributed": {"fleet"}, "dask": set(),
           "pandas": {"tables"}, "openpyxl": {"tables"}, "xlrd": {"tables"}, "lxml": {"tables"}, "pdfplumber": {"tables"}, "pdfminer": {"tables"}, "xlsxwriter": {"render", "tables"}, "docx": {"exports"}, "rjieba": {"editions"}, "diff_match_patch": {"editions"},
           "typst": {"exports"}}
"""Who may import a library."""
FILES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_arrow_runs_up(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        return
    for name in imported(path):
        first, *rest = name.split(".")
        if first == "disclosure" and rest:
            there = rest[0]
            assert ORDER.index(there) <= ORDER.index(here), f"{here} imports {name}"
        elif first in ONLY_IN:
            assert here in ONLY_IN[first], f"{first} is imported in {here}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_files_are_rooms_not_halls(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert not {"utils", "helpers", "common", "manager"} & {path.stem, path.parent.name}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module says what it is for"


def test_check_loads_neither_mkdocs_nor_pandas() -> None:
    import subprocess
    import sys
    code = "import sys; sys.argv = ['x', 'check', '--site', sys.argv[1]]\nfrom disclosure import cli\ntry:\n cli.main()\nfinally:\n" \
           " assert not {'mkdocs', 'pandas', 'openpyxl', 'lxml', 'xlsxwriter', 'typst', 'material', 'jinja2', 'rjieba', 'diff_match_patch', 'distributed', 'dask', 'concurrent.futures.process'," \
           " 'disclosure.exports.formats', 'disclosure.write.seed', 'disclosure.starting', 'disclosure.importing'} & set(sys.modules), sorted(sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, PACKAGE.parents[1] / "tests" / "county"], capture_output=True, text=True, encoding="utf-8",
                          env={"PYTHONPATH": str(PACKAGE.parent), "PYTHONUTF8": "1"})
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_is_found_where_it_is() -> None:
    import click

    from disclosure.cli import ELSEWHERE, app
    ctx = click.Context(app)
    assert {name: app.get_command(ctx, name).name for name in ELSEWHERE} == {name: name for name in ELSEWHERE}
    assert {*ELSEWHERE, "build", "check"} < {*app.list_commands(ctx)} == {*app.commands} and app.get_command(ctx, "chekc") is None


def test_names_of_test_files_differ() -> None:
    """Modules outside a package go by their name alone: of two with one name the second is not run at all."""
    alone = [path for path in (PACKAGE.parents[1] / "tests").rglob("*.py") if not (path.parent / "__init__.py").exists() and path.name != "conftest.py"]
    names = Counter(path.name for path in alone)
    assert not [str(path) for path in alone if names[path.name] > 1]
