"""From the office to the screen with the commands that people type, and the pages that a kiosk really has."""
import shutil
from pathlib import Path

import pytest
from built import GOLDEN, contents, run

from disclosure.deliver.manifest import Manifest


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county, a key pair and a first bundle."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(GOLDEN, folder / "county")
    told = run("kiosk-key", folder / "keys")
    assert told.returncode == 0 and "指纹：" in told.stdout, told.stderr
    told = run("kiosk", "--site", folder / "county", "--key", folder / "keys" / "kiosk.key", "--sequence", "2000000000", "--out", folder / "first.zip")
    assert told.returncode == 0 and "更新包在" in told.stdout and "有效期至" in told.stdout, told.stdout + told.stderr
    return folder


def test_from_the_office_to_the_screen_and_back(office: Path, tmp_path: Path) -> None:
    kiosk, key, pub = tmp_path / "kiosk", office / "keys" / "kiosk.key", office / "keys" / "kiosk.pub"

    def apply(*arguments: str | Path):
        return run("kiosk-apply", *arguments, "--to", kiosk, "--public-key", pub)
    told = apply(office / "first.zip")
    assert told.returncode == 0 and "已经换好" in told.stdout, told.stdout + told.stderr
    first = contents(kiosk / "current")
    assert first == contents(office / "county" / "site-kiosk") and b'data-flavour="kiosk"' in first["index.html"]
    assert Manifest.read(kiosk / "current").sequence == 2_000_000_000 and not [path for path in first if path.endswith((".csv", ".pdf"))]

    county = office / "county" / "catalogues" / "county.yml"
    before = county.read_text(encoding="utf-8")
    day = before.split("截至日期: ")[1].split("\n")[0]
    county.write_text(before.replace(f"截至日期: {day}", "截至日期: 2026-12-31"), encoding="utf-8")
    delta = office / "delta.zip"
    told = run("kiosk", "--site", office / "county", "--key", key, "--sequence", "2000000001", "--since", office / "first.zip", "--out", delta)
    assert told.returncode == 0 and f"只能装在截至 {day} 的一版（序号 2000000000，校验码 " in told.stdout, told.stdout + told.stderr
    assert delta.stat().st_size < 0.2 * (office / "first.zip").stat().st_size, "a new date on every page is no new page"
    county.write_text(before, encoding="utf-8")

    assert "截至日期：2026-12-31" in apply(delta).stdout
    second = contents(kiosk / "current")
    assert second == contents(office / "county" / "site-kiosk") and second["index.html"] != first["index.html"]
    told = apply(office / "first.zip")
    assert told.returncode == 1 and "旧，没有安装" in told.stderr and contents(kiosk / "current") == second
    told = run("kiosk-apply", "--back", "--to", kiosk)
    assert told.returncode == 0 and f"截至日期：{day}" in told.stdout and contents(kiosk / "current") == first
    assert apply(delta).returncode == 0 and contents(kiosk / "current") == second


def test_misuse(office: Path, tmp_path: Path) -> None:
    told = run("kiosk-key", office / "keys")
    assert told.returncode == 1 and "已经有了，没有动它" in told.stderr
    told = run("kiosk-apply", office / "first.zip", "--to", tmp_path)
    assert told.returncode == 2 and "--public-key" in told.stderr and not list(tmp_path.iterdir())
    told = run("kiosk", "--site", office / "county", "--key", office / "keys" / "kiosk.pub")
    assert told.returncode == 1 and "不是能用的私钥" in told.stderr
    told = run("kiosk-tool", "--out", tmp_path / "kiosk-apply.pyz")
    assert told.returncode == 0 and sorted(p.name for p in tmp_path.iterdir()) == ["kiosk-apply.cmd", "kiosk-apply.pyz", "kiosk-apply.sh"]
