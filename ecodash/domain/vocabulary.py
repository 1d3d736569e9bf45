"""The vocabulary: closed lists of codes."""

from enum import StrEnum

HOME_AREA = "lamphun-ban-klang"
HOME_FRAMEWORK = "diw-eit-basic12"


class Result(StrEnum):
    """What an item's latest accepted observation says. No observation at all: ``NOT_ASSESSED``."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSED = "not_assessed"

    @property
    def is_gap(self) -> bool:
        """Surveyed and found incomplete: somebody has to act."""
        return self in (Result.PARTLY_MET, Result.NOT_MET)


class Review(StrEnum):
    """Only an accepted observation counts."""

    REPORTED = "reported"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class AssignmentStatus(StrEnum):
    """Being late is computed from the due date, never stored."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Repeats(StrEnum):
    """How often something comes again."""

    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"

    @property
    def months(self) -> int:
        """The calendar months from one time to the next."""
        return {Repeats.YEARLY: 12, Repeats.HALF_YEARLY: 6, Repeats.QUARTERLY: 3, Repeats.MONTHLY: 1}[self]


class ActivityStatus(StrEnum):
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


class ActivityKind(StrEnum):
    WORKSHOP = "workshop"
    SEMINAR = "seminar"
    DATA_INTEGRATION = "data_integration"
    MEETING = "meeting"
    SURVEY = "survey"
    TRAINING = "training"
    STUDY_VISIT = "study_visit"
    OTHER = "other"


class Sector(StrEnum):
    """Whom somebody at a meeting speaks for."""

    STATE = "state"
    LOCAL_GOVERNMENT = "local_government"
    BUSINESS = "business"
    PEOPLE = "people"
    ACADEMIA = "academia"


class Aim(StrEnum):
    """Whether an area has a level, or means to have it."""

    ATTAINED = "attained"
    INTENDED = "intended"


class TemplateForm(StrEnum):
    """What a province's own template is filled with."""

    PAPERS = "papers"
    SLIDES = "slides"


class Attended(StrEnum):
    """Whether somebody came to a meeting; ``REPRESENTED``: somebody else came in their place."""

    PRESENT = "present"
    ABSENT = "absent"
    REPRESENTED = "represented"


class ItemType(StrEnum):
    MANDATORY = "mandatory"
    SCORED = "scored"
    MEASURED = "measured"


class Mark(StrEnum):
    """How sure a fact is: a source says so, it was worked out, or nobody could say."""

    ATTESTED = "attested"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Visibility(StrEnum):
    """Who may see a piece of evidence: every reader, or officers only."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Role(StrEnum):
    """Who somebody is to the store. A secretary may do all, an officer records, an agency reports."""

    SECRETARY = "secretary"
    OFFICER = "officer"
    AGENCY = "agency"
    READER = "reader"


class Means(StrEnum):
    """How a change came in. A demonstration store is filled by ``DEMO`` changes only."""

    REFERENCE = "reference"
    DEMO = "demo"
    IMPORT = "import"
    EDIT = "edit"
    REVIEW = "review"
    REPORT = "report"
    UNDO = "undo"
    REDO = "redo"
