"""One field of every record of a kind: each row as it was written, in one step, and nothing where a file has moved on."""
import pytest

from disclosure.desk import many_rows
from disclosure.desk.places import Astray
from disclosure.desk.routes import Desk
from disclosure.write.style import Unwritable


def told(desk: Desk, kind: str, key: str) -> list[dict]:
    return many_rows.rows(desk, {"kind": kind, "key": key})["rows"]


def sent(row: dict, value, add: bool = False) -> dict:
    return {"who": "a" * 32, "turn": 1, "file": row["file"], "at": row["at"], "stamp": row["stamp"], "value": value, "add": add}


def test_every_record_gets_an_entry_and_one_step_takes_them_back(desk: Desk) -> None:
    for id, told_so_far in (("dao-lu", {}), ("qiao", {"进展": [{"日期": "2026-10-20", "内容": "上个月做的"}]})):
        desk.saving.add("tasks", "", id, {"具体工作": f"修{id}", **told_so_far})
    before = {path: path.read_bytes() for path in (desk.saving.site / "catalogues").rglob("*.yml")}
    rows = told(desk, "tasks", "进展")
    assert len(rows) > 1
    had = {row["title"]: len(row["value"] or []) for row in rows}
    entry = {"日期": "2026-11-20", "内容": "这个月做的"}
    done = many_rows.save(desk, {"key": "进展", "rows": [sent(row, entry, add=True) for row in rows]})
    assert done["undo"] == f"改 {len(rows)} 条的进展"
    now = told(desk, "tasks", "进展")
    assert all(row["value"][-1] == entry and len(row["value"]) == had[row["title"]] + 1 for row in now)
    desk.saving.turn(back=True)
    assert {path: path.read_bytes() for path in before} == before


def test_values_of_records_in_one_file_and_in_many(desk: Desk) -> None:
    units = told(desk, "units", "电话")
    many_rows.save(desk, {"key": "电话", "rows": [sent(row, f"0590-710{n:04}") for n, row in enumerate(units)]})
    assert [row["text"] for row in told(desk, "units", "电话")] == [f"0590-710{n:04}" for n in range(len(units))]
    desk.saving.turn(back=True)
    with pytest.raises(Unwritable, match="别处改过"):
        path = desk.saving.site / units[0]["file"]
        was = path.read_bytes()
        try:
            path.write_bytes(was + b"# theirs\n")
            many_rows.save(desk, {"key": "电话", "rows": [sent(units[0], "1")]})
        finally:
            path.write_bytes(was)
    for kind, key in (("tasks", "没有的"), ("没有的", "电话"), ("../x", "电话")):
        with pytest.raises(Astray):
            told(desk, kind, key)
    with pytest.raises(Unwritable):
        many_rows.save(desk, {"key": "没有的", "rows": [sent(told(desk, "units", "电话")[0], "1")]})
    assert desk.saving.journal.last() is None
