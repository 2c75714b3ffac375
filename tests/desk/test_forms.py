"""Forms follow from the declarations, and say of a record what its file says."""
from pathlib import Path

import pytest
from desks import COUNTY, copied, opened

from disclosure.desk.places import ITEMS, Astray, template_of
from disclosure.desk.forms import WIDGETS, forms
from disclosure.desk.saving import Saving
from disclosure.desk.words import understood
from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS
from disclosure.write.style import Unwritable


def every(kind: type[k.Kind]) -> set[type[k.Kind]]:
    return {kind}.union(*map(every, kind.__subclasses__()))


def test_every_kind_of_value_is_asked_for_and_every_class_has_a_form() -> None:
    assert WIDGETS.keys() == every(k.Kind) - {k.Kind, k.Matters}
    made = forms()
    for collection in COLLECTIONS.values():
        fields = [f for f in collection.template.fields.values() if not isinstance(f.kind, k.Matters)]
        assert [one["key"] for one in made[collection.template.__name__]] == [f.key for f in fields]
    asked = [one for fields in made.values() for one in fields if "form_of" in one]
    assert asked and all(one["form_of"] in made for one in asked)


def test_every_record_of_the_demonstration_county_is_listed_and_opens(demonstration: Saving) -> None:
    sight = demonstration.sight
    kinds = {kind["name"]: kind["rows"] for kind in sight.kinds()}
    for name in COLLECTIONS:
        assert len(kinds[name]) == len(getattr(sight.county, name)), name
    for name, rows in kinds.items():
        for row in (rows[0], rows[-1]) if rows else ():
            assert sight.record(row["file"], row["at"])["values"], name
    row = next(row for row in kinds["units"] if row["title"] == "县民政局")
    assert row["at"] == ["minzheng"] and "xmzj" in row["sounds"]


def test_what_is_taken_over_has_its_source(miniature: Saving) -> None:
    saving = miniature
    told = saving.sight.record("catalogues/townships/xi-jie.yml", first(saving, "catalogues/townships/xi-jie.yml"))
    sources = {one["source"] for one in told["inherited"].values()}
    assert any(source.startswith("沿用 ") for source in sources), told
    told = saving.sight.record("catalogues/domains/shehui-jiuzhu.yml", first(saving, "catalogues/domains/shehui-jiuzhu.yml"))
    assert "本目录的“默认”" in {one["source"] for one in told["inherited"].values()}
    assert not told["inherited"].keys() & told["values"].keys()


def first(saving: Saving, file: str) -> list[str]:
    return next(row["at"] for kind in saving.sight.kinds() for row in kind["rows"] if kind["name"] == "matters" and row["file"] == file)


def test_a_file_with_errors_is_listed_as_it_says(tmp_path: Path) -> None:
    saving = opened(copied(COUNTY, tmp_path))
    path = tmp_path / "catalogues/units.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\nxin-ju:\n  名称: 新局\n  不认识: 一\n", encoding="utf-8")
    rows = next(kind["rows"] for kind in saving.sight.kinds() if kind["name"] == "units")
    assert rows[-1]["title"] == "新局" and saving.sight.record("catalogues/units.yml", ["xin-ju"])["values"]["不认识"] == "一"


@pytest.mark.parametrize("text, told", [("信息形成或者变更之日起20个工作日内", "信息形成或者变更后 20 个工作日内"), ("公示7天", "公示 7 个自然日"), ("每季度首月20日前", "定期："), ("尽快", "")])
def test_limits_are_told_as_they_were_understood(text: str, told: str) -> None:
    assert understood(text).startswith(told) and bool(told) == bool(understood(text))


@pytest.mark.parametrize("file", ["../x.yml", "catalogues/../county.yml", "/etc/passwd", "catalogues/none.yml", "catalogues/domains/.x.yml", "catalogues/domains/x.txt", "catalogues\\county.yml",
                                  "content/about.md", "mkdocs.yml", "catalogues//county.yml", "catalogues/domains/x/y.yml", "build.py", "", "catalogues/units/x.yml", "C:/catalogues/county.yml"])
def test_no_other_file_can_be_named(file: str) -> None:
    for at in ([], ["x"], [ITEMS, "1"]):
        with pytest.raises(Astray):
            template_of(file, at)


def test_a_file_that_cannot_be_read_is_listed_and_says_why(tmp_path: Path) -> None:
    saving = opened(copied(COUNTY, tmp_path))
    path = tmp_path / "catalogues/units.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("名称: ", "名称：", 1), encoding="utf-8")
    row, = next(kind["rows"] for kind in saving.sight.kinds() if kind["name"] == "units")
    with pytest.raises(Unwritable, match="把这个文件的写法改好"):
        saving.sight.record(row["file"], row["at"])


def test_what_may_be_referred_to_is_found_by_its_other_names_and_its_unit(demonstration: Saving) -> None:
    choices = demonstration.sight.choices()
    person = choices["interpreters"][0]
    unit = demonstration.sight.county.units[person["unit"]]
    assert person["sub"] == unit.label and unit.name in person["also"]
    assert [one["title"] for one in choices["domains"] if "医保" in one["also"]][:1] and all(one.items() >= {"unit": ""}.items() for one in choices["units"])
