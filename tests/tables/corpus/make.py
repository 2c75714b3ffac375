"""Makes department tables by recipe or by lot, each with its right answer.

    python -m corpus.make FOLDER [--lots 200] [--only ID]      from tests/tables; writes the files, and answers/*.json to read beside them
"""
import argparse
import copy
import json
import random
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from corpus import choices  # noqa: F401 - enters its damages
from corpus.damage import DAMAGES, Pick
from corpus.formats import FORMATS
from corpus.plan import FORMS, KEYS, WORDS, Doubt, Line, Plan, Spot, columns_of, head_lines
from corpus.writing import right_fields, spot_text

RECIPES = yaml.safe_load((Path(__file__).parent / "recipes.yml").read_text("utf-8"))
STYLE = {"first": "merged", "merge": [], "ditto": [], "content": "num", "basis": "dun", "channels": "full", "marks": ["■", "□"], "tick": "√", "some": "plain",
         "body": "full", "sep": "、", "head": "merged", "titles": "title", "notes": [], "repeat": 0, "layout": "rows"}
LISTED = {"num", "num_nl", "num_end", "dun_num", "paren", "circled", "bullet", "dot", "lines", "broken_num"}
"""Ways of writing 内容 in which where an entry ends is plain to see."""


@dataclass
class Made:
    """A file's bytes, and what has to come out of it."""

    id: str
    file: str
    data: bytes
    kind: str
    domain: str
    rows: list[dict] = field(default_factory=list)
    doubts: list[dict] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    never: set[str] = field(default_factory=set)
    secret: set[str] = field(default_factory=set)
    refuse: bool = False
    domains: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    habits: str = ""


def matters_of(domain: str, form: dict, rng: random.Random, many: int) -> list[dict]:
    kind = form.get("kind", "domain")
    source = copy.deepcopy(WORDS["villages"] if kind == "village" else WORDS["domains"][domain])[:many]
    groups: dict[str, int] = {}
    for matter in source:
        group = matter.get("group", "")
        groups.setdefault(group, len(groups) + 1)
        matter["number"] = f"{groups[group]}.{sum(m.get('group') == group and 'number' in m for m in source) + 1}"
        matter["domain"] = domain
        if kind == "township":
            matter["levels"], matter["body"] = ["乡级"], ["beishan"]
        if kind == "village":
            matter["body"] = ["本村"]
        if any(k == "third" for _, k in columns_of(form)):
            matter["third"] = rng.choice(["", "办理依据", "办理结果"])
    return source


def merge_down(lines: list[Line], column: int) -> None:
    """Equal texts below one another become one merged cell."""
    top: Spot | None = None
    for line in lines:
        spot = line.spots[column]
        if line.kind in ("more",) and spot is None and top:
            continue
        if line.kind != "matter" or spot is None or not spot.text or spot.look:
            top = None
        elif top and top.text == spot.text:
            top.rows += 1 + getattr(line, "extra", 0)
            line.spots[column] = None
        else:
            top = spot


def plan_of(recipe: dict, domain: str, rng: random.Random) -> tuple[Plan, Pick]:
    form = FORMS[recipe["form"]]
    style = {**STYLE, **recipe.get("style", {})}
    columns = columns_of(form)
    plan = Plan(columns, pairs=bool(form.get("pairs")), kind=form.get("kind", "domain"))
    for n, matter in enumerate(matters_of(domain, form, rng, recipe.get("many", 6)), 1):
        line = Line([Spot(spot_text(kind, matter, style, n, rng)) for _, kind in columns], fields=right_fields(columns, matter), matter=matter)
        plan.lines.append(line)
    if not any(k in ("first", "names") for _, k in columns):
        for line in plan.lines:
            line.fields.pop("一级事项", None)
    pick = Pick(plan, rng, style, recipe["format"])
    references(plan, style, rng)
    levels_of_others(plan)
    layout(plan, style, rng)
    if not plan.pairs:
        plan.lines[:0] = heads = head_lines(columns, style["head"] != "loose", style["head"] == "spaced", style["head"] == "broken")
        for n, (path, kind) in enumerate(columns):
            if kind.startswith("skip"):
                plan.doubts.append(Doubt(("T201", "T417"), heads[0], n, "", path[0] not in ("类别", "事项类别", "公开格式", "链接")))
            if kind == "tick.city":
                plan.doubts.append(Doubt(("T205", "T201"), heads[0], n, "层级"))
        kinds = {KEYS.get(k.split(".")[-1]) for _, k in columns}
        required = {"内容", "依据", "时限", "主体", "渠道", "对象", "方式"} - (kinds | ({"一级事项", "名称"} if "names" in kinds else set()))
        for key in sorted(required) if form.get("kind") != "village" else ():
            plan.doubts.append(Doubt(("T203",), heads[0], None, key))
    for name in recipe.get("damages", []):
        make, formats = DAMAGES[name]
        if recipe["format"] in formats or not formats:
            make(plan, pick)
    furniture(plan, style, domain, form, recipe)
    return plan, pick


