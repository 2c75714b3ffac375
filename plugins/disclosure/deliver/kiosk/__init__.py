"""Bundles for kiosks without a network: made and signed in the office, carried on a stick, proven and put in place on the kiosk.

`making` and `tool` run in the office; everything else runs on the kiosk too, on bare Python 3.8 and newer, with the standard library alone.
"""
