"""What an import changes, whatever it is put into."""
from dataclasses import dataclass, field

from disclosure.tables.matters import Doubt


@dataclass(kw_only=True)
class Changes:
    """Counts of the table's rows; `missing`: what the county has and the table has not; `differences`: number, name, field, old, new of every change."""

    new: int = 0
    changed: int = 0
    same: int = 0
    missing: list[str] = field(default_factory=list)
    differences: list[dict[str, str]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What is to be said of the whole, in Chinese."""

    @property
    def rows(self) -> dict[str, int]:
        return {"new": self.new, "changed": self.changed, "same": self.same, "missing": len(self.missing)}
