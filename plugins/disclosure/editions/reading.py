"""Reads the chain of editions and proves it: what was changed, is gone or does not follow on is told with its place.  Never raises for what lies there."""
import codecs
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from types import MappingProxyType
from typing import Any

from disclosure.editions import withdrawals
from disclosure.editions.chain import BROKEN, FOLDER, FORMAT, GAP, NAME, RESTORE, SUMS, UNREAD, WITHDRAWALS, Chain, Edition, Fault, Lines, Redaction, digest, marks
from disclosure.model.finding import Rule
from disclosure.model.place import Span
from disclosure.read.files import read_plain
from disclosure.read.plain import inside, own_folder

MOST = 1 << 28
"""Bytes of a file that are read."""
SUM = re.compile(r"([0-9a-f]{64}) [ *](.+)", re.A)
SIGNED, STAMPED = ".sig", ".tsr"
"""Behind the name of an edition's file: who signed it, and when (RFC 3161) somebody else saw it."""
BESIDE = re.compile(rf"(?:{NAME.pattern})(?:{re.escape(SIGNED)}|{re.escape(STAMPED)})?", re.A)
OTHERS = re.compile(rf"{SUMS}|{re.escape(WITHDRAWALS)}")
"""What else may lie in the folder."""


def read_chain(site: Path) -> Chain:
    """The editions in a county's folder; an empty chain where there is none."""
    faults: list[Fault] = []

    def tell(file: str, rule: Rule, span: Span, message: str, hint: str) -> None:
        faults.append(Fault(UNREAD, file, span[0], message, hint))
    folder = site / FOLDER
    if not own_folder(folder, FOLDER, tell):
        return Chain((), tuple(faults))
    here = inside(folder, FOLDER, tell)
    files: dict[str, bytes] = {}
    for name, path, _ in here.files:
        if not (BESIDE.fullmatch(name) or OTHERS.fullmatch(name)):
            faults.append(Fault(UNREAD, f"{FOLDER}/{name}", 1, f"“{name}”不是版本档案", f"{FOLDER}/ 里只放程序写的版本档案，请把它移到别处"))
            continue
        try:
            data = read_plain(path, MOST + 1)
        except OSError:
            faults.append(Fault(UNREAD, f"{FOLDER}/{name}", 1, "文件打不开", "请检查文件权限，或是否正被别的程序占用"))
            continue
        files[name] = as_written(name, data)
    for name, _ in here.folders:
        faults.append(Fault(UNREAD, f"{FOLDER}/{name}", 1, f"{FOLDER}/ 里不应当有文件夹", f"{FOLDER}/ 里只放程序写的版本档案，请把它移到别处"))
    key = str(folder), tuple((name, hashlib.sha256(data).digest()) for name, data in files.items()), tuple(faults)
    if key not in READ:
        READ.clear()
        READ[key] = proved(files, faults)
    return READ[key]


READ: dict[tuple, Chain] = {}
"""The chain that was read last, by all that it was made of: check, build and preview ask for it one after the other."""


def proved(files: dict[str, bytes], faults: list[Fault] | None = None, absent: Mapping[str, str] = MappingProxyType({})) -> Chain:
    """The chain that files are, by their names in the folder, and every fault of it.  `absent`: editions that are not there because they were withdrawn,
    with the SHA-256 that each had."""
    return Proof(files, faults or [], absent).chain()


def as_written(name: str, data: bytes) -> bytes:
    """A file without what checkouts and editors of Windows put into it, which changes no word: its ends of lines, and the mark before the first."""
    if not NAME.fullmatch(name) and name != SUMS:
        return data
    data = data.removeprefix(codecs.BOM_UTF8)
    return data.replace(b"\r\n", b"\n") if data[-1:] == b"\n" else data


def order(name: str) -> tuple[str, int]:
    date, again = NAME.fullmatch(name).groups()
    return date, int(again or 1)


