"""ecodash on this machine, without the internet: install or update, start, stop, start with the machine, back, uninstall.

    python3 install.py [install | start | stop | autostart | no-autostart | back | uninstall]

Lies in the bundle that tools/bundle.py makes. Needs nothing but Python. Programs are kept apart from data, each version
in a folder of its own: an update that is interrupted leaves the version before it in use.
"""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
IS_WINDOWS = sys.platform == "win32"
_SHARE = Path(os.environ.get("LOCALAPPDATA" if IS_WINDOWS else "XDG_DATA_HOME") or Path.home() / ".local" / "share")
HOME = Path(os.environ.get("ECODASH_HOME") or _SHARE / "ecodash")
PROGRAM = Path(os.environ.get("ECODASH_PROGRAM") or _SHARE / "ecodash-program")
_UNIT = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user" / "ecodash.service"
_ADDRESS = re.compile(r"http://localhost:\d+")

# A quarter of what the packages bring: their own tests, headers for compilers, parts for notebooks, and Arrow's network.
_UNUSED = (
    "share", "pydeck/nbextension", "plotly/labextension", "pandas/tests", "numpy/_core/tests", "numpy/*/tests",
    "pyarrow/include", "pyarrow/tests", "pyarrow/src", "pyarrow/*flight*", "pyarrow/*substrait*",
)  # fmt: skip

# Each sentence in Thai and English.
SAID = {
    "python": ("ต้องใช้ Python {wanted} แต่เครื่องนี้มี {have} โปรดติดตั้ง Python {wanted} แล้วสั่งใหม่ ยังไม่มีอะไรเปลี่ยน", "Python {wanted} is needed and this is {have}. Install Python {wanted} and try again; nothing was changed."),
    "system": ("ชุดติดตั้งนี้สำหรับ {wanted} โปรดใช้ชุดของระบบนี้ ยังไม่มีอะไรเปลี่ยน", "This bundle is for {wanted}; take the one for this system. Nothing was changed."),
    "rights": ("เขียนในโฟลเดอร์ {folder} ไม่ได้ ({reason}) โปรดเลือกโฟลเดอร์อื่นด้วย ECODASH_PROGRAM หรือขอสิทธิ์จากผู้ดูแลเครื่อง ยังไม่มีอะไรเปลี่ยน", "Cannot write to {folder} ({reason}). Name another folder in ECODASH_PROGRAM, or ask who looks after this machine; nothing was changed."),
    "damaged": ("ไฟล์ {name} ในชุดติดตั้งไม่ครบหรือเสียหาย โปรดคัดลอกชุดติดตั้งมาใหม่ ยังไม่มีอะไรเปลี่ยน", "{name} in this bundle is damaged or missing. Copy the bundle anew; nothing was changed."),
    "checking": ("1/4 ตรวจไฟล์ {count} ไฟล์ของรุ่น {version}", "1/4 Checking the {count} files of version {version}"),
    "unpacking": ("2/4 ติดตั้งลงใน {folder} ใช้เวลาประมาณ 1 นาที ไม่ใช้อินเทอร์เน็ต", "2/4 Installing into {folder}: about a minute, without the internet"),
    "failed": ("ติดตั้งไม่สำเร็จ รุ่นเดิมยังใช้ได้ตามปกติ สาเหตุ: {reason}", "Not installed; the version before is as it was. Why: {reason}"),
    "backing": ("3/4 สำรองข้อมูลก่อนเปลี่ยนจากรุ่น {old}", "3/4 Backing up before leaving version {old}"),
    "no_backup": ("สำรองข้อมูลไม่ได้ จึงยังไม่เปลี่ยนรุ่น: {reason}", "No backup could be made, so the version was not changed: {reason}"),
    "switched": ("4/4 ใช้รุ่น {version} แล้ว ข้อมูลอยู่ที่ {home}", "4/4 Version {version} is in use. Data are in {home}"),
    "none": ("ยังไม่ได้ติดตั้ง โปรดสั่ง install ก่อน", "Not installed yet: run install first."),
    "running": ("เปิดอยู่แล้วที่ {address}", "Already running at {address}"),
    "starting": ("กำลังเปิด โปรดรอสักครู่", "Starting, one moment"),
    "started": ("เปิดแล้ว: {address}", "Running: {address}"),
    "not_started": ("เปิดไม่สำเร็จ ดูสาเหตุใน {log}", "It did not start; the reason is in {log}"),
    "stopped": ("ปิดแล้ว", "Stopped."),
    "not_running": ("ไม่ได้เปิดอยู่", "It is not running."),
    "no_way_back": ("ไม่มีรุ่นก่อนหน้าให้กลับไป", "There is no earlier version to go back to."),
    "back": ("กลับไปใช้รุ่น {version} แล้ว", "Back at version {version}."),
    "restored": ("ข้อมูลถูกเขียนด้วยรุ่นใหม่ จึงนำไฟล์สำรองก่อนเปลี่ยนรุ่นกลับมา สิ่งที่บันทึกหลังจากนั้นอยู่ใน {home} โฟลเดอร์ที่ชื่อขึ้นต้นด้วย replaced", "The newer version had changed the data, so the backup from before the update was put back. What came after lies in {home}, in a folder whose name begins with replaced."),
    "autostart": ("ต่อไปจะเปิดเองเมื่อเข้าใช้เครื่อง", "It now starts with the machine, when you sign in."),
    "linger": ("ให้เปิดแม้ไม่มีผู้เข้าใช้เครื่อง: sudo loginctl enable-linger", "To start with nobody signed in: sudo loginctl enable-linger"),
    "no_autostart": ("จะไม่เปิดเองอีก", "It no longer starts by itself."),
    "uninstalled": ("ถอนโปรแกรมแล้ว ข้อมูลยังอยู่ครบที่ {home} ลบเองได้เมื่อไม่ต้องการ", "Uninstalled. Your data are all in {home}; delete that yourself when you no longer need it."),
}  # fmt: skip


