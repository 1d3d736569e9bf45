"""The sheets of the workbook and their columns, as reading and writing go by them; what they are is in ``kinds``."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ecodash.domain.kinds import KINDS, Kind
from ecodash.domain.kinds import Column as Declared
from ecodash.language.text import t
from ecodash.workbook.problems import Word
from ecodash.workbook.said import said

# Where the words of a closed list live; an area's kind is an open one.
_WORDS: dict[str, tuple[str, ...]] = {
    "result": ("result", "result_short"),
    "activity_status": ("activity_status",),
    "assignment": ("assignment",),
    "repeats": ("repeats",),
    "activity_kind": ("activity_kind",),
    "item_type": ("item_type",),
    "sector": ("sector",),
    "attended": ("attended",),
    "area_kind": ("area_kind",),
}


@dataclass(frozen=True)
class Column:
    """One column. ``reads`` names how its cells are read; ``stored`` is the column of the store.

    ``refers`` is the kind of row that the cell names; ``codes`` the closed list whose words under
    ``words`` it takes.
    """

    name: str
    reads: str = "text"
    required: bool = False
    stored: str = ""
    refers: str = ""
    codes: tuple[str, ...] = ()
    words: str = ""
    word: str = ""

    @cached_property
    def column(self) -> str:
        """The column of the store."""
        return self.stored or self.name

    @cached_property
    def title(self) -> Word:
        """The key of the heading's words."""
        return Word(f"column.{self.word or self.name}")

    def heading(self, lang: str) -> str:
        """The heading as people see it, required ones with a star."""
        return t(lang, self.title) + ("*" if self.required else "")

    def label(self, code: str, lang: str) -> str:
        """The word for a code of the closed list; the code itself when it is none of them."""
        return t(lang, self.word_for(code)) if code in self.codes else code

    def word_for(self, code: str) -> Word:
        """The key of the word for a code of the closed list."""
        return Word(f"{self.words}.{code}")

    def answers(self) -> dict[str, Word]:
        """Every code of the closed list with the word for it."""
        return {code: self.word_for(code) for code in self.codes}

    def labels(self) -> Iterator[tuple[str, str]]:
        """Every word that stands for a code, with the code."""
        for code in self.codes:
            yield code, code
            for section in _WORDS[self.words]:
                yield from ((t(lang, f"{section}.{code}"), code) for lang in ("th", "en"))
            yield from ((word, code) for word in said().get(self.words, {}).get(code, ()))


@dataclass(frozen=True)
class Sheet:
    """One sheet: the kind of row in it and which columns of the store tell its rows apart."""

    name: str
    kind: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def title(self, lang: str) -> str:
        return t(lang, f"sheet.{self.name}")

    @cached_property
    def by_stored(self) -> dict[str, Column]:
        return {column.column: column for column in self.columns}

    @cached_property
    def key_columns(self) -> tuple[Column, ...]:
        return tuple(self.by_stored[name] for name in self.key)


def _sheet(kind: Kind, name: str = "", key: tuple[str, ...] = ()) -> Sheet:
    columns = (_column(kind, heading, column) for heading, column in kind.sheet_columns.items())
    return Sheet(name or kind.plural, kind.name, key or kind.key, tuple(columns))


def _column(kind: Kind, name: str, column: Declared) -> Column:
    reads = column.reads or _reads(column)
    return Column(
        name,
        reads,
        # Without its identity a row cannot be told from another, unless it gets one.
        required=(column.is_required or column.name in kind.key) and not (kind.is_coded and column.name == "code"),
        stored=column.name if name != column.name else "",
        refers=column.refers if reads in _NAMING else "",
        codes=column.all_codes,
        words=column.words,
        word=column.heading,
    )


def _reads(column: Declared) -> str:
    """How a cell of the column is read, from what the column is."""
    if column.is_list:
        return "references"
    if column.refers:
        return "reference" if not column.within else "item" if column.refers == "item" else "within"
    if column.all_codes:
        return "choice" if isinstance(column.type, type) else "open_choice"
    return _READS[str(column.type)]


_READS = {"text": "text", "number": "number", "int": "number", "money": "money", "date": "day"}
_NAMING = ("reference", "references", "within", "plan")

SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        _sheet(KINDS["observation"], "criteria_status", ("area", "framework", "item", "effective_on")),
        _sheet(KINDS["activity"]),
        _sheet(KINDS["plan_project"]),
        _sheet(KINDS["assignment"]),
        _sheet(KINDS["meeting"]),
        _sheet(KINDS["attendance"]),
        _sheet(KINDS["resolution"]),
        _sheet(KINDS["auditor"]),
        # An agency has a name from a day on, and may have had another before.
        _sheet(KINDS["agency"], key=("code", "effective_on")),
        _sheet(KINDS["area"]),
        _sheet(KINDS["item"]),
        _sheet(KINDS["evidence"]),
    )
}
