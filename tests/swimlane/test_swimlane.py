"""The swimlane drawing: nothing overlaps, nothing is cut, nothing is lost, and the bytes never change."""

import random
import re
import time
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from disclosure.render.swimlane import draw
from disclosure.render.swimlane import quality as counting
from disclosure.render.swimlane.layout import layout
from disclosure.render.swimlane.quality import measure
from disclosure.render.swimlane.layout import Edge
from disclosure.render.swimlane.text import limit_text, width, wrap
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from swimlane_flows import CONCEPT, SEVEN, Flow, Step, bench, flow, nasty

SVG = "{http://www.w3.org/2000/svg}"
QUIET = settings(derandomize=True, deadline=None, max_examples=60, suppress_health_check=list(HealthCheck), database=None)


def faults(made):
    counts = measure(layout(made))
    return {name: getattr(counts, name) for name in counts.__slots__ if name != "crossings" and getattr(counts, name)}


def close(words):
    """Without any space: a line that breaks at one drops it."""
    return re.sub(r"\s", "", words)


def texts(svg):
    """All words of the drawing in order, lines put together again."""
    return close("".join(t.text or "" for t in ElementTree.fromstring(svg).iter(f"{SVG}text")))


def holds(svg, made):
    words = texts(svg)
    for n, step in enumerate(made.steps, 1):
        assert f"{n}{close(step.name)}" in words
        if step.time_limit:
            assert close(step.time_limit) in words
        for answer, _ in step.arrows:
            assert close(answer or "") in words
    for lane in made.lanes:
        assert close(lane) in words


words = st.text("县乡政务公开申请审核是否符合要求（）、。，A1 <&\"'", min_size=1, max_size=36).filter(str.strip)


@st.composite
def any_flow(draw_from):
    n, lanes = draw_from(st.integers(1, 16)), draw_from(st.lists(words, min_size=1, max_size=6, unique_by=str.strip))
    steps = []
    for i in range(n):
        kind = draw_from(st.sampled_from(["开始", "步骤", "步骤", "判断", "结束"]))
        targets = draw_from(st.lists(st.integers(1, n), max_size=6 if kind == "判断" else 3))
        arrows = tuple((draw_from(words) if kind == "判断" else None, f"s{t}") for t in targets)
        limit = draw_from(st.sampled_from([None, "当日", "20个工作日内", "公示7个工作日"]))
        steps.append(Step(f"s{i + 1}", draw_from(words), kind, draw_from(st.sampled_from(lanes)), limit, arrows))
    return Flow("x", draw_from(words), tuple(lanes), tuple(steps))


@QUIET
@given(any_flow())
def test_any_flow(made):
    assert not faults(made)
    svg = draw(made)
    assert svg == draw(made)
    holds(svg, made)


@QUIET
@given(st.integers(0, 10**9))
def test_flows_of_the_county_generator(seed):
    made = bench(random.Random(seed))
    assert not faults(made)
    assert measure(layout(made)).crossings <= 6
    holds(draw(made), made)


@settings(QUIET, max_examples=40)
@given(st.integers(0, 10**9))
def test_flows_nobody_would_write(seed):
    assert not faults(nasty(random.Random(seed)))


@pytest.mark.parametrize("made", [CONCEPT, SEVEN], ids=["concept", "seven"])
def test_real_flows_have_no_crossing(made):
    assert not faults(made)
    assert measure(layout(made)).crossings == 0
    holds(draw(made), made)


def test_the_concept_stands_as_in_the_picture():
    plan = layout(CONCEPT)
    assert plan.width == 960
    rows = {}
    for box in plan.boxes:
        rows.setdefault(box.rect.y, set()).add(box.number)
    assert [rows[y] for y in sorted(rows)] == [{1, 2}, {3, 4}, {5, 6, 7}, {8, 9}, {10, 11}]
    assert [(box.rect.w, box.rect.h) for box in plan.boxes] == [(184, 56)] * 11
    svg = draw(CONCEPT)
    assert "限当日" in svg and "限20个工作日" in svg


def test_root_and_what_a_strict_policy_forbids():
    svg = draw(replace(CONCEPT, title='<b>&"'))
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg" and root.get("role") == "img" and root.get("viewBox")
    title, desc = list(root)[:2]
    assert (title.tag, title.text) == (f"{SVG}title", '<b>&"流程图')
    assert root.get("aria-labelledby").split() == [title.get("id"), desc.get("id")] == ["flow-gainian-t", "flow-gainian-d"]
    assert desc.text == "4条泳道，11个步骤。图中内容与下面的逐步说明一致。"
    assert not {e.tag.removeprefix(SVG) for e in root.iter()} - {"svg", "title", "desc", "rect", "path", "text", "g"}
    allowed = {"class", "x", "y", "width", "height", "rx", "d", "fill", "stroke", "text-anchor", "font-size"}
    for element in list(root.iter())[3:]:
        assert set(element.keys()) <= allowed
        assert element.get("fill", "none") == "none" and element.get("stroke", "currentColor") == "currentColor"
    assert all(int(size) >= 14 for size in re.findall(r'font-size="(\d+)"', svg))
    assert not re.search(r"\d\.\d\d", svg)
    assert len(root.findall(f".//{SVG}path[@class='ed']")) == len(root.findall(f".//{SVG}path[@class='ah']")) == 12


