"""The editions that a site tells of: those kept in the county's folder, and the one that it is itself."""
from dataclasses import dataclass
from pathlib import Path

from disclosure.editions.chain import Chain, Edition, with_edition
from disclosure.editions.keeping import pending
from disclosure.editions.reading import read_chain
from disclosure.model.county import County


@dataclass(frozen=True)
class Past:
    """`chain` ends with the edition that the site is; `pending`: that one, where the folder has not kept it yet."""

    chain: Chain = Chain()
    pending: Edition | None = None
    notes: tuple[str, ...] = ()
    """Why there is none, in words."""

    def __bool__(self) -> bool:
        return bool(self.chain.editions)


EMPTY = Past()


def past_of(site: Path, county: County, keep: bool = False) -> Past:
    """The past of a county: nothing where no edition was ever kept, unless this is to be one (`keep`).

    What an edition would be is told as it will be kept, so that the site that is published and one that is built again afterwards are the same.
    """
    chain = read_chain(site)
    if not chain.editions and not keep:
        return EMPTY
    if county.trial:
        return Past(chain)  # a day that is only tried out is no edition
    try:
        new = pending(site, county, chain)
    except ValueError as fault:
        return Past(notes=(f"没有用上版本档案：{fault}。",))
    return Past(with_edition(chain, new) if new else chain, new)
