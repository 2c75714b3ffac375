"""A server on the loopback that publishes a folder below a sub-path, as a portal does."""
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


class Below(SimpleHTTPRequestHandler):
    """Serves the folder at `prefix` and nothing beside it; what is not there is answered with the site's 404.html."""

    def __init__(self, *arguments, prefix: str, **more) -> None:
        self.prefix = prefix
        super().__init__(*arguments, **more)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.prefix)) if path.startswith(self.prefix) else str(Path(self.directory, "none"))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments) -> None:
        pass


@contextmanager
def served(folder: Path, prefix: str) -> Iterator[str]:
    """The address of the folder's root while it is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Below, directory=str(folder), prefix=prefix)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()
