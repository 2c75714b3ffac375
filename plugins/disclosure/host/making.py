"""Everything of a site that MkDocs does not write by itself is made here, by as many hands as there are."""
from collections.abc import Callable
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from disclosure.deliver.fault import Refused
from disclosure.deliver.manifest import Entry
from disclosure.hands import Hands, portions
from disclosure.host.again import Marks, marks_of
from disclosure.host.judging import aside
from disclosure.host.press import Press, Turned
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


class Part(NamedTuple):
    """What a hand has made: files that it has written, how many of them are pages that nobody has counted; marks and what was worked out, for the next build."""

    files: list[Put]
    pages: int = 0
    marks: Marks = {}
    known: Results = {}


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
    scores = cache(job.judged)
    made = [free(one) for one in contents(frame.view, frame.indexed, frame.file, scores if frame.scored else None)]
    job.pages = len(frame.crumbs) + sum(isinstance(one, Page) for one in made)
    anew = again is None or not again.last.made
    if anew:
        frame.view.past.prepare()
    frame.view.known = Known(again.last.known if again else {})

    def apart() -> Part:
        """What no page waits for: what leads to all of them, with what was worked out for that, and their marks where these are only for the next build."""
        files = {one.path: written(one) for one in map(free, lists(frame.view, frame.indexed, made)) if press.wanted(one.path) and one.path != CATALOG}
        pages, known, frame.view.known.now = sum(path.endswith(".html") for path in files), frame.view.known.now, {}  # `done` has it, whoever made it
        return Part([*files.values()], pages, marks_of(made, *frame.sources()) if again and anew else {}, known)

    def making(some: list[Page | Output | Entry]) -> Part:
        files = []
        for one in some:
            files.append(job.target.take(one) if isinstance(one, Entry) else written(one))
            job.lap("写文件")
        return Part(files)

    def done(part: Part) -> None:
        for file in part.files:
            job.target.note(file)
        job.pages += part.pages
        marks.update(part.marks)
        frame.view.known.now |= part.known
    with Hands(1 if anew else aside(frame.county, job.hands, again=True), 0 if anew else 1, lambda part: apart(), press.noted) as leads:  # while this one compares
        marks = {} if anew else marks_of(made, *frame.sources())
        todo = [one for one in (made if anew else again.left(made, marks)) if press.wanted(one.path)]
        job.lap("与上次比较")
        works = [partial(making, some) for some in (*portions(todo, SHARE), *portions([] if anew else [*again.taken.values()], LINKS))]
        while works and job.judging():  # by another hand: a third one would hold all of the county once more
            done(works.pop()())
        scores()
        few, noted = not anew and len(todo) < WORTH, press.noted()  # not for another hand to tell once more
        first, rest_of = works[:1], works[1:]  # this hand's: so the other takes what needs most memory, which goes with it
        share(job, 1 if few else job.hands, [*first, *([apart] if anew else ()), *rest_of], done, press)
        press.note(noted)
        for part, told in leads.results():
            press.note(told) if part is None else done(told)
    if not anew:
        press.runs.update(again.runs())

    def turned(part: int) -> Turned:
        return press.traditional(again.tables if again else hant.Tables())
    with Hands(min(job.hands, 2) if anew else 1, 1, turned, lambda: None) as turning:  # by another hand, OpenCC and all words go with that one
        rest(frame, press, made, put, copied)
        words = turning.result()
    for one in latest(hant.DATA, words.data):
        put(one.path, one.data)
    job.lap("繁体字表")
    job.made = again and again.pages(press, job.target.planned, marks, frame.view.known.now, words)


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


def share(job: "Job", hands: int, works: list[Callable[[], Part]], done: Callable[[Part], None], press: Press) -> None:
    """Has works done by so many hands, each of which writes its own files."""
    with Hands(min(hands, len(works)), len(works), lambda part: works[part](), press.noted) as all_hands:
        for n, (part, told) in enumerate(all_hands.results()):
            job.progress("生成网页", n, len(works) + hands - 1)
            press.note(told) if part is None else done(told)
