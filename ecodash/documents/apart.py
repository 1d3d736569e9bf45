"""Large documents are set in a process of their own: it ends once nobody waits for it, and takes its memory along."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from tempfile import TemporaryFile
from typing import IO

from ecodash import places

# Whether somebody still waits for the document that this thread makes; asked now and then.
is_wanted: ContextVar[Callable[[], bool]] = ContextVar("is_wanted", default=lambda: True)

# Apart from whatever this process has: its environment, its folder, what people installed for themselves.
_START = "import runpy, sys; sys.path.insert(0, sys.argv[1]); runpy.run_module(sys.argv[2], run_name='__main__')"
_HIDDEN_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_LOOK_EVERY_SECONDS = 0.3


class Abandoned(BaseException):
    """Nobody waits for it any more. No error: who waits for the same document meanwhile makes it anew."""


def set_apart(asked: bytes) -> bytes:
    """What ``press`` makes of what is asked of it; Abandoned when nobody wants it before it is done."""
    # What is asked lies in a file: written to a pipe, it would not be finished by a look that comes in between.
    with TemporaryFile() as file:
        file.write(asked)
        file.seek(0)
        return _watched(file)


def _watched(asked: IO[bytes]) -> bytes:
    with subprocess.Popen(
        [sys.executable, "-I", "-c", _START, str(places.CODE), "ecodash.documents.press"],
        stdin=asked,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_HIDDEN_WINDOW,
    ) as child:
        try:
            made = None
            while made is None:
                if not is_wanted.get()():
                    raise Abandoned
                with suppress(subprocess.TimeoutExpired):
                    made = child.communicate(timeout=_LOOK_EVERY_SECONDS)[0]
        finally:
            child.kill()
    if child.returncode:
        raise RuntimeError(f"the document was not made: the process that sets it ended with {child.returncode}")
    return made
