"""The county's colour (主色) as style sheet: dark enough to read, with a deeper and a pale companion.

Lightness is changed in OKLCH (Björn Ottosson, 2020), where it is what eyes see, so that a red county stays red.
"""
import math

WHITE = 1.05
"""Relative luminance of white plus 0.05 (WCAG 2.2, contrast ratio)."""


def accent_css(colour: str) -> bytes:
    """The custom properties for a colour written #rrggbb; darkened until white text on it has a contrast of at least 7:1."""
    lightness, chroma, hue = oklch(colour)
    while WHITE / (luminance(accent := hexed(lightness, chroma, hue)) + 0.05) < 7:
        lightness -= 0.005
    deep, wash = hexed(lightness - 0.09, chroma, hue), hexed(0.95, min(chroma, 0.015), hue)
    return f":root {{\n  --accent: {accent};\n  --accent-deep: {deep};\n  --accent-wash: {wash};\n}}\n".encode()


def oklch(colour: str) -> tuple[float, float, float]:
    r, g, b = (linear(int(colour[i:i + 2], 16) / 255) for i in (1, 3, 5))
    l, m, s = (math.cbrt(x) for x in (
        0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b, 0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
        0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b))
    light = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
    b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    return light, math.hypot(a, b), math.atan2(b, a)


def hexed(light: float, chroma: float, hue: float) -> str:
    """The colour as #rrggbb; where the screen has no such colour, the nearest with less chroma."""
    while True:
        a, b = chroma * math.cos(hue), chroma * math.sin(hue)
        l, m, s = (x ** 3 for x in (light + 0.3963377774 * a + 0.2158037573 * b, light - 0.1055613458 * a - 0.0638541728 * b,
                                    light - 0.0894841775 * a - 1.2914855480 * b))
        rgb = (4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
               -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)
        if chroma < 0.002 or all(-0.0005 <= x <= 1.0005 for x in rgb):
            return "#" + "".join(f"{round(255 * gamma(min(1, max(0, x)))):02x}" for x in rgb)
        chroma -= 0.002


def linear(x: float) -> float:
    return x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4


def gamma(x: float) -> float:
    return 12.92 * x if x <= 0.0031308 else 1.055 * x ** (1 / 2.4) - 0.055


def luminance(colour: str) -> float:
    r, g, b = (linear(int(colour[i:i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
