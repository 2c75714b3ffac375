"""What a site stands on before its pages are made: the county as it is published, what all its pages share, and the chrome round them.

MkDocs makes the chrome (host/plugin.py).  Whatever it is told of the county it is told from here, so that the chrome of the last build can be taken where it
would be told the same (`made_from`); everything after that, and everything here, goes without MkDocs.
"""
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from disclosure.checking import Checked
from disclosure.deliver.fault import Refused
from disclosure.deliver.manifest import Entry
from disclosure.editions.past import EMPTY, Past, past_of
from disclosure.editions.withdrawals import BroughtBack
from disclosure.host import chrome, written
from disclosure.host.again import Again, Pages
from disclosure.host.assets import THEME, Assets
from disclosure.host.press import Press
from disclosure.host.staging import Loose, Staging
from disclosure.model.waiting import as_published, leads_to_waiting, pages_waiting
from disclosure.read.content import page_address
from disclosure.read.county import Reading
from disclosure.read.settings import ours_told
from disclosure.render.feed import PATH as FEED
from disclosure.render.kiosk import Sealed
from disclosure.render.labels import site_labels
from disclosure.render.output import Crumb, Indexed
from disclosure.render.pages.home import written_page
from disclosure.render.search.entries import html_lines
from disclosure.render.sources import Sources, mark
from disclosure.render.view import Printer, View
from disclosure.scores import Scores
from disclosure.site import Section, Tab, sections, tabs


@dataclass
class Job:
    """A build that was asked for from Python: which county, already read or not, and where its files go.  `pages` is counted while they are made; `kiosk`: for a touch screen;
    `lap` is told when a stage ends.

    `take`: a preview takes the frame itself when the chrome stands, and prints what it is asked for.
    """

    site: Path
    read: Reading | Checked | None = None
    judged: Callable[[], Scores | None] = lambda: None
    """Asked once: raises where the county may not be published, and gives the scores of one that publishes them."""
    judging: Callable[[], bool] = lambda: False
    """Whether `judged` would have to wait for another hand."""
    take: Callable[["Frame"], None] | None = None
    target: Staging | Loose | None = None
    """Where the files go; None where MkDocs was called by itself."""
    again: Again | None = None
    """Takes what it can from the last build; None where every page is to be made."""
    made: Pages | None = None
    """What the next build may take."""
    frame: "Frame | None" = None
    """What the pages stand on, when that is known."""
    page: str = ""
    """The hand-written page that MkDocs is at, by its path below content/."""
    pages: int = 0
    kiosk: bool = False
    trust: bool = False
    """Whether MkDocs obeys the county's own mkdocs.yml, so that nobody knows what it reads."""
    keep: bool = False
    """Whether the site is an edition, also of a county whose folder has kept none yet."""
    sign: Callable[[bytes], bytes] | None = None
    """Signs the edition, where the office has given its key."""
    restore: bool = False
    """Whether what was withdrawn may be published again."""
    forget: str | None = None
    """Why what this edition took out is to be on the site in no earlier one; None where it may."""
    past: Past = EMPTY
    """The editions that the site tells of."""
    lap: Callable[[str], None] = lambda stage: None
    hands: int = 1
    """How many processes make the pages."""
    printer: Printer | None = None
    """Makes the PDFs of catalogues that the site offers; None where it offers none."""
    progress: Callable[[str, int, int], None] = lambda what, done, total: None


LOST = "404.html"
HINT = "请改一改这个网页：多半是嵌套太多、太长，或者开头的 --- 之间写了不该写的"
"""What to do about a hand-written page that MkDocs cannot make."""


def in_short(fault: BaseException) -> str:
    """What kind of fault it is, and the first line that it says."""
    said = str(fault).strip().splitlines()
    return type(fault).__name__ + (f"：{said[0][:200]}" if said else "")


def told_past(job: Job) -> Past:
    """The editions that the site of a job tells of.  Raises Refused where it would bring back what was withdrawn."""
    try:
        return past_of(job.site, job.read.county, job.keep, job.sign, job.restore, job.forget)
    except BroughtBack as fault:
        raise Refused(f"没有生成网站：{fault}") from fault


