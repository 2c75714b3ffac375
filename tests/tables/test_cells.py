"""Single cells, in the words of nobody's table: what is chosen, who discloses, where a list is parted; and where nobody can tell."""
import pytest

from disclosure.read.county import vocabulary_of
from disclosure.tables.cells import boxes, choices, text
from disclosure.tables.cells.channels import Channels
from disclosure.tables.cells.reading import Reading
from disclosure.tables.cells.units import Units

CHANNELS = Channels(vocabulary_of(None).channels, ("样本县",))
WAYS, LEVELS, STAGES = ("主动公开", "依申请公开"), ("县级", "乡级", "村级"), ("决策", "执行", "管理", "服务", "结果")
REST = "□政府公报\n□两微一端 □发布会/听证会 □广播电视 □纸质媒体 □公开查阅点 □政务服务中心 □便民服务站 □入户/现场 □社区/企事业单位/村公示栏(电子屏) □精准推送 □其他"
ALL = REST.replace("□", "")


class Office:
    """A unit as far as cells ask for it."""

    dissolved = None

    def __init__(self, id: str, name: str, short: str | None = None, *aliases: str, stands_for: str | None = None) -> None:
        self.id, self.name, self.short_name, self.aliases, self.stands_for = id, name, short, aliases, stands_for

    @property
    def names(self) -> list[str]:
        return [name for name in (self.id, self.name, self.short_name, *self.aliases) if name]


UNITS = Units([Office("shuili", "样本县水利局", "县水利局", "水务局"), Office("nongye", "样本县农业农村局", "县农业农村局"), Office("wenlv", "样本县文化、体育和旅游局"),
               Office("heping", "和平镇人民政府", "和平镇"), Office("zhen", "各乡镇", stands_for="各乡镇")], ("样本县人民政府", "样本县"))


def told(reading: Reading) -> tuple:
    return reading.value, [code for code, *_ in reading.doubts]


@pytest.mark.parametrize(("cell", "value", "codes"), [
    (f"■政府网站 {REST}", ["政府网站"], []), (f"t政府网站 {REST}", ["政府网站"], []), (f"√□政府网站 {REST}", ["政府网站"], []), (f"\uf0fe政府网站 {REST}", ["政府网站"], []),
    ("R政府网站；R样本县节水网；£政府公报", ["政府网站", {"其他": "样本县节水网"}], []), ("þ政府网站 o政府公报", ["政府网站"], []), ("【√】政府网站 【 】政府公报", ["政府网站"], []),
    (f"?政府网站 {REST}", None, ["T412"]), (f"◎政府网站 {REST}", None, ["T412"]), ("■政府网站 政府公报 □广播电视", None, ["T412"]), (f"□政府网站 {REST}", None, ["T413"]),
    (f"政府网站 {ALL}", None, ["T414"]), ("■政府网站 ●政府公报 □广播电视", None, ["T415"]), ("■广播电台 □政府公报", [{"其他": "广播电台"}], ["T416"]),
    ("■政府网站（https://www.yangben.example/a） □政府公报", ["政府网站"], ["T417"]), ("1、政府网站；2、公示亭", ["政府网站", {"其他": "公示亭"}], []), ("1.政府网站2.两微一端", ["政府网站", "两微一端"], []),
    ("样本县政府网站、县人民政府网站", ["政府网站"], []), ("政府网站/两微一端", ["政府网站", "两微一端"], []), ("■其他（节水宣传站）", [{"其他": "节水宣传站"}], []), ("■政府网站 □精准推送 其他", ["政府网站"], []),
    ("■政务服务中心/便民服务站 □其他", ["政务服务中心", "便民服务站"], []), ("■纸质载体 ■行政服务中心", ["纸质媒体", "政务服务中心"], []), ("■政府网站 ■两微\n一端", ["政府网站", "两微一端"], []),
    ("政府网站、村公示栏", ["政府网站", {"其他": "村公示栏"}], ["T416"]), ("入户", [{"其他": "入户"}], ["T416"]), ("社区公示栏", [{"其他": "社区公示栏"}], ["T416"]), ("村广播", [{"其他": "村广播"}], []),
    ("◉政府网站 ○政府公报", ["政府网站"], []), ("详见附表", [{"其他": "详见附表"}], ["T421"])])
