"""What is saved is what the form said and nothing besides; it can be undone; and nobody else's change is written over."""
import codecs
import random
import sys
from pathlib import Path
from typing import Any

import pytest
from desks import COUNTY, ROOT, copied, opened
from hands import Hand
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from disclosure.desk.beside import end_of
from disclosure.desk.pieces import find
from disclosure.desk.places import ITEMS, Astray
from disclosure.desk.county import stamped
from disclosure.desk.forms import forms
from disclosure.desk.saving import Moved, Saving
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable
from disclosure.write.tree import Fields, plain

SOAK = "--soak" in sys.argv
DOMAIN = "catalogues/domains/shehui-jiuzhu.yml"
WORDS = ["低保", "公示起止日期", "a: b", "- 一", "# 井号", "是", "2026-11-20", "'引'", '"号"', "两行\n文字", "尾 ", "{花}", "@", "0590-7000000", "null", "1.10", "长" * 90, "https://a.example/?q=1#2"]


def value_of(draw: random.Random, field: dict, made: dict, depth: int = 0) -> Any:
    """What somebody might make of a field in the form; None where it is emptied."""
    word = lambda: draw.choice(WORDS)  # noqa: E731
    match field["widget"]:
        case "text" | "long" | "number" | "day":
            return word()
        case "choice":
            return draw.choice(field["options"])
        case "boxes":
            return draw.sample(field.get("options") or ["县级", "乡级"], k=1)
        case "channels":
            return ["政府网站", *draw.choice([[], [{"其他": word()}]])]
        case "audience":
            return draw.choice(["全社会", {"特定群体": word()}])
        case "pairs":
            return {word().strip(): word() for _ in range(2)}
        case "record" if depth < 2:
            inner = draw.sample(made[field["form_of"]], k=min(2, len(made[field["form_of"]])))
            one = {f["key"]: value for f in inner if (value := value_of(draw, f, made, depth + 1)) is not None}
            return ([one] if field["many"] else one) if one else None
        case "record":
            return None
        case "texts" | "next":
            return [word() for _ in range(draw.randint(1, 3))]
    return [word()] if field.get("many") else word()


def block(piece: Fields, key: str) -> tuple[int, int]:
    """The lines of the file, from 0, in which a field stands; of one that is not there those of the record, if that is all on one line, in brackets, else none."""
    pair = piece.find(key)
    if pair is None:
        line = piece.pairs[0].at.span[0]
        return (line - 1, line) if len(piece.pairs) > 1 and piece.pairs[1].at.span[0] == line else (0, 0)
    return pair.at.span[0] - 1, end_of(pair.was)[0]


def stirred(before: bytes, after: bytes) -> tuple[int, int]:
    """The old lines between the first and the last that changed.  The mark at the head of a file belongs to none of them."""
    old, new = (data.removeprefix(codecs.BOM_UTF8).split(b"\n") for data in (before, after))
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return first, len(old) - last


