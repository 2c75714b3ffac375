"""Attachments → their texts and what must not be published in them.  One module for each way of writing; `look.examine` picks it, `looking` does it in time."""
