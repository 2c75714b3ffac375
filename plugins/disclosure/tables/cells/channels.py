"""Cells of 公开渠道和载体: boxes in all their forms, names in a row, addresses behind them."""
import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from disclosure.read.standard_form import folded
from disclosure.tables.cells import choices
from disclosure.tables.cells.boxes import FIGURES, Boxes, boxes, ticked
from disclosure.tables.cells.reading import Reading
from disclosure.tables.cells.text import BULLET, MARKS, numbered_lines, tight

ADDRESS = re.compile(r"[（(]?\s*(?:https?://|www\.)[!-'*-;=?-~]+\s*[）)]?", re.I)
APART = re.compile(r"[、，,；;\n]+(?![^（(]*[）)])")
OTHER = re.compile(r"其他|其它|请写明")
ALIKE = 0.75
"""From this likeness on an unknown name may be a slip for a known one: 广播电台, 广播电视."""
NO_CHANNEL = re.compile(r"(?:全部|所有|各类|各种|相关|以上|上述)?(?:公开)?(?:渠道|载体|平台|方式)[及和]?(?:载体)?|详见.*|见附.*|查看.*|点击.*|无|不限|等")
FILLED = re.compile(r"^(?:其他|其它|请写明)\s*(?:[（(]\s*请写明\s*[）)]|请写明)?\s*[：:\s_＿—-]*")
EMPTY = re.compile(r"[\s_＿（()）：:，,。…—-]*(?:请写明)?[\s_＿（()）]*")


