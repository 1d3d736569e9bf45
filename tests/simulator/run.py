"""Run the simulator: ``python tests/simulator/run.py --steps 1000000 --seed 1``. A failure names its seed.

A long life finds what a long journal does, short ones try many beginnings: ``--each 25``.
"""

import argparse
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from simulator.office import Office, Wrong

STEPS_EACH = 250
ANSWERS_EVERY = 20


def lives(seed: int, steps: int, each: int = STEPS_EACH) -> Iterator[tuple[int, Office, str | None]]:
    """One office after the other, each with its own seed, until so many steps are done; what went wrong in it."""
    while steps > 0:
        office = Office(seed)
        wrong = None
        try:
            office.live(min(steps, each), answers=seed % ANSWERS_EVERY == 0)
        except Wrong as error:
            wrong = str(error)
        except Exception as error:
            if str(error) == "Query interrupted":
                # How DuckDB tells of Ctrl+C.
                raise KeyboardInterrupt from error
            # Nothing but a StoreProblem may come out of the store.
            wrong = f"{type(error).__name__}: {error}"
        yield seed, office, wrong
        seed, steps = seed + 1, steps - each


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=STEPS_EACH, help="steps of one seed")
    asked = parser.parse_args()
    counted: Counter[str] = Counter()
    failed = 0
    # Ctrl+C ends a long run with what was done so far, in the background as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        for seed, office, wrong in lives(asked.seed, asked.steps, asked.each):
            counted += office.counted
            counted.update({f"crashes: {kind}": number for kind, number in office.machine.crashes.items()})
            if wrong:
                failed += 1
                print(f"FAILED with --seed {seed} --steps {asked.each}: {wrong}", flush=True)
    for name, number in sorted(counted.items()):
        print(f"{number:>10,}  {name}")
    print(f"{failed:>10,}  FAILED; {time.process_time():.0f} s of the processor")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
