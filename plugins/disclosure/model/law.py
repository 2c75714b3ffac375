"""What the law and the national guidelines fix, as the dated files of `law/` say; read by read/law.py."""
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Channel:
    """One of the 13 boxes of the standard form's column 公开渠道和载体; `also` are other names in published tables."""

    name: str
    also: tuple[str, ...] = ()
