"""Hosts that take files over a network: SFTP, FTP and FTPS, S3-compatible storage.  Three verbs: read, write, remove; each file whole or not at all.

Secrets come from the environment or from files it names, and go nowhere else.
"""
import ftplib
import mimetypes
import os
import re
import ssl
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import SplitResult, unquote, urlsplit

from disclosure.deliver.fault import Refused

SCHEMES = ("sftp", "ftp", "ftps", "s3")
TIMEOUT = 60
"""Seconds without an answer after which a host is given up."""
TEMPORARY = ".disclosure-upload"
"""Ending of a file that is still on its way."""


class Host(ABC):
    """A folder on another machine.  Paths are relative to it.  Raises Refused."""

    def __init__(self, address: SplitResult) -> None:
        self.root = unquote(address.path).strip("/")
        self.folders: set[str] = set()

    def at(self, path: str) -> str:
        return "/".join(filter(None, (self.root, path)))

    @abstractmethod
    def read(self, path: str) -> bytes | None:
        """A file's bytes; None where there is no such file."""

    @abstractmethod
    def write(self, path: str, data: bytes) -> None:
        """A file, new or in the place of the old one; never seen half where the protocol can rename."""

    @abstractmethod
    def remove(self, path: str) -> None:
        """Removes a file; nothing happens where there is none."""

    def remove_folder(self, path: str) -> None:
        """Removes a folder if it is empty."""

    def has(self, path: str) -> bool:
        return self.read(path) is not None

    def folder_of(self, path: str) -> None:
        """Makes the folder of a file, with those above it."""
        parts = self.at(path).split("/")[:-1]
        for end in range(1, len(parts) + 1):
            here = "/".join(parts[:end])
            if here not in self.folders:
                self.make(here)
                self.folders.add(here)

    def make(self, folder: str) -> None:
        """Makes one folder whose parent is there, on hosts that have folders; nothing happens where it is already."""


class SftpHost(Host):
    """Over SSH.  The host must be known already (known_hosts); keys from the agent, ~/.ssh or DISCLOSURE_SFTP_KEY."""

    def __init__(self, address: SplitResult) -> None:
        super().__init__(address)
        import paramiko
        from fsspec.implementations.sftp import SFTPFileSystem

        class Known(SFTPFileSystem):
            cachable = False

            def _connect(self) -> None:
                self.client = paramiko.SSHClient()
                self.client.set_missing_host_key_policy(paramiko.RejectPolicy())
                own = os.environ.get("DISCLOSURE_SFTP_KNOWN_HOSTS")
                with suppress(FileNotFoundError if not own else ()):
                    self.client.load_system_host_keys(own)
                self.client.connect(self.host, **self.ssh_kwargs)
                self.client.get_transport().set_keepalive(20)
                self.ftp = self.client.open_sftp()
                self.ftp.get_channel().settimeout(TIMEOUT)

        options = {"port": address.port or 22, "username": unquote(address.username or "") or None, "timeout": TIMEOUT, "auth_timeout": TIMEOUT, "banner_timeout": TIMEOUT,
                   "key_filename": os.environ.get("DISCLOSURE_SFTP_KEY") or None, "passphrase": os.environ.get("DISCLOSURE_SFTP_KEY_PASSPHRASE") or None,
                   "password": os.environ.get("DISCLOSURE_SFTP_PASSWORD") or None}
        self.fs = Known(address.hostname, **{name: value for name, value in options.items() if value})
        self.sftp = self.fs.ftp

    def at(self, path: str) -> str:
        whole = super().at(path)
        return whole.removeprefix("~/") if whole.startswith("~/") else f"/{whole}"  # sftp://host/~/public: below the user's own folder

    def read(self, path: str) -> bytes | None:
        try:
            with self.sftp.open(self.at(path), "rb") as file:
                file.prefetch(file.stat().st_size)
                return file.read()
        except FileNotFoundError:
            return None

    def write(self, path: str, data: bytes) -> None:
        self.folder_of(path)
        target, beside = self.at(path), self.at(path) + TEMPORARY
        with self.sftp.open(beside, "wb") as file:
            file.set_pipelined(True)
            file.write(data)
        if self.sftp.stat(beside).st_size != len(data):
            raise Refused(f"“{path}”没有传完整，可能是主机的磁盘满了。")
        try:
            self.sftp.posix_rename(beside, target)
        except OSError:  # a server without that extension renames only to a free name
            with suppress(FileNotFoundError):
                self.sftp.remove(target)
            self.sftp.rename(beside, target)

    def remove(self, path: str) -> None:
        with suppress(FileNotFoundError):
            self.sftp.remove(self.at(path))

    def remove_folder(self, path: str) -> None:
        with suppress(OSError):
            self.sftp.rmdir(self.at(path))
            self.folders.discard(self.at(path))

    def has(self, path: str) -> bool:
        try:
            self.sftp.stat(self.at(path))
        except FileNotFoundError:
            return False
        return True

    def make(self, folder: str) -> None:
        if folder:
            try:
                self.sftp.stat(folder)
            except FileNotFoundError:
                self.sftp.mkdir(folder)


