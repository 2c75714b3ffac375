"""Whose an edition is, by whom it is signed, and that one sequence has one content: on kiosks, in folders, on the way out of the office."""
from dataclasses import replace
from pathlib import Path

import pytest
from bundles import KEY, OTHER, PUBLIC, data
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from editions import contents, edition

from disclosure.deliver import destination
from disclosure.deliver.fault import Refused
from disclosure.deliver.kiosk import carried, install, making
from disclosure.deliver.kiosk.bundle import Statement, public_key, sha256
from disclosure.deliver.kiosk.signed import Signed
from disclosure.deliver.manifest import CLOSE, Entry, Manifest, ManifestFault, Owner, after

HERE = Owner("甲县", "359901", "https://jia.example/zwgk/")
THERE = Owner("乙县", "359902", "https://yi.example/zwgk/")


def owned(number: int, owner: Owner | None, more: int = 0, **files: bytes) -> tuple[Manifest, dict[str, bytes]]:
    manifest, made = edition(number)
    made = {**made, **{f"{name}.html": data for name, data in files.items()}}
    return Manifest.of((Entry.of(path, data) for path, data in made.items()), manifest.edition, manifest.sequence + more, owner), made


def bundle(folder: Path, made: tuple[Manifest, dict[str, bytes]], key: Ed25519PrivateKey = KEY) -> Path:
    manifest, files = made
    path = folder / f"{manifest.name}-{making.public_of(key).hex()[:6]}.zip"
    path.write_bytes(making.signed(manifest, lambda entry: files[entry.path], "2099-01-01", None, key))
    return path


def put(folder: Path, made: tuple[Manifest, dict[str, bytes]], key: Ed25519PrivateKey = KEY) -> install.Installed:
    return install.install(bundle(folder, made, key), folder / "kiosk", making.public_of(key), lambda *told: None)


@pytest.mark.parametrize(("one", "other", "differs"), [
    (HERE, HERE, False), (HERE, THERE, True), (HERE, replace(HERE, name="乙县"), True), (HERE, replace(HERE, division="359902"), True),
    (HERE, replace(HERE, address="https://new.example/"), False), (HERE, Owner("甲县"), False), (Owner("甲县", "", "https://a.example/"), Owner("甲县", "", "https://b.example/"), True),
    (Owner("甲县", "359901", "https://a.example/"), Owner("甲县", "", "https://b.example/"), True), (Owner("甲县"), Owner("甲县"), False)])
def test_who_is_another_county(one: Owner, other: Owner, differs: bool) -> None:
    assert one.differs(other) == other.differs(one) == differs


def test_the_county_is_in_the_list_and_lists_without_one_are_read_as_they_were() -> None:
    manifest = owned(1, HERE)[0]
    assert Manifest.parse(manifest.data) == manifest and '"site": {"name": "甲县", "division": "359901", "address": "https://jia.example/zwgk/"}'.encode() in manifest.data
    old = edition(1)[0]
    assert Manifest.parse(old.data) == old and b'"site"' not in old.data and manifest.name != old.name


@pytest.mark.parametrize("site", ['"甲县"', "{}", '{"name": ""}', '{"name": 1, "division": "", "address": ""}', '{"name": "x", "more": ""}', '{"name": "x\\u202e"}', "[]", '{"name": "' + "x" * 500 + '"}'])
def test_a_county_that_is_none(site: str) -> None:
    with pytest.raises(ManifestFault):
        Manifest.parse(f'{{"edition": "2026-01-01", "sequence": 1, "site": {site}, "files": []}}'.encode())


# Kiosks


@pytest.mark.parametrize("other", [THERE, replace(HERE, name="丙县"), None])
def test_a_kiosk_stays_with_its_county(other: Owner | None, tmp_path: Path) -> None:
    put(tmp_path, owned(1, None))
    put(tmp_path, owned(2, HERE))
    before = contents(tmp_path / "kiosk")
    with pytest.raises(Refused, match="本机装的是“甲县（359901）”的，没有安装"):
        put(tmp_path, owned(3, other))
    assert contents(tmp_path / "kiosk") == before
    put(tmp_path, owned(3, replace(HERE, address="https://moved.example/")))


