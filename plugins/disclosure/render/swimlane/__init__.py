"""A flow as an accessible swimlane drawing, laid out and printed at build time."""

from .layout import Layout, layout
from .quality import Quality, measure
from .svg import draw

__all__ = ["Layout", "Quality", "draw", "layout", "measure"]
