"""S3-compatible storage: s3://bucket/folder.  Keys and endpoint as AWS' own tools take them."""
import mimetypes
import os
from collections.abc import Callable, Iterable
from typing import TypeVar
from urllib.parse import SplitResult

from disclosure.deliver.fault import Refused
from disclosure.deliver.hosts.base import TIMEOUT, Host, asking

ADDRESSING = "DISCLOSURE_S3_ADDRESSING"
STYLES = ("auto", "path", "virtual")
WANTS_VIRTUAL = ("SecondLevelDomainForbidden", "PathStyleDomainForbidden", "VirtualHostDomainRequired")
"""What Alibaba's, Tencent's and Huawei's storage answers when the bucket stands in the path instead of the host name."""
PROBE = ".disclosure/probe"
FEW = 20
"""So many files are asked for one by one."""
PART = 16 << 20
"""Bytes of a large file that are sent at a time; storage takes no fewer than 5 MB, and at most 10,000 parts."""
Made = TypeVar("Made")


class S3Host(Host):
    """A folder in a bucket."""

    def __init__(self, address: SplitResult) -> None:
        super().__init__(address)
        self.root = "/".join(filter(None, (address.hostname, self.root)))
        style = os.environ.get(ADDRESSING) or "auto"
        if style not in STYLES:
            raise Refused(f"环境变量 {ADDRESSING} 的值“{style[:20]}”不对；可以写 path、virtual，或者不设。")
        self.may_try = style == "auto"
        self.open("" if self.may_try else style)
        self.probed: bool | None = None

    def open(self, style: str) -> None:
        from s3fs import S3FileSystem

        # Storage that is not AWS' own often knows no checksums in trailers.
        settings = {"request_checksum_calculation": "when_required", "response_checksum_validation": "when_required",
                    "connect_timeout": TIMEOUT, "read_timeout": TIMEOUT, **({"s3": {"addressing_style": style}} if style else {})}
        endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
        self.fs = S3FileSystem(endpoint_url=endpoint, config_kwargs=settings, max_concurrency=1, use_listings_cache=False, skip_instance_cache=True)

    def asked(self, request: Callable[[], Made]) -> Made:
        """The answer to a request; where the storage wants the bucket in the host name, it is asked so from then on."""
        try:
            return request()
        except OSError as error:
            if not self.may_try or code_of(error) not in WANTS_VIRTUAL:
                raise
            self.may_try = False
            self.open("virtual")
            try:
                return request()
            except Exception as second:
                second.before = code_of(error)  # type: ignore[attr-defined]
                raise

    @asking("读")
    def read(self, path: str) -> bytes | None:
        try:
            return self.asked(lambda: self.fs.cat_file(self.at(path)))
        except FileNotFoundError as error:
            if code_of(error) == "NoSuchBucket":
                raise
            return None
        except PermissionError as error:
            if self.hidden(error):
                return None
            raise

    def hidden(self, error: OSError) -> bool:
        """Whether a refusal may mean that there is no such file: storage says so to a key that may not list.  A key that can write and read here may read."""
        if code_of(error) not in ("AccessDenied", "403", "Forbidden", "AllAccessDisabled"):
            return False
        if self.dry:
            return True
        if self.probed is None:
            try:
                self.fs.pipe_file(self.at(PROBE), b"probe")
                self.probed = self.fs.cat_file(self.at(PROBE)) == b"probe"
                self.fs.rm_file(self.at(PROBE))
            except OSError as refusal:
                refusal.request = f"试写 {PROBE}"  # type: ignore[attr-defined]
                raise refusal from error
        return self.probed

    @asking("写")
    def write(self, path: str, data: bytes) -> None:
        self.asked(lambda: self.fs.pipe_file(self.at(path), data, ContentType=type_of(path)))

    @asking("写")
    def stream(self, path: str, size: int, coming: Iterable[bytes]) -> None:
        file = self.fs.open(self.at(path), "wb", block_size=PART, ContentType=type_of(path))
        try:
            for piece in coming:
                file.write(piece)
            file.close()
        except BaseException:  # stopped by hand, too: what has been sent is not to become the file; the fault goes on
            file.closed = True
            file.discard()
            raise

    @asking("删")
    def remove(self, path: str) -> None:
        try:
            self.asked(lambda: self.fs.rm_file(self.at(path)))
        except FileNotFoundError:
            pass

    @asking("看")
    def has(self, path: str) -> bool:
        bucket, _, key = self.at(path).partition("/")
        try:
            self.asked(lambda: self.fs.call_s3("head_object", Bucket=bucket, Key=key))
        except FileNotFoundError:
            return False
        except PermissionError as error:
            if self.hidden(error):
                return False
            raise
        return True

    def present(self, paths: Iterable[str]) -> list[str]:
        """Storage has no folders: many are looked up in one list, where the key may list."""
        wanted = list(paths)
        if len(wanted) <= FEW:
            return super().present(wanted)
        try:
            there = set(self.asked(lambda: self.fs.find(self.root)))
        except OSError:
            return super().present(wanted)
        return [path for path in wanted if self.at(path) in there]


def type_of(path: str) -> str:
    """What storage is to tell browsers that a file is."""
    kind = mimetypes.MimeTypes().guess_type(path)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind in ("application/json", "text/javascript", "application/javascript")
    return f"{kind}; charset=utf-8" if text else kind


def code_of(error: BaseException | None) -> str:
    """The storage's own code for a refusal, "" where it gave none."""
    while error is not None:
        told = getattr(error, "response", None)
        if isinstance(told, dict):
            return str(told.get("Error", {}).get("Code", ""))
        error = error.__cause__
    return ""
