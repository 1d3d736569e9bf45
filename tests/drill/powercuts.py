"""Power cuts recorded from a real process: what its system calls would have left on a disk, opened as an office would.

    python tests/drill/powercuts.py [--states N] [--seed N]

strace (Debian's package; Linux only) writes down every call by which a process that records changes alters its files.
They are played on to a simulated disk up to some call; there the power fails: what was synced is there, of the rest an
arbitrary part. What is left is put into a real folder and opened by the real store with a real DuckDB: every change
told to somebody until then is there, at most one more, and both records are sound.
"""

import argparse
import copy
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from ecodash.store import generations  # noqa: E402
from ecodash.store.opening import open_store  # noqa: E402
from homes import assert_sound, fill  # noqa: E402
from simulator.machine import HOME, Machine, Node, SimulatedDisk  # noqa: E402

_STARTS, _CHANGES_EACH = 5, 12
_CALLS = "openat,close,write,pwrite64,ftruncate,fsync,fdatasync,rename,unlink,unlinkat,mkdir,rmdir"
_CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)")
_UNFINISHED = " <unfinished ...>"
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_PROCESS = 1


@dataclass
class Opened:
    """A file that the process has open, and where it writes next."""

    node: Node
    path: Path
    at: int
    appends: bool


@dataclass
class Player:
    """Plays recorded calls on to a simulated disk. ``told``: the changes acknowledged so far, by number and hash."""

    home: Path
    machine: Machine
    told: dict[int, str] = field(default_factory=dict)
    opened: dict[int, Opened] = field(default_factory=dict)

    def play(self, name: str, arguments: str, result: int) -> None:
        texts = [bytes.fromhex(text.replace(r"\x", "")) for text in _TEXT.findall(arguments)]
        number = int(match[1]) if (match := re.match(r"(\d+)", arguments)) else -1
        if name == "write" and number == 1:
            for line in texts[0].decode().splitlines():
                change, digest = line.split()
                self.told[int(change)] = digest
        elif name in ("openat", "mkdir", "rename", "unlink", "unlinkat", "rmdir"):
            paths = [path for text in texts if (path := self._place(text.decode())) is not None]
            if paths:
                self._name(name, arguments, paths, result)
        elif name == "close":
            self.opened.pop(number, None)
        elif number in self.opened:
            self._file(name, self.opened[number], texts, [int(n) for n in re.findall(r", (\d+)", arguments)])

    def _place(self, path: str) -> Path | None:
        above, real = self.home.parent, Path(path)
        return HOME.parent / real.relative_to(above) if real.is_relative_to(above) else None

    def _name(self, call: str, arguments: str, paths: list[Path], result: int) -> None:
        disk, names = SimulatedDisk(self.machine, _PROCESS), self.machine.names
        if call == "openat":
            if "O_CREAT" in arguments and paths[0] not in names:
                disk._made(paths[0], Node())
            if (node := names.get(paths[0])) is None:
                raise LookupError(f"{paths[0]} was opened and never made")
            if "O_TRUNC" in arguments and node.data:
                self._cut(node, 0)
            self.opened[result] = Opened(node, paths[0], 0, "O_APPEND" in arguments)
        elif call == "mkdir":
            disk._made(paths[0], Node(is_folder=True))
        elif call == "rename":
            disk._rename(paths[0], paths[1], names[paths[0]])
        else:
            disk.remove(paths[0])

    def _file(self, call: str, file: Opened, texts: list[bytes], numbers: list[int]) -> None:
        if call in ("write", "pwrite64"):
            at = numbers[-1] if call == "pwrite64" else len(file.node.data) if file.appends else file.at
            file.at = file.at if call == "pwrite64" else at + len(texts[0])
            file.node.data.extend(bytes(max(0, at - len(file.node.data))))
            file.node.data[at : at + len(texts[0])] = texts[0]
            file.node.pending.append((at, texts[0]))
        elif call == "ftruncate":
            self._cut(file.node, numbers[-1])
        elif file.node.is_folder:
            SimulatedDisk(self.machine, _PROCESS).sync_folder(file.path)
        else:
            file.node.synced, file.node.pending = bytes(file.node.data), []

    def _cut(self, node: Node, size: int) -> None:
        del node.data[size:]
        node.pending.append((size, None))


