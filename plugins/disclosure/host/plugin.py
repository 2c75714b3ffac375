"""The MkDocs plugin: wiring only.  MkDocs' events on one side, the county and its frame (host/frame.py) on the other."""
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page as MkPage

from disclosure.checking import check_county
from disclosure.deliver.fault import Refused
from disclosure.deliver.manifest import NAME, Manifest, found
from disclosure.host import chrome, gate
from disclosure.host.edition import epoch, owner, sequence
from disclosure.host.frame import Frame, Job
from disclosure.host.making import make_all
from disclosure.host.staging import Loose
from disclosure.render.labels import column_labels
from disclosure.render.output import Crumb
from disclosure.render.policy import META
from disclosure.scores import score

log = logging.getLogger("mkdocs.plugins.disclosure")
ROOT = Path(__file__).resolve().parents[3]


def only_templates(get_env: Callable[[], Any]) -> Any:
    """The theme's templates without the list of all its files: MkDocs would go through thousands of icons to copy what `on_files` takes out again."""
    env = get_env()
    env.loader.list_templates = list
    return env


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
        if job.read is None:
            job.read = judged = check_county(job.site, trust=True)  # MkDocs has obeyed it already
            for finding in judged.findings:
                log.info("%s %s %s", finding.place, finding.rule.code, finding.message)
            if judged.errors or judged.county is None:
                raise PluginError(f"目录里有 {judged.errors} 个错误，没有生成网站。用 python build.py check 看每一个错误在哪里、怎么改。")
            job.judged = partial(score, judged)
        if job.frame is None or config.site_url:
            job.frame = Frame(job, config.site_url or "")
        self.frame = frame = job.frame
        config.site_name = frame.view.topic
        config.site_url = frame.address
        config.use_directory_urls = False
        config.validation.links.not_found = logging.DEBUG  # generated pages are none of MkDocs' files; links to them are right
        config.validation.nav.omitted_files = logging.DEBUG
        config.validation.nav.not_found = logging.DEBUG  # another county need not have the pages that our mkdocs.yml puts in order
        config.extra["policy"] = META
        config.extra["asset"] = frame.assets
        config.theme.static_templates.discard("sitemap.xml")  # it carries the date of the build
        overrides = str(ROOT / "theme_overrides")
        if overrides not in config.theme.dirs:
            config.theme.dirs.insert(0, overrides)
        config.extra_css = [frame.assets("site.css"), *config.extra_css]
        config.theme.get_env = partial(only_templates, config.theme.get_env)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        for file in list(files):  # whatever MkDocs and its theme would copy by themselves
            files.remove(file)
        self.written = [File.generated(config, path, content=" ", inclusion=InclusionLevel.INCLUDED) for path in self.frame.bodies]
        for file in self.written:
            files.append(file)
        self.probes = {}
        for part in self.frame.parts.values():
            for shelf in part.shelves:
                file = File.generated(config, chrome.probe_path(part.name, shelf), content=" ")
                self.probes[file.src_uri] = (part.name, shelf)
                files.append(file)
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        pages = {f.src_uri: f.page for f in self.written}
        for path, page in pages.items():
            page.title = page.title or self.frame.bodies[path].title  # the name that mkdocs.yml gives it in the navigation goes first
        order = [p for p in nav.pages if p.file.src_uri in pages]
        self.order = order or [*pages.values()]
        self.frame.arrange(Crumb(str(p.title), p.file.dest_uri) for p in self.order)
        written = {p.file.dest_uri: p for p in self.order}
        self.tabs, nav.items = {}, []
        for tab in self.frame.tabs:
            links = [written.get(c.address) or Link(c.title, c.address) for c in tab.children]
            item = Section(tab.title, links) if links else Link(tab.title, tab.address)
            nav.items.append(item)
            self.tabs |= dict.fromkeys(tab.sections, item)
            for page in links:
                if page in self.order:
                    page.parent = item
        config.extra |= self.frame.extra()
        return nav

    def on_page_read_source(self, page: MkPage, config: MkDocsConfig) -> str:
        """Nothing for MkDocs to read: the reader has read the hand-written pages, and they say what it has judged."""
        return chrome.BODY if page.file.src_uri in self.probes else ""

    def on_page_content(self, html: str, page: MkPage, config: MkDocsConfig, files: Files) -> str:
        if page.file.src_uri in self.probes:
            page.meta.update(disclosure_title=chrome.TITLE, disclosure_labels=chrome.LABELS)
            return chrome.BODY
        self.frame.job.page = page.file.src_uri
        page.meta.update(self.frame.head(page.file.src_uri))
        return self.frame.within[page.file.src_uri]

    def on_env(self, env, config: MkDocsConfig, files: Files):
        self.frame.job.page = ""
        env.bytecode_cache = self.frame.view.env.bytecode_cache
        return env

    def on_page_context(self, context: dict, page: MkPage, config: MkDocsConfig, nav: Navigation) -> dict:
        here = self.probes.get(page.file.src_uri, ("written", ""))[0]
        self.frame.job.page = page.file.src_uri if page.file.src_uri not in self.probes else ""
        for tab in nav.items:
            tab.active = tab is (page.parent if page in self.order else self.tabs.get(here))
        context["part"] = part = self.frame.parts.get(here)
        context["column_labels"] = column_labels(part.column) if part else ""
        if page.file.src_uri in self.probes and page.canonical_url:
            page.canonical_url = page.canonical_url.removesuffix(page.url) + chrome.PATH
        return context

    def on_post_page(self, output: str, page: MkPage, config: MkDocsConfig) -> str:
        if page.file.src_uri not in self.probes:
            return self.sealed(output, page.file.dest_uri)
        self.frame.chromes[self.probes[page.file.src_uri]] = chrome.taken_apart(output)
        return ""

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        return self.sealed(output, template_name) if template_name.endswith(".html") else output

    def sealed(self, output: str, path: str) -> str:
        """A page that MkDocs writes by itself, as it is published."""
        return self.frame.sealed.page(output, path) if self.frame.sealed else output

    def on_post_build(self, config: MkDocsConfig) -> None:
        frame, job = self.frame, self.frame.job
        if job.take:
            return job.take(frame)
        if job.target is not None:  # who asked goes on with the frame
            return None
        job.target = Loose(Path(config.site_dir))
        try:
            make_all(frame)
        except Refused as refused:
            raise PluginError(str(refused)) from None
        folder, day = Path(config.site_dir), frame.county.as_of.day
        paths = found(folder) - {NAME}
        if faults := gate.faults(folder, paths, paths, frame.county, frame.base, frame.written):
            raise PluginError("这个网站不能发布：" + "；".join(faults[:gate.MOST]))
        job.target.write(NAME, Manifest.of_folder(folder, day.isoformat(), sequence(job.site, day), owner(frame.county)).data)

    def on_serve(self, server, config: MkDocsConfig, builder):
        server.watch(str(self.frame.job.site / "catalogues"))
        return server
