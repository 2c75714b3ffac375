"""Services (办事服务): what is charged and promised, where to go, what was answered, and how bad ratings were dealt with."""
from collections import defaultdict
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

from disclosure.model.finding import Severity
from disclosure.model.law import Period
from disclosure.model.registers.services import ServiceGuide, ServicePlace
from disclosure.model.time_limit import exceeds, limits
from disclosure.rules.currency import repealed
from disclosure.rules.policy import ended
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.shelves import complete, current, days_after, graver, past
from disclosure.rules.statute import REGULATION
from disclosure.rules.written import several, short, spot

TASKS = "《深化政务公开促进基层政府治理能力提升工作任务分解表》"
EAST, NORTH = (73, 136), (3, 54)
"""Degrees between which the country lies."""
FAR = 150
"""Kilometres that no county reaches from its middle."""
REVIEWED, REPLIED = 365, 15
WINDOW = ("业务咨询", "事项办理", "网上申报", "进度查询", "结果领取")
BEYOND = ("误评", "恶意评价")
AT_ONCE = ("当场", "即时", "即办", "立即")


@rule("C834", "fee-explained", Severity.ERROR, basis=f"{TASKS}第9项：如收费，则明确收费依据及标准", wrong="收费: 收费，没有收费依据", right="收费: 收费，收费依据: 示发改价〔2025〕3号，收费标准: 每证10元")
def fee_explained(case: Case) -> Iterator[Found]:
    """收费的办事指南写明收费依据和收费标准。"""
    for guide in current(case, "guides"):
        lacking = [guide.fields[code].key for code in ("fee_basis", "fee_rate") if not getattr(guide, code)]
        if guide.fee == "收费" and lacking:
            yield Found(guide.where("fee"), f"“{short(guide.label)}”收费，没有写{'、'.join(lacking)}", "请写上依据哪个文件收、收多少；不收的，收费写“不收费”")


@rule("C835", "promise-within-law", Severity.ERROR, basis="《优化营商环境条例》（国务院令第722号）第三十六条：在规定的时限内尽快办结，可以在国家规定的办理时限内进一步压减",
      wrong="法定时限: 20个工作日，承诺时限: 30个工作日", right="法定时限: 20个工作日，承诺时限: 5个工作日")
def promise_within_law(case: Case) -> Iterator[Found]:
    """承诺时限不比法定时限长。"""
    for guide in current(case, "guides"):
        if longer(guide.promised, guide.statutory):
            yield Found(guide.where("promised"), f"“{short(guide.label)}”的承诺时限“{short(guide.promised)}”比法定时限“{short(guide.statutory)}”长", "请核对两个时限；承诺时限不能长于法定时限")


def longer(promised: str, statutory: str) -> bool:
    """Whether a promise is certainly longer than what the law allows; not where either cannot be read, or units cannot be compared."""
    ours, law = ([one for one in limits(text) if one.n is not None] for text in (promised, statutory))
    if len(ours) != 1 or not law and not statutory.startswith(AT_ONCE) or len(law) > 1:
        return False
    if not law:
        return ours[0].n > 0
    mine, theirs = ours[0], law[0]
    if mine.unit == theirs.unit:
        return mine.n > theirs.n
    most = {"工作日": Period("", workdays=theirs.n), "日": Period("", days=theirs.n), "月": Period("", days=theirs.n * 31), "半月": Period("", days=theirs.n * 16)}
    days = {"月": mine.n * 28, "半月": mine.n * 14}.get(mine.unit)
    return theirs.unit in most and exceeds(mine._replace(n=days, unit="日") if days else mine, most[theirs.unit])


@rule("C836", "guides-in-force", Severity.WARNING, basis="上高县、全南县动态调整制度：依据失效的及时调整；清单见 law/repealed.yml", wrong="依据: [《中华人民共和国执业医师法》第八条]",
      right="依据: [《中华人民共和国医师法》第八条]", alone=True)