def levels_of_others(plan: Plan) -> None:
    """A level that the county has not: its ticks say nothing."""
    column = plan.column("city")
    for line in plan.matters:
        if column is not None:
            line.spots[column] = Spot("√" if line is plan.matters[0] else "")


def references(plan: Plan, style: dict, rng: random.Random) -> None:
    """同上 in place of what stands above."""
    for what in style["ditto"]:
        column = plan.column(what)
        if column is None:
            continue
        above = ""
        for line in plan.matters:
            spot = line.spots[column]
            if spot.text and spot.text == above:
                line.spots[column] = Spot(rng.choice(["同上", "〃", "″", "同前", "同 上"]))
            else:
                above = spot.text


def layout(plan: Plan, style: dict, rng: random.Random) -> None:
    """Matters over several rows, merged cells, first levels that stand once."""
    first = plan.column("first")
    if first is not None and style["first"] in ("merged", "lost"):
        if style["first"] == "merged" and style["layout"] == "rows":
            merge_down(plan.lines, first)
        else:
            above = ""
            for line in plan.matters:
                here, above = above, line.spots[first].text
                if here == above:
                    line.spots[first] = Spot()
    if style["layout"] == "rows":
        for what in style["merge"]:
            column = plan.column(what)
            if column is not None:
                merge_down(plan.lines, column)
        return
    out: list[Line] = []
    for line in plan.lines:
        parts = {n: spot.text.split("\n") for n, spot in enumerate(line.spots) if splits(plan, n, style)}
        if style["layout"] == "entries":
            parts = {n: line.matter["content"] for n in parts}
        high = max(map(len, parts.values()))
        rows = [Line([Spot() for _ in line.spots], "more") for _ in range(high - 1)]
        out += [line, *rows]
        for n, texts in parts.items():
            for row, text in zip([line, *rows], texts, strict=False):
                row.spots[n] = Spot(text)
        if style["layout"] == "entries":
            for n, spot in enumerate(line.spots):
                if n not in parts:
                    spot.rows = high
                    for row in rows:
                        row.spots[n] = None
    plan.lines = out


def splits(plan: Plan, n: int, style: dict) -> bool:
    kind = plan.columns[n][1]
    return {"entries": kind == "content", "boxes": kind == "channels", "visual": kind in ("name", "content", "basis", "limit", "body", "channels")}[style["layout"]]


def furniture(plan: Plan, style: dict, domain: str, form: dict, recipe: dict) -> None:
    """Titles, notes, heads that come again, rows of the first level, a row torn by a page."""
    wide = len(plan.columns)
    heads = [one for one in plan.lines if one.kind == "head"]
    if style["layout"] == "rows" and style["repeat"]:
        again, since = [], 0
        for line in plan.lines:
            rows_open = any(s is None for s in line.spots)
            if line.kind == "matter":
                if since >= style["repeat"] and not rows_open:
                    again += copy.deepcopy(heads)
                    for one in again[-len(heads):]:
                        one.kind = "again"
                    since = 0
                since += 1
            again.append(line)
        plan.lines = again
    if recipe.get("torn"):
        tear(plan, heads)
    if recipe.get("group_rows"):
        group_rows(plan, wide)
    for note in style["notes"]:
        plan.lines.append(Line([Spot(note, 1, wide), *[None] * (wide - 1)], "note"))
        plan.never.add(note)
    village = {"village": "样坪村村务公开目录", "township": "北山镇基层政务公开标准目录"}.get(form.get("kind"))
    title = village or f"{recipe.get('title_of', domain)}领域基层政务公开标准目录"
    titles = {"title": [title], "none": [], "attachment": ["附件3", title], "office": [title, "编制单位：示例县某局　　　　　　　　　　　　　填报日期：2025年6月"],
              "spaced": [" ".join(title)]}[style["titles"]]
    if recipe["format"] in ("docx", "html", "pdf") and style["titles"] != "office":
        plan.before = titles
    else:
        plan.lines[:0] = [Line([Spot(t, 1, wide), *[None] * (wide - 1)], "title") for t in titles]
    if recipe.get("title_of"):
        plan.doubts.append(Doubt(("T103",), None, None))


