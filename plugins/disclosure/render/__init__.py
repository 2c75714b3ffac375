"""County → pages, drawings and files.  Knows neither YAML nor MkDocs; every renderer is called from site.py alone."""
