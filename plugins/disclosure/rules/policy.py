"""Policies: who interprets them, when, how, and whether they still hold."""
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from disclosure.model.fields import earlier
from disclosure.model.finding import Severity
from disclosure.model.policies import Interpretation, Policy
from disclosure.model.rare import Rare
from disclosure.model.workdays import UnknownYear
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.written import short, spot, stated_place

WITHIN = 3
UNKNOWN_WITHIN = 9
"""Natural days that 3 working days never exceed outside the long holidays; used for years without their holiday notice."""
COPIED = 0.6
WINDOW = 10
ENOUGH = 12
"""Windows of text below which an overlap says nothing."""
NOISE = re.compile(r"[\s\W_]+")
PICTORIAL = ("图解", "图表")
EMPTY_WORDS = Rare(r"(?:图片|图|图解|配图|插图|截图|见图|如图|略|无|一图读懂|图片说明|文字说明|政策解读|解读)[\d一二三四五六七八九十]*")
ENDED = ("失效", "废止")
THREE_DAYS = "太康县、从江县等地政策解读制度：解读材料最迟在文件公开后3个工作日内发布；鼓政办〔2020〕60号三.4：发布与解读同步"


def readings(case: Case) -> Iterator[Interpretation]:
    for policy in case.county.policies.values():
        yield from policy.interpretations


@rule("C641", "interpreter-in-post", Severity.WARNING, basis="《深化政务公开促进基层政府治理能力提升工作任务分解表》第19项：同步公开解读机构、解读人及其联系方式", wrong="解读人 2026-03-01 任职，解读日期 2026-02-10",
      right="解读日期在任职和离任之间")
def interpreter_in_post(case: Case) -> Iterator[Found]:
    """解读人在解读那天在任。"""
    for reading in readings(case):
        day = reading.date
        for n, person in enumerate(reading.interpreters):
            if person.since and earlier(day, person.since):
                yield Found(reading.where("interpreters", n),
                            f"解读人“{person.name}” {person.since} 才任职（{spot(person.where('since'))}），解读日期是 {day}",
                            "请换成当时在任的解读人，或核对两处的日期")
            if person.until and earlier(person.until, day):
                yield Found(reading.where("interpreters", n),
                            f"解读人“{person.name}”已于 {person.until} 离任（{spot(person.where('until'))}），解读日期是 {day}",
                            "请换成当时在任的解读人，或核对两处的日期")


@rule("C642", "interpreted-in-time", Severity.NOTICE, basis=THREE_DAYS, wrong="发布日期: 2026-03-02，最早的解读 2026-03-20",
      right="发布日期: 2026-03-02，最早的解读 2026-03-02")
def interpreted_in_time(case: Case) -> Iterator[Found]:
    """解读与政策同步，最迟在政策发布后3个工作日内。"""
    for policy in case.county.policies.values():
        dated = [r for r in policy.interpretations if r.date.exact]
        if not dated or not policy.published.exact or len(dated) < len(policy.interpretations):
            continue
        first = min(dated, key=lambda r: r.date)
        late = workdays_late(case, policy.published.day, first.date.day)
        if late:
            claimed = first.type == "及时解读"
            yield Found(first.where("date"), f"政策 {policy.published} 发布，最早的解读是 {first.date}，{late}" + ("，类型却写“及时解读”" if claimed else ""),
                        "请核对日期；确实晚了的，类型不写“及时解读”，今后与政策一起发布", Severity.WARNING if claimed else None)


def workdays_late(case: Case, published: date, interpreted: date) -> str:
    """How late, in words; "" where it is in time."""
    if (interpreted - published).days <= WITHIN:
        return ""
    try:
        days = case.law.calendar.between(published, interpreted)
        return f"隔了 {days} 个工作日" if days > WITHIN else ""
    except UnknownYear:
        days = (interpreted - published).days
        return f"隔了 {days} 天" if days > UNKNOWN_WITHIN else ""


@rule("C643", "interpreted-after-published", Severity.WARNING, basis="鼓政办〔2020〕60号三.4：发布与解读同步；早于文件公开的解读让人看不到原文",
      wrong="发布日期: 2026-03-05，解读日期: 2026-03-01", right="解读日期: 2026-03-05")
def interpreted_after_published(case: Case) -> Iterator[Found]:
    """解读不早于政策的发布。"""
    for reading in readings(case):
        if earlier(reading.date, reading.policy.published):
            yield Found(reading.where("date"),
                        f"解读日期 {reading.date} 早于政策的发布日期 {reading.policy.published}（第 {reading.policy.where('published').line} 行）",
                        "请核对两个日期")


