"""A text as its readers get it: escapes and entities read, inline tags and marks gone, entries of a list beside each other; and where all that was typed."""
import re
from bisect import bisect_right
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

INLINE = "a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
D = "0-9０-９"
MARK = (rf"</?(?:{INLINE})(?:[\s/][^<>]{{0,200}})?>|<br[ ]{{0,9}}/?>|<!--(?:[^-]|-(?!->)){{0,200}}-->|&#?[0-9A-Za-z]{{1,31}};|(?:%3[0-9]){{3,40}}"
        rf"|(?<=[{D}>;])(?:\*{{1,3}}|_{{1,3}}|`{{1,2}}|~~)(?=[{D}<&])")
ESCAPE = r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\n[ ]*|[0abtnvfreNLP_ \"/\\])"
ENTRY = rf"(?<=[{D}])[\"']?[ ]*(?:\n *-|,) +[\"']?(?=[{D}])"
POINT = rf"(?<=[{D}])[ ]*\n *[-*+] +(?=[{D}])"
PLAIN_ESCAPE = r"\\(?=[!-/:-@\[-`{-~])"
YAML, MARKDOWN, FRONT = (re.compile("|".join(parts)) for parts in ((ESCAPE, MARK, ENTRY), (MARK, POINT, PLAIN_ESCAPE), (ESCAPE, MARK)))
LISTED = re.compile(rf"\n *- +[\"']?[{D}]"), re.compile(rf",(?<=[{D}\"'],) +[\"']?[{D}]")
LISTED_POINTS = (re.compile(rf"[{D}] *\n *[-*+] +[{D}]"),)
SIGN, SIGN_OR_ENTRY = re.compile(r"[\\<&*`~_%]"), re.compile(r"[\\<&*`~_%,\n\"' ]")
"""What a sign begins with: re looks fast for one of a few characters."""
LETTERS = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", "N": "\x85", "L": "\u2028", "P": "\u2029", "_": "\u00a0"}


class Shown(NamedTuple):
    """A text, and from where on it was typed elsewhere: positions in it, rising, and those in what was typed."""

    text: str
    here: tuple[int, ...] = (0,)
    typed: tuple[int, ...] = (0,)

    def origin(self, at: int) -> int:
        """Where a position was typed."""
        step = bisect_right(self.here, at) - 1
        return self.typed[step] + at - self.here[step]


def shown(file: str, text: str) -> Shown:
    """Files that say nothing otherwise than it is typed are only looked at for the signs of it."""
    yaml = file.endswith((".yml", ".yaml"))
    if not yaml and not file.endswith((".md", ".markdown")):
        return Shown(text)
    listing = any(entry.search(text) for entry in (LISTED if yaml else LISTED_POINTS))
    if not listing and not any(sign in text for sign in ("\\", "&", "<", "*", "`", "~~", "_", "%3")):
        return Shown(text)
    front = text.find("\n---", 3) if not yaml and text.startswith("---") else -1
    parts, here, typed, length, last = [], [0], [0], 0, 0
    for pattern, start, end in ((YAML, 0, len(text)),) if yaml else ((FRONT, 0, max(front, 0)), (MARKDOWN, max(front, 0), len(text))):
        for sign in (SIGN_OR_ENTRY if listing else SIGN).finditer(text, start, end):
            if sign.start() < last or not (found := pattern.match(text, sign.start(), end)) or (told := said(found[0], text, found.start(), yaml)) == found[0]:
                continue
            before = text[last:found.start()]
            parts += before, told
            length += len(before)
            here += [length, length + len(told)] if told else [length]
            typed += [found.start(), found.end()] if told else [found.end()]
            length += len(told)
            last = found.end()
    parts.append(text[last:])
    return Shown("".join(parts), tuple(here), tuple(typed))


def said(sign: str, text: str, at: int, yaml: bool) -> str:
    """What a sign stands for."""
    if sign[0] == "&":
        return unescape(sign)
    if sign[0] == "\\" and len(sign) > 1:
        if sign[1] in "xuU":
            code = int(sign[2:], 16)
            return chr(code) if code < 0x110000 else sign
        return "" if sign[1] == "\n" else LETTERS.get(sign[1], sign[1])
    if sign[0] == "%":
        return unquote(sign)
    if sign[0] == "<":  # what such a mark holds is shown as it is typed, or read aloud: it may hold a number itself
        return sign if sum(map(str.isdigit, sign)) >= 8 else " " if sign.startswith("<br") else ""
    if sign[0] in "\\*_`~":
        return ""
    if not yaml:
        return " "
    return " " if "\n" in sign or listed(text[max(0, at - 400):at]) else sign


def listed(before: str) -> bool:
    """Whether a comma after this separates the entries of a list in [ ]."""
    return before.rfind("[") > before.rfind("]")
