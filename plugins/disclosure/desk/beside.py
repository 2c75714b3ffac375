"""Findings beside the fields that they are about."""
from collections.abc import Iterable
from pathlib import Path

from disclosure.desk.handwritten import Sheet
from disclosure.desk.pieces import find
from disclosure.desk.places import ITEMS, Astray, is_page, items_of
from disclosure.desk.speech import in_desk
from disclosure.model.finding import Finding
from disclosure.model.place import Place
from disclosure.read.nodes import Mapping, Node, Sequence
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable
from disclosure.write.tree import Fields


def listed(findings: Iterable[Finding], file: str, at: list[str], data: bytes, place: Place | None = None) -> list[dict]:
    """What is told about a record in a file that says `data`, by the key of the field; of a file that cannot be read, everything about it.

    `place`: where a matter without a number was last read.
    """
    sheet = draft = piece = None
    try:
        if is_page(file):
            sheet = Sheet(data)
        else:
            draft = Draft(Path("x"), file, data)
            piece = find(draft, at, place)
    except (Unwritable, Astray):
        pass  # nothing to stand beside
    out = []
    for finding in findings:
        if finding.place.file != file:
            continue
        key = sheet.key_at(finding.place.line) if sheet else beside(piece, draft, finding)
        if key is not None:
            advice = finding.advice
            out.append({"severity": finding.severity, "code": finding.rule.code, "message": in_desk(finding.message), "hint": in_desk(finding.hint), "said": finding.message, "key": key, "line": finding.place.line,
                        "column": finding.place.column, "fix": advice is not None and not is_page(file), "sure": advice is not None and advice.sure})
    return out


def beside(piece: Fields | None, draft: Draft | None, finding: Finding) -> str | None:
    """The key of the field that a finding belongs to; "" for the record as a whole, None where it is about another."""
    if piece is None:
        return ""
    line, column = finding.place.line, finding.place.column
    pairs = [pair for pair in piece.pairs if pair.at is not None]
    record = finding.record
    if record is not None and pairs and record[1:3] == pairs[0].at.span[:2]:
        template = piece.template
        return template.fields[finding.code].key if template and finding.code in template.fields else ""
    key = None
    for pair in pairs:
        if pair.at.span[:2] <= (line, column):
            key = pair
    if key is None or (key is pairs[-1] and piece is not draft.tree and (line, column) > end_of(key.was)):
        return None
    return None if key.key == ITEMS and piece.template and items_of(piece.template) else key.key


def end_of(node: Node) -> tuple[int, int]:
    """Where the last of a value ends: line and column."""
    parts = node.items if isinstance(node, Sequence) else [part for pair in node.pairs for part in pair] if isinstance(node, Mapping) else []
    return max([node.span[2:], *map(end_of, parts)])
