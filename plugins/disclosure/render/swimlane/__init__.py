"""A flow as an accessible swimlane drawing, laid out and printed at build time."""


def draw(flow) -> str:
    """The drawing as SVG.  What draws is imported with the first: an edit seldom concerns a flow."""
    from disclosure.render.swimlane.svg import draw
    return draw(flow)
