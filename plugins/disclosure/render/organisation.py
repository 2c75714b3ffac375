"""The chart of a leading body: who leads, who is in it, and its office; laid out by computation, real text, classes instead of colours.

Heads stand in rows above frames of members.  What would not fit into one row stands in a frame, too, so that no line ever runs across a box.
The office hangs at the right on a dashed line.  Measures are in px of the drawing.
"""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from math import ceil
from typing import NamedTuple

from disclosure.render.swimlane.text import width, wrap

WIDTH = 720
"""As wide as the column of text, so that nothing has to be moved sideways on a desk."""
EDGE, GAP = 1, 8
SIDE = 170
"""How much of the width the office takes with the room before it."""
HEAD_BOX, SMALL = 150, 5
"""How wide a head's box is, and how many members stand side by side."""
NAME, POST, TITLE, COUNT = 16, 14, 15, 34
LEAD = 1.35
"""The height of a line, in sizes of its letters."""
PAD = 8
BETWEEN = 48
"""From one row to the next: a bus below, the branch of the office, a bus above."""
MOST = 40
"""With more members than this the frames say how many there are; who they are says the table below."""


class Seat(NamedTuple):
    """Somebody in the chart: where from, as what, and the name where it is told."""

    unit: str
    post: str
    name: str = ""


class Body(NamedTuple):
    """What the chart shows.  `heads`: rows of (title, seats), the first above the others; `frames`: (title, seats); `office`: its lines, () where there is none."""

    title: str
    heads: tuple[tuple[str, tuple[Seat, ...]], ...]
    frames: tuple[tuple[str, tuple[Seat, ...]], ...]
    office: tuple[str, ...] = ()


class Line(NamedTuple):
    text: str
    size: int
    role: str
    x: float
    y: float
    """Of the base line; the text is centred on x."""


class Box(NamedTuple):
    """A rectangle with its text; `kind`: head, seat, frame or office."""

    kind: str
    x: float
    y: float
    w: float
    h: float
    lines: tuple[Line, ...] = ()

    @property
    def middle(self) -> float:
        return self.x + self.w / 2

    @property
    def bottom(self) -> float:
        return self.y + self.h


@dataclass
class Chart:
    """A finished layout: boxes, and lines from point to point, `dashed` those to the office."""

    width: float = WIDTH
    height: float = 0
    boxes: list[Box] = field(default_factory=list)
    lines: list[tuple[tuple[float, float], tuple[float, float]]] = field(default_factory=list)
    dashed: list[tuple[tuple[float, float], tuple[float, float]]] = field(default_factory=list)


Words = Sequence[tuple[str, int, str]]


def lines_in(words: Words, room: float) -> list[tuple[str, int, str]]:
    """The lines that texts make: (text, size, role)."""
    return [(line, size, role) for text, size, role in words if text for line in wrap(text, size, room)]


def tall(lines: Iterable[tuple[str, int, str]]) -> float:
    return sum(size * LEAD for _, size, _ in lines) + 2 * PAD


def filled(kind: str, x: float, y: float, w: float, h: float, lines: Iterable[tuple[str, int, str]], top: bool = False) -> Box:
    """A box with its lines in the middle, or at its top."""
    lines = list(lines)
    at = y + (PAD if top else (h - tall(lines)) / 2 + PAD)
    placed = []
    for text, size, role in lines:
        at += size * LEAD
        placed.append(Line(text, size, role, x + w / 2, at - size * (LEAD - 1) / 2 - size * .12))
    return Box(kind, x, y, w, h, tuple(placed))


