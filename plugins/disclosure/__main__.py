"""`python -m disclosure` is what build.py starts."""
from disclosure.cli import main

main()
