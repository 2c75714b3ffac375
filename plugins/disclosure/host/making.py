"""Everything of a site that MkDocs does not write by itself is made here, by as many hands as there are."""
from collections.abc import Callable
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from disclosure.deliver.fault import Refused
from disclosure.deliver.manifest import Entry
from disclosure.hands import Hands, portions
from disclosure.host.again import Marks, marks_of
from disclosure.host.judging import aside
from disclosure.host.press import Press
from disclosure.host.staging import Put
from disclosure.render import hant
from disclosure.render.addresses import file_address
from disclosure.render.known import Known, Results
from disclosure.render.output import Output, Page, latest
from disclosure.render.open_data import CATALOG, catalog
from disclosure.site import contents, lists

if TYPE_CHECKING:
    from disclosure.host.frame import Frame, Job

SHARE, LINKS = 32, 256
"""So many pages a process makes at a time at most, and so many files of the last build it takes."""
WORTH = 4 * SHARE
"""Fewer files that an edit has changed are made sooner by one: another hand comes to hold what the first has."""


def make_all(frame: "Frame") -> None:
    """Puts every file into the job's target.  Raises Refused where two have the same name, OSError, and what `job.judged` raises."""
    job, again, taken, press = frame.job, frame.job.again, frame.written, frame.press(frame.view)

    def free(one: Page | Output) -> Page | Output:
        if one.path in taken:
            raise Refused(f"没有生成网站：content/{taken[one.path]} 与自动生成的页面 {one.path} 同名，请改文件名。")
        return one

    def printed(one: Page | Output) -> bytes:
        known = None if anew or isinstance(one, Page) else again.made(one)
        data = press.printed(one) if known is None else known
        job.lap(f"网页：{frame.parts[one.section].title}" if isinstance(one, Page) else f"生成 {one.path.rpartition('.')[2]}")
        return data

    def copied(path: str, file: str) -> Put:
        return job.target.copy(path, frame.files.listed[file].size, partial(frame.files.pieces, file))

    def written(one: Page | Output) -> Put:
        if isinstance(one, Output) and one.file:
            return copied(one.path, one.file)
        return job.target.write(one.path, printed(one))

    def put(path: str, data: bytes) -> None:
        job.target.note(job.target.write(path, data))
    made = [free(one) for one in contents(frame.view, frame.indexed, frame.file, (lambda: scores) if frame.scored else None)]
    job.pages = len(frame.crumbs) + sum(isinstance(one, Page) for one in made)
    anew = again is None or not again.last.made
    if anew:
        frame.view.past.prepare()
    frame.view.known = Known(again.last.known if again else {})

    def apart(part: int) -> tuple[list[tuple[str, Put]], Marks, Results]:
        """What no page waits for: what leads to all of them, with what was worked out for that, and their marks where these are only for the next build."""
        leading = [(one.path, written(one)) for one in map(free, lists(frame.view, frame.indexed, made)) if press.wanted(one.path) and one.path != CATALOG]
        return leading, marks_of(made, *frame.sources()) if again and anew else {}, frame.view.known.now
    with Hands(aside(frame.county, job.hands, again=not anew), 1, apart, press.noted) as leads:
        marks = {} if anew else marks_of(made, *frame.sources())
        todo = [one for one in (made if anew else again.left(made, marks)) if press.wanted(one.path)]
        job.lap("与上次比较")
        scores = job.judged()
        share(job, [*portions(todo, SHARE), *portions([] if anew else [*again.taken.values()], LINKS)], written, press)
        for part, told in leads.results():
            if part is None:
                press.note(told)
                continue
            leading, later, frame.view.known.now = told
            marks |= later
            for path, file in leading:
                job.pages += path.endswith(".html")
                job.target.note(file)
    if not anew:
        press.runs.update(again.runs())
    press.gather()

    def turned(part: int) -> tuple[bytes, hant.Tables]:
        """The data for 繁體, and what the next build may take of it but for the words, which are here."""
        return press.traditional(again.last.words if again else hant.Tables()), press.words.tables._replace(runs=frozenset())
    with Hands(min(job.hands, 2) if anew else 1, 1, turned, lambda: None) as turning:  # by another hand, OpenCC and all that it takes go with that one
        rest(frame, press, made, put, copied)
        data, tables = turning.result()
    press.words.tables = tables._replace(runs=frozenset(press.words.runs))
    for one in latest(hant.DATA, data):
        put(one.path, one.data)
    job.lap("繁体字表")
    job.made = again and again.pages(press, job.target.planned, marks, frame.view.known.now)


def rest(frame: "Frame", press: Press, made: list[Page | Output], put: Callable[[str, bytes], None], copied: Callable[[str, str], Put]) -> None:
    """What lies beside the pages: the catalogue of data, styles and scripts, pictures, and attachments that hand-written pages lead to."""
    job = frame.job
    if frame.view.base and press.wanted(CATALOG):  # it says how large the others are
        put(CATALOG, catalog(frame.view, job.target.size))
    referred = {one.path for one in made}
    attached = ((file_address(path), path) for path in sorted(frame.used))
    pictures = ((picture.path, picture.data) for picture in (frame.sealed.outputs() if frame.sealed else ()))
    for path, data in chain(frame.assets.files.items(), pictures):
        if press.wanted(path):
            put(path, data)
    for path, file in attached:
        if path not in referred and press.wanted(path):
            job.target.note(copied(path, file))


def share(job: "Job", shares: list[list[Page | Output | Entry]], written: Callable[[Page | Output], Put],
          press: Press) -> None:
    """Has files made, and taken from the last build, by several hands, each of which writes its own."""
    def make(share: int) -> list[Put]:
        files = []
        for one in shares[share]:
            files.append(job.target.take(one) if isinstance(one, Entry) else written(one))
            job.lap("写文件")
        return files
    few = any(isinstance(files[0], Entry) for files in shares) and sum(not isinstance(one, Entry) for files in shares for one in files) < WORTH
    with Hands(1 if few else min(job.hands, len(shares)), len(shares), make, press.noted) as hands:
        for done, (part, told) in enumerate(hands.results()):
            job.progress("生成网页", done, len(shares) + job.hands - 1)
            if part is None:
                press.note(told)
            else:
                for file in told:
                    job.target.note(file)
