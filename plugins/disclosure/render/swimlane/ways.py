"""Which way each arrow takes, on a coarse grid of lanes, rows and the channels between them.

Coarse coordinates are whole numbers. x: 2c is the channel left of lane c, 2c+1 the lane's middle.
y: 2r is the channel above row r, 2r+1 the row's middle. A channel takes any number of arrows (tracks.py
gives each its own track); a cell takes what `Grid.clash` allows.
"""

from dataclasses import dataclass
from typing import NamedTuple

BEND, CROSS, NEAR, SHARED_SIDE = 42.0, 130.0, 7.0, 70.0
PX_X, PX_Y = 120.0, 54.0  # what one coarse unit is about, in px
BOTTOM, TOP, LEFT, RIGHT = "B", "T", "L", "R"


@dataclass(frozen=True, slots=True)
class Arrow:
    """One arrow: numbers of its steps, its answer or None, and the answer's width in px as one line."""

    index: int
    source: int
    target: int
    answer: str | None = None
    label: float = 0.0


class Piece(NamedTuple):
    """A straight run: along `line` (an x when vertical, a y when not) from `start` to `end`."""

    vertical: bool
    line: int
    start: int
    end: int
    low: int
    high: int


class Way(NamedTuple):
    """The pieces of one arrow in order, the side it leaves by and the side it comes in by."""

    leave: str
    enter: str
    pieces: tuple[Piece, ...]

    @property
    def straight(self):
        return len(self.pieces) == 1


def _piece(vertical, line, start, end):
    return Piece(vertical, line, start, end, start, end) if start <= end else Piece(vertical, line, start, end, end, start)


