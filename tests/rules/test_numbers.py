"""The gate's labelled set: personal numbers however they are typed, and the numbers of public life that are none of them."""
import random
from collections import Counter

import pytest

from disclosure.model.numbers import REGIONS, WEIGHTS, personal_numbers

R = random.Random(1999)
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def identity() -> str:
    body = f"{R.choice(sorted(REGIONS)):02d}{R.randint(1, 99):02d}{R.randint(1, 30):02d}{R.randint(1930, 2024)}{R.randint(1, 12):02d}{R.randint(1, 28):02d}{R.randint(1, 999):03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def card() -> str:
    body = R.choice(["622202", "621700", "623058", "625912"]) + "".join(R.choices("0123456789", k=R.choice([9, 12])))
    total = sum(d - 9 if (d := int(c) * (2 - i % 2)) > 9 else d for i, c in enumerate(reversed(body)))
    return body + str(-total % 10)


def mobile() -> str:
    return f"1{R.choice('3456789')}{R.randint(0, 999999999):09d}"


def set_in(text: str, sizes: tuple[int, ...], mark: str) -> str:
    out, at = [], 0
    for size in sizes:
        out.append(text[at:at + size])
        at += size
    return mark.join([*out, *([text[at:]] if at < len(text) else [])])


WRITTEN = {
    "身份证号": (identity, [lambda s: f"身份证号：{s}", lambda s: s.lower(), lambda s: f"（{s}）", lambda s: s.translate(WIDE), lambda s: set_in(s, (6, 8, 4), " "),
                        lambda s: set_in(s, (6, 4, 4, 4), " "), lambda s: f"王某某{s}某街道", lambda s: f"{s[:9]}\n      {s[9:]}", lambda s: set_in(s, (3, 3, 4, 4), "-"),
                        lambda s: f"姓名,证件\n某某,{s}\n"]),
    "银行卡号": (card, [lambda s: f"账号{s}", lambda s: set_in(s, (4, 4, 4, 4), " "), lambda s: s.translate(WIDE), lambda s: f"卡号:{s}，开户行", lambda s: set_in(s, (4, 4, 4, 4), "-")]),
    "手机号": (mobile, [lambda s: f"电话{s}", lambda s: set_in(s, (3, 4, 4), "-"), lambda s: set_in(s, (3, 4, 4), " "), lambda s: s.translate(WIDE), lambda s: f"联系人某某（{s}）"]),
}
POSITIVE = [(kind, way(make())) for kind, (make, ways) in WRITTEN.items() for way in ways for _ in range(10)]


def broken(number: str) -> str:
    return number[:-1] + ("1" if number[-1] != "1" else "2")


NEGATIVE = [make() for make in (
    lambda: f"0590-{R.randint(2200000, 8899999)}", lambda: f"0591{R.randint(2200000, 8899999)}", lambda: "12345政务服务便民热线", lambda: f"400-{R.randint(100, 999)}-{R.randint(1000, 9999)}",
    lambda: f"示政办〔{R.randint(2019, 2026)}〕{R.randint(1, 99)}号", lambda: f"00350{R.randint(1000, 9999)}/2026-{R.randint(1, 99999):05d}",
    lambda: f"91350{R.randint(100, 999)}MA2Y{R.randint(1000, 9999)}0T", lambda: broken(identity()), lambda: broken(card()),
    lambda: "2026-06-10 2026-06-11 2026-06-12", lambda: "2026年6月10日8:30—12:00，14:30—17:30", lambda: f"{identity()[:3]}*************{R.randint(10, 99)}",
    lambda: f"{mobile()[:3]}****{R.randint(1000, 9999)}", lambda: f"统计代码 {R.randint(350000000000, 359999999999)}", lambda: f"金额 {R.randint(10000000, 99999999)}.{R.randint(10, 99)} 元",
    lambda: f"行政区划 3599{R.randint(10, 99)}{R.randint(100, 999)}", lambda: "1.1、1.2、2.1、2.2、3.1、3.2、4.1", lambda: f"https://www.shili.example/zwgk/202606/t{R.randint(20260101, 20261231)}_{R.randint(100000, 999999)}.htm",
    lambda: f"网站标识码 {R.randint(3500000000, 3599999999)}", lambda: "示ICP备00000000号-1", lambda: f"公网安备 3599{R.randint(1000000000, 9999999999)}号",
    lambda: f"810-{R.randint(10, 99)} 815 760 988 1060 1216 2043", lambda: "第１０１号令、第７１１号令", lambda: f"ISBN 978-7-{R.randint(1000, 9999)}-{R.randint(1000, 9999)}-{R.randint(0, 9)}",
) for _ in range(8)]


def test_the_set_is_large_enough() -> None:
    assert len(POSITIVE) + len(NEGATIVE) >= 300 and Counter(k for k, _ in POSITIVE).keys() == WRITTEN.keys()


def test_recall_is_whole() -> None:
    missed = [(kind, text) for kind, text in POSITIVE if [n.kind for n in personal_numbers(text)] != [kind]]
    assert missed == []


def test_precision_is_whole() -> None:
    wrong = [(text, list(personal_numbers(text))) for text in NEGATIVE if list(personal_numbers(text))]
    assert wrong == []


@pytest.mark.parametrize("kind", WRITTEN)
def test_no_report_repeats_the_number(kind: str) -> None:
    for _ in range(20):
        number = WRITTEN[kind][0]()
        (found,) = personal_numbers(f"（{number}）")
        assert number[:3] == found.masked[:3] and number[-2:] == found.masked[-2:] and set(found.masked[3:-2]) == {"*"}


def test_the_quick_look_for_numbers_over_cells_passes_over_none() -> None:
    """What the slower patterns find is found in every text of figures, borders and blanks that chance makes."""
    from disclosure.model.celled import NEAR, PATTERNS
    from disclosure.model.tables import CELL
    chance = random.Random(18)
    forms = ("110101{}19900307{}123{}4", "110101{}1990{}03{}07{}123{}4", "{}".join("110101199003071234"), "138{}0013{}8000", "{}".join("13800138000"))
    found = 0
    for turn in range(3000):
        form = chance.choice(forms)
        text = form.format(*(f"{chance.choice(['', ' ', '  ', chr(0x3000)])}{chance.choice([CELL, '|', chr(9)])}{chance.choice(['', ' ', chr(34)])}" for _ in range(form.count("{}"))))
        text = text if turn % 3 else "".join(c if chance.random() > .1 else chance.choice("0 |1X") for c in text)
        if any(pattern.search(text) for _, pattern in PATTERNS):
            found += 1
            assert NEAR.search(text), text
    assert found > 1000
