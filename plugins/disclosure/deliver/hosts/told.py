"""What went wrong with a host, in words: what was asked of it, what it answered, and what to do.  Nothing secret."""
import ftplib
import os
import re
import ssl

from disclosure.deliver.hosts.s3 import ADDRESSING, WANTS_VIRTUAL, code_of

SECRETS = ("DISCLOSURE_SFTP_PASSWORD", "DISCLOSURE_SFTP_KEY_PASSPHRASE", "DISCLOSURE_FTP_PASSWORD", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ACCESS_KEY_ID")
"""Variables of the environment whose values are never repeated, whoever says them."""
SHORTEST = 4
"""What is shorter is no secret, and stands in every sentence."""
STORAGE = {
    "RequestTimeTooSkewed": "本机的时钟与存储的相差太大，请校准本机的日期、时间和时区",
    "SignatureDoesNotMatch": "密钥（AWS_SECRET_ACCESS_KEY）不对，或者地域（AWS_DEFAULT_REGION）与存储桶的不符，请核对",
    "AuthorizationHeaderMalformed": "地域（AWS_DEFAULT_REGION）与存储桶的不符，请核对",
    "InvalidAccessKeyId": "存储不认识这个 AWS_ACCESS_KEY_ID，请核对",
    "ExpiredToken": "临时密钥已经过期，请换新的", "InvalidToken": "临时密钥（AWS_SESSION_TOKEN）不对，请核对",
    "NoSuchBucket": "没有这个存储桶，请核对地址里桶的名字和 AWS_ENDPOINT_URL",
    "AccessDenied": "这把密钥没有做这件事的权限：请管理员给它这个文件夹的读、写、删权限（GetObject、PutObject、DeleteObject，最好还有 ListBucket）",
    "QuotaExceeded": "存储的空间用完了，请管理员清理或扩容", "StorageFull": "存储的空间用完了，请管理员清理或扩容",
    "SlowDown": "存储太忙，请过几分钟再试", "ServiceUnavailable": "存储太忙，请过几分钟再试", "InternalError": "存储内部出了错，请过几分钟再试",
    "UserDisable": "存储的账号欠费或被停用，请管理员处理", "PermanentRedirect": "存储桶在别的地域，请核对 AWS_DEFAULT_REGION 和 AWS_ENDPOINT_URL",
    **dict.fromkeys(("403", "Forbidden"), "请管理员查看这把密钥的权限（读、写、删这个文件夹，最好还有 ListBucket）"),
    **dict.fromkeys(WANTS_VIRTUAL, f"这个存储要把桶名写在主机名里：请设环境变量 {ADDRESSING}=virtual，AWS_ENDPOINT_URL 用存储的域名，不用 IP 地址"),
}
"""By the storage's own code."""
FTP = {"552": "主机的磁盘满了或者配额用完了，请管理员清理", "452": "主机的磁盘满了，请管理员清理", "550": "主机不允许，或上级文件夹不存在，请管理员查看这个账号的权限",
       "553": "主机不允许写入这个文件名，请管理员查看这个账号的权限", "532": "这个账号不能存文件，请管理员查看权限", "421": "主机断开了连接，可能连接太多，请过几分钟再试"}
"""By the number of the reply."""


def explained(error: Exception, sent: int | None) -> str | None:
    """The sentence for people; None for a mistake of ours.  `sent`: files that have arrived, None where there was no connection."""
    name, where, text = type(error).__name__, type(error).__module__.split(".")[0], str(error)
    again = "已传的部分会保留，再运行一次就接着传。" if sent else "这一次没有传任何东西。"
    if name == "BadHostKeyException":
        return "主机的密钥与 known_hosts 里记的不同：主机可能换过，也可能有人冒充。没有连接，请向主机管理员核实。"
    if name == "SSHException" and "not found in known_hosts" in text:
        return "不认识这台主机：known_hosts 里没有它的密钥。请先核实指纹，用 ssh 连接一次，再发布。"
    if name in ("AuthenticationException", "BadAuthenticationType", "PasswordRequiredException", "NoCredentialsError", "PartialCredentialsError") or (
            name == "SSHException" and "authentication" in text.lower()) or (name == "error_perm" and text.startswith("530")):
        return f"登录没有通过：请检查用户名、密钥文件和有关的环境变量（见 docs/publishing.md）。{again}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "主机的证书没有通过验证，没有登录。单位自己的证书请用环境变量 DISCLOSURE_FTP_CA 指明根证书文件。"
    asked = f"（{request}）" if (request := readable(getattr(error, "request", ""))) else ""
    if code := code_of(error):
        before = getattr(error, "before", "")
        return f"对象存储拒绝了请求{asked}：{code}{f'，起初是 {before}' if before not in ('', code) else ''}。{STORAGE.get(code, '请把这个代码告诉存储的管理员')}。{again}"
    if before := getattr(error, "before", ""):
        return f"对象存储拒绝了请求{asked}：{before}。{STORAGE[before]}；改用那样的写法以后连不上（{name}）。{again}"
    if isinstance(error, ftplib.Error):
        answer = readable(getattr(error, "answer", "") or text)
        return f"主机拒绝了请求{asked}，回答是“{answer}”。{FTP.get(text[:3], '请把这句回答告诉主机管理员')}。{again}"
    if hasattr(error, "answer"):
        return f"主机拒绝了请求{asked}，回答是“{readable(error.answer)}”。{advice(error)}。{again}"
    if where in ("botocore", "aiobotocore"):
        return f"连不上对象存储{asked}（{name}）：请检查 AWS_ENDPOINT_URL 和网络。{again}"
    if isinstance(error, PermissionError):
        return f"主机上没有写入的权限{asked}。{again}"
    if isinstance(error, (OSError, EOFError)) or where == "paramiko":
        reason = "主机上没有这个文件夹，或存储桶不存在" if isinstance(error, FileNotFoundError) else "连不上主机，或连接断了"
        return f"{reason}{asked}（{name}）。{again}"
    return None


def advice(error: Exception) -> str:
    """What to do about an answer over SSH, which knows hardly any reasons."""
    if type(error).__name__ == "Unsupported":
        return "主机不会这种操作（多半是改名），传到一半的网页会被人看见，所以没有传；请换一种发布方式，或者请主机管理员打开它"
    if isinstance(error, PermissionError):
        return "这个账号没有做这件事的权限，请主机管理员查看"
    if isinstance(error, FileNotFoundError):
        return "要找的文件或上级文件夹不在了：可能刚传上去就被主机上的杀毒软件拿走，请主机管理员查看"
    return "可能是主机的磁盘满了、配额用完了，或者文件正被占用，请主机管理员查看"


def readable(text: str) -> str:
    """What somebody else said, on one line, of a length that can be read, without what is secret."""
    for name in SECRETS:
        value = os.environ.get(name, "")
        if len(value) >= SHORTEST:
            text = text.replace(value, "……")
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", "".join(c for c in text if c.isprintable() or c.isspace())).strip()[:200]
