"""In the office: the key pair, and bundles made and signed from a built site."""
from __future__ import annotations

import base64
import hashlib
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat, PublicFormat, load_pem_private_key

from disclosure.deliver import disk
from disclosure.deliver.fault import Refused
from disclosure.deliver.kiosk.archive import MEMBERS, Malformed, Member, Source, deflated, stored, tail
from disclosure.deliver.kiosk.bundle import CHANGE_CONTEXT, CONTEXT, LARGEST_FILE, PATCH, PATCHES, SIGNATURE, SITE, STATEMENT, Base, Bundle, Progress, Statement, pem, sha256
from disclosure.deliver.kiosk.health import HOME, ill_home
from disclosure.deliver.kiosk.patch import difference, patched
from disclosure.deliver.manifest import NAME, Entry, Manifest, ManifestFault

PASSPHRASE = "DISCLOSURE_KIOSK_KEY_PASSPHRASE"
"""The variable of the environment with the passphrase of the private key, where it has one."""


def make_pair(folder: Path) -> bytes:
    """Writes kiosk.key and kiosk.pub, and returns the public key.  A private key that is there stays; Refused, or OSError."""
    private, public = folder / "kiosk.key", folder / "kiosk.pub"
    if os.path.lexists(private) and not os.path.lexists(public):  # a run stopped between the two
        key = private_key(private)
    else:
        for path in (private, public):
            if os.path.lexists(path):
                raise Refused(f"“{path}”已经有了，没有动它：换了钥匙，各一体机都要换公钥。确实要换，请先把旧的 kiosk.key、kiosk.pub 移到别处，或者换一个文件夹。")
        key = Ed25519PrivateKey.generate()
        phrase = os.environ.get(PASSPHRASE, "")
        sealed = BestAvailableEncryption(phrase.encode()) if phrase else NoEncryption()
        disk.make_folder(folder)
        secret = disk.half_way(private)
        disk.remove_tree(secret)
        os.close(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, sealed))
        disk.settle_one(secret)
        if not disk.link(secret, private):  # unlike a rename, a link never takes another's place
            secret.rename(private)
        disk.remove_tree(secret)
    disk.write(public, pem(public_of(key)))
    disk.settle_one(public)
    disk.settle_one(folder)
    return public_of(key)


def private_key(path: Path) -> Ed25519PrivateKey:
    """Raises Refused, OSError."""
    phrase = os.environ.get(PASSPHRASE, "")
    try:
        key = load_pem_private_key(path.read_bytes(), phrase.encode() or None)
    except TypeError:
        raise Refused(f"私钥“{path}”" + (f"没有口令，请去掉环境变量 {PASSPHRASE}。" if phrase else f"有口令，请用环境变量 {PASSPHRASE} 给出。")) from None
    except ValueError:
        raise Refused(f"“{path}”不是能用的私钥文件" + ("，或者口令不对。" if phrase else "，请用 kiosk-key 做的 kiosk.key。")) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused(f"“{path}”不是 Ed25519 私钥，请用 kiosk-key 做的 kiosk.key。")
    return key


