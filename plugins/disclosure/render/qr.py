"""QR codes (二维码) of addresses, drawn as SVG.

segno takes 1.6 ms for a symbol: seconds for a county's pages.  But for a given size and mask a symbol is an affine function of its data:
flipping a bit of the text flips the same modules, whatever the rest says.  So a text of a length that has been drawn before is that
symbol with the flips of the bits that differ, each computed by segno once; addresses of one site differ in their tails alone.
"""
from functools import cache, lru_cache

from markupsafe import Markup

from disclosure.render.escaping import escaped

CAPACITY = (17, 32, 53, 78, 106, 134, 154, 192, 230, 271)
"""Bytes that symbols of the sizes 1 to 10 hold at level L (ISO/IEC 18004, table 7)."""
QUIET = 4
"""Light modules that must stand round a symbol."""
DIGITS = bytes.maketrans(b"\0\1", b"01")
ROWS = tuple(f"M{QUIET} {y}.5" for y in range(QUIET, QUIET + 17 + 4 * len(CAPACITY)))
"""Where the strokes of each row begin."""


class Codes:
    """Draws the codes of many texts that begin alike."""

    def __init__(self) -> None:
        self.drawn: dict[tuple[int, int], tuple[bytes, int]] = {}
        """(size, length) → the text of this length drawn last, and its modules."""
        self.flips: dict[tuple[int, int, int], int] = {}
        """(size, position, bits) → the modules that change with those bits of the character there."""
        self.blank: dict[int, int] = {}

    def svg(self, text: str, name: str) -> Markup:
        """The code of a text as inline SVG; "" for one that is not ASCII or too long to be read from a screen or a sheet.  `name`: its text alternative."""
        if not text.isascii() or len(text) > CAPACITY[-1]:
            return Markup()
        side, modules = self.modules(text.encode())
        whole = side + 2 * QUIET
        return Markup(f'<svg role="img" aria-label="{escaped(name)}" viewBox="0 0 {whole} {whole}"><path stroke="#000" d="{outline(side, modules)}"/></svg>')

    def modules(self, text: bytes) -> tuple[int, int]:
        """(modules a side, all modules row by row as one number, the first highest)."""
        size = next(size for size, most in enumerate(CAPACITY, 1) if len(text) <= most)
        if (size, len(text)) not in self.drawn:
            self.drawn[size, len(text)] = text, encoded(text, size)
        like, modules = self.drawn[size, len(text)]
        for position, (old, new) in enumerate(zip(like, text, strict=True)):
            if old != new:
                modules ^= self.flip(size, position, old ^ new)
        self.drawn[size, len(text)] = text, modules  # pages come in the order of their addresses: the next differs in a few characters
        return 17 + 4 * size, modules

    def flip(self, size: int, position: int, bits: int) -> int:
        key = (size, position, bits)
        if key not in self.flips:
            lowest = bits & -bits
            if bits != lowest:
                self.flips[key] = self.flip(size, position, lowest) ^ self.flip(size, position, bits ^ lowest)
                return self.flips[key]
            blank = bytearray(CAPACITY[size - 1])
            if size not in self.blank:
                self.blank[size] = encoded(bytes(blank), size)
            blank[position] = bits
            self.flips[key] = encoded(bytes(blank), size) ^ self.blank[size]
        return self.flips[key]


def encoded(text: bytes, size: int) -> int:
    """segno's symbol.  One mask for all: choosing the best is most of the work, and readers undo any."""
    import segno  # hardly any page draws a code
    symbol = segno.make(text, version=size, error="l", mode="byte", mask=0, boost_error=False, micro=False)
    return int(b"".join(symbol.matrix).translate(DIGITS), 2)


def outline(side: int, modules: int) -> str:
    """Each row's runs of dark modules, as strokes of one path.

    What corrects errors stands at the left and differs from page to page; what is at the right comes again and again.  So a row is drawn in two parts.
    """
    bits, parts = f"{modules:0{side * side}b}", []
    for row, at in zip(ROWS, range(0, side * side, side), strict=False):
        cut = bits.rfind("10", at, at + side // 3) + 1 or at
        parts += row, strokes(bits[at:cut]), strokes(bits[cut:at + side])
    return "".join(parts)


@lru_cache(maxsize=1 << 14)
def strokes(part: str) -> str:
    """A part of a row that ends with a dark run, or with the row."""
    return "".join(map(stroke, part.replace("10", "1 0").split(" ")))


@cache
def stroke(run: str) -> str:
    """Dark modules, and the light ones that stand before them."""
    dark = run.count("1")
    light = len(run) - dark
    return "" if not dark else f"m{light} 0h{dark}" if light else f"h{dark}"
