"""Git over a county's folder: nothing of the folder's settings is executed, changes are told by record, colleagues meet field by field."""
import http.server
import os
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import COUNTY, copied, opened

from disclosure.desk import office, office_git, office_log, office_share
from disclosure.desk.office_merge import Merge
from disclosure.desk.routes import Desk
from disclosure.write.style import Unwritable

DOMAIN, UNITS = "catalogues/domains/shehui-jiuzhu.yml", "catalogues/units.yml"
PLAIN = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(folder), "-c", "user.name=甲", "-c", "user.email=a@b", *words], capture_output=True, encoding="utf-8", check=True, env=PLAIN).stdout


def desk_of(site: Path) -> Desk:
    saving = opened(site)
    desk = Desk(saving.preview, saving.sight, saving)
    office.set_once(desk, {"name": "王示例", "email": "w@shili.example"})
    return desk


def write(site: Path, file: str, old: str, new: str) -> None:
    text = (site / file).read_text(encoding="utf-8")
    assert old in text
    (site / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = copied(COUNTY, tmp_path / "county")
    git(site, "init", "-q", "-b", "main")
    (site / ".gitignore").write_text("build/\n")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "开头")
    return site


def test_what_is_open_is_told_by_record_and_committed_under_the_name_that_is_set(site: Path) -> None:
    desk = desk_of(site)
    assert office_log.overview(desk, {})["now"] == []
    write(site, UNITS, "样本县民政局", "样本县民政和社会事务局")
    write(site, DOMAIN, "名称: 审核信息", "名称: 审核的信息")
    (site / "other.txt").write_text("ours alone")
    git(site, "add", "other.txt")
    told = office_log.overview(desk, {})
    assert told["why"] == "" and len(told["now"]) == 2 and all(line.startswith("改 ") and line.endswith("：名称") for line in told["now"]), told["now"]
    done = office_log.commit(desk, {})
    assert done["message"].splitlines()[0].endswith("等 2 处")
    assert git(site, "log", "-1", "--format=%an <%ae>").strip() == "王示例 <w@shili.example>"
    assert git(site, "show", "--name-only", "--format=").split() == [DOMAIN, UNITS], "what somebody else prepared is not committed"
    assert git(site, "status", "--porcelain").splitlines() == ["A  other.txt"] and "error" not in git(site, "fsck")
    again = office_log.overview(desk, {})
    assert again["now"] == [] and again["log"][0]["who"] == "王示例" and again["log"][0]["lines"] == told["now"]
    with pytest.raises(Unwritable, match="没有要提交的"):
        office_log.commit(desk, {})


