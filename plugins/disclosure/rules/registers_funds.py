"""Funds (民生和资金): what was paid adds up, after the notice was over, and lists of names do not stay."""
from collections.abc import Iterator

from disclosure.model.fields import earlier
from disclosure.model.finding import Severity
from disclosure.rules.participants import files_of, personal_columns
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.shelves import current
from disclosure.rules.written import short

PRIVATE = "《中华人民共和国个人信息保护法》第三十四条：国家机关处理个人信息不得超出履行法定职责所必需的范围和限度"


@rule("C847", "payments-add-up", Severity.ERROR, basis="建议：合计与各乡镇的数对得上", wrong="金额: 1428000，各乡镇加起来是 1427000", right="金额: 1428000，各乡镇加起来是 1428000")
def payments_add_up(case: Case) -> Iterator[Found]:
    """各乡镇的户数、金额加起来等于这一批的合计。"""
    for subsidy in current(case, "subsidies"):
        for payment in subsidy.payments:
            for code in ("households", "amount"):
                whole, parts = getattr(payment, code), [getattr(share, code) for share in payment.shares]
                if whole and parts and all(parts) and (total := sum(part.value for part in parts)) != whole.value:
                    yield Found(payment.where(code), f"“{short(payment.batch)}”的{payment.fields[code].key}是 {whole}，各乡镇加起来是 {total}", "请核对合计和各乡镇的数")


@rule("C848", "lists-withdrawn", Severity.ERROR, basis=f"{PRIVATE}；公示期满撤下名单", wrong="公示: {起: 2026-06-10, 止: 2026-06-18} 已过，附件里还有姓名一列", right="（公示期满，附件换成没有姓名的合计表）")
def lists_withdrawn(case: Case) -> Iterator[Found]:
    """公示期满以后，补贴的附件里没有姓名、住址、证件、账号等列。"""
    for subsidy in current(case, "subsidies"):
        notices = [payment.notice.end for payment in subsidy.payments if payment.notice]
        if not notices or not all(earlier(end, case.county.as_of) for end in notices):
            continue
        for one, code, path in files_of(subsidy):
            if heads := personal_columns(case, path):
                yield Found(one.where(code), f"“{short(subsidy.label)}”的公示 {max(notices)} 已经结束，附件里还有{'、'.join(heads)}的列", "请撤下这个附件，或者换成没有个人信息的合计表")


@rule("C849", "paid-after-notice", Severity.WARNING, basis="建议：公示期满没有异议的才发放", wrong="公示: {起: 2026-06-10, 止: 2026-06-18}，日期: 2026-06-12", right="公示: {起: 2026-06-10, 止: 2026-06-18}，日期: 2026-06-25")
def paid_after_notice(case: Case) -> Iterator[Found]:
    """公示期满以后才发放。"""
    for subsidy in current(case, "subsidies"):
        for payment in subsidy.payments:
            end = payment.notice.end if payment.notice else None
            if end and (earlier(payment.date, end) or end.exact and payment.date == end):
                yield Found(payment.where("date"), f"“{short(payment.batch)}”的公示到 {end} 为止，{payment.date} 就发放了", "请核对两个日期")
