"""How the value of a field is written into a cell: the ways that departments have, chosen by a style."""
import random

from corpus.plan import CHANNELS, LEVELS, WORDS

CIRCLED = "①②③④⑤⑥⑦⑧⑨"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
NAMES = {code: unit["名称"] for code, unit in WORDS["units"].items()}


def content(entries: list[str], how: str) -> str:
    numbered = [f"{n}.{entry}" for n, entry in enumerate(entries, 1)]
    return {
        "num": lambda: "；".join(numbered), "num_nl": lambda: "\n".join(numbered), "num_end": lambda: "；\n".join(numbered) + "。",
        "dun_num": lambda: "\n".join(f"{n}、{e}" for n, e in enumerate(entries, 1)), "paren": lambda: "\n".join(f"（{n}）{e}" for n, e in enumerate(entries, 1)),
        "circled": lambda: "".join(f"{CIRCLED[n]}{e}；" for n, e in enumerate(entries)), "bullet": lambda: "\n".join(f"●{e}" for e in entries),
        "dot": lambda: "\n".join(f"· {e}" for e in entries), "lines": lambda: "；\n".join(entries) + "。", "dun": lambda: "、".join(entries),
        "broken_num": lambda: "\n".join(f"{n}\n.{e}" if n == 2 else f"{n}.{e}" for n, e in enumerate(entries, 1)),
    }[how]()


def basis(entries: list[str], how: str, brackets: str = "") -> str:
    if brackets:
        entries = [e.replace("〔", brackets[0]).replace("〕", brackets[1]) for e in entries]
    return {"dun": "、".join, "lines": "\n".join, "none": "".join, "semi": "；".join, "space": " ".join,
            "num": lambda es: "\n".join(f"{n}.{e}" for n, e in enumerate(es, 1)) if len(es) > 1 else es[0]}[how](entries)


def body(codes: list[str], how: str, sep: str, rng: random.Random) -> str:
    def one(code: str) -> str:
        unit = WORDS["units"].get(code)
        if unit is None:
            return code
        if how == "short":
            return unit.get("简称", unit["名称"])
        if how == "alias":
            return rng.choice([unit.get("简称", unit["名称"]), *unit.get("别名", [])])
        if how == "bare" and unit["名称"].startswith(WORDS["county"]):
            return unit["名称"].removeprefix(WORDS["county"])
        return unit["名称"]
    return sep.join(one(code) for code in codes)


def channels(matter: dict, how: str, yes: str, no: str) -> str:
    chosen, other = matter["channels"], matter.get("other")
    if how in ("full", "one_a_line", "one_line", "underline"):
        parts = []
        for name in CHANNELS:
            picked = name in chosen or (name == "其他" and other)
            tail = (f"：{other}" if how == "underline" else f"（{other}）") if name == "其他" and other else "____" if how == "underline" and name == "其他" else ""
            parts.append(f"{yes if picked else no}{name}{tail}")
        if how == "one_a_line":
            return "\n".join(parts)
        if how == "one_line":
            return " ".join(parts)
        return "\n".join("  ".join(parts[n:n + 2]) for n in range(0, len(parts), 2))
    names = chosen + ([other] if other else [])
    return {"ticked": lambda: "\n".join(f"{yes}{n}" for n in names), "words": lambda: "、".join(names), "comma": lambda: "，".join(names),
            "numbered": lambda: "\n".join(f"{k}.{n}" for k, n in enumerate(names, 1)),
            "county": lambda: "、".join(WORDS["county"] + n if n == "政府网站" else n for n in names),
            "slash": lambda: "/".join(n for n in names if "/" not in n) + "".join(f"\n{n}" for n in names if "/" in n),
            "circled": lambda: "\n".join(f"{CIRCLED[k]}{n}" for k, n in enumerate(names)), "and_so_on": lambda: "、".join(names) + "。",
            "semi": lambda: "；".join(f"{yes}{n}" for n in names)}[how]()


def boxes(names: list[str], chosen: list[str], yes: str, no: str, sep: str = " ") -> str:
    return sep.join(f"{yes if n in chosen else no}{n}" for n in names)


def wrapped(text: str, width: int) -> str:
    """Lines broken where the column ends, in the middle of words."""
    lines = []
    for line in text.split("\n"):
        lines += [line[n:n + width] for n in range(0, len(line), width)] or [""]
    return "\n".join(lines)


def audience(matter: dict) -> str | dict:
    return {"特定群体": matter["who"]} if matter.get("who") else "全社会"


def methods(matter: dict) -> list[str]:
    return matter.get("method", ["主动公开"])


