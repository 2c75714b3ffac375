"""The information processing fee (信息处理费): charged by the application (按件) or by the page (按量), each tier on what lies within it alone.

《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第三条至第五条.  Amounts are whole yuan (元).
"""
from typing import NamedTuple


class Tier(NamedTuple):
    """`price` in yuan for each piece up to and including number `upto`; None for all that follow."""

    price: int
    upto: int | None = None


class Charge(NamedTuple):
    """What one tier costs: pieces `first` to `last`, at `price` yuan each."""

    first: int
    last: int
    price: int

    @property
    def amount(self) -> int:
        return (self.last - self.first + 1) * self.price


class Tariff(NamedTuple):
    """One of the two ways of charging.  Beyond the last tier every further `step` pieces are a tier that costs `rise` yuan a piece more than the one before."""

    code: str
    name: str
    unit: str
    basis: str
    asks: str
    about: str
    tiers: tuple[Tier, ...]
    step: int = 0
    rise: int = 0

    def charges(self, n: int) -> list[Charge]:
        """The tiers that `n` pieces fall into, cheapest first; none for n < 1."""
        charges: list[Charge] = []
        last = price = 0
        for tier in self.tiers:
            if last >= n:
                return charges
            first, last, price = last + 1, n if tier.upto is None else tier.upto, tier.price
            charges.append(Charge(first, min(last, n), price))
        while last < n:
            first, last, price = last + 1, last + self.step, price + self.rise
            charges.append(Charge(first, min(last, n), price))
        return charges


class Fees(NamedTuple):
    """The tariffs, the act that sets them with the day it was issued, and the working days to pay within (`pay_within`, from the day after the notice)."""

    basis: str
    issued: str
    pay_within: int
    tariffs: tuple[Tariff, ...]
