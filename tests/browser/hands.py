"""Hands that write: the pad's own characters distorted by rule, and those that somebody wrote without looking at them (handwritten.txt)."""
import math
from collections.abc import Iterator
from pathlib import Path
from random import Random

from playwright.sync_api import Page

from disclosure.read.drawings import GRID, drawings, strokes

Stroke = list[tuple[float, float]]


def handwritten() -> dict[str, list[Stroke]]:
    """A character → its strokes, on about 100 × 100."""
    lines = Path(__file__).with_name("handwritten.txt").read_text("utf-8").splitlines()
    return {line[0]: [[(float(x), float(y)) for x, y in (point.split(",") for point in stroke.split())] for stroke in line[2:].split(";")]
            for line in lines if not line.startswith("#")}


TREMOR = .013
"""How far each point of a trembling hand lies from where it is meant, as a part of the character's size (one sigma, either way): as with Parkinson's."""


def samples(chars: str, count: int, seed: int, *, tremor: float = 0) -> Iterator[tuple[str, list[Stroke]]]:
    random = Random(seed)
    for char in random.choices(chars, k=count):
        drawn = distorted([[(x / GRID, y / GRID) for x, y in stroke] for stroke in strokes(drawings()[char])], random)
        yield char, trembling(drawn, random, tremor) if tremor else drawn


def trembling(drawn: list[Stroke], random: Random, tremor: float) -> list[Stroke]:
    """Every point, about 50 of them to the character's size, thrown about by itself: nothing of a line is straight."""
    size = max(max(values) - min(values) for values in zip(*(point for stroke in drawn for point in stroke), strict=True))
    return [[(round(x + random.gauss(0, tremor * size), 1), round(y + random.gauss(0, tremor * size), 1)) for x, y in spaced(stroke, size / 50)] for stroke in drawn]


def spaced(stroke: Stroke, gap: float) -> Stroke:
    """The same line as points that lie about `gap` apart."""
    out = stroke[:1]
    for a, b in zip(stroke, stroke[1:], strict=False):
        n = max(1, round(math.dist(a, b) / gap))
        out += [point for k in range(1, n + 1) if math.dist(point := (a[0] + (b[0] - a[0]) * k / n, a[1] + (b[1] - a[1]) * k / n), out[-1]) > gap * .8]
    return out


def length(stroke: Stroke) -> float:
    return sum(math.dist(a, b) for a, b in zip(stroke, stroke[1:], strict=False))


def dense(stroke: Stroke) -> Stroke:
    """The same line as points close to each other."""
    out = stroke[:1]
    for a, b in zip(stroke, stroke[1:], strict=False):
        n = max(1, round(math.dist(a, b) * 50))
        out += [(a[0] + (b[0] - a[0]) * k / n, a[1] + (b[1] - a[1]) * k / n) for k in range(1, n + 1)]
    return out


def distorted(drawn: list[Stroke], random: Random) -> list[Stroke]:
    """A hurried hand: a short stroke left out, ends cut, each stroke moved, turned, waved and rounded, some run into the next; the whole leaning, wide or
    narrow, its halves uneven; strokes in another order, some from their end."""
    lines = [dense(stroke) for stroke in drawn]
    if len(lines) >= 6 and random.random() < .35:
        shortest = min(random.sample(range(len(lines)), 3), key=lambda n: length(lines[n]))
        if length(lines[shortest]) < .35:
            del lines[shortest]
    lines = [moved(cut(line, random), random) for line in lines]
    while len(lines) > 3 and random.random() < .35:
        n = random.randrange(len(lines) - 1)
        if math.dist(lines[n][-1], lines[n + 1][0]) < .45:
            lines[n:n + 2] = [lines[n] + dense([lines[n][-1], lines[n + 1][0]])[1:] + lines[n + 1]]
    lean, wide, turn = random.gauss(0, .1), random.uniform(.78, 1.28), random.gauss(0, math.radians(4))
    left, top, size = random.gauss(0, .05), random.gauss(0, .05), random.uniform(150, 500)

    def placed(x: float, y: float) -> tuple[float, float]:
        x, y = x + left * math.sin(math.pi * x), y + top * math.sin(math.pi * y)
        x = (x + lean * y) * wide
        x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
        return tuple(round(50 + size * (v + random.gauss(0, .003)), 1) for v in (x, y))
    out = [[placed(x, y) for x, y in line] for line in lines]
    if random.random() < .5:
        random.shuffle(out)
    return [line[::-1] if random.random() < .05 else line for line in out]


def cut(line: Stroke, random: Random) -> Stroke:
    """Up to an eighth less at each end."""
    begin, end = (int(len(line) * random.uniform(0, .12)) for _ in "ab")
    return line[begin:len(line) - end] if len(line) - begin - end >= 2 else line


def moved(line: Stroke, random: Random) -> Stroke:
    mx, my = (sum(point[axis] for point in line) / len(line) for axis in (0, 1))
    size, turn = random.uniform(.85, 1.15), random.gauss(0, math.radians(5))
    dx, dy, phase, wave, often = random.gauss(0, .022), random.gauss(0, .022), random.uniform(0, 6.3), random.uniform(0, .012), random.uniform(12, 36)
    cos, sin = size * math.cos(turn), size * math.sin(turn)
    line = [(mx + dx + cos * (x - mx) - sin * (y - my) + wave * math.sin(phase + often * y), my + dy + sin * (x - mx) + cos * (y - my) + wave * math.cos(phase + often * x))
            for x, y in line]
    for _ in range(random.randrange(3)):
        between = zip(line, line[1:], line[2:], strict=False)
        line = [line[0], *(((a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4) for a, b, c in between), line[-1]]
    return line


def write(page: Page, drawn: list[Stroke]) -> None:
    """Draws on the pad of a page, with pointer events."""
    box = page.locator(".hfield").bounding_box()
    size = min(box["width"], box["height"]) / 120
    for stroke in drawn:
        for n, (x, y) in enumerate(stroke):
            page.mouse.move(box["x"] + (10 + x) * size, box["y"] + (10 + y) * size)
            if not n:
                page.mouse.down()
        page.mouse.up()
