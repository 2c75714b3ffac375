"""What `export` writes: forms of a county for others than its site, each declared in formats.py."""
