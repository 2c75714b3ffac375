"""Hosts that take files over a network: SFTP, FTP and FTPS, S3-compatible storage.

Secrets come from the environment or from files it names, and go nowhere else.
"""
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import SplitResult, urlsplit

from disclosure.deliver.fault import Refused
from disclosure.deliver.hosts.base import Host
from disclosure.deliver.hosts.told import explained

__all__ = ["SCHEMES", "Host", "connected", "explained", "is_host", "parsed"]
SCHEMES = ("sftp", "ftp", "ftps", "s3")


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


def kind(scheme: str) -> type[Host]:
    """What speaks a scheme; its library is loaded when somebody asks."""
    if scheme == "sftp":
        from disclosure.deliver.hosts.sftp import SftpHost
        return SftpHost
    if scheme == "s3":
        from disclosure.deliver.hosts.s3 import S3Host
        return S3Host
    from disclosure.deliver.hosts.ftp import FtpHost
    return FtpHost


@contextmanager
def connected(target: str) -> Iterator[Host]:
    """A host for as long as the block runs.  Whatever its library says comes out as Refused, in Chinese."""
    address = parsed(target)
    host = None
    try:
        host = kind(address.scheme)(address)
        yield host
    except (Refused, KeyboardInterrupt):
        raise
    except Exception as error:
        told = explained(error, host.sent if host else None)
        if told is None:
            raise
        raise Refused(told) from None  # what a library says may hold what it was given
    finally:
        if host:
            with suppress(Exception):
                host.close()


def is_host(target: str) -> bool:
    """Whether a target is an address, as against a folder or a file.  Refused for schemes that nobody here speaks."""
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]+)://", target)
    if found and found[1].lower() not in SCHEMES:
        raise Refused(f"不会向 {found[1].lower()}:// 发布；可以用 sftp、ftp、ftps、s3，或本机的文件夹。")
    return bool(found)
