"""The MkDocs plugin: wiring only.  MkDocs' events on one side, the county and its plan on the other."""
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page as MkPage

from disclosure.deliver.fault import Refused
from disclosure.deliver.manifest import NAME, Manifest, found
from disclosure.host import chrome, gate, written
from disclosure.host.again import Again, Pages
from disclosure.host.assets import Assets
from disclosure.host.edition import epoch, owner, sequence
from disclosure.host.making import make_all
from disclosure.host.policy import META
from disclosure.host.press import Press
from disclosure.host.staging import Loose, Staging
from disclosure.checking import Checked, check_county
from disclosure.editions.past import EMPTY, Past, past_of
from disclosure.editions.withdrawals import BroughtBack
from disclosure.model.waiting import as_published, leads_to_waiting, pages_waiting
from disclosure.read.county import Reading
from disclosure.render.feed import PATH as FEED
from disclosure.render.kiosk import Sealed
from disclosure.render.labels import column_labels, site_labels
from disclosure.render.output import EDITION, Crumb, Indexed
from disclosure.render.pages.home import written_page
from disclosure.render.search.entries import html_lines
from disclosure.render.sources import Sources, mark
from disclosure.render.view import Printer, View
from disclosure.scores import Scores, score
from disclosure.site import sections, tabs

log = logging.getLogger("mkdocs.plugins.disclosure")
ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Job:
    """A build that was asked for from Python: which county, already read or not, and where its files go.  `pages` is counted by the plugin; `kiosk`: for a touch screen;
    `lap` is told when a stage ends.

    `take`: a preview takes the plugin itself when the chrome stands, and prints what it is asked for.
    """

    site: Path
    read: Reading | Checked | None = None
    judged: Callable[[], Scores | None] = lambda: None
    """Asked before the first page is made: raises where the county may not be published, and gives the scores of one that publishes them."""
    take: Callable[["DisclosurePlugin"], None] | None = None
    target: Staging | Loose | None = None
    """Where the files go; None where MkDocs was called by itself."""
    again: Again | None = None
    """Takes what it can from the last build; None where every page is to be made."""
    made: Pages | None = None
    """What the next build may take."""
    page: str = ""
    """The hand-written page that MkDocs is at, by its path below content/."""
    pages: int = 0
    kiosk: bool = False
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
    known: set[str] = field(default_factory=set)
    """Files that MkDocs is to write by itself, by their paths in the site."""
    lap: Callable[[str], None] = lambda stage: None
    hands: int = 1
    """How many processes make the pages."""
    printer: Printer | None = None
    """Makes the PDFs of catalogues that the site offers; None where it offers none."""
    progress: Callable[[str, int, int], None] = lambda what, done, total: None

HINT = "请改一改这个网页：多半是嵌套太多、太长，或者开头的 --- 之间写了不该写的"
"""What to do about a hand-written page that MkDocs cannot make."""


def only_templates(get_env: Callable[[], Any]) -> Any:
    """The theme's templates without the list of all its files: MkDocs would go through thousands of icons to copy what `on_files` takes out again."""
    env = get_env()
    env.loader.list_templates = list
    return env


def in_short(fault: BaseException) -> str:
    """What kind of fault it is, and the first line that it says."""
    said = str(fault).strip().splitlines()
    return type(fault).__name__ + (f"：{said[0][:200]}" if said else "")


def told_past(site: Path, job: Job) -> Past:
    """The editions that the site of a job tells of.  Raises Refused where it would bring back what was withdrawn."""
    try:
        return past_of(site, job.read.county, job.keep, job.sign, job.restore, job.forget)
    except BroughtBack as fault:
        raise Refused(f"没有生成网站：{fault}") from fault


class DisclosureConfig(Config):
    """Options below `plugins: - disclosure:` in mkdocs.yml."""

    site = config_options.Optional(config_options.Type(str))
    """The county's folder, relative to mkdocs.yml; by default the one that holds content/."""