class Proof:
    """One reading of a chain."""

    def __init__(self, files: dict[str, bytes], faults: list[Fault], absent: Mapping[str, str]) -> None:
        self.files, self.faults, self.absent = files, faults, absent
        self.told: set[str] = set()
        """Files of which it is told already that they were changed."""
        self.redacted = redactions(files)
        """The editions that lost words, with what later ones say of it."""
        self.keys: set[str] = set()
        """Of the records that there are after the edition that was read last."""
        self.number = 0
        """That of the edition that was read last; None from where one is missing: what it said is not known, so nothing can be counted any more."""

    def chain(self) -> Chain:
        editions: list[Edition] = []
        for name in sorted(filter(NAME.fullmatch, self.files), key=order):
            if edition := self.edition(name):
                self.follows(edition, editions[-1] if editions else None)
                editions.append(edition)
        unlisted = self.listed(editions)
        beside = {name: data for name, data in self.files.items() if not NAME.fullmatch(name) and name != SUMS}
        for name in sorted(beside):
            if name == WITHDRAWALS:
                try:
                    withdrawals.read(beside[name])
                except ValueError as fault:
                    self.fault(UNREAD, name, fault.args[0], f"第 {fault.args[0]} 行读不懂，被改动过")
            elif name[:-len(SIGNED)] not in self.files:
                self.fault(GAP, name, 1, f"“{name}”的那一版不在这里")
        return Chain(tuple(editions), tuple(sorted(self.faults, key=lambda f: (f.file, f.line))), unlisted, beside)

    def fault(self, code: str, file: str, line: int, message: str, hint: str = RESTORE) -> None:
        self.faults.append(Fault(code, f"{FOLDER}/{file}", line, message, f"{hint}。" if not hint.endswith("。") else hint))

    def changed(self, file: str, line: int, message: str) -> None:
        """Told once of each file: the rest follows from it."""
        if file not in self.told:
            self.told.add(file)
            self.fault(BROKEN, file, line, message)

    def edition(self, name: str) -> Edition | None:
        """The edition of a file, None where it cannot be made out."""
        data = self.files[name]
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            self.told.add(name)
            return self.fault(UNREAD, name, data[:error.start].count(b"\n") + 1, "这一行不是 UTF-8 文字，版本档案被改动或者没有存全")
        first, *rows = text.split("\n")
        try:
            head = json.loads(first)
            if head["版本档案"] != FORMAT:
                return self.fault(UNREAD, name, 1, f"版本档案的格式是 {head['版本档案']}，这个程序只认得 {FORMAT}", "请用写它的那个版本或者更新的程序")
            edition = Edition(said(head, "版", str), said(head, "序号", int), said(head, "上一版", str, None) or "", said(head, "上一版校验", str, None) or "",
                              said(head, "记录", int), {str(k): int(v) for k, v in said(head, "变动", dict).items()}, said(head, "县", str), str(head.get("行政区划代码") or ""), {}, data,
                              tuple(one for several in self.redacted.values() for one in several if one.said == head["版"]))
            body, each = said(head, "正文校验", str), said(head, "各行校验", str)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self.told.add(name)
            return self.fault(BROKEN, name, 1, "第 1 行（版头）读不懂，被改动过或者没有存全")
        if edition.file != name:
            self.fault(GAP, name, 1, f"文件名与版头说的不符：版头说它是“{edition.name}”那一版，文件被改了名，或者与别的文件对调了")
            return None
        if rows and rows[-1] == "":
            rows.pop()
        else:
            self.changed(name, len(rows) + 1, "文件的末尾不完整，没有存全")
        if digest(rows) != body and not self.as_redacted(edition, rows, each):
            line, what = where(each, rows)
            self.changed(name, line, f"从第 {line} 行起{what}：各行算出的校验值与第 1 行记的不符")
        edition.lines.update(self.lines(name, rows))
        self.counted(edition)
        return edition

    def lines(self, name: str, rows: list[str]) -> Lines:
        """What the lines say; a line that is none is told."""
        found: Lines = {}
        last = ""
        for number, row in enumerate(rows, 2):
            try:
                one: Any = json.loads(row)
                (key, value), = one.items()
            except (ValueError, AttributeError, RecursionError):
                self.changed(name, number, f"第 {number} 行读不懂，被改动过")
                continue
            if not key > last:
                self.changed(name, number, f"第 {number} 行不在它的位置上：各行按键的次序排，一个键一行")
            found[key] = value
            last = max(last, key)
        return found

    def counted(self, edition: Edition) -> None:
        """Whether the head's figures are those of the lines."""
        self.number = edition.number if self.number is not None and edition.number == self.number + 1 else None
        gone = {key for key, value in edition.lines.items() if value is None}
        there = edition.lines.keys() - gone
        counts = {"新增": len(there - self.keys), "修改": len(there & self.keys), "去掉": len(gone)}
        missing = sorted(gone - self.keys)
        if self.number is None or any(order(f"{name}.jsonl") < order(edition.file) for name in self.absent):
            return
        self.keys = (self.keys | there) - gone
        if missing:
            self.changed(edition.file, [*edition.lines].index(missing[0]) + 2, f"去掉的“{missing[0]}”以前的各版里没有")
        elif (edition.records, edition.counts) != (len(self.keys), counts):
            self.changed(edition.file, 1, "第 1 行（版头）写的记录数与各行对不上")

    def as_redacted(self, edition: Edition, rows: list[str], each: str) -> bool:
        """Whether a file is what a later edition says that it became, and every line but those that lost words has its mark."""
        told = self.redacted.get(edition.name, [])
        keys = {key for one in told for key in one.lines}
        there = marks(rows)
        same = len(there) == len(each) and all(there[at:at + 4] == each[at:at + 4] or key_of(row) in keys for at, row in zip(range(0, len(each), 4), rows, strict=False))
        return bool(told) and told[-1].after == edition.hash and same

    def leads(self, name: str, start: str, end: str) -> bool:
        """Whether a file that had one SHA-256 has another because it lost words."""
        for one in self.redacted.get(name, ()):
            if start != end and one.before == start:
                start = one.after
        return start == end

    def follows(self, edition: Edition, before: Edition | None) -> None:
        """Whether an edition follows on the one before it."""
        number = before.number + 1 if before else 1
        between = [name for name in self.absent if order(name + ".jsonl") < order(edition.file) and (before is None or order(name + ".jsonl") > order(before.file))]
        if between and edition.number == number + len(between) and edition.before in between:
            if not self.leads(edition.before, edition.before_hash, self.absent[edition.before]):
                self.changed(edition.file, 1, f"第 1 行记下的上一版（{edition.before}，已撤下）的 SHA-256 与清单里的不符")
            return
        if edition.before != (before.name if before else "") or edition.number != number:
            lost = edition.number - number
            self.fault(GAP, edition.file, 1, f"它是第 {edition.number} 版，写明上一版是“{edition.before or '（没有）'}”，这里的上一版却是"
                       f"“{before.name if before else '（没有）'}”" + (f"：中间少了 {lost} 版" if lost > 0 else "：次序不对，或者版头被改动过"))
        elif before and not self.leads(before.name, edition.before_hash, before.hash):
            self.changed(before.file, 1, f"内容与后一版（{edition.name}）第 1 行记下的 SHA-256 不符：记的是 {edition.before_hash[:12]}…，"
                         f"现在是 {before.hash[:12]}…，这一版的版头或者整个文件被换过")

    def listed(self, editions: list[Edition]) -> tuple[str, ...]:
        """Compares with SHA256SUMS, which also knows of the last edition; returns what it does not name yet."""
        if SUMS not in self.files:
            if editions:
                self.fault(GAP, SUMS, 1, f"有版本档案，没有 {SUMS}")
            return ()
        known: dict[str, str] = {}
        there = {name for name in self.files if NAME.fullmatch(name)}
        for number, row in enumerate(self.files[SUMS].decode(errors="replace").splitlines(), 1):
            if not (found := SUM.fullmatch(row)) or not NAME.fullmatch(found[2]) or found[2] in known:
                self.fault(BROKEN, SUMS, number, f"第 {number} 行不是校验值，被改动过")
                continue
            known[found[2]] = found[1]
            if found[2] not in there and self.absent.get(found[2].removesuffix(".jsonl")) != found[1]:
                self.fault(GAP, SUMS, number, f"第 {number} 行写着“{found[2]}”，这个文件不在了")
        if [*known] != sorted(known, key=order):
            self.fault(BROKEN, SUMS, 1, "各版的次序不对")
        for edition in editions:
            if known.get(edition.file, edition.hash) != edition.hash:
                self.changed(edition.file, 1, f"内容与 {SUMS} 记下的 SHA-256 不符：记的是 {known[edition.file][:12]}…，现在是 {edition.hash[:12]}…，版头或者整个文件被换过")
        behind = tuple(e.file for e in editions if e.file not in known)
        if behind:
            stopped = behind == (editions[-1].file,) and len(known) == len(editions) - 1
            self.fault(GAP, behind[0], 1, f"{SUMS} 里没有这一版", "写到一半中断过的，运行 python build.py edition 补上；否则请从版本库恢复" if stopped else RESTORE)
            return behind if stopped else ()
        return ()