def guides_in_force(case: Case) -> Iterator[Found]:
    """办事指南的依据没有废止或者被取代。"""
    yield from (found for what, found in repealed(case) if isinstance(what.top, ServiceGuide))


@rule("C837", "guides-here", Severity.NOTICE, basis="建议：指南在本专题里，事项指到它，群众不用到别处找", wrong="办事指南: 'https://zwfw.shili.example/1.htm'，没有写“指南”", right="指南: [dibao]")
def guides_here(case: Case) -> Iterator[Found]:
    """有了本县的办事指南，事项引用本县的，不只链接到外面。"""
    for owner in case.county.catalogues if complete(case, "guides") else ():
        outside = [item for item in owner.items if not item.retired and "guides" in item.spans and item.guides and not item.service_guides]
        if outside:
            yield Found(outside[0].where("guides"), f"“{owner.name}”有 {len(outside)} 个事项的办事指南在外面：{several([item.number for item in outside])}", "guides/ 里有这件事的，请在事项里写“指南: [代号]”；没有的可以补上")


@rule("C838", "bundle-is-less", Severity.ERROR, basis="三明通知三(五)：“一件事”集成套餐服务，减环节、减时间、减材料、减跑动", wrong="指南: [chusheng]，原跑动: 1，现跑动: 2", right="指南: [chusheng, yibao-canbao]，原跑动: 5，现跑动: 1")
def bundle_is_less(case: Case) -> Iterator[Found]:
    """一件事合并两个以上的指南，环节、材料、跑动不比原来多。"""
    for bundle in current(case, "bundles"):
        if len(set(bundle.guides)) < 2:
            yield Found(bundle.where("guides"), f"“{short(bundle.label)}”只有 {len(set(bundle.guides))} 个办事指南", "一件事是几件事合成的，请写两个以上的指南；只有一件的，写成办事指南")
        for what in ("stages", "papers", "visits"):
            before, now = getattr(bundle, f"{what}_before"), getattr(bundle, f"{what}_now")
            if before and now and now.value > before.value:
                yield Found(bundle.where(f"{what}_now"), f"“{short(bundle.label)}”的{bundle.fields[f'{what}_now'].key} {now} 比原来的 {before} 多", "请核对两个数", Severity.WARNING)


@rule("C839", "bundles-enough", Severity.NOTICE, basis="县设的“一件事目标”；福州市基层政务公开标准化规范化工作任务参考清单第7项：套餐服务事项总数增加至40项以上", wrong="一件事目标: 40，bundles/ 里有 6 件", right="一件事目标: 6，bundles/ 里有 6 件")
def bundles_enough(case: Case) -> Iterator[Found]:
    """一件事不少于县设的目标。"""
    target, there = case.county.bundle_target, len(current(case, "bundles"))
    if target and there < target and not case.faulty:
        yield Found(case.county.where("bundle_target"), f"一件事有 {there} 件，目标是 {target} 件", "做成了的，请在 bundles/ 里各写一个文件")


