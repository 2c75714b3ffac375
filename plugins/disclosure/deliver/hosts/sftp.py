"""SFTP, over SSH.  The host must be known already (known_hosts); keys from the agent, ~/.ssh or DISCLOSURE_SFTP_KEY."""
import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import SplitResult, unquote

import paramiko
from fsspec.implementations.sftp import SFTPFileSystem
from paramiko.sftp import SFTP_EOF, SFTP_NO_SUCH_FILE, SFTP_OK, SFTP_OP_UNSUPPORTED, SFTP_PERMISSION_DENIED

from disclosure.deliver.fault import Refused
from disclosure.deliver.hosts.base import ASIDE, TEMPORARY, TIMEOUT, Host, asking

ERRNO = {SFTP_NO_SUCH_FILE: errno.ENOENT, SFTP_PERMISSION_DENIED: errno.EACCES}


class Unsupported(OSError):
    """The server does not know the request, as against one that it has failed to do."""


class Client(paramiko.SFTPClient):
    """Tells what the server has not understood from what it has refused; paramiko throws that number away."""

    def _convert_status(self, msg: paramiko.Message) -> None:
        code, text = msg.get_int(), msg.get_text()
        if code == SFTP_OK:
            return
        if code == SFTP_EOF:
            raise EOFError(text)
        error = Unsupported(text) if code == SFTP_OP_UNSUPPORTED else OSError(ERRNO[code], text) if code in ERRNO else OSError(text)
        error.answer = f"{code} {text}"  # type: ignore[attr-defined]
        raise error


class Known(SFTPFileSystem):
    """A connection to a host that is known already."""

    cachable = False

    def _connect(self) -> None:
        self.client = paramiko.SSHClient()
        self.client.set_missing_host_key_policy(paramiko.RejectPolicy())
        own = os.environ.get("DISCLOSURE_SFTP_KNOWN_HOSTS")
        with suppress(FileNotFoundError if not own else ()):
            self.client.load_system_host_keys(own)
        self.client.connect(self.host, **self.ssh_kwargs)
        transport = self.client.get_transport()
        assert transport
        transport.set_keepalive(20)
        self.ftp = Client.from_transport(transport)
        assert self.ftp
        self.ftp.get_channel().settimeout(TIMEOUT)


class SftpHost(Host):
    """A folder on a host that is spoken to over SSH."""

    def __init__(self, address: SplitResult) -> None:
        super().__init__(address)
        options = {"port": address.port or 22, "username": unquote(address.username or "") or None, "timeout": TIMEOUT, "auth_timeout": TIMEOUT, "banner_timeout": TIMEOUT,
                   "key_filename": os.environ.get("DISCLOSURE_SFTP_KEY") or None, "passphrase": os.environ.get("DISCLOSURE_SFTP_KEY_PASSPHRASE") or None,
                   "password": os.environ.get("DISCLOSURE_SFTP_PASSWORD") or None}
        self.fs = Known(address.hostname, **{name: value for name, value in options.items() if value})
        self.sftp = self.fs.ftp

    def at(self, path: str) -> str:
        whole = super().at(path)
        return whole.removeprefix("~/") if whole.startswith("~/") else f"/{whole}"  # sftp://host/~/public: below the user's own folder

    @asking("读")
    def read(self, path: str) -> bytes | None:
        try:
            with self.sftp.open(self.at(path), "rb") as file:
                file.prefetch(file.stat().st_size)
                return file.read()
        except FileNotFoundError:
            return None

    @asking("写")
    def write(self, path: str, data: bytes) -> None:
        self.stream(path, len(data), (data,))

    @asking("写")
    def stream(self, path: str, size: int, coming: Iterable[bytes]) -> None:
        self.folder_of(path)
        target, beside = self.at(path), self.at(path) + TEMPORARY
        with self.sftp.open(beside, "wb") as file:
            file.set_pipelined(True)
            for piece in coming:
                file.write(piece)
        if self.sftp.stat(beside).st_size != size:
            raise Refused(f"“{path}”没有传完整，可能是主机的磁盘满了。")
        try:
            self.sftp.posix_rename(beside, target)
        except Unsupported:  # such a server renames only to a free name
            self.put_in_place(beside, target)

    def put_in_place(self, beside: str, target: str) -> None:
        """The file before is put aside, and deleted when the new one stands."""
        if self.is_there(target):
            self.put_aside(beside, target, self.sftp.rename, self.delete)
        else:
            self.sftp.rename(beside, target)

    def delete(self, whole: str) -> None:
        with suppress(FileNotFoundError):
            self.sftp.remove(whole)

    def tidy(self, path: str) -> None:
        for ending in (TEMPORARY, ASIDE):
            self.delete(self.at(path) + ending)

    def close(self) -> None:
        self.fs.client.close()

    @asking("删")
    def remove(self, path: str) -> None:
        self.delete(self.at(path))

    def remove_folder(self, path: str) -> None:
        with suppress(OSError):
            self.sftp.rmdir(self.at(path))
            self.folders.discard(self.at(path))

    @asking("看")
    def has(self, path: str) -> bool:
        return self.is_there(self.at(path))

    def is_there(self, whole: str) -> bool:
        try:
            self.sftp.stat(whole)
        except FileNotFoundError:
            return False
        return True

    def stands(self, folder: str) -> bool:
        try:
            self.sftp.stat(folder)
        except PermissionError:  # one may not look at it: it is there
            return True
        except OSError:
            return False
        return True

    @asking("建文件夹")
    def make(self, folder: str) -> None:
        if folder:
            self.sftp.mkdir(folder)
