"""One run of a command, measured: wall clock, processor, memory; and the machine it ran on."""
import os
import platform
import re
import signal
import subprocess
import sysconfig
import threading
import time
from pathlib import Path


def timed(command: list, cwd: Path, env: dict[str, str], log: Path) -> dict:
    """Runs a command to its end: seconds of wall clock and of processor (all processes), peak bytes of memory, exit code.

    Memory: of all processes together, what they share counted once, sampled; or of the largest of them, told by the kernel, if that is more.
    """
    with log.open("wb") as out:
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                                   start_new_session=True)
        peak, done = [0], threading.Event()

        def watch() -> None:
            while not done.wait(.15):
                peak[0] = max(peak[0], resident(process.pid))
        sampler = threading.Thread(target=watch)
        sampler.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:  # stopped by hand: what was started goes, too
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            wall = time.perf_counter() - start
            done.set()
            sampler.join()
        process.returncode = os.waitstatus_to_exitcode(status)
    return {"wall": round(wall, 3), "cpu": round(usage.ru_utime + usage.ru_stime, 3), "memory": max(peak[0], usage.ru_maxrss * 1024),
            "rc": process.returncode}


def resident(session: int) -> int:
    """Bytes of memory that a session's processes take up, each its part of what they share."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "stat").read_text().rpartition(")")[2].split()[3] == str(session):
                total += int(re.search(r"\nPss: *(\d+)", (process / "smaps_rollup").read_text())[1]) * 1024
        except (OSError, TypeError):  # ended in between
            continue
    return total


def weighed(folder: Path) -> dict:
    """How many files there are in a folder, and how many bytes in them."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return {"files": len(sizes), "bytes": sum(sizes)}


def built() -> str:
    """How the Python that runs this was made: one compiled by profile needs a fifth less time."""
    system = platform.freedesktop_os_release().get("ID") == "debian" and sysconfig.get_config_var("prefix") == "/usr"  # debian/rules: profile-opt
    return " (optimised by profile)" if system or "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "") else " (not optimised by profile)"


def machine() -> dict:
    """What the figures hold for: processor, memory, system, Python, and how busy the machine is with other things."""
    told, memory = Path("/proc/cpuinfo").read_text(), re.search(r"MemTotal: *(\d+)", Path("/proc/meminfo").read_text())
    model = re.search(r"model name\s*: (.*)", told)
    return {"processor": model[1] if model else platform.machine(), "cores": len(os.sched_getaffinity(0)), "memory": int(memory[1]) * 1024 if memory else 0,
            "kernel": platform.release(), "system": platform.freedesktop_os_release().get("PRETTY_NAME", ""), "python": platform.python_version(), "built": built(),
            "day": time.strftime("%Y-%m-%d"), "load": round(os.getloadavg()[0], 2)}
