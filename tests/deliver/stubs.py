"""Servers that behave as some real ones do and ours on this machine do not: in this process, on a free port, with a folder or a dictionary behind."""
import os
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import paramiko
from paramiko import SFTP_FAILURE, SFTP_OK, SFTP_OP_UNSUPPORTED, SFTPAttributes, SFTPServer

PASSWORD = "geheim-wort"


@dataclass
class Ftp:
    """An FTP server.  `names`: how it keeps names; `promises`: what it says to OPTS UTF8 ON; `features`: to FEAT; `replies`: what it says, by command, instead of doing it."""

    root: Path
    names: str = "utf-8"
    promises: str = "200 ok"
    features: str = "502 unknown"
    greeting: bytes = b"ready"
    missing: int = 550
    over: bool = True
    """Whether it renames over a file that is there."""
    replies: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def path(self, name: str) -> Path:
        return self.root / name.lstrip("/")


class FtpTalk(socketserver.StreamRequestHandler):
    def say(self, text: str) -> None:
        self.wfile.write(text.encode(self.server.ftp.names) + b"\r\n")

    def data(self) -> socket.socket:
        one, _ = self.passive.accept()
        self.passive.close()
        return one

    def handle(self) -> None:
        ftp: Ftp = self.server.ftp
        self.wfile.write(b"220 " + ftp.greeting + b"\r\n")
        for line in self.rfile:
            command, _, name = line.rstrip(b"\r\n").decode(ftp.names, "replace").partition(" ")
            ftp.asked.append(f"{command} {name}".strip())
            told = next((reply for start, reply in ftp.replies.items() if f"{command} {name}".startswith(start)), None)
            if told:
                self.say(told)
                continue
            try:
                getattr(self, f"on_{command.lower()}", lambda name: self.say("502 unknown"))(name)
            except OSError as error:
                self.say(f"{ftp.missing if isinstance(error, FileNotFoundError) else 550} {type(error).__name__}")

    def on_user(self, name: str) -> None:
        self.say("331 password")

    def on_pass(self, name: str) -> None:
        self.say("230 in" if name == PASSWORD else f"530 not with {name}")

    def on_opts(self, name: str) -> None:
        self.say(self.server.ftp.promises)

    def on_feat(self, name: str) -> None:
        self.say(self.server.ftp.features)

    def on_pwd(self, name: str) -> None:
        self.say('257 "/"')

    def on_type(self, name: str) -> None:
        self.say("200 ok")

    def on_pasv(self, name: str) -> None:
        self.passive = socket.create_server(("127.0.0.1", 0))
        port = self.passive.getsockname()[1]
        self.say(f"227 (127,0,0,1,{port >> 8},{port & 255})")

    def on_size(self, name: str) -> None:
        if not self.server.ftp.path(name).is_file():
            raise FileNotFoundError
        self.say(f"213 {self.server.ftp.path(name).stat().st_size}")

    def on_retr(self, name: str) -> None:
        body = self.server.ftp.path(name).read_bytes()
        self.sent(body)

    def on_nlst(self, name: str) -> None:
        self.sent("".join(f"{one}\r\n" for one in sorted(os.listdir(self.server.ftp.path(name)))).encode(self.server.ftp.names))

    def sent(self, body: bytes) -> None:
        self.say("150 ok")
        with self.data() as one:
            one.sendall(body)
        self.say("226 done")

    def on_stor(self, name: str) -> None:
        with self.server.ftp.path(name).open("wb") as file:
            self.say("150 ok")
            with self.data() as one:
                while piece := one.recv(1 << 16):
                    file.write(piece)
        self.say("226 done")

    def on_rnfr(self, name: str) -> None:
        self.old = self.server.ftp.path(name)
        self.old.stat()
        self.say("350 and to?")

    def on_rnto(self, name: str) -> None:
        target = self.server.ftp.path(name)
        if target.exists() and not self.server.ftp.over:
            return self.say("550 there already")
        self.old.replace(target)
        self.say("250 done")

    def on_dele(self, name: str) -> None:
        self.server.ftp.path(name).unlink()
        self.say("250 done")

    def on_mkd(self, name: str) -> None:
        self.server.ftp.path(name).mkdir()
        self.say(f'257 "{name}"')

    def on_rmd(self, name: str) -> None:
        self.server.ftp.path(name).rmdir()
        self.say("250 done")

    def on_cwd(self, name: str) -> None:
        if not self.server.ftp.path(name).is_dir():
            raise FileNotFoundError
        self.say("250 ok")


@contextmanager
def ftp_server(ftp: Ftp) -> Iterator[str]:
    """Gives host and port."""
    with served(socketserver.ThreadingTCPServer(("127.0.0.1", 0), FtpTalk)) as server:
        server.ftp = ftp
        yield f"127.0.0.1:{server.server_address[1]}"


@contextmanager
def served(server):
    server.daemon_threads, server.block_on_close = True, False
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Storage:
    """Storage that speaks S3.  `refuses`: a code for a request (method, host, key), or ""."""

    refuses: Callable[[str, str, str], str] = lambda method, host, key: ""
    lists: bool = True
    """Whether the key may list; where not, what is missing is forbidden."""
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)


