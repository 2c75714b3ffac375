"""Splicing is a short cut, not another road: a page spliced into captured chrome is what MkDocs prints when it renders that page itself."""
import tempfile
from pathlib import Path

import pytest
from built import GOLDEN, ROOT
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files

from disclosure.host import chrome
from disclosure.host.frame import Job
from disclosure.host.plugin import DisclosurePlugin
from disclosure.render.labels import column_labels
from disclosure.render.output import Indexed, Page
from disclosure.site import plan

SAMPLE = ["index.html", "domains.html", "domains/shehui-jiuzhu.html", "domains/shehui-jiuzhu/1.2.html", "townships/xi-jie/2.html", "villages/shi-cun.html",
          "policies/tiaozheng/1.html", "flows/shenqing.html", "units/minzheng.html", "interpreters.html", "sitemap.html"]


class LongWay(DisclosurePlugin):
    """The plugin with real pages in place of probes: MkDocs renders each of them whole."""

    def on_files(self, files: Files, config) -> Files:
        super().on_files(files, config)
        for uri in list(self.probes):
            files.remove(files.get_file_from_path(uri))
        self.probes, self.real, self.whole = {}, {}, {}
        for page in plan(self.frame.view, [Indexed("关于本专题", "about.html")], lambda path: b""):
            if isinstance(page, Page) and page.path in SAMPLE:
                file = File.generated(config, page.path.removesuffix(".html") + ".md", content=" ")
                self.real[file.src_uri] = page
                files.append(file)
        return files

    def on_page_content(self, html, page, config, files):
        if (real := self.real.get(page.file.src_uri)) is None:
            return super().on_page_content(html, page, config, files)
        page.meta.update(disclosure_title=chrome.full_title(real, self.frame.view.topic), disclosure_labels=chrome.labels(real, self.frame.view))
        return real.body

    def on_page_context(self, context, page, config, nav):
        here = self.real[page.file.src_uri].section if page.file.src_uri in self.real else "written"
        for name, tab in self.tabs.items():
            tab.active = name == here
        context["part"], context["column_labels"] = self.frame.parts[here], column_labels(self.frame.parts[here].column)
        return context

    def on_post_page(self, output, page, config):
        if real := self.real.get(page.file.src_uri):
            self.whole[real.path] = output.encode()
        return output

    def on_post_build(self, config):
        pass


@pytest.fixture(scope="module")
def both() -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The sampled pages, spliced and rendered whole."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in (DisclosurePlugin, LongWay):
            config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(GOLDEN / "content"), site_dir=str(Path(folder) / kind.__name__))
            plugin = kind()
            plugin.load_config({})
            config.plugins = type(config.plugins)()
            config.plugins["disclosure"] = plugin
            DisclosurePlugin.job = Job(GOLDEN)
            try:
                build(config)
            finally:
                DisclosurePlugin.job = None
        spliced = {path: (Path(folder) / "DisclosurePlugin" / path).read_bytes() for path in SAMPLE}
    return spliced, plugin.whole


@pytest.mark.parametrize("path", SAMPLE)
def test_spliced_is_rendered(both: tuple[dict[str, bytes], dict[str, bytes]], path: str) -> None:
    spliced, whole = both
    assert spliced[path].decode() == whole[path].decode()
