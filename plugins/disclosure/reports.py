"""Findings for those who read them: people (text), programs (json), code hosts (sarif, github, gitlab)."""
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence

from disclosure.model.finding import Finding, Rule, Severity
from disclosure.scores import Scores

CHINESE = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

Colour = Callable[[str, Severity], str]


def counted(findings: Sequence[Finding]) -> dict[Severity, int]:
    return {severity: sum(f.severity is severity for f in findings) for severity in Severity}


def as_text(findings: Sequence[Finding], colour: Colour = lambda text, severity: text) -> str:
    """Place, severity and code, what is wrong; below it how to mend it and why; at the end how many of each."""
    lines = []
    for f in findings:
        lines.append(f"{f.place} {colour(f'{CHINESE[f.severity]} {f.rule.code}', f.severity)} {f.message}")
        if f.hint:
            lines.append(f"    改法：{f.hint}")
        lines.append(f"    依据：{f.rule.basis}")
    if findings:
        lines.append("共 " + "，".join(f"{n} 个{CHINESE[s]}" for s, n in counted(findings).items() if n))
    return "\n".join(lines)


def as_rows(findings: Sequence[Finding]) -> list[dict]:
    return [{"rule": f.rule.code, "name": f.rule.name, "severity": f.severity.value, "file": f.place.file, "line": f.place.line,
             "column": f.place.column, "end_line": f.place.end_line, "end_column": f.place.end_column, "message": f.message,
             "hint": f.hint, "basis": f.rule.basis} for f in findings]


def as_json(findings: Sequence[Finding], scores: Scores) -> str:
    counts = {severity.value: n for severity, n in counted(findings).items()}
    return json.dumps({"findings": as_rows(findings), "counts": counts, "scores": scores.figures, "score_parts": scores.rows}, ensure_ascii=False, indent=1)


def as_sarif(findings: Sequence[Finding], rules: Sequence[Rule]) -> str:
    """SARIF 2.1.0 (OASIS), which code hosts and editors show beside the line."""
    described = [{"id": r.code, "name": r.name, "shortDescription": {"text": r.summary}, "help": {"text": r.basis},
                  "defaultConfiguration": {"level": SARIF_LEVELS[r.severity]}} for r in rules]
    results = [{"ruleId": f.rule.code, "level": SARIF_LEVELS[f.severity], "message": {"text": f.message + (f"\n{f.hint}" if f.hint else "")},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": f.place.file, "uriBaseId": "%SRCROOT%"}, "region": {
                    "startLine": f.place.line, "startColumn": f.place.column, "endLine": f.place.end_line, "endColumn": max(1, f.place.end_column)}}}]}
               for f in findings]
    run = {"tool": {"driver": {"name": "disclosure", "rules": described}}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub shows as annotations of the changed lines."""
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
    return "\n".join(
        f"::{words[f.severity]} file={escaped(f.place.file, ',:')},line={f.place.line},endLine={f.place.end_line},col={f.place.column},"
        f"title={escaped(f'{CHINESE[f.severity]} {f.rule.code}', ',:')}::{escaped(f.message + (f'　改法：{f.hint}' if f.hint else ''))}" for f in findings)


def as_gitlab(findings: Sequence[Finding]) -> str:
    """GitLab's Code Quality report, shown at the changed lines of a merge request.

    A fingerprint leaves the line number out, so that a finding that has only moved is not a new one.
    """
    words = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTICE: "info"}
    rows, seen = [], Counter()
    for f in findings:
        same = "\0".join((f.rule.code, f.place.file, f.message))
        seen[same] += 1
        rows.append({"check_name": f.rule.code, "severity": words[f.severity], "description": f.message + (f"　改法：{f.hint}" if f.hint else ""),
                     "fingerprint": hashlib.sha256(f"{same}\0{seen[same]}".encode()).hexdigest(),
                     "location": {"path": f.place.file, "lines": {"begin": f.place.line}}})
    return json.dumps(rows, ensure_ascii=False, indent=1)


def escaped(text: str, more: str = "") -> str:
    for mark in "%\r\n" + more:
        text = text.replace(mark, f"%{ord(mark):02X}")
    return text