class FtpHost(Host):
    """FTP, or FTPS where the address says so: then control and data are encrypted and the certificate is verified."""

    def __init__(self, address: SplitResult) -> None:
        super().__init__(address)
        from fsspec.implementations.ftp import FTPFileSystem
        secure = address.scheme == "ftps"

        class Encrypted(ftplib.FTP_TLS):
            def ntransfercmd(self, cmd: str, rest: int | str | None = None):
                """Data connections go on with the control connection's session: many servers ask for that."""
                connection, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
                if self._prot_p:
                    connection = self.context.wrap_socket(connection, server_hostname=self.host, session=self.sock.session)
                return connection, size

        class Plain(FTPFileSystem):
            def _connect(self) -> None:
                context = ssl.create_default_context(cafile=os.environ.get("DISCLOSURE_FTP_CA") or None) if secure else None
                self.ftp = Encrypted(context=context, timeout=self.timeout, encoding=self.encoding) if secure else ftplib.FTP(timeout=self.timeout, encoding=self.encoding)
                self.ftp.connect(self.host, self.port)
                self.ftp.login(*self.cred)
                if secure:
                    self.ftp.prot_p()

        user = os.environ.get("DISCLOSURE_FTP_USER") or unquote(address.username or "")
        self.fs = Plain(address.hostname, address.port or 21, user, os.environ.get("DISCLOSURE_FTP_PASSWORD", ""), timeout=TIMEOUT)
        self.ftp: ftplib.FTP = self.fs.ftp
        self.base = self.ftp.pwd().rstrip("/")
        self.ftp.voidcmd("TYPE I")

    def at(self, path: str) -> str:
        return f"{self.base}/{super().at(path)}"

    def read(self, path: str) -> bytes | None:
        parts: list[bytes] = []
        try:
            self.ftp.retrbinary(f"RETR {self.at(path)}", parts.append)
        except ftplib.error_perm as error:
            if str(error).startswith("550"):
                return None
            raise
        return b"".join(parts)

    def write(self, path: str, data: bytes) -> None:
        import io
        self.folder_of(path)
        target, beside = self.at(path), self.at(path) + TEMPORARY
        self.ftp.storbinary(f"STOR {beside}", io.BytesIO(data))
        with suppress(ftplib.error_perm):  # a server that does not know SIZE
            if self.ftp.size(beside) != len(data):
                raise Refused(f"“{path}”没有传完整，可能是主机的磁盘满了。")
        try:
            self.ftp.rename(beside, target)
        except ftplib.error_perm:  # a server that renames only to a free name
            with suppress(ftplib.error_perm):
                self.ftp.delete(target)
            self.ftp.rename(beside, target)

    def remove(self, path: str) -> None:
        try:
            self.ftp.delete(self.at(path))
        except ftplib.error_perm:
            if self.has(path):
                raise

    def remove_folder(self, path: str) -> None:
        with suppress(ftplib.error_perm):
            self.ftp.rmd(self.at(path))
            self.folders.discard(self.at(path))

    def has(self, path: str) -> bool:
        try:
            self.ftp.size(self.at(path))
        except ftplib.error_perm as error:
            return not str(error).startswith("550") and self.read(path) is not None
        return True

    def make(self, folder: str) -> None:
        with suppress(ftplib.error_perm):  # it is there; if not, the file that goes into it will say so
            self.ftp.mkd(folder or "/")


class S3Host(Host):
    """S3-compatible storage; the first part of the path is no bucket: s3://bucket/folder.  Keys and endpoint as AWS' own tools take them."""

    def __init__(self, address: SplitResult) -> None:
        super().__init__(address)
        self.root = "/".join(filter(None, (address.hostname, self.root)))
        from s3fs import S3FileSystem

        # Storage that is not AWS' own often knows no checksums in trailers.
        settings = {"request_checksum_calculation": "when_required", "response_checksum_validation": "when_required",
                    "connect_timeout": TIMEOUT, "read_timeout": TIMEOUT}
        endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
        self.fs = S3FileSystem(endpoint_url=endpoint, config_kwargs=settings, use_listings_cache=False, skip_instance_cache=True)

    def read(self, path: str) -> bytes | None:
        try:
            return self.fs.cat_file(self.at(path))
        except FileNotFoundError:
            return None

    def write(self, path: str, data: bytes) -> None:
        kind = mimetypes.MimeTypes().guess_type(path)[0] or "application/octet-stream"
        text = kind.startswith("text/") or kind in ("application/json", "text/javascript", "application/javascript")
        self.fs.pipe_file(self.at(path), data, ContentType=f"{kind}; charset=utf-8" if text else kind)

    def remove(self, path: str) -> None:
        with suppress(FileNotFoundError):
            self.fs.rm_file(self.at(path))

    def has(self, path: str) -> bool:
        try:
            self.fs.info(self.at(path))
        except FileNotFoundError:
            return False
        return True


