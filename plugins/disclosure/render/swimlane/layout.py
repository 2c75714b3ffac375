"""The drawing as boxes, lines and labels in px, before anything is printed."""

from dataclasses import dataclass

from disclosure.render.swimlane import sizes, text
from disclosure.render.swimlane.routes import Sheet
from disclosure.render.swimlane.rows import place
from disclosure.render.swimlane.ways import BOTTOM, LEFT, Arrow, Grid

KINDS = ("开始", "步骤", "判断", "结束")


@dataclass(frozen=True, slots=True)
class Rect:
    """Left, top, width, height in px."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: `role` is its class in the drawing, (x, y) its anchor on the base line."""

    role: str
    text: str
    x: float
    y: float
    size: int
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Box:
    """One step. `inner` is the room in px a line of its text may take."""

    code: str
    number: int
    kind: str
    rect: Rect
    inner: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """An answer in a gap of its line; `tinted` when it stands on a lane with the second ground."""

    edge: int
    rect: Rect
    lines: tuple[Line, ...]
    tinted: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """One arrow: numbers of its boxes in `Layout.boxes`, its answer, its corners."""

    source: int
    target: int
    answer: str | None
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A column: its whole height without the head, and the lines of its name."""

    name: str
    rect: Rect
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    width: float
    height: float
    head: float
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    labels: tuple[Label, ...]


def _arrows(steps, number):
    """The arrows once each: a step without an answer leads to the same target once only."""
    arrows, seen = [], set()
    for source, step in enumerate(steps):
        for answer, code in step.arrows:
            target = number[code]
            answer = " ".join(answer.split()) if answer and answer.strip() else None
            if (source, target, answer) in seen:
                continue
            seen.add((source, target, answer))
            width = 0.0 if answer is None else text.width(answer, sizes.ANSWER)
            arrows.append(Arrow(len(arrows), source, target, answer, width))
    return arrows


def _inner(kind, width):
    """Room for text in a box: bevels and round ends take some."""
    return width - {"步骤": 16, "判断": 2 * sizes.HEX + 8}.get(kind, sizes.PILL)


def _wording(number, step, width):
    """(name lines, limit lines, width of the number before the first line) for a box of this width."""
    inner = _inner(step.kind, width)
    lead = text.width(str(number), sizes.NUMBER) + sizes.NUMBER_GAP
    names = text.wrap(step.name, sizes.NAME, inner, lead)
    limit = text.limit_text(step.time_limit)
    return names, text.wrap(limit, sizes.LIMIT, inner) if limit else (), lead


def _box_height(names, limits):
    return max(sizes.BOX_HEIGHT, len(names) * sizes.NAME_LINE + len(limits) * sizes.LIMIT_LINE + 14)


def _box(number, step, rect, wording):
    names, limits, lead = wording
    middle = rect.x + rect.w / 2
    block = len(names) * sizes.NAME_LINE + len(limits) * sizes.LIMIT_LINE
    y = rect.y + (rect.h - block) / 2
    lines = []
    for i, name in enumerate(names):
        x = middle + (lead / 2 if i == 0 else 0)
        if i == 0:
            start = x - text.width(name, sizes.NAME) / 2 - sizes.NUMBER_GAP
            lines.append(Line("sn", str(number), start, y + 17, sizes.NUMBER, "end"))
        lines.append(Line("st", name, x, y + 17, sizes.NAME))
        y += sizes.NAME_LINE
    for limit in limits:
        lines.append(Line("tt", limit, middle, y + 15, sizes.LIMIT))
        y += sizes.LIMIT_LINE
    return Box(step.code, number, step.kind, rect, _inner(step.kind, rect.w), tuple(lines))


def _label(sheet, arrow, head):
    way, answer = sheet.ways[arrow.index], sheet.ports.answers[arrow.index]
    x, y, w, h = sheet.box(arrow.source)
    lane, row = sheet.grid.lanes[arrow.source], sheet.grid.rows[arrow.source]
    if way.leave == BOTTOM:
        free = not sheet.channels.get((False, 2 * row + 2))
        middle = x + w / 2 + sheet.ports.at(arrow.index, True)
        top = y + h + (12 if free and answer.height < 24 else 8)
        tinted = lane % 2 == 1
    else:
        sign = -1 if way.leave == LEFT else 1
        rim = x if sign < 0 else x + w
        if sheet.passed(arrow, way):
            middle = rim + sign * (7 + answer.width / 2)
        else:  # the whole gap is free: the middle between the two lanes, a little off the arrow head
            low, high = sheet.gap_x[lane if sign < 0 else lane + 1]
            middle = (low + high) / 2 - sign * 3
            if abs(middle - rim) > 90:
                middle = rim + sign * max(48, 14 + answer.width / 2)
        top = y + h / 2 - answer.height / 2
        border = sheet.borders[lane if sign < 0 else lane + 1]
        crosses = (middle - border) * sign > 0
        tinted = (lane + (sign if crosses else 0)) % 2 == 1
    rect = Rect(round(middle - answer.width / 2, 1), round(head + top, 1), answer.width, answer.height)
    lines = tuple(
        Line("el", line, middle, rect.y + 16.5 + i * sizes.ANSWER_LINE, sizes.ANSWER) for i, line in enumerate(answer.lines)
    )
    return Label(arrow.index, rect, lines, tinted)


def layout(flow):
    """Places a flow's lanes, boxes, arrows and answers. Raises ValueError for a code, lane or kind it does not know."""
    steps, names = tuple(flow.steps), tuple(flow.lanes)
    number = {step.code: i for i, step in enumerate(steps)}
    for step in steps:
        if step.lane not in names:
            raise ValueError(f"流程 {flow.id}：步骤 {step.code} 的单位“{step.lane}”不在泳道之中")
        if step.kind not in KINDS:
            raise ValueError(f"流程 {flow.id}：步骤 {step.code} 的类型“{step.kind}”不认识")
        for _, code in step.arrows:
            if code not in number:
                raise ValueError(f"流程 {flow.id}：步骤 {step.code} 的下一步“{code}”不存在")
    if not steps:
        raise ValueError(f"流程 {flow.id}：没有步骤")
    lanes = [names.index(step.lane) for step in steps]
    arrows = _arrows(steps, number)
    successors = [list(dict.fromkeys(a.target for a in arrows if a.source == i)) for i in range(len(steps))]
    long = {(a.source, a.target) for a in arrows if a.label > 4.5 * sizes.ANSWER}
    rows = place(lanes, successors, lambda source, target: (source, target) not in long)
    grid = Grid(lanes, rows, arrows, len(names))
    grid.route()
    heights = [_box_height(*_wording(i + 1, step, sizes.BOX_WIDTH)[:2]) for i, step in enumerate(steps)]
    sheet = Sheet(grid, [step.kind for step in steps], heights)

    heads = []
    for c, name in enumerate(names):
        room = sheet.borders[c + 1] - sheet.borders[c] - 24
        heads.append(text.wrap(name, sizes.LANE, room))
    head = max(sizes.HEAD_HEIGHT, max(len(lines) for lines in heads) * sizes.LANE_LINE + 24)
    drawn_lanes = []
    for c, (name, lines) in enumerate(zip(names, heads, strict=True)):
        low, high = sheet.borders[c], sheet.borders[c + 1]
        top = (head - len(lines) * sizes.LANE_LINE) / 2
        printed = tuple(
            Line("lt", line, (low + high) / 2, top + 18 + i * sizes.LANE_LINE, sizes.LANE) for i, line in enumerate(lines)
        )
        drawn_lanes.append(Lane(name, Rect(low, head, high - low, sheet.height), printed))
    boxes = []
    for i, step in enumerate(steps):
        x, y, w, h = sheet.box(i)
        boxes.append(_box(i + 1, step, Rect(x, y + head, w, h), _wording(i + 1, step, w)))
    edges = tuple(
        Edge(a.source, a.target, a.answer, tuple((x, round(y + head, 1)) for x, y in sheet.points(a))) for a in arrows
    )
    labels = tuple(_label(sheet, a, head) for a in arrows if a.answer is not None)
    return Layout(sheet.width, sheet.height + head, head, tuple(drawn_lanes), tuple(boxes), edges, labels)
