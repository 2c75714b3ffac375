"""Surgical patches of editors' files: what is not changed stays as it was typed, byte for byte.

draft.py is the door: `Draft.open(folder, file)`, then `set`, `insert`, `add_after` … by the places that records know, then `save()`.
"""
