#!/usr/bin/env python3
"""The tables of README.md and growth.svg, made from results/: the same bytes from the same results.

    python benchmarks/report.py            writes them
    python benchmarks/report.py --check    says whether they are in step with the results (exit code 1: they are not)
"""
import json
import re
import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from chart import chart
from growth import slope

HERE = Path(__file__).resolve().parent
README, CHART = HERE / "README.md", HERE / "growth.svg"
MARK = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
SCALES = ("small", "county", "county-deleted", "county-optimised", "province")
TITLES = {"disclosure": "this project", "hugo": "Hugo, least chrome",
          "hugo-chrome": "Hugo, Material's chrome", "tools": "Hugo + pagefind + check", "mkdocs": "MkDocs + Material"}
PHASES = {"cold": "cold", "edit": "one line edited", "same": "nothing changed"}
KINDS = {"home": "home", "domains": "domain", "townships": "township", "items": "matter", "policies": "policy", "flows": "flow"}
PEERS = [name for name in TITLES if name != "disclosure"]


def results(name: str) -> dict | None:
    path = HERE / "results" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def valid(runs: list[dict], **wanted) -> list[dict]:
    """The runs of a kind, in order of their rounds; none where one of them was not what it should be."""
    some = [run for run in runs if all(run[what] == value for what, value in wanted.items())]
    return [] if any(run["problems"] for run in some) else sorted(some, key=lambda run: run["round"])


def spread(values: list[float], shown: Callable[[float], str]) -> str:
    """Median, and in brackets the least and the most."""
    if not values:
        return "—"
    middle = shown(statistics.median(values))
    return middle if len(values) == 1 else f"{middle} ({shown(min(values))}–{shown(max(values))})"


