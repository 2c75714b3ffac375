"""What a reader of cells hands back."""
from dataclasses import dataclass, field

from disclosure.tables.matters import Value


@dataclass
class Reading:
    """The value of a field as YAML holds it (None for nothing), doubts as (code, what is to be said here, hint), and kinds of mendings."""

    value: Value | None = None
    doubts: list[tuple[str, str, str]] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)

    def doubt(self, code: str, said: str = "", hint: str = "") -> "Reading":
        self.doubts.append((code, said, hint))
        return self

    @classmethod
    def nothing(cls, code: str, said: str = "", hint: str = "") -> "Reading":
        """Nothing is written, for this reason."""
        return cls().doubt(code, said, hint)
