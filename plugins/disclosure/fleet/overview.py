"""The overview of a fleet, written beside the counties' sites: what the run has come to, and an index of what the sites hold."""
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from disclosure.deliver import disk
from disclosure.deliver.beside import removed
from disclosure.deliver.manifest import Entry, improper
from disclosure.fleet.county import ROOT, Order, Outcome
from disclosure.host.assets import Assets
from disclosure.render.policy import META
from disclosure.host.staging import OutputInTheWay, same
from disclosure.model.finding import Severity
from disclosure.model.fleet import Fleet
from disclosure.render.fleet import Published, Status, pages
from disclosure.render.output import Output

DATA = "fleet.json"
"""What the overview says, for programs; also the mark of an output folder that is ours."""
LIST = "build/overview-files.json"
"""The overview's own files by path, with their SHA-256: of an earlier overview only these go, and only as they were written."""
SHOWN = ("site.css", "fleet.css", "tables.js", "fleet.js", "arrow.svg", "icon.svg")


def claim(out: Path) -> None:
    """Makes the output folder ours.  Raises OutputInTheWay where it holds something else, OSError."""
    if out.exists() and not is_ours(out / DATA) and any(out.iterdir() if out.is_dir() else [out]):
        raise OutputInTheWay(f"“{out}”里有不是本命令生成的内容，没有动它。请换一个文件夹，或先把里面的东西移走。")
    disk.make_folder(out)
    if not (out / DATA).exists():
        disk.replace(out / DATA, b"{}\n")


def write(out: Path, fleet: Fleet, orders: Sequence[Order], outcomes: Mapping[str, Outcome]) -> list[Status]:
    """Writes the overview, its first page last, and takes away what an earlier one had beside.  Gives how the counties stand, in the fleet's order."""
    assets = Assets(scores=True)
    for path in sorted((ROOT / "theme_overrides" / "assets" / "fleet").iterdir()):
        assets.add(path.name, path.read_text(encoding="utf-8"))
    sites = {order.code: site_of(order.out) for order in orders}
    statuses = [status(order, outcomes[order.code], sites[order.code], name) for order, name in zip(orders, names(fleet, orders, outcomes, sites), strict=True)]
    published = (Published(s.name, s.code, *matter) for s in statuses for matter in (sites[s.code] or Site()).matters)
    made = [*(Output.of(assets(name), assets.files[assets(name)]) for name in SHOWN),
            *pages(fleet.name, statuses, published, assets, META, [ROOT / "theme_overrides"]),
            Output.of(DATA, as_json(fleet.name, statuses))]
    for output in made:
        if not same(out / output.path, output.data):
            disk.make_folder((out / output.path).parent)
            disk.replace(out / output.path, output.data)
    written = {output.path: Entry.of(output.path, output.data).sha256 for output in made}
    for path, sha256 in listed(out / LIST).items():
        if path not in written and not improper(path):
            with suppress(OSError):
                removed(out / path, sha256, None)
    disk.make_folder((out / LIST).parent)
    disk.replace(out / LIST, json.dumps(written, ensure_ascii=False, indent=0).encode())
    return statuses


def is_ours(data: Path) -> bool:
    """Whether a file is what an overview, made or begun, says for programs."""
    try:
        told = json.loads(data.read_bytes())
        return told == {} or isinstance(told["counties"], list)
    except (OSError, ValueError, TypeError, KeyError):
        return False


def listed(path: Path) -> dict[str, str]:
    try:
        told = json.loads(path.read_bytes())
        return {str(name): str(sha256) for name, sha256 in told.items()}
    except (OSError, ValueError, AttributeError):
        return {}


@dataclass(frozen=True)
class Site:
    """What a county's site publishes, of this run or of an earlier one: the county's name, 截至日期, how many matters, and those of its own domains."""

    name: str = ""
    as_of: str = ""
    total: int = 0
    matters: tuple[tuple[str, ...], ...] = ()


def site_of(folder: Path) -> Site | None:
    """The site that is there, None where there is none.  Townships and villages have the same matters again: they are counted, not listed."""
    if not (folder / "index.html").is_file():
        return None
    try:
        said = json.loads((folder / "catalogue.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):  # a county without any matter has no such file
        return Site()
    listed = tuple((row["目录"], row.get("一级事项", ""), row["名称"], row["编号"], row["网址"]) for row in said["事项"] if row["网址"].startswith("domains/"))
    return Site(said["县"], said["截至日期"], said["事项数"], listed)


def names(fleet: Fleet, orders: Sequence[Order], outcomes: Mapping[str, Outcome], sites: Mapping[str, Site | None]) -> list[str]:
    """What each county is called: as fleet.yml says, else its county.yml, else its site; two of one name get their codes behind."""
    found = [m.name or outcomes[o.code].name or (sites[o.code] or Site()).name or o.code for m, o in zip(fleet.members, orders, strict=True)]
    return [f"{name}（{order.code}）" if found.count(name) > 1 else name for name, order in zip(found, orders, strict=True)]


def status(order: Order, outcome: Outcome, site: Site | None, name: str) -> Status:
    there = site or Site()
    return Status(order.code, name, outcome.state, outcome.reason, site is not None, there.as_of, there.total, (order.office / "scorecard.html").is_file(),
                  outcome.findings, {measure: (got, total) for measure, got, total in outcome.shares})


def as_json(name: str, statuses: Sequence[Status]) -> bytes:
    """The counties in order, a county a line."""
    lines = ",\n".join(json.dumps(row(s), ensure_ascii=False) for s in statuses)
    return f'{{"name": {json.dumps(name, ensure_ascii=False)}, "counties": [\n{lines}\n]}}\n'.encode()


def row(s: Status) -> dict:
    """A county for programs: `state` is built, refused (its catalogues have errors) or failed; `as_of` and `matters` are those of the site that is there."""
    return {"id": s.code, "name": s.name, "state": s.state, "reason": "" if s.state == "built" else s.said, "site": f"{s.code}/index.html" if s.site else None, "as_of": s.as_of or None, "matters": s.matters,
            "counts": {severity.value: s.count(severity) for severity in Severity} if s.checked else None,
            "scores": {measure: round(got / total, 6) for measure, (got, total) in s.shares.items() if total}}
