"""The ten minutes of README.zh-CN.md, done as they are written: what is to be typed is accepted, what is shown comes out."""
import re
import shutil
from pathlib import Path

import pytest
from built import ROOT, run

README = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
STEPS = dict(re.findall(r"^### (\d)\. .+?\n(.+?)(?=^##)", README, re.M | re.S))
DOMAIN = "catalogues/domains/shehui-jiuzhu.yml"


def block(step: int, language: str = "yaml", number: int = 0) -> str:
    return re.findall(rf"^```{language}\n(.+?)^```", STEPS[str(step)], re.M | re.S)[number]


@pytest.fixture
def county(tmp_path: Path) -> Path:
    for name in ("catalogues", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_mistake_made_on_purpose_stands_where_the_text_says(county: Path) -> None:
    rows = (county / DOMAIN).read_text(encoding="utf-8").split("\n")
    told = int(re.search(r"第 (\d+) 行的日期", STEPS["3"])[1])
    wrong = block(3).strip()
    assert rows[told - 1].partition(":")[0] == wrong.partition(":")[0]
    rows[told - 1] = wrong
    (county / DOMAIN).write_text("\n".join(rows), encoding="utf-8")
    done = run("check", "--site", county)
    assert done.returncode == 1 and done.stdout.startswith(block(3, "text", 1))
    assert f"第 {told} 行第 1 列" in STEPS["3"]


def test_what_is_added_is_accepted(county: Path) -> None:
    domain, township, policy = (county / "catalogues" / file for file in ("domains/shehui-jiuzhu.yml", "townships/chengguan-jiedao.yml",
                                                                           "policies/cishan-bangfu-2026.yml"))
    before, after = block(2), block(2, number=1)
    text = domain.read_text(encoding="utf-8")
    assert before in text
    domain.write_text(text.replace(before, after, 1) + block(4), encoding="utf-8")
    township.write_text(township.read_text(encoding="utf-8") + block(5), encoding="utf-8")
    policy.write_text(block(6), encoding="utf-8")
    done = run("check", "--site", county, "--severity", "error")
    assert done.returncode == 0, done.stdout
