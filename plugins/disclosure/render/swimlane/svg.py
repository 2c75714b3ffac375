"""Prints a layout as SVG: real text, classes instead of colours, the same bytes for the same flow."""

from html import escape
from math import ceil

from disclosure.render.swimlane import sizes
from disclosure.render.swimlane.layout import layout


def _n(value):
    """A number with at most one decimal and no needless zero."""
    printed = f"{value:.1f}"
    return printed[:-2] if printed.endswith(".0") else printed


def _path(points):
    (x, y), *rest = points
    parts = [f"M{_n(x)} {_n(y)}"]
    for a, b in rest:
        if a != x and b != y:
            parts.append(f"L{_n(a)} {_n(b)}")
        elif a != x:
            parts.append(f"H{_n(a)}")
        else:
            parts.append(f"V{_n(b)}")
        x, y = a, b
    return "".join(parts)


def _shaft(points):
    """The corners without the last px, which the arrow head covers."""
    (a, b), (x, y) = points[-2:]
    cut = sizes.ARROW - 2
    return (*points[:-1], (x - _sign(x - a) * cut, y - _sign(y - b) * cut))


def _line(points, gap):
    """The path of an arrow, broken where its answer stands (`gap`, a rectangle on its first run, or None)."""
    points = _shaft(points)
    if gap is None:
        return _path(points)
    (x, y), (a, b) = points[:2]
    if x == a:
        ends = (x, gap.y), (x, gap.y + gap.h)
    else:
        ends = (gap.x, y), (gap.x + gap.w, y)
        ends = ends if a > x else ends[::-1]
    return _path((points[0], ends[0])) + _path((ends[1], *points[1:]))


def _sign(value):
    return (value > 0) - (value < 0)


def _head(points):
    """A triangle with its tip at the end of the line."""
    (a, b), (x, y) = points[-2:]
    dx, dy = _sign(x - a), _sign(y - b)
    back, half = sizes.ARROW, 4.5
    left = (x - dx * back - dy * half, y - dy * back - dx * half)
    right = (x - dx * back + dy * half, y - dy * back + dx * half)
    return f'<path class="ah" d="M{_n(x)} {_n(y)}L{_n(left[0])} {_n(left[1])}L{_n(right[0])} {_n(right[1])}z"/>'


def _text(line):
    anchor = f' text-anchor="{line.anchor}"'
    words = escape(line.text)
    return f'<text class="{line.role}"{anchor} font-size="{line.size}" x="{_n(line.x)}" y="{_n(line.y)}">{words}</text>'


def _rect(role, r, more=""):
    return f'<rect class="{role}" x="{_n(r.x)}" y="{_n(r.y)}" width="{_n(r.w)}" height="{_n(r.h)}"{more}/>'


# Without the style sheet a shape is an outline, so that the text on it stays legible.
OUTLINE = ' fill="none" stroke="currentColor"'


def _box(box):
    r = box.rect
    if box.kind == "判断":
        bevel, half = sizes.HEX, r.h / 2
        shape = (
            f'<path class="bx"{OUTLINE} d="M{_n(r.x)} {_n(r.y + half)}L{_n(r.x + bevel)} {_n(r.y)}H{_n(r.x + r.w - bevel)}'
            f"L{_n(r.x + r.w)} {_n(r.y + half)}L{_n(r.x + r.w - bevel)} {_n(r.y + r.h)}H{_n(r.x + bevel)}z\"/>"
        )
        group = "jd"
    else:
        group, radius = ("end", sizes.PILL) if box.kind in ("开始", "结束") else ("sp", 2)
        shape = _rect("bx", r, f' rx="{radius}"{OUTLINE}')
    return f'<g class="{group}">{shape}{"".join(map(_text, box.lines))}</g>'


def draw(flow):
    """The flow as one <svg> element."""
    plan = layout(flow)
    width, height = ceil(plan.width), ceil(plan.height)
    name = escape(f"flow-{flow.id}", quote=True)
    few = f' class="lanes-{len(plan.lanes)}"' if len(plan.lanes) <= sizes.FEW else ""
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg"{few} role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {width} {height}">'
        f'<title id="{name}-t">{escape(flow.title)}流程图</title>'
        f'<desc id="{name}-d">{len(plan.lanes)}条泳道，{len(plan.boxes)}个步骤。图中内容与下面的逐步说明一致。</desc>'
    ]
    for i, lane in enumerate(plan.lanes):
        out.append(_rect("lane alt" if i % 2 else "lane", lane.rect, ' fill="none"'))
    out.append(f'<rect class="lh" fill="none" width="{width}" height="{_n(plan.head)}"/>')
    for lane in plan.lanes[1:]:
        out.append(f'<path class="sep" stroke="currentColor" d="M{_n(lane.rect.x)} 0V{height}"/>')
    out.append(f'<path class="sep" stroke="currentColor" d="M0 {_n(plan.head)}H{width}"/>')
    out.extend(_text(line) for lane in plan.lanes for line in lane.lines)
    gaps = {label.edge: label.rect for label in plan.labels}
    for i, edge in enumerate(plan.edges):
        out.append(f'<path class="ed" fill="none" stroke="currentColor" d="{_line(edge.points, gaps.get(i))}"/>')
    out.extend(_head(edge.points) for edge in plan.edges)
    for label in plan.labels:
        out.append(_rect("eb a" if label.tinted else "eb", label.rect, ' fill="none"'))
        out.extend(map(_text, label.lines))
    out.extend(map(_box, plan.boxes))
    return "".join(out) + "</svg>"