class Channels:
    """The channels of a county: by every way of writing them, folded; `county`: its names, which stand before channels of its own."""

    def __init__(self, known: dict[str, str], county: tuple[str, ...]) -> None:
        self.known = {squeezed(way): name for way, name in known.items()}
        self.county = tuple(dict.fromkeys(way for name in filter(None, (*county, "县", "本县", "市", "区")) for way in (name, f"{name}人民")))
        self.names = list(dict.fromkeys(known.values()))
        self.ways = sorted(self.known, key=len, reverse=True)
        self.spellings = sorted({*self.known, *(way.replace("(", "（").replace(")", "）") for way in self.known)} | {"其它"}, key=len, reverse=True)
        self.begins = list(dict.fromkeys(map(squeezed, self.spellings)))

    def name(self, said: str) -> str | None:
        """The channel that a text names; the county's name before it, and a filler behind it, do not count."""
        flat = re.sub(r"(?<=..)等?[。.；;]*$", "", squeezed(said))
        for prefix in ("", *self.county):
            if prefix and not flat.startswith(prefix):
                continue
            rest = flat[len(prefix):]
            if rest in self.known:
                return self.known[rest]
            way = next((w for w in self.ways if rest.startswith(w)), None)
            if way and re.fullmatch(r"\((?:电子屏|请写明|宣传|纸质载体|[_ ]*)\)|宣传|、电子屏|[：:_]+", rest[len(way):]):
                return self.known[way]
        return None

    def nearly(self, said: str) -> str | None:
        """A channel that is spelt nearly like that."""
        flat = squeezed(said)
        if whole := next((way for way in self.ways if "/" in way and flat in part_names(way)), None):
            return self.known[whole]
        best = max(self.ways, key=lambda way: SequenceMatcher(None, flat, way).ratio(), default=None)
        return self.known[best] if best and len(flat) > 2 and SequenceMatcher(None, flat, best).ratio() >= ALIKE else None

    def read(self, text: str) -> Reading:
        """A cell: the channels chosen in it."""
        out = Reading()
        text = text.translate(FIGURES)
        bare = ADDRESS.sub("", text)
        if bare != text:
            out.doubt("T417", f"网址“{ADDRESS.search(text)[0].strip('（()） ')[:60]}”没有导入")
        text = bare.strip()
        if not text:
            return out
        found = boxes(self.joined(text), self.spellings)
        if found is None or self.bullets(found):
            return self.row(text, out)
        if found.unknown:
            others = "、".join(f"“{sign}”" for sign in sorted(found.no | found.yes))
            return Reading.nothing("T412", f"选择框的记号“{found.unknown}”认不出" + (f"，别的选项前是{others}" if others else ""))
        if len(found.yes) > 1:
            return Reading.nothing("T415", f"一个格子里有两种选中的记号：{'、'.join(sorted(found.yes))}")
        if not found.chosen:
            return Reading.nothing("T413")
        if not found.no and found.before and any(map(self.name, found.before.split())):
            return Reading.nothing("T412", "记号写在了字的后面，或者有的前面没有，看不出选了哪些")
        out.mended.append("选择框")
        return self.chosen(found, out)

    def ticked(self, columns: Iterable[tuple[str, str, str]]) -> Reading:
        """Columns that stand for a channel each, as (channel, heading, cell): those of the form, others by what stands over them; below 其他 what is meant."""
        columns = list(columns)
        out = Reading(mended=choices.other_ticks(text for _, _, text in columns))
        values: list = []
        for name, head, text in columns:
            on = ticked(text)
            if on is None and name != "其他":
                return Reading.nothing("T421", f"“{head}”下面的“{text.strip()[:20]}”认不出是选了还是没有选")
            if on is not False:
                said = self.read(name if on else f"其他：{text}")
                out.doubts += said.doubts
                for value in said.value or ():
                    add(values, value)
        out.value = values
        return out if values else Reading.nothing("T413")

    def bullets(self, found: Boxes) -> bool:
        """Whether the marks are those of a list, not of boxes: all alike, before every channel."""
        return not found.no and found.yes <= set(BULLET) and len(found.chosen) >= len(self.names) - 1

    def joined(self, text: str) -> str:
        """The lines of a cell, broken words mended: a line that begins with no mark and no name goes on with the one above."""
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        out = lines[:1]
        for line in lines[1:]:
            whole = squeezed(re.split(r"[\s□☐]", out[-1])[-1] + line.split(" ")[0])
            if out[-1].endswith("其") and line.startswith("他") or any(way in whole and way not in squeezed(out[-1]) and way not in squeezed(line) for way in self.ways if len(way) > 2):
                out[-1] += line
            else:
                out.append(line)
        return "\n".join(tight_names(line) for line in out)

    def chosen(self, found: Boxes, out: Reading) -> Reading:
        """The names behind chosen boxes."""
        values: list = []
        both = bool(found.no)
        for said in ([found.before] if found.before and not both else []) + found.chosen:
            for value in self.one(said, both, out):
                if value not in values:
                    values.append(value)
        if any(code == "T412" for code, *_ in out.doubts):
            return Reading(None, [d for d in out.doubts if d[0] == "T412"])
        if found.before and both and (self.name(found.before) or len(found.before) > 1):
            return Reading.nothing("T412", f"“{found.before[:20]}”前面没有记号，看不出选了没有")
        for said in found.left:  # a name without a mark of its own behind one that is not chosen
            behind = self.unmarked(said)
            if behind and not (OTHER.match(behind) and EMPTY.fullmatch(FILLED.sub("", behind))) and (self.name(behind) or OTHER.match(behind)):
                return Reading.nothing("T412", f"“{behind[:20]}”前面没有记号，看不出选了没有")
        out.value = values
        return out

    def unmarked(self, said: str) -> str:
        """What stands behind a channel's name where another mark was to be expected."""
        flat = said.strip()
        bare = squeezed(flat)
        way = next((way for way in self.begins if bare.startswith(way)), None)
        if way is None:
            return ""
        at = next((n for n in range(1, len(flat) + 1) if squeezed(flat[:n]) == way), 0)
        return flat[at:].strip(" \u3000\n、，,；;")

    def one(self, said: str, both: bool, out: Reading) -> list:
        """What stands behind one chosen box: mostly one name, sometimes several."""
        said = said.strip()
        for mark in MARKS:  # ■1.政府网站
            said = mark.sub("", said, count=1) if mark.match(said) else said
        if not said:
            out.doubt("T412", "选中的框后面没有字")
            return []
        if (name := self.name(said)) is not None:
            return [name]
        if OTHER.match(said):
            return [self.other(said)]
        behind = self.unmarked(said)
        if behind and not re.match(r"[（(：:]", behind):
            first = said[:len(said) - len(behind)]
            if OTHER.match(behind):
                rest = FILLED.sub("", behind)
                if EMPTY.fullmatch(rest):
                    return self.one(first.rstrip(" \u3000\n、，,；;"), both, out)  # the box before 其他 was lost
                out.doubt("T412", f"“{behind[:20]}”前面没有记号，看不出选了没有")
                return []
            if self.name(behind) or any(self.name(part) for part in behind.split()):
                if both or not re.search(r"[、，,；;]\s*$", first):
                    out.doubt("T412", f"“{behind[:20]}”前面没有记号，看不出选了没有")
                    return []
                return [*self.one(first.rstrip(" \u3000\n、，,；;"), both, out), *self.one(behind, both, out)]
        parts = [piece for part in APART.split(said) if part.strip() for piece in self.slashed(part.strip())]
        if len(parts) > 1:
            return [value for part in parts for value in self.one(part, both, out)]
        if behind and (note := re.fullmatch(r"[（(：:]\s*(.*?)\s*[）)]?", behind, re.S)):
            name = self.name(said[:len(said) - len(behind)].strip())
            if name and (EMPTY.fullmatch(note[1]) or name in note[1] or any(note[1].startswith(c) for c in self.county)):
                return [name]
            if name:
                out.doubt("T416", f"“{name}”后面的“{note[1][:30]}”没有写进去", "要保留的，写成 {其他: …}，或者写在备注里")
                return [name]
        return [self.unlisted(said, out)]

    def other(self, said: str):
        """What is written behind 其他."""
        rest = FILLED.sub("", said).strip()
        rest = re.sub(r"^[（(]\s*(?:请写明[：:]?)?\s*(.*?)\s*[）)]$", r"\1", rest, flags=re.S).strip(" ：:_＿")
        return "其他" if EMPTY.fullmatch(rest) else {"其他": tight(rest.replace("\n", ""))}

    def unlisted(self, said: str, out: Reading):
        """A name that the county's list does not have."""
        said = tight(re.sub(r"\s*\n\s*", "", said)).strip(" 、，,；;。")
        if NO_CHANNEL.fullmatch(said):
            out.doubt("T421", f"“{said}”不是渠道", "写出在哪里公开，例如政府网站、公开查阅点")
        elif inside := next((way for way in self.ways if len(way) > 3 and way in squeezed(said) and re.search(r"[\da-zA-Z【】\[\]|]", said)), None):
            out.doubt("T416", f"“{said[:30]}”里有“{self.known[inside]}”，整个记作了其他渠道", "一个渠道一行，或者用“、”分开")
        elif near := self.nearly(said):
            out.doubt("T416", f"“{said}”和“{near}”很像", f"就是“{near}”的，在表里改过来")
        return {"其他": said}

    def row(self, text: str, out: Reading) -> Reading:
        """A cell without boxes: names in a row, on lines, numbered, between separators."""
        values: list = []
        parts = []
        for line in numbered_lines(self.joined(text).split("\n"), out):
            for part in (part for entry in line for part in APART.split(entry)):
                part = re.sub(rf"^[{BULLET}\s]+", "", part).strip()
                for mark in MARKS:
                    part = mark.sub("", part, count=1) if mark.match(part) else part
                parts += self.slashed(part)
        for part in filter(None, parts):
            for one in ([part] if self.name(part) else self.numbered(part)):
                value = self.name(one) or (self.other(one) if OTHER.match(one) else None)
                if value is None and self.spaced(one):
                    for piece in one.split():
                        add(values, self.name(piece) or (self.other(piece) if OTHER.match(piece) else self.unlisted(piece, out)))
                    continue
                if value is None:
                    for found in self.one(one, False, out):
                        add(values, found)
                else:
                    add(values, value)
        if sum(isinstance(v, str) for v in values) >= max(len(self.names) - 1, 6) and len(self.names) > 6:
            return Reading.nothing("T414")
        out.value = values
        return out

    def numbered(self, part: str) -> list[str]:
        """1.政府网站2.两微一端, without blanks."""
        pieces = [p.strip() for p in re.split(r"(?:(?<=[\u3400-\u9fff）)])|\s)\s*(?:\d{1,2}[.．、]|[①-⑳])\s*", part) if p.strip()]
        return pieces or [part]

    def spaced(self, text: str) -> bool:
        """Whether blanks part names: one of them is known."""
        return len(text.split()) > 1 and any(self.name(piece) for piece in text.split())

    def slashed(self, part: str) -> list[str]:
        """Names with a slash between them, where the whole is none: all known, or known ones beside others and no name that holds a slash itself."""
        pieces = [p.strip() for p in re.split(r"[/／]", part) if p.strip()]
        if self.name(part) is not None or len(pieces) < 2:
            return [part]
        flat, known = squeezed(part), [bool(self.name(p)) for p in pieces]
        plain = not any("/" in way and way in flat for way in self.ways) and all(len(p) > 2 for p in pieces)
        return pieces if all(known) or (any(known) and plain) else [part]


def part_names(way: str) -> set[str]:
    """The parts of a channel that names several things with slashes between them; each of the first ones may take the last one's noun: 社区公示栏."""
    *others, last = re.sub(r"\(.*\)", "", way).split("/")
    noun = last[-3:] if len(last) > 3 else ""
    return {last, *others, *((noun, *(part + noun for part in others)) if noun else ())}


def add(values: list, value) -> None:
    if value not in values:
        values.append(value)


def squeezed(text: str) -> str:
    """A name for comparing: no blanks, brackets and slashes of one kind."""
    return re.sub(r"\s", "", folded(text)).replace("／", "/").replace("其它", "其他").replace("\u3000", "")


def tight_names(line: str) -> str:
    """A line in which blanks within words are closed: those that stand before a mark stay."""
    return re.sub(r"(?<=[\u3400-\u9fff])[ \u3000](?=[\u3400-\u9fff](?![\u3400-\u9fff]))", "", line) if re.search(r"(?<![\u3400-\u9fff])[\u3400-\u9fff][ \u3000][\u3400-\u9fff]", line) else line
