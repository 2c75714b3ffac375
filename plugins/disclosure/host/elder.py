"""The layouts of 大字版.  Its text is a third larger, so a screen has room for as much as one three quarters as wide: every rule that our style
sheets have for narrow screens must hold for wider ones in this mode.  CSS cannot say "narrow, or this mode", so the rules are repeated here.
"""
import re

NARROW = re.compile(r"^@media (?:screen and )?\(max-width: (\d+)px\) \{\n(.*?)^\}", re.M | re.S)
RULE = re.compile(r"^(\s*)([^@{}\n][^{}\n]*?) \{", re.M)
COMMA = re.compile(r",\s*(?![^(]*\))")
MODE, KIOSK = '[data-mode="elder"]', '[data-flavour="kiosk"]'
REACH = {"600": 800, "1023": 1365, "1279": 1705}
"""Up to which width (px) a rule for screens of at most so many holds in the mode."""
CARDS = {"600": 1679, "1023": 1679}
"""The same for tables: a catalogue is cards until all of its columns fit."""
KEPT = {"chrome": {"1023"}}
"""What stays as it is: the drawer, which a script knows by its width, too."""


def elder_css(sheets: dict[str, str], mode: str = MODE) -> bytes:
    """The style sheet that repeats the rules of these, by name and text, for the pages whose root `mode` selects."""
    parts = []
    for name, text in sheets.items():
        for width, rules in NARROW.findall(text):
            if width in REACH and width not in KEPT.get(name, ()):
                reach = {**REACH, **(CARDS if name == "tables" else {})}[width]
                parts.append(f"@media screen and (min-width: {int(width) + 1}px) and (max-width: {reach}px) {{\n{RULE.sub(in_mode, rules)}}}\n")
    return "".join(parts).replace(MODE, mode).encode()


def in_mode(rule: re.Match[str]) -> str:
    selectors = (s if s == ":root" else f"{MODE} {s}" for s in COMMA.split(rule[2].strip()))
    return f"{rule[1]}{', '.join(selectors).replace(':root', f':root{MODE}')} {{"
