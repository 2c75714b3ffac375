"""What the renderers hand over."""
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from disclosure.render.addresses import hashed

if TYPE_CHECKING:
    from disclosure.render.facts import Facts


class Output(NamedTuple):
    """A file of the site: its path below the site's root (ASCII, forward slashes), and how its bytes are made when somebody wants them."""

    path: str
    make: Callable[[], bytes]
    file: str = ""
    """The attachment that it is, by its path below content/files/, so that nobody has to hold it; "" where it is none."""
    mark: str = ""
    """What it is made from, beside what all pages show; "" where another build makes it anew."""
    after: Callable[[bytes, Callable[[str], bool]], bytes] | None = None
    """The same bytes, sooner: from those of the last build, and whether the page at an address would come out as it did then."""
    seen: str | None = None
    """Of a script the words that readers may come to see, where most of it is none: these are what 繁體 turns; None: all that stands in it."""

    @property
    def data(self) -> bytes:
        """Made anew each time: whoever needs it twice keeps it."""
        return self.make()

    @classmethod
    def of(cls, path: str, data: bytes, seen: str | None = None) -> "Output":
        """A file whose bytes are there already."""
        return cls(path, lambda: data, seen=seen)


def assigned(variable: str, value: Any) -> bytes:
    """A script that assigns one global: it loads the same from a disk and from a server, where data could not be fetched.

    What an object holds is a line each: after an edit the last gate looks at those that are new (host/proved.py).
    """
    def said(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    told = f"{{{f',{chr(10)}'.join(f'{said(key)}:{said(one)}' for key, one in value.items())}}}" if isinstance(value, dict) else said(value)
    return f"window.{variable}={told};\n".encode()


def latest(name: str, data: bytes, seen: str | None = None) -> tuple[Output, Output]:
    """A script of data that changes with the county, and a small file under a lasting name that says what the script is called now.

    Pages name the second (`latest_path`), and modes.js fetches it anew each time: were the first named in pages, every one of
    them would change whenever a word of the county does.
    """
    path = hashed(name, data)
    return Output.of(path, data, seen), Output.of(latest_path(name), f'window.disclosureLatest = "{path.rpartition("/")[2]}";\n'.encode())


def latest_path(name: str) -> str:
    return f"assets/{name.removesuffix('.js')}.latest.js"


def shared_path(name: str) -> str:
    """Where a small file lies with words that many pages say and fetch: they need not all change with these."""
    return f"shared/{name}"


EDITION = shared_path("edition.css")
"""The date up to which the contents are told, for the foot of every page."""
APART = re.compile(r'[\x00-\x1f\x7f"\\]')
"""What may not stand within the quotes of a style sheet as it is."""


def spoken(words: Iterable[tuple[str, str]]) -> bytes:
    """A style sheet that says words behind elements: (selector, text) each.  It needs no script, works from a disk, and is read aloud."""
    rules = (f'{selector}::after{{content:"{APART.sub(lambda found: f"{chr(92)}{ord(found[0]):x} ", text)}"}}\n' for selector, text in words)
    return "".join(rules).encode()


class Crumb(NamedTuple):
    """One step of the way from the home page to here; `address` None for the page itself."""

    title: str
    address: str | None = None


class Indexed(NamedTuple):
    """A page that stands for no record, as search knows it: `texts` are its paragraphs."""

    title: str
    address: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page before it gets its chrome.

    `section` names the part of the site it belongs to (site.SECTIONS), `title` is its h1, `body` everything the reader sees between
    header and footer, made when somebody wants it: a list of pages costs next to nothing.  Addresses within `body` are relative to `path`.
    `way` is the breadcrumb, () on the home page; `facts` what the page states of itself, None where it only leads on.
    """

    path: str
    section: str
    title: str
    description: str
    make: Callable[[], str]
    way: tuple[Crumb, ...] = ()
    facts: "Facts | None" = None
    tab: str = ""
    """What the page is called where no other page stands beside it (<title>): unlike every other page's; "" where that is its title."""

    @property
    def whole(self) -> "Page":
        """Itself with all that is said of it: who wants more than its path asks for that once."""
        return self

    @property
    def body(self) -> str:
        """Made anew each time: thousands of pages are named at once, and few are held."""
        return self.make()

    @property
    def shelf(self) -> str:
        """The folder it lies in, with * for the second level: pages of one section and shelf have the same way to everything else."""
        top, *deeper = self.path.split("/")[:-1] or [""]
        return "/".join([top, *("*" for _ in deeper)])

    @property
    def any_shelf(self) -> str:
        """The same whatever the folder is called, for sections that do not tell their folders apart."""
        return "/".join("*" * self.path.count("/"))


class Later(Page):
    """A page of which only path and section are known before somebody wants more: most of a site's pages, each a hundredth of what it weighs `whole`.

    `plan` gives all of it, `stated` the facts alone: the sitemap asks each page for its date."""

    def __init__(self, path: str, section: str, plan: Callable[[], Page], stated: "Callable[[], Facts]") -> None:
        for name, value in (("path", path), ("section", section), ("plan", plan), ("stated", stated)):
            object.__setattr__(self, name, value)

    @property
    def facts(self) -> "Facts":
        return self.stated()

    @property
    def whole(self) -> Page:
        return self.plan()


for told in fields(Page):
    if told.name not in ("path", "section", "facts"):
        setattr(Later, told.name, property(lambda self, name=told.name: getattr(self.whole, name)))


def root_of(path: str) -> str:
    """The way from a page to the site's root: "", "../" or "../../"."""
    return "../" * path.count("/")