class Grid:
    """Boxes in cells, and the ways taken so far."""

    def __init__(self, lanes, rows, arrows, lane_count):
        self.lanes, self.rows, self.arrows = lanes, rows, arrows
        self.lane_count, self.row_count = lane_count, max(rows) + 1
        self.box = {(r, c): i for i, (r, c) in enumerate(zip(rows, lanes, strict=True))}
        self.ways = {}
        self.cells = {}  # (row, lane, vertical) of empty cells -> arrows running through
        self.lines = {True: {}, False: {}}  # line -> {arrow: [(low, high)]}
        self.sides = {}  # (step, side) -> {arrow: leaves?}
        self.fields = [self._reach(i) for i in range(len(lanes))]

    def _reach(self, step):
        """Per side: (vertical, line, start, low, high): how far one gets straight on before the next box."""
        row, lane = self.rows[step], self.lanes[step]
        x, y = 2 * lane + 1, 2 * row + 1
        down = row + 1
        while down < self.row_count and (down, lane) not in self.box:
            down += 1
        up = row - 1
        while up >= 0 and (up, lane) not in self.box:
            up -= 1
        right = lane + 1
        while right < self.lane_count and (row, right) not in self.box:
            right += 1
        left = lane - 1
        while left >= 0 and (row, left) not in self.box:
            left -= 1
        return {
            BOTTOM: (True, x, y, y + 1, 2 * down),
            TOP: (True, x, y, 2 * up + 2, y - 1),
            RIGHT: (False, y, x, x + 1, 2 * right),
            LEFT: (False, y, x, 2 * left + 2, x - 1),
        }

    # -- ways to choose from ---------------------------------------------------------------

    def candidates(self, arrow):
        leaves = (BOTTOM, LEFT, RIGHT) if arrow.answer is not None else (BOTTOM, LEFT, RIGHT, TOP)
        for leave in leaves:
            for enter in (TOP, LEFT, RIGHT, BOTTOM):
                if arrow.source == arrow.target and (enter == BOTTOM or enter == leave):
                    continue
                out, into = self.fields[arrow.source][leave], self.fields[arrow.target][enter]
                for corners in self._corners(arrow, leave, enter, out, into):
                    yield Way(leave, enter, self._pieces(out, into, corners))

    def _pieces(self, out, into, lines):
        """Pieces over the given lines, which turn at each crossing with the next one."""
        if not lines and out[0] == into[0]:
            return (_piece(out[0], out[1], out[2], into[2]),)
        chain = [(out[0], out[1]), *lines, (into[0], into[1])]
        pieces, at = [], out[2]
        for i, (vertical, line) in enumerate(chain):
            end = chain[i + 1][1] if i + 1 < len(chain) else into[2]
            pieces.append(_piece(vertical, line, at, end))
            at = line
        return tuple(pieces)

    def _corners(self, arrow, leave, enter, out, into):
        """Tuples of connecting lines (vertical?, line) between the run out and the run in."""
        if out[0] == into[0]:
            facing = {BOTTOM: TOP, RIGHT: LEFT, LEFT: RIGHT}.get(leave) == enter
            if out[1] == into[1] and facing and arrow.source != arrow.target:
                along = (1 if leave in (BOTTOM, RIGHT) else -1) * (into[2] - out[2])
                if 0 < along and (out[4] + 1 == into[2] or out[3] - 1 == into[2]):
                    yield ()
            low, high = max(out[3], into[3]), min(out[4], into[4])
            options = [v for v in range(low + low % 2, high + 1, 2)]
            if len(options) > 3:
                options = sorted(options, key=lambda v: (min(abs(v - out[2]), abs(v - into[2])), v))[:4]
            for line in options:
                yield ((not out[0], line),)
            if out[0]:
                first = out[3] if leave == BOTTOM else out[4]
                last = into[4] if enter == TOP else into[3]
                if first != last:
                    for x in self._channels(out[1], into[1]):
                        yield ((False, first), (True, x), (False, last))
            return
        if into[3] <= out[1] <= into[4] and out[3] <= into[1] <= out[4]:
            yield ()
        first = self._near(out, into[1])
        last = self._near(into, out[1])
        for a in first:
            for b in last:
                yield ((not out[0], a), (out[0], b))

    @staticmethod
    def _near(run, wish):
        """At most two channels a run reaches: the one nearest its box and the ones about `wish`."""
        step = 1 if run[3] > run[2] else -1
        near = run[3] if step == 1 else run[4]
        found = {near}
        for v in (wish - 1, wish + 1):
            if run[3] <= v <= run[4] and v % 2 == 0:
                found.add(v)
        return sorted(found)

    def _channels(self, x, other):
        return sorted({x - 1, x + 1, other - 1, other + 1, 0, 2 * self.lane_count})

    # -- what a way costs ------------------------------------------------------------------

    def kin(self, a, wa, b, wb):
        """May the two share the line they leave by or come in by?"""
        into = a.target == b.target and wa.enter == wb.enter
        out = a.source == b.source and wa.leave == wb.leave and a.answer is None and b.answer is None
        return into, out

    def _passed(self, way):
        """Empty cells a way runs through: (row, lane, vertical, part), part 0 the run out, 2 in, 1 both."""
        last = len(way.pieces) - 1
        for i, piece in enumerate(way.pieces):
            if piece.line % 2 == 0:
                continue
            part = 1 if last == 0 else 0 if i == 0 else 2 if i == last else 1
            for v in range(piece.low, piece.high + 1):
                cell = ((v - 1) // 2, (piece.line - 1) // 2) if piece.vertical else ((piece.line - 1) // 2, (v - 1) // 2)
                if v % 2 and cell not in self.box:
                    yield (*cell, piece.vertical, part)

    def clash(self, arrow, way):
        """True when the way would need a place that is another arrow's own."""
        for row, lane, vertical, part in self._passed(way):
            for other, otherpart in self.cells.get((row, lane, vertical), ()):
                into, out = self.kin(arrow, way, self.arrows[other], self.ways[other])
                if not ((into and part and otherpart) or (out and part < 2 and otherpart < 2)):
                    return True
        leaving = self.sides.get((arrow.source, way.leave), {})
        if way.leave in (LEFT, RIGHT) and leaving:
            if arrow.answer is not None or any(out and self.arrows[o].answer is not None for o, out in leaving.items()):
                return True
        entering = self.sides.get((arrow.target, way.enter), {})
        if way.straight and any(self.ways[o].straight for users in (leaving, entering) for o in users):
            return True
        if way.enter in (LEFT, RIGHT):
            if any(out and self.arrows[o].answer is not None for o, out in entering.items()):
                return True
        return False

    def plain_cost(self, arrow, way):
        """(cost of bends, length and sides; the least it can come to when other arrows share its lines)."""
        total = BEND * (len(way.pieces) - 1)
        if way.enter == BOTTOM:
            total += 60
            if any(self.sides.get((arrow.target, BOTTOM), {}).values()):
                total += 25
        if way.leave == TOP:
            total += 45
        if arrow.answer is not None and way.leave in (LEFT, RIGHT):
            total += max(0.0, arrow.label - 26) * 1.2
        for step, side, leaves in ((arrow.source, way.leave, True), (arrow.target, way.enter, False)):
            users = self.sides.get((step, side))
            if users and any(out != leaves for out in users.values()):
                total += SHARED_SIDE
            elif users and leaves and arrow.answer is not None and side == BOTTOM:
                total += 25 * len(users)
        length = sum((p.high - p.low) * (PX_Y if p.vertical else PX_X) for p in way.pieces)
        return total + 0.4 * length, total + 0.15 * length

    def cost(self, arrow, way, total, limit):
        """`total` and what crossing, passing close and sharing lines with others adds; may stop above `limit`."""
        goal, enter = arrow.target, way.enter
        for piece in way.pieces:
            for other, runs in self.lines[piece.vertical].get(piece.line, {}).items():
                for a, b in runs:
                    both = min(piece.high, b) - max(piece.low, a)
                    if both >= 0:
                        if self.arrows[other].target == goal and self.ways[other].enter == enter:
                            total -= 0.25 * both * (PX_Y if piece.vertical else PX_X)
                        elif piece.line % 2 == 0:
                            total += NEAR
        for vertical, at, _, _, low, high in way.pieces:
            across = self.lines[not vertical]
            for line in range(low, high + 1):
                found = across.get(line)
                if not found:
                    continue
                inside = low < line < high
                for other, runs in found.items():
                    if self.arrows[other].target == goal:
                        continue
                    for a, b in runs:
                        if a <= at <= b:
                            total += CROSS if inside and a < at < b else CROSS * 0.3
            if total > limit:
                break
        return total

    # -- choosing --------------------------------------------------------------------------

    def take(self, arrow, way):
        self.ways[arrow.index] = way
        for row, lane, vertical, part in self._passed(way):
            self.cells.setdefault((row, lane, vertical), []).append((arrow.index, part))
        for piece in way.pieces:
            runs = self.lines[piece.vertical].setdefault(piece.line, {})
            runs.setdefault(arrow.index, []).append((piece.low, piece.high))
        self.sides.setdefault((arrow.source, way.leave), {})[arrow.index] = True
        # A self-loop uses two sides, so neither entry hides the other.
        self.sides.setdefault((arrow.target, way.enter), {})[arrow.index] = False

    def drop(self, arrow):
        way = self.ways[arrow.index]
        for row, lane, vertical, part in self._passed(way):
            self.cells[row, lane, vertical].remove((arrow.index, part))
        for piece in way.pieces:
            self.lines[piece.vertical][piece.line].pop(arrow.index, None)
        for key in ((arrow.source, way.leave), (arrow.target, way.enter)):
            self.sides[key].pop(arrow.index, None)
        del self.ways[arrow.index]

    def choose(self, arrow):
        """The cheapest way; cheap ones are tried first, so that most are never looked at closely."""
        ways = [(*self.plain_cost(arrow, way), i, way) for i, way in enumerate(self.candidates(arrow))]
        ways.sort()
        best, chosen = float("inf"), None
        for plain, least, _, way in ways:
            if least >= best or self.clash(arrow, way):
                continue
            cost = self.cost(arrow, way, plain, best)
            if cost < best - 1e-9:
                best, chosen = cost, way
        return chosen

    def route(self):
        """A way for every arrow: short ones first, then each once more with all the others in place."""

        def reach(arrow):
            x = abs(self.lanes[arrow.source] - self.lanes[arrow.target])
            y = self.rows[arrow.target] - self.rows[arrow.source]
            return (x + abs(y) + (2 if y < 0 else 0), arrow.index)

        order = sorted(self.arrows, key=reach)
        for arrow in order:
            self.take(arrow, self.choose(arrow))
        for arrow in order:
            if self.ways[arrow.index].straight:
                continue
            self.drop(arrow)
            self.take(arrow, self.choose(arrow))
        return [self.ways[a.index] for a in self.arrows]