class StorageTalk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *told: object) -> None:
        pass

    def answer(self, status: int, body: bytes = b"", kind: str = "application/xml") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", kind)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def fault(self, status: int, code: str) -> None:
        self.answer(status, f'<?xml version="1.0"?><Error><Code>{code}</Code><Message>no, for {PASSWORD}</Message></Error>'.encode())

    def handle_one(self) -> None:
        storage: Storage = self.server.storage
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        host, address = self.headers["Host"].split(":")[0], urlsplit(self.path)
        key = unquote(address.path) if not host.startswith("portal.") else "/portal" + unquote(address.path)
        storage.asked.append((self.command, key))
        if code := storage.refuses(self.command, host, key):
            return self.fault(403, code)
        if self.command == "PUT":
            storage.files[key] = body
            return self.answer(200)
        if self.command == "DELETE":
            storage.files.pop(key, None)
            return self.answer(204)
        if "list-type" in (query := parse_qs(address.query)):
            if not storage.lists:
                return self.fault(403, "AccessDenied")
            found = [k.removeprefix("/portal/") for k in sorted(storage.files) if k.startswith(f"/portal/{query.get('prefix', [''])[0]}")]
            listed = "".join(f"<Contents><Key>{k}</Key><Size>1</Size></Contents>" for k in found)
            return self.answer(200, f"<ListBucketResult><Name>portal</Name><KeyCount>{len(found)}</KeyCount><IsTruncated>false</IsTruncated>{listed}</ListBucketResult>".encode())
        if key not in storage.files:
            return self.fault(404, "NoSuchKey") if storage.lists else self.fault(403, "AccessDenied")
        return self.answer(200, storage.files[key], "application/octet-stream")

    do_GET = do_HEAD = do_PUT = do_DELETE = handle_one


@contextmanager
def storage_server(storage: Storage) -> Iterator[int]:
    """Gives the port."""
    with served(ThreadingHTTPServer(("127.0.0.1", 0), StorageTalk)) as server:
        server.storage = storage
        yield server.server_address[1]


@dataclass
class Sftp:
    """An SFTP server.  `answers`: a code of the protocol for a request (name, path) instead of doing it, or None."""

    root: Path
    answers: Callable[[str, str], int | None] = lambda name, path: None
    asked: list[tuple[str, str]] = field(default_factory=list)


class Files(paramiko.SFTPServerInterface):
    def __init__(self, server: paramiko.ServerInterface, sftp: Sftp) -> None:
        self.sftp = sftp

    def real(self, path: str) -> str:
        return f"{self.sftp.root}{os.path.normpath('/' + path)}"

    def do(self, name: str, path: str, job: Callable[[], object]):
        self.sftp.asked.append((name, path))
        if (code := self.sftp.answers(name, path)) is not None:
            return code
        try:
            return job() or SFTP_OK
        except OSError as error:
            return SFTPServer.convert_errno(error.errno)

    def stat(self, path: str):
        return self.do("stat", path, lambda: SFTPAttributes.from_stat(os.stat(self.real(path))))

    lstat = stat

    def open(self, path: str, flags: int, attr: SFTPAttributes):
        def job() -> paramiko.SFTPHandle:
            file = os.fdopen(os.open(self.real(path), flags, 0o666), "wb" if flags & os.O_WRONLY else "rb")
            handle = paramiko.SFTPHandle(flags)
            handle.filename, handle.readfile, handle.writefile = self.real(path), file, file
            handle.stat = lambda: SFTPAttributes.from_stat(os.fstat(file.fileno()))
            return handle
        return self.do("write" if flags & os.O_WRONLY else "read", path, job)

    def remove(self, path: str) -> int:
        return self.do("remove", path, lambda: os.remove(self.real(path)))

    def rename(self, old: str, new: str) -> int:
        return SFTP_FAILURE if os.path.exists(self.real(new)) else self.do("rename", new, lambda: os.rename(self.real(old), self.real(new)))

    def posix_rename(self, old: str, new: str) -> int:
        return self.do("posix_rename", new, lambda: os.replace(self.real(old), self.real(new)))

    def mkdir(self, path: str, attr: SFTPAttributes) -> int:
        return self.do("mkdir", path, lambda: os.mkdir(self.real(path)))

    def rmdir(self, path: str) -> int:
        return self.do("rmdir", path, lambda: os.rmdir(self.real(path)))


class Door(paramiko.ServerInterface):
    def check_auth_password(self, username: str, password: str) -> int:
        return paramiko.AUTH_SUCCESSFUL if password == PASSWORD else paramiko.AUTH_FAILED

    def get_allowed_auths(self, username: str) -> str:
        return "password"

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED


@contextmanager
def sftp_server(sftp: Sftp, known: Path) -> Iterator[str]:
    """Gives host and port; its key goes into the known_hosts file."""
    key = paramiko.ECDSAKey.generate()
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    known.write_text(f"[127.0.0.1]:{port} {key.get_name()} {key.get_base64()}\n", encoding="ascii")
    transports: list[paramiko.Transport] = []

    def accept() -> None:
        while True:
            try:
                one, _ = listening.accept()
            except OSError:
                return
            transport = paramiko.Transport(one)
            transports.append(transport)
            transport.add_server_key(key)
            transport.set_subsystem_handler("sftp", SFTPServer, Files, sftp)
            transport.start_server(server=Door(), event=threading.Event())
    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        listening.close()
        for transport in transports:
            transport.close()


UNSUPPORTED, FAILED = SFTP_OP_UNSUPPORTED, SFTP_FAILURE
