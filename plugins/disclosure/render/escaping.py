"""Escaping of text that goes straight into a page."""
from typing import Any

from markupsafe import Markup, escape

try:
    from markupsafe import _escape_inner
except ImportError:  # a name of its own that it may give up at any time; the way round is slower and says the same

    def _escape_inner(text: str, /) -> str:
        return str(escape(text))


def escaped(value: Any) -> str:
    """As markupsafe's `escape`, for where nobody will ask whether the text has been escaped, so that it need not become Markup.

    `_escape_inner` is what `escape` calls by itself before it does that, which takes four times as long.
    """
    return _escape_inner(value) if type(value) is str else value if type(value) is Markup else escape(value)
