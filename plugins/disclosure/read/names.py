"""Names of files and folders: which are nobody's, which cannot be published, and how one is shown to people.

What a name may be as part of a published path is what manifests allow (deliver/manifest.py), and a little less: copies and half-written files
have longer names than what they stand for.
"""
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

IGNORED = re.compile(r"""
    \. | ~\$ | .*~$ | ~wrl\d+ |                                                                   # hidden; locks and copies of editors
    .*\.(?:tmp|temp|bak|backup|orig|rej|swp|swo|wbk|xlk|old|part|partial|crdownload|download|!ut|conflict)$ |
    (?:eh)?thumbs\.db$ | desktop\.ini$ | icon\r$ | __macosx$ | lost\+found$ |                     # systems
    \$recycle\.bin$ | recycler$ | system\ volume\ information$ | found\.\d{3}$ |
    @eadir$ | @tmp$ | @recycle$ | @recently-snapshot$ | \#recycle$ | \#snapshot$ | ~snapshot$     # network drives
    """, re.I | re.X)
"""What programs and systems leave in folders; nobody means it to be read."""
README = re.compile(r"readme(?:[._-].*)?", re.I)
"""What code hosts show beside a folder: for colleagues."""
RESERVED = re.compile(r"(?i:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³]|conin\$|conout\$) *(?:\..*)?")
"""Names that Windows keeps for devices, whatever their ending."""
LONGEST_ID = 80
"""Characters: two of them and a folder's path stay within the 260 that Windows allows."""
LONGEST_PART, LONGEST = 200, 300
"""Bytes of one name, and characters of a whole path, as published: file systems allow 255, and temporary files have longer names."""


def ignored(name: str) -> bool:
    return IGNORED.match(name) is not None


def composed(name: str) -> str:
    """A name in the one form in which it is compared and published: some systems take letters and their marks apart."""
    return unicodedata.normalize("NFC", name)


def coded(name: str) -> bool:
    """Whether a name is UTF-8.  In another encoding it reaches us with surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def shown(name: str) -> str:
    """A name as people can read it: one that is not UTF-8 as GBK, and without what moves the cursor."""
    if not coded(name):
        data = name.encode("utf-8", "surrogateescape")
        try:
            name = data.decode("gb18030")
        except UnicodeDecodeError:
            name = data.decode("utf-8", "replace")
    return "".join("?" if unseen(c) else c for c in name)


def unseen(character: str) -> bool:
    """Whether a character moves the cursor, ends a line, or is not seen; what joins letters of some scripts is none."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\u200c\u200d"


def unfit(path: str) -> str:
    """Why a path cannot be published for every system, in Chinese, to follow the name; "" where it can."""
    for part in path.split("/"):
        if RESERVED.fullmatch(part):
            return "是 Windows 的保留名，在 Windows 上存不下、打不开"
        if part != part.rstrip(". ") or part != part.lstrip(" "):
            return "的开头或结尾有空格或点，Windows 会把它去掉"
        if found := next((c for c in part if unicodedata.category(c)[0] == "C" or c in '\\:*?"<>|'), ""):
            return f"里有不能用的字符{f'“{found}”' if found.isprintable() else ''}"
        if len(part.encode("utf-8", "surrogateescape")) > LONGEST_PART:
            return f"太长，发布出去的文件名不能超过 {LONGEST_PART} 字节（一个汉字 3 字节）"
    return f"连同文件夹太长，不能超过 {LONGEST} 字" if len(path) > LONGEST else ""


def alike(path: str) -> str:
    """The same for two paths that some file system holds for one."""
    return composed(composed(path).casefold())


class Clash(NamedTuple):
    """Two names that some system cannot keep beside each other; `same`: it holds them for one, else one is a file where the other needs a folder."""

    name: str
    other: str
    same: bool

    @property
    def why(self) -> str:
        """In Chinese, to follow the two names."""
        return "只差大小写，在 Windows 上分不开" if self.same else "一个要作文件，一个要作文件夹，放不到一起"


def clashes(published: Iterable[tuple[str, str]]) -> Iterator[Clash]:
    """Every name whose published path cannot stand beside that of an earlier one.  `published`: (path, name)."""
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path, name in published:
        key = alike(path)
        above = [key[:at] for at, character in enumerate(key) if character == "/"]
        if key in files:
            yield Clash(name, files[key], True)
        elif other := folders.get(key) or next((files[folder] for folder in above if folder in files), ""):
            yield Clash(name, other, False)
        files.setdefault(key, name)
        for folder in above:
            folders.setdefault(folder, name)


def file_address(path: str) -> str:
    """The published path of a file below content/files/: the same below files/, with a name of ASCII alone.

    Portals and kiosks lose names in other scripts; a part that has any is named by its hash, so the address lasts as long as the name.
    """
    return "files/" + "/".join(ascii_name(part) for part in path.split("/"))


def ascii_name(name: str) -> str:
    if re.fullmatch(r"[0-9A-Za-z._-]+", name):
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or not re.fullmatch(r"[0-9A-Za-z]+", ending):
        stem, ending = name, ""
    return f"f-{hashlib.sha256(composed(stem).encode()).hexdigest()[:12]}" + (f".{ending}" if ending else "")
