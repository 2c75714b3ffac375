"""Cells and columns of ticks in which words of a closed list are chosen: 公开方式, 公开层级, 五公开, 公开对象."""
import re
from collections.abc import Iterable

from disclosure.read.heads import level, with_villages
from disclosure.read.standard_form import EVERYONE, SPECIFIC, YES, option
from disclosure.tables.cells.boxes import boxes, mark_before, ticked
from disclosure.tables.cells.reading import Reading
from disclosure.tables.cells.text import tight

APART = re.compile(r"[、，,；;/\s]+|和|或|及|以及")
BLANK_GROUP = re.compile(r"^[（(]?[\s_＿]*(?:请写明)?[\s_＿]*[)）]?$")
ELSEWHERE = {"主动公开", "依申请公开", "主动", "依申请", "长期公开", "政府网站"}
"""Words of other columns."""
BEHIND = "记号写在了字的后面，或者有的没有记号，看不出选了哪一个"
WITH_VILLAGES = "乡、村级记作乡级"
NAMED_GROUP = re.compile(rf"^{SPECIFIC.pattern}(?:[（(]\s*请写明\s*[）)])?[：:\s]*")


def words(text: str, options: tuple[str, ...], levels: bool = False) -> Reading:
    """A cell that says which of the options hold, in words or with boxes."""
    out = Reading()
    text = text.strip()
    whole = re.sub(r"\s*\n\s*", "", text)
    if "\n" in text and all(meant(part, options, levels) for part in APART.split(whole) if part):
        text = whole
        out.mended.append("断行")
    known = {*options, *(o[:2] for o in options), *(o.removesuffix("公开") for o in options), *(f"{o}公开" for o in options)}
    if levels:
        known |= {"县级", "区级", "市级", "乡级", "镇级", "街道", "村级", "社区", "乡镇", "县", "区", "市", "乡", "镇", "村"}
    found = boxes(text, known)
    if found and found.unknown:
        return Reading.nothing("T412", f"选择框的记号“{found.unknown}”认不出" + (f"，别的选项前是“{'、'.join(sorted(found.no | found.yes))}”" if found.no | found.yes else ""))
    if found and len(found.yes) > 1:
        return Reading.nothing("T415", f"一个格子里有两种选中的记号：{'、'.join(sorted(found.yes))}")
    if found and not found.chosen:
        return Reading.nothing("T413")
    if found and "" in found.chosen:  # a mark behind the word
        if len(found.chosen) > 1 or found.left or meant(found.before, options, levels) is None:
            return Reading.nothing("T412", BEHIND)
        found = found._replace(chosen=[found.before])
    elif found and not found.no and any(meant(part, options, levels) for part in APART.split(found.before) if part):
        return Reading.nothing("T412", BEHIND)
    elif found and not found.no and any(len([part for part in one.split() if meant(part, options, levels)]) > 1 for one in found.chosen):
        return Reading.nothing("T412", BEHIND)  # √主动 依申请: of what has no mark nobody knows
    said = found.chosen if found else [text]
    if found:
        out.mended.append("选择框")
    values: list[str] = []
    for one in said:
        whole = meant(one, options, levels) if not (levels and "、" in one and not re.search(r"[乡镇].*、.*村级$", one)) else None
        parts = [one] if whole else [part for part in APART.split(one) if part]
        for part in parts:
            right = meant(part, options, levels)
            if right is None:
                out.doubt("T421", f"“{part}”不是这里能写的，能写的是：{'、'.join(options)}")
            elif right not in values:
                values.append(right)
                if levels and with_villages(part):
                    out.mended.append(WITH_VILLAGES)
    unknown = [said for _, said, _ in out.doubts]
    if unknown and not values:
        out.value = [tight(text)]
    else:
        out.value = values or None
    return out


def meant(word: str, options: tuple[str, ...], levels: bool) -> str | None:
    """The option that a word means."""
    word = re.sub(r"\s", "", word)
    if levels:
        found = level(word)
        return found if found in options else "县级" if found == "市级" and "县级" in options else None
    if word.endswith("公开") and word[:-2] in options:
        return word[:-2]
    return option(word, options)