def test_one_sequence_one_content_on_a_kiosk(tmp_path: Path) -> None:
    leak, mended, next_one = owned(1, HERE, page=b"leak"), owned(1, HERE, page=b"mended"), owned(1, HERE, 1, page=b"mended")
    put(tmp_path, leak)
    with pytest.raises(Refused, match=f"序号相同而内容不同，没有安装；.*--sequence {mended[0].sequence + 1}"):
        put(tmp_path, mended)
    put(tmp_path, next_one)
    for earlier in (leak, mended):
        with pytest.raises(Refused, match="没有安装"):
            put(tmp_path, earlier)
    assert (tmp_path / "kiosk" / "current" / "page.html").read_bytes() == b"mended" and put(tmp_path, next_one).already


def test_a_bundle_of_the_format_before_is_still_installed(tmp_path: Path) -> None:
    """Made by an earlier version of this program, for a kiosk of before; what it did not say cannot be asked for."""
    for number in (1, 2):
        manifest, files = edition(number)
        whole = data(number)
        body = whole[whole.index(b"PK\3\4", whole.index(b"bundle.json") + 20):whole.index(b"PK\1\2")]
        statement = Statement(manifest.edition, manifest.sequence, "2099-01-01", None, sha256(manifest.data), len(body), sha256(body), None, 1)
        assert b'"site"' not in statement.data and Statement.parse(statement.data) == statement
        front, ahead = making.sealed_head(statement, KEY)
        members, _ = making.packed(manifest, list(manifest.files), lambda entry: files[entry.path], lambda entry: None, lambda *told: None)
        path = tmp_path / f"{number}.zip"
        path.write_bytes(front + body + making.tail([*ahead, *(replace(one, at=one.at + len(front)) for one in members)]))
        assert install.install(path, tmp_path / "kiosk", PUBLIC, lambda *told: None).manifest == manifest


# Keys


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, Path]:
    paths = {"ours": tmp_path / "ours.pub", "theirs": tmp_path / "theirs.pub"}
    paths["ours"].write_bytes(making.pem(PUBLIC))
    paths["theirs"].write_bytes(making.pem(making.public_of(OTHER)))
    return paths


def apply(folder: Path, file: Path, key: Path | None = None, change: Path | None = None) -> str:
    said: list[str] = []
    carried.apply(file, folder / "kiosk", key, change, said.append, lambda *told: None)
    return "\n".join(said)


def test_the_first_key_stays_however_it_was_given(tmp_path: Path, keys: dict[str, Path]) -> None:
    said = apply(tmp_path, bundle(tmp_path, owned(1, HERE)), keys["ours"])
    assert "县：甲县（359901）" in said and "校验码" in said and public_key(tmp_path / "kiosk" / "kiosk.pub") == PUBLIC
    with pytest.raises(Refused, match="只认第一次安装时的公钥"):
        apply(tmp_path, bundle(tmp_path, owned(2, HERE), OTHER), keys["theirs"])
    with pytest.raises(Refused, match="另一把钥匙"):
        apply(tmp_path, bundle(tmp_path, owned(2, HERE), OTHER))
    apply(tmp_path, bundle(tmp_path, owned(2, HERE)))
    apply(tmp_path, bundle(tmp_path, owned(3, HERE)), keys["ours"])
    (tmp_path / "kiosk" / "kiosk.pub").write_bytes(b"")
    with pytest.raises(Refused, match="不是公钥文件"):  # it is not known which it was: no other is taken
        apply(tmp_path, bundle(tmp_path, owned(4, HERE), OTHER), keys["theirs"])


def test_a_key_that_opened_nothing_is_not_kept(tmp_path: Path, keys: dict[str, Path]) -> None:
    with pytest.raises(Refused, match="另一把钥匙"):
        apply(tmp_path, bundle(tmp_path, owned(1, HERE)), keys["theirs"])
    assert not (tmp_path / "kiosk").exists()
    with pytest.raises(Refused, match="还没有公钥"):
        apply(tmp_path, bundle(tmp_path, owned(1, HERE)))


