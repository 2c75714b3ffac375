"""What every domain of a new county begins with."""
from disclosure.model.catalogue import Catalogue

SEED = {"编号": "1.1", "一级事项": "政策法规", "名称": "政策法规文件", "内容": ["本领域的法律、法规、规章", "本领域的规范性文件和解读"],
        "依据": "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条"}
"""The matter, without who discloses it."""


def untouched(catalogue: Catalogue) -> bool:
    """Whether a catalogue has nothing but the matter that it was begun with."""
    if len(catalogue.items) != 1:
        return False
    item = catalogue.items[0]
    said = {f.key: value for code, f in item.fields.items() if f.key in SEED and (value := getattr(item, code)) is not None}
    return all(tuple(wanted) == tuple(said.get(key, ())) if isinstance(wanted, list) else said.get(key) in (wanted, (wanted,)) for key, wanted in SEED.items())