def test_random_edits_change_what_they_say_and_no_other_byte(demonstration: Saving, soak: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    seed = random.randrange(1 << 32) if soak else 19
    saving, site, draw, made = demonstration, demonstration.site, random.Random(seed), forms()
    rows = [row for kind in saving.sight.kinds() for row in kind["rows"] if kind["name"] != "pages"]  # these are no YAML
    monkeypatch.setattr(saving.preview, "fresh", lambda: False)  # what the pages make of it is another matter
    done = 0
    for _ in range(600 if soak else 60):
        row = draw.choice(rows)
        file, at = row["file"], row["at"]
        draft = Draft.open(site, file)
        if at[:1] == [ITEMS] and not any(isinstance(one, dict) and one.get("编号") == at[1] for one in draft.values[ITEMS]):
            continue
        piece = find(draft, at)
        told = saving.sight.record(file, at)
        field = draw.choice([f for f in made[told["form"]] if f["key"] != "编号"])
        value = draw.choice([None, *[value_of(draw, field, made)] * 3])
        was = plain(piece)
        if value is None and field["key"] in was and len(was) == 1:
            continue
        start, end = block(piece, field["key"])
        end += value is None and piece.pairs[0].key == field["key"]  # what follows moves up to the dash
        saving.save(file, at, told["stamp"], {field["key"]: value})
        again = Draft.open(site, file)
        wanted = {key: one for key, one in {**was, field["key"]: value}.items() if one is not None}
        assert plain(find(again, at)) == wanted, (seed, file, at, field["key"], value)
        first, last = stirred(draft.before, again.before)
        assert first >= last or (start <= first and last <= end), (seed, file, at, field["key"], value)
        done += 1
    assert done > (400 if soak else 35)
    while saving.journal.last():
        saving.turn(back=True)
    for path in (ROOT / "catalogues").rglob("*.yml"):
        assert (site / path.relative_to(ROOT)).read_bytes() == path.read_bytes(), "all of it undone"


@settings(max_examples=500 if SOAK else 25, derandomize=not SOAK, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate] if SOAK else list(Phase))
@given(data=st.data())
def test_any_sequence_of_edits_in_files_by_any_hand(hand_written: Saving, data: st.DataObject) -> None:
    saving, path, made = hand_written, hand_written.site / DOMAIN, forms()
    values = Draft.open(COUNTY, DOMAIN).values
    values = {**values, ITEMS: data.draw(st.lists(st.sampled_from(values[ITEMS]), min_size=1, max_size=3, unique_by=lambda one: one["编号"]))}
    hand = Hand(data.draw)
    end = data.draw(st.sampled_from(["\n", "\n", "\r\n"]))
    path.write_bytes((data.draw(st.sampled_from(["", "\ufeff"])) + "\n".join([*hand.block(values, 0), ""]).replace("\n", end)).encode())
    try:
        twin = Draft.open(saving.site, DOMAIN).values
    except Unwritable:
        assume(False)
    draw = data.draw(st.randoms(use_true_random=False))
    for _ in range(data.draw(st.integers(1, 6))):
        number = draw.choice([None, *(str(one.get("编号")) for one in twin[ITEMS] if isinstance(one, dict) and isinstance(one.get("编号"), str))])
        at = [ITEMS, number] if number else []
        record = next(one for one in twin[ITEMS] if isinstance(one, dict) and one.get("编号") == number) if number else twin
        field = draw.choice([f for f in made["Item" if number else "Domain"] if f["key"] != "编号"])
        value = draw.choice([None, *[value_of(draw, field, made)] * 3])
        if value is None and (field["key"] not in record or len(record) == 1):
            continue
        before = Draft.open(saving.site, DOMAIN)
        piece = find(before, at)
        start, stop = block(piece, field["key"])
        stop += value is None and piece.pairs[0].key == field["key"]
        saving.save(DOMAIN, at, stamped(before.before), {field["key"]: value})
        record.pop(field["key"]) if value is None else record.update({field["key"]: value})
        after = Draft.open(saving.site, DOMAIN)
        assert after.values == twin, (field["key"], value)
        first, last = stirred(before.before, after.before)
        assert first >= last or (start <= first and last <= stop) or in_brackets(before, at), (at, field["key"], value)
        assert after.before.startswith("\ufeff".encode()) == before.before.startswith("\ufeff".encode())


def in_brackets(draft: Draft, at: list[str]) -> bool:
    """Whether a record stands in { }, over however many lines: a field has none for itself there."""
    return find(draft, at).was.flow


@pytest.fixture(scope="module")
def hand_written(tmp_path_factory: pytest.TempPathFactory) -> Saving:
    saving = opened(copied(COUNTY, tmp_path_factory.mktemp("county")))
    saving.preview.fresh = lambda: False
    return saving


@pytest.fixture
def saving(tmp_path: Path) -> Saving:
    return opened(copied(COUNTY, tmp_path))


def stamp(saving: Saving, file: str, at: list[str]) -> str:
    return saving.sight.record(file, at)["stamp"]


def test_what_was_changed_elsewhere_is_not_written_over(saving: Saving) -> None:
    told = saving.sight.record(DOMAIN, [])
    path = saving.site / DOMAIN
    theirs = path.read_text(encoding="utf-8").replace("名称: 审核信息", "名称: 别人改的")
    path.write_text(theirs, encoding="utf-8")
    with pytest.raises(Moved) as moved:
        saving.save(DOMAIN, [], told["stamp"], {"说明": "我的"})
    assert moved.value.now["stamp"] != told["stamp"] and path.read_text(encoding="utf-8") == theirs
    assert saving.journal.last() is None
    saving.save(DOMAIN, [], moved.value.now["stamp"], {"说明": "我的"})
    path.write_text(path.read_text(encoding="utf-8") + "# 后来\n", encoding="utf-8")
    with pytest.raises(Unwritable, match="后来在别处又改过"):
        saving.turn(back=True)


