"""Whether a chain of editions holds: one of a county's folder, of a site, or of a folder that somebody has downloaded; and who signed it."""
import base64
import binascii
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from disclosure.deliver.fault import Refused
from disclosure.deliver.kiosk.bundle import fingerprint, public_key
from disclosure.deliver.kiosk.ed25519 import verify
from disclosure.deliver.manifest import NAME as MANIFEST
from disclosure.deliver.manifest import Manifest, ManifestFault
from disclosure.editions.chain import FOLDER, NAME, SUMS, Chain
from disclosure.editions.reading import BESIDE, OTHERS, SIGNED, STAMPED, as_written, proved, read_chain
from disclosure.editions.state import owner_of
from disclosure.editions.telling import as_record
from disclosure.editions.words import called
from disclosure.read.files import read_plain

INDEX = "index.json"
MOST = 1 << 28


class Verdict(NamedTuple):
    """What was found right, and what was not, in sentences; and the chain."""

    right: list[str]
    wrong: list[str]
    chain: Chain


def signature(private, data: bytes) -> bytes:
    """The file that says who signed an edition: the Ed25519 signature of all its bytes, in base64."""
    return base64.b64encode(private.sign(data)) + b"\n"


def examined(folder: Path, key: Path | None = None) -> Verdict:
    """Reads everything that lies there.  Raises Refused where there are no editions."""
    below = (folder / FOLDER).is_dir()
    place = folder / FOLDER if below else folder
    chain = read_chain(folder) if below and not (place / INDEX).exists() else proved(downloaded(place), absent=withdrawn(place))
    if not chain.editions and not chain.faults:
        raise Refused(f"“{folder}”里没有版本档案：应当是县的文件夹、网站的文件夹，或者放着下载来的各版（日期.jsonl）和 SHA256SUMS 的文件夹。")
    wrong = [f"{fault.file} 第 {fault.line} 行：{fault.message}" for fault in chain.faults]
    right = [] if wrong else [f"共 {len(chain.editions)} 版，从 {chain.editions[0].called} 到 {chain.last.called}，一版扣着一版，没有被改动。",
                              f"最近一版的 SHA-256：{chain.last.hash}"]
    right += [f"{one.edition} 那一版有 {len(one.lines)} 行已遮盖（{'、'.join(one.lines)}），写在 {one.said} 那一版：原因 {one.reason}，批准 {one.approved}。其余各行没有变。"
              for one in chain.redactions if not wrong]
    if changed := rewritten(place) if right else []:
        right.append(f"{'、'.join(changed)} 的换行或者文件开头的标记（BOM）被改写过，文字没有变；用 sha256sum 核对会说不符，请重新下载或者从备份恢复。")
    if gone := withdrawn(place):
        right.append(f"撤下了 {len(gone)} 版，它们的文件不在这里，SHA-256 还在清单里：{'、'.join(gone)}。")
    for sentence, holds in (*listed(place, chain), *signed(place, chain, key), *stamped(place, chain), *site(folder)):
        (right if holds else wrong).append(sentence)
    return Verdict(right, wrong, chain)


def downloaded(place: Path) -> dict[str, bytes]:
    """The files of a chain in a folder where others may lie, too."""
    names = sorted(path.name for path in place.iterdir() if BESIDE.fullmatch(path.name) or OTHERS.fullmatch(path.name)) if place.is_dir() else []
    return {name: as_written(name, read_plain(place / name, MOST)) for name in names if (place / name).is_file()}


def rewritten(place: Path) -> list[str]:
    """The files of which an editor or a transfer wrote the ends of lines, or the beginning, in another way: no word is another, but sha256sum says so."""
    names = sorted(path.name for path in place.iterdir() if path.is_file() and (NAME.fullmatch(path.name) or path.name == SUMS))
    return [name for name in names if (data := read_plain(place / name, MOST)) != as_written(name, data)]


def withdrawn(place: Path) -> dict[str, str]:
    """The editions that the list says were taken back, with their SHA-256."""
    try:
        rows = json.loads(read_plain(place / INDEX, MOST))["版"]
        return {row["版"]: row["SHA-256"] for row in rows if "撤下" in row and NAME.fullmatch(f"{row['版']}.jsonl")}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def listed(place: Path, chain: Chain) -> Iterator[tuple[str, bool]]:
    """Whether the list for programs says the same."""
    if not (place / INDEX).is_file():
        return
    try:
        told = [(row["版"], row["SHA-256"]) for row in json.loads(read_plain(place / INDEX, MOST))["版"] if "撤下" not in row]
    except (ValueError, KeyError, TypeError):
        yield f"{INDEX} 读不懂，被改动过", False
        return
    same = told == [(edition.name, edition.hash) for edition in chain.editions]
    yield (f"{INDEX} 与各版一致。" if same else f"{INDEX} 写的与各版不一致"), same


