"""SVG: drawings of elements and attributes that can neither run nor load anything; any other is refused."""
import re

from disclosure.model.rare import Rare
from disclosure.read.attachments.markup import local, walk
from disclosure.read.attachments.notes import Notes

SVG, XLINK, XML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
ELEMENTS = set("""a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
filter g image line linearGradient marker mask metadata path pattern polygon polyline radialGradient rect stop style svg switch symbol text textPath title tspan use view""".split())
"""SVG 2, without scripts, foreign content, and what changes attributes over time (a link could be made a script)."""
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
FETCHED = re.compile(r"@import|url\(\s*[\"']?(?!#)|expression\s*\(|javascript:|-moz-binding|\\", re.I)
"""In styles: what loads something, or hides it behind an escape."""
EDITORS = Rare(r"http://(?:www\.inkscape\.org|sodipodi\.sourceforge\.net|ns\.adobe\.com|purl\.org|creativecommons\.org|www\.w3\.org/1999/02/22-rdf|web\.resource\.org|"
                     r"www\.serif\.com|www\.bohemiancoding\.com|www\.figma\.com|boxy-svg\.com)")
"""What drawing programs note for themselves; browsers show none of it."""


LOADS = "SVG 的样式会从外面取内容"


def vector(notes: Notes, data: bytes) -> None:
    """Looks at a drawing, in whatever encoding."""
    words: list[str] = []
    styles: list[str] = []
    first, inside = True, [""]

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal first
        space, _, name = tag.rpartition(" ")
        inside.append(name)
        if first and (space, name) != (SVG, "svg"):
            notes.refuse("不是 SVG 图片")
        first = False
        if (space != SVG and not EDITORS.match(space)) or (space == SVG and name not in ELEMENTS):
            notes.refuse(f"SVG 里有不能用的元素 {name[:30]}")
        for key, value in attributes.items():
            attribute(notes, space, name, key, value)
            if local(key) in ("title", "label", "desc"):
                words.append(f"{value}\n")

    def end(tag: str) -> None:
        inside.pop()
        if local(tag) in ("text", "title", "desc", "metadata", "rect", "path"):
            words.append("\n")

    def said(text: str) -> None:
        words.append(text)
        if "style" in inside:
            styles.append(text)
    if fault := walk(data, start, end, said, lambda *of_it: notes.refuse("SVG 带有样式表一类的指令（<?…?>）")):
        notes.refuse(f"SVG 读不了：{fault}")
    if FETCHED.search("".join(styles)):
        notes.refuse(LOADS)
    notes.say("", "".join(words))


def attribute(notes: Notes, element_space: str, element: str, key: str, value: str) -> None:
    """Refuses an attribute that could run or load something."""
    space, _, name = key.rpartition(" ")
    if name.lower().startswith("on") or (not space and name.lower() in ("src", "data", "action", "formaction", "ping")):
        notes.refuse(f"SVG 里有会运行的属性 {name[:30]}")
    elif name == "href" and (not space or space == XLINK):
        plain = re.sub(r"[\s\0-\x1f]", "", value)
        fine = plain.startswith("#") or (element == "a" and re.match(r"https?://", plain, re.I)) or (element == "image" and PICTURE.fullmatch(value.strip())) or not plain
        if element_space == SVG and not fine:
            notes.refuse("SVG 会从外面取内容，或者链接能运行程序")
    elif FETCHED.search(value) and (name == "style" or "(" in value):
        notes.refuse(LOADS)
    elif name == "base" and space == XML:
        notes.refuse("SVG 改了链接的起点（xml:base）")


def inert(data: bytes) -> bool:
    """Whether a drawing can neither run nor load anything; an empty one cannot."""
    notes = Notes()
    if data.strip():
        vector(notes, data)
    return not notes.refused
