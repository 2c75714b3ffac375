"""A few records of a made county, and what lies between them and others."""
from disclosure.editions.state import State
from disclosure.editions.telling import End, Told


def matter(number: str, name: str = "审核信息", **more) -> dict:
    return {"编号": number, "名称": name, "内容": [f"{name}的条件", f"{name}的程序"], "依据": ["《社会救助暂行办法》第十一条"], "时限": "公示7个工作日",
            "主体": ["minzheng"], "渠道": ["政府网站"], "对象": "全社会", "方式": ["主动公开"]} | more


BASE: State = {"domains/jiuzhu": {"领域": "社会救助", "牵头单位": "minzheng"}, "domains/jiuzhu/2.1": matter("2.1", "办事指南"), "domains/jiuzhu/2.3": matter("2.3"),
               "townships/xi": {"乡镇": "西街", "单位": "xi"}, "townships/xi/jiuzhu-2.3": matter("jiuzhu-2.3", 参照="jiuzhu/2.3", 主体=["xi"]),
               "units/minzheng": {"名称": "样本县民政局", "简称": "县民政局"}, "units/xi": {"名称": "西街街道办事处"}}


def told(after: State, before: State = BASE, since: End = End("甲"), until: End = End("乙")) -> Told:
    return Told("样本县", since, until, before, after)


def edited(*keys: str, **values) -> State:
    return {**BASE, **{key: {**BASE[key], **values} for key in keys}}
