"""The domains of a county that has just begun: each with one matter, which gives way to the first table imported."""
from disclosure.model.seed import SEED
from disclosure.write.draft import new_file

DEFAULTS = {"时限": "信息形成或者变更之日起20个工作日内", "方式": "主动公开", "渠道": "政府网站", "对象": "全社会", "层级": ["县级", "乡级"]}


def seeded(file: str, name: str, pilot: str, lead: str) -> str:
    """The text of a pilot domain's file.  `lead`: the id of the unit that leads it, and discloses the matter."""
    return new_file({"领域": name, "试点领域": pilot, "牵头单位": lead, "默认": DEFAULTS, "事项": [SEED | {"主体": lead}]}, file)


def is_seed(own: dict) -> bool:
    """Whether a matter says what it was begun with, and nothing of its own beside the unit."""
    return {key: said for key, said in own.items() if key != "主体"} == SEED
