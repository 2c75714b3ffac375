"""Where on its box each arrow leaves or comes in, as offsets in px from the middle of that side."""

from dataclasses import dataclass

from disclosure.render.swimlane import sizes, text
from disclosure.render.swimlane.ways import BOTTOM, LEFT, RIGHT, TOP

SLOT_X, SLOT_Y = 24, 16  # room of a port without a label
ANSWER_ROOMS = (170, 98, 68, 53, 38)  # widths an answer is wrapped to, tried in turn


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An answer's lines, and the px of the gap in the line it stands in."""

    lines: tuple[str, ...]
    width: float
    height: float


def answer_text(answer, room):
    lines = text.wrap(answer, sizes.ANSWER, room)
    width = max(text.width(line, sizes.ANSWER) for line in lines) + 8
    return AnswerText(lines, round(width, 1), sizes.ANSWER_LINE * len(lines) + 2)


class Ports:
    """Ports of all boxes. An entry is shared by all that come in by one side, an exit by all without an answer."""

    def __init__(self, arrows, ways, kinds):
        self.arrows, self.ways, self.kinds = arrows, ways, kinds
        self.key = {}  # (arrow, leaves?) -> port key (step, side, leaves?, part)
        for arrow, way in zip(arrows, ways, strict=True):
            part = 0 if arrow.answer is None else arrow.index + 1
            self.key[arrow.index, True] = (arrow.source, way.leave, True, part)
            self.key[arrow.index, False] = (arrow.target, way.enter, False, 0)
        self.shift = {}  # port key -> extra px asked for by `split`
        self.answers, self.widths, self.heights = {}, {}, {}
        self.offset = {}
        for side in {key[:2] for key in self.key.values()}:
            self._arrange(side)

    def split(self, arrow, leaves, part):
        """Gives this end a port of its own (or moves it on, when it has one). False when it cannot move."""
        step, side, _, old = self.key[arrow, leaves]
        if leaves and self.arrows[arrow].answer is not None:
            return False
        if self.ways[arrow].straight:
            return False
        key = (step, side, leaves, part)
        self.shift[key] = self.shift.get(key, 0) + (1 if old == part else 0)
        self.key[arrow, leaves] = key
        return True

    def arrange(self, step, side):
        self._arrange((step, side))

    def _heading(self, arrow, leaves):
        """How far, and to which hand, the arrow turns off beyond this port (coarse units)."""
        pieces = self.ways[arrow].pieces
        if len(pieces) == 1:
            return 0
        turn = pieces[1] if leaves else pieces[-2]
        return turn.end - turn.start if leaves else turn.start - turn.end

    def _arrange(self, box_side):
        step, side = box_side
        members = {}
        for (arrow, leaves), key in self.key.items():
            if key[:2] == box_side:
                members.setdefault(key, []).append((arrow, leaves))
        items = []
        for key, ends in members.items():
            straight = any(self.ways[a].straight for a, _ in ends)
            # A port everyone shares keeps the middle when no arrow runs straight.
            heading = sum(self._heading(a, out) for a, out in ends) / len(ends)
            items.append((heading, ends[0][0], key, straight, ends))
        items.sort(key=lambda item: (item[0], item[1]))
        if side in (LEFT, RIGHT):
            if len(items) == 1:
                arrow, leaves = items[0][4][0]
                if leaves and self.arrows[arrow].answer is not None:
                    self.answers[arrow] = answer_text(self.arrows[arrow].answer, 68)
                    self.heights[box_side] = self.answers[arrow].height + 4
            self._spread(items, [SLOT_Y] * len(items), side)
            reach = max(abs(self.offset[item[2]]) for item in items)
            self.heights[box_side] = max(self.heights.get(box_side, 0), 2 * reach + 22 if reach else 0)
            return
        straight = next((i for i, item in enumerate(items) if item[3]), None)
        if straight is not None and abs(straight - (len(items) - 1) / 2) > 1:
            # The straight one holds the middle of the box: with all others on one hand the box would double.
            items.insert(len(items) // 2, items.pop(straight))
        flat = {"判断": sizes.HEX + 4, "步骤": 12}.get(self.kinds[step], sizes.PILL + 2)
        for room in ANSWER_ROOMS:
            slots = []
            for item in items:
                arrow, leaves = item[4][0]
                if leaves and self.arrows[arrow].answer is not None:
                    self.answers[arrow] = answer_text(self.arrows[arrow].answer, room)
                    slots.append(self.answers[arrow].width + 8)
                else:
                    slots.append(SLOT_X)
            self._spread(items, slots, side)
            need = sizes.BOX_WIDTH
            for item, slot in zip(items, slots, strict=True):
                middle = abs(self.offset[item[2]])
                need = max(need, 2 * (middle + flat), 2 * (middle + slot / 2 - 14))
            if need <= sizes.BOX_WIDTH:
                break
        self.widths[box_side] = need

    def _spread(self, items, slots, side):
        """Ports side by side; the one that runs straight (or, on top, the shared entry) in the middle."""
        if len(items) == 1 and items[0][2] in self.shift:  # it moved because the middle led into a circle
            self.offset[items[0][2]] = float(slots[0] * (1 + self.shift[items[0][2]]))
            return
        slots = [slot + 2 * 11 * self.shift.get(item[2], 0) for item, slot in zip(items, slots, strict=True)]
        middle = next((i for i, item in enumerate(items) if item[3]), None)
        if middle is None and (side == TOP or len(items) == 1):
            middle = next((i for i, item in enumerate(items) if item[2][2:] == (False, 0)), 0 if len(items) == 1 else None)
        at, place = 0.0, []
        for slot in slots:
            place.append(at + slot / 2)
            at += slot
        zero = at / 2 if middle is None else place[middle]
        for i, item in enumerate(items):
            self.offset[item[2]] = float(round(place[i] - zero))

    def box_width(self, step):
        """Width the box needs for its ports and answers, a whole even number of px."""
        need = max(self.widths.get((step, BOTTOM), 0), self.widths.get((step, TOP), 0), sizes.BOX_WIDTH)
        return int(-(-need // 2) * 2)

    def box_height(self, step):
        return max(self.heights.get((step, LEFT), 0), self.heights.get((step, RIGHT), 0), sizes.BOX_HEIGHT)

    def at(self, arrow, leaves):
        return self.offset[self.key[arrow, leaves]]
