"""How wide a text is and where it breaks, computed without a browser. Widths are in px of the drawing."""

import unicodedata
from functools import lru_cache

#: Chromium and others put this much (em) between a Han character and a Latin letter or figure.
AUTOSPACE = 0.125
#: Characters that never begin a line, and characters that never end one (GB/T 15834, CLREQ).
NOT_FIRST = set("，。、；：？！）》〉】」』〕％…—·,.;:?!)]}%")
NOT_LAST = set("（《〈【「『〔([{")


@lru_cache(8192)
def _wide(char):
    """True for Han and full-width characters, None for marks that take no room."""
    return None if unicodedata.combining(char) else unicodedata.east_asian_width(char) in "WFA"


@lru_cache(8192)
def width(text, size):
    """Width of one line at the font size `size`: a Han or full-width character is one em, ASCII 0.6 em."""
    total, before = 0.0, None
    for char in text:
        wide = _wide(char)
        if wide is None:
            continue
        total += 1.0 if wide else 0.6
        if before is not None and wide != before and not char.isspace():
            total += AUTOSPACE
        before = wide
    return total * size


def _pieces(text):
    """The text cut where a line may break: between Han characters, never inside a number or a Latin word."""
    pieces = []
    for char in text:
        last = pieces[-1][-1] if pieces else ""
        glued = last and (
            char in NOT_FIRST
            or last in NOT_LAST
            or char.isspace()
            or unicodedata.combining(char)
            or (not _wide(char) and not _wide(last) and not last.isspace())
        )
        if glued:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _fill(pieces, size, room, indent):
    """Greedy lines no wider than `room`; the first one loses `indent` px. A piece wider than a line is cut."""
    lines, line = [], ""
    for piece in pieces:
        free = room - (0 if lines else indent)
        if line and width((line + piece).rstrip(), size) > free:
            lines.append(line.rstrip())
            line, free = "", room
        while width(piece.rstrip(), size) > free and len(piece) > 1:
            cut = 1
            while cut < len(piece) - 1 and width(line + piece[: cut + 1], size) <= free:
                cut += 1
            lines.append(line + piece[:cut])
            line, piece, free = "", piece[cut:], room
        line += piece
    return lines + [line.rstrip()] if line.strip() or not lines else lines


@lru_cache(4096)
def wrap(text, size, room, indent=0.0):
    """Lines of about equal length, as few as fit `room` px; `indent` px of the first line are taken already."""
    text = " ".join(text.split())
    if width(text, size) + indent <= room:
        return (text,)
    pieces = _pieces(text)
    best = _fill(pieces, size, room, indent)
    low, high = max(room / 3, (width(text, size) + indent) / len(best)), room
    while high - low > 5:  # the narrowest measure with as many lines: no last line of one character
        middle = (low + high) / 2
        lines = _fill(pieces, size, middle, indent)
        if len(lines) <= len(best) and max(width(line, size) for line in lines) <= room:
            best, high = lines, middle
        else:
            low = middle
    return tuple(best)


def limit_text(limit):
    """What a box says of a time limit: durations read 限…, a text that says more stays as it is."""
    if not limit or not limit.strip():
        return None
    limit = " ".join(limit.split())
    if limit.startswith("限"):
        return limit
    units = ("工作日", "日", "天", "月", "年", "小时", "周", "分钟", "星期")
    body = limit.removesuffix("以内").removesuffix("之内").removesuffix("内")
    counted = body[:1].isdigit() or body[:1] in "一二三四五六七八九十半两"
    return "限" + limit if limit in ("当日", "当天", "即时", "当场", "次日") or (counted and body.endswith(units)) else limit
