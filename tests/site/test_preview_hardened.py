"""The preview in bad company: other names for this machine, requests that are none, no room for connections, a port that is taken, pages that cannot be made."""
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from built import GOLDEN, ROOT

from disclosure.render.policy import META

SECONDS = 90


def free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def serving(site: Path, *options: str, files: int = 0) -> Iterator[tuple[int, subprocess.Popen, Path]]:
    """(port, process, what it says), when it answers."""
    port, said = free(), site.with_suffix(".said")
    command = [sys.executable, "-P", "-m", "disclosure", "serve", "--site", str(site), "--port", str(port), *options]
    limit = (lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))) if files else None
    with said.open("wb") as out:
        process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}, stdin=subprocess.DEVNULL, stdout=out, stderr=out, preexec_fn=limit)
    try:
        until(lambda: b"http://127.0.0.1" in said.read_bytes() and asked(port, "GET / HTTP/1.1", f"Host: localhost:{port}"))
        yield port, process, said
        assert process.poll() is None, "the preview has ended"
        assert b"Traceback" not in said.read_bytes(), said.read_text(encoding="utf-8")
    finally:
        process.terminate()
        process.wait()


def until(test):
    end = time.monotonic() + SECONDS
    while not (got := test()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
    return got


def asked(port: int, *lines: str | bytes) -> bytes:
    """What comes back for a request, to its end."""
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as one:
        one.sendall(b"\r\n".join(line if isinstance(line, bytes) else line.encode() for line in (*lines, "Connection: close", "", "")))
        got = b""
        while part := one.recv(65536):
            got += part
    return got


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    county = tmp_path_factory.mktemp("preview") / "county"
    shutil.copytree(GOLDEN, county)
    with serving(county) as (port, _, said):
        until(lambda: b"<h1" in asked(port, "GET / HTTP/1.1", f"Host: localhost:{port}"))
        yield port, said


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}", "LOCALHOST:{}", "[::1]:{}"])
@pytest.mark.parametrize("path", ["/", "/-preview/overlay.js"])
def test_this_machine_is_answered(host: str, path: str, preview: tuple[int, Path]) -> None:
    answer = asked(preview[0], f"GET {path} HTTP/1.1", f"Host: {host.format(preview[0])}")
    assert status(answer) == 200 and b"Cross-Origin-Resource-Policy: same-origin" in answer


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{}", "127.0.0.1", "localhost", "localhost:1", "127.0.0.1.evil.example:{}", "localhost:{}.evil.example", "", "evil@localhost:{}", "0.0.0.0:{}",
                                  "127.0.0.1:{}\r\nHost: evil.example", None])
@pytest.mark.parametrize("path", ["/", "/-preview/news?page=index.html", "/search.html"])
def test_nobody_else_is(host: str | None, path: str, preview: tuple[int, Path]) -> None:
    lines = [] if host is None else [f"Host: {host.format(preview[0])}"]
    answer = asked(preview[0], f"GET {path} HTTP/1.1", *lines)
    assert status(answer) == 403 and "某" not in answer.decode() and META.encode() in answer


ODD = {
    "a nought": b"GET /a%00b HTTP/1.1", "a nought in the page": b"GET /%00.html HTTP/1.1", "a long path": b"GET /" + b"a" * 5000 + b".html HTTP/1.1", "a longer path": b"GET /" + b"a" * 60000 + b" HTTP/1.1",
    "too long a path": b"GET /" + b"a" * 70000 + b" HTTP/1.1", "no path": b"GET  HTTP/1.1", "another's path": b"GET http://evil.example/ HTTP/1.1", "two slashes": b"GET //evil.example/x HTTP/1.1",
    "brackets": b"GET //[ HTTP/1.1", "up": b"GET /../../../../etc/passwd HTTP/1.1", "up, hidden": b"GET /%2e%2e/%2e%2e/%2e%2e/etc/passwd HTTP/1.1", "bytes": b"GET /%ff%fe HTTP/1.1", "no HTTP": b"hello",
    "another version": b"GET / HTTP/9.9", "another method": b"BREW / HTTP/1.1", "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "bare bytes": b"\xff\xff\xff\xff", "surrogates": b"GET /%ed%a0%80.html HTTP/1.1",
}


