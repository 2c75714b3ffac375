"""Runs `import` over a made table in a county of its own, and says of every cell: right, told, WRONG; of every doubt: listed or MISSED; and what is noise."""
import json
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from click.testing import CliRunner, Result
from corpus.make import Made
from corpus.plan import WORDS

FOLDERS = {"domain": "domains", "township": "townships", "village": "villages"}
LISTS = ("内容", "依据", "主体", "渠道", "方式", "层级", "过程")
AS_SETS = ("渠道", "方式", "层级", "过程", "主体")
QUIET = ("mended", "notice")
MARKS = re.compile(r"^(?:[（(]?\d{1,2}[）)、．.](?!\d)|[①②③④⑤⑥⑦⑧⑨●·•])\s*")


@dataclass
class Score:
    """The sums of one file, and what they are made of in words."""

    id: str
    right: int = 0
    told: int = 0
    wrong: int = 0
    listed: int = 0
    missed: int = 0
    noise: int = 0
    shapes: int = 0
    codes: int = 0
    said: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        self.said.append(f"{self.id}: {text}")


def county(site: Path, domains: tuple[str, ...] = ()) -> None:
    catalogues = site / "catalogues"
    for folder in FOLDERS.values():
        (catalogues / folder).mkdir(parents=True, exist_ok=True)
    (catalogues / "county.yml").write_text(f"名称: {WORDS['county']}\n截至日期: 2026-11-20\n层级: [县级, 乡级, 村级]\n", "utf-8")
    (catalogues / "units.yml").write_text(yaml.safe_dump(WORDS["units"], allow_unicode=True, sort_keys=False), "utf-8")
    for n, domain in enumerate(domains, 1):
        (catalogues / "domains" / f"ly-{n}.yml").write_text(
            f"领域: {domain}\n牵头单位: minzheng\n事项:\n  - {{编号: '1', 名称: 占位, 内容: 占位, 依据: 《示例》, 时限: 长期公开, 主体: minzheng, 方式: 主动公开, 渠道: 政府网站, 对象: 全社会}}\n", "utf-8")


def items(site: Path, kind: str, target: str) -> list[dict]:
    """The matters as they were written, with what the file takes for granted, units and domains by their names."""
    path = site / "catalogues" / FOLDERS[kind] / f"{target}.yml"
    if not path.exists():
        return []
    file = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader) or {}
    names = {word: unit["名称"] for code, unit in WORDS["units"].items() for word in (code, unit.get("简称"), *unit.get("别名", ())) if word}
    domains = {p.stem: yaml.load(p.read_text("utf-8"), Loader=yaml.BaseLoader).get("领域") for p in (site / "catalogues" / "domains").glob("*.yml")}
    out = []
    for item in file.get("事项") or []:
        full = {**(file.get("默认") or {}), **item}
        for key in LISTS:
            if key in full and not isinstance(full[key], list):
                full[key] = [full[key]]
        if "主体" in full:
            full["主体"] = [names.get(one, one) for one in full["主体"]]
        if "领域" in full:
            full["领域"] = domains.get(full["领域"], full["领域"])
        out.append(full)
    return out


def words(value: object) -> str:
    """A value without marks of lists, separators, spaces and the width of brackets and digits."""
    if isinstance(value, dict):
        return "".join(f"{k}={words(v)}" for k, v in value.items())
    if isinstance(value, list):
        return "".join(map(words, value))
    text = unicodedata.normalize("NFC", str(value or ""))
    text = re.sub("[０-９％．]", lambda m: unicodedata.normalize("NFKC", m[0]), text)
    text = "".join(MARKS.sub("", line) for line in text.split("\n"))
    return re.sub(r"[\s;；。、,，]", "", text.translate(str.maketrans("（）：［］", "():[]")))


def same(key: str, want: object, got: object) -> bool:
    if key in AS_SETS:
        many = lambda v: sorted(map(words, v if isinstance(v, list) else [] if v is None else [v]))  # noqa: E731
        return many(want) == many(got)
    return words(want) == words(got)


