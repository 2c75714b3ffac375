"""Attachments made to hang or to fill memory, and things that are no files: each is answered soon, by a process that can be ended, and hides nothing else."""
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import documents as d
import pytest
from counties import reading

from disclosure.checking import check_county
from disclosure.hands import FORKS
from disclosure.model.attachments import Looked
from disclosure.read.attachments import worker as reader
from disclosure.read.attachments.look import TOO_MUCH, examine
from disclosure.read.attachments.looking import KNOWN, TOO_SLOW, Forked, Looking, Started, Worker
from disclosure.read.kept import Kept

NEST = 200_000
BUILT: dict[str, Callable[[], tuple[str, bytes]]] = {
    "many <": lambda: ("a.docx", d.docx("<" * 2_000_000)), "many < in a page": lambda: ("a.xls", b"<html>" + b"<" * 300_000), "many <a": lambda: ("a.xls", b"<html>" + b"<a " * 100_000),
    "many <!": lambda: ("a.xls", b"<html>" + b"<!--" * 50_000), "deep": lambda: ("a.docx", d.docx("<w:p>" * NEST + "</w:p>" * NEST)), "deep tables": lambda: ("a.docx", d.docx("<w:tbl><w:tr><w:tc>" * 30_000)),
    "many quotation marks": lambda: ("a.csv", b'"' * 3_000_000), "many bars": lambda: ("a.csv", b"=," * 1_000_000), "one long cell": lambda: ("a.csv", b"=" + b"|" * 3_000_000), "many braces": lambda: ("a.rtf", b"{\\rtf1" + b"{\\a" * 300_000),
    "many backslashes": lambda: ("a.rtf", b"{\\rtf1" + b"\\" * 2_000_000), "many parts of a letter": lambda: ("a.eml", b"Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 20_000),
    "columns without end": lambda: ("a.xlsx", d.xlsx('<row><c r="ZZZ1"><v>1</v></c></row>' * 50_000)), "one text everywhere": lambda: ("a.xlsx", d.xlsx('<row><c t="s"><v>0</v></c></row>' * 100_000, ("甲" * 30_000,))),
    "cells that repeat": lambda: ("a.ods", d.odt('<table:table-row><table:table-cell table:number-columns-repeated="999999999"/></table:table-row>' * 20_000)),
    "one cell of many pieces": lambda: ("a.xlsx", d.xlsx("<row><c t='inlineStr'><is>" + "<t>甲</t>" * 300_000 + "</is></c></row>")), "a page of many strokes": lambda: ("a.pdf", d.pdf(content=b"BT /F 9 Tf " + b"(a) Tj " * 1_000_000 + b"ET", flate=True)),
    "pages in a circle": lambda: ("a.pdf", d.pdf().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")), "chunks without end": lambda: ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0tEXt\0\0\0\0" * 300_000), "lists in a circle": lambda: ("a.tif", d.tiff([(0x8769, 4, 1, 8)] * 4000)),
    "boxes without end": lambda: ("a.mp4", d.mp4(*[d.box(b"free")] * 100_000)), "marks without end": lambda: ("a.jpg", b"\xff\xd8" + b"\xff" * 3_000_000), "elements of a drawing": lambda: ("a.svg", d.svg("<g>" * NEST).encode()),
}


ENDED = {"a page of many strokes", "many <a", "many <!"}
"""What libraries (pypdf, html.parser) take too long for: it is ended, and the file is unread.  Nothing else comes near: where time grew with the square, it would."""


@pytest.mark.parametrize("name", BUILT)
def test_is_answered_soon(name: str) -> None:
    file, data = BUILT[name]()
    with Worker() as worker:
        looked, fault = worker.look(file, data)
        assert looked or fault == TOO_MUCH or name in ENDED
        looked, fault = worker.look("a.txt", b"a")
        assert looked and looked.kind == "text", "and the next one is read"


def odd(name: str, data: bytes) -> Looked:
    """A reader with faults."""
    while name == "hang.txt":
        pass
    if name == "eat.txt":
        bytearray(1 << 40)
    if name == "die.txt":
        os._exit(3)
    return examine(name, data)


@pytest.mark.skipif(not FORKS, reason="a reader with faults is given to a forked process")
def test_what_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the fault in a reader: the process ends after its seconds of computing, the file is unread, all others are read."""
    monkeypatch.setattr(reader, "examine", odd)
    monkeypatch.setattr(reader, "SECONDS", 1)
    with Worker() as worker:
        for name, fault in (("hang.txt", TOO_SLOW), ("die.txt", TOO_MUCH), ("eat.txt", TOO_MUCH)):
            looked, why = worker.look(name, b"a")
            assert why == fault or (looked and looked.unread == (fault,)), name
            looked, _ = worker.look("b.txt", b"b")
            assert looked and looked.texts == (("", "b"),)


@pytest.mark.parametrize("kind", [Forked, Started])
def test_either_way_of_beginning(kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    if kind is Forked and not FORKS:
        pytest.skip("this system does not fork")
    monkeypatch.setattr(Worker, "kind", kind)
    with Worker() as worker:
        for name in ("a.txt", "b.txt"):
            assert worker.look(name, b"a")[0] == examine(name, b"a")
    assert worker.process is None


def county(folder: Path, files: dict[str, bytes]) -> Path:
    reading(folder, {f"content/files/{name}": data for name, data in files.items()})
    return folder


def said(folder: Path) -> set[tuple[str, str]]:
    return {(f.place.file.removeprefix("content/files/"), f.rule.code) for f in check_county(folder).findings if f.place.file.startswith("content/files/")}


def test_one_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    folder = county(tmp_path, {"a.docx": d.docx("<" * 1000), "b.txt": "身份证 359901198001010017".encode(), "c.exe": b"MZ", "d.pdf": d.pdf(root="/OpenAction<</S/JavaScript/JS(x)>>")})
    if os.geteuid():
        (folder / "content/files/e.txt").write_bytes(b"a")
        (folder / "content/files/e.txt").chmod(0)
    assert said(folder) >= {("a.docx", "C907"), ("b.txt", "C901"), ("c.exe", "C920"), ("d.pdf", "C921"), *([("e.txt", "C907")] if os.geteuid() else [])}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    folder = county(tmp_path, {"a.txt": b"a", "b.txt": b"b"})
    read = reading(folder, {})
    (folder / "content/files/a.txt").unlink()
    os.mkfifo(folder / "content/files/a.txt")
    (folder / "content/files/b.txt").unlink()
    (folder / "content/files/b.txt").symlink_to("/etc/hostname")
    looked = Looking(read.files).all(["a.txt", "b.txt"])
    assert all(seen.unread and not seen.texts for seen in looked.values())


@pytest.mark.parametrize(("name", "unread"), [("a.mp4", False), ("a.pdf", True), ("a.txt", True), ("a.zip", True)])
def test_large_files_never_stand_in_memory(name: str, unread: bool, tmp_path: Path) -> None:
    """One of 600 MB is looked at piece by piece; of a film, the frame is."""
    read = reading(tmp_path, {f"content/files/{name}": b"x"})
    with (tmp_path / "content/files" / name).open("wb") as file:
        file.write(d.box(b"ftyp", b"isom\0\0\0\0") + (600_000_000 - 16).to_bytes(4, "big") + b"mdat" if name == "a.mp4" else b"%PDF-1.7\n")
        file.truncate(600_000_000)
    tracemalloc.start()
    looked = Looking(read.files)(name)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert looked.size == 600_000_000 and bool(looked.unread) == unread and not looked.refused, looked
    assert peak < 100_000_000


def test_what_was_seen_is_known_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its bytes: no process is started for what has not changed, neither by this one nor by the next."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = county(tmp_path / "county", {"a.csv": b"a,b\n", "b.docx": d.docx(d.para("甲")), "c.doc": d.OLE})
    KNOWN.clear()
    first = check_county(folder, kept=Kept(folder)).findings
    assert oct(Kept(folder).attachments.stat().st_mode)[-3:] == "600" or os.name == "nt"
    monkeypatch.setattr(Worker, "kind", lambda *of_it: pytest.fail("a process was begun"))
    assert check_county(folder).findings == first
    KNOWN.clear()
    assert check_county(folder, kept=Kept(folder)).findings == first
    KNOWN.clear()
    assert check_county(folder, kept=Kept(folder), only=frozenset(["content/files/a.csv"])).county
    assert len(Kept(folder).looked()) == 3, "those that were not asked for are kept too"
    (folder / "content/files/a.csv").write_bytes(b"c")
    with pytest.raises(pytest.fail.Exception):
        check_county(folder, kept=Kept(folder))


def test_another_ending_is_another_file(tmp_path: Path) -> None:
    data = b'a,=cmd|"/c x"!A0'
    assert examine("a.csv", data).refused and not examine("a.txt", data).refused
    looked = Looking(reading(tmp_path, {"content/files/a.txt": data, "content/files/a.csv": data}).files).all(["a.txt", "a.csv"])
    assert not looked["a.txt"].refused and looked["a.csv"].refused