def test_channels(cell: str, value: object, codes: list[str]) -> None:
    assert told(CHANNELS.read(cell)) == (value, codes)


@pytest.mark.parametrize(("cells", "value", "codes"), [
    (("√", "", ""), ["政府网站"], []), (("√", "●", ""), ["政府网站", {"其他": "节水热线"}], []), (("", "", "展板"), [{"其他": "展板"}], []), (("√", "", "√"), ["政府网站", "其他"], []),
    (("", "", ""), None, ["T413"]), (("√", "周三", ""), None, ["T421"])])
def test_a_column_of_ticks_for_each_channel(cells: tuple[str, ...], value: object, codes: list[str]) -> None:
    """Also for one that only this county has."""
    assert told(CHANNELS.ticked(zip(("政府网站", "节水热线", "其他"), ("网站", "节水热线", "其他"), cells, strict=True))) == (value, codes)


@pytest.mark.parametrize(("cells", "value", "codes"), [
    (("√", ""), "全社会", []), (("V", "—"), "全社会", []), (("", "取水户"), {"特定群体": "取水户"}, []), (("", "√（取水户）"), {"特定群体": "取水户"}, []), (("", "是取水户"), {"特定群体": "取水户"}, []),
    (("", "取水户√"), {"特定群体": "取水户"}, []), (("√", "√"), None, ["T418"]), (("", ""), None, ["T418"]), (("", "√"), None, ["T419"]), (("?", ""), None, ["T412"]), (("×", "●"), None, ["T419"])])
def test_two_columns_of_the_audience(cells: tuple[str, str], value: object, codes: list[str]) -> None:
    assert told(choices.audience_ticks(*cells)) == (value, codes)


@pytest.mark.parametrize(("cell", "value", "codes"), [
    ("■全社会\n□特定群体（　）", "全社会", []), ("□全社会 ■特定群体（请写明）：取水户", {"特定群体": "取水户"}, []), ("社会公众", "全社会", []), ("取水户", {"特定群体": "取水户"}, []),
    ("全社会、取水户", None, ["T418"]), ("特定群体", None, ["T419"]), ("主动公开", {"特定群体": "主动公开"}, ["T421"])])
def test_the_audience_in_one_cell(cell: str, value: object, codes: list[str]) -> None:
    assert told(choices.audience(cell)) == (value, codes)


@pytest.mark.parametrize(("cell", "options", "levels", "value", "codes"), [
    ("主动", WAYS, False, ["主动公开"], []), ("主动公开、依申\n请公开", WAYS, False, ["主动公开", "依申请公开"], []), ("主动公开 √", WAYS, False, ["主动公开"], []), ("全文发布", WAYS, False, ["全文发布"], ["T421"]),
    ("区级、镇级", LEVELS, True, ["县级", "乡级"], []), ("街道、社区", LEVELS, True, ["乡级", "村级"], []), ("乡、村级", LEVELS, True, ["乡级"], []), ("省级", LEVELS, True, ["省级"], ["T421"]),
    ("□决策 ■执行\n□管理 □服务 ■结果", STAGES, False, ["执行", "结果"], []), ("□决策 ?执行 □管理", STAGES, False, None, ["T412"]), ("决策公开", STAGES, False, ["决策"], [])])
def test_words_of_a_list(cell: str, options: tuple[str, ...], levels: bool, value: object, codes: list[str]) -> None:
    assert told(choices.words(cell, options, levels)) == (value, codes)


@pytest.mark.parametrize(("cell", "value", "codes"), [
    ("样本县水利局", ["shuili"], []), ("水利局 县农业农村局", ["shuili", "nongye"], []), ("样本县水\n利局", ["shuili"], []), ("样本县水利局样本县农业农村局", ["shuili", "nongye"], []),
    ("样本县文化、体育和旅游局、水务局", ["wenlv", "shuili"], []), ("县水利局（牵头）、和平镇", ["shuili", "heping"], ["T423"]), ("县级：县水利局\n乡级：各镇（街道）", ["shuili", "zhen"], ["T423", "T423"]),
    ("1.县水利局 2.县农业农村局", ["shuili", "nongye"], []), ("县水利局及各乡镇", ["shuili", "zhen"], []), ("邻县水利局", ["邻县水利局"], ["T422"]), ("东溪区\n水利局", ["东溪区水利局"], ["T422"]), ("样本县\n水利局", ["shuili"], []), ("县级水行政主管部门", ["县级水行政主管部门"], ["T422"])])