@rule("C840", "places-on-the-map", Severity.ERROR, basis="建议：坐标写对，政务地图上的位置才对", wrong="经度: 26.3290，纬度: 118.1102", right="经度: 118.1102，纬度: 26.3290")
def places_on_the_map(case: Case) -> Iterator[Found]:
    """经度在73至136之间、纬度在3至54之间，两个一起写，离别的场所不太远。"""
    sound: list[tuple[ServicePlace, float, float]] = []
    for place in current(case, "places"):
        written = [code for code in ("longitude", "latitude") if code in place.spans]
        if len(written) == 1:
            code = written[0]
            yield Found(place.where(code), f"“{short(place.label)}”只写了{place.fields[code].key}", "经度和纬度请一起写，或者都不写")
        elif place.longitude and place.latitude:  # what could not be read has been told
            off = [code for code, (low, high) in (("longitude", EAST), ("latitude", NORTH)) if not low <= getattr(place, code).value <= high]
            for code in off:
                low, high = EAST if code == "longitude" else NORTH
                yield Found(place.where(code), f"“{short(place.label)}”的{place.fields[code].key} {getattr(place, code)} 不在 {low} 至 {high} 之间", "请核对；经度和纬度可能写反了")
            if not off:
                sound.append((place, float(place.longitude.value), float(place.latitude.value)))
    if len(sound) < 3:
        return
    from statistics import median  # which brings fractions and numbers along, and few counties come here
    middle = median(east for _, east, _ in sound), median(north for _, _, north in sound)
    for place, *here in sound:
        if (away := kilometres(middle, here)) > FAR:
            yield Found(place.where("longitude"), f"“{short(place.label)}”离全县各场所的中间位置 {away:.0f} 公里，超过 {FAR} 公里", "请核对经度和纬度", Severity.WARNING)


def kilometres(one: tuple[float, float] | list[float], other: tuple[float, float] | list[float]) -> float:
    """The distance between two points, each (longitude, latitude) in degrees."""
    (east, north), (there, up) = ([radians(x) for x in point] for point in (one, other))
    return 2 * 6371 * asin(sqrt(sin((up - north) / 2) ** 2 + cos(north) * cos(up) * sin((there - east) / 2) ** 2))


@rule("C841", "places-there", Severity.NOTICE, basis=f"{REGULATION}第二十五条：在国家档案馆、公共图书馆、政务服务场所设置政府信息查阅场所；三明通知二(五)：设立政务公开专区；{TASKS}第14项：县档案馆、图书馆设置政府公报查阅点；各乡镇有便民服务中心是建议",
      wrong="places.yml 里没有图书馆的政府公报查阅点", right="tushuguan: {名称: 县图书馆, 类型: [政府公报查阅点, 信息查阅点], …}")
def places_there(case: Case) -> Iterator[Found]:
    """县里有政务公开专区，档案馆、图书馆有政府公报查阅点，各乡镇有便民服务中心。"""
    there = complete(case, "places")
    if not there:
        return
    lacking = [] if any("政务公开专区" in p.kinds for p in there) else ["政务公开专区"]
    for house in ("档案馆", "图书馆"):
        if not any("政府公报查阅点" in p.kinds and house in f"{p.title}{p.unit.name}{p.postal_address}" for p in there):
            lacking.append(f"{house}的政府公报查阅点")
    served = {township for p in there if "便民服务中心" in p.kinds for township in (*p.townships, *([p.village.township] if p.village else []))}
    if without := [t.name for t in case.county.townships.values() if t not in served]:
        lacking.append(f"{several(without)}的便民服务中心")
    if lacking:
        yield Found(there[0].place, f"服务场所里还没有{'，'.join(lacking)}", "请在 places.yml 里登记，类型和“乡镇”照实写；确实没有的，请设立", graver(case))


@rule("C842", "window-services", Severity.NOTICE, basis=f"{TASKS}第12项：提供业务咨询、事项办理（不含审批）、网上申报、进度查询、结果领取等业务", wrong="类型: [政务公开窗口]，服务: [业务咨询]",
      right="服务: [业务咨询, 事项办理, 网上申报, 进度查询, 结果领取]")
def window_services(case: Case) -> Iterator[Found]:
    """政务公开窗口能业务咨询、事项办理、网上申报、进度查询、结果领取。"""
    for place in current(case, "places"):
        lacking = [service for service in WINDOW if service not in place.services]
        if "政务公开窗口" in place.kinds and lacking:
            yield Found(place.where("services" if place.services else "kinds"), f"政务公开窗口“{short(place.label)}”的服务里没有{'、'.join(lacking)}", "能做的，请写进“服务”")


