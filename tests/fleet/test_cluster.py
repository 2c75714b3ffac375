"""A fleet on a real Dask cluster: a scheduler and two workers on loopback, one of which is killed while it builds."""
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from built import ROOT, build, contents, run

from disclosure.deliver.fault import Refused
from disclosure.fleet import cluster
from disclosure.fleet.county import BUILT, FAILED

from .places import builder, fleet, order
from .workers import builds

ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "plugins"), str(ROOT / "tests")]), "PYTHONUTF8": "1", "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}


def daemon(log: Path, *command: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-P", "-m", *command], env=ENVIRONMENT, stdout=log.open("w"), stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("scheduler")
    note = folder / "scheduler.json"
    going = daemon(folder / "log", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(note))
    until = time.monotonic() + 60
    while not note.exists() or not note.read_text():
        assert going.poll() is None and time.monotonic() < until, (folder / "log").read_text()
        time.sleep(0.05)
    yield json.loads(note.read_text())["address"]
    going.kill()
    going.wait()


def worker(folder: Path, address: str, *more: str) -> subprocess.Popen:
    return daemon(folder / f"worker-{time.monotonic_ns()}.log", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder), *more)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_worker_killed_while_it_builds(scheduler: str, tmp_path: Path) -> None:
    """Its county is built by the other, with the bytes of a plain build."""
    file = fleet(tmp_path, "jia", "yi")
    workers = {w.pid: w for w in (worker(tmp_path, scheduler, "--no-nanny") for _ in range(2))}
    try:
        with subprocess.Popen([sys.executable, "-P", "-m", "disclosure", "fleet", str(file), "--scheduler", scheduler], env=ENVIRONMENT, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, encoding="utf-8") as going:
            killed = ""
            while not killed:
                assert going.poll() is None, going.stdout.read()
                killed = next((code for code in ("jia", "yi") if builder(tmp_path / "sites", code) in workers), "")
                time.sleep(0.002)
            os.kill(builder(tmp_path / "sites", killed), signal.SIGKILL)
            told = going.communicate(timeout=300)[0]
        assert going.returncode == 0, told
        assert [w.poll() for w in workers.values()].count(None) == 1
    finally:
        for w in workers.values():
            w.kill()
            w.wait()
    assert [line.partition("（")[0] for line in told.splitlines() if "已生成，" in line] == ["jia县", "yi县"]
    assert contents(tmp_path / "sites" / killed) == contents(build(tmp_path / "counties" / killed, tmp_path / "plain"))


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_county_that_kills_workers_is_told_and_the_others_are_built(scheduler: str, tmp_path: Path) -> None:
    going = worker(tmp_path, scheduler)  # with its nanny, which starts it anew
    try:
        outcomes = {o.code: o for o in cluster.built([order(tmp_path, code) for code in ("always", "a", "falls")], scheduler, builds)}
    finally:
        going.terminate()
        going.wait()
    assert {code: o.state for code, o in outcomes.items()} == {"always": FAILED, "a": BUILT, "falls": FAILED}
    assert "接连停了 2 次" in outcomes["always"].reason and outcomes["falls"].reason == "读写文件时出了问题。"


def test_no_scheduler_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    with pytest.raises(Refused, match="连不上调度器 tcp://127.0.0.1:9"):
        list(cluster.built([], "tcp://127.0.0.1:9"))


def test_no_worker_there(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with cluster.connected(scheduler) as client:
        until = time.monotonic() + 30
        while client.scheduler_info()["workers"]:  # the last test's are just leaving
            assert time.monotonic() < until
            time.sleep(0.1)
        monkeypatch.setattr(cluster, "PATIENCE", 0.2)
        with pytest.raises(Refused, match="一台工作机也没有"):
            cluster.agreed(client)


def test_versions_must_agree() -> None:
    class Client:
        def wait_for_workers(self, n, timeout):
            pass

        def get_versions(self):
            ours = {"packages": {"python": "3.12.1", "dask": "2026.8.0", "distributed": "2026.8.0"}}
            patched = {"packages": ours["packages"] | {"python": "3.12.9"}}
            return {"client": ours, "scheduler": patched, "workers": {"tcp://10.0.0.7:1": {"packages": ours["packages"] | {"dask": "2026.7.1"}}}}

    with pytest.raises(Refused, match=r"工作机 tcp://10.0.0.7:1上的 dask 是 2026.7.1，这里是 2026.8.0"):
        cluster.agreed(Client())


def test_without_dask_it_says_how_to_get_it(tmp_path: Path) -> None:
    """Dask is asked for before anything is built, and by nothing else."""
    file = fleet(tmp_path, "jia")
    (tmp_path / "stub").mkdir()
    (tmp_path / "stub" / "distributed.py").write_text("raise ModuleNotFoundError('distributed')", encoding="utf-8")
    done = run("fleet", file, "--scheduler", "tcp://127.0.0.1:9", PYTHONPATH=os.pathsep.join([str(tmp_path / "stub"), str(ROOT / "plugins")]))
    assert done.returncode == 1 and "要先装 Dask" in done.stderr and "requirements-fleet.lock" in done.stderr and "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1 and not (tmp_path / "sites" / "jia").exists()
