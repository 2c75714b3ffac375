"""Hand-written pages (content/*.md) in forms: their head field by field, their text as Markdown.  Lines that are not changed stay as they were typed."""
import re
from pathlib import Path
from typing import Any

from disclosure.model.fields import MarkdownText, field
from disclosure.model.pages import PageHead
from disclosure.read.pages import head_rows
from disclosure.write.draft import Draft
from disclosure.write.source import BOM, ENDS
from disclosure.write.style import Unwritable

TEXT = "正文"
FENCE, LINE_ENDS = "---", "\r\n"
HEADING = re.compile(r"^# +(.+?) *#* *$", re.M)


class Page(PageHead):
    """A hand-written page as its form has it."""

    text: str = field(TEXT, MarkdownText(), required=True, about="网页的正文（Markdown）：第一行用 # 写标题，空一行分段，- 列条目。", example="# 关于本专题")


class Sheet:
    """The parts of a page's file: what is before the head's fields, these, and the text behind them."""

    def __init__(self, data: bytes) -> None:
        """Raises Unwritable for what is no text."""
        try:
            typed = data.decode("utf-8")
        except UnicodeDecodeError:
            raise Unwritable("这个文件不是 UTF-8 编码的，编辑台不改它。请用记事本打开，另存为 UTF-8") from None
        self.rows = re.split(r"(?<=\n)|(?<=\r)(?!\n)", typed)
        ends = ENDS.findall(typed)
        self.end = max(("\n", "\r\n", "\r"), key=ends.count)
        wrong: list[str] = []
        plain = [ENDS.sub("", row) for row in self.rows]
        plain[0] = plain[0].removeprefix(BOM)
        first, last = head_rows(plain, lambda rule, span, message, hint: wrong.append(message))
        if wrong:
            raise Unwritable(f"{wrong[0]}。请先照检查说的改好")
        self.first, self.last = first, last

    @property
    def head(self) -> str:
        """The lines between the two of ---."""
        return "".join(self.rows[self.first + 1:self.last - 1]) if self.last else ""

    @property
    def body(self) -> str:
        return "".join(self.rows[self.last:])

    def draft(self) -> Draft | None:
        """The head's fields; None where it has none."""
        return Draft(Path("x"), "content/x", self.head.encode()) if re.sub(r"(?m)^\s*#.*", "", self.head).strip() else None

    def values(self) -> dict[str, Any]:
        """What the page says, by the keys of its form."""
        draft = self.draft()
        text = ENDS.sub("\n", self.body).removeprefix(BOM).strip("\n")
        return {**(draft.values if draft else {}), TEXT: text}

    def key_at(self, line: int) -> str:
        """The field that a line of the file, from 1, belongs to."""
        if line > self.last:
            return TEXT
        draft = self.draft()
        keys = [pair.key for pair in draft.tree.pairs if pair.at.span[0] + self.first + 1 <= line] if draft else []
        return keys[-1] if keys else ""

    def changed(self, changes: dict[str, Any]) -> bytes:
        """The file with other values; None takes one away.  Raises Unwritable."""
        if any(value is not None and not isinstance(value, str) for value in changes.values()):
            raise Unwritable("页头的字段只能是一行字")
        head = self.head_with({key: value for key, value in changes.items() if key != TEXT})
        body = self.text_of(changes[TEXT] or "") if TEXT in changes else self.body
        if head and self.last:
            return "".join([*self.rows[:self.first + 1], head, self.rows[self.last - 1], body]).encode()
        if head:
            bom = BOM if body.startswith(BOM) else ""
            return f"{bom}{FENCE}{self.end}{head}{FENCE}{self.end}{self.end}{body.removeprefix(BOM).lstrip(LINE_ENDS)}".encode()
        return ("".join(self.rows[:self.first]) + body.lstrip(LINE_ENDS) if self.last else body).encode()

    def head_with(self, changes: dict[str, Any]) -> str:
        """The lines of the head with other fields; "" where none is left."""
        wanted = {**(self.values() if self.draft() else {}), **changes}
        if not any(value for key, value in wanted.items() if key != TEXT):
            return ""
        draft = self.draft()
        if draft is None:  # a key to begin with
            draft = Draft(Path("x"), "content/x", f"{next(key for key, value in changes.items() if value)}: x\n".encode())
        for key, value in sorted(changes.items(), key=lambda pair: not pair[1]):  # what comes before what goes: it is never empty
            draft.set(None, key, value)
        head = ENDS.sub(lambda found: self.end, draft.text)
        return head if not head or head.endswith(self.end) else head + self.end

    def text_of(self, text: str) -> str:
        """A text as the file has texts: its line ends, and the empty lines around it."""
        old = self.body
        core = old.removeprefix(BOM).strip(LINE_ENDS)
        lead = old[:old.index(core)] if core else old
        tail = old[len(lead) + len(core):]
        if not core:
            lead, tail = (self.end if self.last else ""), self.end
        return lead + text.strip("\n").replace("\n", self.end) + tail


def title_of(text: str, path: str) -> str:
    """What a page is called in a list."""
    found = HEADING.search(text)
    return found[1] if found else Path(path).stem


def new(values: dict[str, Any]) -> bytes:
    """The file of a page that is new."""
    return Sheet(b"").changed(values)