def signed(place: Path, chain: Chain, key: Path | None) -> Iterator[tuple[str, bool]]:
    """Whether signatures are right, and up to which edition."""
    there = [(edition, place / f"{edition.file}{SIGNED}") for edition in chain.editions if (place / f"{edition.file}{SIGNED}").is_file()]
    if key is None:
        if there:
            yield f"{len(there)} 版有签名，没有核对：写明 --public-key 公钥文件就核对。", True
        return
    public = public_key(key)
    if not there:
        yield f"没有签名，公钥 {fingerprint(public)} 用不上：不能证明是谁发布的", False
    redacted = {one.edition for one in chain.redactions}
    for edition, path in there:
        if edition.name in redacted:
            yield f"{edition.called} 遮盖过，签名是遮盖以前那一份的；它由后面签过名的版本认下。", True
            continue
        try:
            right = verify(public, edition.data, base64.b64decode(read_plain(path, 4096), validate=False))
        except (ValueError, binascii.Error):
            right = False
        yield (f"{edition.called} 的签名是公钥 {fingerprint(public)} 的，它和它以前的各版都由签名人认下。" if right
               else f"{path.name} 不是公钥 {fingerprint(public)} 给 {edition.called} 签的名"), right


def stamped(place: Path, chain: Chain) -> Iterator[tuple[str, bool]]:
    """Whether a time stamp (RFC 3161) is one of that edition.  Whether it is genuine says the one who issued it."""
    for edition in chain.editions:
        path = place / f"{edition.file}{STAMPED}"
        if path.is_file():
            first = next((one.before for one in chain.redactions if one.edition == edition.name), edition.hash)  # what was stamped
            right = bytes.fromhex(first) in read_plain(path, 1 << 20)
            yield (f"{path.name} 是 {edition.called} 的时间戳；时间由签发机构证明，用它的证书核对：openssl ts -verify -data {edition.file} -in {path.name} -CAfile 证书.pem" if right
                   else f"{path.name} 不是 {edition.called} 的时间戳"), right


def site(folder: Path) -> Iterator[tuple[str, bool]]:
    """Whether the files of a site are those of its manifest."""
    if not (folder / MANIFEST).is_file() or (folder / "catalogues").is_dir():
        return
    try:
        manifest = Manifest.read(folder)
    except ManifestFault as fault:
        yield f"{MANIFEST}：{fault}", False
        return
    faults = manifest.faults(folder)
    yield (f"网站的 {len(manifest.files)} 个文件与 {MANIFEST} 一致。" if not faults else f"网站有 {len(faults)} 个文件与 {MANIFEST} 不一致：{faults[0]}"), not faults


def shown(chain: Chain, matter: str, day: str | None) -> str:
    """What a record said on a day, as text: public, not yet, or no more.  Raises Refused where the chain knows nothing of it."""
    editions = [edition for edition in chain.editions if day is None or edition.date <= day]
    if not editions:
        raise Refused(f"{day} 那天还没有发布过：第一版是 {chain.editions[0].called}。")
    last = editions[-1]
    state = chain.at(last.number)
    keys = [key for key in chain.every if key == matter or key.endswith(f"/{matter}")]
    if not keys:
        raise Refused(f"各版里都没有“{matter}”：写成 领域/编号，或者档案里的键。")
    lines = [f"按 {last.called} 那一版" + (f"（{day} 以前最近的一版）" if day and day != last.date else "") + f"，SHA-256 {last.hash}"]
    for key in keys:
        where = called(state, owner_of(key)) if owner_of(key) in state else ""
        if key in state:
            lines += ["", f"{where} {key}：已公布", *as_record(key, state)]
        else:
            ever = any(edition.lines.get(key) is not None for edition in chain.editions[:last.number])
            lines += ["", f"{key}：{'已经撤下' if ever else '还没有公布'}"]
    return "\n".join(lines) + "\n"