def redactions(files: Mapping[str, bytes]) -> dict[str, list[Redaction]]:
    """Edition → what later ones say of words that it lost; heads that cannot be read say nothing here, and are told where they are read."""
    found: dict[str, list[Redaction]] = {}
    for name in sorted(filter(NAME.fullmatch, files), key=order):
        if b'"\xe9\x81\xae\xe7\x9b\x96":[' not in (head := files[name].partition(b"\n")[0]):
            continue
        try:
            for one in json.loads(head)["遮盖"]:
                lines = {str(key): said(one["行"], key, str) for key in one["行"]}
                told = Redaction(said(one, "版", str), said(one, "原校验", str), said(one, "现校验", str), lines, said(one, "原因", str), said(one, "批准", str), name.removesuffix(".jsonl"))
                if NAME.fullmatch(f"{told.edition}.jsonl") and order(f"{told.edition}.jsonl") < order(name):
                    found.setdefault(told.edition, []).append(told)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    return found


def key_of(row: str) -> str:
    """The key of a line; "" of what is none."""
    try:
        key, = json.loads(row)
    except (ValueError, TypeError, RecursionError):
        return ""
    return key


def said(head: dict[str, Any], key: str, kind: type, *others: Any) -> Any:
    """What the head says.  Raises KeyError, TypeError."""
    value = head[key]
    if type(value) is not kind and value not in others:
        raise TypeError(key)
    return value


def where(each: str, rows: list[str]) -> tuple[int, str]:
    """The first line that is not what it was, and what became of it, by the marks of all lines."""
    before, now = ([text[at:at + 4] for at in range(0, len(text), 4)] for text in (each, marks(rows)))
    for what, a, b, c, d in changes(before, now):
        if what == "delete":
            return c + 2, f"少了 {b - a} 行"
        if what == "insert":
            return c + 2, f"多了 {d - c} 行"
        return c + 2, f"有 {max(b - a, d - c)} 行被改动过"
    return 1, "有改动"


def changes(before: list[str], now: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    same = next((n for n, (a, b) in enumerate(zip(before, now, strict=False)) if a != b), min(len(before), len(now)))
    for what, a, b, c, d in SequenceMatcher(None, before[same:], now[same:], autojunk=False).get_opcodes():
        if what != "equal":
            yield what, a + same, b + same, c + same, d + same
