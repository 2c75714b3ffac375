"""The plan of the site as the preview uses it: followed no further than to what somebody asks for."""
from collections.abc import Iterator

from disclosure.host.frame import Frame
from disclosure.render import hant
from disclosure.render.output import Output, Page, latest
from disclosure.site import lists, shelves


class Shelf:
    """A part of the plan, in its order."""

    def __init__(self, coming: Iterator[Page | Output]) -> None:
        self.coming, self.known = coming, {}

    def of(self, path: str) -> Page | Output | None:
        while path not in self.known:
            if (one := next(self.coming, None)) is None:
                return None
            self.known[one.path] = one
        return self.known[path]


class Plan:
    """Everything that MkDocs does not write."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.shelves = {name: Shelf(coming) for name, coming in shelves(frame.view, frame.indexed, frame.file, None).items()}
        self.lists, self.words = Shelf(self.listed()), Shelf(self.said())

    def of(self, path: str) -> Page | Output | None:
        """What is planned under a path."""
        if path in self.frame.assets.files:
            return Output.of(path, self.frame.assets.files[path])
        folder, _, rest = path.partition("/")
        own = (f"{folder}/{rest.partition('/')[0].partition('.')[0]}", folder.removesuffix(".html"))
        for name in sorted(self.shelves, key=lambda name: name not in own):
            if (one := self.shelves[name].of(path)) is not None:
                return one
        return self.lists.of(path) or (self.words.of(path) if path.startswith("assets/") else None)

    def listed(self) -> Iterator[Page | Output]:
        """What leads to all the rest: begun when that is known."""
        yield from lists(self.frame.view, self.frame.indexed, [one for shelf in self.shelves.values() for one in shelf.known.values()])

    def said(self) -> Iterator[Output]:
        """The words for 繁體: known when every page has been printed, which takes its time."""
        press = self.frame.press(self.frame.view)
        for shelf in (*self.shelves.values(), self.lists):
            for one in shelf.known.values():
                press.printed(one)
        yield from latest(hant.DATA, press.traditional().data)