class Frame:
    """One county that has been read, for one site.  First the hand-written pages are arranged (`arrange`), then there is chrome, then the pages are made."""

    def __init__(self, job: Job, address: str = "") -> None:
        """`address`: under which everyone finds the site, where MkDocs' settings say another than the county.  Raises Refused."""
        self.job = job
        self.county, self.files = as_published(job.read.county, job.kiosk), job.read.files
        job.past = told_past(job)
        self.address = f"{address.rstrip('/')}/" if address else self.county.portal_url
        self.scored = self.county.public_scores == "是"
        self.assets = Assets(job.kiosk, self.scored, self.county.accent)
        self.view = View(self.county, self.files.sizes, job.kiosk, self.assets, job.past, job.printer)
        self.sealed = Sealed(self.view.base, self.view.codes) if job.kiosk else None
        held = pages_waiting(self.files.pages, self.county.as_of)
        waits = partial(leads_to_waiting, (*self.county.waiting, *held))
        self.bodies = {path: written.printed(page, self.files, waits) for path, page in sorted(self.files.pages.items()) if path not in held}
        """The hand-written pages that are published, by their paths below content/."""
        self.used = {path for body in self.bodies.values() for path in body.files}
        self.parts = {part.name: part for part in self.sections([Crumb("", "")] if self.bodies else [])}
        self.chromes: dict[tuple[str, str], chrome.Chrome] = {}
        """What stands round a page, by its section and shelf."""

    @property
    def base(self) -> str:
        """The path under which the portal serves the site."""
        return urlsplit(self.address or "").path

    @property
    def written(self) -> dict[str, str]:
        """Where the hand-written pages are published, and their paths below content/."""
        return {page_address(path): path for path in self.bodies}

    def sections(self, pages: Iterable[Crumb]) -> list[Section]:
        return sections(self.county, pages, self.job.past)

    def arrange(self, order: Iterable[Crumb]) -> None:
        """`order`: the hand-written pages that stand in the navigation, as it calls them; the others have the titles that they say."""
        self.crumbs = [*order]
        self.tabs: list[Tab] = tabs(self.county, self.sections(self.crumbs))
        self.view.env.globals["written"] = self.crumbs
        source, titles = self.written, {crumb.address: crumb.title for crumb in self.crumbs}
        self.indexed = tuple(Indexed(title, address, tuple(html_lines(self.bodies[source[address]].html))) for title, address in self.crumbs)
        self.pages = {path: written_page(self.view, address, titles.get(address, self.bodies[path].title), self.bodies[path].html, self.crumbs, **written.head(self.files.pages[path]))
                      for address, path in source.items()}
        self.within = {path: page.body for path, page in self.pages.items()}
        """The hand-written pages as they stand in the chrome, by their paths below content/."""

    def head(self, path: str) -> dict[str, str]:
        """What the chrome of a hand-written page says of it: title and labels."""
        page, title = self.pages[path], self.pages[path].title
        same = sum(body.title == title for body in self.bodies.values()) > 1
        return {"disclosure_title": f"{title}{f'（{PurePosixPath(path).stem}）' if same else ''} - {self.view.topic}", "disclosure_labels": chrome.labels(page, self.view)}

    def extra(self) -> dict[str, Any]:
        """What all of the theme's templates are told (config.extra)."""
        return {"kiosk": chrome.kiosk(self.county) if self.job.kiosk else None, "site_labels": site_labels(self.county), "county": chrome.context(self.county, {tab.title for tab in self.tabs}),
                "feed": FEED if self.view.base and not self.job.kiosk else ""}

    def made_from(self) -> str | None:
        """A mark of all that MkDocs is told of the county, and of the settings; beside it only the program makes a difference (host/standing.py).  None where the settings have
        MkDocs run, or read, what nobody can tell from here."""
        if self.job.trust or (settings := ours_told()) is None:
            return None
        order = self.job.read.settings and self.job.read.settings.order, self.crumbs, {path: body.title for path, body in self.bodies.items()}
        pages = [(path, self.head(path), body) for path, body in self.within.items()]
        told = [settings, order, os.environ.get("SOURCE_DATE_EPOCH"), self.address, self.view.topic, self.assets.addresses, self.extra(), self.parts, self.tabs, pages]
        return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()

    def kept(self, planned: Mapping[str, Entry]) -> chrome.Kept | None:
        """What the next build may take of what MkDocs made; `planned`: the files of this one."""
        made_from = self.made_from()
        return made_from and chrome.Kept(made_from, self.chromes, tuple(self.crumbs), tuple(planned[path] for path in sorted(self.by_mkdocs)))

    @property
    def by_mkdocs(self) -> set[str]:
        """The files that MkDocs writes by itself."""
        return {LOST, *self.written}

    def take(self, kept: chrome.Kept | None) -> bool:
        """Takes what MkDocs made the last time, where it would make the same again; whether it did."""
        if kept is None:
            return False
        self.arrange(kept.order)
        if self.made_from() != kept.made_from:
            return False
        self.chromes = kept.chromes
        for entry in kept.files:
            self.job.target.note(self.job.target.take(entry))
        return True

    def press(self, view: View) -> Press:
        """A press for the county as `view` shows it; what MkDocs has printed is noted already."""
        press = Press(view, self.chromes, self.sealed)
        written = (f"{page.title} {self.within[path]}" for path, page in self.pages.items() if page.path in {address for _, address in self.crumbs})
        lost = (THEME / LOST).read_text(encoding="utf-8")
        for text in (lost, *chain.from_iterable(self.chromes.values()), *written, *(data.decode() for path, data in self.assets.files.items() if path.endswith(".js"))):
            press.words.add(text)
        return press

    def sources(self) -> tuple[str, Sources]:
        """The mark of what any page may show beside its records, and those of the records."""
        sources = Sources(self.county, self.view.relations, self.view.past, self.view.sizes)
        chromes = [[*where, *pieces] for where, pieces in sorted(self.chromes.items())]
        return mark(sources.common, chromes, self.assets.addresses, self.crumbs, self.view.base), sources

    def file(self, path: str) -> bytes:
        """The bytes of a file below content/files/."""
        return self.files.read(path)
