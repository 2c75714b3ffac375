"""Findings for those who read them: people (text), programs (json), code hosts (sarif, github, gitlab)."""
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Container, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from disclosure.model.finding import Finding, Rule, Severity

if TYPE_CHECKING:
    from disclosure.scores import Scores

CHINESE = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

Colour = Callable[[str, Severity], str]


def counted(findings: Sequence[Finding]) -> dict[Severity, int]:
    return {severity: sum(f.severity is severity for f in findings) for severity in Severity}


FOLDED = 3
"""So many findings that say the same are told each by itself; more become one, with their number."""
PLACES, REPEATED = 4, 10
"""How many places a folded finding names, and how many errors the last lines name again."""


def as_text(findings: Sequence[Finding], colour: Colour = lambda text, severity: text, spread: Container[str] = ()) -> str:
    """Errors first, then warnings, then notices: place, severity and code, what is wrong; below it how to mend it and why.

    What is said of many records alike is told once; `spread`: codes that are told one by one all the same.  The last lines
    count, and name the errors again where something stands below them: on a screen the beginning has run out of sight.
    """
    lines, groups = [], gathered(findings, spread)
    for severity, group in groups:
        lines += entry(group, colour(f"{CHINESE[severity]} {group[0].rule.code}", severity))
    errors = [group[0] for severity, group in groups if severity is Severity.ERROR]
    if errors and (len(errors) < len(groups) or len(errors) > REPEATED):
        lines += ["", "先改这些错误：", *again(errors, counted(findings)[Severity.ERROR])]
    if findings:
        lines.append(f"共 {total(findings)}")
    return "\n".join(lines)


def total(findings: Sequence[Finding]) -> str:
    return "，".join(f"{n} 个{CHINESE[s]}" for s, n in counted(findings).items() if n)


def parted(findings: Sequence[Finding], least: Severity) -> tuple[list[Finding], list[Finding]]:
    """The findings as grave as `least` and graver, and the others."""
    shown = list(Severity)[:list(Severity).index(least) + 1]
    return [f for f in findings if f.severity in shown], [f for f in findings if f.severity not in shown]


def gathered(findings: Sequence[Finding], spread: Container[str]) -> list[tuple[Severity, list[Finding]]]:
    """Findings by severity, the gravest first, those that say the same together where they are many.

    Errors and warnings are the same when they say the same words: each has to be mended, so every other one is told.  Notices
    of one rule that ask for the same thing are the same: they tell what is not there yet.
    """
    alike: dict[tuple, list[Finding]] = {}
    for f in findings:
        said = f.hint if f.severity is Severity.NOTICE and f.hint else (f.message, f.hint)
        alike.setdefault((f.severity, f.rule.code, said), []).append(f)
    out = []
    for (severity, code, _), same in alike.items():
        out += [(severity, same)] if len(same) > FOLDED and code not in spread else [(severity, [f]) for f in same]
    grave = list(Severity)
    return sorted(out, key=lambda pair: (grave.index(pair[0]), pair[1][0].order))


def entry(group: list[Finding], called: str) -> list[str]:
    """The lines of one finding, or of several that say the same."""
    f = group[0]
    lines = [f"{named(f.place.file)}:{f.place.line}:{f.place.column} {called} {flat(f.message)}"]
    if len(group) > 1:
        more = "" if len(group) <= PLACES else f"……（逐个列出：check --select {f.rule.code}）"
        lines.append(f"    共 {len(group)} 处：{'、'.join(f'{named(g.place.file)}:{g.place.line}' for g in group[:PLACES])}{more}")
    if f.hint:
        lines.append(f"    改法：{pasted(f.hint)}")  # lines to paste stand as they are to stand in the file
    return [*lines, f"    依据：{f.rule.basis}"]


def again(errors: list[Finding], number: int) -> list[str]:
    """The errors in a line each, of those that say the same the first; of many, the first of each file, from which the others of that file may follow.

    `number`: how many errors there are.
    """
    every = errors
    if len(every) > REPEATED:
        errors = list({f.place.file: f for f in reversed(every)}.values())[::-1]
    lines = [f"  {named(f.place.file)}:{f.place.line} {f.rule.code} {flat(f.message)}" for f in errors[:REPEATED]]
    if len(every) <= REPEATED:
        return lines
    return [*lines, f"  ……共 {number} 个错误，这里是各文件的第一个" + (f"（前 {REPEATED} 个文件）" if len(errors) > REPEATED else "")]


UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves the cursor, colours a terminal, turns the writing round or is no character, in names of files above all."""


def safe(text: str) -> str:
    """A text with such characters written out."""
    return UNSAFE.sub(lambda found: f"\\x{ord(found[0]):02x}" if ord(found[0]) < 256 else f"\\u{ord(found[0]):04x}", text)


def named(file: str) -> str:
    """A file's name on one line."""
    return safe(file).replace("\n", "\\n")


def pasted(hint: str) -> str:
    """A hint with lines to paste, none of which a code host takes for a command of its own."""
    return re.sub(r"(?m)^(\s*):(?=:)", r"\1\\x3a", safe(hint))


def flat(message: str) -> str:
    """A message on one line: what it quotes may have been written over several."""
    return safe(message).replace("\n", "⏎")


def as_rows(findings: Sequence[Finding]) -> list[dict]:
    return [{"rule": f.rule.code, "name": f.rule.name, "severity": f.severity.value, "file": f.place.file, "line": f.place.line,
             "column": f.place.column, "end_line": f.place.end_line, "end_column": f.place.end_column, "message": f.message,
             "hint": f.hint, "basis": f.rule.basis} for f in findings]


def as_json(findings: Sequence[Finding], scores: "Scores") -> str:
    counts = {severity.value: n for severity, n in counted(findings).items()}
    return json.dumps({"findings": as_rows(findings), "counts": counts, "scores": scores.figures, "score_parts": scores.rows}, ensure_ascii=False, indent=1)


def as_sarif(findings: Sequence[Finding], rules: Sequence[Rule]) -> str:
    """SARIF 2.1.0 (OASIS), which code hosts and editors show beside the line."""
    described = [{"id": r.code, "name": r.name, "shortDescription": {"text": r.summary}, "help": {"text": r.basis},
                  "defaultConfiguration": {"level": SARIF_LEVELS[r.severity]}} for r in rules]
    results = [{"ruleId": f.rule.code, "level": SARIF_LEVELS[f.severity], "message": {"text": safe(f.message + (f"\n{f.hint}" if f.hint else ""))},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(f.place.file, safe="/", errors="replace"), "uriBaseId": "%SRCROOT%"}, "region": {
                    "startLine": f.place.line, "startColumn": f.place.column, "endLine": f.place.end_line, "endColumn": max(1, f.place.end_column)}}}]}
               for f in findings]
    run = {"tool": {"driver": {"name": "disclosure", "rules": described}}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub shows as annotations of the changed lines."""
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
    return "\n".join(
        f"::{words[f.severity]} file={escaped(named(f.place.file), ',:')},line={f.place.line},endLine={f.place.end_line},col={f.place.column},"
        f"title={escaped(f'{CHINESE[f.severity]} {f.rule.code}', ',:')}::{escaped(safe(f.message + (f'　改法：{f.hint}' if f.hint else '')))}" for f in findings)


def as_gitlab(findings: Sequence[Finding]) -> str:
    """GitLab's Code Quality report, shown at the changed lines of a merge request.

    A fingerprint leaves the line number out, so that a finding that has only moved is not a new one.
    """
    words = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTICE: "info"}
    rows, seen = [], Counter()
    for f in findings:
        same = "\0".join((f.rule.code, named(f.place.file), safe(f.message)))
        seen[same] += 1
        rows.append({"check_name": f.rule.code, "severity": words[f.severity], "description": safe(f.message + (f"　改法：{f.hint}" if f.hint else "")),
                     "fingerprint": hashlib.sha256(f"{same}\0{seen[same]}".encode()).hexdigest(),
                     "location": {"path": named(f.place.file), "lines": {"begin": f.place.line}}})
    return json.dumps(rows, ensure_ascii=False, indent=1)


def escaped(text: str, more: str = "") -> str:
    for mark in "%\r\n" + more:
        text = text.replace(mark, f"%{ord(mark):02X}")
    return text
