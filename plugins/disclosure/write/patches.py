"""A changed tree → the stretches of its file that are to be replaced, and nothing besides.

No comment is ever lost: one that stood within what goes stays, on a line of its own.
"""
from bisect import bisect_left
from collections.abc import Iterator

from disclosure.read.nodes import Mapping, Node, Scalar, Sequence
from disclosure.write.source import Edit, Source, replaced
from disclosure.write.style import Style, Unwritable, as_block, block, one_line
from disclosure.write.tree import Entry, Fields, Many, Pair, Piece, Text, said


def rising(numbers: list[int]) -> set[int]:
    """As many of the numbers as possible that stand in rising order: what need not be moved."""
    tails, at, before = [], [], [-1] * len(numbers)
    for n, number in enumerate(numbers):
        place = bisect_left(tails, number)
        tails[place:place + 1] = [number]
        at[place:place + 1] = [n]
        before[n] = at[place - 1] if place else -1
    out, n = set(), at[-1] if at else -1
    while n >= 0:
        out.add(numbers[n])
        n = before[n]
    return out


def kept(piece: Piece) -> bool:
    """Whether anything of the node that a piece was read from still stands in it."""
    if isinstance(piece, Text):
        return piece.was is not None
    parts = piece.entries if isinstance(piece, Many) else piece.pairs
    return piece.was is not None and (any(part.was is not None for part in parts) or not (parts or (piece.was.items if isinstance(piece.was, Sequence) else piece.was.pairs)))


