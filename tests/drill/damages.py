"""Every way we know in which a home or a backup gets damaged: by a disk, a power cut, a person, another program."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb

from ecodash.store.change import Act, Change
from ecodash.store.journal_lines import read_lines

Damage = Callable[[Path], None]
DAMAGES: dict[str, Damage] = {}
# Of the file of a backup, which is then restored into a new home.
OF_BACKUPS: dict[str, Damage] = {}


def _damage(name: str, damage: Damage) -> None:
    assert name not in DAMAGES
    DAMAGES[name] = damage


def _one(home: Path, pattern: str) -> Path:
    return sorted(path for path in home.glob(pattern) if path.is_file())[-1]


def _journal(home: Path) -> Path:
    return home / "journal.jsonl"


def _gen(home: Path) -> Path:
    return home / (home / "CURRENT").read_text().strip()


def _with(find: Callable[[Path], Path], change: Callable[[bytes], bytes]) -> Damage:
    def damage(home: Path) -> None:
        path = find(home)
        path.chmod(0o600)
        path.write_bytes(change(path.read_bytes()))

    return damage


def _flipped(part: float) -> Callable[[bytes], bytes]:
    def flip(data: bytes) -> bytes:
        at = int(len(data) * part)
        return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]

    return flip


def _zeroed(part: float) -> Callable[[bytes], bytes]:
    def zero(data: bytes) -> bytes:
        at = int(len(data) * part)
        return data[:at] + bytes(len(data[at : at + 600])) + data[at + 600 :]

    return zero


def _lines(change: Callable[[list[bytes]], list[bytes]]) -> Damage:
    return _with(_journal, lambda data: b"".join(change(data.splitlines(keepends=True))))


def _cut(part: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * part)]


def _gone(find: Callable[[Path], Path]) -> Damage:
    def damage(home: Path) -> None:
        path = find(home)
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return damage


def _all(*damages: Damage) -> Damage:
    def damage(home: Path) -> None:
        for each in damages:
            each(home)

    return damage


def _sql(statement: str) -> Damage:
    def damage(home: Path) -> None:
        with duckdb.connect(str(_gen(home) / "eco.duckdb")) as connection:
            connection.execute(statement)

    return damage


def rewritten(home: Path) -> None:
    """History written anew from the third change on, each line sealed and chained as it should be."""
    lines, prev = [], ""
    for entry, change in zip(read_lines(_journal(home).read_bytes()).entries, _changes(home), strict=True):
        if entry.id < 3:
            lines.append(entry.line)
            prev = entry.hash
            continue
        sealed = replace(change, act=Act("ผู้อื่น", change.act.means), prev=prev).sealed()
        lines.append(sealed.to_line().encode())
        prev = sealed.hash
    _journal(home).write_bytes(b"".join(line + b"\n" for line in lines))


def _changes(home: Path) -> list[Change]:
    return list(read_lines(_journal(home).read_bytes()).changes)


def _rolled_back(home: Path) -> None:
    """The home as it was some changes ago, every record of it, as a copy of last week would be."""
    _lines(lambda lines: lines[:-4])(home)
    _gone(_gen)(home)


JOURNAL: dict[str, Damage] = {
    "deleted": _gone(_journal),
    "emptied": _with(_journal, lambda data: b""),
    "cut within the last line": _with(_journal, lambda data: data[:-9]),
    "cut in half": _with(_journal, _cut(0.5)),
    "last line deleted": _lines(lambda lines: lines[:-1]),
    "first line deleted": _lines(lambda lines: lines[1:]),
    "a line deleted": _lines(lambda lines: lines[:4] + lines[5:]),
    "two lines swapped": _lines(lambda lines: [*lines[:4], lines[5], lines[4], *lines[6:]]),
    "a bit flipped in the middle": _with(_journal, _flipped(0.5)),
    "a bit flipped at the end": _with(_journal, _flipped(0.99)),
    "a bit flipped in the first line": _with(_journal, _flipped(0.01)),
    "blank lines behind": _with(_journal, lambda data: data + b"\n\n"),
    "words behind": _with(_journal, lambda data: data + b"saved by an editor\n"),
    "zeros behind": _with(_journal, lambda data: data + bytes(4096)),
    "zeros in the middle": _with(_journal, _zeroed(0.5)),
    "last line twice": _lines(lambda lines: [*lines, lines[-1]]),
    "twice in one file": _with(_journal, lambda data: data + data),
    "line ends of Windows": _with(_journal, lambda data: data.replace(b"\n", b"\r\n")),
    "a mark of byte order in front": _with(_journal, lambda data: b"\xef\xbb\xbf" + data),
    "in UTF-16": _with(_journal, lambda data: data.decode().encode("utf-16")),
    "who recorded changed by hand": _with(_journal, lambda data: data.replace("สมหญิง".encode(), "สมชาย".encode(), 1)),
    "written anew, sealed": rewritten,
}
for _name, _each in JOURNAL.items():
    _damage(f"journal: {_name}", _each)

for _file in ("eco.duckdb.wal", "eco.duckdb"):

    def _database(home: Path, name: str = _file) -> Path:
        return _gen(home) / name

    for _name, _each in {
        "deleted": _gone(_database),
        "emptied": _with(_database, lambda data: b""),
        "cut in half": _with(_database, _cut(0.5)),
        "a bit flipped near the start": _with(_database, _flipped(0.01)),
        "a bit flipped in the middle": _with(_database, _flipped(0.5)),
        "zeros in the middle": _with(_database, _zeroed(0.5)),
        "replaced by words": _with(_database, lambda data: b"not a database\n" * 99),
    }.items():
        _damage(f"{_file}: {_name}", _each)

for _name, _each in {
    "a row changed": _sql("update observation set value = 99 where code = 'o-2'"),
    "a row deleted": _sql("delete from observation where code = 'o-2'"),
    "a row of nobody added": _sql("insert into observation select * replace (99999 as rev) from observation limit 1"),
    "a row made void by nobody": _sql("insert into voided select * replace (2 as rev) from voided limit 1"),
    "who recorded changed": _sql("update change set who = 'ผู้อื่น' where id = 2"),
    "a moment moved": _sql("update change set recorded_at = recorded_at - interval 9 day where id = 2"),
    "a span changed": _sql("update span set result = 'not_met'"),
    "answers put together otherwise": _sql("create or replace macro out_of_force(known) as table select 0 as rev"),
}.items():
    _damage(f"database by hand: {_name}", _each)

for _name, _each in {
    "folder of the database deleted": _gone(_gen),
    "pointer deleted": _gone(lambda home: home / "CURRENT"),
    "pointer emptied": _with(lambda home: home / "CURRENT", lambda data: b""),
    "pointer to nowhere": _with(lambda home: home / "CURRENT", lambda data: b"gen-009999"),
    "pointer out of the home": _with(lambda home: home / "CURRENT", lambda data: b"../../etc"),
    "a copy of the database folder left": lambda home: shutil.copytree(_gen(home), home / "gen-000099") and None,
    "both records deleted": _all(_gone(_gen), _gone(_journal)),
    "journal cut and database deleted": _all(_with(_journal, lambda data: data[:-9]), _gone(_gen)),
    "journal damaged and database deleted": _all(_with(_journal, _flipped(0.5)), _gone(_gen)),
    "journal written anew and database deleted": lambda home: _all(rewritten, _gone(_gen))(home),
    "journal shortened and database deleted": _rolled_back,
    "a restore left half done": lambda home: (home / "RESTORING").write_text("x") and None,
    "lock file deleted": _gone(lambda home: home / "ecodash.lock"),
    "notices unreadable": lambda home: (home / "notices.jsonl").write_bytes(b"\xff{") and None,
    "last look unreadable": lambda home: (home / "checked.json").write_bytes(b"\xff{") and None,
}.items():
    _damage(f"home: {_name}", _each)


def _evidence(home: Path) -> Path:
    return _one(home, "evidence/*/*")


def _import(home: Path) -> Path:
    return _one(home, "imports/*")


def _backup(home: Path) -> Path:
    return _one(home, "backups/*.zip")


def _beside(home: Path) -> Path:
    return _one(home, "backups/files/evidence/*/*")


for _name, _each in {
    "evidence: a bit flipped": _with(_evidence, _flipped(0.5)),
    "evidence: cut": _with(_evidence, _cut(0.5)),
    "evidence: emptied": _with(_evidence, lambda data: b""),
    "evidence: deleted": _gone(_evidence),
    "evidence: all deleted": _gone(lambda home: home / "evidence"),
    "evidence: a stranger's file": lambda home: (_evidence(home).parent / "x.exe").write_bytes(b"MZ") and None,
    "evidence: renamed": lambda home: _evidence(home).rename(_evidence(home).parent / f"{'0' * 64}.png") and None,
    "imports: a bit flipped": _with(_import, _flipped(0.5)),
    "imports: deleted": _gone(_import),
    "backups: a bit flipped in the newest": _with(_backup, _flipped(0.5)),
    "backups: the newest cut": _with(_backup, _cut(0.5)),
    "backups: the newest emptied": _with(_backup, lambda data: b""),
    "backups: a file beside them deleted": _gone(_beside),
    "backups: a file beside them flipped": _with(_beside, _flipped(0.5)),
    "backups: all files beside them deleted": _gone(lambda home: home / "backups/files"),
    "access.sqlite: deleted": _gone(lambda home: home / "access.sqlite"),
    "access.sqlite: replaced by words": _with(lambda home: home / "access.sqlite", lambda data: b"words" * 999),
    "access.sqlite: cut": _with(lambda home: home / "access.sqlite", _cut(0.3)),
}.items():
    _damage(_name, _each)


def _member_added(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../outside.txt", "x")


def _beside_it(path: Path) -> Path:
    return _one(path.parent, "files/evidence/*/*")


def _elsewhere(path: Path) -> None:
    file = _beside_it(path)
    file.unlink()
    file.symlink_to(path)


def _named_outside(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(members["manifest.json"])
    told["beside"] = [f"evidence/../../{name}" for name in told["beside"]]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (members | {"manifest.json": json.dumps(told).encode()}).items():
            archive.writestr(name, data)


def _resealed(path: Path) -> None:
    """The journal within changed, and its hash in the manifest with it."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["journal.jsonl"] = members["journal.jsonl"].replace("สมหญิง".encode(), "สมชาย".encode(), 1)
    told = json.loads(members["manifest.json"])
    told["members"]["journal.jsonl"] = hashlib.sha256(members["journal.jsonl"]).hexdigest()
    members["manifest.json"] = json.dumps(told).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def _on(change: Callable[[bytes], bytes]) -> Damage:
    return _with(lambda path: path, change)


OF_BACKUPS.update(
    {
        "a bit flipped": _on(_flipped(0.5)),
        "a bit flipped near the start": _on(_flipped(0.05)),
        "a bit flipped in its list": _on(_flipped(0.98)),
        "cut": _on(_cut(0.7)),
        "emptied": _on(lambda data: b""),
        "replaced by words": _on(lambda data: b"words" * 999),
        "a file added that leads outside": _member_added,
        "its journal changed with its hash": _resealed,
        "deleted": lambda path: path.unlink(),
        "a file beside it deleted": lambda path: _beside_it(path).unlink(),
        "a file beside it replaced": lambda path: _beside_it(path).write_bytes(b"words"),
        "a file beside it that leads elsewhere": _elsewhere,
        "a name of a file beside it that leads outside": _named_outside,
    }
)
