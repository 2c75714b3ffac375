"""site.css once more for browsers before Chromium 105: 86, 95 and 102 are the kernels of browsers that offices have.

One selector that a browser does not know costs it the whole rule, so the sheet says the same without `:is()`, `:where()`, lists in `:not()` and
logical shorthands; a selector with `:has()`, which has no other way of saying, goes alone and leaves the others of its rule.  modes.js loads it
after site.css where the browser asks for it; all others never do.
"""
import re

COMMENT = re.compile(r"/\*.*?\*/", re.S)
CHOICE = re.compile(r":(is|where)\(")
NONE_OF = re.compile(r":not\(")
SIGNS = re.compile("[(),]")
PAIRS = {pair: re.compile(f"[{re.escape(pair)}]") for pair in ("()", "{}")}
COMBINATOR = re.compile(r"\s*[>+~]\s*|\s+")
LOGICAL = re.compile(r"(?P<name>(?:padding|margin|border)-(?:inline|block)|inset(?:-inline|-block)?)\s*:\s*(?P<value>[^;}]+)")
SIDES = {"inline": ("left", "right"), "block": ("top", "bottom")}


def older_css(sheet: str) -> bytes:
    """The rules of `sheet`, which is written as ours are: no nesting but within `@media` and `@supports`."""
    return "".join(rules(COMMENT.sub("", sheet))).encode()


def rules(text: str) -> list[str]:
    found, at = [], 0
    while (opened := text.find("{", at)) >= 0:
        head, closed = text[at:opened].strip(), closing(text, opened, "{}")
        body = text[opened + 1:closed]
        if head.startswith(("@media", "@supports")):
            found.append(f"{head} {{\n{''.join(rules(body))}}}\n")
        elif head.startswith("@"):
            found.append(f"{head} {{{body}}}\n")
        elif selectors := [plain for selector in split(head) for plain in plainly(selector)]:
            found.append(f"{', '.join(selectors)} {{{LOGICAL.sub(sides, body)}}}\n")
        at = closed + 1
    return found


def closing(text: str, opened: int, pair: str = "()") -> int:
    """Where what opens at `opened` closes."""
    depth = 0
    for sign in PAIRS[pair].finditer(text, opened):
        depth += 1 if sign[0] == pair[0] else -1
        if not depth:
            return sign.start()
    raise ValueError(f"not closed: {text[opened:opened + 40]}")


def split(selectors: str) -> list[str]:
    """A list of selectors by the commas that stand in no parentheses."""
    parts, depth, start = [], 0, 0
    for sign in SIGNS.finditer(selectors):
        depth += (sign[0] == "(") - (sign[0] == ")")
        if sign[0] == "," and not depth:
            parts.append(selectors[start:sign.start()].strip())
            start = sign.end()
    return [*parts, selectors[start:].strip()]


def plainly(selector: str) -> list[str]:
    """The selectors that say the same as one with choices; none where there is no other way of saying it."""
    if ":has(" in selector:
        return []
    if found := NONE_OF.search(selector):
        closed = closing(selector, found.end() - 1)
        inside = [plain for each in split(selector[found.end():closed]) for plain in plainly(each)]
        if inside != [selector[found.end():closed]]:
            if any(COMBINATOR.search(each) for each in inside):
                return []
            return plainly(selector[:found.start()] + "".join(f"\0{each})" for each in inside) + selector[closed + 1:])
    if found := CHOICE.search(selector):
        closed = closing(selector, found.end() - 1)
        before, after = selector[:found.start()], selector[closed + 1:]
        chosen = (lowered(each) if found[1] == "where" else each for each in split(selector[found.end():closed]))
        return [plain for each in chosen for said in joined(before, each, after) for plain in plainly(said)]
    return [selector.replace("\0", ":not(")]


def lowered(selector: str) -> str:
    """What stands in `:where()` must not weigh more than a class: its ids become attributes."""
    return re.sub(r"#([\w-]+)", r'[id="\1"]', selector)


def joined(before: str, each: str, after: str) -> list[str]:
    """A selector with one choice taken: an element's name comes first in what it is part of, a longer choice is no part of anything."""
    here = re.split(r"[\s>+~](?![^(]*\))", before)[-1]
    if COMBINATOR.search(each) and (here or (after and not COMBINATOR.match(after))):
        return []  # behind a blank it stays as it is, for what stands before the blank is the page's root with us
    if here and re.match(r"[a-z*]", each):
        return [] if re.match(r"[a-z*]", here) else [before[:len(before) - len(here)] + each + here + after]
    return [before + each + after]


def sides(declared: re.Match[str]) -> str:
    """`padding-inline: 1px 2px` as left and right, `inset: 0` as its four sides."""
    name, values = declared["name"], parts(declared["value"])
    if name.startswith("border"):
        values = [declared["value"].strip()]
    if name == "inset":
        top, right, bottom, left = (values * 4)[:4] if len(values) in (1, 2, 4) else (*values, values[1])
        return f"top: {top}; right: {right}; bottom: {bottom}; left: {left}"
    stem, _, axis = name.rpartition("-")
    first, last = SIDES[axis]
    stem = "" if stem == "inset" else f"{stem}-"
    return f"{stem}{first}: {values[0]}; {stem}{last}: {values[-1]}"


def parts(value: str) -> list[str]:
    """The values of a declaration by the blanks that stand in no parentheses; `!important` is none of ours here."""
    found, depth, word = [], 0, ""
    for sign in value.strip() + " ":
        depth += (sign == "(") - (sign == ")")
        if sign.isspace() and not depth:
            found += [word] if word else []
            word = ""
        else:
            word += sign
    return found
