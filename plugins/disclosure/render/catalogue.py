"""The catalogue table: groups of matters under the two-row head of the published forms.

Cells say only what no style sheet can know.  Where rows are shown as cards some browsers forget that they are rows: there tables.js says it.
"""
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from markupsafe import Markup

from disclosure.model.fields import several
from disclosure.model.matters import Item
from disclosure.render.cells import number_of
from disclosure.render.columns import Column
from disclosure.render.escaping import escaped
from disclosure.render.relations import grouped

REST = "其他事项"
UNSHOWN = ("stages", "phases", "attribute")
"""Fields that no column shows, by which readers may filter where the matters differ in them."""


class GroupFacet(NamedTuple):
    """What readers may filter whole groups by: its name in addresses, its title, and the value of a group, told from one of its matters."""

    name: str
    title: str
    value: Callable[[Item], str]


def table(items: list[Item], columns: list[Column], root: str, label: str, group_of: Callable[[Item], str], facets: tuple[GroupFacet, ...] = (),
          there: Callable[[Item], str] = lambda item: "") -> Markup:
    """The whole table with its frame.  `label` names it for those who do not see it, `group_of` gives a matter's group row, `there` what its page holds.

    tables.js reads what can be filtered from the table itself: data-groups and data-NAME of a group, data-f and data-s of a heading.
    """
    groups = grouped(items, group_of)
    told = [facet for facet in UNSHOWN if len({word for item in items for word in several(getattr(item, facet))}) > 1]
    by_row = f' data-facets="{" ".join(f"{code}:{escaped(Item.fields[code].title)}" for code in told)}"' if told else ""
    by_group = f' data-groups="{" ".join(f"{f.name}:{escaped(f.title)}" for f in facets)}"' if facets and len(groups) > 1 else ""
    parts = [f'<div class="tbl tall" tabindex="0" role="region" aria-label="{escaped(label)}，可左右滚动"><table class="cat"{by_group}{by_row}>',
             f'<caption class="vh">{escaped(label)}</caption>', head(columns)]
    for name, members in groups.items():
        values = "".join(f' data-{f.name}="{escaped(f.value(members[0]))}"' for f in facets) if by_group else ""
        parts.append(f'<tbody{values}>')
        if name or len(groups) > 1:
            number = "" if any(f.name == "domain" for f in facets) else shared_number(members)  # of several domains each has a 1
            parts.append(f'<tr class="group"><th colspan="{len(columns) + 1}" scope="rowgroup"><span>{number}{escaped(name or REST)}　'
                         f'<small>{len(members)} 项</small></span></th></tr>')
        parts += [row(item, columns, root, told, there(item)) for item in members]
        parts.append("</tbody>")
    parts.append("</table></div>")
    return Markup("".join(parts))


def shared_number(items: list[Item]) -> str:
    """The first part of the numbers where all of a group share it: 2 of 2.1, 2.2."""
    heads = {re.split(r"[.-]", item.number)[0] for item in items if re.match(r"\d+[.-]", item.number)}
    return f"{heads.pop()}　" if len(heads) == 1 and all(re.match(r"\d+[.-]", i.number) for i in items) else ""


def head(columns: list[Column]) -> str:
    """colgroup and the two header rows; columns under one heading share it."""
    cols = "".join(f'<col class="{c.width}">' for c in columns)
    first, second, position = ['<th class="pin" rowspan="2" scope="col">公开事项</th>'], [], 0
    while position < len(columns):
        column = columns[position]
        if not column.above:
            first.append(f'<th rowspan="2" scope="col"{marks(column)}>{escaped(column.head)}</th>')
            position += 1
            continue
        span = 1
        while position + span < len(columns) and columns[position + span].above == column.above:
            span += 1
        first.append(f'<th colspan="{span}" scope="colgroup"{marks(column)}>{escaped(column.above)}</th>')
        second += [f'<th class="{"g" if c.width == "w-g" else "c"}" scope="col">{escaped(c.head)}</th>' for c in columns[position:position + span]]
        position += span
    return f'<colgroup><col class="w-item">{cols}</colgroup><thead><tr>{"".join(first)}</tr><tr>{"".join(second)}</tr></thead>'


def marks(column: Column) -> str:
    return f' data-f="{column.facet}"' if column.facet else " data-s" if column.searched else ""


def row(item: Item, columns: list[Column], root: str, told: Iterable[str] = (), there: str = "") -> str:
    sub = f"<small>{escaped(item.subname)}</small>" if item.subname else ""
    held = f'<small class="has" data-l="{escaped(there)}"></small>' if there else ""  # an attribute: it is nothing to look for, or to copy
    cells = "".join(column.cell(item) for column in columns)
    own = "".join(f' data-{code}="{escaped("、".join(several(getattr(item, code))))}"' for code in told)
    page, _, anchor = item.address.partition("#")
    name = escaped(item.name) if anchor else f'<a href="{root}{page}">{escaped(item.name)}</a>'  # without a page of its own it is a place in this one
    mark = f' id="{escaped(anchor)}"' if anchor else ""
    return f'<tr{mark}{own}><th scope="row"><span class="n">{escaped(number_of(item))}</span>{name}{sub}{held}</th>{cells}</tr>'
