"""Which row a row without a code is: one that is known by what it says, else a new one under a code that is free.

Codes are made by the rule of the forms. What tells the rows of a kind apart for people (``Kind.known_by``) is compared
as names are: exactly, but for case, blanks and digits.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from ecodash.domain.kinds import KINDS
from ecodash.language.thai import folded
from ecodash.recording import codes_for
from ecodash.workbook.cells import loose
from ecodash.workbook.incoming.table import Table
from ecodash.workbook.problems import Misread
from ecodash.workbook.register import Register
from ecodash.workbook.stored_rows import Standing

Natural = tuple[Hashable, ...]


class Identities:
    """Finds or makes the codes of the rows of one kind's tables. ``recognised`` and ``made`` count them."""

    def __init__(self, tables: Sequence[Table], standing: Standing, register: Register) -> None:
        self._sheet = tables[0].sheet
        self._kind = KINDS[self._sheet.kind]
        # Codes that the tables themselves give are not free either.
        told = (row.cells.get("code") for table in tables for row in table.rows)
        self._given = {folded(str(code)) for code in told if code is not None}
        self._standing = standing
        self._register = register
        self._by_natural: dict[Natural, list[str]] | None = None
        self._new: set[Natural] = set()
        # What is left of the codes that rows of one area and year may have: what was taken stays taken.
        self._free: dict[Natural, Iterator[str]] = {}
        self.recognised = 0
        self.made = 0

    @property
    def columns(self) -> frozenset[str]:
        """The columns of the store that say which row it is, and those that its code is made of."""
        return frozenset(name for form in self._kind.known_by for name in form.split()) | self._kind.coded_by

    def code(self, values: Mapping[str, Any]) -> str | Misread | None:
        """The code of the row that these values are of; None where they are not enough to say."""
        told = self._told(values)
        for natural in told:
            codes = self._standing_codes().get(natural, [])
            if len(codes) == 1:
                self.recognised += 1
                return codes[0]
            if codes:
                return Misread("several_like_this", {"codes": ", ".join(codes)})
        if self._new.intersection(told):
            return Misread("same_as_above")
        made_of = tuple(values.get(name) for name in sorted(self._kind.coded_by))
        code = next(self._free.setdefault(made_of, self._free_codes(values)), None)
        if code is not None:
            self._new.update(told)
            self.made += 1
        return code

    def _free_codes(self, values: Mapping[str, Any]) -> Iterator[str]:
        known = self._register.known(self._sheet.kind)
        for code in codes_for(self._sheet.kind, {**dict.fromkeys(self._kind.all_columns), **values}):
            if known.code(code) is None and folded(code) not in self._given:
                yield code

    def twin(self, values: Mapping[str, Any]) -> str | None:
        """The code of another row that says the same of itself as a new one with a code of its own."""
        codes = [code for natural in self._told(values) for code in self._standing_codes().get(natural, [])]
        return next((code for code in codes if code != values["code"]), None)

    def _told(self, values: Mapping[str, Any]) -> list[Natural]:
        forms = (form.split() for form in self._kind.known_by)
        naturals = [(tuple(form), *(_plain(values.get(name)) for name in form)) for form in forms]
        return [natural for natural in naturals if None not in natural]

    def _standing_codes(self) -> dict[Natural, list[str]]:
        if self._by_natural is None:
            self._by_natural = {}
            for row in self._standing.rows(self._sheet).values():
                for natural in self._told(row):
                    self._by_natural.setdefault(natural, []).append(row["code"])
        return self._by_natural


def _plain(value: Any) -> Hashable:
    return loose(value) if isinstance(value, str) else value
