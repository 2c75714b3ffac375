"""What records of each kind must say beside their required fields, and what they must not: by kind, by openness."""
from collections.abc import Iterator

from disclosure.model.finding import Severity
from disclosure.model.rare import Rare
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.shelves import current
from disclosure.rules.written import short

FORMAT = "《目录格式》台账"
NEEDED = {"会议": ("attending", "resolved"), "创新案例": ("practice", "results")}
OTHERWISE = ("text", "link", "video")
COUNTER = Rare(r"(?:[0-9０-９一二三四五六七八九十A-Za-z]+\s?(?:号|#)\s?(?:窗口|柜台?|台席)|窗口\s?[0-9０-９]+|工号)")
HOUR = Rare(r"[0-9０-９]{1,2}\s?[:：]\s?[0-9０-９]{2}(?![0-9])|[0-9０-９一二三四五六七八九十]{1,3}(?:点[钟半多]|点左右|点[0-9一二三四五六七八九十]{1,3}分|时许)|"
                  r"(?:上午|下午|早上|晚上|中午|凌晨)\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[点时]")
DOCUMENT = Rare(r"[〔\[【（(]\s?(?:19|20)\d{2}\s?[〕\]】）)]\s?\d{1,5}\s?号")


@rule("C872", "news-whole", Severity.WARNING, basis=f"{FORMAT}：会议写参加和议定，创新案例写做法和成效，别的写正文或者链接", wrong="类型: 会议，只有“参加”", right="类型: 会议，参加: 26个领域牵头单位，议定: [11月底前复核完目录]")
def news_whole(case: Case) -> Iterator[Found]:
    """会议动态写参加和议定，创新案例写做法和成效，别的动态写正文、链接或者视频。"""
    for one in current(case, "news"):
        wanted = NEEDED.get(one.kind)
        if wanted:
            lacking = [one.fields[code].key for code in wanted if not getattr(one, code)]
        else:
            lacking = [] if any(getattr(one, code) for code in OTHERWISE) else ["正文或者链接"]
        if lacking:
            yield Found(one.where("kind"), f"“{short(one.label)}”是{one.kind}，没有写{'、'.join(lacking)}", "请补上；类型不对的，改类型")


@rule("C873", "closed-topics-explained", Severity.WARNING, basis=f"{FORMAT}：不公开的议题只显示“依法不公开”和理由", wrong="公开: 不公开，没有理由", right="公开: 不公开，理由: 《中华人民共和国政府信息公开条例》第十六条")
def closed_topics_explained(case: Case) -> Iterator[Found]:
    """不公开的会议议题写明理由。"""
    for meeting in current(case, "meetings"):
        for topic in meeting.topics:
            if topic.openness == "不公开" and not topic.reason:
                yield Found(topic.where("openness"), f"“{short(meeting.label)}”有一个不公开的议题没有写理由", "请写“理由”：依据哪一条")


@rule("C874", "questions-numbered-once", Severity.ERROR, basis=f"{FORMAT}：问答的编号是网址的一部分", wrong="同一组里两个 编号: '1'", right="编号: '1'，编号: '2'")
def questions_numbered_once(case: Case) -> Iterator[Found]:
    """同一组问答的编号不重复。"""
    for group in current(case, "questions"):
        seen: set[str] = set()
        for one in group.answered:
            if one.number in seen:
                yield Found(one.where("number"), f"“{short(group.label)}”里有两个问答的编号是 {one.number}", "请给后加的一个新的编号")
            seen.add(one.number)


@rule("C875", "complaints-without-windows", Severity.WARNING, basis="建议：公布差评不写窗口和钟点，免得认出人来", wrong="问题: 3号窗口上午9点排了一小时队", right="问题: 等候时间长")
def complaints_without_windows(case: Case) -> Iterator[Found]:
    """差评的问题和整改不写几号窗口、几点钟。"""
    for rating in current(case, "ratings"):
        for one in rating.complaints:
            for code in ("problem", "mended"):
                text = getattr(one, code) or ""
                if COUNTER.search(text) or code == "problem" and HOUR.search(text):
                    yield Found(one.where(code), f"差评 {one.number} 的{one.fields[code].key}写了窗口或者钟点", "请只写是什么问题、怎样改的")


@rule("C876", "withheld-as-classes", Severity.WARNING, basis=f"{FORMAT}：不予公开清单写信息的类别，不写具体文件的标题、文号", wrong="标题: 示政办密〔2026〕3号文件", right="标题: 内部工作流程")
def withheld_as_classes(case: Case) -> Iterator[Found]:
    """不予公开清单写的是类别，没有具体文件的文号。"""
    for one in current(case, "negative"):
        for code in ("title", "standard", "scope", "text", "note"):
            if DOCUMENT.search(getattr(one, code) or ""):
                yield Found(one.where(code), f"不予公开清单的{one.fields[code].key}里有一个文件的文号", "请只写是哪一类信息，不写具体的文件")


@rule("C877", "base-map-laid", Severity.WARNING, basis="建议：知道底图四条边的经纬度，标记才能放对地方", wrong="地图底图: {文件: ditu/quanxian.png, 审图号: 示S（2026）012号}",
      right="地图底图: {文件: ditu/quanxian.png, 审图号: 示S（2026）012号, 西: 117.90, 东: 118.40, 南: 26.10, 北: 26.50}")
def base_map_laid(case: Case) -> Iterator[Found]:
    """地图底图写了四条边的经纬度，西小于东，南小于北。"""
    base = case.county.base_map
    if base is None or base.edges or case.faulty:
        return
    lacking = [base.fields[code].key for code in ("west", "east", "south", "north") if not getattr(base, code)]
    said = f"没有写{'、'.join(lacking)}" if lacking else "的西应当小于东，南应当小于北"
    yield Found(base.where("file"), f"地图底图{said}，标记放不上去，政务地图先不用底图", "请写图的左、右边缘的经度（西、东）和下、上边缘的纬度（南、北），度，小数")
