"""Delivery: what was built is listed, proven, switched whole, sent to the portal and taken back.  Knows files and hosts, not counties."""
