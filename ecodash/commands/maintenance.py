"""``export``, ``backup``, ``restore``, ``verify``, ``guard`` and ``clock``: taking all of it along, and is it whole."""

import argparse
import getpass
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ecodash.access.place import Accounts, put_accounts
from ecodash.commands import DONE, FAILED, as_json, say
from ecodash.domain.dates import utc_now
from ecodash.language import terminal
from ecodash.language.text import t
from ecodash.maintenance import inquiry
from ecodash.maintenance.backup import back_up
from ecodash.maintenance.backup_file import Backup, BackupProblem, read_archive
from ecodash.maintenance.export import export
from ecodash.maintenance.guard import headline, last_look
from ecodash.maintenance.restore import restore
from ecodash.maintenance.signatures import check_signed
from ecodash.maintenance.verify import Finding, Verification
from ecodash.store.opening import open_store
from ecodash.stores import current, home, people, place_of_accounts

_AddCommand = Callable[..., argparse.ArgumentParser]


def add_keeping_commands(commands: Any, lang: str, add: _AddCommand) -> None:
    """Make the commands known."""
    exporting = add(commands, "export", lang, _export, demo=True)
    exporting.add_argument("folder", type=Path, metavar="FOLDER", help=t(lang, "cli.help_folder"))
    verifying = add(commands, "verify", lang, _verify, demo=False)
    verifying.add_argument("--mark", action="append", default=[], metavar="MARK", help=t(lang, "cli.help_mark"))
    verifying.add_argument(
        "--signatures", action="append", default=[], type=Path, metavar="FILE", help=t(lang, "cli.help_signatures")
    )
    guarding = add(commands, "guard", lang, _guard, demo=False)
    guarding.add_argument("--now", action="store_true", help=t(lang, "cli.help_now"))
    clock = add(commands, "clock", lang, _clock, demo=False)
    clock.add_argument("--right", action="store_true", help=t(lang, "cli.help_right"))
    clock.add_argument("--by", default="", metavar="NAME", help=t(lang, "cli.help_by"))
    backup = add(commands, "backup", lang, _backup, demo=False)
    backup.add_argument("file", type=Path, nargs="?", metavar="FILE", help=t(lang, "cli.help_backup_file"))
    restoring = add(commands, "restore", lang, _restore, demo=False)
    restoring.add_argument("file", type=Path, metavar="FILE", help=t(lang, "cli.help_backup_file"))
    restoring.add_argument("--accounts", action="store_true", help=t(lang, "cli.help_accounts"))
    restoring.add_argument("--password-stdin", action="store_true", help=t(lang, "cli.help_password_stdin"))


def _export(asked: argparse.Namespace) -> int:
    store = current(asked.demo)
    files = export(store, asked.folder)
    if asked.json:
        say(as_json({"folder": str(asked.folder), "files": [asdict(file) for file in files]}))
        return DONE
    header = [t(asked.lang, "cli.file"), t(asked.lang, "cli.rows")]
    say(terminal.columns(header, [(file.name, str(file.rows)) for file in files]))
    say(t(asked.lang, "cli.exported", files=len(files), folder=asked.folder))
    if store.kept_back.names:
        say(t(asked.lang, "cli.exported_without_names"))
    return DONE


def _verify(asked: argparse.Namespace) -> int:
    """What is checked is what is there: nothing is brought up to date before."""
    for path in asked.signatures:
        check_signed(path)
    found = inquiry.verified(home(), asked.mark, asked.signatures)
    counted = {"ok": found.ok, "changes": found.changes, "revisions": found.revisions, "evidence": found.evidence}
    told = {**counted, "problems": _problems(found.problems)}
    say(as_json(told) if asked.json else _verification_text(found, asked.lang))
    return DONE if found.ok else FAILED


def _guard(asked: argparse.Namespace) -> int:
    """What the guard found at its last look, or at one of this moment; looking needs no free home."""
    found = inquiry.looked(home()) if asked.now else last_look(home())
    if asked.json:
        told = {"at": f"{found.at.isoformat()}Z", "sound": found.is_sound} if found else {"at": None, "sound": None}
        say(as_json({**told, "problems": _problems(found.findings if found else ())}))
    else:
        say("\n".join((headline(found, asked.lang), *_listed(found.findings if found else (), asked.lang))))
    return DONE if found and found.is_sound else FAILED


