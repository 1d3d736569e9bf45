"""Why a file of evidence is not taken, or cannot be shown."""

from ecodash.language.problem import Problem


class FileProblem(Problem):
    """Why a file is not taken, or cannot be shown."""

    section = "file_problem"
