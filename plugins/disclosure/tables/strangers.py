"""Tables of another county: told once, by what stands above them and by who discloses."""
import re
from collections import Counter

from disclosure.read.places import other_place
from disclosure.tables.alike import texts
from disclosure.tables.doubt import DOUBTS
from disclosure.tables.matters import Doubt, Found
from disclosure.tables.setting import Setting

MADE_BY = re.compile(r"^[（(]?\s*(?:编\s*制|填\s*报|填\s*表|报\s*送|制\s*表|发\s*布|公\s*开)\s*(?:单\s*位|部\s*门|机\s*关)\s*(?:[（(].{1,6}[）)])?\s*[：:]\s*")
"""Before the office that a table comes from."""


def strange(found: Found, setting: Setting) -> None:
    """T106, once: a title or an office that names another county, or most units being another's."""
    if not found.matters:
        return
    table = found.matters[0].table
    said: dict[str, str] = {}
    for line in [*found.titles, *(one.text for one in found.aside if MADE_BY.match(one.text))]:
        flat = re.sub(r"\s|[《》]|^附件\d*[：:]?", "", MADE_BY.sub("", line))
        if place := other_place(flat, setting.county):
            said.setdefault(place, f"“{line}”")
    units = [unit for matter in found.matters for unit in texts(matter.values.get("主体") or [])]
    places = Counter(place for unit in units if (place := other_place(unit, setting.county)))
    for place, count in places.most_common(1):
        if count > 1 and count * 2 > len(units):
            said[place] = (f"{said[place]}，" if place in said else "") + f"公开主体 {len(units)} 处里有 {count} 处是它的单位"
    if said:
        why = "；".join(f"{place}：{words}" for place, words in said.items())
        found.doubts.append(Doubt("T106", table, f"这张表像是{'、'.join(said)}的（{why}）", hint=DOUBTS["T106"].hint, file=table.file))
