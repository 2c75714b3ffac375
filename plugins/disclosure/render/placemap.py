"""政务地图: where places lie to each other, as a drawing without tiles and without boundary lines (地图管理条例 §11, §15).

Coordinates are projected equirectangularly about their mean latitude into a frame WIDTH wide.  Marks that would touch are one mark with a count.  Names
are tried right, left, above and below of their mark, else the number of the list is, else the number stands in the mark.  All lengths are px of the drawing.
"""
from collections.abc import Iterable, Sequence
from math import cos, radians
from typing import NamedTuple

from disclosure.render.escaping import escaped
from disclosure.render.swimlane.text import width

WIDTH = 1000
MARGIN = 50
"""5 % of the width, on all sides."""
LOWEST, HIGHEST = 320, 720
"""How high the frame may be: a county that is a line is still given room, and a long one fits a screen."""
RADIUS = 15
"""A mark reaches so far from its middle."""
FINGER = 32
"""The same with what a finger needs round it, at a kiosk."""
TEXT, LINE = 20, 26
"""Size of the names, and the height of a line of them."""
GAP = 4
"""Between a mark and its name."""

SHAPES = (
    ("square", "厅", "政务服务中心"), ("circle", "心", "便民服务中心"), ("triangle", "站", "便民服务站"), ("ring", "区", "政务公开专区"), ("ring", "窗", "政务公开窗口"),
    ("diamond", "报", "政府公报查阅点"), ("diamond", "阅", "信息查阅点"), ("diamond", "数", "数据查询点"), ("square", "老", "老年人综合窗口"),
)
"""(shape, letter, kind of place): marks differ in shape and letter, never in colour alone.  The first kind that a place is of gives its mark."""


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def within(self, other: "Box") -> bool:
        return other.left <= self.left and other.top <= self.top and self.right <= other.right and self.bottom <= other.bottom


class Spot(NamedTuple):
    """A place to be drawn: its number in the list, its name, where it is (degrees), and its kind as a number of SHAPES."""

    number: int
    name: str
    longitude: float
    latitude: float
    kind: int
    id: str = ""


class Label(NamedTuple):
    """A text beside a mark: `x`, `y` of its baseline, and on which side of x it runs."""

    text: str
    x: float
    y: float
    anchor: str
    box: Box


class Mark(NamedTuple):
    """One mark for one place, or for several that are too near to each other.  `label` None: there is no room, the number stands in the mark."""

    x: float
    y: float
    spots: tuple[Spot, ...]
    label: Label | None = None
    reach: int = RADIUS
    """How far the room goes that it keeps to itself."""

    @property
    def box(self) -> Box:
        return Box(self.x - self.reach, self.y - self.reach, self.x + self.reach, self.y + self.reach)

    @property
    def letter(self) -> str:
        if len(self.spots) > 1:
            return str(len(self.spots))
        return SHAPES[self.spots[0].kind][1] if self.label else str(self.spots[0].number)

    @property
    def texts(self) -> tuple[str, str]:
        """What is tried beside it, the better first."""
        first, numbers = self.spots[0], runs(sorted(spot.number for spot in self.spots))
        return (f"{numbers} {first.name}等{len(self.spots)}处", numbers) if len(self.spots) > 1 else (f"{numbers} {first.name}", numbers)


