"""Takes out of old editions what must stand nowhere any more (personal data found later, what is classified), so that the chain can still be proved.

Words are replaced by MASK in the lines that have them.  The next edition says so in its head, and is bound into the chain like any other:

    "遮盖": [{"版": "2026-02-28", "原校验": SHA-256 before, "现校验": SHA-256 after, "行": {key: commitment}, "原因": …, "批准": …}]

A commitment is the SHA-256 of a secret salt and the line as it was.  Whoever keeps both can prove what stood there; nobody can try out from it what it was.
"""
import hashlib
import json
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from disclosure.editions.chain import FOLDER, SUMS, Chain, Edition, Redaction, as_line, following
from disclosure.editions.putting import put
from disclosure.editions.reading import proved
from disclosure.editions.state import State

MASK = "〔已遮盖〕"
"""What stands in place of the words that were taken out."""


class Line(NamedTuple):
    """A line that is to lose something: in which edition, under which key, as it is and as it will be, and the secret salt of its commitment."""

    edition: Edition
    key: str
    before: str
    after: str
    salt: str

    @property
    def commitment(self) -> str:
        return hashlib.sha256(f"{self.salt}{self.before}".encode()).hexdigest()


def masked(data: Any, text: str) -> Any:
    """A value without a text, wherever within it that stands."""
    if isinstance(data, str):
        return data.replace(text, MASK)
    if isinstance(data, list):
        return [masked(one, text) for one in data]
    if isinstance(data, dict):
        return {key.replace(text, MASK): masked(one, text) for key, one in data.items()}
    return MASK if text == str(data) else data


def wanted(chain: Chain, now: State, places: Iterable[str], text: str) -> list[Line]:
    """The lines that would lose something.  `places`: keys, or key#field; none where the text is to go wherever it stands.  ValueError, in words.

    Without a text a field goes as a whole, but where it says what the county says today: that is public.
    """
    places = [place.partition("#") for place in places]
    if text and text in json.dumps(now, ensure_ascii=False):
        where = next(key for key, value in now.items() if text in json.dumps(value, ensure_ascii=False))
        raise ValueError(f"现在的目录里还有这段文字（{where}）：请先改掉它，再遮盖以前的各版，不然下一版又会写出来")
    found = []
    for edition in chain.editions:
        for (key, value), row in zip(edition.lines.items(), edition.data.decode().split("\n")[1:], strict=False):
            fields = {field for name, _, field in places if name == key}
            if value is None or places and not fields:
                continue
            after = {}
            for name, said in value.items():
                if fields and "" not in fields and name not in fields:
                    after[name] = said
                elif text:
                    after[name] = masked(said, text)
                else:
                    after[name] = said if now.get(key, {}).get(name) == said else MASK
            if after != value:
                found.append(Line(edition, key, row, as_line(key, after), secrets.token_hex(16)))
    return found


def redacted(chain: Chain, lines: list[Line], reason: str, approved: str, text: str, date: str) -> tuple[dict[str, bytes], Edition]:
    """The files that become others, by their names, and the edition that says so: it says nothing else anew.  ValueError, in words."""
    for told in (reason, approved):
        if not told.strip() or text and text in told or MASK in told:
            raise ValueError("要写明原因（--reason）和谁批准的（--approved），里面不能有要遮盖的文字")
    files, told = {}, []
    for edition in chain.editions:
        if not (mine := [line for line in lines if line.edition is edition]):
            continue
        rows = {line.before: line.after for line in mine}
        data = b"".join(rows.get(row, row).encode() + b"\n" for row in edition.data.decode().removesuffix("\n").split("\n"))
        files[edition.file] = data
        told.append(Redaction(edition.name, edition.hash, hashlib.sha256(data).hexdigest(), {line.key: line.commitment for line in mine}, reason.strip(), approved.strip()))
    last = chain.last
    new = following(chain, chain.now, max(date, last.date), last.county, last.division, told)
    return files, new


def applied(site: Path, chain: Chain, files: dict[str, bytes], new: Edition) -> None:
    """Writes everything, or leaves everything as it was.  ValueError, OSError."""
    place, old = site / FOLDER, {edition.file: edition.data for edition in chain.editions}
    sums = Chain((*proved({**old, **files}).editions, new)).sums
    again = proved({**old, **files, new.file: new.data, **dict(chain.beside), SUMS: sums})
    if again.faults or again.last is None or again.last.name != new.name:
        raise ValueError("遮盖以后的各版接不上，没有改动：" + "；".join(fault.message for fault in again.faults[:2]))
    done: list[str] = []
    try:
        for name, data in files.items():
            done.append(name)
            put(place / name, data)
        done.append(new.file)
        put(place / new.file, new.data)
        put(place / SUMS, sums)
    except (OSError, ValueError):
        for name in done:
            if name in old:
                put(place / name, old[name])
            else:
                (place / name).unlink(missing_ok=True)
        raise


def kept(lines: Iterable[Line]) -> bytes:
    """What proves later what stood there: to be kept where nobody publishes from."""
    return "".join(json.dumps({"版": line.edition.name, "键": line.key, "盐": line.salt, "原文": line.before, "承诺": line.commitment}, ensure_ascii=False) + "\n" for line in lines).encode()