def recorded(folder: Path) -> list[tuple[str, str, int]]:
    """Every call that succeeded of a process that records and starts again, in order: name, arguments, result."""
    trace, home = folder / "trace", folder / "home"
    command = ["strace", "-f", "-xx", "-s", "16777216", "-e", f"trace={_CALLS}", "-o", str(trace)]
    subprocess.run([*command, sys.executable, __file__, "--record", str(home)], check=True, stdout=subprocess.DEVNULL)
    calls: list[tuple[str, str, int]] = []
    begun: dict[str, str] = {}
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            thread, _, said = line.rstrip("\n").partition(" ")
            said = said.lstrip()
            if said.endswith(_UNFINISHED):
                begun[thread] = said.removesuffix(_UNFINISHED)
                continue
            if resumed := _RESUMED.match(said):
                said = begun.pop(thread) + resumed[1]
            if (call := _CALL.match(said)) and int(call[3]) >= 0:
                calls.append((call[1], call[2], int(call[3])))
    return calls


def record(home: Path) -> None:
    """What is recorded: some starts, some changes after each, and generations that follow each other."""
    generations._COMPACT_ABOVE_BYTES = 40_000
    for start in range(_STARTS):
        store = open_store(home)
        for number in range(_CHANGES_EACH):
            fill(store, 1, start=1 + start * _CHANGES_EACH + number)
            os.write(1, f"{store.head[0]} {store.head[1]}\n".encode())
        store.close()


def states(calls: list[tuple[str, str, int]], home: Path, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """What each of so many power cuts ended in, and what came before it: ``whole`` or what is wrong."""
    chance = random.Random(seed)
    altering = [n for n, (name, arguments, _) in enumerate(calls) if name != "close" and "O_RDONLY" not in arguments]
    cuts = Counter(chance.choices(altering, k=count))
    player = Player(home, Machine(chance))
    for number, call in enumerate(calls):
        for _ in range(cuts[number]):
            machine = copy.deepcopy(player.machine)
            machine.chance, machine.is_power_cut = chance, True
            machine.crash(_PROCESS)
            yield _ending(machine, player.told), f"call {number}: {call[0]}"
        player.play(*call)


def _ending(machine: Machine, told: dict[int, str]) -> str:
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "home"
        for path, node in sorted(machine.names.items()):
            # What was made in a folder whose own name was lost is out of reach.
            place = home / path.relative_to(HOME) if path.is_relative_to(HOME) else None
            if place and (path == HOME or place.parent.is_dir()):
                place.mkdir(parents=True) if node.is_folder else place.write_bytes(node.data)
        try:
            store = open_store(home)
        except Exception as error:
            return f"does not open: {error!r}"
        try:
            assert_sound(store)
            there = {change.id: change.hash for change in store.changes()}
        except Exception as error:
            return f"is not sound: {error!r}"
        finally:
            store.close()
        if not told.items() <= there.items():
            return f"lost {len(told.items() - there.items())} of {len(told)}"
        return "whole" if len(there) <= len(told) + 1 else f"has {len(there)} changes of {len(told)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--states", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.record:
        record(asked.record)
        return 0
    ended: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name, suppress(KeyboardInterrupt):
        calls = recorded(Path(name))
        print(f"{len(calls)} calls recorded", flush=True)
        for end, at in states(calls, Path(name) / "home", asked.states, asked.seed):
            ended[end if end == "whole" else "wrong"] += 1
            if end != "whole":
                print(f"{at}: {end}", flush=True)
    print(f"{ended.total()} states: {dict(ended)}; {time.process_time():.0f} s of the processor")
    return 1 if ended["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