def spot_text(kind: str, matter: dict, style: dict, n: int, rng: random.Random) -> str:
    """What stands in a column of this kind for this matter; `n` counts matters from 1."""
    yes, no, tick = *style["marks"], style["tick"]
    head, _, tail = kind.partition(".")
    if head == "tick":
        on = {"all": not matter.get("who"), "some": bool(matter.get("who")), "active": "主动公开" in methods(matter), "request": "依申请公开" in methods(matter),
              **{code: word in matter.get("levels", ()) for code, word in LEVELS.items()}}.get(tail, False)
        if tail == "some" and on:
            return {"plain": matter["who"], "ticked": f"{tick}（{matter['who']}）", "spaced": f"{tick} {matter['who']}"}[style["some"]]
        return tick if on else style.get("cross", "")
    if head == "box":
        if tail == "audience":
            return f"{yes if not matter.get('who') else no}全社会\n{yes if matter.get('who') else no}特定群体（{matter.get('who') or '　　'}）"
        if tail == "method":
            return boxes(["主动公开", "依申请公开"], methods(matter), yes, no, "\n")
        return boxes(["县级", "乡级"], matter["levels"], yes, no)
    half = matter["channels"] + ([matter["other"]] if matter.get("other") else []) if head.startswith("channels_") else []
    text = {
        "no": lambda: str(n), "number": lambda: matter["number"], "first": lambda: style.get("group_number", {}).get(matter["group"], "") + matter["group"],
        "name": lambda: (f"{style['name_number']}{n}" if style.get("name_number") else "") + matter["name"], "third": lambda: matter.get("third", "") or style.get("dash", ""),
        "names": lambda: f"{matter['group']}/{matter['name']}", "content": lambda: content(matter["content"], style["content"]),
        "basis": lambda: basis(matter["basis"], style["basis"], style.get("brackets", "")), "limit": lambda: matter["limit"],
        "body": lambda: body(matter["body"], style["body"], style["sep"], rng), "channels": lambda: channels(matter, style["channels"], yes, no),
        "channels_a": lambda: "\n".join(f"{yes}{c}" for c in half[::2]), "channels_b": lambda: "\n".join(f"{yes}{c}" for c in half[1::2]),
        "audience": lambda: matter.get("who") or style.get("everyone", "全社会"), "method": lambda: "、".join(methods(matter)).replace("公开", "") if style.get("short_method") else "、".join(methods(matter)), "levels": lambda: "、".join(matter.get("levels", ())),
        "stage": lambda: matter["stage"][0], "stages": lambda: boxes(["决策", "执行", "管理", "服务", "结果"], matter["stage"], yes, no),
        "domain": lambda: matter["domain"], "kind": lambda: matter["kind"], "often": lambda: matter["often"], "skip": lambda: ""}
    if kind.startswith("skip "):
        return kind[5:]
    out = text[head]()
    if style.get("odd") and head in ("content", "limit", "basis", "name"):
        out = out[:2] + style["odd"] + out[2:]
    if style.get("wide") and head in ("content", "limit", "basis"):
        out = out.translate(WIDE)
    if style.get("wrap") and head in ("content", "limit", "basis", "body", "name"):
        out = wrapped(out, style["wrap"])
    return out


def right_fields(columns: list, matter: dict, county_levels: tuple[str, ...] = ("县级", "乡级", "村级")) -> dict:
    """What has to come out of a row, by the columns that there are."""
    kinds = {kind.split(".")[-1] for _, kind in columns}
    out = {}
    if kinds & {"first", "names"} and matter.get("group"):
        out["一级事项"] = matter["group"]
    out["名称"] = matter["name"]
    if "third" in kinds and matter.get("third"):
        out["三级事项"] = matter["third"]
    if "number" in kinds:
        out["编号"] = matter["number"]
    if "content" in kinds:
        out["内容"] = matter["content"]
    if "basis" in kinds:
        out["依据"] = matter["basis"]
    if "limit" in kinds:
        out["时限"] = matter["limit"]
    if "body" in kinds:
        out["主体"] = [NAMES.get(code, code) for code in matter["body"]]
    if kinds & {"channels", "channels_a"}:
        out["渠道"] = matter["channels"] + ([{"其他": matter["other"]}] if matter.get("other") else [])
    if kinds & {"all", "some", "audience"}:
        out["对象"] = audience(matter)
    if kinds & {"active", "request", "method"}:
        out["方式"] = methods(matter)
    shown = [word for code, word in LEVELS.items() if code in kinds or "levels" in kinds]
    if shown:
        out["层级"] = [word for word in matter.get("levels", ()) if word in shown and word in county_levels]
    if kinds & {"stage", "stages"}:
        out["过程"] = matter["stage"][:1] if "stage" in kinds else matter["stage"]
    for key, code in (("领域", "domain"), ("类别", "kind"), ("频次", "often")):
        if code in kinds:
            out[key] = matter[code]
    return out
