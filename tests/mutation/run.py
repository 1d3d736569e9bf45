"""Break one line after the other in a copy of the code and see whether the tests notice.

``python tests/mutation/run.py [--most N] [module …]`` runs what ``modules.toml`` lists, or the modules named, and
prints for each how many of its mutants were killed and every one that survived. Of a module with more than ``N``
mutants (60 unless told) as many are drawn, the same at each run. It takes minutes; the checkout is never touched.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import WorkerOutcome, WorkResult

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# A mutant that takes so many times as long as the code unbroken never ends: it was noticed.
LONGER = 5
BASELINE_SECONDS = 600.0
TOOLS = Path(sys.executable).parent
# Loading every plugin that is installed would take a third of a run.
PLUGINS = "-p xdist -p _hypothesis_pytestplugin -p no:cacheprovider"
# The profile makes Hypothesis draw the same examples each time.
PYTEST = f'"{Path(sys.executable).as_posix()}" -m pytest {PLUGINS} -n 0 -x --hypothesis-profile=ci'


def main() -> int:
    """0 when every mutant was killed, 1 when one survived, 2 when a module is unknown or its tests fail unbroken."""
    options = argparse.ArgumentParser()
    options.add_argument("modules", nargs="*")
    options.add_argument("--most", type=int, default=60, help="mutants of one module, drawn from all")
    asked = options.parse_args()
    plan = tomllib.loads((HERE / "modules.toml").read_text(encoding="utf-8"))
    # Without the conftest a run starts in a second.
    commands = {module: f"{PYTEST} --noconftest {' '.join(tests)}" for module, tests in plan["pure"].items()}
    commands |= {module: f"{PYTEST} {' '.join(tests)}" for module, tests in plan["with_a_home"].items()}
    unknown = sorted(set(asked.modules) - set(commands))
    if unknown:
        print(f"not in modules.toml: {', '.join(unknown)}", file=sys.stderr)
        return 2
    survived = 0
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in ("ecodash", "tests", "data"):
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", copy)
        for module in asked.modules or commands:
            if not _set_up(copy, module, commands[module], plan["left_out"]["operators"]):
                return 2
            _draw(copy, asked.most)
            survived += _mutated(copy, module)
    return 1 if survived else 0


def _set_up(copy: Path, module: str, command: str, left_out: Sequence[str]) -> bool:
    """Write the session of a module; False when its tests fail on the code as it is."""
    _configure(copy, module, command, left_out, BASELINE_SECONDS)
    (copy / "run.sqlite").unlink(missing_ok=True)
    began = time.monotonic()
    unbroken = _tool(copy, "cosmic-ray", "baseline", "run.toml")
    if unbroken.returncode:
        print(f"{module}: its tests fail without any mutation\n{unbroken.stdout}{unbroken.stderr}", file=sys.stderr)
        return False
    _configure(copy, module, command, left_out, LONGER * (time.monotonic() - began))
    _tool(copy, "cosmic-ray", "init", "run.toml", "run.sqlite").check_returncode()
    _tool(copy, "cr-filter-operators", "run.sqlite", "run.toml").check_returncode()
    return True


def _configure(copy: Path, module: str, command: str, left_out: Sequence[str], seconds: float) -> None:
    # JSON strings and lists are TOML as well.
    lines = [
        "[cosmic-ray]",
        f"module-path = {json.dumps(module)}",
        f"timeout = {seconds}",
        "excluded-modules = []",
        f"test-command = {json.dumps(command)}",
        "[cosmic-ray.distributor]",
        'name = "local"',
        "[cosmic-ray.filters.operators-filter]",
        f"exclude-operators = {json.dumps(left_out)}",
    ]
    (copy / "run.toml").write_text("\n".join(lines), encoding="utf-8")


def _draw(copy: Path, most: int) -> None:
    """Skip all but ``most`` of the mutants, drawn by a fixed seed."""
    with use_db(copy / "run.sqlite", WorkDB.Mode.open) as session:
        # The ids of the mutants are made anew each time: what they change is not.
        left = sorted(session.pending_work_items, key=lambda item: repr(item.mutations))
        random.Random(0).shuffle(left)
        for item in left[most:]:
            session.set_result(item.job_id, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))


def _mutated(copy: Path, module: str) -> int:
    """Run the mutants of a module and tell what became of them; how many survived."""
    _tool(copy, "cosmic-ray", "exec", "run.toml", "run.sqlite").check_returncode()
    outcomes = list(_outcomes(copy))
    survivors = [(mutant, result) for mutant, result in outcomes if result["test_outcome"] == "survived"]
    killed, all_of_them = len(outcomes) - len(survivors), len(outcomes)
    print(f"{module}: {killed} of {all_of_them} killed ({100 * killed / max(all_of_them, 1):.1f} %)", flush=True)
    for mutant, result in survivors:
        print(f"  line {mutant['start_pos'][0]}: {mutant['operator_name']}\n{result['diff']}", flush=True)
    return len(survivors)


def _outcomes(copy: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every mutant that was run, with its result."""
    for line in _tool(copy, "cosmic-ray", "dump", "run.sqlite").stdout.splitlines():
        work, result = json.loads(line)
        if result and result["worker_outcome"] != "skipped":
            yield work["mutations"][0], result


def _tool(copy: Path, name: str, *words: str) -> "subprocess.CompletedProcess[str]":
    alone = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run([TOOLS / name, *words], cwd=copy, env=alone, capture_output=True, text=True, encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
