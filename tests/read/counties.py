"""Counties for the reader's tests: the small base county of tests/cases/base, with files put over it."""
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from disclosure.model.fields import Record
from disclosure.model.finding import Finding
from disclosure.read.county import Reading, read_county

CASES = Path(__file__).parent.parent / "cases"
BASE = CASES / "base"
DOMAIN = "catalogues/domains/x.yml"
HEAD = """领域: 示例
牵头单位: 县民政局
默认: {内容: 要素, 依据: 《某法》, 时限: 及时, 主体: 县民政局, 方式: 主动公开, 渠道: 政府网站, 对象: 全社会}
事项:
  - 编号: 1
    名称: 一
"""
VALID = {
    DOMAIN: HEAD,
    "catalogues/county.yml": (BASE / "catalogues/county.yml").read_text(encoding="utf-8") + "入口: {在线办事: 'https://a.cn'}\n年报: [{年度: 2025, 单位: minzheng}]\n",
    "catalogues/units.yml": (BASE / "catalogues/units.yml").read_text(encoding="utf-8"),
    "catalogues/townships/t.yml": "乡镇: 东溪镇\n类型: 镇\n单位: dong-zheng\n参照: [jiuzhu]\n事项:\n  - 参照: jiuzhu/1\n    时限: 及时\n    差异说明: 快\n",
    "catalogues/villages/v.yml": "村居: 上村\n类型: 村\n乡镇: t\n参照: jiuzhu\n",
    "catalogues/policies/p.yml": "标题: 甲\n发文机关: minzheng\n起草单位: minzheng\n成文日期: 2026-01-01\n发布日期: 2026-01-02\n正文: |\n  甲 [乙](https://a.cn)\n"
                                 "解读:\n  - 标题: 乙\n    形式: 图解\n    解读机构: 县民政局\n    解读人: zhang\n    日期: 2026-01-03\n    要点: [甲, {标题: 乙}]\n",
    "catalogues/flows/f.yml": "标题: 甲\n步骤:\n  - {代号: a, 名称: 甲, 单位: 申请人}\n  - {代号: b, 名称: 乙, 单位: 民政局, 类型: 判断, 下一步: {是: c, 否: a}}\n"
                              "  - {代号: c, 名称: 丙, 单位: 申请人}\n",
}
"""Files to put over it, one of each kind, without a fault."""


def reading(folder: Path, files: Mapping[str, str | bytes | None]) -> Reading:
    """Reads the base county with `files` put over it in `folder`; None takes a file away."""
    lay(folder, files)
    return read_county(folder)


def lay(folder: Path, files: Mapping[str, str | bytes | None]) -> None:
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    for path, content in files.items():
        file = folder / path
        if content is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)


def check_places(folder: Path, result: Reading) -> Reading:
    """Every place lies within its file (a missing end of line counts as one), every message is for people."""
    sizes: dict[str, list[int]] = {}
    guessed = {f.place.file for f in result.findings if f.rule.code == "C101"}  # in no encoding: columns are those of a guess
    for f in result.findings:
        if f.place.file not in sizes:
            data = (folder / f.place.file).read_bytes()
            encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
            text = data.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
            sizes[f.place.file] = [len(row) for row in text.split("\n")]
        rows = sizes[f.place.file]
        assert 1 <= f.place.line <= len(rows) and f.place.column >= 1 and f.place.line <= f.place.end_line, f
        assert f.place.column <= rows[f.place.line - 1] + 1 or f.place.file in guessed, f
        assert f.message and f.rule.code[0] == "C"
    return result


def line(finding: Finding) -> str:
    """A finding as the cases write it."""
    return f"{finding.place} {finding.rule.severity} {finding.rule.code} {finding.message}"


def at(root: Any, path: str) -> Any:
    """What stands at a path such as domains.jiuzhu.items.0.name, plain enough to be written in a case."""
    for step in path.split("."):
        if isinstance(root, Mapping):
            root = root[step]
        elif isinstance(root, tuple | list) and step.isdigit():
            root = root[int(step)]
        else:
            root = getattr(root, step)
    return shown(root)


def shown(value: Any) -> Any:
    if isinstance(value, Record):
        return value.id
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return [shown(v) for v in value.values()]
    if type(value) in (tuple, list):
        return [shown(v) for v in value]
    return str(value) if not hasattr(value, "_fields") or type(value).__str__ is not tuple.__str__ else [shown(v) for v in value]
