"""Which row each step stands in. Lanes are given by the flow; a cell (row, lane) holds one box at most."""

import heapq


def back_edges(count, successors):
    """The (source, target) pairs that close a loop, found by walking from the first step, arrows in order."""
    back, state = set(), [0] * count  # 0 unseen, 1 on the way here, 2 done
    for root in range(count):
        if state[root]:
            continue
        state[root] = 1
        stack = [(root, iter(successors[root]))]
        while stack:
            node, rest = stack[-1]
            for target in rest:
                if state[target] == 1:
                    back.add((node, target))
                elif not state[target]:
                    state[target] = 1
                    stack.append((target, iter(successors[target])))
                    break
            else:
                state[node] = 2
                stack.pop()
    return back


def _ordered(count, forward):
    """Steps so that every arrow that is no loop leads on; among equals the order of the file."""
    missing = [0] * count
    for targets in forward:
        for target in targets:
            missing[target] += 1
    ready = [i for i in range(count) if not missing[i]]
    heapq.heapify(ready)
    while ready:
        node = heapq.heappop(ready)
        yield node
        for target in forward[node]:
            missing[target] -= 1
            if not missing[target]:
                heapq.heappush(ready, target)


def place(lanes, successors, beside):
    """Row of every step.

    `lanes[i]` is the lane of step i, `successors[i]` its distinct targets. A step stands below what leads
    to it, or beside it when it is in another lane, nothing stands between, and `beside(source, target)`
    agrees (a long answer needs the room below its judgement).
    """
    count = len(lanes)
    back = back_edges(count, successors)
    forward = [[t for t in successors[s] if (s, t) not in back] for s in range(count)]
    sources = [[] for _ in range(count)]
    for source, targets in enumerate(forward):
        for target in targets:
            sources[target].append(source)
    taken, kept, rows = set(), set(), [0] * count  # kept: cells an arrow between neighbours runs through
    for step in _ordered(count, forward):
        lane = lanes[step]
        row = max((rows[s] for s in sources[step]), default=0 if not taken else max(r for r, _ in taken) + 1)
        while True:
            level = [s for s in sources[step] if rows[s] == row]
            between = set()
            for s in level:
                low, high = sorted((lanes[s], lane))
                between |= {(row, c) for c in range(low + 1, high)}
            if (
                (row, lane) not in taken | kept
                and not between & taken
                and not between & kept
                and all(lanes[s] != lane and beside(s, step) for s in level)
            ):
                break
            row += 1
        rows[step] = row
        taken.add((row, lane))
        kept |= between
    used = {row: i for i, row in enumerate(sorted(set(rows)))}
    return [used[row] for row in rows]
