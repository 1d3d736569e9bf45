"""Why a file of evidence is not taken, or cannot be shown."""

from collections.abc import Sequence

from ecodash.language.problem import Problem


class FileProblem(Problem):
    """Why a file is not taken, or cannot be shown."""

    section = "file_problem"


class FileProblems(FileProblem):
    """Several files of which none is taken."""

    def __init__(self, problems: Sequence[FileProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems[0].code, **self.problems[0].values)

    def sentence(self, lang: str) -> str:
        """Every problem in a line of its own."""
        return "\n\n".join(problem.sentence(lang) for problem in self.problems)
