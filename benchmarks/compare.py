#!/usr/bin/env python3
"""Times this project's build beside Hugo and MkDocs with Material, all making the same pages of the same made-up county, and checks that each really did.

    python benchmarks/compare.py --scale small|county|province|N-items --runs 7     cold, after a one-line edit, nothing changed
    python benchmarks/compare.py --scale county --watch --runs 20                   from saving a file to seeing the change over HTTP

Writes benchmarks/results/SCALE.json or SCALE-preview.json; report.py makes the tables.  Linux, Python 3.11 or later.
"""
import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import make_county
import peers
from measure import machine
from preview import previewed
from verify import Edits, differences, key, problems, sampled

PHASES = ("cold", "edit", "same")
RESULTS = Path(__file__).resolve().parent / "results"
SLOW = "mkdocs"  # takes a minute for a county, and an hour for a province


def compare(builders: list[peers.Builder], files: dict[str, str], pages: list[dict], args: argparse.Namespace) -> Iterator[tuple[list[dict], list[str]]]:
    """Builders take turns within a round, in the opposite order every other round: what else the machine does hits all alike.

    Gives all runs so far, and in what the peers' sites differ from each other, after every round.
    """
    edits, sample, done, differ = Edits(files, pages), sampled(pages, args.seed), [], []
    page = edits.page(0, 1)
    for builder in builders:
        if builder.name != SLOW:
            builder.build(cold=True)  # untimed: fills the disk cache, and lets the project make its environment
    for n in range(args.runs):
        for phase in PHASES:
            for builder in builders[::1 if n % 2 == 0 else -1]:
                if builder.name == SLOW and n >= args.slow_runs:
                    continue
                mark = "" if phase == "cold" else f"（第{n + 1}次修改）"
                wanted = edits.apply(page, builder.site, mark) if phase != "same" else page | {"content": [mark + page["content"][0]]}
                result = builder.build(phase == "cold")
                rest = [p for p in sample if key(p) != key(page)]
                bad = problems(builder.out, pages, [*rest, wanted]) if result["rc"] == 0 else [f"exit code {result['rc']}: {builder.log()[-300:]}"]
                done.append({"name": builder.name, "phase": phase, "round": n, **result, "problems": bad})
                print(f"{n + 1} {phase:5}{builder.name:12}{result['wall']:8.2f} s  {'; '.join(bad)[:400]}", file=sys.stderr, flush=True)
            if n == 0 and phase == "cold":
                differ = differences({b.name: b.out for b in builders if not isinstance(b, peers.Project)}, sample)
        yield done, differ


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--scale", default="county")
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--runs", type=int, default=7, help="rounds; with --watch, edits")
    told.add_argument("--slow-runs", type=int, default=1, help=f"rounds for {SLOW} (default 1)")
    told.add_argument("--builders", help=f"of {', '.join(peers.BUILDERS)} (default all; of a province, those whose rounds end the same hour)")
    told.add_argument("--watch", action="store_true", help="the preview")
    told.add_argument("--delete", action="store_true", help="sites are deleted right before the next are built; results in SCALE-deleted.json")
    told.add_argument("--label", help="results in SCALE-LABEL.json: another Python, another machine")
    args = told.parse_args()
    peers.delete = args.delete
    some = ["disclosure", "hugo"] if args.scale == "province" else ["disclosure", "hugo", "hugo-chrome"] if args.watch else list(peers.BUILDERS)
    names = args.builders.split(",") if args.builders else some
    if unknown := set(names) - set(peers.BUILDERS):
        told.error(f"no such builder: {', '.join(unknown)}")
    peers.install()
    about = {"scale": args.scale, "seed": args.seed, "machine": machine(), "versions": peers.versions()}
    files, pages = make_county.make(args.scale, args.seed)
    builders = [peers.BUILDERS[name](peers.CACHE / "work" / args.scale, files) for name in names]
    about |= {"pages": len(pages), "matters": sum(page["kind"] == "items" for page in pages)}
    if args.watch:
        write(f"{args.scale}-preview", about, runs := previewed(builders, files, pages, args.runs))
    else:
        for runs, differ in compare(builders, files, pages, args):
            write("-".join(filter(None, (args.scale, "deleted" if args.delete else "", args.label))), about | {"differ": differ}, runs)
    sys.exit(any(run["problems"] for run in runs) or (not args.watch and bool(differ)))


def write(name: str, about: dict, runs: list[dict]) -> None:
    """A file of results: what they hold for, then one run a line."""
    RESULTS.mkdir(exist_ok=True)
    head = json.dumps(about, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = ",\n".join(f"  {json.dumps(run, ensure_ascii=False)}" for run in runs)
    (RESULTS / f"{name}.json").write_text(f'{head},\n "runs": [\n{lines}\n ]\n}}\n', encoding="utf-8")
    print(f"benchmarks/results/{name}.json", file=sys.stderr)


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)  # each builder has its own packages
    main()
