"""Editions: what was published is kept as data; what changed between two, when, and the proof that nobody rewrote it."""
