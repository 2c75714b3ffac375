"""The parts that tell what catalogues said on a day: townships tell only what differs from what they take over, and together they say all that the editions say."""
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from disclosure.editions.chain import Chain, following, with_edition
from disclosure.editions.past import Past, past_of
from disclosure.editions.words import fields_of
from disclosure.model.county import County
from disclosure.read.county import read_county
from disclosure.render.pages import days

ROOT = Path(__file__).parents[2]
MATTER, TAKEN = "domains/shehui-jiuzhu/2.2", "townships/xikou-zhen/shehui-jiuzhu-2.2"
Parts = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def county() -> County:
    return read_county(ROOT).county


def parts_of(past: Past, county: County) -> Parts:
    told = cache(partial(days.texts, past))
    lent = {days.key(owner): owner for owner in county.catalogues if days.REFERENCE not in fields_of(owner.matter())}
    return {days.key(owner).replace("/", "-", 1): days.part(past, owner, lent, told) for owner in county.catalogues}


def said(parts: Parts, steps: list[list[Any]], edition: int) -> dict[str, str] | None:
    """As day.js reads them."""
    found, base = None, ""
    for number, differing, *taken in steps:
        if number > edition:
            break
        base = taken[0] if taken else ""
        found = None if differing is None else {**(found or {} if not taken else {}), **differing}
    if found is None:
        return None
    part, _, number = base.rpartition("/")
    lent = said(parts, parts[part]["matters"].get(number, []), edition) if base else None
    return {name: text for name, text in {**(lent or {}), **found}.items() if text}


def lost(past: Past, county: County) -> list[tuple[str, str, int]]:
    """Where the parts say something else than the editions: catalogue, number, edition."""
    parts, wrong = parts_of(past, county), []
    for owner in county.catalogues:
        for number, steps in days.texts(past, owner).items():
            for edition in range(1, len(past.editions) + 1):
                wanted = next((text for at, text in reversed(steps) if at < edition), None)
                if said(parts, parts[days.key(owner).replace("/", "-", 1)]["matters"][number], edition) != wanted:
                    wrong.append((days.key(owner), number, edition))
    return wrong


def chained(*states: dict[str, Any]) -> Past:
    chain = Chain()
    for month, state in enumerate(states, 1):
        chain = with_edition(chain, following(chain, dict(sorted(state.items())), f"2026-{month:02d}-28", "样本县", ""))
    return Past(chain)


def test_every_day_says_what_its_edition_said(county: County) -> None:
    past = past_of(ROOT, county)
    assert len(past.editions) > 3 and lost(past, county) == []


def test_what_is_taken_over_comes_goes_and_differs(county: County) -> None:
    now = past_of(ROOT, county).chain.now
    matter, taken = now[MATTER], now[TAKEN]
    renamed = {**now, MATTER: {**matter, "名称": "新名"}, TAKEN: {**taken, "名称": "新名"}}
    differing = {**renamed, TAKEN: {**taken, "名称": "新名", "内容": ["本镇的"]}}
    ended = {key: value for key, value in differing.items() if key != MATTER}
    gone = {key: value for key, value in ended.items() if key != TAKEN}
    assert lost(chained(gone, now, renamed, differing, ended, gone, renamed, now), county) == []


def test_a_county_matter_renamed_changes_no_part_but_its_own(county: County) -> None:
    now = past_of(ROOT, county).chain.now
    renamed = {key: {**value, "名称": "新名"} if key == MATTER or value and value.get("参照") == MATTER.partition("/")[2] else value for key, value in now.items()}
    before, after = (parts_of(chained(now, state), county) for state in (now, renamed))
    assert [name for name in before if before[name] != after[name]] == ["domains-shehui-jiuzhu"]


def test_one_edition_more_changes_no_part(county: County) -> None:
    now = past_of(ROOT, county).chain.now
    assert parts_of(chained(now), county) == parts_of(chained(now, now), county)
