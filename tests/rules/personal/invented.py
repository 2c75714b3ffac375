"""Invented numbers for the labelled sets: valid check digits, a division and exchanges that do not exist."""
import random

from disclosure.model.numbers import WEIGHTS

R = random.Random(359901)


def sealed(body: str) -> str:
    """Seventeen digits with their check digit."""
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def identity(born: str = "", x: bool | None = None) -> str:
    """An 18-digit number of the invented division 359901; `x`: whether it ends in X, either where it is None."""
    while True:
        day = born or f"{R.randint(1935, 2004)}{R.randint(1, 12):02d}{R.randint(1, 28):02d}"
        number = sealed(f"359901{day}{R.randint(1, 999):03d}")
        if x is None or (number[-1] == "X") is x:
            return number


def old() -> str:
    """A 15-digit number, as they were until 1999."""
    return f"359901{R.randint(35, 80)}{R.randint(1, 12):02d}{R.randint(1, 28):02d}{R.randint(1, 999):03d}"


def mobile() -> str:
    return f"139000{R.randint(0, 99999):05d}"


def card(length: int = 19) -> str:
    body = "622202" + "".join(R.choices("0123456789", k=length - 7))
    total = sum(d - 9 if (d := int(c) * (2 - i % 2)) > 9 else d for i, c in enumerate(reversed(body)))
    return body + str(-total % 10)


def coded(length: int, head: str, check) -> str:
    """A code of public life that passes for a personal number by its check digit: one in ten or eleven does."""
    while True:
        number = head + "".join(R.choices("0123456789", k=length - len(head)))
        if check(number):
            return number


def split(number: str, sizes: tuple[int, ...], mark: str = " ") -> str:
    """A number set in groups."""
    out, at = [], 0
    for size in sizes:
        out.append(number[at:at + size])
        at += size
    return mark.join([*out, *([number[at:]] if at < len(number) else [])])


def permanent() -> str:
    """The 18-digit number of a foreigner's permanent residence card: 9, a province, a country, the day of birth, a number, the check digit."""
    return sealed(f"935{R.choice(('840', '392', '826'))}{R.randint(1950, 2000)}{R.randint(1, 12):02d}{R.randint(1, 28):02d}{R.randint(1, 999):03d}")


def spoken(number: str, figures: str = "〇一二三四五六七八九") -> str:
    """A number in Chinese numerals, figure by figure."""
    return "".join(figures[int(figure)] for figure in number)
