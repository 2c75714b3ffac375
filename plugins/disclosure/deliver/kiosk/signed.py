"""What a key has signed last, for each county, beside the key: so that no two contents of one sequence leave the office.

    kiosk.signed        {"样本县（359900）": {"sequence": 1795363200, "content": "…"}}
"""
import json
from pathlib import Path

from disclosure.deliver import disk
from disclosure.deliver.manifest import NAME, Manifest, numbered


class Signed:
    """The record beside a private key."""

    def __init__(self, key: Path) -> None:
        self.path = key.with_suffix(".signed")

    def told(self) -> dict[str, dict]:
        try:
            told = json.loads(self.path.read_bytes())
            return {str(name): {"sequence": int(last["sequence"]), "content": str(last["content"])} for name, last in told.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def numbered(self, manifest: Manifest, folder: Path) -> Manifest:
        """The edition with a sequence of its own; what lies in `folder` is told so, too, for the next difference starts from there.  Raises OSError."""
        last = self.told().get(str(manifest.owner))
        new = numbered(manifest, last["sequence"], last["content"]) if last else manifest
        if new != manifest:
            disk.replace(folder / NAME, new.data)
        return new

    def note(self, manifest: Manifest) -> None:
        """Raises OSError."""
        told = self.told()
        if (last := told.get(str(manifest.owner))) and last["sequence"] > manifest.sequence:
            return
        told[str(manifest.owner)] = {"sequence": manifest.sequence, "content": manifest.content}
        disk.replace(self.path, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
