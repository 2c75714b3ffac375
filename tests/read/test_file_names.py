"""The name that was meant by a file's name."""
from pathlib import Path

import pytest
from counties import reading

from disclosure.read.file_names import meant

MEANT = {
    "社会救助.yml": "shehui-jiuzhu.yml", "石桥村.yaml": "shiqiao-cun.yml", "Jiaoyu.YML": "jiaoyu.yml", "yanglao.yml.txt": "yanglao.yml", "a_b.yml": "a-b.yml",
    "就业（2026）.yml": "jiuye-2026.yml", "低保 标准.yml": "dibao-biaozhun.yml", "绿化。yml": "lvhua.yml", "x.yaml.txt": "x.yml",
    "说明.docx": None, "名单.txt": None, "con.yaml": None, "（）.yml": None,
}


@pytest.mark.parametrize("name", MEANT)
def test_the_name_that_was_meant(name: str) -> None:
    assert meant(name) == MEANT[name]


def test_above_the_names_are_given(tmp_path: Path) -> None:
    assert (meant("单位.yml", top=True), meant("county.yaml", top=True)) == ("units.yml", "county.yml")
    files = {"catalogues/county.yml": None, "catalogues/county.yml.txt": "名称: 甲县\n截至日期: 2026-01-01\n", "catalogues/领域/x.yml": "领域: 甲\n"}
    found = reading(tmp_path, files).findings
    assert [(f.place.file, f.hint.partition("。")[0]) for f in found] == [
        ("catalogues/county.yml.txt", "请改名为 county.yml"), ("catalogues/领域", "请把里面的文件移到 domains/")]
