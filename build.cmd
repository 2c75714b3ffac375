@echo off
rem For a double click in Explorer: finds Python, runs build.py, keeps the window open. ASCII only: cmd reads this file in the code page of the machine.
setlocal
chcp 65001 >nul
set "PY="
set "NEW=import sys; sys.exit(sys.version_info < (3, 11))"
py -3 -c "%NEW%" >nul 2>nul && set "PY=py -3"
if not defined PY (python -c "%NEW%" >nul 2>nul && set "PY=python")
rem An old Python will do to say, in Chinese, that it is too old.
if not defined PY (py -3 -c "0" >nul 2>nul && set "PY=py -3")
if not defined PY (python -c "0" >nul 2>nul && set "PY=python")
if not defined PY goto none
%PY% "%~dp0build.py" %*
set "CODE=%ERRORLEVEL%"
goto end

:none
powershell -NoProfile -Command "[Console]::OutputEncoding = [Text.Encoding]::UTF8; [Console]::WriteLine([regex]::Unescape('\u6ca1\u6709\u627e\u5230 Python\u3002\u8bf7\u4ece https://www.python.org/downloads/ \u4e0b\u8f7d\u5b89\u88c5 3.11 \u6216\u66f4\u65b0\u7684\u7248\u672c\uff0c\u5b89\u88c5\u65f6\u52fe\u9009\u201cAdd python.exe to PATH\u201d\uff0c\u7136\u540e\u518d\u6b21\u53cc\u51fb\u672c\u6587\u4ef6\u3002'))"
set "CODE=1"

:end
if "%~1"=="" pause
exit /b %CODE%
