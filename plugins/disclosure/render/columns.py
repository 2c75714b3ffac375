"""The columns of a catalogue, from the fields' declarations: the two-row head of the published forms, and the cells below it."""
from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup

from disclosure.model import fields as k
from disclosure.model.matters import Item
from disclosure.render.cells import html_of, text_of
from disclosure.render.escaping import escaped

YES = Markup('<td class="c" data-l="{}"><i class="i i-check">是</i></td>')
NO = '<td class="no">否</td>'
"""Seen by nobody, and on no card; said to who does not see that there is no tick."""


class Column(NamedTuple):
    """One leaf column: its heading, the heading above it ("" for none), the style class of its width, and the <td> of a matter.

    `facet`: the name under which readers may filter by it, and by the columns beside it below the same heading; `searched`: free text is looked for there.
    """

    head: str
    above: str
    width: str
    cell: Callable[[Item], str]
    facet: str = ""
    searched: bool = False


CLOSED = (k.Reference, k.AudienceKind, k.ChoiceList, k.Levels, k.Choice)
"""Kinds whose values come from a list, so that a reader may choose one to filter by."""


def columns(template: type[Item], levels: tuple[str, ...]) -> list[Column]:
    """Every field that the table shows, in order of declaration; one that is spread takes a column for each of its words.

    `levels`: the words of 层级 that get a column; none where they say nothing, as in a village.
    """
    out: list[Column] = []
    for code, f in template.fields.items():
        if not f.column:
            continue
        facet = code if isinstance(f.kind, CLOSED) else ""
        if isinstance(f.kind, k.AudienceKind):
            out += [Column("全社会", f.title, f.column, ticked(code, "全社会", lambda a: a is not None and a.groups is None), facet),
                    Column("特定群体", f.title, "w-g", group_cell(code), facet)]
        elif isinstance(f.kind, k.Levels):
            out += [Column(word, f.title, f.column, ticked(code, word, lambda v, w=word: w in v), facet) for word in levels]
        elif isinstance(f.kind, k.ChoiceList) and f.kind.spread:
            heads = f.kind.heads or f.kind.options
            out += [Column(head, f.title, f.column if len(head) < 3 else "w-t3", ticked(code, word, lambda v, w=word: w in v), facet)
                    for head, word in zip(heads, f.kind.options, strict=True)]
        else:
            out.append(Column(f.heading or f.title, "", f.column, value_cell(code, f), facet, isinstance(f.kind, k.TextList)))
    return out


def ticked(code: str, label: str, test: Callable) -> Callable[[Item], str]:
    yes = YES.format(label)
    return lambda item: yes if test(getattr(item, code)) else NO


def group_cell(code: str) -> Callable[[Item], str]:
    def cell(item: Item) -> str:
        audience = getattr(item, code)
        groups = audience.groups if audience else None
        return f'<td class="g" data-l="特定群体">{escaped(groups)}</td>' if groups else '<td class="no"></td>'
    return cell


def value_cell(code: str, f: k.Field) -> Callable[[Item], str]:
    chief = ' class="chief"' if code == "disclosers" else ""  # what a card always shows
    start = f'<td{chief} data-l="{escaped(f.title)}">'
    kind = f.kind
    if isinstance(kind, k.Reference | k.Channels):
        return lambda item: f"{start}{escaped(text_of(kind, getattr(item, code)))}</td>"
    return lambda item: f"{start}{html_of(kind, getattr(item, code), '')}</td>"