@rule("C644", "forms-vary", Severity.NOTICE, basis="福州市基层政务公开标准化规范化工作任务参考清单第6项：采用图片、图表、图解等形式进行解读；崇阳县检查方案", wrong="县民政局一年里的解读都是“文字”", right="形式: 文字，另有 形式: 图解")
def forms_vary(case: Case) -> Iterator[Found]:
    """每个单位最近一年的解读不只文字一种形式。"""
    as_of = case.county.as_of.day
    mine: dict = defaultdict(list)
    for reading in readings(case):
        if (as_of - reading.date.day).days <= 366:
            mine[reading.unit].append(reading)
    for unit, those in mine.items():
        if all(r.form == "文字" for r in those):
            last = max(those, key=lambda r: r.date)
            yield Found(last.where("form"), f"{unit.name}最近一年的 {len(those)} 个解读都是文字一种形式", "请再用图解、问答、视频等形式解读；写“要点”或“对比”，系统自动生成图解")


@rule("C645", "form-is-there", Severity.WARNING, basis="《目录格式》解读：形式说的是这里有什么", wrong="形式: 图解，只有“正文”",
      right="形式: 图解，要点: [{标题: 新标准, 数值: \"815\"}]")
def form_is_there(case: Case) -> Iterator[Found]:
    """解读的形式与所写的内容相符：图解有图、要点或对比，问答有问答。"""
    for reading in readings(case):
        if reading.form in PICTORIAL and not (reading.pictures or reading.points or reading.comparisons):
            yield Found(reading.where("form"), f"形式是“{reading.form}”，没有图片、要点，也没有对比", "请写“要点”“对比”或“图片”；只有文字的，形式写“文字”",
                        Severity.NOTICE if reading.link else None)
        elif reading.form == "问答" and not reading.questions and not reading.link and not asks(reading.text):
            yield Found(reading.where("form"), "形式是“问答”，没有一问一答", "请写“问答: [{问: …, 答: …}]”；不是问答的，改形式")


def asks(text: str | None) -> bool:
    return bool(text and re.search(r"[？?]", text))


@rule("C646", "picture-in-words", Severity.WARNING, basis="《无障碍环境建设法》第三十二条；GB/T 37668—2019：非文本内容有替代文本", wrong="文字说明: 图片",
      right="文字说明: 低保标准由每人每月760元提高到815元，自2026年7月起执行")
def picture_in_words(case: Case) -> Iterator[Found]:
    """图片的文字说明说出图里的内容。"""
    for reading in readings(case):
        for picture in reading.pictures:
            text = picture.text.strip(" 。.")
            if EMPTY_WORDS.fullmatch(text) or text in (reading.title, reading.policy.title) or text == picture.file.rsplit("/", 1)[-1]:
                yield Found(picture.where("text"), f"图片的文字说明“{short(text)}”没有说出图里的内容", "请把图里的数字、条件、步骤写成一段话，看不见图的人也能知道")


@rule("C647", "interpretation-not-copied", Severity.WARNING, basis="安顺、纳雍、沧源等地解读制度：解读不得只是文件要点的摘抄；60%是建议值", wrong="解读的“正文”逐段照抄政策原文",
      right="解读说明背景、依据、新旧差异和怎样办理", alone=True)