def tear(plan: Plan, heads: list[Line]) -> None:
    """A page ends within a matter: its cells go on below the head that comes again."""
    column = plan.column("content")
    for n, line in enumerate(plan.lines):
        if line.kind == "matter" and n > len(heads) + 1 and all(isinstance(s, Spot) and s.rows == 1 for s in line.spots):
            text = line.spots[column].text
            if len(text) < 8 or line.fields.get("内容") is None:
                continue
            cut = len(text) // 2 + 1
            line.spots[column] = Spot(text[:cut])
            rest = Line([Spot() for _ in line.spots], "more")
            rest.spots[column] = Spot(text[cut:])
            again = copy.deepcopy(heads)
            for one in again:
                one.kind = "again"
            plan.lines[n + 1:n + 1] = [*again, rest]
            plan.doubts.append(Doubt(("T303", "T403"), rest, column, "内容", False))
            return


def group_rows(plan: Plan, wide: int) -> None:
    """The first level as a row across the table: 一、政策."""
    out, above, count = [], None, 0
    for line in plan.lines:
        group = line.matter.get("group") if line.kind == "matter" else None
        if group and group != above:
            above, count = group, count + 1
            out.append(Line([Spot(f"{'一二三四五六'[count - 1]}、{group}", 1, wide), *[None] * (wide - 1)], "group"))
        if group:
            line.fields["一级事项"] = group
        out.append(line)
    plan.lines = out


def paired(plan: Plan) -> list[Plan]:
    """One table a matter: label and value."""
    out = []
    for line in plan.matters:
        one = Plan([], before=plan.before if not out else [], name=plan.name)
        one.lines = [Line([Spot(path[0]), spot], "pair") for (path, _), spot in zip(plan.columns, line.spots, strict=True)]
        one.lines[0].fields, one.lines[0].kind, one.lines[0].accept = line.fields, "matter", line.accept
        one.columns = [([""], "label"), ([""], "value")]
        out.append(one)
    return out


def answer(made: Made, plans: list[Plan], listed: bool) -> None:
    for number, plan in enumerate(plans, 1):
        where = {"sheet": plan.name if made.file.endswith((".xlsx", ".xls", ".xml")) else "", "table": number}
        for line in plan.matters:
            made.rows.append({**where, "row": plan.row(line), "fields": line.fields, "accept": line.accept, "optional": line.optional, "listed": listed})
        for doubt in plan.doubts:
            made.doubts.append({**where, "row": plan.row(doubt.line) if doubt.line else None, "column": doubt.column + 1 if doubt.column is not None else None,
                                "columns": [n + 1 for n in plan.of_key(doubt.key)], "field": doubt.key, "codes": doubt.codes, "must": doubt.must,
                                "head": bool(doubt.line and doubt.line.kind == "head"), "whole": doubt.line is not None and doubt.column is None and doubt.line.kind != "head"})
        made.never |= plan.never
        made.secret |= plan.secret


def made_of(recipe: dict, seed: int = 0) -> Made:
    rng = random.Random(f"{recipe['id']}-{seed}")
    form = FORMS[recipe["form"]]
    format = recipe["format"]
    domains = recipe.get("domains") or [recipe.get("domain") or rng.choice(list(WORDS["domains"]))]
    write, suffix = FORMATS[format]
    made = Made(recipe["id"], f"{recipe['id']}.{recipe.get('suffix', suffix)}", b"", form.get("kind", "domain"), domains[0], habits=recipe.get("habits", ""))
    plans = []
    for domain in domains:
        plan, _ = plan_of(recipe, domain, rng)
        if recipe.get("domains"):
            plan.before = [f"（{'一二三四'[len(plans)]}）{domain}领域基层政务公开标准目录"]
            for line in plan.matters:
                line.fields["领域"] = domain
        plans.append(plan)
    if plans[0].pairs:
        plans = [one for plan in plans for one in paired(plan)]
    if recipe.get("cut"):
        plans = cut(plans[0])
    answer(made, plans, {**STYLE, **recipe.get("style", {})}["content"] in LISTED)
    others = []
    for extra in recipe.get("sheets", []):
        other, _ = plan_of({**recipe, "damages": [], "title_of": None, **extra}, extra["domain"], rng)
        other.name, other.hidden = extra["name"], extra.get("hidden", False)
        others.append(other)
        made.skipped.append(extra["name"])
        made.never |= {line.fields["名称"] for line in other.matters}
    made.never -= {row["fields"]["名称"] for row in made.rows if not row["optional"] and others}
    if "领域" in made.rows[0]["fields"]:
        made.domains = tuple(domains)
    made.data = write(plans + others, recipe, rng)
    return made


