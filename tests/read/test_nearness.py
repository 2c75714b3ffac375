"""A name that is proposed for one that nothing has: it must be worth proposing."""
import pytest

from disclosure.model.people import Unit
from disclosure.model.place import Place
from disclosure.read.nearness import near_name
from disclosure.tables.cells.units import Units

COUNTY = ("样坪县人民政府", "样坪县")
UNITS = ("样坪县教育局", "样坪县发展和改革局", "样坪县民政局", "样坪县财政局", "样坪县人力资源和社会保障局", "样坪县市场监督管理局",
         "样坪县卫生健康局", "样坪县人民政府办公室", "柳湾镇人民政府", "上坪街道办事处", "样坪县政务服务中心")


@pytest.mark.parametrize("text", ["样坪县水利局", "县水利局", "水利局", "样坪县医疗保障局", "样坪县月球开发局", "样坪县档案馆", "样坪县气象局", "县委宣传部",
                                  "样坪县林业局", "县供销社", "县融媒体中心", "桥头镇人民政府", "下坝街道办事处", "样坪县税务局", "局"])
def test_what_only_has_the_countys_name_or_the_sort_of_office_in_common_is_not_near(text):
    assert near_name(text, UNITS, COUNTY) is None


@pytest.mark.parametrize("text, meant", [("县民证局", "样坪县民政局"), ("样坪县才政局", "样坪县财政局"), ("县市场监管局", "样坪县市场监督管理局"), ("人社局", "样坪县人力资源和社会保障局"),
                                         ("县市场监督管理委员会", "样坪县市场监督管理局"), ("民政", "样坪县民政局"), ("柳湾镇政府", "柳湾镇人民政府"), ("县卫健委", "样坪县卫生健康局"),
                                         ("上坪街道", "上坪街道办事处"), ("样坪县人力资源与社会保障局", "样坪县人力资源和社会保障局"), ("发改委", "样坪县发展和改革局")])
def test_a_slip_a_short_form_and_another_sort_of_office_are_near(text, meant):
    assert near_name(text, UNITS, COUNTY) == meant


@pytest.mark.parametrize("text", ["县水利局", "县民证局", "人社局", "样坪县月球开发局"])
def test_import_proposes_what_check_proposes(text):
    """Once from a table's cell, once from a catalogue's line."""
    units = Units([Unit(f"u{n}", Place("catalogues/units.yml", n, 1, n, 2), {"name": name}, {}, {}) for n, name in enumerate(UNITS, 1)], COUNTY)
    assert units.three(text)[:1] == list(filter(None, [near_name(text, UNITS, COUNTY)]))
