"""`new` writes what passes `check` at once, and never harms what stands there."""
import shutil
from pathlib import Path

import pytest
from built import GOLDEN

from disclosure.checking import check_county
from disclosure.cli import main
from disclosure.model.county import COLLECTIONS
from disclosure.starting import begin, kinds


def run(*words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> tuple[int, str]:
    monkeypatch.setattr("sys.argv", ["build.py", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out + told.err


@pytest.fixture
def new(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture):
    return lambda *words: run("new", *map(str, words), monkeypatch=monkeypatch, capsys=capsys)


@pytest.fixture
def begun(tmp_path: Path, new) -> Path:
    code, told = new("county", tmp_path / "county", "--name", "安澜县")
    assert code == 0, told
    return tmp_path / "county"


def loud(folder: Path) -> list[str]:
    return [f"{f.place} {f.rule.code} {f.message}" for f in check_county(folder).findings if f.severity != "notice"]


def test_a_new_county_passes_and_names_every_pilot_domain(begun: Path) -> None:
    assert loud(begun) == []
    county = check_county(begun).county
    assert county.name == "安澜县" and sorted(d.pilot for d in county.domains.values()) == list(range(1, 27))
    assert not [u for u in county.units.values() if "示例" in u.name]


def test_the_first_table_takes_the_place_of_what_a_domain_began_with(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    def imported(text: str) -> str:
        (tmp_path / "表.csv").write_text(text, "utf-8")
        code, told = run("import", str(tmp_path / "表.csv"), "--domain", "jiuye", "--strict", "--site", str(begun), monkeypatch=monkeypatch, capsys=capsys)
        assert code == 0, told
        return (begun / "catalogues/domains/jiuye.yml").read_text("utf-8")
    unit = check_county(begun).county.units["renshe"].name
    table = ("一级事项,二级事项,公开内容,公开依据,公开时限,公开渠道,公开对象,公开方式,公开层级,公开主体\n"
             f"就业服务,岗位信息,岗位名称,《就业促进法》第三十五条,长期公开,政府网站,全社会,主动公开,县级,{unit}\n政策法规,政策文件,文件,《就业促进法》第三十五条,长期公开,政府网站,全社会,主动公开,县级,{unit}\n")
    before = (begun / "catalogues/domains/jiuye.yml").read_text("utf-8")
    after = imported(table)
    assert "政策法规文件" not in after and "编号: 1.1\n    一级事项: 就业服务" in after and after.startswith(before[:before.index("事项:\n")])
    assert imported(table) == after
    for kept in (before.replace("规范性文件和解读", "规范性文件"), before):
        (begun / "catalogues/domains/jiuye.yml").write_text(kept, "utf-8")
        if kept == before:
            (begun / "catalogues/townships/jie.yml").parent.mkdir()
            (begun / "catalogues/townships/jie.yml").write_text("乡镇: 某街道\n类型: 街道\n单位: renshe\n事项:\n  - 参照: jiuye/1.1\n", "utf-8")
        assert "政策法规文件" in imported(table.replace("政策文件", "解读")), "touched, or spoken of elsewhere"


def test_a_new_county_needs_an_empty_folder_and_a_name(begun: Path, new) -> None:
    before = {p: p.read_bytes() for p in begun.rglob("*") if p.is_file()}
    assert new("county", begun, "--name", "另一县")[0] == 1
    assert {p: p.read_bytes() for p in begun.rglob("*") if p.is_file()} == before
    assert new("county", begun.parent / "other")[0] == 2


def test_every_kind_passes_at_once(begun: Path, new) -> None:
    """In the order of the collections, one after the other: each may name what stands before."""
    for name in COLLECTIONS:
        code, told = new(name, f"a-{name}"[:20].rstrip("-"), "--site", begun)
        assert code == 0, f"{name}: {told}"
    assert loud(begun) == []


def test_it_stands_beside_what_is_there(tmp_path: Path, new) -> None:
    """In a county that has records of most kinds already, one after the other."""
    folder = tmp_path / "county"
    shutil.copytree(GOLDEN, folder)
    quiet = set(loud(folder))
    for name, collection in COLLECTIONS.items():
        file = folder / "catalogues" / collection.path
        old = file.read_bytes() if collection.single_file and file.exists() else b""
        code, told = new(name, f"zz-{name}"[:20].rstrip("-"), "--site", folder)
        assert code == 0, told
        assert not old or file.read_bytes().startswith(old.rstrip(b"\n")), "what stood there has changed"
    assert set(loud(folder)) == quiet
    assert new("units", "zz-units", "--site", folder)[0] == 1, "the same again"


def test_a_file_that_cannot_take_more_stays_as_it_is(begun: Path, new) -> None:
    units = begun / "catalogues" / "units.yml"
    units.write_text("{" + "a: {名称: 某局}, " + ", ".join(f"{id}: {{名称: 某{id}局}}" for id in check_county(begun).county.units) + "}\n", encoding="utf-8")
    before = units.read_bytes()
    code, told = new("unit", "xin", "--site", begun)
    assert code == 1 and "没有改动" in told and units.read_bytes() == before


def test_a_kind_has_its_english_and_its_chinese_names(new, begun: Path) -> None:
    assert kinds()["policy"] is kinds()["政策"] is COLLECTIONS["policies"]
    assert new("任务书", "a", "--site", begun)[0] == 2 and new("tasks", "Ａ", "--site", begun)[0] == 2


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh") / "county"
    begin(folder, "安澜县")
    for domain in sorted((folder / "catalogues/domains").iterdir())[2:]:  # two are read as well as 26, and sooner
        domain.unlink()
    return folder


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_every_kind_is_the_first_of_a_fresh_county(kind: str, fresh: Path, tmp_path: Path, new) -> None:
    """What it must name and is not there is written with it, and told."""
    folder = shutil.copytree(fresh, tmp_path / "county")
    before, quiet = {p for p in folder.rglob("*") if p.is_file()}, loud(folder)
    code, told = new(kind, "ruian", "--site", folder)
    assert code == 0 and not [told for told in loud(folder) if told not in quiet], told
    added = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {p.relative_to(folder).as_posix() for p in before}
    assert len(added) == {"villages": 2, "bundles": 3, "units": 0}.get(kind, len(added)) and all(path in told for path in added), told


def test_what_was_written_on_the_way_to_a_refusal_is_taken_back(fresh: Path, tmp_path: Path, new) -> None:
    """The township's unit is written; then its own place is found taken."""
    folder = shutil.copytree(fresh, tmp_path / "county")
    (folder / "catalogues/townships/guantian.yml").mkdir(parents=True)
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    code, told = new("township", "guantian", "--name", "官田镇", "--site", folder)
    assert code == 1 and "guantian.yml" in told, told
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_a_township_names_its_own_unit_which_is_written_with_it(begun: Path, new) -> None:
    """Whose matters say nothing of 主体 discloses them itself: another unit there is wrong in every row."""
    code, told = new("township", "guantian", "--name", "官田镇", "--site", begun)
    assert code == 0 and "catalogues/units.yml 里的 guantian-zhen-renmin-zhengfu" in told, told
    assert check_county(begun).county.townships["guantian"].unit.name == "官田镇人民政府" and loud(begun) == []
    with (begun / "catalogues" / "units.yml").open("a", encoding="utf-8") as units:
        units.write("\nshangping:\n  名称: 上坪镇人民政府\nshangping-jiao:\n  名称: 上坪镇人民政府中心小学\n")
    code, told = new("township", "shangping", "--name", "上坪镇", "--site", begun)
    assert code == 0 and "随手" not in told, told
    written = check_county(begun).county.townships["shangping"]
    assert (written.unit.id, written.type) == ("shangping", "镇")


def test_what_was_only_guessed_is_told(begun: Path, new) -> None:
    code, told = new("township", "yangli", "--site", begun)
    assert code == 0 and "随手写了一个：单位 " in told


def test_what_is_still_as_it_was_begun_is_told(begun: Path) -> None:
    """The date and the matters of the beginning, each until it is the county's own; the remark beside the date may stay."""
    def told() -> dict[str, str]:
        return {f.rule.code: f.message for f in check_county(begun).findings if f.rule.code in ("C615", "C616")}
    assert told()["C615"].startswith("26 个领域还只有样子") and "编制中" in told()["C615"] and "样子里的" in told()["C616"]
    file = begun / "catalogues/county.yml"
    text = file.read_text("utf-8")
    day = str(check_county(begun).county.as_of)
    file.write_text(text.replace(f"截至日期: {day}", "截至日期: 2027-01-04"), "utf-8")
    own = begun / "catalogues/domains/jiuye.yml"
    own.write_text(own.read_text("utf-8").replace("规范性文件和解读", "规范性文件"), "utf-8")
    assert told()["C615"].startswith("25 个领域") and "C616" not in told()


def test_sheets_for_boards_say_what_a_county_without_villages_can_print(begun: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    code, told = run("export", "--format", "notice", "--site", str(begun), monkeypatch=monkeypatch, capsys=capsys)
    assert code == 0 and "村（居）、乡镇" in told and "export --format notice domains/" in told
