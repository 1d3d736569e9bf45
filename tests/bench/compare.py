"""What two commits cost, as ratios: ``python tests/bench/compare.py --before COMMIT [--rows N] [--rounds N]``.

Both programs do the same jobs over copies of one store in turns, in one run. Counted is processor time, which a crowded
machine stretches for both; the ratio is of their medians, and beside it stands how far the rounds of one program lie
apart (the largest by the smallest), below which a ratio says nothing. Needs git and Linux.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from earlier import ROOT, earlier

_COSTS = Path(__file__).with_name("costs.py")
_QUESTIONS = ("one area", "all areas", "changes", "72 months", "as known")
# Each line is one process, so that the memory of one is not that of another.
_TURNS = (("start", *_QUESTIONS), ("workbook of 20 rows",), ("backup",), ("import",))

Told = dict[str, dict[str, list[float]]]
"""Job → what was counted → the rounds."""


def main() -> None:
    """Build one store, let both programs work on copies of it in turns, and say the ratios."""
    asked = _arguments()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {asked}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as name, earlier(asked.before, Path(name) / "before") as before:
        # The earlier program builds it: the later one must open what that made, not the other way round.
        _run(before, Path(name) / "home", asked.rows, ["build"])
        told: dict[Path, Told] = {tree: defaultdict(lambda: defaultdict(list)) for tree in (before, ROOT)}
        for number in range(asked.rounds):
            for tree in (before, ROOT) if number % 2 else (ROOT, before):
                _turn(tree, Path(name) / "home", asked, told[tree])
        print(_table(told[before], told[ROOT]))
    print(f"\nload at the end {os.getloadavg()[0]:.1f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", default="HEAD~1", help="the commit to compare with")
    parser.add_argument("--rows", type=int, default=200_000, help="observations in the store")
    parser.add_argument("--imported", type=int, default=20_000, help="rows of the long workbook")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each program")
    return parser.parse_args()


def _turn(tree: Path, home: Path, asked: argparse.Namespace, told: Told) -> None:
    for jobs in _TURNS:
        copy = home.with_name("copy")
        shutil.copytree(home, copy, ignore=shutil.ignore_patterns("ecodash.lock"))
        for answer in _run(tree, copy, asked.imported, list(jobs)):
            for counted in ("cpu", "memory", "peak"):
                told[answer["job"]][counted].append(answer[counted])
        shutil.rmtree(copy)


def _run(tree: Path, home: Path, rows: int, jobs: list[str]) -> list[dict[str, float | str]]:
    # The tests of this tree, the program of the other.
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tree), str(ROOT / "tests")])}
    done = subprocess.run(
        [sys.executable, str(_COSTS), str(home), str(rows), *jobs], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _table(before: Told, after: Told) -> str:
    lines = [
        "| job | before, s of processor | after | ratio | rounds apart | MB added before | after | at most, MB |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for job, counted in after.items():
        was, now = before[job]["cpu"], counted["cpu"]
        medians = statistics.median(was), statistics.median(now)
        apart = max(max(rounds) / max(min(rounds), 1e-6) for rounds in (was, now))
        memory = statistics.median(before[job]["memory"]), statistics.median(counted["memory"])
        lines.append(
            f"| {job} | {medians[0]:.3f} | {medians[1]:.3f} | {medians[1] / max(medians[0], 1e-6):.2f} | {apart:.2f} "
            f"| {memory[0]:.0f} | {memory[1]:.0f} | {statistics.median(counted['peak']):.0f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
