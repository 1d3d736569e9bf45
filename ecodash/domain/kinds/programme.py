"""What the programme is about: phases, areas, frameworks with their items, agencies, bodies, auditors, budgets."""

from ecodash.domain.kinds.column import NOTE, day, kind, money, names, number, one_of, person, text, whole
from ecodash.domain.vocabulary import Aim, ItemType, TemplateForm

_AREA_KINDS = ("town", "sez", "estate", "zone")
_CODE = text("code", required=True, reads="code")
_FRAMEWORK = names("framework", "framework", required=True)
_NAMES = (text("name_th"), text("name_en"))
_SHORT = (text("short_th"), text("short_en"))

PHASE = kind(
    "phase",
    "phases",
    "code",
    _CODE,
    *_NAMES,
    NOTE,
    api="code name_th name_en note source mark",
)
# How many areas a source says there are, of a phase or in all.
DECLARATION = kind(
    "declaration",
    "declarations",
    "code",
    _CODE,
    names("phase", "phase"),
    whole("areas_declared"),
    whole("provinces_declared"),
    day("declared_on"),
    NOTE,
)
PROVINCE = kind("province", "provinces", "code", _CODE, *_NAMES)
# The file that documents of a province are filled into; without ``sha256`` the program's own is used.
OFFICE_TEMPLATE = kind(
    "office_template",
    "office_templates",
    "province form",
    names("province", "province", required=True),
    one_of("form", TemplateForm, "office_template_form", required=True),
    text("sha256", asked=False),
    text("media_type", asked=False),
    whole("size_bytes", asked=False),
    text("file_name", asked=False),
    NOTE,
    is_internal=True,
)
AREA = kind(
    "area",
    "areas",
    "code",
    _CODE,
    text("name_th", required=True),
    text("name_en"),
    *_SHORT,
    names("phase", "phase"),
    names("province", "province", required=True),
    text("district"),
    text("subdistrict"),
    one_of("kind", _AREA_KINDS, "area_kind"),
    number("lat", reads="latitude"),
    number("lon", reads="longitude"),
    NOTE,
    # An area joins a phase on a day.
    holds_from="effective_on",
    sheet="code name_th name_en phase province district subdistrict kind lat lon source",
)
FRAMEWORK = kind(
    "framework",
    "frameworks",
    "code",
    _CODE,
    *_NAMES,
    *_SHORT,
    text("scheme"),
    text("edition"),
    text("owner"),
    whole("dimensions_declared"),
    whole("aspects_declared"),
    whole("items_declared"),
    NOTE,
    api="code name_th name_en scheme edition owner items_declared items_loaded source mark",
)
DIMENSION = kind(
    "dimension",
    "dimensions",
    "framework code",
    _FRAMEWORK,
    _CODE,
    whole("position"),
    *_NAMES,
)
ASPECT = kind(
    "aspect",
    "aspects",
    "framework code",
    _FRAMEWORK,
    _CODE,
    names("dimension", "dimension", "framework"),
    whole("position"),
    *_NAMES,
)
ITEM = kind(
    "item",
    "items",
    "framework item",
    _FRAMEWORK,
    text("item", required=True, reads="item"),
    text("edition"),
    names("dimension", "dimension", "framework"),
    names("aspect", "aspect", "framework"),
    # Required unless its mark says that nobody could say so far.
    text("text_th", required=True),
    text("text_en"),
    one_of("type", ItemType, "item_type"),
    text("unit", heading="item_unit"),
    number("target"),
    names("level", "level", "framework"),
    whole("position"),
    *_SHORT,
    sheet="framework edition dimension aspect item text_th text_en short_th short_en type unit target level source",
)
LEVEL = kind("level", "levels", "framework level", _FRAMEWORK, text("level", required=True), *_NAMES)
ATTAINMENT = kind(
    "attainment",
    "attainments",
    "area framework year aim",
    names("area", "area", required=True),
    _FRAMEWORK,
    whole("year", required=True),
    one_of("aim", Aim, "level", required=True),
    names("level", "level", "framework"),
    day("awarded_on"),
    NOTE,
)
AGENCY = kind(
    "agency",
    "agencies",
    "code",
    _CODE,
    text("name_th", required=True),
    text("name_en"),
    text("short_name"),
    # How others reach its office: a telephone, an address. It is printed, so it is no person's own.
    text("contact"),
    # An agency has its new name from a day on.
    holds_from="effective_on",
    sheet="code name_th name_en short_name contact valid_from=effective_on",
)
BODY = kind(
    "body",
    "bodies",
    "code",
    _CODE,
    *_NAMES,
    whole("tier"),
    names("area", "area"),
    names("province", "province"),
    names("reports_to", "body"),
    # The agency that calls its meetings and makes its papers.
    names("secretariat", "agency"),
)
AUDITOR = kind(
    "auditor",
    "auditors",
    "code",
    text("code", reads="code"),
    person("name", required=True),
    text("registration_no"),
    day("registered_on"),
    day("expires_on"),
    names("area", "area"),
    NOTE,
    holds_from="registered_on",
    in_order=(("registered_on", "expires_on"),),
    code_forms=("auditor-{n}",),
    known_by=("registration_no", "name"),
    sheet="code name registration_no registered_on expires_on area note",
)
BUDGET = kind(
    "budget",
    "budgets",
    "code",
    _CODE,
    whole("fiscal_year", reads="fiscal_year"),
    text("ministry"),
    text("agency"),
    text("plan"),
    text("project"),
    text("category"),
    text("item_th"),
    money("amount_baht"),
    text("labelled_eit"),
    NOTE,
)
