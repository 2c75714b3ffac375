"""`new`: a filled example of any kind of record, or a whole county to begin with."""
import os
import re
import tempfile
from pathlib import Path

import click

from disclosure.deliver.fault import Refused
from disclosure.model.collection import Collection
from disclosure.model.county import COLLECTIONS, County
from disclosure.write.draft import schema_line
from disclosure.write.seed import seeded

ROOT = Path(__file__).resolve().parents[2]
START = Path(__file__).parent / "start"
"""What a new county begins with, beside what it takes from the demonstration county."""
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
APPLYING = "flows/yishenqing-gongkai.yml"


def kinds() -> dict[str, Collection]:
    """Every collection by each of its names: the folder's, one of it, and the noun."""
    found: dict[str, Collection] = {}
    for collection in COLLECTIONS.values():
        single = {"policies": "policy"}.get(collection.name, collection.name.removesuffix("s"))
        found |= dict.fromkeys((collection.name, single, collection.noun), collection)
    return found


@click.command()
@click.argument("kind", metavar="种类")
@click.argument("id", metavar="代号")
@click.option("--name", metavar="名称", help="它叫什么；不写就用例子里的名称")
@click.option("--site", type=click.Path(path_type=Path), default=ROOT, show_default="本仓库", help="县的文件夹：里面有 catalogues/")
def new(kind: str, id: str, name: str | None, site: Path) -> None:
    """写出一份可以照着改的样子，或者整个县的开头。

    一份：new domain 代号，还有 township、policy、tasks、guides 等。整个县：new county 文件夹 --name 县名。
    """
    if kind == "county":
        return begin(Path(id), name)
    collection = kinds().get(kind)
    if collection is None:
        raise click.UsageError(f"没有“{kind}”这种记录，可以写：county、{'、'.join(sorted(c.name for c in COLLECTIONS.values()))}")
    if not ID.fullmatch(id):
        raise click.UsageError(f"代号“{id}”不合规定的样子：用小写字母、数字和短横，以字母或数字开头，例如 shehui-jiuzhu")
    if not (site / "catalogues").is_dir():
        raise click.UsageError(f"“{site}”里没有 catalogues 文件夹")
    path, guessed, before = write(site.resolve(), collection, id, name)
    click.echo(f"写好了 {path}。请打开它，照每一行上面的说明改成本县的内容；用不着的行可以删去。改完运行 python build.py check。")
    if before:
        click.echo(f"它要写明的，县里还没有，也照样子各写了一份：{'；'.join(before)}。这几份也请改成本县的；不要的删去，再把 {path} 里写的换掉。")
    if guessed:
        click.echo(f"先看这几项，不知道是哪一个，随手写了一个：{'；'.join(f'{key} {value}' for key, value in guessed.items())}。")


def write(site: Path, collection: Collection, id: str, name: str | None) -> tuple[str, dict[str, str], list[str]]:
    """Writes the example, and first examples of what it must name and the county has not.

    Returns its path below the county's folder, which fields name a record only because they must name one, and where the others stand.  Raises Refused, and then nothing has changed.
    """
    stood: list[tuple[Path, bytes | None]] = []
    try:
        return written(site, collection, id, name, stood)
    except (Refused, OSError):
        for target, old in reversed(stood):
            if old is None:
                target.unlink()
                if not any(target.parent.iterdir()):
                    target.parent.rmdir()
            else:
                put(target, old)
        raise


