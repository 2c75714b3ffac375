"""That a built site is whole: every page is there, sampled pages say what they must, and the peers say the same."""
import functools
import html
import random
import re
from pathlib import Path


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def shown(page: str, inside: str = r"(?s)(.*)") -> str:
    """The text of a page, or of the part of it that a pattern finds, without markup and white space."""
    part = re.search(inside, page)[1]
    part = re.sub(r"(?s)<!--.*?-->|<(script|style)\b.*?</\1>", "", part)
    return squeezed(html.unescape(re.sub(r"<[^>]*>", "", part)))


def addresses(out: Path) -> dict:
    """Where each thing may be: a matter's page has an address that ends in its file's id and its number, any other page's ends in its id."""
    found: dict = {}
    for path in out.rglob("*.html"):
        parts = path.relative_to(out).as_posix().removesuffix(".html").removesuffix("/index").split("/")
        number = re.fullmatch(r"(?:[a-z]+-)?(\d+)[.\-_](\d+)", parts[-1])
        for key in [parts[-1]] + ([(owner, ".".join(number.groups())) for owner in parts[:-1]] if number else []):
            found.setdefault(key, []).append(path)
    return found


def key(page: dict):
    """Under what `addresses` knows a page of the county."""
    return (page["file"], page["number"]) if page["kind"] == "items" else page["file"]


def sampled(pages: list[dict], seed: int, items: int = 200) -> list[dict]:
    """Pages to be read after every build: so many matters, and a quarter as many others."""
    pick = random.Random(seed)
    matters, others = [p for p in pages if p["kind"] == "items"], [p for p in pages if p["kind"] != "items"]
    return pick.sample(matters, min(items, len(matters))) + pick.sample(others, min(items // 4, len(others)))


def problems(out: Path, pages: list[dict], sample: list[dict]) -> list[str]:
    """What is wrong with a built site, as sentences: pages missing, sampled texts missing."""
    found, text = addresses(out), functools.cache(lambda path: shown(path.read_text(encoding="utf-8")))
    missing = [p for p in pages if key(p) not in found]
    bad = [f"{len(missing)} of {len(pages)} pages missing, first {key(missing[0])}"] if missing else []
    for p in sample:
        wanted = [squeezed(w) for w in (p["name"], *p.get("content", []))]
        if not any(all(w in text(path) for w in wanted) for path in found.get(key(p), [])):
            bad.append(f"text of {key(p)} not on its page")
        if p["kind"] == "items" and not any(wanted[0] in text(path) for path in found.get(p["file"], [])):
            bad.append(f"{key(p)} not in the table of {p['file']}")
    return bad


def differences(outs: dict[str, Path], sample: list[dict]) -> list[str]:
    """Peers must print the same words: pages whose text differs from the first peer's.  `outs`: output folder by name, of peers alone."""
    first, differ = next(iter(outs), ""), []
    for p in sample if len(outs) > 1 else ():
        path = {"home": "index.html", "items": f"items/{p['file']}/{p.get('number')}.html"}.get(p["kind"], f"{p['kind']}/{p['file']}.html")
        texts = {name: shown((out / path).read_text(encoding="utf-8"), r"(?s)<article[^>]*>(.*)</article>") for name, out in outs.items()}
        differ += [f"{path}: {name} differs from {first}" for name, text in texts.items() if text != texts[first]]
    return differ


class Edits:
    """One-line edits: the 内容 of single matters, spread evenly over the county.  Knows the text of every file it has touched."""

    def __init__(self, files: dict[str, str], pages: list[dict]) -> None:
        self.files = dict(files)
        self.pages = [p for p in pages if p["kind"] == "items" and len(p["content"]) == 1
                      and f"\n    内容: {p['content'][0]}\n" in files.get(f"domains/{p['file']}.yml", "")]

    def page(self, n: int, of: int) -> dict:
        """The matter of edit n (from 0) of so many."""
        return self.pages[len(self.pages) * (2 * n + 1) // (2 * of)]

    def apply(self, page: dict, site: Path, mark: str) -> dict:
        """Writes a matter's file with the mark before its content, and gives the page as it must come out; without a mark, as it was at first."""
        name, content = f"domains/{page['file']}.yml", page["content"][0]
        line = re.compile(rf"^    内容: (（第\d+次修改）)?(?={re.escape(content)}$)", re.MULTILINE)
        self.files[name], count = line.subn(f"    内容: {mark}", self.files[name], count=1)
        assert count == 1, f"{name} has no {content}"
        (site / "catalogues" / name).write_text(self.files[name], encoding="utf-8")
        return page | {"content": [mark + content]}
