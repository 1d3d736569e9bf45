"""A question or a wish that cannot be met as it was put, with a sentence in each language."""

from ecodash.text import t


class Refusal(Exception):
    """``key`` names the words that say what is wrong and what to do about it."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(key, values)

    def sentence(self, lang: str) -> str:
        """What was wrong and what to do about it."""
        return t(lang, self.key, **self.values)
