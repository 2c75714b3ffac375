"""While somebody types: the rules speak as they would of a saved file, nothing is written but the draft, and a remedy is carried out in the form."""
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from desks import COUNTY, copied, opened

from disclosure.checking import judge
from disclosure.desk.drafts import Drafts
from disclosure.desk.making import Moved
from disclosure.desk.places import ITEMS, Astray
from disclosure.desk.routes import Desk
from disclosure.desk.server import ROUTES
from disclosure.desk.trial import Asked, Trier
from disclosure.read.county import read_county
from disclosure.write.style import Unwritable

DOMAIN, TOWNSHIP, UNITS, PAGE = "catalogues/domains/shehui-jiuzhu.yml", "catalogues/townships/xi-jie.yml", "catalogues/units.yml", "content/about.md"
WHO, OTHER = "a" * 32, "b" * 32
TURN = count(1)
"""What a window numbers its requests by."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk.over(opened(copied(COUNTY, tmp_path_factory.mktemp("county"))).preview)
    yield desk
    desk.trials.end()


def ask(desk: Desk, route: str, /, **given) -> dict:
    return ROUTES[route].answer(desk, {"turn": next(TURN), **given})


def typed(desk: Desk, file: str, at: list[str], changes: dict, who: str = WHO) -> dict:
    """All that is said of a form with these changes."""
    told = ask(desk, "typed", who=who, file=file, at=at, stamp=desk.sight.record(file, at)["stamp"], changes=changes)
    return ask(desk, "rest", who=who, number=told["more"]) if told.get("more") else told


EDITS = [(DOMAIN, "领域: 社会救助", "领域: 社会救助 "), (DOMAIN, "名称: 审核信息", "名称: 审核信息，13912345678"), (DOMAIN, "事项:", "事向:"), (TOWNSHIP, "shehui-jiuzhu/1.2", "shehui-jiuzhu/9.9"),
         (DOMAIN, "  - 编号: \"9\"", "  - 编号: \"99\""), (UNITS, "民政局", "民政事务局"), (DOMAIN, "依据:", "依据: x\n    依据:"), ("catalogues/county.yml", "截至日期: 2026", "截至日期: 2025"),
         (PAGE, "# ", "身份证号110101199003070011\n\n# "), ("catalogues/policies/xin.yml", "", "标题: 一份\n发文日期: 2026-13-01\n"), ("content/xin.md", "", "# 新\n\n[x](没有.pdf)\n"), (DOMAIN, "", "")]


def test_what_is_tried_is_judged_as_if_it_were_saved(tmp_path: Path) -> None:
    site = copied(COUNTY, tmp_path)
    trier = Trier(site)
    for number, (file, old, new) in enumerate(EDITS):
        path = site / file
        was = path.read_bytes() if path.exists() else b""
        data = was.decode().replace(old, new, 1).encode() if old else new.encode() or was
        assert old.encode() in was
        *_, found = trier.found(Asked(number, WHO, 1, file, data))
        path.write_bytes(data)
        saved = judge(read_county(site), frozenset({file})).findings
        assert found.findings == tuple(f for f in saved if f.place.file == file), (file, new)
        if was:
            path.write_bytes(was)
        else:
            path.unlink()
    assert all((site / path.relative_to(COUNTY)).read_bytes() == path.read_bytes() for path in COUNTY.rglob("*.yml") if "catalogues" in path.parts)


def test_findings_stand_beside_the_field_and_only_the_draft_is_written(desk: Desk) -> None:
    at, before = [ITEMS, "1.1"], (desk.saving.site / DOMAIN).read_bytes()
    told = typed(desk, DOMAIN, at, {"时限": "每季度首月20日前，手机13912345678"})
    assert [(one["key"], one["severity"]) for one in told["findings"] if one["code"] == "C903"] == [("时限", "error")], told
    draft, = desk.drafts.all()
    assert (draft["name"], draft["file"], draft["at"], draft["changes"]) == (WHO, DOMAIN, at, {"时限": "每季度首月20日前，手机13912345678"})
    assert not [one for one in typed(desk, DOMAIN, at, {})["findings"] if one["code"] == "C903"]
    assert not desk.drafts.all() and (desk.saving.site / DOMAIN).read_bytes() == before and desk.saving.journal.last() is None


def test_an_answer_is_whole_also_where_others_ask_meanwhile(desk: Desk) -> None:
    """Half of what is found would say of an attachment, or of a form, that nothing is wrong with it."""
    data = (desk.saving.site / DOMAIN).read_bytes().replace("名称: 审核信息".encode(), "名称: 审核信息，13912345678".encode(), 1)
    numbers = [desk.trials.ask(who * 32, DOMAIN, data) for who in "123456"]
    found = [desk.trials.findings(number, last=True).findings for number in numbers]
    assert found[0] and {*found} == {found[0]} and any(f.rule.code == "C903" for f in found[0])


def test_a_mechanical_remedy_goes_into_the_form_or_into_a_file_that_is_not_being_typed_in(desk: Desk) -> None:
    told = typed(desk, "catalogues/policies/tiaozheng.yml", [], {"发布日期": "2026年3月5日"})
    mends = [one for one in told["findings"] if one["fix"]]
    assert [one["key"] for one in mends] == ["发布日期"], told
    assert ask(desk, "remedy", who=WHO, finding=mends[0])["values"]["发布日期"] == "2026-03-05"
    with pytest.raises(Unwritable):
        ask(desk, "remedy", who=WHO, finding={**mends[0], "said": "别的"})
    ask(desk, "drop", who=WHO)


def test_what_was_changed_elsewhere_and_what_cannot_be_saved_is_told_while_typing(desk: Desk) -> None:
    assert ask(desk, "typed", who=WHO, file=DOMAIN, at=[], stamp="old", changes={"说明": "一"}) == {"moved": True}
    told = ask(desk, "typed", who=WHO, kind="units", file="", at=[], id="不行", changes={"名称": "一"})
    assert "代号" in told["refused"]
    assert [draft["id"] for draft in desk.drafts.all()] == ["不行"], "kept all the same"
    told = ask(desk, "typed", who=OTHER, kind="policies", file="", at=[], id="p-9", changes={"标题": "一份", "发布日期": "2026-13-01"})
    assert {one["key"] for one in told["findings"] if one["severity"] == "error"} >= {"发布日期"}
    assert not (desk.saving.site / "catalogues/policies/p-9.yml").exists()
    for who in (WHO, OTHER):
        ask(desk, "drop", who=who)


def test_two_windows_have_a_draft_each_and_no_other_name_is_one(desk: Desk, tmp_path: Path) -> None:
    for who, text in ((WHO, "一"), (OTHER, "二"), (WHO, "三 \ud800")):
        assert desk.drafts.keep(who, {"file": DOMAIN, "at": [], "changes": {"说明": text}}, next(TURN)) == 0
    assert {draft["name"]: draft["changes"]["说明"] for draft in desk.drafts.all()} == {WHO: "三 \ud800", OTHER: "二"}
    for name in ("", "../x", "A" * 32, "a" * 31, f"{WHO}/x"):
        with pytest.raises(Astray):
            desk.drafts.keep(name, {}, next(TURN))
    for who in (WHO, OTHER):
        desk.drafts.drop(who, next(TURN))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "build").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Astray, match="通往别处"):
        Drafts(tmp_path).keep(WHO, {}, 1)
    assert not [*(tmp_path / "elsewhere").iterdir()]


def test_a_request_that_comes_late_undoes_nothing(desk: Desk, tmp_path: Path) -> None:
    form = "c" * 32

    def said() -> list:
        return [draft["changes"] for draft in desk.drafts.all()]

    def keep(turn: int, text: str) -> dict:
        return ask(desk, "typed", who=form, file=DOMAIN, at=[], stamp="x", quiet=True, turn=turn, changes={"说明": text} if text else {})
    first = next(TURN)
    assert keep(first + 2, "一二") == {} and keep(first + 1, "一") == {"late": first + 2} and said() == [{"说明": "一二"}], "two on their way"
    assert keep(first + 4, "") == {} and keep(first + 3, "一") == {"late": first + 4} and said() == [], "typed, and emptied again"
    assert keep(first + 5, "一") == {} and ask(desk, "drop", who=form, turn=first + 7) == {} and keep(first + 6, "一二") == {"late": first + 7} and said() == [], "given up"
    keep(first + 8, "一")
    stamp = desk.sight.record(DOMAIN, [])["stamp"]
    saving = {"who": form, "turn": first + 10, "file": DOMAIN, "at": [], "stamp": stamp, "changes": {"说明": "一"}}
    ask(desk, "save", **saving)
    assert keep(first + 9, "一") == {"late": first + 10} and said() == [], "saved"
    with pytest.raises(Moved):
        ask(desk, "save", **saving)
    assert keep(first + 12, "以后") == {} and ask(desk, "drop", who=form, turn=first + 11) == {"late": first + 12} and said() == [{"说明": "以后"}], "written since"
    assert ask(desk, "drop", who=form, turn=first + 12) == {} and said() == [], "the draft that was seen"
    again = Drafts(tmp_path)
    again.keep(form, {"changes": {"说明": "一"}}, 5)
    assert Drafts(tmp_path).keep(form, {"changes": {"说明": "旧"}}, 4) == 5 and [one["changes"] for one in again.all()] == [{"说明": "一"}], "also after a restart"
    desk.saving.turn(back=True)


def test_where_the_old_telephone_still_stands_is_told(desk: Desk) -> None:
    told = desk.sight.record(UNITS, ["minzheng"])
    number = told["values"]["电话"]
    page = desk.saving.site / "content/dianhua.md"
    page.write_text(f"# 电话\n\n请打 {number} 问。\n", encoding="utf-8")
    changes = {"电话": "0590-7100099", "办公时间": "工作日"}
    answer = ask(desk, "save", who=WHO, file=UNITS, at=["minzheng"], stamp=told["stamp"], changes=changes, was={key: told["values"][key] for key in changes})
    assert {one["text"] for one in answer["left"]} == {number} and "content/dianhua.md" in {one["file"] for one in answer["left"]}
    assert [UNITS, ["minzheng"]] not in [[one["file"], one["at"]] for one in answer["left"]]
    assert ask(desk, "leftover", texts=[number])["left"] == answer["left"], "it is told until it is done"
    assert "content/dianhua.md" in {one["file"] for one in ask(desk, "within", text=number)["rows"]}, "who looks for the number finds what says it"
    assert not ask(desk, "within", text="05")["rows"], "two characters are in everything"
    page.write_text("# 电话\n", encoding="utf-8")
    assert "content/dianhua.md" not in {one["file"] for one in ask(desk, "leftover", texts=[number])["left"]}
    told = desk.sight.record(UNITS, ["minzheng"])
    assert not ask(desk, "save", who=WHO, file=UNITS, at=["minzheng"], stamp=told["stamp"], changes={"办公时间": "每天"}, was={"办公时间": "工作日"})["left"], "only what one can be reached by"
    page.unlink()
    for _ in range(2):
        desk.saving.turn(back=True)


def test_an_attachment_goes_in_where_the_gate_lets_it(desk: Desk) -> None:
    files, attach = desk.saving.site / "content/files", lambda name, data: ask(desk, "attach", name=name, data=data)
    assert attach("C:\\桌面\\新 表.csv", "项目,金额\n甲,1\n".encode())["name"] == "新 表.csv"
    assert (files / "新 表.csv").read_bytes() == "项目,金额\n甲,1\n".encode() and desk.saving.journal.told()["undo"] == "放入附件 新 表.csv"
    assert attach("新 表.csv", "项目,金额\n甲,1\n".encode())["name"] == "新 表.csv"
    for name, data, why in (("新 表.csv", b"x", "已经有一个"), ("名单.csv", "姓名,身份证号\n张三,110101199003070011\n".encode(), "现在不能发布"), ("x.exe", b"MZ", "现在不能发布"), ("~$x.docx", b"x", "临时文件"),
                            ("con.txt", b"x", "保留名"), ("a.txt", b"", "空的"), ("..", b"x", "点"), ("a\0.txt", b"x", "不能用"), ("a.pdf", b"%PDF-1.4 broken", "现在不能发布")):
        with pytest.raises(Unwritable, match=why):
            attach(name, data)
    assert sorted(path.name for path in files.rglob("*")) == sorted([*(path.name for path in (COUNTY / "content/files").rglob("*")), "新 表.csv"])
    assert not [*(desk.saving.site / "build/desk/incoming").iterdir()]
    desk.saving.turn(back=True)
    assert not (files / "新 表.csv").exists()


def test_a_hand_written_page_changes_where_it_was_changed(desk: Desk) -> None:
    path = desk.saving.site / "content/ye.md"
    for head, body, end in (("---\n来源: 某局 # 注\n---\n\n", "# 题\n\n甲\n乙\n", "\n"), ("", "# 题\n\n甲\n乙\n", "\r\n"), ("\ufeff---\n发布日期: '2026-10-30'\n---\n", "# 题\n\n甲\n乙", "\n"), ("\n\n---\n来源: x\n---\n", "\n\n# 题\n\n甲\n乙\n\n\n", "\r\n")):
        data = (head + body).replace("\n", end).encode()
        path.write_bytes(data)
        desk.preview.fresh()
        told = desk.sight.record("content/ye.md", [])
        assert told["values"]["正文"] == "# 题\n\n甲\n乙" and told["title"] == "题" and told["address"] == "ye.html"
        desk.saving.save("content/ye.md", [], told["stamp"], {"正文": "# 题\n\n丙\n乙"})
        assert path.read_bytes() == data.replace("甲".encode(), "丙".encode())
        with pytest.raises(Moved):
            desk.saving.save("content/ye.md", [], told["stamp"], {"正文": "x"})
        told = desk.sight.record("content/ye.md", [])
        desk.saving.save("content/ye.md", [], told["stamp"], {"来源": "乙局"})
        again = desk.sight.record("content/ye.md", [])
        assert again["values"] == {**told["values"], "来源": "乙局"} and path.read_bytes().endswith(body.lstrip("\n").replace("\n", end).replace("甲", "丙").encode())
        for _ in range(2):
            desk.saving.turn(back=True)
        assert path.read_bytes() == data
    path.unlink()
    desk.preview.fresh()
    assert desk.saving.add("pages", "", "xin", {"正文": "# 新页\n\n说明", "来源": "某局"}) == ("content/xin.md", [])
    assert (desk.saving.site / "content/xin.md").read_text(encoding="utf-8") == "---\n来源: 某局\n---\n\n# 新页\n\n说明\n"
    desk.saving.turn(back=True)


def test_what_is_taken_away_comes_back(desk: Desk) -> None:
    site, record = desk.saving.site, desk.sight.record
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file() and "build" not in path.parts}
    for file, at in ((DOMAIN, [ITEMS, "1.1"]), (UNITS, ["caizheng"]), ("catalogues/policies/tiaozheng.yml", []), (PAGE, [])):
        desk.saving.remove(file, at, record(file, at)["stamp"])
        assert not (site / file).exists() or b"1.1" not in (site / file).read_bytes() or file == UNITS
    for file in ("catalogues/county.yml",):
        with pytest.raises(Unwritable, match="不能整个删去"):
            desk.saving.remove(file, [], record(file, [])["stamp"])
    for _ in range(4):
        desk.saving.turn(back=True)
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file() and "build" not in path.parts} == before


def test_markdown_is_shown_as_the_site_shows_it(desk: Desk) -> None:
    told = ask(desk, "rendered", text="# 题\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![图](images/x.png)\n\n- 甲")["html"]
    assert "<script" not in told and "javascript:" not in told and "<li>" in told and "style=" not in told
