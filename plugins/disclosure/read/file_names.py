"""Names of files that are not as they must be: the name that was meant."""
import re
import unicodedata

from disclosure.model.rare import Rare
from disclosure.read.names import LONGEST_ID, RESERVED

YAML = re.compile(r"(.+?)\.ya?ml(?:\.(?:txt|ya?ml))*", re.I)
HAN = Rare(r"[\u3400-\u9fff]+")
AND = re.compile(r"(?<=.{2})[和及与暨](?=.{2})")
SORT = Rare(r"(?<=.{2})(?:人民政府|政府|街道|社区|(?<![农乡])村|办事处|委员会|管委会|村委会|居委会|办公室|联合会|中心|(?<![城乡村])镇|(?<!城)乡|(?<!社)会|[局委办部处科股室站所院馆社队厅])$")
"""At the end of a name, each a word of its own."""
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
    """An id from a name: Chinese in pinyin, by its words; other characters as dashes."""
    def spelt(match: re.Match) -> str:
        from pypinyin import lazy_pinyin  # heavy, and hardly ever wanted
        return "-" + "-".join("".join(lazy_pinyin(word, errors="ignore")) for word in words(match[0])) + "-"
    ascii_only = HAN.sub(spelt, stem).replace("ü", "v")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")


def words(name: str) -> list[str]:
    """The words of a name, as near as can be told without a dictionary: the sort of office stands at the end, 和 parts, all others have two characters."""
    behind: list[str] = []
    while found := SORT.search(name):
        behind[:0] = ["人民", "政府"] if found[0] == "人民政府" else [found[0]]
        name = name[:found.start()]
    out = []
    for part in AND.split(name):
        first = 3 if len(part) > 2 and len(part) % 2 else 2  # 大数据, 残疾人, 融媒体: what has three comes first
        out += [part[:first], *(part[n:n + 2] for n in range(first, len(part), 2))]
    return out + behind


def advice(name: str, right: str, there: bool) -> str:
    """How to mend a name."""
    if there and right.endswith("/"):
        return f"请把里面的文件移到 {right}"
    if there:
        return f"已经有 {right} 了：两份是同一份的，留一份；不是的，另取一个拼音名字"
    return f"请改名为 {right}" + (f"。{ENDING}" if name.lower().endswith(".txt") else "")
