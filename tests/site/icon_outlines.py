"""Icons as shapes of a style sheet: theme_overrides/icons.svg holds the strokes, icons.css the outlines that are cut out of the colour of the text.

So an icon is `<i class="i i-down"></i>` wherever it stands: no page carries a drawing, none is fetched, and it is there without scripts, on paper
and from a disk, where browsers take no drawing from another file.
"""
import math
import re
from xml.etree import ElementTree

Point = tuple[float, float]
Line = tuple[list[Point], bool]
"""The points of a line, and whether it is closed."""

GRID, HALF = 24, 1.0
"""The side of an icon, and half the width of its strokes."""
PARTS = re.compile(r"[A-Za-z]|-?(?:\d+\.\d*|\.\d+|\d+)")
COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0}
HEAD = """/* Icons, as shapes cut out of the colour of the text. Made by tests/site/test_icons.py from theme_overrides/icons.svg: change that, not this.
   Words within an icon are for who does not see it: they have its colour, and no room. */
.i {
  display: inline-block;
  width: 1.25em;
  height: 1.25em;
  flex: none;
  overflow: hidden;
  background: currentcolor;
  white-space: nowrap;
  vertical-align: -.22em;
  -webkit-print-color-adjust: exact;
  print-color-adjust: exact;
  forced-color-adjust: none;
  forced-color-adjust: preserve-parent-color;
}
"""


def style_sheet(icons: str) -> str:
    """icons.css, from the text of icons.svg."""
    symbols = ElementTree.fromstring(icons)
    return HEAD + "".join(f'.i-{symbol.get("id")} {{ clip-path: polygon({polygon(symbol)}); }}\n' for symbol in symbols)


def polygon(symbol: ElementTree.Element) -> str:
    """One ring: every line's outline, reached from the first corner and left again the same way, which encloses nothing."""
    lines = [line for shape in symbol for line in (circle(shape) if shape.tag.endswith("circle") else path(shape.get("d", "")))]
    rings = [ring for points, closed in lines for ring in outlined(points, closed)]
    start = rings[0][0]
    points = [*rings[0], *(point for ring in rings[1:] for point in (start, *ring))]
    return ", ".join(f"{percent(x)} {percent(y)}" for x, y in points)


def percent(at: float) -> str:
    told = f"{at / GRID * 100:.1f}".removesuffix(".0")
    return "0" if told in ("0", "-0") else f"{told}%".replace("0.", ".", 1) if told.startswith(("0.", "-0.")) else f"{told}%"


def circle(shape: ElementTree.Element) -> list[Line]:
    x, y, r = (float(shape.get(name, "0")) for name in ("cx", "cy", "r"))
    return [([(x + r * math.cos(n * math.pi / 10), y + r * math.sin(n * math.pi / 10)) for n in range(20)], True)]


def path(d: str) -> list[Line]:
    """The lines of a path, curves as chords."""
    parts, lines, at, kind, handle = PARTS.findall(d), [], (0.0, 0.0), "", (0.0, 0.0)
    while parts:
        if parts[0].isalpha():
            kind = parts.pop(0)
        values = [float(parts.pop(0)) for _ in range(COUNTS[kind.upper()])]
        if kind in "zZ":
            points = lines[-1][0]
            at = points[0]
            lines[-1] = (points[:-1] if math.dist(points[-1], at) < 0.01 else points, True)
            continue
        if kind in "hH":
            values = [values[0], 0.0 if kind == "h" else at[1]]
        elif kind in "vV":
            values = [0.0 if kind == "v" else at[0], values[0]]
        first = 5 if kind in "aA" else 0
        if kind.islower():
            values[first:] = [value + at[n % 2] for n, value in enumerate(values[first:])]
        ends = list(zip(values[first::2], values[first + 1::2], strict=True))
        if kind in "mM":
            lines.append(([ends[0]], False))
            kind = "l" if kind == "m" else "L"
        elif kind in "cCsS":
            near = ends[0] if kind in "cC" else (2 * at[0] - handle[0], 2 * at[1] - handle[1])  # the last handle mirrored
            handle = ends[-2]
            lines[-1][0].extend(bezier(at, near, handle, ends[-1]))
        elif kind in "aA":
            lines[-1][0].extend(arc(at, values[0], bool(values[3]), bool(values[4]), ends[0]))
        else:
            lines[-1][0].append(ends[0])
        at = ends[-1]
        if kind not in "cCsS":
            handle = at
    return lines


def bezier(a: Point, b: Point, c: Point, d: Point, steps: int = 5) -> list[Point]:
    return [tuple((1 - t) ** 3 * a[n] + 3 * (1 - t) ** 2 * t * b[n] + 3 * (1 - t) * t * t * c[n] + t ** 3 * d[n] for n in (0, 1))
            for t in (step / steps for step in range(1, steps + 1))]


def arc(a: Point, r: float, large: bool, sweep: bool, b: Point) -> list[Point]:
    """An arc of a circle, in steps of some twenty degrees."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy)
    r = max(r, length / 2)
    off = math.sqrt(r * r - length * length / 4) * (1 if large != sweep else -1) / length
    x, y = (a[0] + b[0]) / 2 - dy * off, (a[1] + b[1]) / 2 + dx * off
    start, end = math.atan2(a[1] - y, a[0] - x), math.atan2(b[1] - y, b[0] - x)
    turn = (end - start) % math.tau if sweep else -((start - end) % math.tau)
    steps = math.ceil(abs(turn) / 0.36)
    return [(x + r * math.cos(start + turn * n / steps), y + r * math.sin(start + turn * n / steps)) for n in range(1, steps + 1)]


def outlined(points: list[Point], closed: bool) -> list[list[Point]]:
    """The rings round a line: one, or, where it is closed, an outer one and an inner one that runs the other way.  Corners are sharp, ends square."""
    if closed:
        left, right = side(points, True, 1), side(points, True, -1)
        outer, inner = (left, right) if area(points) < 0 else (right, left)
        return [close(outer if area(outer) > 0 else outer[::-1]), close(inner if area(inner) < 0 else inner[::-1])]
    (ax, ay), (bx, by) = unit(points[1], points[0]), unit(points[-2], points[-1])
    points = [(points[0][0] + ax * HALF, points[0][1] + ay * HALF), *points[1:-1], (points[-1][0] + bx * HALF, points[-1][1] + by * HALF)]
    ring = side(points, False, 1) + side(points, False, -1)[::-1]
    return [close(ring if area(ring) > 0 else ring[::-1])]


def close(ring: list[Point]) -> list[Point]:
    return [*ring, ring[0]]


def unit(a: Point, b: Point) -> Point:
    length = math.hypot(b[0] - a[0], b[1] - a[1])
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length


def area(ring: list[Point]) -> float:
    """Positive where it runs clockwise, as y grows downwards."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def side(points: list[Point], closed: bool, hand: int) -> list[Point]:
    """The line moved by half a stroke to one hand."""
    out = []
    for n, (x, y) in enumerate(points):
        before = points[n - 1] if n or closed else None
        after = points[(n + 1) % len(points)] if n + 1 < len(points) or closed else None
        (ax, ay), (bx, by) = unit(before or (x, y), (x, y) if before else after), unit((x, y) if after else before, after or (x, y))
        nx, ny = -(ay + by), ax + bx
        scale = HALF * hand * 2 / (nx * nx + ny * ny)
        out.append((x + nx * scale, y + ny * scale))
    return out
