@echo off
rem Starts Gugus on Windows by double click. The first time it installs, from the wheel beside it.
rem Everything lies in the folder Gugus of the person who is signed in: program there, data there.
rem Only letters of ASCII and lines that end with CR LF: cmd reads both of them its own way.
rem No brackets around blocks: a folder's name may hold one. Each step jumps on by itself.
setlocal enableextensions disabledelayedexpansion
title Gugus
set "HERE=%~dp0"
set "ROOT=%USERPROFILE%\Gugus"
set "PROGRAM=%ROOT%\program"
set "PY=%PROGRAM%\Scripts\python.exe"
set "LOG=%ROOT%\pasang.log"
if not defined GUGUS_DATA set "GUGUS_DATA=%ROOT%\data"
set "PYTHONUTF8=1"
set "PIP_DISABLE_PIP_VERSION_CHECK=1"

set "WHEEL="
for %%F in ("%HERE%gugus-*-py3-none-any.whl") do set "WHEEL=%%~fF"
if defined WHEEL goto has_wheel
if exist "%PROGRAM%\terpasang.whl" goto check_program
echo.
echo   Berkas gugus-...-py3-none-any.whl tidak ada di samping Gugus.cmd.
echo   Kalau ini dibuka dari dalam berkas zip: tutup jendela ini, klik kanan zipnya,
echo   pilih "Ekstrak semua" (Extract All), lalu buka Gugus.cmd dari folder hasilnya.
goto failed

:has_wheel
if not exist "%PROGRAM%\terpasang.whl" goto install
fc /b "%WHEEL%" "%PROGRAM%\terpasang.whl" >nul 2>nul
if errorlevel 1 goto install

:check_program
"%PY%" -c "import gugus" >nul 2>nul
if not errorlevel 1 goto run
if not defined WHEEL goto broken

:install
echo.
echo   Memasang Gugus. Sekali saja, 5 sampai 15 menit. Jangan tutup jendela ini.
echo.
if not exist "%ROOT%" mkdir "%ROOT%"
if not exist "%ROOT%" goto no_folder
call :find_python
if not defined BASE goto no_python
rem What was installed before is known no more until this ends well.
if exist "%PROGRAM%\terpasang.whl" del "%PROGRAM%\terpasang.whl"
"%PY%" -c "%FITS%" >nul 2>nul
if not errorlevel 1 goto packages
%BASE% -m venv --clear "%PROGRAM%"
if errorlevel 1 goto no_install

:packages
set "FROM="
if not exist "%HERE%paket\" goto fetch
set FROM=--no-index --find-links "%HERE%paket"
:fetch
"%PY%" -m pip install --log "%LOG%" --only-binary=:all: --require-hashes %FROM% -r "%HERE%gugus-paket.txt"
if errorlevel 1 goto no_install
"%PY%" -m pip install --log "%LOG%" --quiet --no-index --no-deps --force-reinstall "%WHEEL%"
if errorlevel 1 goto no_install
copy /y "%WHEEL%" "%PROGRAM%\terpasang.whl" >nul
if errorlevel 1 goto no_install
echo.
echo   Gugus terpasang di %PROGRAM%

:run
if not "%~1"=="" goto command
if exist "%SystemRoot%\System32\msvcp140.dll" goto serve
echo.
echo   Satu bagian Windows belum ada, dan "Susun jadwal" memerlukannya. Yang lain tetap jalan.
echo   Nanti, dengan internet: buka https://aka.ms/vs/17/release/vc_redist.x64.exe lalu pasang.

:serve
echo.
echo   Menyalakan Gugus. Peramban terbuka sendiri. Jangan tutup jendela ini selama dipakai;
echo   untuk berhenti, tutup jendela ini.
echo.
"%PY%" -m gugus.config.command serve --lan --open
if errorlevel 2 goto failed
echo.
echo   Jendela ini boleh ditutup. Data tersimpan di %GUGUS_DATA%
goto ended

:command
"%PY%" -m gugus.config.command %*
exit /b %errorlevel%

:find_python
rem Those with a wheel of every package; of this kind alone (64 bits, Intel or AMD).
set "BASE="
set "FITS=import sys, sysconfig; sys.exit(not ((3, 11) <= sys.version_info < (3, 15) and sysconfig.get_platform() == 'win-amd64'))"
for %%V in (3.13 3.12 3.11 3.14) do call :try py -%%V
call :try python
call :try py -3
exit /b 0

:try
if defined BASE exit /b 0
%* -c "%FITS%" >nul 2>nul
if not errorlevel 1 set "BASE=%*"
exit /b 0

:no_python
echo   Python belum ada di laptop ini (perlu versi 3.11 sampai 3.14, 64 bit).
echo   Halaman unduhnya dibuka sekarang. Ambil "Windows installer (64-bit)" versi 3.13, pasang,
echo   lalu buka Gugus.cmd lagi.
start "" "https://www.python.org/downloads/windows/"
goto failed

:no_folder
echo   Folder %ROOT% tidak dapat dibuat. Beri tahu orang yang membantu Anda.
goto failed

:broken
echo.
echo   Gugus di %PROGRAM% tidak lengkap lagi, mungkin karena Python dihapus atau diganti.
echo   Taruh Gugus.cmd di folder yang berisi berkas gugus-...-py3-none-any.whl, lalu buka dari sana.
echo   Data Anda tidak berubah.
goto failed

:no_install
echo.
echo   Belum berhasil memasang. Data tidak berubah. Tutup jendela Gugus lain yang masih menyala,
echo   periksa internetnya, lalu buka Gugus.cmd lagi: yang sudah terunduh tidak diunduh dua kali.
echo   Kalau tetap gagal, kirim berkas ini kepada orang yang membantu Anda: %LOG%

:failed
echo.
pause
exit /b 2

:ended
pause
exit /b 0
