"""What can go wrong with a store."""

from ecodash.language.problem import FAILED, IN_USE, Problem


class StoreProblem(Problem):
    """A store that cannot be opened or written."""

    section = "store_problem"
    http_status = 503

    @property
    def exit_code(self) -> int:
        """Somebody else has it open, or it does not work."""
        return IN_USE if self.code == "in_use" else FAILED
