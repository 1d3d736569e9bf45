"""Names of people who are to be seen no more, as a secretary writes them; kept beside the accounts."""

import json

from ecodash.access.passphrase import Passphrase
from ecodash.access.problem import EntryProblem

_NAMES = "withdrawn names"
SHORTEST, LONGEST = 4, 80


def withdrawn_names(people: Passphrase) -> list[str]:
    """In the order of the alphabet; EntryProblem when nobody can say."""
    return sorted(json.loads(people.setting_or_last_known(_NAMES, "[]")))


def withdraw_name(people: Passphrase, written: str, by: str) -> str:
    """Take a name out of view; as it is kept. EntryProblem for what would hide more than a person."""
    name = " ".join(written.split())
    if not SHORTEST <= len(name) <= LONGEST:
        raise EntryProblem("name_length", least=SHORTEST, most=LONGEST)
    # Codes are written so; a single word in Latin letters would be found in them.
    if name.isascii() and " " not in name:
        raise EntryProblem("name_like_code")
    _keep(people, {*withdrawn_names(people), name}, by, "name_withdrawn")
    return name


def show_name_again(people: Passphrase, name: str, by: str) -> None:
    """A name is seen as before."""
    _keep(people, set(withdrawn_names(people)) - {name}, by, "name_shown")


def _keep(people: Passphrase, names: set[str], by: str, what: str) -> None:
    # Whose name it is stands in no list of what happened.
    people.keep(_NAMES, json.dumps(sorted(names), ensure_ascii=False) if names else None, by, what)
