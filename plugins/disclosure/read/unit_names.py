"""Names of units as published catalogues write them: several in one cell, or a sort of unit where the form says nothing else.

The national guidelines name sorts (县级人民政府民政部门, 各乡镇（街道）); a county's catalogue has to say which unit it is.
"""
import re
from collections.abc import Callable, Iterable

from disclosure.model.county import County
from disclosure.model.people import Unit
from disclosure.model.rare import Rare

BREAK = re.compile(r"[、，,；;/\n]+(?![^（(]*[）)])")
"""Between names; not within brackets."""
TOWNS = Rare(r"(?:全县|全市|全区|县内|辖区内?|本县|所在|所在地|当地|有关|相关)*(?:各|每个|所有|全部)?(?:有关|相关|所属)?"
                   r"(?=.*(?:乡|镇|街道))(?:乡级|镇级|乡|镇|街道|办事处|人民政府|政府|[()（）、/或和及])+")
VILLAGES = Rare(r"(?:全县|全市|全区|县内|辖区内?|本县|所在|所在地|当地|有关|相关)*(?:各|每个|所有|全部)?(?:有关|相关|所属)?"
                      r"(?=.*(?:村|居|社区))(?:行政村|村民委员会|居民委员会|村委会|居委会|村居|村|居|社区|委会|[()（）、/或和及])+")
SORT = Rare(r".*(?:部门|机关|单位|机构)|.*[×✕XxＸ某]{2,}.*|.*某[局委办]")
EMPTY_WORDS = Rare(r"县级|市级|区级|乡级|本级|各级|地方|以上|人民|政府|主管|行政|管理|有关|相关|负责|承担|部门|机关|单位|机构|[县市区各×✕XxＸ某的]+")


def county_names(county: County | None) -> tuple[str, ...]:
    """What a county is called, with and without 人民政府."""
    called = tuple(dict.fromkeys(filter(None, (county.full_name, county.name)))) if county else ()
    return (*called, *(c.removesuffix("人民政府") for c in called if c.endswith("人民政府")))


def parts(text: str, known: Callable[[str], bool]) -> list[str]:
    """The names that are written together in a text; blanks part them only where all are known."""
    some = [part.strip() for part in BREAK.split(text) if part.strip()]
    if len(some) == 1 and len(spaced := text.split()) > 1 and all(map(known, spaced)):
        return spaced
    return some


def towns(units: Iterable[Unit]) -> list[str]:
    """The townships' and streets' own units, by their ids."""
    return [u.id for u in units if re.search(r"(?:乡|镇)(?:人民)?政府$|街道办事处$", u.name or "")]


def collective(names: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Of names that stand for all townships or all villages: the id to give such a unit → its 名称 and 指代."""
    out = {}
    for name in names:
        if TOWNS.fullmatch(name):
            out["ge-xiangzhen"] = "各乡镇（街道）", "各乡镇"
        elif VILLAGES.fullmatch(name):
            out["ge-cun"] = "各村（社区）", "各村"
    return out


def meant(text: str, units: Iterable[Unit]) -> tuple[list[str], str] | None:
    """What a sort of unit means in this county (ids), and what to write; None where the text is no sort of unit."""
    units = [u for u in units if not u.dissolved]
    id, (whole, kind) = next(iter(collective([text]).items()), ("", ("", "")))
    if kind and (group := [u.id for u in units if u.stands_for == kind][:1]):
        return group, f"“{text}”是统称，本县的 units.yml 里有它的代号"
    together = f"；由{whole}各自公开的，在 catalogues/units.yml 里加一条统称“{id}: {{名称: {whole}, 指代: {kind}}}”，主体就写 {id}"
    if kind == "各村":
        return [], f"“{text}”不是哪一个单位。村（社区）自己的事项写在 catalogues/villages/ 里，主体自动是本村{together}"
    if kind:
        ids = towns(units)
        if len(ids) == 1:  # one of several, the others not entered yet: it does not stand for all
            only, ids = f"units.yml 里只有“{next(u.name for u in units if u.id == ids[0])}”一个，其余的先加上", []
        else:
            only = "" if ids else "先在 catalogues/units.yml 里加上各乡镇政府、街道办事处"
        return ids, (f"“{text}”不是哪一个单位。县级目录里主体写县里的单位，“层级”写上乡级：乡镇目录用“参照”沿用时，主体自动是本乡镇；"
                     f"确实要在这里列出乡镇的，一个一个写{f'（{only}）' if only else ''}{together}")
    if not SORT.fullmatch(text):
        return None
    core = EMPTY_WORDS.sub("", text)
    ids = [u.id for u in units if core and any(core in name.replace("人民政府", "") for name in (u.name or "", u.short_name or "", *u.aliases))]
    said = f"“{text}”是标准目录里的泛称，群众不知道找谁：请写本县的机构"
    return (ids, said) if len(ids) == 1 else ([], said + (f"，例如 {'、'.join(ids)}" if ids else "，units.yml 里还没有的先加上"))
