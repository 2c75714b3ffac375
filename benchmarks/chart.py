"""A line chart as SVG, both scales logarithmic: the same text for the same figures."""
import math
from html import escape

WIDTH, HEIGHT, LEFT, TOP, PLOT_W, PLOT_H = 760, 380, 70, 40, 520, 280
COLOURS = ("#b3261e", "#1f5fa8", "#2f7d4f", "#8a5a00")


def chart(title: str, across: str, lines: dict[str, list[tuple[float, float]]]) -> str:
    """The lines by name, each a list of points.  A grey guide shows what is in proportion: it rises as the count does."""
    every = [point for points in lines.values() for point in points]
    low_x, high_x = (math.log10(edge(x for x, _ in every)) for edge in (min, max))
    low_y, high_y = math.floor(math.log10(min(y for _, y in every))), math.ceil(math.log10(max(y for _, y in every)))

    def at(x: float, y: float) -> tuple[float, float]:
        return (round(LEFT + PLOT_W * (math.log10(x) - low_x) / (high_x - low_x), 1), round(TOP + PLOT_H * (1 - (math.log10(y) - low_y) / (high_y - low_y)), 1))

    def text(x: float, y: float, words: str, anchor: str = "start", colour: str = "#333") -> str:
        return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
           f'<title>{escape(title)}</title>', f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', text(LEFT, 22, title)]
    for power in range(low_y, high_y + 1):
        _, y = at(10 ** low_x, 10 ** power)
        out += [f'<path d="M{LEFT} {y}h{PLOT_W}" stroke="#ddd"/>', text(LEFT - 8, y + 4, f"{10 ** power:,g}", "end")]
    for x in sorted({x for x, _ in every}):
        place, _ = at(x, 10 ** low_y)
        out += [f'<path d="M{place} {TOP}v{PLOT_H}" stroke="#eee"/>', text(place, TOP + PLOT_H + 18, f"{x:,g}", "middle")]
    out.append(text(LEFT + PLOT_W / 2, TOP + PLOT_H + 40, across, "middle"))
    start_x, end_x = 10 ** low_x, 10 ** high_x
    start_y = 10 ** (low_y + .15)
    end_x = min(end_x, start_x * 10 ** high_y / start_y)
    (x1, y1), (x2, y2) = at(start_x, start_y), at(end_x, start_y * end_x / start_x)
    out += [f'<path d="M{x1} {y1}L{x2} {y2}" stroke="#999" stroke-dasharray="4 4" fill="none"/>', text(x2 + 8, y2 + 4, "in proportion", colour="#777")]
    for colour, (name, points) in zip(COLOURS, lines.items(), strict=False):
        places = [at(x, y) for x, y in points]
        out.append(f'<path d="M{"L".join(f"{x} {y}" for x, y in places)}" stroke="{colour}" stroke-width="2" fill="none"/>')
        out += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places]
        out.append(text(places[-1][0] + 8, places[-1][1] + 4, name, colour=colour))
    return "\n".join([*out, "</svg>", ""])