def public_of(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


@dataclass(frozen=True)
class Former:
    """The edition that kiosks have; `read` gives a file of it, or None where only its list is known."""

    manifest: Manifest
    read: Callable[[Entry], bytes | None]


@contextmanager
def former_edition(path: Path, key: Ed25519PrivateKey) -> Iterator[Former]:
    """From its bundle, or from its manifest.json.  Raises Refused, OSError."""
    if path.suffix.lower() == ".json":
        try:
            yield Former(Manifest.parse(path.read_bytes()), lambda entry: None)
        except ManifestFault as error:
            raise Refused(f"--since 指的文件不能用：{error}。") from error
    else:
        with Bundle(path, public_of(key)) as bundle:
            yield Former(bundle.manifest, lambda entry: bundle.read(entry) if entry.path in bundle.members else None)


def signed(manifest: Manifest, read: Callable[[Entry], bytes], valid_until: str, since: Former | None, key: Ed25519PrivateKey,
           progress: Progress = lambda *told: None) -> bytes:
    """The bundle's bytes: the same edition, base and key give the same.  Raises Refused, and what `read` raises."""
    before = {entry.path: entry for entry in since.manifest.files} if since else {}
    files = [entry for entry in manifest.files if before.get(entry.path) != entry]
    if len(files) >= MEMBERS:
        raise Refused(f"文件太多（{len(files)} 个），装不进一个更新包（最多 {MEMBERS} 个）。")
    if since and since.manifest.sequence > manifest.sequence:
        raise Refused(f"没有打包：--since 指的是更新的一版（序号 {since.manifest.sequence}），做出来也装不上。确实要用现在的内容，请加 --sequence {since.manifest.sequence + 1}。")
    home = next((entry for entry in manifest.files if entry.path == HOME), None)
    if fault := ill_home(manifest, read(home) if home else None):
        raise Refused(f"没有打包：{fault}。请重新生成。")
    base = Base.of(since.manifest) if since else None
    members, body = packed(manifest, files, read, lambda entry: since.read(before[entry.path]) if since and entry.path in before else None, progress)
    statement = Statement(manifest.edition, manifest.sequence, valid_until, base, sha256(manifest.data), len(body), hashlib.sha256(body).hexdigest(), manifest.owner)
    front, ahead = sealed_head(statement, key)
    return front + body + tail([*ahead, *(replace(one, at=one.at + len(front)) for one in members)])


def packed(manifest: Manifest, files: list[Entry], read: Callable[[Entry], bytes], old: Callable[[Entry], bytes | None],
           progress: Progress) -> tuple[list[Member], bytes]:
    """manifest.json, patches where `old` knows what the file was before and they are the smaller, and the other files, one after the other."""
    members: list[Member] = []
    parts = []

    def add(name: str, data: bytes) -> None:
        one, deflate = deflated(name, data, members[-1].ends if members else 0)
        members.append(one)
        parts.append(one.local + deflate)
    numbers = {entry.path: number for number, entry in enumerate(manifest.files)}
    patches, whole = [], []
    for done, entry in enumerate(files):
        progress("打包", done, len(files))
        data = read(entry)
        if Entry.of(entry.path, data) != entry:
            raise Refused(f"“{entry.path}”在生成之后变了，没有打包。请重新生成。")
        before = old(entry)
        patch = difference(before, data) if before is not None else None
        if patch is not None and len(patch) <= LARGEST_FILE // 64 and len(zlib.compress(patch)) < len(zlib.compress(data)):
            assert before is not None and patched(before, patch, entry.size) == data
            patches.append(PATCH.pack(numbers[entry.path], len(patch)) + patch)
        else:
            whole.append(entry)
    add(NAME, manifest.data)
    if patches:
        add(PATCHES, b"".join(patches))
    for entry in whole:
        add(SITE + entry.path, read(entry))
    return members, b"".join(parts)


def sealed_head(statement: Statement, key: Ed25519PrivateKey) -> tuple[bytes, list[Member]]:
    """The signature and the statement as they stand in front of the body."""
    seal = public_of(key) + key.sign(CONTEXT + statement.data)
    first = stored(SIGNATURE, seal, 0)
    second = stored(STATEMENT, statement.data, first.ends)
    return first.local + seal + second.local + statement.data, [first, second]


def write(out: Path, data: bytes) -> None:
    """Puts a bundle in its place: the old file or the new one, never half.  Refused where something else than a bundle is there; raises OSError."""
    if os.path.lexists(out) and not is_bundle(out):
        raise Refused(f"“{out}”已经有了，不是一体机更新包，没有动它。请用 --out 换一个名字，或先把它移走。")
    disk.make_folder(out.parent)
    disk.replace(out, data)


def write_change(out: Path, old: Ed25519PrivateKey, new: bytes) -> None:
    """Writes the file in which an old key signs the public key that comes after it.  Raises OSError."""
    told = public_of(old) + new
    disk.make_folder(out.parent)
    disk.replace(out, base64.b64encode(told + old.sign(CHANGE_CONTEXT + told)))


def is_bundle(path: Path) -> bool:
    """Whether a file begins as a bundle does, whoever has signed it."""
    try:
        with Source(path) as source:
            return source.member(0, source.size).name == SIGNATURE
    except (OSError, Malformed):
        return False
