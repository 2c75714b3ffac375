"""The pack for evaluators: the scorecard's figures, each with an address of a page that is there, and the same bytes."""
import csv
import io
import json
import zipfile

import pytest
from disclosure.checking import EVERY
from disclosure.scores import MEASURES
from disclosure.site import shelves

from printed import COUNTY, files, sample, wanted


@pytest.fixture(scope="module")
def pack() -> dict[str, bytes]:
    return {path.removeprefix("evaluation/"): data for path, data in files("evaluation", sample()).items()}


def test_every_figure_is_the_scorecard_s(pack: dict[str, bytes]) -> None:
    parts = sample().scores().parts.values()
    expected = [(MEASURES[p.measure].title, p.name, p.got, p.total) for p in parts]
    assert [(one["指标"], one["对象"], one["分子"], one["分母"]) for one in json.loads(pack["evaluation.json"])["数据"]] == expected
    rows = list(csv.reader(io.StringIO(pack["evaluation.csv"].decode("utf-8-sig"))))[1:]
    assert [(row[0], row[1], int(row[2]), int(row[3])) for row in rows] == expected
    page = pack["evaluation.html"].decode()
    assert all(f'<td class="n">{got}</td><td class="n">{total}</td>' in page for _, _, got, total in expected)


def test_evidence_is_a_page_of_the_site_and_rules_are_known(pack: dict[str, bytes]) -> None:
    one, told = sample(), json.loads(pack["evaluation.json"])
    pages = {made.path for shelf in shelves(one.view, (), bytes, None).values() for made in shelf}
    assert {line["证据"].removeprefix(one.view.base) for line in told["数据"]} <= pages | {"index.html"}
    assert {rule["代码"] for measure in told["指标"] for rule in measure["规则"]} == {rule.code for rule in EVERY.values() if rule.measure in MEASURES}
    assert any(line["缺项"] for line in told["数据"] if line["分子"] < line["分母"])


def test_the_zip_holds_the_same_files_and_is_the_same_each_time(pack: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(pack["evaluation.zip"])) as archive:
        assert {info.filename: archive.read(info) for info in archive.infolist()} == {name: data for name, data in pack.items() if name != "evaluation.zip"}
        assert {(info.date_time, info.compress_type, info.create_system) for info in archive.infolist()} == {((*sample().county.as_of.day.timetuple()[:3], 0, 0, 0), zipfile.ZIP_STORED, 0)}
    assert files("evaluation", wanted(COUNTY))["evaluation/evaluation.zip"] == pack["evaluation.zip"]
