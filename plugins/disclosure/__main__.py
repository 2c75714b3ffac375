"""`python -m disclosure` is what build.py starts."""
import atexit
import gc
import os
import sys
from contextlib import suppress

gc.disable()  # what is imported stays: to look through it again and again takes a tenth of the time
from disclosure.cli import main  # noqa: E402

gc.freeze()
gc.enable()
try:
    main()
except SystemExit as end:
    atexit._run_exitfuncs()
    with suppress(OSError):  # a closed pipe or a full disk: Python says so, below
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code)  # what this process holds goes with it: to free it piece by piece takes a tenth of a small county's edit
    raise
