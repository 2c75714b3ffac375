"""`build` and `serve`: MkDocs run from Python, with the county that has been read, into a site that is switched whole."""
import logging
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from disclosure.deliver.fault import Refused
from disclosure.host import gate
from disclosure.host.edition import sequence
from disclosure.host.staging import OutputInTheWay, Staging, same
from disclosure.host.standing import Done
from disclosure.progress import Progress
from disclosure.render.kiosk import valid_until
from disclosure.stopwatch import Stopwatch
from disclosure.checking import Checked

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner about the engine's future: told once, in CONTRIBUTING
__all__ = ["OutputInTheWay", "build_site", "serve_site", "write_scorecard"]

SCORECARD_STYLES = ("tokens", "base", "chrome", "layout", "components", "tables", "scorecard", "print")
"""The style sheets that the office's scorecard carries inside."""


def build_site(reading: Checked, site: Path, out: Path, root: Path, progress: Progress, kiosk: bool = False, least: int = 0,
               watch: Stopwatch | None = None, hands: int = 1) -> Done:
    """Builds the site of a county into `out`, for a touch screen where `kiosk`.  Whatever happens, `out` is the old site or the new one.

    `least`: the edition's sequence is raised to this; `watch` is told when a stage ends; so many `hands` (processes) make the pages, where the system can.  Raises OutputInTheWay, Refused (somebody else is building there, or the
    site has what must not be published), OSError.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from disclosure.host.plugin import DisclosurePlugin, Job
    watch = watch or Stopwatch()
    staging = Staging(out)
    try:
        with tempfile.TemporaryDirectory() as empty:
            config = load_config(str(config_file(site, root)), docs_dir=str(written_pages(site, Path(empty))), site_dir=str(staging.new))
            logging.getLogger("mkdocs").setLevel(logging.WARNING)
            progress("生成网页", 0, 1)
            DisclosurePlugin.job = job = Job(site, reading=reading, put=staging.put, kiosk=kiosk, lap=watch.lap, hands=hands)
            try:
                config.plugins.on_startup(command="build", dirty=False)
                build(config)
            finally:
                DisclosurePlugin.job = None
        watch.lap("写文件")
        job.known |= staging.planned.keys()
        staging.adopt()
        if faults := gate.faults(staging.new, staging.planned, job.known, reading.county, urlsplit(config.site_url or "").path):
            raise Refused("没有生成网站，原来的网站没有动：" + "".join(f"\n  {fault}。" for fault in faults[:gate.MOST]))
        watch.lap("发布前把关")
        staging.seal(reading.county.as_of.day.isoformat(), max(least, sequence(site, reading.county.as_of.day)))
        watch.lap("清点、读回核对")
        staging.switch()
        watch.lap("落盘、切换")
    finally:  # stopped by hand, too: nothing half-built stays behind
        staging.drop()
    return Done(job.pages, staging.files, staging.unchanged, valid_until(reading.county))


def write_scorecard(checked: Checked, out: Path, root: Path, folder: Path | None = None) -> Path | None:
    """Writes the office's scorecard and its data into `folder`, by default build/ beside the site, never into it.  A site that is refused is not linked to."""
    from urllib.parse import quote

    from disclosure.render.pages.scorecard import DATA, PATH, alone, data
    from disclosure.scores import score
    if checked.county is None:
        return None
    folder = folder or out.with_name("build" if out.name != "build" else "build.office")
    folder.mkdir(parents=True, exist_ok=True)
    scores = score(checked)
    css = "\n".join((root / "theme_overrides" / "assets" / "disclosure" / f"{name}.css").read_text(encoding="utf-8") for name in SCORECARD_STYLES)
    way = None if checked.errors else f"{quote(Path(os.path.relpath(out, folder)).as_posix())}/"
    for name, made in ((PATH, alone(checked.county, scores, css, way)), (DATA, data(scores))):
        if not same(folder / name, made):
            (folder / f"{name}.new").write_bytes(made)
            (folder / f"{name}.new").replace(folder / name)
    return folder / PATH


def serve_site(site: Path, port: int, root: Path, tell: Callable[[Checked], None]) -> None:
    """Serves the county on this machine and rebuilds when something changes, until stopped.  `tell` is given every check."""
    from mkdocs.commands.serve import serve

    from disclosure.host.plugin import DisclosurePlugin, Job
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    DisclosurePlugin.job = Job(site, tell=tell)
    with tempfile.TemporaryDirectory() as empty:
        serve(str(config_file(site, root)), livereload=True, dev_addr=f"127.0.0.1:{port}", docs_dir=str(written_pages(site, Path(empty))))


def config_file(site: Path, root: Path) -> Path:
    """The county's own mkdocs.yml, else the repository's."""
    own = site / "mkdocs.yml"
    return own if own.is_file() else root / "mkdocs.yml"


def written_pages(site: Path, empty: Path) -> Path:
    """The county's content/; a county without one has no hand-written pages."""
    content = site / "content"
    return content if content.is_dir() else empty
