"""Addresses on the web as editors write them: what is wrong with one, never raising."""
import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

BRACKETS = "网址里的单位、网站名还是方括号，或者端口不对，打不开"
"""What is wrong with an address that no program can take apart: mostly a placeholder that nobody has filled in."""
IN_BRACKETS = re.compile(r"\[[0-9a-fA-F:.]+\]")
ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^\s<>\"'()，。；、）】》”]+")
WEB = re.compile(r"https?://[^\s/?#<>\"']+[^\s<>\"']*")
SCHEME = re.compile(r"https?:", re.I)
HOME = re.compile(r"/(?:index|default)\.[a-z]{3,5}$", re.I)


def parted(address: str) -> SplitResult | None:
    """An address in its parts; None where it has none, because its host is no host or its port no number."""
    try:
        parts = urlsplit(address)
        host, _ = parts.netloc.rpartition("@")[2], parts.port
    except ValueError:
        return None
    return parts if "[" not in host and "]" not in host or IN_BRACKETS.fullmatch(re.sub(r":\d*$", "", host)) else None


def web_fault(address: str) -> str:
    """Why an http(s) address cannot be taken apart, or ""."""
    parts = parted(address)
    if parts is None:
        return BRACKETS
    if not parts.hostname:
        return "网址不完整"
    names = parts.hostname.removesuffix(".").split(".")
    return "" if all(names) and max(map(len, names)) <= 63 else "网址里的网站名写错了，打不开"


def broken_addresses(text: str) -> list[tuple[int, str]]:
    """(offset, address) of every address in a text that cannot be taken apart."""
    if "//" not in text:
        return []
    found = ((m.start(), within(text, m)) for m in ADDRESS.finditer(text) if not m[0].isascii() or "[" in m[0] or "]" in m[0] or ":" in m[0][8:])
    return [(at, address) for at, address in found if parted(address) is None]


def within(text: str, found: re.Match) -> str:
    """An address up to the bracket that closes one opened before it: [http://a.cn](…)."""
    before = text[text.rfind("\n", 0, found.start()) + 1:found.start()]
    depth = max(0, before.count("[") - before.count("]"))
    outside = depth > 0
    for at, character in enumerate(found[0]):
        depth += (character == "[") - (character == "]")
        if outside and depth <= 0:
            return found[0][:at]
    return found[0]


PAGE = re.compile(r"/[^/]*\.(?:[a-z]?html?|jspx?|aspx?|php|do|action)/?$", re.I)
"""A page at the end of a path."""


def folder_address(address: str) -> str:
    """The address of the folder that a home page's address names, with a slash at its end."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{HOME.sub('', parts.path).rstrip('/')}/"))


def folder_fault(address: str) -> tuple[str, str]:
    """Why an address names no folder, and how to mend it; ("", "") where it does."""
    parts = urlsplit(address)
    right = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], path=re.sub("/{2,}", "/", parts.path), query="", fragment=""))
    for wrong, why in (("@" in parts.netloc, "网址里不能有用户名和密码"), (parts.query or parts.fragment or address[-1] in "?#", "网址里 ? 或 # 起的部分不是文件夹"),
                       ("//" in parts.path, "网址里连写了两个 /"), ("\\" in address, "网址里有反斜杠"), ("&" in parts.path, "网址的文件夹里有 &"), (".." in parts.path.split("/"), "网址里有 .."),
                       (PAGE.search(HOME.sub("", parts.path)), "网址是一个网页，不是文件夹")):
        if wrong:
            right = PAGE.sub("/", folder_address(right).rstrip("/"))
            return why, f"请写专题所在文件夹的网址，如 {folder_address(right)}"
    return "", ""


def address_fault(address: str, folder: bool) -> tuple[str, str]:
    """What is wrong with an http(s) address, of a folder where `folder`, and how to mend it; ("", "") where nothing is."""
    if not WEB.fullmatch(address):
        if WEB.fullmatch(lowered := SCHEME.sub(lambda found: found[0].lower(), address, count=1)):
            return "开头的字母没有小写", f"请写成 {lowered}"
        return "不是网址", "写 http:// 或 https:// 开头的完整网址"
    if fault := web_fault(address):
        return fault, "请从浏览器地址栏复制完整的网址"
    return folder_fault(address) if folder else ("", "")
