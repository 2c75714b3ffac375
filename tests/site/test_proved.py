"""What the last proof found right is not looked at again, and nothing passes by that which a proof that knows nothing would refuse."""
import random
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from disclosure.deliver.manifest import NAME, Manifest
from disclosure.host.gate import Gate
from disclosure.host.proof import proof
from disclosure.host.proved import Proved, lines
from disclosure.read.county import read_county
from disclosure.render.policy import META

COUNTY = read_county(Path(__file__).parents[1] / "county").county
ROW = "示例事项,公开内容是办理条件和所需材料、办理时限、咨询电话和投诉渠道,镇人民政府,常年公开"


def looked(files: dict[str, str], before: Proved = Proved(), county: object = COUNTY, sources: dict[str, str] | None = None) -> tuple[Gate, list[str]]:
    gate = Gate(county, "", sources=sources)
    gate.trust(before)
    for path, said in sorted(files.items()):
        gate.look(path, said.encode())
    held = [*gate.texts.values()]
    return gate, held


def test_only_new_lines_and_their_neighbours_are_judged() -> None:
    rows = [f"{n},{ROW * 8},{n}" for n in range(40)]
    gate, _ = looked({"a.csv": "\n".join(rows)})
    rows[20] = f"另有一句，{rows[20]}"
    again, held = looked({"a.csv": "\n".join(rows)}, gate.proved)
    assert held == ["\n\n".join(rows[19:21])], "the end of the line is as far from there as nothing reaches"
    del rows[20]
    _, held = looked({"a.csv": "\n".join(rows)}, again.proved)
    assert held == ["\n\n".join(rows[19:21])], "what has come together is judged together"


def test_equal_hashes_are_equal_lines_in_equal_company() -> None:
    told = [hashed for hashed, _ in lines("甲\n甲\n\n乙\n甲\n".encode())]
    assert len(set(told)) == len(told) == 6
    assert [line.decode() for _, line in lines("甲\n乙".encode())] == ["甲", "乙"]


@pytest.mark.parametrize("seed", range(6))
def test_what_a_new_proof_refuses_is_refused(seed: int) -> None:
    """Lines that say whose a number is come, go and change places."""
    rng = random.Random(seed)
    pieces = ["13800138000", "监督编码", "项目编号：", "联系电话", "6222021234567890128", "银行卡号", "金额（元）", "110105194912310029", "1380013", "8000", "机密", "★一年", ROW, ROW * 8, ""]
    refused = kept = 0
    for _ in range(60):
        before = [rng.choice(pieces) for _ in range(12)]
        gate, _ = looked({"a.json": "\n".join(before)})
        if gate.faults({"a.json"}):
            before = [piece for piece in before if not piece[:1].isdigit() and piece not in ("机密", "★一年")]
            gate, _ = looked({"a.json": "\n".join(before)})
        assert not gate.faults({"a.json"})
        after = list(before)
        for _ in range(rng.randrange(1, 3)):
            after.insert(rng.randrange(len(after) + 1), rng.choice(pieces))
            del after[rng.randrange(len(after))]
        anew, again = looked({"a.json": "\n".join(after)})[0], looked({"a.json": "\n".join(after)}, gate.proved)[0]
        if anew.faults({"a.json"}):
            refused += 1
            assert again.faults({"a.json"}), (before, after)
        else:
            kept += 1
            assert again.proved.lines == anew.proved.lines
    assert refused and kept


def test_a_number_that_is_allowed_no_more_is_judged_anew() -> None:
    def county(*numbers: str) -> SimpleNamespace:
        return SimpleNamespace(allowed_numbers=[SimpleNamespace(number=number, until=None) for number in numbers], as_of=COUNTY.as_of, division=None)
    files = {"a.csv": "电话\n13800138000"}
    gate, _ = looked(files, county=county("13800138000"))
    assert not gate.faults(files)
    assert not looked(files, gate.proved, county("13800138000"))[1][0]
    assert looked(files, gate.proved, county())[0].faults(files)


def test_what_the_sources_cleared_they_must_go_on_clearing(tmp_path: Path) -> None:
    sources = {heading: {"content/about.md": f"| 序号 | {heading} |\n| --- | --- |\n| 1 | 13800138000 |\n"} for heading in ("监督编码", "手机")}
    (tmp_path / "a.csv").write_text("13800138000\n", encoding="utf-8")
    manifest = Manifest.of_folder(tmp_path, "2026-01-01", 1)
    (tmp_path / NAME).write_bytes(manifest.data)

    def proved(heading: str, taken: tuple[str, ...], before: Proved) -> tuple[list[str], Proved]:
        return proof(tmp_path, manifest, taken, partial(Gate, COUNTY, "", sources=sources[heading]), {"a.csv"}, 1, lambda stage: None, before)
    faults, before = proved("监督编码", (), Proved())
    assert not faults and before.spared == {"13800138000"}
    faults, again = proved("监督编码", ("a.csv",), before)
    assert not faults and again == before
    for taken in ((), ("a.csv",)):
        assert "C903" in proved("手机", taken, before)[0][0]


def test_faults_are_told_as_by_a_proof_that_knows_nothing(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"{ROW}\n", encoding="utf-8")
    manifest = Manifest.of_folder(tmp_path, "2026-01-01", 1)
    (tmp_path / NAME).write_bytes(manifest.data)
    new, known = partial(Gate, COUNTY, ""), {"a.csv", "b.csv"}
    _, before = proof(tmp_path, manifest, (), new, known, 1, lambda stage: None)
    (tmp_path / "b.csv").write_text(f"{ROW}\n手机 13800138000\n", encoding="utf-8")
    manifest = Manifest.of_folder(tmp_path, "2026-01-01", 1)
    (tmp_path / NAME).write_bytes(manifest.data)
    told = [proof(tmp_path, manifest, taken, new, known, 1, lambda stage: None, told)[0] for taken, told in (((), Proved()), (("a.csv",), before))]
    assert told[0] == told[1] and len(told[0]) == 1


def test_what_came_out_as_it_lay_there_is_looked_at_again_only_where_something_else_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def county(*numbers: str) -> SimpleNamespace:
        return SimpleNamespace(allowed_numbers=[SimpleNamespace(number=number, until=None) for number in numbers], as_of=COUNTY.as_of, division=None)
    files, read = {"a.csv", "b.html"}, []
    (tmp_path / "a.csv").write_text("电话\n13800138000\n", encoding="utf-8")
    (tmp_path / "b.html").write_text(f"<!doctype html><html><head>{META}</head><body><p>甲</p></body></html>", encoding="utf-8")
    manifest = Manifest.of_folder(tmp_path, "2026-01-01", 1)
    (tmp_path / NAME).write_bytes(manifest.data)
    look = Gate.look
    monkeypatch.setattr(Gate, "look", lambda self, path, data: (read.append(path), look(self, path, data))[1])

    def proved(before: Proved, same: set[str], *numbers: str) -> tuple[list[str], Proved]:
        read.clear()
        return proof(tmp_path, manifest, (), partial(Gate, county(*numbers), ""), files, 1, lambda stage: None, before, same)
    _, before = proved(Proved(), files, "13800138000")
    assert {*read} >= files, "nothing is known of them"
    faults, again = proved(before, files, "13800138000")
    assert (faults, again) == ([], before) and "a.csv" not in read and "b.html" in read
    assert "C903" in proved(before, files)[0][0]
