"""The preview (`serve`): an edit is on the page in the time it takes to look up.

Nothing is written: a page is made when the browser asks for it, from the county as it lies on the disk at that moment.
"""
