"""FTP, or FTPS where the address says so: then control and data are encrypted and the certificate is verified.

Names of files go over the line as bytes.  Which, both sides have to agree upon: the server says that it takes UTF-8 (FEAT, OPTS UTF8 ON), or the user
says what it takes (DISCLOSURE_FTP_ENCODING).  Where neither does, only ASCII names are sent.  What a server says besides is for people to read and
may be in any encoding.
"""
import codecs
import ftplib
import os
import re
import socket
import ssl
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import SplitResult, unquote

from disclosure.deliver.fault import Refused
from disclosure.deliver.hosts.base import ASIDE, TEMPORARY, TIMEOUT, Host, asking

ENCODING = "DISCLOSURE_FTP_ENCODING"
MISSING = ("450", "550", "551", "553")
"""How servers say that there is no such file; they say it of others as well, so the folder is looked at."""
UNKNOWN_COMMAND = ("500", "501", "502", "504")


class Spoken:
    """Replies read as the bytes they are: decoding them never fails."""

    names = "utf-8"
    """The encoding of file names."""

    def getline(self) -> str:
        return super().getline().encode("latin-1").decode(self.names, "surrogateescape")  # type: ignore[misc]

    def putline(self, line: str) -> None:
        if "\r" in line or "\n" in line:
            raise ValueError("an illegal newline character should not be contained")
        self.sock.sendall(line.encode(self.names, "surrogateescape") + b"\r\n")  # type: ignore[attr-defined]

    def nlst(self, *args: str) -> list[str]:
        """Names come over a connection of their own, which reads bytes one by one."""
        return [line.encode("latin-1").decode(self.names, "surrogateescape") for line in super().nlst(*args)]  # type: ignore[misc]


class Coming:
    """Pieces as a file that ftplib reads, never more at a time than it asks for: each send has its own time limit."""

    def __init__(self, coming: Iterable[bytes]) -> None:
        self.coming, self.left = iter(coming), memoryview(b"")

    def read(self, most: int) -> memoryview:
        if not self.left:
            self.left = memoryview(next(self.coming, b""))
        piece, self.left = self.left[:most], self.left[most:]
        return piece


class Plain(Spoken, ftplib.FTP):
    pass


class Encrypted(Spoken, ftplib.FTP_TLS):
    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        """Data connections go on with the control connection's session: many servers ask for that."""
        connection, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
        if self._prot_p:  # type: ignore[attr-defined]
            connection = self.context.wrap_socket(connection, server_hostname=self.host, session=self.sock.session)  # type: ignore[union-attr]
        return connection, size


