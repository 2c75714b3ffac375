"""`python -m disclosure` is what build.py starts."""
import gc

gc.disable()  # what is imported stays: to look through it again and again takes a tenth of the time
from disclosure.cli import main  # noqa: E402

gc.freeze()
gc.enable()
main()
