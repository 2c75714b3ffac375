"""Jinja templates and what all of them may use."""
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from disclosure import markdown
from disclosure.editions.past import EMPTY, Past
from disclosure.model.catalogue import Catalogue
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Record, Reference, several
from disclosure.read.files import as_link, path_named, settled
from disclosure.render.addresses import external, file_link, link_address
from disclosure.render.cells import dialled, html_of, number_of, telephone, text_of, title_of
from disclosure.render.entries import services
from disclosure.render.facts import Facts
from disclosure.render.known import Known
from disclosure.render.jinja import Templates
from disclosure.render.official import official
from disclosure.render.output import Crumb, Page, root_of
from disclosure.render.past import LEDGER, day, history
from disclosure.render.qr import Codes
from disclosure.render.listing import Referring, by_register
from disclosure.render.relations import Relations

HOME = Crumb("首页", "index.html")
Printer = Callable[[Catalogue, County], bytes]
"""Makes the PDF of a catalogue."""

OFTEN = 7
"""How many of the county's ready-made queries (常查) are offered."""


class View:
    """Makes pages of one county: templates, relations, and the name of the whole topic."""

    def __init__(self, county: County, sizes: dict[str, int], kiosk: bool = False, asset: Callable[[str], str] = "assets/{}".format,
                 past: Past = EMPTY, printer: Printer | None = None) -> None:
        """`sizes`: bytes of every file below content/files/ that a page may link to; `kiosk`: pages for a touch screen; `asset`: the path of a style sheet or script by its plain name;
        `past`: the editions that the site tells of; `printer` makes PDFs of catalogues, where the site offers them."""
        self.county, self.relations, self.sizes, self.kiosk = county, Relations(county), sizes, kiosk
        self.past, self.printer = past, None if kiosk else printer
        self.parts: dict[tuple, Markup] = {}
        """What `shared` has made."""
        self.topic = f"{county.name}基层政务公开"
        self.base = county.portal_url or ""
        """The address under which everyone finds the site; "" where the county has not said."""
        self.codes = Codes()
        self.known = Known()
        """What the last build worked out."""
        self.namesakes = namesakes(county)
        self.env = Templates(Path(__file__).parent / "templates", county=county, topic=self.topic, link_address=link_address, external=external, html_of=html_of,
                             text_of=text_of, title_of=title_of, number_of=number_of, prose=self.prose, official=official, file_link=file_link, as_link=as_link, telephone=telephone, kiosk=kiosk, written=(),
                             file_note=self.file_note, public=self.public, services=services(county), referring_to=self.referring, qr=self.codes.svg, asset=asset,
                             search_examples=examples(county), history_of=partial(history, self), day_of=partial(day, self), in_history=(LEDGER.address,) if past else (),
                             printed=self.printer is not None)
        self.env.filters |= {"title_of": title_of, "dialled": dialled}

    def turn(self, past: Past = EMPTY) -> None:
        """The records of the county have become others: who refers to whom is looked up anew."""
        self.past, self.parts = past, {}
        self.relations, self.namesakes = Relations(self.county), namesakes(self.county)
        self.env.globals["search_examples"] = examples(self.county)

    def page(self, path: str, template: str, section: str, title: str, crumbs: Sequence[Crumb] = (), description: str = "", facts: Facts | None = None,
             later: Callable[[], dict[str, Any]] = dict, tab: str = "", **context: Any) -> Page:
        """A page from a template.  `crumbs`: the way from home to the page's parent; `facts`: what the page states of itself; `later` gives what else the
        template wants and costs work, when the page is made; `tab`: what tells the page from others of its title."""
        way = () if path == "index.html" else (HOME, *crumbs, Crumb(title))

        def body() -> str:
            return self.env.get_template(template).render(root=root_of(path), crumbs=way, title=title, address=path, facts=facts, **context, **later())
        return Page(path, section, title, description or f"{self.topic}：{title}", body, way, facts, tab or (f"{title}（{path.removesuffix('.html')}）" if title in self.namesakes else ""))

    def referring(self, record: Record) -> list[Referring]:
        """The records of registers that name a record, by register; but for those that it names itself, which its page tells where it does."""
        if not (listed := self.relations.listed_of.get(record)):
            return []
        named = {one for code, f in record.fields.items() if isinstance(f.kind, Reference) for one in several(getattr(record, code))}
        return [Referring.of(collection, records, record, self.county.as_of) for collection, records in by_register(one for one in listed if one not in named)]

    def public(self, path: str) -> str:
        """The address of a path for everyone, "" where the county has not said where the site stands."""
        return self.base and self.base + path

    def prose(self, text: str, root: str) -> Markup:
        """The HTML of a Markdown field that stands below an h2."""
        return Markup(markdown.html(text, 3, lambda link: link_address(settled(link, self.sizes), root)))

    def piece(self, template: str, root: str, **context: Any) -> Markup:
        """A part of pages that several of them share."""
        return Markup(self.env.get_template(template).render(root=root, **context))

    def shared(self, key: tuple, make: Callable[[], Markup]) -> Markup:
        """A part that many pages have word for word: made once."""
        if key not in self.parts:
            self.parts[key] = make()
        return self.parts[key]

    def file_note(self, path: str) -> str:
        """Type and size of a file, as they stand behind a link to it; `path`: of the file, or a link to it."""
        path = path if path in self.sizes else path_named(path)
        size = self.sizes.get(path)
        kind = path.rpartition(".")[2].lower() if "." in path else "文件"
        if size is None:
            return kind
        return f"{kind}，{max(1, round(size / 1024))} kB" if size < 1024 * 1024 else f"{kind}，{size / 1024 / 1024:.1f} MB"


def namesakes(county: County) -> frozenset[str]:
    """Titles that several records with a page of their own share; matters are told apart by what they stand in."""
    records = [record for name in COLLECTIONS for record in getattr(county, name).values()]
    titles = Counter(title_of(record) for record in (*records, *(one for policy in county.policies.values() for one in policy.interpretations)))
    return frozenset(title for title, count in titles.items() if count > 1)


def examples(county: County) -> list[str]:
    """What a reader might look for: what the county says is often asked, else what is certainly there, a domain and the number of a document."""
    if county.often:
        return [*county.often[:2]]
    numbers = (policy.document_number for policy in county.policies.values() if policy.document_number)
    return [*(domain.name for domain in [*county.domains.values()][:1]), *[*numbers][:1]]


def crumb_to(record: Record) -> Crumb:
    return Crumb(title_of(record), record.address)
