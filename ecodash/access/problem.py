"""Why somebody does not come in, or cannot be added."""

from ecodash.language.problem import FAILED, REFUSED, Problem

# Nothing was wrong with what was asked: those who enter cannot be looked up just now.
UNREACHABLE = ("file", "away")


class EntryProblem(Problem):
    """Why somebody does not come in, or cannot be added."""

    section = "entry_problem"

    @property
    def exit_code(self) -> int:
        return FAILED if self.code in UNREACHABLE else REFUSED
