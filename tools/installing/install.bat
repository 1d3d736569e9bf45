@echo off
chcp 65001 >nul
rem install or update, then start. Other words: start stop autostart no-autostart back uninstall
cd /d "%~dp0"
if exist "python\python.exe" (
  if not exist "%LOCALAPPDATA%\ecodash-python\python.exe" xcopy /E /I /Q /Y python "%LOCALAPPDATA%\ecodash-python" >nul
  "%LOCALAPPDATA%\ecodash-python\python.exe" install.py %*
) else (
  py -3.11 install.py %*
  if errorlevel 103 (
    echo ต้องใช้ Python 3.11 โปรดติดตั้งแล้วสั่งใหม่ ยังไม่มีอะไรเปลี่ยน
    echo Python 3.11 is needed. Install it and try again; nothing was changed.
  )
)
pause
