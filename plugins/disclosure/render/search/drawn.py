"""What the pad for handwriting knows: how the characters are drawn that somebody may look for here, the county's own words first."""
import json
from collections import Counter

from disclosure.read.drawings import drawings, licence

MOST = 3600
"""So many characters at most: a stroke is compared with all of them."""
HEAD = """/* Strokes of characters, for the pad for handwriting.
Source: the medians of Make Me a Hanzi, from fonts of Arphic Technology Co., Ltd. Changed on 2026-11-30: thinned, rounded to a grid, most characters left out.
Of this file, the following licence holds, and no other of this site.

{}
*/
"""


def drawn(names: str) -> bytes:
    """A script that assigns window.disclosureHandData: first the characters of the county's names and of everyday words, the more frequent the earlier, then common ones.
    How frequent is told by powers of two, so that it stays the same file when a word is changed.

    `names`: the first data files of the search, which have all that things are called here and how residents ask for them.
    """
    known, said = drawings(), Counter(names)
    own = sorted((char for char in said if char in known), key=lambda char: (-said[char].bit_length(), char))
    chars = list(dict.fromkeys((*own, *known)))[:MOST]
    value = {"own": min(len(own), MOST), "chars": "".join(chars), "strokes": "\n".join(known[char] for char in chars)}
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{HEAD.format(licence())}window.disclosureHandData={data};\n".encode()