def judged(made: Made, found: list[dict], code: int, out: str, err: str) -> Score:
    score = Score(made.id)
    if "Traceback" in out + err:
        score.wrong += 1
        score.say(f"traceback: {(out + err)[-400:]}")
        return score
    try:
        entries = [e for e in json.loads(out)["cells"] if e.get("severity") not in QUIET] if out.strip() else []
        report = json.loads(out) if out.strip() else {}
    except (ValueError, KeyError):
        score.wrong += 1
        score.say(f"no JSON: {out[:300]} {err[-300:]}")
        return score
    if made.refuse:
        if code != 1 or found:
            score.wrong += 1
            score.say(f"had to be refused: exit {code}, {len(found)} matters; {err[-200:]}")
        return score
    pairs, extra = aligned(made.rows, found)
    for item in extra:
        score.wrong += 1
        score.say(f"WRONG a matter that no row has: {item.get('一级事项')} / {item.get('名称')}")
    for n, row in enumerate(made.rows):
        if row["optional"] or n in pairs:
            if n in pairs and row["optional"]:
                score.wrong += 1
                score.say(f"WRONG hidden row {row['row']} was imported")
            elif n in pairs:
                of_row(made, row, found[pairs[n]], entries, score)
            continue
        score.wrong += len(row["fields"])
        score.say(f"WRONG row {row['row']} is lost: {row['fields'].get('名称')}")
    doubts(made, entries, report, score)
    yaml_text = json.dumps(found, ensure_ascii=False)
    for text in made.never | made.secret:
        if text in yaml_text:
            score.wrong += 1
            score.say(f"WRONG must not be there: {text}")
    for text in made.secret:
        if text in out + err:
            score.wrong += 1
            score.say(f"WRONG the report repeats {text}")
    return score


def aligned(rows: list[dict], found: list[dict]) -> tuple[dict[int, int], list[dict]]:
    """Rows with the matters that they became: by name and group, by name, then by their places among the others."""
    left, pairs = list(range(len(found))), {}
    name = lambda x: (words(x.get("一级事项")), words(x.get("名称")), words(x.get("三级事项")))  # noqa: E731
    for test in (lambda a, b: name(a) == name(b), lambda a, b: name(a)[1:] == name(b)[1:], lambda a, b: name(a)[1] == name(b)[1]):
        for n, row in enumerate(rows):
            if n not in pairs and (hit := next((m for m in left if test(row["fields"], found[m])), None)) is not None:
                pairs[n] = hit
                left.remove(hit)
    for n, row in enumerate(rows):
        if n not in pairs and not row["optional"] and left:
            before, after = max((pairs[k] for k in pairs if k < n), default=-1), min((pairs[k] for k in pairs if k > n), default=len(found))
            if (hit := next((m for m in left if before < m < after), None)) is not None:
                pairs[n] = hit
                left.remove(hit)
    return pairs, [found[m] for m in left]


def speaks(entry: dict, doubt: dict) -> bool:
    """Whether an entry of the report is about the place of a doubt."""
    if doubt["row"] is None:
        return entry.get("code") in doubt["codes"]
    if doubt["sheet"] and entry.get("sheet") and entry["sheet"] != doubt["sheet"]:
        return False
    if entry.get("page"):
        return bool(doubt["field"]) and entry.get("field") == doubt["field"] or entry.get("code") in doubt["codes"]
    if doubt["head"]:
        near = entry.get("row") is None or entry["row"] <= doubt["row"] + 3
        return near and entry.get("code") in doubt["codes"] and (entry.get("column") in (doubt["column"], *doubt["columns"]) or (bool(doubt["field"]) and entry.get("field") == doubt["field"]))
    if entry.get("row") != doubt["row"]:
        return False
    return doubt["whole"] or entry.get("column") in (doubt["column"], *doubt["columns"]) or bool(doubt["field"]) and entry.get("field") == doubt["field"]


