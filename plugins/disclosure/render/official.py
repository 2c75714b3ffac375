"""Policy text set as official documents (公文) are, by GB/T 9704—2012: number and title centred, the addressee flush left, what is attached named
below the text, who signs and the date at the right.

Editors paste documents in many habits: with or without their title, with or without the signature, which may be one paragraph of two lines, or of one.
What the text has is marked and never said twice; what it lacks is told by the record.  Nothing of the text is left out or moved.
"""
import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from disclosure.model.fields import Date
from disclosure.model.policies import Policy
from disclosure.model.rare import Rare

DATE = r"(?:\d{4}|[一二三四五六七八九〇○零Ｏ]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
DAY = re.compile(rf"\s*{DATE}\s*")
SIGNED = re.compile(rf"(?P<by>.{{2,60}}?)(?:<br>\s*|[\s　]+)(?P<day>{DATE})\s*", re.S)
"""Who signs and the date in one paragraph."""
ONE = r"(?!特此|附件)[^。；：，？！、（）<>]{2,40}(?:（[盖公印代]章）)?"
NAME = Rare(rf"{ONE}(?:<br>\s*{ONE})*")
"""Who signs, several below one another."""
PARAGRAPH = re.compile(r"^<p>(.*?)</p>$", re.M | re.S)
HEADING = re.compile(r"\s*<(p|h\d)>(.*?)</\1>\n?", re.S)
BEFORE = re.compile(r"\s*<blockquote>.*?</blockquote>\n?", re.S)
"""A remark of the editor's that stands before the document."""
NOTE = re.compile(r"\s*<p>（[^<]*）</p>\s*\Z")
"""附注, which stands below the date."""
ADDRESSED = re.compile(r"(?!第.{1,6}条|附件)[^。；？！<]{2,200}[：:]\s*")
PASSED = re.compile(rf"<p>[（(]\s*{DATE}[^<]*[）)]</p>")
"""题注 of what a congress or an executive meeting has passed, in place of a signature."""


def official(html: Markup, policy: Policy | None = None, attached: str = "") -> Markup:
    """The HTML of a document's text with its parts marked: `no`, `ti`, `to`, `signed`.  Of a `policy` what its text does not say itself is added;
    `attached`: the paragraphs that name what is attached to it."""
    text = str(html)
    head, text = opening(text, policy)
    text, signed = closing(text)
    end = ""
    if policy:
        end = "" if re.search(r"^<(?:p|h\d)>附件", text, re.M) else str(attached).lstrip()
        if not signed and not PASSED.search(head + text[:400]):
            end += signature((unit.name for unit in dict.fromkeys((*policy.issuers, *policy.joint))), told(policy.written))
    notes = ""
    while found := NOTE.search(text):
        text, notes = text[:found.start()] + "\n", found[0].strip() + "\n" + notes
    return Markup(head + text + end + notes)


def opening(text: str, policy: Policy | None) -> tuple[str, str]:
    """(what stands above the text, the text): number, title, whom it is addressed to."""
    before = BEFORE.match(text)
    parts, text = [before[0] if before else ""], text[before.end() if before else 0:]
    wanted = {bare(policy.document_number or ""): "no", bare(policy.title): "ti"} if policy else {}
    wanted.pop("", None)
    said = {}
    while (found := HEADING.match(text)) and (part := wanted.get(bare(re.sub(r"<[^>]+>", "", found[2])))) and part not in said:
        said[part] = found[2]
        text = text[found.end():]
    if policy:
        said = {"no": escape(policy.document_number or ""), "ti": escape(policy.title)} | said
    parts += [f'<p class="{part}">{said[part]}</p>\n' for part in ("no", "ti") if said.get(part)]
    if (found := HEADING.match(text)) and found[1] == "p" and ADDRESSED.fullmatch(found[2]) and "如下" not in found[2]:
        parts.append(f'<p class="to">{found[2]}</p>\n')
        text = text[found.end():]
    return "".join(parts), text


def closing(text: str) -> tuple[str, bool]:
    """The text with its signatures marked (what is passed on has its own), and whether it has one.  An annex may follow it."""
    paragraphs, parts, done = list(PARAGRAPH.finditer(text)), [], 0
    for at, found in enumerate(paragraphs):
        if (both := SIGNED.fullmatch(found[1])) and NAME.fullmatch(both["by"].strip()):
            first, names, day = at, [both["by"].strip()], both["day"]
        elif DAY.fullmatch(found[1]):
            first, day = at, found[1]
            while first and NAME.fullmatch(paragraphs[first - 1][1]) and not text[paragraphs[first - 1].end():paragraphs[first].start()].strip():
                first -= 1
            names = [one[1] for one in paragraphs[first:at]]
            if not at:
                continue  # below the title it says when something was passed
        else:
            continue
        parts += [text[done:paragraphs[first].start()], signature(map(Markup, names), day).rstrip()]
        done = found.end()
    return "".join(parts) + text[done:], bool(done)


def signature(names: Iterable[str], day: str) -> str:
    return '<div class="signed">' + "".join(f"<p>{escape(name)}</p>" for name in names) + f"<p>{day.strip()}</p></div>\n"


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def told(day: Date) -> str:
    return "".join(f"{int(number)}{unit}" for number, unit in zip(day.split("-"), "年月日", strict=False))
