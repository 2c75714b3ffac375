"""A catalogue (目录): a record that has matters, and what its matters take for granted."""
from typing import Any, ClassVar

from disclosure.model.fields import Record
from disclosure.model.matters import Item


class Catalogue(Record):
    """What kinds of catalogues differ in is said by their classes; nobody asks which kind one is.

    Each declares a `name`, and its matters as `items`.
    """

    level: ClassVar[str] = ""
    """The level (层级) at which its matters are disclosed: of whole domains it takes over what has this one."""
    own_words: ClassVar[tuple[str, ...]] = ()
    """Levels that may be written in its file beside the county's (county.yml 层级)."""
    own_channels: ClassVar[tuple[str, ...]] = ()
    """Channels that may be written in its file beside the county's (county.yml 渠道)."""
    silent: ClassVar[dict[str, Any]] = {}
    """code → what holds for a matter where neither it, nor what it refers to, nor 默认 says anything."""
    itself: ClassVar[bool] = False
    """Whether its matters are disclosed by itself (主体), where they do not name units; it is no government body then."""
    source: ClassVar[str] = "县级"
    """What readers call it beside matters that were taken over from it."""
    form: ClassVar[str] = "{}公开事项目录"
    """What its table is called where it is handed in, printed or hung up; {} is its name."""
    levelled: ClassVar[bool] = False
    """Whether that table says at which level (层级) each matter is disclosed."""
    kept_ids: ClassVar[dict[str, str]] = {}
    """Ids that none may have, each with what has it."""

    @classmethod
    def matter(cls) -> type[Item]:
        """The class of its matters."""
        return cls.fields["items"].kind.template
