"""Browsers that Playwright does not drive: Firefox as Debian ships it, the old Chromium kernels of offices, WebKit's GTK port.

All three are asked the same few things: to open a page at a size, to evaluate an expression in it, and what went wrong meanwhile.
"""
import asyncio
import itertools
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

PACKAGES = {"86": "chrome-aws-lambda@5.3.1", "92": "chrome-aws-lambda@10.1.0", "108": "@sparticuz/chromium@108.0.0"}
"""npm packages that carry a Chromium of that version for Linux x86-64, with the libraries it needs."""
UNPACK = """const zlib = require("zlib"), fs = require("fs");
for (const name of fs.readdirSync("package/bin")) if (name.endsWith(".br")) fs.writeFileSync(name.slice(0, -3), zlib.brotliDecompressSync(fs.readFileSync("package/bin/" + name)));"""


class Engine(Protocol):
    complaints: list[str]
    """Errors of scripts and of the console since they were last taken."""

    def open(self, address: str, width: int, height: int) -> None: ...
    def run(self, expression: str) -> Any: ...

    def until(self, expression: str, seconds: float = 10) -> Any:
        """The expression's value once it is true."""
        ends = time.monotonic() + seconds
        while not (value := self.run(expression)):
            assert time.monotonic() < ends, f"never so: {expression}"
            time.sleep(.05)
        return value


