"""A key that no field has: what was most likely meant by it."""
import re
from typing import NamedTuple

from disclosure.model.finding import Rule
from disclosure.read import faults, mended, standard_form
from disclosure.read.nearness import nearest
from disclosure.read.nodes import Mapping, Node, Scalar, empty
from disclosure.read.traps import DASHES, WIDE_SPACES


class Unknown(NamedTuple):
    """What is wrong, how to mend it, and the key that was meant where that is likely: its field is then not missing."""

    rule: Rule
    message: str
    hint: str
    meant: str | None = None


def unknown(key: Scalar, value: Node, codes: dict[str, str], node: Mapping, there: dict[str, int], rows: list[str]) -> Unknown | None:
    """None for a merge key, which has been reported.  `codes`: the keys of the record's fields; `there`: those that it has, with their lines."""
    text = key.text
    if text == "<<":
        return None
    if not text:
        return Unknown(faults.UNKNOWN_KEY, "冒号前面没有字段名", f"这里可以写的字段：{'、'.join(codes)}")
    if "：" in text and empty(value):
        front, _, back = text.partition("：")
        return Unknown(faults.COLON, f"“{front}”后面是全角冒号“：”", f"请改成半角冒号加空格：“{front}: {back}”", front)
    if text[0] in WIDE_SPACES:
        return Unknown(faults.TAB, "这一行用了全角空格缩进", "请把行首的全角空格换成半角空格，一级两个空格", text.strip(WIDE_SPACES + " "))
    if found := re.match(rf"([{DASHES}-])\s*(.+)", text):
        said = "短横后面没有空格" if found[1] == "-" else f"开头的短横“{found[1]}”不是半角的"
        return Unknown(faults.YAML, said, f"请写成半角短横加空格：“- {found[2]}: …”")
    if node.flow and text.count("《") != text.count("》"):
        return Unknown(faults.BOOK_MARKS, f"“{text[:30]}”里的《》不成对", "一段文字被半角逗号拆开了：请给整段加引号")
    head = standard_form.named(standard_form.plain(text))
    if head in codes and head in there:
        return Unknown(faults.UNKNOWN_KEY, f"“{text}”是标准目录的表头，就是“{head}”，第 {there[head]} 行已经有了",
                       f"两处合成一处，写在“{head}”里" + ("；是更细的一层的，写作“三级事项”" if head == "名称" and "三级事项" not in there else ""))
    near = nearest(text, codes)
    if near and near not in there:
        return Unknown(faults.UNKNOWN_KEY, f"没有“{text}”这个字段，是否想写“{near}”？",
                       mended.told(f"这里可以写的字段：{'、'.join(codes)}。若是“{near}”，请写成：\n{mended.renamed(rows, key, near, value)}", mended.stretch(rows, key.span, near), sure=False), near)
    return Unknown(faults.UNKNOWN_KEY, f"没有“{text}”这个字段" + (f"，是否想写“{near}”？" if near else ""), f"这里可以写的字段：{'、'.join(codes)}")
