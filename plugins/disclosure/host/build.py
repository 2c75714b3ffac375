"""`build` and `serve`: MkDocs run from Python, with the county that has been read, into a site that is switched whole."""
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure.deliver import disk
from disclosure.deliver.fault import Refused
from disclosure.host.edition import owner, sequence
from disclosure.host.gate import MOST, Gate
from disclosure.host.staging import OutputInTheWay, Staging, same
from disclosure.host.standing import Done
from disclosure.model.fields import Date
from disclosure.model.finding import Finding
from disclosure.progress import Progress
from disclosure.render.kiosk import valid_until
from disclosure.read.county import Reading
from disclosure.read.content import page_address
from disclosure.read.files import Changed
from disclosure.scores import Scores
from disclosure.stopwatch import Stopwatch
from disclosure.checking import Checked

if TYPE_CHECKING:
    from disclosure.editions.state import State
    from disclosure.host.again import Pages
    from disclosure.host.frame import Job
    from disclosure.host.preview.county import Preview
    from disclosure.host.preview.server import Handler
    from disclosure.render.view import Printer

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner about the engine's future: told once, in CONTRIBUTING
__all__ = ["OutputInTheWay", "build_site", "office_of", "serve_site", "write_scorecard"]


def build_site(read: Reading | Checked, site: Path, out: Path, root: Path, progress: Progress, kiosk: bool = False, least: int = 0, watch: Stopwatch | None = None,
               hands: int = 1, copies: bool = False, last: "Pages | None" = None, judged: Callable[[], Scores | None] = lambda: None,
               judging: Callable[[], bool] = lambda: False, trust: bool = False, keep: bool = False, printer: "Printer | None" = None,
               sign: Callable[[bytes], bytes] | None = None, restore: bool = False, forget: str | None = None) -> Done:
    """Builds the site of a county into `out`, for a touch screen where `kiosk`.  Whatever happens, `out` is the old site or the new one.

    `least`: the edition's sequence is raised to this; `watch` is told when a stage ends; so many `hands` (processes) make the pages, where the system can;
    `copies`: compressed ones beside text files; `last`: the pages of the build that made what is in `out`, of which those may be taken that would come out the same;
    `printer` makes the PDFs that the site offers; `keep`: it is to be published, so it is an edition, that `sign` signs, and where `restore` it may have what was withdrawn, and why what it took out is to be forgotten (`forget`); `trust`: MkDocs obeys the county's own mkdocs.yml; `judged` is asked once, raises where there is to be no site, and gives the scores of a county that publishes them; `judging`: whether it would have to wait.
    Raises OutputInTheWay, Refused (somebody else is building there, or the site has what must not be published), OSError.
    """
    from disclosure.host.again import Again
    from disclosure.host.frame import Frame, Job
    from disclosure.host.making import make_all
    from disclosure.host.proof import proof
    from disclosure.host.proved import Proved
    if copies and kiosk:
        raise Refused("一体机直接读文件，用不上 --precompress。")
    watch = watch or Stopwatch()
    staging = Staging(out, last.manifest if last else None)
    try:
        progress("生成网页", 0, 1)
        job = Job(site, read=read, judged=judged, judging=judging, target=staging, kiosk=kiosk, trust=trust, lap=watch.lap, hands=hands, progress=progress, keep=keep, sign=sign, restore=restore, forget=forget, printer=printer,
                  again=None if last is None or kiosk else Again(last, out))
        job.frame = None if trust else Frame(job)
        if not (job.again and job.frame and job.frame.take(last.chrome)):
            with tempfile.TemporaryDirectory() as empty:
                run(site, root, empty, str(staging.new), job)
        frame = job.frame
        watch.lap("外壳")
        make_all(frame)
        known = frame.by_mkdocs | staging.planned.keys()
        staging.adopt()
        chrome = job.made and frame.kept(staging.planned)
        watch.lap("写文件")
        if copies:
            from disclosure.host.precompressed import precompress
            written = set(staging.planned)
            precompress(staging)
            known |= staging.planned.keys() - written
            watch.lap("压缩副本")
        manifest = staging.seal(read.county.as_of.day.isoformat(), max(least, sequence(site, read.county.as_of.day)), owner(read.county))
        new_gate = partial(Gate, read.county, frame.base, {page_address(path) for path in read.files.pages}, read.texts)
        faults, proved = proof(staging.new, manifest, staging.taken, new_gate, known, hands, watch.lap, last.proved if last else Proved(), staging.same)
        if faults:
            raise Refused("没有生成网站，原来的网站没有动：" + "".join(f"\n  {fault}。" for fault in faults[:MOST]))
        staging.switch()
        watch.lap("落盘、切换")
    except Changed as changed:
        raise Refused(f"附件“{changed.file}”在检查以后又被改动了，没有生成网站，原来的网站没有动。请等文件存好、网盘同步完以后再运行一次。") from changed
    finally:  # stopped by hand, too: nothing half-built stays behind
        staging.drop()
    return Done(job.pages, staging.files, staging.unchanged, valid_until(read.county), job.made and replace(job.made, proved=proved, chrome=chrome, manifest=manifest), (*staging.notes, *job.past.notes), job.past)


