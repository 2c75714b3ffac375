"""What a form asks, from the declarations alone: every record class with its fields, as the scripts in the browser take them."""
from typing import Any

from disclosure.desk.handwritten import Page
from disclosure.desk.speech import in_desk, shown_example
from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS, County

WIDGETS: dict[type[k.Kind], str] = {
    k.Text: "text", k.TextList: "texts", k.MarkdownText: "long", k.Day: "day", k.Whole: "number", k.Number: "number", k.Phone: "text",
    k.Choice: "choice", k.ChoiceList: "boxes", k.Levels: "boxes", k.Channels: "channels", k.AudienceKind: "audience", k.Link: "text",
    k.Address: "text", k.FilePath: "file", k.Reference: "reference", k.MatterReference: "reference", k.CatalogueReference: "reference",
    k.Nested: "record", k.Defaults: "record", k.Pairs: "pairs", k.Next: "next",
}
"""How a kind of value is asked for; of the matters of a catalogue each has a form of its own."""
LISTS = {"texts", "boxes", "channels"}
"""Ways of asking that bring forth a list by themselves."""


def forms() -> dict[str, list[dict]]:
    """The fields of every class of records, by the name of the class; classes of what is written inside others included."""
    found: dict[str, list[dict]] = {}
    waiting: list[type[k.Record]] = [County, Page, *(collection.template for collection in COLLECTIONS.values())]
    while waiting:
        template = waiting.pop()
        if template.__name__ not in found:
            found[template.__name__] = [asked(f) | {"at_hand": code in template.at_hand} for code, f in template.fields.items() if not isinstance(f.kind, k.Matters)]
            waiting += [f.kind.template for f in template.fields.values() if isinstance(f.kind, k.Nested | k.Matters | k.Defaults)]
    return found


def asked(f: k.Field) -> dict[str, Any]:
    """One field."""
    kind = f.kind
    told: dict[str, Any] = {"key": f.key, "about": in_desk(f.about), "example": shown_example(f), "required": f.required, "element": f.element, "widget": WIDGETS[type(kind)]}
    match kind:
        case k.Text() if kind.pattern:
            told |= {"pattern": kind.pattern, "form": kind.form}
        case k.Number():
            told |= {"pattern": kind.pattern, "form": "只写数字，不带单位和逗号"}
        case k.Whole():
            told |= {"pattern": "[1-9][0-9]{0,6}", "form": "只写数字，如 90"}
        case k.Choice() | k.ChoiceList():
            told["options"] = list(kind.options)
        case k.Levels() | k.Channels():
            told["words"] = "levels" if isinstance(kind, k.Levels) else "channels"
        case k.Reference():
            told |= {"to": kind.to, "many": kind.many}
        case k.MatterReference():
            told |= {"to": "matters", "many": kind.many}
        case k.CatalogueReference():
            told["to"] = "catalogues"
        case k.Nested() | k.Defaults():
            told |= {"form_of": kind.template.__name__, "many": isinstance(kind, k.Nested) and kind.many, "defaults": isinstance(kind, k.Defaults)}
        case k.Pairs():
            told["options"] = list(kind.options)
    return told
