"""What an edition says: the settled value of every record, by its key, as it is published on the edition's date."""
from functools import cache, lru_cache
from typing import Any

from disclosure.model.county import COLLECTIONS, County
from disclosure.model.data import data_of
from disclosure.model.fields import Defaults, Kind, Matters, Record
from disclosure.model.policies import CONCEALED, Policy
from disclosure.model.waiting import as_published

LEDGER = "changes/"
"""How the keys of the reasons begin that people give for changes."""
COUNTY = "county"
"""The key of what county.yml says."""
INTERNAL = frozenset({
    "as_of", "rules", "update_days", "register_days", "expected_registers", "bundle_target", "kiosk_days", "unconverted", "public_scores",
    "allowed_numbers", "allowed_attachments", "large_attachment"})
"""Fields of county.yml that only check and build obey: the date stands at the head of an edition, the others are nobody's business outside."""
SELDOM = frozenset({*CONCEALED, "text_file", "benefit"})
"""What is not told of a policy that is 不予公开."""
State = dict[str, Any]
"""Key → value; keys are as addresses begin: domains/shehui-jiuzhu/2.1 for a matter, units/minzheng for a unit."""


@lru_cache(1)
def state(county: County) -> State:
    """All that a county publishes, sorted by key; nothing of what comes out later.  Kinds of records come by their declarations.

    Rules, editions and pages of one run ask for the same: it is kept, and nobody changes it.
    """
    county = as_published(county)
    found: State = {COUNTY: value(county, INTERNAL | COLLECTIONS.keys())}
    for name in COLLECTIONS:
        for id, record in getattr(county, name).items():
            found[f"{name}/{id}"] = value(record, SELDOM if isinstance(record, Policy) and record.withheld else frozenset())
            for item in getattr(record, "items", ()):
                found[f"{name}/{id}/{item.number}"] = value(item)
    return dict(sorted(found.items()))


def value(record: Record, leave: frozenset[str] = frozenset()) -> dict[str, Any]:
    """What a record says of itself, with the editors' keys, as JSON knows it; absent fields are left out."""
    mine = record.__dict__
    return {key: plain(data_of(kind, found)) for code, key, kind in told(type(record))
            if (found := mine.get(code)) not in (None, ()) and code not in leave}


def plain(data: Any) -> Any:
    """Data as it comes back from JSON, so that two editions can be compared by value."""
    if type(data) is str or data is None or type(data) is int:
        return data
    if isinstance(data, dict):
        return {str(key): plain(one) for key, one in data.items()}
    if isinstance(data, list | tuple):
        return [plain(one) for one in data]
    return str(data) if isinstance(data, str) else data


@cache
def told(template: type[Record]) -> list[tuple[str, str, Kind]]:
    """The fields of a record but for its matters, which are records themselves, and 默认, which they have taken over."""
    return [(code, f.key, f.kind) for code, f in template.fields.items() if not isinstance(f.kind, Matters | Defaults)]


def address_of(key: str) -> str:
    """Where the record of a key has its page, or stands on one; "" where it has no place of its own."""
    name, _, rest = key.partition("/")
    collection = COLLECTIONS.get(name)
    if not rest:
        return ""
    if collection and collection.only:
        return f"{name}.html" + (f"#{rest.partition('/')[2]}" if "/" in rest else "")
    return f"{name}.html#{rest}" if collection and collection.shelf and collection.shelf.rows else f"{key}.html"


def owner_of(key: str) -> str:
    """The key of the catalogue that a matter stands in; "" of what is no matter."""
    return key.rpartition("/")[0] if key.count("/") > 1 else ""
