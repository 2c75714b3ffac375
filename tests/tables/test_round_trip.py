"""What is exported and imported again into the same county changes nothing: no value, and not a byte of any file."""
import shutil
from pathlib import Path

import pytest
from outputs import GOLDEN, ROOT, made

from disclosure.exports.formats import FORMATS
from disclosure.exports.wanted import EVERY, STANDARD, Wanted
from disclosure.model.catalogue import Catalogue
from disclosure.model.county import County
from disclosure.model.register import REGISTERS
from disclosure.read.county import Vocabulary, read_county, vocabulary_of
from disclosure.tables.merge import Merged, merge
from disclosure.tables.reading import read_files
from disclosure.tables.records import record
from disclosure.tables.setting import Setting
from disclosure.tables.target import Target

FOLDERS = ("domains", "townships", "villages", "institutions")


def imported(site: Path, county: County, owner: Catalogue, file: Path) -> tuple[Merged, list]:
    """The file merged into the catalogue that it came from, and what is doubtful about it."""
    setting = Setting.of(county, type(owner), tuple(owner.names), vocabulary(county), {}, False)
    found = read_files([file], setting, (), ())
    return merge(Target(site, type(owner), owner.id, county, setting), found.matters, owner.name), [*found.doubts]


def vocabulary(county: County) -> Vocabulary:
    return Vocabulary(county.levels, {c: c for c in county.channels} if county.channels else vocabulary_of(None).channels)


def exported(county: County, owner: Catalogue, form: str, folder: Path, columns: str = STANDARD) -> Path:
    [one] = FORMATS[form].files(Wanted(county, (owner,), (), False, columns=columns))
    path = folder / f"{owner.id}.{form}"
    path.write_bytes(one.data)
    return path


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {"example": ROOT, "miniature": GOLDEN, "made": made(tmp_path_factory.mktemp("made"), "small")}


@pytest.mark.parametrize("form", ["xlsx", "docx"])
@pytest.mark.parametrize("name", ["example", "miniature", "made"])
def test_nothing_differs(name: str, form: str, sites: dict[str, Path], tmp_path: Path, soak: bool) -> None:
    site = sites[name]
    county = read_county(site).county
    owners = [owner for owner in county.catalogues if owner.folder in FOLDERS and any(not item.retired for item in owner.items)]
    if not soak and name == "example":  # of each kind the first and the last, and every domain in one form
        owners = [owner for owner in owners if form == "xlsx" and owner.folder == "domains" or owner.id in ("shehui-jiuzhu", "chengguan-jiedao", "meilin-xiang", "aotou-cun", "shiqiao-cun", "gongdian")]
    for owner in owners:
        merged, doubts = imported(site, county, owner, exported(county, owner, form, tmp_path))
        assert merged.differences == [] and not merged.changes, owner.id
        assert (merged.new, merged.changed, merged.missing) == (0, 0, []), owner.id
        assert [doubt for doubt in doubts if doubt.code not in BOUND_TO_BE] == [], owner.id


BOUND_TO_BE = ("T304", "T401")
"""Two matters of one name, and what the county itself leaves open, are told of wherever they stand."""


@pytest.mark.parametrize("name", ["example", "miniature", "made"])
def test_all_columns_carry_a_domain_into_an_empty_county(name: str, sites: dict[str, Path], tmp_path: Path, soak: bool) -> None:
    site, empty = sites[name], tmp_path / "empty"
    county = read_county(site).county
    shutil.copytree(site / "catalogues", empty / "catalogues", ignore=shutil.ignore_patterns("domains", "townships", "villages"))
    shutil.copytree(site / "content", empty / "content") if (site / "content").is_dir() else None
    (empty / "catalogues" / "domains").mkdir()
    bare = read_county(empty).county
    owners = list(county.domains.values())[:None if soak else 6]
    before = {}
    for owner in owners:
        file = exported(county, owner, "xlsx", tmp_path, EVERY)
        before[owner.id] = file.read_bytes()
        setting = Setting.of(bare, type(owner), (owner.name,), vocabulary(bare), {}, False)
        found = read_files([file], setting, (), ())
        assert not [doubt for doubt in found.doubts if doubt.code not in (*BOUND_TO_BE, "T201")], owner.id
        merged = merge(Target(empty, type(owner), owner.id, bare, setting), found.matters, owner.name)
        (empty / merged.target.file).write_text(merged.text, encoding="utf-8", newline="\n")
        same, _ = imported(site, county, owner, file)
        assert same.differences == [] and not same.changes, owner.id
    again = read_county(empty).county
    for owner in owners:
        assert exported(again, again.domains[owner.id], "xlsx", tmp_path, EVERY).read_bytes() == before[owner.id], owner.id


