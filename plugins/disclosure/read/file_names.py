"""Names of files that are not as they must be: the name that was meant."""
import re
import unicodedata

from disclosure.read.names import LONGEST_ID, RESERVED

YAML = re.compile(r"(.+?)\.ya?ml(?:\.(?:txt|ya?ml))*", re.I)
HAN = re.compile(r"[\u3400-\u9fff]+")
CALLED = {"县": "county", "县情况": "county", "单位": "units", "解读人": "interpreters", "领域": "domains", "乡镇": "townships", "街道": "townships",
          "乡镇街道": "townships", "村居": "villages", "村": "villages", "政策": "policies", "流程": "flows",
          "公共企事业单位": "institutions", "企事业单位": "institutions", "村居务公开标准目录": "village-standard", "村务公开标准目录": "village-standard"}
"""What editors call the files and folders of catalogues/."""
ENDING = "看不到 .txt 的，在资源管理器的“查看”里勾选“文件扩展名”；记事本“另存为”时，保存类型选“所有文件”"


def meant(name: str, top: bool = False) -> str | None:
    """The name for a file that was meant to be read; None where nothing says that it was.  `top`: right below catalogues/, where names are given."""
    found = YAML.fullmatch(unicodedata.normalize("NFKC", name).replace("。", "."))
    if found is None:
        return None
    stem = found[1].strip().lower()
    stem = CALLED.get(stem, stem) if top else identifier(stem)
    return f"{stem}.yml" if stem and not RESERVED.fullmatch(stem) and len(stem) <= LONGEST_ID else None


def identifier(stem: str) -> str:
    """An id from a name: Chinese in pinyin, two syllables to a word; other characters as dashes."""
    def spelt(match: re.Match) -> str:
        from pypinyin import lazy_pinyin  # heavy, and hardly ever wanted
        syllables = lazy_pinyin(match[0], errors="ignore")
        return "-" + "-".join("".join(syllables[n:n + 2]) for n in range(0, len(syllables), 2)) + "-"
    ascii_only = HAN.sub(spelt, stem).replace("ü", "v")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")


def advice(name: str, right: str, there: bool) -> str:
    """How to mend a name."""
    if there and right.endswith("/"):
        return f"请把里面的文件移到 {right}"
    if there:
        return f"已经有 {right} 了：两份是同一份的，留一份；不是的，另取一个拼音名字"
    return f"请改名为 {right}" + (f"。{ENDING}" if name.lower().endswith(".txt") else "")