KINDS = {"sftp": SftpHost, "ftp": FtpHost, "ftps": FtpHost, "s3": S3Host}


def parsed(target: str) -> SplitResult:
    """The address of a host.  Refused, without repeating it, where a password stands in it or it cannot be one."""
    try:
        address = urlsplit(target)
        if address.password is not None:
            raise Refused("地址里不能写密码：它会留在命令记录和日志里。请去掉密码，改用环境变量或密钥文件（见 docs/publishing.md）。")
        if not address.hostname or address.query or address.fragment or address.port == 0:
            raise ValueError
    except ValueError as error:
        raise Refused("发布的地址写法不对，例：sftp://用户@主机/网站/文件夹") from error
    return address


@contextmanager
def connected(target: str) -> Iterator[Host]:
    """A host for as long as the block runs.  Whatever its library says comes out as Refused, in Chinese."""
    address = parsed(target)
    host = None
    try:
        host = KINDS[address.scheme](address)
        yield host
    except (Refused, KeyboardInterrupt):
        raise
    except Exception as error:
        told = explained(error, connected=host is not None)
        if told is None:
            raise
        raise Refused(told) from None  # what a library says may hold what it was given
    finally:
        for part, close in (("client", "close"), ("ftp", "close")):
            with suppress(Exception):
                getattr(getattr(getattr(host, "fs", None), part), close)()


def explained(error: Exception, connected: bool) -> str | None:
    """What went wrong with a host, without anything secret; None for a mistake of ours."""
    kind, where = type(error).__name__, type(error).__module__.split(".")[0]
    text = str(error)
    again = "已传的部分会保留，再运行一次就接着传。" if connected else "没有传任何东西。"
    if kind == "BadHostKeyException":
        return "主机的密钥与 known_hosts 里记的不同：主机可能换过，也可能有人冒充。没有连接，请向主机管理员核实。"
    if kind == "SSHException" and "not found in known_hosts" in text:
        return "不认识这台主机：known_hosts 里没有它的密钥。请先核实指纹，用 ssh 连接一次，再发布。"
    if kind in ("AuthenticationException", "BadAuthenticationType", "PasswordRequiredException", "NoCredentialsError", "PartialCredentialsError") or (
            kind == "SSHException" and "authentication" in text.lower()) or (kind == "error_perm" and text.startswith("530")):
        return f"登录没有通过：请检查用户名、密钥文件和有关的环境变量（见 docs/publishing.md）。{again}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "主机的证书没有通过验证，没有登录。单位自己的证书请用环境变量 DISCLOSURE_FTP_CA 指明根证书文件。"
    if isinstance(error, PermissionError):
        return f"主机上没有写入的权限。{again}"
    if isinstance(error, ftplib.Error):
        code = re.match(r"\d{3}", text)
        reason = {"552": "主机的磁盘满了", "452": "主机的磁盘满了", "550": "主机不允许写入，或上级文件夹不存在", "553": "主机不允许写入这个文件"}.get(code[0] if code else "")
        return f"{reason or f'主机拒绝了操作（{code[0] if code else kind}）'}。{again}"
    if where in ("botocore", "aiobotocore"):
        code = getattr(error, "response", {}).get("Error", {}).get("Code", kind)
        return f"对象存储拒绝了操作或连不上（{code}）。{again}"
    if isinstance(error, (OSError, EOFError)) or where == "paramiko":
        reason = "连不上主机，或连接断了" if not isinstance(error, FileNotFoundError) else "主机上没有这个文件夹，或存储桶不存在"
        return f"{reason}（{kind}）。{again}"
    return None


def is_host(target: str) -> bool:
    """Whether a target is an address, as against a folder or a file.  Refused for schemes that nobody here speaks."""
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]+)://", target)
    if found and found[1].lower() not in SCHEMES:
        raise Refused(f"不会向 {found[1].lower()}:// 发布；可以用 sftp、ftp、ftps、s3，或本机的文件夹。")
    return bool(found)