def test_undo_and_redo_outlive_the_desk(saving: Saving) -> None:
    before = (saving.site / DOMAIN).read_bytes()
    saving.save(DOMAIN, [], stamp(saving, DOMAIN, []), {"说明": "新的说明"})
    after = (saving.site / DOMAIN).read_bytes()
    again = opened(saving.site)
    assert again.journal.told()["undo"] == "改 社会救助：说明"
    again.turn(back=True)
    assert (saving.site / DOMAIN).read_bytes() == before != after
    opened(saving.site).turn(back=False)
    assert (saving.site / DOMAIN).read_bytes() == after
    again.turn(back=True)
    again.save(DOMAIN, [], stamp(again, DOMAIN, []), {"说明": "另外的"})
    assert not again.journal.told()["redo"], "what was undone before another change is gone"


def test_a_power_failure_between_note_and_file_loses_nothing(saving: Saving, monkeypatch: pytest.MonkeyPatch) -> None:
    saving.save(DOMAIN, [], stamp(saving, DOMAIN, []), {"说明": "一"})
    path, one = saving.site / DOMAIN, (saving.site / DOMAIN).read_bytes()
    saving.save(DOMAIN, [], stamp(saving, DOMAIN, []), {"说明": "二"})
    path.write_bytes(one)  # noted, and the file not yet replaced
    again = opened(saving.site)
    again.journal.path(99, ".json").write_text('{"file": "cata')  # the note itself cut off
    again.turn(back=True)
    assert b"\xe8\xaf\xb4\xe6\x98\x8e: \xe4\xb8\x80" not in path.read_bytes()


def test_new_records_of_every_kind_of_file(saving: Saving) -> None:
    file, at = saving.add("matter", DOMAIN, "", {"名称": "新的事项", "编号": "9.9", "内容": ["甲", "乙"]})
    assert at == [ITEMS, "9.9"] and saving.sight.record(file, at)["values"] == {"编号": "9.9", "名称": "新的事项", "内容": ["甲", "乙"]}
    with pytest.raises(Unwritable, match="已经用过"):
        saving.add("matter", DOMAIN, "", {"编号": "9.9", "名称": "又一个"})
    saving.add("matter", DOMAIN, "", {"编号": "1.3", "一级事项": "综合业务", "名称": "与前两项一起的"})
    numbers = [row["at"][1] for row in saving.sight.raw(DOMAIN) if row["at"]]
    assert numbers[:4] == ["1.1", "1.2", "1.3", "2.10"] and "9.9" in numbers
    saving.turn(back=True)
    file, at = saving.add("units", "", "xin-ju", {"名称": "样本县新局"})
    assert (file, at) == ("catalogues/units.yml", ["xin-ju"]) and saving.sight.record(file, at)["values"] == {"名称": "样本县新局"}
    file, at = saving.add("policies", "", "p-1", {"标题": "一份"})
    assert (saving.site / file).read_text(encoding="utf-8").endswith("标题: 一份\n")
    for id in ("p-1", "../x", "P", "con", ""):
        with pytest.raises(Unwritable):
            saving.add("policies", "", id, {"标题": "一份"})
    for _ in range(3):
        saving.turn(back=True)
    assert not (saving.site / file).exists() and (saving.site / DOMAIN).read_bytes() == (COUNTY / DOMAIN).read_bytes()


@pytest.mark.parametrize("changes", [{"没有的": "一"}, {"说明": 1}, {"说明": [[[[[[[[["深"]]]]]]]]]}, {"说明": "\ud800"}, {ITEMS: []}, {"说明": "长" * 200_001}])
def test_what_no_form_says_is_refused(saving: Saving, changes: dict) -> None:
    before = (saving.site / DOMAIN).read_bytes()
    with pytest.raises((Unwritable, TypeError)):
        saving.save(DOMAIN, [], stamp(saving, DOMAIN, []), changes)
    assert (saving.site / DOMAIN).read_bytes() == before and saving.journal.last() is None


