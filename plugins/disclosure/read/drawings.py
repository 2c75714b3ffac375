"""How characters are drawn with a brush: the data of the pad for handwriting (words/strokes.txt), which says where it comes from."""
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "words"
GRID = 45
"""Points lie on so many columns and rows."""
SIGNS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\')[:2 * GRID]
"""A sign's place is its number; that of y is GRID further at the end of a stroke."""


@cache
def drawings() -> dict[str, str]:
    """A character → its strokes as signs; those of GB 2312, the most often written first."""
    lines = (FOLDER / "strokes.txt").read_text(encoding="utf-8").splitlines()
    return {line[0]: line[1:] for line in lines if not line.startswith("#")}


@cache
def licence() -> str:
    """Under which the data may be passed on, word by word: it has to go along."""
    return (FOLDER / "ARPHICPL.TXT").read_text(encoding="utf-8")


def strokes(drawn: str) -> list[list[tuple[int, int]]]:
    """The strokes of a character as points."""
    out: list[list[tuple[int, int]]] = [[]]
    for x, y in zip(drawn[::2], drawn[1::2], strict=True):
        down, ends = SIGNS.index(y) % GRID, SIGNS.index(y) >= GRID
        out[-1].append((SIGNS.index(x), down))
        if ends:
            out.append([])
    return out[:-1]
