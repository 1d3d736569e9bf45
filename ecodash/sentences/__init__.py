"""Facts in words: the sentences that screens, documents and messages share."""

from ecodash.sentences.asks import ask_sentence
from ecodash.sentences.items import items_phrase
from ecodash.sentences.meetings import (
    AGENDA_LENGTHS,
    agenda_headings,
    meeting_label,
    meeting_phrase,
    participation_line,
    seen_as,
)
from ecodash.sentences.names import Agencies, agency_name, owner_name, secretariat_line, short_name
from ecodash.sentences.owed import due_phrase, matter_phrase, matter_task, nothing, owes
from ecodash.sentences.trend import trend_line
from ecodash.sentences.verdict import Parts, stressed_parts, verdict_details, verdict_parts

__all__ = [
    "AGENDA_LENGTHS",
    "DEFINITIONS",
    "Agencies",
    "Parts",
    "agency_name",
    "agenda_headings",
    "ask_sentence",
    "due_phrase",
    "items_phrase",
    "matter_phrase",
    "matter_task",
    "meeting_label",
    "meeting_phrase",
    "nothing",
    "owes",
    "owner_name",
    "participation_line",
    "secretariat_line",
    "seen_as",
    "short_name",
    "stressed_parts",
    "trend_line",
    "verdict_details",
    "verdict_parts",
]


# What the figures mean, in the order in which it is told.
DEFINITIONS = (
    "met",
    "gaps",
    "owed",
    "not_assessed",
    "late",
    "unassigned",
    "changed",
    "compared",
    "activities",
    "plan",
    "money",
    "fiscal_year",
    "trend",
    "outlook",
    "level",
    "phase",
    "evidence",
    "two_dates",
)
