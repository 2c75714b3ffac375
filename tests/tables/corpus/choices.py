"""What goes wrong in boxes, ticks and words that are chosen: damages as those of damage.py."""
from collections.abc import Callable

from corpus.damage import Pick, damage, left_out, replace
from corpus.plan import CHANNELS, Line, Plan, Spot
from corpus.writing import channels


def full(pick: Pick, test: Callable[[Line], bool] = lambda line: True) -> tuple[Line, int, str] | None:
    return pick.cell("channels", test=test) if pick.style["channels"] in ("full", "one_a_line", "one_line") else None


@damage()
def unknown_mark(plan: Plan, pick: Pick) -> bool:
    found = full(pick)
    if not found:
        return False
    line, column, key = found
    yes = pick.style["marks"][0]
    line.spots[column].text = line.spots[column].text.replace(yes, pick.rng.choice(["?", "�", "？"]))
    left_out(line, key)
    line.accept[key].append(None)
    pick.doubt(line, column, key, "T412", "T428")
    return True


@damage()
def none_chosen(plan: Plan, pick: Pick) -> bool:
    found = full(pick, lambda one: not one.matter.get("other"))
    if not found:
        return False
    line, column, key = found
    yes, no = pick.style["marks"]
    line.spots[column].text = line.spots[column].text.replace(yes, no)
    line.fields.pop(key)
    line.accept[key] = [None]
    pick.doubt(line, column, key, "T413", "T401")
    return True


@damage()
def no_marks(plan: Plan, pick: Pick) -> bool:
    return replace(pick, ("channels",), pick.rng.choice([" ", "\n", "、"]).join(CHANNELS), "T414")


@damage()
def two_marks(plan: Plan, pick: Pick) -> bool:
    found = full(pick, lambda one: len(one.matter["channels"]) > 1)
    if not found:
        return False
    line, column, key = found
    yes = pick.style["marks"][0]
    line.spots[column].text = line.spots[column].text.replace(yes, "▲" if yes != "▲" else "★", 1)
    left_out(line, key)
    line.accept[key].append(None)
    pick.doubt(line, column, key, "T415", "T412")
    return True


@damage()
def near_channel(plan: Plan, pick: Pick) -> bool:
    wrong, right = pick.rng.choice([("政府网占", "政府网站"), ("广播电台", "广播电视"), ("便民服务点", "便民服务站")])
    found = full(pick, lambda one: right in one.matter["channels"])
    if not found:
        return False
    line, column, key = found
    line.spots[column].text = line.spots[column].text.replace(right, wrong)
    was = line.fields.pop(key)
    rest = [c for c in was if c != right]
    line.fields[key] = rest + [{"其他": wrong}]
    line.accept[key] = [None, was, rest, [*rest, wrong]]
    pick.doubt(line, column, key, "T416")
    return True


@damage()
def address(plan: Plan, pick: Pick) -> bool:
    found = pick.cell("channels", test=lambda one: "政府网站" in one.matter["channels"])
    if not found or pick.style["channels"] in ("words", "comma", "county"):
        return False
    line, column, key = found
    line.spots[column].text = line.spots[column].text.replace("政府网站", "政府网站（http://www.shili.example/zwgk/）", 1)
    plan.never.add("www.shili.example")
    pick.doubt(line, column, key, "T417")
    return True


@damage()
def both_audiences(plan: Plan, pick: Pick) -> bool:
    found = pick.cell("all", test=lambda one: one.matter.get("who"))
    if not found:
        return False
    line, column, key = found
    line.spots[column] = Spot(pick.style["tick"])
    left_out(line, key, None, "全社会")
    pick.doubt(line, column, key, "T418")
    return True


@damage()
def no_audience(plan: Plan, pick: Pick) -> bool:
    if plan.kind == "village":
        return False
    return replace(pick, ("all",), "", "T418") if plan.column("all") is not None and all_public(pick) else replace(pick, ("audience",), "", "T418", "T401")


def all_public(pick: Pick) -> bool:
    """Makes sure that the next line has no group named; else both columns would not be empty."""
    for line in pick.plan.matters:
        if line.matter.get("who"):
            pick.used.add(id(line))
    return True


@damage()
def unnamed_group(plan: Plan, pick: Pick) -> bool:
    found = pick.cell("some", test=lambda one: one.matter.get("who"))
    if not found:
        return False
    line, column, key = found
    line.spots[column] = Spot(pick.style["tick"])
    line.fields.pop(key)
    line.accept[key] = [None]
    pick.doubt(line, column, key, "T419")
    return True


@damage()
def no_method(plan: Plan, pick: Pick) -> bool:
    if plan.kind == "village":
        return False
    found = pick.cell("active", test=lambda one: "依申请公开" not in one.matter.get("method", ()))
    if not found:
        return False
    line, column, key = found
    line.spots[column] = Spot("")
    line.fields.pop(key)
    line.accept[key] = [None]
    pick.doubt(line, column, key, "T420")
    return True


@damage()
def strange_word(plan: Plan, pick: Pick) -> bool:
    word = pick.rng.choice(["全文发布", "区分处理后公开", "内部公开"])
    return replace(pick, ("method",), word, "T421", also=([word], word))


# -- units ------------------------------------------------------------------------------------------------------------
@damage()
def other_marks(plan: Plan, pick: Pick) -> bool:
    """Not a doubt: a cell with the boxes of another font among those of the style."""
    found = full(pick)
    if not found:
        return False
    line, column, _ = found
    yes, no = pick.rng.choice([("R", "£"), ("þ", "o"), ("☑", "☐"), ("◆", "◇"), ("●", "○"), ("■", "口"), ("t", "□"), ("√", "□")])
    line.spots[column].text = channels(line.matter, pick.style["channels"], yes, no)
    pick.doubt(line, column, "渠道", "T412", "T415", must=False)
    return True