class DisclosurePlugin(BasePlugin[DisclosureConfig]):
    """Adds everything that is generated from catalogues/ to what MkDocs makes of content/."""

    job: ClassVar[Job | None] = None
    """What build.py wants; None where MkDocs was called by itself."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        try:
            epoch()
        except Refused as refused:
            raise PluginError(str(refused)) from None
        base = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        job = self.job or Job(base / self.config.site if self.config.site else Path(config.docs_dir).parent)
        self.site, self.done = job.site, job
        if job.read is None:
            job.read = judged = check_county(self.site, trust=True)  # MkDocs has obeyed it already
            for finding in judged.findings:
                log.info("%s %s %s", finding.place, finding.rule.code, finding.message)
            if judged.errors or judged.county is None:
                raise PluginError(f"目录里有 {judged.errors} 个错误，没有生成网站。用 python build.py check 看每一个错误在哪里、怎么改。")
            job.judged = partial(score, judged)
        self.county, self.files = as_published(job.read.county, job.kiosk), job.read.files
        job.past = told_past(self.site, job)
        self.scored = self.county.public_scores == "是"
        self.assets = Assets(job.kiosk, self.scored, self.county.accent)
        self.view = View(self.county, self.files.sizes, job.kiosk, self.assets, job.past, job.printer)
        self.sealed = Sealed(self.view.base, self.view.codes) if job.kiosk else None
        config.site_name = self.view.topic
        config.site_url = f"{config.site_url.rstrip('/')}/" if config.site_url else self.county.portal_url
        config.use_directory_urls = False
        config.validation.links.not_found = logging.DEBUG  # generated pages are none of MkDocs' files; links to them are right
        config.validation.nav.omitted_files = logging.DEBUG
        config.validation.nav.not_found = logging.DEBUG  # another county need not have the pages that our mkdocs.yml puts in order
        config.extra["kiosk"] = chrome.kiosk(self.county) if job.kiosk else None
        config.extra["policy"] = META
        config.extra["asset"], config.extra["edition"] = self.assets, EDITION
        config.extra["site_labels"] = site_labels(self.county)
        config.extra["feed"] = FEED if self.view.base and not job.kiosk else ""
        config.theme.static_templates.discard("sitemap.xml")  # it carries the date of the build
        overrides = str(ROOT / "theme_overrides")
        if overrides not in config.theme.dirs:
            config.theme.dirs.insert(0, overrides)
        config.extra_css = [self.assets("site.css"), *config.extra_css]
        config.theme.get_env = partial(only_templates, config.theme.get_env)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        for file in list(files):  # whatever MkDocs and its theme would copy by themselves
            files.remove(file)
        held = pages_waiting(self.files.pages, self.county.as_of)
        waits = partial(leads_to_waiting, (*self.county.waiting, *held))
        self.bodies = {path: written.printed(page, self.files, waits) for path, page in self.files.pages.items() if path not in held}
        self.written = [File.generated(config, path, content=" ", inclusion=InclusionLevel.INCLUDED) for path in sorted(self.bodies)]
        for file in self.written:
            files.append(file)
        self.done.known = {"404.html", *(f.dest_uri for f in files)}
        self.probes, self.parts = {}, {}
        for part in sections(self.county, [Crumb("", "")] if self.written else [], self.done.past):
            self.parts[part.name] = part
            for shelf in part.shelves:
                file = File.generated(config, chrome.probe_path(part.name, shelf), content=" ")
                self.probes[file.src_uri] = (part.name, shelf)
                files.append(file)
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        pages = {f.src_uri: f.page for f in self.written}
        for path, page in pages.items():
            page.title = page.title or self.bodies[path].title  # the name that mkdocs.yml gives it in the navigation goes first
        order = [p for p in nav.pages if p.file.src_uri in pages]
        self.order = order or [p for p in pages.values() if p]
        written = {p.file.dest_uri: p for p in self.order}
        self.tabs, nav.items = {}, []
        for tab in tabs(self.county, sections(self.county, [Crumb(p.title or p.file.name, path) for path, p in written.items()], self.done.past)):
            links = [written.get(c.address) or Link(c.title, c.address) for c in tab.children]
            item = Section(tab.title, links) if links else Link(tab.title, tab.address)
            nav.items.append(item)
            self.tabs |= dict.fromkeys(tab.sections, item)
            for page in links:
                if page in self.order:
                    page.parent = item
        config.extra["county"] = chrome.context(self.county, {item.title for item in nav.items})
        return nav

    def on_page_read_source(self, page: MkPage, config: MkDocsConfig) -> str:
        """Nothing for MkDocs to read: the reader has read the hand-written pages, and they say what it has judged."""
        return chrome.BODY if page.file.src_uri in self.probes else ""

    def on_page_content(self, html: str, page: MkPage, config: MkDocsConfig, files: Files) -> str:
        if page.file.src_uri in self.probes:
            page.meta.update(disclosure_title=chrome.TITLE, disclosure_labels=chrome.LABELS)
            return chrome.BODY
        self.done.page = page.file.src_uri
        same = sum(made.title == page.title for made in self.bodies.values()) > 1
        page.meta["disclosure_title"] = f"{page.title}{f'（{page.file.name}）' if same else ''} - {self.view.topic}"
        return self.bodies[page.file.src_uri].html

    def on_env(self, env, config: MkDocsConfig, files: Files):
        self.done.page = ""
        env.bytecode_cache = self.view.env.bytecode_cache
        self.crumbs = [Crumb(str(p.title), p.file.dest_uri) for p in self.order]
        self.view.env.globals["written"] = self.crumbs
        self.indexed = tuple(Indexed(str(p.title), p.file.dest_uri, tuple(html_lines(p.content or ""))) for p in self.order)
        self.used = {path for made in self.bodies.values() for path in made.files}
        for page in (file.page for file in self.written):  # those that are not in the navigation, too
            made = written_page(self.view, page.file.dest_uri, str(page.title), page.content or "", self.crumbs, **written.head(self.files.pages[page.file.src_uri]))
            page.content, page.meta["disclosure_labels"] = made.body, chrome.labels(made, self.view)
        return env

    def on_page_context(self, context: dict, page: MkPage, config: MkDocsConfig, nav: Navigation) -> dict:
        here = self.probes.get(page.file.src_uri, ("written", ""))[0]
        self.done.page = page.file.src_uri if page.file.src_uri not in self.probes else ""
        for tab in nav.items:
            tab.active = tab is (page.parent if page in self.order else self.tabs.get(here))
        context["part"] = part = self.parts.get(here)
        context["column_labels"] = column_labels(part.column) if part else ""
        if page.file.src_uri in self.probes and page.canonical_url:
            page.canonical_url = page.canonical_url.removesuffix(page.url) + chrome.PATH
        return context

    def on_post_page(self, output: str, page: MkPage, config: MkDocsConfig) -> str:
        if page.file.src_uri not in self.probes:
            return self.sealed.page(output, page.file.dest_uri) if self.sealed else output
        self.probes[page.file.src_uri] = (*self.probes[page.file.src_uri][:2], chrome.taken_apart(output))
        return ""

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        return self.sealed.page(output, template_name) if self.sealed and template_name.endswith(".html") else output

    def on_post_build(self, config: MkDocsConfig) -> None:
        job = self.done
        job.lap("外壳（MkDocs）")
        self.chromes = {(section, shelf): pieces for section, shelf, pieces in self.probes.values()}
        press = self.press_for(self.view)
        if job.take:
            self.press = press
            return job.take(self)
        alone = job.target is None
        job.target = job.target or Loose(Path(config.site_dir))
        make_all(self, press)
        if alone:  # nobody else lists what was written
            folder, day = Path(config.site_dir), self.county.as_of.day
            paths = found(folder) - {NAME}
            if faults := gate.faults(folder, paths, paths, self.county, urlsplit(config.site_url or "").path, {f.dest_uri for f in self.written}):
                raise PluginError("这个网站不能发布：" + "；".join(faults[:gate.MOST]))
            job.target.write(NAME, Manifest.of_folder(folder, day.isoformat(), sequence(self.site, day), owner(self.county)).data)

    def press_for(self, view: View) -> Press:
        """A press for the county as `view` shows it; what MkDocs has printed is noted already."""
        press = Press(view, self.chromes, self.sealed)
        for text in (*chain.from_iterable(self.chromes.values()), *(f"{p.title} {p.content}" for p in self.order), *(data.decode() for path, data in self.assets.files.items() if path.endswith(".js"))):
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

    def on_serve(self, server, config: MkDocsConfig, builder):
        server.watch(str(self.site / "catalogues"))
        return server
