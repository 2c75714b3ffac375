"""The assessment of a published table as one page that carries its style and needs nothing else; printable, without scripts."""
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from disclosure.model.assessment import AGAINST, LOOK, MISSING, OPEN, UNCLEAR, Assessed, Assessment, Remark
from disclosure.render.jinja import Templates
from disclosure.render.styled import alone

TITLE = "目录评估"
SORTS = {MISSING: "要素空着，或者整列没有。", OPEN: "选择框、勾照原样留着，看不出选的是哪些。", UNCLEAR: "表里写着，但是读法不止一种：同上、日期、划掉的字、乱码等。",
         AGAINST: "与法定期限不符，引用了失效的依据，留着模板的字等。", LOOK: "不一定错，建议对照原文核对。"}
"""The sorts of remarks in the order of the page, and what they mean."""
MOST = 200
"""Remarks of one sort and catalogue on the page; the workbook has all."""
TONES = {MISSING: "err", OPEN: "err", UNCLEAR: "warn", AGAINST: "err", LOOK: ""}


class Group(NamedTuple):
    """The remarks of one sort."""

    sort: str
    tone: str
    remarks: Sequence[Remark]
    more: int


def percent(share: float) -> str:
    """One decimal, never 100 where something is missing."""
    tenths = int(share * 1000)
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


def groups(one: Assessed) -> list[Group]:
    out = []
    for sort in SORTS:
        remarks = [r for r in one.remarks if r.sort == sort]
        if remarks:
            out.append(Group(sort, TONES[sort], remarks[:MOST], max(0, len(remarks) - MOST)))
    return out


def page(assessment: Assessment, css: str) -> bytes:
    env = Templates(Path(__file__).parent / "templates", assessment=assessment, percent=percent, groups=groups, sorts=SORTS)
    body = env.get_template("assessment.html").render()
    name = assessment.catalogues[0].name if len(assessment.catalogues) == 1 else f"{len(assessment.catalogues)} 个目录"
    return alone(f"{name} - {TITLE}", TITLE, css, body, under="照政务公开的法律和标准目录逐项核对")
