"""民生和资金: what the pages of subsidies show beside their fields, and what was paid in a township."""
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from disclosure.model.county import Township
from disclosure.model.registers.funds import Payment, Project, Subsidy
from disclosure.render.view import View


class Sum(NamedTuple):
    """What was paid: how many households, as far as they were all told, and how many yuan (元)."""

    amount: Decimal
    households: Decimal | None

    @classmethod
    def of(cls, paid: Iterable[Any]) -> "Sum":
        paid = list(paid)
        told = [one.households.value for one in paid if one.households]
        return cls(sum((one.amount.value for one in paid), Decimal(0)), sum(told) if len(told) == len(paid) else None)


def yuan(amount: Decimal) -> str:
    return f"{amount:,}"


def subsidy(view: View, one: Subsidy) -> dict[str, Any]:
    """Totals of its payments, the newest first, and of each township, in the order of the county's."""
    payments = sorted(one.payments, key=lambda payment: payment.date, reverse=True)
    shared = [payment for payment in payments if payment.shares]
    return {"payments": payments, "shared": shared, "told": {code: any(getattr(payment, code) for payment in payments) for code in ("households", "people", "extent", "notice")}, "total": Sum.of(payments) if payments else None, "this_year": Sum.of([p for p in payments if p.date[:4] == view.county.as_of[:4]]),
            "by_township": (rows := by_township(view, shared)), "homes": any(total.households is not None for *_, total in rows), "yuan": yuan}


def by_township(view: View, payments: list[Payment]) -> list[tuple[Township, list[Sum | None], Sum]]:
    """(township, what it got in each payment, in all)"""
    rows = []
    for township in view.county.townships.values():
        shares = [[share for share in payment.shares if share.township is township] for payment in payments]
        if any(shares):
            rows.append((township, [Sum.of(of_one) if of_one else None for of_one in shares], Sum.of(share for of_one in shares for share in of_one)))
    return rows


class Paid(NamedTuple):
    """What the people of a township got of one subsidy."""

    subsidy: Subsidy
    sum: Sum
    newest: str


def paid_in(view: View, township: Township) -> list[Paid]:
    """By project, the most recent payment first."""
    out = []
    for one in view.relations.listed_of.get(township, []):
        if isinstance(one, Subsidy):
            shares = [(payment.date, share) for payment in one.payments for share in payment.shares if share.township is township]
            if shares:
                out.append(Paid(one, Sum.of(share for _, share in shares), max(day for day, _ in shares)))
    return sorted(out, key=lambda paid: paid.newest, reverse=True)


def projects_in(view: View, township: Township) -> list[tuple[Project, str]]:
    """The projects of a township, each with its last progress; those that are done last."""
    as_of = view.county.as_of
    found = [one for one in view.relations.listed_of.get(township, []) if isinstance(one, Project)]
    return [(one, one.derived["latest"].text(one, as_of)) for one in sorted(found, key=lambda one: (one.closed(as_of), one.deadline))]
