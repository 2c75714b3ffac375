"""The domains of a county that has just begun: each with one matter, which gives way to the first table imported."""
from disclosure.write.draft import new_file

SEED = {"编号": "1.1", "一级事项": "政策法规", "名称": "政策法规文件", "内容": ["本领域的法律、法规、规章", "本领域的规范性文件和解读"],
        "依据": "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条"}
"""The matter, without who discloses it."""
DEFAULTS = {"时限": "信息形成或者变更之日起20个工作日内", "方式": "主动公开", "渠道": "政府网站", "对象": "全社会", "层级": ["县级", "乡级"]}


def seeded(file: str, name: str, pilot: str, lead: str) -> str:
    """The text of a pilot domain's file.  `lead`: the id of the unit that leads it, and discloses the matter."""
    return new_file({"领域": name, "试点领域": pilot, "牵头单位": lead, "默认": DEFAULTS, "事项": [SEED | {"主体": lead}]}, file)


def is_seed(own: dict) -> bool:
    """Whether a matter says what it was begun with, and nothing of its own beside the unit."""
    return {key: said for key, said in own.items() if key != "主体"} == SEED
