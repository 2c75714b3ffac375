"""The county as it is being edited: read again when a file has changed, its pages made when they are asked for."""
import gc
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from disclosure.checking import Checked, case_of, whole
from disclosure.host.plugin import DisclosurePlugin, Job
from disclosure.host.press import Press
from disclosure.host.standing import Stamp, stamp, walked
from disclosure.model.county import County
from disclosure.model.finding import Finding, Severity
from disclosure.read.county import Reading, read_county
from disclosure.read.kept import Resident
from disclosure.render import hant
from disclosure.render.output import Output, Page, latest
from disclosure.render.view import View
from disclosure.rules.all import judged
from disclosure.site import contents, lists, sections

MOST = 60
"""So many findings are shown in the page."""


class Preview:
    """One county under the editor's hands.  All methods may be called from any thread.

    `chrome` runs MkDocs for the chrome and the hand-written pages, into the folder that `written` names; `tell` is given what every check finds.
    """

    def __init__(self, site: Path, written: Path, chrome: Callable[[Job], object], tell: Callable[[Checked], None], kiosk: bool = False) -> None:
        self.site, self.written, self.chrome, self.tell, self.kiosk = site, written, chrome, tell, kiosk
        self.kept = Resident(site)
        self.lock, self.news = threading.RLock(), threading.Condition()
        self.seen: dict[str, Stamp] = {}
        self.edition = 0
        """Grows with every change that was read."""
        self.plugin: DisclosurePlugin | None = None
        """What MkDocs last ran with; None while there was no county without errors yet."""
        self.made: dict[str, Page | Output] = {}
        self.more: Iterator[Page | Output] = iter(())
        self.reading: Reading | None = None
        """What was read and is still to be judged."""
        self.findings: tuple[Finding, ...] = ()

    # -- what lies on the disk ---------------------------------------------------------------------
    def stamps(self) -> dict[str, Stamp]:
        found = {}
        for path in (*walked(self.site / "catalogues"), *walked(self.site / "content"), str(self.site / "mkdocs.yml")):
            try:
                with_status = Path(path).stat()
            except OSError:  # there is none, or it is being replaced at this moment
                continue
            found[path] = stamp(with_status)
        return found

    def fresh(self) -> bool:
        """Reads what has changed; whether anything has."""
        with self.lock:
            now = self.stamps()
            if now == self.seen:
                return False
            changed = {path for path in now.keys() | self.seen.keys() if now.get(path) != self.seen.get(path)}
            self.seen = now
            self.read(changed)
        with self.news:
            self.edition += 1
            self.news.notify_all()
        return True

    def read(self, changed: set[str]) -> None:
        """Reads the county.  While what was read has errors, the pages stay as they last were without."""
        self.reading = reading = read_county(self.site, kept=self.kept)
        self.findings = reading.findings
        if reading.county is None or not whole(reading.county) or any(f.severity is Severity.ERROR for f in reading.findings):
            return
        catalogues = str(self.site / "catalogues")
        if self.plugin is None or any(not path.startswith(catalogues) or path.endswith("county.yml") for path in changed) or self.frame(reading.county) != self.frame(self.plugin.county):
            self.chrome(Job(self.site, reading=Checked(reading.county, (), reading.files), take=self.take, kiosk=self.kiosk))
        else:
            old, self.plugin.county = self.plugin.view, reading.county
            view = View(reading.county, old.sizes, self.kiosk, self.plugin.assets)
            view.env.globals["written"] = self.plugin.crumbs
            self.print_with(self.plugin.press_for(view))

    def frame(self, county: County) -> object:
        """What the chrome shows of the county's catalogues."""
        return sections(county, self.plugin.crumbs if self.plugin else ())

    def take(self, plugin: DisclosurePlugin) -> None:
        """Takes over from MkDocs: it has made the chrome and the hand-written pages."""
        self.plugin = plugin
        self.print_with(plugin.press)

    def print_with(self, press: Press) -> None:
        plugin = self.plugin
        plugin.view, plugin.press = press.view, press
        self.made = {path: Output.of(path, data) for path, data in plugin.assets.files.items()}
        self.more = self.planned(press)

    def planned(self, press: Press) -> Iterator[Page | Output]:
        """Everything that MkDocs did not write, in the order of the plan."""
        made = []
        for one in contents(press.view, self.plugin.indexed, self.plugin.file, None):
            made.append(one)
            yield one
        for one in lists(press.view, self.plugin.indexed, [*made]):
            made.append(one)
            yield one
        for one in made:  # words for 繁體 are known when all is printed
            press.printed(one)
        yield from latest(hant.DATA, press.traditional())

    # -- what the browser asks for -----------------------------------------------------------------
    def file(self, path: str) -> bytes | None:
        """A file of the site as it is now; None where there is none."""
        with self.lock:
            self.fresh()
            while path not in self.made and (one := next(self.more, None)) is not None:
                self.made[one.path] = one
            if (one := self.made.get(path)) is not None:
                return self.plugin.press.printed(one) if isinstance(one, Page) else one.data
            if self.plugin and self.plugin.sealed and path in self.plugin.sealed.pictures:
                return self.plugin.sealed.pictures[path]
            there = (self.written / path).resolve()
            return there.read_bytes() if there.is_file() and there.is_relative_to(self.written.resolve()) else None

    # -- what is wrong -----------------------------------------------------------------------------
    def judge(self) -> None:
        """Judges what was read last, unless something new is read meanwhile."""
        with self.lock:
            reading, self.reading = self.reading, None
        if reading is None:
            return
        findings = list(reading.findings)
        if reading.county is not None and whole(reading.county):
            for finding in judged(case_of(reading)):
                findings.append(finding)
                if self.reading is not None:
                    return
        with self.lock:
            if self.reading is not None:
                return
            self.findings = tuple(sorted(findings, key=lambda f: f.order))
        gc.collect()  # the county as it was goes while nobody waits
        self.tell(Checked(reading.county, self.findings, reading.files))
        with self.news:
            self.news.notify_all()

    def told(self) -> str:
        """The findings for the page, as JSON: how many of each severity, and the gravest of them."""
        findings = self.findings
        grave = sorted((f for f in findings if f.severity is not Severity.NOTICE), key=lambda f: (f.severity is not Severity.ERROR, f.order))
        listed = [{"severity": f.severity, "place": str(f.place), "code": f.rule.code, "message": f.message, "hint": f.hint} for f in grave[:MOST]]
        return json.dumps({"counts": {s: sum(f.severity is s for f in findings) for s in Severity}, "listed": listed, "waiting": self.reading is not None}, ensure_ascii=False)
