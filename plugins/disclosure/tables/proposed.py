"""The ids that are proposed for units which the county does not have: words of the name, without the county's; ids are addresses for ever."""
from collections.abc import Iterable

from disclosure.read.file_names import identifier
from disclosure.read.nearness import without_county
from disclosure.read.unit_names import meant


def proposed(names: Iterable[str], county: Iterable[str], taken: Iterable[str], ours: Iterable[str] = ()) -> dict[str, str]:
    """Name → id, of what is a unit by its name.  `taken`: the ids there are; `ours`: names of another county's units that the county has its own of."""
    used, places, left = set(taken), list(county), set(ours)
    out: dict[str, str] = {}
    for name in names:
        if name in left or meant(name, ()) is not None:
            continue
        stem = identifier(without_county(name, places)) or "danwei"
        out[name] = next(id for id in (stem, *(f"{stem}-{n}" for n in range(2, len(used) + 3))) if id not in used)
        used.add(out[name])
    return out
