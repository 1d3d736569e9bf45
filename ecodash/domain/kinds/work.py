"""What is done in the programme: meetings and what they resolve, assignments, activities, surveys, evidence, links."""

from ecodash.domain.kinds.column import day, kind, money, names, number, one_of, text, whole
from ecodash.domain.vocabulary import ActivityKind, ActivityStatus, AssignmentStatus, Result, Review, Visibility

_AGENDA_KINDS = ("inform", "minutes", "followup", "acknowledge", "consider", "other")
# Made by the program where the writer gives none.
_CODE = text("code", reads="code")
_OWN_CODE = text("code", reads="code", asked=False)
_NOTE = text("note")
_ITEM = (
    names("area", "area", required=True),
    names("framework", "framework", required=True),
    names("item", "item", "framework", required=True),
)
_OPEN_OR_CLOSED = one_of("status", AssignmentStatus, "assignment")

MEETING = kind(
    "meeting",
    "meetings",
    "code",
    _CODE,
    names("body", "body", required=True),
    text("number", required=True, reads="meeting_number"),
    day("held_on", required=True),
    text("venue"),
    text("chair"),
    _NOTE,
    code_forms=("{body}-{held_on}",),
    sheet="code body number held_on venue chair note",
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
    _NOTE,
)
RESOLUTION = kind(
    "resolution",
    "resolutions",
    "code",
    _CODE,
    names("meeting", "meeting", required=True),
    text("agenda_item"),
    text("text", required=True),
    text("text_en"),
    names("agency", "agency"),
    day("due_on"),
    names("sent_up_to", "body"),
    _OPEN_OR_CLOSED,
    _NOTE,
    names("takes_up", "resolution"),
    holds_from="meeting.held_on",
    has_course=True,
    closes=True,
    takes_files=True,
    code_forms=("{meeting}-r{n}",),
    sheet="code meeting agenda_item text agency due_on sent_up_to status note",
)
ASSIGNMENT = kind(
    "assignment",
    "assignments",
    "area framework item agency assigned_on",
    *_ITEM,
    names("agency", "agency", required=True),
    day("assigned_on", required=True),
    text("task", required=True),
    text("task_en"),
    day("due_on"),
    names("resolution", "resolution"),
    _OPEN_OR_CLOSED,
    _NOTE,
    holds_from="assigned_on",
    has_course=True,
    closes=True,
    takes_files=True,
    in_order=(("assigned_on", "due_on"),),
    sheet="area framework item agency task assigned_on due_on resolution status note",
)
ACTIVITY = kind(
    "activity",
    "activities",
    "code",
    _CODE,
    text("title", required=True),
    text("title_en"),
    names("area", "area", required=True),
    whole("fiscal_year", required=True, reads="fiscal_year"),
    one_of("kind", ActivityKind, "activity_kind"),
    day("planned_start"),
    day("planned_end"),
    day("actual_start"),
    day("actual_end"),
    one_of("status", ActivityStatus, "activity_status", required=True),
    money("planned_baht"),
    money("allocated_baht"),
    money("disbursed_baht"),
    text("fund_source"),
    names("lead_agency", "agency"),
    names("partner_agencies", "agency", is_list=True),
    names("items", "item", is_list=True, reads="items"),
    number("target"),
    number("result_value"),
    text("unit"),
    _NOTE,
    has_course=True,
    takes_files=True,
    in_order=(("planned_start", "planned_end"), ("actual_start", "actual_end")),
    code_forms=("{area}-{fiscal_year}-{n:02d}",),
    sheet=(
        "code title area fiscal_year kind planned_start planned_end actual_start actual_end status"
        " planned_baht allocated_baht disbursed_baht fund_source lead_agency partner_agencies items"
        " target result_value unit note"
    ),
)
OBSERVATION = kind(
    "observation",
    "observations",
    "code",
    _OWN_CODE,
    *_ITEM,
    one_of("result", Result, "result", required=True),
    number("score"),
    number("value"),
    text("evidence"),
    _NOTE,
    one_of("review", Review, "review", asked=False),
    names("agency_link", "agency_link", asked=False),
    text("review_note", asked=False),
    holds_from="effective_on",
    is_day_required=True,
    takes_files=True,
    code_forms=("{area}.{framework}.{item}.{effective_on}", "{area}.{framework}.{item}.{effective_on}-{n}"),
    sheet="area framework item result score value effective_on evidence note",
)
EVIDENCE = kind(
    "evidence",
    "evidence",
    "code",
    text("code", required=True, asked=False),
    names("area", "area"),
    names("framework", "framework"),
    names("item", "item", "framework"),
    names("observation", "observation"),
    text("title", required=True),
    text("title_en"),
    day("evidence_on"),
    text("sha256", asked=False),
    text("media_type", asked=False),
    whole("size_bytes", asked=False),
    one_of("visibility", Visibility, "visibility", required=True),
    _NOTE,
    text("file_name", asked=False),
    names("activity", "activity"),
    names("resolution", "resolution"),
    holds_from="evidence_on",
    takes_files=True,
)
AGENCY_LINK = kind(
    "agency_link",
    "agency_links",
    "code",
    text("code", required=True),
    names("agency", "agency", required=True),
    text("token_sha256"),
    day("ends_on"),
    day("withdrawn_on"),
    _NOTE,
)
