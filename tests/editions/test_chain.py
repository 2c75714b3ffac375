"""Editions: every kind is in them, the same county gives the same bytes, and whoever changes one is found out, with the place."""
import json
import random
from pathlib import Path

import pytest

from disclosure.checking import check_county
from disclosure.editions import keeping
from disclosure.editions.chain import SUMS, Chain, Edition, following, with_edition
from disclosure.editions.reading import proved, read_chain
from disclosure.editions.state import INTERNAL, State, state
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Matters
from disclosure.read.county import read_county

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "county"


@pytest.fixture(scope="session")
def golden() -> State:
    return state(read_county(GOLDEN).county)


def chain_of(*states: tuple[str, State]) -> Chain:
    chain = Chain()
    for date, said in states:
        chain = with_edition(chain, following(chain, dict(sorted(said.items())), date, "样本县", "359900"))
    return chain


def files_of(chain: Chain) -> dict[str, bytes]:
    return {**{e.file: e.data for e in chain.editions}, SUMS: chain.sums}


def test_every_record_of_every_kind_is_there_with_every_field_that_says_something(golden: State) -> None:
    county = read_county(GOLDEN).county
    for name, collection in COLLECTIONS.items():
        for id, record in getattr(county, name).items():
            wanted = {f.key for code, f in collection.template.fields.items() if getattr(record, code, None) not in (None, ()) and not isinstance(f.kind, Matters) and f.key != "默认"}
            withheld = {"正文", "链接", "附件", "惠企", "正文文件"} if getattr(record, "withheld", False) else set()
            assert golden[f"{name}/{id}"].keys() == wanted - withheld, f"{name}/{id}"
            for item in getattr(record, "items", ()):
                assert golden[f"{name}/{id}/{item.number}"]["名称"] == item.name


def test_a_kind_of_record_and_a_field_that_nobody_has_told_editions_of_arrive_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    from disclosure.model.collection import Collection
    from disclosure.model.fields import Record, TextList, field
    from disclosure.model.place import Place

    class Tree(Record):
        name = field("树名", required=True)
        kinds = field("品种", TextList())
    county = read_county(GOLDEN).county
    monkeypatch.setitem(COLLECTIONS, "trees", Collection("trees", Tree, "古树", single_file=True))
    county.__dict__["trees"] = {"zhang": Tree("zhang", Place("catalogues/trees.yml", 1, 1, 1, 1), {"name": "樟树", "kinds": ("香樟",)}, {})}
    assert state(county)["trees/zhang"] == {"树名": "樟树", "品种": ["香樟"]}


def test_what_only_the_program_obeys_is_no_part_of_an_edition(golden: State) -> None:
    assert INTERNAL < County.fields.keys()
    assert not golden["county"].keys() & {County.fields[code].key for code in INTERNAL}
    assert all(json.loads(json.dumps(value)) == value for value in golden.values()), "comes back from JSON as it was"


def test_what_comes_out_later_is_in_no_edition(tmp_path: Path) -> None:
    import shutil
    shutil.copytree(GOLDEN, tmp_path / "county")
    path = next((tmp_path / "county" / "catalogues" / "policies").glob("*.yml"))
    text = path.read_text(encoding="utf-8")
    import re
    path.write_text(re.sub(r"(?m)^发布日期: .*", "发布日期: 2099-01-01", text), encoding="utf-8")
    assert f"policies/{path.stem}" not in state(read_county(tmp_path / "county").county)


def test_the_same_county_gives_the_same_bytes_and_says_nothing_anew(golden: State) -> None:
    one, other = (chain_of(("2026-03-31", said)) for said in (golden, dict(reversed(golden.items()))))
    assert files_of(one) == files_of(other)
    assert following(one, golden, "2026-03-31", "样本县", "359900") is None
    later = following(one, golden, "2026-04-01", "样本县", "359900")
    assert later.lines == {} and later.records == len(golden), "another day on which the same held"


def test_a_second_edition_of_a_day_has_a_number_and_earlier_days_are_refused(golden: State) -> None:
    chain = chain_of(("2026-03-31", golden))
    for number in (2, 3):
        chain = with_edition(chain, following(chain, {**golden, "units/a": {"名称": f"第{number}版"}}, "2026-03-31", "样本县", ""))
        assert chain.last.name == f"2026-03-31-{number}" and chain.last.counts == {"新增": int(number == 2), "修改": int(number == 3), "去掉": 0}
    assert not proved(files_of(chain)).faults
    assert [e.name for e in chain.editions] == [e.name for e in proved(files_of(chain)).editions]
    with pytest.raises(ValueError, match="早于"):
        following(chain, golden, "2026-03-30", "样本县", "")


def test_ten_editions_of_a_day_stay_in_order(golden: State) -> None:
    chain = chain_of(*(("2026-03-31", {"units/a": {"名称": str(n)}}) for n in range(12)))
    read = proved(files_of(chain))
    assert not read.faults and read.last.name == "2026-03-31-12" and read.now == {"units/a": {"名称": "11"}}


