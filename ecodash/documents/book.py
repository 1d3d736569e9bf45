"""What a document holds: facts in one language, figures and days left as they are."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ecodash import facts, sentences
from ecodash.domain.progress import Counts
from ecodash.domain.rules import Verdict
from ecodash.domain.vocabulary import Result


@dataclass(frozen=True)
class ItemLine:
    """One item of the area.

    ``called`` is its short name, empty when there is none; ``name`` is what stands for it in a list, its code included.
    ``text`` None: the official text is not loaded. ``evidence`` names what may be named.
    """

    item: str
    called: str
    name: str
    text: str | None
    result: Result
    moved: bool
    score: Decimal | None
    value: Decimal | None
    unit: str | None
    effective_on: date | None
    by: str | None
    note: str | None
    evidence_count: int
    evidence: tuple[str, ...]
    agency: str | None
    task: str | None
    assigned_on: date | None
    due_on: date | None
    days_late: int | None
    due_phrase: str


@dataclass(frozen=True)
class ChangeLine:
    """One item that stands differently from the day compared with."""

    item: str
    called: str
    name: str
    text: str | None
    before: Result
    after: Result
    effective_on: date | None
    by: str | None
    evidence_count: int


@dataclass(frozen=True)
class ActivityLine:
    """One activity of the fiscal year; money in baht, None where it was not told."""

    code: str
    title: str
    kind: str | None
    status: str | None
    planned: tuple[date | None, date | None]
    actual: tuple[date | None, date | None]
    planned_baht: Decimal | None
    allocated_baht: Decimal | None
    disbursed_baht: Decimal | None
    fund_source: str | None
    lead: str
    partners: tuple[str, ...]
    items: str
    target: Decimal | None
    result_value: Decimal | None
    unit: str | None


@dataclass(frozen=True)
class ResolutionLine:
    """One resolution of the area's bodies as it stands on the day."""

    code: str
    text: str
    meeting: str
    agency: str
    since: date | None
    due_on: date | None
    days_late: int | None
    due_phrase: str
    status: str
    is_open: bool
    sent_up_to: str
    came_of_it: str


@dataclass(frozen=True)
class AskLine:
    """One thing that the meeting is asked: of whom, if of one, and the codes of items and resolutions it is about."""

    sentence: str
    kind: str
    agency: str
    items: tuple[str, ...]
    resolutions: tuple[str, ...]


@dataclass(frozen=True)
class Content:
    """All that is said about one area on one day, compared with an earlier one, in one language.

    ``stuck`` and ``open_resolutions`` are together what is owed; ``judged`` has its figures and ``records`` how many
    rows could have shown something owed. ``trend`` has the month ends up to the day; it is told of an area that has the
    document to itself, and so has ``matrix`` its items at each meeting.
    """

    lang: str
    demo: bool
    made_at: datetime
    area: str
    area_code: str
    framework: str
    framework_code: str
    body: str
    meeting: str
    chair: str
    venue: str
    as_of: date
    seen_as: str
    compared: str
    compared_on: date | None
    verdict: sentences.Parts
    details: list[tuple[str, bool, str]]
    counts: Counts
    trend: list[tuple[date, Counts]]
    items: list[ItemLine]
    changes: list[ChangeLine]
    stuck: list[ItemLine]
    open_resolutions: list[ResolutionLine]
    judged: Verdict
    records: int
    asked: list[AskLine]
    fiscal_year: int
    work: facts.Work
    activities: list[ActivityLine]
    resolutions: list[ResolutionLine]
    matrix: facts.Matrix | None
    participation: str
    path: str

    @property
    def asks(self) -> list[str]:
        """What the meeting is asked, as sentences."""
        return [line.sentence for line in self.asked]

    @property
    def verdict_text(self) -> str:
        """The verdict as one plain sentence."""
        return "".join(words for words, _ in self.verdict)


@dataclass(frozen=True)
class AreaLine:
    """One area of an overview. ``surveyed``: at least one item was assessed."""

    code: str
    area: str
    province: str
    phase: str
    counts: Counts
    late: int

    @property
    def surveyed(self) -> bool:
        return self.counts.assessed > 0

    @property
    def is_whole(self) -> bool:
        """Whether every item that concerns the area is met."""
        return 0 < self.counts.met == self.counts.total - self.counts.not_applicable


@dataclass(frozen=True)
class FailingItem:
    """An item and in how many of the areas where somebody looked it is wanting."""

    item: str
    called: str
    areas: int
    assessed: int


@dataclass(frozen=True)
class Moved:
    """An area, and how many items it gained and lost since the day compared with."""

    area: str
    gained: int
    lost: int


@dataclass(frozen=True)
class Overview:
    """All areas of a selection in figures. ``since`` is the day that movers are compared with."""

    counts: Counts
    surveyed: int
    whole: int
    late: int
    worst: list[FailingItem]
    since: date
    moved: list[Moved]
    more_moved: int
    asks: list[str]
    fiscal_year: int
    work: facts.Work


@dataclass(frozen=True)
class Book:
    """A document's content: one area, or every area of a selection, the neediest first.

    ``mark`` says which record the document was made from. ``areas`` is empty when the document is about one area, and
    ``overview`` is then None. ``contents`` has the one area; of many, each surveyed one if ``annexes`` are asked for.
    ``secretariat`` says who makes such documents and how they are reached; empty where it is not recorded.
    """

    lang: str
    demo: bool
    made_at: datetime
    mark: str
    as_of: date
    seen_as: str
    framework: str
    secretariat: str
    areas: list[AreaLine]
    overview: Overview | None
    contents: list[Content]
    definitions: list[tuple[str, str]]
    sources: list[str]
    annexes: bool
    path: str
