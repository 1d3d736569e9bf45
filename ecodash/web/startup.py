"""Start and stop: open the store, warm what the screens import, say where the dashboard is."""

import atexit
import gc
import importlib
import logging
import os
import sys
import threading
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import chain, repeat
from typing import Any

import streamlit as st

from ecodash import stores
from ecodash.access.problem import EntryProblem
from ecodash.facts.selection import language
from ecodash.language.problem import Problem
from ecodash.language.text import LANGUAGES, t
from ecodash.maintenance import inquiry
from ecodash.maintenance.backup import daily
from ecodash.maintenance.backup_file import BackupProblem
from ecodash.maintenance.guard import look_if_due
from ecodash.maintenance.removal import remove_withdrawn
from ecodash.maintenance.second_place import copy_out
from ecodash.store.problem import StoreProblem
from ecodash.ui.address import addresses, own_port
from ecodash.web.garbage import collect_when_idle

_log = logging.getLogger("ecodash")
_IN_USE = 3
_LISTEN_SECONDS = 1.0
_FIRST_BACKUP_AFTER, _BACKUP_EVERY = 60, 3600


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Open the real store before the first visitor; a home that is in use ends the program."""
    say_in_utf8()
    try:
        stores.current(address=addresses()[0])
        _welcome()
    except (EntryProblem, StoreProblem) as problem:
        _say(*(problem.sentence(lang) for lang in LANGUAGES))
        if problem.code == "in_use":
            # Raising here would print a traceback from the server; nothing is open yet.
            sys.stdout.flush()
            os._exit(_IN_USE)
    _warm()
    stopping = threading.Event()
    guard = threading.Thread(target=_guard, args=(stopping,), name="backups", daemon=True)
    guard.start()
    threading.Thread(target=_answer, args=(stopping,), name="inquiries", daemon=True).start()
    if stores.shared_address():
        threading.Thread(target=_follow, args=(stopping,), name="follower", daemon=True).start()
    threading.Thread(target=collect_when_idle, args=(stopping,), name="idle", daemon=True).start()
    yield
    stopping.set()
    guard.join(timeout=10)
    stores.close_all()


def _guard(stopping: threading.Event) -> None:
    """Soon after the start and then every hour: a backup if one is due, and a look at everything once a day."""
    for pause in chain((_FIRST_BACKUP_AFTER,), repeat(_BACKUP_EVERY)):
        if stopping.wait(pause):
            return
        _back_up_if_due()
        _look_if_due()


def _answer(stopping: threading.Event) -> None:
    """A command line that finds the home in use asks, and is answered within a second of when the answer is found."""
    while not stopping.wait(_LISTEN_SECONDS):
        try:
            inquiry.answer_all(stores.home(), stores.current)
        except Exception:
            _log.exception("inquiry")


def _follow(stopping: threading.Event) -> None:
    """What other programs record is here as soon as they tell; nobody waits for it, and a line that breaks is said."""
    said = ""
    while not stopping.is_set():
        try:
            # A first start while the record is away opens nothing; the next try does.
            store = stores.current()
            store.follow()
            said = ""
        except StoreProblem as problem:
            if problem.code != said:
                _log.warning("shared record: %s", problem)
            said = problem.code
        except Exception:
            _log.exception("shared record")
        if said or store.shared is None:
            stopping.wait(_LISTEN_SECONDS)
        else:
            store.shared.wait(_LISTEN_SECONDS)


def _back_up_if_due() -> None:
    """Whatever goes wrong this time goes into the log, and there is a next time."""
    try:
        made = daily(stores.current(), stores.home(), stores.place_of_accounts())
        copy_out(stores.home())
    except (BackupProblem, StoreProblem, OSError) as problem:
        _log.warning("backup: %s", problem)
    except Exception:
        _log.exception("backup")
    else:
        if made is not None and made.altered:
            _log.warning("backup: %s", t("en", "backup.altered", names=", ".join(made.altered)))


def _look_if_due() -> None:
    """After the backup, so that it is looked at too; what is found stands at the desk and in the log."""
    try:
        stores.people().forget_old()
        stores.keep_names_back()
        inquiry.forget_old(stores.home())
        remove_withdrawn(stores.current(), stores.vault())
        found = look_if_due(stores.current(), stores.home())
    except Exception:
        _log.exception("look")
        return
    for finding in found.findings if found else ():
        _log.warning("look: %s", finding.sentence("en"))


def _welcome() -> None:
    lines = [t(lang, "start.ready", address="  ".join(addresses()), home=stores.home()) for lang in LANGUAGES]
    if own_port() != st.get_option("server.port") or own_port() != 8501:
        lines += [t(lang, "start.other_port", port=own_port()) for lang in LANGUAGES]
    if code := stores.people().first_code():
        lines += [t(lang, "start.first_code", code=code, address=addresses()[-1] + "/auth/first") for lang in LANGUAGES]
    _say(*lines)


def _warm() -> None:
    importlib.import_module("ecodash.ui.toolkit")
    # What is there by now stays: frozen objects are not walked again.
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)


def on_script_error(error: BaseException) -> bool:
    """One sentence and a code for the visitor, the traceback under the same code in the log."""
    code = uuid.uuid4().hex[:8]
    _log.error("script error %s", code, exc_info=error)
    lang = language(st.query_params.to_dict())
    st.error(error.sentence(lang) if isinstance(error, Problem) else t(lang, "app.error", code=code))
    return True


def say_in_utf8() -> None:
    """Thai on a Windows console needs more than its default code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _say(*lines: str) -> None:
    print("\n".join(("", *(f"  {line}" for line in lines), "")), flush=True)
