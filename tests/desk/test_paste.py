"""Tables that are pasted or sent: read as `import` reads them, nothing written before somebody has said so, undone in one step."""
import base64
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from disclosure.desk import many_paste, many_tables, records
from disclosure.desk.county import Astray
from disclosure.desk.jobs import jobs_of
from disclosure.desk.routes import Desk
from disclosure.write.style import Unwritable

DOMAIN = "catalogues/domains/shehui-jiuzhu.yml"
HEAD = ("序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体")
ROW = ("", "临时救助", "救助站的位置", "1.站点地址 2.开放时间", "《社会救助暂行办法》", "20", "示例县没有的局", "■政府网站 □公示栏")


def page(*rows: tuple[str, ...]) -> str:
    return "<html><body><!--StartFragment--><table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table><!--EndFragment--></body></html>"


def come(desk: Desk, **given) -> tuple[str, dict]:
    """What came of reading, and by which name it is asked for."""
    id = many_paste.read(desk, given)["id"]
    end = time.monotonic() + 120
    while (told := many_paste.result(desk, {"id": id}))["waiting"]:
        assert time.monotonic() < end
        time.sleep(0.05)
    return id, told


def test_a_pasted_row_is_doubted_at_its_cell_written_when_wanted_and_undone(desk: Desk) -> None:
    before = (desk.saving.site / DOMAIN).read_bytes()
    id, told = come(desk, target="domains/shehui-jiuzhu", html=page(HEAD, ROW), plain="")
    (one,), (table,) = told["outcomes"], told["tables"]
    assert one["rows"]["new"] == 1 and not told["refusals"] and told["files"] == [DOMAIN]
    assert {(cell["row"], cell["column"], cell["field"]) for cell in one["cells"] if cell["severity"] == "doubtful" and cell["row"]} >= {(2, 6, "时限"), (2, 7, "主体")}
    assert any(cell["severity"] == "mended" and (cell["row"], cell["column"]) == (2, 8) for cell in one["cells"])
    assert [2, 6, 1, 1, "20"] in table["cells"]
    assert (desk.saving.site / DOMAIN).read_bytes() == before and desk.saving.journal.last() is None, "nothing is written by reading"
    done = many_paste.write(desk, {"id": id})
    after = (desk.saving.site / DOMAIN).read_text(encoding="utf-8")
    assert done["undo"] == "导入表格：新增 1，改动 0" and "名称: 救助站的位置" in after and "时限: '20'" not in after
    (new,) = done["new"]
    assert new["file"] == DOMAIN and desk.sight.record(new["file"], new["at"])["values"]["名称"] == "救助站的位置" in new["title"], "a link leads to what is new"
    with pytest.raises(Unwritable, match="没有要写的"):
        many_paste.write(desk, {"id": id})
    desk.saving.turn(back=True)
    assert (desk.saving.site / DOMAIN).read_bytes() == before


def test_matters_that_townships_take_are_told_before_they_are_written(desk: Desk) -> None:
    """Who adds to a domain adds to every township that takes all of it, and who changes a matter changes theirs."""
    with_levels, row = (*HEAD, "公开层级"), ("", "临时救助", "救助站的位置", "1.站点地址 2.开放时间", "《社会救助暂行办法》", "20个工作日", "县民政局", "■政府网站", "县级、乡级")
    _, told = come(desk, target="domains/shehui-jiuzhu", html=page(with_levels, row), plain="")
    assert told["follow"]["places"] == ["西街街道"] and told["follow"]["matters"] == 1, told
    assert "新增 1 项" in told["follow"]["text"] and "主体是它们" in told["follow"]["text"]
    _, told = come(desk, target="domains/shehui-jiuzhu", html=page(with_levels, (*row[:-1], "县级")), plain="")
    assert told["follow"] is None, "what is of the county alone follows nowhere"


def test_the_form_of_a_matter_says_who_follows_it(desk: Desk) -> None:
    told = desk.sight.record(DOMAIN, ["事项", "1.1"])["follow"]
    assert "西街街道" in told and "1 项" in told
    ask = {"text": "20个工作日", "file": DOMAIN}
    assert "改了一起变" in records.limit(desk, ask | {"at": '["事项", "1.1"]'})["follow"]
    assert not records.limit(desk, ask | {"at": '["事项", "1.2"]'})["follow"], "the township has written a 时限 of its own"
    assert not desk.sight.record(DOMAIN, ["事项", "A-3"])["follow"]


def test_a_long_table_goes_to_the_page_whole() -> None:
    """What is read again with a cell that was typed over is what the page has: no row may be lacking in it."""
    cells = [SimpleNamespace(row=row, column=column, rows=1, columns=1, text=f"{row}") for row in range(1, 1002) for column in (1, 70)]
    told = many_tables.shown(SimpleNamespace(file="x.xlsx", sheet="", number=1, page=0, title_lines=(), cells=cells, height=1001, width=70))
    assert told["height"] == 1001 and told["width"] == 70 and [(cell[0], cell[1]) for cell in told["cells"]] == [(cell.row, cell.column) for cell in cells]


def test_what_was_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    path = desk.saving.site / DOMAIN
    was = path.read_bytes()
    name = "表.csv"
    data = "\n".join(",".join(row) for row in (HEAD, ROW)).encode("gb18030")
    id, told = come(desk, target="domains/shehui-jiuzhu", name=name, data=base64.b64encode(data).decode())
    assert told["files"] == [DOMAIN] and told["tables"][0]["file"] == name
    path.write_bytes(was + b"# theirs\n")
    with pytest.raises(Unwritable, match="别处"):
        many_paste.write(desk, {"id": id})
    assert path.read_bytes() == was + b"# theirs\n"
    path.write_bytes(was)


def test_what_is_no_table_is_refused_in_chinese(desk: Desk) -> None:
    id, told = come(desk, target="domains/shehui-jiuzhu", name="../../旧.doc", data=base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 100).decode())
    assert "图片" in told["refusals"][0] and not told["files"]
    with pytest.raises(Unwritable):
        many_paste.write(desk, {"id": id})
    for wrong, error in (({"target": "domains/../x", "plain": "x"}, Astray), ({"target": "each", "plain": ""}, Unwritable), ({"target": "each", "plain": "x", "retire": "明天"}, Unwritable),
                         ({"target": "each", "name": "x.xlsx", "data": "!"}, TypeError), ({"target": "each"}, TypeError)):
        with pytest.raises(error):
            many_paste.read(desk, wrong)
    with pytest.raises(Astray):
        jobs_of(desk).one("99")


def test_where_a_table_can_go(desk: Desk) -> None:
    ids = {one["id"] for one in many_paste.targets(desk, {})["targets"]}
    assert {"each", "domains/shehui-jiuzhu", "registers/tasks"} <= ids and {f"townships/{id}" for id in desk.sight.county.townships} <= ids
    assert Path(desk.saving.site, "build/import").exists() is False
