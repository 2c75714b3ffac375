#!/usr/bin/env python3
"""What one edit changes of a site: files changed, new and gone, by kind of file, in the county of this repository and in a generated one; and what the
kiosks' signed update weighs that brings it.

    python benchmarks/churn.py                     results/churn.json
    python benchmarks/churn.py --only 示例县 --list "a matter renamed"    which files they are, nothing written

The matter that is edited is the middle one of the domain that most townships take over.
"""
import argparse
import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import make_county
import peers
from compare import write
from measure import machine

TOWNSHIPS = 10  # that take over what is added


class County:
    """A county's folder, read as lines: enough to change single values of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.first: dict[Path, str] = {}
        self.towns = {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob("catalogues/townships/*.yml"))}
        found = [(self.takers(path.stem, number), path.stem, number) for path in sorted(folder.glob("catalogues/domains/*.yml"))
                 for number in re.findall(r'^  - 编号: "?([\w.-]+)', path.read_text(encoding="utf-8"), re.MULTILINE)]
        most = [(domain, number) for takers, domain, number in found if takers == max(found)[0]]
        of_one = [number for domain, number in most if domain == most[0][0]]
        self.domain, self.number = most[0][0], of_one[len(of_one) // 2]
        self.file = folder / f"catalogues/domains/{self.domain}.yml"
        self.begin, self.end = self.block(self.file.read_text(encoding="utf-8"))

    def takers(self, domain: str, number: str) -> int:
        """Townships that take over a matter, alone or with its domain."""
        return sum(bool(re.search(rf"^  - (参照: )?{domain}(?(1)/{re.escape(number)})$", text, re.MULTILINE)) for text in self.towns.values())

    def block(self, text: str) -> tuple[int, int]:
        """Where the matter's lines stand."""
        begin = re.search(rf'^  - 编号: "?{re.escape(self.number)}"?$', text, re.MULTILINE).start()
        after = re.search(r"^(?=  - 编号|\s+#)", text[begin + 4:], re.MULTILINE)
        return begin, begin + 4 + after.start() if after else len(text)

    def change(self, path: Path, changed: str) -> None:
        before = path.read_text(encoding="utf-8")
        assert changed != before, f"{path} has nothing to change"
        self.first.setdefault(path, before)
        path.write_text(changed, encoding="utf-8")

    def back(self) -> None:
        """Everything as it was."""
        for path, text in self.first.items():
            path.write_text(text, encoding="utf-8")
        self.first.clear()

    def in_matter(self, pattern: str, put: str) -> None:
        text = self.file.read_text(encoding="utf-8")
        self.change(self.file, text[:self.begin] + re.sub(pattern, put, text[self.begin:self.end], count=1) + text[self.end:])

    def in_lead(self, pattern: str, put: str) -> None:
        """In the unit that leads the domain."""
        lead = re.search(r"^牵头单位: (\S+)", self.file.read_text(encoding="utf-8"), re.MULTILINE)[1]
        path = self.folder / "catalogues/units.yml"
        text = path.read_text(encoding="utf-8")
        begin = re.search(rf"^{lead}:$", text, re.MULTILINE).end()
        self.change(path, text[:begin] + re.sub(pattern, put, text[begin:], count=1))


def renamed(county: County) -> None:
    county.in_matter(r"(?m)^    名称: \S+?$", r"\g<0>（二）")


def content(county: County) -> None:
    county.in_matter(r"(?m)^(    内容:(?: |\n      - ))(\S)", r"\1本县\2")


def added(county: County) -> None:
    """After the matter that is edited, in the middle of its domain; where townships take over matters one by one, they take this one, too."""
    text, number = county.file.read_text(encoding="utf-8"), f"{county.number}01"
    matter = re.sub(r"(?m)^    (曾用编号|信息|办事指南|流程|政策):.*\n(?:      .*\n)*", "", text[county.begin:county.end].rstrip("\n") + "\n")
    matter = re.sub(r'编号: "?[\w.-]+"?', f'编号: "{number}"', matter, count=1)
    matter = re.sub(r"(?m)^    名称: .*$", "    名称: 新增的公开事项", matter)
    county.change(county.file, text[:county.end].rstrip("\n") + "\n" + matter + text[county.end:])
    whole = [path for path, text in county.towns.items() if f"\n  - {county.domain}\n" in text]
    for path in [path for path in county.towns if path not in whole][:max(0, TOWNSHIPS - len(whole))]:
        county.change(path, county.towns[path].rstrip("\n") + f'\n  - 参照: {county.domain}/{number}\n    编号: "99.1"\n')


def unit(county: County) -> None:
    """Its old name goes on standing for it where others write that."""
    county.in_lead(r"(?m)^  名称: (\S+?)$((?:\n  .*)*?\n  别名:$)?", lambda found: f"  名称: {found[1]}（新）{found[2] or ''}" + (f"\n    - {found[1]}" if found[2] else ""))


def telephone(county: County) -> None:
    county.in_lead(r"(?m)^(  电话: .*)\d$", lambda found: found[1] + str((int(found[0][-1]) + 1) % 10))


