"""Whatever dies and whenever: the file is whole, the draft is there, and what two desks and an editor write is nobody's loss."""
import os
import random
import sys
from pathlib import Path
from threading import Thread

import pytest
from desks import COUNTY, copied, opened

from disclosure.desk.drafts import Drafts
from disclosure.desk.making import Moved
from disclosure.desk.saving import Saving
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable

DOMAIN = "catalogues/domains/shehui-jiuzhu.yml"
NAME = "c" * 32
CALLS = {"open", "write", "flush", "fsync", "fdopen", "close", "chmod", "replace", "unlink", "mkdir", "mkstemp", "ftruncate", "scandir", "flock", "__exit__"}
"""What a moment is: before and after any of these."""


def work(saving: Saving, stamp: str) -> None:
    """What a clerk does: types, saves, undoes."""
    drafts = Drafts(saving.site)
    drafts.keep(NAME, {"changes": {"说明": "一"}}, 1)
    drafts.keep(NAME, {"changes": {"说明": "一二"}}, 2)
    saving.save(DOMAIN, [], stamp, {"说明": "一二"})
    drafts.drop(NAME, 3)
    saving.turn(back=True)


def dying(at: int, what) -> int:
    """Does it in a process that ends, without a word to anybody, at this moment; how many moments there were, where it came to its end."""
    read, write = os.pipe()
    if not (child := os.fork()):
        seen = 0

        def moment(frame, event, function) -> None:
            nonlocal seen
            if event in ("c_call", "c_return") and getattr(function, "__name__", "") in CALLS:
                seen += 1
                if seen == at:
                    os._exit(9)
        sys.setprofile(moment)
        try:
            what()
        finally:
            sys.setprofile(None)
            os.write(write, str(seen).encode())
            os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read, "rb") as pipe:
        return int(pipe.read() or 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed from within where it can be forked")
def test_killed_at_any_moment(tmp_path: Path, soak: bool) -> None:
    saving = opened(copied(COUNTY, tmp_path))
    path, before = saving.site / DOMAIN, (saving.site / DOMAIN).read_bytes()
    stamp = saving.sight.record(DOMAIN, [])["stamp"]
    after = saving.making.changed(DOMAIN, [], stamp, {"说明": "一二"}).after
    saving.preview.fresh = lambda: False
    kept = dying(0, lambda: Drafts(saving.site).keep(NAME, {"changes": {"说明": "一"}}, 1))
    moments = dying(0, lambda: work(saving, stamp))
    assert moments > 100 and path.read_bytes() == before
    typed = 0
    for at in sorted(random.Random(7).choices(range(1, moments), k=500)) if soak else range(1, moments, max(1, moments // 16)):
        for left in (saving.site / "build/desk").rglob("*"):
            if left.is_file():
                left.unlink()
        ended = dying(at, lambda: work(saving, stamp))
        assert not ended or ended < at  # what had not to be made again took fewer
        assert path.read_bytes() in (before, after), at
        again = Saving(saving.preview, saving.sight)
        held = [draft["changes"]["说明"] for draft in Drafts(saving.site).all()]
        assert held in ([], ["一"], ["一二"]), at
        assert held or at <= kept or again.journal.last() or again.journal.next(), "what was typed is on the disk, as a draft or saved"
        typed += len(held)
        if path.read_bytes() == after:
            again.turn(back=True)
        assert path.read_bytes() == before, at
        for left in path.parent.glob(".*"):
            left.unlink()  # half a file under a name that nobody reads
    assert typed


def test_two_desks_and_an_editor_lose_nothing(tmp_path: Path) -> None:
    site = copied(COUNTY, tmp_path)
    path, wanted, failed = site / DOMAIN, {"说明": "甲", "领域": "乙"}, []

    def clerk(key: str, saving: Saving, number: int) -> None:
        """Saves her own field again and again; where the file was changed meanwhile she looks at it and goes on from there."""
        try:
            for n in range(12):
                while True:
                    told = saving.sight.record(DOMAIN, [])
                    try:
                        saving.save(DOMAIN, [], told["stamp"], {key: f"{wanted[key]}{n}"})
                        break
                    except (Moved, Unwritable):
                        continue
                seen = Draft.open(site, DOMAIN).values
                assert seen[key] == f"{wanted[key]}{n}", "nobody has written over it"
        except BaseException as fault:
            failed.append(fault)

    def editor() -> None:
        """Adds lines at the end by a desk of her own, as any program that looks before it writes."""
        saving = opened(site)
        saving.preview.fresh = lambda: False
        for n in range(12):
            while True:
                now = path.read_bytes()
                try:
                    saving.write(DOMAIN, now, now + f"# 编辑 {n}\n".encode(), "编辑")
                    break
                except Unwritable:
                    continue
    template = opened(site)
    template.preview.fresh = lambda: False
    other = Saving(template.preview, template.sight)
    threads = [Thread(target=clerk, args=("说明", template, 1)), Thread(target=clerk, args=("领域", other, 2)), Thread(target=editor)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, failed
    said, text = Draft.open(site, DOMAIN).values, path.read_text(encoding="utf-8")
    assert (said["说明"], said["领域"]) == ("甲11", "乙11") and all(f"# 编辑 {n}\n" in text for n in range(12))
