"""Counts what is wrong with a layout. Everything but crossings must be zero."""

from dataclasses import dataclass

from disclosure.render.swimlane import sizes, text

NEAR = 0.5  # px: lines closer than this lie on one another


@dataclass(frozen=True, slots=True)
class Quality:
    crossings: int  # places where lines of different arrows cross
    box_overlaps: int
    label_box_overlaps: int
    label_overlaps: int
    edges_through_boxes: int
    labels_on_lines: int  # labels on a line that is not their own
    edge_overlaps: int  # pairs of arrows with other ends on top of one another
    touches: int  # corners of one arrow on the line of an unrelated one
    text_overflows: int
    outside: int  # anything beyond the frame of the drawing

    @property
    def faults(self):
        """All counts together but the crossings."""
        return sum(getattr(self, name) for name in self.__slots__) - self.crossings


def _meet(a, b):
    return a.x < b.x + b.w and b.x < a.x + a.w and a.y < b.y + b.h and b.y < a.y + a.h


def _runs(edge):
    for (a, b), (x, y) in zip(edge.points, edge.points[1:], strict=False):
        yield min(a, x), min(b, y), max(a, x), max(b, y)


def _inside(run, rect, margin):
    """Does a run pass through a rectangle made smaller by `margin`?"""
    a, b, x, y = run
    return (
        a < rect.x + rect.w - margin and x > rect.x + margin and b < rect.y + rect.h - margin and y > rect.y + margin
    )


def _on_top(r, s):
    """Do two runs share more than a point?"""
    for across, along in ((0, 1), (1, 0)):
        if r[across + 2] - r[across] < NEAR and s[across + 2] - s[across] < NEAR and abs(r[across] - s[across]) < NEAR:
            return min(r[along + 2], s[along + 2]) - max(r[along], s[along]) > NEAR
    return False


def _cross(r, s):
    """The point where an upright and a level run cross, ('x', …) inside both or ('t', …) at an end of one."""
    if (r[2] - r[0] < NEAR) == (s[2] - s[0] < NEAR):
        return None
    up, level = (r, s) if r[2] - r[0] < NEAR else (s, r)
    x, y = up[0], level[1]
    if level[0] - NEAR < x < level[2] + NEAR and up[1] - NEAR < y < up[3] + NEAR:
        clean = level[0] + NEAR < x < level[2] - NEAR and up[1] + NEAR < y < up[3] - NEAR
        return ("x" if clean else "t", round(x), round(y))
    return None


def measure(plan):
    """Quality of a layout."""
    boxes, labels, edges = plan.boxes, plan.labels, plan.edges
    runs = [list(_runs(edge)) for edge in edges]
    crossings, touches, tops = set(), set(), 0
    for i, edge in enumerate(edges):
        for j in range(i):
            other = edges[j]
            kin = edge.source == other.source or edge.target == other.target
            top = False
            for r in runs[i]:
                for s in runs[j]:
                    top = top or (not kin and _on_top(r, s))
                    found = _cross(r, s)
                    if found and found[0] == "x":
                        crossings.add(found)
                    elif found and not kin:
                        touches.add(found)
            tops += top
    through = 0
    for edge, own in zip(edges, runs, strict=True):
        for i, box in enumerate(boxes):
            for n, run in enumerate(own):
                # At its own ends a run reaches the outline, which bevels and round ends put inside the rectangle.
                end = (i == edge.source and n == 0) or (i == edge.target and n == len(own) - 1)
                through += _inside(run, box.rect, 15 if end else 0.5)
    on_lines = sum(
        any(_inside(run, label.rect, 0) for run in own)
        for label in labels
        for i, own in enumerate(runs)
        if i != label.edge
    )
    # Its own line runs into it once, on the first run, which is where the line is printed with a gap.
    own_line = 0
    for label in labels:
        met = [_inside(run, label.rect, 0) for run in runs[label.edge]]
        own_line += not met[0] or any(met[1:])
    overflow = 0
    for box in boxes:
        widths = {}
        for line in box.lines:
            lead = sizes.NUMBER_GAP if line.role == "sn" else 0
            widths[line.y] = widths.get(line.y, 0) + text.width(line.text, line.size) + lead
            overflow += not (box.rect.y + line.size * 0.9 <= line.y <= box.rect.y + box.rect.h - 3)
        overflow += sum(w > box.inner + 0.1 for w in widths.values())
    for label in labels:
        overflow += sum(text.width(line.text, line.size) > label.rect.w for line in label.lines)
    for lane in plan.lanes:
        overflow += sum(text.width(line.text, line.size) > lane.rect.w - 8 or line.y > plan.head - 4 for line in lane.lines)
    outside = sum(not (0 <= x <= plan.width and plan.head <= y <= plan.height) for e in edges for x, y in e.points)
    for thing in (*boxes, *labels):
        r = thing.rect
        outside += not (r.x >= 0 and r.y >= plan.head and r.x + r.w <= plan.width and r.y + r.h <= plan.height)
    for box in boxes:  # a box keeps to its lane
        lane = next(lane for lane in plan.lanes if lane.rect.x <= box.rect.x + box.rect.w / 2 <= lane.rect.x + lane.rect.w)
        outside += box.rect.x < lane.rect.x or box.rect.x + box.rect.w > lane.rect.x + lane.rect.w
    return Quality(
        crossings=len(crossings),
        box_overlaps=sum(_meet(a.rect, b.rect) for i, a in enumerate(boxes) for b in boxes[:i]),
        label_box_overlaps=sum(_meet(label.rect, box.rect) for label in labels for box in boxes),
        label_overlaps=sum(_meet(a.rect, b.rect) for i, a in enumerate(labels) for b in labels[:i]),
        edges_through_boxes=through,
        labels_on_lines=on_lines + own_line,
        edge_overlaps=tops,
        touches=len(touches),
        text_overflows=overflow,
        outside=outside,
    )
