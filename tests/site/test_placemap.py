"""The map of places: on whatever coordinates, nothing overlaps, nothing is cut off, no place is lost."""
import random
from itertools import combinations

import pytest

from disclosure.render.placemap import FINGER, LOWEST, RADIUS, SHAPES, WIDTH, Bounds, Box, Spot, crowded, drawn, planned, runs
from disclosure.render.swimlane.text import width


def scattered(seed: int) -> list[Spot]:
    """Places as counties have them and worse: along a valley, in one town, on one spot."""
    chance = random.Random(seed)
    count = chance.choice((1, 2, 3, 25, 60, 150))
    wide, high = chance.choice((0, .001, .05, .6)), chance.choice((0, .001, .05, .6))
    names = ("县行政服务中心", "石桥村便民服务站", "A区", "示例县城关街道样例路社区党群服务中心二楼便民服务站", "图书馆")
    return [Spot(n, chance.choice(names), 118 + chance.random() * wide, 26 + chance.random() * high, chance.randrange(len(SHAPES)), f"p{n}")
            for n in range(1, count + 1)]


@pytest.mark.parametrize("reach", [RADIUS, FINGER])
@pytest.mark.parametrize("seed", range(60))
def test_nothing_overlaps_or_leaves_the_frame(seed: int, reach: int) -> None:
    spots = scattered(seed)
    plan = planned(spots, reach=reach)
    frame = Box(0, 0, WIDTH, plan.height)
    boxes = [mark.box for mark in plan.marks] + [mark.label.box for mark in plan.marks if mark.label]
    assert all(box.within(frame) for box in boxes)
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
    assert sorted(spot.number for mark in plan.marks for spot in mark.spots) == [spot.number for spot in spots], "every place is on the map, once"
    assert plan.height >= LOWEST
    for mark in plan.marks:
        assert not mark.label or mark.label.box.right - mark.label.box.left >= width(mark.label.text, 20) - 1e-6


def test_a_place_without_room_for_its_name_shows_its_number() -> None:
    ring = [(dx, dy) for dx in range(-2, 3) for dy in range(-2, 3)]
    plan = planned([Spot(n, "示例县城关街道便民服务中心", 118 + dx * .0034, 26 + dy * .003, 1, f"p{n}") for n, (dx, dy) in enumerate(ring, 1)]
                   + [Spot(26, "远处", 118.2, 26.1, 1, "far")])
    middle = [mark for mark in plan.marks if not mark.label or not any(c > "9" for c in mark.label.text.replace("、", ""))]
    assert middle, "where names do not fit, numbers stand"
    assert all(mark.letter.isdigit() for mark in plan.marks if not mark.label)


def test_north_is_above_and_east_at_the_right_in_true_proportion() -> None:
    west, east, north = (planned([Spot(1, "西", 118.0, 26.0, 0, "a"), Spot(2, "东", 118.1, 26.0, 0, "b"), Spot(3, "北", 118.0, 26.05, 0, "c")]).marks[n] for n in range(3))
    assert west.x < east.x and north.y < west.y
    assert abs((west.y - north.y) / (east.x - west.x) - .05 / (.1 * .8987)) < .005, "a degree of longitude is shorter by the cosine of the latitude"


def test_marks_that_would_touch_are_one_with_a_count() -> None:
    far = Spot(3, "远", 118.2, 26.2, 2, "c")
    plan = planned([Spot(1, "厅", 118.1, 26.1, 0, "a"), Spot(2, "区", 118.1001, 26.1, 3, "b"), far])
    assert [mark.letter for mark in plan.marks] == ["2", "站"]
    assert 'data-of="a b"' in drawn(plan, "图") and "厅、区" in drawn(plan, "图")


def test_on_a_base_map_only_what_lies_on_it_is_drawn_and_where_it_is() -> None:
    plan = planned([Spot(1, "在", 118.5, 26.5, 0, "a"), Spot(2, "外", 119.5, 26.5, 0, "b")], Bounds(118, 119, 26, 27))
    assert [mark.spots[0].number for mark in plan.marks] == [1]
    assert (plan.marks[0].x, plan.marks[0].y) == (WIDTH / 2, plan.height / 2)


def test_names_are_escaped() -> None:
    assert "<b>" not in drawn(planned([Spot(1, "<b>\"&", 118, 26, 0, "a")]), "<图>")


def test_numbers_that_follow_each_other_are_a_range() -> None:
    assert [runs(numbers) for numbers in ([4], [1, 2], [1, 2, 3, 7], [1, 3, 4, 5, 6, 9])] == ["4", "1、2", "1—3、7", "1、3—6、9"]


def test_a_crowd_is_drawn_once_more_and_larger() -> None:
    town = [Spot(n, f"厅{n}", 118.1 + n * .0001, 26.1 + n % 2 * .0001, 0, f"p{n}") for n in range(1, 5)]
    far = Spot(5, "远", 118.5, 26.4, 2, "far")
    plan = planned([*town, far])
    assert len(plan.marks) == 2 and [spot.number for spot in crowded(plan)] == [1, 2, 3, 4]
    assert len(planned(crowded(plan)).marks) == 4
    street = [Spot(n, f"厅{n}", 118.1 + n * .003, 26.1, 0, f"p{n}") for n in range(1, 5)]
    beside, astray = Spot(6, "旁", 118.1205, 26.1, 2, "beside"), Spot(7, "偏", 118.103, 26.126, 2, "astray")
    plan = planned([*street, far, beside, astray])
    assert [len(mark.spots) for mark in plan.marks] == [4, 1, 1, 1] and [spot.number for spot in crowded(plan)] == [1, 2, 3, 4, 6], "what lies apart would leave the drawing empty"
    assert not crowded(planned([*town[:3], far])), "three are told apart by the list"
    assert not crowded(planned([]))