def words(text: str, names: str) -> str:
    """What a server said, for people: in UTF-8, else in GBK, as it may be."""
    data = text.encode(names, "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return data.decode("utf-8", "replace")


class FtpHost(Host):
    """A folder on an FTP server."""

    def __init__(self, address: SplitResult) -> None:
        super().__init__(address)
        secure = address.scheme == "ftps"
        told = os.environ.get(ENCODING, "").strip()
        try:
            self.told = codecs.lookup(told).name if told else ""
        except LookupError:
            raise Refused(f"环境变量 {ENCODING} 的值“{told[:20]}”不认识；可以写 utf-8 或 gbk，或者不设。") from None
        context = ssl.create_default_context(cafile=os.environ.get("DISCLOSURE_FTP_CA") or None) if secure else None
        self.ftp: Plain | Encrypted = Encrypted(context=context, timeout=TIMEOUT, encoding="latin-1") if secure else Plain(timeout=TIMEOUT, encoding="latin-1")
        self.ftp.names = self.told or "utf-8"
        try:
            self.begin(address, secure)
        except BaseException as error:  # stopped by hand, too: nobody else would hang up; the fault goes on
            self.close()
            self.note(error)
            raise
        self.listed: dict[str, set[str]] = {}

    def begin(self, address: SplitResult, secure: bool) -> None:
        assert address.hostname
        self.ftp.connect(address.hostname, address.port or 21)
        user = os.environ.get("DISCLOSURE_FTP_USER") or unquote(address.username or "")
        self.ftp.login(user, os.environ.get("DISCLOSURE_FTP_PASSWORD", ""))
        if secure:
            self.ftp.prot_p()  # type: ignore[union-attr]
        self.agreed = bool(self.told) or self.takes_utf8()
        self.accept([""])
        self.base = self.ftp.pwd().rstrip("/")
        self.ftp.voidcmd("TYPE I")

    def takes_utf8(self) -> bool:
        """Whether the server has promised to read names as UTF-8.

        Some name it among their features (FEAT) and know nothing of it, others say yes to any option: only both together count.
        A server too old to know FEAT has only its word.
        """
        features = None
        with suppress(ftplib.error_perm, ftplib.error_temp):
            features = self.ftp.sendcmd("FEAT")
        if features is not None and not re.search(r"\bUTF-?8\b", features, re.I):
            return False
        with suppress(ftplib.error_perm, ftplib.error_temp):
            return self.ftp.sendcmd("OPTS UTF8 ON").startswith("2")
        return False

    def accept(self, paths: Iterable[str]) -> None:
        whole = next((whole for path in paths if not (whole := Host.at(self, path)).isascii()), None)
        if whole is None:
            return
        if not self.told and (other := self.other_names(whole)):
            raise Refused(f"没有传任何东西：这台 FTP 主机说文件名用 UTF-8，它列出来的“{other}”却不是 UTF-8，中文名字传上去会变成乱码、另建一个文件夹。"
                          f"请问清主机管理员，用环境变量 {ENCODING} 写明（多半是 gbk）；或者把这些名字改成拼音、英文。")
        if not self.agreed:
            raise Refused(f"没有传任何东西：这台 FTP 主机没有说清它的文件名用什么编码，“{whole}”里有中文，传上去会变成乱码。请问清主机管理员，"
                          f"用环境变量 {ENCODING} 写明（多半是 gbk 或 utf-8）；或者把这些名字改成拼音、英文。")
        try:
            for path in paths:
                Host.at(self, path).encode(self.ftp.names)
        except UnicodeEncodeError:
            raise Refused(f"没有传任何东西：“{Host.at(self, path)}”里有 {self.ftp.names} 编码写不出的字，请改名。") from None

    def other_names(self, whole: str) -> str:
        """A name that the server lists in another encoding than it has promised, where the first name that is not ASCII is to stand; ""."""
        parts = whole.split("/")
        folder = "/".join(parts[:next(n for n, part in enumerate(parts) if not part.isascii())])
        with suppress(ftplib.Error):  # no such folder yet, or no list for us
            for line in self.ftp.nlst(*[folder] if folder else []):
                name = line.rpartition("/")[2].encode(self.ftp.names, "surrogateescape")
                with suppress(UnicodeDecodeError):
                    name.decode("utf-8")
                    continue
                return words(line.rpartition("/")[2], self.ftp.names)
        return ""

    def at(self, path: str) -> str:
        return f"{self.base}/{super().at(path)}"

    def note(self, error: BaseException) -> None:
        """What the server said, readable, for the one who tells it."""
        if isinstance(error, ftplib.Error):
            error.answer = words(str(error), self.ftp.names)  # type: ignore[attr-defined]

    @asking("读")
    def read(self, path: str) -> bytes | None:
        parts: list[bytes] = []
        try:
            self.ftp.retrbinary(f"RETR {self.at(path)}", parts.append)
        except ftplib.Error as error:
            if self.means_missing(error) and not self.is_listed(path):
                return None
            self.note(error)
            raise
        return b"".join(parts)

    @asking("写")
    def write(self, path: str, data: bytes) -> None:
        self.stream(path, len(data), (data,))

    @asking("写")
    def stream(self, path: str, size: int, coming: Iterable[bytes]) -> None:
        self.folder_of(path)
        target, beside = self.at(path), self.at(path) + TEMPORARY
        try:
            self.ftp.storbinary(f"STOR {beside}", Coming(coming))  # type: ignore[arg-type]
            with suppress(ftplib.error_perm):  # a server that does not know SIZE
                if self.ftp.size(beside) != size:
                    raise Refused(f"“{path}”没有传完整，可能是主机的磁盘满了。")
            self.put_in_place(beside, target)
        except ftplib.Error as error:
            self.note(error)
            raise
        self.listed.get(target.rpartition("/")[0], set()).add(target.rpartition("/")[2])

    def put_in_place(self, beside: str, target: str) -> None:
        """In one step; on a server that renames only to a free name, the file before is put aside and deleted when the new one stands."""
        try:
            self.ftp.rename(beside, target)
            return
        except ftplib.error_perm as error:
            if str(error)[:3] not in ("550", "553", "521") or not self.is_there(target):
                raise
        self.put_aside(beside, target, self.ftp.rename, self.delete)

    def delete(self, whole: str) -> None:
        with suppress(ftplib.error_perm):
            self.ftp.delete(whole)

    def tidy(self, path: str) -> None:
        for ending in (TEMPORARY, ASIDE):
            self.delete(self.at(path) + ending)

    @asking("删")
    def remove(self, path: str) -> None:
        try:
            self.ftp.delete(self.at(path))
        except ftplib.error_perm as error:
            if self.has(path):
                self.note(error)
                raise
        self.listed.pop(self.at(path).rpartition("/")[0], None)

    def remove_folder(self, path: str) -> None:
        with suppress(ftplib.error_perm):
            self.ftp.rmd(self.at(path))
            self.folders.discard(self.at(path))

    @asking("看")
    def has(self, path: str) -> bool:
        return self.is_there(self.at(path))

    def is_there(self, whole: str) -> bool:
        try:
            self.ftp.size(whole)
        except ftplib.Error as error:
            if self.means_missing(error) or str(error)[:3] in UNKNOWN_COMMAND:
                return whole.rpartition("/")[2] in self.names_in(whole.rpartition("/")[0])
            raise
        return True

    @staticmethod
    def means_missing(error: ftplib.Error) -> bool:
        return str(error)[:3] in MISSING

    def is_listed(self, path: str) -> bool:
        """Whether the folder's list has a file: then it is there, and may not be read."""
        folder, _, name = self.at(path).rpartition("/")
        return name in self.names_in(folder)

    def names_in(self, folder: str) -> set[str]:
        """The names in a folder as far as the server lists them; asked for once a run."""
        if folder not in self.listed:
            try:
                self.listed[folder] = {line.rpartition("/")[2] for line in self.ftp.nlst(folder or "/")}
            except ftplib.Error:  # no such folder, an empty one, or no list for us
                self.listed[folder] = set()
        return self.listed[folder]

    def stands(self, folder: str) -> bool:
        try:
            self.ftp.cwd(folder)
        except ftplib.Error:
            return False
        return True

    @asking("建文件夹")
    def make(self, folder: str) -> None:
        try:
            self.ftp.mkd(folder)
        except ftplib.Error as error:
            self.note(error)
            raise

    def close(self) -> None:
        self.ftp.close()