def _problems(findings: Iterable[Finding]) -> list[dict[str, str]]:
    return [{"code": each.code, "th": each.sentence("th"), "en": each.sentence("en")} for each in findings]


def _listed(findings: Iterable[Finding], lang: str) -> list[str]:
    return [f"- {each.sentence(lang)}" for each in findings]


def _verification_text(found: Verification, lang: str) -> str:
    counted = {"changes": found.changes, "revisions": found.revisions, "evidence": found.evidence}
    key = "verify.ok" if found.ok else "verify.not_ok"
    summary = t(lang, key, problems=len(found.problems), **counted)
    return "\n".join((summary, *_listed(found.problems, lang)))


def _clock(asked: argparse.Namespace) -> int:
    """Opens the store without bringing its reference rows up to date, which a wrong clock would not let it."""
    store = open_store(home())
    try:
        if asked.right:
            store.confirm_clock(asked.by.strip() or getpass.getuser())
        last = store.ask("head")[0]["recorded_at"]
    finally:
        store.close()
    now = utc_now()
    if asked.json:
        say(as_json({"now": now.isoformat(), "last_change": last.isoformat() if last else None}))
    else:
        shown = f"{last:%Y-%m-%d %H:%M}" if last else "-"
        say(t(asked.lang, "cli.clock", now=f"{now:%Y-%m-%d %H:%M}", last=shown))
    return DONE


def _backup(asked: argparse.Namespace) -> int:
    made = back_up(current(), home(), asked.file, place_of_accounts())
    lines = [t(asked.lang, "backup.made", path=made.path)]
    lines.append(t(asked.lang, "backup.sealed" if made.accounts else "backup.not_sealed"))
    if made.beside:
        lines.append(t(asked.lang, "backup.beside", files=len(made.beside), path=made.files_folder))
    if made.altered:
        lines.append(t(asked.lang, "backup.altered", names=", ".join(made.altered)))
    say(as_json(_plain(made)) if asked.json else "\n".join(lines))
    return FAILED if made.altered else DONE


def _restore(asked: argparse.Namespace) -> int:
    # A wrong password is said before anything is moved.
    accounts = _accounts(asked) if asked.accounts else None
    found, aside = restore(asked.file, home())
    lines = [t(asked.lang, "backup.restored", changes=found.changes, files=found.files)]
    if accounts is not None:
        lines.append(t(asked.lang, "backup.accounts_brought", officers=put_accounts(people().place, accounts)))
    else:
        lines.append(t(asked.lang, f"backup.accounts_{'left' if found.accounts else 'none'}"))
    if not people().officers():
        lines.append(t(asked.lang, "backup.nobody"))
    if aside:
        lines.append(t(asked.lang, "backup.replaced", path=aside))
    replaced = {"accounts_brought": accounts is not None, "replaced": str(aside) if aside else None}
    say(as_json(_plain(found) | replaced) if asked.json else "\n".join(lines))
    return DONE


def _accounts(asked: argparse.Namespace) -> Accounts:
    """Those of a backup, opened by a password that is typed without being shown or is the first line of the input."""
    from ecodash.access.sealed_accounts import unseal

    sealed = read_archive(asked.file, thorough=False).accounts
    if sealed is None:
        raise BackupProblem("no_accounts", path=asked.file)
    if asked.password_stdin or not sys.stdin.isatty():
        return unseal(sealed, sys.stdin.readline().rstrip("\r\n"))
    return unseal(sealed, getpass.getpass(t(asked.lang, "cli.secretary_password") + ": "))


def _plain(backup: Backup) -> dict[str, Any]:
    return {
        "file": str(backup.path),
        "changes": backup.changes,
        "head": backup.head,
        "files": backup.files,
        "beside": len(backup.beside),
        "accounts": backup.accounts is not None,
        "altered": list(backup.altered),
    }
