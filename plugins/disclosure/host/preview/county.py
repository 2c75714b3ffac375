"""The county as it is being edited: read again when a file has changed, its pages made when they are asked for."""
import gc
import json
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from disclosure.checking import whole
from disclosure.editions.past import past_of
from disclosure.editions.state import State, state
from disclosure.host.frame import HINT, Frame, Job, in_short
from disclosure.host.preview.compared import Compared, compared
from disclosure.host.preview.judge import Verdict
from disclosure.host.preview.plan import Plan
from disclosure.host.standing import Stamp, stamp
from disclosure.model.county import County
from disclosure.model.fields import Date
from disclosure.model.finding import Finding, Severity
from disclosure.model.waiting import as_published
from disclosure.read.county import Reading, read_county
from disclosure.read.kept import Resident
from disclosure.read.names import ignored
from disclosure.read.reread import reread
from disclosure.read.settings import NAME
from disclosure.render.output import Output
from disclosure.render.view import View
from disclosure.site import sections

MOST = 60
"""So many findings are shown in the page."""
REST = 1
"""Seconds in which nobody has changed or asked for anything, before memory is tidied."""
COUNTY = 50
"""So many files that were put away take about as much memory as a county."""


class Preview:
    """One county under the editor's hands.  All methods may be called from any thread.

    `chrome` runs MkDocs for the chrome and the hand-written pages, into the folder that `written` names.
    """

    def __init__(self, site: Path, written: Path, chrome: Callable[[Job], object], kiosk: bool = False, trust: bool = False,
                 as_of: Date | None = None, former: tuple[str, State] | None = None) -> None:
        self.former = former
        """What people call an earlier state that pages are compared with, and the state."""
        self.beside: tuple[int, Compared] | None = None
        """What lies between the two, and in which edition."""
        self.site, self.written, self.chrome, self.kiosk, self.trust, self.as_of = site, written.resolve(), chrome, kiosk, trust, as_of
        self.kept = Resident(site)
        self.lock, self.news = threading.RLock(), threading.Condition()
        self.seen: dict[str, Stamp] = {}
        self.edition = 0
        """Grows with every change that was read."""
        self.reading: Reading | None = None
        """The county as it was last read without errors: pages show this one."""
        self.since: set[str] = set()
        """Files that have changed since then."""
        self.last: set[str] = set()
        """Files that changed the last time."""
        self.frame: Frame | None = None
        """What the pages stand on; None while there was no county without errors yet."""
        self.lying: dict[str, bytes] = {}
        """What MkDocs wrote that time: it empties its folder before it knows whether it will come to an end."""
        self.framed: object = None
        """What the chrome shows of the county's catalogues."""
        self.planned: Plan | None = None
        self.printed: dict[str, bytes] = {}
        """Pages that were asked for since the last change."""
        self.heard, self.judged, self.found = 0, 0, {"counts": dict.fromkeys(Severity, 0), "listed": []}
        """Verdicts so far, the edition that was judged last, and what the page says of it."""
        self.findings: tuple[Finding, ...] = ()
        """All that the last verdict says."""
        self.trouble: dict[str, str] | None = None
        """Why pages could not be made anew, as the page lists it beside the findings."""
        self.stirred, self.away = 0.0, 0
        """When somebody last wanted something; files that another reading has replaced since all memory was tidied."""

    # -- what lies on the disk ---------------------------------------------------------------------
    def stamps(self) -> dict[str, Stamp]:
        """Of every file that pages are made from.  What editors' programs leave beside them while they save is none."""
        found, own = {}, str(self.site / NAME)
        folders = [str(self.site / "catalogues"), str(self.site / "content")]
        for folder in folders:  # grows meanwhile
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    if ignored(entry.name):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        try:
                            found[entry.path] = stamp(entry.stat())
                        except OSError:  # it is being replaced at this moment
                            continue
        with suppress(OSError):
            found[own] = stamp(os.stat(own))
        return found

    def edited(self) -> bool:
        """Whether a file that changed the last time has changed again: seen at a glance, and the likeliest of all."""
        last = [*self.last]
        try:
            return len(last) == 1 and stamp(os.stat(last[0])) != self.seen.get(last[0])
        except OSError:
            return last[0] in self.seen

    def fresh(self) -> bool:
        """Reads what has changed; whether anything has."""
        with self.lock:
            now = self.stamps()
            if now == self.seen:
                return False
            self.last = {path for path in now.keys() | self.seen.keys() if now.get(path) != self.seen.get(path)}
            self.since |= self.last
            self.seen, self.trouble = now, None
            try:
                self.read()
            finally:
                self.edition += 1
        self.stirred = time.monotonic()
        with self.news:
            self.news.notify_all()
        return True

    def read(self) -> None:
        """Reads what has changed since the county was last without errors.  While there are errors, the pages stay as they were."""
        catalogues = f"{self.site / 'catalogues'}{os.sep}"
        changed = [path.removeprefix(catalogues).replace(os.sep, "/") if path.startswith(catalogues) else None for path in self.since]
        reading = reread(self.site, self.reading, changed[0]) if self.reading and len(changed) == 1 and changed[0] else None
        whole_county = reading is None
        if whole_county:
            reading = read_county(self.site, kept=self.kept, trust=self.trust, as_of=self.as_of)
        self.away += COUNTY if whole_county else 1
        if reading.county is None or not whole(reading.county) or any(f.severity is Severity.ERROR for f in reading.findings):
            return
        if self.frame is None or None in changed or "county.yml" in changed or self.shown(county := as_published(reading.county, self.kiosk)) != self.framed:
            if not self.framed_anew(reading):
                return
        elif whole_county or county is not self.frame.county:
            view = View(county, self.frame.view.sizes, self.kiosk, self.frame.assets, past_of(self.site, county))
            view.env.globals["written"] = self.frame.crumbs
            self.frame.county, self.frame.view = county, view
            self.press = self.frame.press(view)
            self.plan()
        else:
            self.frame.view.turn(past_of(self.site, county))
            self.plan()
        self.reading, self.since = reading, set()

    def framed_anew(self, reading: Reading) -> bool:
        """Has MkDocs make chrome and hand-written pages; where it cannot, whatever the reason, the pages stay as they were and the next change is tried."""
        job = Job(self.site, read=reading, take=self.take, kiosk=self.kiosk, trust=self.trust)
        try:
            self.chrome(job)
        except (Exception, SystemExit) as fault:  # MkDocs ends the program over its configuration
            page = f"content/{job.page}" if job.page else NAME
            hint = HINT if job.page else "请看 mkdocs.yml 是不是写错了、还没有存完"
            self.trouble = {"severity": Severity.ERROR, "place": page, "code": "", "hint": hint, "message": f"没有能变成网页（{in_short(fault)}）"}
            self.reading = None  # it may have been changed half-way: the next change has everything read
            return False
        return True

    def shown(self, county: County) -> object:
        """What a chrome made now, and the hand-written pages, would show of the county's catalogues."""
        return sections(county, self.frame.crumbs, self.frame.view.past), county.waiting

    def take(self, frame: Frame) -> None:
        """Takes over from MkDocs: it has made the chrome and the hand-written pages."""
        self.frame, self.press = frame, frame.press(frame.view)
        self.lying = {path.relative_to(self.written).as_posix(): path.read_bytes() for path in self.written.rglob("*") if path.is_file()}
        self.framed = self.shown(frame.county)
        self.plan()

    def plan(self) -> None:
        """Everything is to be made anew, when somebody wants it."""
        self.planned, self.printed = Plan(self.frame), {}

    # -- what the browser asks for -----------------------------------------------------------------
    def file(self, path: str) -> bytes | None:
        """A file of the site as it is now; None where there is none."""
        with self.lock:
            self.fresh()
            self.stirred = time.monotonic()
            if self.planned is None:
                return None
            if path not in self.printed:
                if path in self.lying:
                    return self.lying[path]
                one = self.planned.of(path)
                if one is None:
                    return self.frame.sealed.pictures.get(path) if self.frame.sealed else None
                if isinstance(one, Output):
                    return one.data
                self.printed[path] = self.press.printed(one)
            return self.printed[path]

    def compared(self, path: str) -> bytes:
        """What a page has to know of what changed since the earlier state."""
        with self.lock:
            self.fresh()
            if self.frame is None:
                return b"{}"
            if self.beside is None or self.beside[0] != self.edition:
                self.beside = self.edition, compared(self.frame.county.name, *self.former, state(self.frame.county))
            return self.beside[1].of(path)

    def tidy(self) -> None:
        """Gives memory back while nobody waits: mostly that of what is new, and seldom, since it takes its time, of all."""
        if not self.stirred or time.monotonic() - self.stirred < REST:
            return
        self.stirred = 0
        if self.away < COUNTY:
            gc.collect(1)
        else:
            gc.collect()
            self.away = 0

    # -- what is wrong -----------------------------------------------------------------------------
    def hear(self, verdict: Verdict) -> None:
        """Takes what the judge has found."""
        self.findings = findings = verdict.findings
        grave = sorted((f for f in findings if f.severity is not Severity.NOTICE), key=lambda f: (f.severity is not Severity.ERROR, f.order))
        listed = [{"severity": f.severity, "place": str(f.place), "code": f.rule.code, "message": f.message, "hint": f.hint} for f in grave[:MOST]]
        self.found = {"counts": {s: sum(f.severity is s for f in findings) for s in Severity}, "listed": listed}
        self.judged = verdict.edition if verdict.last else 0
        self.heard += 1
        with self.news:
            self.news.notify_all()

    def told(self) -> str:
        """The findings for the page, as JSON: how many of each severity, and the gravest of them."""
        counts, listed = self.found["counts"], self.found["listed"]
        if self.trouble:
            counts, listed = counts | {Severity.ERROR: counts[Severity.ERROR] + 1}, [self.trouble, *listed]
        return json.dumps({"counts": counts, "listed": listed, "waiting": self.judged != self.edition}, ensure_ascii=False)
