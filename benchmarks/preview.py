"""From saving a file to seeing the change: each builder's preview server, asked over loopback HTTP until it shows what was saved."""
import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from peers import Builder
from verify import Edits, addresses, key

PAUSE = 1.5  # seconds between edits, so that a server has come to rest
BASES = "/", "/zwgk/jczwgk/"  # where a server may put its site
LIMITS = 600, 60  # seconds for the server's first page, and for a change


def previewed(builders: list[Builder], files: dict[str, str], pages: list[dict], count: int) -> list[dict]:
    """Seconds for each of so many edits, every one of another matter, builder after builder."""
    runs = []
    for builder in builders:
        edits = Edits(files, pages)
        places = placed(builder, edits, count)
        with served(builder) as port:
            base = until(lambda port=port, places=places: next((b for b in BASES if fetched(port, b + places[0])), None), LIMITS[0])
            if not base:
                runs.append({"name": builder.name, "round": 0, "wall": 0, "problems": ["the server never showed the page"]})
            for n in range(count if base else 0):
                page, url, mark = edits.page(n, count), base + places[n], f"（第{n + 1}次修改）"
                fetched(port, url)  # Hugo makes again first what was looked at
                time.sleep(PAUSE)
                start = time.perf_counter()
                edits.apply(page, builder.site, mark)
                seen = until(lambda port=port, url=url, mark=mark: mark.encode() in fetched(port, url), LIMITS[1])
                wall = time.perf_counter() - start
                runs.append({"name": builder.name, "round": n, "wall": round(wall, 4), "problems": [] if seen else [f"not seen within {LIMITS[1]} s"]})
                print(f"{n + 1:3} {builder.name:12}{wall * 1000:8.0f} ms", file=sys.stderr, flush=True)
    return runs


def placed(builder: Builder, edits: Edits, count: int) -> list[str]:
    """The address of the page of each edit, which a whole build tells."""
    builder.build(cold=True)
    found = addresses(builder.out)
    return [found[key(edits.page(n, count))][0].relative_to(builder.out).as_posix() for n in range(count)]


@contextlib.contextmanager
def served(builder: Builder) -> Iterator[int]:
    """The builder's preview server, running; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (builder.folder / "log").open("wb") as log:
        server = subprocess.Popen([str(part) for part in builder.serve(port)], cwd=builder.cwd, env=builder.env, stdin=subprocess.DEVNULL,
                                  stdout=log, stderr=log, start_new_session=True)
    try:
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


def fetched(port: int, url: str) -> bytes:
    """A page, b"" where there is none."""
    try:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        link.request("GET", url)
        answer = link.getresponse()
        return answer.read() if answer.status == 200 else b""
    except (OSError, http.client.HTTPException):
        return b""


def until(test: Callable[[], object], limit: float):
    """What a test gives once it gives something; None when that takes too long."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        if got := test():
            return got
        time.sleep(.01)
    return None
