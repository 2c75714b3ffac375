#!/usr/bin/env python3
"""How long a county's tables take: all its catalogues written as each format that departments use, and read from it again, compared with what stands.

    python benchmarks/tables.py --scale county

Writes benchmarks/results/SCALE-tables.json.  Every row that was written must be read; what is read is not written into the county (--dry-run).
"""
import argparse
import json
import shutil
import sys

import make_county
import peers
from compare import write
from measure import machine, timed

FORMATS = ("xlsx", "docx", "pdf")


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--scale", default="county")
    told.add_argument("--seed", type=int, default=1)
    args = told.parse_args()
    about, runs = {"scale": args.scale, "seed": args.seed, "machine": machine(), "versions": peers.versions()}, []
    files, pages = make_county.make(args.scale, args.seed)
    project = peers.Project(peers.CACHE / "work" / "tables", files)
    matters = sum(page["kind"] == "items" for page in pages)
    (project.folder / "tmp").mkdir(exist_ok=True)

    def run(*command: object) -> dict:
        return timed([sys.executable, peers.PROJECT / "build.py", *command, "--site", project.site], project.cwd, project.env, project.folder / "log")
    run("export", "--format", "xlsx", "--out", project.out)  # untimed: lets the project make its environment
    for name in FORMATS:
        shutil.rmtree(project.out, ignore_errors=True)
        out = run("export", "--format", name, "--out", project.out)
        back = run("import", *sorted(path for path in project.out.rglob(f"*.{name}")), "--each", "--dry-run", "--report", project.folder / "list.json", "--format", "json")
        text = project.log()
        told, _ = json.JSONDecoder().raw_decode(text[text.index("["):])
        read = sum(target["rows"]["items"] for target in told)
        bad = [] if read == matters else [f"{read} of {matters} matters read"]
        runs.append({"name": name, "matters": matters, "round": 0, "out": out, "in": back, "same": sum(target["rows"]["same"] for target in told), "problems": bad})
        print(f"{name:5} {out['wall']:7.2f} s out {back['wall']:7.2f} s in  {'; '.join(bad)}", file=sys.stderr, flush=True)
        write(f"{args.scale}-tables", about, runs)
    sys.exit(any(run["problems"] for run in runs))


if __name__ == "__main__":
    main()
