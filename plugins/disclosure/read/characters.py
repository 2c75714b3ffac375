"""Characters that nobody sees: refused in files, and in what double-quoted escapes spell out."""
import re

from disclosure.model.rare import Rare

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\uffff\U0001fffe\U0001ffff\U000e0000-\U000e0fff\ud800-\udfff]")
BIDI = dict.fromkeys("\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "双向文字控制符")
NAMES = BIDI | {
    "\x00": "空字符 NUL", "\u200b": "零宽空格", "\u200c": "零宽不连字", "\u200d": "零宽连字", "\u200e": "从左到右标记", "\u200f": "从右到左标记",
    "\u2060": "零宽连接符", "\ufeff": "夹在中间的字节序标记", "\u2028": "行分隔符", "\u2029": "段分隔符", "\xad": "软连字符", "\ufffd": "乱码替代符",
}


SCRIPTS = Rare("[\u0620-\u064a\u0671-\u06d3\u0750-\u077f][\u200c\u200d]|[\u1820-\u18aa][\u180b-\u180f\u200d]|[\u3400-\u9fff\U00020000-\U000323af][\U000e0100-\U000e01ef]")
"""Hidden characters behind the letters that need them: joiners of Uyghur and Kazakh, variants of Mongolian letters and of rare surnames."""


def needed(text: str, at: int) -> bool:
    """Whether the hidden character there belongs to the letter before it."""
    return at > 0 and SCRIPTS.match(text, at - 1) is not None


def named(character: str) -> str:
    """What a hidden character is called, with its code point."""
    return f"{NAMES.get(character, '控制字符')}（U+{ord(character):04X}）"
