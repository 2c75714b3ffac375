"""Ways into the portal's own columns (入口): which of them every page shows, always under the same name."""
from collections.abc import Collection, Iterable

from disclosure.model.county import SERVICES, County

BADGES = ("党政机关网站标识", "党政机关", "我为政府网站找错", "找错")
"""What the foot of a government site must carry, if the county has it (政府网站发展指引，国办发〔2017〕47号): its addresses are each site's own."""

Entry = tuple[str, str]
"""(name, address)."""


def services(county: County) -> list[Entry]:
    return listed(county, SERVICES)


def badges(county: County) -> list[Entry]:
    return listed(county, BADGES)


def apart(entries: Iterable[Entry], titles: Collection[str]) -> list[Entry]:
    """The entries, those that are called as a column of this topic marked as the portal's: one name never leads to two places."""
    return [(f"{name}（门户网站）" if name in titles else name, address) for name, address in entries]


def listed(county: County, names: tuple[str, ...]) -> list[Entry]:
    """The county's entries of these names, in this order."""
    entries = dict(county.entries)
    return [(name, entries[name]) for name in names if name in entries]
