"""What must stand nowhere any more is taken out of old editions: the chain still holds, says so, and nobody else can do it unseen."""
import hashlib
import json
import random
import re
import shutil
from pathlib import Path

import pytest
from test_chain import GOLDEN, chain_of, files_of, manipulated
from test_commands import run

from disclosure.checking import check_county
from disclosure.editions import keeping
from disclosure.editions.chain import Chain, following, with_edition
from disclosure.editions.reading import proved, read_chain
from disclosure.editions.redaction import MASK, redacted, wanted
from disclosure.editions.state import state
from disclosure.read.county import read_county

SECRET, KEY, COPY = "1380013" + "8000", "domains/jiuzhu/2.3", "townships/xi/jiuzhu-2.3"
FIRST = {"domains/jiuzhu/2.1": {"编号": "2.1", "名称": "办事指南"}, KEY: {"编号": "2.3", "名称": "审核", "内容": ["条件", f"电话 {SECRET}，找经办人"]}, COPY: {"编号": "2.3", "内容": [f"电话 {SECRET}，找经办人"]}}
LATER = {**FIRST, KEY: {**FIRST[KEY], "时限": "7日"}}
CLEAN = {**FIRST, KEY: {"编号": "2.3", "名称": "审核", "内容": ["条件"]}, COPY: {"编号": "2.3", "内容": []}}


def year() -> Chain:
    return chain_of(("2026-03-31", FIRST), ("2026-06-30", LATER), ("2026-09-30", CLEAN))


