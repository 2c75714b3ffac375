"""Where a county's records live, and how the site lists those of a register (台账)."""
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from disclosure.model.fields import Record


TABS = ("decisions", "services", "funds", "work")
"""The parts of the site that registers may belong to (site.REGISTERED has their names)."""


class Fresh(NamedTuple):
    """How old the newest of a register may be: natural days (自然日), unless county.yml says otherwise, and who asks for it.

    `code`: the field that says when a record was last true, where it is not the usual one.  `open_only`: what is closed need not be
    renewed.
    """

    days: int
    basis: str
    code: str = ""
    open_only: bool = False


class Shelf(NamedTuple):
    """How the site lists the records of a register.  Everything that is shown of it anywhere follows from this and from its fields.

    `tab`: the part of the site it belongs to, one of TABS.  `columns`: codes of fields, or of what the class derives, in the order of
    the table; the title comes first by itself.  `filters`: further codes by which readers may filter, beside unit, kind, status,
    year, domain and township.  `measure` counts the records, `lead` is the sentence above the list.  `page`: the class of its pages,
    "" for the plain ones.  `rows`: a record is a row of the index and has no page.  `news`: a new record is news.  `fresh`: how often
    there should be something new.  `passing`: a kiosk, which may stand for months, carries a record only as long as its content is good for
    (一体机有效天数).  `also`: what can be downloaded beside the CSV and JSON of the whole.  `type`: what its pages are about, in the words of schema.org.
    """

    tab: str
    columns: tuple[str, ...]
    filters: tuple[str, ...] = ()
    measure: str = "条"
    lead: str = ""
    page: str = ""
    rows: bool = False
    news: bool = False
    fresh: Fresh | None = None
    passing: bool = False
    also: tuple[str, ...] = ()
    type: str = "WebPage"


class Collection(NamedTuple):
    """A kind of thing the county has many of: one file each in a folder, or all in one mapping file.

    `name`: of the folder or file, of the county's attribute, and in addresses.  `noun`: what one of them is.  `shelf`: None where the
    site has pages of their own for them.  `only`: where the file is one record, its id.
    """

    name: str
    template: type["Record"]
    noun: str
    single_file: bool = False
    shelf: Shelf | None = None
    only: str = ""

    @property
    def path(self) -> str:
        return f"{self.name}.yml" if self.single_file else f"{self.name}/"

    @property
    def index(self) -> str:
        """The address of the page that lists them."""
        return f"{self.name}.html"
