"""Fuzz target: bytes as one file of a county.  test_fuzz.py runs it in its own process; atheris guides the bytes by what they reach.

    python tests/fuzz/reader.py catalogues/policies/p.yml CORPUS -max_total_time=60 -seed=1

Ends with an error where anything but findings comes out, an input takes over 5 s, or memory passes 300 MB: then crash-… (timeout-…, oom-…)
holds the input, and belongs into found/.
"""
import gc
import shutil
import sys
import tempfile
from pathlib import Path

import atheris

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS.parent / "plugins"), str(TESTS / "read"), str(TESTS / "fuzz")]

with atheris.instrument_imports(include=["disclosure"]):
    from any_bytes import ATTACHMENTS, PDF, VALID, county, tried

LIMITS = ["-timeout=5", "-rss_limit_mb=300", "-max_len=8192"]


def main() -> None:
    target, corpus = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        county(folder, target)
        seeds = Path(corpus)
        seeds.mkdir(parents=True, exist_ok=True)
        for path in TESTS.parent.glob(f"content/files/*.{target.rpartition('.')[2]}") if target in ATTACHMENTS else ():
            shutil.copy(path, seeds)
        (seeds / "valid").write_bytes(VALID[target].encode() if target in VALID else PDF if target == "a.pdf" else "# 甲\n\n[乙](a.csv#x)\n".encode())
        gc.freeze()
        atheris.Setup([sys.argv[0], *LIMITS, *sys.argv[3:], corpus], lambda data: tried(folder, target, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
