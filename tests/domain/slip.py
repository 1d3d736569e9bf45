"""A slip in the name of a column, found before anything runs: `make types` fails where mypy finds nothing to ignore."""

from ecodash.facts.rows import ResolutionRow


def due_on(row: ResolutionRow) -> object:
    return row["due_on"]


def slip(row: ResolutionRow) -> object:
    return row["due_no"]  # type: ignore[typeddict-item]
