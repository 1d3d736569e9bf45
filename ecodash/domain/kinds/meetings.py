"""What the programme's bodies do: meetings with their agenda, who came, and what they resolve."""

from ecodash.domain.kinds.column import CODE, NOTE, OPEN_OR_CLOSED, day, kind, names, one_of, person, text
from ecodash.domain.vocabulary import Attended, Sector

_AGENDA_KINDS = ("inform", "minutes", "followup", "acknowledge", "consider", "other")

MEETING = kind(
    "meeting",
    "meetings",
    "code",
    CODE,
    names("body", "body", required=True),
    text("number", required=True, reads="meeting_number"),
    day("held_on", required=True),
    text("venue"),
    person("chair"),
    NOTE,
    text("starts_at", reads="clock"),
    code_forms=("{body}-{held_on}",),
    known_by=("body number", "body held_on"),
    sheet="code body number held_on starts_at venue chair note",
)
AGENDA_ITEM = kind(
    "agenda_item",
    "agenda_items",
    "meeting number",
    names("meeting", "meeting", required=True),
    text("number", required=True),
    one_of("kind", _AGENDA_KINDS, "agenda"),
    text("heading_th", required=True),
    text("heading_en"),
    NOTE,
    # What was said about it, for the minutes.
    text("said"),
)
# Who came to a meeting. Persons by name: no reader is told.
ATTENDANCE = kind(
    "attendance",
    "attendance",
    "meeting name",
    names("meeting", "meeting", required=True),
    person("name", required=True),
    text("post"),
    # As it was signed: companies and communities are in no register.
    text("agency"),
    one_of("sector", Sector, "sector"),
    one_of("attended", Attended, "attended", required=True),
    sheet="meeting name position=post agency sector attended",
    is_internal=True,
)
RESOLUTION = kind(
    "resolution",
    "resolutions",
    "code",
    CODE,
    names("meeting", "meeting", required=True),
    text("agenda_item"),
    text("text", required=True),
    text("text_en"),
    names("agency", "agency"),
    day("due_on"),
    names("sent_up_to", "body"),
    OPEN_OR_CLOSED,
    NOTE,
    names("takes_up", "resolution"),
    holds_from="meeting.held_on",
    has_course=True,
    closes=True,
    takes_files=True,
    code_forms=("{meeting}-r{n}",),
    known_by=("meeting text",),
    sheet="code meeting agenda_item text agency due_on sent_up_to status note",
)
