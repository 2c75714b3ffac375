"""Public institutions (公共企事业单位): every industry is there, and what water, power, gas and heat cost and promise is told."""
import re
from collections.abc import Iterator

from disclosure.model.finding import Severity
from disclosure.model.registers.institutions import Institution
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.shelves import complete, current
from disclosure.rules.statute import REGULATION
from disclosure.rules.written import short

SUPPLIES = ("供水", "供电", "供气", "供热")
TOLD = {"服务标准": re.compile("服务(?:标准|承诺|规范|质量)"), "资费标准": re.compile("资费|收费|价格|[水电气热]价|费用标准")}


@rule("C850", "institutions-there", Severity.NOTICE, basis=f"{REGULATION}第五十五条：教育、卫生健康、供水、供电、供气、供热、环境保护、公共交通等公共企事业单位；"
      "《优化营商环境条例》（国务院令第722号）第二十八条：供水、供电、供气、供热等公用企事业单位应当向社会公开服务标准、资费标准等信息",
      wrong="行业: 供水，事项里没有服务标准", right="行业: 供水，事项: [{名称: 水价和收费依据, …}, {名称: 服务标准和承诺, …}]")
def institutions_there(case: Case) -> Iterator[Found]:
    """八个行业的公共企事业单位都有，供水、供电、供气、供热的公开服务标准和资费标准。"""
    there = complete(case, "institutions")
    has = {one.industry for one in there}
    lacking = [industry for industry in Institution.fields["industry"].kind.options if industry not in has]
    if there and lacking:
        yield Found(there[0].place, f"公共企事业单位里还没有{'、'.join(lacking)}的", "请在 institutions/ 里各写一个文件；本县没有这个行业的，可以不理")
    for one in current(case, "institutions"):
        said = "\n".join(text for item in one.items if not item.retired for text in (item.category or "", item.name, *item.content))
        untold = [what for what, pattern in TOLD.items() if not pattern.search(said)]
        if one.industry in SUPPLIES and untold:
            yield Found(one.where("items" if one.items else "industry"), f"“{short(one.label)}”的事项里没有{'、'.join(untold)}", "请加上这样的事项：做到什么程度、收多少、依据哪个文件", Severity.WARNING)