def hidden(chain: Chain, places: tuple[str, ...] = (), text: str = SECRET, now: dict = CLEAN) -> dict[str, bytes]:
    lines = wanted(chain, now, places, text)
    files, new = redacted(chain, lines, "后来发现是个人手机号", "县政府办", text, "2026-10-16")
    found = {**files_of(chain), **files, new.file: new.data}
    return found | {"SHA256SUMS": "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in found.items() if name.endswith(".jsonl")).encode()}


def test_a_text_goes_wherever_it_stands_and_the_chain_says_so() -> None:
    files = hidden(year())
    assert not any(SECRET.encode() in data for data in files.values())
    chain = proved(files)
    assert not chain.faults and chain.last.name == "2026-10-16" and chain.last.lines == {}
    assert {(one.edition, *sorted(one.lines)) for one in chain.redactions} == {("2026-03-31", KEY, COPY), ("2026-06-30", KEY)}
    assert chain.at(1)[KEY]["内容"] == ["条件", f"电话 {MASK}，找经办人"] and chain.at(3) == CLEAN
    again = with_edition(chain, following(chain, {**CLEAN, "units/a": {"名称": "甲"}}, "2026-11-20", "样本县", "359900"))
    assert not proved(files_of(again)).faults, "and it goes on"


def test_a_second_time_and_a_field_or_a_record_alone() -> None:
    once = proved(hidden(year(), (f"{KEY}#内容",), ""))
    assert [c["内容"] for c in (once.at(1)[KEY], once.at(2)[KEY], once.at(3)[KEY])] == [MASK, MASK, ["条件"]], "what the county says today stays"
    assert once.at(2)[KEY]["时限"] == "7日" and SECRET in json.dumps(once.at(1)[COPY])
    twice = proved(hidden(once))
    assert not twice.faults and SECRET not in json.dumps([twice.at(n) for n in range(1, 5)], ensure_ascii=False)
    assert [one.edition for one in twice.redactions] == ["2026-03-31", "2026-06-30", "2026-03-31"]
    assert not proved(hidden(year(), (COPY,), "", {})).faults


def test_who_keeps_the_salt_can_prove_what_stood_there_and_nobody_else() -> None:
    chain = year()
    lines = wanted(chain, CLEAN, (), SECRET)
    _, new = redacted(chain, lines, "个人手机号", "县政府办", SECRET, "2026-10-16")
    told = new.redactions[0].lines[KEY]
    assert told == hashlib.sha256(f"{lines[0].salt}{lines[0].before}".encode()).hexdigest() and lines[0].salt not in new.data.decode()
    assert {line.salt for line in lines} != {line.salt for line in wanted(chain, CLEAN, (), SECRET)} and len({line.salt for line in lines}) == 3


def test_what_stands_there_today_or_would_be_told_again_is_refused() -> None:
    chain = year()
    with pytest.raises(ValueError, match="现在的目录里还有"):
        wanted(chain, FIRST, (), SECRET)
    lines = wanted(chain, CLEAN, (), SECRET)
    for reason, approved in (("", "县政府办"), ("个人信息", " "), (f"号码 {SECRET}", "县政府办"), ("个人信息", f"{SECRET}")):
        with pytest.raises(ValueError, match="原因"):
            redacted(chain, lines, reason, approved, SECRET, "2026-10-16")


def test_who_hides_something_unseen_is_found_out(soak: bool) -> None:
    files = hidden(year())
    whole = proved(files)
    masked = files["2026-03-31.jsonl"]
    forged = masked.replace("办事指南".encode(), "办事".encode())
    assert [f.file for f in proved({**files, "2026-03-31.jsonl": forged}).faults] == ["editions/2026-03-31.jsonl"]
    sums = {"SHA256SUMS": files["SHA256SUMS"].replace(hashlib.sha256(masked).hexdigest().encode(), hashlib.sha256(forged).hexdigest().encode())}
    assert any("2026-03-31" in f.file for f in proved({**files, **sums, "2026-03-31.jsonl": forged}).faults), "also with its sum"
    plain = files_of(year())
    assert proved({**plain, "2026-03-31.jsonl": masked}).faults, "masked, and nobody says so"
    head = files["2026-10-16.jsonl"].replace("个人手机号".encode(), "别的".encode())
    assert [f.file for f in proved({**files, "2026-10-16.jsonl": head}).faults] == ["editions/2026-10-16.jsonl"]
    chance = random.Random(60)
    for turn in range(400 if soak else 60):
        tried = dict(files)
        what, place = manipulated(tried, chance)
        if tried != files:
            faults = proved(tried).faults
            assert faults and (place == "*" or any(f.file == f"editions/{place}" for f in faults)), f"{turn}: {what} of {place}: {faults}"
    assert not whole.faults


def test_found_by_check_masked_by_the_command_and_proved(tmp_path: Path) -> None:
    county, aside = tmp_path / "county", tmp_path / "safe" / "原文.jsonl"
    shutil.copytree(GOLDEN, county)
    path = next(p for p in sorted((county / "catalogues" / "domains").glob("*.yml")) if "时限: " in p.read_text(encoding="utf-8"))
    clean = path.read_text(encoding="utf-8")
    limit = re.search(r"时限: (.+)", clean)[1].strip("'\"},")
    path.write_text(clean.replace(limit, f"每月（问 {SECRET}）", 1), encoding="utf-8")
    keeping.keep(county, keeping.pending(county, read_county(county).county))  # an older program did not see it
    ask = ("edition", "--site", county, "--text", SECRET, "--reason", "个人手机号", "--approved", "县政府办")
    assert "现在的目录里还有" in run(*ask, code=1)
    path.write_text(clean, encoding="utf-8")
    found = [f for f in check_county(county).findings if f.rule.code == "C885"]
    assert found and found[0].place.file.startswith("editions/") and SECRET not in f"{found[0].message}{found[0].hint}"
    key = re.search(r"--redact (\S+)", found[0].hint)[1]
    assert key in (county / found[0].place.file).read_text(encoding="utf-8").split("\n")[found[0].place.line - 1]
    before = {p: p.read_bytes() for p in (county / "editions").iterdir()}
    assert key in run(*ask) and {p: p.read_bytes() for p in (county / "editions").iterdir()} == before, "it is only listed"
    for wrong in (("--apply",), ("--apply", "--keep", county / "原文.jsonl"), ("--apply", "--keep", aside, "--forget")):
        assert "--keep" in run(*ask, *wrong, code=1) and {p: p.read_bytes() for p in (county / "editions").iterdir()} == before
    assert "遮盖了" in run(*ask, "--apply", "--keep", aside)
    assert not any(SECRET.encode() in p.read_bytes() for p in (county / "editions").iterdir()) and SECRET in aside.read_text(encoding="utf-8")
    assert not [f for f in check_county(county).findings if f.rule.code.startswith("C88")]
    assert "已遮盖" in run("verify", county) and "个人手机号" in run("verify", county)
    assert state(read_county(county).county) != read_chain(county).now and "不用遮盖" in run(*ask, code=1)
