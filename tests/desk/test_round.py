"""The round of an office: what is open by unit, and commands that run beside the desk and tell in their own words."""
import time
from pathlib import Path

import pytest
from desks import COUNTY, copied, opened

from disclosure.desk import jobs, office
from disclosure.desk.county import Astray
from disclosure.desk.routes import Desk
from disclosure.editions import keeping, withdrawals
from disclosure.write.style import Unwritable

UNITS = "catalogues/units.yml"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    from disclosure.checking import check_county
    saving = opened(copied(COUNTY, tmp_path_factory.mktemp("county")))
    saving.preview.findings = check_county(saving.site).findings
    return Desk(saving.preview, saving.sight, saving)


def done(desk: Desk, begun: dict) -> dict:
    """How a job ended, and all it said."""
    end = time.monotonic() + 180
    while (told := jobs.state(desk, {"id": begun["id"], "since": "0"}))["running"]:
        assert time.monotonic() < end
        time.sleep(0.05)
    return told


def test_findings_are_told_by_the_unit_that_answers(desk: Desk) -> None:
    told = office.overview(desk, {})
    groups = told["units"]
    assert groups and sum(told["counts"].values()) == len(desk.preview.findings)
    rows = [row for group in groups for row in group["rows"]]
    assert {row["code"] for row in rows} <= {f.rule.code for f in desk.preview.findings}
    assert all(row["file"] and isinstance(row["at"], list) for row in rows)
    names = {unit.label for unit in desk.sight.county.units.values()}
    assert {group["unit"] for group in groups} <= names | {office.NOBODY} | {owner.name for owner in desk.sight.county.catalogues}
    assert [group["unit"] for group in groups].index(office.NOBODY) == len(groups) - 1 if office.NOBODY in [g["unit"] for g in groups] else True
    assert told["due"] == sorted(told["due"], key=told["due"].index) and told["as_of"]


def test_an_edition_is_kept_compared_and_signed_by_the_commands(desk: Desk) -> None:
    site = desk.saving.site
    told = done(desk, office.changes(desk, {}))
    assert told["code"] == 1 and "还没有版本档案" in "".join(told["lines"])
    told = done(desk, office.keep(desk, {}))
    assert told["code"] == 0 and list((site / "editions").glob("*.jsonl")), told
    path = site / UNITS
    was = path.read_bytes()
    path.write_bytes(was.replace("民政局".encode(), "民政大局".encode(), 1))
    with pytest.raises(Astray, match="还没有做"):
        office.shown_sheet(desk, {})
    assert done(desk, office.sheet(desk, {}))["code"] == 0
    sheet = office.shown_sheet(desk, {})
    assert "民政大局" in sheet.data.decode() and "unsafe" not in sheet.policy and "'sha256-" in sheet.policy
    path.write_bytes(was)


def test_only_what_a_dry_run_has_shown_is_published(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unwritable, match="去处"):
        office.publish(desk, {"dry": True})
    begun: list[tuple] = []

    def begin(desk: Desk, what: str, *words: str):
        begun.append(words)
        job = jobs.jobs_of(desk).begin(what, ["-c", "print('好')"], "", b"", office.Command)
        return job
    monkeypatch.setattr(office, "begin", begin)
    office.set_once(desk, {"target": str(tmp_path / "portal")})
    shown = done(desk, office.publish(desk, {"dry": True}))
    assert "--dry-run" in begun[-1] and begun[-1][-2:] == ("--", str(tmp_path / "portal"))
    done(desk, office.publish(desk, {"dry": False, "shown": shown["id"]}))
    assert "--dry-run" not in begun[-1]
    path = desk.saving.site / UNITS
    was = path.read_bytes()
    path.write_bytes(was + b"# later\n")
    with pytest.raises(Unwritable, match="试运行"):
        office.publish(desk, {"dry": False, "shown": shown["id"]})
    path.write_bytes(was)
    office.set_once(desk, {"target": str(tmp_path / "elsewhere")})
    with pytest.raises(Unwritable, match="试运行"):
        office.publish(desk, {"dry": False, "shown": shown["id"]})
    with pytest.raises(Unwritable, match="为什么"):
        office.roll_back(desk, {"reason": " "})
    office.roll_back(desk, {"reason": "--forget"})
    assert begun[-1][-4:] == ("--rollback", "--reason=--forget", "--", str(tmp_path / "elsewhere"))


def test_what_was_withdrawn_is_asked_about_before_it_is_published_again(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, begun = desk.saving.site, []

    def begin(desk: Desk, what: str, *words: str):
        begun.append(words)
        return jobs.jobs_of(desk).begin(what, ["-c", "print('好')"], "", b"", office.Command)
    monkeypatch.setattr(office, "begin", begin)
    office.set_once(desk, {"target": str(tmp_path / "portal")})
    if not keeping.read_chain(site).editions:
        keeping.keep(site, keeping.pending(site, desk.sight.county))
    path = site / UNITS
    was = path.read_bytes()
    path.write_bytes(was.replace("民政局".encode(), "民政大局".encode(), 1))
    try:
        with desk.preview.lock:
            desk.preview.fresh()
        keeping.keep(site, keeping.pending(site, desk.sight.county))
        chain = keeping.read_chain(site)
        assert "asked" not in office.publish(desk, {"dry": True})
        withdrawals.append(site, chain, withdrawals.row_of(chain, "2026-07-09", "名字写错了"))
        told = office.overview(desk, {})
        assert told["edition"] == chain.editions[-2].called and [one["reason"] for one in told["withdrawn"]] == ["名字写错了"]
        asked = office.publish(desk, {"dry": True})["asked"]
        assert "名字写错了" in asked and "单位“" in asked and "--" not in asked
        shown = done(desk, office.publish(desk, {"dry": True, "again": True}))
        done(desk, office.publish(desk, {"dry": False, "shown": shown["id"]}))
        assert all("--again" in words for words in begun[-2:]) and "--dry-run" not in begun[-1]
    finally:
        path.write_bytes(was)
        with desk.preview.lock:
            desk.preview.fresh()
    assert "asked" not in office.publish(desk, {"dry": True}), "what was withdrawn is no more"
    assert "--again" not in begun[-1]


@pytest.mark.parametrize("wrong", [{"target": "sftp://user:secret@host/x"}, {"target": "sftp://"}, {"address": "portal"}, {"name": "x" * 50}, {"target": "a\nb"}])
def test_what_no_office_means_is_not_kept(desk: Desk, wrong: dict) -> None:
    before = office.settings(desk.saving.site)
    with pytest.raises(Unwritable):
        office.set_once(desk, wrong)
    assert office.settings(desk.saving.site) == before


def test_one_command_at_a_time_and_it_can_be_stopped(desk: Desk) -> None:
    all = jobs.jobs_of(desk)
    job = all.begin("慢", ["-c", "import time; print('在做', flush=True); time.sleep(600)"], "office")
    with pytest.raises(Unwritable, match="还没有做完"):
        office.keep(desk, {})
    told = jobs.stop(desk, {"id": job.id})
    assert told["stopped"]
    assert done(desk, job.told())["code"] != 0
