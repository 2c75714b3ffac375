"""The MkDocs plugin: wiring only.  MkDocs' events on one side, the county and its plan on the other."""
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page as MkPage

from disclosure.deliver.fault import Refused
from disclosure.deliver.manifest import NAME, Entry, Manifest, found
from disclosure.host import chrome, gate, written
from disclosure.host.again import Again, Marks, Pages, marks_of
from disclosure.host.assets import Assets
from disclosure.host.edition import epoch, sequence
from disclosure.hands import MOST, Hands
from disclosure.host.policy import META
from disclosure.host.press import Press
from disclosure.host.staging import Loose, Put, Staging
from disclosure.checking import Checked, check_county
from disclosure.read.county import Reading
from disclosure.render import hant
from disclosure.render.addresses import file_address
from disclosure.render.feed import PATH as FEED
from disclosure.render.kiosk import Sealed
from disclosure.render.labels import column_labels, site_labels
from disclosure.render.output import Crumb, Indexed, Output, Page, latest, latest_path
from disclosure.render.pages.home import written_page
from disclosure.render.search.entries import html_lines
from disclosure.render.sources import Sources, mark
from disclosure.render.view import View
from disclosure.scores import Scores, score
from disclosure.site import contents, lists, sections

log = logging.getLogger("mkdocs.plugins.disclosure")
ROOT = Path(__file__).resolve().parents[3]
UNUSED = ("assets/", "files/", "sitemap.xml")
"""What MkDocs must not copy: scripts, styles and icons, Material's and ours (host/assets.py); attachments, of which only those that something refers
to are published; and a list of pages that knows only MkDocs' own."""
SHARE, LINKS = 32, 256
"""So many pages a process makes at a time at most, and so many files of the last build it takes."""


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
    pages: int = 0
    kiosk: bool = False
    known: set[str] = field(default_factory=set)
    """Files that MkDocs is to write by itself, by their paths in the site."""
    lap: Callable[[str], None] = lambda stage: None
    hands: int = 1
    """How many processes make the pages."""
    progress: Callable[[str, int, int], None] = lambda what, done, total: None


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
            job.read = judged = check_county(self.site)
            for finding in judged.findings:
                log.info("%s %s %s", finding.place, finding.rule.code, finding.message)
            if judged.errors or judged.county is None:
                raise PluginError(f"目录里有 {judged.errors} 个错误，没有生成网站。用 python build.py check 看每一个错误在哪里、怎么改。")
            job.judged = partial(score, judged)
        self.county, self.files = job.read.county, job.read.files
        sizes = {path: (self.files.folder / path).stat().st_size for path in self.files.paths}
        self.scored = self.county.public_scores == "是"
        self.assets = Assets(job.kiosk, self.scored, self.county.accent)
        self.drawn = chrome.drawn(self.assets.files.values())
        self.view = View(self.county, sizes, job.kiosk, self.assets)
        self.sealed = Sealed(self.view.base, self.view.codes) if job.kiosk else None
        config.site_name = self.view.topic
        config.site_url = config.site_url or self.county.portal_url
        config.use_directory_urls = False
        config.validation.links.not_found = logging.DEBUG  # generated pages are none of MkDocs' files; links to them are right
        config.validation.nav.omitted_files = logging.DEBUG
        config.validation.nav.not_found = logging.DEBUG  # another county need not have the pages that our mkdocs.yml puts in order
        config.extra["county"] = chrome.context(self.county)
        config.extra["kiosk"] = chrome.kiosk(self.county) if job.kiosk else None
        config.extra["policy"] = META
        config.extra["asset"], config.extra["latest"] = self.assets, latest_path
        config.extra["site_labels"] = site_labels(self.county)
        config.extra["feed"] = FEED if self.view.base and not job.kiosk else ""
        config.theme.static_templates.discard("sitemap.xml")  # it carries the date of the build
        overrides = str(ROOT / "theme_overrides")
        if overrides not in config.theme.dirs:
            config.theme.dirs.insert(0, overrides)
        config.extra_css = [self.assets("site.css"), *config.extra_css]
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        for file in list(files):
            if file.src_uri.startswith(UNUSED):
                files.remove(file)
        self.written = sorted((f for f in files.documentation_pages()), key=lambda f: f.src_uri)
        self.done.known = {"404.html", *(f.dest_uri for f in files)}
        self.probes, self.parts = {}, {}
        for part in sections(self.county, [Crumb("", "")] if self.written else []):
            self.parts[part.name] = part
            for shelf in part.shelves:
                file = File.generated(config, chrome.probe_path(part.name, shelf), content=" ")
                self.probes[file.src_uri] = (part.name, shelf)
                files.append(file)
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        pages = {f.src_uri: f.page for f in self.written}
        order = [p for p in nav.pages if p.file.src_uri in pages]
        self.order = order or [p for p in pages.values() if p]
        self.tabs = {}
        items = []
        for part in sections(self.county, [Crumb(p.title or p.file.name, p.file.dest_uri) for p in self.order]):
            links = self.order if part.name == "written" else [Link(c.title, c.address) for c in part.children]
            if part.address and links:
                links = [Link(f"{part.title}总览", part.address), *links]
            self.tabs[part.name] = Section(part.title, links) if links else Link(part.title, part.address)
            items.append(self.tabs[part.name])
        for page in self.order:
            page.parent = self.tabs["written"]
        nav.items = items
        return nav

    def on_page_markdown(self, markdown: str, page: MkPage, config: MkDocsConfig, files: Files) -> str:
        return chrome.BODY if page.file.src_uri in self.probes else markdown

    def on_page_content(self, html: str, page: MkPage, config: MkDocsConfig, files: Files) -> str:
        if page.file.src_uri in self.probes:
            page.meta.update(disclosure_title=chrome.TITLE, disclosure_labels=chrome.LABELS)
            return chrome.BODY
        page.meta.setdefault("disclosure_title", f"{page.title} - {self.view.topic}")
        return written.headed(written.safe(html), str(page.title))

    def on_env(self, env, config: MkDocsConfig, files: Files):
        env.bytecode_cache = self.view.env.bytecode_cache
        self.crumbs = [Crumb(str(p.title), p.file.dest_uri) for p in self.order]
        self.view.env.globals["written"] = self.crumbs
        self.indexed = tuple(Indexed(str(p.title), p.file.dest_uri, tuple(html_lines(p.content or ""))) for p in self.order)
        self.used = {path for p in self.order for path in written.files_used(p.content or "")} & self.files.paths
        for page in self.order:
            html = written.published(page.content or "")
            made = written_page(self.view, page.file.dest_uri, str(page.title), html, self.crumbs, **written.head(page.meta))
            page.content, page.meta["disclosure_labels"] = made.body, chrome.labels(made, self.view)
        return env

    def on_page_context(self, context: dict, page: MkPage, config: MkDocsConfig, nav: Navigation) -> dict:
        here = self.probes.get(page.file.src_uri, ("written", ""))[0]
        for name, tab in self.tabs.items():
            tab.active = name == here
        context["part"] = part = self.parts.get(here)
        context["column_labels"] = column_labels(part.column) if part else ""
        if page.file.src_uri in self.probes and page.canonical_url:
            page.canonical_url = page.canonical_url.removesuffix(page.url) + chrome.PATH
        return context

    def on_post_page(self, output: str, page: MkPage, config: MkDocsConfig) -> str:
        if page.file.src_uri not in self.probes:
            return chrome.lean(self.sealed.page(output, page.file.dest_uri) if self.sealed else output, self.drawn)
        self.probes[page.file.src_uri] = (*self.probes[page.file.src_uri][:2], chrome.taken_apart(output))
        return ""

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        return chrome.lean(self.sealed.page(output, template_name) if self.sealed else output, self.drawn) if template_name.endswith(".html") else output

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
        self.print_all(press)
        if alone:  # nobody else lists what was written
            folder, day = Path(config.site_dir), self.county.as_of.day
            paths = found(folder) - {NAME}
            if faults := gate.faults(folder, paths, paths, self.county, urlsplit(config.site_url or "").path):
                raise PluginError("这个网站不能发布：" + "；".join(faults[:gate.MOST]))
            job.target.write(NAME, Manifest.of_folder(folder, day.isoformat(), sequence(self.site, day)).data)

    def press_for(self, view: View) -> Press:
        """A press for the county as `view` shows it; what MkDocs has printed is noted already."""
        press = Press(view, self.chromes, self.sealed, self.drawn)
        for text in (*chain.from_iterable(self.chromes.values()), *(f"{p.title} {p.content}" for p in self.order), *(data.decode() for path, data in self.assets.files.items() if path.endswith(".js"))):
            press.words.add(text)
        return press

    def sources(self) -> tuple[str, Sources]:
        """The mark of what any page may show beside its records, and those of the records."""
        sources = Sources(self.county, self.view.relations)
        chromes = [[*where, *pieces] for where, pieces in sorted(self.chromes.items())]
        return mark(sources.common, chromes, sorted(self.drawn), self.view.sizes, self.assets.addresses, self.crumbs, self.view.base), sources

    def print_all(self, press: Press) -> None:
        """Makes everything that MkDocs does not write by itself."""
        job, again, taken = self.done, self.done.again, {f.dest_uri: f.src_uri for f in self.written}

        def free(one: Page | Output) -> Page | Output:
            if one.path in taken:
                raise PluginError(f"content/{taken[one.path]} 与自动生成的页面 {one.path} 同名，请改文件名。")
            return one

        def printed(one: Page | Output) -> bytes:
            data = press.printed(one)
            job.lap(f"网页：{self.parts[one.section].title}" if isinstance(one, Page) else f"生成 {one.path.rpartition('.')[2]}")
            return data

        def put(path: str, data: bytes) -> None:
            job.target.note(job.target.write(path, data))
        made = [free(one) for one in contents(self.view, self.indexed, self.file, (lambda: scores) if self.scored else None)]
        job.pages = len(self.order) + sum(isinstance(one, Page) for one in made)
        anew = again is None or not again.last.made

        def apart(part: int) -> tuple[list[tuple[bool, str, bytes]], Marks]:
            """What no page waits for: what leads to all of them, and their marks where these are only for the next build."""
            leading = [(isinstance(one, Page), one.path, printed(one)) for one in map(free, lists(self.view, self.indexed, made)) if press.wanted(one.path)]
            return leading, marks_of(made, *self.sources()) if again and anew else {}
        with Hands(min(job.hands, 2), 1, apart, press.noted) as aside:
            marks = {} if anew else marks_of(made, *self.sources())
            todo = [one for one in (made if anew else again.left(made, marks)) if press.wanted(one.path)]
            job.lap("与上次比较")
            scores = job.judged()
            self.share([*in_shares(todo, SHARE), *in_shares([] if anew else [*again.taken.values()], LINKS)], printed, press)
            for part, told in aside.results():
                if part is None:
                    press.note(told)
                    continue
                leading, later = told
                marks |= later
                for is_page, path, data in leading:
                    job.pages += is_page
                    put(path, data)
        if not anew:
            press.runs.update(again.runs())
        for one in latest(hant.DATA, press.traditional()):
            put(one.path, one.data)
        hant.release()  # the last gate wants memory, too
        job.lap("繁体字表")
        referred = {one.path for one in made}
        attached = ((file_address(path), path) for path in sorted(self.used))
        others = ((path, self.file(name)) for path, name in attached if path not in referred)
        pictures = ((picture.path, picture.data) for picture in (self.sealed.outputs() if self.sealed else ()))
        for path, data in chain(self.assets.files.items(), others, pictures):
            if press.wanted(path):
                put(path, data)
        job.made = again and again.pages(press, job.target.planned, marks)

    def share(self, shares: list[list[Page | Output | Entry]], printed: Callable[[Page | Output], bytes], press: Press) -> None:
        """Has files made, and taken from the last build, by several hands, each of which writes its own."""
        job = self.done

        def make(share: int) -> list[Put]:
            files = []
            for one in shares[share]:
                files.append(job.target.take(one) if isinstance(one, Entry) else job.target.write(one.path, printed(one)))
                job.lap("写文件")
            return files
        with Hands(min(job.hands, len(shares)), len(shares), make, press.noted) as hands:
            for done, (part, told) in enumerate(hands.results()):
                job.progress("生成网页", done, len(shares) + job.hands - 1)
                if part is None:
                    press.note(told)
                else:
                    for file in told:
                        job.target.note(file)

    def file(self, path: str) -> bytes:
        """The bytes of a file below content/files/."""
        return (self.files.folder / path).read_bytes()

    def on_serve(self, server, config: MkDocsConfig, builder):
        server.watch(str(self.site / "catalogues"))
        return server


def in_shares(things: list, most: int) -> list[list]:
    """The things in portions, small enough for every hand to get some, and few enough for Hands."""
    size = max(1, min(most, len(things) // 16), -(-len(things) * 2 // MOST))
    return [things[at:at + size] for at in range(0, len(things), size)]
