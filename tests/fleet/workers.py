"""What stands in for the building of a county where a test is about what happens to workers.  A module of its own: workers import it."""
import os
import re
import signal
import time

from disclosure.fleet.county import BUILT, FAILED, Order, Outcome, Stumbled


def builds(order: Order) -> Outcome:
    """A county whose code begins with `once` kills its process the first time, `always` every time; `stumbles` goes wrong once, `falls` always."""
    mark = order.out.with_suffix(".tried")
    tried = mark.exists()
    mark.touch()
    if order.code.startswith("always") or (order.code.startswith("once") and not tried):
        os.kill(os.getpid(), signal.SIGKILL)
    if order.code.startswith("falls") or (order.code.startswith("stumbles") and not tried):
        raise Stumbled(Outcome(order.code, FAILED, "读写文件时出了问题。"))
    if order.code.startswith("hangs"):
        re.match("(?:a+)+b", "a" * 64)  # never comes back, and lets nobody else in this process have a word
    time.sleep(0.05)
    return Outcome(order.code, BUILT)


def eats(order: Order) -> Outcome:
    """A county that wants 4 GB, built as real ones are guarded."""
    if order.code != "eats":
        return builds(order)
    try:
        return Outcome(order.code, BUILT, str(len(bytearray(4 << 30))))
    except MemoryError:
        raise Stumbled(Outcome(order.code, FAILED, "程序出了错（MemoryError）。")) from None
