"""A machine that is not there: files that a power cut tears, a disk that fills up and fails, processes that are killed.

A file has what its process wrote and, apart from it, what has reached the disk. A folder has the names that were made
and those that last. ``sync`` moves the one to the other; a power cut takes an arbitrary part of what lies between.
"""

import io
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from errno import EIO, ENOSPC
from pathlib import Path

from ecodash.disk import Disk

_BLOCK = 512
HOME = Path("/simulated/home")


class Crash(BaseException):
    """The process is gone; nothing of it runs on."""


@dataclass(eq=False)
class Node:
    """One file or folder, whatever it is called. ``pending``: what was done since it was synced."""

    data: bytearray = field(default_factory=bytearray)
    synced: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    is_folder: bool = False
    owner: int | None = None


class Machine:
    """Files, names, the faults that are on, and when the next crash comes."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        root = Node(is_folder=True)
        self.names: dict[Path, Node] = {HOME.parent: root}
        self.lasting: dict[Path, Node] = dict(self.names)
        self.renamed: list[tuple[Path, Path | None, Node | None]] = []
        self.crash_in: int | None = None
        self.is_power_cut = False
        self.fault_rate = 0.0
        self.is_full = False
        # A part of a name: files called so say that they are synced and are not.
        self.liar: str | None = None
        self.dead: set[int] = set()
        self.crashes = {"kill": 0, "power": 0}

    # -- what happens to it

    def called(self, process: int) -> None:
        """Before each call of a process: is it still there, and does the call fail?"""
        if process in self.dead:
            raise Crash
        if self.crash_in is not None:
            self.crash_in -= 1
            if self.crash_in <= 0:
                self.crash(process)
                raise Crash
        if self.fault_rate and self.chance.random() < self.fault_rate:
            raise OSError(EIO, "Input/output error")

    def crash(self, process: int) -> None:
        """This process ends; with a power cut all of them, and what did not reach the disk in part."""
        self.crash_in = None
        self.ends(process)
        self.crashes["power" if self.is_power_cut else "kill"] += 1
        if self.is_power_cut:
            self._lose_names()
            for node in self.names.values():
                node.owner = None
                self._lose_writes(node)

    def ends(self, process: int) -> None:
        self.dead.add(process)
        for node in self.names.values():
            node.owner = None if node.owner == process else node.owner

    def settle(self) -> None:
        """A while passes: all that was written is on the disk."""
        self.lasting, self.renamed = dict(self.names), []
        for node in self.names.values():
            node.synced, node.pending = bytes(node.data), []

    def _lose_names(self) -> None:
        """Of what was made, moved and removed in each folder since it was synced, the first so many last."""
        kept: dict[Path, int] = {}
        names = dict(self.lasting)
        for path, target, node in self.renamed:
            folder = path.parent
            kept.setdefault(folder, self.chance.randint(0, sum(p.parent == folder for p, _, _ in self.renamed)))
            if kept[folder] > 0:
                kept[folder] -= 1
                _rename(names, path, target, node)
        self.names = {path: node for path, node in names.items() if path.parent in names or path == HOME.parent}
        self.lasting, self.renamed = dict(self.names), []

    def _lose_writes(self, node: Node) -> None:
        data, fate = bytearray(node.synced), self.chance.random()
        for number, (start, part) in enumerate(node.pending):
            is_last = number == len(node.pending) - 1
            if part is None:
                if fate < 0.6:
                    del data[start:]
            elif fate < 0.3:
                _put(data, start, part)
            elif fate < 0.6:
                _put(data, start, part[: self.chance.randint(0, len(part))] if is_last else part)
            elif fate < 0.8:
                # Any of the blocks, in any order; where one is missing before another, nothing but zeros.
                for at in range(0, len(part), _BLOCK):
                    if self.chance.random() < 0.5:
                        _put(data, start + at, part[at : at + _BLOCK])
        node.data, node.synced, node.pending = data, bytes(data), []


class SimulatedDisk(Disk):
    """What one process sees of the machine."""

    def __init__(self, machine: Machine, process: int) -> None:
        self.machine = machine
        self.process = process

    def exists(self, path: Path) -> bool:
        self.machine.called(self.process)
        return path in self.machine.names

    def size(self, path: Path) -> int:
        self.machine.called(self.process)
        return len(self.machine.names[path].data) if path in self.machine.names else 0

    def read(self, path: Path) -> bytes:
        self.machine.called(self.process)
        return bytes(self.machine.names[path].data) if path in self.machine.names else b""

    def part(self, path: Path, start: int, size: int) -> bytes:
        return self.read(path)[start : start + size]

    def lines(self, path: Path, size: int) -> Iterator[bytes]:
        return iter(io.BytesIO(self.read(path)[:size]))

    def folders(self, home: Path, pattern: str) -> list[Path]:
        self.machine.called(self.process)
        found = self.machine.names.items()
        return sorted(path for path, node in found if path.parent == home and path.match(pattern) and node.is_folder)

    def append(self, path: Path, parts: Iterable[bytes]) -> None:
        node = self.machine.names.get(path)
        is_new = node is None
        node = node or self._made(path, Node())
        # As a program's buffer does: in pieces, not line by line.
        self._put(node, b"".join(parts))
        self._sync(path, node)
        if is_new:
            self.sync_folder(path.parent)

    def write(self, path: Path, data: bytes) -> None:
        fresh = path.with_name(f"{path.name}.new")
        node = self._made(fresh, Node())
        self._put(node, data)
        self._sync(path, node)
        self.machine.called(self.process)
        self._rename(fresh, path, node)
        self.sync_folder(path.parent)

    def truncate(self, path: Path, size: int) -> None:
        self.machine.called(self.process)
        node = self.machine.names[path]
        node.pending.append((size, None))
        del node.data[size:]
        self._sync(path, node)

    def make_folder(self, folder: Path) -> None:
        if folder not in self.machine.names:
            self.make_folder(folder.parent)
            self._made(folder, Node(is_folder=True))
            self.sync_folder(folder.parent)

    def move_folder(self, folder: Path, target: Path) -> None:
        self.machine.called(self.process)
        self._rename(folder, target, self.machine.names[folder])
        self.sync_folder(target.parent)
        self.sync_folder(folder.parent)

    def remove_folder(self, folder: Path) -> None:
        for path in [p for p in self.machine.names if folder in p.parents] + [folder]:
            self.machine.called(self.process)
            self._rename(path, None, None)

    def sync_folder(self, folder: Path) -> None:
        self.machine.called(self.process)
        mine = [each for each in self.machine.renamed if folder in (each[0].parent, each[1] and each[1].parent)]
        for path, target, node in mine:
            _rename(self.machine.lasting, path, target, node)
        self.machine.renamed = [each for each in self.machine.renamed if each not in mine]

    def keep_private(self, home: Path) -> None:
        self.machine.called(self.process)

    def lock(self, path: Path) -> "SimulatedLock | None":  # type: ignore[override]
        self.machine.called(self.process)
        node = self.machine.names.get(path) or self._made(path, Node())
        if node.owner is not None:
            return None
        node.owner = self.process
        return SimulatedLock(self, path, node)

    def remove(self, path: Path) -> None:
        """Not of the store: what people and damage do."""
        self._rename(path, None, None)

    def _made(self, path: Path, node: Node) -> Node:
        self.machine.called(self.process)
        if path.parent not in self.machine.names:
            raise FileNotFoundError(path)
        self._rename(path, path, node)
        return node

    def _rename(self, path: Path, target: Path | None, node: Node | None) -> None:
        self.machine.renamed.append((path, target, node))
        _rename(self.machine.names, path, target, node)

    def _put(self, node: Node, data: bytes) -> None:
        machine = self.machine
        for start in range(0, len(data), 4096):
            part = data[start : start + 4096]
            if machine.is_full or machine.crash_in == 1:
                # So much still went in.
                part = part[: machine.chance.randint(0, len(part) - 1)]
            _put(node.data, at := len(node.data), part)
            node.pending.append((at, part))
            if machine.is_full:
                raise OSError(ENOSPC, "No space left on device")
            machine.called(self.process)

    def _sync(self, path: Path, node: Node) -> None:
        self.machine.called(self.process)
        if self.machine.liar is None or self.machine.liar not in path.name:
            node.synced, node.pending = bytes(node.data), []


class SimulatedLock:
    """The lock file of one process, by what it is and not by what it is called."""

    def __init__(self, disk: SimulatedDisk, path: Path, node: Node) -> None:
        self._disk, self._path, self._node = disk, path, node

    @property
    def is_in_place(self) -> bool:
        self._disk.machine.called(self._disk.process)
        return self._disk.machine.names.get(self._path) is self._node

    def write(self, text: str) -> None:
        self._disk.machine.called(self._disk.process)
        self._node.data[:] = text.encode()

    def close(self) -> None:
        self._node.owner = None


def _put(data: bytearray, start: int, part: bytes) -> None:
    data.extend(bytes(max(0, start - len(data))))
    data[start : start + len(part)] = part


def _rename(names: dict[Path, Node], path: Path, target: Path | None, node: Node | None) -> None:
    """One name for another, with everything below it; no target: it goes."""
    if target is not None and target != path:
        for below in [p for p in names if path in p.parents]:
            names[target / below.relative_to(path)] = names.pop(below)
    if target != path:
        names.pop(path, None)
    if target is not None and node is not None:
        names[target] = node
