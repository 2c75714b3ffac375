"""How to apply for information (依申请公开): the ways in, one by one (county.yml 申请渠道), and what else belongs to applying."""
from collections.abc import Iterable, Iterator

from disclosure.model.county import County
from disclosure.render.output import Crumb, Page
from disclosure.render.view import View

CHANNELS = Crumb("申请渠道", "channels.html")
DEADLINE = Crumb("算答复日期", "deadline.html")
FEE = Crumb("算信息处理费", "fee.html")
APPLYING = ("guide.html", "shenqing.html")
"""The hand-written pages that belong to 依申请公开: the guide to disclosure (条例第十二条) and how to apply."""
FORMS = "文书格式"
"""Documents of this kind are what an applicant is answered with."""
CALLED = {"当面": "当面提交", "邮寄": "邮寄", "在线": "在线提交", "邮箱": "电子邮件", "传真": "传真"}


def applying(county: County) -> tuple[Crumb, ...]:
    """The generated pages of 依申请公开."""
    return (*((CHANNELS,) if county.request_channels else ()), DEADLINE, FEE)


def channels(view: View, written: Iterable[Crumb]) -> Iterator[Page]:
    """`written`: the hand-written pages, which say how to apply."""
    county = view.county
    if not county.request_channels:
        return
    forms = [record for record in county.documents.values() if record.kind == FORMS and not record.closed(county.as_of)]
    ways = [CALLED[channel.way] for channel in county.request_channels]
    yield view.page(CHANNELS.address, "channels.html", "apply", CHANNELS.title, siblings=applying(county), written=list(written), called=CALLED, forms=forms,
                    description=f"怎样申请公开政府信息：{'、'.join(dict.fromkeys(ways))}，送到哪里、哪天算收到、要注意什么。")