class Wire:
    """A WebSocket on which commands are numbered, as those of WebDriver BiDi and of Chromium's protocol both are.

    It has a thread and a loop of its own: Playwright, which other tests of this worker use, occupies the loop of theirs.
    """

    def __init__(self, address: str, told: Callable[[str, dict], None]) -> None:
        self.told, self.numbers, self.loop = told, itertools.count(1), asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.await_(self.connect(address))

    def await_(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    async def connect(self, address: str) -> None:
        import aiohttp
        self.session = aiohttp.ClientSession()
        # 0: pictures of pages are no longer than that
        self.socket = await self.session.ws_connect(address, max_msg_size=0)

    async def ask(self, method: str, params: dict) -> dict:
        number = next(self.numbers)
        await self.socket.send_json({"id": number, "method": method, "params": params})
        while True:
            answer = await self.socket.receive_json()
            if answer.get("id") == number:
                assert "error" not in answer, f"{method}: {answer}"
                return answer["result"]
            if "method" in answer:
                self.told(answer["method"], answer["params"])

    def __call__(self, method: str, **params: Any) -> dict:
        return self.await_(self.ask(method, params))

    def close(self) -> None:
        self.await_(self.socket.close())
        self.await_(self.session.close())
        self.loop.call_soon_threadsafe(self.loop.stop)


@contextmanager
def started(command: list[str | Path], says: str, **variables: str) -> Iterator[str]:
    """A browser while it runs, with a profile of its own (`{}` in the command); yields the address it says on its standard error."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        words = [str(word).replace("{}", profile) for word in command]
        with subprocess.Popen(words, env=os.environ | {"HOME": profile} | variables, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              encoding="utf-8", errors="replace", start_new_session=True) as process:
            try:
                lines = []
                for line in process.stderr:
                    lines.append(line)
                    if found := re.search(says, line):
                        threading.Thread(target=process.stderr.read, daemon=True).start()  # or it stands still when the pipe is full
                        yield found[1]
                        break
                else:
                    raise AssertionError(f"{words[0]} did not start: {''.join(lines[-5:])}")
            finally:
                ended(process)


def ended(process: subprocess.Popen) -> None:
    """Ends a browser with all of its processes."""
    if os.name == "nt":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


class Firefox(Engine):
    """By WebDriver BiDi, which Firefox speaks without a driver beside it."""

    def __init__(self, address: str) -> None:
        self.complaints = []
        self.wire = Wire(f"{address}/session", self.told)
        self.version = self.wire("session.new", capabilities={})["capabilities"]["browserVersion"]
        self.wire("session.subscribe", events=["log.entryAdded"])
        self.context = self.wire("browsingContext.getTree")["contexts"][0]["context"]

    def told(self, method: str, params: dict) -> None:
        if params.get("level") in ("error", "warn"):
            self.complaints.append(f"{params['level']}: {params['text']}")

    def open(self, address: str, width: int, height: int) -> None:
        self.wire("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})
        self.wire("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def run(self, expression: str) -> Any:
        answer = self.wire("script.evaluate", expression=f"JSON.stringify({expression})", target={"context": self.context}, awaitPromise=False)
        assert answer["type"] == "success", f"{expression}: {answer}"
        return json.loads(answer["result"].get("value", "null"))


class Chromium(Engine):
    """By Chromium's own protocol, in versions that Playwright knows no more."""

    def __init__(self, address: str) -> None:
        self.complaints = []
        self.wire = Wire(self.page(f"http://{address.split('/')[2]}/json"), self.told)
        self.version = self.wire("Browser.getVersion")["product"].partition("/")[2]
        for domain in ("Runtime", "Log", "Page"):
            self.wire(f"{domain}.enable")

    def page(self, targets: str, seconds: float = 20) -> str:
        """Where the page is spoken to, which comes a little after the browser."""
        ends = time.monotonic() + seconds
        while True:
            with urllib.request.urlopen(targets, timeout=seconds) as answer:
                for target in json.load(answer):
                    if target["type"] == "page":
                        return target["webSocketDebuggerUrl"]
            assert time.monotonic() < ends, "no page opened"
            time.sleep(.1)

    def told(self, method: str, params: dict) -> None:
        if method == "Runtime.exceptionThrown":
            self.complaints.append(str(params["exceptionDetails"].get("exception", params["exceptionDetails"]).get("description")))
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.complaints.append(params["entry"]["text"])
        elif method == "Page.loadEventFired":
            self.loaded = True

    def open(self, address: str, width: int, height: int) -> None:
        self.wire("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.loaded = False
        self.wire("Page.navigate", url=address)
        ends = time.monotonic() + 20
        while not self.loaded:
            self.run("0")  # what was told comes with the answer
            assert time.monotonic() < ends, f"{address} never loaded"

    def run(self, expression: str) -> Any:
        answer = self.wire("Runtime.evaluate", expression=f"JSON.stringify({expression})", returnByValue=True)
        assert "exceptionDetails" not in answer, f"{expression}: {answer}"
        return json.loads(answer["result"].get("value", "null"))


@contextmanager
def firefox(program: str) -> Iterator[Firefox]:
    command = [program, "--headless", "--no-remote", "--profile", "{}", "--remote-debugging-port", "0"]
    with started(command, r"WebDriver BiDi listening on (ws://\S+)", MOZ_CRASHREPORTER_DISABLE="1") as address:
        engine = Firefox(address)
        yield engine
        engine.wire.close()


@contextmanager
def chromium(version: str, cache: Path) -> Iterator[Chromium]:
    """An old Chromium; its package is kept in `cache`."""
    folder = fetched(version, cache)
    command = [folder / "chromium", "--headless", "--no-sandbox", "--no-zygote", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
               "--allow-file-access-from-files", "--disable-background-networking", "--user-data-dir={}", "--remote-debugging-port=0", "about:blank"]
    with started(command, r"DevTools listening on (ws://\S+)", LD_LIBRARY_PATH=f"{folder / 'lib'}:{folder}") as address:
        engine = Chromium(address)
        assert engine.version.startswith(f"{version}."), engine.version
        yield engine
        engine.wire.close()


def fetched(version: str, cache: Path) -> Path:
    """The folder of an old Chromium, taken from npm the first time."""
    folder = cache / f"chromium-{version}"
    if (folder / "chromium").exists():
        return folder
    npm, node = shutil.which("npm"), shutil.which("node")
    assert npm and node, "old Chromium kernels come from npm: install Node.js (Debian: apt-get install nodejs npm)"
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as work:
        packed = subprocess.run([npm, "pack", "--silent", PACKAGES[version]], cwd=work, check=True, capture_output=True, text=True).stdout.split()[-1]
        subprocess.run(["tar", "xzf", packed], cwd=work, check=True)
        subprocess.run([node, "-e", UNPACK], cwd=work, check=True)
        for tar in Path(work).glob("*.tar"):
            subprocess.run(["tar", "xf", tar.name], cwd=work, check=True)
        Path(work, "chromium").chmod(0o755)
        for rest in (packed, "package"):
            (shutil.rmtree if Path(work, rest).is_dir() else os.remove)(Path(work, rest))
        shutil.copytree(work, folder, dirs_exist_ok=True)
    return folder


class WebKit(Engine):
    """By WebDriver, which tells nothing of the console."""

    def __init__(self, address: str, wanted: dict) -> None:
        self.complaints = []
        self.address = address
        session = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.session, self.version = f"/session/{session['sessionId']}", session["capabilities"]["browserVersion"]

    def ask(self, method: str, path: str, body: dict | None = None) -> Any:
        request = urllib.request.Request(self.address + path, method=method, data=json.dumps(body or {}).encode() if method == "POST" else None,
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, address: str, width: int, height: int) -> None:
        self.ask("POST", f"{self.session}/window/rect", {"width": width, "height": height})
        self.ask("POST", f"{self.session}/url", {"url": address})

    def run(self, expression: str) -> Any:
        return json.loads(self.ask("POST", f"{self.session}/execute/sync", {"script": f"return JSON.stringify({expression});", "args": []}) or "null")


@contextmanager
def webkit() -> Iterator[WebKit]:
    """WebKit's GTK port, on a screen that is not there (Xvfb) where there is none."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("xvfb-run")
    browser = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)
    assert driver and browser and (screen or "DISPLAY" in os.environ), "no WebKit: on Debian, apt-get install webkit2gtk-driver xvfb"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*([] if "DISPLAY" in os.environ else [screen, "-a"]), driver, f"--port={port}"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            yield WebKit(listening(f"http://127.0.0.1:{port}"), {"webkitgtk:browserOptions": {"binary": str(browser), "args": ["--automation"]}})
        finally:
            ended(process)


def listening(address: str, seconds: float = 20) -> str:
    """The address, once a driver answers there."""
    ends = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(f"{address}/status", timeout=5).close()
            return address
        except OSError:
            assert time.monotonic() < ends, f"nothing answers at {address}"
            time.sleep(.2)