@rule("C843", "answers-hold", Severity.NOTICE, basis="建议：答复每年核对一次，引用的政策仍然有效", wrong="更新日期: 2024-03-01（截至 2026-11-20）", right="更新日期: 2026-04-20")
def answers_hold(case: Case) -> Iterator[Found]:
    """知识问答的答复在365天内核对过，引用的政策仍然有效。"""
    for group in current(case, "questions"):
        for one in group.answered:
            if past(case, one.updated, REVIEWED):
                yield Found(one.where("updated"), f"问答 {one.number}“{short(one.question)}”最近一次核对是 {one.updated}，已超过 {REVIEWED} 天", "请核对答复；没有变化的，改“更新日期”")
            if one.policy and (why := ended(one.policy, case)):
                yield Found(one.where("policy"), f"问答 {one.number} 引用的政策“{short(one.policy.title)}”{why}（{spot(one.policy.place)}）", "请按现行的政策改写答复", Severity.WARNING)


@rule("C844", "complaints-counted", Severity.ERROR, basis="建议：公布的差评不多于汇总里不满意的次数", wrong="某单位不满意、非常不满意共 1 次，“差评”里有 2 件", right="某单位不满意、非常不满意共 2 次，“差评”里有 2 件")
def complaints_counted(case: Case) -> Iterator[Found]:
    """各单位的差评不多于汇总里不满意和非常不满意的次数。"""
    for rating in current(case, "ratings"):
        told = defaultdict(list)
        for complaint in rating.complaints:
            told[complaint.unit].append(complaint)
        for unit, those in told.items():
            counted = sum(int(t.poor) + int(t.bad) for t in rating.tallies if t.unit is unit)
            if len(those) > counted:
                yield Found(those[counted].where("unit"), f"“{short(rating.label)}”里{unit.label}的差评有 {len(those)} 件，汇总里不满意和非常不满意一共 {counted} 次", "请核对汇总和差评")


@rule("C845", "complaints-answered", Severity.WARNING, basis=f"{TASKS}第17项：差评件件有整改、有反馈，限期整改建立台账；15天照各地办法（如临武县），是建议值", wrong="日期: 2026-10-09，反馈日期: 2026-11-02", right="日期: 2026-10-09，反馈日期: 2026-10-12")
def complaints_answered(case: Case) -> Iterator[Found]:
    """差评在15天内反馈，限期整改的写明期限。"""
    for rating in current(case, "ratings"):
        for one in rating.complaints:
            late = days_after(one.date, one.answered)
            if late is not None and late > REPLIED:
                yield Found(one.where("answered"), f"差评 {one.number} 是 {one.date} 的，{one.answered} 才反馈，隔了 {late} 天", "请核对两个日期；确实晚了的，如实保留，今后及时反馈")
            elif not one.answered and past(case, one.date, REPLIED):
                yield Found(one.where("date"), f"差评 {one.number} 是 {one.date} 的，超过 {REPLIED} 天还没有反馈", "反馈以后请写“反馈日期”")
            if one.handling == "限期整改" and not one.until:
                yield Found(one.where("handling"), f"差评 {one.number} 限期整改，没有写期限", "请写“期限”：到哪一天")


@rule("C846", "complaints-weighed", Severity.WARNING, basis=f"{TASKS}第17项：核实为误评或恶意评价的，评价结果不予采纳", wrong="核实: 误评，情形: 立行立改", right="核实: 误评，情形: 不予采纳")
def complaints_weighed(case: Case) -> Iterator[Found]:
    """误评、恶意评价不予采纳，不予采纳的是误评或者恶意评价。"""
    for rating in current(case, "ratings"):
        for one in rating.complaints:
            if (one.verdict in BEYOND) != (one.handling == "不予采纳"):
                yield Found(one.where("handling"), f"差评 {one.number} 核实为“{one.verdict}”，情形却是“{one.handling}”", "请核对：误评、恶意评价的写“不予采纳”，其余的写怎样处理")
