"""The dated files of law/: what the law and the national guidelines fix."""
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from disclosure.model.fees import Fees, Tariff, Tier
from disclosure.model.law import Channel, KnownStandard, Law, Outdated, Period, PilotDomain, Receipt, Remedy, Secrets, Sign, Wording
from disclosure.model.workdays import DAY, Calendar, Year
from disclosure.read.own import own

FOLDER = Path(__file__).parent.parent / "law"


@cache
def law() -> Law:
    """Everything that rules ask for, read once."""
    return Law(channels=channels(), pilot_domains=tuple(
        PilotDomain(int(row["编号"]), row["名称"], tuple(row["又称"])) for row in file("pilot-domains.yml")["领域"]), calendar=calendar(),
        periods={name: period(row) for name, row in file("periods.yml").items()},
        secrets=Secrets(*(tuple(map(sign, file("secrets.yml")[key])) for key in ("拦截", "提醒"))),
        wording=wording(file("wording.yml")), outdated=tuple(
            Outdated(kind, tuple(row["旧"]), row.get("现") or row["说明"], row["自"], row["核对"] == "是", int(row["年"]) if "年" in row else None)
            for kind, rows in file("repealed.yml").items() if isinstance(rows, list) for row in rows),
        receipts=tuple(Receipt(row["代号"], row["方式"], row["日期"], row["说明"], row["依据"]) for row in file("requests.yml")["收到"]),
        remedies=tuple(Remedy(row["做法"], row["说明"], row["依据"], row["自"]) for row in file("requests.yml")["救济"]), fees=fees(file("fees.yml")))


def sign(row: dict) -> Sign:
    """ValueError where a pattern could match without one of the words."""
    any_word = f"(?:{'|'.join(map(re.escape, row['词']))})"
    for pattern in row["写法"]:
        if not re.search("词(?![?*{])", pattern) or "|" in re.sub(r"\(\?:[^()]*\)", "", pattern):
            raise ValueError(f"secrets.yml: {pattern} must have 词 in every match")
    return Sign(tuple(row["词"]), tuple(re.compile(pattern.replace("词", any_word)) for pattern in row["写法"]))


def wording(data: dict) -> Wording:
    patterns = (tuple(map(re.compile, data[key])) for key in ("占位", "泛称单位", "残渣", "文中残渣"))
    return Wording(frozenset(w.lower() for w in data["空话"]), *patterns, storage_hosts=tuple(data["网盘和短网址"]))


def period(row: dict) -> Period:
    workdays, days = (int(row[key]) if key in row else None for key in ("工作日", "自然日"))
    return Period(row["依据"], workdays, days, row.get("每年"), row["自"])


def fees(data: dict) -> Fees:
    return Fees(data["依据"], data["印发"], int(data["缴费"]["工作日"]), tuple(tariff(row) for row in data["计收"]))


def tariff(row: dict) -> Tariff:
    tiers = tuple(Tier(int(tier["单价"]), int(tier["至"]) if "至" in tier else None) for tier in row["档"])
    beyond = row.get("以后", {})
    return Tariff(row["代号"], row["方式"], row["单位"], row["依据"], row["数什么"], row["说明"], tiers, int(beyond.get("每", 0)), int(beyond.get("加", 0)))


@cache
def channels() -> tuple[Channel, ...]:
    """The 13 standard channels, in the order of the published forms."""
    return tuple(Channel(row["名称"], tuple(row.get("又称", ()))) for row in file("channels.yml")["渠道"])


@cache
def standards() -> dict[int, KnownStandard]:
    """What was seen of the pilot domains' standard catalogues, by their numbers; not part of `law()`, for only `assess` asks."""
    return {number: KnownStandard(number, row.get("标准", ""), tuple((group, name) for group, names in row["事项"].items() for name in names))
            for row in file("standard-matters.yml")["领域"] for number in [int(row["编号"])]}


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


def file(name: str) -> Any:
    """One of our own files as dicts, lists and text."""
    return own(FOLDER / name)
