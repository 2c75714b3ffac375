"""A fleet: the counties of a city or a province that one command builds, as fleet.yml lists them."""
from disclosure.model.fields import Nested, Record, Text, Whole, field

MINUTES, MEGABYTES = 10, 4096
"""What a county may take where fleet.yml says nothing: an ordinary one takes some seconds and 200 MB."""


class Member(Record):
    """A county of the fleet.  `code`: its site is the folder of this name below the output."""

    code: str = field("代号", Text(pattern=r"[a-z0-9][a-z0-9-]*", form="小写字母、数字和短横，以字母或数字开头，例如 shili"), required=True,
                      about="这个县区的代号，用小写字母、数字和短横；网站写在以它为名的文件夹里。", example="shili")
    folder: str = field("文件夹", required=True, about="这个县区的文件夹，里面有 catalogues/；从 fleet.yml 所在的文件夹写起，也可以写完整的路径。", example="counties/shili")
    name: str | None = field("名称", about="总览里怎样称呼它；不写就用它的 county.yml 里的名称。", example="示例县")


class Fleet(Record):
    """fleet.yml."""

    name: str = field("名称", required=True, about="市或者省的名称，用在总览的标题里。", example="示例市")
    members: tuple[Member, ...] = field("县区", Nested(Member, many=True), required=True, about="要生成的县区，一个一条，总览里按这个次序排。",
                                        example="[{代号: shili, 文件夹: counties/shili}]")
    minutes: int | None = field("每县时限", Whole(), about="生成一个县区最多用几分钟，到时还没有生成完就停掉它，记为没有生成，别的县区照常；不写是 10 分钟。", example="10")
    megabytes: int | None = field("每县内存", Whole(), about="生成一个县区最多用多少内存，以 MB 为单位（只在 Linux 上管用）；不写是 4096。", example="4096")