def ticks(cells: list[tuple[str, str]], fits: set[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Of columns of ticks, as (option, text): the options that are ticked, and what is neither tick nor empty.

    `fits`: words that say the same as a tick below their own heading.
    """
    chosen, odd = [], []
    for name, text in cells:
        on = ticked(text)
        if on is None and (re.sub(r"\s", "", text) in fits or level(text) == name):
            on = True
        if on is None:
            odd.append((name, text))
        elif on and name not in chosen:
            chosen.append(name)
    return chosen, odd


def other_ticks(texts: Iterable[str]) -> list[str]:
    """The mending of cells that are ticked in another way than with √, as 是, 1, V or ✓."""
    return ["勾的写法（是、1、V、✓ 等）"] if any(ticked(text) and re.sub(r"\s", "", text) != "√" for text in texts) else []


def audience_ticks(everyone: str | None, group: str | None) -> Reading:
    """The two columns 全社会 and 特定群体; None for a column that the table does not have."""
    whole = ticked(everyone or "")
    if whole is None and EVERYONE.fullmatch(re.sub(r"\s", "", everyone or "")):
        whole = True
    if whole is None:
        return Reading.nothing("T412", f"“全社会”下面的“{(everyone or '').strip()[:20]}”认不出是选了还是没有选")
    text = (group or "").strip()
    chosen, who = mark_before(text)
    plain = ticked(text)
    named = group_named(who) if plain is None else ""
    some = plain is True or chosen is True or (chosen is None and bool(named))
    if plain is None and chosen is None and not named:
        some = bool(text) and not BLANK_GROUP.match(text)
    if whole and some:
        return Reading.nothing("T418", "“全社会”和“特定群体”都选了")
    if whole:
        return Reading("全社会")
    if not some:
        return Reading.nothing("T418", "“全社会”和“特定群体”都没有选")
    if not named:
        return Reading.nothing("T419")
    if re.match(r"[?？\ufffd]", named):
        return Reading.nothing("T412", f"“特定群体”下面的“{named[:20]}”认不出是选了还是没有选")
    return Reading({"特定群体": named})


def group_named(text: str) -> str:
    """Who is meant, without the words and brackets of the form."""
    text = "".join(part.strip() for part in text.split("\n"))
    text = NAMED_GROUP.sub("", tight(text).strip())
    if found := re.fullmatch(r"[（(]\s*([^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*)\s*[）)]", text):
        text = found[1].strip()
    text = re.sub(rf"\s*[{YES}]$", "", text)
    return "" if BLANK_GROUP.match(text) else text


def audience(text: str) -> Reading:
    """A cell of 公开对象 in words or with boxes."""
    out = Reading()
    text = text.strip()
    found = boxes(text, ("全社会", "社会公众", "特定"))
    if found:
        if found.unknown:
            return Reading.nothing("T412", f"选择框的记号“{found.unknown}”认不出")
        if len(found.yes) > 1:
            return Reading.nothing("T415", f"一个格子里有两种选中的记号：{'、'.join(sorted(found.yes))}")
        if not found.no and EVERYONE.fullmatch(re.sub(r"\s", "", found.before)):
            return Reading.nothing("T412", BEHIND)
        if len(found.chosen) != 1:
            return Reading.nothing("T418", f"“全社会”和“特定群体”{'都选了' if found.chosen else '都没有选'}")
        out.mended.append("选择框")
    chosen = found.chosen[0] if found else text
    plain = re.sub(r"\s", "", chosen)
    if plain == "全社会" or EVERYONE.fullmatch(plain):
        return Reading("全社会", mended=out.mended)
    if "全社会" in plain or len(parts := [part for part in re.split(r"[、，,；;/]", plain) if part]) > 1 and any(map(EVERYONE.fullmatch, parts)):
        return Reading.nothing("T418", "“全社会”和特定群体写在了一起")
    group = group_named(chosen)
    if not group or SPECIFIC.fullmatch(re.sub(r"[（）()\s]", "", group)):
        return Reading.nothing("T419")
    out.value = {"特定群体": group}
    if group in ELSEWHERE or level(group):
        out.doubt("T421", f"“{group}”不像公开对象", "核对列没有错位")
    return out
