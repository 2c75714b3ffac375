"""Keeps an edition in the county's folder, whole or not at all."""
from pathlib import Path

from disclosure.editions.chain import FOLDER, SUMS, WITHDRAWALS, Chain, Edition, following, with_edition
from disclosure.editions.putting import put
from disclosure.editions.reading import read_chain
from disclosure.editions.state import state
from disclosure.model.county import County

__all__ = ["completed", "keep", "pending", "read_chain", "told"]


def pending(site: Path, county: County, chain: Chain | None = None) -> Edition | None:
    """The edition that the county is and that its folder has not kept yet; None where it has.

    ValueError where the last one is of a later day, or the chain does not hold.
    """
    chain = read_chain(site) if chain is None else chain
    if chain.faults:
        raise ValueError(f"版本档案接不上：{chain.faults[0].file}：{chain.faults[0].message}")
    return following(chain, state(county), county.as_of.day.isoformat(), county.name, county.division or "")


def keep(site: Path, edition: Edition) -> None:
    """Writes an edition, then the list of sums that ends with it.  ValueError where another was written meanwhile; OSError."""
    chain = read_chain(site)
    if chain.faults or edition.number != len(chain.editions) + 1 or edition.before_hash != (chain.last.hash if chain.last else ""):
        raise ValueError("有人同时存了一版，请再运行一次")
    put(site / FOLDER / edition.file, edition.data)
    put(site / FOLDER / SUMS, with_edition(chain, edition).sums)


def keep_beside(site: Path, chain: Chain) -> None:
    """Keeps the signatures that the folder has not.  What is withdrawn is added line by line (withdrawals.append).  ValueError, OSError."""
    for name, data in chain.beside.items():
        if name != WITHDRAWALS and not (site / FOLDER / name).exists():
            put(site / FOLDER / name, data)


def completed(site: Path) -> str:
    """Names the last edition in the list of sums where writing was stopped before that; says so, or ""."""
    chain = read_chain(site)
    if not chain.unlisted or len(chain.faults) > 1:
        return ""
    put(site / FOLDER / SUMS, chain.sums)
    return f"上次存 {chain.last.called} 那一版时中断过，现在补全了。"


def told(edition: Edition) -> str:
    """What was kept, in one line."""
    if edition.number == 1:
        return f"存了第一版档案 {edition.path}：{edition.records} 条记录（{len(edition.data) / 1e6:.1f} MB）。请把 {FOLDER}/ 和目录一起存好，不要改动。"
    counts = "、".join(f"{word} {n}" for word, n in edition.counts.items() if n) or "与上一版相同"
    return f"存了第 {edition.number} 版档案 {edition.path}：{counts}（{len(edition.data) / 1e3:.1f} KB）。"
