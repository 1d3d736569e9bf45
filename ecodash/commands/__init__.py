"""The commands of ``python -m ecodash``, by what they are about, and what they share: exit codes and output."""

import json
from typing import Any

from ecodash.language.problem import DONE, FAILED, IN_USE, REFUSED

__all__ = ["DONE", "FAILED", "IN_USE", "REFUSED", "as_json", "say"]


def as_json(answer: Any) -> str:
    """One line of JSON, Thai as it is."""
    return json.dumps(answer, ensure_ascii=False)


def say(text: str) -> None:
    """To standard output."""
    print(text)
