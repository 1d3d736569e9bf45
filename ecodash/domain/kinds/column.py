"""What a kind of row and its columns can say of themselves."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from string import Formatter

from ecodash.domain.vocabulary import AssignmentStatus, Mark

ColumnType = str | type[StrEnum]


@dataclass(frozen=True)
class Column:
    """One column of a kind of row.

    ``type`` is ``text``, ``int``, ``number``, ``money`` (baht), ``date``, or the ``StrEnum`` whose values it takes.
    ``is_required``: a row cannot do without it. ``refers`` is the kind of row that it names by its code, joined to the
    columns ``within`` where the code alone does not say which; ``is_list``: it names several, separated by «; ».
    ``codes`` are the codes of a list that is no ``StrEnum``; ``words`` the section of the words of its codes.
    ``reads`` is how a cell of the workbook is read where the rest does not say it, ``heading`` the word of its heading
    where that is not its name. ``is_asked``: the form for one row asks for it. ``is_personal``: it is the name of a
    person, for which a commitment stands in the chain of what was recorded.
    """

    name: str
    type: ColumnType = "text"
    is_required: bool = False
    refers: str = ""
    within: tuple[str, ...] = ()
    is_list: bool = False
    codes: tuple[str, ...] = ()
    words: str = ""
    reads: str = ""
    heading: str = ""
    is_asked: bool = True
    is_personal: bool = False

    @property
    def all_codes(self) -> tuple[str, ...]:
        """The codes of its closed or open list; none for any other column."""
        return tuple(self.type) if isinstance(self.type, type) else self.codes


def text(name: str, *, required: bool = False, reads: str = "", heading: str = "", asked: bool = True) -> Column:
    """Words of people."""
    return Column(name, is_required=required, reads=reads, heading=heading, is_asked=asked)


def person(name: str, *, required: bool = False, asked: bool = True) -> Column:
    """The name of a person."""
    return Column(name, is_required=required, is_asked=asked, is_personal=True)


def number(name: str, *, reads: str = "") -> Column:
    """A number with up to six decimals."""
    return Column(name, "number", reads=reads)


def whole(name: str, *, required: bool = False, reads: str = "", asked: bool = True) -> Column:
    """A whole number."""
    return Column(name, "int", required, reads=reads, is_asked=asked)


def money(name: str) -> Column:
    """Baht, with satang; 0 is nil, empty is not told."""
    return Column(name, "money")


def day(name: str, *, required: bool = False, asked: bool = True) -> Column:
    """A day."""
    return Column(name, "date", required, is_asked=asked)


def names(
    name: str,
    kind: str,
    *within: str,
    required: bool = False,
    is_list: bool = False,
    reads: str = "",
    asked: bool = True,
) -> Column:
    """The code of a row of another kind."""
    return Column(name, "text", required, kind, within, is_list, reads=reads, is_asked=asked)


def one_of(
    name: str, codes: type[StrEnum] | tuple[str, ...], words: str, *, required: bool = False, asked: bool = True
) -> Column:
    """A code of a list, which is closed if it is a ``StrEnum``."""
    if isinstance(codes, type):
        return Column(name, codes, required, words=words, is_asked=asked)
    return Column(name, "text", required, codes=codes, words=words, is_asked=asked)


# What many kinds have. A code is made by the program where the writer gives none.
CODE = text("code", reads="code")
NOTE = text("note")
OPEN_OR_CLOSED = one_of("status", AssignmentStatus, "assignment")

# Every kind also carries these.
_COMMON = (text("source"), one_of("mark", Mark, "mark"))


@dataclass(frozen=True)
class Kind:
    """One kind of row: its table, the columns that identify it, all its columns in order, and what holds of its rows.

    ``holds_from`` is the column that says from which day a new row holds: ``effective_on`` where people say it,
    ``meeting.held_on`` for the day of the meeting that the row names (likewise ``plan.effective_on``), empty where a
    row holds since ever.
    ``has_course``: what happens to a row keeps its past, so a change holds from the day on which it is made.
    ``closes``: a row is open until it is done or called off, which needs a reason.
    ``in_order`` are pairs of days of which the first is not after the second.
    ``code_forms`` are how a code is made for a row whose writer gives none: the first that is free.
    ``known_by`` are columns that together tell people which row of the kind it is, where its code does not.
    ``sheet`` are the columns of its sheet in the workbook in their order, ``name=column`` where the name differs.
    ``api`` are those of its table in the API where they are others; they may be worked out by the question.
    ``takes_files``: evidence can be attached to a row.
    ``is_internal``: its rows are shown to officers only, so the API has no table of it.
    """

    name: str
    plural: str
    key: tuple[str, ...]
    declared: tuple[Column, ...]
    holds_from: str = ""
    is_day_required: bool = False
    has_course: bool = False
    closes: bool = False
    takes_files: bool = False
    is_internal: bool = False
    in_order: tuple[tuple[str, str], ...] = ()
    code_forms: tuple[str, ...] = ()
    known_by: tuple[str, ...] = ()
    sheet: str = ""
    api: str = ""

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Every column, those that every kind has at the end."""
        # A row holds from this day on; empty means since before anyone counted.
        since = Column("effective_on", "date", self.is_day_required, is_asked=self.holds_from == "effective_on")
        return {column.name: column for column in (*self.declared, since, *_COMMON)}

    @cached_property
    def columns(self) -> dict[str, ColumnType]:
        """The types of the columns of its own."""
        return {column.name: column.type for column in self.declared}

    @cached_property
    def all_columns(self) -> dict[str, ColumnType]:
        """The types of all its columns."""
        return {name: column.type for name, column in self.by_name.items()}

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The columns that a row cannot do without."""
        return tuple(name for name, column in self.by_name.items() if column.is_required)

    @cached_property
    def personal(self) -> tuple[str, ...]:
        """The columns that are the name of a person."""
        return tuple(column.name for column in self.declared if column.is_personal)

    @cached_property
    def lists(self) -> tuple[Column, ...]:
        """The columns that name several rows."""
        return tuple(column for column in self.declared if column.is_list)

    @cached_property
    def is_coded(self) -> bool:
        """Whether its rows get a code where their writer gives none."""
        return bool(self.code_forms) and self.key == ("code",)

    @cached_property
    def coded_by(self) -> frozenset[str]:
        """The columns that its codes are made of."""
        named = (name for form in self.code_forms for _, name, _, _ in Formatter().parse(form) if name)
        return frozenset(named) - {"n"}

    @cached_property
    def references(self) -> dict[tuple[str, ...], str]:
        """Which columns, joined like a key, name a row of which other kind."""
        return {(*c.within, c.name): c.refers for c in self.declared if c.refers and not c.is_list}

    @cached_property
    def sheet_columns(self) -> dict[str, Column]:
        """The columns of its sheet in the workbook, under their names there."""
        pairs = (told.partition("=") for told in self.sheet.split())
        return {name: self.by_name[stored or name] for name, _, stored in pairs}

    @cached_property
    def api_columns(self) -> tuple[str, ...]:
        """The columns of its table in the API."""
        if self.is_internal:
            return ()
        return tuple(self.api.split()) or tuple(self.sheet_columns)


def kind(name: str, plural: str, key: str, /, *declared: Column, **more: object) -> Kind:
    """A kind whose identifying columns are named in one string."""
    return Kind(name, plural, tuple(key.split()), declared, **more)  # type: ignore[arg-type]
