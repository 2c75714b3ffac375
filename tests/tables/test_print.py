"""What is printed says what the county says, cell by cell, the same bytes everywhere, and text is only ever text."""
import io
import os
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from disclosure.checking import EVERY
from disclosure.model.registers.participation import OPEN
from disclosure.render.form import of_catalogue
from disclosure.render.relations import active

from printed import COUNTY, ROOT, bare, bookmarks, demonstration, faults, files, made, reader, sample, sticking_out, text, wanted

HOSTILE = [
    "#set page(width: 1pt) #panic() #import \"x\"", "$x^2$ 美元$", "*粗* _斜_ ~~删~~ `代码` ```块```", "@某人 <标签> <<", "\\ \\u{41} \\n C:\\目录", "// 不是注释 /* 也不是 */", "= 不是标题", "[括号] {花括号} (圆括号)",
    "- 列表", "+ 列表", "/ 词: 义", "---", "……——", "'单引号' \"双引号\" “弯” ‘弯’", "emoji 😀 ❤️", "𠮷野家 䶮 㙟 𰻞", "שלום עולם מרחبا 123 abc", "&lt;b&gt; &amp; <script>alert(1)</script>", "{{ 7*7 }} {% x %} ${x} %s",
    "pneumonoultramicroscopicsilicovolcanoconiosis" * 4, "https://www.shili.example/" + "a/" * 60 + "x" * 90, "。" * 60 + "！" * 60, "fi fl ffi 1/2 0.10 2.10 007 -- --- ...", "■□√×①⑳〇〔2026〕１２ＡＢ ℃㎡", "　全角 空格  两个  ", "=1+1", "+86", "#REF!",
    "daolu-yunshu-guanli-12.10", "0000-1234567转8012", "2026/11/30-2026/12/30", "gonggong-wenhuafuwu-yu-tiyushiye-3.4", "http://a.example/1/2/3/4/5",
]
"""Text that means something to typst, to a spreadsheet or to a page, or that is hard to set."""


@pytest.fixture(scope="module")
def catalogues() -> dict[str, bytes]:
    return files("pdf", sample())