@pytest.mark.parametrize(("name", "paths"), [("miniature", ("townships/xi-jie",)), ("example", ("townships/donghu-jiedao", "villages/aotou-cun"))])
def test_all_columns_carry_what_takes_over_the_countys_matters(name: str, paths: tuple[str, ...], sites: dict[str, Path], tmp_path: Path) -> None:
    """A township's and a village's matters come back with their 参照, as few lines of their own, and the same form."""
    site, empty = sites[name], tmp_path / "empty"
    county = read_county(site).county
    shutil.copytree(site / "catalogues", empty / "catalogues", ignore=shutil.ignore_patterns("townships", "villages"))
    shutil.copytree(site / "content", empty / "content") if (site / "content").is_dir() else None
    for path in paths:
        folder, _, id = path.partition("/")
        bare, owner = read_county(empty).county, getattr(county, folder)[id]
        before = exported(county, owner, "xlsx", tmp_path, EVERY).read_bytes()
        merged, doubts = imported(empty, bare, owner, tmp_path / f"{id}.xlsx")
        assert not [doubt for doubt in doubts if doubt.code not in BOUND_TO_BE], path
        text = merged.text
        assert text.count("参照: ") == sum(item.origin is not None for item in owner.items if not item.retired), path
        (empty / "catalogues" / folder).mkdir(exist_ok=True)
        (empty / merged.target.file).write_text(text, encoding="utf-8", newline="\n")
        again = getattr(read_county(empty).county, folder)[id]
        assert exported(read_county(empty).county, again, "xlsx", tmp_path, EVERY).read_bytes() == before, path


def listed(county: County, collection, folder: Path) -> Path:
    [one] = FORMATS["xlsx"].files(Wanted(county, (), (collection,), False))
    path = folder / f"{collection.name}.xlsx"
    path.write_bytes(one.data)
    return path


@pytest.mark.parametrize("name", ["example", "miniature"])
def test_a_register_comes_back_as_it_went(name: str, sites: dict[str, Path], tmp_path: Path) -> None:
    """With its ids, and all that its records hold within them."""
    county = read_county(sites[name]).county
    for collection in REGISTERS.values():
        if not getattr(county, collection.name):
            continue
        setting = Setting.of_register(county, collection.template, vocabulary(county), {}, False)
        found = read_files([listed(county, collection, tmp_path)], setting)
        done = record(sites[name], collection, county, setting, found.matters)
        assert (done.differences, done.texts, done.rows) == ([], {}, {"new": 0, "changed": 0, "same": len(found.matters), "missing": 0}), collection.name
        assert not [doubt for doubt in found.doubts if doubt.code not in BOUND_TO_BE], collection.name


@pytest.mark.parametrize("register", ["guides", "tasks", "subsidies", "places", "decisions"])
def test_a_register_is_carried_into_a_county_without_it(register: str, tmp_path: Path, soak: bool) -> None:
    if register != "guides" and not soak:
        return  # all are read back above
    county, collection, there = read_county(ROOT).county, REGISTERS[register], tmp_path / "there"
    file = listed(county, collection, tmp_path)
    shutil.copytree(ROOT / "catalogues", there / "catalogues")
    shutil.copytree(ROOT / "content", there / "content")
    gone = there / "catalogues" / collection.path
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    bare = read_county(there).county
    setting = Setting.of_register(bare, collection.template, vocabulary(bare), {}, False)
    record(there, collection, bare, setting, read_files([file], setting).matters).save()
    assert listed(read_county(there).county, collection, there).read_bytes() == file.read_bytes()
