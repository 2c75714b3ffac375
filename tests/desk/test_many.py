"""One element of many matters at once: what is shown is what is written, nothing else moves, and one step takes it back."""
from pathlib import Path

import pytest
from desks import COUNTY

from disclosure.desk import many
from disclosure.desk.routes import Desk
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable


def rows(desk: Desk, **wanted: str) -> list[dict]:
    return [row for row in many.grid(desk, {"key": "时限"})["rows"] if all(row[key] == value or value in row[key] for key, value in wanted.items())]


def sent(rows: list[dict], **more) -> dict:
    return {"way": "set", "words": "", "value": None, "rows": [{"file": row["file"], "at": row["at"]} for row in rows], **more}


def lines(path: Path, was: Path) -> tuple[list[str], list[str]]:
    """Lines that went, and that came."""
    old, new = was.read_text(encoding="utf-8").splitlines(), path.read_text(encoding="utf-8").splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_the_grid_has_every_matter_of_every_file_with_what_holds(desk: Desk) -> None:
    told = many.grid(desk, {})
    files = {row["file"] for row in told["rows"]}
    assert len(told["rows"]) == sum(len(Draft.open(desk.saving.site, file).value(None, "事项") or []) for file in files)
    assert files >= {owner.place.file for owner in desk.sight.county.catalogues if any(item.spans for item in owner.items)}
    assert {row["own"] for row in told["rows"]} == {True, False} and all(row["value"] for row in told["rows"] if row["owner"] == "社会救助")
    assert not {"编号", "参照", "信息"} & {f["key"] for f in told["fields"]}


def test_one_element_of_many_is_changed_undone_and_nothing_else_moves(desk: Desk) -> None:
    some = rows(desk)
    assert len(some) > 5 and len({row["file"] for row in some}) > 2
    wish = sent(some, key="备注", value="民政局的事项")
    told = many.preview(desk, wish)
    assert len(told["rows"]) + len(told["same"]) == len(some) and {row["new"] for row in told["rows"]} == {"民政局的事项"}
    before = {row["file"]: (desk.saving.site / row["file"]).read_bytes() for row in some}
    done = many.save(desk, {**wish, "stamp": told["stamp"]})
    assert done["number"] == len(told["rows"]) and done["undo"] == f"改 {done['number']} 个事项：备注"
    came: list[str] = []
    for file in before:
        _, new = lines(desk.saving.site / file, COUNTY / file)
        came += [line.strip().removeprefix("备注: ") for line in new]
        assert set(came) <= {"民政局的事项"}, "a 备注 that stood as a block stays one"
    assert "民政局的事项" in came
    desk.saving.turn(back=True)
    assert all((desk.saving.site / file).read_bytes() == data for file, data in before.items())


def test_an_entry_is_added_and_taken_away_and_what_holds_anyway_is_not_written(desk: Desk) -> None:
    told = many.preview(desk, sent(rows(desk, owner="社会救助")[:5], key="主体", way="add", value=["caizheng"]))
    assert told["rows"] and all(row["new"].endswith("样本县财政局") and row["new"] != row["old"] for row in told["rows"])
    same = many.preview(desk, sent(rows(desk, owner="社会救助")[:5], key="主体", way="take", value=["caizheng"]))
    assert not same["rows"] and {row["why"] for row in same["same"]} == {"已经是这样"}
    default = Draft.open(desk.saving.site, "catalogues/domains/shehui-jiuzhu.yml").value(None, "默认")
    assert "渠道" in default or "方式" in default
    key = "渠道" if "渠道" in default else "方式"
    alone = rows(desk, owner="社会救助")[:3]
    first = many.preview(desk, sent(alone, key=key, value=["政务服务中心"] if key == "渠道" else ["依申请公开"]))
    many.save(desk, sent(alone, key=key, value=["政务服务中心"] if key == "渠道" else ["依申请公开"], stamp=first["stamp"]))
    again = sent(alone, key=key, value=default[key])
    many.save(desk, again | {"stamp": many.preview(desk, again)["stamp"]})
    assert not lines(desk.saving.site / "catalogues/domains/shehui-jiuzhu.yml", COUNTY / "catalogues/domains/shehui-jiuzhu.yml")[1], "what 默认 says is not written at each matter"


def test_words_are_replaced_and_given_back(desk: Desk) -> None:
    some = rows(desk, owner="社会救助")
    wish = sent(some, key="时限", way="replace", words="10个工作日", value="15个工作日")
    told = many.preview(desk, wish)
    assert all(row["old"].replace("10个工作日", "15个工作日") == row["new"] != row["old"] for row in told["rows"])
    many.save(desk, wish | {"stamp": told["stamp"]})
    back = many.preview(desk, sent(some, key="时限", way="back"))
    assert len(back["rows"]) + len(back["same"]) == len(some)


def test_what_was_not_shown_is_not_written(desk: Desk) -> None:
    some = rows(desk, owner="社会救助")[:3]
    wish = sent(some, key="备注", value="一")
    stamp = many.preview(desk, wish)["stamp"]
    with pytest.raises(Unwritable, match="再看一遍"):
        many.save(desk, sent(some, key="备注", value="二", stamp=stamp))
    path = desk.saving.site / some[0]["file"]
    was = path.read_bytes()
    path.write_bytes(was + b"# x\n")
    with pytest.raises(Unwritable, match="别处改过"):
        many.save(desk, wish | {"stamp": stamp})
    path.write_bytes(was)
    for wrong in ({"value": None}, {"value": ""}, {"way": "replace", "words": "", "value": "x"}, {"value": {"a": [[[[[[[[["x"]]]]]]]]]}}):
        with pytest.raises(Unwritable):
            many.preview(desk, sent(some, key="备注") | wrong)
    for wrong in ({"rows": []}, {"rows": None}, {"rows": [{"file": 1}]}):
        with pytest.raises(TypeError):
            many.preview(desk, sent(some, key="备注", value="x") | wrong)


def test_where_one_file_cannot_be_written_none_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from disclosure.write import disk
    some = rows(desk)
    wish, real, tried = sent(some, key="备注", value="民政"), disk.replace, []

    def full(path: Path, before: bytes | None, after: bytes) -> None:
        tried.append(path)
        if len(tried) == 2:
            raise OSError(28, "No space left on device")
        real(path, before, after)
    stamp = many.preview(desk, wish)["stamp"]
    monkeypatch.setattr(disk, "replace", full)
    with pytest.raises(OSError, match="space"):
        many.save(desk, wish | {"stamp": stamp})
    assert len(tried) == 3 and desk.saving.journal.last() is None, "the first is put back"
