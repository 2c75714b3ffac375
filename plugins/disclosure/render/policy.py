"""What a browser may do with a page of the site: the Content-Security-Policy that stands in every page.

Many portals and every kiosk send no headers of ours; it holds from a folder (file://) as from a server.  What a portal sends with it: `host/policy.py`.
"""

POLICY = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "frame-src 'self'", "object-src 'self'", "form-action 'self'", "base-uri 'none'")
"""Everything comes from the site itself, and nothing stands in the page: no inline script or style, no font, plugin or request.  The one frame is what stands beside a matter
without scripts, a page of ours within <object>: Chromium asks both directives about it, Firefox the second."""
CONTENT = "; ".join(POLICY)
META = f'<meta http-equiv="Content-Security-Policy" content="{CONTENT}">'
