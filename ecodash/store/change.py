"""One change is one act of one person: what is recorded together, chained by hash, undone together.

In the text that is hashed a commitment stands for the name: the hash of the name and a salt, which are both told beside
it. So nobody can put another name there unseen, and a copy without name and salt is as genuine.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.language.text import t
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


def new_salt() -> str:
    """So much chance that nobody finds a name by trying."""
    return secrets.token_hex(16)


def commitment(who: str, salt: str) -> str:
    """What stands for a name."""
    return hashlib.sha256(f"{salt}{who}".encode()).hexdigest()


def no_name() -> str:
    """What is said in place of a name that was left out."""
    return t("th", "kept_back.mark")


@dataclass(frozen=True)
class Change:
    """A recorded act with its rows. ``first_rev`` numbers the first row, the rest follow in order."""

    id: int
    recorded_at: datetime
    act: Act
    first_rev: int
    rows: tuple[tuple[str, Row], ...]
    prev: str
    voids: tuple[tuple[str, int], ...] = ()
    hash: str = field(default="")

    def sealed(self) -> "Change":
        """The same change with its hash over everything else."""
        sealed = replace(self, hash=hashlib.sha256(self._body).hexdigest())
        # The body does not hold the hash: what was written to be hashed is written to the journal as it is.
        sealed.__dict__["_body"] = self._body
        return sealed

    @property
    def is_genuine(self) -> bool:
        return self.hash == hashlib.sha256(self._body).hexdigest() and self.act.is_whose_it_says

    def to_line(self) -> str:
        """One line of the journal, without the line end."""
        return self.to_bytes().decode()

    def to_bytes(self) -> bytes:
        """The same in UTF-8, as it is written."""
        told = f'"who":{_json([self.act.who, self.act.salt])},' if self.act.salt else ""
        return b'{%s"hash":"%s","change":%s}' % (told.encode(), self.hash.encode(), self._body)

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
        for start in range(0, len(self.rows), _ROWS_AT_ONCE):
            told = [(kind, _plain(row)) for kind, row in self.rows[start : start + _ROWS_AT_ONCE]]
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
        rows = tuple((kind, typed(KINDS[kind], row)) for kind, row in body["rows"])
        voids = tuple((kind, rev) for kind, rev in body["voids"])
        return Change(body["id"], recorded_at, act, body["first_rev"], rows, body["prev"], voids, outer["hash"])


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(row: Row) -> dict[str, Any]:
    return {
        column: value if type(value) is str else plain_value(value)
        for column, value in row.items()
        if value is not None
    }