@pytest.mark.parametrize("folder", ["catalogues/news", "catalogues", "content", "content/files", "build", "build/desk"])
def test_a_link_out_of_the_county_is_not_followed(saving: Saving, folder: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere, place = tmp_path_factory.mktemp("elsewhere"), saving.site / folder
    if place.exists():
        place.rename(elsewhere / "own")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(elsewhere / "own" if (elsewhere / "own").exists() else elsewhere, target_is_directory=True)
    before = sorted(elsewhere.rglob("*"))
    for write in (lambda: saving.add("news", "", "n-1", {"标题": "一条"}), lambda: saving.add("pages", "", "n-1", {"正文": "# 一"}), lambda: saving.write("content/files/x.txt", None, b"x", "放")):
        try:
            write()
        except (Astray, Unwritable, OSError):
            continue
    assert sorted(elsewhere.rglob("*")) == before, "nothing is written through it"
    if folder == "catalogues/news":
        with pytest.raises(Astray, match="通往别处的链接"):
            saving.add("news", "", "n-1", {"标题": "一条"})


def test_a_file_that_is_a_link_is_neither_shown_nor_written(saving: Saving, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.yml"
    secret.write_text("标题: 秘密\n", encoding="utf-8")
    for file in ("catalogues/policies/l.yml", "content/l.md", "content/files/l.txt"):
        (saving.site / file).parent.mkdir(parents=True, exist_ok=True)
        (saving.site / file).symlink_to(secret)
        with pytest.raises((Astray, Unwritable, OSError)):
            saving.sight.record(file, [])
        with pytest.raises((Astray, Unwritable, OSError)):
            saving.write(file, secret.read_bytes(), b"x", "改")
    assert secret.read_text(encoding="utf-8") == "标题: 秘密\n"


def test_one_earlier_step_is_taken_back_alone_unless_a_later_one_stands_in_the_way(saving: Saving) -> None:
    path, before = saving.site / DOMAIN, (saving.site / DOMAIN).read_bytes()
    for at, changes in (([], {"说明": "第一步"}), ([ITEMS, "1.2"], {"名称": "第二步"}), ([], {"说明": "第三步"})):
        saving.save(DOMAIN, at, stamp(saving, DOMAIN, at), changes)
    steps = [change.label for change in saving.journal.newest().values()]
    assert steps == ["改 社会救助：说明", "改 社会救助 1.2 第二步：名称", "改 社会救助：说明"]
    with pytest.raises(Unwritable, match="后来的“改 社会救助：说明”"):
        saving.take_back(1)
    assert saving.take_back(2) == steps[1]
    said = path.read_text(encoding="utf-8")
    assert "第二步" not in said and "第三步" in said and saving.journal.told()["undo"] == f"撤销“{steps[1]}”"
    with pytest.raises(Unwritable, match="已经撤销"):
        saving.take_back(2)
    with pytest.raises(Unwritable, match="轮到的是"):
        saving.turn(back=True, wanted=3)
    while saving.journal.last():
        saving.turn(back=True)
    assert path.read_bytes() == before


def test_what_was_changed_elsewhere_stands_in_the_way_too(saving: Saving) -> None:
    saving.save(DOMAIN, [], stamp(saving, DOMAIN, []), {"说明": "一"})
    saving.save(DOMAIN, [ITEMS, "1.2"], stamp(saving, DOMAIN, [ITEMS, "1.2"]), {"名称": "二"})
    path = saving.site / DOMAIN
    path.write_text(path.read_text(encoding="utf-8").replace("说明: 一", "说明: 别人的") + "# 别人的\n", encoding="utf-8")
    theirs = path.read_bytes()
    with pytest.raises(Unwritable, match="别处"):
        saving.take_back(1)
    assert path.read_bytes() == theirs
    path.write_bytes(theirs.replace("别人的".encode(), "一".encode(), 1))
    saving.take_back(1)
    assert "说明" not in path.read_text(encoding="utf-8").split("事项:")[0] or "说明: 一" not in path.read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8").endswith("# 别人的\n")


def test_what_waits_for_its_day_says_so(saving: Saving) -> None:
    path = next((saving.site / "catalogues/policies").glob("*.yml"))
    file = f"catalogues/policies/{path.name}"
    assert saving.sight.record(file, [])["waits"] == ""
    saving.save(file, [], stamp(saving, file, []), {"发布日期": "2099-01-05"})
    assert saving.sight.record(file, [])["waits"] == "2099-01-05"
    saving.turn(back=True)
