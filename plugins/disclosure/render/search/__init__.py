"""Search: the county as one data file that a plain scan in the browser can answer from; layout in docs/decisions/0010-search.md."""
