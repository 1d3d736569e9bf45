"""A question or a wish that cannot be met as it was put."""

from ecodash.language.problem import FAILED, REFUSED, Problem
from ecodash.language.text import t


class Refusal(Problem):
    """``code`` is the whole key of the words that say what is wrong and what to do about it."""

    @property
    def exit_code(self) -> int:
        """Failed where there is no area at all to answer about."""
        return FAILED if self.code == "api.no_area" else REFUSED

    def __str__(self) -> str:
        return self.code

    def sentence(self, lang: str) -> str:
        """What was wrong and what to do about it."""
        return t(lang, self.code, **self.values)
