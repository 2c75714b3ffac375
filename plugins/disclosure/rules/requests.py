"""The request workflow (依申请公开): its periods, steps, answers and remedies as the regulation has them since 2019."""
import re
from collections.abc import Iterator

from disclosure.model.finding import Severity
from disclosure.model.flows import Flow, Step
from disclosure.model.time_limit import exceeds, joined, periods
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.statute import REGULATION
from disclosure.rules.written import Written, place_of, short

ABOUT = re.compile(r"依申请公开|公开申请|申请公开")
STEPS = ("接收", "登记", "审核", "办理", "答复", "送达", "归档")
ANSWERS = {
    "已主动公开": r"已.{0,4}主动公开", "予以公开": r"(?<!不)予以公开|可以公开", "不予公开": r"不予公开", "信息不存在": r"不存在|没有.{0,6}信息",
    "不属于本机关负责公开": r"不属于?本(?:机关|行政机关)|非本机关", "重复申请不予重复处理": r"重复", "按特别规定办理": r"工商|不动产|特别规定|另有规定|专门规定",
}
THIRD = re.compile(r"第三方|征求意见|其他机关|有关机关")
CLAUSE = re.compile(r"[^，；。,;]+")
KINDS = (("告知补正", re.compile(r"补正(?!.{0,8}(?:之日|后))")), ("第三方意见", THIRD), ("延长答复", re.compile("延长")),
         ("答复申请", re.compile("答复(?!书?(?:之日|后|送达))")))
"""What a clause sets a period for.  After the supplement the time to answer begins anew, after the answer the time
for remedies."""


def request_flows(case: Case) -> Iterator[Flow]:
    for flow in case.county.flows.values():
        if ABOUT.search(flow.title):
            yield flow


def texts(step: Step) -> list[tuple[str, str]]:
    return [(code, text) for code in ("name", "time_limit", "description") if (text := getattr(step, code))]


def clauses(step: Step) -> Iterator[tuple[Written, str, str]]:
    """The clauses of a step's texts: where each stands, the clause, and what tells what it is about."""
    for code, text in texts(step):
        for line in joined(text):
            for clause in CLAUSE.findall(line):
                about = clause if code == "description" else f"{step.name}{clause}"
                yield Written(step, code, text, "text", step), clause.strip(), about


def whole(flow: Flow) -> str:
    return "。".join([flow.description or "", *(text for step in flow.steps for _, text in texts(step)), *(s.document or "" for s in flow.steps)])


@rule("C506", "request-periods", Severity.ERROR, basis=f"{REGULATION}第三十条（补正7个工作日）、第三十二条（第三方15个工作日）、第三十三条（答复20个工作日，延长不超过20个工作日）",
      wrong="步骤: {名称: 答复, 时限: 30个工作日}", right="步骤: {名称: 答复, 时限: 收到申请之日起20个工作日内}", statutory=True)
def request_periods(case: Case) -> Iterator[Found]:
    """依申请公开流程的期限不长于法定：补正7、答复20、延长20，征求第三方意见15个工作日。"""
    for flow in request_flows(case):
        for step in flow.steps:
            for what, clause, about in clauses(step):
                kind = next((kind for kind, word in KINDS if word.search(about)), None)
                if kind and any(exceeds(found, case.law.periods[kind]) for found in periods(clause)[:1]):
                    most = case.law.periods[kind].workdays
                    yield Found(place_of(case, what, clause), f"步骤“{step.name}”写的“{short(clause)}”，比法定的{kind} {most} 个工作日长",
                                f"请改成 {most} 个工作日或更短")


@rule("C507", "obsolete-periods", Severity.WARNING, basis=f"{REGULATION}第三十三条；15个工作日答复、延长15个工作日是2019年5月15日前的旧规定",
      wrong="时限: 15个工作日内答复，可延长15个工作日", right="时限: 20个工作日内答复，延长不超过20个工作日")
def obsolete_periods(case: Case) -> Iterator[Found]:
    """流程不再用2019年以前“15个工作日答复、延长15个工作日”的旧期限。"""
    for flow in request_flows(case):
        for step in flow.steps:
            for what, clause, about in clauses(step):
                answers = re.search("答复|延长", about) and not THIRD.search(about)
                if answers and any((p.n, p.unit) == (15, "工作日") for p in periods(clause)):
                    yield Found(place_of(case, what, clause), f"步骤“{step.name}”里的“{short(clause, 30)}”像是2019年以前的旧期限",
                                "现行规定：20个工作日内答复，延长不超过20个工作日；本县承诺更短的，请在说明里写明是承诺")


@rule("C508", "seven-steps", Severity.NOTICE, basis=f"{REGULATION}第四十五条；各地任务清单：接收、登记、审核、办理、答复、送达、归档",
      wrong="流程只有登记、答复两步", right="步骤依次有接收、登记、审核、办理、答复、送达、归档", coverage=True)
def seven_steps(case: Case) -> Iterator[Found]:
    """有依申请公开流程，并且接收、登记、审核、办理、答复、送达、归档七步都有。"""
    flows = list(request_flows(case))
    if not flows:
        yield Found(case.county.where(), "没有依申请公开的流程", "请在 catalogues/flows/ 里加一个标题含“依申请公开”的流程，写明接收、登记、审核、办理、答复、送达、归档七步")
    for flow in flows:
        names = "、".join(step.name for step in flow.steps)
        lacking = [word for word in STEPS if word not in names]
        if lacking:
            yield Found(flow.where("steps"), f"依申请公开流程的步骤里没有{'、'.join(lacking)}", "七步的名称里请分别出现接收、登记、审核、办理、答复、送达、归档")


@rule("C509", "kinds-of-answer", Severity.NOTICE, basis=f"{REGULATION}第三十六条：七种答复",
      wrong="答复：同意或者不同意", right="答复：已主动公开、予以公开、不予公开、不存在、不属于本机关负责公开、重复申请、按特别规定办理")
def kinds_of_answer(case: Case) -> Iterator[Found]:
    """依申请公开流程说到第三十六条的七种答复。"""
    for flow in request_flows(case):
        told = whole(flow)
        lacking = [name for name, pattern in ANSWERS.items() if not re.search(pattern, told)]
        if lacking:
            yield Found(flow.where("steps"), f"依申请公开流程没有说到这几种答复：{'、'.join(lacking)}", "请在“答复”一步的说明里按条例第三十六条写全")


@rule("C510", "review-first", Severity.WARNING, basis="《中华人民共和国行政复议法》（2023年修订，2024年1月1日施行）第二十三条第一款第四项：对不予公开决定不服的，应当先申请行政复议",
      wrong="不服的，可以申请行政复议或者提起行政诉讼", right="对不予公开决定不服的，应当先申请行政复议，对复议决定仍不服的再提起行政诉讼", statutory=True)
def review_first(case: Case) -> Iterator[Found]:
    """不服不予公开决定的救济写明先申请行政复议。"""
    for flow in request_flows(case):
        told = whole(flow)
        if "诉讼" in told and not re.search(r"先.{0,6}(?:申请)?行政复议|先.{0,4}复议|复议前置", told):
            step = next(s for s in flow.steps if any("诉讼" in text for _, text in texts(s)) or s is flow.steps[-1])
            yield Found(step.where("description"), "救济途径说到行政诉讼，没有说明对不予公开决定要先申请行政复议", "2024年起，对不予公开决定不服的，应当先申请行政复议；请在说明里写明")
