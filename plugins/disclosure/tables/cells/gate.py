"""What of a cell must not be published: numbers of persons, signs of secrets.  By the rules of the gate; nothing of it is repeated."""
from disclosure.model.county import County
from disclosure.model.company import Heading, Known
from disclosure.model.numbers import personal_numbers
from disclosure.model.said import said
from disclosure.read.law import law
from disclosure.rules.gate import bare

HELD = "（这里有不能公开的内容，不重复写出）"


class Gate:
    """`allowed`: numbers that a county lets pass (允许号码)."""

    def __init__(self, county: County | None) -> None:
        today = county.as_of if county else None
        self.known = Known(today.day if today else None, (county.division or "") if county else "")
        self.allowed = {bare(entry.number) for entry in county.allowed_numbers if not entry.until or entry.until >= today[:len(entry.until)]} if county and today else set()
        self.signs = law().secrets.blocked
        self.seen: dict[tuple[str, str], str] = {}

    def found(self, text: str, head: str = "") -> str:
        """What sort of thing stands in a text that must not be published; "" for nothing."""
        if len(text) < 2:
            return ""
        key = (text, head)
        if key not in self.seen:
            self.seen[key] = self.look(text, head)
        return self.seen[key]

    def look(self, text: str, head: str) -> str:
        for number in personal_numbers(text, self.known, lambda at: Heading(head)) if any(c.isdigit() for c in text) else ():
            if bare(number.digits) not in self.allowed:
                return number.kind
        for sign in self.signs:
            if said(text, sign.words) and any(pattern.search(text) for pattern in sign.patterns):
                return "密级标志"
        return ""

    def safe(self, text: str, head: str = "") -> str:
        """A text as a report may show it."""
        return HELD if self.found(text, head) else text
