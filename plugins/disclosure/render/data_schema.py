"""JSON Schemas (draft-07) of the JSON files that the site offers: what a program that reads them may rely on, from the fields' declarations."""
import json
from typing import Any

from disclosure.model import fields as k
from disclosure.render.downloads import MATTERS, Rows, told_fields

DRAFT = "http://json-schema.org/draft-07/schema#"
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT, "minItems": 1}
DATE = {"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$"}


def document(name: str, template: type[k.Record], rows: Rows, address: str) -> bytes:
    """The schema of a file whose rows are records of a class.  `address`: under which it is published, "" where that is not known."""
    head = {"名称": TEXT, "县": TEXT, "截至日期": DATE, f"{rows.noun}数": {"type": "integer", "minimum": 0}}
    schema = {"$schema": DRAFT, **({"$id": address} if address else {}), "title": name, "type": "object", "required": [*head, rows.noun], "additionalProperties": False,
              "properties": {**head, rows.noun: {"type": "array", "items": row(template, rows)}}}
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def row(template: type[k.Record], rows: Rows = MATTERS) -> dict[str, Any]:
    """A record, with what stands before its fields."""
    first = {head: {"type": "string"} for head in (*rows.first, "网址")}
    fields = {f.key: {**value(f.kind), "description": f.about} for f in told_fields(template).values()}
    return {"type": "object", "required": list(first), "additionalProperties": False, "properties": {**fields, **first}}


def value(kind: k.Kind) -> dict[str, Any]:
    """What the value of a field may be, where it is there."""
    match kind:
        case k.Day():
            return dict(DATE)
        case k.Whole():
            return {"type": "integer", "minimum": 1}
        case k.Choice():
            return {"enum": list(kind.options)}
        case k.ChoiceList():
            return {"type": "array", "items": {"enum": list(kind.options)}, "minItems": 1}
        case k.AudienceKind():
            return {"oneOf": [{"const": "全社会"}, {"type": "object", "required": ["特定群体"], "properties": {"特定群体": TEXT}, "additionalProperties": False}]}
        case k.Nested():
            fields = {f.key: {**value(f.kind), "description": f.about} for f in kind.template.fields.values()}
            inner = {"type": "object", "properties": fields, "additionalProperties": False}
            return {"type": "array", "items": inner, "minItems": 1} if kind.many else inner
        case k.Pairs():
            return {"type": "object", "additionalProperties": {"type": "string"}}
        case k.Next():
            return {"type": "array", "items": {"type": "array", "items": {"type": ["string", "null"]}, "minItems": 2, "maxItems": 2}, "minItems": 1}
        case k.Reference() | k.MatterReference():
            return dict(TEXTS) if kind.many else dict(TEXT)
    return dict(TEXTS) if kind.many else dict(TEXT)
