"""Flows for the tests: frozen stand-ins for the model, the concept's flow, the county generator's kind, nasty ones."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    code: str
    name: str
    kind: str
    lane: str
    time_limit: str | None = None
    arrows: tuple = ()


@dataclass(frozen=True)
class Flow:
    id: str
    title: str
    lanes: tuple
    steps: tuple


def flow(lanes, *steps, id="shili", title="示例"):
    """Steps as (lane number, kind, name, limit, *targets); a target is a number from 1 or (answer, number)."""
    made = []
    for n, (lane, kind, name, limit, *targets) in enumerate(steps, 1):
        arrows = tuple((t[0], f"bu-{t[1]}") if isinstance(t, tuple) else (None, f"bu-{t}") for t in targets)
        made.append(Step(f"bu-{n}", name, kind, lanes[lane], limit, arrows))
    return Flow(id, title, tuple(lanes), tuple(made))


CONCEPT = flow(
    ("申请人", "公开工作机构", "承办单位", "第三方"),
    (0, "开始", "提出申请", None, 2),
    (1, "步骤", "接收登记", "当日", 3),
    (1, "判断", "内容是否明确", None, ("否", 4), ("是", 5)),
    (0, "步骤", "补正材料", None, 2),
    (1, "步骤", "交承办单位", "1个工作日", 6),
    (2, "判断", "是否涉及第三方", None, ("是", 7), ("否", 8)),
    (3, "步骤", "答复征求意见", "15个工作日", 8),
    (2, "步骤", "拟定答复意见", None, 9),
    (1, "步骤", "保密审查、审核", None, 10),
    (1, "步骤", "作出答复", "20个工作日", 11),
    (0, "结束", "收到答复", None),
    id="gainian",
    title="政府信息公开申请办理",
)

SEVEN = flow(
    ("申请人", "政务公开办", "业务科室"),
    (0, "开始", "提交申请", None, 2),
    (1, "步骤", "登记审查", "当日", 3),
    (1, "判断", "申请内容是否明确、材料是否齐全", None, ("齐全", 5), ("需要补正", 4), ("不属于本机关", 7)),
    (0, "步骤", "按一次性告知书补正", "7个工作日内", 2),
    (2, "步骤", "检索并拟定答复，征求第三方意见", "15个工作日内", 6),
    (1, "判断", "审核答复是否合法适当", None, ("合格", 7), ("退回重拟", 5)),
    (0, "结束", "收到答复书", "20个工作日内"),
    id="yishenqing",
    title="依申请公开",
)


def bench(r, i=0):
    """A flow as a made-up county has them (r: random.Random)."""
    n = r.randint(8, 14)
    lanes = ["申请人", "示例县自然资源局"] + r.sample(["政务服务窗口", "专家评审组", "乡镇人民政府"], r.randint(0, 2))
    choices = r.sample(range(3, n - 1), r.randint(1, 3))
    steps = []
    for k in range(n):
        nouns = ["最低生活保障", "公共租赁住房", "国有土地上房屋征收补偿", "义务教育", "救助供养对象"]
        name = "提出申请" if k == 0 else "办结归档" if k == n - 1 else r.choice(["受理", "登记", "核查", "公示"]) + r.choice(nouns)
        lane = lanes[k] if k < len(lanes) else r.choice(lanes[1:])
        kind, limit = "开始" if k == 0 else "结束" if k == n - 1 else "步骤", None
        arrows = () if k == n - 1 else ((None, f"bu-{k + 2}"),)
        if k in choices:
            kind, name = "判断", name + "是否符合要求"
            other = r.choice([r.randint(2, k), n if k + 2 < n else k])
            arrows = (("符合", f"bu-{k + 2}"), ("不符合", f"bu-{other}"))
        elif k:
            limit = r.choice(["当日", "2个工作日", "5个工作日内", "公示7个工作日"])
        steps.append(Step(f"bu-{k + 1}", name, kind, lane, limit, arrows))
    return Flow(f"liucheng-{i:03d}", f"办理（{i}）", tuple(lanes), tuple(steps))


def nasty(r, i=0):
    """Anything the interface allows, as unlike a real flow as it may be."""
    n, m = r.choice([1, 2, 3, 5, 8, 13, 20, 35, 60]), r.randint(1, 9)
    han = "县乡镇政务公开申请受理审核批准公示送达归档意见办理材料是否符合要求补正"

    def words(low, high):
        return "".join(r.choice(han) for _ in range(r.randint(low, high)))

    lanes = tuple(f"{words(1, 24 if r.random() < .2 else 6)}{c}" for c in range(m))
    steps = []
    for k in range(n):
        kind = r.choice(["步骤", "步骤", "步骤", "判断", "判断"])
        kind = "开始" if k == 0 and n > 1 else "结束" if k == n - 1 or r.random() < .04 else kind
        some = [min(n, k + 2)] + [r.randint(1, n) for _ in range(5)]
        if r.random() < .5:
            some = [min(n, k + r.randint(1, 4)) for _ in range(6)]
        if kind == "判断":
            count = r.choice([2, 2, 2, 3, 4, 6])
            long = r.random() < .3
            arrows = tuple((words(8, 14) if long else r.choice(["是", "否", "符合", "不符合", words(1, 5)]), f"s{t}") for t in some[:count])
        else:
            arrows = tuple((None, f"s{t}") for t in some[: r.choice([1, 1, 1, 1, 2, 3])]) if kind != "结束" else ()
        name = words(30, 45) if r.random() < .15 else words(2, 12)
        limit = r.choice([None, None, "当日", "20个工作日内", "公示7个工作日", "自收到申请之日起二十个工作日内，经批准可以延长"])
        steps.append(Step(f"s{k + 1}", name, kind, r.choice(lanes), limit, arrows))
    return Flow(f"e-{i}", "难画的", lanes, tuple(steps))