def layout(body: Body) -> Chart:
    """The whole chart, the same for the same body."""
    chart = Chart()
    room = WIDTH - (SIDE if body.office else 0) - 2 * EDGE
    spine, y, above, branch = EDGE + room / 2, float(EDGE), [], None
    fit = int((room + GAP) // (HEAD_BOX + GAP))
    for title, seats in body.heads:
        if not seats:
            continue
        if above:
            y += BETWEEN
        placed = row(title, seats, spine, y) if len(seats) <= fit else frames(((title, seats),), room, y)
        chart.boxes += placed
        tops = [box for box in placed if box.kind in ("head", "frame")]
        join(chart, above, tops, spine)
        above, y = tops, max(box.bottom for box in tops)
        if branch is None:
            branch = y + BETWEEN / 2
    members = [(title, seats) for title, seats in body.frames if seats]
    if members:
        y += BETWEEN if above else 0
        placed = frames(members, room, y, numbers=sum(len(seats) for _, seats in members) > MOST)
        chart.boxes += placed
        tops = [box for box in placed if box.kind == "frame"]
        join(chart, above, tops, spine)
        y = max(box.bottom for box in tops)
    elif branch is not None and len(chart.boxes) and body.office and branch > y:
        stem(chart, above, spine, branch)
        y = branch
    if body.office:
        y = max(y, office(chart, body.office, branch, spine))
    chart.height = ceil(y + EDGE)
    return chart


def row(title: str, seats: tuple[Seat, ...], middle: float, y: float) -> list[Box]:
    """The boxes of heads side by side, as tall as the tallest."""
    told = [lines_in(((title, POST, "ot"), (seat.unit, NAME, "on"), (seat.post, POST, "op"), (seat.name, POST, "op")), HEAD_BOX - 2 * PAD) for seat in seats]
    high, x = max(map(tall, told)), middle - (len(seats) * (HEAD_BOX + GAP) - GAP) / 2
    return [filled("head", x + n * (HEAD_BOX + GAP), y, HEAD_BOX, high, lines) for n, lines in enumerate(told)]


def frames(groups: Sequence[tuple[str, tuple[Seat, ...]]], room: float, y: float, numbers: bool = False) -> list[Box]:
    """Frames side by side with a small box for each member, or with their number; as wide as they have columns."""
    shares = columns([len(seats) for _, seats in groups])
    cell = (room - 2 * GAP * (len(groups) - 1) - 2 * GAP * len(groups) - GAP * (sum(shares) - len(groups))) / sum(shares)
    x, out, inner, bottom = float(EDGE), [], [], y
    for (title, seats), across in zip(groups, shares, strict=True):
        w = across * cell + (across - 1) * GAP + 2 * GAP
        head = lines_in(((title, TITLE, "on"),), w - 2 * PAD) if numbers else lines_in(((f"{title}（{len(seats)} 人）", TITLE, "on"),), w - 2 * PAD)
        if numbers:
            head += lines_in(((f"{len(seats)} 人", COUNT, "oc"), ("名单见下表", POST, "op")), w - 2 * PAD)
        frame, at = [x, y, w, head], y + tall(head)
        if not numbers:
            at = cells(inner, seats, x + GAP, at, cell, across)
        out.append(frame)
        bottom, x = max(bottom, at), x + w + 2 * GAP
    return [*(filled("frame", fx, y, fw, bottom - y, head, top=True) for fx, _, fw, head in out), *inner]


def cells(boxes: list[Box], seats: tuple[Seat, ...], x: float, y: float, w: float, across: int) -> float:
    """Adds the small boxes of members, row by row; returns where the frame around them ends."""
    for start in range(0, len(seats), across):
        told = [lines_in(((seat.unit, POST, "on"), (seat.post, POST, "op"), (seat.name, POST, "op")), w - PAD) for seat in seats[start:start + across]]
        high = max(map(tall, told))
        boxes += [filled("seat", x + n * (w + GAP), y, w, high, lines) for n, lines in enumerate(told)]
        y += high + GAP
    return y


def columns(counts: Sequence[int]) -> list[int]:
    """How many of the columns each frame gets, by how many members it has; at least one."""
    if len(counts) == 1:
        return [SMALL if counts[0] >= SMALL else max(counts[0], 3)]
    first = min(max(round(SMALL * counts[0] / sum(counts)), 1), SMALL - 1)
    return [first, SMALL - first]


def join(chart: Chart, above: list[Box], below: list[Box], spine: float) -> None:
    """Lines from a row to the next: a bus below the upper one, the spine, a bus above the lower one."""
    if not above:
        return
    y = below[0].y
    stem(chart, above, spine, y - BETWEEN / 3)
    bus(chart, below, spine, y - BETWEEN / 3, y)


def stem(chart: Chart, above: list[Box], spine: float, end: float) -> None:
    y = max(box.bottom for box in above)
    bus(chart, above, spine, y + BETWEEN / 3, y)
    chart.lines.append(((spine, y + BETWEEN / 3), (spine, end)))


def bus(chart: Chart, boxes: list[Box], spine: float, at: float, edge: float) -> None:
    """A line across, and one from it to each box."""
    chart.lines += [((box.middle, min(at, edge)), (box.middle, max(at, edge))) for box in boxes]
    ends = [spine, *(box.middle for box in boxes)]
    if max(ends) - min(ends) > 1:
        chart.lines.append(((min(ends), at), (max(ends), at)))


def office(chart: Chart, said: Sequence[str], branch: float | None, spine: float) -> float:
    """The office at the right, on a dashed line where there is anybody above it; returns where it ends."""
    w = SIDE - 3 * GAP
    lines = lines_in([(said[0], NAME, "on"), *((text, POST, "op") for text in said[1:])], w - 2 * PAD)
    high = tall(lines)
    y = float(EDGE) if branch is None else max(float(EDGE), branch - high / 2)
    x = WIDTH - EDGE - w
    chart.boxes.append(filled("office", x, y, w, high, lines))
    if branch is not None:
        chart.dashed.append(((spine, branch), (x, branch)))
    return y + high


# -- printing -----------------------------------------------------------------------------------------
def n(value: float) -> str:
    """A number with at most one decimal and no needless zero."""
    return f"{value:.1f}".removesuffix(".0")


def draw(body: Body, name: str) -> str:
    """The chart as one <svg> element; `name`: an id of its own on the page."""
    chart = layout(body)
    members = sum(len(seats) for _, seats in (*body.heads, *body.frames))
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {n(chart.width)} {n(chart.height)}">'
           f'<title id="{name}-t">{escape(body.title)}组织结构图</title><desc id="{name}-d">{members} 名组成人员。图中内容与下面的表一致。</desc>']
    for role, lines in (("oe", chart.lines), ("oe od", chart.dashed)):
        out += [f'<path class="{role}" fill="none" stroke="currentColor" d="M{n(a)} {n(b)}L{n(x)} {n(y)}"/>' for (a, b), (x, y) in lines]
    for box in chart.boxes:
        out.append(f'<rect class="ox {box.kind}" fill="none" stroke="currentColor" x="{n(box.x)}" y="{n(box.y)}" width="{n(box.w)}" height="{n(box.h)}" rx="2"/>')
        out += [f'<text class="{line.role}" text-anchor="middle" font-size="{line.size}" x="{n(line.x)}" y="{n(line.y)}">{escape(line.text)}</text>' for line in box.lines]
    return "".join(out) + "</svg>"