def test_a_new_key_signed_by_the_old_one(tmp_path: Path, keys: dict[str, Path]) -> None:
    change, forged = tmp_path / "kiosk.change", tmp_path / "forged.change"
    making.write_change(change, KEY, making.public_of(OTHER))
    apply(tmp_path, bundle(tmp_path, owned(1, HERE)), keys["ours"])
    making.write_change(forged, OTHER, making.public_of(OTHER))
    for bad in (forged, keys["ours"]):
        with pytest.raises(Refused, match="不是本机公钥"):
            apply(tmp_path, bundle(tmp_path, owned(2, HERE), OTHER), None, bad)
    with pytest.raises(Refused, match="另一把钥匙"):  # the change is right, the bundle is still the old key's
        apply(tmp_path, bundle(tmp_path, owned(2, HERE)), None, change)
    assert public_key(tmp_path / "kiosk" / "kiosk.pub") == PUBLIC
    apply(tmp_path, bundle(tmp_path, owned(2, HERE), OTHER), keys["theirs"], change)
    assert public_key(tmp_path / "kiosk" / "kiosk.pub") == making.public_of(OTHER)
    with pytest.raises(Refused, match="另一把钥匙"):
        apply(tmp_path, bundle(tmp_path, owned(3, HERE)))
    apply(tmp_path, bundle(tmp_path, owned(3, HERE), OTHER))


# The office


def test_two_editions_of_one_moment_get_two_numbers(tmp_path: Path) -> None:
    first, same, other = owned(1, HERE)[0], owned(1, HERE)[0], owned(1, HERE, page=b"x")[0]
    assert after(first, None) == after(same, first) == first
    second = after(other, first)
    assert second.sequence == first.sequence + 1 and second.called != first.called and f"序号 {second.sequence}" in second.called
    assert after(other, second) == second and after(owned(1, HERE, page=b"y")[0], second).sequence == first.sequence + 2
    old = replace(other, sequence=first.sequence - CLOSE)
    assert after(old, first) == old, "an old catalogue is not made new by that"
    later = replace(other, sequence=first.sequence + 1)
    assert after(later, first) == later


def test_a_key_remembers_what_it_has_signed(tmp_path: Path) -> None:
    signed = Signed(tmp_path / "kiosk.key")
    (tmp_path / "site-kiosk").mkdir()
    one, two = owned(1, HERE)[0], owned(1, HERE, page=b"x")[0]
    assert signed.numbered(one, tmp_path / "site-kiosk") == one
    signed.note(one)
    numbered = Signed(tmp_path / "kiosk.key").numbered(two, tmp_path / "site-kiosk")
    assert numbered.sequence == one.sequence + 1 and Manifest.read(tmp_path / "site-kiosk") == numbered
    signed.note(numbered)
    assert signed.numbered(two, tmp_path / "site-kiosk") == numbered, "the same again is the same"
    assert signed.numbered(owned(1, THERE)[0], tmp_path / "site-kiosk").sequence == one.sequence, "another county's numbers are its own"
    (tmp_path / "kiosk.signed").write_bytes(b"\xff")
    assert signed.numbered(two, tmp_path / "site-kiosk") == two


# Publishing


def test_another_countys_site_is_replaced_only_on_purpose(tmp_path: Path) -> None:
    def publish(made: tuple[Manifest, dict[str, bytes]], replace: bool = False) -> None:
        with destination.opened(str(tmp_path / "portal"), None, False, tmp_path / "build", replace) as there:
            there.changes(made[0])
            there.publish(made[0], lambda entry: (made[1][entry.path],), lambda *told: None)
    publish(owned(1, None))
    publish(owned(2, HERE))
    before = contents(tmp_path / "portal" / "current")
    with pytest.raises(Refused, match="那里是“甲县（359901）”的网站，要发布的是“乙县（359902）”的.*--replace"):
        publish(owned(3, THERE))
    assert contents(tmp_path / "portal" / "current") == before
    publish(owned(3, THERE), replace=True)
    assert Manifest.read(tmp_path / "portal" / "current").owner == THERE
