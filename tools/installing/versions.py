"""Versions beside each other: install or update, the way back, uninstall.

Each has a folder of its own, and the one in use is named last: an interrupted update leaves the one before.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys

from program import HERE, HOME, IS_WINDOWS, PROGRAM, current, ecodash, last_line, write
from running import stop
from said import Stop, say
from unused import remove_unused
from with_machine import no_autostart


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
    old = current()
    if old and old != bundle["version"]:
        stop(quiet=True)
        _back_up(old)
    elif old:
        stop(quiet=True)
    _put_in_place(part, target)
    write("current", bundle["version"])
    say("switched", version=bundle["version"], home=HOME)


def _put_in_place(part, target):
    """The new folder under its name, also where the same version was there; then what starts and stops it."""
    aside = target.with_name(target.name + ".old")
    shutil.rmtree(aside, ignore_errors=True)
    if target.exists():
        os.replace(target, aside)
    os.replace(part, target)
    shutil.rmtree(aside, ignore_errors=True)
    # install.py, which leans on the others, comes last.
    for script in sorted(HERE.glob("*.py"), key=lambda script: script.name == "install.py"):
        shutil.copyfile(script, PROGRAM / script.name)


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
        raise Stop("failed", reason=last_line(done.stderr))
    remove_unused(part)


def _back_up(old):
    """A backup by the version that wrote the data; kept by name for the way back."""
    made = ""
    if (HOME / "journal.jsonl").exists():
        say("backing", old=old)
        done = ecodash(old, "backup", "--json")
        if done.returncode:
            raise Stop("no_backup", reason=last_line(done.stdout + done.stderr))
        made = json.loads(done.stdout.decode("utf-8"))["file"]
    write("previous", old + "\n" + made)


def back():
    """The version before, on the data as they are; on the backup from before the update where it cannot read them."""
    told = PROGRAM / "previous"
    if not told.exists():
        raise Stop("no_way_back")
    version, backup = (told.read_text(encoding="utf-8") + "\n").split("\n")[:2]
    stop(quiet=True)
    if backup and ecodash(version, "verify").returncode:
        done = ecodash(version, "restore", backup)
        if done.returncode:
            raise Stop("failed", reason=last_line(done.stdout + done.stderr))
        say("restored", home=HOME)
    write("current", version)
    told.unlink()
    say("back", version=version)


def uninstall():
    """The program goes, the data stay."""
    stop(quiet=True)
    no_autostart()
    shutil.rmtree(PROGRAM, ignore_errors=True)
    say("uninstalled", home=HOME)
