"""The dated files of law/: what the law and the national guidelines fix."""
import re
from datetime import date
from functools import cache
from pathlib import Path

from disclosure.model.law import Channel, Law, Outdated, Period, PilotDomain, Secrets, Wording
from disclosure.model.workdays import DAY, Calendar, Year
from disclosure.read.nodes import Mapping, Node, Scalar, compose

FOLDER = Path(__file__).parent.parent / "law"


@cache
def law() -> Law:
    """Everything that rules ask for, read once."""
    return Law(channels=channels(), pilot_domains=tuple(
        PilotDomain(int(row["编号"]), row["名称"], tuple(row["又称"])) for row in file("pilot-domains.yml")["领域"]), calendar=calendar(),
        periods={name: period(row) for name, row in file("periods.yml").items()},
        secrets=Secrets(*(tuple(map(re.compile, file("secrets.yml")[key])) for key in ("拦截", "提醒"))),
        wording=wording(file("wording.yml")), outdated=tuple(
            Outdated(kind, tuple(row["旧"]), row.get("现") or row["说明"], row["自"], row["核对"] == "是", int(row["年"]) if "年" in row else None)
            for kind, rows in file("repealed.yml").items() if isinstance(rows, list) for row in rows))


def wording(data: dict) -> Wording:
    patterns = (tuple(map(re.compile, data[key])) for key in ("占位", "泛称单位", "残渣", "文中残渣"))
    return Wording(frozenset(w.lower() for w in data["空话"]), *patterns, storage_hosts=tuple(data["网盘和短网址"]))


def period(row: dict) -> Period:
    workdays, days = (int(row[key]) if key in row else None for key in ("工作日", "自然日"))
    return Period(row["依据"], workdays, days, row.get("每年"))


@cache
def channels() -> tuple[Channel, ...]:
    """The 13 standard channels, in the order of the published forms."""
    return tuple(Channel(row["名称"], tuple(row.get("又称", ()))) for row in file("channels.yml")["渠道"])


@cache
def calendar() -> Calendar:
    """The working days of every year that law/holidays/ has a notice for."""
    return Calendar(year(file(f"holidays/{path.name}")) for path in sorted((FOLDER / "holidays").glob("*.yml")))


def year(data: dict) -> Year:
    off = {}
    for row in data["休"]:
        day, last = date.fromisoformat(row["起"]), date.fromisoformat(row["止"])
        while day <= last:
            off[day] = row["节日"]
            day += DAY
    return Year(int(data["年"]), data["通知"], off, frozenset(map(date.fromisoformat, data["班"])))


def file(name: str):
    """One of our own files as dicts, lists and text."""
    return plain(compose((FOLDER / name).read_text(encoding="utf-8"), lambda *found: None))


def plain(node: Node):
    if isinstance(node, Scalar):
        return node.text
    return {key.text: plain(value) for key, value in node.pairs} if isinstance(node, Mapping) else [plain(x) for x in node.items]
