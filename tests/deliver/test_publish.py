"""`publish` as people use it: a dry run writes nothing, one sentence says what happened, the portal is compared, secrets stay secret."""
import csv
import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from built import GOLDEN, contents, run
from servers import nginx

from disclosure.deliver.manifest import Manifest


@pytest.fixture
def county(tmp_path: Path) -> Path:
    shutil.copytree(GOLDEN, tmp_path / "county")
    return tmp_path / "county"


def dated(county: Path, day: str) -> None:
    path = county / "catalogues" / "county.yml"
    path.write_text(re.sub("(?m)^截至日期: .*", f"截至日期: {day}", path.read_text(encoding="utf-8")), encoding="utf-8")


def publish(county: Path, *arguments: str | Path, code: int = 0) -> str:
    done = run("publish", "--site", county, *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_to_a_folder_behind_nginx_and_back(county: Path, tmp_path: Path) -> None:
    target = tmp_path / "portal"
    told = publish(county, target, "--dry-run")
    assert "没有写任何东西" in told and "新增 index.html" in told
    assert not target.exists() and not (county / "site").exists()
    publish(county, target)
    first = Manifest.read(target / "current")
    assert first.faults(target / "current") == [] and contents(county / "site") == contents(target / "current")
    dated(county, "2026-07-02")
    with nginx(target / "current", tmp_path / "nginx") as address:
        told = publish(county, target, "--address", address)
        assert "已核对" in told and re.search(r"修改 \d+ 个", told)
        told = publish(county, target, "--rollback", "--address", f"{address}elsewhere/", code=1)
        assert "已退回" in told and "门户回答 404" in told and "缓存" in told
    assert Manifest.read(target / "current") == first
    dated(county, "2026-05-01")
    assert "已经是更新的一版" in publish(county, target, code=1)
    told = publish(county, target, "--sequence", str(first.sequence + 1))
    assert Manifest.read(target / "current").sequence == first.sequence + 1 and "已发布" in told
    assert "没有要传的" in publish(county, target, "--sequence", str(first.sequence + 1))


def test_a_zip_for_uploads_by_hand(county: Path, tmp_path: Path) -> None:
    publish(county, tmp_path / "all.zip")
    first = (tmp_path / "all.zip").read_bytes()
    publish(county, tmp_path / "all.zip")
    assert (tmp_path / "all.zip").read_bytes() == first, "the same bytes"
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        archive.extractall(tmp_path / "uploaded")
    assert contents(tmp_path / "uploaded" / "site") == contents(county / "site")
    dated(county, "2026-07-02")
    (county / "catalogues" / "villages" / "shi-cun.yml").unlink()
    publish(county, tmp_path / "next.zip", "--since", tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "next.zip") as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("清单.csv").decode("utf-8-sig"))))
        archive.extractall(tmp_path / "uploaded")
    for row in rows:
        if row["操作"] == "删除":
            (tmp_path / "uploaded" / "site" / row["路径"]).unlink()
    assert {row["操作"] for row in rows} == {"新增", "修改", "删除"}, "changed pages, the village's pages gone, search data under a new name"
    assert contents(tmp_path / "uploaded" / "site") == contents(county / "site")
    assert "人工上传" in publish(county, tmp_path / "next.zip", "--rollback", code=1)
    (tmp_path / "no.json").write_text("{}", encoding="utf-8")
    assert "--since 指的文件不能用" in publish(county, tmp_path / "x.zip", "--since", tmp_path / "no.json", code=1)


def test_refusals_are_one_sentence_and_repeat_no_secret(county: Path, tmp_path: Path) -> None:
    for target, word in (("sftp://u:geheim@127.0.0.1/x", "不能写密码"), ("gopher://h/x", "不会向 gopher://"), (county / "catalogues" / "county.yml", "不是文件夹")):
        told = publish(county, target, code=1)
        assert word in told and "geheim" not in told and len(told.splitlines()) == 1
    assert "公开地址里不能有" in publish(county, tmp_path / "t", "--address", "https://u:geheim@h/", code=1)
    assert "连不上主机" in publish(county, "ftp://127.0.0.1:9/x", code=1)
    (county / "catalogues" / "county.yml").write_text("名称: 缺截至日期\n", encoding="utf-8")
    assert "没有生成网站" in publish(county, tmp_path / "t", code=1) and not (tmp_path / "t").exists()


def test_two_editions_of_a_day_are_told_apart_and_one_can_be_forgotten(county: Path, tmp_path: Path) -> None:
    target, names = tmp_path / "portal", []
    catalogue = county / "catalogues" / "domains" / "shehui-jiuzhu.yml"
    whole = catalogue.read_text(encoding="utf-8")
    for word in ("公示名单", "公示的名单", "公示名单表"):
        catalogue.write_text(whole.replace("公示名单", word), encoding="utf-8")
        told = publish(county, target)
        names.append(re.search(r"序号 (\d+)，校验码 (\w{8})", told).groups())
    assert [int(number) - int(names[0][0]) for number, _ in names] == [0, 1, 2] and len({code for _, code in names}) == 3
    assert f"序号 {names[1][0]}，校验码 {names[1][1]}" in publish(county, target, "--rollback")
    assert "--again" in publish(county, target, "--forget", code=1), "it was taken back"
    assert "不能再退回" in publish(county, target, "--forget", "--again")
    assert len([p for p in (target / "releases").iterdir() if p.is_dir()]) == 1
    assert "没有更早的一版" in publish(county, target, "--rollback", code=1)
