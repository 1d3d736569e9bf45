"""What can go wrong with a store, as a value with a sentence in each language."""

from ecodash.text import t


class StoreProblem(Exception):
    """A store that cannot be opened or written. ``code`` names the words under ``store_problem``."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.sentence("en"))

    def sentence(self, lang: str) -> str:
        """What happened and what to do about it."""
        return t(lang, f"store_problem.{self.code}", **self.values)
