"""Characters that only look like the ones that were meant: radicals and compatibility ideographs, which text copied out of PDFs is full of.

Search, rules and references would not find 水费 written with the radical of water (U+2F54), which nobody can see.  They are put right on reading and told.
"""
import re
import unicodedata

LOOKALIKE = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")
SUPPLEMENT = dict(zip("⺟⺠⺩⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳", "母民王虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟", strict=True))
"""Of the supplement (U+2E80–2EFF), which NFKC leaves alone, those that are whole characters of today; as in Unicode's EquivalentUnifiedIdeograph."""


def meant(character: str) -> str:
    """The ideograph that a character looks like; itself where it is one, or a mere part of one."""
    right = SUPPLEMENT.get(character) or unicodedata.normalize("NFKC", character)
    return right if len(right) == 1 else character


def mended(text: str) -> str:
    """A text of the same length with ideographs in the place of what looks like them."""
    return LOOKALIKE.sub(lambda found: meant(found[0]), text)
