"""The chart of a leading body: nothing overlaps, nothing is cut, nobody is lost, and the bytes never change."""
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from disclosure.render.organisation import MOST, Body, Box, Seat, columns, draw, faults, layout
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SVG = "{http://www.w3.org/2000/svg}"
QUIET = settings(derandomize=True, deadline=None, max_examples=120, suppress_health_check=list(HealthCheck), database=None)


def close(words: str) -> str:
    return re.sub(r"\s", "", words)


def holds(body: Body) -> None:
    """Everybody stands in the drawing, or is counted there."""
    said = close("".join(t.text or "" for t in ElementTree.fromstring(draw(body, "g")).iter(f"{SVG}text")))
    counted = sum(len(seats) for _, seats in body.frames) > MOST
    for title, seats in body.heads:
        for seat in seats:
            assert close(seat.unit) in said and close(seat.post) in said and close(seat.name) in said
    for title, seats in body.frames:
        if seats:
            assert close(title) in said and f"{len(seats)}人" in said
        for seat in () if counted else seats:
            assert close(seat.unit) in said and close(seat.post) in said
    for text in body.office:
        assert close(text) in said


words = st.text("县政府办公室民政局街道镇主任书记副分管（）、A1 <&\"'", min_size=1, max_size=24).filter(str.strip)
seats = st.builds(Seat, words | st.just(""), words, st.just("") | words)


def some(most: int) -> st.SearchStrategy:
    return st.lists(seats, max_size=most).map(tuple)


bodies = st.builds(
    Body, words, st.tuples(st.tuples(words, some(3)), st.tuples(words, some(9))), st.tuples(st.tuples(words, some(32)), st.tuples(words, some(20))),
    st.lists(words, max_size=5).map(tuple))


@QUIET
@given(bodies)
def test_any_body(body: Body) -> None:
    assert not faults(layout(body))
    assert draw(body, "g") == draw(body, "g")
    holds(body)


def of(heads: int, seconds: int, county: int, towns: int, office: tuple[str, ...] = ("办公室", "设在县政府办")) -> Body:
    def many(count: int, unit: str) -> tuple[Seat, ...]:
        return tuple(Seat(f"{unit}{k}", "主要负责人") for k in range(count))
    return Body("示例领导小组", (("组长", many(heads, "县政府")), ("副组长", many(seconds, "县委"))), (("县直单位", many(county, "县某局")), ("乡镇（街道）", many(towns, "某镇"))), office)


@pytest.mark.parametrize("counts", [(1, 0, 0, 0), (1, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 0), (1, 2, 0, 5), (2, 3, 26, 14), (1, 4, 27, 14), (1, 12, 1, 1)])
@pytest.mark.parametrize("office", [(), ("办公室", "设在县政府办", "主任：县政府办主任", "副主任：县行政服务中心主任")])
def test_bodies_of_every_size(counts: tuple[int, ...], office: tuple[str, ...]) -> None:
    body = of(*counts, office)
    assert not faults(layout(body))
    holds(body)


def test_of_many_members_the_number_is_told() -> None:
    told, shown = draw(of(1, 1, 27, 14), "g"), draw(of(1, 1, 26, 14), "g")
    assert "27 人" in told and "县某局3" not in told, "more than forty"
    assert "县某局3" in shown and shown.count('class="ox seat"') == 40


def test_five_stand_in_a_row() -> None:
    for counts in ((20, 10), (26, 14), (1, 9), (9, 1)):
        assert sum(columns(counts)) == 5 and min(columns(counts)) >= 1
    assert columns([30]) == [5] and columns([1]) == [3]


def test_a_body_without_an_office_has_all_the_width() -> None:
    assert not layout(of(1, 2, 5, 5, ())).dashed and len(layout(of(1, 2, 5, 5)).dashed) == 1


def test_the_counts_see_faults() -> None:
    chart = layout(of(1, 2, 6, 4))
    first = chart.boxes[0]
    assert any("overlap" in fault for fault in faults(replace(chart, boxes=[*chart.boxes, first._replace(kind="head")])))
    assert any("cut" in fault for fault in faults(replace(chart, boxes=[first._replace(w=20), *chart.boxes[1:]])))
    assert any("through" in fault for fault in faults(replace(chart, lines=[*chart.lines, ((first.middle, 0), (first.middle, first.bottom + 9))])))
    assert any("out of its frame" in fault for fault in faults(replace(chart, boxes=[box for box in chart.boxes if box.kind != "frame"])))
    assert any("outside" in fault for fault in faults(replace(chart, height=10)))
    assert isinstance(first, Box)
