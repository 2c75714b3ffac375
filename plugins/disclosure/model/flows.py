"""Workflows (流程): drawn as swimlanes, and told as a list."""
from typing import Optional

from disclosure.model.fields import Arrow, Choice, Nested, Next, Record, Reference, TextList, field
from disclosure.model.people import Unit


class Step(Record):
    """A step of a workflow.  After reading, `kind` and `arrows` say what holds where the editor was silent."""

    code: str = field("代号", required=True, about="这一步的代号，在这个流程里不重复，“下一步”用它来指。", example="cailiao")
    name: str = field("名称", required=True, about="这一步做什么，写在图的方框里；判断写成一句问话。", example="材料是否齐全")
    kind: str = field("类型", Choice(("开始", "步骤", "判断", "结束")), example="判断",
                      about="这一步是哪一种；不写时第一步是开始，没有下一步的最后一步是结束，其余是步骤。")
    lane: str = field("单位", required=True, about="谁来办：units.yml 里的单位，或者“申请人”这样的角色；同一个单位的步骤画在一条泳道里。",
                      example="乡镇人民政府（街道办事处）")
    time_limit: str | None = field("时限", about="这一步最长办多久，按法律和办事指南写，写明工作日还是自然日。", example="5个工作日内")
    description: str | None = field("说明", about="这一步要注意什么，写在图下面的分步骤清单里。", example="窗口一次讲清缺什么。")
    basis: tuple[str, ...] = field("依据", TextList(cited=True), about="这一步依据的法律、法规、文件，一条一个：《名称》（文号）第几条。",
                                   example="《社会救助暂行办法》（国务院令第649号）第十一条")
    document: str | None = field("文书", about="这一步用到或者发出的文书的名称。", example="受理回执")
    arrows: tuple[Arrow, ...] = field("下一步", Next(), example="{是: shouli, 否: buqi}",
                                      about="接着哪一步的代号；写成列表是几步同时办，判断写成 {答案: 代号}；不写就是紧接着的那一步。")

    unit: Optional[Unit] = None
    """The unit whose name the lane bears; None for a role such as 申请人."""


WORK = ("政府信息管理", "信息发布", "解读回应", "依申请公开", "公众参与", "监督考核")
"""The six workflows of the work of disclosure (工作流程)."""


class Flow(Record):
    """A workflow (流程): drawn as swimlanes, and told as a list."""

    folder = "flows"
    naming = ("title",)
    title: str = field("标题", required=True, about="流程的名称，其他文件也可以用它指这个流程。", example="最低生活保障审核确认流程")
    kind: str | None = field("类型", Choice(("公开工作", "办事")), about="是公开工作自己的流程，还是群众、企业办事的流程；写了，流程页上分两组列。", example="办事")
    work: str | None = field("工作流程", Choice(WORK), about="公开工作的流程，是六个流程里的哪一个。", example="信息发布")
    domains: tuple[Record, ...] = field("领域", Reference("domains", many=True), about="属于哪些领域，写领域的代号、名称或别名。", example="shehui-jiuzhu")
    basis: tuple[str, ...] = field("依据", TextList(cited=True), about="整个流程依据的法律、法规、文件，一条一个：《名称》（文号）第几条。",
                                   example="《社会救助暂行办法》（国务院令第649号）第十一条")
    description: str | None = field("说明", about="写在图前面的话：什么时候能办、去哪里办。", example="随时可以申请，没有批次。")
    lanes: tuple[str, ...] = field("单位", TextList("、"), about="泳道从左到右的次序；写了它，每一步的“单位”就必须是其中之一。", example="[申请人, 县民政局]")
    steps: tuple[Step, ...] = field("步骤", Nested(Step, many=True), required=True, about="步骤的列表，按办理的先后写；每一步都要走得到，每条路都要有结束。",
                                    example="[{代号: shenqing, 名称: 提出申请, 单位: 申请人}, {代号: banjie, 名称: 办结, 单位: 县民政局}]")

    @property
    def address(self) -> str:
        return f"flows/{self.id}.html"
