"""Boxes and ticks that are letters of a symbol font: þ in Wingdings is ☑."""
import re

WINGDINGS = {0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x73: "◆", 0x74: "◆", 0x75: "◆",
             0x76: "◆", 0x9F: "•", 0xA0: "•", 0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA4: "◉", 0xA7: "■", 0xA8: "□",
             0xFB: "☒", 0xFC: "√", 0xFD: "☒", 0xFE: "☑", 0xD8: "•", 0xF0: "→", 0x77: "◆", 0x78: "☒", 0xAB: "★",
             **{0x80 + n: circled for n, circled in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
             **{0x8B + n: circled for n, circled in enumerate("⓿❶❷❸❹❺❻❼❽❾❿")}}
WINGDINGS2 = {0x4F: "☒", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x55: "☒", 0x56: "☒", 0x96: "●", 0x97: "●", 0x98: "●",
              0x99: "○", 0x9A: "○", 0x9B: "○", 0xA1: "■", 0xA2: "■", 0xA3: "□", 0xA4: "□", 0xA5: "□", 0xA6: "□"}
WEBDINGS = {0x61: "√", 0x63: "□", 0x67: "■", 0x72: "☒", 0x3D: "●", 0x6E: "●"}
SYMBOL = {0xB7: "•", 0xA8: "◆", 0xD6: "√", 0xB4: "×", 0xF0: "•"}
FONTS = {"wingdings": WINGDINGS, "wingdings 2": WINGDINGS2, "webdings": WEBDINGS, "symbol": SYMBOL}
PRIVATE = re.compile(r"[\uf020-\uf0ff]")
"""Letters of symbol fonts as Word writes them where it does not say the font."""
LOST = re.compile(r"[\ue000-\uf8ff]")


def in_font(text: str, font: str) -> str:
    """A text in a font, with the letters of symbol fonts turned into what they look like."""
    signs = FONTS.get(font.strip().strip("'\"").lower())
    if not signs:
        return text
    return "".join(signs.get(code & 0xFF, char) if (code := ord(char)) < 0x100 or 0xF000 <= code <= 0xF0FF else char for char in text)


def private(found: re.Match) -> str:
    return WINGDINGS.get(ord(found[0]) & 0xFF, found[0])
