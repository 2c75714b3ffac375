"""One county of a fleet, from its folder to its site: what every worker does, in a pool on this machine or on a cluster."""
import faulthandler
import gc
import hashlib
import json
import os
import socket
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from disclosure.checking import check_county
from disclosure.deliver.fault import Refused, in_words
from disclosure.model.finding import Finding
from disclosure.model.fleet import MINUTES
from disclosure.read.kept import Kept
from disclosure.scores import score

ROOT = Path(__file__).resolve().parents[3]
BUILT, REFUSED, FAILED = "built", "refused", "failed"
"""What became of a county: its site is there; its catalogues have errors; something else went wrong."""
ONE = threading.Lock()
"""A process builds one county at a time: MkDocs' plugin knows one job.  A worker with several threads is therefore no faster."""

GRACE = 20.0
"""Seconds after its limit in which a pool may end a county's process; then the process ends itself, on whatever machine it is."""


@dataclass(frozen=True)
class Order:
    """What a worker is asked for.  All paths are absolute and mean the same on every machine.

    `limit`: seconds after which it is given up.  `office`: the folder of its scorecard; `program`: who asks (`program()`), for another program would make another site; `epoch`: SOURCE_DATE_EPOCH there.
    """

    code: str
    folder: Path
    out: Path
    office: Path
    strict: bool
    program: str
    epoch: str | None
    limit: float = 60.0 * MINUTES


@dataclass(frozen=True)
class Outcome:
    """What became of a county: `state`, and `reason` in one Chinese sentence where it has no new site; `name` as its county.yml says, "" where it was not read; `trace` is for those who mend the program."""

    code: str
    state: str
    reason: str = ""
    name: str = ""
    findings: tuple[Finding, ...] = ()
    shares: tuple[tuple[str, int, int], ...] = ()
    """(measure, got, total) for the whole county."""
    pages: int = 0
    unchanged: bool = False
    """The site stood already as it would have been made."""
    seconds: float = 0.0
    trace: str = ""


class Stumbled(Exception):
    """Something went wrong that may go right next time, as shared disks do; `args` is the Outcome, should it not."""


@cache
def program() -> str:
    """What this program is: everything that a site is made from beside the county."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    sources = [p for folder in ("plugins/disclosure", "theme_overrides") for p in (ROOT / folder).rglob("*") if p.is_file() and p.suffix != ".pyc"]
    for path in (*sorted(sources), ROOT / "mkdocs.yml", ROOT / "requirements.lock"):
        digest.update(f"\0{path.relative_to(ROOT).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def build_county(order: Order) -> Outcome:
    """Checks a county and builds its site.  What its editors wrote makes an Outcome; raises Stumbled for what the machine or the program did."""
    started = time.perf_counter()
    with ONE, ended(order.limit + GRACE):
        try:
            outcome = built(order)
        except (Exception, SystemExit) as error:  # MkDocs ends the program over its configuration; whatever it is, the other counties go on
            reason = f"读写文件时出了问题：{in_words(error)}" if isinstance(error, OSError) else f"程序出了错（{type(error).__name__}）"
            raise Stumbled(Outcome(order.code, FAILED, f"{reason}。", seconds=time.perf_counter() - started, trace=traceback.format_exc())) from None
        finally:
            gc.enable()
            gc.collect()
    return replace(outcome, seconds=time.perf_counter() - started)


@contextmanager
def ended(seconds: float) -> Iterator[None]:
    """Ends this process after so many seconds, whatever it is about: no code of ours is asked, which an expression that never comes to an end would keep waiting."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def late(order: Order) -> Outcome:
    """The outcome of a county that was given up."""
    reason = f"{order.limit / 60:g} 分钟还没有生成完，停掉了它：多半是目录、网页或附件里有读不完的内容；确实要更久的，请把 fleet.yml 的“每县时限”写大。"
    return Outcome(order.code, FAILED, reason, seconds=order.limit)


def built(order: Order) -> Outcome:
    from disclosure.exports.printing import printer
    from disclosure.host.build import OutputInTheWay, build_site, write_scorecard
    from disclosure.host.standing import Standing
    if order.program != program():
        return failed(order, f"{socket.gethostname()} 上的程序与发起的不是同一版，请在每台机器上用同一版程序和同一版 Python。")
    if not (order.folder / "catalogues").is_dir():
        return failed(order, f"{socket.gethostname()} 上没有文件夹 {order.folder}，或者里面没有 catalogues。")
    gc.disable()  # as for a single county
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    if order.epoch is not None:
        os.environ["SOURCE_DATE_EPOCH"] = order.epoch
    standing = Standing(order.folder, order.out, ROOT, ["fleet", order.office, order.strict])
    if before := standing.found():
        return Outcome(order.code, BUILT, findings=before.findings, shares=shares(before.scorecard), pages=before.done.pages, unchanged=True)
    source = standing.source
    reading = check_county(order.folder, kept=Kept(order.folder))
    order.office.mkdir(parents=True, exist_ok=True)
    scores = score(reading)
    scorecard = write_scorecard(reading, scores, order.out, ROOT, order.office)
    told = Outcome(order.code, REFUSED, name=reading.county.name or "" if reading.county else "", findings=reading.findings, shares=shares(scorecard))
    if reading.refused(order.strict):
        return told
    try:
        done = build_site(reading, order.folder, order.out, ROOT, lambda what, step, steps: None, last=standing.pages(), judged=lambda: scores, printer=printer(reading.county))
    except (OutputInTheWay, Refused) as refusal:
        return replace(told, state=FAILED, reason=str(refusal))
    standing.remember(source, done, reading.findings, scorecard)
    return replace(told, state=BUILT, pages=done.pages)


def failed(order: Order, reason: str) -> Outcome:
    return Outcome(order.code, FAILED, reason)


def shares(scorecard: Path | None) -> tuple[tuple[str, int, int], ...]:
    """The county's own figures, from the data beside its scorecard."""
    if scorecard is None:
        return ()
    rows = json.loads(scorecard.with_suffix(".json").read_text(encoding="utf-8"))["score_parts"]
    return tuple((row["measure"], row["got"], row["total"]) for row in rows if row["of"] == "county")