def test_what_was_written_is_read_again(golden: State) -> None:
    fewer = dict([*golden.items()][5:])
    chain = chain_of(("2026-03-31", golden), ("2026-06-30", fewer), ("2026-09-30", golden))
    read = proved(files_of(chain))
    assert not read.faults
    assert [read.at(n) for n in (1, 2, 3)] == [golden, fewer, golden]
    assert proved({name: data.replace(b"\n", b"\r\n") for name, data in files_of(chain).items()}).faults, "only read_chain forgives the lines of Windows"


def test_kept_in_the_folder_whole_or_not_at_all(tmp_path: Path) -> None:
    county = read_county(GOLDEN).county
    made = keeping.pending(tmp_path, county)
    keeping.keep(tmp_path, made)
    assert keeping.pending(tmp_path, county) is None and not read_chain(tmp_path).faults
    with pytest.raises(ValueError):
        keeping.keep(tmp_path, made)
    sums = tmp_path / "editions" / SUMS
    sums.write_bytes(b"")
    chain = read_chain(tmp_path)
    assert [f.code for f in chain.faults] == ["C881"] and "editions/2" in chain.faults[0].file
    assert "补全" in keeping.completed(tmp_path) and not read_chain(tmp_path).faults
    for path in (tmp_path / "editions").iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert not read_chain(tmp_path).faults, "a checkout on Windows may write other ends of lines"


def test_what_an_editor_of_windows_puts_into_a_file_breaks_no_chain(golden: State, tmp_path: Path) -> None:
    """A mark before the first line, other ends of lines, both: not one word is another; but a word that is, is found."""
    from disclosure.deliver.proof import examined
    chain = chain_of(("2026-03-31", golden), ("2026-06-30", {**golden, "units/a": {"名称": "甲"}}))
    for number, edit in enumerate((lambda d: b"\xef\xbb\xbf" + d, lambda d: d.replace(b"\n", b"\r\n"), lambda d: b"\xef\xbb\xbf" + d.replace(b"\n", b"\r\n"))):
        folder = tmp_path / str(number) / "editions"
        folder.mkdir(parents=True)
        for name, data in files_of(chain).items():
            (folder / name).write_bytes(edit(data))
        read = read_chain(folder.parent)
        assert not read.faults and files_of(read) == files_of(chain), "what is published is what was written"
        for where in (folder.parent, folder):
            verdict = examined(where)
            assert not verdict.wrong and any("文字没有变" in sentence for sentence in verdict.right)
        first = folder / "2026-03-31.jsonl"
        first.write_bytes(first.read_bytes().replace("名称".encode(), "名字".encode(), 1))
        assert read_chain(folder.parent).faults and examined(folder).wrong


def test_one_lost_file_is_told_once(golden: State) -> None:
    """What comes after it cannot be counted, and nobody is told that it was changed."""
    chain = year(golden, random.Random(5))
    files = files_of(chain)
    del files["2026-03-28.jsonl"]
    assert [(f.code, f.file) for f in proved(files).faults] == [("C881", "editions/2026-04-28.jsonl"), ("C881", f"editions/{SUMS}")]


def test_a_link_or_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "editions" / "2026-01-01.jsonl").mkdir(parents=True)
    (tmp_path / "editions" / "2026-02-01.jsonl").symlink_to("/dev/zero")
    assert {f.file for f in read_chain(tmp_path).faults} == {"editions/2026-01-01.jsonl", "editions/2026-02-01.jsonl"}
    assert all(f.code == "C882" for f in read_chain(tmp_path).faults)


