"""What English says of one thing otherwise than of many."""

import re

_THINGS = (
    "area", "assignment", "attendee", "cell", "change", "column", "day", "file", "item", "matter", "meeting", "month",
    "problem", "project", "report", "resolution", "result", "row", "thing", "time", "year",
)  # fmt: skip
_ONE_OF = {"activities": "activity", "agencies": "agency"} | {f"{thing}s": thing for thing in _THINGS}
_OF_ONE = {"are": "is", "have": "has", "meet": "meets", "say": "says", "wait": "waits", "were": "was"}
# A 1 that is no part of a longer number, a date or a meeting's number: «1 areas», «1 overdue matters were».
_COUNTED = re.compile(
    rf"(?<![\d.,:/–-])1 ((?:overdue |open )?)({'|'.join(_ONE_OF)})(?: ({'|'.join(_OF_ONE)}))?(?![\w-])",
)


def of_one(sentence: str) -> str:
    """«1 areas meet this item» → «1 area meets this item»; every other count stays as it is."""
    return _COUNTED.sub(_singular, sentence) if "1 " in sentence else sentence


def _singular(found: re.Match[str]) -> str:
    between, things, verb = found.groups()
    return f"1 {between}{_ONE_OF[things]}" + (f" {_OF_ONE[verb]}" if verb else "")
