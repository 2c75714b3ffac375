"""The commands, as an office types them."""
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from disclosure import cli

GOLDEN = Path(__file__).parents[1] / "county"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    shutil.copytree(GOLDEN, tmp_path / "county")
    return tmp_path / "county"


def run(*arguments: str | Path, code: int | None = 0) -> str:
    done = CliRunner().invoke(cli.app, [*map(str, arguments)])
    said = done.output + (f"\n{done.exception}" if done.exception and not isinstance(done.exception, SystemExit) else "")
    assert code is None or (done.exit_code == 0) == (code == 0), said
    return said


def domain(county: Path) -> str:
    return next(p.read_text(encoding="utf-8") for p in sorted((county / "catalogues" / "domains").glob("*.yml")))


def edit(county: Path, old: str, new: str) -> None:
    path = next(p for p in sorted((county / "catalogues" / "domains").glob("*.yml")) if old in p.read_text(encoding="utf-8"))
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def test_kept_compared_signed(county: Path, tmp_path: Path) -> None:
    assert "还没有版本档案" in run("changes", "--site", county, code=1)
    assert "存了第一版档案 editions/" in run("edition", "--site", county)
    assert "不用再存" in run("edition", "--site", county)
    assert "没有变动" in run("changes", "--site", county)
    before = shutil.copytree(county, tmp_path / "before")
    limit = re.search(r"时限: (.+)", domain(county))[1].strip("'\"},")
    edit(county, limit, "<b>每月</b>&每季")
    told = run("changes", "--site", county)
    assert told == run("changes", "--site", county, "--since", before).replace(f"“{before}”", re.search(r"：(.+)以后", told)[1])
    assert "<b>每月</b>" in told
    assert json.loads(run("changes", "--site", county, "--format", "json"))["计数"]
    sheets = [tmp_path / f"{n}.html" for n in range(2)]
    for out in sheets:
        run("changes", "--site", county, "--format", "html", "--out", out)
    page = sheets[0].read_text(encoding="utf-8")
    assert sheets[0].read_bytes() == sheets[1].read_bytes()
    assert "<b>每月</b>" not in page and not re.search(r"<script|src=|href=|https?://[^s]", page), "needs nothing and runs nothing"
    for box in ("拟稿", "审核", "保密审查", "签发"):
        assert box in page
    assert page.index("改了多少") < page.index("检查还有什么问题") < page.index("签发</h2>")
    run("changes", "--site", county, "--format", "xlsx")
    with zipfile.ZipFile(county / "build" / "变动.xlsx") as book:
        assert b"sheetData" in book.read("xl/worksheets/sheet1.xml")
    assert "存了第 2 版档案" in run("edition", "--site", county) and "-2.jsonl" in " ".join(p.name for p in (county / "editions").iterdir())
    first, second = (p.stem for p in sorted((county / "editions").glob("*.jsonl"), key=lambda p: p.stem))
    assert told.split("\n")[1] == run("changes", "--site", county, "--to", second).split("\n")[1]
    assert "前面没有" in run("changes", "--site", county, "--to", first, code=1)
    assert "没有“1999-01-01”" in run("changes", "--site", county, "--to", "1999-01-01", code=1)
    assert "没有变动" in run("changes", "--site", county, "--since", county / "editions" / f"{second}.jsonl")


def test_an_edition_of_an_earlier_day_is_refused_in_words(county: Path) -> None:
    run("edition", "--site", county)
    path = county / "catalogues" / "county.yml"
    path.write_text(re.sub(r"(?m)^截至日期: .*", "截至日期: 2020-01-01", path.read_text(encoding="utf-8")), encoding="utf-8")
    said = run("edition", "--site", county, code=1)
    assert "没有存这一版" in said and "早于最近一版" in said and "程序出了错" not in said


def test_a_number_given_to_another_matter_is_told_where_it_stands(county: Path) -> None:
    run("edition", "--site", county)
    path = county / "catalogues" / "domains" / "shehui-jiuzhu.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('编号: "1.1"', '编号: "x"').replace('编号: "1.2"', '编号: "1.1"').replace('编号: "x"', '编号: "1.2"'), encoding="utf-8")
    told = run("check", "--site", county, "--select", "C883", code=None)
    assert "编号 1.1 公布过" in told and "编号 1.2 公布过" in told and "它现在的编号是 1.2" in told and "shehui-jiuzhu.yml:" in told


