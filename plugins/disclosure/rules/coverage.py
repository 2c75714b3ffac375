"""Coverage: the pilot domains, the townships and what each of them must have."""
import re
from collections.abc import Iterator
from datetime import timedelta

from disclosure.model.county import SERVICES, Domain, Township
from disclosure.model.finding import Severity
from disclosure.model.law import PilotDomain
from disclosure.model.seed import SEED, untouched
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.written import several

SAMPLE_DATE = re.compile(r"#\s*样子里的日期是\s*(\d{4}-\d\d-\d\d)")
"""What a new county's file says of its date."""
WORK_LIST = "国办发〔2019〕54号：对照26个试点领域标准指引编制完成本级政务公开事项标准目录；三明通知一(二)"
REVISED_WITHIN = timedelta(days=2 * 366)


def called(name: str) -> str:
    return name.strip().removesuffix("领域")


def pilots_by_name(case: Case) -> dict[str, PilotDomain]:
    return {name: pilot for pilot in case.law.pilot_domains for name in (pilot.name, *pilot.also)}


def named_pilot(domain: Domain, names: dict[str, PilotDomain]) -> PilotDomain | None:
    """The pilot domain that a domain's name, or else an alias of it, says."""
    return next((names[called(way)] for way in (domain.name, *domain.aliases) if called(way) in names), None)


@rule("C601", "pilot-domains", Severity.NOTICE, basis=WORK_LIST, wrong="（没有“税收管理”领域）", right="domains/shuishou-guanli.yml：领域: 税收管理",
      coverage=True, measure="coverage")
def pilot_domains(case: Case) -> Iterator[Found]:
    """26个试点领域都有目录（名称按别名认）。"""
    names = pilots_by_name(case)
    there = {d.pilot for d in case.county.domains.values()} | {p.number for d in case.county.domains.values() if (p := named_pilot(d, names))}
    lacking = [p.name for p in case.law.pilot_domains if p.number not in there]
    if lacking:
        yield Found(case.county.where("domains"), f"缺少 {len(lacking)} 个试点领域的目录：{several(lacking, 26)}",
                    "请在 catalogues/domains/ 里各建一个文件；本地叫别的名字的，写上“试点领域: 编号”")


@rule("C615", "more-than-a-sample", Severity.NOTICE, basis="国办发〔2019〕54号：对照26个试点领域标准指引编制目录；新建县时的那一项只是样子",
      wrong="领域: 就业，事项只有新建县时写的“政策法规文件”", right="就业领域的事项从本县的表导入，或者照标准指引写")
def more_than_a_sample(case: Case) -> Iterator[Found]:
    """领域里有本县自己的事项，不只是新建县时写的那一项样子。"""
    bare = [domain.name for domain in case.county.domains.values() if untouched(domain)]
    if bare:
        yield Found(case.county.where("domains"), f"{len(bare)} 个领域还只有样子（新建县时写的“{SEED['名称']}”一项）：{several(bare, 26)}。目录状态是“{case.county.status or '编制中'}”",
                    "有表的用 python build.py import 导入，没有的照标准指引写；发布以前至少核对这一项是不是本县的")


@rule("C616", "own-date", Severity.NOTICE, basis="《目录格式》county.yml：截至日期是这一版的日期",
      wrong="# 样子里的日期是 2026-11-20，截至日期: 2026-11-20", right="截至日期: 2026-12-01")
def own_date(case: Case) -> Iterator[Found]:
    """截至日期改成了本县这一版的，不是新建县时的样子。"""
    rows = case.texts.get(case.county.place.file, "").split("\n")
    if str(case.county.as_of) in {found[1] for row in rows if (found := SAMPLE_DATE.match(row))}:
        yield Found(case.county.where("as_of"), f"截至日期 {case.county.as_of} 还是新建县时样子里的，不是本县这一版的", "改成这次发布的日期；凡是要和“今天”比的（逾期、有效期）都用它")


@rule("C602", "pilot-row-fits", Severity.WARNING, basis="国办发〔2019〕54号：26个试点领域", wrong="领域: 税收管理，试点领域: 5", right="领域: 税收管理，试点领域: 25")
def pilot_row_fits(case: Case) -> Iterator[Found]:
    """“试点领域”的编号与领域的名称一致。"""
    names = pilots_by_name(case)
    for domain in case.county.domains.values():
        by_name = named_pilot(domain, names)
        if domain.pilot and by_name and by_name.number != domain.pilot and domain.pilot <= len(case.law.pilot_domains):
            meant = next(p.name for p in case.law.pilot_domains if p.number == domain.pilot)
            yield Found(domain.where("pilot"), f"领域“{domain.name}”写的试点领域编号 {domain.pilot} 是“{meant}”",
                        f"“{by_name.name}”的编号是 {by_name.number}，请核对")


