"""ecodash on this machine, without the internet.

    python3 install.py [install | start | stop | autostart | no-autostart | back | uninstall]

Lies in the bundle that tools/bundle.py makes. Needs nothing but Python. Programs are kept apart from data.
"""

import sys

from running import run, start, stop
from said import Stop, in_utf8, say
from versions import back, install, uninstall
from with_machine import autostart, no_autostart

VERBS = {"install": install, "start": start, "stop": stop, "autostart": autostart, "no-autostart": no_autostart,
         "back": back, "uninstall": uninstall, "run": run}  # fmt: skip


def main():
    in_utf8()
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