@pytest.fixture(scope="module")
def notices() -> dict[str, bytes]:
    return files("notice", sample())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county whose every text is hostile, in a folder with a space and Chinese characters; one text is very long."""
    folder = tmp_path_factory.mktemp("a 县")
    dice = random.Random(16)
    long = "很长的内容，一条写到底" * 900

    def quoted(one: str) -> str:
        return "'" + one.replace("'", "''") + "'"
    lines = ["领域: 社会救助", "牵头单位: ju", "事项:"]
    for n, said in enumerate(HOSTILE, 1):
        lines += [f"  - 编号: '{n}.1'", f"    一级事项: {quoted(dice.choice(HOSTILE))}", f"    名称: {quoted(said)}", f"    内容: [{quoted(said)}, {quoted(long if n == 3 else dice.choice(HOSTILE))}]",
                  f"    依据: {quoted('《某办法》第一条 ' + said)}", f"    时限: {quoted('20个工作日内 ' + said)}", "    主体: ju", "    方式: 主动公开", "    渠道: 政府网站", "    对象: {特定群体: " + quoted(said) + "}",
                  "    层级: 县级"]
    for path, written in {"county.yml": "名称: 某县\n截至日期: 2026-11-20\n", "units.yml": f"ju:\n  名称: 某局\n  简称: {quoted(HOSTILE[0])}\n", "domains/x.yml": "\n".join(lines) + "\n"}.items():
        (folder / "catalogues" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "catalogues" / path).write_text(written, encoding="utf-8")
    return folder


# -- catalogues ------------------------------------------------------------------------------------
def cells(data: bytes) -> list[list[str]]:
    """The table of a PDF as the lines on its pages part it: the head rows of the first page, then all others."""
    rows: list[list[str]] = []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            (table,) = page.extract_tables()
            assert not rows or table[:2] == rows[:2], "the head is repeated"
            rows += table if not rows else table[2:]
    return [[bare(cell or "") for cell in row] for row in rows]


def test_every_cell_is_the_county_s(catalogues: dict[str, bytes]) -> None:
    one = sample()
    assert set(catalogues) == {f"{owner.folder}/{owner.id}.pdf" for owner in one.catalogues if active(owner.items)}
    for owner in one.catalogues:
        if not active(owner.items):
            continue
        form, data = of_catalogue(owner, one.county), catalogues[f"{owner.folder}/{owner.id}.pdf"]
        found, shared = cells(data), next(n for n, leaf in enumerate(form.leaves) if leaf.shared)
        head = [["" for _ in form.leaves] for _ in range(2)]
        for row, column, _, _, said in form.heads():
            head[row][column] = bare(said)
        assert found[:2] == head
        assert len(found) - 2 == len(form.rows)
        inner = {n for first, last in form.runs for n in range(first + 1, last + 1)}
        for n, (row, expected) in enumerate(zip(found[2:], form.rows, strict=True)):
            for column, said in enumerate(expected):
                assert row[column] == bare(said) or column == shared and n in inner and row[column] == ""
        groups = [row[shared] for n, row in enumerate(form.rows) if n not in inner and row[shared]]
        assert bookmarks(data) == [(1, group) for group in groups]
        assert reader(data).metadata.title == form.title and bare(form.foot) in text(data)
        assert faults(data) == []


def test_the_demonstration_county_s_catalogues(soak: bool) -> None:
    """In the order in which a screen reader tells them: every text of every cell of a row, and nothing else between.  With --soak, of all catalogues."""
    from disclosure.exports.print.catalogue import printed
    one = demonstration()
    filled = [owner for owner in one.county.catalogues if active(owner.items)]
    for owner in filled if soak else filled[4:5]:
        form, data = of_catalogue(owner, one.county), printed(owner, one.county)
        found = text(data)
        for row in form.rows:
            row = [cell for column, cell in enumerate(row) if not form.leaves[column].shared]
            assert bare("".join(row[1:])) in found
        assert len(reader(data).pages) <= len(form.rows) // 5 + 1 and faults(data) == []


def test_hostile_text_is_printed_as_typed(hostile: Path) -> None:
    one = wanted(hostile, sound=False)
    (owner,) = one.catalogues
    form = of_catalogue(owner, one.county)
    data = files("pdf", one)["domains/x.pdf"]
    found = text(data)
    for row in form.rows:
        for column, cell in enumerate(row):
            if form.leaves[column].code != "channels" and len(cell) < 1000 and not any("\u0590" <= c <= "\u06ff" for c in cell):
                assert bare(cell) in found, cell
    assert faults(data) == []
    assert found.count("很长的内容，一条写到底") >= 880, "a text longer than a page goes on over pages"
    assert sticking_out(data) == []
    for path, sheets in files("notice", replace(one, whole=False)).items():
        said = text(sheets)
        assert path == "notice/domains/x.pdf" and faults(sheets) == []
        assert all(bare(item.time_limit) in said for item in owner.items if not any("\u0590" <= c <= "\u06ff" for c in item.name))


def test_a_character_that_no_font_has_is_told_by_its_number() -> None:
    from disclosure.exports.print import press
    assert press.shown("县\ue123𠮷") == "县〔U+E123〕𠮷"


def test_a_group_that_goes_on_is_named_again_on_the_next_page(tmp_path: Path) -> None:
    site = made(tmp_path, 40)
    data = files("pdf", wanted(site))["domains/x.pdf"]
    pages = [bare(page.extract_text()) for page in reader(data).pages]
    assert len(pages) > 2 and all("同一个一级事项" in page for page in pages)
    assert bookmarks(data) == [(1, "同一个一级事项")]


# -- books -----------------------------------------------------------------------------------------
def test_the_handbook_has_all_parts() -> None:
    one = sample(manual=True)
    (path, data), *_ = files("pdf", one).items()
    county, said, marks = one.county, text(data), [title for _, title in bookmarks(data)]
    assert path == f"{county.name}公开工作手册.pdf" and faults(data) == []
    for flow in county.flows.values():
        assert flow.title in marks
        assert all(bare(step.name) in said and bare(step.description or "") in said for step in flow.steps)
    for owner in county.catalogues:
        assert not active(owner.items) or of_catalogue(owner, county).title in marks
    for unit in county.units.values():
        assert unit.dissolved or unit.stands_for or bare(unit.name) in said
    assert all(bare(rule.summary.rstrip("。")) in said and code in said for code, rule in EVERY.items())
    contents = bare(reader(data).pages[1].extract_text()) + bare(reader(data).pages[2].extract_text())
    assert "目录" in contents and "检查清单" in contents


def test_the_guide_has_every_bundle_guide_and_place() -> None:
    from disclosure.exports.print.books import books
    one = demonstration(manual=True)
    (guide,) = [file for file in books(one) if "办事一本通" in file.path]
    county, said = one.county, text(guide.data)
    marks = [title for _, title in bookmarks(guide.data)]
    for bundle in county.bundles.values():
        assert bundle.retired or bundle.title in marks
    for service in county.guides.values():
        assert service.retired or (service.title in marks and all(bare(paper.name) in said for paper in service.papers) and bare(service.phone) in said)
    for place in county.places.values():
        assert place.retired or (bare(place.title) in said and bare(place.postal_address) in said and place.phone in said)
    assert faults(guide.data) == [] and sticking_out(guide.data) == []


def test_a_long_handbook_comes_in_volumes(monkeypatch: pytest.MonkeyPatch) -> None:
    from disclosure.exports.print import manual
    monkeypatch.setattr(manual, "ROWS", 3)
    one = sample(manual=True)
    books = files("pdf", one)
    assert list(books) == [f"{one.county.name}公开工作手册（第{n}册，共{len(books)}册）.pdf" for n in range(1, len(books) + 1)] and len(books) > 1
    said = "".join(map(text, books.values()))
    assert all(bare(item.name) in said for owner in one.county.catalogues for item in active(owner.items))


# -- notices ---------------------------------------------------------------------------------------
def test_a_sheet_a_matter_with_what_it_says(notices: dict[str, bytes]) -> None:
    county = sample().county
    owners = [owner for owner in (*county.villages.values(), *county.townships.values()) if posted(owner)]
    assert [f"notice/{owner.folder}/{owner.id}.pdf" for owner in owners] == list(notices)
    for owner in owners:
        data = notices[f"notice/{owner.folder}/{owner.id}.pdf"]
        pages = [bare(page.extract_text()) for page in reader(data).pages]
        matters = posted(owner)
        assert len(pages) == len(matters), "one sheet each"
        for page, item in zip(pages, matters, strict=True):
            for said in (item.name, *item.content, *item.basis, item.time_limit, *(one.label for one in item.disclosers)):
                assert bare(said) in page
            assert county.portal_url is None or item.address in page
        assert [title for _, title in bookmarks(data)] == ["　".join(full(item)) for item in matters], "many matters are called 政策法规文件"
        assert all(bare("".join(full(item))) in page for page, item in zip(pages, matters, strict=True))
        assert faults(data) == []


def test_a_sheet_a_first_level() -> None:
    one = sample(by="group", paper="A3")
    for path, data in files("notice", one).items():
        owner = next(o for o in one.county.catalogues if path == f"notice/{o.folder}/{o.id}.pdf")
        groups = list(dict.fromkeys("　".join(full(item)[:-1] if item.category and item.category != item.name else full(item)) for item in posted(owner)))
        assert [title for _, title in bookmarks(data)] == groups
        assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader(data).pages} == {(842, 1191)}


def full(item) -> list[str]:
    """Domain, first level and name of a township's or village's matter."""
    domain = item.domain or (item.origin.owner if item.origin else None)
    return [*([domain.name] if domain else []), *([item.category] if item.category and item.category != item.name else []), item.name]


def posted(owner) -> list:
    return [item for item in active(owner.items) if item.attribute != "不予公开"]


def test_what_may_not_be_disclosed_is_not_posted_and_not_every_register_has_sheets() -> None:
    from disclosure.deliver.fault import Refused
    one, other = sample(), demonstration()
    (domain,) = [owner for owner in one.catalogues if len(posted(owner)) < len(active(owner.items))]
    (data,) = files("notice", replace(one, catalogues=(domain,), whole=False)).values()
    assert len(reader(data).pages) == len(posted(domain)) and "不予公开的个案" not in text(data)
    with pytest.raises(Refused, match="subsidies"):
        files("notice", replace(other, catalogues=(), registers=tuple(c for c in other.registers if c.name == "tasks"), whole=False))


def test_what_was_paid_and_what_may_be_commented_on() -> None:
    from disclosure.exports.print.notice import notices
    one = demonstration()
    there = {file.path: file for file in notices(one)}
    paid, asked = there["notice/subsidies.pdf"].data, there["notice/decisions.pdf"].data
    subsidies = [s for s in one.county.subsidies.values() if s.payments and not s.retired]
    assert len(reader(paid).pages) == len(subsidies)
    for subsidy in subsidies:
        newest = max(subsidy.payments, key=lambda payment: payment.date)
        assert f"{newest.amount.value:,}" in text(paid) and bare(subsidy.rate) in text(paid) and subsidy.supervision in text(paid)
    opened = [d for d in one.county.decisions.values() if d.state(one.county.as_of) == OPEN]
    assert len(reader(asked).pages) == len(opened) > 0
    for decision in opened:
        assert all(bare(way.details) in text(asked) for way in decision.consultation.ways)


def test_a_village_on_one_sheet() -> None:
    """Every matter, a line each, below its first level."""
    one = sample(by="catalogue", paper="A3")
    for village in one.county.villages.values():
        if matters := posted(village):
            [page] = reader(files("notice", replace(one, catalogues=(village,), whole=False))[f"notice/villages/{village.id}.pdf"]).pages
            said = bare(page.extract_text())
            assert all(bare(item.name) in said and bare(item.time_limit) in said for item in matters)


# -- the same bytes --------------------------------------------------------------------------------
def test_same_bytes_in_another_folder_zone_and_locale(tmp_path: Path, catalogues: dict[str, bytes], notices: dict[str, bytes]) -> None:
    shutil.copytree(COUNTY, site := tmp_path / "另一个 folder")
    code = "import sys, hashlib; sys.path[:0] = sys.argv[1:3]\nimport printed\none = printed.wanted(__import__('pathlib').Path(sys.argv[3]))\n" \
           "[print(p, hashlib.sha256(d).hexdigest()) for n in ('pdf', 'notice') for p, d in printed.files(n, one).items()]"
    done = subprocess.run([sys.executable, "-c", code, ROOT / "plugins", Path(__file__).parent, site], capture_output=True, text=True, encoding="utf-8", cwd=tmp_path,
                          env=os.environ | {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "1", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "86400", "HOME": str(tmp_path)})
    assert done.returncode == 0, done.stderr
    import hashlib
    assert done.stdout.splitlines() == [f"{path} {hashlib.sha256(data).hexdigest()}" for path, data in (catalogues | notices).items()]


def test_the_site_offers_the_same_pdf_where_the_county_says_so(tmp_path: Path, catalogues: dict[str, bytes]) -> None:
    from disclosure.exports.printing import printer
    from disclosure.render.output import Output, Page
    from disclosure.render.view import View
    from disclosure.site import shelves
    shutil.copytree(COUNTY, site := tmp_path / "county")
    with (site / "catalogues" / "county.yml").open("a", encoding="utf-8") as file:
        file.write("下载: [pdf]\n")
    county = wanted(site).county

    def planned(view: View) -> list[Output | Page]:
        return [one for shelf in shelves(view, (), bytes, None).values() for one in shelf]
    made = planned(View(county, {}, printer=printer(county)))
    assert {one.path: one.data for one in made if one.path.endswith(".pdf")} == catalogues
    assert 'href="../domains/shehui-jiuzhu.pdf"' in next(one.body for one in made if one.path == "domains/shehui-jiuzhu.html")
    assert printer(sample().county) is None
    for none in (View(county, {}), View(county, {}, kiosk=True, printer=printer(county))):
        assert not [one for one in planned(none) if one.path.endswith(".pdf") or isinstance(one, Page) and one.path.endswith("jiuzhu.html") and ".pdf" in one.body]
