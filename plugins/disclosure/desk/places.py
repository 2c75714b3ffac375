"""Which files the desk may write, and where in them a record stands: records in catalogues/, hand-written pages and attachments in content/."""
from pathlib import Path, PurePosixPath

from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS, County
from disclosure.read.names import README, ignored, unfit

ITEMS = "事项"
COUNTY = "catalogues/county.yml"
FOLDERS = ("catalogues", "content", "editions")
"""Below the county's folder; nothing else is ever written, but for what the desk notes for itself."""
ATTACHED = "content/files/"


class Astray(Exception):
    """There is no such file or record; the message says it in Chinese."""


def plain(file: str) -> bool:
    """Whether a path leads downwards, by names that every system takes for what they are and no program passes over."""
    parts = PurePosixPath(file).parts
    return not any(mark in file for mark in "\\:\0") and str(PurePosixPath(file)) == file and not file.startswith("/") and ".." not in parts and len(parts) > 1 \
        and not any(ignored(part) or unfit(part) for part in parts)


def template_of(file: str, at: list[str]) -> type[k.Record]:
    """The class of the record at a place.  Raises Astray for what is no file of records."""
    path = PurePosixPath(file)
    parts = path.parts
    wrong = Astray(f"“{file}”不是目录里的文件")
    if not plain(file) or len(parts) not in (2, 3) or parts[0] != "catalogues" or path.suffix != ".yml":
        raise wrong
    if file == COUNTY:
        if at:
            raise wrong
        return County
    collection = COLLECTIONS.get(parts[1].removesuffix(".yml"))
    if collection is None or collection.single_file != (len(parts) == 2):
        raise wrong
    mapping = collection.single_file and not collection.only
    if mapping and len(at) == 1:
        return collection.template
    if not mapping and not at:
        return collection.template
    items = items_of(collection.template)
    if not mapping and len(at) == 2 and at[0] == ITEMS and items:
        return items
    raise wrong


def rooted(file: str) -> list[str]:
    """The place that a file must have to be one of records."""
    parts = PurePosixPath(file).parts
    collection = COLLECTIONS.get(parts[1].removesuffix(".yml")) if len(parts) > 1 else None
    return ["x"] if collection and collection.single_file and not collection.only else []


def items_of(template: type[k.Record]) -> type[k.Record] | None:
    """The class of a catalogue's matters."""
    return next((f.kind.template for f in template.fields.values() if isinstance(f.kind, k.Matters)), None)


def is_page(file: str) -> bool:
    """Whether this is a hand-written page."""
    return file.startswith("content/") and not file.startswith(ATTACHED) and file.endswith(".md") and plain(file) and not README.fullmatch(PurePosixPath(file).name)


def is_attachment(file: str) -> bool:
    return file.startswith(ATTACHED) and plain(file)


def allowed(file: str) -> None:
    """Raises Astray for what is neither a file of records nor a page nor an attachment."""
    if not is_page(file) and not is_attachment(file):
        template_of(file, rooted(file))


def within(site: Path, file: str) -> Path:
    """Where a file lies, if that is where its path says.  Raises Astray where a link leads elsewhere, out of the county or within it."""
    path, own = site / file, site.resolve()
    if PurePosixPath(file).parts[0] not in FOLDERS or path.resolve() != own / PurePosixPath(file):
        raise Astray(f"“{file}”不在县的文件夹里：那里有一个通往别处的链接，编辑台不顺着它写")
    return path