def interpretation_not_copied(case: Case) -> Iterator[Found]:
    """解读不照抄政策原文。"""
    for policy in case.county.policies.values():
        if not case.wanted(policy.place.file):
            continue
        source = "".join((policy.text or "").split())
        if len(source) < WINDOW * ENOUGH:
            continue
        for reading in policy.interpretations:
            told = "".join(prose(reading).split())
            windows = [told[n:n + WINDOW] for n in range(0, len(told) - WINDOW + 1, WINDOW // 2)]
            if len(windows) < ENOUGH:
                continue
            share = sum(w in source for w in windows) / len(windows)
            if share > COPIED:
                yield Found(reading.where("text" if reading.text else "points"), f"“{short(reading.title)}”约 {share:.0%} 的文字与政策原文相同，像是照抄",
                            "请用自己的话写：为什么出台、与以前有什么不同、谁能享受、怎么办")


def prose(reading: Interpretation) -> str:
    points = (part for p in reading.points for part in (p.title, p.note) if part)
    return "".join((reading.text or "", *points, *(q.answer for q in reading.questions)))


@rule("C648", "policies-in-force", Severity.WARNING, basis="上高县、全南县动态调整制度：依据失效的及时调整", wrong="事项的“政策”指向 2024 年已废止的文件", right="指向现行的文件", alone=True)
def policies_in_force(case: Case) -> Iterator[Found]:
    """在用的事项引用的政策仍然有效。"""
    told = set()
    for owner in case.county.catalogues:
        for item in owner.items:
            for n, policy in enumerate(item.policies if not item.retired else ()):
                why, place = ended(policy, case), stated_place(item, "policies", n)
                if why and place is not None and (place, policy) not in told:
                    told.add((place, policy))
                    yield Found(place, f"事项 {item.number} 引用的政策“{short(policy.title)}”{why}（{spot(policy.place)}）",
                                "请换成现行的政策；只供查阅的，从“政策”里去掉",
                                Severity.NOTICE if policy.validity == "已修订" else None)


def ended(policy: Policy, case: Case) -> str:
    if policy.validity in ENDED:
        return f"已{policy.validity}"
    if policy.expired(case.county.as_of):
        return f"已于 {policy.expires} 失效"
    return "已修订，请核对引用的是不是新版" if policy.validity == "已修订" else ""


@rule("C649", "validity-fits-dates", Severity.WARNING, basis="建议：照各地门户的文件页，标明有效性", wrong="失效日期: 2025-12-31，有效性: 有效",
      right="失效日期: 2025-12-31，有效性: 失效")
def validity_fits_dates(case: Case) -> Iterator[Found]:
    """政策的有效性与失效日期一致。"""
    as_of = case.county.as_of
    for policy in case.county.policies.values():
        if not policy.expires:
            continue
        if policy.validity in ("有效", "已修订") and policy.expired(as_of):
            yield Found(policy.where("validity"), f"有效性写“{policy.validity}”，失效日期 {policy.expires} 已过（截至日期 {as_of}）",
                        "请改成“失效”；延长了有效期的，改失效日期")
        elif policy.validity == "失效" and earlier(as_of, policy.expires):
            yield Found(policy.where("validity"), f"有效性写“失效”，失效日期 {policy.expires} 还没有到", "请核对；提前废止的写“废止”")


@rule("C650", "policy-text", Severity.NOTICE, basis="《政府信息公开条例》第二十条第一项：规范性文件主动公开", wrong="（政策没有正文）", right="正文文件: dibao-biaozhun.md")
def policy_text(case: Case) -> Iterator[Found]:
    """公开的政策有正文、正文文件或者链接。"""
    for policy in case.county.policies.values():
        if not (policy.text or policy.text_file or policy.link) and policy.attribute in (None, "主动公开"):
            yield Found(policy.where(), f"政策“{short(policy.title)}”没有正文，也没有链接", "请写“正文”“正文文件”或者“链接”")


@rule("C651", "excuse-or-interpretation", Severity.WARNING, basis="《目录格式》政策：没有解读的才写不解读理由", wrong="不解读理由: 内容简单，解读: [...]", right="只写“解读”")
def excuse_or_interpretation(case: Case) -> Iterator[Found]:
    """有解读的不写不解读理由，不解读的理由说得清楚。"""
    for policy in case.county.policies.values():
        if policy.no_interpretation and policy.interpretations:
            yield Found(policy.where("no_interpretation"), f"写了“不解读理由”，又有 {len(policy.interpretations)} 个解读", "请删去“不解读理由”")
        elif policy.no_interpretation and len(NOISE.sub("", policy.no_interpretation)) < 4:
            yield Found(policy.where("no_interpretation"), f"不解读理由“{policy.no_interpretation}”没有说明为什么", "请写明理由，如“人事任免文件，不涉及公众权利义务”")


TOLD = ("companies", "conditions", "amount", "window", "guide", "unit", "phone")
"""Keys of 惠企 that came later than 行业 and 兑现方式: whoever uses one says also what the page cannot do without."""


@rule("C652", "benefit-complete", Severity.WARNING, basis="建议：企业先看能不能拿、怎么拿", wrong="惠企: {行业: [制造业], 标准: 每户2万元}",
      right="惠企: {行业: [制造业], 方式: 申报享受, 标准: 每户2万元}")
def benefit_complete(case: Case) -> Iterator[Found]:
    """惠企写了企业类型、条件、标准、申报、指南、单位、电话的，也写行业和方式。"""
    for policy in case.county.policies.values():
        benefit = policy.benefit
        told = [code for code in TOLD if benefit and getattr(benefit, code)]
        lacking = [benefit.fields[code].key for code in ("industries", "way") if not getattr(benefit, code)] if told else []
        if lacking:
            yield Found(benefit.where(told[0]), f"惠企写了“{benefit.fields[told[0]].key}”，没有写“{'”和“'.join(lacking)}”",
                        "请补上：行业是哪些企业能享受，方式是免申即享、申报享受或者直接减免")
