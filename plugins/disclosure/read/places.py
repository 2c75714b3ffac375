"""The county, district or city at the beginning of a unit's name or a title."""
from collections.abc import Iterable

from disclosure.model.rare import Rare

DIVISION = Rare(r"(?:[一-龥]{1,5}?(?:省|自治区|自治州))?(?P<place>[一-龥]{1,6}?[县区市旗])(?=[一-龥]{2})(?!场|域)")
FURTHER = Rare(r"[一-龥]{1,4}?[县区市旗](?=[一-龥]{2})(?!场|域)")
COMMON = Rare(r".*(?:城[市区]|县级市|[社园辖地小景牧林库校片]区|开发区|新区|示范区|县[市区]|都市|上市|超市|[局委办厅院、].*)|[全本各我该几]?[县市区旗]")
"""What ends like a place and names none."""


def place_before(text: str) -> str:
    """The place that a name begins with, as 示例省示例市示例县 of 示例省示例市示例县民政局; "" where it begins with none."""
    found = DIVISION.match(text)
    if not found or COMMON.fullmatch(found["place"]):
        return ""
    end = found.end()
    while (more := FURTHER.match(text, end)) and not COMMON.fullmatch(more[0]):
        end = more.end()
    return text[:end]


def other_place(text: str, county: Iterable[str]) -> str:
    """The place before a name that is not the county's; "" where there is none, or nobody knows what the county is called."""
    names = [name for name in county if name]
    place = place_before(text)
    return place if names and place and not any(name in text or place.endswith(name) or name.endswith(place) for name in names) else ""
