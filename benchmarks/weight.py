#!/usr/bin/env python3
"""What pages weigh: bytes by kind of page, plain and compressed, content apart from chrome; ours beside Hugo's least page and stock Material's; and what
every byte of our matter's page is for.

    python benchmarks/weight.py --scale county

Writes benchmarks/results/SCALE-weight.json.  Sites of the same scale that compare.py left in the cache are taken as they are with --built.
"""
import argparse
import re
import statistics
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import make_county
import peers
from compare import write
from measure import machine
from verify import addresses, key

SAMPLE = 60  # pages of a kind that are compressed; the plain bytes are those of all
KINDS = ("home", "domains", "townships", "items", "policies", "flows")
CONTENT = {"disclosure": r"(?s)<main[^>]*>(.*)</main>"}
ARTICLE = r"(?s)<article[^>]*>(.*)</article>"
LOADED = re.compile(r'<link rel="stylesheet" href="([^"]+)"|<script [^>]*?src="([^"]+)"')
PARTS = {  # of our matter's page, one after the other, each without what stands in one before it; together all of it
    "labels and addresses in the head": r'<meta name="[A-Z][^>]*>\n?|<link rel="canonical"[^>]*>\n?|<title>.*?</title>\n?',
    "policy, scripts, styles": r'<meta [^>]*>\n?|<link [^>]*>\n?|<script src[^>]*></script>\n?',
    "strip, masthead, search box, tabs": r'(?s)<nav class="strip".*?(?=<main)',
    "the way to the page": r'(?s)<nav class="crumb".*?</nav>',
    "navigation beside the matter": r'(?s)<nav class="sidenav".*?</nav>',
    "whom to ask, before the text and beside it": r'(?s)<div class="whom">.*?</div>|<section class="who">.*?</section>',
    "entrances of the portal beside it": r'(?s)<section><h2>看不到要找的信息</h2>.*?</section>',
    "its past": r'(?s)<section class="(?:past|on-day)".*?</section>',
    "its permanent address": r'(?s)<section class="keep">.*?</section>|<p class="onpaper">.*?</p>',
    "foot": r'(?s)<footer.*?</footer>',
    "what the matter says, and its frame": r'(?s).+',
}


def gzipped(data: bytes) -> int:
    return len(zlib.compress(data, 9)) + 12  # what gzip's head and tail have more than zlib's


def smallest() -> Callable[[bytes], int]:
    import brotli
    return lambda data: len(brotli.compress(data, mode=brotli.MODE_TEXT))


def measured(paths: list[Path], content: str, brotli: Callable[[bytes], int]) -> dict:
    """Means per page: bytes, compressed bytes, bytes of the content alone; and compressed bytes of the styles and scripts that a first visit loads."""
    sizes = [path.stat().st_size for path in paths]
    few = [path.read_bytes() for path in paths[::max(1, len(paths) // SAMPLE)]]
    inner = [found[1].encode() for data in few if (found := re.search(content, data.decode()))]
    beside = {path.parent / "".join(names) for path in paths[:1] for names in LOADED.findall(path.read_text(encoding="utf-8"))}
    return {"pages": len(paths), "loaded": sum(gzipped(path.read_bytes()) for path in beside if path.is_file()), "raw": mean(sizes), "gz": mean(map(gzipped, few)), "br": mean(map(brotli, few)),
            "content": mean(map(len, inner)) if inner else None, "content_gz": mean(map(gzipped, inner)) if inner else None}


def mean(values) -> int:
    return round(statistics.fmean(values))


def parts(paths: list[Path]) -> dict[str, list[int]]:
    """Bytes of each part of our matters' pages, plain and compressed: what taking it out of what is left saves, so that they add up to the page."""
    left = [path.read_text(encoding="utf-8") for path in paths[::max(1, len(paths) // SAMPLE)]]
    told = {}
    for name, pattern in PARTS.items():
        less = [re.sub(pattern, "", page) for page in left]
        told[name] = [mean(size(a.encode()) - size(b.encode()) for a, b in zip(left, less, strict=True)) for size in (len, gzipped)]
        left = less
    return told


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--scale", default="county")
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--built", action="store_true")
    args = told.parse_args()
    peers.install()
    about, runs = {"scale": args.scale, "seed": args.seed, "machine": machine(), "versions": peers.versions()}, []
    files, pages = make_county.make(args.scale, args.seed)
    for name in ("disclosure", "hugo", "mkdocs"):
        out = peers.CACHE / "work" / args.scale / name / "out"
        if not (args.built and out.is_dir()):
            builder = peers.BUILDERS[name](peers.CACHE / "work" / args.scale, files)
            if builder.build(cold=True)["rc"]:
                sys.exit(builder.log())
        found = addresses(out)
        for kind in KINDS:
            paths = [found[key(page)][0] for page in pages if page["kind"] == kind]
            runs.append({"name": name, "kind": kind, **measured(paths, CONTENT.get(name, ARTICLE), smallest())})
            if (name, kind) == ("disclosure", "items"):
                about["parts"] = parts(paths)
    write(f"{args.scale}-weight", about, runs)


if __name__ == "__main__":
    main()
