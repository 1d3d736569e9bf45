"""Whatever cannot be done, with a sentence in each language for whoever wanted it."""

from typing import ClassVar

from ecodash.language.spoken import spoken
from ecodash.language.text import t

# What the command line ends with.
DONE, FAILED, REFUSED, IN_USE = range(4)


class Problem(Exception):
    """Why something was not done. ``code`` names the words under ``section``, ``values`` fill them.

    Each kind of problem says with which code the command line ends and which status the API answers.
    """

    section: ClassVar[str]
    http_status: ClassVar[int] = 400

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.sentence("en"))

    @property
    def exit_code(self) -> int:
        """Refused: whoever asked can do something about it."""
        return REFUSED

    def sentence(self, lang: str) -> str:
        """What is wrong and what to do about it."""
        return t(lang, f"{self.section}.{self.code}", **spoken(lang, self.values))
