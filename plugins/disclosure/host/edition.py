"""Which edition a build is: a number that later editions do not have lower, the same wherever the same commit is built."""
import datetime
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure.deliver.fault import Refused
from disclosure.model.county import County

if TYPE_CHECKING:
    from disclosure.deliver.manifest import Owner

BEIJING = datetime.timezone(datetime.timedelta(hours=8))
LAST = 253402300799
"""The end of the year 9999."""


def epoch() -> int | None:
    """SOURCE_DATE_EPOCH in seconds since 1970, None where it is not set.  Set to nothing, it is not set: it is taken away, because MkDocs would read it.

    Raises Refused for what is no time that a calendar has.
    """
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if not told:
        os.environ.pop("SOURCE_DATE_EPOCH", None)
        return None
    if not re.fullmatch(r"[0-9]{1,12}", told) or int(told) > LAST:
        raise Refused(f"环境变量 SOURCE_DATE_EPOCH 的值“{told[:20]}”不能用：要写 1970 年以来的秒数（整数），或者不设。")
    return int(told)


def sequence(site: Path, as_of: datetime.date) -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH; else the time of the last commit of the repository that holds the county's folder; else 截至日期
    at midnight in Beijing.

    The commit counts even when the folder has changes that are not committed yet: what is tried out between two commits is no older than the
    first of them.  Raises Refused.
    """
    from disclosure.host.commits import committed
    told = epoch()
    return told if told is not None else committed(site) or max(0, int(datetime.datetime.combine(as_of, datetime.time(), BEIJING).timestamp()))


def owner(county: County) -> "Owner | None":
    """Whose edition it is; None for a county without a name."""
    from disclosure.deliver.manifest import Owner
    told = ("".join(filter(str.isprintable, text or ""))[:400] for text in (county.name, county.division, county.portal_url))
    found = Owner(*told)
    return found if found.name else None
