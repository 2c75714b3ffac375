"""kiosk-apply: what is installed, what is refused, and the way back."""
import os
import shutil
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from bundles import KEY, OTHER, PUBLIC, apply, back, data, file, proven
from editions import contents, edition, which
from test_hostile_bundles import state
from test_lock import holder

from disclosure.deliver import disk
from disclosure.deliver.fault import Refused
from disclosure.deliver.kiosk import health, install, making
from disclosure.deliver.kiosk.bundle import fingerprint, public_key
from disclosure.deliver.kiosk.refusals import REFUSALS, table
from disclosure.deliver.manifest import Entry, Manifest


@pytest.fixture(params=["links", "no links"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kiosk's folder: on a system with symbolic and hard links, and on a stick or a Windows without."""
    if request.param == "no links":
        monkeypatch.setattr(disk, "point", lambda link, target: False)
        monkeypatch.setattr(disk, "link", lambda before, target: False)
        monkeypatch.setattr(disk, "exchange", lambda one, other: False)
    return tmp_path / "kiosk"


def shown(target: Path) -> int:
    return which(contents(target / "current"))


def refusal(job, *told: object) -> str:
    with pytest.raises(Refused) as refused:
        job(*told)
    return str(refused.value)


def test_whole_bundles_and_the_way_back(target: Path) -> None:
    done = apply(target, 1)
    assert (done.manifest, done.valid_until, done.already) == (edition(1)[0], "2027-01-01", False) and shown(target) == 1
    assert apply(target, 1).already
    apply(target, 2)
    assert shown(target) == 2
    assert install.back(target) == edition(1)[0] and shown(target) == 1
    assert "没有前一版" in refusal(install.back, target)
    apply(target, 2)
    assert shown(target) == 2 and sorted(p.name for p in target.iterdir()) == ["current", "releases"]


def test_three_steps_are_the_whole(target: Path, tmp_path: Path) -> None:
    apply(target, 1)
    for number in (2, 3, 4):
        apply(target, number, number - 1)
        assert shown(target) == number
    apply(tmp_path / "other", 4)
    assert contents(target / "current") == contents(tmp_path / "other" / "current")
    assert apply(target, 4, 3).already, "the same again, though its base is gone"
    back(target, 3)
    assert shown(target) == 3
    apply(target, 4, 3)
    assert shown(target) == 4


def test_only_what_changed_is_carried() -> None:
    with zipfile.ZipFile(file(2, 1)) as archive:
        names = archive.namelist()
    changed = {e.path for e in edition(2)[0].files if edition(1)[0].hashes.get(e.path) != e.sha256}
    assert names == ["signature.ed25519", "bundle.json", "manifest.json", "patches.bin", *(f"site/{path}" for path in sorted(changed - {"domains/a.html", "index.html"}))]


def test_bundles_are_plain_zips_and_the_same_bytes(tmp_path: Path) -> None:
    with zipfile.ZipFile(file(2)) as archive:
        assert archive.testzip() is None and {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(tmp_path)
    assert contents(tmp_path / "site") == {path: made for path, made in edition(2)[1].items()}
    manifest, files = edition(2)
    assert making.signed(manifest, lambda entry: files[entry.path], "2027-01-01", None, KEY) == data(2)
    assert proven(file(2)).manifest == manifest and proven(file(2, 1)).manifest == manifest


@pytest.mark.parametrize(("number", "since", "why", "says"), [
    (1, None, "older", "序号 1000001）比本机正在用的（截至 2026-06-03，序号 1000002）旧"), (1, 0, "older", "最新的更新包"), (4, 3, "other base", "要装在截至 2026-06-01")])
def test_not_upon_this_one(number: int, since: int | None, why: str, says: str, target: Path) -> None:
    apply(target, 2)
    before = state(target)
    text = refusal(apply, target, number, since)
    assert says in text and text.split("，")[-1] == REFUSALS[why].says.split("，")[-1]
    assert state(target) == before


def test_nothing_is_made_where_nothing_can_be_installed(target: Path) -> None:
    assert "还没有内容" in refusal(apply, target, 2, 1) and not target.exists()
    assert "没有前一版" in refusal(install.back, target) and not target.exists()


def test_somebody_elses_folder_is_not_touched(target: Path) -> None:
    (target / "current").mkdir(parents=True)
    (target / "current" / "mine.txt").write_bytes(b"mine")
    before = state(target)
    assert "不是本程序发布的" in refusal(apply, target, 1) and state(target) == before


def test_what_is_damaged_on_the_kiosk(target: Path) -> None:
    apply(target, 1)
    (target / "current" / "search.html").unlink()
    before = state(target)
    assert "search.html" in (text := refusal(apply, target, 2, 1)) and "完整的更新包" in text and state(target) == before
    apply(target, 2)
    assert shown(target) == 2
    former = next(p for p in (target / "releases").iterdir() if p.name.startswith("1000001"))
    (former / "sitemap.html").unlink(missing_ok=True)
    assert "前一版有损坏" in refusal(install.back, target) and shown(target) == 2
    (target / "current" / "index.html").write_bytes(b"altered")
    assert not apply(target, 2).already and shown(target) == 2, "the same bundle mends its edition"


@pytest.mark.parametrize("first", [False, True])
def test_an_edition_that_is_ill_after_the_switch_gives_way(first: bool, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not first:
        apply(target, 1)
    real = health.ill
    monkeypatch.setattr(install, "ill", lambda manifest, folder: "坏" if folder.name == "current" and manifest == edition(2)[0] else real(manifest, folder))
    text = refusal(apply, target, 2)
    assert (("已经撤下" in text and not (target / "current").exists()) if first else "已经自动退回截至 2026-06-02" in text and shown(target) == 1)
    monkeypatch.undo()
    apply(target, 2)
    assert shown(target) == 2


def test_two_at_once(tmp_path: Path) -> None:
    apply(tmp_path, 1)
    process = holder(tmp_path / ".disclosure.lock")
    try:
        assert "另一个窗口正在" in (text := refusal(apply, tmp_path, 2)) and text.endswith("请等它完成后再试。") and shown(tmp_path) == 1
    finally:
        process.kill()
        process.communicate()
    apply(tmp_path, 2)
    assert shown(tmp_path) == 2


def test_many_at_once_with_somebody_looking(tmp_path: Path) -> None:
    """Three keepers and a screen: each keeper is served or told to wait, the screen never shows half."""
    apply(tmp_path, 1)
    seen, told, stop = [], [], threading.Event()

    def look() -> None:
        while not stop.is_set():
            seen.append(which(contents((tmp_path / "current").resolve())))

    def keeper() -> None:
        for number in (2, 3, 4):
            try:
                apply(tmp_path, number)
            except Refused as refused:
                told.append(str(refused))
            time.sleep(0.01)
    with ThreadPoolExecutor() as pool:
        looking, *keeping = (pool.submit(job) for job in (look, keeper, keeper, keeper))
        wait(keeping)
        stop.set()
    for thread in (looking, *keeping):
        thread.result()  # whatever went wrong there is raised here
    assert seen == sorted(seen) and set(seen) <= {1, 2, 3, 4}
    assert all("另一个窗口" in text or "旧" in text for text in told), told
    apply(tmp_path, 4)
    assert shown(tmp_path) == 4


def test_a_stick_that_cannot_be_read(tmp_path: Path) -> None:
    assert refusal(install.install, tmp_path / "no.zip", tmp_path / "kiosk", PUBLIC, print).startswith("更新包读不出来（文件或文件夹不存在")
    (tmp_path / "empty.zip").write_bytes(b"")
    assert "没有拷完整" in refusal(install.install, tmp_path / "empty.zip", tmp_path / "kiosk", PUBLIC, print)


def test_key_pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    public = making.make_pair(tmp_path / "keys")
    key, pub = tmp_path / "keys" / "kiosk.key", tmp_path / "keys" / "kiosk.pub"
    assert public_key(pub) == public == making.public_of(making.private_key(key))
    assert os.name == "nt" or key.stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in key.parent.iterdir()) == ["kiosk.key", "kiosk.pub"] and len(fingerprint(public)) == 19
    before = state(tmp_path / "keys")
    assert "已经有了" in refusal(making.make_pair, tmp_path / "keys") and state(tmp_path / "keys") == before
    pub.unlink()
    assert making.make_pair(tmp_path / "keys") == public, "a run stopped half-way is finished with the same key"
    monkeypatch.setenv(making.PASSPHRASE, "示例口令")
    sealed = making.make_pair(tmp_path / "sealed")
    assert making.public_of(making.private_key(tmp_path / "sealed" / "kiosk.key")) == sealed
    assert "没有口令" in refusal(making.private_key, key)
    monkeypatch.setenv(making.PASSPHRASE, "x")
    assert "口令不对" in refusal(making.private_key, tmp_path / "sealed" / "kiosk.key")
    monkeypatch.delenv(making.PASSPHRASE)
    assert "有口令" in refusal(making.private_key, tmp_path / "sealed" / "kiosk.key")
    assert "不是能用的私钥" in refusal(making.private_key, pub)


@pytest.mark.parametrize("spoil", [lambda t: t[:40], lambda t: t.replace(b"PUBLIC", b"PRIVATE"), lambda t: t.replace(b"A", b"*"), lambda t: b"\xff" + t, lambda t: b"", lambda t: t + t])
def test_what_is_no_public_key(spoil, tmp_path: Path) -> None:
    path = tmp_path / "kiosk.pub"
    path.write_bytes(spoil(making.pem(PUBLIC)))
    assert "不是公钥文件" in refusal(public_key, path)
    path.write_bytes(making.pem(PUBLIC).replace(b"\n", b"\r\n"))
    assert public_key(path) == PUBLIC


def test_what_is_not_packed(tmp_path: Path) -> None:
    manifest, files = edition(2)
    assert "在生成之后变了" in refusal(making.signed, manifest, lambda e: files[e.path] + (b"!" if e.path == "sitemap.html" else b""), "2027-01-01", None, KEY)
    assert "--sequence 1000003" in refusal(data, 1, 2)
    bare = Manifest.of([Entry.of("a.html", b"a")], "2026-01-01", 1)
    assert "没有 index.html" in refusal(making.signed, bare, lambda e: b"a", "2027-01-01", None, KEY)


def test_the_edition_before_is_a_bundle_or_a_manifest(tmp_path: Path) -> None:
    def taken(path: Path, key=KEY) -> Manifest:
        with making.former_edition(path, key) as former:
            return former.manifest
    assert taken(file(1)) == taken(file(1, 0)) == edition(1)[0]
    (tmp_path / "manifest.json").write_bytes(edition(1)[0].data)
    assert taken(tmp_path / "manifest.json") == edition(1)[0]
    (tmp_path / "manifest.json").write_bytes(b"{}")
    assert "--since" in refusal(taken, tmp_path / "manifest.json")
    assert "另一把钥匙" in refusal(taken, file(1), OTHER)


def test_the_keepers_page_has_every_refusal() -> None:
    page = (Path(__file__).parents[2] / "docs" / "kiosk.md").read_text(encoding="utf-8")
    assert table() in page, f"docs/kiosk.md should have:\n{table()}"


def test_a_copy_is_installed_as_well(target: Path, tmp_path: Path) -> None:
    """The stick is a FAT file system, its files have other times and rights."""
    stick = tmp_path / "更新 包.zip"
    shutil.copyfile(file(1), stick)
    stick.chmod(0o444)
    install.install(stick, target, PUBLIC, lambda *told: None)
    assert shown(target) == 1
