"""The editors' handbook of rules, docs/rules.md, written from the rules themselves: `python -m disclosure.handbook` writes it anew."""
from itertools import groupby
from pathlib import Path

from disclosure.checking import EVERY
from disclosure.model.finding import Rule, Severity

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
CHINESE = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
FAMILIES = (
    ("C101", "文字和写法", "文件本身能不能读懂。这些先改：读不懂的地方，后面的规则看不见。"),
    ("C201", "字段和值", "字段有没有、写得对不对。写法见[目录格式](format.md)。"),
    ("C301", "互相引用", "一处提到另一处，要找得到，说得一致。"),
    ("C401", "要素有没有内容", "八个要素要单独看得懂，不是占位、残渣、照抄。"),
    ("C421", "用词", "单位、渠道、层级、方式、对象写得符合表头。"),
    ("C501", "期限和法定要求", "期限不比法律宽，理由有法律依据。"),
    ("C506", "依申请公开", "流程的期限、步骤、七种答复和救济。"),
    ("C511", "公开工作机构和年报", "公开指南要有的联系方式，年度报告的日期。"),
    ("C551", "及时", "形成以后多久公开，多久没有更新。工作日按国务院办公厅的节假日安排算。"),
    ("C560", "到日子", "什么时候该公开、该公布，到了没有；还没有到日子的先不公布。"),
    ("C601", "覆盖", "试点领域、乡镇、各领域的标准和流程齐不齐。"),
    ("C621", "前后一致", "同一件事在县、乡、村各处说得一样。"),
    ("C641", "政策解读", "谁来解读、什么时候、什么形式、有没有照抄原文。"),
    ("C671", "文号、编号和日期", "标识写得规范，日期先后合理。"),
    ("C691", "链接和附件", "链接打得开、附件是它说的那种文件。"),
    ("C711", "依据还在用", "法律、机构、用语没有过期。清单在 `plugins/disclosure/law/`。"),
    ("C801", "台账", "应有的台账有没有，新不新。"),
    ("C811", "工作推进", "任务、项目、整改的时限和进展，领导机构的人员。"),
    ("C821", "决策和参与", "征求意见、听证、审查、采纳的日期和先后，会议、活动、回应及不及时。"),
    ("C834", "办事服务", "办事指南、一件事、服务场所、问答和好差评。"),
    ("C847", "民生和资金", "补贴的合计、公示和名单。"),
    ("C850", "公共企事业单位", "八个行业齐不齐，水电气热的服务标准和资费。"),
    ("C851", "制度、清单和考核", "制度文件、不予公开清单、目录调整、考核评估、整改、新媒体、公报和清单对应。"),
    ("C868", "行业、申请渠道、工作流程和村务", "county.yml 的行业词和申请渠道，公开工作的六个流程，村（居）务公开的重点。"),
    ("C872", "台账写全", "各类台账在必填的字段以外要写的和不写的。"),
    ("C880", "版本档案", "发布过的各版有没有被改动、接不接得上，公布过的网址有没有去处。"),
    ("C901", "个人信息和秘密", "公开的内容里没有不该公开的。报告里不重复写出号码，只写前三位和后两位。"),
    ("C920", "附件的类型和安全", "附件会在群众的电脑、手机上打开：只有认得的类型，里面没有会自己运行的东西。"),
)
"""The first code of each family, its name, and what it is about."""
HEAD = """# 检查规则

`python build.py check` 按这里的规则检查目录。每一条发现都写明文件、行、列、代码、是什么、怎么改、依据；按代码在这里查详细的说明。

- **错误**：不改，网站不生成。**警告**：网站照样生成，加 `--strict` 时不通过。**提示**：还缺什么，只是告知。
- 代码定了不再改作别用。C1、C2、C3 开头的是读目录时发现的，不能关。其余的，县里可以在 county.yml 的“规则”里改：
  `规则: {C555: off}` 不查，`{C555: warning}` 按警告，`{C555: error}` 按错误。标着“法定”“为了安全”的改不了。
- 标着“正式后是错误”的，county.yml 的“目录状态”写 `正式` 以后按错误算。
- 只看或不看某几条：`python build.py check --select C401`、`--ignore C555`。怎样在编辑软件里、提交前、流水线上检查，见[检查](checking.md)。

这一页由程序里的规则生成，不要手改。
"""


def family(code: str) -> tuple[str, str, str]:
    """The family that a rule belongs to: the last one that begins at or before its code."""
    return max(f for f in FAMILIES if f[0] <= code)


def handbook() -> str:
    """The whole page, as Markdown."""
    grouped = [(head, list(rules)) for head, rules in groupby(EVERY.values(), lambda rule: family(rule.code))]
    parts = [HEAD]
    for (_, name, _), rules in grouped:
        parts.append(f"\n[{name}](#{name.replace('、', '')})：" + " ".join(f"[{r.code}](#{r.code.lower()})" for r in rules) + "\n")
    for (_, name, about), rules in grouped:
        parts.append(f"\n## {name}\n\n{about}\n")
        parts += map(entry, rules)
    return "".join(parts)


def entry(rule: Rule) -> str:
    lines = [f"\n### {rule.code}\n", f"**{escaped(rule.summary.rstrip('。'))}。**\n", f"- 轻重：{CHINESE[rule.severity]}。{standing(rule)}", f"- 依据：{escaped(rule.basis)}"]
    for word, example in (("不对", rule.wrong), ("对", rule.right)):
        lines.append(f"- {word}：`{example}`" if "\n" not in example else f"- {word}：\n\n  ```yaml\n" + "".join(f"  {row}\n" for row in example.split("\n")) + "  ```")
    return "\n".join(lines) + "\n"


def standing(rule: Rule) -> str:
    """Whether a county may change the rule's severity, and what 正式 does to it."""
    if rule.code < "C4":
        said = "读目录时发现的，不能关。"
    elif rule.statutory:
        said = f"{'为了安全' if rule.basis.startswith('建议') else '法定'}，county.yml 的“规则”改不了。"
    else:
        said = f"县里可以改：`规则: {{{rule.code}: off}}`。"
    return said + ("正式后是错误。" if rule.coverage else "")


def escaped(text: str) -> str:
    """Plain text within Markdown: what would be taken for markup or for a template is shown as it stands."""
    for mark in "\\`*_[]<>|":
        text = text.replace(mark, f"\\{mark}")
    return text


if __name__ == "__main__":
    PAGE.write_text(handbook(), encoding="utf-8", newline="\n")
