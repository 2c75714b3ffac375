"""The editors' handbook of what may be doubtful in a table, docs/import-doubts.md: `python -m disclosure.tables.handbook` writes it anew."""
from pathlib import Path

from disclosure.handbook import escaped
from disclosure.tables.doubt import CHINESE, DOUBTS, LEFT_OUT, Sort

PAGE = Path(__file__).resolve().parents[3] / "docs" / "import-doubts.md"
FAMILIES = (("T1", "表和文件"), ("T2", "列"), ("T3", "行"), ("T4", "格子"))
HEAD = """# 导入表格时的存疑

`python build.py import 文件 --domain 领域` 读部门报来的表格。只有一种读法的（合并单元格、断行、选择框、同上、全角数字……）直接修复，只计数；
拿不准的一个也不猜，按这里的代码一格一格列出来：在哪个文件、哪张表、哪一格，表里写的是什么，写进目录的是什么，怎么改。

- **存疑**：要有人看一眼。**没有导入**：表里有，没有写进目录。**提示**：只是告知。
- 存疑的格子不会改掉目录里已经有的内容。写着“不写进目录”的，新事项里也不写，等表里改好再导入。
- 报告不重复个人号码：它要发回部门。

这一页由程序里的声明生成，不要手改。
"""


def handbook() -> str:
    """The whole page, as Markdown."""
    parts = [HEAD]
    for family, name in FAMILIES:
        parts.append(f"\n## {name}\n")
        parts += [entry(sort) for code, sort in DOUBTS.items() if code.startswith(family)]
    return "".join(parts)


def entry(sort: Sort) -> str:
    left = "不写进目录。" if sort.code in LEFT_OUT else ""
    return "\n".join((
        f"\n### {sort.code}\n", f"**{escaped(sort.title)}。**\n", f"- 轻重：{CHINESE[sort.severity]}。{left}", f"- 依据：公布的表里见到的：{escaped(sort.seen)}",
        f"- 改法：{escaped(sort.hint)}。", f"- 不对：`{sort.wrong}`", f"- 对：`{sort.right}`")) + "\n"


if __name__ == "__main__":
    PAGE.write_text(handbook(), encoding="utf-8", newline="\n")