# -- manipulated chains --------------------------------------------------------------------------
def manipulated(files: dict[str, bytes], chance: random.Random) -> tuple[str, str]:
    """Changes one thing of a chain; what it did, and the file in which that must be told."""
    names = [name for name in files if name != SUMS]
    name = chance.choice(names)
    rows = files[name].split(b"\n")[:-1]
    what = chance.choice(["line", "character", "gone line", "double line", "order of lines", "gone file", "swapped files", "head", "sums", "cut", "renamed", "new line", "bytes"])
    place = name
    if what in ("line", "gone line", "double line", "order of lines", "character") and len(rows) < 4:
        what = "head"
    at = chance.randrange(1, len(rows)) if len(rows) > 1 else 0
    if what == "line":
        key, = json.loads(rows[at])
        rows[at] = json.dumps({key: {"名称": f"另一个{chance.random()}"}}, ensure_ascii=False, separators=(",", ":")).encode()
    elif what == "character":
        spot = chance.randrange(len(rows[at]))
        rows[at] = rows[at][:spot] + (b"x" if rows[at][spot:spot + 1] != b"x" else b"y") + rows[at][spot + 1:]
    elif what == "gone line":
        del rows[at]
    elif what == "double line":
        rows.insert(at, rows[at])
    elif what == "order of lines":
        other = at % (len(rows) - 1) + 1
        if other == at:
            other = 1 if at != 1 else 2
        rows[at], rows[other] = rows[other], rows[at]
    elif what == "new line":
        rows.append('{"zzz/neu":{"名称":"加的"}}'.encode())
    elif what == "head":
        head = json.loads(rows[0])
        key = chance.choice([*head])
        head[key] = {"序号": 77, "记录": 1, "变动": {"新增": 0, "修改": 0, "去掉": 9}}.get(key, "1999-01-01")
        rows[0] = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    elif what == "cut":
        files[name] = files[name][:len(files[name]) * 2 // 3]
        return what, place
    elif what == "bytes":
        files[name] = files[name].replace("名".encode(), b"\xff\xfe", 1)
        return what, place
    elif what == "gone file":
        del files[name]
        return what, "*"
    elif what == "renamed":
        files["2031-01-01.jsonl"] = files.pop(name)
        return what, "2031-01-01.jsonl"
    elif what == "swapped files":
        other = chance.choice([n for n in names if n != name])
        files[name], files[other] = files[other], files[name]
        return what, name
    elif what == "sums":
        sums = files[SUMS].split(b"\n")
        spot = chance.randrange(len(sums) - 1)
        sums[spot] = bytes(sums[spot]).replace(sums[spot][:1], b"0" if sums[spot][:1] != b"0" else b"1", 1)
        files[SUMS] = b"\n".join(sums)
        return what, "*"
    files[name] = b"".join(row + b"\n" for row in rows)
    return f"{what} {at + 1}", place


def year(golden: State, chance: random.Random) -> Chain:
    said, states = dict(golden), []
    for month in range(1, 7):
        for key in chance.sample([*said], 12):
            said[key] = {**said[key], "备注": f"第{month}月改"}
        said.pop(chance.choice([*said]))
        said[f"units/neu-{month}"] = {"名称": f"新单位{month}"}
        states.append((f"2026-{month:02}-28", dict(sorted(said.items()))))
    return chain_of(*states)


def test_whoever_changes_a_chain_is_found_out_with_the_place(golden: State, soak: bool) -> None:
    chance = random.Random(20261120)
    small = dict([*golden.items()][:60])
    whole = year(small, chance)
    assert not proved(files_of(whole)).faults
    for turn in range(1000 if soak else 150):
        files = files_of(whole)
        before = dict(files)
        what, place = manipulated(files, chance)
        if files == before:
            continue
        faults = proved(files).faults
        assert faults, f"{turn}: {what} of {place} went unnoticed"
        assert place == "*" or any(f.file == f"editions/{place}" for f in faults), f"{turn}: {what} of {place}: {faults}"
        assert all(f.line >= 1 and f.message and f.hint for f in faults)


def test_the_very_line_is_told(golden: State) -> None:
    chain = chain_of(("2026-03-31", golden), ("2026-06-30", {**golden, "units/a": {"名称": "甲"}}))
    for at, what, edit in ((7, "被改动过", lambda row: [row.replace(b'":', b'" :', 1)]), (7, "少了 1 行", lambda row: []), (7, "多了 1 行", lambda row: [b'{"a/x":{}}', row])):
        files = files_of(chain)
        rows = files["2026-03-31.jsonl"].split(b"\n")
        rows[at - 1:at] = edit(rows[at - 1])
        files["2026-03-31.jsonl"] = b"\n".join(rows)
        fault = next(f for f in proved(files).faults if f.file.endswith("03-31.jsonl"))
        assert (fault.line, fault.code) == (at, "C880") and what in fault.message


def test_the_last_edition_is_as_safe_as_those_before_it(golden: State) -> None:
    chain = chain_of(("2026-03-31", golden), ("2026-06-30", {**golden, "units/a": {"名称": "甲"}}))
    files = files_of(chain)
    del files["2026-06-30.jsonl"]
    assert [(f.code, f.file, f.line) for f in proved(files).faults] == [("C881", f"editions/{SUMS}", 2)]
    forged = following(chain_of(("2026-03-31", golden)), {**golden, "units/a": {"名称": "乙"}}, "2026-06-30", "样本县", "359900")
    faults = proved(files_of(chain) | {"2026-06-30.jsonl": forged.data}).faults
    assert [(f.code, f.file) for f in faults] == [("C880", "editions/2026-06-30.jsonl")], "whole, and yet another"


def test_check_says_so_and_nothing_is_written(tmp_path: Path) -> None:
    import shutil
    shutil.copytree(GOLDEN, tmp_path / "county")
    keeping.keep(tmp_path / "county", keeping.pending(tmp_path / "county", read_county(GOLDEN).county))
    assert not [f for f in check_county(tmp_path / "county").findings if f.rule.code.startswith("C88")]
    kept = next((tmp_path / "county" / "editions").glob("*.jsonl"))
    kept.write_bytes(kept.read_bytes().replace("名称".encode(), "名字".encode(), 1))
    found = [f for f in check_county(tmp_path / "county").findings if f.rule.code == "C880"]
    assert len(found) == 1 and found[0].place.file == f"editions/{kept.name}" and found[0].place.line > 1
    with pytest.raises(ValueError, match="接不上"):
        keeping.pending(tmp_path / "county", read_county(GOLDEN).county)


def test_an_edition_has_its_place_below_the_site(golden: State) -> None:
    edition: Edition = chain_of(("2026-03-31", golden)).last
    assert (edition.path, edition.date, edition.called) == ("editions/2026-03-31.jsonl", "2026-03-31", "2026-03-31")