def test_nothing_of_the_folders_own_is_executed(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = tmp_path / "RAN"
    bad = f"touch {ran}; false"
    for name in ("pre-commit", "post-commit", "commit-msg", "prepare-commit-msg", "post-index-change", "reference-transaction", "post-checkout", "pre-push", "post-merge", "fsmonitor-watchman"):
        path = site / ".git/hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{bad}\n")
        path.chmod(0o755)
    evil = tmp_path / "evil"
    evil.write_text(f"[core]\n\tfsmonitor = \"{bad}\"\n")
    config = {"core.fsmonitor": bad, "core.hooksPath": str(site / ".git/hooks"), "core.sshCommand": bad, "core.pager": bad, "core.editor": bad, "filter.x.clean": bad, "filter.x.process": bad, "filter.x.required": "true",
              "diff.x.textconv": bad, "diff.external": bad, "gpg.program": bad, "commit.gpgSign": "true", "credential.helper": f"!{bad}", "alias.add": f"!{bad}", "merge.x.driver": bad, "core.alternateRefsCommand": bad,
              "remote.origin.url": f"ext::sh -c '{bad}'", "remote.origin.uploadpack": bad, "core.askPass": bad, "include.path": str(evil), "core.gitProxy": bad, "uploadpack.packObjectsHook": bad, "core.worktree": str(tmp_path)}
    for key, value in config.items():
        git(site, "config", key, value)
    (site / "catalogues/.gitattributes").write_text("*.yml diff=x merge=x\n")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", bad)
    monkeypatch.setenv("GIT_SSH_COMMAND", bad)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", bad)
    desk = desk_of(site)
    write(site, UNITS, "样本县民政局", "样本县民政和社会事务局")
    assert office_log.overview(desk, {})["why"] == ""
    assert office_log.commit(desk, {})["commit"]
    for share in (office_share.pull, office_share.push):
        with pytest.raises(Unwritable, match="远程"):
            share(desk, {})
    (site / "catalogues/.gitattributes").write_text("*.yml filter=x\n")
    assert "过滤器" in office_log.overview(desk, {})["why"]
    assert not ran.exists()
    (site / "catalogues/.gitattributes").unlink()
    inner = site / "catalogues/inner"
    inner.mkdir()
    git(inner, "init", "-q")
    git(inner, "commit", "-q", "--allow-empty", "-m", "x")
    git(site, "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "commit.gpgSign=false", "-c", f"core.worktree={site}", "add", "catalogues/inner")
    git(inner, "config", "core.fsmonitor", bad)
    ran.unlink(missing_ok=True)
    assert "套着别的版本库" in office_log.overview(desk, {})["why"]
    assert not ran.exists()


@pytest.mark.parametrize("url", ["ext::sh -c x", "file:///tmp/x", "/tmp/x", "../x", "-oProxyCommand=x", "ssh://-oProxyCommand=x/y", "a@-x:y", "git@host:-x", "http::x", "https://", "fd::3", "x y@host:z"])
def test_no_remote_is_asked_that_may_execute(url: str) -> None:
    assert not office_git.URL.fullmatch(url)


@pytest.mark.parametrize("url", ["https://git.shili.example/zwgk/county.git", "http://10.0.0.8:3000/a/b", "ssh://git@host:22/a.git", "git@host.example:a/b.git"])
def test_remotes_that_offices_have(url: str) -> None:
    assert office_git.URL.fullmatch(url)


def test_where_git_is_left_out_it_is_said(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = copied(COUNTY, tmp_path / "plain")
    assert "不在 git" in office_log.overview(desk_of(plain), {})["why"]
    monkeypatch.setattr(office_git.os, "geteuid", lambda: 12345, raising=False)
    assert "不是您这个用户的" in office_log.overview(desk_of(site), {})["why"]
    monkeypatch.undo()
    os.mkfifo(tmp_path / "pipe")
    (site / ".git/packed-refs").unlink(missing_ok=True)
    os.rename(tmp_path / "pipe", site / ".git/packed-refs")
    assert "不是普通文件" in office_log.overview(desk_of(site), {})["why"]
    (site / ".git/packed-refs").unlink()
    (site / ".git/MERGE_HEAD").write_text("x")
    assert "正在合并" in office_log.overview(desk_of(site), {})["why"]


# -- colleagues ------------------------------------------------------------------------------------
@pytest.fixture
def shared(site: Path, tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """Two clones of one repository, which a web server has."""
    bare = tmp_path / "served/county.git"
    git(tmp_path, "clone", "-q", "--bare", str(site), str(bare))
    git(bare, "config", "http.receivepack", "true")
    os.chmod(bare, stat.S_IRWXU)

    class Backend(http.server.CGIHTTPRequestHandler):
        def is_cgi(self) -> bool:
            self.cgi_info = "", self.path.lstrip("/")
            return True

        def run_cgi(self) -> None:
            path, _, query = self.path.partition("?")
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            env = PLAIN | {"GIT_PROJECT_ROOT": str(bare.parent), "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": self.command, "REMOTE_USER": "x", "REMOTE_ADDR": "127.0.0.1",
                           "CONTENT_TYPE": self.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body)), "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""), "GIT_PROTOCOL": self.headers.get("Git-Protocol", "")}
            out = subprocess.run(["git", "http-backend"], input=body, capture_output=True, env=env).stdout
            heads, _, data = out.partition(b"\r\n\r\n")
            lines = dict(line.split(": ", 1) for line in heads.decode().split("\r\n") if ": " in line)
            self.send_response(int(lines.pop("Status", "200").split()[0]))
            for name, value in lines.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *told: object) -> None:
            """Nothing."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Backend) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/county.git"
        other = tmp_path / "other"
        git(tmp_path, "clone", "-q", url, str(other))
        git(site, "remote", "add", "origin", url)
        yield site, other
        server.shutdown()


def committed(site: Path, file: str, old: str, new: str) -> None:
    write(site, file, old, new)
    git(site, "commit", "-qam", "改")


def test_colleagues_meet_field_by_field(shared: tuple[Path, Path]) -> None:
    site, other = shared
    mine, theirs = desk_of(site), desk_of(other)
    units = (site / UNITS).read_text(encoding="utf-8")
    name = next(line.strip() for line in units.splitlines() if line.strip().startswith("名称: 样本县民政局"))
    write(other, UNITS, name, "名称: 样本县民政局（他）")
    write(other, DOMAIN, "名称: 审核信息", "名称: 审核的信息")
    office_log.commit(theirs, {})
    office_share.push(theirs, {})
    write(site, UNITS, name, "名称: 样本县民政局（我）")
    with pytest.raises(Unwritable, match="先提交"):
        office_share.pull(mine, {})
    office_log.commit(mine, {})
    with pytest.raises(Unwritable, match="先“取同事的改动”"):
        office_share.push(mine, {})
    told = office_share.pull(mine, {})
    (one,) = told["conflicts"]
    assert (one["field"], one["ours"], one["theirs"]) == ("名称", "样本县民政局（我）", "样本县民政局（他）") and one["base"] == "样本县民政局"
    assert "审核的信息" not in (site / DOMAIN).read_text(encoding="utf-8"), "nothing is written before somebody has chosen"
    done = office_share.pull(mine, {"theirs": told["theirs"], "chosen": {one["id"]: "theirs"}})
    assert not done["conflicts"] and len(done["lines"]) == 2
    assert (site / UNITS).read_text(encoding="utf-8") == units.replace(name, "名称: 样本县民政局（他）") and "审核的信息" in (site / DOMAIN).read_text(encoding="utf-8")
    assert git(site, "status", "--porcelain") == "" and len(git(site, "rev-list", "--parents", "-1", "HEAD").split()) == 3
    office_share.push(mine, {})
    assert office_share.pull(theirs, {})["lines"] == [] or git(other, "rev-parse", "HEAD") == git(site, "rev-parse", "HEAD")
    (other / "build.py").write_text("print()")
    git(other, "add", "-A")
    git(other, "commit", "-qm", "程序")
    git(other, "push", "-q", "origin", "main")
    with pytest.raises(Unwritable, match="build.py"):
        office_share.pull(mine, {})
    assert not (site / "build.py").exists()


BASE = "名称: 甲\n说明: 一  # 注\n牵头单位: a\n事项:\n  - 编号: '1'\n    名称: 子\n    备注: 旧\n  - 编号: '2'\n    名称: 丑\n"


@pytest.mark.parametrize("ours, theirs, chosen, wanted, asked", [
    (("说明: 一", "说明: 我"), ("备注: 旧", "备注: 他"), {}, BASE.replace("说明: 一", "说明: 我").replace("备注: 旧", "备注: 他"), 0),
    (("备注: 旧", "备注: 我"), ("备注: 旧", "备注: 他"), {}, None, 1),
    (("备注: 旧", "备注: 我"), ("备注: 旧", "备注: 他"), "theirs", BASE.replace("备注: 旧", "备注: 他"), 0),
    (("备注: 旧", "备注: 我"), ("备注: 旧", "备注: 他"), "ours", BASE.replace("备注: 旧", "备注: 我"), 0),
    (("备注: 旧", "备注: 同"), ("备注: 旧", "备注: 同"), {}, BASE.replace("备注: 旧", "备注: 同"), 0),
    (("  - 编号: '2'\n    名称: 丑\n", ""), ("名称: 丑", "名称: 寅"), {}, None, 1),
    (("说明: 一", "说明: 我"), ("  - 编号: '2'\n    名称: 丑\n", "  - 编号: '2'\n    名称: 丑\n  - 编号: '3'\n    名称: 卯\n"), {}, BASE.replace("说明: 一", "说明: 我") + "  - 编号: 3\n    名称: 卯\n", 0),
])
def test_merging_a_file(ours: tuple, theirs: tuple, chosen, wanted: str | None, asked: int) -> None:
    a, b, c = BASE, BASE.replace(*ours), BASE.replace(*theirs)
    first = Merge(DOMAIN, a.encode(), b.encode(), c.encode(), {})
    done = Merge(DOMAIN, a.encode(), b.encode(), c.encode(), {one.id: chosen for one in first.conflicts}) if chosen else first
    assert len(done.conflicts) == asked
    assert wanted is None or done.result.decode() == wanted