def faults(chart: Chart) -> list[str]:
    """What is wrong with a layout; nothing should be."""
    found = []
    solid = [box for box in chart.boxes if box.kind != "frame"]
    for number, box in enumerate(chart.boxes):
        if box.x < 0 or box.y < 0 or box.x + box.w > chart.width or box.bottom > chart.height:
            found.append(f"box {number} is outside")
        for line in box.lines:
            if width(line.text, line.size) > box.w or not box.y <= line.y - line.size * .9 or line.y + line.size * .2 > box.bottom + .01:
                found.append(f"“{line.text}” is cut")
    for group in (solid, [box for box in chart.boxes if box.kind != "seat"]):
        found += [f"{a.kind} and {b.kind} overlap" for k, a in enumerate(group) for b in group[:k]
                  if a.x < b.x + b.w and b.x < a.x + a.w and a.y < b.bottom and b.y < a.bottom]
    for box in (b for b in chart.boxes if b.kind == "seat"):
        if not any(f.x <= box.x and f.y <= box.y and box.x + box.w <= f.x + f.w + .01 and box.bottom <= f.bottom + .01 for f in chart.boxes if f.kind == "frame"):
            found.append("a seat is out of its frame")
    for (a, b), (x, y) in (*chart.lines, *chart.dashed):
        left, right, top, low = min(a, x), max(a, x), min(b, y), max(b, y)
        if left < 0 or right > chart.width or low > chart.height:
            found.append("a line is outside")
        found += [f"a line runs through a {box.kind}" for box in chart.boxes
                  if left < box.x + box.w - .1 and right > box.x + .1 and top < box.bottom - .1 and low > box.y + .1]
    return found
