"""What a county is compared with: one of its editions, another folder, an earlier commit; and what it is itself now."""
import tempfile
from collections.abc import Iterable
from pathlib import Path

from disclosure.deliver.fault import Refused
from disclosure.editions.chain import FOLDER, Chain, Edition
from disclosure.editions.reading import read_chain
from disclosure.editions.state import State, state
from disclosure.editions.telling import End, Told
from disclosure.editions.withdrawals import standing, withdrawn_since
from disclosure.host.revisions import Unknown, extracted
from disclosure.model.county import County
from disclosure.model.finding import Finding
from disclosure.read.county import read_county
from disclosure.read.kept import Kept

NOW = "现在"


def compared(site: Path, since: str | None, until: str | None, progress, kept: Kept, trust: bool = False,
             judged: bool = False) -> tuple[Told, tuple[Finding, ...]]:
    """What lies between two states of a county: by default since the newest edition that stands, for what was withdrawn the public no longer sees.  `judged`: the findings that remain are wanted, too.  Raises Refused where one of them is nowhere."""
    chain = whole(read_chain(site))
    findings: tuple[Finding, ...] = ()
    if until is not None:
        end, after = edition(chain, until)
        name, ranked = chain.last.county, ranking(read_county(site, progress, kept, trust=trust).county)
    else:
        if judged:
            from disclosure.checking import check_county  # which loads every rule
            found = check_county(site, progress, kept, trust=trust)
        else:
            found = read_county(site, progress, kept, trust=trust)
        county, findings = readable(found.county, site), found.findings
        end, after, name, ranked = End(NOW, county.as_of.day.isoformat()), state(county), county.name, ranking(county)
    if since is None and until is None and not chain.editions:
        raise Refused("还没有版本档案，不知道与什么比。请先发布一次或者运行 python build.py edition，以后就有；现在就要比的，写 --since 文件夹，或者 --since git 的版本。")
    if since is None:
        known = chain.named(until) if until is not None else None
        before = [one for one in standing(chain) if known is None or one.number < known.number]
        if not before:
            raise Refused(f"“{until}”前面没有可以比的一版。" if known else "各版都撤下了，门户上没有可以比的；要与撤下的一版比，写 --since 那一版。")
        gone = tuple(one.edition for one in withdrawn_since(chain, before[-1]) if known is None or chain.named(one.edition).number < known.number)
        return Told(name, end_of(before[-1]), end, chain.at(before[-1].number), after, ranked, gone), findings
    start, before = state_of(site, chain, since, progress, trust)
    return Told(name, start, end, before, after, ranked), findings


def ranking(county: County | None) -> tuple[str, ...]:
    """Who answers for something, in the order of the county's own list of units; nobody where it cannot be read: editions are compared all the same."""
    return (*county.units, *(owner.id for owner in county.catalogues)) if county else ()


def whole(chain: Chain) -> Chain:
    """The chain, if it holds.  Raises Refused."""
    for fault in chain.faults[:1]:
        raise Refused(f"版本档案接不上：{fault.file} 第 {fault.line} 行：{fault.message}。{fault.hint}")
    return chain


def current(site: Path, progress, kept: Kept, trust: bool) -> County:
    """The county as it is now.  Raises Refused."""
    return readable(read_county(site, progress, kept, trust=trust).county, site)


def state_of(site: Path, chain: Chain, since: str, progress, trust: bool) -> tuple[End, State]:
    """What people call the state that a word names, and the state."""
    if chain.named(since):
        return edition(chain, since)
    path = Path(since)
    if path.is_dir():
        if not (path / "catalogues").is_dir():
            raise Refused(f"“{since}”里没有 catalogues 文件夹，不是县的文件夹。")
        county = readable(read_county(path.resolve(), progress, trust=trust).county, path)
        return End(f"“{path}”", county.as_of.day.isoformat()), state(county)
    if path.is_file() and path.suffix == ".jsonl":
        other = read_chain(path.resolve().parent.parent)
        if path.resolve().parent.name == FOLDER and other.named(path.stem):
            return edition(other, path.stem)
        raise Refused(f"“{since}”要与它以前的各版一起放在一个叫 {FOLDER} 的文件夹里，才知道那一版的全部内容。")
    try:
        with tempfile.TemporaryDirectory() as elsewhere:
            commit = extracted(site, since, Path(elsewhere))
            county = readable(read_county(Path(elsewhere), progress, trust=trust).county, site)
            return End(f"{since}（提交 {commit[:8]}）" if not commit.startswith(since) else f"提交 {commit[:8]}", county.as_of.day.isoformat()), state(county)
    except Unknown as unknown:
        there = "、".join(e.name for e in chain.editions[-6:]) or "（还没有）"
        raise Refused(f"“{since}”不是版本档案里的一版（最近的有：{there}），不是文件夹，也不是这里 git 认得的版本（{unknown}）。") from None


def edition(chain: Chain, name: str) -> tuple[End, State]:
    found = chain.named(name)
    if found is None:
        raise Refused(f"版本档案里没有“{name}”，有：{'、'.join(several(e.name for e in chain.editions)) or '（一版也没有）'}。")
    return end_of(found), chain.at(found.number)


def end_of(edition: Edition) -> End:
    return End(edition.called, edition.date, edition=True)


def several(names: Iterable[str], most: int = 12) -> list[str]:
    every = list(names)
    return [*every[-most:]] if len(every) <= most else ["……", *every[-most:]]


def readable(county: County | None, site: Path) -> County:
    if county is None or county.as_of is None:
        raise Refused(f"“{site}”的 catalogues/county.yml 读不懂，请先用 python build.py check 看。")
    return county
