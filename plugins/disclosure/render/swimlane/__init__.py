"""A flow as an accessible swimlane drawing, laid out and printed at build time."""

from disclosure.render.swimlane.layout import Layout, layout
from disclosure.render.swimlane.quality import Quality, measure
from disclosure.render.swimlane.svg import draw

__all__ = ["Layout", "Quality", "draw", "layout", "measure"]