def doubts(made: Made, entries: list[dict], report: dict, score: Score) -> None:
    used: set[int] = set()
    for doubt in made.doubts:
        hits = [n for n, e in enumerate(entries) if speaks(e, doubt)]
        used |= set(hits)
        if not doubt["must"]:
            continue
        if not hits:
            score.missed += 1
            score.say(f"MISSED {'/'.join(doubt['codes'])} row {doubt['row']} column {doubt['column']} {doubt['field']}")
            continue
        score.listed += 1
        if not any(entries[n].get("code") in doubt["codes"] for n in hits):
            score.codes += 1
            score.say(f"code: {'/'.join(doubt['codes'])} row {doubt['row']} column {doubt['column']} is told as {[entries[n].get('code') for n in hits]}")
    said = json.dumps([report.get("skipped"), entries], ensure_ascii=False)
    for sheet in made.skipped:
        score.listed += sheet in said
        score.missed += sheet not in said
        if sheet not in said:
            score.say(f"MISSED sheet {sheet}")
    for n, entry in enumerate(entries):
        if n not in used and entry.get("row") is not None:
            score.noise += 1
            score.say(f"noise {entry.get('code')} {entry.get('address')} {entry.get('field')}: {entry.get('message')} | {str(entry.get('read'))[:60]}")


def of_row(made: Made, row: dict, got: dict, entries: list[dict], score: Score) -> None:
    for key in sorted({*row["fields"], *row["accept"], *(k for k in got if k not in ("编号", "领域", "参照", "差异说明", "默认"))}):
        want, have = row["fields"].get(key), got.get(key)
        if any(same(key, one, have) for one in (want, *row["accept"].get(key, []))):
            score.right += 1
            if key in ("内容", "依据") and row["listed"] and have and key in row["fields"] and same(key, want, have) and list(map(words, have)) != list(map(words, want)):
                score.shapes += 1
                score.say(f"shape {key} row {row['row']}: {want} | {have}")
            continue
        if key == "编号" and want is None:  # one of the importer's own stands there
            score.right += 1
            continue
        if made.kind == "village" and key in ("主体", "方式", "对象") and have is None:
            score.right += 1
            continue
        of = [d for d in made.doubts if d["field"] == key and (d["row"] == row["row"] or d["head"]) and d["sheet"] == row["sheet"] and d["table"] == row["table"]]
        told = any(e.get("row") == row["row"] and e.get("field") == key for e in entries) or any(speaks(e, d) for d in of for e in entries)
        score.told += told
        score.wrong += not told
        score.say(f"{'told' if told else 'WRONG'} {key} row {row['row']}: {json.dumps(want, ensure_ascii=False)} | {json.dumps(have, ensure_ascii=False)}")


def again(made: Made, site: Path) -> Result:
    """The command, in this process, in the county as it stands."""
    from disclosure.cli import app
    source = site / made.file
    source.write_bytes(made.data)
    name = "示例" if made.domains or made.kind != "domain" else made.domain
    return CliRunner().invoke(app, ["import", str(source), f"--{made.kind}", "x-target", "--name", name, *made.options, "--site", str(site), "--format", "json"])


def run(made: Made, site: Path) -> Score:
    """The command over a county that is made anew, judged."""
    county(site, made.domains)
    done = again(made, site)
    if done.exception and not isinstance(done.exception, SystemExit):
        score = Score(made.id, wrong=1)
        import traceback
        score.say("traceback: " + "".join(traceback.format_exception(done.exception))[-900:])
        return score
    try:
        found = items(site, made.kind, "x-target")
    except yaml.YAMLError as error:
        score = Score(made.id, wrong=1)
        score.say(f"WRONG no other program can read what was written: {error}")
        return score
    return judged(made, found, done.exit_code, done.stdout, done.stderr)
