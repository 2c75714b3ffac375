"""The value of a field as text (tables, downloads) and as HTML (the plate of a matter's page), by its kind.

A new kind is one entry in each of the tables below; as data, one in model/data.py.
"""
import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from disclosure.model import fields as k
from disclosure.model.data import data_of as data_of
from disclosure.render.addresses import file_link, link_address
from disclosure.render.escaping import escaped


# -- plain text ----------------------------------------------------------------------------------
def text_of(kind: k.Kind, value: Any) -> str:
    """A value in one line of text, "" where absent; lists are joined as the published forms do."""
    if value is None or value == ():
        return ""
    return TEXTS.get(type(kind), plain)(kind, value)


def plain(kind: k.Kind, value: Any) -> str:
    return str(value)


def worded(kind: k.Text, value: str) -> str:
    return f"“{value}”" if kind.quoted else str(value)


def joined(kind: k.Kind, value: tuple) -> str:
    return "、".join(value)


def listed(kind: k.TextList, value: tuple[str, ...]) -> str:
    return (kind.together or "；").join(v.rstrip("；;") for v in value) if len(value) > 1 else value[0]


def referred(kind: k.Reference, value: Any) -> str:
    return "、".join(title_of(r) for r in (value if kind.many else (value,)))


def nested(kind: k.Nested, value: Any) -> str:
    return "；".join(record_text(r) for r in (value if kind.many else (value,)))


def record_text(record: k.Record) -> str:
    """The fields of a record within a record, one after the other."""
    return "，".join(text for code, f in record.fields.items() if (text := text_of(f.kind, getattr(record, code))))


def paired(kind: k.Pairs, value: tuple) -> str:
    return "；".join(f"{a}：{b}" for a, b in value)


def title_of(record: k.Record) -> str:
    """What a record is called where it is mentioned."""
    return getattr(record, "label", None) or getattr(record, "name", None) or getattr(record, "title", record.id)


def number_of(item: k.Record) -> str:
    """The number of a matter as readers see it: one taken over from a county's domain stands below that domain's name, whose id it need not repeat."""
    origin = item.origin
    return origin.number if origin and item.number == f"{origin.owner.id}-{origin.number}" else item.number


TEXTS: dict[type[k.Kind], Callable[[Any, Any], str]] = {
    k.Text: worded, k.TextList: listed, k.ChoiceList: joined, k.Levels: joined, k.Channels: joined, k.Reference: referred, k.Nested: nested, k.Pairs: paired,
    k.MatterReference: lambda kind, value: "、".join(item.code for item in k.several(value)),
    k.Matters: lambda kind, value: "、".join(item.code for item in value),
    k.CatalogueReference: lambda kind, value: title_of(value),
    k.Next: lambda kind, value: "；".join(f"{arrow.answer}：{arrow.target}" if arrow.answer else arrow.target for arrow in value),
}


# -- HTML ----------------------------------------------------------------------------------------
def html_of(kind: k.Kind, value: Any, root: str) -> Markup:
    """A value as HTML for a page whose way to the site's root is `root`; lists become lists, references and addresses links."""
    if value is None or value == ():
        return Markup()
    shown = HTMLS.get(type(kind))
    return Markup(shown(kind, value, root) if shown else escaped(text_of(kind, value)))


def listed_html(kind: k.TextList, value: tuple[str, ...], root: str) -> str:
    if kind.together or len(value) == 1:
        return broken(value[0]) if len(value) == 1 else kept(text_of(kind, value))
    return f"<ul>{''.join([f'<li>{kept(v)}</li>' for v in value])}</ul>"


def referred_html(kind: k.Reference, value: Any, root: str) -> str:
    return "、".join([anchor(root + r.address, title_of(r)) if r.address else escaped(title_of(r)) for r in (value if kind.many else (value,))])


def link_html(kind: k.Kind, value: str, root: str) -> str:
    return anchor(link_address(value, root), value)


WHOLE = re.compile(r"（?[\u4e00-\u9fff]{0,4}〔\d{4}〕\d+\s?号）?")
"""A document number (文号), with what stands before its year and the brackets around it."""


def kept(text: str) -> str:
    """Text whose document numbers no line breaks."""
    return WHOLE.sub(r'<span class="nb">\g<0></span>', escaped(text)) if "〔" in text else escaped(text)


def broken(text: str) -> str:
    """Text with its line breaks."""
    return kept(text).replace("\n", "<br>")


def anchor(address: str, text: str) -> str:
    return f'<a href="{escaped(address)}">{escaped(text)}</a>'


def telephone(number: str) -> str:
    """The tel: address of a phone number; "" where the text is no single number."""
    digits = "".join(c for c in number if c.isdigit() or c == "+")
    return f"tel:{digits}" if 5 <= len(digits) <= 15 and not set(number) - set("0123456789+-—() （）　 ") else ""


NUMBER = re.compile(r"(?<![\d-])0\d{2,3}-[2-9]\d{6,7}(?![\d-])")
"""A fixed telephone as offices write it in a sentence."""


def dialled(html: str) -> Markup:
    """Words for readers, in which telephones can be called; what stands in a link already stays."""
    parts = re.split(r"(<a\b.*?</a>|<[^>]*>)", str(escaped(html) if not isinstance(html, Markup) else html), flags=re.S)
    return Markup("".join(part if at % 2 else NUMBER.sub(lambda m: f'<a class="nb" href="{telephone(m[0])}">{m[0]}</a>', part) for at, part in enumerate(parts)))


def phone_html(kind: k.Phone, value: str, root: str) -> str:
    return f'<a class="nb" href="{there}">{escaped(value)}</a>' if (there := telephone(value)) else escaped(value)


HTMLS: dict[type[k.Kind], Callable[[Any, Any, str], str]] = {
    k.Phone: phone_html,
    k.Text: lambda kind, value, root: broken(worded(kind, value)),
    k.TextList: listed_html,
    k.Reference: referred_html,
    k.MatterReference: lambda kind, value, root: "、".join(
        anchor(root + item.address, f"{title_of(item.owner)} {number_of(item)} {item.full_name}" if kind.many else item.code) for item in k.several(value)),
    k.CatalogueReference: lambda kind, value, root: anchor(root + value.address, title_of(value)),
    k.Link: link_html,
    k.Address: link_html,
    k.FilePath: lambda kind, value, root: anchor(file_link(value, root), value),
}