def runs(numbers: Sequence[int]) -> str:
    """Numbers in rising order, those that follow each other as 3—7."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return "、".join("、".join(map(str, part)) if len(part) < 3 else f"{part[0]}—{part[-1]}" for part in parts)


class Bounds(NamedTuple):
    """The edges of a base map, in degrees."""

    west: float
    east: float
    south: float
    north: float


class Plan(NamedTuple):
    height: int
    marks: tuple[Mark, ...]


NORTH = Box(WIDTH - 34, 2, WIDTH - 4, 35)
"""Where the arrow to the north stands: within the margin."""


def planned(spots: Sequence[Spot], bounds: Bounds | None = None, reach: int = RADIUS) -> Plan:
    """The drawing of these places; with `bounds` of a base map, of those that lie on it.  `reach`: RADIUS, or FINGER for a touch screen."""
    if bounds:
        spots = [s for s in spots if bounds.west <= s.longitude <= bounds.east and bounds.south <= s.latitude <= bounds.north]
    height, points = projected(spots, bounds, reach)
    marks = merged(spots, points, reach)
    return Plan(height, labelled(marks, height))


def projected(spots: Sequence[Spot], bounds: Bounds | None, reach: int) -> tuple[int, list[tuple[float, float]]]:
    """(height of the frame, where the middle of each place is)."""
    if not spots and not bounds:
        return LOWEST, []
    edges = bounds or Bounds(min(s.longitude for s in spots), max(s.longitude for s in spots), min(s.latitude for s in spots), max(s.latitude for s in spots))
    mean = (edges.south + edges.north) / 2 if bounds else sum(s.latitude for s in spots) / len(spots)
    east, north = (edges.east - edges.west) * cos(radians(mean)), edges.north - edges.south
    margin = 0 if bounds else MARGIN
    room = WIDTH - 2 * margin
    scale = room / east if east else 0.0
    if not bounds and north and (not scale or north * scale > HIGHEST - 2 * margin):
        scale = (HIGHEST - 2 * margin) / north
    height = round(north * scale + 2 * margin) if bounds else max(LOWEST, round(north * scale + 2 * margin))
    left = (WIDTH - east * scale) / 2
    top = (height - north * scale) / 2
    points = [(left + (s.longitude - edges.west) * cos(radians(mean)) * scale, top + (edges.north - s.latitude) * scale) for s in spots]
    return height, [(min(max(x, reach), WIDTH - reach), min(max(y, reach), height - reach)) for x, y in points]


def merged(spots: Sequence[Spot], points: Sequence[tuple[float, float]], reach: int) -> list[Mark]:
    """A mark for each place, or for those whose marks would touch; it stands where the first of them is, the more important kind first."""
    marks: list[Mark] = []
    for spot, (x, y) in sorted(zip(spots, points, strict=True), key=lambda pair: (pair[0].kind, pair[0].number)):
        at = next((n for n, mark in enumerate(marks) if abs(mark.x - x) < 2 * reach and abs(mark.y - y) < 2 * reach), None)
        if at is None:
            marks.append(Mark(x, y, (spot,), reach=reach))
        else:
            marks[at] = marks[at]._replace(spots=(*marks[at].spots, spot))
    return marks


def labelled(marks: Sequence[Mark], height: int) -> tuple[Mark, ...]:
    """The marks with what is written beside them."""
    frame, taken, out = Box(0, 0, WIDTH, height), [NORTH, *(mark.box for mark in marks)], []
    for mark in marks:
        label = next((label for label in candidates(mark) if label.box.within(frame) and not any(label.box.meets(box) for box in taken)), None)
        if label:
            taken.append(label.box)
        out.append(mark._replace(label=label))
    return tuple(out)


def candidates(mark: Mark) -> Iterable[Label]:
    """Where each text may stand: right, left, above, below."""
    away = mark.reach + GAP
    for text in mark.texts:
        long, x, y = width(text, TEXT), mark.x, mark.y
        half = LINE / 2
        drop = TEXT * .36   # from the middle of a line to its baseline
        yield Label(text, x + away, y + drop, "start", Box(x + away, y - half, x + away + long, y + half))
        yield Label(text, x - away, y + drop, "end", Box(x - away - long, y - half, x - away, y + half))
        yield Label(text, x, y - away - half + drop, "middle", Box(x - long / 2, y - away - LINE, x + long / 2, y - away))
        yield Label(text, x, y + away + half + drop, "middle", Box(x - long / 2, y + away, x + long / 2, y + away + LINE))


CROWD = 4
"""So many places in one mark deserve a drawing of their own."""
AROUND = 60
"""What lies so near to such a mark is drawn with it."""


STRETCH = 2
"""How many times as wide or high what lies round it may make that drawing, which is empty otherwise."""


def crowded(plan: Plan) -> list[Spot]:
    """The places of the fullest mark and round it, where it holds a crowd; they are drawn once more, larger."""
    fullest = max(plan.marks, key=lambda mark: len(mark.spots), default=None)
    if fullest is None or len(fullest.spots) < CROWD:
        return []
    crowd, own = list(fullest.spots), span(fullest.spots)
    near = [mark for mark in plan.marks if mark is not fullest and abs(mark.x - fullest.x) < AROUND and abs(mark.y - fullest.y) < AROUND]
    for mark in sorted(near, key=lambda mark: span((fullest.spots[0], *mark.spots))):
        if not own or span((*crowd, *mark.spots)) <= STRETCH * own:
            crowd += mark.spots
    return sorted(crowd, key=lambda spot: spot.number)


def span(spots: Iterable[Spot]) -> float:
    """How far places lie apart, from east to west or from north to south, in degrees of latitude."""
    east, north = zip(*((spot.longitude * cos(radians(spot.latitude)), spot.latitude) for spot in spots), strict=True)
    return max(max(east) - min(east), max(north) - min(north))


# -- as SVG ---------------------------------------------------------------------------------------
def drawn(plan: Plan, title: str) -> str:
    """The drawing; each mark leads to the row of its first place on the page."""
    parts = [f'<svg class="plan" viewBox="0 0 {WIDTH} {plan.height}" role="group" aria-label="{escaped(title)}">']
    for mark in plan.marks:
        names = "、".join(spot.name for spot in mark.spots)
        ids = " ".join(spot.id for spot in mark.spots)
        parts.append(f'<a href="#{escaped(mark.spots[0].id)}" data-of="{escaped(ids)}" aria-label="{escaped(names)}">'
                     f'{hit(mark)}{shape("many" if len(mark.spots) > 1 else SHAPES[mark.spots[0].kind][0], mark.x, mark.y)}{letter(mark)}{beside(mark.label)}</a>')
    x, y = WIDTH - 19, 4
    parts.append(f'<g class="north" aria-hidden="true"><path d="M{x} {y}l8 16l-8 -4l-8 4z"/><text x="{x}" y="{y + 30}">北</text></g></svg>')
    return "".join(parts)


def short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def shape(name: str, x: float, y: float) -> str:
    at = f'transform="translate({short(x)} {short(y)})"'
    return {
        "square": f'<path class="m" {at} d="M-13 -13h26v26h-26z"/>', "circle": f'<circle class="m" {at} r="14"/>',
        "triangle": f'<path class="m" {at} d="M0 -15l15 27h-30z"/>', "ring": f'<circle class="m o" {at} r="12.5"/>',
        "diamond": f'<path class="m" {at} d="M0 -15l15 15l-15 15l-15 -15z"/>', "many": f'<path class="m many" {at} d="M-8 -14h16l7 14l-7 14h-16l-7 -14z"/>',
    }[name]


def hit(mark: Mark) -> str:
    """What a finger may press besides; the room of other marks begins beyond it."""
    side = 2 * mark.reach
    return f'<path class="hit" d="M{short(mark.box.left)} {short(mark.box.top)}h{side}v{side}h-{side}z"/>' if mark.reach > RADIUS else ""


def letter(mark: Mark) -> str:
    kind = SHAPES[mark.spots[0].kind][0]
    lower = 7.5 if kind == "triangle" and len(mark.spots) == 1 else 5
    return f'<text class="c{" o" if kind == "ring" and len(mark.spots) == 1 else ""}" x="{short(mark.x)}" y="{short(mark.y + lower)}">{mark.letter}</text>'


def beside(label: Label | None) -> str:
    return f'<text class="t {label.anchor}" x="{short(label.x)}" y="{short(label.y)}">{escaped(label.text)}</text>' if label else ""


def legend(kinds: Iterable[int]) -> list[tuple[str, str]]:
    """(mark, kind of place) of those that occur."""
    out = []
    for kind in sorted(set(kinds)):
        mark = Mark(16, 16, (Spot(0, "", 0, 0, kind),), Label("", 0, 0, "start", NORTH))
        out.append((f'<svg class="plan sign" viewBox="0 0 32 32" aria-hidden="true">{shape(SHAPES[kind][0], 16, 16)}{letter(mark)}</svg>', SHAPES[kind][2]))
    return out
