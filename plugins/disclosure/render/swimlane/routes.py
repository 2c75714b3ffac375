"""From coarse ways to lines in px: widths of channels, places of lanes, rows and tracks, points of every arrow."""

from math import sqrt

from disclosure.render.swimlane import sizes
from disclosure.render.swimlane.ports import Ports
from disclosure.render.swimlane.tracks import arrange, circle, musts, runs_of
from disclosure.render.swimlane.ways import BOTTOM, LEFT, RIGHT, TOP


class Sheet:
    """Everything placed. `heights[i]` is the height box i needs for its text."""

    def __init__(self, grid, kinds, heights):
        self.grid, self.kinds = grid, kinds
        self.arrows, self.ways = grid.arrows, [grid.ways[a.index] for a in grid.arrows]
        self.ports = Ports(self.arrows, self.ways, kinds)
        self.channels, self.owner = runs_of(self.arrows, self.ways)
        self.must = self._untangle()
        count = len(kinds)
        self.box_w = [self.ports.box_width(i) for i in range(count)]
        self.box_h = [max(heights[i], self.ports.box_height(i)) for i in range(count)]
        self.wide = [sizes.BOX_WIDTH] * grid.lane_count
        self.tall = [sizes.BOX_HEIGHT] * grid.row_count
        for i in range(count):
            self.wide[grid.lanes[i]] = max(self.wide[grid.lanes[i]], self.box_w[i])
            self.tall[grid.rows[i]] = max(self.tall[grid.rows[i]], self.box_h[i])
        self.levels = {}
        self.mid_x = [250.0 * c + 125 for c in range(grid.lane_count)]
        self.mid_y = [120.0 * r + 60 for r in range(grid.row_count)]
        for line in range(2 * grid.lane_count + 1):
            for run in self.channels.get((True, line), ()):
                run.at = 125.0 * line
        for line in range(2 * grid.row_count + 1):
            for run in self.channels.get((False, line), ()):
                run.at = 60.0 * line
        self.width = self.height = 0.0
        for _ in range(2):  # the second time with the places the first time found
            self._order(True)
            self._columns()
            self._order(False)
            self._lines()

    # -- tracks ----------------------------------------------------------------------------

    def _hung(self, arrow, piece):
        """Offset of a piece that hangs at a box, None for a piece in a channel."""
        way = self.ways[arrow]
        if way.pieces[piece].line % 2 == 0:
            return None
        return self.ports.at(arrow, piece == 0)

    def _untangle(self):
        """The order each channel must keep; ends that would need a circle move to a port of their own."""
        for _ in range(16):  # a move shifts its neighbours, which may matter to another channel
            stirred = False
            for runs in self.channels.values():
                for _ in range(12):
                    bad = circle(len(runs), musts(runs, self.ways, self._hung))
                    if bad is None:
                        break
                    if not (self._move(runs[bad[1]], bad[3]) or self._move(runs[bad[0]], bad[2])):
                        break
                    stirred = True
            if not stirred:
                break
        return {channel: musts(runs, self.ways, self._hung) for channel, runs in self.channels.items()}

    def _move(self, run, end):
        arrow, piece = end
        line, leaves = self.ways[arrow].pieces[piece].line, piece == 0
        side = self.ports.key[arrow, leaves][:2]
        moved = False
        for other, number, _ in run.ends:
            pieces = self.ways[other].pieces
            if pieces[number].line == line and (number == 0) == leaves and self.ports.key[other, leaves][:2] == side:
                mark = 1000 * (run.line + 1) + (other if leaves else 500 + run.members[0][0])
                moved |= self.ports.split(other, leaves, mark)
        if moved:
            self.ports.arrange(*side)
        return moved

    def _place(self, vertical):
        """How far along a channel (px) a piece that crosses it lies."""
        middle = self.mid_y if vertical else self.mid_x

        def place(arrow, piece):
            line = self.ways[arrow].pieces[piece].line
            if line % 2:
                return middle[line // 2] + self.ports.at(arrow, piece == 0)
            return self.owner[arrow, piece].at

        return place

    def _order(self, vertical):
        for channel, runs in self.channels.items():
            if channel[0] == vertical:
                self.levels[channel] = arrange(runs, self.must[channel], self._place(vertical))

    # -- columns ---------------------------------------------------------------------------

    def _side_answers(self, c):
        """Answers that stand in channel c: (width, does a line of the channel pass there, on its left?)."""
        for arrow, way in zip(self.arrows, self.ways, strict=True):
            if arrow.answer is None or way.leave not in (LEFT, RIGHT):
                continue
            lane = self.grid.lanes[arrow.source]
            if c == (lane + 1 if way.leave == RIGHT else lane):
                yield self.ports.answers[arrow.index].width, self.passed(arrow, way), way.leave == RIGHT

    def passed(self, arrow, way):
        """Does a line run up or down beside the box where this arrow leaves by the side?"""
        lane, y = self.grid.lanes[arrow.source], 2 * self.grid.rows[arrow.source] + 1
        line = 2 * (lane + 1 if way.leave == RIGHT else lane)
        return any(run.low <= y <= run.high for run in self.channels.get((True, line), ()))

    def _columns(self):
        lanes, gaps, edges = self.grid.lane_count, [], []
        for c in range(lanes + 1):
            outer = c in (0, lanes)
            n = self.levels.get((True, 2 * c), 0)
            left = sizes.FRAME if c == 0 else sizes.CLEAR
            right = sizes.FRAME if c == lanes else sizes.CLEAR
            least = sizes.EDGE_GAP if outer else sizes.LANE_GAP
            for width, passed, onleft in self._side_answers(c):
                if not passed:
                    least = max(least, width + 28)
                elif onleft:
                    left = max(left, width + 14)
                else:
                    right = max(right, width + 14)
            gaps.append(max(least, left + right + (n - 1) * sizes.TRACK_X if n else 0))
            edges.append((left, right))
        total = sum(gaps) + sum(self.wide)
        least = lanes * sizes.LANE_WIDTH if lanes <= sizes.FEW else sizes.MIN_WIDTH
        spare = max(0.0, (least - total) / lanes)
        for c in range(lanes + 1):
            gaps[c] += spare / 2 if c in (0, lanes) else spare
        x, self.mid_x, self.gap_x = 0.0, [], []
        for c in range(lanes + 1):
            self.gap_x.append((x, x + gaps[c]))
            self._tracks_x(c, x, gaps[c], *edges[c])
            x += gaps[c]
            if c < lanes:
                self.mid_x.append(x + self.wide[c] / 2)
                x += self.wide[c]
        self.width = x
        self.borders = [0.0] + [self._border(c) for c in range(1, lanes)] + [self.width]

    def _tracks_x(self, c, x, gap, left, right):
        """Lines of one lane only keep to that lane's side, the others stand in the middle."""
        runs = self.channels.get((True, 2 * c), ())
        n = self.levels.get((True, 2 * c), 0)
        if not n:
            return
        leftmost = [all(w == -1 for r in runs if r.level == k for _, _, w in r.ends) for k in range(n)]
        rightmost = [all(w == 1 for r in runs if r.level == k for _, _, w in r.ends) for k in range(n)]
        a = b = 0
        while a < n and leftmost[a]:
            a += 1
        while b < n - a and rightmost[n - 1 - b]:
            b += 1
        step, places = sizes.TRACK_X, [0.0] * n
        for k in range(a):
            places[k] = x + left + step * k
        for k in range(b):
            places[n - 1 - k] = x + gap - right - step * k
        low = x + left + step * a
        high = x + gap - right - step * b
        middle = n - a - b
        first = (low + high - step * (middle - 1)) / 2
        if middle == 1 and abs(first - (x + gap / 2)) < 9 and 0 < c < self.grid.lane_count:
            first = max(low, x + gap / 2 - 10)
        for k in range(middle):
            places[a + k] = first + step * k
        for run in runs:
            run.at = round(places[run.level], 1)

    def _border(self, c):
        """The line between two lanes, in the middle of their gap but never on an arrow."""
        low, high = self.gap_x[c]
        taken = [run.at for run in self.channels.get((True, 2 * c), ())]
        middle = round((low + high) / 2)
        for shift in range(int(high - low) // 2):
            for x in (middle + shift, middle - shift):
                if all(abs(x - t) >= 6 for t in taken):
                    return float(x)
        return float(middle)

    # -- rows ------------------------------------------------------------------------------

    def _lines(self):
        rows, y, self.mid_y = self.grid.row_count, 0.0, []
        answers = {}
        for arrow, way in zip(self.arrows, self.ways, strict=True):
            if arrow.answer is not None:
                row, height = self.grid.rows[arrow.source], self.ports.answers[arrow.index].height
                if way.leave == BOTTOM:
                    answers[row + 1] = max(answers.get(row + 1, 0), height)
        for k in range(rows + 1):
            n = self.levels.get((False, 2 * k), 0)
            over = sizes.FRAME + 4 if k == 0 else sizes.CLEAR
            if k in answers:
                over = max(over, answers[k] + 16)
            under = sizes.FRAME + 4 if k == rows else sizes.CLEAR + 2
            least = sizes.FIRST_GAP if k == 0 else sizes.LAST_GAP if k == rows else sizes.ROW_GAP
            need = over + under + (n - 1) * sizes.TRACK_Y if n else over + under if k in answers else 0
            gap = max(least, need)
            first = y + over + (gap - need) / 2
            for run in self.channels.get((False, 2 * k), ()):
                run.at = round(first + run.level * sizes.TRACK_Y, 1)
            y += gap
            if k < rows:
                self.mid_y.append(y + self.tall[k] / 2)
                y += self.tall[k]
        self.height = y

    # -- points ----------------------------------------------------------------------------

    def box(self, step):
        """(x, y, width, height) of a box."""
        w, h = self.box_w[step], self.box_h[step]
        return self.mid_x[self.grid.lanes[step]] - w / 2, self.mid_y[self.grid.rows[step]] - h / 2, w, h

    def _rim(self, step, side, offset):
        """The point on the outline of a box where a port lies."""
        x, y, w, h = self.box(step)
        if side in (TOP, BOTTOM):
            return x + w / 2 + offset, y if side == TOP else y + h
        inset, kind = 0.0, self.kinds[step]
        if kind == "判断":
            inset = sizes.HEX * abs(offset) / (h / 2)
        elif kind in ("开始", "结束"):
            over = max(0.0, abs(offset) - (h / 2 - sizes.PILL))
            inset = sizes.PILL - sqrt(sizes.PILL**2 - over**2)
        return x + inset if side == LEFT else x + w - inset, y + h / 2 + offset

    def points(self, arrow):
        """The corners of an arrow from box to box, in px."""
        way, index = self.ways[arrow.index], arrow.index
        start = self._rim(arrow.source, way.leave, self.ports.at(index, True))
        end = self._rim(arrow.target, way.enter, self.ports.at(index, False))
        lines = []
        for i, piece in enumerate(way.pieces):
            if piece.line % 2 == 0:
                lines.append(self.owner[index, i].at)
            elif i == 0:
                lines.append(start[0] if piece.vertical else start[1])
            else:
                lines.append(end[0] if piece.vertical else end[1])
        corners = [start]
        for i in range(1, len(lines)):
            across = way.pieces[i].vertical
            corners.append((lines[i], lines[i - 1]) if across else (lines[i - 1], lines[i]))
        corners.append(end)
        kept = [corners[0]]
        for i in range(1, len(corners)):
            a, b = kept[-1], corners[i]
            if abs(a[0] - b[0]) < 0.05 and abs(a[1] - b[1]) < 0.05:
                continue
            if len(kept) > 1:
                z = kept[-2]
                if (z[0] == a[0] == b[0]) or (z[1] == a[1] == b[1]):
                    kept[-1] = b
                    continue
            kept.append(b)
        return tuple((round(x, 1), round(y, 1)) for x, y in kept)