def test_units(cell: str, value: list[str], codes: list[str]) -> None:
    assert told(UNITS.read(cell)) == (value, codes)


@pytest.mark.parametrize(("cell", "entries"), [
    ("1.取水口；2.取水量", ["取水口", "取水量"]), ("１．取水口；２．\n取水量", ["取水口", "取水量"]), ("①取水口②取水量", ["取水口", "取水量"]), ("●取水口\n●取水量", ["取水口", "取水量"]),
    ("- 取水口\n- 取水量", ["取水口", "取水量"]), ("1.取水口2\n.取水量", ["取水口", "取水量"]), ("取水口位置\n水量\n水价", ["取水口位置", "水量", "水价"]), ("取水许可的条件和办理程\n序", ["取水许可的条件和办理程序"]),
    ("1.取水；（1）地表（2）地下；2.排水", ["取水；（1）地表（2）地下", "排水"]), ("1.取水\n3.排水", ["1.取水", "3.排水"]), ("2.取水", ["2.取水"]), ("1.5倍水价", ["1.5倍水价"]), ("5个工作日内的水情", ["5个工作日内的水情"])])
def test_entries_of_a_list(cell: str, entries: list[str]) -> None:
    assert text.entries(cell, Reading()) == entries


@pytest.mark.parametrize(("cell", "entries"), [
    ("《甲法》、《乙条例》（国务院令第1号）", ["《甲法》", "《乙条例》（国务院令第1号）"]), ("《甲法》第一条、第二条、《乙条例》第三条", ["《甲法》第一条、第二条", "《乙条例》第三条"]),
    ("《甲办法》（样政发(2024)\n3号）", ["《甲办法》（样政发〔2024〕3号）"]), ("《甲办法》（样政发[20\n24]3号）", ["《甲办法》（样政发〔2024〕3号）"]), ("《关于印发〈甲〉的通知》《乙》", ["《关于印发〈甲〉的通知》", "《乙》"]),
    ("县政府《甲办法》、水利局《乙细则》", ["县政府《甲办法》", "水利局《乙细则》"]), ("甲条例\n乙办法", ["甲条例", "乙办法"]), ("根据《甲》《乙》等规定", ["根据《甲》《乙》等规定"])])
def test_laws_and_documents(cell: str, entries: list[str]) -> None:
    assert text.bases(cell, Reading()) == entries


@pytest.mark.parametrize(("cell", "name"), [("1.1 取水许可", "取水许可"), ("一、取水", "取水"), ("取水 许\n可", "取水许可"), ("2026年水价", "2026年水价"), ("12345热线", "12345热线")])
def test_names(cell: str, name: str) -> None:
    assert text.name(cell, Reading()) == name


def test_a_letter_is_a_box_before_names_only() -> None:
    assert boxes.boxes("T型路口 Rt", ("政府网站",)) is None


@pytest.mark.parametrize(("cell", "entries"), [
    ("《取水\n办法》\n第二十\n条\n《节水\n条例》", ["《取水办法》第二十条", "《节水条例》"]), ("《节水条例》\n第三\n十一条、\n第四十条", ["《节水条例》第三十一条、第四十条"]),
    ("《节水条例》\n县政府会议纪要3号\n《取水办法》第二条", ["《节水条例》", "县政府会议纪要3号", "《取水办法》第二条"])])
def test_an_article_stays_with_its_law(cell: str, entries: list[str]) -> None:
    """However narrow the column is in which it was printed."""
    assert text.bases(cell, Reading()) == entries


@pytest.mark.parametrize(("cell", "entries"), [
    ("取水量\n及水质\n情况", ["取水量及水质情况"]), ("名称\n地址\n电话", ["名称", "地址", "电话"]), ("名称\n服务地址\n电话", ["名称", "服务地址", "电话"])])
def test_short_lines_are_words_unless_a_narrow_column_broke_them(cell: str, entries: list[str]) -> None:
    assert text.entries(cell, Reading()) == entries


def test_a_period_is_one_sentence_in_a_narrow_column() -> None:
    assert text.sentence("审批后\n七个工\n作日内", Reading()) == "审批后七个工作日内"
    assert text.sentence("名单：5日内\n资金：10个工作日内", Reading()) == "名单：5日内；资金：10个工作日内"