def test_what_fill_leaves_open_is_told_until_somebody_has_said_why(county: Path) -> None:
    run("edition", "--site", county)
    edit(county, re.search(r"时限: (.+)", domain(county))[1].strip("'\"},"), "每月")
    assert "待补充" in run("changes", "--site", county, "--fill") and "都有条目了" in run("changes", "--site", county, "--fill")
    ledger = county / "catalogues" / "changes.yml"
    assert ledger.read_text(encoding="utf-8").count("原因: 待补充") >= 1
    told = run("check", "--site", county, "--select", "C857", code=None)
    assert "changes.yml:" in told and "没有人写明为什么改" in told
    ledger.write_text(ledger.read_text(encoding="utf-8").replace("待补充", "上级目录变动"), encoding="utf-8")
    assert "没有人写明" not in run("check", "--site", county, "--select", "C857", code=None)


@pytest.mark.parametrize("packed", [False, True])
def test_compared_with_a_commit_that_git_is_not_asked_for(county: Path, tmp_path: Path, packed: bool) -> None:
    def git(*arguments: str) -> str:
        return subprocess.run(["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True, capture_output=True, text=True).stdout.strip()
    git("init", "-q", "-b", "main")
    (county / ".git").exists()
    git("add", "."), git("commit", "-qm", "1")
    first = git("rev-parse", "HEAD")
    git("tag", "-a", "v1", "-m", "v1")
    edit(county, re.search(r"时限: (.+)", domain(county))[1].strip("'\"},"), "每月")
    git("commit", "-qam", "2")
    if packed:
        git("gc", "-q", "--aggressive", "--prune=now")
    (tmp_path / ".git" / "config").write_text(f"[core]\n fsmonitor = touch {tmp_path / 'ran'}\n", encoding="utf-8")
    counts = {run("changes", "--site", county, "--since", since).split("\n")[1] for since in ("HEAD~1", "HEAD^", "v1", first, first[:8])}
    assert len(counts) == 1 and "修改" in counts.pop()
    assert "没有变动" in run("changes", "--site", county, "--since", "main")
    for unknown in ("nix", "HEAD~7", "0" * 40, "../x", "refs/heads/../../config"):
        assert "git 认得的版本" in run("changes", "--site", county, "--since", unknown, code=1)
    assert not (tmp_path / "ran").exists(), "the folder's own settings ran a command"


def test_a_stranger_proves_it_and_whoever_changed_it_is_found_out(county: Path, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from disclosure.deliver.kiosk import making
    from disclosure.deliver.proof import signature
    assert "里没有版本档案" in run("verify", tmp_path, code=1)
    run("edition", "--site", county)
    (tmp_path / "keys").mkdir()
    making.make_pair(tmp_path / "keys")
    kept = next((county / "editions").glob("*.jsonl"))
    kept.with_name(f"{kept.name}.sig").write_bytes(signature(making.private_key(tmp_path / "keys" / "kiosk.key"), kept.read_bytes()))
    assert "没有被改动" in run("verify", county) and "都由签名人认下" in run("verify", county, "--public-key", tmp_path / "keys" / "kiosk.pub")
    downloads = shutil.copytree(county / "editions", tmp_path / "downloads")
    (downloads / "别的.txt").write_text("x", encoding="utf-8")
    assert "没有被改动" in run("verify", downloads)
    if shutil.which("sha256sum"):
        assert subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=downloads, capture_output=True).returncode == 0
    day = kept.stem
    told = run("verify", county, "--matter", "shehui-jiuzhu/1.1", "--on", day)
    assert "已公布" in told and "公开时限" in told
    assert "还没有发布过" in run("verify", county, "--matter", "shehui-jiuzhu/1.1", "--on", "1999-01-01", code=1)
    kept.with_name(f"{kept.name}.sig").write_bytes(signature(Ed25519PrivateKey.generate(), kept.read_bytes()))
    assert "不是公钥" in run("verify", county, "--public-key", tmp_path / "keys" / "kiosk.pub", code=1)
    kept.with_name(f"{kept.name}.tsr").write_bytes(b"0" * 100)
    assert "不是" in run("verify", county, code=1)
    kept.write_bytes(kept.read_bytes().replace("公开".encode(), "不公".encode(), 1))
    assert "行：" in run("verify", county, code=1)
    assert "接不上" in run("changes", "--site", county, code=1)


def tells(site: Path, secret: str) -> list[str]:
    """The files below a folder that have a text."""
    return [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file() and secret.encode() in path.read_bytes()]


@pytest.mark.parametrize("again", [False, True], ids=["with the correction", "afterwards"])
def test_what_is_forgotten_is_in_no_edition_of_the_site(again: bool, county: Path, tmp_path: Path) -> None:
    """A text of the first edition is corrected: the ledger and the editions would tell what it was."""
    portal, secret = tmp_path / "portal", "住东街九号的赵示例"
    name = re.search(r"名称: (.+)", domain(county).partition("事项:")[2])[1].strip("'\"},")
    edit(county, name, secret)

    def publish(*more: str) -> str:
        return run("publish", "--site", county, portal, *more)
    publish()
    path = county / "catalogues" / "county.yml"
    path.write_text(re.sub(r"(?m)^截至日期: .*", "截至日期: 2026-07-01", path.read_text(encoding="utf-8")), encoding="utf-8")
    edit(county, secret, name)
    if again:
        publish()
        assert "changes.html" in tells(portal / "current", secret), "a plain correction is a change like any other"
    said = publish("--forget", "--reason", "误发")
    assert "已从网站上撤下" in said and "2026-06-30" in said
    lines = (county / "editions" / "withdrawals.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len({json.loads(line)["版"] for line in lines}), "each withdrawal is written down once"
    assert not tells(portal, secret)
    assert "误发" in (portal / "current" / "history.html").read_text(encoding="utf-8")
    assert "没有被改动" in run("verify", county)
    assert "撤下了 1 版" in run("verify", portal / "current")
    publish()
    assert not tells(portal / "current", secret)
    edit(county, name, secret)
    assert "误发" in run("publish", "--site", county, portal, code=1), "it does not come back unnoticed"


def test_what_was_withdrawn_comes_back_only_on_purpose(county: Path, tmp_path: Path) -> None:
    portal, secret = tmp_path / "portal", "这一句不该公布"

    def dated(day: str) -> None:
        path = county / "catalogues" / "county.yml"
        path.write_text(re.sub(r"(?m)^截至日期: .*", f"截至日期: {day}", path.read_text(encoding="utf-8")), encoding="utf-8")

    def publish(*more: str | Path, code: int = 0) -> str:
        return run("publish", "--site", county, *more, portal, code=code)
    limit = re.search(r"时限: (.+)", domain(county))[1].strip("'\"},")
    publish()
    dated("2026-07-01")
    edit(county, limit, secret)
    publish()
    assert any(secret in path.read_text(encoding="utf-8") for path in (portal / "current").rglob("*.jsonl"))
    note = publish("--rollback", "--reason", "写错了")
    assert "记下了：2026-07-01 那一版撤下，原因：写错了" in note
    listing = run("publish", "--list", "--site", county)
    assert "已撤下" in listing and "写错了" in listing and listing.count("第") >= 2
    assert "它在" in run("edition", "--site", county) and "没有动" in note, "the catalogue still has it"
    told = json.loads(run("changes", "--site", county, "--format", "json"))
    assert "2026-07-01 那一版已撤下" in told["时段"] and any(cell["新"] == secret for row in told["变动"] for cell in row.get("要素", [])), "compared with what the public sees"
    assert "2026-07-01 那一版已撤下" in run("changes", "--site", county) and "没有变动" not in run("changes", "--site", county)
    assert secret in run("changes", "--site", county, "--to", "2026-07-01"), "what the withdrawn one said is still told to whoever asks for it"
    edit(county, secret, limit)
    undone = json.loads(run("changes", "--site", county, "--format", "json"))
    assert not [row for row in undone["变动"] if row["是"] == "事项"], "undone, nothing is otherwise than on the portal"
    edit(county, limit, secret)
    dated("2026-07-02")
    refused = publish(code=1)
    assert "写错了" in refused and "--again" in refused and "事项" in refused
    assert not (county / "editions" / "2026-07-02.jsonl").exists(), "nothing was published, so nothing was kept"
    edit(county, secret, limit)
    publish("--sequence", "1900000000")
    for path in (portal / "current").rglob("*"):
        if path.is_file() and path.suffix in (".html", ".js", ".json", ".jsonl", ".csv", ".xml"):
            assert secret not in path.read_text(encoding="utf-8", errors="replace"), f"{path} still tells it"
    page = (portal / "current" / "history.html").read_text(encoding="utf-8")
    assert "2026-07-01 那一版撤下" in page and "写错了" in page
    rows = json.loads((portal / "current" / "editions" / "index.json").read_bytes())["版"]
    assert [("撤下" in row) for row in rows] == [False, True, False]
    assert "没有被改动" in run("verify", county)
    assert "撤下了 1 版" in run("verify", portal / "current")
    dated("2026-07-03")
    edit(county, limit, secret)
    publish("--again", "--sequence", "1900000001")
    assert any(secret in path.read_text(encoding="utf-8") for path in (portal / "current").rglob("*.html"))
    assert "已撤下" not in run("publish", "--list", "--site", county), "it stands again"
    assert (portal / "current" / "editions" / "2026-07-01.jsonl").exists() and "撤下" not in run("verify", portal / "current"), "on the site that was sent, too"
