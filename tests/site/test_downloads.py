"""The downloads say what the catalogue says, cell for cell, to whoever opens them."""
import io
import json
from pathlib import Path

import pandas
import pytest
from built import GOLDEN, build

from disclosure.read.county import read_county
from disclosure.render.cells import text_of
from disclosure.render.downloads import EVERY, as_csv, as_json, csv_lines, json_lines, standing, unkept


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(GOLDEN, tmp_path_factory.mktemp("downloads") / "site")


UNKEPT = {"service_guides"}
"""The fields that name records of registers which this county does not keep: no columns of its tables."""


def test_a_column_that_names_a_register_comes_with_the_register() -> None:
    county = read_county(GOLDEN).county
    items = list(county.domains["shehui-jiuzhu"].items)
    heads = [as_csv(items, type(items[0]), leave=leave).decode("utf-8-sig").split("\r\n")[0].split(",") for leave in (unkept(county), ())]
    assert [head for head in heads[1] if head not in heads[0]] == ["指南"]


@pytest.mark.parametrize("path", ["domains/shehui-jiuzhu", "townships/xi-jie", "villages/shi-cun", "catalogue"])
def test_csv_json_and_county_agree(site: Path, path: str) -> None:
    table = pandas.read_csv(site / f"{path}.csv", dtype=str, keep_default_na=False)
    rows = json.loads((site / f"{path}.json").read_text(encoding="utf-8"))["事项"]
    assert [r["事项"] for r in rows] == list(table["事项"]) and len(rows)
    items = {i.code: i for owner in read_county(GOLDEN).county.catalogues for i in owner.items}
    for (_, line), row in zip(table.iterrows(), rows, strict=True):
        item = items[line["事项"]]
        for code, field in item.fields.items():
            told = text_of(field.kind, getattr(item, code))
            assert line.get(field.key, "" if code in UNKEPT else None).removeprefix("'") == told
            assert (field.key in row) == bool(told)


def test_excel_reads_chinese_and_runs_no_formula(site: Path) -> None:
    data = (site / "domains" / "shehui-jiuzhu.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == data.count(b"\n") - 1  # one line feed within a cell
    table = pandas.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
    assert "'=1+1 举报电话；@某人" in set(table["内容"])
    assert "shehui-jiuzhu/2.10" in set(table["事项"])


def test_retired_matters_leave_the_tables_but_not_the_site(site: Path) -> None:
    assert "旧事项" not in (site / "domains" / "shehui-jiuzhu.csv").read_text(encoding="utf-8-sig")
    assert "已于 2025-12-31 停用" in (site / "domains" / "shehui-jiuzhu" / "9.html").read_text(encoding="utf-8")


def test_lines_of_the_last_build_are_taken_where_they_stand() -> None:
    """Whatever stands in a cell, and whichever matters have changed: the bytes are those of a file that is made anew."""
    county = read_county(GOLDEN).county
    items = [item for owner in county.catalogues for item in owner.items if not item.retired]
    odd = ['“引号”"和" 逗号,', "两\r\n行\n又一行", 'a","b"\r\n"', "=1+1", "},\n{\"事项\":\"x/1\"", '"', ""]
    for item, text in zip(items, odd, strict=False):
        item.__dict__["note"] = text
    twin = items[3]
    twins = type(twin)(items[5].id, twin.place, {**twin.__dict__, "owner": items[5].owner, "number": items[5].number}, twin.spans)
    every = [*items, twins]
    before = as_csv(every, EVERY), as_json("全部", every, EVERY, county)
    for changed in ({}, {items[1].address}, {item.address for item in items[::2]}):
        for item in items:
            if item.address in changed:
                item.__dict__["note"] = f"改了{item.note}"
        for now in (every, every[1:], [*reversed(every)]):
            known = [standing(now, lines, lambda address, changed=changed: address not in changed) for lines in (csv_lines(before[0]), json_lines(before[1]))]
            assert all(len(those) > len(items) / 2 - 5 and items[5] not in those for those in known)
            assert as_csv(now, EVERY, known=known[0]) == as_csv(now, EVERY)
            assert as_json("全部", now, EVERY, county, known=known[1]) == as_json("全部", now, EVERY, county)
        before = as_csv(every, EVERY), as_json("全部", every, EVERY, county)