class Stop(Exception):
    """What was asked for cannot be done; says why."""

    def __init__(self, key, **values):
        super().__init__(key)
        self.key, self.values = key, values


def say(key, **values):
    for sentence in SAID[key]:
        print(sentence.format(**values), flush=True)


def install():
    """Install this bundle's version beside any other, back up, and switch to it."""
    bundle = json.loads((HERE / "bundle.json").read_text(encoding="utf-8"))
    _check_machine(bundle)
    _check_rights()
    say("checking", count=len(bundle["files"]), version=bundle["version"])
    _check_files(bundle["files"])
    target = PROGRAM / "versions" / bundle["version"]
    part = target.with_name(target.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    say("unpacking", folder=target)
    _unpack(part)
    old = _current()
    if old and old != bundle["version"]:
        stop(quiet=True)
        _back_up(old)
    elif old:
        stop(quiet=True)
    shutil.rmtree(target, ignore_errors=True)
    os.replace(part, target)
    shutil.copyfile(HERE / "install.py", PROGRAM / "install.py")
    _write("current", bundle["version"])
    say("switched", version=bundle["version"], home=HOME)


def _check_machine(bundle):
    have = "{}.{}".format(*sys.version_info[:2])
    if have not in bundle["python"]:
        raise Stop("python", wanted=" / ".join(bundle["python"]), have=have)
    if bundle["system"] != ("windows" if IS_WINDOWS else "linux"):
        raise Stop("system", wanted=bundle["system"])


def _check_rights():
    try:
        (PROGRAM / "versions").mkdir(parents=True, exist_ok=True)
        probe = PROGRAM / "rights.tmp"
        probe.write_text("", encoding="utf-8")
        probe.unlink()
    except OSError as error:
        raise Stop("rights", folder=PROGRAM, reason=error.strerror or error) from None


def _check_files(files):
    for name, digest in files.items():
        file = HERE / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise Stop("damaged", name=name)


def _unpack(part):
    """pip runs out of its own wheel, so that neither pip nor venv need be there."""
    wheels = sorted((HERE / "wheels").glob("*.whl"))
    pip = next(wheel for wheel in wheels if wheel.name.startswith("pip-"))
    asked = [sys.executable, str(pip / "pip"), "install", "--quiet", "--no-index", "--no-deps", "--no-compile"]
    asked += ["--no-warn-script-location", "--disable-pip-version-check", "--target", str(part)]
    done = subprocess.run([*asked, *(str(w) for w in wheels if w != pip)], capture_output=True, check=False)
    if done.returncode:
        shutil.rmtree(part, ignore_errors=True)
        raise Stop("failed", reason=_last_line(done.stderr))
    for unused in (found for pattern in _UNUSED for found in part.glob(pattern)):
        shutil.rmtree(unused) if unused.is_dir() else unused.unlink()


def _back_up(old):
    """A backup by the version that wrote the data; kept by name for the way back."""
    made = ""
    if (HOME / "journal.jsonl").exists():
        say("backing", old=old)
        done = _ecodash(old, "backup", "--json")
        if done.returncode:
            raise Stop("no_backup", reason=_last_line(done.stdout + done.stderr))
        made = json.loads(done.stdout.decode("utf-8"))["file"]
    _write("previous", old + "\n" + made)


def start():
    """Start it in the background and say where it is."""
    version = _current()
    if not version:
        raise Stop("none")
    if _running():
        return say("running", address=_told() or "http://localhost:8501")
    say("starting")
    log = PROGRAM / "run.log"
    with log.open("wb") as out:
        apart = {"creationflags": 0x00000208} if IS_WINDOWS else {"start_new_session": True}
        apart |= {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": out, "env": _env(version)}
        process = subprocess.Popen([sys.executable, "-m", "ecodash", "start"], **apart)
    _write("run.pid", str(process.pid))
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        if _told():
            print(log.read_text(encoding="utf-8", errors="replace").strip())
            return say("started", address=_told())
        time.sleep(0.3)
    print(log.read_text(encoding="utf-8", errors="replace").strip())
    raise Stop("not_started", log=log)


def stop(quiet=False):
    """Stop what was started here; nothing else."""
    pid = _running()
    if not pid:
        return None if quiet else say("not_running")
    if IS_WINDOWS:
        subprocess.run(["taskkill", "/PID", str(pid), "/T", "/F"], capture_output=True, check=False)
    else:
        os.kill(pid, signal.SIGTERM)
    end = time.monotonic() + 30
    while _running() and time.monotonic() < end:
        time.sleep(0.2)
    (PROGRAM / "run.pid").unlink()
    return None if quiet else say("stopped")


def back():
    """The version before, on the data as they are; on the backup from before the update where it cannot read them."""
    told = PROGRAM / "previous"
    if not told.exists():
        raise Stop("no_way_back")
    version, backup = (told.read_text(encoding="utf-8") + "\n").split("\n")[:2]
    stop(quiet=True)
    if backup and _ecodash(version, "verify").returncode:
        done = _ecodash(version, "restore", backup)
        if done.returncode:
            raise Stop("failed", reason=_last_line(done.stdout + done.stderr))
        say("restored", home=HOME)
    _write("current", version)
    told.unlink()
    say("back", version=version)


def autostart():
    """Start when this user signs in, by the system's own means."""
    if not _current():
        raise Stop("none")
    run = [sys.executable, str(PROGRAM / "install.py"), "start"]
    if IS_WINDOWS:
        task = " ".join(f'\\"{part}\\"' for part in run)
        subprocess.run(f'schtasks /Create /F /SC ONLOGON /TN ecodash /TR "{task}"', check=True)
    else:
        _UNIT.parent.mkdir(parents=True, exist_ok=True)
        _UNIT.write_text(unit(), encoding="utf-8")
        _systemctl("daemon-reload")
        _systemctl("enable", "ecodash.service")
        say("linger")
    say("autostart")


def unit():
    """The systemd unit: it runs the dashboard itself, and starts it again when it fails."""
    quoted = {name: str(path).replace("%", "%%") for name, path in (("home", HOME), ("program", PROGRAM))}
    stop_first = f'ExecStartPre=-"{sys.executable}" "{quoted["program"]}/install.py" stop'
    run = f'ExecStart="{sys.executable}" "{quoted["program"]}/install.py" run'
    return (
        "[Unit]\nDescription=ecodash\n\n[Service]\n"
        f'Environment="ECODASH_HOME={quoted["home"]}" "ECODASH_PROGRAM={quoted["program"]}"\n'
        f"{stop_first}\n{run}\nRestart=on-failure\nRestartSec=5\n\n[Install]\nWantedBy=default.target\n"
    )


def run():
    """The version in use, as this very process: for systemd."""
    version = _current()
    if not version:
        raise Stop("none")
    os.execve(sys.executable, [sys.executable, "-m", "ecodash", "start"], _env(version))


def no_autostart():
    if IS_WINDOWS:
        subprocess.run(["schtasks", "/Delete", "/F", "/TN", "ecodash"], capture_output=True, check=False)
    elif _UNIT.exists():
        _systemctl("disable", "--now", "ecodash.service")
        _UNIT.unlink()
    say("no_autostart")


def uninstall():
    """The program goes, the data stay."""
    stop(quiet=True)
    no_autostart()
    shutil.rmtree(PROGRAM, ignore_errors=True)
    say("uninstalled", home=HOME)


def _systemctl(*asked):
    if shutil.which("systemctl"):
        subprocess.run(["systemctl", "--user", *asked], capture_output=True, check=False)


def _env(version):
    """Our own packages alone, whatever else this Python has; data where they always are."""
    path = str(PROGRAM / "versions" / version)
    return {**os.environ, "PYTHONPATH": path, "ECODASH_HOME": str(HOME), "PYTHONIOENCODING": "utf-8"}


def _ecodash(version, *asked):
    command = [sys.executable, "-m", "ecodash", *asked]
    return subprocess.run(command, capture_output=True, env=_env(version), check=False)


def _current():
    file = PROGRAM / "current"
    return file.read_text(encoding="utf-8").strip() if file.exists() else ""


def _running():
    """The process that was started here, if it is still that one; else 0."""
    file = PROGRAM / "run.pid"
    pid = int(file.read_text(encoding="utf-8")) if file.exists() else 0
    if not pid:
        return 0
    if IS_WINDOWS:
        asked = ["tasklist", "/FI", f"PID eq {pid}", "/NH"]
        found = subprocess.run(asked, capture_output=True, text=True, errors="replace", check=False).stdout
        return pid if "python" in found.lower() else 0
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return 0
    return pid if b"streamlit" in command or b"ecodash" in command else 0


def _told():
    """The address that the program said."""
    log = PROGRAM / "run.log"
    found = _ADDRESS.search(log.read_text(encoding="utf-8", errors="replace")) if log.exists() else None
    return found[0] if found else ""


def _write(name, text):
    """Old or new, never half."""
    part = PROGRAM / (name + ".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, PROGRAM / name)


def _last_line(output):
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "?"


VERBS = {"install": install, "start": start, "stop": stop, "autostart": autostart, "no-autostart": no_autostart,
         "back": back, "uninstall": uninstall, "run": run}  # fmt: skip


def main():
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    asked = sys.argv[1:] or ["install", "start"]
    if any(verb not in VERBS for verb in asked):
        print(__doc__)
        return 2
    try:
        for verb in asked:
            VERBS[verb]()
    except Stop as problem:
        say(problem.key, **problem.values)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