def cut(plan: Plan) -> list[Plan]:
    """A long table cut in two by the page's system; the second part has no head."""
    at = max(n for n, line in enumerate(plan.lines) if line.kind == "matter" and all(isinstance(s, Spot) for s in line.spots) and n > len(plan.lines) // 2)
    rest = Plan(plan.columns, plan.lines[at:], [], before=[], name=plan.name)
    rest.doubts = [Doubt(("T104",), None, None)]
    plan.lines = plan.lines[:at]
    return [plan, rest]


def by_lot(n: int) -> dict:
    """A recipe drawn by lot: any form in any format, habits and damages mixed."""
    rng = random.Random(f"lot-{n}")
    form = rng.choice([name for name, one in FORMS.items() if not one.get("pairs")])
    format = rng.choice(["xlsx", "xlsx", "xls", "csv", "docx", "html", "word_html", "xml", "pdf"])
    layout = rng.choice(["rows"] * 6 + ["entries", "boxes", "visual"])
    kinds = [k for _, k in columns_of(FORMS[form])]
    if layout != "rows" and (format in ("csv", "pdf") or "first" not in kinds or "channels" not in kinds):
        layout = "rows"
    can_merge = format not in ("csv",) and layout == "rows"
    style = {
        "layout": layout, "first": rng.choice(["merged", "merged", "every", "lost"]) if layout == "rows" else "every",
        "merge": rng.sample(["basis", "limit", "body"], rng.choice([0, 0, 1, 2])) if can_merge else [],
        "content": rng.choice(["num", "num_nl", "num_end", "dun_num", "paren", "circled", "bullet", "dot", "lines", "dun"]),
        "basis": rng.choice(["dun", "lines", "none", "semi", "space", "num"]), "channels": rng.choice(["full", "full", "one_a_line", "one_line", "ticked", "words", "comma", "semi", "numbered", "circled", "and_so_on", "slash"]),
        "marks": rng.choice([["■", "□"], ["√", "□"], ["☑", "□"], ["●", "○"], ["■", "口"], ["◆", "◇"], ["þ", "o"], ["R", "£"], ["☑", "☐"], ["✓", "□"], ["▲", "□"]]),
        "tick": rng.choice(["√", "√", "✓", "●", "■", "是", "V"]), "some": rng.choice(["plain", "plain", "ticked", "spaced"]),
        "cross": rng.choice(["", "", "", "×", "否", "—", "/"]), "dash": rng.choice(["", "—", "/", "无"]), "everyone": rng.choice(["全社会", "社会公众", "面向社会"]), "body": rng.choice(["full", "full", "short", "alias", "bare"]), "sep": rng.choice(["、", "，", "；", "\n", " ", "/"]),
        "head": rng.choice(["merged", "merged", "loose", "spaced", "broken"]), "titles": rng.choice(["title", "none", "attachment", "office", "spaced"]),
        "notes": rng.choice([[], [], ["备注：“√”表示选择该项。"], ["注：本目录根据机构改革情况动态调整。", "填表人：　　　　　　审核人："]]),
        "repeat": rng.choice([0, 0, 0, 2, 3]) if layout == "rows" else 0, "wide": rng.random() < 0.2, "wrap": rng.choice([0, 0, 0, 9, 12]) if layout == "rows" else 0,
        "brackets": rng.choice(["", "", "", "()", "[]", "【】", "﹝﹞"])}
    if layout in ("boxes", "visual"):
        style["channels"] = "full"
    if layout == "visual":
        style.update(wrap=8, content="num", basis="none", sep="、")
    if layout == "entries":
        style["content"] = "lines"
    if format == "pdf" and "☐" in style["marks"]:
        style["marks"] = ["■", "□"]  # the font of the made PDFs has no ☐
    style["ditto"] = [k for k in ("basis", "limit", "body") if k not in style["merge"] and rng.random() < 0.2] if layout == "rows" else []
    damages = rng.sample(sorted(DAMAGES), rng.choice([0, 0, 1, 2, 3, 4])) if layout == "rows" else []
    return {"id": f"lot{n:04d}", "form": form, "format": format, "style": style, "damages": damages, "many": rng.randint(3, 6)}


def every() -> list[dict]:
    """Every recipe in each of its formats."""
    return [{**recipe, "id": f"{recipe['id']}-{format}", "format": format} for recipe in RECIPES for format in recipe["formats"]]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lots", type=int, default=0)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    (args.folder / "answers").mkdir(parents=True, exist_ok=True)
    for recipe in [*every(), *map(by_lot, range(args.lots))]:
        if args.only not in recipe["id"]:
            continue
        made = made_of(recipe)
        (args.folder / made.file).write_bytes(made.data)
        (args.folder / "answers" / f"{made.file}.json").write_text(json.dumps(
            {"recipe": recipe, "rows": made.rows, "doubts": made.doubts, "skipped": made.skipped, "never": sorted(made.never)}, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