@rule("C603", "pilot-number", Severity.ERROR, basis="《目录格式》领域：试点领域是 1 至 26", wrong="试点领域: 27", right="试点领域: 26（不是试点领域的不写）")
def pilot_number(case: Case) -> Iterator[Found]:
    """“试点领域”的编号在1至26之间。"""
    most = len(case.law.pilot_domains)
    for domain in case.county.domains.values():
        if domain.pilot and domain.pilot > most:
            yield Found(domain.where("pilot"), f"试点领域的编号只到 {most}，没有 {domain.pilot}", "请改成对应的编号；本县增加的领域不写“试点领域”")


@rule("C604", "townships-there", Severity.NOTICE, basis="三明通知一(二)：各县、乡镇、街道编制完成本级政务公开事项标准目录",
      wrong="乡镇: [xi-zhen, dong-xiang]，没有 townships/dong-xiang.yml",
      right="catalogues/townships/ 里每个乡镇一个文件", coverage=True, measure="coverage")
def townships_there(case: Case) -> Iterator[Found]:
    """列入名单的乡镇、街道都有目录，并且不是空的。"""
    county = case.county
    if not county.required_townships:
        if county.townships:
            yield Found(county.where("required_townships"), "county.yml 没有写“乡镇”，无法核对是不是每个乡镇都有目录", "请按行政区划写上全部乡镇、街道的代号", Severity.NOTICE)
        return
    by_name: dict[str, Township] = {name: t for t in county.townships.values() for name in t.names}
    lacking = [t for t in county.required_townships if t not in by_name]
    if lacking:
        yield Found(county.where("required_townships", county.required_townships.index(lacking[0])), f"{len(lacking)} 个乡镇还没有目录：{several(lacking, 40)}",
                    f"请建 catalogues/townships/{lacking[0]}.yml；名单写错了的，改成乡镇的代号")
    listed = {by_name[t] for t in county.required_townships if t in by_name}
    for township in county.townships.values():
        if township not in listed:
            yield Found(township.where(), f"“{township.name}”没有列在 county.yml 的“乡镇”里", f"请在 county.yml 的“乡镇”里加上 {township.id}",
                        Severity.NOTICE)
        if not any(not i.retired for i in township.items):
            yield Found(township.where(), f"“{township.name}”的目录里没有一个事项", "请写“参照: [领域]”或者“事项”")


@rule("C606", "township-domains", Severity.NOTICE, basis="三明通知一(二)：乡镇、街道编制完成本级政务公开事项标准目录；领域由县定是建议", wrong="乡镇领域: [shehui-jiuzhu]，某乡没有社会救助的事项",
      right="参照: [shehui-jiuzhu]", coverage=True, measure="coverage")
def township_domains(case: Case) -> Iterator[Found]:
    """每个乡镇都有县里要求的各个领域的事项。"""
    wanted = [d for text in case.county.township_domains if (d := domain_of(case, text))]
    for township in case.county.townships.values():
        there = {i.domain for i in township.items if not i.retired}
        lacking = [d for d in wanted if d not in there]
        if lacking and there:
            yield Found(township.where(), f"“{township.name}”的目录缺少 {len(lacking)} 个领域：{several(d.name for d in lacking)}",
                        f"请写“参照: [{', '.join(d.id for d in lacking[:3])}]”，或者单独写事项")


def domain_of(case: Case, text: str) -> Domain | None:
    return case.county.domains.get(text) or next((d for d in case.county.domains.values() if text in d.names), None)


@rule("C607", "township-domains-exist", Severity.ERROR, basis="《目录格式》county.yml：乡镇领域写领域的代号", wrong="乡镇领域: [shehui-jiuzu]",
      right="乡镇领域: [shehui-jiuzhu]")
def township_domains_exist(case: Case) -> Iterator[Found]:
    """“乡镇领域”里写的领域都存在。"""
    unknown = [] if case.faulty else [text for text in case.county.township_domains if domain_of(case, text) is None]
    if unknown:
        yield Found(case.county.where("township_domains", case.county.township_domains.index(unknown[0])), f"“乡镇领域”里没有这样的领域：{several(unknown)}", f"可以写：{several(case.county.domains, 26)}")


@rule("C608", "domain-standard", Severity.NOTICE, basis="福州市基层政务公开标准化规范化工作任务参考清单第6项：完整公开26个试点领域公开事项目录、公开标准和公开流程", wrong="（领域没有“标准指引”）",
      right="标准指引: {名称: 社会救助领域基层政务公开标准指引, 发布机关: 民政部办公厅}", coverage=True)
