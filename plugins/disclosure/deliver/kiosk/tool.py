"""kiosk-apply.pyz: the modules of this package that a kiosk needs, in one file that any Python from 3.8 on runs, on any system."""
from __future__ import annotations

import io
import zipfile
from pathlib import Path

import disclosure
from disclosure.deliver import disk

CARRIED = ("__init__", "deliver/__init__", "deliver/beside", "deliver/disk", "deliver/fault", "deliver/lock", "deliver/manifest", "deliver/releases", "deliver/kiosk/__init__",
           "deliver/kiosk/archive", "deliver/kiosk/bundle", "deliver/kiosk/carried", "deliver/kiosk/ed25519", "deliver/kiosk/health",
           "deliver/kiosk/install", "deliver/kiosk/patch", "deliver/kiosk/refusals")
"""The modules that run on a kiosk."""
START = '''# coding: utf-8
"""What Python runs first: a sentence for an old Python, else kiosk-apply."""
import sys

if sys.version_info < (3, 8):
    sys.stderr.write("Python 3.8 or newer is needed, this is %d.%d.\\n" % sys.version_info[:2])
    if sys.version_info[0] > 2:
        sys.stderr.write("需要 Python 3.8 或更新的版本。没有安装，正在用的内容没有动。\\n")
    sys.exit(1)

from disclosure.deliver.kiosk.carried import main

main()
'''
CMD = r"""@echo off
rem For a double click in Explorer: finds Python and runs kiosk-apply.pyz, which lies beside. ASCII only: cmd reads this file in the code page of the machine.
rem To install somewhere else than in the folder "kiosk" of the user, write for example  set "TO=--to D:\kiosk"
setlocal
set "TO="
chcp 65001 >nul
set "PY="
py -3 -c "0" >nul 2>nul && set "PY=py -3"
if not defined PY (python -c "0" >nul 2>nul && set "PY=python")
if not defined PY goto none
%PY% -I "%~dp0kiosk-apply.pyz" %TO% %*
set "CODE=%ERRORLEVEL%"
goto end

:none
powershell -NoProfile -Command "[Console]::OutputEncoding = [Text.Encoding]::UTF8; [Console]::WriteLine([regex]::Unescape('NO_PYTHON'))"
set "CODE=1"

:end
if defined TO pause
if not defined TO if not defined PY pause
exit /b %CODE%
"""
NO_PYTHON = "本机没有 Python，没有安装。请政务公开办派人装好 Python 3.8 或更新的版本（https://www.python.org/downloads/），再双击本文件。"
SH = """#!/bin/sh
# For a double click in a file manager: runs kiosk-apply.pyz, which lies beside. To install somewhere else, add --to FOLDER.
exec python3 -I "$(dirname "$0")/kiosk-apply.pyz" "$@"
"""


def carried() -> bytes:
    """The bytes of kiosk-apply.pyz: the same for the same modules."""
    package = Path(disclosure.__file__).parent
    made = io.BytesIO(b"#!/usr/bin/env python3\n")
    made.seek(0, io.SEEK_END)
    with zipfile.ZipFile(made, "a") as archive:
        for name, data in [("__main__.py", START.encode()), *((f"disclosure/{module}.py", (package / f"{module}.py").read_bytes()) for module in CARRIED)]:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, data.replace(b"\r\n", b"\n"))
    return made.getvalue()


def write(out: Path) -> list[Path]:
    """Writes the program, and beside it what a double click starts on Windows and on Linux; returns where.  Raises OSError."""
    in_ascii = NO_PYTHON.encode("unicode_escape").decode("ascii").replace("%", "%%")
    made = {out: carried(), out.with_name("kiosk-apply.cmd"): CMD.replace("NO_PYTHON", in_ascii).replace("kiosk-apply.pyz", out.name).replace("\n", "\r\n").encode("ascii"),
            out.with_name("kiosk-apply.sh"): SH.replace("kiosk-apply.pyz", out.name).encode("ascii")}
    disk.make_folder(out.parent)
    for path, data in made.items():
        disk.replace(path, data)
        path.chmod(0o755)
    return list(made)