def written(site: Path, collection: Collection, id: str, name: str | None, stood: list[tuple[Path, bytes | None]]) -> tuple[str, dict[str, str], list[str]]:
    """As `write`, but a refusal leaves what `stood` tells: each file written, and what was there."""
    from disclosure.checking import check_county
    from disclosure.read.samples import Missing, Writer
    id, mapping = collection.only or id, collection.single_file and not collection.only
    others: list[str] = []
    made: set[Collection] = set()
    while True:
        before = check_county(site)
        if before.county is None:
            raise Refused("catalogues/county.yml 读不出来，先运行 python build.py check，把它改好")
        if id in getattr(before.county, collection.name):
            raise Refused(f"catalogues/{collection.path} 里已经有“{id}”，" + ("改那个文件就可以" if collection.only else "请换一个代号"))
        try:
            writer = Writer(before.county)
            lines = writer.lines(collection, id, name)
            break
        except Missing as missing:
            needed = missing.collection
            if needed is None or needed in made:
                raise Refused(str(missing)) from None
            made.add(needed)
            for n in range(missing.count):
                its, called = example(before.county, needed, id, n, missing.name)
                path, _, deeper = written(site, needed, its, called, stood)
                others += [*deeper, f"{path} 里的 {its}" if needed.single_file else path]
    target = site / "catalogues" / (collection.path if collection.single_file else f"{collection.path}{id}.yml")
    old = target.read_bytes() if target.exists() else None
    if old is not None and not mapping:
        raise Refused(f"{target.relative_to(site).as_posix()} 已经在了，请换一个代号")
    text = "\n".join(lines) + "\n"
    if mapping:
        key = f'"{id}"' if id.isdigit() else id
        text = f"{key}:\n" + "".join(f"  {line}\n" for line in lines)
    if old is None:
        text = schema_line(site, target.relative_to(site).as_posix()) + text
    else:
        text = old.decode("utf-8").rstrip("\r\n") + "\n\n" + text
    put(target, text.encode())
    stood.append((target, old))
    shown = target.relative_to(site).as_posix()
    unreadable = {"C101", "C103", "C105", "C106", "C107", "C203", "C309"}
    wrong = [f for f in check_county(site).findings if f.place.file == shown and f.rule.code in unreadable]
    if wrong and not [f for f in before.findings if f.place.file == shown and f.rule.code in unreadable]:
        raise Refused(f"{shown} 写不进去（{wrong[0].message}），没有改动。请把它末尾的写法改成一行一个“字段: 值”再试")
    return shown, writer.guessed, others


def example(county: County, collection: Collection, id: str, n: int, name: str | None) -> tuple[str, str | None]:
    """The id and the name of an example, the n-th, that a record of that id needs: a free one that tells whose it is."""
    from disclosure.read.file_names import identifier
    there = getattr(county, collection.name)
    if name and (told := identifier(name)[:80].strip("-")) and told not in there:
        return told, name
    while f"{id[:70]}-{n + 1}" in there:
        n += 1
    return f"{id[:70]}-{n + 1}", name


def put(target: Path, data: bytes) -> None:
    """Whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=target.parent, prefix=".")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.chmod(half, 0o644)
    os.replace(half, target)


def begin(folder: Path, name: str | None) -> None:
    """A county that builds, and says in which order to go on."""
    from disclosure.read.county import read_county
    if not name:
        raise click.UsageError("新的县要写名称：python build.py new county 文件夹 --name 某某县")
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"“{folder}”不是空的，请换一个文件夹")
    sample = read_county(ROOT).county
    files = {f"catalogues/{APPLYING}": (ROOT / "catalogues" / APPLYING).read_text(encoding="utf-8"), "catalogues/units.yml": units(sample, name)}
    for domain in sample.domains.values():
        if domain.pilot:
            file = f"catalogues/domains/{domain.id}.yml"
            files[file] = seeded(file, domain.name, str(domain.pilot), domain.lead.id)
    for path in ("catalogues/county.yml", "content/guide.md", "content/shenqing.md", "README.md"):
        text = (START / path.rpartition("/")[2]).read_text(encoding="utf-8")
        files[path] = text.replace("〔县名〕", name).replace("〔日期〕", str(sample.as_of))
    for path, text in files.items():
        put(folder / path, text.encode())
    click.echo(f"写好了 {folder}：26个试点领域、{len(files)} 个文件。先看 {folder / 'README.md'}，照它的次序往下做。")
    click.echo(f"现在就可以看：python build.py serve --site {folder}")


def units(sample: County, name: str) -> str:
    """The units that lead a pilot domain in the demonstration county, under the new county's name."""
    def renamed(text: str) -> str:
        return text.replace("示例市", "").replace(sample.name, name).replace("示例", name.rstrip("县区市旗"))
    leads = dict.fromkeys(domain.lead for domain in sample.domains.values() if domain.pilot)
    lines = ["# 单位：左边的代号在全部目录里引用，确定以后不再改动。名称照“三定”规定改；电话、地址、办公时间补上。"]
    for unit in leads:
        lines += ["", f"{unit.id}:", f"  名称: {renamed(unit.name)}", *([f"  简称: {renamed(unit.short_name)}"] if unit.short_name else [])]
    return "\n".join(lines) + "\n"
