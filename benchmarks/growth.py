#!/usr/bin/env python3
"""How a build's time and memory grow with the county: cold builds of 200 to 60,000 matters, with the stages of each.

    python benchmarks/growth.py --upto 60000 --runs 3

Writes benchmarks/results/growth.json.  Counties above 6,000 matters are built once, others --runs times, sizes in turn.  The stages are those of a build
of their own (`build --profile` works with one hand), up to 20,000 matters.
"""
import argparse
import math
import re
import sys

import make_county
import peers
from compare import write
from measure import machine
from verify import problems, sampled

SIZES = (200, 600, 2000, 6000, 20000, 60000)
ONCE = 6000  # more matters than this are built once: the noise is small beside the minutes
STAGED = 20000
STAGE = re.compile(r"^ *\d+\.\d\d +(\d+\.\d\d) +(\S.*)$", re.MULTILINE)  # a line of `build --profile`


def slope(points: list[tuple[float, float]]) -> float:
    """The exponent b of the curve y = a·x^b nearest to the points (least squares of the logarithms): 1 is in proportion."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    middle_x, middle_y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    return sum((x - middle_x) * (y - middle_y) for x, y in logs) / sum((x - middle_x) ** 2 for x, _ in logs)


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--upto", type=int, default=60000)
    told.add_argument("--runs", type=int, default=3)
    told.add_argument("--seed", type=int, default=1)
    args = told.parse_args()
    about, runs = {"scale": "growth", "seed": args.seed, "machine": machine(), "versions": peers.versions()}, []
    peers.Project(peers.CACHE / "work" / "growth", make_county.make("40-items")[0]).build(cold=True)  # untimed: lets the project make its environment
    for n in range(args.runs):
        for size in (size for size in SIZES if size <= args.upto and (n == 0 or size <= ONCE)):
            files, pages = make_county.make(f"{size}-items", args.seed)
            builder = peers.Project(peers.CACHE / "work" / "growth", files)
            result = builder.build(cold=True)
            bad = problems(builder.out, pages, sampled(pages, args.seed, 40)) if result["rc"] == 0 else [f"exit code {result['rc']}: {builder.log()[-300:]}"]
            search, texts = (sum(path.stat().st_size for path in builder.out.glob(f"assets/search-{part}*")) for part in ("data", "text"))
            builder.options, stages = ("--profile",), {}
            if n == 0 and size <= STAGED:
                builder.build(cold=True)
                stages = {name: float(cpu) for cpu, name in STAGE.findall(builder.log()) if name != "合计"}
            runs.append({"name": builder.name, "matters": size, "pages": len(pages), "round": n, **result, "search": search, "texts": texts, "stages": stages, "problems": bad})
            print(f"{n + 1} {size:6} {result['wall']:8.2f} s {result['cpu']:8.2f} s {result['memory'] / 1e6:6.0f} MB  {'; '.join(bad)[:200]}", file=sys.stderr, flush=True)
            write("growth", about, runs)
    sys.exit(any(run["problems"] for run in runs))


if __name__ == "__main__":
    main()
