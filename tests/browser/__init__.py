"""The finished site as readers meet it: real builds in a real Chromium, from files and through a server under a sub-path."""