class Patches:
    """The edits of one file."""

    def __init__(self, source: Source, style: Style) -> None:
        self.source, self.style = source, style

    def whole(self, root: Fields) -> Iterator[Edit]:
        """The edits of the file."""
        if kept(root):
            yield from self.within(root)
            return
        start, indent = self.source.start(root.was), root.was.span[1] - 1
        last = self.source.row_end(self.source.end(root.was))
        comments = self.source.comments_in(start, last)
        yield Edit(start, last, f"\n{' ' * indent}".join([*self.style.pairs(root, indent), *comments]))

    def within(self, piece: Piece) -> Iterator[Edit]:
        """The edits within a piece that still stands where it was read."""
        if isinstance(piece, Text):
            return
        if piece.was.flow:
            yield from self.brackets(piece)
        elif isinstance(piece, Many):
            yield from self.entries(piece)
        else:
            yield from self.fields(piece)

    # -- values ----------------------------------------------------------------------------------
    def value(self, key: str, value: Piece, was: Node, start: int, indent: int, flow: bool, fields: Fields | None) -> Iterator[Edit]:
        """The edits of one value.  `start`: where it may begin, behind a colon or dash; `fields`: the mapping it stands in, None for an entry of a list."""
        if kept(value) and value.was is was and not isinstance(value, Text):
            yield from self.within(value)
            return
        source, end = self.source, self.source.end(was)
        if isinstance(value, Text) and isinstance(was, Scalar):
            if value.text == said(was):
                return
            if source.start(was) < end and (new := self.in_place(value.text, was, end, indent, flow)) is not None:
                yield Edit(source.start(was), end, new)
                return
        if flow:
            tail = "".join(f" {comment}\n{' ' * (indent + 4)}" for comment in source.comments_in(start, end))
            yield Edit(start, end, f"{' ' * (fields is not None)}{self.style.bracketed(value)}{tail}")
            return
        last = source.row_end(end)
        comments = source.comments_in(start, last)
        new = self.style.behind_dash(key, value, indent) if fields is None else self.style.behind(key, value, indent, fields.template)
        yield Edit(start, last if comments or not source.text[end:last].strip() else end, new + "".join(f"\n{' ' * indent}{comment}" for comment in comments))

    def in_place(self, text: str, was: Scalar, end: int, indent: int, flow: bool) -> str | None:
        """A text in the style of the one that stands there; None where it has to be written otherwise."""
        source = self.source
        if was.style in ("|", ">"):
            head = source.text[source.start(was):source.row_end(source.start(was))]
            first = source.rows[was.span[0]] if was.span[0] < len(source.rows) else ""
            edge = len(first) - len(first.lstrip(" "))
            filled = end > source.row_end(source.start(was))
            if filled and head.rstrip() in ("|", "|-", "|+") and edge > indent and (as_block(text) or as_block(text + "\nx")):
                return block(text, edge, head)
            return None
        if "\n" not in text:
            return one_line(text, flow, was.style)
        return one_line(text, flow) if flow or source.text[end:source.row_end(end)].strip() or not as_block(text) else block(text, indent + 2)

    # -- fields of a record ------------------------------------------------------------------------
    def fields(self, piece: Fields) -> Iterator[Edit]:
        source, was = self.source, piece.was
        indent = was.span[1] - 1
        stay = {id(pair.at) for pair in piece.pairs if pair.at is not None}
        yield from self.gone(was, stay, indent)
        after: Pair | None = None
        first = next(pair for pair in piece.pairs if pair.at is not None)
        for pair in piece.pairs:
            if pair.at is not None:
                after = pair
                yield from self.value(pair.key, pair.value, pair.was, self.behind_colon(pair.at), indent, False, piece)
                continue
            new = f"{one_line(pair.key, False)}:{self.style.behind(pair.key, pair.value, indent, piece.template)}"
            if after is None:
                yield Edit(source.start(first.at), source.start(first.at), f"{new}\n{' ' * indent}")
            else:
                end = source.row_end(max(source.end(after.was), source.after_key(after.at)))
                yield Edit(end, end, f"\n{' ' * indent}{new}")

    def behind_colon(self, key: Scalar) -> int:
        if not self.source.has_colon(key):
            raise Unwritable(f"“{key.text}”这一处的写法太特别（? 开头的字段名，或没有冒号），请先改成“字段: 值”")
        return self.source.after_key(key)

    def gone(self, was: Mapping, stay: set[int], indent: int) -> Iterator[Edit]:
        """Takes away the lines of fields that are no more."""
        source = self.source
        for number, (key, value) in enumerate(was.pairs):
            if id(key) in stay:
                continue
            start = source.start(key)
            self.behind_colon(key)
            if source.text[source.row_start(start):start].strip(" "):  # behind the dash of an entry
                following = next(k for k, _ in was.pairs[number:] if id(k) in stay)
                yield from self.compact(start, source.start(following))
                for other, _ in was.pairs[number + 1:]:
                    if id(other) in stay:
                        break
                    stay = stay | {id(other)}  # gone with it
                continue
            yield self.lines(source.row_start(start), max(source.end(value), source.after_key(key)), indent)

    def compact(self, start: int, end: int) -> Iterator[Edit]:
        """Takes away what stands behind a dash, up to what takes its place there."""
        source = self.source
        edge = source.row_start(start)
        lead = source.text[edge:start]
        comments = source.comments_in(start, end)
        if comments:
            yield Edit(edge, edge, "".join(f"{' ' * (len(lead) - len(lead.lstrip(' ')))}{comment}\n" for comment in comments))
        yield Edit(start, end, "")

    def lines(self, start: int, end: int, indent: int, spare: bool = False) -> Edit:
        """Takes away whole lines, with the line end before them; their comments stay.  `spare`: of two empty lines that would then stand together, one goes too."""
        source = self.source
        last = source.row_end(end)
        comments = [f"{' ' * indent}{comment}" for comment in source.comments_in(start, last)]
        if start == 0:
            return Edit(0, min(last + 1, len(source.text)), "".join(f"{comment}\n" for comment in comments))
        row = source.row_of(start) - 1
        if spare and not comments and row and source.blank(row) and source.blank(source.row_of(last) + 1):
            start = source.starts[row]
        return Edit(start - 1, last, "".join(f"\n{comment}" for comment in comments))

    # -- entries of a list -------------------------------------------------------------------------
    def entries(self, piece: Many) -> Iterator[Edit]:
        source, was = self.source, piece.was
        indent = was.span[1] - 1
        number = {id(item): n for n, item in enumerate(was.items)}
        stay = rising([number[id(entry.was)] for entry in piece.entries if entry.was is not None])
        moved = {id(entry.was) for entry in piece.entries if entry.was is not None} - {id(was.items[n]) for n in stay}
        jammed = False
        for n, item in enumerate(was.items):
            if n in stay:
                jammed = False
                continue
            dash = source.dash(was, n)
            if jammed:
                continue
            if source.text[source.row_start(dash):dash].strip(" "):
                following = next(m for m in sorted(stay) if m > n)
                yield from self.compact(dash, source.dash(was, following))
                jammed = True
                continue
            if id(item) in moved:
                start = source.above(dash) if n else source.row_start(dash)
                edit = self.lines(start, source.end(item), indent, spare=True)
                yield Edit(edit.start, edit.end, "")
            else:
                yield self.lines(source.row_start(dash), source.end(item), indent, spare=isinstance(item, Mapping))
        after: int | None = None
        gap = "\n" * (1 + self.spaced(was))
        for entry in piece.entries:
            if entry.was is not None and number[id(entry.was)] in stay:
                after = number[id(entry.was)]
                yield from self.value(piece.key, entry.value, entry.was, source.dash(was, after) + 1, indent, False, None)
                continue
            new = self.entry(piece, entry, number, indent)
            between = gap if isinstance(entry.value, Fields) else "\n"
            if after is None:
                first = source.dash(was, min(stay))
                if source.text[source.row_start(first):first].strip(" "):
                    yield Edit(first, first, f"{new.lstrip(' ')}\n{' ' * indent}")
                    continue
                at = source.above(first) if min(stay) else source.row_start(first)  # what stands above the first entry is about the list
                yield Edit(at, at, f"{new}{between}")
            else:
                end = source.row_end(max(source.end(was.items[after]), source.dash(was, after)))
                yield Edit(end, end, f"{between}{new}")

    def entry(self, piece: Many, entry: Entry, number: dict[int, int], indent: int) -> str:
        """The lines of an entry that is new here: those it had elsewhere, where it was moved."""
        if entry.was is None:
            return f"{' ' * indent}-{self.style.behind_dash(piece.key, entry.value, indent)}"
        source, n = self.source, number[id(entry.was)]
        dash = source.dash(piece.was, n)
        inline = source.text[source.row_start(dash):dash].strip(" ")
        start = dash if inline else source.above(dash) if n else source.row_start(dash)
        end = source.row_end(source.end(entry.was))
        edits = self.value(piece.key, entry.value, entry.was, dash + 1, indent, False, None)
        return (" " * indent if inline else "") + replaced(source.text[start:end], edits, start)

    def spaced(self, was: Sequence) -> bool:
        """Whether empty lines stand between the entries of a list."""
        source = self.source
        rows = [source.row_of(source.dash(was, n)) for n in range(min(3, len(was.items)))]
        return len(rows) > 1 and all(source.blank(source.row_of(source.above(source.starts[row])) - 1) for row in rows[1:])

    # -- [ ] and { } -------------------------------------------------------------------------------
    def brackets(self, piece: Many | Fields) -> Iterator[Edit]:
        source, was = self.source, piece.was
        indent = max(0, len(source.rows[was.span[0] - 1]) - len(source.rows[was.span[0] - 1].lstrip(" ")))
        if isinstance(piece, Many):
            nodes = [(source.start(item), source.end(item)) for item in was.items]
            number = {id(item): n for n, item in enumerate(was.items)}
            parts = [(number.get(id(entry.was)), entry.value, entry.was, "", self.style.bracketed(entry.value)) for entry in piece.entries]
        else:
            nodes = [(source.start(key), max(source.end(value), source.after_key(key))) for key, value in was.pairs]
            number = {id(key): n for n, (key, _) in enumerate(was.pairs)}
            parts = [(number.get(id(pair.at)), pair.value, pair.was, pair.key, f"{one_line(pair.key, True)}: {self.style.bracketed(pair.value)}") for pair in piece.pairs]
        stay = rising([n for n, *_ in parts if n is not None])
        moved = [nodes[n] for n, *_ in parts if n is not None and n not in stay]
        run: list[int] = []
        for n in [*range(len(nodes)), len(nodes)]:
            if n < len(nodes) and n not in stay:
                run.append(n)
                continue
            if run:
                first, last = run[0], run[-1]
                start, end = (nodes[first - 1][1], nodes[last][1]) if first else (nodes[0][0], nodes[n][0])
                lost = [comment for at, comment in source.comments_at(start, end) if not any(a <= at < b for a, b in moved)]
                yield Edit(start, end, "".join(f" {comment}\n{' ' * (indent + 4)}" for comment in lost))
                run = []
        after: int | None = None
        for n, value, old, key, new in parts:
            if n in stay:
                after = n
                many = isinstance(piece, Many)
                yield from self.value(key, value, old, nodes[n][0] if many else self.behind_colon(was.pairs[n][0]), indent, True, None if many else piece)
                continue
            if n is not None:  # it was moved: as it was typed
                new = replaced(source.text[nodes[n][0]:nodes[n][1]], self.value(key, value, old, nodes[n][0], indent, True, None), nodes[n][0])
            if after is None:
                at = nodes[min(stay)][0]
                yield Edit(at, at, f"{new}, ")
            else:
                yield Edit(nodes[after][1], nodes[after][1], f", {new}")
