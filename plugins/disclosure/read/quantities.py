"""Numbers as editors type them: what is wrong with one, and how it is written right."""
import re
import unicodedata

from disclosure.model.fields import Number, Quantity, Whole


def fault(kind: Whole | Number, text: str) -> tuple[str, str] | None:
    """(what is wrong, how to mend it) of a number; None where nothing is."""
    if isinstance(kind, Whole):
        return None if re.fullmatch(r"[1-9]\d{0,6}", text, re.A) else ("不是大于 0 的整数", "请只写数字，如 90")
    least, most = kind.decimals
    form = re.compile(kind.pattern)
    if not form.fullmatch(text):
        plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
        places = f"小数点后 {least} 至 {most} 位" if least else f"小数点后至多 {most} 位" if most else "不带小数"
        return "不是规定的数字", f"请写成 {plain}" if form.fullmatch(plain) else f"只写数字，不带单位和逗号，{places}"
    if kind.most is not None and Quantity(text).value > kind.most:
        return f"大于 {kind.most}", f"请写 0 至 {kind.most} 之间的数"
    return None
