"""One change is one act of one person: what is recorded together, chained by hash, undone together.

In the text that is hashed commitments stand for the names of people (``names_apart.py``), which are told beside it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.store.names_apart import NameApart, commitment, new_salt, no_name
from ecodash.store.typed_row import Row, plain_value, typed

GENESIS = "0" * 64

_ROWS_AT_ONCE = 2_000


@dataclass(frozen=True)
class Act:
    """Who does something, how, and from what; the store adds when and the place in the chain.

    ``commitment`` stands for ``who`` in the chain; None where the name itself does. Without ``salt`` the name was left
    out, and ``who`` says so.
    """

    who: str
    means: Means
    source_name: str | None = None
    source_sha256: str | None = None
    note: str | None = None
    undoes: int | None = None
    recorded_at: datetime | None = None
    commitment: str | None = None
    salt: str | None = None

    @property
    def with_commitment(self) -> "Act":
        """The same act with a commitment for its name."""
        salt = new_salt()
        return replace(self, commitment=commitment(self.who, salt), salt=salt)

    @property
    def is_whose_it_says(self) -> bool:
        """Whether the name is the one that the commitment is of, or none."""
        if self.commitment is None:
            return self.salt is None
        if self.salt is None:
            return self.who == no_name()
        return self.commitment == commitment(self.who, self.salt)


@dataclass(frozen=True)
class Change:
    """A recorded act with its rows. ``first_rev`` numbers the first row, the rest follow in order.

    ``names`` are those in the rows for which commitments stand in the chain; none where the names themselves do.
    """

    id: int
    recorded_at: datetime
    act: Act
    first_rev: int
    rows: tuple[tuple[str, Row], ...]
    prev: str
    voids: tuple[tuple[str, int], ...] = ()
    hash: str = field(default="")
    names: tuple[NameApart, ...] = ()

    def sealed(self) -> "Change":
        """The same change with its hash over everything else."""
        sealed = replace(self, hash=hashlib.sha256(self._body).hexdigest())
        # The body does not hold the hash: what was written to be hashed is written to the journal as it is.
        sealed.__dict__["_body"] = self._body
        return sealed

    @property
    def is_genuine(self) -> bool:
        return self.hash == hashlib.sha256(self._body).hexdigest() and self.is_whose_it_says

    @property
    def is_whose_it_says(self) -> bool:
        """Whether every name is the one that its commitment is of, or was left out; those in the rows, all or none."""
        are_theirs = not self.names or sorted(name.name for name in self.names) == sorted(names_in(self.rows))
        return self.act.is_whose_it_says and are_theirs and all(name.is_whose_it_says for name in self.names)

    @property
    def names_told(self) -> int:
        """How many names stand beside what is hashed."""
        return sum(salt is not None for salt in (self.act.salt, *(name.salt for name in self.names)))

    def to_line(self) -> str:
        """One line of the journal, without the line end."""
        return self.to_bytes().decode()

    def to_bytes(self) -> bytes:
        """The same in UTF-8, as it is written."""
        who = (self.act.who, self.act.salt) if self.act.salt else None
        names = {name.commitment: (name.name, name.salt) for name in self.names if name.salt}
        return b'{%s"hash":"%s","change":%s}' % (names_beside(who, names), self.hash.encode(), self._body)

    @cached_property
    def _body(self) -> bytes:
        """JSON in UTF-8, keys in the order of the alphabet: before the rows, the rows, after them."""
        before = {
            "first_rev": self.first_rev,
            "id": self.id,
            "means": str(self.act.means),
            "note": self.act.note,
            "prev": self.prev,
            "recorded_at": self.recorded_at.isoformat(),
        }
        after = {
            "source_name": self.act.source_name,
            "source_sha256": self.act.source_sha256,
            "undoes": self.act.undoes,
            "voids": self.voids,
            "who": {"commitment": self.act.commitment} if self.act.commitment else self.act.who,
        }
        rows = b",".join(self._rows_told())
        return b'%s,"rows":[%s],%s' % (_json(before).encode()[:-1], rows, _json(after).encode()[1:])

    def _rows_told(self) -> Iterator[bytes]:
        # Some at a time: the text of a hundred thousand rows and all that it is made of are much at once.
        stand_for = {name.name: name.commitment for name in self.names}
        for start in range(0, len(self.rows), _ROWS_AT_ONCE):
            told = [(kind, _plain(row)) for kind, row in self.rows[start : start + _ROWS_AT_ONCE]]
            if stand_for:
                told = [(kind, _with_commitments(kind, row, stand_for)) for kind, row in told]
            yield _json(told)[1:-1].encode()

    @staticmethod
    def from_line(line: str) -> "Change":
        """Read a journal line back; ValueError or KeyError when it is not one."""
        outer = json.loads(line)
        body = outer["change"]
        recorded_at = datetime.fromisoformat(body["recorded_at"])
        stands_for = body["who"]["commitment"] if isinstance(body["who"], dict) else None
        who, salt = outer.get("who") or (no_name() if stands_for else body["who"], None)
        act = Act(
            who,
            Means(body["means"]),
            body["source_name"],
            body["source_sha256"],
            body["note"],
            body["undoes"],
            recorded_at,
            stands_for,
            salt,
        )
        names = _names_in(body["rows"], outer.get("names", {}))
        rows = tuple((kind, typed(KINDS[kind], _with_names(kind, row, names))) for kind, row in body["rows"])
        voids = tuple((kind, rev) for kind, rev in body["voids"])
        digest, in_rows = outer["hash"], tuple(names.values())
        return Change(body["id"], recorded_at, act, body["first_rev"], rows, body["prev"], voids, digest, in_rows)


def names_beside(who: object, names: Mapping[str, object]) -> bytes:
    """What a line says before its hash: who recorded it, and what names commitments stand for, each with its salt."""
    told = {key: value for key, value in (("who", who), ("names", names)) if value}
    return "".join(f'"{key}":{_json(value)},' for key, value in told.items()).encode()


def names_in(rows: Iterable[tuple[str, Row]]) -> list[str]:
    """The names of people in some rows, each once."""
    found = (row[column] for kind, row in rows for column in KINDS[kind].personal)
    return list(dict.fromkeys(str(name) for name in found if name is not None))


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(row: Row) -> dict[str, Any]:
    return {
        column: value if type(value) is str else plain_value(value)
        for column, value in row.items()
        if value is not None
    }


def _with_commitments(kind: str, row: dict[str, Any], stand_for: Mapping[str, str]) -> dict[str, Any]:
    committed = {c: {"commitment": stand_for[row[c]]} for c in KINDS[kind].personal if row.get(c) in stand_for}
    return row | committed


def _names_in(rows: Iterable[tuple[str, dict[str, Any]]], told: Mapping[str, Iterable[str]]) -> dict[str, NameApart]:
    """The names that the rows of a line have commitments of, by these; ``told``: those that stand beside it."""
    places = (row.get(column) for kind, row in rows for column in KINDS[kind].personal)
    found = [stands_for for stands_for in map(_commitment_of, places) if stands_for is not None]
    return {c: NameApart.of(*told[c]) if c in told else NameApart.left_out(c) for c in found}


def _with_names(kind: str, row: dict[str, Any], names: Mapping[str, NameApart]) -> dict[str, Any]:
    by_column = {column: _commitment_of(row.get(column)) for column in KINDS[kind].personal}
    return row | {column: names[told].name for column, told in by_column.items() if told is not None}


def _commitment_of(told: object) -> str | None:
    return str(told["commitment"]) if isinstance(told, dict) else None