@pytest.mark.parametrize("name", ODD)
def test_odd_requests_are_closed_quietly(name: str, preview: tuple[int, Path]) -> None:
    port, said = preview
    answer = asked(port, ODD[name], f"Host: localhost:{port}")
    assert status(answer) in (0, 400, 404, 414, 501, 505) and b"root:" not in answer
    with socket.create_connection(("127.0.0.1", port)) as one:  # and one that goes away half-way
        one.sendall(ODD[name][:9])
    assert status(asked(port, "GET / HTTP/1.1", f"Host: localhost:{port}")) == 200
    assert "出了错" not in said.read_text(encoding="utf-8")


@pytest.mark.parametrize("holder", ["another program", "another preview"])
def test_a_taken_port_is_named_and_no_address(holder: str, tmp_path: Path, preview: tuple[int, Path]) -> None:
    with socket.socket() as one:
        if holder == "another program":
            one.bind(("127.0.0.1", 0))
            one.listen()
        port = one.getsockname()[1] if holder == "another program" else preview[0]
        done = subprocess.run([sys.executable, "-P", "-m", "disclosure", "serve", "--site", str(GOLDEN), "--port", str(port)], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
                              env=os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}, timeout=SECONDS)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith(f"{port} 端口已被别的程序占用（多半是另一个预览窗口），请关掉它，或者加 --port ") and len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="counts the processor's time as Linux tells it")
def test_where_no_more_connections_can_be_opened_it_rests(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN, tmp_path / "county")
    with serving(tmp_path / "county", files=64) as (port, process, _):
        held = [socket.create_connection(("127.0.0.1", port)) for _ in range(80)]
        time.sleep(2)
        before = processor(process.pid)
        time.sleep(4)
        used = processor(process.pid) - before
        for one in held:
            one.close()
        assert used < 1.2, f"{used} s of 4"
        assert until(lambda: status(asked(port, "GET / HTTP/1.1", f"Host: localhost:{port}"))) in (200, 404, 500)


def processor(pid: int) -> float:
    times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


def told(port: int) -> list[dict]:
    """What the page would list as wrong, at this moment."""
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as one, one.makefile("rb") as stream:
        one.sendall(f"GET /-preview/news?page=index.html HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
        for line in stream:
            if line.startswith(b"data: ") and b"listed" in line:
                return json.loads(line.removeprefix(b"data: "))["listed"]
    return []


DISTURBED = {
    "settings half saved": ("mkdocs.yml", "site_name: x\nnav: [\n", False), "settings empty": ("mkdocs.yml", "", False), "settings that are a list": ("mkdocs.yml", "- a\n", False),
    "trusted settings half saved": ("mkdocs.yml", "site_name: x\nnav: [\n", True), "trusted settings empty": ("mkdocs.yml", "", True), "a plugin that is not there": ("mkdocs.yml", "site_name: x\nplugins: [nonesuch]\n", True),
    "a page of too many brackets": ("content/bombe.md", "[" * 30_001, False),
}


@pytest.mark.parametrize("name", DISTURBED)
def test_what_cannot_be_made_is_told_and_comes_back(name: str, tmp_path: Path) -> None:
    path, text, trust = DISTURBED[name]
    county = tmp_path / "county"
    shutil.copytree(GOLDEN, county)
    with serving(county, *["--trust-config"] * trust) as (port, _, _):
        request = ("GET /about.html HTTP/1.1", f"Host: localhost:{port}")
        until(lambda: b"<h1" in asked(port, *request))
        (county / path).write_text(text, encoding="utf-8")
        place = "mkdocs.yml" if path == "mkdocs.yml" else path
        until(lambda: any(place in one["place"] and one["severity"] == "error" for one in told(port)))
        assert b"<h1" in asked(port, *request)  # the pages stay
        (county / path).unlink()
        about = county / "content" / "about.md"
        about.write_text(about.read_text(encoding="utf-8") + "\n又来了新的一段。\n", encoding="utf-8")
        until(lambda: "又来了新的一段" in asked(port, *request).decode())
        until(lambda: not any(place in one["place"] for one in told(port)))


def test_links_in_a_circle_do_not_end_it(tmp_path: Path) -> None:
    county = tmp_path / "county"
    shutil.copytree(GOLDEN, county)
    with serving(county) as (port, _, _):
        for place in ("catalogues/kreis", "content/kreis", "content/files/kreis", "mkdocs.yml"):
            (county / place).symlink_to(county / place)
        (county / "catalogues" / "ring").symlink_to(county / "catalogues")
        until(lambda: any("kreis" in one["place"] for one in told(port)))
        assert status(asked(port, "GET / HTTP/1.1", f"Host: localhost:{port}")) == 200
