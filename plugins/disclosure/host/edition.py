"""Which edition a build is: a number that later editions do not have lower, the same wherever the same commit is built."""
import datetime
import os
import re
import subprocess
from pathlib import Path

BEIJING = datetime.timezone(datetime.timedelta(hours=8))
SAFE = ("-c", "safe.directory=*", "-c", "core.fsmonitor=false")
"""Whoever owns the folder, the answer is the same; nothing that the repository's own settings name is run."""


def sequence(site: Path, as_of: datetime.date) -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH; else the time of the last commit of the repository that holds the county's folder; else 截至日期
    at midnight in Beijing.

    The commit counts even when the folder has changes that are not committed yet: what is tried out between two commits is no older than the
    first of them.
    """
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch(r"[0-9]{1,12}", told):
        return int(told)
    return committed(site) or max(0, int(datetime.datetime.combine(as_of, datetime.time(), BEIJING).timestamp()))


def committed(site: Path) -> int | None:
    """The committer's time of HEAD, or None where there is no repository, no commit or no git."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(["git", *SAFE, "cat-file", "commit", "HEAD"], cwd=site, env=environment, capture_output=True, timeout=30, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return None
    head = done.stdout.split(b"\n\n")[0] if done.returncode == 0 else b""
    found = re.search(rb"(?m)^committer .*> ([0-9]{1,12}) [+-][0-9]{4}$", head)
    return int(found[1]) if found else None
