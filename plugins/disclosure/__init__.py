"""The disclosure topic of a Chinese county: catalogues in YAML → checked County → pages, drawings, files → a static site.

Rooms, each importing only those before it: model, read, rules, checking, reports, render, site, host, cli.
"""
