"""Names of people, which stand beside what is hashed: in it stands a commitment, the hash of a salt and the name.

So nobody can put another name there unseen, and a copy from which a name was left out is as genuine. The same name has
the same salt throughout a home, so that what is about one person can be told from what is about another without it.
"""

import hashlib
import secrets
from dataclasses import dataclass

from ecodash.language.text import t

# So many letters of a commitment tell people apart whose names were left out.
_TOLD_APART_BY = 8


@dataclass(frozen=True)
class NameApart:
    """A name in the rows of a change and what stands for it. Without ``salt`` it was left out, and ``name`` says so."""

    name: str
    commitment: str
    salt: str | None

    @staticmethod
    def of(name: str, salt: str) -> "NameApart":
        return NameApart(name, commitment(name, salt), salt)

    @staticmethod
    def left_out(stands_for: str) -> "NameApart":
        return NameApart(f"{no_name()} {stands_for[:_TOLD_APART_BY]}", stands_for, None)

    @property
    def is_whose_it_says(self) -> bool:
        """Whether the name is the one that the commitment is of, or was left out."""
        if self.salt is None:
            return self == NameApart.left_out(self.commitment)
        return self.commitment == commitment(self.name, self.salt)


def new_salt() -> str:
    """So much chance that nobody finds a name by trying."""
    return secrets.token_hex(16)


def commitment(name: str, salt: str) -> str:
    """What stands for a name."""
    return hashlib.sha256(f"{salt}{name}".encode()).hexdigest()


def no_name() -> str:
    """What is said in place of a name that was left out."""
    return t("th", "kept_back.mark")
