@echo off
rem For a double click in Explorer: opens the desk in a browser, keeps the window open where that fails. ASCII only, as build.cmd.
call "%~dp0build.cmd" desk %*
if errorlevel 1 pause
