"""Tracks: every channel gives arrows that meet in it a line of their own, in an order with few crossings."""

from dataclasses import dataclass, field

from disclosure.render.swimlane.sizes import EPS


@dataclass(slots=True, eq=False)
class Run:
    """What lies on one track of a channel: pieces of one arrow, or of several bound for the same port.

    `low`/`high` are coarse, `ends` are (arrow, number of the piece that leads off, direction −1 or +1).
    """

    vertical: bool
    line: int
    low: int
    high: int
    members: list = field(default_factory=list)  # (arrow, piece number)
    ends: list = field(default_factory=list)
    level: int = 0
    at: float = 0.0  # px, set when the channels are laid out


def runs_of(arrows, ways):
    """{(vertical, line): [Run]} and {(arrow, piece number): Run}."""
    pieces = {}
    for arrow, way in zip(arrows, ways, strict=True):
        for i, piece in enumerate(way.pieces):
            if piece.line % 2 == 0:
                bound = (arrow.target, way.enter)
                pieces.setdefault((piece.vertical, piece.line), []).append((bound, piece.low, piece.high, arrow.index, i))
    channels, owner = {}, {}
    for channel, found in pieces.items():
        found.sort()
        runs, last = [], None
        for bound, low, high, arrow, i in found:
            if last is not None and bound == last and low <= runs[-1].high:
                runs[-1].high = max(runs[-1].high, high)
            else:
                runs.append(Run(*channel, low, high))
            last = bound
            runs[-1].members.append((arrow, i))
            owner[arrow, i] = runs[-1]
        channels[channel] = runs
        for run in runs:
            for arrow, i in run.members:
                before, after = ways[arrow].pieces[i - 1], ways[arrow].pieces[i + 1]
                run.ends.append((arrow, i - 1, -1 if before.start < run.line else 1))
                run.ends.append((arrow, i + 1, -1 if after.end < run.line else 1))
    return channels, owner


def musts(runs, ways, offset):
    """[(i, j, end of i, end of j)]: run i must lie before run j, for they lead off opposite ways on one line.

    `offset(arrow, piece)` is the px offset of a piece that hangs at a box, None for one in a channel.
    """
    hung = {}
    for number, run in enumerate(runs):
        for arrow, piece, way in run.ends:
            shift = offset(arrow, piece)
            if shift is not None:
                hung.setdefault(ways[arrow].pieces[piece].line, []).append((number, way, shift, (arrow, piece)))
    found = []
    for ends in hung.values():
        for i, way, shift, end in ends:
            if way != -1:
                continue
            for j, other, othershift, otherend in ends:
                if other == 1 and i != j and abs(shift - othershift) < EPS:
                    found.append((i, j, end, otherend))
    return found


def circle(count, pairs):
    """One pair (as given) that takes part in a circle of `pairs`, or None."""
    after = {}
    for pair in pairs:
        after.setdefault(pair[0], []).append(pair)
    state = [0] * count
    for root in range(count):
        if state[root]:
            continue
        state[root] = 1
        stack = [(root, iter(after.get(root, ())))]
        while stack:
            node, rest = stack[-1]
            for pair in rest:
                if state[pair[1]] == 1:
                    return pair
                if not state[pair[1]]:
                    state[pair[1]] = 1
                    stack.append((pair[1], iter(after.get(pair[1], ()))))
                    break
            else:
                state[node] = 2
                stack.pop()
    return None


def arrange(runs, must, place):
    """Sets `level` of every run and returns how many levels the channel needs.

    `place(arrow, piece)` is where (px along the channel) that piece leads off.
    """
    count = len(runs)
    if count == 1:
        runs[0].level = 0
        return 1
    spans = []
    for run in runs:
        ends = sorted({(place(arrow, piece), way) for arrow, piece, way in run.ends})
        spans.append((ends[0][0], ends[-1][0], ends))
    ahead = {(i, j) for i, j, _, _ in must}

    def crossings(i, j):
        """How often i and j cross when i lies before j."""
        low, high, ends = spans[j]
        n = sum(1 for at, way in spans[i][2] if way == 1 and low < at < high)
        low, high, _ = spans[i]
        return n + sum(1 for at, way in ends if way == -1 and low < at < high)

    cost = [[crossings(i, j) if i != j else 0 for j in range(count)] for i in range(count)]
    lean = [sum(way for _, way in span[2]) / len(span[2]) for span in spans]
    order = _sorted(count, ahead, lambda i: (lean[i], spans[i][0], i))
    for _ in range(4):
        moved = False
        for node in list(order):
            here = order.index(node)
            best, where, gain = 0, here, 0
            for back in range(here - 1, -1, -1):
                other = order[back]
                if (other, node) in ahead:
                    break
                gain += cost[node][other] - cost[other][node]
                if gain < best:
                    best, where = gain, back
            gain = 0
            for on in range(here + 1, count):
                other = order[on]
                if (node, other) in ahead:
                    break
                gain += cost[other][node] - cost[node][other]
                if gain < best:
                    best, where = gain, on
            if where != here:
                order.insert(where, order.pop(here))
                moved = True
        if not moved:
            break
    for n, i in enumerate(order):
        level = 0
        for j in order[:n]:
            meet = runs[i].low <= runs[j].high and runs[j].low <= runs[i].high
            if (meet or (j, i) in ahead) and runs[j].level >= level:
                level = runs[j].level + 1
        runs[i].level = level
    return max(run.level for run in runs) + 1


def _sorted(count, ahead, key):
    """Numbers in an order that keeps every (before, after) of `ahead`, else by `key`."""
    waits = {i: set() for i in range(count)}
    for i, j in ahead:
        waits[j].add(i)
    order, left = [], sorted(range(count), key=key)
    while left:
        free = next((i for i in left if not waits[i]), left[0])
        left.remove(free)
        order.append(free)
        for wait in waits.values():
            wait.discard(free)
    return order
