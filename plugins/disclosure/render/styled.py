"""A page of its own: one file with its style inside, for the office's desk, opened from disk or mailed on."""
import base64
import hashlib
from pathlib import Path

from disclosure.render.jinja import Templates

STYLES = ("tokens", "base", "chrome", "layout", "components", "tables", "scorecard", "print")
"""The style sheets that such a page carries."""


def styles(root: Path) -> str:
    """Their text, from the repository's theme."""
    return "\n".join((root / "theme_overrides" / "assets" / "disclosure" / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)


def alone(title: str, topic: str, css: str, body: str, under: str = "公开工作机构内部核对用，不对外发布") -> bytes:
    """The page.  Its policy allows the style that it carries, by its hash, and nothing else: no script, picture, form or request."""
    digest = base64.b64encode(hashlib.sha256(f"\n{css}\n".encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    env = Templates(Path(__file__).parent / "templates")
    return env.get_template("alone.html").render(title=title, topic=topic, under=under, css=css, policy=policy, body=body).encode()
