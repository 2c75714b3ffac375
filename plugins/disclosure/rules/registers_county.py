"""What the county itself sets or must have beside its registers: words for industries, ways to apply, the flows of the work, what villages disclose."""
from collections.abc import Iterator

from disclosure.model.finding import Severity
from disclosure.model.flows import WORK
from disclosure.model.matters import StandardItem
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.shelves import current, graver
from disclosure.rules.statute import REGULATION
from disclosure.rules.written import short

WAYS = ("当面", "邮寄", "在线", "邮箱")


@rule("C868", "industries-of-the-county", Severity.WARNING, basis="福州市基层政务公开标准化规范化工作任务参考清单第7项：惠企政策办事指南按企业行业关键词分类", wrong="行业词: [制造业, 餐饮业]，惠企: {行业: [各类生产企业]}",
      right="行业词: [制造业, 餐饮业]，惠企: {行业: [制造业]}")
def industries_of_the_county(case: Case) -> Iterator[Found]:
    """惠企政策和办事指南的行业用 county.yml 的“行业词”。"""
    words = case.county.industries
    using = [*(policy.benefit for policy in case.county.policies.values() if policy.benefit), *current(case, "guides")]
    if not words and any(record.industries for record in using):
        yield Found(case.county.where(), "政策和指南写了行业，county.yml 没有“行业词”", "请在 county.yml 写“行业词: [制造业, 餐饮业]”，企业才能按行业筛选", Severity.NOTICE)
    for record in using if words else ():
        for position, word in enumerate(record.industries):
            if word not in words:
                yield Found(record.where("industries", position), f"行业“{short(word)}”不在“行业词”里", f"可以写：{'、'.join(words)}；确要新的，加进 county.yml 的“行业词”")


@rule("C869", "ways-to-apply", Severity.NOTICE, basis=f"{REGULATION}第二十八条：建立完善政府信息公开申请渠道；《深化政务公开促进基层政府治理能力提升工作任务分解表》第16项：在当面提交和邮政递送基础上，开通在线申请、电子邮箱",
      wrong="申请渠道里没有邮箱", right="申请渠道: [{渠道: 当面, …}, {渠道: 邮寄, …}, {渠道: 在线, …}, {渠道: 邮箱, …}]")
def ways_to_apply(case: Case) -> Iterator[Found]:
    """依申请公开的申请渠道有当面、邮寄、在线、邮箱。"""
    there = {channel.way for channel in case.county.request_channels}
    lacking = [way for way in WAYS if way not in there]
    if lacking and not case.faulty:
        yield Found(case.county.where("request_channels"), f"申请渠道里没有{'、'.join(lacking)}" if there else "county.yml 没有写“申请渠道”", "请写上每种渠道的收件、收到日和注意事项；没有开通的，请开通",
                    graver(case) if there else None)


@rule("C870", "six-work-flows", Severity.NOTICE, basis="鼓政办〔2020〕60号二.2：建立政府信息管理、信息发布、解读回应、依申请公开、公众参与、监督考核等工作流程", wrong="flows/ 里没有“解读回应”的流程", right="类型: 公开工作，工作流程: 解读回应")
def six_work_flows(case: Case) -> Iterator[Found]:
    """公开工作的六个工作流程都有：政府信息管理、信息发布、解读回应、依申请公开、公众参与、监督考核。"""
    there = {flow.work for flow in case.county.flows.values() if flow.work}
    lacking = [work for work in WORK if work not in there]
    if lacking and not case.faulty:
        yield Found(case.county.where("flows"), f"还没有{'、'.join(lacking)}的工作流程" if there else "流程里没有写哪些是公开工作的六个工作流程",
                    "请在 flows/ 里画上，写“类型: 公开工作”和“工作流程”", Severity.ERROR if there and case.county.status == "正式" else None)


@rule("C871", "what-matters-in-villages", Severity.NOTICE, basis="鼓政办〔2020〕60号三.7：重点公开养老服务、社会救助、保障性住房、义务教育、医疗卫生等；临海市工作方案二(五)：重点公开脱贫攻坚、乡村振兴、村级财务、惠农政策、失地保障、养老服务、社会救助等",
      wrong="village-standard.yml 里没有“重点: 村级财务”的事项", right="{编号: '1.1', 名称: 财务收支, 重点: 村级财务, …}")
def what_matters_in_villages(case: Case) -> Iterator[Found]:
    """村（居）务公开标准目录里十个重点都有事项。"""
    standard = case.county.village_standard
    if standard is None or case.faulty:
        return
    there = {item.focus for item in standard.items if not item.retired}
    lacking = [focus for focus in StandardItem.fields["focus"].kind.options if focus not in there]
    if lacking:
        yield Found(standard.where("items"), f"标准目录里没有{'、'.join(lacking)}的事项", "请在相应的事项上写“重点”；没有的，加上事项")