def digits(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def told(about: dict) -> str:
    """What a table holds for."""
    m = about["machine"]
    return (f"Commit {about['versions']['disclosure']}, {m['day']}; {m['cores']} × {m['processor']}, {m['memory'] / 2**30:.0f} GiB, Linux {m['kernel']}, "
            f"{m['system']}, Python {m['python']}{m.get('built', '')}; load before: {m['load']}.")


def ratios() -> Iterator[str]:
    """The short table: ours to each peer's, round by round."""
    rows = []
    for scale in SCALES:
        found, preview = results(scale), results(f"{scale}-preview")
        for phase, title in PHASES.items():
            if found:
                rows.append([scale, title, *(ratio(found["runs"], peer, "wall", phase=phase) for peer in PEERS)])
        if found:
            rows.append([scale, "one line edited, to their cold build", *(ratio(found["runs"], peer, "wall", {"phase": "cold"}, phase="edit") for peer in PEERS)])
        if preview:
            rows.append([scale, "preview, from saving to seeing", *(ratio(preview["runs"], peer, "wall") for peer in PEERS)])
        if found:
            rows.append([scale, "processor time, cold", *(ratio(found["runs"], peer, "cpu", phase="cold") for peer in PEERS)])
            rows.append([scale, "peak memory, cold", *(ratio(found["runs"], peer, "memory", phase="cold") for peer in PEERS)])
            rows.append([scale, "bytes of the site", *(ratio(found["runs"], peer, "bytes", phase="cold") for peer in PEERS)])
    if rows:
        yield table(["scale", "ours ÷ theirs", *(TITLES[peer] for peer in PEERS)], rows)


def ratio(runs: list[dict], peer: str, what: str, other: dict | None = None, **wanted) -> str:
    """`other`: which of their runs, where that is not what is `wanted` of ours."""
    ours, theirs = valid(runs, name="disclosure", **wanted), valid(runs, name=peer, **(other or wanted))
    return spread([a[what] / b[what] for a, b in zip(ours, theirs, strict=False)], digits)


def builds() -> Iterator[str]:
    """Seconds, processor, memory and bytes of every builder."""
    for scale in SCALES:
        if found := results(scale):
            runs, rows = found["runs"], []
            for name in (name for name in TITLES if any(run["name"] == name for run in runs)):
                cold = valid(runs, name=name, phase="cold")
                walls = [spread([run["wall"] for run in valid(runs, name=name, phase=phase)], digits) for phase in PHASES]
                rows.append([TITLES[name], str(len(cold)), *walls, spread([run["cpu"] for run in cold], digits),
                             spread([run["memory"] / 1e6 for run in cold], "{:.0f}".format), *(f"{statistics.median(run[w] for run in cold) / u:{f}}" if cold else "—"
                                                                                          for w, u, f in (("files", 1, ".0f"), ("bytes", 1e6, ".1f")))])
            yield f"**{scale}**: {found['matters']:,} matters, {found['pages']:,} pages that all of them make. {told(found)}"
            yield table(["", "rounds", "cold, s", "one line edited, s", "nothing changed, s", "processor s, cold", "peak MB, cold", "files", "MB"], rows)


def previews() -> Iterator[str]:
    for scale in SCALES:
        if found := results(f"{scale}-preview"):
            rows = []
            for name in TITLES:
                if walls := [run["wall"] * 1000 for run in valid(found["runs"], name=name)]:
                    rows.append([TITLES[name], str(len(walls)), spread(walls, "{:.0f}".format), f"{sorted(walls)[-(-len(walls) * 95 // 100) - 1]:.0f}"])
            yield f"**{scale}**. {told(found)}"
            yield table(["", "edits", "ms, median (min–max)", "95th percentile"], rows)


def tables() -> Iterator[str]:
    for scale in SCALES:
        if found := results(f"{scale}-tables"):
            rows = [[run["name"], *(f"{run[way][what] / unit:{shown}}" for way in ("out", "in") for what, unit, shown in (("wall", 1, ".1f"), ("cpu", 1, ".1f"), ("memory", 1e6, ".0f"))),
                     f"{run['same']:,} of {run['matters']:,}"] for run in valid(found["runs"])]
            yield f"**{scale}**. {told(found)}"
            yield table(["format", "export, s", "processor s", "peak MB", "import, s", "processor s", "peak MB", "matters read as they were"], rows)


def growth() -> Iterator[str]:
    if found := results("growth"):
        rows, sizes = [], sorted({run["matters"] for run in found["runs"]})
        middle = {size: {what: statistics.median(run[what] for run in valid(found["runs"], matters=size)) for what in ("wall", "cpu", "memory", "bytes", "search", "texts")}
                  for size in sizes if valid(found["runs"], matters=size)}
        for size, one in middle.items():
            rows.append([f"{size:,}", digits(one["wall"]), digits(one["cpu"]), f"{one['cpu'] / size * 1000:.2f}", f"{one['memory'] / 1e6:.0f}", f"{one['memory'] / size / 1000:.1f}",
                         f"{one['bytes'] / size / 1000:.1f}", f"{one['search'] / 1e6:.2f}", f"{one['texts'] / 1e6:.2f}"])
        large = [size for size in middle if size >= 2000]
        if len(large) > 1:
            fits = [f"{slope([(size, middle[size][what]) for size in large]):.2f} for {title}"
                    for what, title in (("wall", "time"), ("cpu", "processor"), ("memory", "memory"), ("bytes", "bytes"), ("search", "names of search"))]
            yield f"Exponents of the fit from 2,000 matters on (1 is in proportion): {', '.join(fits)}. {told(found)}"
        yield table(["matters", "wall s", "processor s", "ms a matter", "peak MB", "kB a matter", "kB of site a matter", "search: names, MB", "search: texts, MB"], rows)
        staged = {run["matters"]: run["stages"] for run in valid(found["runs"]) if run["stages"] and run["matters"] >= 2000}
        if staged:
            last = max(staged)
            yield "Milliseconds of processor a matter, by stage (`build --profile`, one hand):"
            yield table(["stage", *(f"{size:,}" for size in staged)], [[stage, *(f"{stages.get(stage, 0) / size * 1000:.2f}" for size, stages in staged.items())]
                                                                      for stage, cpu in staged[last].items() if cpu / last * 1000 >= .05])


def weights() -> Iterator[str]:
    for scale in SCALES:
        if found := results(f"{scale}-weight"):
            rows = []
            for kind, title in KINDS.items():
                for run in (run for run in found["runs"] if run["kind"] == kind):
                    chrome = run["raw"] - run["content"]
                    rows.append([title, TITLES[run["name"]], *(f"{run[w] / 1000:.1f}" for w in ("raw", "gz", "br", "content")), f"{chrome / run['raw']:.0%}", f"{run['loaded'] / 1000:.1f}"])
            yield f"**{scale}**, kB a page (means). {told(found)}"
            yield table(["page", "by", "plain", "gzip", "brotli", "content, plain", "chrome", "styles and scripts, gzip"], rows)
            yield "What one of our matters' pages is made of, bytes (compressed: what leaving it out would save):"
            yield table(["part", "plain", "compressed"], [[part, f"{raw:,}", f"{gz:,}"] for part, (raw, gz) in found["parts"].items()])


def churn() -> Iterator[str]:
    """What one edit changes of the files."""
    if found := results("churn"):
        names = list(dict.fromkeys(run["name"] for run in found["runs"]))
        for name in names:
            runs = [run for run in found["runs"] if run["name"] == name]
            yield f"**{name}**, {runs[0]['files']:,} files; the matter is {runs[0]['matter']}. {told(found)}"
            yield table(["edit", "files", "changed", "new", "gone", "to upload, MB", "kiosks' update, MB", "most of them"],
                        [[run["edit"], str(run["changed"]), *(str(run["ways"].get(way, 0)) for way in ("changed", "new", "gone")), f"{run['bytes'] / 1e6:.1f}",
                          f"{run['kiosk']['bytes'] / 1e6:.2f} of {run['kiosk']['whole'] / 1e6:.1f}",
                          ", ".join(f"{count} {kind}" for kind, count in list(run["kinds"].items())[:6])] for run in runs])


TABLES = {"churn": churn, "ratios": ratios, "builds": builds, "previews": previews, "tables": tables, "growth": growth, "weights": weights}


def readme() -> str:
    """README.md with its tables made anew; the words round them are kept."""
    def made(mark: re.Match) -> str:
        return mark[1] + "\n" + "\n\n".join(list(TABLES[mark[2]]()) or ["No results yet."]) + "\n\n" + mark[3]
    return MARK.sub(made, README.read_text(encoding="utf-8"))


def drawn() -> str:
    runs = (results("growth") or {"runs": []})["runs"]
    lines = {title: [(size, statistics.median(run[what] for run in valid(runs, matters=size)) / unit) for size in sorted({run["matters"] for run in runs})
                     if valid(runs, matters=size)] for what, unit, title in (("wall", 1, "seconds"), ("cpu", 1, "processor seconds"), ("memory", 1e6, "MB of memory"))}
    return chart("A cold build as the county grows", "matters", lines) if all(len(points) > 1 for points in lines.values()) else ""


def main() -> None:
    made = {README: readme(), CHART: drawn()}
    stale = [path for path, text in made.items() if text != (path.read_text(encoding="utf-8") if path.exists() else "")]
    for path in stale:
        if "--check" in sys.argv:
            print(f"{path.name} is not in step with results/: python benchmarks/report.py")
        else:
            path.write_text(made[path], encoding="utf-8")
    sys.exit("--check" in sys.argv and bool(stale))


if __name__ == "__main__":
    main()