LONG = "对申请人提交的材料进行形式审查并核对原件与复印件是否一致且在有效期限以内"
HAND_MADE = {
    "one step": flow(["甲"], (0, "开始", "开始", None)),
    "long names": flow([LONG, "乙"], (0, "开始", LONG, LONG, 2), (1, "判断", LONG, None, (LONG, 1), (LONG, 3)), (0, "结束", LONG, None)),
    "loops on itself": flow(["甲"], (0, "步骤", "一", None, 1, 2), (0, "判断", "二", None, ("再来", 2), ("好", 3)), (0, "结束", "三", None)),
    "same target six times": flow(["甲"], (0, "判断", "问", None, *((f"答复第{i}种情形很长", 2) for i in range(6))), (0, "结束", "完", None)),
    "swap": flow(["甲", "乙"], (0, "步骤", "一", None, 2, 4), (1, "步骤", "二", None, 3), (0, "步骤", "三", None, 2), (1, "步骤", "四", None, 1)),
    "parallel and join": flow(
        list("甲乙丙丁"), (0, "开始", "一", None, 2, 3, 4), (1, "步骤", "二", None, 5), (2, "步骤", "三", None, 5), (3, "步骤", "四", None, 5),
        (0, "结束", "五", None),
    ),
    "all go back": flow(["甲"], *((0, "判断", f"第{i}步", None, ("否", 1), ("是", min(i + 1, 30))) for i in range(1, 31))),
}


@pytest.mark.parametrize("made", HAND_MADE.values(), ids=HAND_MADE)
def test_hand_made(made):
    assert not faults(made)
    holds(draw(made), made)


def test_an_arrow_written_twice_is_drawn_once():
    assert len(layout(flow(["甲"], (0, "开始", "一", None, 2, 2), (0, "结束", "二", None))).edges) == 1


@pytest.mark.parametrize("change", [{"lane": "无"}, {"kind": "无"}, {"arrows": ((None, "无"),)}])
def test_what_it_does_not_know_is_named(change):
    steps = (replace(CONCEPT.steps[0], **change), *CONCEPT.steps[1:])
    with pytest.raises(ValueError, match="无"):
        layout(replace(CONCEPT, steps=steps))


def test_the_counts_see_faults():
    plan = layout(CONCEPT)
    moved = replace(plan.boxes[0], rect=plan.boxes[1].rect)
    assert measure(replace(plan, boxes=(moved, *plan.boxes[1:]))).box_overlaps == 1
    a, b = plan.boxes[4].rect, plan.boxes[2].rect
    through = Edge(0, 10, None, ((a.x + 90, b.y - 20), (a.x + 90, a.y + 80)))
    seen = measure(replace(plan, edges=(*plan.edges, through)))
    assert seen.edges_through_boxes == 2 and seen.edge_overlaps == 0 and seen.labels_on_lines == 1
    twin = replace(through, points=((a.x + 92, b.y - 20), (a.x + 92, a.y + 80)))
    assert measure(replace(plan, edges=(*plan.edges, twin))).edge_overlaps >= 1
    wide = replace(plan.boxes[1].lines[1], text=LONG)
    box = replace(plan.boxes[1], lines=(plan.boxes[1].lines[0], wide))
    assert measure(replace(plan, boxes=(plan.boxes[0], box, *plan.boxes[2:]))).text_overflows == 1
    assert counting.NEAR < 1


def test_words():
    assert width("公开", 16) == 32 and width("20个", 10) == pytest.approx(23.25)
    lines = wrap("对申请人提交的材料、证明（原件）进行审查。", 16, 150)
    assert "".join(lines) == "对申请人提交的材料、证明（原件）进行审查。" and not any(line[0] in "、）。" for line in lines)
    told = {"当日": "限当日", "20个工作日内": "限20个工作日内", "公示7个工作日": "公示7个工作日", "限5日": "限5日", "": None, None: None}
    assert {limit: limit_text(limit) for limit in told} == told
    assert limit_text("十五日以内") == "限十五日以内" and limit_text("按规定") == "按规定"


@pytest.mark.usefixtures("unburdened")
def test_forty_flows_are_quick():
    made = [bench(random.Random(i)) for i in range(40)]
    start = time.process_time()
    for one in made:
        draw(one)
    assert time.process_time() - start < 1.5  # about 0.25 s on the machine it was written on