def date(county: County) -> None:
    path = county.folder / "catalogues/county.yml"
    county.change(path, re.sub(r"(?m)^截至日期: (\S+)$", lambda found: f"截至日期: {dt.date.fromisoformat(found[1]) + dt.timedelta(7)}", path.read_text(encoding="utf-8")))


EDITS: dict[str, Callable[[County], None]] = {
    "a matter renamed": renamed, "its 内容 changed": content, "a matter added": added, "a unit renamed": unit, "a telephone changed": telephone, "截至日期 changed": date}
KINDS = [(re.compile(pattern), kind) for pattern, kind in (
    (r"(domains|townships|villages|institutions)/.+/.+\.html", r"\1: a matter's page"), (r"(\w+)/.+\.html", r"\1: page"), (r"(domains|townships|villages|institutions)/.+\.(\w+)", r"\1: \2"),
    (r"assets/([a-z-]+).*\.(js|css)", r"assets: \1"), (r"data/.*", "data"), (r"editions/.*", "days"), (r"changes/.*", "feeds of changes"), (r"(\w+)/.+", r"\1: files"), (r"(.*)", r"\1"))]


def kind(path: str) -> str:
    return next(found.expand(name) for pattern, name in KINDS if (found := pattern.fullmatch(path)))


def built(site: Path, out: Path, env: dict[str, str]) -> dict[str, tuple[str, int]]:
    """Every file of the site: hash of its bytes, and how many."""
    subprocess.run([sys.executable, peers.PROJECT / "build.py", "build", "--site", site, "--out", out], cwd=peers.PROJECT, env=env, check=True, stdout=subprocess.DEVNULL)
    return {path.relative_to(out).as_posix(): (hashlib.sha256(data := path.read_bytes()).hexdigest(), len(data)) for path in sorted(out.rglob("*")) if path.is_file()}


def packed(folder: Path, env: dict[str, str], out: Path, *since: str) -> tuple[int, int]:
    """A kiosk update of the county as it is now: files of the site in it, and its bytes.  Packing files the edition: that is done in a copy."""
    shutil.rmtree(folder / "pack", ignore_errors=True)
    shutil.copytree(folder / "site", folder / "pack")
    key = folder / "kiosk.key"
    if not key.exists():
        subprocess.run([sys.executable, peers.PROJECT / "build.py", "kiosk-key", folder], cwd=peers.PROJECT, env=env, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, peers.PROJECT / "build.py", "kiosk", "--site", folder / "pack", "--key", key, "--out", out, *since],
                   cwd=peers.PROJECT, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with zipfile.ZipFile(out) as update:
        return sum(name.startswith("site/") for name in update.namelist()), out.stat().st_size


def edited(name: str, folder: Path, only: str | None) -> list[dict]:
    """A run for every edit."""
    runs, env = [], {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"} | {"XDG_CACHE_HOME": str(folder / "cache")}
    county = County(folder / "site")
    before = built(county.folder, folder / "out", env)
    whole = packed(folder, env, folder / "whole.zip")
    for edit, make in EDITS.items():
        if only and edit != only:
            continue
        make(county)
        after = built(county.folder, folder / "out", env)
        update = packed(folder, env, folder / "update.zip", "--since", str(folder / "whole.zip"))
        county.back()
        changed = {path: ("gone" if path not in after else "new" if path not in before else "changed") for path in sorted(before | after) if before.get(path) != after.get(path)}
        runs.append({"name": name, "edit": edit, "matter": f"{county.domain}/{county.number}", "files": len(before), "changed": len(changed),
                     "ways": dict(Counter(changed.values())), "bytes": sum(after[path][1] for path in changed if path in after),
                     "kiosk": {"files": update[0], "bytes": update[1], "whole": whole[1]}, "kinds": dict(Counter(map(kind, changed)).most_common())})
        if only:
            print(*(f"{way:8}{path}" for path, way in changed.items()), sep="\n")
        print(name, edit, runs[-1]["matter"], runs[-1]["ways"], runs[-1]["bytes"], *(f"\n    {count:5} {what}" for what, count in runs[-1]["kinds"].items()), flush=True)
    return runs


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--scale", default="county")
    told.add_argument("--only", help="one county")
    told.add_argument("--list", help="one edit, its files told, nothing written")
    args = told.parse_args()
    runs = []
    for name in ("示例县", args.scale):
        if args.only in (None, name):
            folder = peers.CACHE / "churn" / name
            shutil.rmtree(folder, ignore_errors=True)
            if name == "示例县":
                for part in ("catalogues", "content", "editions"):
                    shutil.copytree(peers.PROJECT / part, folder / "site" / part)
                shutil.copy(peers.PROJECT / "mkdocs.yml", folder / "site")
            else:
                make_county.write(make_county.make(args.scale)[0], folder / "site")
            runs += edited(name, folder, args.list)
    if not args.list:
        write("churn", {"machine": machine(), "versions": peers.versions()}, runs)


if __name__ == "__main__":
    main()
