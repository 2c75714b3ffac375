"""What the fields of one policy or one flow demand of each other."""
from itertools import pairwise

from disclosure.model.fields import Arrow
from disclosure.model.matters import WITHHELD
from disclosure.read import faults
from disclosure.read.drafts import Desk, Draft, Way, key_of


# -- policies ------------------------------------------------------------------------------------
def check_policy(draft: Draft, desk: Desk) -> None:
    """One source of the text, a reason where it is withheld, an interpretation or an excuse, transcripts of films."""
    values, report = draft.values, desk.for_file(draft.file)
    if "text" in draft.spans and "text_file" in draft.spans:
        report(faults.EITHER, key_of(draft, "text_file"), "“正文”和“正文文件”都写了", "两个只写一个")
    if values.get("attribute") == WITHHELD and "exemption" not in values and "exemption" not in draft.wrong:
        report(faults.EXEMPTION, key_of(draft, "attribute"), "这个文件不予公开，没有写“不予公开理由”", "请写 不予公开理由: {依据: …, 理由: …}")
    if "interpretations" not in draft.values and "interpretations" not in draft.wrong and "no_interpretation" not in values:
        report(faults.NOT_INTERPRETED, draft.first, "这个政策没有解读，也没有写“不解读理由”", "请补上“解读”；确实不需要的，写明“不解读理由”", draft.about("interpretations"))
    for interpretation in values.get("interpretations", ()):
        form = interpretation.values.get("form")
        if form in ("视频", "音频") and "text" not in interpretation.values and "text" not in interpretation.wrong:
            report(faults.TRANSCRIPT, key_of(interpretation, "form"), f"{form}解读没有文字稿", "请把讲了什么写在“正文”里，看不了、听不见的人也能知道")


# -- flows ---------------------------------------------------------------------------------------
def check_flow(draft: Draft, desk: Desk) -> None:
    """Settles the kind and the arrows of every step, and reports what cannot be walked."""
    steps: tuple[Draft, ...] = draft.values.get("steps", ())
    report = desk.for_file(draft.file)
    codes: dict[str, Draft] = {}
    for step in steps:
        code = step.values.get("code", "")
        if code and codes.setdefault(code, step) is not step:
            report(faults.UNIQUE, key_of(step, "code"), f"代号“{code}”与第 {key_of(codes[code], 'code')[0]} 行的重复", "每一步的代号各不相同")
    for number, step in enumerate(steps):
        settle_step(step, number, steps, codes, report)
    if steps and not any("code" in s.wrong or "code" not in s.values for s in steps):
        check_walk(steps, codes, report)


def settle_step(step: Draft, number: int, steps: tuple[Draft, ...], codes: dict[str, Draft], report) -> None:
    values, last = step.values, number == len(steps) - 1
    arrows: tuple[Way, ...] = values.get("arrows", ())
    values["arrows"] = tuple(Arrow(way.answer, way.target) for way in arrows)
    answered = any(a.answer is not None for a in arrows)
    called = f"步骤“{values.get('name', values.get('code', number + 1))}”"
    if "kind" not in values:
        values["kind"] = "开始" if number == 0 and not answered else "结束" if last and not arrows else "步骤"
    kind = values["kind"]
    if kind == "判断":
        if "arrows" not in step.wrong and (not answered or len(arrows) < 2):
            step.wrong |= {"arrows"}
            report(faults.FLOW, key_of(step, "arrows"), f"{called}是判断，至少要有两个答案", "请写 下一步: {是: 代号, 否: 代号}")
    elif answered:
        report(faults.FLOW, key_of(step, "arrows"), f"{called}的下一步写了答案，但类型不是判断", "请写上“类型: 判断”，或把下一步改成代号")
    if kind == "结束" and arrows:
        report(faults.FLOW, key_of(step, "arrows"), f"{called}是结束，不能有下一步", "请删去下一步，或改类型")
        values["arrows"] = ()
        return
    for arrow in arrows:
        if arrow.target not in codes:
            step.wrong |= {"arrows"}
            report(faults.REFERENCE, arrow.span, f"{called}的下一步“{arrow.target}”不是任何一步的代号", f"可以写：{'、'.join(codes)}")
    if kind != "结束" and not arrows and "arrows" not in step.wrong and kind != "判断":
        if last:
            step.wrong |= {"arrows"}
            report(faults.FLOW, key_of(step, "arrows"), f"{called}是最后一步，没有下一步也不是结束", "请写上“类型: 结束”，或写明下一步")
        else:
            follower = steps[number + 1].values.get("code")
            values["arrows"] = (Arrow(None, follower),) if follower else ()


def check_walk(steps: tuple[Draft, ...], codes: dict[str, Draft], report) -> None:
    """Every step can be reached from the first, and from every step an end can be reached."""
    onward = {s.values["code"]: [a.target for a in s.values.get("arrows", ()) if a.target in codes] for s in steps}
    # Where a step leads nowhere by mistake (reported), it is taken to lead on to the next: one mistake is told once.
    broken = {s.values["code"] for s in steps if "arrows" in s.wrong}
    for step, follower in pairwise(steps):
        if step.values["code"] in broken:
            onward[step.values["code"]].append(follower.values["code"])
    backward: dict[str, list[str]] = {code: [] for code in onward}
    for code, targets in onward.items():
        for target in targets:
            backward[target].append(code)
    reached = walk([s.values["code"] for s in steps if s.values["kind"] == "开始"] or [steps[0].values["code"]], onward)
    ending = walk([s.values["code"] for s in steps if s.values["kind"] == "结束" or s.values["code"] in broken], backward)
    for code, step in codes.items():
        called = f"步骤“{step.values.get('name', code)}”"
        if code not in reached:
            report(faults.FLOW, key_of(step, "code"), f"{called}从开始走不到", "请让前面某一步的“下一步”指到它，或删去它")
        elif code not in ending:
            report(faults.FLOW, key_of(step, "code"), f"从{called}往后走不到结束", "请检查它和后面各步的“下一步”，最后要到“类型: 结束”的一步")


def walk(starts: list[str], ways: dict[str, list[str]]) -> set[str]:
    seen, todo = set(starts), list(starts)
    while todo:
        for target in ways[todo.pop()]:
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return seen