def domain_standard(case: Case) -> Iterator[Found]:
    """每个领域写明依照的标准指引。"""
    for domain in case.county.domains.values():
        if domain.standard is None or not domain.standard.name:
            yield Found(domain.where(), f"“{domain.name}”没有写标准指引", "请写“标准指引: {名称: …, 发布机关: …}”；文号没有查到的不要编造，可以不写")


@rule("C609", "domain-flow", Severity.NOTICE, basis="福州市基层政务公开标准化规范化工作任务参考清单第6项：完整公开26个试点领域公开事项目录、公开标准和公开流程", wrong="（领域没有“流程”）",
      right="流程: [dibao-shenhe]", coverage=True)
def domain_flow(case: Case) -> Iterator[Found]:
    """每个领域至少有一个公开流程。"""
    drawn = {d for f in case.county.flows.values() for d in f.domains}
    for domain in case.county.domains.values():
        if not domain.flows and domain not in drawn and not any(i.flows for i in domain.items if not i.retired):
            yield Found(domain.where(), f"“{domain.name}”没有公开流程", "请在 catalogues/flows/ 里画一个流程，并在这里写“流程: [流程代号]”")


@rule("C610", "domain-catalogue", Severity.NOTICE, basis="福州市基层政务公开标准化规范化工作任务参考清单第6项：完整公开26个试点领域公开事项目录、公开标准和公开流程", wrong="（领域的事项全部停用）",
      right="事项: [在用的事项]", coverage=True)
def domain_catalogue(case: Case) -> Iterator[Found]:
    """每个领域有在用的事项。"""
    for domain in case.county.domains.values():
        if domain.items and all(i.retired for i in domain.items):
            yield Found(domain.where(), f"“{domain.name}”的事项全部停用了，目录是空的", "请补上在用的事项，或去掉这个领域")


@rule("C612", "domain-revised", Severity.NOTICE, basis="各地动态调整制度（上高县、全南县）：目录定期调整，有修订日期；两年是建议值", wrong="修订日期: 2019-12-01",
      right="修订日期: 2026-05-12")
def domain_revised(case: Case) -> Iterator[Found]:
    """每个领域的目录写明修订日期，两年内修订或者复核过。"""
    silent = [d for d in case.county.domains.values() if d.revised is None]
    if silent:
        yield Found(silent[0].where(), f"{len(silent)} 个领域没有写修订日期：{several(d.name for d in silent)}", "请写“修订日期: YYYY-MM-DD”")
    for domain in case.county.domains.values():
        if domain.revised and domain.revised.day < case.county.as_of.day - REVISED_WITHIN:
            yield Found(domain.where("revised"), f"“{domain.name}”的目录上次修订是 {domain.revised}，到 {case.county.as_of} 已超过两年",
                        "请对照法规和机构的变化复核；没有变化的，把“修订日期”改成复核的日期")


SITE_FACTS = ("portal_url", "site_name", "site_code", "sponsor", "phone", "icp", "police")


@rule("C613", "site-facts", Severity.NOTICE, basis="建议，照各地政府网站的页脚：网站名称、主办单位、联系方式、网站标识码、ICP备案编号、公安机关备案标识",
      wrong="（county.yml 没有“网站标识码”）", right="网站标识码: '3599000001'")
def site_facts(case: Case) -> Iterator[Found]:
    """页眉、页脚要用的网站名称、主办单位、标识码和备案号写全。"""
    county = case.county
    lacking = [county.fields[code].key for code in SITE_FACTS if not getattr(county, code)]
    if lacking:
        yield Found(county.where(), f"county.yml 没有写{'、'.join(lacking)}，页眉、页脚和页面标签里就没有", "请照门户网站页脚的写法补上")


@rule("C614", "entrances", Severity.NOTICE, basis="《政府信息公开条例》第二十九条（申请的方式）；三明通知二(一)：设置统一的互动交流入口和在线办事入口",
      wrong="入口: {在线办事: 'https://…'}", right="入口: {互动交流: 'https://…', 在线办事: 'https://…', 依申请公开: 'https://…'}")
def entrances(case: Case) -> Iterator[Found]:
    """“入口”里有互动交流、在线办事和依申请公开。"""
    there = {name for name, _ in case.county.entries}
    lacking = [name for name in SERVICES if name not in there]
    if lacking:
        yield Found(case.county.where("entries"), f"“入口”里没有{'、'.join(lacking)}，读者在页面上找不到去处",
                    "请写上门户网站相应栏目的完整网址")