def office_of(site: Path, out: Path) -> Path:
    """Where the office's own papers lie: in the county's folder, wherever its site goes, and never in the site."""
    folder = (site / "build").resolve()
    return folder if out != folder and out not in folder.parents else folder.with_name("build.office")


def write_scorecard(checked: Checked, scores: Scores, out: Path, root: Path, folder: Path) -> Path | None:
    """Writes the office's scorecard and its data, what is due and a calendar for each unit into `folder`; returns the scorecard.

    A site that is refused is not linked to.  Each file is whole at any time, also where two builds write them.  OSError.
    """
    from urllib.parse import quote

    from disclosure.read.law import law
    from disclosure.render.pages import due
    from disclosure.render.pages.scorecard import DATA, PATH, alone, data
    from disclosure.render.styled import styles
    if checked.county is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    css = styles(root)
    way = None if checked.errors else f"{quote(Path(os.path.relpath(out, folder)).as_posix())}/"
    files = {PATH: alone(checked.county, scores, css, way), DATA: data(scores)}
    if checked.county.as_of is not None:
        agenda = due.Agenda(checked.sound, law())
        files |= {due.PATH: due.alone(agenda, css, way), **dict(agenda.calendars())}
    (folder / due.FOLDER).mkdir(exist_ok=True)
    for old in (folder / due.FOLDER).glob("*.ics"):
        if f"{due.FOLDER}/{old.name}" not in files:
            old.unlink(missing_ok=True)
    for name, made in files.items():
        if not same(folder / name, made):
            disk.replace(folder / name, made)
    return folder / PATH


def serve_site(site: Path, port: int, root: Path, tell: Callable[[tuple[Finding, ...]], None], kiosk: bool = False, trust: bool = False,
               ready: Callable[[], None] = lambda: None, as_of: Date | None = None, around: "Callable[[Preview], type[Handler]] | None" = None,
               host: str = "127.0.0.1", token: str = "", since: "tuple[str, State] | None" = None) -> None:
    """Serves the county on this machine as it lies on the disk, or as it will be on a day (`as_of`), until stopped.  `tell` is given what every check finds; `ready` is called when the port is held;
    `around` gives what answers requests, where that is more than the preview.  `host`: the address by which others in the building reach it, who need the `token`;
    `since`: an earlier state that pages are compared with.

    Raises Refused where it is taken.
    """
    from disclosure.host.preview.county import Preview
    from disclosure.host.preview.server import Handler, serve
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as written:
        preview = Preview(site, Path(written), partial(run, site, root, empty, written), kiosk, trust, as_of, since)
        serve(preview, port, tell, ready, around(preview) if around else Handler, host, token)


def run(site: Path, root: Path, empty: str | Path, site_dir: str, job: "Job") -> None:
    """Runs MkDocs for a job, into `site_dir`: chrome and hand-written pages.  `empty`: a folder where it finds nothing of its own to publish.

    MkDocs runs what its settings name: they are those of our own repository, unless somebody said that the county's may be trusted.
    """
    import logging

    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from disclosure.host.frame import HINT, in_short
    from disclosure.host.plugin import DisclosurePlugin
    logging.getLogger("mkdocs").setLevel(logging.ERROR if job.take else logging.WARNING)  # a preview tells everything itself
    config = load_config(str(config_file(site, root) if job.trust else root / "mkdocs.yml"), docs_dir=str(empty), site_dir=site_dir)
    if job.read is not None and job.read.settings:
        config.nav = job.read.settings.order
    DisclosurePlugin.job = job
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except Exception as fault:
        if job.take or not job.page or isinstance(fault, Refused) or isinstance(fault, OSError) and not isinstance(fault, LookupError):  # a preview tells it itself
            raise
        raise Refused(f"没有生成网站，原来的网站没有动：content/{job.page} 没有能变成网页（{in_short(fault)}）。{HINT}。") from fault
    finally:
        DisclosurePlugin.job = None


def config_file(site: Path, root: Path) -> Path:
    """The county's own mkdocs.yml, else the repository's."""
    own = site / "mkdocs.yml"
    return own if own.is_file() else root / "mkdocs.yml"
